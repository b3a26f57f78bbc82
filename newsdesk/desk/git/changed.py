"""What has changed in a collection since the last commit, file by file, as git sees it."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote_to_bytes

from newsdesk.desk.git.standing import Repository
from newsdesk.load.ordinary import printable, stamped
from newsdesk.problems import Refusal
from newsdesk.store.history import complaint, git

PRIVATE = ("captures", ".desk")
"""Folders that no commit of the desk ever holds: texts that we may not publish, and notes of this machine."""
# What is made anew at any time: nobody means to commit it.
_MADE = (".cache", "site", ".venv")


class How(StrEnum):
    """What has become of a file."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Changed:
    """A file that differs from the last commit."""

    path: str
    """Below the folder of the collection, with forward slashes; bytes that are no UTF-8 as lone surrogates."""
    how: How
    blob: str = ""
    """The object that the last commit has of it; "" for a new file."""
    stages: tuple[str, str, str] = ("", "", "")
    """In a conflict: the objects of the common ancestor, of this side and of the other; "" where one has none."""
    is_unknown: bool = False
    """Whether git was never told of it."""

    @property
    def shown(self) -> str:
        """The path as it can be printed."""
        return printable(self.path)

    @property
    def key(self) -> str:
        """The path as a page names it to us: letters of ASCII alone."""
        return quote(os.fsencode(self.path), safe="/")


@dataclass(frozen=True, slots=True)
class Changes:
    """All of them, and what of the editor's own git does not ignore."""

    files: list[Changed] = field(default_factory=list)
    open_folders: list[str] = field(default_factory=list)
    """Folders of `PRIVATE` that git would take, had a terminal asked it to."""
    kept: list[str] = field(default_factory=list)
    """Files in them that a commit holds already."""


def is_private(path: str) -> bool:
    """Whether a path below the collection lies where no commit may reach, on any disk: some ignore case."""
    parts = PurePosixPath(path.replace("\\", "/").casefold()).parts
    return ".." in parts or next(iter(parts), "") in PRIVATE


def changed(repository: Repository) -> list[Changed]:
    """The files that differ from the last commit, in order; Refusal, with git's words, where it cannot tell."""
    out = [f":(exclude,icase){name}" for name in (*PRIVATE, *_MADE)]
    asked = ["--porcelain=v2", "-z", "--no-renames", "--untracked-files=all", "--ignore-submodules=all"]
    done = git(repository.root, "status", *asked, "--", ".", *out)
    if done.returncode:
        raise Refusal(f"git cannot tell what has changed: it says: {complaint(done)}")
    found: dict[str, Changed] = {}
    for line in _lines(done.stdout):
        if one := _read(line, repository.prefix):
            # A file that git was told to forget, and that is still there, comes twice.
            old = found.get(one.path)
            found[one.path] = Changed(one.path, How.CHANGED, old.blob) if old and old.how is How.GONE else one
    return [found[path] for path in sorted(found)]


def _lines(raw: bytes) -> Iterator[str]:
    yield from filter(None, os.fsdecode(raw).split("\0"))


def _read(line: str, prefix: str) -> Changed | None:
    """One line of `git status`; None for what is no file of the collection."""
    if line[0] == "?":
        path, how, blob, stages = line[2:], How.NEW, "", ("", "", "")
    elif line[0] == "1":
        *_, here, head, _, path = line.split(" ", 8)
        blob, stages = _known(head), ("", "", "")
        how = (How.CHANGED if blob else How.NEW) if here.strip("0") else How.GONE
        if how is How.GONE and not blob:
            return None
    elif line[0] == "u":
        *_, base, ours, theirs, path = line.split(" ", 10)
        how, blob, stages = How.CONFLICT, _known(ours), (_known(base), _known(ours), _known(theirs))
    else:
        return None
    inner = path.removeprefix(prefix) if path.startswith(prefix) else ""
    return Changed(inner, how, blob, stages, line[0] == "?") if inner and not is_private(inner) else None


def _known(blob: str) -> str:
    return blob if blob.strip("0") else ""


def exposed(repository: Repository) -> Changes:
    """The same, with what git would take of the editor's own, or has taken already."""
    inside = [f"{name}/x.txt" for name in PRIVATE]
    feed = "\0".join(inside).encode()
    asked = git(repository.root, "check-ignore", "--no-index", "-z", "--stdin", feed=feed)
    ignored = os.fsdecode(asked.stdout).split("\0")
    there = {name: (repository.root / name).is_dir() for name in PRIVATE}
    # The desk's own folder keeps itself out, once it is there.
    open_folders = [name for name in PRIVATE if there[name] and f"{name}/x.txt" not in ignored]
    kept = git(repository.root, "ls-files", "-z", "--", *PRIVATE)
    return Changes(changed(repository), open_folders, [printable(one) for one in _lines(kept.stdout)])


def mark_of(root: Path, path: str) -> str:
    """What tells whether a file is still as it was shown; "" where it is gone."""
    try:
        return "-".join(map(str, stamped(os.lstat(root / path))))
    except OSError:
        return ""


def path_of(key: str) -> str:
    """The path that a page names."""
    return os.fsdecode(unquote_to_bytes(key))
