"""Open data: the collection comes in, the static API, tables, citations and a database go out."""

from collections.abc import Iterator

from newsdesk.collection import Collection
from newsdesk.model.addresses import week_path
from newsdesk.model.more_files import LeftOut
from newsdesk.views.data.api import api
from newsdesk.views.data.citations import cite_files
from newsdesk.views.data.whole import downloads
from newsdesk.views.setting.page import File, Part
from newsdesk.views.shared.paging import page_numbers, page_of
from newsdesk.views.shared.paging.weeks import page_count, week_pages

__all__ = ["api", "citing", "downloads"]


def citing(collection: Collection) -> Iterator[Part]:
    """The articles on each page of digests and stories for reference managers, beside the page."""
    if collection.settings.extra.leaves_out(LeftOut.CITE_FILES):
        return
    for week, entries in collection.by_week.items():
        if entries:
            yield from (Part(_of_week, (week, number)) for number in range(page_count(len(entries))))
    for name in collection.stories:
        if collection.by_story[name]:
            yield from (Part(_of_story, (name, *place)) for place in page_numbers(len(collection.by_story[name])))


def _of_week(collection: Collection, week: str, number: int) -> Iterator[File]:
    entries = collection.by_week[week]
    if page_count(len(entries)) == 1:
        return cite_files(collection, week_path(week), entries)
    part = week_pages(collection, week)[number]
    return cite_files(collection, part.path, part.entries)


def _of_story(collection: Collection, name: str, number: int, newer: int) -> Iterator[File]:
    part = page_of(f"stories/{name}/", collection.by_story[name], number, newer)
    return cite_files(collection, part.path, part.items)
