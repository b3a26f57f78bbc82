"""What a collection was at a revision, read from git: no checkout, one process for all files."""

import os
import re
import subprocess
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsdesk.load import ADDRESSES, FEED_IDS, FIGURES, MOVED, REGISTERS, Document, decode, is_plain, parse, read_whole
from newsdesk.load.ordinary import blob_of
from newsdesk.problems import UsageError

if TYPE_CHECKING:
    from newsdesk.check.changes import Before

# Set while git runs a hook: they would make git look at another folder than the one we name.
_ELSEWHERE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
_EDITION = re.compile(r"[^/]+/_edition-[0-9]+\.md")
_READ = re.compile(rf"(?:[^/]+/)?[^/.][^/]*\.yaml|{re.escape(ADDRESSES)}|{re.escape(FEED_IDS)}")
# What lies beside the folders of the weeks.
_BESIDE = (*(f"{register}.yaml" for register in REGISTERS), MOVED, FIGURES, ADDRESSES, FEED_IDS)
# Old files are read as they are: what was too big then is no matter now.
_NO_LIMIT = 1 << 30
# The full name of an object, and how large an answer about one is kept.
_FULL = re.compile("[0-9a-f]{40}|[0-9a-f]{64}")
_LARGE = 1 << 18
# How long an id is that Git makes as it did from its beginning.
_SHA1 = 40
# Whether a folder is in a repository, and whether its history reaches back to the beginning.
_WHOLE = ("rev-parse", "--is-inside-work-tree", "--is-shallow-repository")

DEEPEN = "Fetch what came before: git fetch --unshallow (in a workflow: fetch-depth: 0)."

Lift = Callable[[str, dict[str, Any]], dict[str, Any]]


def before(
    digests: Path,
    revision: str,
    documents: Mapping[str, Document | None],
    lift: Lift = lambda path, data: data,
    weeks: Collection[str] | None = None,
) -> "Before":
    """The files below `digests` as they were at a revision; `documents` are those of today.

    `lift` brings data of an older version of the format, by the path of its file, to today's.
    A file that is the same now is not read again. With `weeks` only the folders of these are read, and
    what lies beside them. UsageError where git knows no such revision.
    """
    commit, short = _commit(digests, revision)
    ids = blobs(digests, commit, weeks)
    wanted: dict[str, bytes] = {}
    then: dict[str, dict[str, Any] | Document | None] = {}
    same = set()
    for inner, blob in ids.items():
        document = documents.get(inner)
        if not _is_same(document, digests / inner, blob.decode()):
            wanted[inner] = blob
        elif _READ.fullmatch(inner) and document:
            then[inner] = document
            same.add(inner)
    editions: dict[str, bool] = {}
    for (inner, _), raw in zip(wanted.items(), contents(digests, list(wanted.values())), strict=True):
        if _EDITION.fullmatch(inner):
            now = _bytes(digests / inner)
            # Git may write other line ends into the folder than it keeps.
            if now is None or now.replace(b"\r\n", b"\n") != raw.replace(b"\r\n", b"\n"):
                editions[inner] = now is not None
            continue
        document, _ = (decode if is_plain(inner) else parse)(inner, raw, _NO_LIMIT)
        then[inner] = lift(inner, document.data) if document else None
    # Imported here: most of what asks git compares nothing.
    from newsdesk.check.changes import Before

    return Before(short, _Then({inner: then[inner] for inner in ids if inner in then}), editions, same)


class _Then(Mapping[str, dict[str, Any] | None]):
    """What files said: of those that say the same now it is read when somebody asks, as that of today."""

    def __init__(self, files: Mapping[str, dict[str, Any] | Document | None]) -> None:
        self._files = files

    def __getitem__(self, inner: str) -> dict[str, Any] | None:
        found = self._files[inner]
        return found.data if isinstance(found, Document) else found

    def __contains__(self, inner: object) -> bool:
        return inner in self._files

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


