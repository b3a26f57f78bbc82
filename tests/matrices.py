"""What a test reads off a story's page: its matrix, the sources of one outlet, and sources to put into it."""

from invented import Element, collection

from newsdesk.collection import Collection
from newsdesk.model import Cited, Source
from newsdesk.views.pictures.matrix import matrix

STRIKE, TUNNEL, BRIDGE = "stories/ferry-strike-2022/", "stories/tunnel-closed-2022/", "stories/bridge-planned/"
W41 = "../../2022/w41/strike-"


def link(element: Element) -> str | None:
    found = element.every("a")
    return found[0].attrs["href"] if found else None


def columns(page: Element) -> list[tuple[str, str | None]]:
    (*_, line) = page.one(cls="nd-matrix").one("thead").every("tr")
    _, *heads = line.every("th")
    return [(th.text, link(th)) for th in heads]


def matrix_rows(page: Element) -> list[Element]:
    return page.one(cls="nd-matrix").one("tbody").every("tr")


def single(page: Element) -> list[tuple[str, list[str]]]:
    """The sources of one outlet, each with what its line leads to."""
    items = page.one("ul", cls="nd-singles").every("li")
    return [(li.text, [a.attrs["href"] for a in li.every("a")]) for li in items]


def rows(page: Element) -> list[tuple[str, str | None, list[str]]]:
    """The rows of the matrix: source, its page, and how each entry cites it."""
    found = []
    for tr in matrix_rows(page):
        head = tr.one("th")
        cells = [td.one(cls="nd-mode").text if td.every(cls="nd-mode") else td.text for td in tr.every("td")]
        found.append((head.text, link(head), cells))
    return found


def source(name: str, cited: Cited = Cited.QUOTED, **fields: object) -> Source:
    """A source that is valid but for what is changed."""
    (known, *_) = collection().by_id["strike-called"].sources
    return known.model_copy(update={"name": name, "cited": cited, "who": None, "quote": None, **fields})


def named(known: Collection, story: str = "ferry-strike-2022") -> list[tuple[str, dict[str, str]]]:
    entries = tuple(reversed(known.by_story[story]))
    return [(row.name, {name: str(cited) for name, cited in row.cells.items()}) for row in matrix(known, entries)]
