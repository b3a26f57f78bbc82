"""Entries and sources as Parquet by year: rows of JSON come in, files that DuckDB and Spark read as one go out."""

import io
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic_core import to_json

from newsdesk.collection import Collection
from newsdesk.model import Entry
from newsdesk.views.data import tables
from newsdesk.views.setting.page import LICENCE_URL
from newsdesk.views.setting.shares import Renewed

if TYPE_CHECKING:
    from arro3.core import RecordBatch, Schema

FOLDER = "data/parquet"
MEDIA = "application/vnd.apache.parquet"
COUNTS = f"{FOLDER}/counts/counts.parquet"
_COLUMNS = {
    "entries": tables.ENTRY_COLUMNS,
    "sources": tables.SOURCE_COLUMNS,
    # Origins follow from entries, but from all of a group at once: no query of a reader would find them.
    "counts": ("kind", "record", "entries", "outlets", "origins"),
}
_NUMBERS = tables.NUMBERS | {"entries", "outlets", "origins"}
# The keys of a table, by which its rows stand in order; the first is the id of the entry.
_KEYS = {"entries": ("id",), "sources": ("entry", "position"), "counts": ("kind", "record")}
# What whoever opens a single file has to know first; of several the library changes the order from run to run.
_TOLD = {"about": f"Show the notices of a row before anything else of it. Licence: {LICENCE_URL}"}
# A file is read and written in pieces of so many rows, which is one for a year of most collections.
_ROWS = 1 << 20


def years(collection: Collection) -> list[str]:
    """The years of the weeks that have entries, in order: an entry never leaves its week."""
    return sorted({week[:4] for week, entries in collection.by_week.items() if entries})


def path_of(table: str, year: str) -> str:
    """Where a year of `entries` or `sources` lies below the site, in folders that engines take for a column `year`."""
    return f"{FOLDER}/{table}/year={year}/{table}.parquet"


def wholes(collection: Collection) -> Iterator[Renewed]:
    """The files of all years."""
    for year in years(collection):
        yield Renewed(path_of("entries", year), entries_parquet)
        yield Renewed(path_of("sources", year), sources_parquet)
    yield Renewed(COUNTS, counts_parquet)


def rows(collection: Collection, entry: Entry) -> dict[str, bytes]:
    """What an entry adds to the files of its year: its rows as lines of JSON."""
    year = entry.week[:4]
    return {
        path_of("entries", year): _lines("entries", [tables.entry_values(collection, entry)]),
        path_of("sources", year): _lines("sources", tables.source_values(collection, entry)),
    }


def row_of_counts(kind: str, record: str, counts: dict[str, int]) -> bytes:
    """The row that says how much there is of a story or a digest."""
    return _lines("counts", [(kind, record, *counts.values())])


def _lines(table: str, values: Iterable[tuple[Any, ...]]) -> bytes:
    known = [(name, name in tables.DAYS | _NUMBERS | tables.LISTS) for name in _COLUMNS[table]]
    found = []
    for row in values:
        pairs = zip(known, row, strict=True)
        said = {name: value if is_typed or value is None else str(value) for (name, is_typed), value in pairs}
        found.append(to_json(said) + b"\n")
    return b"".join(found)


@cache
def _schema(table: str) -> "Schema":
    """The columns of a table with their types: the same for every year, whatever is in it."""
    from arro3.core import DataType, Field, Schema

    texts = DataType.list(Field("element", DataType.utf8(), nullable=False))
    kinds = {tables.LISTS: texts, tables.DAYS: DataType.date32(), _NUMBERS: DataType.int32()}
    fields = []
    for name in _COLUMNS[table]:
        kind = next((kind for names, kind in kinds.items() if name in names), DataType.utf8())
        fields.append(Field(name, kind, nullable=name not in _KEYS[table]))
    return Schema(fields)


def _renewed(table: str, old: bytes | None, gone: Iterable[str], fresh: Iterable[bytes]) -> list[bytes]:
    """A year of a table: the rows that it had of entries that are not `gone`, and fresh ones, by their keys."""
    from arro3.core import Array, DataType, Table
    from arro3.io import read_json, read_parquet, write_parquet

    schema, left = _schema(table), set(gone)
    found: list[RecordBatch] = []
    if old is not None:
        for batch in read_parquet(old, batch_size=_ROWS):
            kept = [place for place, key in enumerate(_shares_of(table, batch)) if key not in left]
            found.append(batch.take(Array(kept, DataType.uint32())).with_schema(schema))
    found += read_json(b"".join(fresh), schema, batch_size=_ROWS)
    whole = Table.from_batches(found, schema=schema).combine_chunks()
    keys = list(zip(*(whole.column(name).to_pylist() for name in _KEYS[table]), strict=True))
    order = Array(sorted(range(len(keys)), key=keys.__getitem__), DataType.uint32())
    out = io.BytesIO()
    write_parquet(
        Table.from_batches([batch.take(order) for batch in whole.to_batches()], schema=schema),
        out, compression="zstd(3)", key_value_metadata=_TOLD, max_row_group_size=_ROWS,
    )  # fmt: skip
    return [out.getvalue()]


def _shares_of(table: str, batch: "RecordBatch") -> list[str]:
    """Of each row the key of the share from which it came."""
    columns = [list(batch.column(name).to_pylist()) for name in _KEYS[table]]
    return columns[0] if table != "counts" else [f"/counts/{kind}/{name}" for kind, name in zip(*columns, strict=True)]


def entries_parquet(old: bytes | None, gone: Iterable[str], fresh: Iterable[bytes]) -> list[bytes]:
    """A year of `entries`: the same rows give the same bytes with the same version of the library."""
    return _renewed("entries", old, gone, fresh)


def sources_parquet(old: bytes | None, gone: Iterable[str], fresh: Iterable[bytes]) -> list[bytes]:
    """A year of `sources`, likewise."""
    return _renewed("sources", old, gone, fresh)


def counts_parquet(old: bytes | None, gone: Iterable[str], fresh: Iterable[bytes]) -> list[bytes]:
    """The counts of all stories and digests, likewise."""
    return _renewed("counts", old, gone, fresh)
