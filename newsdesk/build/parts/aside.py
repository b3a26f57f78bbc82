"""What views have made once for many pages, kept out of memory until one of them asks for it again."""

import os
import pickle
import tempfile
import weakref
from array import array
from pathlib import Path
from typing import IO, Any


class Aside:
    """Texts, and records of texts, in a file that has no name; each process that was forked has one of its own.

    What a process had put there before it was forked, the forked one can still get.
    """

    def __init__(self, folder: Path) -> None:
        """`folder` is where the file lies, on the disk of the site: what lies in `/tmp` may be in memory."""
        self.folder = folder
        self._process = 0
        self._files: list[IO[bytes]] = []
        self._ends = array("Q", [0])
        self._of = array("B")

    def put(self, made: object) -> int:
        """Keep something, which is never changed; returns its number."""
        content = pickle.dumps(made, pickle.HIGHEST_PROTOCOL)
        start = self._ends[-1]
        if self._process != os.getpid():
            self._open()
        # In a new file the place below is left empty, which takes no room on the disk.
        if os.pwrite(self._files[-1].fileno(), content, start) != len(content):
            raise OSError(f"{self.folder} has no room for what is made once.")
        self._ends.append(start + len(content))
        self._of.append(len(self._files) - 1)
        return len(self._of) - 1

    def get(self, number: int) -> Any:
        """What has this number, as it was."""
        start, end = self._ends[number], self._ends[number + 1]
        return pickle.loads(os.pread(self._files[self._of[number]].fileno(), end - start, start))

    def _open(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        file: IO[bytes] = tempfile.TemporaryFile(dir=self.folder, buffering=0)  # noqa: SIM115 (lives with us)
        weakref.finalize(self, file.close)
        self._files.append(file)
        self._process = os.getpid()
