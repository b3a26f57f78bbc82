"""The two trees of a site: what stands in them, who may write them, and how one takes the place of the other."""

import ctypes
import errno
import os
import secrets
import shutil
import sys
from array import array
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from newsdesk.load import read_ordinary, real
from newsdesk.output.kept import SIZE, digest_of, remove
from newsdesk.output.report import NO_FILE, Signature
from newsdesk.output.sealed import MARKER, state_of
from newsdesk.output.writing.scanning import scan_both
from newsdesk.problems import Refusal

_MAX_KNOWN = 1 << 30
_MAX_TOKEN = 64
# In bytes, and in characters.
_NUMBER, _DIGEST = array("q").itemsize, 2 * SIZE
# A time may lie before 1970; the number of a file on the disk may have all bits.
_KINDS = ("Q", "Q", "q")
# Windows would else write other ends of lines.
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


@dataclass(slots=True)
class Trees:
    """What stands in both trees of a site, as whoever wrote them last knows it."""

    site: Path
    state: Path
    token: str
    """What the writer left in the lock: another writer has left something else there."""
    current: dict[str, Signature]
    """The files of the site."""
    staged: dict[str, Signature]
    """The files of the tree that takes its place next."""
    known: dict[Signature, str]
    """The digests of their contents."""
    _behind: set[str] | None = field(init=False, default=None)

    @property
    def behind(self) -> set[str]:
        """The paths at which the second tree is not as the site."""
        if self._behind is None:  # only who lives on asks for it
            paths = self.current.keys() | self.staged.keys()
            self._behind = {path for path in paths if self.current.get(path) != self.staged.get(path)}
        return self._behind

    @behind.setter
    def behind(self, paths: set[str]) -> None:
        self._behind = paths

    @property
    def staging(self) -> Path:
        """The tree that takes the place of the site next."""
        return self.state / "staging"

    def digest(self, path: str) -> str | None:
        """The digest of a file of the site; None where there is none, or it is not known."""
        return self.known.get(self.current.get(path, NO_FILE))


def known_trees(site: Path) -> Trees | None:
    """Both trees as the last build has left them; None where there is no site of ours, or a build is running."""
    site = real(site)
    state = state_of(site)
    if not (site / MARKER).is_file() or not state.is_dir():
        return None
    with suppress(Refusal), locked(state) as (_, token):
        current, staged = scan_both(site, state / "staging")
        return Trees(site, state, token, current.files, staged.files, read_known(state))
    return None


def clear(target: str) -> None:
    """Make room for a page where an older build has something else."""
    if os.path.isdir(target) and not os.path.islink(target):
        shutil.rmtree(target)
    else:
        os.unlink(target)


def unlink(path: Path) -> None:
    """Remove a file that may have gone already, with the folder or for the folder in its place."""
    with suppress(FileNotFoundError, NotADirectoryError):
        if not path.is_dir() or path.is_symlink():
            path.unlink()


def link(source: str, target: str) -> bool:
    """Give a file a second name, whatever stood there; False on a file system without hard links."""
    for _ in range(2):
        try:
            os.link(source, target)
        except FileExistsError:  # seldom: to ask first would take as long as to link
            clear(target)
        except OSError:
            return False
        else:
            return True
    return False


def above(path: str) -> Iterator[str]:
    """The folders that hold a file, from the innermost on."""
    while path := path.rpartition("/")[0]:
        yield path


def signature_of(status: os.stat_result) -> Signature:
    """By what a file is known to be as it was."""
    return status.st_ino, status.st_size, status.st_mtime_ns


def written(target: str, content: bytes) -> Signature:
    """Write a new file; FileExistsError where there is one."""
    handle = os.open(target, _NEW, 0o666)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(handle, rest) :]
        return signature_of(os.fstat(handle))
    finally:
        os.close(handle)


