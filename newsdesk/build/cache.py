"""What can be made again and is kept to save the time, in one file: plain data by kind and key, as JSON.

Nothing in the file is trusted. Each row carries a digest of its kind, key and value, and what does not verify counts
as missing; a file that is damaged, or none of ours, is begun anew. A key holds the digest of whatever the value was
made from; that of the program is added here. So the file may be deleted, copied to another machine or restored by
somebody else, and the worst that comes of it is work done again.
"""

import hashlib
import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

NAME = "kept.sqlite"
_MARK = 0x6E643031
"""The number by which SQLite's header tells our file from others; another layout gets another one."""
_SIZE, _PREFIX = 16, 4
_BATCH = 500
_ROOM = 1 << 24
"""How many bytes may wait to be written."""
_PATIENCE = 5.0
"""Seconds to wait for another process that writes."""
_REFRESH, _FORGET = 4, 12
"""After how many runs that kept something a row that is still used is marked again, and an unused one goes."""
_LEFT: list[sqlite3.Connection | None] = []
"""Connections that were there when a process was forked: it must not even close them."""
_TABLE = """
CREATE TABLE IF NOT EXISTS kept (
    kind TEXT NOT NULL, key BLOB NOT NULL, seal BLOB NOT NULL, run INTEGER NOT NULL, value BLOB NOT NULL,
    PRIMARY KEY (kind, key)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS runs (number INTEGER NOT NULL);
"""


class Cache:
    """Plain data by kind and key. Use it as a context: what was put is written when the context ends.

    `program` is a digest of whatever else values depend on. Nothing here raises: where nothing can be read or
    written, nothing is kept.
    """

    def __init__(self, folder: Path, program: str) -> None:
        self._path, self._program = folder / NAME, program
        self._ours = _digest(program.encode())[:_PREFIX]
        self._database: sqlite3.Connection | None = None
        self._is_open, self._process = False, 0
        self._new: dict[tuple[str, bytes], bytes] = {}
        self._waits, self._room = 0, _ROOM
        self._aged: list[tuple[str, bytes]] = []
        self._run, self._ages = 0, True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.write()
        self.close()

    def get_many(self, kind: str, keys: Iterable[str]) -> dict[str, Any]:
        """The values of those keys that are kept."""
        found: dict[str, Any] = {}
        wanted = {self._key(key): key for key in keys}
        read = _reader(len(wanted))
        # One after the other: the JSON of a large archive need not be there beside what is made of it.
        for name, value in self._found(kind, wanted):
            with suppress(ValueError, RecursionError):
                found[name] = read(value)
        return found

    def get_plain(self, kind: str, keys: Iterable[str]) -> dict[str, bytes]:
        """The same as the JSON that is kept."""
        return dict(self._found(kind, {self._key(key): key for key in keys}))

    def _found(self, kind: str, wanted: Mapping[bytes, str]) -> Iterator[tuple[str, bytes]]:
        """What is kept of a kind, by the names of its keys; what was put last comes last."""
        for key, seal, run, value in self._rows(kind, list(wanted)):
            if not (isinstance(key, bytes) and isinstance(value, bytes) and isinstance(run, int)):
                continue
            if (name := wanted.get(key)) is None or seal != _seal(kind, key, value):
                continue
            if self._run - run >= _REFRESH:
                self._aged.append((kind, key))
            yield name, value
        for digest, name in wanted.items():
            if (fresh := self._new.get((kind, digest))) is not None:
                yield name, fresh

    def get(self, kind: str, key: str) -> Any:
        """The value of a key, or None."""
        return self.get_many(kind, [key]).get(key)

    def put_many(self, kind: str, values: Mapping[str, Any]) -> None:
        """Keep values: what JSON can hold, and comes back as JSON has it."""
        for key, value in values.items():
            self.put_plain(kind, key, plain(value))

    def put_plain(self, kind: str, key: str, value: bytes) -> None:
        """Keep a value that is JSON already, as `plain` makes it."""
        self._new[kind, self._key(key)] = value
        self._waits += len(value)
        if self._waits > self._room:
            self._relieve()

    def put(self, kind: str, key: str, value: Any) -> None:
        """Keep one value."""
        self.put_many(kind, {key: value})

    def asks_for_few(self) -> None:
        """What is kept is asked for in part alone, as of a few files: nothing else grows older by that."""
        self._ages = False

    def write(self, *, ages: bool = True) -> None:
        """Write what was put, and forget what nobody has asked for in many runs.

        With `ages` false it is no run: a process that lives on asks for nothing twice, and keeps what it has put.
        """
        ages = ages and self._ages
        new, self._new = self._new, {}
        aged, self._aged = self._aged, []
        if not new:
            return
        for again in (False, True):
            try:
                self._write(new, aged, int(ages))
                return
            except sqlite3.DatabaseError as error:
                self.close()
                if again or not _is_damaged(error):
                    return  # a full disk, a folder that takes nothing, somebody who writes for ever
                self._begin_anew()
            except OSError:
                return

    def _relieve(self) -> None:
        """Write what waits, so that it need not be in memory; where the disk takes nothing, it waits on."""
        self._waits = 0
        try:
            self._opened()
            self._write(self._new, (), 0)
            self._new.clear()
        except (sqlite3.DatabaseError, OSError):
            self.close()
            self._room *= 2

    def close(self) -> None:
        """Let go of the file."""
        if self._database is not None:
            with suppress(sqlite3.Error):
                self._database.close()
        self._database, self._is_open = None, False

    def _key(self, key: str) -> bytes:
        # Those of one program stand together: what others have kept is not even looked at.
        return self._ours + _digest(self._program.encode(), key.encode("utf-8", "surrogatepass"))

    def _rows(self, kind: str, keys: list[bytes]) -> Iterator[tuple[Any, Any, Any, Any]]:
        """The rows of some keys, and perhaps others of the kind; none where the file cannot be read."""
        try:
            if (database := self._opened()) is None:
                return
            if len(keys) > 4 * _BATCH:
                sql = "SELECT key, seal, run, value FROM kept WHERE kind = ? AND key BETWEEN ? AND ?"
                yield from database.execute(sql, (kind, self._ours, self._ours + b"\xff" * (_SIZE + 1)))
                return
            for start in range(0, len(keys), _BATCH):
                some = keys[start : start + _BATCH]
                marks = ",".join("?" * len(some))
                sql = f"SELECT key, seal, run, value FROM kept WHERE kind = ? AND key IN ({marks})"
                yield from database.execute(sql, (kind, *some))
        except (sqlite3.DatabaseError, OSError, TypeError, ValueError) as error:
            self.close()
            if isinstance(error, sqlite3.DatabaseError) and _is_damaged(error):
                self._begin_anew()

    def _opened(self) -> sqlite3.Connection | None:
        """The file, opened to read; None where there is none."""
        if self._is_open and self._process != os.getpid():
            # A connection stays with the process that has opened it: this one was forked.
            _LEFT.append(self._database)
            self._database, self._is_open = None, False
        if not self._is_open:
            self._is_open, self._process = True, os.getpid()
            if self._path.is_file():
                self._database = _connected(self._path)
                self._database.execute("BEGIN")  # both marks are of one moment
                mark, run = _marks(self._database)
                self._database.execute("COMMIT")
                if mark == 0:  # another process is just about to fill it
                    self.close()
                    self._is_open = True
                elif mark != _MARK:
                    self.close()
                    self._begin_anew()
                self._run = run
        return self._database

    def _write(self, new: Mapping[tuple[str, bytes], bytes], aged: Iterable[tuple[str, bytes]], step: int) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        if self._database is None:
            if self._path.exists() and not self._path.is_file():
                return
            self._database = _connected(self._path)
        database = self._database
        with _transaction(database):
            mark, run = _marks(database)
            if mark == 0:
                for statement in _TABLE.split(";"):
                    database.execute(statement)
                database.execute("INSERT INTO runs VALUES (0)")
                database.execute(f"PRAGMA user_version = {_MARK}")
            elif mark != _MARK:
                raise sqlite3.DatabaseError("file is not a database of ours")
            run += step
            database.execute("UPDATE runs SET number = ?", (run,))
            rows = ((kind, key, _seal(kind, key, value), run, value) for (kind, key), value in new.items())
            database.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?, ?)", rows)
            again = [(run, kind, key) for kind, key in aged]
            database.executemany("UPDATE kept SET run = ? WHERE kind = ? AND key = ?", again)
            if step:  # it reads all that is kept
                database.execute("DELETE FROM kept WHERE run < ?", (run - _FORGET,))

    def _begin_anew(self) -> None:
        """Remove what is damaged, with whatever SQLite has laid beside it."""
        self._is_open = True
        # The file last: else another process could take the journal of this one for that of the one it begins.
        for name in (f"{NAME}-journal", f"{NAME}-wal", f"{NAME}-shm", NAME):
            with suppress(OSError):
                (self._path.parent / name).unlink()


