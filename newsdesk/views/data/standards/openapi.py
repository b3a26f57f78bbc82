"""The static API as OpenAPI describes one, and where both stand as RFC 9727 has it."""

import json
import re
from collections.abc import Iterator
from typing import Any

from newsdesk.collection import Collection
from newsdesk.views.data.catalogue import KINDS, Kind, downloaded, has_files
from newsdesk.views.data.published import VERSION, web
from newsdesk.views.setting.page import LICENCE

PATH = "api/v1/openapi.json"
CATALOG = "api/v1/api-catalog.json"
# Where RFC 9727 looks for it, which only the root of a host has.
WELL_KNOWN = ".well-known/api-catalog"
MEDIA = "application/openapi+json"


def openapi(collection: Collection) -> str:
    """Every file of the API as a path that is asked for with GET, by OpenAPI 3.1; schemas are those beside it."""
    settings = collection.settings
    content = {
        "openapi": "3.1.0",
        "info": {
            "title": settings.site_name,
            "version": f"{VERSION}.0.0",
            "description": f"{settings.site_description or ''} Files without key, limit or server: the same collection"
            " always gives the same files. Show the notices of a record wherever you show it.".strip(),
            "license": {"name": "CC BY 4.0", "identifier": LICENCE},
        },
        # From the folder of this file.
        "servers": [{"url": "../.."}],
        # Files that anybody may have.
        "security": [],
        "paths": dict(_paths(collection)),
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _paths(collection: Collection) -> Iterator[tuple[str, dict[str, Any]]]:
    for kind in KINDS:
        record = {"$ref": f"./{kind.one}.schema.json"}
        rows = {
            "type": "object",
            "required": [kind.name],
            "properties": {kind.name: {"type": "array", "items": record}},
        }
        yield f"/api/v1/{kind.name}.json", _got(f"all_{kind.name}", kind.what, _json(rows))
        if has_files(collection, kind):
            yield f"/api/v1/{kind.name}/{{id}}.json", _one(kind, record)
    yield "/api/v1/about.json", _got("about", "Who answers for this collection", _json({"type": "object"}))
    yield "/api/v1/index.json", _got("index", "The list of all files", _json({"type": "object"}))
    for name, media, what in downloaded(collection):
        yield f"/data/{name}", _got(f"data_{re.sub('[^a-z0-9]', '_', name.lower())}", what, {media: {}})


def _one(kind: Kind, record: dict[str, Any]) -> dict[str, Any]:
    is_week = kind.name == "digests"
    told = {
        "name": "id",
        "in": "path",
        "required": True,
        "description": "The ISO 8601 week in small letters, such as 2026-w47." if is_week else f"Id of the {kind.one}.",
        "schema": {"type": "string", "pattern": "^[0-9]{4}-w[0-9]{2}$" if is_week else "^[a-z0-9]+(-[a-z0-9]+)*$"},
    }
    got = _got(f"one_{kind.one}", f"One {kind.one}", _json(record))
    got["get"]["responses"]["404"] = {"description": f"There is no such {kind.one}."}
    return {"parameters": [told], **got}


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}


def _got(name: str, what: str, content: dict[str, Any]) -> dict[str, Any]:
    return {
        "get": {"operationId": name, "summary": what, "responses": {"200": {"description": what, "content": content}}}
    }


def catalog(collection: Collection) -> str:
    """The catalogue of the API as a linkset (RFC 9727 and 9264): its description, its pages for people, its licence."""
    root = web(collection, "") or "../../"
    content = {
        "linkset": [
            {
                "anchor": f"{root}api/v1/index.json",
                "service-desc": [{"href": f"{root}{PATH}", "type": MEDIA}],
                "service-doc": [{"href": f"{root}data/", "type": "text/html"}],
                "service-meta": [{"href": f"{root}api/v1/index.json", "type": "application/json"}],
                "terms-of-service": [{"href": f"{root}about/", "type": "text/html"}],
            }
        ]
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
