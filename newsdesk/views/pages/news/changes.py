"""Everything that happened to the collection, the newest first, at `/changes/`."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from newsdesk.collection import Collection
from newsdesk.collection.measures.happened import Happening
from newsdesk.views.feeds.links import HAPPENED, feed_links
from newsdesk.views.setting.page import Page, Part, render
from newsdesk.views.shared.happened import Section, sections
from newsdesk.views.shared.notices import sharing_line
from newsdesk.views.shared.paging import SIZE, page_numbers, page_of


def changed(collection: Collection) -> Iterator[Part]:
    """`/changes/`, a hundred a page; what was told on an older page stays on it."""
    return (Part(page, place) for place in page_numbers(len(collection.happened)))


def page(collection: Collection, number: int, newer: int) -> Iterator[Page]:
    """One page of what happened, by its number from the oldest."""
    words = collection.words
    part = page_of("changes/", collection.happened, number, newer)
    days = list(_days(collection, part.items, number, newer))
    outlets = {
        name for _, told, *_ in days for section in told for line in section.lines for name in line.named.outlets
    }
    content = render(
        "changes.html",
        part.path,
        collection,
        part=part,
        days=days,
        sharing={name: said for name in sorted(outlets) if (said := sharing_line(collection, name))},
    )
    about = words("New entries, editions, corrections, withdrawals and replies by day, the newest first.")
    title = part.titled(words, words("What has changed"))
    yield Page(part.path, "corrections", title, about, content, head=feed_links(words, part.path, HAPPENED))


def _days(
    collection: Collection, items: Sequence[Happening], number: int, newer: int
) -> Iterator[tuple[date, list[Section], bool, bool]]:
    """The days of a page with what they tell, and whether they began on the page before or go on on the next one.

    What is counted is counted of a whole day on the page that has its end; a page of an earlier part counts its own, so
    that nothing of it changes with what comes later.
    """
    start, end = -SIZE * (number + 1), -SIZE * number
    before = {one.day for one in collection.happened[start - 1 : start]} if newer else set[date]()
    behind = {one.day for one in collection.happened[end : end + 1 or None]} if number else set[date]()
    for day, found in groupby(items, lambda one: one.day):
        is_end = day in behind and day not in before
        whole = Counter(one.kind for one in collection.happened_on[day.isoformat()]) if is_end else None
        told = sections(collection, found, whole)
        if told:
            yield day, told, day in before, day in behind
