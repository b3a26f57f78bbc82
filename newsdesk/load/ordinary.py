"""Reads files that people name or write: ordinary ones, up to a limit, and never one that waits for ever."""

import errno
import hashlib
import os
import re
import stat
from contextlib import suppress
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


def read_up_to(path: str, limit: int) -> bytes:
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


def blob_of(raw: bytes, algorithm: str = "sha1") -> str:
    """The id by which git knows a file of these bytes, in a repository with this way of making ids."""
    return hashlib.new(algorithm, b"blob %d\0" % len(raw) + raw, usedforsecurity=False).hexdigest()


def limit_of(inner: str) -> int:
    """How many bytes a file may have, by its path below the folder of the collection."""
    if inner == "pages.yaml":
        return MAX_PAGES_BYTES
    return MAX_BYTES if "/" in inner and inner.endswith(".yaml") else MAX_REGISTER_BYTES
