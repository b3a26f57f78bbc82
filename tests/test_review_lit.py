"""What of an entry is lit up beside its article: which words, under which numbers, in any script; and what is not."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml
from effort import examples
from hypothesis import given
from hypothesis import strategies as st
from invented import checked
from makers import ENTRY, collection, entry, load
from tables import data_in, each

from newsdesk.check import check
from newsdesk.check.reviewing.lit import Lighting, lighting_of
from newsdesk.check.reviewing.pieces import Piece, cut, paragraphs

CASES: list[dict[str, Any]] = data_in(Path(__file__).parent / "cases" / "review_lit.yaml")
QUOTED = {"actor": "resident", "identified": "named", "cited": "quoted"}


def lit_in(case: dict[str, Any], text: str | None) -> Lighting:
    """What is lit in the entry of a case, beside this text."""
    source = {"name": case["name"], "name_printed": case["printed"], **QUOTED, "says": case["says"]}
    source["quote"] = {"text": case["quote"], "language": case["language"]}
    made = entry(
        title=case["title"],
        title_en="{text: The ferry, by: human}" if case["language"] != "en" else None,
        language=case["language"],
        byline=case["byline"] or "null",
        summary=case["summary"],
        sources=yaml.safe_dump([source], allow_unicode=True, default_flow_style=True, width=10**6).strip(),
        evidence="null",
    )
    documents, problems = load({**collection(), ENTRY: made})
    assert not problems
    draft, _ = check(documents, texts={"swans-counted": text} if text is not None else {})
    item = next(item for item in draft.entries if item.record.id == "swans-counted")
    return lighting_of(draft, item)


def marked(pieces: Iterable[Piece]) -> str:
    """Pieces as a text: `[words|1 2]` is lit under two numbers."""
    return "".join(f"[{p.text}|{' '.join(map(str, p.numbers))}]" if p.numbers else p.text for p in pieces)


@each("case", CASES, ids=lambda case: case["script"])
def test_all_that_stands_in_the_article_is_lit_there(case: dict[str, Any]) -> None:
    found = lit_in(case, case["article"])
    fields = {one.name: marked(cut(one.text, one.spots)) for one in found.fields if one.name != "context"}
    article = found.text()
    assert article
    lines = [marked(pieces) for _, pieces in paragraphs(article.text, article.spots)]
    left = {f"{lit.number} {lit.kind} {lit.shown}": lit.state for lit in found.left}
    assert {"fields": fields, "lines": lines, "left": left} == case["lit"]


def states(found: Lighting) -> dict[str, tuple[str, str]]:
    """What became of what is no head of the article, with why."""
    heads = ("title", "byline")
    return {f"{lit.kind} {lit.shown}": (lit.state, lit.why) for lit in found.lits if lit.kind not in heads}


def test_what_the_article_does_not_have_says_why() -> None:
    case = CASES[0]
    text = case["article"].replace("too early, at dusk", "at dusk, they say").replace("312", "320").replace(" Lind", "")
    found = states(lit_in(case, text))
    assert found["quotation It stops … at dusk"] == ("stands", "")
    assert found["figure 312"][0] == "wrong"
    assert found["figure 312"][1].startswith('"312" does not stand in the article')
    assert found["name Bo Lind"][0] == "wrong"
    assert "does not stand in the article" in found["name Bo Lind"][1]
    found = states(lit_in(case, text.replace("It stops", "It ceases")))
    state, why = found["quotation It stops … at dusk"]
    assert (state, '"It stops" does not stand in the article' in why) == ("wrong", True)
    # The order of a quotation counts.
    found = states(lit_in(case, case["article"].replace("It stops too early, at dusk", "At dusk it stops")))
    assert found["quotation It stops … at dusk"][0] == "wrong"


def test_without_the_text_nothing_has_a_place() -> None:
    found = lit_in(CASES[0], None)
    assert (found.texts, {lit.places for lit in found.lits}) == ((), {()})
    assert {lit.state for lit in found.lits} == {"not-compared"}
    assert found.left == found.lits


def test_the_fingerprint_tells_what_stood_there_and_not_where() -> None:
    draft, _ = checked()
    item = next(item for item in draft.entries if item.record.id == "strike-in-russian")
    found = lighting_of(draft, item)
    assert {lit.places for lit in found.lits} == {()}
    assert {f"{lit.kind} {lit.shown}": lit.state for lit in found.lits if lit.state != "not-compared"} == {
        "name Бакыт Ульгу": "recorded",
        "quotation Заплатят — поплывём": "recorded",
        "name Листовка Союза паромщиков": "recorded",
        "name Она Пример": "recorded",
    }
    altered = item.record.sources[2].model_copy(update={"name_printed": "Она Пробная"})
    sources = (*item.record.sources[:2], altered, *item.record.sources[3:])
    wrong = replace(item, record=item.record.model_copy(update={"sources": sources}))
    told = {lit.shown: (lit.state, lit.why) for lit in lighting_of(draft, wrong).lits}
    assert told["Она Пробная"][0] == "wrong"
    assert told["Она Пробная"][1]


@given(st.text("ab \n", max_size=40), st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45), st.integers(1, 5))))
@examples(1)
def test_no_letter_is_lost_or_lit_twice(text: str, spots: list[tuple[int, int, int]]) -> None:
    pieces = list(cut(text, spots))
    assert "".join(piece.text for piece in pieces) == text
    at = 0
    for piece in pieces:
        inside = {n for a, b, n in spots if a <= at and at + len(piece.text) <= min(b, len(text)) and a < b}
        assert set(piece.numbers) == inside
        at += len(piece.text)
    lines = {number: "".join(piece.text for piece in made) for number, made in paragraphs(text, spots)}
    assert lines == {number: line for number, line in enumerate(text.split("\n"), 1) if line.strip()}
    by_line = [(p.text, p.numbers) for _, made in paragraphs(text, spots) for p in made]
    whole = [(p.text, p.numbers) for line in _lines(text) for p in cut(text, spots, *line)]
    assert by_line == whole


def _lines(text: str) -> Iterable[tuple[int, int]]:
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield at, at + len(line)
        at += len(line) + 1
