"""Pages that are cited: the file pages.yaml, whole and damaged, and passages beside their pages."""

from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from makers import ENTRY, brief, collection, load, problems_of, problems_on_disk
from tables import each

from newsdesk.check import check
from newsdesk.evidence.cited import capture_name, page_evidence, passage_hash
from newsdesk.evidence.cited.addresses import _cleaned, address_key
from newsdesk.evidence.cited.passages import differences
from newsdesk.evidence.fingerprint import key_of
from newsdesk.evidence.passages import Text
from newsdesk.evidence.words import digest
from newsdesk.model import Read
from newsdesk.model.evidence import PageEvidence
from newsdesk.problems import FRONT_DOOR, Problem, Severity
from newsdesk.store.cited.writing import _HEAD, as_block, with_page

ADDRESS = "survey.example/2021"
PAGE = """The survey of 2021.

The university counted 298 swans on the lake. It did not count the ducks. Fourteen students helped.

The lake lies high; "no boat may sail there", the rector said."""
STANDS = "counted 298 swans on the lake"
DAY = date(2022, 10, 20)
AGAIN = (
    "Take it back from the version history, or write it again: .venv/bin/python build_digest.py fingerprint ENTRY"
    " TEXTFILE --reference ID."
)
RUN = "Run .venv/bin/python build_digest.py fingerprint swans-counted --reference survey-2021."


def page(address: str = ADDRESS, text: str = PAGE, *passages: str, **changes: Any) -> PageEvidence:
    known = Text(text)
    key = key_of(digest(known.words))
    hashes = [passage_hash(key, passage) for passage in passages]
    return page_evidence(address, known, DAY, **{"language": "en", "passages": hashes, **changes})


def file_of(*pages: PageEvidence) -> str:
    text = _HEAD
    for one in pages:
        text = with_page(text, one, one.address)
    return text


def passage(text: str, stance: str = "supports") -> str:
    return f"{{text: '{text}', language: en, stance: {stance}, source: first-hand}}"


def citing(*passages: str) -> dict[str, str]:
    references = (
        f"{{survey-2021: {{url: 'https://www.survey.example/2021/', passages: [{', '.join(passages)}]}},"
        " beacon-2022: {url: https://beacon.example/counts, outlet: beacon}}"
    )
    return collection(references=references)


def on_passages(found: list[Problem]) -> list[Problem]:
    """Without what is said of sentences, which stands in test_cited_sentences.py."""
    about = ("unsupported-figure", "unsupported-date", "unsupported-name", "not-comparable", "uncited-page")
    return [p for p in found if p.rule not in about or (p.path, p.line) == (f"digests/{ENTRY}", 17)]


def said(problems: list[Problem]) -> list[str]:
    return [f"{p.path[8:]}:{p.line}:{p.column}: {p.rule}: {p.sentence}" for p in FRONT_DOOR.fill_all(problems)]


BLOCK = as_block(page())
SHA = page().sha256
DAMAGED: dict[str, tuple[str, str]] = {
    "empty": ("", "1:1: not-a-record: The file is empty."),
    "a list": ("- a\n", "1:1: not-a-record: The file does not consist of fields."),
    "no pages": ("schema: 1\n", '1:1: missing-field: "pages" is missing. Write "pages:" and the records below it'),
    "a later version": ("schema: 2\npages: {}\n", "1:9: new-schema: This is version 2 of the format; this program"),
    "no version": ("pages: {}\n", "1:1: unknown-schema: The version of the format is missing or unknown."),
    "another field": ("schema: 1\npagse: {}\npages: {}\n", '2:1: unknown-field: "pagse" is not a field here. Did you'),
    "a page of text": (_HEAD + "  a.example/b: x\n", '5:3: page-edited: The evidence of "a.example/b" is not as'),
    "cut": (_HEAD + BLOCK[:150], "5:151: not-yaml: This is not valid YAML"),
    "other digits": (_HEAD + BLOCK.replace(f'"{SHA}"', f'"{SHA[::-1]}"'), "5:3: page-edited: "),
    "another count": (_HEAD + BLOCK.replace("words: ", "words: 1"), "5:3: page-edited: "),
    "no seal": (_HEAD + BLOCK[: BLOCK.index(", seal")] + "}\n", "5:3: page-edited: "),
    "another field of a page": (_HEAD + BLOCK.replace("{version", "{note: x, version"), "5:3: page-edited: "),
    "another address": (
        _HEAD + BLOCK.replace(ADDRESS, "survey.example/2022"),
        f'5:3: page-edited: The evidence of "survey.example/2022" is not as the tool wrote it. {AGAIN}',
    ),
    "an address as a browser has it": (
        _HEAD + BLOCK.replace(ADDRESS, "https://www.survey.example/2021/"),
        '5:3: unclean-address: "https://www.survey.example/2021/" is no address as the program keeps it. It is'
        f' "survey.example/2021". {AGAIN}',
    ),
    "a later method": (
        _HEAD + BLOCK.replace("version: 2", "version: 3"),
        f'5:3: new-evidence: The evidence of "{ADDRESS}" is of version 3; this program knows none after 2. Bring the',
    ),
    "no base64": (_HEAD + BLOCK.replace('filter: "', 'filter: "é'), "5:3: page-edited: "),
    "a number": (_HEAD + "  5: 6\n", '5:3: page-edited: The evidence of "5" is not as the tool wrote it.'),
}  # fmt: skip


