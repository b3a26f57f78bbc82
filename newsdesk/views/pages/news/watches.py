"""Saved searches of the collection's owner: a page each, and their list."""

from collections.abc import Iterator
from dataclasses import replace

from newsdesk.collection import Collection
from newsdesk.views.feeds.links import watch_feed
from newsdesk.views.pages.groups import group_page
from newsdesk.views.search.watches import found_by, said_of
from newsdesk.views.setting.page import Page, Part, render
from newsdesk.views.shared.paging import page_numbers, page_of


def watches(collection: Collection) -> Iterator[Part]:
    """`/watches/` and one page a saved search; nothing where the settings have none."""
    for at, watch in enumerate(collection.settings.extra.watches):
        for place in page_numbers(len(found_by(collection, watch.id))):
            yield Part(_watch, (at, *place))
    if collection.settings.extra.watches:
        yield Part(_list)


def _watch(collection: Collection, at: int, number: int, newer: int) -> Iterator[Page]:
    collection, watch = collection.by_heart, collection.settings.extra.watches[at]
    entries = found_by(collection, watch.id)
    part = page_of(f"watches/{watch.id}/", entries, number, newer)
    feed = watch_feed(collection, watch) if entries else None
    page = group_page(collection, part, "watches", watch.title, said_of(collection, watch), entries, feed)
    yield replace(page, section="entries")


def _list(collection: Collection) -> Iterator[Page]:
    words = collection.words
    rows = [
        (watch.title, watch.id, said_of(collection, watch), len(found_by(collection, watch.id)))
        for watch in collection.settings.extra.watches
    ]
    content = render(
        "index.html", "watches/", collection, section="watches", rows=rows, map=None, summary="", board=None, scripts=""
    )
    about = words("Searches that the editors of this collection keep, each with a page and feeds.")
    yield Page("watches/", "entries", words("Saved searches"), about, content)
