"""The tables as Parquet, the long ones by year: rows of JSON come in, files that DuckDB and Spark read go out."""

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
# Origins follow from entries, but from all of a group at once: no query of a reader would find them.
_TABLES = tables.TABLES | {
    "counts": tables.Table(("kind", "record", "entries", "outlets", "origins"), ("kind", "record"), "story or digest")
}
# Those of which there is one file, and not one a year.
WHOLE = ("questions", "accounts", "outlets")
# What whoever opens a single file has to know first; of several the library changes the order from run to run.
_TOLD = {"about": f"Show the notices of a row before anything else of it. Licence: {LICENCE_URL}"}
_TYPED = tables.DAYS | tables.NUMBERS | tables.REALS | tables.LISTS
# A file is read and written in pieces of so many rows, which is one for a year of most collections.
_ROWS = 1 << 20


def years(collection: Collection) -> list[str]:
    """The years of the weeks that have entries, in order: an entry never leaves its week."""
    return sorted({week[:4] for week, entries in collection.by_week.items() if entries})


def path_of(table: str, year: str) -> str:
    """Where a year of a table lies below the site, in folders that engines take for a column `year`."""
    return f"{FOLDER}/{table}/year={year}/{table}.parquet"


def path_of_whole(table: str) -> str:
    """Where one of the WHOLE tables lies below the site."""
    return f"{FOLDER}/{table}/{table}.parquet"


def correction_years(collection: Collection) -> list[str]:
    """The years from the first correction of the collection to the last one: a correction stays in that of its day."""
    found = collection.corrections
    if not found:
        return []
    first, last = found[-1].correction.date.year, found[0].correction.date.year
    return [str(year) for year in range(first, last + 1)]


def wholes(collection: Collection) -> Iterator[Renewed]:
    """All files."""
    for year in years(collection):
        yield Renewed(path_of("entries", year), entries_parquet)
        yield Renewed(path_of("sources", year), sources_parquet)
    for year in correction_years(collection):
        yield Renewed(path_of("corrections", year), corrections_parquet)
    yield Renewed(path_of_whole("questions"), questions_parquet)
    yield Renewed(path_of_whole("accounts"), accounts_parquet)
    yield Renewed(path_of_whole("outlets"), outlets_parquet)
    yield Renewed(COUNTS, counts_parquet)


def corrections(values: Iterable[tuple[Any, ...]]) -> dict[str, bytes]:
    """What corrections of a record add to the files of their years."""
    at, found = _TABLES["corrections"].columns.index("corrected_on"), dict[str, list[tuple[Any, ...]]]()
    for row in values:
        found.setdefault(path_of("corrections", str(row[at].year)), []).append(row)
    return {path: lines("corrections", held) for path, held in found.items()}


def rows(collection: Collection, entry: Entry) -> dict[str, bytes]:
    """What an entry adds to the files of its year: its rows as lines of JSON."""
    year = entry.week[:4]
    return {
        path_of("entries", year): lines("entries", [tables.entry_values(collection, entry)]),
        path_of("sources", year): lines("sources", tables.source_values(collection, entry)),
    }


def row_of_counts(kind: str, record: str, counts: dict[str, int]) -> bytes:
    """The row that says how much there is of a story or a digest."""
    return lines("counts", [(kind, record, *counts.values())])


def lines(table: str, values: Iterable[tuple[Any, ...]]) -> bytes:
    """Rows of a table as lines of JSON."""
    known = [(name, name in _TYPED) for name in _TABLES[table].columns]
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
    kinds = {
        tables.LISTS: texts,
        tables.DAYS: DataType.date32(),
        tables.NUMBERS: DataType.int32(),
        tables.REALS: DataType.float64(),
    }
    fields = []
    for name in _TABLES[table].columns:
        kind = next((kind for names, kind in kinds.items() if name in names), DataType.utf8())
        fields.append(Field(name, kind, nullable=name not in _TABLES[table].keys))
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
    keys = list(zip(*(whole.column(name).to_pylist() for name in _TABLES[table].keys), strict=True))
    order = Array(sorted(range(len(keys)), key=keys.__getitem__), DataType.uint32())
    out = io.BytesIO()
    write_parquet(
        Table.from_batches([batch.take(order) for batch in whole.to_batches()], schema=schema),
        out, compression="zstd(3)", key_value_metadata=_TOLD, max_row_group_size=_ROWS,
    )  # fmt: skip
    return [out.getvalue()]


def _shares_of(table: str, batch: "RecordBatch") -> list[str]:
    """Of each row the key of the share from which it came."""
    columns = [list(batch.column(name).to_pylist()) for name in _TABLES[table].keys]
    if table == "counts":
        return [f"/counts/{kind}/{name}" for kind, name in zip(*columns, strict=True)]
    if table == "outlets":
        return ["/outlets"] * len(columns[0])
    if table == "corrections":
        return [
            str(name) if subject == "entry" else _REGISTERS[subject] for subject, name, _ in zip(*columns, strict=True)
        ]
    return [f"/counts/story/{name}" for name in columns[0]] if table in WHOLE else columns[0]


_REGISTERS = {
    "digest": "/digests", "story": "/stories", "outlet": "/outlets", "person": "/people", "place": "/places"
}  # fmt: skip


def entries_parquet(old: bytes | None, gone: Iterable[str], fresh: Iterable[bytes]) -> list[bytes]:
    """A year of `entries`: the same rows give the same bytes with the same version of the library."""
    return _renewed("entries", old, gone, fresh)


def sources_parquet(old: bytes | None, gone: Iterable[str], fresh: Iterable[bytes]) -> list[bytes]:
    """A year of `sources`, likewise."""
    return _renewed("sources", old, gone, fresh)


def counts_parquet(old: bytes | None, gone: Iterable[str], fresh: Iterable[bytes]) -> list[bytes]:
    """The counts of all stories and digests, likewise."""
    return _renewed("counts", old, gone, fresh)


def questions_parquet(old: bytes | None, gone: Iterable[str], fresh: Iterable[bytes]) -> list[bytes]:
    """The questions of all stories, likewise."""
    return _renewed("questions", old, gone, fresh)


def accounts_parquet(old: bytes | None, gone: Iterable[str], fresh: Iterable[bytes]) -> list[bytes]:
    """The accounts of all questions, likewise."""
    return _renewed("accounts", old, gone, fresh)


def corrections_parquet(old: bytes | None, gone: Iterable[str], fresh: Iterable[bytes]) -> list[bytes]:
    """The corrections of a year, likewise."""
    return _renewed("corrections", old, gone, fresh)


def outlets_parquet(old: bytes | None, gone: Iterable[str], fresh: Iterable[bytes]) -> list[bytes]:
    """The outlets of the register, likewise."""
    return _renewed("outlets", old, gone, fresh)
