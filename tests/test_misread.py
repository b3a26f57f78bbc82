"""YAML that means something else than it looks like: a warning that shows what was read, and no false alarm."""

import json
from pathlib import Path

import pytest
from makers import ENTRY, brief, collection, entry, problems_on_disk
from tables import each

from newsdesk.check.shape import shape
from newsdesk.load import parse
from newsdesk.load.config import OURS, parse_config
from newsdesk.load.misread import PASSAGES, TEXTS, misread
from newsdesk.model.schemas import schemas
from newsdesk.model.settings import Settings
from newsdesk.problems import Severity

ROOT = Path(__file__).resolve().parent.parent
QUOTES = "Put the whole text in quotes; where you mean a comment, write two blanks before # and one behind it."
NULL = "Write null where there is nothing, or put it in quotes."
LEFT = "Move it to the left, below the names of the other fields."
LINE = "Write it in one line, or > instead of |."


def cut(line: int, column: int, field: str, read: str | None) -> tuple:
    shown = "nothing" if read is None else f'"{read}"'
    return "cut-text", line, column, f'Behind " #" nothing is read: this "{field}" is read as {shown}.', QUOTES


def empty(line: int, column: int, word: str) -> tuple:
    return "looks-empty", line, column, f'"{word}" is read as a text, and would be printed.', NULL


def swallowed(line: int, column: int, field: str, text: str) -> tuple:
    message = f'"{field}:" stands inside "{text}", and is read as a part of its text.'
    return "swallowed-field", line, column, message, LEFT


def lines(column: int, field: str, shown: str) -> tuple:
    return "line-break", 1, column, f'"{field}" is read as several lines: "{shown}".', LINE


MISREAD = [
    ("title: Ponto #1 malfermiĝos malfrue\n", [cut(1, 14, "title", "Ponto")]),
    ("title: Ponto # 1 malfermiĝos\n", [cut(1, 14, "title", "Ponto")]),
    ("title: Мост\t#1\n", [cut(1, 13, "title", "Мост")]),
    ("title: C# is #1", [cut(1, 14, "title", "C# is")]),
    ("title: 第 #3 座橋\n", [cut(1, 10, "title", "第")]),
    ("title: 'Ponto' #1\n", [cut(1, 16, "title", "Ponto")]),
    ("title: a\r\nbyline: b #c\r\n", [cut(2, 11, "byline", "b")]),
    ("byline: #anna\n", [cut(1, 9, "byline", None)]),
    ("url: https://example.org/ #part\n", [cut(1, 27, "url", "https://example.org/")]),
    ("sources:\n  - name: A #1\n    says: That x.  #2\n", [cut(2, 13, "name", "A"), cut(3, 20, "says", "That x.")]),
    ("quote: {text: We won #1\n  }\n", [cut(1, 22, "text", "We won")]),
    ("aliases:\n  - Foo # 1\n  - Bar\n", [cut(2, 9, "aliases", "Foo")]),
    ("summary: The article\n  says it\n  #MeToo is large\n", [cut(3, 3, "summary", "The article says it")]),
    ("title: a\r\n  #b\r\n", [cut(2, 3, "title", "a")]),
    ("summary: > #1 of them\n  text\n", [cut(1, 12, "summary", "text")]),
    ("title: " + "x" * 70 + " #1\n", [cut(1, 79, "title", "x" * 57 + "…")]),
    ("byline: None\n", [empty(1, 9, "None")]),
    ("byline: n/a  # not given\n", [empty(1, 9, "n/a")]),
    ("aliases: [Ada, Null]\n", [empty(1, 16, "Null")]),
    (
        "summary: >\n  The text\n  sources: []\n  published_note: from the page\n  url: null\n",
        [swallowed(3, 3, "sources", "summary"), swallowed(5, 3, "url", "summary")],
    ),
    ("context: |\n  The text.\n  references:\n    a: {url: b}\n", [swallowed(3, 3, "references", "context")]),
    ("sources:\n  - says: >\n      That x.\n      via_text: >\n", [swallowed(4, 7, "via_text", "says")]),
    ("title: |\n  One\n  two\n", [lines(8, "title", "One / two")]),
    ('title: "One\\ntwo"\n', [lines(8, "title", "One / two")]),
    ("name: |-\n  One\n  two\n", [lines(7, "name", "One / two")]),
]


@each(("text", "problems"), MISREAD)
def test_what_was_read_is_shown(text: str, problems: list) -> None:
    document, faults = parse("a.yaml", text.encode())
    assert (document is not None, faults) == (True, [])
    found = misread(document)
    assert brief(found) == problems
    assert {problem.severity for problem in found} == {Severity.WARNING}


