"""What the search page answers to a table of queries; tests and `benchmarks/search.py` ask the same way.

A table has `queries` by language, each with the entries of which one should be among the first three; `absent`
words, for which nothing may be listed; and `misspelt` ones, each with the close word that is named first.
"""

from collections.abc import Iterator
from itertools import chain
from typing import Any, NamedTuple

from chromium import ask

FIRST = 3


class Answer(NamedTuple):
    """What the page shows: the line of its state, the ids of entries, other links among the results, close words."""

    state: str
    found: list[str]
    listed: list[str]
    close: list[str]


def answer(page, query: str) -> Answer:
    """Type a query, and read the page."""
    found = ask(page, query)
    listed = [link.inner_text() for link in page.locator("#results a").all() if link.is_visible()]
    return Answer(page.locator("#state").inner_text(), found, listed, page.locator("#beside a").all_inner_texts())


def faults(page, table: dict[str, Any], step: int = 1) -> Iterator[str]:
    """Every answer that is wrong, of each so many-th row."""
    present = [(language, *row) for language, rows in table["queries"].items() for row in rows]
    for language, query, *expected in present[::step]:
        got = answer(page, query)
        if not set(got.found[:FIRST]) & set(expected):
            yield f"{language}: {query} -> {got.state} {got.found[:FIRST]}"
    for query, close in chain(zip(table["absent"][::step], [""] * 999, strict=False), table["misspelt"].items()):
        got = answer(page, str(query))
        if got.found or got.listed or not got.state.startswith("No entry holds “"):
            yield f"absent: {query} -> {got.state} {got.found[:FIRST]} {got.listed[:FIRST]}"
        elif close and got.close[:1] != [close]:
            yield f"misspelt: {query} -> {got.close}"
