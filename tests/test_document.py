"""The place of every value and of every word in it, and data that nobody would type."""

import json

import pytest
from effort import examples
from hypothesis import example, given
from hypothesis import strategies as st
from makers import DIGEST, ENTRY, FIELDS, collection, problems_of
from tables import each

from newsdesk.load import Document, parse
from newsdesk.load.config import parse_config


def document_of(text: str) -> Document:
    document, problems = parse("a.yaml", text.encode())
    assert problems == []
    assert document is not None
    return document


NESTED = """\
# a comment
title: Swans
sources:
  - name: Ada
    quote: {text: "Oh", language: en}
  -
    name: Bo
references:
  survey: {url: x}
"""


@each(
    ("loc", "key", "place"),
    [
        ((), False, (2, 1)),
        (("title",), False, (2, 8)),
        (("title",), True, (2, 1)),
        (("sources",), False, (4, 3)),
        (("sources",), True, (3, 1)),
        (("sources", 0), False, (4, 5)),
        (("sources", 0, "quote"), False, (5, 12)),
        (("sources", 0, "quote", "language"), False, (5, 35)),
        (("sources", 0, "quote", "language"), True, (5, 25)),
        (("sources", 1), False, (7, 5)),
        (("references", "survey"), True, (9, 3)),
        (("sources", 5, "name"), False, (4, 3)),
        (("sources", 0, "role"), False, (4, 5)),
        (("nowhere", "at", "all"), True, (2, 1)),
        (("title", "text"), False, (2, 8)),
    ],
)
def test_the_place_of_a_value_or_its_name_or_as_near_as_exists(loc: tuple, key: bool, place: tuple) -> None:
    assert document_of(NESTED).where(loc, key=key) == place


@each(
    ("text", "word", "place"),
    [
        ("a: one two", "two", (1, 8)),
        ("a: one\n  two\n  three", "three", (3, 3)),
        ("a: one\n\n\n  two", "two", (4, 3)),
        ("a: 'it''s two'", "two", (1, 11)),
        ("a: 'one\n\n  two'", "two", (3, 3)),
        ('a: "one \\"big\\" two"', "two", (1, 17)),
        ('a: "\\u0436\\x41\\U0001F600 two"', "two", (1, 26)),
        ('a: "one\\n\\ttwo"', "two", (1, 12)),
        ('a: "one \\\n     two"', "two", (2, 6)),
        ('a: "one\n  \\ttwo"', "two", (2, 5)),
        ('a: "one\\\n  \\  two"', "two", (2, 6)),
        ("a: >\n  one two\n  three\n\n  four", "four", (5, 3)),
        ("a: >- # why\n  one\n    two\n  three", "three", (4, 3)),
        ("a: |\n  one\n    two", "two", (3, 5)),
        ("a: |2-\n  one\n  two", "two", (3, 3)),
        ("a: >\r\n  one\r\n  two\r\n", "two", (3, 3)),
        ("a: 😀 жук 中 two", "two", (1, 12)),
        ("a: one # two\nb: two", "one", (1, 4)),
    ],
)
def test_a_word_is_found_in_every_style(text: str, word: str, place: tuple) -> None:
    document = document_of(text)
    assert document.where(("a",), offset=document.data["a"].strip().index(word)) == place


@pytest.mark.parametrize("text", ["a: '   one two'", 'a: "\\n  one two"', "a: >\n\n\n  one two", "a: |1\n   one two"])
def test_offsets_count_from_the_first_character_that_is_kept(text: str) -> None:
    document = document_of(text)
    line, column = document.where(("a",), offset=4)
    assert text.split("\n")[line - 1][column - 1 :].startswith("two")


def test_an_offset_beyond_the_end_is_behind_it_and_in_no_text_is_the_value() -> None:
    assert document_of("a: one\nb: two").where(("a",), offset=99) == (1, 7)
    assert document_of("a: [one]").where(("a",), offset=2) == (1, 4)
    assert document_of("a: 2022").where(("a",), offset=2) == (1, 4)


# No word stands in another: the letters say where it was laid down.
WORD = st.text(st.sampled_from("abcdeéЖ中😀'[]-.…"), min_size=1, max_size=6).map(lambda middle: f"x{middle}x")
BREAK = st.sampled_from([" ", "  ", "\n", "\n\n", "\n\n\n"])


