"""Reads a collection's files into documents that know where every value stands."""

import os
import re
import stat
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from newsdesk.load.document import Document, Loc, lines_of, value_at
from newsdesk.load.reader import MAX_BYTES, decode, parse
from newsdesk.model.register import REGISTERS
from newsdesk.problems import Problem, closest

__all__ = [
    "ADDRESSES", "DIGEST_FILE", "EDITION", "FEED_IDS", "MAX_BYTES", "MOVED", "REGISTERS", "Document", "Loc", "decode",
    "is_plain", "lines_of", "parse", "read_tree", "value_at",
]  # fmt: skip

# Slips of the pen for _digest.yaml, which would else be read as entries.
_NEARLY_DIGESTS = ("digest.yaml", "_digests.yaml")
# What the program itself writes when a week is closed: all published addresses, the ids in feeds that follow from
# nothing else, and each edition as it went out.
DIGEST_FILE, MOVED, ADDRESSES, FEED_IDS = "_digest.yaml", "_moved.yaml", "_addresses.txt", "_feed_ids.txt"
EDITION = re.compile(r"_edition-([1-9][0-9]{0,3})\.md")
_LARGE = (*(f"{name}.yaml" for name in REGISTERS), MOVED)
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
    problems: list[Problem] = []
    faults: list[OSError] = []
    files = sorted(_files(digests, faults))
    problems += [_unreadable(shown_path(Path(str(fault.filename)), root), fault) for fault in faults]
    base = shown_path(digests, root)
    for parts in files:
        path, inner = digests.joinpath(*parts), _printable("/".join(parts))
        shown = inner if base == "." else f"{base}/{inner}"
        if what := _is_no_file(path):
            problems.append(Problem(shown, 1, 1, "unknown-file", f"This is {what}.", "Put the files themselves here."))
            continue
        if problem := _out_of_place(inner.split("/"), shown):
            problems.append(problem)
        is_text = is_plain(inner)
        if not is_text and (not inner.endswith(".yaml") or parts[-1] in (".yaml", *_NEARLY_DIGESTS)):
            continue
        limit = MAX_REGISTER_BYTES if is_text or inner in _LARGE else MAX_BYTES
        try:
            with path.open("rb") as file:
                raw = file.read(limit + 1)
        except OSError as error:
            problems.append(_unreadable(shown, error))
            documents[inner] = None
            continue
        document, found = (decode if is_text else parse)(shown, raw, limit)
        problems += found
        documents[inner] = document
    return documents, problems


def is_plain(inner: str) -> bool:
    """Whether a path below `digests` is that of a file of plain text, which the program wrote."""
    folder, _, name = inner.rpartition("/")
    return inner in (ADDRESSES, FEED_IDS) or bool("/" not in folder and folder and EDITION.fullmatch(name))


def _is_no_file(path: Path) -> str:
    """What stands there instead of a file, or ""; a link that leads nowhere will fail when it is read."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return ""
    return "" if stat.S_ISREG(mode) else "a link to a folder" if stat.S_ISDIR(mode) else "no ordinary file"


def _files(folder: Path, faults: list[OSError]) -> Iterable[tuple[str, ...]]:
    """Files below a folder by the parts of their path there, hidden ones left out.

    Linked folders, which may lead round in a circle, count as files.
    """
    for top, folders, names in os.walk(folder, onerror=faults.append):
        linked = [name for name in folders if Path(top, name).is_symlink()]
        folders[:] = [name for name in folders if not name.startswith(".") and name not in linked]
        parents = Path(top).relative_to(folder).parts
        yield from ((*parents, name) for name in [*names, *linked] if not name.startswith("."))


def _unreadable(shown: str, error: OSError) -> Problem:
    return Problem(shown, 1, 1, "unreadable", f"{error.strerror}.", "Look at the permissions of the file.")


def _out_of_place(parts: Sequence[str], shown: str) -> Problem | None:
    """A file that nothing reads is a typo until proven otherwise."""
    name = parts[-1]
    if len(parts) == 1:
        known = (*_LARGE, ADDRESSES, FEED_IDS)
        if name in known or name.endswith(".schema.json") or name.startswith("README"):
            return None
        # Without the ending, which all of them share.
        stem, _, ending = name.rpartition(".")
        stems = [other.removesuffix(".yaml") for other in _LARGE]
        near = closest(stem, stems) if ending.lower() in ("yaml", "yml") else None
        hint = f'Did you mean "{near}.yaml"?' if near else "Entries stand in a folder such as 2022-W42."
        return Problem(shown, 1, 1, "unknown-file", f'Nothing reads "{name}".', hint)
    if name.endswith((".yml", ".YAML", ".YML")):
        wanted = name.rpartition(".")[0] + ".yaml"
        return Problem(shown, 1, 1, "unknown-file", f'Nothing reads "{name}".', f'Call it "{wanted}".')
    if len(parts) > 2:
        return Problem(
            shown,
            1,
            1,
            "unknown-file",
            "This file stands too deep.",
            "An entry stands in the folder of its week, such as digests/2022-W42.",
        )
    if EDITION.fullmatch(name):
        return None
    if name in _NEARLY_DIGESTS:
        return Problem(shown, 1, 1, "unknown-file", f'Nothing reads "{name}".', 'Call it "_digest.yaml".')
    if not name.endswith(".yaml"):
        return Problem(
            shown, 1, 1, "unknown-file", f'Nothing reads "{name}".', "Move it out of digests, or end its name in .yaml."
        )
    return None
