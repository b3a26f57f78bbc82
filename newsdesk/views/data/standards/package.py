"""The tables as a Data Package: `datapackage.json` says what each column holds, so that programs read them alike."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from newsdesk.collection import Collection
from newsdesk.model.schemas import published_schema
from newsdesk.views.data.catalogue import DOWNLOADS, KINDS, downloaded
from newsdesk.views.data.published import VERSION, web
from newsdesk.views.data.tables import DAYS, ENTRY_COLUMNS, NUMBERS, SOURCE_COLUMNS
from newsdesk.views.setting.page import LICENCE, LICENCE_URL

PATH = "data/datapackage.json"
_PROFILE = "https://datapackage.org/profiles/2.0"
# What a column of the same name as a field does not say, and what no field does.
_TOLD = {
    "notices": "What to know before reading on, on designated publishers first.",
    "id": "The entry's id, which never changes.",
    "entry": "Id of the entry.",
    "position": "Place of the source in its entry, from 1.",
    "path": "Address of the entry's page below the site.",
    "web": "Full address of the entry's page; empty while the site has none.",
    "title_en": "The title in English.",
    "title_en_by": "Who translated the title: human or machine.",
    "outlet_name": "Name of the outlet, in its own script.",
    "outlet_name_en": "Name of the outlet in Latin letters.",
    "published": "Day of publication by EDTF: 2026-11-21, 2026-11, 2026~ or 2026-11-19/2026-11-22.",
    "published_first": "The first day that this can mean.",
    "published_last": "The last day that this can mean.",
    "url": "Address of the article, where this site links to it.",
    "address": "The same without https://, where this site shows it as text.",
    "archive_refused_on": "Day on which an archive was asked for a copy in vain.",
    "archive_refused_why": "What it answered.",
    "updated": "Day on which the entry was added or last corrected.",
    "stories": "Ids of its stories, joined with semicolon and space.",
    "topics": "Ids of its topics, joined with semicolon and space.",
    "countries": "ISO 3166-1 codes of countries it is about, joined with semicolon and space.",
    "sources": "Names of its sources, joined with semicolon and space.",
    "references": "What the context rests on: id, colon and address or entry, joined with semicolon and space.",
    "reviewed_by": "Who reviewed the entry; empty while nobody has.",
    "reviewed_on": "Day of the review.",
    "replies": "Replies of those it is about: who, day and text, joined with semicolon and space.",
    "corrections": "How many corrections it has.",
    "withdrawn": "Day on which it was withdrawn.",
    "source": "Name of the source.",
    "who": "Id of the person or organisation; empty for private persons and unnamed sources.",
    "side": "Id of the body that it speaks for.",
    "role_verified": "Its office on that day as a reference has it.",
    "via": "Id of the outlet by way of which it is cited.",
    "via_name": "Name of that outlet, or of what else it came by way of.",
    "quote": "The words quoted, verbatim.",
    "quote_language": "Language of the words quoted, by BCP 47.",
    "quote_translation": "The words quoted in English.",
    "quote_translation_by": "Who translated them: human or machine.",
}


def package(collection: Collection) -> str:
    """The description of all files below `/data/`, by Data Package 2.0; the two tables with every column."""
    entries, sources = _tables()
    settings = collection.settings
    content = {
        "$schema": f"{_PROFILE}/datapackage.json",
        "name": "collection",
        "title": settings.site_name,
        **({"description": settings.site_description} if settings.site_description else {}),
        **({"homepage": home} if (home := web(collection, "")) else {}),
        "version": f"{VERSION}.0.0",
        "licenses": [{"name": LICENCE, "path": LICENCE_URL, "title": "Entries, registers and digests"}],
        "resources": [
            _table("entries", "entries.csv", entries, {"primaryKey": ["id"]}),
            _table("sources", "sources.csv", sources, {"primaryKey": ["entry", "position"], "foreignKeys": [_KEY]}),
            *_others(collection),
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


_KEY = {"fields": ["entry"], "reference": {"resource": "entries", "fields": ["id"]}}


def _table(name: str, path: str, fields: tuple[dict[str, Any], ...], keys: Mapping[str, Any]) -> dict[str, Any]:
    what = next(what for file, _, what in DOWNLOADS if file == path)
    return {
        "name": name,
        "type": "table",
        "path": path,
        "description": what,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"$schema": f"{_PROFILE}/tableschema.json", "fields": list(fields), **keys},
    }


def _others(collection: Collection) -> Iterator[dict[str, Any]]:
    for path, media, what in downloaded(collection):
        # Programs would take the records of JSON Lines for rows of one shape, which they are not.
        is_text = path.removesuffix(".gz").endswith((".csv", ".jsonl"))
        if not is_text and path not in (PATH.rpartition("/")[2], "SHA256SUMS"):
            name = re.sub("[^a-z0-9]+", "-", path.lower())
            # Parquet says its columns itself; as a table frictionless would want a package more for it.
            kind = {"type": "file"} if path.endswith(".parquet") else {}
            yield {"name": name, **kind, "path": path, "description": what, "mediatype": media}


@cache
def _tables() -> tuple[tuple[dict[str, Any], ...], tuple[dict[str, Any], ...]]:
    kind = next(kind for kind in KINDS if kind.name == "entries")
    entry = json.loads(published_schema(kind.model, kind.added))["properties"]
    source = entry["sources"]["items"]["properties"]
    return (
        tuple(_field(name, entry, required=name == "id") for name in ENTRY_COLUMNS),
        tuple(_field(name, {**entry, **source}, required=name in ("entry", "position")) for name in SOURCE_COLUMNS),
    )


def _field(name: str, known: Mapping[str, Any], *, required: bool) -> dict[str, Any]:
    told = known.get(name, {})
    constraints: dict[str, Any] = {"required": True} if required else {}
    if terms := _terms(told):
        constraints["enum"] = terms
    return {
        "name": name,
        "type": "date" if name in DAYS else "integer" if name in NUMBERS else "string",
        "description": _TOLD.get(name) or told["description"],
        **({"constraints": constraints} if constraints else {}),
    }


def _terms(told: Mapping[str, Any]) -> list[str]:
    """The terms of a vocabulary, where a field takes no other."""
    for one in (told, *told.get("anyOf", ())):
        if terms := [term["const"] for term in one.get("oneOf", ()) if "const" in term]:
            return terms
    return []
