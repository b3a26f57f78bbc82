"""What can be made again and is kept to save the time: trusted by its recorded length and digest, never by its name.

A folder is kept with a list of its files: which there are and how long they are is compared when it is opened, their
digests when they are read. A single file carries its name and its digest behind its content. What is not as it was
recorded is made again. A digest that was compared goes along with the content, so that nobody works it out twice.
"""

import errno
import hashlib
import json
import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from newsdesk.load import read_ordinary, read_whole, real
from newsdesk.problems import Refusal

# The list in a kept folder. What an older or newer version kept has another name or number and is made again.
LIST = ".kept.json"
_VERSION = 1
_MAX_LIST = 1 << 28
# Of a digest, in bytes.
SIZE = 16
_MAGIC = b"\nkept 1\n"
# How many folders of a kind stay, for whoever goes to and fro between two states of a collection.
_GENERATIONS = 3


class Known(bytes):
    """Bytes whose digest is known already."""

    digest: str


class Damaged(Exception):
    """Something kept is not what it was when it was made; it has been removed, so that it is made again."""


def digest_of(content: bytes) -> str:
    """The digest by which contents are compared: the first 128 bits of SHA-256, which processors compute, in hex."""
    return content.digest if isinstance(content, Known) else hashlib.sha256(content).hexdigest()[: 2 * SIZE]


def known(content: bytes, digest: str | None = None) -> Known:
    """The same bytes with their digest, which somebody may have worked out already."""
    found = Known(content)
    found.digest = digest or digest_of(content)
    return found


@contextmanager
def usable(cache: Path, warn: Callable[[str], None]) -> Iterator[Path]:
    """The folder of what is kept, or for this once another one where nothing can be written into it."""
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=cache) as file:
            file.write(b"\0" * 65536)  # a full disk takes the name of a file, and no content
    except OSError as error:
        warn(f"Nothing can be kept in {cache} ({error.strerror}), so everything is made anew.")
        with tempfile.TemporaryDirectory(prefix="newsdesk-") as name:
            yield Path(name)
    else:
        yield cache


class Folder:
    """A kept folder: its files by their paths below it, read with their digests compared."""

    def __init__(self, root: Path, files: dict[str, tuple[int, str]], note: Any) -> None:
        self.root, self.files, self.note = root, files, note

    def __contains__(self, path: str) -> bool:
        return path in self.files

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self.files))

    def read(self, path: str) -> Known:
        """The content of a file; Damaged where it is not what was recorded."""
        length, digest = self.files[path]
        with suppress(OSError):
            content = known(read_ordinary(self.root / path, length))
            if (len(content), content.digest) == (length, digest):
                return content
        remove(self.root)
        raise Damaged(f"{self.root / path} is not what it was when it was made.")


def kept_folder(cache: Path, kind: str, key: str, make: Callable[[Path], Any]) -> Folder:
    """The folder of a kind with a key, as it was kept or made anew.

    `make` gets an empty folder, fills its folder `out`, and returns a note of what it has to say, which JSON can
    hold: it is kept, too. Others of the kind go, but for the newest.
    """
    root = cache / f"{kind}-{key}"
    if found := opened(root):
        return found
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache, prefix=f"{kind}-new-") as name:
        # MkDocs takes a relative folder as one beside its configuration.
        work = real(name)
        try:
            note = make(work)
            files = _listed(work / "out")
            _write_list(work / "out" / LIST, root.name, files, note)
            remove(root)
            (work / "out").rename(root)
        except OSError as error:
            raise Refusal(
                f"{error.filename2 or error.filename or cache} cannot be written: {error.strerror}."
            ) from None
    for old in _by_age(cache, kind)[:-_GENERATIONS]:
        remove(old)
    return Folder(root, files, note)


def all_kept(cache: Path, kind: str) -> list[Folder]:
    """The folders of a kind that are as they were, the oldest first."""
    return [folder for folder in map(opened, _by_age(cache, kind)) if folder]


