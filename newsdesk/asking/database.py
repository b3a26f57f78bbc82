"""The published database, opened to be read and nothing else: a question comes in, rows go out."""

import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from newsdesk.problems import Refusal, closest

MOST = 50
"""The most rows that one answer has; what is left out is counted."""
# What one question may take, in steps of the database: a few seconds, whatever is asked.
_STEPS = 50_000_000
_EVERY = 100_000
_WORD = re.compile(r"\w+")
_NEEDED = frozenset(("meta", "entries", "sources", "stories", "accounts", "outlets", "people", "names", "entries_fts"))

Row = dict[str, Any]


class NotFound(ValueError):
    """What is asked for is not in the collection; the message says what comes close."""


class Database:
    """The tables of `collection.sqlite`, read only."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        connection.row_factory = sqlite3.Row
        self._connection = connection
        self.meta: Mapping[str, str] = {row["name"]: row["value"] for row in self.rows("SELECT name, value FROM meta")}

    def rows(self, query: str, values: Sequence[Any] = ()) -> list[Row]:
        """All rows of a query; what takes too long is stopped."""
        left = [_STEPS // _EVERY]

        def tick() -> int:
            left[0] -= 1
            return int(left[0] <= 0)

        self._connection.set_progress_handler(tick, _EVERY)
        try:
            return [dict(row) for row in self._connection.execute(query, values)]
        except sqlite3.OperationalError as error:
            if "interrupted" in str(error):
                raise NotFound("This takes too long: ask for less, such as one story or a few weeks.") from None
            raise
        finally:
            self._connection.set_progress_handler(None, 0)

    def one(self, table: str, name: str) -> Row:
        """The record with an id; NotFound with what comes close."""
        found = self.rows(f'SELECT * FROM "{table}" WHERE id = ?', [name])
        if found:
            return found[0]
        known = [row["id"] for row in self.rows(f'SELECT id FROM "{table}"')]
        near = closest(name, known)
        raise NotFound(f'There is no "{name}" in {table}.' + (f' Did you mean "{near}"?' if near else ""))

    def named(self, column: str, table: str, name: str) -> Row:
        """The person or outlet with an id, or with a name in any registered spelling."""
        if found := self.rows(f'SELECT * FROM "{table}" WHERE id = ?', [name]):
            return found[0]
        spelt = " ".join(name.split())
        spellings = self.rows(f"SELECT spelling, {column} FROM names WHERE {column} IS NOT NULL")
        ids = {row[column] for row in spellings if row["spelling"].casefold() == spelt.casefold()}
        if len(ids) == 1:
            return self.one(table, ids.pop())
        if ids:
            raise NotFound(f'"{spelt}" may be {", ".join(sorted(ids))}: ask with one of these ids.')
        known = {row["spelling"]: row[column] for row in spellings}
        near = closest(spelt, [*known, *known.values()])
        raise NotFound(
            f'There is no "{spelt}" in {table}.'
            + (f' Did you mean "{near}" ({known.get(near, near)})?' if near else "")
            + " Private persons have no record; `search` finds the entries that name them."
        )


@contextmanager
def opened(path: Path) -> Iterator[Database]:
    """Open a database; Refusal where it is none of ours."""
    if not path.is_file():
        raise Refusal(f"{path} is not there. Build the site first, or name another file with --database.")
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
    try:
        connection.execute("PRAGMA query_only = ON")
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        if not tables >= _NEEDED:
            raise Refusal(
                f"{path} is no collection.sqlite of this program: {', '.join(sorted(_NEEDED - tables))} missing."
            )
        yield Database(connection)
    except sqlite3.DatabaseError as error:
        raise Refusal(f"{path} cannot be read: {error}. Build the site again.") from error
    finally:
        connection.close()


def words_of_query(text: str) -> str:
    """Words as the full-text index takes them: every one has to be there, as a beginning; signs mean nothing."""
    return " ".join(f'"{word}"*' for word in _WORD.findall(text)[:20])
