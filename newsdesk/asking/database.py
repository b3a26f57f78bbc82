"""The published database, opened to be read and nothing else: a question comes in, rows go out."""

import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

from newsdesk.interface import languages
from newsdesk.problems import Refusal

MOST = 50
"""The most rows that one answer has; what is left out is counted."""
# What one question may take, in steps of the database: a few seconds, whatever is asked.
_STEPS = 50_000_000
_EVERY = 100_000
_WORD = re.compile(r"\w+")
_NEEDED = frozenset("meta entries sources stories questions accounts outlets people names offices entries_fts".split())

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

    @cached_property
    def languages(self) -> list[str]:
        """The codes of the languages of the entries and of the interface, in which words may stand."""
        own = [row["language"] for row in self.rows("SELECT DISTINCT language FROM entries ORDER BY language")]
        return list(dict.fromkeys(tag.split("-")[0].lower() for tag in ("en", *languages(), *own)))

    @cached_property
    def vocabulary(self) -> list[str]:
        """The words of the full-text index, but for those of private persons' names, the commonest first."""
        private = " ".join(
            row["name"] for row in self.rows("SELECT name FROM sources WHERE person IS NULL AND outlet IS NULL")
        )
        hidden = {word.casefold() for word in _WORD.findall(private) if not word.islower()}
        found = self.rows("SELECT term FROM temp.vocabulary WHERE length(term) > 3 ORDER BY doc DESC, term")
        return [row["term"] for row in found if row["term"] not in hidden]


@contextmanager
def opened(path: Path) -> Iterator[Database]:
    """Open a database; Refusal where it is none of ours."""
    if not path.is_file():
        raise Refusal(f"{path} is not there. Build the site first, or name another file with --database.")
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
    try:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        if not tables >= _NEEDED:
            raise Refusal(
                f"{path} is no collection.sqlite of this program: {', '.join(sorted(_NEEDED - tables))} missing."
            )
        columns = {name for _, name, *_ in connection.execute("PRAGMA table_info(stories)")}
        if "notices" not in columns:
            raise Refusal(
                f"{path} was made by an older version of this program, without notices. Build the site again."
            )
        # Of what is there already, and gone with this connection.
        connection.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab (main, entries_fts, row)")
        connection.execute("PRAGMA query_only = ON")
        yield Database(connection)
    except sqlite3.DatabaseError as error:
        raise Refusal(f"{path} cannot be read: {error}. Build the site again.") from error
    finally:
        connection.close()
