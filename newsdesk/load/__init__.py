"""Reads a collection's files into documents that know where every value stands."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from newsdesk.load.document import Document, Loc, value_at
from newsdesk.load.reader import MAX_BYTES, parse
from newsdesk.problems import Problem, closest

__all__ = ["MAX_BYTES", "REGISTERS", "Document", "Loc", "parse", "read_tree", "value_at"]

REGISTERS = ("outlets", "people", "places", "stories", "topics")
# Slips of the pen for _digest.yaml, which would else be read as entries.
_NEARLY_DIGESTS = ("digest.yaml", "_digests.yaml")
# The registers of a large collection are one file each.
MAX_REGISTER_BYTES = 16 * 1024 * 1024


def shown_path(path: Path, root: Path) -> str:
    """The path as the editor types it: below the root without the root, with forward slashes."""
    with suppress(ValueError):
        path = path.relative_to(root)
    return _printable(path)


def _printable(path: Path) -> str:
    # A name that is not UTF-8 comes with lone surrogates, which no output takes.
    return path.as_posix().encode("utf-8", "replace").decode()


def read_tree(digests: Path, root: Path) -> tuple[dict[str, Document | None], list[Problem]]:
    """Read every YAML file of a collection, keyed by its path below `digests`, sorted.

    A file that cannot be read stands there as None, and has a problem.
    """
    documents: dict[str, Document | None] = {}
    problems: list[Problem] = []
    faults: list[OSError] = []
    files = sorted(_files(digests, faults))
    problems += [_unreadable(shown_path(Path(str(fault.filename)), root), fault) for fault in faults]
    for path in files:
        inner, shown = Path(_printable(path.relative_to(digests))), shown_path(path, root)
        if path.is_dir() or (path.exists() and not path.is_file()):
            what = "a link to a folder" if path.is_dir() else "no ordinary file"
            problems.append(Problem(shown, 1, 1, "unknown-file", f"This is {what}.", "Put the files themselves here."))
            continue
        if problem := _out_of_place(inner.parts, shown):
            problems.append(problem)
        if path.suffix != ".yaml" or path.name in _NEARLY_DIGESTS:
            continue
        limit = MAX_REGISTER_BYTES if inner.as_posix() in _register_files() else MAX_BYTES
        try:
            with path.open("rb") as file:
                raw = file.read(limit + 1)
        except OSError as error:
            problems.append(_unreadable(shown, error))
            documents[inner.as_posix()] = None
            continue
        document, found = parse(shown, raw, limit)
        problems += found
        documents[inner.as_posix()] = document
    return documents, problems


def _files(folder: Path, faults: list[OSError]) -> Iterable[Path]:
    """Files below a folder, hidden ones left out; linked folders, which may lead round in a circle, as files."""
    for top, folders, names in os.walk(folder, onerror=faults.append):
        linked = [name for name in folders if Path(top, name).is_symlink()]
        folders[:] = [name for name in folders if not name.startswith(".") and name not in linked]
        yield from (Path(top, name) for name in [*names, *linked] if not name.startswith("."))


def _unreadable(shown: str, error: OSError) -> Problem:
    return Problem(shown, 1, 1, "unreadable", f"{error.strerror}.", "Look at the permissions of the file.")


def _register_files() -> tuple[str, ...]:
    return tuple(f"{name}.yaml" for name in REGISTERS)


def _out_of_place(parts: tuple[str, ...], shown: str) -> Problem | None:
    """A file that nothing reads is a typo until proven otherwise."""
    name = parts[-1]
    if len(parts) == 1:
        known = (*_register_files(), "_moved.yaml")
        if name in known or name.endswith(".schema.json") or name.startswith("README"):
            return None
        # Without the ending, which all of them share.
        stem, _, ending = name.rpartition(".")
        stems = [other.removesuffix(".yaml") for other in known]
        near = closest(stem, stems) if ending.lower() in ("yaml", "yml") else None
        hint = f'Did you mean "{near}.yaml"?' if near else "Entries stand in a folder such as 2022-W42."
        return Problem(shown, 1, 1, "unknown-file", f'Nothing reads "{name}".', hint)
    if name.endswith((".yml", ".YAML", ".YML")):
        wanted = name.rpartition(".")[0] + ".yaml"
        return Problem(shown, 1, 1, "unknown-file", f'Nothing reads "{name}".', f'Call it "{wanted}".')
    if len(parts) > 2:
        return Problem(
            shown, 1, 1, "unknown-file", "This file stands too deep.",
            "An entry stands in the folder of its week, such as digests/2022-W42.",
        )
    if name in _NEARLY_DIGESTS:
        return Problem(shown, 1, 1, "unknown-file", f'Nothing reads "{name}".', 'Call it "_digest.yaml".')
    if not name.endswith(".yaml"):
        return Problem(
            shown, 1, 1, "unknown-file", f'Nothing reads "{name}".',
            "Move it out of digests, or end its name in .yaml.",
        )
    return None
