"""Reads a file that people name or write: an ordinary one, up to a limit, and never one that waits for ever."""

import errno
import os
import stat
from pathlib import Path

# Windows has neither, and opens no pipe by a path of ours.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
# In bytes. Longer ones would fill the memory.
_LONGEST = 1 << 28
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
