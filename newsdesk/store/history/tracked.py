"""Which files a repository keeps, or would keep with the next commit."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from newsdesk.store.history import git

# What is made anew at any time, or stays on this machine, as .gitignore of a new collection has it.
_MADE = re.compile(
    r"site|\..*\.state|captures|\.cache|\.desk|\.git|\.venv|node_modules|__pycache__|\.(pytest|ruff)_cache|\.hypothesis",
    re.DOTALL,
)
# Only at the top: files of years on their way to a merge.
_AT_TOP = frozenset({"years"})


def tracked(root: Path, but: Path | None = None) -> Iterator[Path]:
    """Files below a folder that git keeps or would keep, in order; without git all but those that are made anew.

    What lies below the folder `but` is left out.
    """
    # As text, since there are thousands of entries.
    below = f"{but}{os.sep}" if but else None
    start = f"{root / '_'}"[:-1]
    listed = git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    if not listed.returncode:
        for name in sorted(set(listed.stdout.decode("utf-8", "surrogateescape").split("\0")) - {""}):
            if below is None or not f"{start}{name}".replace("/", os.sep).startswith(below):
                yield root / name
        return
    for folder, folders, names in os.walk(root):
        made = _AT_TOP if Path(folder) == root else ()
        folders[:] = sorted(name for name in folders if name not in made and not _MADE.fullmatch(name))
        if below is None or not f"{Path(folder)}{os.sep}".startswith(below):
            yield from (Path(folder) / name for name in sorted(names))
