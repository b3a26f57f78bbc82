"""The only writer: keeps the site folder equal to what was built, by one atomic swap.

Two trees stand side by side: the site, and a staging tree that is brought up to date while the site
is being served. Unchanged files are hard links between the two, so only changed files are written
and nothing is deleted and written anew, which costs ten times as much. A build that fails or is
killed leaves the site as it was; the next one repairs the staging tree.
"""

import ctypes
import errno
import os
import shutil
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from itertools import chain
from pathlib import Path

from newsdesk.load import read_ordinary, read_whole, real
from newsdesk.output.kept import digest_of, remove
from newsdesk.output.report import Output, Ready, Report, Same, Stay
from newsdesk.output.sealed import state_of
from newsdesk.problems import Refusal

MARKER = ".newsdesk"
_MARKER_TEXT = b"Built by newsdesk: everything in this folder is replaced by the next build.\n"
# Inode, size and time of change in nanoseconds: a file with the same three has the same content.
Signature = tuple[int, int, int]
# A link, a pipe or the like, which none of our builds has left there.
_NO_FILE: Signature = (0, -1, 0)
_MAX_KNOWN = 1 << 30


def write_site(site: Path, outputs: Iterable[Output]) -> Report:
    """Make `site` hold exactly `outputs`, relative paths with contents or digests; Refusal if it may not.

    The outputs are consumed one by one, so an archive larger than memory can be written.
    """
    site = real(site)
    _refuse_foreign(site)
    state = state_of(site)
    try:
        state.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refusal(f"{state} cannot be created: {error.strerror}.") from None
    with _locked(state):
        _recover(site, state)
        try:
            return _Writer(site, state).run(outputs)
        except OSError as error:
            raise Refusal(f"{error.filename2 or error.filename or site} cannot be written: {error.strerror}.") from None


class _Writer:
    def __init__(self, site: Path, state: Path) -> None:
        self.site, self.staging, self.state = site, state / "staging", state
        if self.staging.is_symlink() or not self.staging.is_dir():
            remove(self.staging)
        self.known = _read_known(state)
        self.current, _ = _scan(site)
        self.staged, self.found_folders = _scan(self.staging)
        self.folders: set[str] = {""}
        self.report = Report()

    def run(self, outputs: Iterable[Output]) -> Report:
        self.staging.mkdir(exist_ok=True)
        seen: set[str] = set()
        for output in chain([(MARKER, _MARKER_TEXT)], outputs):
            if isinstance(output, Stay):
                seen.update(self._stay(f"{output.folder}/"))
                continue
            path = output[0] if isinstance(output, tuple) else output.path
            if path in seen:
                raise Refusal(f"Two pages want the path {path}.")
            seen.add(_safe(path))
            self._stage(path, output)
        for path in self.staged.keys() - seen:
            _unlink(self.staging / path)
        for folder in sorted(self.found_folders - self.folders, key=len, reverse=True):
            shutil.rmtree(self.staging / folder, ignore_errors=True)  # it holds no page any more
        self.report.files = len(seen)
        self.report.removed = len(self.current.keys() - seen)
        if self.report.written or self.report.removed or not self.site.is_dir():
            _swap(self.staging, self.site, self.state)
        self._remember()
        return self.report

    def _stay(self, top: str) -> Iterator[str]:
        for path in [path for path in self.current if path.startswith(top)]:
            if digest := self._digest(self.site, path, self.current):
                self._stage(path, Same(path, digest, partial(self._read, path)))
                yield path

    def _read(self, path: str) -> bytes:
        return (self.site / path).read_bytes()

    def _stage(self, path: str, output: tuple[str, bytes] | Same | Ready) -> None:
        digest = digest_of(output[1]) if isinstance(output, tuple) else output.digest
        folder = path.rpartition("/")[0]
        if folder not in self.folders:
            self._make_folder(folder)
        unchanged = self._digest(self.site, path, self.current) == digest
        self.report.written += not unchanged
        if self._digest(self.staging, path, self.staged) == digest:
            return
        target = f"{self.staging}/{path}"
        # Never into an old file: it may be the one that is being served.
        if path in self.staged or os.path.lexists(target):
            _clear(target)
        if unchanged and _link(f"{self.site}/{path}", target):
            signature = self.current[path]
        elif isinstance(output, Ready):
            os.rename(output.file, target)
            found = os.stat(target)
            signature = (found.st_ino, found.st_size, found.st_mtime_ns)
        else:
            content = output.again() if isinstance(output, Same) else output[1]
            digest = digest_of(content) if isinstance(output, Same) else digest
            with open(target, "xb", buffering=0) as file:
                file.write(content)
                found = os.fstat(file.fileno())
            signature = (found.st_ino, found.st_size, found.st_mtime_ns)
        self.known[signature] = digest
        self.staged[path] = signature

    def _make_folder(self, folder: str) -> None:
        """Create a folder and those above it; a file in its way is from an older build and goes."""
        parent = folder.rpartition("/")[0]
        if parent not in self.folders:
            self._make_folder(parent)
        if folder not in self.found_folders:
            if folder in self.staged:
                os.unlink(f"{self.staging}/{folder}")
            os.mkdir(f"{self.staging}/{folder}")
        self.folders.add(folder)

    def _digest(self, tree: Path, path: str, signatures: dict[str, Signature]) -> str | None:
        signature = signatures.get(path)
        if signature is None:
            return None
        if signature not in self.known:
            if signature == _NO_FILE:
                return None
            try:
                self.known[signature] = digest_of(read_whole(tree / path))
            except OSError:
                return None  # what cannot be read is written anew
        return self.known[signature]

    def _remember(self) -> None:
        used = {*self.staged.values(), *self.current.values()}
        lines = (f"{i} {s} {t} {self.known[i, s, t]}\n" for i, s, t in used if (i, s, t) in self.known)
        text = "".join(sorted(lines)).encode()
        fresh, target = self.state / "known.new", self.state / "known"
        for path in (fresh, target):
            if path.is_dir():
                remove(path)
        fresh.write_bytes(digest_of(text).encode() + b"\n" + text)
        os.replace(fresh, target)


