"""What our commands write is read by every parser of YAML 1.1 as what was meant, in brackets and in blocks."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from effort import examples
from hypothesis import given
from hypothesis import strategies as st
from tables import each

from newsdesk.load import parse, reader
from newsdesk.load.reader import _FORBIDDEN, read_in_python
from newsdesk.store.editing import Document, formatting
from newsdesk.store.editing.formatting import Formatted, formatted
from newsdesk.store.editing.writing import in_line, pair, quoted

PIECES = (
    "a|b |Ж|中|قا|é| |?|? |:|: | #|#|-|- |=|<<|2022-01-02|0o7|0x1f|010|1:30|1_0|\t|😀|👨\u200d👩|'|\"|\\|{|}|[|]|,|, |&"
    "|*|!|>|%|@|`|~|null|true|no|---|--- |...|\n|\n\n| \n|\n |\u00a0|\u200b|\u00ad|\u3000|_|.|1|e|\x85|\ufeff|\u2028"
).split("|")
TEXTS = st.lists(st.sampled_from([*PIECES, "|"]), min_size=0, max_size=40).map("".join)
"""What YAML knows as a mark, and letters of several scripts, in any order."""
WAYS: dict[str, tuple[Callable[[str], str], Callable[[str], Any]]] = {
    "brackets": (lambda text: f"k: {{text: {in_line(text)}, by: human}}\n", lambda text: {"text": text, "by": "human"}),
    "list": (lambda text: f"k: [{in_line(text)}, b]\n", lambda text: [text, "b"]),
    "line": (lambda text: f"k: {quoted(text)}\n", lambda text: text),
    "block": (lambda text: pair("k", text, 0) + "\n", lambda text: text),
    "pair": (lambda text: pair("k", {"text": text, "by": "x"}, 0) + "\n", lambda text: {"text": text, "by": "x"}),
    "items": (lambda text: pair("k", [text, {"says": text}], 0) + "\n", lambda text: [text, {"says": text}]),
}


@examples(2)
@given(TEXTS)
def test_every_parser_reads_what_was_meant(text: str) -> None:
    if _FORBIDDEN.search(text):
        # No file may hold these; what they would be written as is told as a fault of the file.
        return
    for way, (write, means) in WAYS.items():
        written, wanted = write(text), {"k": means(text)}
        found, problems = parse("x.yaml", written.encode())
        assert found is not None, (way, written, problems)
        assert (found.data, problems) == (wanted, []), (way, written)
        assert read_in_python(written) == wanted, (way, written)


@examples(0.5)
@given(TEXTS, TEXTS)
def test_format_keeps_any_text_and_writes_it_for_every_parser(one: str, other: str) -> None:
    if _FORBIDDEN.search(one + other):
        return
    wanted = {"a": {"text": one, "by": "human"}, "b": [one, other], "c": other}
    text = yaml.safe_dump(wanted, allow_unicode=True, default_flow_style=len(one) % 2 == 0, sort_keys=False, width=9999)
    found = formatted("x.yaml", text)
    assert found.why == "", text
    assert parse("x.yaml", found.text.encode())[0].data == wanted  # type: ignore[union-attr] # it was laid out
    assert read_in_python(found.text) == wanted, found.text


KEPT = (
    "a: {text: One, by: human}\nb: [One, two]\nc: >-\n  One two\n  three.\nd: One\ne:\n  - {name: One}\n  - name: Two\n"
)


@examples(1)
@given(TEXTS)
def test_whatever_a_verb_puts_in_every_parser_reads(text: str) -> None:
    """As `correct`, `finish` and all others do: a value takes the place of another, in brackets, blocks and lists."""
    if _FORBIDDEN.search(text):
        return
    for at in (("a", "text"), ("b", 1), ("c",), ("d",), ("e", 0, "name"), ("e", 1, "name"), ("e", 0, "says"), ("f",)):
        document = Document(Path("x.yaml"), KEPT.encode())
        document.set(at, text)
        assert document.get(*at).removesuffix("\n") == text.removesuffix("\n")
        assert read_in_python(document.text) == document.get(), (at, document.text)
    for at in (("b",), ("e",)):
        document = Document(Path("x.yaml"), KEPT.encode())
        document.append(at, {"says": text})
        assert read_in_python(document.text) == document.get(), (at, document.text)


@each(
    ("text", "wanted"),
    {
        "a:  {text: Why was it cancelled? Does it matter, by: human}\n": (
            "a: {text: 'Why was it cancelled? Does it matter', by: human}\n"
        ),
        'a: {text: ":8080", by: human}\n': "a: {text: ':8080', by: human}\n",
        'a: {"is it?": 1}\n': "a: {'is it?': 1}\n",
        'a: ["=", "<<"]\n': "a: ['=', '<<']\n",
        'a: "="\nb: "What? Why"\n': "a: '='\nb: What? Why\n",
        'a: ["https://x.example/?q=1"]\n': "a: ['https://x.example/?q=1']\n",
    }.items(),
)
def test_what_stands_in_quotation_marks(text: str, wanted: str) -> None:
    assert formatted("x.yaml", text) == Formatted(wanted)


def test_a_file_that_some_parser_would_not_read_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever writes too few quotation marks next: the file stays as it was, and says why."""
    text = "a:  {text: 'Why? So', by: human}\n"
    monkeypatch.setattr(formatting, "Layout", lambda *_: type("", (), {"lines": ["a: {text: Why? So, by: human}"]}))
    assert formatted("x.yaml", text) == Formatted(text, "not every reader of YAML would read what it said")
    # What it could not read before is no reason: the file is laid out, as far as it can be.
    assert formatted("x.yaml", "a:  {text: Why? So, by: human}\n").why == ""


def test_without_libyaml_the_way_out_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    text = b"title: One\na: {text: Why was it? Does it, by: human}\n"
    assert parse("x.yaml", text)[1] == []
    monkeypatch.setattr(reader._Reader.__init__, "__kwdefaults__", {"placing": False, "loader": yaml.SafeLoader})
    (problem,) = parse("x.yaml", text)[1]
    assert (problem.line, problem.column, problem.rule) == (2, 21, "not-yaml")
    assert problem.message == "This is not valid YAML: expected ',' or '}', but got '?'."
    assert problem.hint == "Close the bracket, and put a text with a question mark that stands in one into quotes."
