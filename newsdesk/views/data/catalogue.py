"""What is published as data: one list, from which the index is made and in which every file must stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from newsdesk.check.cited.told import Bearing
from newsdesk.collection import Collection
from newsdesk.model import Cited, Digest, Entry, Outlet, Person, Place, Record, Story, Topic
from newsdesk.model.more_files import LeftOut
from newsdesk.views.data.standards import citing_all, parquet
from newsdesk.views.data.tables import ACCOUNTS, LISTS, NUMBERS, QUESTIONS, REALS, TABLES
from newsdesk.views.data.tables.disputes import OF_STORY
from newsdesk.views.setting.page import LICENCE_URL
from newsdesk.views.shared.accounts.given import BOUNDS
from newsdesk.views.shared.accounts.holders import ELSEWHERE, OWN

_TEXTS = {"type": "array", "items": {"type": "string"}}
_NOTICES = {**_TEXTS, "description": "What to know before reading on, on designated publishers first."}
_IDS = {**_TEXTS, "description": "Ids of its entries, newest first."}
_COUNTS = {
    "description": "How much there is of it.",
    "type": "object",
    "properties": {
        "entries": {"type": "integer", "description": "Its entries."},
        "outlets": {"type": "integer", "description": "The outlets that published them."},
        "origins": {
            "type": "integer",
            "description": "The newsrooms that their texts and sources come from: copies, translations and editions"
            " count once.",
        },
    },
    "required": ["entries", "outlets", "origins"],
    "additionalProperties": False,
}
_NUMBER, _TEXT = {"type": ["number", "null"]}, {"type": ["string", "null"]}
_DISPUTED_COUNTS = {
    "description": "The same of each question on which accounts differ, in their order, and between which numbers"
    " they lie.",
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            name: {**kind, "description": QUESTIONS[name]}
            for kind, names in (
                ({"type": "integer"}, ("accounts", "speakers", "origins")),
                (_NUMBER, ("low", "high")),
                (_TEXT, ("low_figure", "high_figure")),
            )
            for name in names
        },
        "required": ["accounts", "speakers", "origins"],
        "additionalProperties": False,
    },
}
_ACCOUNTS = {
    "description": "Each account of `disputed`, in their order, with what is worked out: side, number and route.",
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            name: {
                **(
                    _TEXTS
                    if name in LISTS
                    else {"type": "integer"}
                    if name in NUMBERS
                    else _NUMBER
                    if name in REALS
                    else {**_TEXT, "enum": [*BOUNDS, None]}
                    if name == "bound"
                    else {"type": "string", "enum": [*map(str, Cited), OWN, ELSEWHERE]}
                    if name == "route"
                    else _TEXT
                ),
                "description": what,
            }
            for name, what in ACCOUNTS.items()
            if name not in OF_STORY
        },
        "required": ["question_position", "position", "by", "says", "route"],
        "additionalProperties": False,
    },
}
_SENTENCES = {
    "description": "The sentences of the context with their figures, dates and names, each with the references whose"
    " pages have it; null where no page that the entry cites was captured.",
    "type": ["array", "null"],
    "items": {
        "type": "object",
        "properties": {
            "text": {"type": "string", "description": "The sentence without its reference marks."},
            "references": {**_TEXTS, "description": "Ids of the references that it cites."},
            "tokens": {
                "description": "Its figures, dates and names in order.",
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "kind": {"enum": ["figure", "date", "name"]},
                        "text": {"type": "string", "description": "As the sentence has it."},
                        "state": {
                            "description": " ".join(f"{one}: {one.meaning}" for one in Bearing),
                            "enum": [str(one) for one in Bearing],
                        },
                        "found": {**_TEXTS, "description": "Ids of the references whose pages have it."},
                    },
                    "required": ["kind", "text", "state", "found"],
                    "additionalProperties": False,
                },
            },
        },
        "required": ["text", "references", "tokens"],
        "additionalProperties": False,
    },
}
_PATH = {
    "path": {"type": "string", "description": "Address of its page below the site."},
    "web": {"type": ["string", "null"], "description": "Full address of its page; null while the site has none."},
}
_AUTHOR = "Who drafted it, as the settings say it of all; null where nobody recorded it."
_MADE = {
    "drafted_by": {"enum": ["human", "machine", None], "description": _AUTHOR},
    "reviewed": {"type": "null", "description": "Who reviewed it: null, since no review of it is recorded."},
}

LICENSED = {"licence": {"const": LICENCE_URL, "description": "The licence of what we write, as a web address."}}
"""What every record has."""
_FIRST = {"notices": _NOTICES, **_PATH}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record in the API: the model, and the fields that views add, each with its schema."""

    name: str
    one: str
    what: str
    model: type[Record]
    added: dict[str, Any]
    has_files: bool = True
    """Whether each record has a file of its own."""