def escaped(draw: st.DrawFn, char: str) -> str:
    forms = [char] if char not in '"\\' else []
    forms += [f"\\U{ord(char):08x}"] + ([f"\\u{ord(char):04X}"] if ord(char) < 0x10000 else [])
    return draw(st.sampled_from(forms))


@st.composite
def layouts(draw: st.DrawFn) -> tuple[str, list[str], list[tuple[int, int]]]:
    """A field `a` with words in some style, and the place at which each was laid down."""
    words = draw(st.lists(WORD, min_size=1, max_size=8))
    style = draw(st.sampled_from(["plain", "'", '"', ">", "|", ">-", "|+", "> # note"]))
    before = draw(st.sampled_from(["", "# one\n", "b: [x, y]\n", "b: 中😀\n"]))
    indent = " " * draw(st.integers(1, 4))
    block = style[0] in ">|"
    text = f"{before}a: " + (style if style != "plain" else "")
    if block:
        text += "\n" + indent
    places = []
    for index, word in enumerate(words):
        if index:
            blank = draw(BREAK)
            if style == '"' and draw(st.booleans()):
                blank = draw(st.sampled_from(["\\n", "\\t", " \\\n", "\\u2003", "\\ ", "\n\\t", "\\_", " \\\n\\  "]))
            text += blank + (indent if "\n" in blank and not blank.endswith(" ") else "")
        places.append((text.count("\n") + 1, len(text) - text.rfind("\n")))
        if style == "'":
            word = word.replace("'", "''")
        elif style == '"':
            word = "".join(escaped(draw, char) for char in word)
        text += word
    return text + (style if style in "'\"" else "") + "\n", words, places


@examples(4)
@given(layouts(), st.booleans())
def test_every_word_is_found_where_it_was_laid_down(layout: tuple, crlf: bool) -> None:
    text, words, places = layout
    document = document_of(text.replace("\n", "\r\n") if crlf else text)
    value, offset = document.data["a"].strip(), 0
    for word, place in zip(words, places, strict=True):
        offset = value.index(word, offset)
        assert document.where(("a",), offset=offset) == place, (text, value, word)
        offset += len(word)


ODD = st.text(st.sampled_from("ab:-[]{}#&*!|>'\"%@`,?~\\/ \n\r\t.0129<=xéЖ中😀\u202e\x00\ufeff"), max_size=60)


@examples(4)
@given(st.binary(max_size=80) | ODD.map(lambda text: text.encode("utf-8", "surrogatepass")))
@example(b"\xef\xbb\xbf\xef\xbb\xbfa: b")
@example(b"%TAG ! tag:x:\n---\na: !b c")
@example(b"a: b\n---\n--- [\n")
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    document, problems = parse("a.yaml", raw)
    assert document is not None or problems
    lines = raw.decode("utf-8", "replace").split("\n")
    for problem in problems:
        assert 1 <= problem.line <= len(lines) + 1
        assert problem.column >= 1
    parse_config("mkdocs.yml", raw)


SCALARS = ["unknown", "human", "2022-10-18", "https://a.example/", "en", "KG", "swans-counted", "x [y]. Z."]
KEYS = ["name", "url", "text", "refs", "ref", "value", "basis", "x"]
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-3000, 3000) | st.text(max_size=12) | st.sampled_from(SCALARS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=8,
)
NAMES = [*FIELDS, "versions", "corrections", "title_en", "evidence", "x"]
CHANGES = st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=4)
PATHS = st.sampled_from([ENTRY, "outlets.yaml", "people.yaml", "stories.yaml", DIGEST])


@examples(1.5)
@given(CHANGES, PATHS, VALUES)
def test_any_data_is_an_entry_or_has_problems(changes: dict, path: str, record: object) -> None:
    files = collection(**{key: json.dumps(value) for key, value in changes.items()})
    if path == ENTRY:
        files["2022-W42/other.yaml"] = json.dumps({"a": record})
    else:
        fields = record if isinstance(record, dict) else {}
        files[path] = json.dumps({"schema": 1, path.removesuffix(".yaml"): {"swan": record}, **fields})
    for problem in problems_of(files):
        text = files.get(problem.path.removeprefix("digests/"), "")
        assert 1 <= problem.line <= text.count("\n") + 1
        assert problem.message