@each(
    "text",
    [
        "title: Ponto  # as printed\n",
        "title: Ponto#1\nurl: https://example.org/a#b\n",
        "title: 'Ponto #1'\nbyline: \"A #1\"\n",
        "byline: # nobody is named\n",
        "outlet: lantern # its id\npublished: 2022-10-18 # printed\nstories: [] # none\n",
        "summary: >  # in our own words\n  It is #1 of # them.\n",
        "sources: # who speaks\n  - name: A\n    #role: warden\n    says: That x.\n",
        "#title: x\ntitle: y\n#byline: z\n",
        "references:\n  a:\n    url: https://a.example\n    #accessed: 2022-10-20\n",
        "aliases: [Noname, 'None', \"Null\"]\nbyline: Nonesuch\n",
        "basis: none\nkind: None\n",
        "summary: >\n  He named the sources: A and B. He named the context: war.\n  He says: read: all of it.\n",
        "summary: >\n  The report names as its sources: the council, the\n  warden and others.\n",
        "summary: |\n  One\n  two\ncontext: >\n  One\n\n  two\n",
        "title: >\n  One\n  two\n",
        'note: "One\\ntwo"\n',
    ],
)
def test_what_looks_like_what_it_is(text: str) -> None:
    document, faults = parse("a.yaml", text.encode())
    assert faults == []
    assert misread(document) == []


@pytest.mark.parametrize("folder", ["digests", "tests/data/digests", "newsdesk/starter/digests"])
def test_no_false_alarm(folder: str) -> None:
    read = 0
    for path in sorted((ROOT / folder).rglob("*.yaml")):
        filled = path.read_text("utf-8").replace("@WEEK@", "2026-W47").replace("@MONDAY@", "2026-11-16")
        document, faults = parse(path.name, filled.replace("@LAST_YEAR@", "2025").encode(), 1 << 24)
        assert document, faults
        assert misread(document) == []
        read += 1
    assert read > 5


def test_no_false_alarm_in_what_the_guide_shows() -> None:
    guide = (ROOT / "docs" / "for-editors.md").read_text("utf-8")
    blocks = [block.partition("```")[0] for block in guide.split("```yaml\n")[1:]]
    documents = [parse("guide", block.encode())[0] for block in blocks]
    assert len(documents) > 5
    assert [problem for document in documents if document for problem in misread(document)] == []


def test_the_check_says_it_and_goes_on(tmp_path: Path) -> None:
    [problem] = problems_on_disk(tmp_path, collection(title="Swans #1 counted"))
    assert problem.path == f"digests/{ENTRY}"
    assert brief([problem]) == [cut(2, 14, "title", "Swans")]
    assert problem.severity is Severity.WARNING
    assert problems_on_disk(tmp_path, {ENTRY: entry(title="'Swans #1 counted'")}) == []


@each(
    ("text", "problems"),
    [
        ("site_name: Digest #1\n", [cut(1, 19, "site_name", "Digest")]),
        ("site_name: Digest # 1\n", [cut(1, 19, "site_name", "Digest")]),
        ("site_name: Digest  # ours\ntheme: {language: en} # or ru\n", []),
        ("site_name: x\nsite_description: #1 of all\n", [cut(2, 19, "site_description", None)]),
        (
            "site_name: x\nextra:\n  designations:\n    - kinds: [terrorist]\n      links: text\n      reason: A #7\n",
            [cut(6, 17, "reason", "A")],
        ),
        ("site_name: x\nnav:\n  - Home #1: index.md #home\n", []),
    ],
)
def test_settings_are_looked_at_too(text: str, problems: list) -> None:
    document, faults = parse_config("mkdocs.yml", text.encode())
    assert faults == []
    assert shape(Settings, document)[1] == []
    assert brief(misread(document, OURS)) == problems


def texts(schema: object, name: str = "") -> set[str]:
    """Names of fields that the schemas describe as a text of any letters."""
    if isinstance(schema, list):
        return set().union(*(texts(part, name) for part in schema))
    if not isinstance(schema, dict):
        return set()
    plain = schema.get("type") == "string" and schema.get("minLength") == 1
    found = {name} if plain and not {"pattern", "enum", "format"} & schema.keys() else set()
    for key, part in schema.items():
        inner = part.items() if key == "properties" else [(name, part)]
        found |= set().union(*(texts(value, field) for field, value in inner))
    return found


def test_every_field_that_holds_a_text_is_known() -> None:
    known = set().union(*(texts(json.loads(text)) for text in schemas().values()))
    assert known - TEXTS - {"value"} == set()
    assert TEXTS - known == set()
    assert PASSAGES < TEXTS