KINDS = (
    Kind(
        "entries",
        "entry",
        "One record for each monitored article, sources inside",
        Entry,
        {
            **_FIRST,
            "updated": {"type": "string", "description": "Day on which it was added or last corrected."},
            "may_link": {
                "type": "boolean",
                "description": "Whether the site links to the article; where false, show its address as text.",
            },
            "looks": {
                "type": ["object", "null"],
                "description": "What the article and the pages of references were like when they were last looked at:"
                " article, and references by id, each with looked, state, why, since, seen and what is missing there;"
                " null where nobody has looked again.",
            },
            "sentences": _SENTENCES,
            "sides": {
                "type": "array",
                "items": {"type": ["string", "null"]},
                "description": "For whom each of its sources speaks, in their order: a country, or the id of a body;"
                " what the entry says of it in `side`, else what the register says; null where nothing tells.",
            },
        },
    ),
    Kind("outlets", "outlet", "The register of outlets, each fact with its basis", Outlet, {**_FIRST, "entries": _IDS}),
    Kind(
        "people",
        "person",
        "People and organisations with every spelling; private persons are left out",
        Person,
        {**_FIRST, "entries": {**_IDS, "description": "Ids of the entries that cite them, newest first."}},
    ),
    Kind(
        "stories",
        "story",
        "Events and debates that several articles cover",
        Story,
        {**_FIRST, "counts": _COUNTS, "disputed_counts": _DISPUTED_COUNTS, "accounts": _ACCOUNTS, "entries": _IDS},
    ),
    Kind(
        "digests",
        "digest",
        "Weekly digests, drafts included: see their status",
        Digest,
        {
            **_FIRST,
            "id": {"type": "string", "description": "Its week as addresses have it, such as 2026-w47."},
            "counts": _COUNTS,
            "entries": _IDS,
        },
    ),
    Kind(
        "topics",
        "topic",
        "Subjects that entries are filed under",
        Topic,
        {"notices": _NOTICES, **_MADE, **_PATH, "entries": _IDS},
        False,
    ),
    Kind(
        "places",
        "place",
        "Places with every spelling and, where a page says so, their coordinates",
        Place,
        {
            "notices": _NOTICES,
            **_MADE,
            **_PATH,
            "stories": {**_IDS, "description": "Ids of the stories that are set there, by id."},
        },
        False,
    ),
)

