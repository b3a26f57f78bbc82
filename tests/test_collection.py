"""The real collection: no problems, current schemas, and ten questions that readers find answered."""

import re
import shutil
import tempfile
from functools import cache
from pathlib import Path
from urllib.parse import urldefrag, urljoin

from invented import Element, pages_in, parsed
from tables import each

from newsdesk.build import Outcome, Project, examine
from newsdesk.model.notes import shown
from newsdesk.problems import FRONT_DOOR, as_text
from newsdesk.store.schema import schemas

ROOT = Path(__file__).resolve().parent.parent
DIGESTS = ROOT / "digests"


_KEPT = tempfile.TemporaryDirectory(prefix="newsdesk-tests-")


def examined(root: Path = ROOT) -> Outcome:
    """What a check says, where what was found in the same files before is at hand."""
    return examine(Project(root=root, digests=root / "digests", site=root / "site", cache=Path(_KEPT.name)))


@cache
def real() -> Outcome:
    """The collection, checked once from nothing."""
    return examined()


def test_it_has_no_problems_not_even_warnings() -> None:
    outcome = real()
    # What is to be mended in its texts is a note.
    assert as_text(shown(outcome.problems)[0], FRONT_DOOR) == ""
    assert outcome.collection
    assert len(outcome.collection.entries) >= 1


@each("name", schemas)
def test_its_schemas_are_current(name: str) -> None:
    current = (DIGESTS / name).read_text("utf-8") == schemas()[name]
    assert current, "run: .venv/bin/python build_digest.py schema"


def test_there_is_no_schema_of_a_kind_that_is_gone() -> None:
    assert {path.name for path in DIGESTS.glob("*.schema.json")} == set(schemas())


def test_editors_find_the_schema_of_each_file() -> None:
    mark = "# yaml-language-server: $schema="
    first = {path: path.read_text("utf-8").split("\n", 1)[0] for path in DIGESTS.rglob("*.yaml")}
    first = {path: line for path, line in first.items() if line.startswith(mark)}
    named = {path: (path.parent / line.partition("=")[2]).resolve().name for path, line in first.items()}
    assert named
    assert {path: name for path, name in named.items() if name not in schemas()} == {}


SEED = "2022-W42/hizb-ut-tahrir-who-inspires-kyrgyzstan.yaml"


FORGED = [
    ("Kyrgyzstan can also choose its partner.", "Kyrgyzstan must also choose its partner.", "quotation-not-found"),
    ("cancellation is not yet known.", "cancellation is now known.", "quotation-not-found"),
    ("name_printed: Sadyr Zhaparov", "name_printed: Sadyr Japarov", "name-not-found"),
]


def test_its_first_entry_is_held_by_its_fingerprint(tmp_path: Path) -> None:
    assert real().collection
    digests = tmp_path / "digests"
    shutil.copytree(DIGESTS, digests)
    entry = digests / SEED
    text = forged = entry.read_text("utf-8")
    for old, new, _ in FORGED:
        assert text.count(old) == 1
        forged = forged.replace(old, new)
    entry.write_text(forged, "utf-8")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    problems = shown(examined(tmp_path).problems)[0]
    assert {problem.path for problem in problems} == {f"digests/{SEED}"}
    assert sorted(problem.rule for problem in problems) == sorted(rule for *_, rule in FORGED)
    for old, _, rule in FORGED:
        line = text[: text.index(old)].count("\n") + 1
        assert any(one.rule == rule and line - 1 <= one.line <= line and one.column > 1 for one in problems), old


