"""What views have made once for many pages, kept out of memory until one of them asks for it again."""

import os
import pickle
import tempfile
import weakref
from array import array
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any

# How many of those that were asked for lately are in memory: pages of neighbours ask for the same ones.
_LATELY = 1024
# How many bytes wait until they are written at once.
_ROOM = 1 << 16


class Aside:
    """Texts, and records of texts, in a file that has no name; each process that was forked has one of its own.

    What a process had put there before it was forked, the forked one can still get. Most of it is about an entry: for
    each of ten kinds of it an entry takes a number in a column, and not a key, a number and a place in a table, which
    together are as large as a short text.
    """

    def __init__(self, folder: Path, names: Iterable[str] = ()) -> None:
        """`folder` is where the file lies, on the disk of the site: what lies in `/tmp` may be in memory.

        `names` are those of the entries, of which keys may have one in the second place.
        """
        self.folder = folder
        self._process, self._written, self._waits = 0, 0, bytearray()
        self._files: list[IO[bytes]] = []
        self._ends = array("Q", [0])
        self._of = array("B")
        self._places = {name: place for place, name in enumerate(names)}
        self._columns: dict[tuple[Any, ...], array[int]] = {}
        self._others: dict[tuple[Any, ...], int] = {}
        self._lately: dict[tuple[Any, ...], Any] = {}

    def put(self, key: tuple[Any, ...], made: object, *, for_later: bool = False) -> None:
        """Keep something, which is never changed, by its key; with `for_later` nobody asks for it soon."""
        content = pickle.dumps(made, pickle.HIGHEST_PROTOCOL)
        if self._process != os.getpid():
            self._open()
        self._waits += content
        self._ends.append(self._ends[-1] + len(content))
        self._of.append(len(self._files) - 1)
        if len(self._waits) > _ROOM:
            self._write()
        self._number(key, len(self._of))
        if not for_later:
            self._note(key, made)

    def get(self, key: tuple[Any, ...]) -> Any:
        """What was kept by this key, as it was; None where nothing was."""
        found = self._lately.get(key)
        if found is None and (number := self._numbered(key)):
            found = pickle.loads(self._read(number - 1))
            self._note(key, found)
        return found

    def _note(self, key: tuple[Any, ...], made: object) -> None:
        if len(self._lately) >= _LATELY:
            self._lately.clear()
        self._lately[key] = made

    def _numbered(self, key: tuple[Any, ...]) -> int:
        """The number of what was kept by a key, counted from 1; 0 where nothing was."""
        place = self._places.get(key[1]) if len(key) > 1 else None
        if place is None:
            return self._others.get(key, 0)
        column = self._columns.get((key[0], *key[2:]))
        return column[place] if column else 0

    def _number(self, key: tuple[Any, ...], number: int) -> None:
        place = self._places.get(key[1]) if len(key) > 1 else None
        if place is None:
            self._others[key] = number
            return
        kind = (key[0], *key[2:])
        if kind not in self._columns:
            self._columns[kind] = array("I", bytes(array("I").itemsize * len(self._places)))
        self._columns[kind][place] = number

    def _read(self, number: int) -> bytes:
        start, end = self._ends[number], self._ends[number + 1]
        if start >= self._written:
            return bytes(self._waits[start - self._written : end - self._written])
        return os.pread(self._files[self._of[number]].fileno(), end - start, start)

    def _write(self) -> None:
        # In the file of a forked process the place below is left empty, which takes no room on the disk.
        if os.pwrite(self._files[-1].fileno(), self._waits, self._written) != len(self._waits):
            raise OSError(f"{self.folder} has no room for what is made once.")
        self._written += len(self._waits)
        self._waits.clear()

    def _open(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        file: IO[bytes] = tempfile.TemporaryFile(dir=self.folder, buffering=0)  # noqa: SIM115 (lives with us)
        weakref.finalize(self, file.close)
        self._files.append(file)
        self._process = os.getpid()
        # What waited to be written when the process was forked is written by each of both for itself.
        number = len(self._of)
        while number and self._ends[number - 1] >= self._written:
            number -= 1
            self._of[number] = len(self._files) - 1
