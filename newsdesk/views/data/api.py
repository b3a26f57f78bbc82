"""The static API below `/api/v1/`: every record as JSON, alone and with its kind, the schemas beside them."""

import json
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from newsdesk.collection import Collection
from newsdesk.model.schemas import published_schema
from newsdesk.views.data.catalogue import KINDS, catalogue
from newsdesk.views.data.published import (
    VERSION,
    digest_json,
    entry_json,
    outlet_json,
    person_json,
    place_json,
    story_json,
    topic_json,
    web,
)
from newsdesk.views.setting.page import LICENCE, LICENCE_URL, File

_WRITERS: dict[str, Callable[[Collection, Any], str]] = {
    "entries": entry_json,
    "outlets": outlet_json,
    "people": person_json,
    "stories": story_json,
    "digests": digest_json,
    "topics": topic_json,
    "places": place_json,
}


def api(collection: Collection) -> Iterator[File]:
    """Everything below `/api/v1/`, the index last."""
    for kind in KINDS:
        texts = []
        for name, record in _records(collection, kind.name):
            text = _WRITERS[kind.name](collection, record)
            texts.append(text)
            if kind.has_files:
                yield File(f"api/v1/{kind.name}/{name}.json", f"{text}\n")
        joined = ",\n".join(texts)
        yield File(f"api/v1/{kind.name}.json", f'{{"{kind.name}":[\n{joined}\n]}}\n')
    for name, text in _schemas():
        yield File(f"api/v1/{name}", text)
    yield File("api/v1/index.json", _index(collection))


def _records(collection: Collection, kind: str) -> Iterator[tuple[str, Any]]:
    """File names and records of a kind, by id."""
    if kind == "entries":
        yield from sorted(collection.by_id.items())
    elif kind == "digests":
        yield from ((week.lower(), digest) for week, digest in sorted(collection.digests.items()))
    else:
        yield from ((name, r) for name, r in getattr(collection, kind).items() if getattr(r, "public", True))


@cache
def _schemas() -> tuple[tuple[str, str], ...]:
    return tuple((f"{kind.one}.schema.json", published_schema(kind.model, kind.added)) for kind in KINDS)


def _index(collection: Collection) -> str:
    settings = collection.settings
    content = {
        "site": settings.site_name,
        "description": settings.site_description,
        "web": web(collection, ""),
        "licence": {
            "id": LICENCE,
            "web": LICENCE_URL,
            "scope": "Entries, registers and digests; titles, names and quotations remain their owners'.",
        },
        "version": VERSION,
        "files": list(catalogue(collection)),
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
