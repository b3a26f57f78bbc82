"""The whole collection as one SQLite database with full-text search, made in memory."""

import sqlite3
from collections.abc import Callable, Iterable

from newsdesk.collection import Collection
from newsdesk.interface import Words
from newsdesk.problems import Refusal
from newsdesk.views.data.sqlite import entries, registers
from newsdesk.views.data.sqlite.values import Row
from newsdesk.views.setting.page import File, environment

TABLES: dict[str, Callable[[Collection], Iterable[Row]]] = {
    "meta": registers.meta,
    "digests": registers.digests,
    "outlets": registers.outlets,
    "designations": registers.designations,
    "people": registers.people,
    "places": registers.places,
    "names": registers.names,
    "stories": registers.stories,
    "topics": registers.topics,
    "entries": entries.rows,
    "sources": entries.sources,
    "citations": entries.citations,
    "references": entries.references,
    "corrections": entries.corrections,
    "entry_stories": entries.pairs("stories"),
    "entry_topics": entries.pairs("topics"),
    "entry_countries": entries.pairs("countries"),
    "story_places": registers.story_places,
    "accounts": registers.accounts,
}


def collection_sqlite(collection: Collection) -> File:
    """`collection.sqlite`: the same collection gives the same bytes with the same version of SQLite."""
    words = collection.words
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        # The page size is part of the bytes; nothing is ever rolled back.
        connection.executescript(
            "PRAGMA page_size = 4096; PRAGMA journal_mode = OFF;" + script(words, "collection.sql")
        )
        connection.execute("BEGIN")
        for table, rows in TABLES.items():
            _fill(connection, table, rows(collection))
        connection.execute("COMMIT")
        connection.executescript(script(words, "collection-index.sql") + "VACUUM;")
        return File("data/collection.sqlite", connection.serialize())
    except sqlite3.OperationalError as error:
        if "no such module" not in str(error):
            raise
        raise Refusal(
            "The SQLite of this Python has no full-text search (FTS5), which collection.sqlite needs."
            " Use a Python from python.org, your system or uv."
        ) from None
    finally:
        connection.close()


def script(words: Words, name: str) -> str:
    """The SQL of a packaged file."""
    return environment(words).get_template(name).render()


def _fill(connection: sqlite3.Connection, table: str, rows: Iterable[Row]) -> None:
    width = len(connection.execute(f'PRAGMA table_info("{table}")').fetchall())
    # Terms and dates are subclasses or have a form of their own: SQLite takes texts and numbers only.
    connection.executemany(f'INSERT INTO "{table}" VALUES ({", ".join("?" * width)})', rows)
