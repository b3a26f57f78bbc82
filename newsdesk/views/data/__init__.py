"""Open data: the collection comes in, the static API, tables, citations and a database go out."""

from collections.abc import Iterator

from newsdesk.collection import Collection
from newsdesk.model.addresses import week_path
from newsdesk.views.data.api import api
from newsdesk.views.data.citations import cite_files
from newsdesk.views.data.whole import downloads
from newsdesk.views.setting.page import File, Part

__all__ = ["api", "citing", "downloads"]


def citing(collection: Collection) -> Iterator[Part]:
    """The articles of each digest and story for reference managers, beside its page."""
    for week, entries in collection.by_week.items():
        if entries:
            yield Part(_of_week, (week,))
    for name in collection.stories:
        if collection.by_story[name]:
            yield Part(_of_story, (name,))


def _of_week(collection: Collection, week: str) -> Iterator[File]:
    return cite_files(collection, week_path(week), collection.by_week[week])


def _of_story(collection: Collection, name: str) -> Iterator[File]:
    return cite_files(collection, f"stories/{name}/", collection.by_story[name])
