"""The list of the weekly digests: all weeks, also those without one."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from markupsafe import Markup

from newsdesk.collection import Collection
from newsdesk.interface import ENGLISH, Words
from newsdesk.model import Digest, Entry
from newsdesk.model.codes import week_days, week_of
from newsdesk.views.feeds.links import DIGESTS, ENTRIES, feed_links
from newsdesk.views.setting.dates import say_days, say_week
from newsdesk.views.setting.naming import in_english
from newsdesk.views.setting.page import Page, Part, render, shared
from newsdesk.views.shared.extents import extent_of
from newsdesk.views.shared.paging.shelves import Shelves, dated


class Line(NamedTuple):
    """A line of the calendar: a week, or the first of several weeks in a row for which there is no digest."""

    week: str
    missing: int = 0
    """How many weeks in a row there are without a digest; 0 for a week that has one."""


def digest_list(collection: Collection) -> Iterator[Part]:
    """All digests, at `/digests/`, below the hand-written text."""
    return _shelves(collection).parts(_list)


def _shelves(collection: Collection) -> Shelves[Line]:
    words, digests = collection.words, collection.digests
    return collection.once(
        ("list", "digests"),
        lambda: dated(
            "digests/", _calendar(list(digests)), lambda one: one.week[:4], lambda one: say_week(words, one.week)
        ),
    )


def _list(collection: Collection, year: str, number: int) -> Iterator[Page]:
    collection = collection.by_heart
    words = collection.words
    board = _shelves(collection).board(year, number)
    name = words("Weekly digests")
    title = board.titled(words, name)
    rows = [_gap(words, line) if line.missing else week_row(collection, line.week) for line in board.rows]
    content = render("digests.html", board.path, collection, board=board, name=name, title=title, rows=rows)
    head = feed_links(words, board.path, DIGESTS, ENTRIES)
    yield Page(board.path, "digests", title, words("All weekly digests."), content, head=head)


def _calendar(weeks: Sequence[str]) -> list[Line]:
    """All weeks from the newest digest to the oldest; weeks without one are said and not left out."""
    lines: list[Line] = []
    newer: date | None = None
    for week in weeks:
        monday, sunday = week_days(week)
        if missing := (newer - sunday).days // 7 if newer else 0:
            lines.append(Line(week_of(sunday + timedelta(days=1)), missing))
        lines.append(Line(week))
        newer = monday
    return lines


@dataclass(slots=True)
class Row:
    """A line of the calendar as it is shown."""

    said: str
    week: str
    digest: Digest | None
    entries: Sequence[Entry]
    count: int = 1
    about: Markup | None = None
    """What it was about."""
    extent: str = ""
    """How much there is of it."""


def _gap(words: Words, line: Line) -> Row:
    first = week_days(line.week)[0]
    last = first + timedelta(days=7 * line.missing - 1)
    return Row(say_days(words, first, last), line.week, None, (), line.missing)


def week_row(collection: Collection, week: str) -> Row:
    """A week that has a digest as a line: what it was about, and how much there is of it."""
    entries = collection.by_week[week]
    said = say_week(collection.words, week)
    about, extent = _about(collection, week), extent_of(collection, entries)
    return Row(said, week, collection.digests[week], entries, about=about, extent=extent)


def _about(collection: Collection, week: str) -> Markup | None:
    """What a week was about: the story of its lead and the two largest others; without stories the lead's title."""
    words = collection.words
    lead = collection.lead(week)
    if not lead:
        return None
    sizes = Counter(entry.stories[0] for entry in collection.by_week[week] if entry.stories)
    first = lead.stories[:1]
    others = sorted(sizes.keys() - set(first), key=lambda name: (-sizes[name], name))
    names = [*first, *others][:3]
    if names:
        return Markup("; ").join(collection.stories[name].title for name in names)
    english = in_english(words, lead)
    return shared(words, "said", *((english.text, ENGLISH) if english else (lead.title, lead.language)))
