"""A desk of a Russian collection speaks Russian: what is English on its pages stands in the files, or is a name."""

import json
import re
import subprocess
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import desk as verbs
import pytest
from drafts_on_desk import ARTICLE, DRAFT
from invented import RU, VOID
from makers import write_tree
from open_desk import Opened, open_desk

from newsdesk.build import Project
from newsdesk.desk.records.rooms import ROOMS, meanings
from newsdesk.desk.speaking import spoken
from newsdesk.interface.saying import said
from newsdesk.model import Digest, Entry, Source

PAGES = (
    "/", "/inbox", "/review", "/review/ferry-stops", "/draft/lamp-lit", "/draft/nobody", "/preview/lamp-lit", "/weeks",
    f"/weeks/{verbs.WEEK}", f"/weeks/{verbs.NEXT}", "/weeks/2022-W44", "/gaps", "/gaps/genre", "/gaps/balance",
    "/registers/outlets", "/registers/people", "/registers/topics", "/registers/stories", "/registers/outlets/beacon",
    "/registers/people/ada-quill", "/registers/people/nobody", "/after/swans-counted", f"/after/{verbs.WEEK}",
    "/after/nobody", "/changes", f"/changes/file?path=digests/{verbs.NEXT}/lamp-lit.yaml", "/blind",
    "/blind/ferry-stops", "/about", "/add", "/add?url=https://a.example/1", "/add?url=x", "/file/digests/people.yaml",
    "/nothing",
)  # fmt: skip
# Names of programs, formats, files and verbs, which are the same in every language; those of fields are.
NAMES = frozenset(
    "BibTeX CSL CSV EDTF EML HTML IPTC JSON JavaScript Lines OPML PDF Parquet RIS Tester captures desk digests feeds"
    " fingerprint git ice-comes inbox jsonl lamp-lit maintainers material medtop minor mkdocs notes outlets"
    " reconcile survey swans-leave txt unowned voice yaml yml".split()
) | {*Entry.model_fields, *Source.model_fields, *Digest.model_fields}
# Several words, or one: of those that belong together every one has to be known.
_LATIN = re.compile(r"[A-Za-z][A-Za-z'’]*(?:[ ,_-]+[A-Za-z][A-Za-z'’]*)*")
_SAID = frozenset({"alt", "aria-label", "placeholder", "title"})
_NOT_SAID = frozenset({"code", "kbd", "pre", "script", "style", "textarea"})


