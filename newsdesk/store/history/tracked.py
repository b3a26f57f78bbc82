"""Which files a repository keeps, or would keep with the next commit."""

import os
from collections.abc import Iterator
from pathlib import Path

from newsdesk.store.history import git

# What is made anew at any time, or stays on this machine.
_MADE = frozenset({"site", "captures", ".cache", ".git", ".venv", "node_modules", "__pycache__"})


def tracked(root: Path) -> Iterator[Path]:
    """Files below a folder that git keeps or would keep, in order; without git all but those that are made anew."""
    listed = git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    if not listed.returncode:
        for name in sorted(set(listed.stdout.decode("utf-8", "surrogateescape").split("\0")) - {""}):
            yield root / name
        return
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in _MADE)
        yield from (Path(folder) / name for name in sorted(names))
