"""Writes the JSON Schemas for editors: completion, and the meaning of every field and term while typing."""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from newsdesk.load import read_whole
from newsdesk.model.schemas import schemas
from newsdesk.model.versions import FORMAT
from newsdesk.store.files import replace

__all__ = ["beyond_us", "beyond_us_in", "schemas", "write_schemas"]


def write_schemas(digests: Path) -> list[Path]:
    """Write every schema that is not current; returns what was written."""
    written = []
    for name, text in schemas().items():
        path = digests / name
        before = None
        with suppress(OSError):
            before = read_whole(path)
        if before != text.encode():
            replace(path, text.encode())
            written.append(path)
    return written


def beyond_us(theirs: Mapping[str, str]) -> list[str]:
    """What a newer program reads that this one does not: fields and terms, such as `entry: speaker`.

    `theirs` are the schemas that it wrote, by file name. Nothing where that program lacks what this one reads: it is
    the older one.
    """
    there, here = _names(theirs), _names({name: text for name, text in schemas().items() if name in theirs})
    versions = [f"{name}: {what}" for name, what in there if what.startswith("schema: ")]
    if newer := [said for said in versions if int(said.rpartition(" ")[2]) > FORMAT.current]:
        return newer[:1]
    more = there - here
    return sorted(f"{name}: {what}" for name, what in more) if not here - there else []


def beyond_us_in(digests: Path) -> list[str]:
    """The same, by the schemas that lie in a collection."""
    found = {}
    for path in sorted(digests.glob("*.schema.json")):
        with suppress(OSError, UnicodeDecodeError):
            found[path.name] = read_whole(path).decode()
    return beyond_us(found)


def _names(texts: Mapping[str, str]) -> set[tuple[str, str]]:
    found = set()
    for file, text in texts.items():
        with suppress(ValueError, RecursionError):
            found |= {(file.removesuffix(".schema.json"), name) for name in _named(json.loads(text), "")}
    return found


def _named(node: Any, owner: str) -> Iterator[str]:
    """The fields that a schema names, and the terms that a field may have; the version as `schema: 1`."""
    if isinstance(node, list):
        for one in node:
            yield from _named(one, owner)
    if not isinstance(node, dict):
        return
    if owner == "schema" and isinstance(node.get("const"), int):
        yield f"schema: {node['const']}"
    yield from (f"{owner}={term}" for term in node.get("enum", ()) if owner and isinstance(term, str))
    fields = node.get("properties")
    for name, inner in fields.items() if isinstance(fields, dict) else ():
        yield name
        yield from _named(inner, name)
    for key, inner in node.items():
        if key not in ("properties", "enum", "const", "default", "description"):
            yield from _named(inner, owner)