# The way to each answer is written down for readers, who can also click it.
HOW_TO_FIND = (ROOT / "docs" / "how-to-find.md").read_text("utf-8")
CLASHES = "Fighting on the border of Kyrgyzstan and Tajikistan, September 2022"
# A question, the words of the links from home to its answer, and the answer in the words of the page, with # for a
# number that grows with the collection.
QUESTIONS = [
    (
        "Which sources appear only in Tajik outlets on the September clashes?",
        ["Stories", CLASHES, "Only in outlets of one country"],
        "Tajikistan Imruz.tj, Khovar, Your.tj, Pressa.tj Executive authority of Isfara paraphrased",
    ),
    (
        "What did Baisalov say, to whom, and who relayed it?",
        ["People", "Edil Baisalov", "How the words reached each outlet"],
        "By way of RIA Novosti Golos Armenii (relayed, between 9 and 16 October 2022) Directly, as far as was read TASS"
        " (quoted, 14 October 2022)",
    ),
    (
        "Which outlets carried Sputnik's text?",
        ["Outlets", "Sputnik", "Where others cite it or pass it on"],
        "Carry its text UrduPoint (3 entries)",
    ),
    (
        "Is the casualty figure disputed?",
        ["Stories", CLASHES, "What is contested"],
        "at least 2 to at least 63, 20 accounts by 6 speakers, 14 origins",
    ),
    (
        "Who publishes as the Central Media Office of Hizb ut-Tahrir, and what must I know?",
        ["Outlets", "Central Media Office of Hizb ut-Tahrir", "Designations"],
        "Russia · terrorist organisation Declared a terrorist organisation.",
    ),
    (
        "What does the collection have in Kyrgyz?",
        ["Languages", "Kyrgyz"],
        "# entries in this collection, newest first.",
    ),
    (
        "What was reported in the week of 3 to 9 October 2022?",
        ["Digests", "3–9 October 2022"],
        "On 9 October Kyrgyzstan's Defence Ministry was reported to have called off",
    ),
    (
        "What changed after publication?",
        ["Corrections"],
        "It changes what a reader takes from the text.",
    ),
    (
        "Which quotations have been checked against the article?",
        ["Figures", "compared with the full text", "Who Inspires Kyrgyzstan to Move Away from Putin's Influence?"],
        "# quotations and # printed names were found in it.",
    ),
    (
        "What does the collection not hold on the exercise of October 2022?",
        ["Stories", "CSTO exercise in Kyrgyzstan, October 2022: cancelled or postponed"],
        "This collection has no entry on this from outlets registered in: Kyrgyzstan and Tajikistan.",
    ),
]  # fmt: skip


@cache
def contents() -> dict[str, str]:
    """What stands on each page, by path."""
    collection = real().collection
    assert collection
    return {page.path: page.content for page in pages_in(collection)}


@cache
def at(path: str) -> Element:
    """The elements of a page, read once."""
    return parsed(contents()[path.removeprefix("/")])


def arrived(address: str) -> str:
    """The words of the page at an address, or of the section that it names."""
    path, name = urldefrag(address)
    page = at(path)
    if not name:
        return page.text
    (target,) = page.every(id=name)
    assert target.parent
    return target.parent.text


def follow(address: str, words: str) -> str:
    """The address that a link with these words leads to."""
    path, _ = urldefrag(address)
    links = [a for a in at(path).every("a") if a.text == words]
    assert links, f"{address} has no link “{words}”"
    return urljoin(address, links[0].attrs["href"])


@each(("question", "clicks", "answer"), QUESTIONS, ids=[question for question, _, _ in QUESTIONS])
def test_a_reader_finds_the_answer(question: str, clicks: list[str], answer: str) -> None:
    assert 1 <= len(clicks) <= 3
    address, way = "/", []
    for words in clicks:
        address = follow(address, words)
        way.append((words, address))
    # Cells of a table stand beside each other without a space.
    wanted = re.escape(answer.replace(" ", "")).replace(r"\#", "[0-9]+")
    assert re.search(wanted, arrived(address).replace(" ", ""))

    after = HOW_TO_FIND.partition(f"### {question}\n\n")[2]
    written = re.findall(r"\[([^]]+)\]\(([^)]+)\)", after.partition("\n\n")[0])
    theirs = [(words, urljoin("/how-to-find/", _published(target))) for words, target in written]
    assert theirs == way


def _published(target: str) -> str:
    """MkDocs turns the path of a document into an address, and leaves others as they are."""
    return "../" + target.removesuffix("index.md") if target.endswith(".md") else target


def test_ten_questions_are_written_down() -> None:
    assert re.findall(r"(?m)^### (.+)$", HOW_TO_FIND) == [question for question, _, _ in QUESTIONS]
    assert len(QUESTIONS) == 10