@each("what", DAMAGED)
def test_a_damaged_file_is_told_and_never_breaks_the_check(what: str) -> None:
    text, message = DAMAGED[what]
    (found,) = said(problems_of({**collection(), "pages.yaml": text}))
    assert found.startswith(f"pages.yaml:{message}"), found
    # What cites a page with a fault is not blamed for it.
    assert [p.path for p in problems_of({**citing(), "pages.yaml": text})] == ["digests/pages.yaml"]


def test_on_the_disk_the_way_out_is_that_of_a_file_which_the_program_writes(tmp_path: Path) -> None:
    together = (
        "Where two branches have compared the same page, this puts together what both wrote:"
        " .venv/bin/python build_digest.py format digests/pages.yaml. Else take the file back from the version history."
    )
    for number, (text, hint) in enumerate(
        {
            "schema: 1\npages: [": together,
            _HEAD + BLOCK + BLOCK: together,
            f"{_HEAD}<<<<<<< HEAD\n{BLOCK}=======\n>>>>>>> x\n": together,
        }.items()
    ):
        made = problems_on_disk(tmp_path / str(number), {**collection(), "pages.yaml": text})
        (found,) = FRONT_DOOR.fill_all(on_passages(made))
        assert found.hint.startswith(hint)
        assert found.path == "digests/pages.yaml"


def test_every_cut_and_every_doubled_line_is_told() -> None:
    text = file_of(page(), page("a.example/b", PAGE + " More."))
    lines = text.splitlines(keepends=True)
    for at in range(len(_HEAD), len(text) - 1, 7):
        if text[:at].rstrip() not in (_HEAD.rstrip(), text[: text.index('  "survey')].rstrip()):
            assert problems_of({**collection(), "pages.yaml": text[:at]}), at
    for at in range(4, len(lines)):
        twice = [*lines[: at + 1], lines[at], *lines[at + 1 :]]
        assert problems_of({**collection(), "pages.yaml": "".join(twice)}), at


def test_each_changed_character_of_a_block_is_told() -> None:
    start = BLOCK.index("{") + 1
    for at in range(start, len(BLOCK) - 2):
        if BLOCK[at] in " \n":
            continue
        other = BLOCK[:at] + ("x" if BLOCK[at] != "x" else "y") + BLOCK[at + 1 :]
        assert problems_of({**collection(), "pages.yaml": _HEAD + other}), at


def test_a_file_as_the_program_writes_it() -> None:
    pages = [page("b.example/" + "x" * 300), page(), page("a.example/ü?q=1&p=%20", "Текст.", language="ru")]
    text = file_of(*pages)
    addresses = [line.split('"')[1] for line in text.splitlines() if line.startswith('  "')]
    assert addresses == sorted(one.address for one in pages)
    assert on_passages(problems_of({**collection(), "pages.yaml": text})) == []
    # It stays good where a tool has laid it out otherwise.
    laid = _HEAD + text.removeprefix(_HEAD).replace(", ", ",\n      ")
    assert on_passages(problems_of({**collection(), "pages.yaml": laid})) == []
    (item,) = [
        one for key, one in check(load({**collection(), "pages.yaml": text})[0])[0].cited.items() if key == ADDRESS
    ]
    assert item.record == page()
    lines = [line for one in pages for line in as_block(one).splitlines()]
    assert len(lines) == len(set(lines)), "git would mix blocks that have lines in common"
    assert max(map(len, as_block(page()).splitlines()[1:])) <= 104
    assert with_page(text, None, ADDRESS) == file_of(pages[0], pages[2])
    assert with_page(file_of(page()), None, ADDRESS) == _HEAD.replace("pages:\n", "pages: {}\n")


