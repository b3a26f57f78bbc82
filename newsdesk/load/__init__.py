"""Reads a collection's files into documents that know where every value stands."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from newsdesk.load.document import Document, Loc, value_at
from newsdesk.load.reader import MAX_BYTES, parse
from newsdesk.problems import Problem, closest

__all__ = ["MAX_BYTES", "REGISTERS", "Document", "Loc", "parse", "read_tree", "value_at"]

REGISTERS = ("outlets", "people", "places", "stories", "topics")
# The registers of a large collection are one file each.
MAX_REGISTER_BYTES = 16 * 1024 * 1024


def shown_path(path: Path, root: Path) -> str:
    """The path as the editor types it: below the root without the root, with forward slashes."""
    with suppress(ValueError):
        path = path.relative_to(root)
    # A name that is not UTF-8 could not be printed.
    return path.as_posix().encode("utf-8", "replace").decode()


def read_tree(digests: Path, root: Path) -> tuple[dict[str, Document], list[Problem]]:
    """Read every YAML file of a collection, keyed by its path below `digests`, sorted."""
    documents: dict[str, Document] = {}
    problems: list[Problem] = []
    for path in sorted(_files(digests)):
        inner, shown = path.relative_to(digests), shown_path(path, root)
        if problem := _out_of_place(inner.parts, shown):
            problems.append(problem)
        if path.suffix != ".yaml":
            continue
        limit = MAX_REGISTER_BYTES if inner.as_posix() in _register_files() else MAX_BYTES
        try:
            with path.open("rb") as file:
                raw = file.read(limit + 1)
        except OSError as error:
            problems.append(Problem(shown, 1, 1, "unreadable", f"{error.strerror}."))
            continue
        document, found = parse(shown, raw, limit)
        problems += found
        if document:
            documents[inner.as_posix()] = document
    return documents, problems


def _files(folder: Path) -> Iterable[Path]:
    for path in folder.iterdir():
        if path.name.startswith("."):
            continue
        if path.is_dir():
            yield from _files(path)
        else:
            yield path


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
    if not name.endswith(".yaml"):
        return Problem(
            shown, 1, 1, "unknown-file", f'Nothing reads "{name}".',
            "Move it out of digests, or end its name in .yaml.",
        )
    return None
