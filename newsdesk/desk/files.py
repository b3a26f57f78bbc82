"""What the desk keeps beside the collection, for this machine alone: who has it open, and notes of its pages."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from newsdesk.interface import languages
from newsdesk.load import read_ordinary
from newsdesk.problems import Refusal
from newsdesk.store.files import put

# Which language somebody has chosen here; no tag is longer.
_LANGUAGE, _LONGEST_TAG = "language", 35
_IGNORED = "# The desk's own: nothing here is published.\n*\n"


@dataclass(frozen=True, slots=True)
class Desks:
    """The folder `.desk/`, made when something is put into it."""

    folder: Path

    def need(self) -> Path:
        """The folder; it keeps itself out of git."""
        self.folder.mkdir(exist_ok=True)
        ignore = self.folder / ".gitignore"
        if not ignore.exists():
            ignore.write_text(_IGNORED, "utf-8")
        return self.folder

    @property
    def language(self) -> str | None:
        """The language that somebody has chosen at this desk, a tag of ours; None where nobody has."""
        with suppress(OSError, UnicodeDecodeError):
            tag = read_ordinary(self.folder / _LANGUAGE, _LONGEST_TAG).decode().strip()
            return tag if tag in languages() else None
        return None

    def choose(self, tag: str) -> None:
        """Keep the choice of a language for whoever works here, whatever the language of the site is."""
        put(self.need() / _LANGUAGE, f"{tag}\n".encode())

    @contextmanager
    def opened(self, address: str) -> Iterator[None]:
        """Be the only desk on a collection; Refusal, with the other's address, where one is open.

        The system gives the lock back when a process ends, however it ends: what is left of a desk that was killed
        stops nobody.
        """
        path = self.need() / "open"
        # It holds the token: another user of this machine does not read it.
        path.touch(0o600)
        path.chmod(0o600)
        with path.open("a+", encoding="utf-8") as file:
            try:
                _hold(file.fileno())
            except BlockingIOError:
                file.seek(0)
                other = file.read().strip()
                raise Refusal(
                    f"Another desk has this collection open{f': {other}' if other else ''}."
                    " Work there, or stop it first: two would not see what the other is typing."
                ) from None
            file.truncate(0)
            file.write(address)
            file.flush()
            try:
                yield
            finally:
                os.truncate(path, 0)


def _hold(file: int) -> None:
    """Take the lock of a file; BlockingIOError where another process has it."""
    with suppress(ImportError):  # Windows
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
