"""Reads a collection: files come in, documents that know where every value stands go out."""

import errno
import os
import re
import stat
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from newsdesk.load.document import Document, Loc, lines_of, value_at
from newsdesk.load.misread import misread
from newsdesk.load.ordinary import kind_of_mode, read_ordinary, read_whole, reason
from newsdesk.load.places import (
    ADDRESSES,
    DIGEST_FILE,
    EDITION,
    FEED_IDS,
    LARGE,
    MOVED,
    example_week,
    is_plain,
    is_record_file,
    misplaced,
    passed_over,
)
from newsdesk.load.reader import MAX_BYTES, decode, parse
from newsdesk.model.register import REGISTERS
from newsdesk.problems import Problem

__all__ = [
    "ADDRESSES", "DIGEST_FILE", "EDITION", "FEED_IDS", "MAX_BYTES", "MOVED", "REGISTERS", "Document", "Loc",
    "broken_drafts", "decode", "example_week", "is_plain", "lines_of", "parse", "read_ordinary", "read_tree",
    "read_whole", "reason", "value_at",
]  # fmt: skip

# What an editor writes who has not written it yet.
_WAITS = re.compile(r"(?:^|[:\-,\[{>|])[ \t]*[\"']?TODO\b", re.MULTILINE)
# The registers of a large collection are one file each.
MAX_REGISTER_BYTES = 16 * 1024 * 1024


def shown_path(path: Path, root: Path) -> str:
    """The path as the editor types it: below the root without the root, with forward slashes."""
    with suppress(ValueError):
        path = path.relative_to(root)
    return _printable(path.as_posix())


def _printable(name: str) -> str:
    # A name that is not UTF-8 comes with lone surrogates, which no output takes.
    return name if name.isascii() else name.encode("utf-8", "replace").decode()


def read_tree(digests: Path, root: Path) -> tuple[dict[str, Document | None], list[Problem]]:
    """Read every file of a collection, keyed by its path below `digests`, sorted.

    A file that cannot be read stands there as None, and has a problem.
    """
    documents: dict[str, Document | None] = {}
    faults: list[OSError] = []
    files = sorted(_files(digests, faults))
    problems = [_unreadable(shown_path(Path(str(fault.filename)), root), fault) for fault in faults]
    base = shown_path(digests, root)
    names = frozenset("/".join(parts) for parts in files)
    week = example_week({parts[0] for parts in files if len(parts) > 1})
    for parts in files:
        path, inner = digests.joinpath(*parts), _printable("/".join(parts))
        shown = inner if base == "." else f"{base}/{inner}"
        if note := passed_over(shown, parts):
            problems.append(note)
        if note or parts[-1].startswith("."):
            continue
        is_read = is_plain(inner) or is_record_file(parts)
        if what := _is_no_file(path):
            problems.append(Problem(shown, 1, 1, "unknown-file", f"This is {what}.", "Put the files themselves here."))
            documents |= {inner: None} if is_read else {}
            continue
        if problem := misplaced(shown, parts, names, week):
            problems.append(problem)
        if is_read:
            documents[inner], found = _read(path, inner, shown)
            problems += found
    return documents, problems


def _read(path: Path, inner: str, shown: str) -> tuple[Document | None, list[Problem]]:
    is_text = is_plain(inner)
    limit = MAX_REGISTER_BYTES if is_text or inner in LARGE else MAX_BYTES
    try:
        raw = read_ordinary(path, limit)
    except OSError as error:
        return None, [_unreadable(shown, error)]
    if is_text:
        return decode(shown, raw, limit)
    document, problems = parse(shown, raw, limit)
    return document, problems + (misread(document) if document else [])


def broken_drafts(digests: Path, documents: Mapping[str, Document | None], base: str) -> dict[str, str]:
    """Entries that cannot be read and say TODO: their paths below `digests`, and as the editor types them."""
    found = {}
    for inner, document in documents.items():
        if document is None and inner.endswith(".yaml") and "/" in inner:
            with suppress(OSError):
                text = read_ordinary(digests / inner, MAX_BYTES).decode("utf-8", "replace")
                if _WAITS.search(text):
                    found[inner] = inner if base == "." else f"{base}/{inner}"
    return found


def _is_no_file(path: Path) -> str:
    """What stands there instead of a file, or ""; a link that leads nowhere will fail when it is read."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return ""
    if stat.S_ISDIR(mode):
        return "a link to a folder" if path.is_symlink() else "a folder with the name of a file"
    return "no ordinary file" if kind_of_mode(mode) else ""


def _files(folder: Path, faults: list[OSError]) -> Iterable[tuple[str, ...]]:
    """Files below a folder by the parts of their path there, without those in hidden folders.

    Linked folders, which may lead round in a circle, count as files, and so do those that are named like one.
    """
    for top, folders, names in os.walk(folder, onerror=faults.append):
        shut = [name for name in folders if name.endswith((".yaml", ".yml")) or Path(top, name).is_symlink()]
        folders[:] = [name for name in folders if not name.startswith(".") and name not in shut]
        parents = Path(top).relative_to(folder).parts
        yield from ((*parents, name) for name in [*names, *shut])


def _unreadable(shown: str, error: OSError) -> Problem:
    hint = "Look at the permissions of the file." if isinstance(error, PermissionError) else ""
    hint = "Put the file itself in its place." if error.errno in (errno.ENOENT, errno.ELOOP, errno.EINVAL) else hint
    return Problem(shown, 1, 1, "unreadable", f"{reason(error)}.", hint)
