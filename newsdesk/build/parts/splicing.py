"""A file made of pieces of what it was and of new pieces: the old one is read once, and what was read is verified."""

import hashlib
import os
import stat
import tempfile
import weakref
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from newsdesk.load import read_ordinary

_AT_ONCE = 1 << 20
# A stretch of the old file, from and to, or something new.
Piece = tuple[int, int] | bytes | memoryview


class Unlike(Exception):
    """The old file is not what it was when it was written."""


class Spool:
    """Shares of parts, kept out of memory until the files that hold them are put together; nobody else can read it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._file: IO[bytes] | None = None
        self._size = self._written = 0

    def put(self, content: bytes) -> int:
        """Keep something; returns where it begins."""
        if self._file is None:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._file = tempfile.TemporaryFile(dir=self.folder, buffering=_AT_ONCE)  # noqa: SIM115 (lives with us)
            # Also where a build ends before these files: a `__del__` of ours could come after that of the file.
            weakref.finalize(self, self._file.close)
        at = self._size
        self._file.write(content)
        self._size += len(content)
        return at

    def flush(self) -> None:
        """Leave nothing in memory, before a process parts that only reads of it."""
        if self._file is not None and self._written < self._size:
            self._file.flush()
            self._written = self._size

    def get(self, start: int, end: int) -> bytes:
        """What was kept there."""
        if start == end or self._file is None:
            return b""
        if end > self._written:
            self.flush()
        # Not mapped: all that was ever asked for would count as memory of this process.
        return os.pread(self._file.fileno(), end - start, start)

    def close(self) -> None:
        """Forget all of it."""
        if self._file is not None:
            self._file.close()
        self._file = None


def splice(target: Path, pieces: Iterable[Piece], old: Path, length: int, digest: str) -> str:
    """Write a new file of pieces, stretches of the old one in their order among them; returns its SHA-256.

    Unlike where the old file has not the length and SHA-256 that it had: the new one is worth nothing then.
    """
    with _opened(old, length) as file, target.open("xb", buffering=0) as out:
        reader = _Reader(file)
        for piece in pieces:
            if isinstance(piece, tuple):
                reader.skip(piece[0])
                for content in reader.read(piece[1]):
                    out.write(content)
            else:
                reader.add(piece)
                out.write(piece)
        reader.skip(length)
        if reader.old.hexdigest() != digest:
            raise Unlike
        return (reader.new or reader.old).hexdigest()


@contextmanager
def _opened(path: Path, length: int) -> Iterator[IO[bytes]]:
    """An ordinary file of that length, to be read from its beginning; Unlike where there is none."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode) or status.st_size != length:
            raise Unlike
        file = path.open("rb", buffering=0)
    except OSError:
        raise Unlike from None
    with file:
        yield file


class _Reader:
    """Reads a file from its beginning to its end; as long as new and old are the same, they are hashed as one."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.at = file, 0
        self.old = hashlib.sha256()
        self.new: hashlib._Hash | None = None

    def add(self, content: bytes | memoryview) -> None:
        """Something new follows."""
        if self.new is None:
            self.new = self.old.copy()
        self.new.update(content)

    def skip(self, end: int) -> None:
        """Pass over what the new file does not have."""
        if end > self.at and self.new is None:
            self.new = self.old.copy()
        for content in self._pieces(end):
            self.old.update(content)

    def read(self, end: int) -> Iterator[bytes]:
        """What both have."""
        for content in self._pieces(end):
            self.old.update(content)
            if self.new is not None:
                self.new.update(content)
            yield content

    def _pieces(self, end: int) -> Iterator[bytes]:
        while self.at < end:
            try:
                content = self.file.read(min(_AT_ONCE, end - self.at))
            except OSError:
                content = b""
            if not content:
                raise Unlike
            self.at += len(content)
            yield content


def write_whole(target: Path, pieces: Iterable[bytes | memoryview]) -> str:
    """Write a file of new pieces; returns its SHA-256."""
    found = hashlib.sha256()
    with target.open("xb", buffering=_AT_ONCE) as out:
        for piece in pieces:
            found.update(piece)
            out.write(piece)
    return found.hexdigest()


def read_verified(path: Path, length: int, digest: str) -> bytes:
    """A file that is what it was; Unlike where it is not."""
    try:
        content = read_ordinary(path, length)
    except OSError:
        raise Unlike from None
    if len(content) != length or hashlib.sha256(content).hexdigest() != digest:
        raise Unlike
    return content
