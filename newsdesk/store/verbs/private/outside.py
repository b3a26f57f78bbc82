"""Where a name stands in files of a repository that are no part of the collection: pages written by hand, settings."""

import os
from collections.abc import Iterator
from pathlib import Path

from newsdesk.check.changes.private.spelling import Spellings
from newsdesk.load import read_ordinary
from newsdesk.store.history import git
from newsdesk.store.verbs.published.rename import Home

_MOST = 4 * 1024 * 1024
# What is made anew at any time, or stays on this machine.
_MADE = frozenset({"site", "captures", ".cache", ".git", ".venv", "node_modules", "__pycache__"})


def outside(home: Home, spellings: Spellings) -> list[str]:
    """The lines of other files below the root that hold a name, as `path:line`, to be changed by hand."""
    found = []
    root = home.captures.parent
    for path in _files(root):
        if path.is_relative_to(home.digests):
            continue
        try:
            raw = read_ordinary(path, _MOST)
        except OSError:
            continue
        shown = path.relative_to(root).as_posix()
        if spellings.spans(shown):
            found.append(f"  {shown}: the file is called so.")
        if b"\0" in raw[:8000] or not spellings.may_stand_in(raw):
            continue
        found += [f"  {shown}:{line}" for line in spellings.lines(raw.decode("utf-8", "replace"))]
    return found


def _files(root: Path) -> Iterator[Path]:
    """Files that git keeps or would keep; without git all but those that are made anew."""
    listed = git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    if not listed.returncode:
        for name in sorted(set(listed.stdout.decode("utf-8", "surrogateescape").split("\0")) - {""}):
            yield root / name
        return
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in _MADE)
        yield from (Path(folder) / name for name in sorted(names))
