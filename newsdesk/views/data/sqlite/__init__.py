"""The whole collection as one SQLite database with full-text search."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import islice
from typing import Any

from pydantic_core import from_json, to_json

from newsdesk.collection import Collection
from newsdesk.interface import words_of
from newsdesk.model import Entry
from newsdesk.problems import Refusal
from newsdesk.views.data.sqlite import entries, registers
from newsdesk.views.data.sqlite.registers import REGISTERS, disputes_of
from newsdesk.views.data.sqlite.values import Tables
from newsdesk.views.setting.page import environment

__all__ = [
    "REGISTERS",
    "TABLES",
    "collection_sqlite",
    "disputes_of",
    "rows_of_counts",
    "rows_of_entry",
    "rows_of_register",
    "script",
]

# The order of the rows of each table. Rows of one record stay in the order in which they were put in.
TABLES = {
    "meta": "rowid",
    "digests": "week",
    "outlets": "id",
    "designations": "outlet, position",
    "people": "id",
    "places": "id",
    "names": "person IS NULL, person, outlet IS NULL, outlet, place, rowid",
    "offices": "person, rowid",
    "stories": "id",
    "topics": "id",
    "entries": "id",
    "sources": "entry, position",
    "citations": "entry, rowid",
    "references": "entry IS NULL, entry, kind = 'digest', kind, record, rowid",
    "replies": "entry, position",
    "corrections": "entry IS NULL, entry, subject, record, position",
    "entry_stories": "entry, rowid",
    "entry_topics": "entry, rowid",
    "entry_countries": "entry, rowid",
    "story_places": "story, rowid",
    "questions": "story, position",
    "accounts": "story, question_position, position",
    "counts": "kind, record",
}
# Which rows of the tables that several records share are those of a register.
_OF_REGISTER = {
    "names": {"people": "person IS NOT NULL", "outlets": "outlet IS NOT NULL", "places": "place IS NOT NULL"},
    "references": {
        "outlets": "kind = 'outlet'", "people": "kind = 'person'", "stories": "kind = 'story'",
        "digests": "kind = 'digest'",
    },
    "corrections": {
        "outlets": "subject = 'outlet'", "people": "subject = 'person'", "stories": "subject = 'story'",
        "digests": "subject = 'digest'", "places": "subject = 'place'",
    },
}  # fmt: skip
_OF_ENTRIES = (
    "sources",
    "citations",
    "references",
    "replies",
    "corrections",
    "entry_stories",
    "entry_topics",
    "entry_countries",
)
# How many records are put in at once.
_BATCH = 500
# Where the header of a database counts how often it was changed, and says by which version of SQLite: nobody knows
# that of one that was made in memory.
_COUNTED = (slice(24, 28), slice(92, 100))


def rows_of_entry(collection: Collection, entry: Entry) -> bytes:
    """All rows of an entry, for `collection_sqlite`."""
    return to_json(entries.of_entry(collection, entry))


def rows_of_register(collection: Collection, name: str) -> bytes:
    """All rows of one of the REGISTERS, for `collection_sqlite`."""
    return to_json(registers.of_register(collection, name))


def rows_of_counts(kind: str, name: str, counts: dict[str, int], more: Tables | None) -> bytes:
    """The rows that count what a `story` or a `digest` holds, and more about it, for `collection_sqlite`."""
    return to_json({"counts": [(kind, name, *counts.values())], **(more or {})})


def collection_sqlite(old: bytes | None, gone: Iterable[str], fresh: Iterable[bytes]) -> list[memoryview]:
    """`collection.sqlite`, in pieces: the same rows give the same bytes with the same version of SQLite.

    They come from the database as it was, but for those of the ids of entries and of the `/registers` that are gone,
    and from fresh rows.
    """
    # A name of no letters is a database that SQLite lays aside on the disk where it has no room in its cache.
    with closing(sqlite3.connect("", isolation_level=None)) as connection, _with_search():
        # The page size is part of the bytes: smaller or larger pages leave more room unused. Nothing is rolled back.
        connection.executescript("PRAGMA page_size = 8192; PRAGMA journal_mode = OFF;" + script("collection.sql"))
        connection.execute("ATTACH ? AS stage", ("" if old is None else ":memory:",))
        connection.execute("PRAGMA stage.journal_mode = OFF")
        if old is None:
            for table in TABLES:
                connection.execute(f'CREATE TABLE stage."{table}" AS SELECT * FROM main."{table}"')
        else:
            connection.deserialize(old, name="stage")
            _forget(connection, list(gone))
        _put(connection, fresh)
        connection.execute("BEGIN")
        for table, order in TABLES.items():
            connection.execute(f'INSERT INTO main."{table}" SELECT * FROM stage."{table}" ORDER BY {order}')
        connection.execute("COMMIT")
        connection.execute("DETACH stage")
        connection.executescript(script("collection-index.sql"))
        if connection.execute("PRAGMA freelist_count").fetchone() != (0,):
            connection.execute("VACUUM")
        return _as_in_memory(connection.serialize())


def _as_in_memory(made: bytes) -> list[memoryview]:
    """A database, in pieces, as it would be if it had been made in memory."""
    view, pieces, at = memoryview(made), list[memoryview](), 0
    for counted in _COUNTED:
        pieces += view[at : counted.start], memoryview(bytes(counted.stop - counted.start))
        at = counted.stop
    return [*pieces, view[at:]]


@contextmanager
def _with_search() -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN):
            raise Refusal(
                "collection.sqlite needs room on the disk where SQLite lays aside what does not fit into memory."
                " SQLITE_TMPDIR names another folder for it."
            ) from None
        if "no such module" not in str(error):
            raise
        raise Refusal(
            "The SQLite of this Python has no full-text search (FTS5), which collection.sqlite needs."
            " Use a Python from python.org, your system or uv."
        ) from None


def script(name: str) -> str:
    """The SQL of a packaged file, which is the same in every language."""
    return environment(words_of("en")).get_template(name).render()


def _forget(connection: sqlite3.Connection, gone: list[str]) -> None:
    """Remove the rows of some records."""
    ids = [key for key in gone if not key.startswith("/")]
    if ids:
        connection.execute("CREATE TEMP TABLE gone (id TEXT PRIMARY KEY)")
        connection.executemany("INSERT INTO gone VALUES (?)", [(id,) for id in ids])
        connection.execute("DELETE FROM stage.entries WHERE id IN (SELECT id FROM gone)")
        for table in _OF_ENTRIES:
            connection.execute(f'DELETE FROM stage."{table}" WHERE entry IN (SELECT id FROM gone)')
    for key in gone:
        name = key.removeprefix("/")
        if name.startswith("counts/"):
            kind, record = name.split("/")[1:]
            connection.execute("DELETE FROM stage.counts WHERE kind = ? AND record = ?", (kind, record))
            for table in ("questions", "accounts") if kind == "story" else ():
                connection.execute(f'DELETE FROM stage."{table}" WHERE story = ?', (record,))
        for table in REGISTERS.get(name, ()) if name != key else ():
            where = _OF_REGISTER.get(table, {}).get(name, "1")
            connection.execute(f'DELETE FROM stage."{table}" WHERE {where}')


def _put(connection: sqlite3.Connection, fresh: Iterable[bytes]) -> None:
    widths = {table: len(connection.execute(f'PRAGMA table_info("{table}")').fetchall()) for table in TABLES}
    rest = iter(fresh)
    connection.execute("BEGIN")
    while batch := list(islice(rest, _BATCH)):
        rows: defaultdict[str, list[Any]] = defaultdict(list)
        for found in map(from_json, batch):
            for table, held in found.items():
                rows[table] += held
        for table, held in rows.items():
            marks = ", ".join("?" * widths[table])
            connection.executemany(f'INSERT INTO stage."{table}" VALUES ({marks})', held)
    connection.execute("COMMIT")
