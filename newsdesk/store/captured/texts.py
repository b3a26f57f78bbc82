"""Captured texts of articles and cited pages, as they lie in the folder `captures`."""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from newsdesk.load import read_ordinary, reason, shown_path
from newsdesk.problems import Problem, Refusal, Severity, UsageError

MAX_TEXT = 5 * 1024 * 1024


class Captures(Mapping[str, str]):
    """Captured texts by the id of their entry, each read when it is asked for.

    One that cannot be read is as if it were not there; `faults` says why, by the id of the entry.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: dict[str, str] = {}
        self._names: frozenset[str] = frozenset()
        with suppress(OSError):
            self._names = frozenset(name.removesuffix(".txt") for name in os.listdir(folder) if name.endswith(".txt"))

    def without(self, names: Iterable[str]) -> "Captures":
        """The same without some of them."""
        found = Captures(self.folder)
        found._names -= frozenset(names)
        return found

    def __getitem__(self, name: str) -> str:
        if name not in self._names:
            raise KeyError(name)
        try:
            return read_text(self.folder / f"{name}.txt")
        except Refusal as refusal:
            self.faults[name] = str(refusal)
            self._names -= {name}
            raise KeyError(name) from None

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._names))

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._names


def unread(captures: Captures, root: Path) -> Iterator[Problem]:
    """Captured texts that could not be read while entries were checked, in order."""
    for name, why in sorted(captures.faults.items()):
        shown = shown_path(captures.folder / f"{name}.txt", root)
        message = why.replace(str(captures.folder / f"{name}.txt"), "This text", 1)
        hint = "The entry was checked without it."
        yield Problem(shown, 1, 1, "unreadable-capture", message, hint, Severity.WARNING)


def read_text(path: Path) -> str:
    """The text of a file in UTF-8; refused where it is none, has no words to speak of, or is too long."""
    try:
        raw = read_ordinary(path, MAX_TEXT)
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {reason(error)}.") from None
    if len(raw) > MAX_TEXT:
        raise Refusal(f"{path} has more than {MAX_TEXT:,} bytes: keep only the article's own text.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refusal(f"{path} is not UTF-8 (byte {error.start + 1}): save it as UTF-8.") from None
