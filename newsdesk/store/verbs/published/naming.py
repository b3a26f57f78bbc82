"""Where the id of a record stands in other files of a collection: found in all of them, and changed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsdesk.load import LOOKS, PAGES, Loc
from newsdesk.store.editing import Changes, Document

# By what stands there: the fields that hold such an id. `references.entry` is one below a reference.
NAMING: dict[str, frozenset[str]] = {
    "entries": frozenset({"translation_of", "lead", "references.entry"}),
    "outlets": frozenset(
        "outlet syndicated_from sources.via sources.who accounts.who references.outlet edition_of".split()
    ),
    "people": frozenset("sources.who sources.side accounts.who side".split()),
    "places": frozenset({"places"}),
    "stories": frozenset({"stories"}),
    "topics": frozenset({"topics"}),
}


@dataclass(frozen=True, slots=True)
class Naming:
    """One place that names a record: its file, and the value there."""

    document: Document
    inner: str
    """The path of the file below the folder of the collection."""
    loc: Loc
    value: str

    @property
    def shown(self) -> str:
        """The place in words, such as `swans-counted (references.survey-2021.entry)`."""
        steps = [str(step + 1) if isinstance(step, int) else step for step in self.loc]
        owner = self.inner.rpartition("/")[2].removesuffix(".yaml")
        if owner == "_digest":
            owner = self.inner.partition("/")[0]
        return f"{owner} ({'.'.join(steps)})"


def namings(changes: Changes, digests: Path, kind: str, name: str) -> list[Naming]:
    """All places that name a record, in the order of files."""
    sought = re.compile(rb"(?<![0-9a-z-])" + re.escape(name.encode()) + rb"(?![0-9a-z-])")
    found = []
    plain = name.encode()
    for file in changes.walked(digests)[0]:
        # To look for the bytes alone takes a tenth of the time.
        if not (file.parts[-1].endswith(".yaml") and (raw := file.raw) and plain in raw and sought.search(raw)):
            continue
        inner = "/".join(file.parts)
        if inner == PAGES:  # it names pages alone, by addresses in which an id may stand
            continue
        document = changes.document(digests / inner)
        wanted = {name} if inner != LOOKS else {name if kind == "entries" else f"{kind}/{name}"}
        for loc, value in values_in(document.get()):
            if value in wanted and ((inner == LOOKS and loc[-1] == "record") or _names(kind, loc)):
                found.append(Naming(document, inner, loc, str(value)))
    return found


def _names(kind: str, loc: Loc) -> bool:
    """Whether a value at this place is an id of that kind."""
    steps = [step for step in loc if isinstance(step, str)]
    if not steps:
        return False
    above = "references" if len(steps) > 2 and steps[-3] == "references" else steps[-2] if len(steps) > 1 else ""
    return steps[-1] in NAMING[kind] or f"{above}.{steps[-1]}" in NAMING[kind]


def values_in(data: Any, at: Loc = ()) -> Iterator[tuple[Loc, Any]]:
    """All single values with their places, in their order."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from values_in(value, (*at, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from values_in(value, (*at, index))
    else:
        yield at, data