def test_a_page_that_nothing_cites_any_more_is_noted() -> None:
    files = {**collection(), "pages.yaml": file_of(page(), page("gone.example/1"))}
    (found,) = [p for p in problems_of(files) if p.rule == "uncited-page"]
    assert said([found]) == [
        'pages.yaml:7:3: uncited-page: Nothing cites "gone.example/1" any more. Delete its block.'.replace(
            ":7:", f":{found.line}:"
        )
    ]
    assert files["pages.yaml"].splitlines()[found.line - 1].startswith('  "gone.example/1": {')
    assert found.severity is Severity.NOTE
    # What has a fault may cite it.
    files[ENTRY] = files[ENTRY].replace("outlet: lantern", "outlet: 5.5.5")
    assert not [p for p in problems_of(files) if p.rule == "uncited-page"]


def test_a_merge_that_git_could_not_make_is_told_in_any_file() -> None:
    text = file_of(page())
    at = text.index('  "survey')
    torn = f"{text[:at]}<<<<<<< HEAD\n{text[at:]}=======\n{as_block(page('x.example/y'))}>>>>>>> other\n"
    (found,) = said(problems_of({**collection(), "pages.yaml": torn}))
    assert found.startswith("pages.yaml:5:1: merge-conflict: Git could not merge two versions of this file here.")
    torn = collection()["topics.yaml"] + "<<<<<<< HEAD\n  x: {}\n=======\n  y: {}\n>>>>>>> other\n"
    found = said(problems_of({**collection(), "topics.yaml": torn}))[0]
    assert found.startswith("topics.yaml:6:1: merge-conflict: ")
    assert found.endswith("delete the lines that begin with <<<<<<<, ======= and >>>>>>>.")


INCOMPLETE = "passage-incomplete: A passage that "
SHAPES: dict[str, tuple[str, str]] = {
    "no text": ("{stance: supports, language: en, source: repeats}", INCOMPLETE + 'supports needs "text".'),
    "no language": ("{text: x, stance: disputes, source: repeats}", INCOMPLETE + 'disputes needs "language".'),
    "no source": ("{text: x, language: en, stance: supports}", INCOMPLETE + 'supports needs "source".'),
    "words of silence": ("{text: x, stance: does-not-say}", "passage-of-silence: A page that does-not-say has no"),
    "no stance": ("{text: x, language: en, source: repeats}", 'missing-field: "stance" is missing.'),
    "another stance": ("{stance: suports}", 'unknown-term: "suports" is not a term of "stance". Did you mean'),
    "silence": ("{stance: does-not-say}", ""),
    "too long": (passage("swan " * 26), "passage-length: The passage has 26 words. Shorten it to 25 or fewer; mark"),
    "a text": ("x", 'wrong-type: "passages" must be a group of fields, not text.'),
}  # fmt: skip


@each("what", SHAPES)
def test_the_form_of_passages(what: str) -> None:
    given_, wanted = SHAPES[what]
    found = [one.split(": ", 1)[1] for one in said(problems_of(citing(given_))) if "not-comparable" not in one]
    assert [one[: len(wanted)] for one in found] == ([wanted] if wanted else [])


# Beside the page: its words, and what is said with the text, with the fingerprint alone, and of a part of the page.
NEAR = "Copy it word for word."
CASES: dict[str, tuple[str, str, str]] = {
    "stands": (STANDS, "", ""),
    "in two pieces": ("298 swans … Fourteen students", "", ""),
    "one word is another": (
        "The university counted 289 swans on the lake", "passage-not-found", "passage-not-found",
    ),
    "the order is another": ("Fourteen students helped … counted 298 swans on", "passage-not-found", "not-comparable"),
    "a not is left out": ("boat may sail there", "passage-not-found", "not-comparable"),
    "no words": ("…", "passage-not-found", "passage-not-found"),
    "short and wrong": ("299 swans", "passage-not-found", "not-comparable"),
}  # fmt: skip


