"""Everything that happened to the collection, the newest first, at `/changes/`."""

from collections.abc import Iterator
from itertools import groupby

from newsdesk.collection import Collection
from newsdesk.views.feeds.links import HAPPENED, feed_links
from newsdesk.views.setting.page import Page, Part, render
from newsdesk.views.shared.happened import sections
from newsdesk.views.shared.notices import sharing_line
from newsdesk.views.shared.paging import page_numbers, page_of


def changed(collection: Collection) -> Iterator[Part]:
    """`/changes/`, a hundred a page; what was told on an older page stays on it."""
    return (Part(page, place) for place in page_numbers(len(collection.happened)))


def page(collection: Collection, number: int, newer: int) -> Iterator[Page]:
    """One page of what happened, by its number from the oldest."""
    words = collection.words
    part = page_of("changes/", collection.happened, number, newer)
    days = [
        (day, told) for day, found in groupby(part.items, lambda one: one.day) if (told := sections(collection, found))
    ]
    outlets = {name for _, told in days for section in told for line in section.lines for name in line.named.outlets}
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
