"""The files below `/data/`, which hold the whole collection: what each record adds to them, how they begin and end."""

from collections.abc import Iterator, Mapping, Sequence

from newsdesk.collection import Collection
from newsdesk.model import Entry, Place
from newsdesk.model.addresses import week_path
from newsdesk.model.corrected import AnyRecord
from newsdesk.views.data import tables
from newsdesk.views.data.catalogue import PACKED
from newsdesk.views.data.citations import as_bibtex, as_csl, as_ris, citation
from newsdesk.views.data.sqlite import (
    REGISTERS,
    collection_sqlite,
    disputes_of,
    rows_of_counts,
    rows_of_entry,
    rows_of_register,
)
from newsdesk.views.data.standards import annotations, citing_all, ninjs, package, parquet
from newsdesk.views.data.tables.cells import Row
from newsdesk.views.setting.page import LICENCE, LICENCE_URL, Made, Part
from newsdesk.views.setting.shares import Described, Joined, Packed, Renewed, Share, Sums
from newsdesk.views.shared.extents import counts_of

_DATABASE = "data/collection.sqlite"
# What a record of a register is called in the table of corrections.
_SUBJECTS = {"digests": "digest", "outlets": "outlet", "people": "person", "places": "place", "stories": "story"}


def downloads(collection: Collection) -> Iterator[Made]:
    """Everything below `/data/`, the checksums last."""
    yield from (Part(_register, (name,)) for name in REGISTERS)
    yield from (Part(_counts, ("story", name)) for name in collection.stories)
    yield from (Part(_counts, ("digest", week)) for week in collection.digests)
    yield Renewed(_DATABASE, collection_sqlite)
    for name, table in tables.TABLES.items():
        yield Joined(f"data/{name}.csv", tables.head(table.columns))
    yield Joined("data/entries.jsonl")
    yield Joined("data/entries.csl.json", "[\n", ",\n", "\n]\n")
    yield Joined("data/entries.bib", f"% Licence: {LICENCE}, {LICENCE_URL}\n\n", "\n")
    yield Joined("data/entries.ris")
    yield Joined("data/entries.ninjs.json", ninjs.head(collection), ",\n", "\n]}\n")
    yield Joined(annotations.PATH)
    wanted = collection.settings.extra
    if wanted.parquet:
        yield from parquet.wholes(collection)
    if wanted.compressed:
        yield from (Packed(f"data/{name}.gz", f"data/{name}") for name in PACKED)
    yield from (Joined(f"data/{name}", text) for name, text in citing_all.files(collection).items())
    yield Described(package.PATH, package.package(collection))
    yield Sums("data/SHA256SUMS")


def _register(collection: Collection, name: str) -> Iterator[Share]:
    pieces = {_DATABASE: rows_of_register(collection, name)}
    public: list[tuple[str, AnyRecord]] = []
    if subject := _SUBJECTS.get(name):
        records: Mapping[str, AnyRecord] = getattr(collection, name)
        public = [(key, one) for key, one in sorted(records.items()) if getattr(one, "public", True)]
        pieces |= _corrections(
            collection, [row for key, one in public for row in tables.correction_values(collection, subject, key, one)]
        )
    if name == "outlets":
        values = [tables.outlet_values(collection, outlet) for outlet in collection.outlets.values()]
        pieces["data/outlets.csv"] = tables.rows_of(values).encode()
        if collection.settings.extra.parquet:
            pieces[parquet.path_of_whole("outlets")] = parquet.lines("outlets", values)
    marked = "".join(
        annotations.of_record(collection, one, week_path(key) if name == "digests" else f"{name}/{key}/")
        for key, one in public
        if not isinstance(one, Place | Entry)
    )
    if marked:
        pieces[annotations.PATH] = marked.encode()
    # No id has a slash.
    yield Share(f"/{name}", pieces)


def _corrections(collection: Collection, values: Sequence[Row]) -> dict[str, bytes]:
    """What corrections of some records add to the files."""
    if not values:
        return {}
    more = parquet.corrections(values) if collection.settings.extra.parquet else {}
    return {"data/corrections.csv": tables.rows_of(values).encode(), **more}


def _counts(collection: Collection, kind: str, name: str) -> Iterator[Share]:
    counts = counts_of(collection, (collection.by_story if kind == "story" else collection.by_week)[name])
    story = collection.stories[name] if kind == "story" else None
    pieces = {_DATABASE: rows_of_counts(kind, name, counts, disputes_of(collection, story) if story else None)}
    if collection.settings.extra.parquet:
        pieces[parquet.COUNTS] = parquet.row_of_counts(kind, name, counts)
    if story and story.disputed:
        for table, values in (
            ("questions", list(tables.question_values(collection, story))),
            ("accounts", list(tables.account_values(collection, story))),
        ):
            pieces[f"data/{table}.csv"] = tables.rows_of(values).encode()
            if collection.settings.extra.parquet:
                pieces[parquet.path_of_whole(table)] = parquet.lines(table, values)
    yield Share(f"/counts/{kind}/{name}", pieces)


def of_entry(collection: Collection, entry: Entry, text: bytes) -> dict[str, bytes]:
    """What an entry adds to each of the files; `text` is the entry as JSON."""
    article = citation(collection, entry)
    return {
        _DATABASE: rows_of_entry(collection, entry),
        "data/entries.csv": tables.entry_rows(collection, entry).encode(),
        "data/sources.csv": tables.source_rows(collection, entry).encode(),
        "data/entries.jsonl": text + b"\n",
        "data/entries.csl.json": as_csl(collection, article).encode(),
        "data/entries.bib": as_bibtex(collection, article).encode(),
        "data/entries.ris": as_ris(collection, article).encode(),
        "data/entries.ninjs.json": ninjs.item(collection, entry).encode(),
        annotations.PATH: annotations.annotations(collection, entry).encode(),
        **_corrections(collection, list(tables.correction_values(collection, "entry", entry.id, entry))),
        **(parquet.rows(collection, entry) if collection.settings.extra.parquet else {}),
    }
