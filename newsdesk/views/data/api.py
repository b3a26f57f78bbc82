"""The static API below `/api/v1/`: every record as JSON, alone and with its kind, the schemas beside them."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from newsdesk.collection import Collection
from newsdesk.model.schemas import published_schema
from newsdesk.views.data.catalogue import KINDS, LICENSED, catalogue, has_files
from newsdesk.views.data.published import (
    VERSION,
    about_json,
    digest_json,
    entry_json,
    indented,
    outlet_json,
    person_json,
    place_json,
    topic_json,
    web,
)
from newsdesk.views.data.standards import citing_all, openapi
from newsdesk.views.data.told_story import story_json
from newsdesk.views.data.whole import of_entry
from newsdesk.views.setting.page import LICENCE, LICENCE_URL, File, Made, Part
from newsdesk.views.setting.shares import Joined, Share

_WRITERS: dict[str, Callable[[Collection, Any], str]] = {
    "entries": entry_json,
    "outlets": outlet_json,
    "people": person_json,
    "stories": story_json,
    "digests": digest_json,
    "topics": topic_json,
    "places": place_json,
}
_KINDS = {kind.name: kind for kind in KINDS}


def api(collection: Collection) -> Iterator[Made]:
    """Everything below `/api/v1/`, the index last; and what each record adds to the files of the whole collection."""
    for kind in KINDS:
        yield from (Part(_one, (kind.name, name)) for name in sorted(_held(collection, kind.name)))
        yield Joined(f"api/v1/{kind.name}.json", f'{{"{kind.name}":[\n', ",\n", "\n]}\n")
    for name, text in _schemas():
        yield File(f"api/v1/{name}", text)
    yield Part(_about)


def _one(collection: Collection, kind: str, name: str) -> Iterator[File | Share]:
    record = _held(collection, kind)[name].whole()
    if not getattr(record, "public", True):
        return
    text = _WRITERS[kind](collection, record).encode()
    if has_files(collection, _KINDS[kind]):
        yield File(f"api/v1/{kind}/{name.lower() if kind == 'digests' else name}.json", text + b"\n")
    more = of_entry(collection, record, text) if kind == "entries" else {}
    yield Share(name, {f"api/v1/{kind}.json": text, **more})


def _held(collection: Collection, kind: str) -> Mapping[str, Any]:
    held: Mapping[str, Any] = collection.by_id if kind == "entries" else getattr(collection, kind)
    return held


def _about(collection: Collection) -> Iterator[File]:
    yield File("api/v1/index.json", _index(collection))
    yield File("api/v1/about.json", indented(about_json(collection)))
    yield File(openapi.PATH, openapi.openapi(collection))
    yield File(openapi.CATALOG, openapi.catalog(collection))
    if urlsplit(collection.settings.root).path == "/":
        yield File(openapi.WELL_KNOWN, openapi.catalog(collection))


@cache
def _schemas() -> tuple[tuple[str, str], ...]:
    return tuple(
        (f"{kind.one}.schema.json", published_schema(kind.model, {**kind.added, **LICENSED})) for kind in KINDS
    )


def _index(collection: Collection) -> str:
    settings = collection.settings
    content = {
        "site": settings.site_name,
        "description": settings.site_description,
        "web": web(collection, ""),
        "licence": {"id": LICENCE, "web": LICENCE_URL, "scope": citing_all.SCOPE},
        "version": VERSION,
        "data_version": citing_all.version_of(collection),
        "cite_as": citing_all.cited_as(collection),
        "files": list(catalogue(collection)),
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
