"""The tables as a Data Package: `datapackage.json` says what each column holds, so that programs read them alike."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from newsdesk.collection import Collection
from newsdesk.model import Cited
from newsdesk.model.schemas import published_schema
from newsdesk.views.data.catalogue import DOWNLOADS, KINDS, downloaded
from newsdesk.views.data.published import VERSION, web
from newsdesk.views.data.sqlite import TABLES as IN_DATABASE
from newsdesk.views.data.sqlite import script
from newsdesk.views.data.standards.citing_all import cited_as, edition_day, publisher_of, semantic
from newsdesk.views.data.tables import ACCOUNTS, CORRECTIONS, DAYS, LISTS, NUMBERS, OUTLETS, QUESTIONS, REALS, TABLES
from newsdesk.views.setting.dates import instant
from newsdesk.views.setting.page import LICENCE, LICENCE_URL
from newsdesk.views.shared.accounts.given import BOUNDS
from newsdesk.views.shared.accounts.holders import ELSEWHERE, OWN

PATH = "data/datapackage.json"
_KINDS = ((DAYS, "date"), (NUMBERS, "integer"), (REALS, "number"))
_PROFILE = "https://datapackage.org/profiles/2.0"
# In the table of sources some are about the source.
_OF_SOURCE = {"position": "Place of the source in its entry, from 1."}
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
    "corrections": "How many corrections it has, minor ones included; pages count without these.",
    "corrections_minor": "How many of them are minor.",
    "withdrawn": "Day on which it was withdrawn.",
    "source": "Name of the source.",
    "who": "Id in the register of people and organisations, or in that of outlets where an outlet is the source; empty"
    " for private persons, unnamed sources and those in no register.",
    "side": "For whom it speaks: the ISO 3166-1 code of a country, or the id of a body; what the entry says of it, else"
    " what the register says of `who`. In JSON it stands in `sides`, for each source; `side` there is what"
    " the entry says alone.",
    "role_verified": "Its office on that day as a reference has it.",
    "via": "Id of the outlet by way of which it is cited.",
    "via_name": "Name of that outlet, or of what else it came by way of.",
    "quote": "The words quoted, verbatim.",
    "quote_language": "Language of the words quoted, by BCP 47.",
    "quote_translation": "The words quoted in English.",
    "quote_translation_by": "Who translated them: human or machine.",
}


def package(collection: Collection) -> str:
    """The description of all files below `/data/`, by Data Package 2.0; the tables with every column."""
    settings = collection.settings
    content = {
        "$schema": f"{_PROFILE}/datapackage.json",
        "name": "collection",
        "title": settings.site_name,
        **({"description": settings.site_description} if settings.site_description else {}),
        **({"homepage": home} if (home := web(collection, "")) else {}),
        "version": semantic(collection),
        **({"created": instant(day)} if (day := edition_day(collection)) else {}),
        "formatVersion": VERSION,
        "contributors": [{"title": publisher_of(collection), "roles": ["publisher"]}],
        "citation": cited_as(collection),
        "licenses": [{"name": LICENCE, "path": LICENCE_URL, "title": "Entries, registers and digests"}],
        "resources": [*(_table(name, fields) for name, fields in described().items()), *_others(collection)],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


_ENTRY, _OUTLET = (
    {"fields": [field], "reference": {"resource": resource, "fields": ["id"]}}
    for field, resource in (("entry", "entries"), ("outlet", "outlets"))
)
_QUESTION = {
    "fields": ["story", "question_position"],
    "reference": {"resource": "questions", "fields": ["story", "position"]},
}
_LINKED = {"entries": [_OUTLET], "sources": [_ENTRY, _OUTLET], "accounts": [_QUESTION]}


def _table(name: str, fields: list[dict[str, Any]]) -> dict[str, Any]:
    path = f"{name}.csv"
    what = next(what for file, _, what in DOWNLOADS if file == path)
    keys = {"primaryKey": list(TABLES[name].keys)}
    linked = {"foreignKeys": _LINKED[name]} if name in _LINKED else {}
    return {
        "name": name,
        "type": "table",
        "path": path,
        "description": what,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"$schema": f"{_PROFILE}/tableschema.json", "fields": fields, **keys, **linked},
    }


def _others(collection: Collection) -> Iterator[dict[str, Any]]:
    for path, media, what in downloaded(collection):
        if path.endswith(".csv") or path in (PATH.rpartition("/")[2], "SHA256SUMS"):
            continue
        name = re.sub("[^a-z0-9]+", "-", path.lower()).strip("-")
        resource: dict[str, Any] = {"name": name, "path": path, "description": what, "mediatype": media}
        if path.endswith(".parquet"):
            resource |= {"format": "parquet", "schema": _typed(path.rpartition("/")[2].removesuffix(".parquet"))}
        elif path.endswith(".sqlite"):
            resource["tables"] = in_database()
        elif ".jsonl" in path or path.endswith(".gz"):
            # Programs would take the records for rows of one shape, which they are not.
            resource["format"] = "text"
        yield resource


def _typed(table: str) -> dict[str, Any]:
    """The columns of a Parquet file: lists are lists there."""
    if table == "counts":
        kinds = ("string", "string", "integer", "integer", "integer")
        told = ("story or digest", "Its id", "Its entries", "Their outlets", "Their independent origins")
        names = ("kind", "record", "entries", "outlets", "origins")
        rows = zip(names, kinds, told, strict=True)
        fields = [{"name": name, "type": kind, "description": f"{what}."} for name, kind, what in rows]
        return {"fields": fields, "primaryKey": ["kind", "record"]}
    fields = [{**one, "type": "array"} if one["name"] in LISTS else one for one in described()[table]]
    return {"fields": fields, "primaryKey": list(TABLES[table].keys)}


@cache
def in_database() -> list[dict[str, Any]]:
    """The tables of the database with their columns, as Table Schema has them: what its own comments say of each."""
    found = []
    for name, body in _CREATED.findall(script("collection.sql")):
        columns = [match.groupdict() for line in body.splitlines() if (match := _COLUMN.match(line))]
        fields = [
            {
                "name": one["name"],
                "type": _SQL[one["type"]],
                **({"description": _sentence(one["said"])} if one["said"] else {}),
                **({"constraints": {"required": True}} if one["must"] else {}),
            }
            for one in columns
        ]
        found.append({"name": name, "schema": {"fields": fields}})
    assert {one["name"] for one in found} == set(IN_DATABASE)
    return found


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


_SQL = {"TEXT": "string", "INTEGER": "integer", "REAL": "number"}
_CREATED = re.compile(r'^CREATE TABLE "?(\w+)"? \(\n(.*?)^\);', re.MULTILINE | re.DOTALL)
_COLUMN = re.compile(
    r'\s+"?(?P<name>[a-z_]+)"? (?P<type>TEXT|INTEGER|REAL)\b(?P<must>[^-]*(?:NOT NULL|PRIMARY KEY))?'
    r"[^-]*(?:-- (?P<said>.*))?"
)


@cache
def described() -> dict[str, list[dict[str, Any]]]:
    """The columns of each table by the name of the table, as Table Schema has them."""
    kind = next(kind for kind in KINDS if kind.name == "entries")
    entry = json.loads(published_schema(kind.model, kind.added))["properties"]
    source = {**entry, **entry["sources"]["items"]["properties"]}
    known = {
        "entries": (entry, _TOLD),
        "sources": (source, {**_TOLD, **_OF_SOURCE}),
        "questions": ({}, QUESTIONS),
        "accounts": (_TERMS, ACCOUNTS),
        "corrections": ({}, CORRECTIONS),
        "outlets": ({}, OUTLETS),
    }
    return {
        name: [_field(one, *known[name], required=one in table.keys) for one in table.columns]
        for name, table in TABLES.items()
    }


# The terms of columns that no field of a record has.
_TERMS = {
    name: {"oneOf": [{"const": term} for term in terms]}
    for name, terms in (("bound", BOUNDS), ("route", (*map(str, Cited), OWN, ELSEWHERE)))
}


def _field(name: str, known: Mapping[str, Any], said: Mapping[str, str], *, required: bool) -> dict[str, Any]:
    told = known.get(name, {})
    constraints: dict[str, Any] = {"required": True} if required else {}
    if terms := _terms(told):
        constraints["enum"] = terms
    return {
        "name": name,
        "type": next((kind for names, kind in _KINDS if name in names), "string"),
        "description": said.get(name) or told["description"],
        **({"constraints": constraints} if constraints else {}),
    }


def _terms(told: Mapping[str, Any]) -> list[str]:
    """The terms of a vocabulary, where a field takes no other."""
    for one in (told, *told.get("anyOf", ())):
        if terms := [term["const"] for term in one.get("oneOf", ()) if "const" in term]:
            return terms
    return []
