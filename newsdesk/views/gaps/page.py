"""The page `/collection/gaps/`: what is missing, by kind, with the first places of each."""

from collections.abc import Iterator
from dataclasses import dataclass

from newsdesk.collection import Collection
from newsdesk.collection.measures.gaps import Gap, first_of
from newsdesk.interface import Words
from newsdesk.model.addresses import entry_path, week_path
from newsdesk.model.gaps import GapKind
from newsdesk.views.gaps.said import Saying, detail_of, sayings
from newsdesk.views.gaps.trend import trend
from newsdesk.views.setting.dates import say_week
from newsdesk.views.setting.naming import called
from newsdesk.views.setting.page import Page, Part, render

# How many places of a kind the page shows; the command `gaps` has all.
SHOWN = 20
PATH = "collection/gaps/"


@dataclass(frozen=True, slots=True)
class Row:
    """A place where something is missing: its page below the site, or "", what it is called, and what is missing."""

    href: str
    said: str
    language: str | None
    detail: str


@dataclass(frozen=True, slots=True)
class Lacking:
    """The gaps of a kind: the first of them, and how many there are in all."""

    kind: GapKind
    saying: Saying
    rows: tuple[Row, ...]
    total: int


def gap_page(collection: Collection) -> Iterator[Part]:
    """`/collection/gaps/`."""
    yield Part(_page)


def _page(collection: Collection) -> Iterator[Page]:
    collection = collection.by_heart
    words = collection.words
    all_of_them = (_lacking(collection, kind, saying) for kind, saying in sayings(words).items())
    found = [lacking for lacking in all_of_them if lacking.total]
    changed = trend(collection)
    toc = tuple((one.kind.value, one.saying.title) for one in found)
    toc += (("trend", words("From edition to edition")),) if changed else ()
    content = render("gaps.html", PATH, collection, found=found, shown=SHOWN, trend=changed)
    about = words("What this collection lacks: what nobody has checked, kept or looked for yet, and the way out.")
    yield Page(PATH, "collection", words("What is missing"), about, content, toc)


def _lacking(collection: Collection, kind: GapKind, saying: Saying) -> Lacking:
    first, total = first_of(collection, kind, SHOWN)
    return Lacking(kind, saying, tuple(_row(collection, gap) for gap in first), total)


def _row(collection: Collection, gap: Gap) -> Row:
    words = collection.words
    href, said, language = _named(collection, words, gap)
    return Row(href, said, language, detail_of(collection, words, gap))


def _named(collection: Collection, words: Words, gap: Gap) -> tuple[str, str, str | None]:
    """The page of a record, what it is called, and in which language."""
    if gap.group == "entries":
        entry = collection.by_id[gap.name]
        return entry_path(entry), entry.title, entry.language
    if gap.group == "digests":
        return week_path(gap.name), say_week(words, gap.name), ""
    if gap.group == "stories":
        return f"stories/{gap.name}/", collection.stories[gap.name].title, ""
    if gap.group == "outlets":
        return f"outlets/{gap.name}/", *called(words, collection.outlets[gap.name])
    record = getattr(collection, gap.group)[gap.name]
    return f"people/{gap.name}/" if gap.group == "people" else "", record.name, ""
