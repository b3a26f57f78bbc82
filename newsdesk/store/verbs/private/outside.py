"""Where a name stands in files of a repository that are no part of the collection: pages written by hand, settings."""

import html
import re
from pathlib import Path

from newsdesk.check.changes.private.spelling import Spellings
from newsdesk.load import read_ordinary
from newsdesk.store.history.tracked import tracked
from newsdesk.store.verbs.published.rename import Home

_TAG = re.compile("<[^<>]*>")
_MOST = 4 * 1024 * 1024


def outside(home: Home, spellings: Spellings) -> list[str]:
    """The lines of other files below the root that hold a name, as `path:line`, to be changed by hand."""
    found = []
    root = home.captures.parent
    for path in tracked(root, but=home.digests):
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


def captures_with(captures: Path, spellings: Spellings) -> list[str]:
    """The files of captured articles that hold a name, by their paths in that folder; with what was saved beside them.

    What a page or a PDF says is not read there: it goes by the text of the same name.
    """
    holding, beside = set[Path](), set[tuple[Path, str]]()
    found = sorted(path for path in captures.rglob("*") if path.is_file()) if captures.is_dir() else []
    for path in found:
        try:
            raw = read_ordinary(path, _MOST)
        except OSError:
            continue
        text = html.unescape(raw.decode("utf-8", "replace"))
        if spellings.spans(path.name) or spellings.spans(text) or spellings.spans(_TAG.sub(" ", text)):
            holding.add(path)
            beside.add(_stem(path))
    return [path.relative_to(captures).as_posix() for path in found if path in holding or _stem(path) in beside]


def _stem(path: Path) -> tuple[Path, str]:
    """The folder of a file, and its name up to the first dot; a hidden file stands for itself."""
    return path.parent, path.name.partition(".")[0] or path.name