def _safe(path: str) -> str:
    parts = path.split("/")
    if "" in parts or "." in parts or ".." in parts or "\\" in path or "\0" in path:
        raise Refusal(f"A page wants the path {path!r}, which does not lie in the site.")
    return path


def _clear(target: str) -> None:
    """Make room for a page where an older build has something else."""
    if os.path.isdir(target) and not os.path.islink(target):
        shutil.rmtree(target)
    else:
        os.unlink(target)


def _unlink(path: Path) -> None:
    """Remove a file that may have gone already, with the folder or for the folder in its place."""
    with suppress(FileNotFoundError, NotADirectoryError):
        if not path.is_dir() or path.is_symlink():
            path.unlink()


def _link(source: str, target: str) -> bool:
    try:
        os.link(source, target)
    except OSError:  # a file system without hard links
        return False
    return True


def _scan(tree: Path) -> tuple[dict[str, Signature], set[str]]:
    """Signatures of all files below a folder by relative path, and all folders; none where it is not."""
    found: dict[str, Signature] = {}
    seen: set[str] = set()
    folders = [""]
    while folders:
        folder = folders.pop()
        try:
            entries = list(os.scandir(tree / folder if folder else tree))
        except FileNotFoundError:
            continue
        for entry in entries:
            path = f"{folder}/{entry.name}" if folder else entry.name
            if entry.is_dir(follow_symlinks=False):
                folders.append(path)
                seen.add(path)
            else:
                status = entry.stat(follow_symlinks=False)
                signature = (status.st_ino, status.st_size, status.st_mtime_ns)
                found[path] = signature if stat.S_ISREG(status.st_mode) else _NO_FILE
    return found, seen


def _read_known(state: Path) -> dict[Signature, str]:
    """The digests of the last build; none where the file is not whole, and then all is compared anew."""
    known: dict[Signature, str] = {}
    try:
        seal, _, text = read_ordinary(state / "known", _MAX_KNOWN).partition(b"\n")
        if seal != digest_of(text).encode():
            return {}
        for line in text.decode("ascii").splitlines():
            inode, size, changed, digest = line.split()
            known[int(inode), int(size), int(changed)] = digest
    except (OSError, ValueError):
        return {}
    return known


def _refuse_foreign(site: Path) -> None:
    """A folder that this program did not build is never touched."""
    if site.is_dir():
        if any(site.iterdir()) and not (site / MARKER).is_file():
            raise Refusal(
                f"{site} is not empty and was not built by this program."
                " Choose another folder with --site, or empty it first."
            )
    elif site.exists():
        raise Refusal(f"{site} is a file, not a folder.")


@contextmanager
def _locked(state: Path) -> Iterator[None]:
    """One build of a site at a time; the system frees the lock when a build is killed."""
    lock = state / "lock"
    if lock.exists() and not lock.is_file():
        remove(lock)
    with lock.open("w") as file:
        try:
            import fcntl
        except ImportError:  # Windows
            yield
            return
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in (errno.EWOULDBLOCK, errno.EACCES):
                raise
            raise Refusal("Another build of this site is running. Wait for it to end.") from None
        yield


def _recover(site: Path, state: Path) -> None:
    """Finish or undo a swap in two steps that was interrupted."""
    previous = state / "previous"
    if previous.is_dir():
        if not site.exists():
            previous.rename(site)
        elif not (state / "staging").exists():
            previous.rename(state / "staging")
        else:
            shutil.rmtree(previous)


def _swap(staging: Path, site: Path, state: Path) -> None:
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
