"""Keeps what went out with an edition until somebody commits it: in git's own store, on no branch, and never pushed.

Whoever closes a week and corrects it before the first commit has both: what the edition said, and what the next says.
"""

import re
from pathlib import Path
from subprocess import CompletedProcess

from newsdesk.problems import UsageError
from newsdesk.store.history import git, words

_REFS = "refs/newsdesk/editions"
_OF_WEEK = re.compile(r".+\.yaml|_edition-[0-9]+\.md")
# git names whoever makes a commit; nobody reads this one.
_BY = ("-c", "user.name=newsdesk", "-c", "user.email=newsdesk@localhost")


class _Silent(Exception):
    """git cannot do what keeping needs: then nothing is kept, and the next commit is what is known of the edition."""


def keep(digests: Path, week: str, number: int) -> None:
    """Keep a week and the registers as they are now, as what edition `number` said; nothing without a repository."""
    try:
        commit = _made(digests, week, number)
        _git(digests, "update-ref", f"{_REFS}/{week}/{number}", commit)
        # What was compared with an earlier edition is compared with this one from now on.
        for name in words(_git(digests, "for-each-ref", "--format=%(refname)", f"{_REFS}/{week}/")).split():
            if name != f"{_REFS}/{week}/{number}":
                _git(digests, "update-ref", "-d", name)
    except (_Silent, UsageError):
        return


def kept(digests: Path, week: str, number: int) -> str | None:
    """The commit in which an edition is kept; None where none is."""
    found = git(digests, "rev-parse", "--verify", "--quiet", f"{_REFS}/{week}/{number}")
    return None if found.returncode else words(found)


def _made(digests: Path, week: str, number: int) -> str:
    """The collection of the last commit with this week and the registers in their places, as a commit of no branch."""
    prefix = words(_git(digests, "rev-parse", "--show-prefix")).strip("/")
    head = words(git(digests, "rev-parse", "--verify", "--quiet", "HEAD^{commit}"))
    there: dict[str, bytes] = {}
    for line in _git(digests, "ls-tree", "-z", head).stdout.split(b"\0") if head else ():
        about, _, name = line.partition(b"\t")
        if name:
            there[name.decode("utf-8", "surrogateescape")] = about
    inner = sorted(one.name for one in (digests / week).iterdir() if one.is_file() and _OF_WEEK.fullmatch(one.name))
    beside = sorted(one.name for one in digests.iterdir() if one.is_file())
    # git reads these names from the top of its repository, wherever it is called.
    at = f"{prefix}/" if prefix else ""
    ids = _hashed(digests, [*(f"{at}{week}/{name}" for name in inner), *(f"{at}{name}" for name in beside)])
    files = {name: b"100644 blob " + blob for name, blob in zip([*inner, *beside], ids, strict=True)}
    tree = _tree(digests, {name: files[name] for name in inner})
    tree = _tree(digests, {**there, **{name: files[name] for name in beside}, week: b"040000 tree " + tree})
    for folder in reversed(prefix.split("/") if prefix else []):
        tree = _tree(digests, {folder: b"040000 tree " + tree})
    parents = ("-p", head) if head else ()
    said = f"{week}, edition {number}, as it went out"
    return words(_git(digests, *_BY, "commit-tree", tree.decode(), *parents, "-m", said))


def _hashed(digests: Path, names: list[str]) -> list[bytes]:
    """The ids of files, which git has in its store then."""
    feed = "".join(f"{name}\n" for name in names).encode("utf-8", "surrogateescape")
    return _git(digests, "hash-object", "-w", "--stdin-paths", feed=feed).stdout.split()


def _tree(digests: Path, entries: dict[str, bytes]) -> bytes:
    lines = (about + b"\t" + name.encode("utf-8", "surrogateescape") + b"\0" for name, about in entries.items())
    return _git(digests, "mktree", "-z", feed=b"".join(lines)).stdout.strip()


def _git(folder: Path, *arguments: str, feed: bytes | None = None) -> CompletedProcess[bytes]:
    done = git(folder, *arguments, feed=feed)
    if done.returncode:
        raise _Silent
    return done
