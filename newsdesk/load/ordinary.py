"""Finds and reads files that people name or write: ordinary ones, up to a limit, and never one that waits for ever."""

import errno
import hashlib
import os
import re
import stat
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

# Windows has neither, and opens no pipe by a path of ours.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
# In bytes. Longer ones would fill the memory.
_LONGEST = 1 << 28
MAX_BYTES = 64 * 1024
# The registers of a large collection are one file each.
MAX_REGISTER_BYTES = 16 * 1024 * 1024
# Evidence of pages, one file too: about 3 kB each, of which a collection cites tens of thousands.
MAX_PAGES_BYTES = 192 * 1024 * 1024
# What may be read of all that lies there.
_READ = (".yaml", ".txt", ".md")
_KINDS = (
    (stat.S_ISDIR, "It is a folder"),
    (stat.S_ISFIFO, "It is a pipe"),
    (stat.S_ISSOCK, "It is a socket"),
    (stat.S_ISCHR, "It is a device"),
    (stat.S_ISBLK, "It is a device"),
)


def read_ordinary(path: Path | str, limit: int) -> bytes:
    """The bytes of a file, at most `limit` and one, so that the caller sees whether there is more.

    OSError, with the reason in `strerror`, where it cannot be read or is a folder, pipe, socket or device: these
    may never end, or wait for somebody to write.
    """
    _refuse(os.stat(path).st_mode, path)
    with os.fdopen(os.open(path, _FLAGS), "rb") as file:
        _refuse(os.fstat(file.fileno()).st_mode, path)  # what stands there may have changed
        return file.read(limit + 1)


def read_whole(path: Path | str) -> bytes:
    """All bytes of a file of which no smaller limit is known; OSError as above, and where it is longer than any is."""
    raw = read_ordinary(path, _LONGEST)
    if len(raw) > _LONGEST:
        raise OSError(errno.EFBIG, f"It has more than {_LONGEST:,} bytes", str(path))
    return raw


_BYTES = re.compile("[\udc80-\udcff]")


def shown_path(path: Path, root: Path) -> str:
    """The path as the editor types it: below the root without the root, with forward slashes."""
    with suppress(ValueError):
        path = path.relative_to(root)
    return printable(path.as_posix())


def printable(name: str) -> str:
    r"""The name of a file as every output takes it: of one that is not UTF-8 the other bytes are told, such as \xff."""
    if name.isascii():
        return name
    # Python has lone surrogates in their place.
    return _BYTES.sub(lambda byte: f"\\x{ord(byte[0]) - 0xDC00:02x}", name).encode("utf-8", "replace").decode()


def real(path: Path | str) -> Path:
    """Where a path leads, links followed; one that leads back to itself stays, as it is no error before it is read."""
    return Path(os.path.realpath(path))


def reason(error: OSError) -> str:
    """Why a file cannot be read, as a sentence without its full stop; the system's words where ours say no more."""
    if error.errno == errno.ENOENT and error.filename and Path(error.filename).is_symlink():
        return "It is a link that leads nowhere"
    if error.errno == errno.ELOOP:
        return "It is a link that leads back to itself"
    return error.strerror or str(error)


def kind_of_mode(mode: int) -> str:
    """What stands there instead of an ordinary file, such as `It is a pipe`; "" for an ordinary file."""
    if stat.S_ISREG(mode):
        return ""
    return next((words for is_kind, words in _KINDS if is_kind(mode)), "It is no ordinary file")


def _refuse(mode: int, path: Path | str) -> None:
    if words := kind_of_mode(mode):
        raise OSError(errno.EINVAL, words, str(path))


@dataclass(slots=True)
class File:
    """One file: the parts of its path below the folder, and its bytes or what stands against reading it."""

    parts: tuple[str, ...]
    raw: bytes | None = None
    """At most one byte more than is allowed; None where it is not to be read, or cannot be."""
    error: OSError | None = None
    odd: str = ""
    """What stands there instead of an ordinary file."""
    _digest: str = ""
    _inner: str = ""

    @property
    def inner(self) -> str:
        """Its path below the folder."""
        if not self._inner:
            self._inner = "/".join(self.parts)
        return self._inner

    @property
    def digest(self) -> str:
        """The digest of its bytes, in hex; "" where they are not read."""
        if not self._digest and self.raw is not None:
            self._digest = digest_of(self.raw)
        return self._digest


Stamp = tuple[int, int, int, int]
"""What tells a file from what it was, without reading it; zeros where there is none."""


def stamp_of(path: Path) -> Stamp:
    """When a file was written and changed, its size, and which file it is.

    The time of writing alone is not enough: a copy that comes back from elsewhere brings its own.
    """
    try:
        found = os.stat(path)
    except OSError:
        return 0, 0, 0, 0
    return stamped(found)


def stamped(found: os.stat_result) -> Stamp:
    """The same of what the system says of a file."""
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino


def digest_of(raw: bytes) -> str:
    """The digest of a file: BLAKE2b, 128 bits, in hex."""
    return hashlib.blake2b(raw, digest_size=16).hexdigest()


def limit_of(inner: str) -> int:
    """How many bytes a file may have, by its path below the folder of the collection."""
    if inner == "pages.yaml":
        return MAX_PAGES_BYTES
    return MAX_BYTES if "/" in inner and inner.endswith(".yaml") else MAX_REGISTER_BYTES


Seen = dict[tuple[str, ...], tuple[Stamp, int, File]]
"""Files as they were read, with what told them from others then, and when that was."""
# A file that was written so shortly before it was read, in nanoseconds, may be written again without a later time.
SETTLED = 2_000_000_000


def walk(folder: Path, *, is_deep: bool = True, seen: Seen | None = None) -> tuple[list[File], list[OSError]]:
    """Every file below a folder, sorted, and the folders that cannot be read; hidden folders are passed over.

    Without `is_deep` only those that lie in the folder itself. What stands in `seen` and is as it was then is not read
    again; what is read is put there.

    Linked folders, which may lead round in a circle, count as files, and so do those that are named like one.
    """
    faults: list[OSError] = []
    found = list(_below(str(folder), (), faults, seen, is_deep=is_deep))
    found.sort(key=lambda file: file.parts)
    for gone in (seen or {}).keys() - {file.parts for file in found}:
        del (seen or {})[gone]
    return found, faults


def _below(
    folder: str, parents: tuple[str, ...], faults: list[OSError], seen: Seen | None, *, is_deep: bool
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
                yield from _below(entry.path, parts, faults, seen, is_deep=is_deep)
        else:
            yield _file(entry, parts) if seen is None else _seen(entry, parts, seen)


def _seen(entry: "os.DirEntry[str]", parts: tuple[str, ...], seen: Seen) -> File:
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
        return File(parts, _read(entry.path, limit_of("/".join(parts))))
    except OSError as error:
        return File(parts, error=error)


def _read(path: str, limit: int) -> bytes:
    """As `read_ordinary` reads, in fewer steps where the file is one."""
    handle = os.open(path, _FLAGS)
    try:
        status = os.fstat(handle)
        if stat.S_ISREG(status.st_mode) and status.st_size <= limit:
            raw = os.read(handle, status.st_size + 1)
            if len(raw) == status.st_size:
                return raw
    finally:
        os.close(handle)
    return read_ordinary(path, limit)
