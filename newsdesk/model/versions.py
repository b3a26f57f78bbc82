"""Versions of the files' format, and the steps that lift a file from one version to the next.

A step says, for each kind of file, what changes in its data. The same changes are made in plain data
(`lifted`) and in the text of a file (`newsdesk/load/lift.py`), so that one cannot forget the other.
"""

import copy
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

ANY = "*"
KINDS = (
    "entry", "digest", "moved", "figures", "codings", "pages", "watch", "outlets", "people", "places", "stories",
    "topics",
)  # fmt: skip
"""Kinds of file with a line `schema:`; a register is called like its file."""

Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One change at `path`: names from the top, `ANY` for each item of a list or each record.

    With `fields`, `become` returns the fields that stand in the place of the field, in their order;
    else it returns the value that stands in the place of the value. What is not of the type `wants`
    stays as it is, and the check will say so.
    """

    path: tuple[str, ...]
    become: Callable[[Any], Any]
    says: str
    """What changes, for people, such as `"url" is now "address"`."""
    wants: type = object
    fields: bool = False

    def places(self, data: Any) -> list[Place]:
        """Where in the data something changes, from top to bottom."""
        return [place for place, value in _matches(data, self.path, ()) if self._changes(place[-1], value)]

    def _changes(self, name: str | int, value: Any) -> bool:
        if not isinstance(value, self.wants):
            return False
        new = self.become(value)
        return list(new.items()) != [(name, value)] if self.fields else new != value

    def apply(self, data: Any, place: Place) -> None:
        """Make the change at one place of `data`, which is changed."""
        owner = data
        for step in place[:-1]:
            owner = owner[step]
        new = self.become(owner[place[-1]])
        if not self.fields:
            owner[place[-1]] = new
            return
        items = list(owner.items())
        owner.clear()
        for name, value in items:
            owner.update(new if name == place[-1] else {name: value})


def renamed(path: tuple[str, ...], new: str) -> Change:
    """The field at `path` is called `new`, and keeps its value."""
    return Change(path, lambda value: {new: value}, f'"{path[-1]}" is now "{new}"', fields=True)


def split(path: tuple[str, ...], parts: Callable[[Any], dict[str, Any]], says: str, wants: type = str) -> Change:
    """The field at `path` becomes several; one that keeps the old name comes first."""
    return Change(path, parts, says, wants, fields=True)


def terms(path: tuple[str, ...], new: Mapping[str, str]) -> Change:
    """Words of the vocabulary at `path` are others now."""
    says = ", ".join(f'"{old}" is now "{other}"' for old, other in new.items())
    return Change(path, lambda value: new.get(value, value), says, str)


Step = Mapping[str, tuple[Change, ...]]
"""What changes from one version to the next, by kind of file; each change sees what those before it left."""


@dataclass(frozen=True, slots=True)
class Format:
    """All versions there have been: the first step leads from version 1 to version 2."""

    steps: tuple[Step, ...] = ()

    @property
    def current(self) -> int:
        """The version that the model describes."""
        return 1 + len(self.steps)

    def version_of(self, data: Any) -> int | None:
        """The version that a file names; None where that is missing or no version at all."""
        version = data.get("schema") if isinstance(data, dict) else None
        return version if type(version) is int and version > 0 else None


FORMAT = Format()


def kind_of(inner: str) -> str:
    """The kind of a file by its path below `digests/`, such as `2026-W47/_digest.yaml`; "" if it is no YAML."""
    if not inner.endswith(".yaml"):
        return ""
    folder, _, name = inner.rpartition("/")
    name = name.removesuffix(".yaml")
    if folder:
        return "digest" if name == "_digest" else "entry"
    return name.removeprefix("_") if name in ("_moved", "_figures", "_codings") else name


def lifted(kind: str, data: Any, known: Format = FORMAT) -> Any:
    """The data of a file as the current version writes it; `data` itself stays as it is.

    Data of the current version, of a newer one or of none comes back unchanged. Nothing is checked:
    faulty data stays faulty.
    """
    version = known.version_of(data)
    if version is None or version >= known.current:
        return data
    data = copy.deepcopy(data)
    for number, step in enumerate(known.steps[version - 1 :], version + 1):
        for change in step.get(kind, ()):
            for place in change.places(data):
                change.apply(data, place)
        data["schema"] = number
    return data


def _matches(data: Any, path: tuple[str, ...], above: Place) -> Iterator[tuple[Place, Any]]:
    if not path:
        yield above, data
    elif path[0] == ANY:
        pairs = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
        for name, value in pairs:
            yield from _matches(value, path[1:], (*above, name))
    elif isinstance(data, dict) and path[0] in data:
        yield from _matches(data[path[0]], path[1:], (*above, path[0]))