def _by_age(cache: Path, kind: str) -> list[Path]:
    return sorted(cache.glob(f"{kind}-[0-9a-f]*"), key=_age)


def opened(root: Path) -> Folder | None:
    """A kept folder whose files are all there and as long as they were; None where it has to be made."""
    try:
        sealed = read_ordinary(root / LIST, _MAX_LIST)
        seal, _, listed = sealed.partition(b"\n")
        if seal.decode() != digest_of(listed):
            return None
        data = json.loads(listed)
        if (data["version"], data["name"]) != (_VERSION, root.name):
            return None
        files = {path: (length, digest) for path, (length, digest) in data["files"].items()}
        there = {path: length for path, length in _lengths(root) if path != LIST}
        if there != {path: length for path, (length, _) in files.items()}:
            return None
        return Folder(root, files, data["note"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _write_list(path: Path, name: str, files: dict[str, tuple[int, str]], note: Any) -> None:
    listed = json.dumps({"version": _VERSION, "name": name, "note": note, "files": files}).encode()
    path.write_bytes(digest_of(listed).encode() + b"\n" + listed)


def _listed(root: Path) -> dict[str, tuple[int, str]]:
    found = {}
    for path, length in _lengths(root):
        with (root / path).open("rb") as file:
            found[path] = (length, hashlib.file_digest(file, "sha256").hexdigest()[: 2 * SIZE])
    return found


def _lengths(root: Path) -> Iterator[tuple[str, int]]:
    """Paths below a folder with their lengths; -1 for what is no ordinary file."""
    folders = [""]
    while folders:
        folder = folders.pop()
        for entry in os.scandir(root / folder):
            path = f"{folder}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                folders.append(f"{path}/")
            else:
                status = entry.stat(follow_symlinks=False)
                yield path, status.st_size if stat.S_ISREG(status.st_mode) else -1


class Files:
    """Single files of a kind, by the digest of what they were made from; all that nobody asks for are forgotten."""

    def __init__(self, cache: Path, kind: str, warn: Callable[[str], None] = lambda text: None) -> None:
        self.folder, self.warn = cache / kind, warn
        self.asked: set[str] = set()
        self.takes = True
        if self.folder.is_symlink() or not self.folder.is_dir():
            remove(self.folder)

    def get(self, name: str) -> Known | None:
        """The content that was kept under a name, or None."""
        self.asked.add(name)
        try:
            raw = read_whole(self.folder / name)
        except OSError:
            return None
        content = known(raw[: -len(_seal(name, b""))])
        return content if raw == content + _seal(name, content) else None

    def put(self, name: str, content: bytes) -> Known:
        """Keep a content under a name, and give it back with its digest; where the disk takes no more, say so once."""
        self.asked.add(name)
        content = known(content)
        fresh = self.folder / f".{name}.{os.getpid()}.new"
        try:
            if self.takes:
                self.folder.mkdir(parents=True, exist_ok=True)
                fresh.write_bytes(content + _seal(name, content))
                if (self.folder / name).is_dir():
                    remove(self.folder / name)
                fresh.replace(self.folder / name)
        except OSError as error:
            self.takes = False
            with suppress(OSError):
                fresh.unlink()
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                self.warn(f"{self.folder}: {error.strerror}, so nothing more is kept.")
        return content

    def forget_others(self) -> None:
        """Remove whatever nobody has asked for."""
        with suppress(OSError):
            for name in set(os.listdir(self.folder)) - self.asked:
                remove(self.folder / name)


def _seal(name: str, content: bytes) -> bytes:
    """What stands behind a content: its digest, and one of the name and the length with it."""
    digest = digest_of(content)
    whole = hashlib.blake2b(f"{name}\0{len(content)}\0{digest}".encode(), digest_size=SIZE)
    return bytes.fromhex(digest) + whole.digest() + _MAGIC


def remove(path: Path) -> None:
    """Remove a file, a link, or a folder with all that is in it, as far as the system lets us."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()


def _age(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
