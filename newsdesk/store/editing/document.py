"""One YAML file under edit: what it says can be asked and changed, and all else in it stays as it stands."""

import json
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from newsdesk.load import Loc, parse, read_ordinary, reason, value_at
from newsdesk.load.ordinary import MAX_BYTES, MAX_PAGES_BYTES, MAX_REGISTER_BYTES
from newsdesk.load.places import LARGE, PAGES
from newsdesk.problems import Problem, Refusal, has_errors
from newsdesk.store.editing.order import order_in
from newsdesk.store.editing.splicing import Edit, added, appended, edited, removed, replaced
from newsdesk.store.editing.spots import Spot, spots
from newsdesk.store.editing.values import plain, same, with_value, without, without_fields
from newsdesk.store.editing.writing import pair

_BOM = "\ufeff"


class Document:
    """A file, its text as it stands on the disk and as it would be written.

    Each change is read back: the new text says what the old one said, and the change, or the change is refused
    and the document stays as it was. Steps of a path are names of fields and numbers of items.
    """

    def __init__(self, path: Path, raw: bytes | None, shown: str | None = None) -> None:
        self.path, self.raw = path, raw
        self.shown = shown or path.as_posix()
        self._mark = _BOM if raw is not None and raw.startswith(_BOM.encode()) else ""
        self._text, self._data = "", dict[str, Any]()
        if raw is not None:
            self._text, self._data = self._understood(raw)

    @classmethod
    def read(cls, path: Path, shown: str | None = None) -> "Document":
        """The file as it is now; `shown` is its path as the editor types it. Refusal where it has a fault of form."""
        try:
            raw = read_ordinary(path, _limit(path))
        except OSError as error:
            raise Refusal(f"{shown or path} cannot be read: {reason(error)}.") from None
        return cls(path, raw, shown)

    @classmethod
    def new(cls, path: Path, shown: str | None = None) -> "Document":
        """A file that is not there yet."""
        return cls(path, None, shown)

    @property
    def text(self) -> str:
        """The text as it would be written."""
        return self._mark + self._text

    @property
    def is_changed(self) -> bool:
        """Whether anything would be written."""
        return self.raw is None or self.text.encode() != self.raw

    def get(self, *at: str | int) -> Any:
        """The plain value at a path, or all there is without one; None where there is nothing."""
        return value_at(self._data, at)

    def set(self, at: Loc, value: Any, after: str | None = None) -> None:
        """Replace a value, or add a key where the model's order has it, or behind the key `after`.

        Of a mapping in the place of a mapping, and a list in that of a list, only what differs is touched. A text
        in a folded block keeps its block, and with it the line end that such a text has or has not.
        """
        at, value = self._whole_path(at, plain(value))
        before = self._text, self._data
        try:
            self._set(at, value, after)
        except Refusal:
            # Some of what differs may have been changed already.
            self._text, self._data = before
            raise

    def remove(self, at: Loc) -> None:
        """Take out a field or an item; one that is not there is no fault. What it stood in stays, empty if need be."""
        if not at or not self._has(at):
            return
        owner = value_at(self._data, at[:-1])
        if len(owner) == 1:
            if len(at) > 1:
                self._set(at[:-1], type(owner)(), None)
            else:
                raise self._refusal("nothing would be left of this file")
            return
        parent = self._spot(at[:-1])
        self._take(removed(self._text, parent, at[-1]), without(self._data, at))

    def append(self, at: Loc, value: Any) -> None:
        """Put an item at the end of a list, which is made where it is not there."""
        there = self.get(*at)
        if there in (None, []):
            self.set(at, [value])
            return
        if not isinstance(there, list):
            raise self._refusal(f"{_named(at)} is no list")
        value = plain(value)
        self._take(appended(self._text, self._spot(at), value), with_value(self._data, (*at, len(there)), value))

    def rename(self, at: Loc, name: str) -> None:
        """Give a field, or a record of a register, another name; it stays where it is. Refusal where one has it."""
        owner, key = value_at(self._data, at[:-1]), at[-1]
        if not self._has(at) or not isinstance(owner, dict) or name in owner:
            raise self._refusal(f"{_named(at)} cannot be called {name}")
        start, end, _ = self._spot(at[:-1]).keys[str(key)]
        wanted = with_value(self._data, at[:-1], {(name if old == key else old): value for old, value in owner.items()})
        self._take([[(start, end, name)], [(start, end, json.dumps(name))]], wanted)

    def reword(self, text: str) -> None:
        """Another text that says the same: other words in comments. Nothing changes where it says something else."""
        text = text.removeprefix(_BOM)
        found, problems = parse(self.shown, text.encode(), 1 << 40)
        if found is not None and not has_errors(problems) and same(found.data, self._data):
            self._text = text

    def put(self, text: str, *, but: Collection[str] = ()) -> None:
        """Put another text in the place of the whole one; Refusal where more than the fields `but` would change.

        Its line ends become those of the file.
        """
        text = text.removeprefix(_BOM)
        if self.raw is not None and b"\r\n" in self.raw:
            text = text.replace("\r\n", "\n").replace("\n", "\r\n")
        found, problems = parse(self.shown, text.encode(), 1 << 40)
        if (
            found is None
            or has_errors(problems)
            or not same(without_fields(found.data, but), without_fields(self._data, but))
        ):
            raise self._refusal("more of it would change than was asked for")
        self._text, self._data = text, found.data

    def lay_out(self, text: str) -> None:
        """The same values in another text, such as `formatted` makes it."""
        mark = _BOM if text.startswith(_BOM) else ""
        found, _ = parse(self.shown, _ended(text.encode()), 1 << 40)
        if found is None or not same(found.data, self._data):
            raise self._refusal("a value would change")
        self._mark, self._text = mark, text.removeprefix(_BOM)

    def _set(self, at: Loc, value: Any, after: str | None) -> None:
        if not self._has(at):
            self._add(at, value, after)
            return
        old = value_at(self._data, at)
        if same(old, value):
            return
        if isinstance(old, dict) and isinstance(value, dict) and old and value and old.keys() & value.keys():
            for key in [key for key in old if key not in value]:
                self.remove((*at, key))
            for key, inner in value.items():
                self._set((*at, key), inner, None)
            return
        if isinstance(old, list) and isinstance(value, list) and old and value:
            self._set_list(at, old, value)
            return
        wanted = with_value(self._data, at, value)
        ways = replaced(self._text, self._spot(at[:-1]), at[-1], value)
        if isinstance(value, str) and isinstance(old, str) and old.endswith("\n") and not value.endswith("\n"):
            # A folded text keeps the line end at its end, which no reader sees.
            self._take(ways, with_value(self._data, at, f"{value}\n"), wanted)
        else:
            self._take(ways, wanted)

    def _set_list(self, at: Loc, old: list[Any], value: list[Any]) -> None:
        """Change what differs between two lists, from the end of what they begin with alike."""
        alike = next(
            (n for n, (a, b) in enumerate(zip(old, value, strict=False)) if not same(a, b)), min(len(old), len(value))
        )
        rest = next(
            (n for n, (a, b) in enumerate(zip(old[alike:][::-1], value[alike:][::-1], strict=False)) if not same(a, b)),
            min(len(old), len(value)) - alike,
        )
        if len(old) == len(value) or rest == 0:
            for number in range(alike, min(len(old), len(value)) - rest):
                self._set((*at, number), value[number], None)
            for _ in range(len(old) - len(value)):
                self.remove((*at, len(value)))
            for one in value[len(old) :]:
                self.append(at, one)
        elif len(old) > len(value) and alike + rest == len(value):
            for _ in range(len(old) - len(value)):
                self.remove((*at, alike))
        else:
            self._take(replaced(self._text, self._spot(at[:-1]), at[-1], value), with_value(self._data, at, value))

    def _add(self, at: Loc, value: Any, after: str | None) -> None:
        key, parent = at[-1], self.get(*at[:-1])
        if not isinstance(key, str) or not isinstance(parent, dict):
            raise self._refusal(f"there is no {_named(at)}")
        wanted = with_value(self._data, at, value)
        if not parent:
            if len(at) > 1:
                self._take(self._filled(at, value), wanted)
                return
            head = self._text if not self._text or self._text.endswith("\n") else f"{self._text}\n"
            self._take(
                [[(len(self._text), len(self._text), f"{head[len(self._text) :]}{pair(key, value, 0)}\n")]], wanted
            )
            return
        order = order_in(self.path.name, at[:-1])
        self._take(added(self._text, self._spot(at[:-1]), key, value, order, after), wanted)

    def _filled(self, at: Loc, value: Any) -> Iterator[list[Edit]]:
        """Ways to give an empty mapping its first field."""
        return replaced(self._text, self._spot(at[:-2]), at[-2], {at[-1]: value})

    def _take(self, ways: Any, *wanted: dict[str, Any]) -> None:
        """Go the first way whose text says what is wanted; Refusal, and nothing changed, where none does."""
        for edits in ways:
            text = edited(self._text, edits)
            found, problems = parse(self.shown, _ended(text.encode()), 1 << 40)
            if found is not None and not has_errors(problems) and any(same(found.data, one) for one in wanted):
                self._text, self._data = text, found.data
                return
        raise self._refusal("it is written in a way that cannot be changed without touching more than that")

    def _whole_path(self, at: Loc, value: Any) -> tuple[Loc, Any]:
        """The path as far as there is something, and the value below it, where the way there has to be made."""
        if not at:
            raise self._refusal("a file is changed field by field")
        for depth in range(1, len(at)):
            there = value_at(self._data, at[:depth])
            if there is None or (there == [] and isinstance(at[depth], str)):
                for step in reversed(at[depth:]):
                    if not isinstance(step, str):
                        raise self._refusal(f"there is no {_named(at)}")
                    value = {step: value}
                return at[:depth], value
        return at, value

    def _has(self, at: Loc) -> bool:
        owner, step = value_at(self._data, at[:-1]), at[-1]
        if isinstance(owner, dict):
            return step in owner
        return isinstance(owner, list) and isinstance(step, int) and 0 <= step < len(owner)

    def _spot(self, at: Loc) -> Spot:
        """Where the value at a path stands, with what stands in it."""
        spot = spots(self._text, at)
        assert spot is not None, "it has a value there"
        for step in at:
            spot = spot.children[step]
        return spot

    def _understood(self, raw: bytes) -> tuple[str, dict[str, Any]]:
        document, problems = parse(self.shown, _ended(raw), _limit(self.path))
        if document is None and [one.rule for one in problems] == ["not-a-record"] and _is_blank(raw):
            return raw.decode("utf-8-sig"), {}
        if document is None or has_errors(problems):
            raise Refusal("\n".join([*map(_told, problems), f"Put that right first: {self.shown} was not changed."]))
        return raw.decode("utf-8-sig"), document.data

    def _refusal(self, why: str) -> Refusal:
        return Refusal(f"{self.shown} was not changed: {why}. Change it by hand.")


def _limit(path: Path) -> int:
    if path.name == PAGES:
        return MAX_PAGES_BYTES
    return MAX_REGISTER_BYTES if path.name in LARGE else MAX_BYTES


def _ended(raw: bytes) -> bytes:
    """The same with a last line end: a text in a block at the end of a file gets its own from there."""
    return raw if raw.endswith(b"\n") or not raw else raw + b"\n"


def _is_blank(raw: bytes) -> bool:
    return all(
        not line.strip() or line.lstrip().startswith(b"#") for line in raw.removeprefix(_BOM.encode()).split(b"\n")
    )


def _told(problem: Problem) -> str:
    return f"{problem.path}:{problem.line}:{problem.column}: {problem.rule}: {problem.sentence}"


def _named(at: Loc) -> str:
    return ".".join(map(str, at))
