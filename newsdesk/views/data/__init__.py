"""Open data: the collection comes in, the static API, tables, citations and a database go out."""

import hashlib
from collections.abc import Iterator

from newsdesk.collection import Collection
from newsdesk.model.addresses import week_path
from newsdesk.views.data.api import api
from newsdesk.views.data.citations import bibtex, citations, cite_files, csl, ris
from newsdesk.views.data.ninjs import entries_ninjs
from newsdesk.views.data.published import entry_json
from newsdesk.views.data.sqlite import collection_sqlite
from newsdesk.views.data.tables import entries_csv, sources_csv
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


def downloads(collection: Collection) -> Iterator[File]:
    """Everything below `/data/`, with the checksums of all of it last."""
    sums = []
    for file in _files(collection):
        raw, name = file.raw, file.path.rpartition("/")[2]
        sums.append(f"{hashlib.sha256(raw).hexdigest()}  {name}\n")
        yield File(file.path, raw)
    yield File("data/SHA256SUMS", "".join(sorted(sums, key=lambda line: line[66:])))


def _files(collection: Collection) -> Iterator[File]:
    yield collection_sqlite(collection)
    yield entries_csv(collection)
    yield sources_csv(collection)
    lines = (f"{entry_json(collection, entry)}\n" for _, entry in sorted(collection.by_id.items()))
    yield File("data/entries.jsonl", "".join(lines))
    articles = citations(collection)
    yield csl(collection, articles, "data/entries.csl.json")
    yield bibtex(collection, articles, "data/entries.bib")
    yield ris(collection, articles, "data/entries.ris")
    yield entries_ninjs(collection)
