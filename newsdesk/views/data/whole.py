"""The files below `/data/`, which hold the whole collection: what each record adds to them, how they begin and end."""

from collections.abc import Iterator

from newsdesk.collection import Collection
from newsdesk.model import Entry
from newsdesk.views.data import tables
from newsdesk.views.data.catalogue import PACKED
from newsdesk.views.data.citations import as_bibtex, as_csl, as_ris, citation
from newsdesk.views.data.sqlite import REGISTERS, collection_sqlite, rows_of_counts, rows_of_entry, rows_of_register
from newsdesk.views.data.standards import annotations, ninjs, package, parquet
from newsdesk.views.setting.page import Made, Part
from newsdesk.views.setting.shares import Joined, Packed, Renewed, Share, Sums
from newsdesk.views.shared.extents import counts_of

_DATABASE = "data/collection.sqlite"


def downloads(collection: Collection) -> Iterator[Made]:
    """Everything below `/data/`, the checksums last."""
    yield from (Part(_register, (name,)) for name in REGISTERS)
    yield from (Part(_counts, ("story", name)) for name in collection.stories)
    yield from (Part(_counts, ("digest", week)) for week in collection.digests)
    yield Renewed(_DATABASE, collection_sqlite)
    yield Joined("data/entries.csv", tables.head(tables.ENTRY_COLUMNS))
    yield Joined("data/sources.csv", tables.head(tables.SOURCE_COLUMNS))
    yield Joined("data/entries.jsonl")
    yield Joined("data/entries.csl.json", "[\n", ",\n", "\n]\n")
    yield Joined("data/entries.bib", between="\n")
    yield Joined("data/entries.ris")
    yield Joined("data/entries.ninjs.json", ninjs.head(collection), ",\n", "\n]}\n")
    yield Joined(annotations.PATH)
    wanted = collection.settings.extra
    if wanted.parquet:
        yield from parquet.wholes(collection)
    if wanted.compressed:
        yield from (Packed(f"data/{name}.gz", f"data/{name}") for name in PACKED)
    yield Joined(package.PATH, package.package(collection))
    yield Sums("data/SHA256SUMS")


def _register(collection: Collection, name: str) -> Iterator[Share]:
    # No id has a slash.
    yield Share(f"/{name}", {_DATABASE: rows_of_register(collection, name)})


def _counts(collection: Collection, kind: str, name: str) -> Iterator[Share]:
    counts = counts_of(collection, (collection.by_story if kind == "story" else collection.by_week)[name])
    pieces = {_DATABASE: rows_of_counts(kind, name, counts)}
    if collection.settings.extra.parquet:
        pieces[parquet.COUNTS] = parquet.row_of_counts(kind, name, counts)
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
        **(parquet.rows(collection, entry) if collection.settings.extra.parquet else {}),
    }