def read_plain(value: bytes) -> Any:
    """What `plain` has made, of much of it sooner than the standard library reads it."""
    return _reader(_BATCH)(value)


def _reader(count: int) -> Callable[[bytes], Any]:
    """What reads so many values: of many what pydantic brings, in two thirds of the time."""
    if count < _BATCH:
        return json.loads
    from pydantic_core import from_json

    def read(value: bytes) -> Any:
        try:
            return from_json(value)
        except ValueError:  # half a character, as `plain` keeps it
            return json.loads(value)

    return read


def plain(value: Any) -> bytes:
    """A value as it is kept: what JSON can hold."""
    # Imported here: what is only read needs nothing of it. It takes a quarter of the time.
    from pydantic_core import PydanticSerializationError, to_json

    try:
        return to_json(value)
    except PydanticSerializationError:  # half a character, as a name of a file may have it
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _connected(path: Path) -> sqlite3.Connection:
    # Whoever lives on asks from several threads, one after the other.
    database = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
    try:
        # What a power cut takes is made again: no waiting for the disk.
        database.execute("PRAGMA synchronous = OFF")
        database.execute("PRAGMA mmap_size = 0")
        database.execute("PRAGMA cache_size = -16000")
    except sqlite3.Error:
        database.close()
        raise
    return database


def _marks(database: sqlite3.Connection) -> tuple[int, int]:
    """The number in the header, and that of the last run that kept something."""
    mark = int(database.execute("PRAGMA user_version").fetchone()[0])
    if mark != _MARK:
        is_empty = database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
        return (0 if is_empty and mark == 0 else -1), 0
    return mark, int((database.execute("SELECT max(number) FROM runs").fetchone() or [0])[0] or 0)


@contextmanager
def _transaction(database: sqlite3.Connection) -> Iterator[None]:
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
        database.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            database.execute("ROLLBACK")
        raise


def _is_damaged(error: sqlite3.DatabaseError) -> bool:
    """Whether it is the file that is at fault, and not the disk or another process."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:  # raised by ourselves, or by the module
        return not isinstance(error, sqlite3.OperationalError)
    return code & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)


def _digest(*parts: bytes) -> bytes:
    # With their lengths before them, so that no part can pass for two.
    lengths = " ".join(map(str, map(len, parts)))
    return hashlib.blake2b(b"".join((lengths.encode(), b"\n", *parts)), digest_size=_SIZE).digest()


def _seal(kind: str, key: bytes, value: bytes) -> bytes:
    return _digest(kind.encode(), key, value)