DOWNLOADS = (
    ("collection.sqlite", "application/vnd.sqlite3", "The whole collection as a database with full-text search"),
    *((f"{name}.csv", "text/csv", f"A row for each {table.row}") for name, table in TABLES.items()),
    ("entries.jsonl", "application/jsonl", "A line for each entry, as in the API"),
    ("entries.csl.json", "application/vnd.citationstyles.csl+json", "The articles, for citing, as CSL-JSON"),
    ("entries.bib", "application/x-bibtex", "The articles, for citing, as BibTeX"),
    ("entries.ris", "application/x-research-info-systems", "The articles, for citing, as RIS"),
    ("entries.ninjs.json", "application/json", "The entries as IPTC ninjs 3.1"),
    (
        "annotations.jsonl",
        "application/jsonl",
        "Quotations, and passages of cited pages, as Web Annotations of the W3C, one a line",
    ),
    *citing_all.FILES,
    ("datapackage.json", "application/json", "What the columns of the tables hold, as a Data Package"),
    ("SHA256SUMS", "text/plain", "Checksums of the files beside it, for sha256sum --check"),
)
# Of which there is a packed file beside each where the settings ask for it.
_UNPACKED = ("datapackage.json", "SHA256SUMS", *(name for name, *_ in citing_all.FILES))
PACKED = tuple(name for name, *_ in DOWNLOADS if name not in _UNPACKED)
_YEARLY = {
    "entries": "A row for each entry of {year}, typed, as Parquet",
    "sources": "A row for each source of an entry of {year}, typed, as Parquet",
    "corrections": "A row for each correction of {year}, typed, as Parquet",
}


def downloaded(collection: Collection) -> Iterator[tuple[str, str, str]]:
    """The files below `/data/` that go out with these settings: name, media type, and what is in it."""
    yield from DOWNLOADS
    if collection.settings.extra.compressed:
        yield from (
            (f"{name}.gz", "application/gzip", f"{what}; packed") for name, _, what in DOWNLOADS if name in PACKED
        )
    if collection.settings.extra.parquet:
        for table, what in _YEARLY.items():
            years = parquet.correction_years if table == "corrections" else parquet.years
            for year in years(collection):
                yield parquet.path_of(table, year).removeprefix("data/"), parquet.MEDIA, what.format(year=year)
        for table in parquet.WHOLE:
            path = parquet.path_of_whole(table).removeprefix("data/")
            yield path, parquet.MEDIA, f"A row for each {TABLES[table].row}, typed, as Parquet"
        yield (
            parquet.COUNTS.removeprefix("data/"),
            parquet.MEDIA,
            "How many entries, outlets and independent origins each story and digest has, as Parquet",
        )


def has_files(collection: Collection, kind: Kind) -> bool:
    """Whether each record of a kind has a file of its own under these settings."""
    return kind.has_files and not (kind.name == "entries" and collection.settings.extra.leaves_out(LeftOut.ENTRY_JSON))


def counted(collection: Collection) -> dict[str, int]:
    """How many records of each kind are published."""
    counts = {kind.name: len(getattr(collection, kind.name)) for kind in KINDS}
    return counts | {"people": sum(person.public for person in collection.people.values())}


def catalogue(collection: Collection) -> Iterator[dict[str, Any]]:
    """Every file, or for files of single records the form of their address, with what is in it."""
    counts = counted(collection)
    for kind in KINDS:
        schema = f"api/v1/{kind.one}.schema.json"
        row = {"type": "application/json", "what": kind.what, "count": counts[kind.name], "schema": schema}
        yield {"path": f"api/v1/{kind.name}.json", **row}
        if has_files(collection, kind):
            yield {"path": f"api/v1/{kind.name}/{{id}}.json", **row, "what": f"One {kind.one} a file"}
    for kind in KINDS:
        yield {
            "path": f"api/v1/{kind.one}.schema.json",
            "type": "application/schema+json",
            "what": f"JSON Schema of one {kind.one}",
        }
    yield {"path": "api/v1/about.json", "type": "application/json", "what": "Who answers for this collection"}
    yield {"path": "api/v1/index.json", "type": "application/json", "what": "This list"}
    yield {"path": "api/v1/openapi.json", "type": "application/openapi+json", "what": "The API as OpenAPI 3.1 has it"}
    yield {
        "path": "api/v1/api-catalog.json",
        "type": "application/linkset+json",
        "what": "Where the API and its description stand, by RFC 9727",
    }
    for name, media, what in downloaded(collection):
        yield {"path": f"data/{name}", "type": media, "what": what}