def read_known(state: Path) -> dict[Signature, str]:
    """The digests of the last build; none where the file is not whole, and then all is compared anew."""
    try:
        seal, _, content = read_ordinary(state / "known", _MAX_KNOWN).partition(b"\n")
        if seal != digest_of(content).encode():
            return {}
        order, _, content = content.partition(b"\n")
        count = len(content) // (3 * _NUMBER + _DIGEST)
        if order.decode() != sys.byteorder:
            return {}
        ends = [at * _NUMBER * count for at in range(4)]
        columns = [array(kind, content[a:b]) for kind, (a, b) in zip(_KINDS, pairwise(ends), strict=True)]
        digests = content[3 * _NUMBER * count :].decode("ascii")
        each = [digests[at : at + _DIGEST] for at in range(0, len(digests), _DIGEST)]
        return dict(zip(zip(*columns, strict=True), each, strict=True))
    except (OSError, ValueError):
        return {}


def refuse_foreign(site: Path) -> None:
    """A folder that this program did not build is never touched."""
    if site.is_dir():
        if any(site.iterdir()) and not (site / MARKER).is_file():
            raise Refusal(
                f"{site} is not empty and was not built by this program."
                " Choose another folder with --site, or empty it first."
            )
    elif site.exists():
        raise Refusal(f"{site} is a file, not a folder.")


def write_known(state: Path, known: Mapping[Signature, str], used: Iterable[Signature]) -> None:
    """Keep the digests of those files that are there for the next build."""
    found = [signature for signature in set(used) if len(known.get(signature, "")) == _DIGEST]
    columns = zip(_KINDS, zip(*found, strict=True), strict=True) if found else ()
    numbers = b"".join(array(kind, column).tobytes() for kind, column in columns)
    # In columns, as they lie in memory: a hundred thousand lines take half a second.
    content = b"".join([sys.byteorder.encode(), b"\n", numbers, "".join(map(known.__getitem__, found)).encode()])
    fresh, target = state / "known.new", state / "known"
    for path in (fresh, target):
        if path.is_dir():
            remove(path)
    fresh.write_bytes(digest_of(content).encode() + b"\n" + content)
    os.replace(fresh, target)


@contextmanager
def locked(state: Path) -> Iterator[tuple[str, str]]:
    """One build of a site at a time; the system frees the lock when a build is killed.

    Gives what the last writer left in the lock, and what this one has put in its place.
    """
    lock = state / "lock"
    if lock.exists() and not lock.is_file():
        remove(lock)
    with os.fdopen(os.open(lock, os.O_RDWR | os.O_CREAT, 0o666), "r+b", buffering=0) as file:
        _hold(file.fileno())
        before, now = file.read(_MAX_TOKEN).decode("ascii", "replace"), secrets.token_hex(16)
        file.seek(0)
        file.truncate()
        file.write(now.encode())
        yield before, now


def _hold(file: int) -> None:
    try:
        import fcntl
    except ImportError:  # Windows
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno not in (errno.EWOULDBLOCK, errno.EACCES):
            raise
        raise Refusal("Another build of this site is running. Wait for it to end.") from None


def recover(site: Path, state: Path) -> None:
    """Finish or undo a swap in two steps that was interrupted."""
    previous = state / "previous"
    if previous.is_dir():
        if not site.exists():
            previous.rename(site)
        elif not (state / "staging").exists():
            previous.rename(state / "staging")
        else:
            shutil.rmtree(previous)


def swap(staging: Path, site: Path, state: Path) -> None:
    """Put the staging tree in the site's place; the old site becomes the next staging tree."""
    if not site.exists():
        staging.rename(site)
    elif not _exchange(staging, site):
        previous = state / "previous"
        site.rename(previous)
        staging.rename(site)
        previous.rename(staging)


def _exchange(first: Path, second: Path) -> bool:
    """Exchange two folders in one step, where the system can; False where it cannot."""
    one, two = os.fsencode(first), os.fsencode(second)
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            return bool(libc.renamex_np(one, two, 2) == 0)  # RENAME_SWAP
        if sys.platform == "linux":
            return bool(libc.renameat2(-100, one, -100, two, 2) == 0)  # AT_FDCWD, RENAME_EXCHANGE
    except (AttributeError, OSError, TypeError):
        pass
    return False