@each("what", CASES)
def test_passages_beside_their_page(what: str) -> None:
    words, with_text, without = CASES[what]
    files = {**citing(passage(words)), "pages.yaml": file_of(page(ADDRESS, PAGE, *([] if with_text else [words])))}
    documents, _ = load(files)
    at_hand = {capture_name(ADDRESS): PAGE}
    for texts, rule in ((at_hand, with_text), ({}, without)):
        found = on_passages(check(documents, texts=texts)[1])
        assert [p.rule for p in found] == ([rule] if rule else []), texts
        for problem in found:
            assert (problem.path, problem.line) == (f"digests/{ENTRY}", 17)
            assert problem.severity is (Severity.NOTE if rule == "not-comparable" else Severity.ERROR)
    # Nothing is said to be wrong where only a part of the page was seen.
    part = replace_read(files)
    assert "passage-not-found" not in [p.rule for p in check(part)[1]] or what == "no words"


def replace_read(files: dict[str, str]) -> Any:
    return load({**files, "pages.yaml": file_of(page(read=Read.EXCERPT))})[0]


def test_what_is_said_of_a_passage() -> None:
    files = {**citing(passage("The university counted 289 swans on the lake")), "pages.yaml": file_of(page())}
    documents, _ = load(files)
    ((rule, line, column, message, hint),) = brief(
        on_passages(check(documents, texts={capture_name(ADDRESS): PAGE})[1])
    )
    assert (rule, line, column) == ("passage-not-found", 17, 88)
    assert message == '"The university counted 289 swans on the lake" does not stand in the page.'
    assert hint == (
        'The nearest passage is "The university counted 298 swans on the lake": it has "298" for "289".'
        " Copy it word for word."
    )
    ((*_, message, hint),) = brief(on_passages(check(load(citing(passage(STANDS)))[0])[1]))
    assert (message, hint) == (f'Nobody has compared "{STANDS}" with the page.', RUN)
    ((*_, message, hint),) = brief(
        on_passages(check(load({**citing(passage(STANDS)), "pages.yaml": file_of(page())})[0])[1])
    )
    assert (message, hint) == (f'"{STANDS}" cannot be compared without the text of the page.', RUN)
    ((*_, message, hint),) = brief(on_passages(check(documents_of(STANDS), texts={capture_name(ADDRESS): PAGE})[1]))
    assert (message, hint) == (f'"{STANDS}" stands in the page, and pages.yaml does not say so yet.', RUN)
    ((*_, message, hint),) = brief(on_passages(check(replace_read(citing(passage("We saw 12 geese there"))))[1]))
    assert message == '"We saw 12 geese there" does not stand in the part of the page that was captured.'


def documents_of(words: str) -> Any:
    return load({**citing(passage(words)), "pages.yaml": file_of(page())})[0]


@each(("ours", "theirs", "wanted"), [
    ("it counted 289 swans", "it counted 298 swans", 'it has "298" for "289"'),
    ("it did count", "it did not count", 'it has "not" besides'),
    ("он не поплывёт", "он поплывёт", 'it has no "не"'),
    ("三百只天鹅", "三千只天鹅", 'it has "千" for "百"'),
    ("a b c d e f g h", "b a d c f e h g", ""),
    ("same", "same", ""),
])  # fmt: skip
def test_what_two_passages_differ_in(ours: str, theirs: str, wanted: str) -> None:
    assert differences(ours, theirs) == wanted


def test_a_name_for_the_text_of_a_page() -> None:
    assert capture_name(ADDRESS) == "survey.example-2021." + capture_name(ADDRESS)[-8:]
    names = [
        capture_name(address) for address in ("a.example", "a.example/ы", "a.example/я", "a.example/" + "x" * 5000)
    ]
    assert len(set(names)) == 4
    assert all(len(name) < 100 and name.isascii() and "/" not in name and "." in name for name in names)


@given(st.from_regex(r"https?://(www\.)?[a-z0-9.-]{3,12}(/[A-Za-z0-9._~%-]{0,6}){0,4}/?(\?a=1)?", fullmatch=True))
def test_a_clean_address_needs_no_cleaning(address: str) -> None:
    assert address_key(address) == _cleaned(address)


def test_the_seal_covers_every_field() -> None:
    from newsdesk.evidence import seal_of

    made = page(tokens=["0" * 16], absent=["1" * 16], sentences=["2" * 16])
    others = {"address": "x.example", "language": "ru", "read": Read.EXCERPT, "captured": date(2022, 1, 1), "words": 3}
    others |= dict.fromkeys(("tokens", "absent", "sentences"), ())
    seals = {seal_of(made.model_copy(update={name: value})) for name, value in others.items()}
    assert len(seals) == len(others)
    assert seal_of(made) not in seals
