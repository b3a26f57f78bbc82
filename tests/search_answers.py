"""What the search page answers to a table of queries; tests and `benchmarks/search.py` ask the same way.

A table has `queries` by language, each with the entries of which one should be among the first three; `absent`
words, for which nothing may be listed; and `misspelt` ones, each with the close word that is named first, or shown in
its place with the way back.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from chromium import ask

FIRST = 3


READ = """() => {
  const links = (within) => [...document.querySelectorAll(`${within} a`)];
  const seen = links("#results").filter((link) => link.checkVisibility({ visibilityProperty: true }));
  const said = [seen, links("#beside")].map((some) => some.map((link) => link.innerText));
  return [document.getElementById("state").innerText, ...said];
}"""


class Answer(NamedTuple):
    """What the page shows: the line of its state, the ids of entries, other links among the results, close words."""

    state: str
    found: list[str]
    listed: list[str]
    close: list[str]


def answer(page, query: str) -> Answer:
    """Type a query, and read the page."""
    found = ask(page, query)
    state, listed, close = page.evaluate(READ)
    return Answer(state, found, listed, close)


def faults(page, table: dict[str, Any], step: int = 1) -> Iterator[str]:
    """Every answer that is wrong, of each so many-th row."""
    present = [(language, *row) for language, rows in table["queries"].items() for row in rows]
    for language, query, *expected in present[::step]:
        got = answer(page, query)
        if not set(got.found[:FIRST]) & set(expected):
            yield f"{language}: {query} -> {got.state} {got.found[:FIRST]}"
    for query in table["absent"][::step]:
        got = answer(page, str(query))
        if got.found or got.listed or not got.state.startswith("No entry holds “"):
            yield f"absent: {query} -> {got.state} {got.found[:FIRST]} {got.listed[:FIRST]}"
    for query, close in table["misspelt"].items():
        got = answer(page, query)
        shown = re.fullmatch(f"\\d+ entr(?:y|ies) for “(.+)”, another spelling of “{query}”", got.state)
        is_said = got.close[-1:] == [query] if shown else got.state.startswith("No entry holds “") and not got.listed
        if not is_said or (shown[1] if shown else got.close[0]) != close:
            yield f"misspelt: {query} -> {got.state} {got.close}"