class Words(HTMLParser):
    """The texts of a page that people see or hear, but for code and what is marked as English."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        is_apart = tag in _NOT_SAID or self._is_apart()
        if tag not in VOID:
            self._open.append((tag, is_apart))
        if not is_apart:
            self.texts += [value for name, value in attrs if name in _SAID and value]

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self._is_apart():
            self.texts.append(data)

    def _is_apart(self) -> bool:
        return bool(self._open) and self._open[-1][1]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    root = verbs.desk(tmp_path_factory.mktemp("russian"))
    config = root / "mkdocs.yml"
    config.write_text(f"{config.read_text('utf-8')}theme: {{name: material, language: ru, font: false}}\n", "utf-8")
    write_tree(root, {f"{verbs.NEXT}/lamp-lit.yaml": DRAFT, "../captures/lamp-lit.txt": ARTICLE})
    for name, value in (("user.name", "Ada Quill"), ("user.email", "ada-quill@beacon.example")):
        subprocess.run(["git", "config", name, value], cwd=root, check=True)
    with open_desk(Project(root, root / "digests", root / "site", root / ".cache"), "ru") as one:
        yield one


def english_in(texts: list[str], known: str, names: frozenset[str] = frozenset()) -> set[str]:
    """What is English in some texts and stands in no file."""
    runs = {run for text in texts for run in _LATIN.findall(" ".join(text.split()))}
    return {run for run in runs if run not in known and not (NAMES | names).issuperset(re.split(r"[ ,]+", run))}


# What `new` and people write into YAML beside the data: the desk says it in its own language, or not at all.
_COMMENT = re.compile(r"^\s*#.*$| # .*$", re.MULTILINE)


def in_files(root: Path) -> str:
    """All data that stand in the files of a collection."""
    texts = verbs.files_in(root).items()
    return " ".join(
        " ".join((_COMMENT.sub("", text) if path.endswith(".yaml") else text).split()) for path, text in texts
    )


def test_pages_say_nothing_in_english(opened: Opened) -> None:
    known, found = in_files(opened.desk.project.root), dict[str, set[str]]()
    for path in PAGES:
        page = opened.send("GET", path, x_desk=opened.desk.token, accept="text/html")[1]
        assert "<html" in page, path
        found[path] = english_in(Words(page).texts, known)
    assert {path: runs for path, runs in found.items() if runs} == {}


# A draft as `new` writes one, with all that it says of a page in comments, and with faults of several kinds.
FAULTY = """\
schema: 1
status: draft
# As printed. Perhaps Лампа (the headline; the page's description of itself says: Лампа)?
title: TODO
# The domain gavan.example is not in outlets.yaml. Run: x outlet add gavan.example, and write its id here.
outlet: Гавань
byline: null
# Nothing on the page is certain. Candidates: 2022-10-25 by JSON-LD datePublished 2022-10-25T09:00 and the meta tag
# article:published_time 2022-10-25 and a guess from the look of the page. Write the date as exact as you know it.
published: TODO
published_basis: printed
# A code such as en, ar or sr-Latn. The page declares ru (the meta tag content-language). The text looks like kk.
language: TODO
url: https://gavan.example/lampa
accessed: 2022-10-26
added: 2022-10-26
# full if you read the whole article, excerpt if only a part of it. The page says that it is not free to read: see
# whether this is all of it.
read: TODO
topics: [Порт]
countries: [XX]
summary: Мало слов.
# Everybody whom the article quotes, relies on or names: take TODO away, take the # from the
# blocks below that are right.
sources: TODO
#
#  # Attributed by: قال الوزير “…”
#  # Not certain that these are the words of this one: see who says it.
#  - name: TODO
#    role: TODO
#    actor: TODO
#    identified: described
#    cited: quoted
#    says: TODO
#  # Shortened from 27 words: at most 25, the part that matters.
#    quote:
#      text: Каждая лампа горит
#      language: ru
context: TODO
references: TODO
evidence: null
drafted_by: TODO
corrections: []
"""
# Terms of files that scripts put into words themselves, and marks of places.
_IN_DATA = frozenset("unnamed described quoted named ru kk todo error warning ask note".split())


def said_in(told: Any) -> Iterator[str]:
    """What a script shows of what it is told: reasons, offers, messages and the way out."""
    match told:
        case dict():
            for name, value in told.items():
                if isinstance(value, str) and name in ("why", "words", "message", "hint", "source", "remedy", "count"):
                    yield value
                elif name in ("said", "complained") and isinstance(value, list):
                    yield from map(str, value)
                elif name != "data":
                    yield from said_in(value)
        case list():
            for one in told:
                yield from said_in(one)


def test_what_scripts_show_of_a_collection_with_faults_is_russian(opened: Opened) -> None:
    root, project = opened.desk.project.root, opened.desk.project
    before = verbs.files_in(root)
    lit = project.digests / verbs.NEXT / "lamp-lit.yaml"
    lit.write_text(FAULTY, "utf-8")
    ferry = project.digests / verbs.WEEK / "ferry-stops.yaml"
    ferry.write_text(ferry.read_text("utf-8").replace("identified: named", "identified: known", 1), "utf-8")
    topics = project.digests / "topics.yaml"
    topics.write_text(f"{topics.read_text('utf-8')} x: [\n", "utf-8")
    opened.desk.touched()
    known, found = in_files(root), dict[str, set[str]]()
    for path in ("/api/draft/lamp-lit", "/api/draft/ferry-stops", "/api/faults", "/api/inbox", "/api/gaps/balance"):
        told = opened.ask("GET", path)[1]
        found[path] = english_in([*said_in(told)], known, _IN_DATA)
    told = opened.ask(
        "POST", "/api/draft/lamp-lit/finish", {"digest": opened.ask("GET", "/api/draft/lamp-lit")[1]["digest"]}
    )
    found["finish"] = english_in([*said_in(told[1])], known, _IN_DATA)
    found["inbox"] = english_in([*said_in(json.loads(re.search(
        r'id="known-reasons">(.*?)</script>', opened.ask("GET", "/inbox")[1])[1]))], known)  # fmt: skip
    page = opened.send("GET", "/review/lamp-lit", x_desk=opened.desk.token, accept="text/html")[1]
    found["review"] = english_in(Words(page).texts, known)
    verbs.restored(root, before)
    opened.desk.touched()
    assert {path: runs for path, runs in found.items() if runs} == {}


def test_scripts_say_nothing_in_english() -> None:
    texts = [re.sub(r"\{\w+\}", "", RU(text)) for text in spoken()]
    assert english_in(texts, "") == set()


def test_forms_of_the_registers_say_what_each_field_means_down_to_the_innermost() -> None:
    asked = {text for room in ROOMS for text in meanings(room)}
    assert len(asked) > 150
    assert {text for text in asked if said(RU, text) == text} == set()


# What a file is called, what stands in it, and how the answer begins.
READ = {
    "a.eml": (b"From: a@a.example\r\nSubject: Hi\r\n\r\nNo link.", "a.eml: В письме нет ни одной ссылки"),
    "a.csv": (b"number,what\n1,2\n", "a.csv:1: Ни один столбец не называется url или title."),
    "a.txt": (b"https://a.example/9\nnothing here\n", "a.txt:2: В «nothing here» нет адреса. Напишите его с https://."),
}


def post(opened: Opened, path: str, raw: bytes) -> Any:
    headers = {"x_desk": opened.desk.token, "origin": opened.address, "content_type": "application/json"}
    return json.loads(opened.send("POST", path, raw, **headers)[1])


def test_what_cannot_be_read_is_told_in_russian(opened: Opened) -> None:
    for name, (raw, begins) in READ.items():
        told = post(opened, f"/api/inbox/upload?{urlencode({'name': name})}", raw)["told"]
        assert [line[: len(begins)] for line in told] == [begins]


def test_in_the_place_of_a_name_stands_what_the_language_calls_a_private_person(opened: Opened) -> None:
    form = {"what": "name", "names": "Bo Lind", "why": "Просьба"}
    told = post(opened, "/api/after/ferry-stops/try", json.dumps(form).encode())
    assert "частное лицо" in json.dumps(told, ensure_ascii=False), told