def git(folder: Path, *arguments: str, feed: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run git in a folder; its messages are in English, and it waits for nobody."""
    env = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
    env |= {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
    try:
        return subprocess.run(
            ["git", "-C", str(folder), *arguments],
            input=feed,
            capture_output=True,
            env=env,
            check=False,
            stdin=subprocess.DEVNULL if feed is None else None,
        )
    except FileNotFoundError:
        raise UsageError("git is not installed, and --since asks it what was published. Install git.") from None


class _Once(Exception):
    """An answer that is not kept: it may be another one later, or is too large."""

    def __init__(self, done: subprocess.CompletedProcess[bytes]) -> None:
        self.done = done


def fixed(folder: Path, *arguments: str, feed: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """The same for what never changes, since objects are named in full by what they hold: asked of git once."""
    try:
        return _fixed(str(folder), feed, *arguments)
    except _Once as once:
        return once.done


@lru_cache(maxsize=1024)
def _fixed(folder: str, feed: bytes, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    done = git(Path(folder), *arguments, feed=feed or None)
    if done.returncode or len(done.stdout) + len(feed) > _LARGE or b" missing\n" in done.stdout:
        raise _Once(done)
    return done


def words(done: subprocess.CompletedProcess[bytes]) -> str:
    """What git has printed."""
    return done.stdout.decode("utf-8", "replace").strip()


def complaint(done: subprocess.CompletedProcess[bytes]) -> str:
    """The first line of what git complains of; `nothing` where it is silent."""
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return lines[0].removeprefix("fatal: ") if lines else "nothing"


def remedy(done: subprocess.CompletedProcess[bytes]) -> str:
    """What git itself proposes to run, where it does: it trusts no folder that belongs to another user."""
    said = done.stderr.decode("utf-8", "replace")
    found = re.search(r"^\s*(git config --global --add safe\.directory .+)$", said, re.MULTILINE)
    return f". If you trust what lies there, run: {found[1].strip()}" if found else ""


def is_whole(folder: Path) -> bool | None:
    """Whether the history of the repository around a folder is whole, not shallow; None where there is none.

    UsageError where git cannot read it.
    """
    return _whole(folder, git(folder, *_WHOLE))


def _whole(folder: Path, asked: subprocess.CompletedProcess[bytes]) -> bool | None:
    """The same of what git has answered; it may have been asked for a revision in the same breath."""
    said = words(asked).split()
    if said[:1] == ["true"]:
        return said[1] != "true"
    said_wrong = complaint(asked)
    if "not a git repository" in said_wrong or said:
        return None
    raise UsageError(f"git cannot read the repository of {folder}: it says: {said_wrong}{remedy(asked)}")


def _commit(folder: Path, revision: str) -> tuple[str, str]:
    """The full and the short name of a revision."""
    # Whether there is a repository and which commit is meant: one start of git, for each save of the desk, too.
    may_be_one = revision and not revision.startswith("-")
    found = git(folder, *_WHOLE, *(("--verify", "--quiet", f"{revision}^{{commit}}") if may_be_one else ()))
    whole = _whole(folder, found)
    if whole is None:
        raise UsageError(
            f"{folder} is not in a git repository, so nothing is known of what was published."
            " Run git init and commit, or check without --since."
        )
    if not may_be_one or found.returncode:
        if not whole:
            raise UsageError(f'"{revision}" is not in this clone, which is shallow. {DEEPEN}')
        raise UsageError(
            f'"{revision}" is not a revision here. Name a commit, branch or tag: git log --oneline shows them,'
            " git fetch brings those of others."
        )
    commit = words(found).split()[-1]
    return commit, words(fixed(folder, "rev-parse", "--short", commit))


def blobs(folder: Path, commit: str, weeks: Collection[str] | None = None) -> dict[str, bytes]:
    """The id of each file of interest below the folder, by its path there, sorted."""
    ask = fixed if _FULL.fullmatch(commit) else git
    listed = ask(folder, "ls-tree", "-r", "-z", commit, *([] if weeks is None else ["--", *sorted(weeks), *_BESIDE]))
    if listed.returncode:
        raise UsageError(f"git cannot list {commit}: it says: {complaint(listed)}")
    found = {}
    for line in listed.stdout.split(b"\0"):
        about, tab, name = line.partition(b"\t")
        inner = name.decode("utf-8", "replace")
        if tab and about.split()[1] == b"blob" and (_READ.fullmatch(inner) or _EDITION.fullmatch(inner)):
            found[inner] = about.split()[2]
    return dict(sorted(found.items()))


def _bytes(path: Path) -> bytes | None:
    try:
        return read_whole(path)
    except OSError:
        return None


def _is_same(document: Document | None, path: Path, blob: str) -> bool:
    """Whether a file still has the bytes that git knows by this id."""
    if document and document.blob and len(document.blob) == len(blob):
        return document.blob == blob  # known from an earlier look, so that it need not be read
    raw = document.raw if document else None
    raw = _bytes(path) if raw is None else raw
    return raw is not None and blob_of(raw, "sha1" if len(blob) == _SHA1 else "sha256") == blob


def contents(folder: Path, ids: Sequence[bytes]) -> list[bytes]:
    """What the files of these ids hold, in their order."""
    if not ids:
        return []
    done = fixed(folder, "cat-file", "--batch", feed=b"".join(blob + b"\n" for blob in ids))
    found, at = [], 0
    for blob in ids:
        end = done.stdout.find(b"\n", at)
        head = done.stdout[at:end].split()
        if end < 0 or len(head) != 3:
            raise UsageError(f"git has no content for {blob.decode()}. Fetch what is missing: git fetch --refetch.")
        size = int(head[2])
        found.append(done.stdout[end + 1 : end + 1 + size])
        at = end + 1 + size + 1
    return found
