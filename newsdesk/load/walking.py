"""Finds all files below a folder, and reads those that are not known to be what they were."""

import os
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from newsdesk.load.ordinary import Stamp, blob_of, digest_of, kind_of_mode, limit_of, printable, read_up_to, stamped
from newsdesk.problems import Refusal

# What may be read of all that lies there.
_READ = (".yaml", ".txt", ".md")


class Unread:
    """Bytes of a file that need not be read to be known by their digest: they are read when somebody asks for them."""

    __slots__ = ("_limit", "_path", "blob", "digest")

    def __init__(self, path: str, limit: int, digest: str, blob: str) -> None:
        self._path, self._limit, self.digest, self.blob = path, limit, digest, blob

    def read(self) -> bytes:
        """These bytes; Refusal where they are not what they were, as what was found out of them would not be true."""
        with suppress(OSError):
            raw = read_up_to(self._path, self._limit)
            if digest_of(raw) == self.digest:
                return raw
        raise Refusal(f"{printable(self._path)} has just been changed. Run the command again.")


@dataclass(slots=True)
class File:
    """One file: the parts of its path below the folder, and its bytes or what stands against reading it."""

    parts: tuple[str, ...]
    held: bytes | Unread | None = None
    """At most one byte more than is allowed; None where it is not to be read, or cannot be."""
    error: OSError | None = None
    odd: str = ""
    """What stands there instead of an ordinary file."""
    _digest: str = ""
    _inner: str = ""

    @property
    def raw(self) -> bytes | None:
        """Its bytes, which are read now where they were not."""
        return self.held.read() if isinstance(self.held, Unread) else self.held

    @property
    def inner(self) -> str:
        """Its path below the folder."""
        if not self._inner:
            self._inner = "/".join(self.parts)
        return self._inner

    @property
    def digest(self) -> str:
        """The digest of its bytes, in hex; "" where there are none."""
        if not self._digest and self.held is not None:
            self._digest = self.held.digest if isinstance(self.held, Unread) else digest_of(self.held)
        return self._digest


# A file that was written so shortly before it was read, in nanoseconds, may be written again without a later time.
SETTLED = 2_000_000_000
Seen = dict[tuple[str, ...], tuple[Stamp, int, File]]
"""Files as they were read, with what told them from others then, and when that was."""


Look = Callable[["os.DirEntry[str]", tuple[str, ...]], File]
"""What makes a file of what stands in a folder, and of the parts of its path."""


@dataclass(slots=True)
class Known:
    """What is known of files by their paths below a folder, and what was read beside it."""

    digests: dict[str, tuple[Stamp, str, str]] = field(default_factory=dict)
    """What told each from what it was, the digest of its bytes then, and what git calls them."""
    fresh: dict[str, tuple[Stamp, str, File]] = field(default_factory=dict)
    """What told them from others before they were read, where they lie, and what was read."""

    def take(self, begun: int) -> int:
        """Know from now on what was read in a walk that began then, in nanoseconds; returns of how many files."""
        number = 0
        for inner, (stamp, path, file) in self.fresh.items():
            # What has not changed since was that when it was read, if it had not just been written either.
            if max(stamp[:2]) < begun - SETTLED and stamp == _stamp_of_itself(path) and isinstance(file.held, bytes):
                self.digests[inner] = stamp, file.digest, blob_of(file.held)
                number += 1
        self.fresh.clear()
        return number


def walk(
    folder: Path, *, is_deep: bool = True, seen: Seen | None = None, known: Known | None = None
) -> tuple[list[File], list[OSError]]:
    """Every file below a folder, sorted, and the folders that cannot be read; hidden folders are passed over.

    Without `is_deep` only those that lie in the folder itself. What stands in `seen` and is as it was then is not read
    again; what is read is put there. Of what is as it was in `known` the bytes are read when somebody asks for them.

    Linked folders, which may lead round in a circle, count as files, and so do those that are named like one.
    """
    faults: list[OSError] = []
    look: Look = partial(_unread, known) if known is not None else _file
    if seen is not None:
        look = partial(_seen, seen)
    found = list(_below(str(folder), (), faults, look, is_deep=is_deep))
    found.sort(key=lambda file: file.parts)
    for gone in (seen or {}).keys() - {file.parts for file in found}:
        del (seen or {})[gone]
    return found, faults


def _below(
    folder: str, parents: tuple[str, ...], faults: list[OSError], look: Look, *, is_deep: bool
) -> Iterator[File]:
    try:
        with os.scandir(folder) as listed:
            entries = list(listed)
    except OSError as error:
        faults.append(error)
        return
    for entry in entries:
        name = entry.name
        parts = (*parents, name)
        try:
            is_folder = entry.is_dir()
        except OSError:
            is_folder = False
        if is_folder and not name.endswith((".yaml", ".yml")) and not entry.is_symlink():
            if is_deep and not name.startswith("."):
                yield from _below(entry.path, parts, faults, look, is_deep=is_deep)
        else:
            yield look(entry, parts)


def _unread(known: Known, entry: "os.DirEntry[str]", parts: tuple[str, ...]) -> File:
    """A file that is as it was when its digest was found; else as it is."""
    inner = "/".join(parts)
    # A link says when it was made, and not when that was written to which it leads.
    is_link, stamp = entry.is_symlink(), None
    with suppress(OSError):
        stamp = None if is_link else stamped(entry.stat(follow_symlinks=False))
    if stamp and (one := known.digests.get(inner)) and one[0] == stamp:
        return File(parts, Unread(entry.path, limit_of(inner), *one[1:]), None, "", one[1], inner)
    file = _file(entry, parts)
    if stamp and file.held is not None:
        known.fresh[inner] = stamp, entry.path, file
    return file


def _seen(seen: Seen, entry: "os.DirEntry[str]", parts: tuple[str, ...]) -> File:
    """A file as it was read before, where it has not changed since; else as it is."""
    try:
        now = stamped(entry.stat())
    except OSError:
        return _file(entry, parts)
    before, at, file = seen.get(parts, ((), 0, File(parts)))
    if before == now and max(now[:2]) < at - SETTLED:
        return file
    at = time.time_ns()
    file = _file(entry, parts)
    if file.error is None:
        seen[parts] = now, at, file
    return file


def _file(entry: "os.DirEntry[str]", parts: tuple[str, ...]) -> File:
    try:
        is_plain = entry.is_file()  # asks the disk only about links
        mode = stat.S_IFREG if is_plain else os.stat(entry.path).st_mode
    except OSError:
        mode = stat.S_IFREG  # a link that leads nowhere will fail when it is read
    if stat.S_ISDIR(mode):
        return File(parts, odd="a link to a folder" if entry.is_symlink() else "a folder with the name of a file")
    if kind_of_mode(mode):
        return File(parts, odd="no ordinary file")
    name = parts[-1]
    if not name.endswith(_READ) or name.startswith("."):
        return File(parts)
    try:
        return File(parts, read_up_to(entry.path, limit_of("/".join(parts))))
    except OSError as error:
        return File(parts, error=error)


def _stamp_of_itself(path: str) -> Stamp:
    """The same of a file that is no link."""
    try:
        return stamped(os.lstat(path))
    except OSError:
        return 0, 0, 0, 0
