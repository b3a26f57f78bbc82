"""A conflict of a merge as two values of each field that both sides have changed."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from newsdesk.build import Project
from newsdesk.desk.git.changed import Changed, How, changed, is_private
from newsdesk.desk.git.fields import ABSENT, called, inside, said, values_of
from newsdesk.desk.git.marked import Sides, sides_of
from newsdesk.desk.git.standing import Repository
from newsdesk.desk.git.versions import inner_of, on_disk
from newsdesk.load import ADDRESSES, FEED_IDS, Loc
from newsdesk.load.ordinary import printable
from newsdesk.problems import Refusal
from newsdesk.store.editing.values import same
from newsdesk.store.history import contents

OURS, THEIRS = "ours", "theirs"
# What only grows: both sides' lines stay.
_GROWS = (ADDRESSES, FEED_IDS)


@dataclass(frozen=True, slots=True)
class Field:
    """A field that the two sides say differently."""

    at: Loc
    name: str
    ours: Any
    theirs: Any
    base: Any
    suggested: str
    """The side to take where only that one has changed the field; "" where both have, and somebody has to choose."""

    @property
    def key(self) -> str:
        """Its place as one word of a form."""
        return json.dumps(self.at)

    @property
    def said_ours(self) -> str:
        """The value of the first side as people read it; "" where it has no such field."""
        return said(self.ours)

    @property
    def said_theirs(self) -> str:
        """That of the second side."""
        return said(self.theirs)

    @property
    def said_base(self) -> str:
        """What both began with."""
        return said(self.base)


@dataclass(frozen=True)
class Conflict:
    """A file that both sides have changed, with their versions; None for a side that has none."""

    file: Changed
    inner: str
    disk: bytes | None
    base: bytes | None
    ours: bytes | None
    theirs: bytes | None
    names: tuple[str, str] = ("", "")
    with_marks: bool = False
    """Whether the file holds the marks of git."""

    @property
    def is_of_fields(self) -> bool:
        """Whether both sides can be read as fields of a file of ours."""
        return None not in (self.values[OURS], self.values[THEIRS])

    @property
    def only_grows(self) -> bool:
        """Whether it is a list of which nothing ever goes."""
        return self.inner in _GROWS

    @property
    def is_gone(self) -> bool:
        """Whether one side has deleted the file."""
        return self.ours is None or self.theirs is None

    @property
    def texts(self) -> tuple[str, str]:
        """Both sides as text, where they cannot be shown by their fields."""
        ours, theirs = ((side or b"").decode("utf-8", "replace") for side in (self.ours, self.theirs))
        return ours, theirs

    @property
    def is_binary(self) -> bool:
        """Whether its sides cannot be shown as text."""
        return any(b"\0" in side for side in (self.ours, self.theirs) if side is not None)

    @cached_property
    def values(self) -> dict[str, dict[str, Any] | None]:
        """What each side says, where it is YAML of ours and can be read."""
        is_ours = self.inner.endswith(".yaml")
        sides = {OURS: self.ours, THEIRS: self.theirs, "base": self.base}
        return {side: values_of(self.file.shown, raw) if is_ours else None for side, raw in sides.items()}

    @cached_property
    def fields(self) -> list[Field]:
        """The fields that differ, in the order of the file."""
        ours, theirs = self.values[OURS] or {}, self.values[THEIRS] or {}
        return [self._field(*one) for one in _apart(ours, theirs)]

    def _field(self, at: Loc, ours: Any, theirs: Any) -> Field:
        before = _before(self.values["base"], self.values[OURS], at) if self.values["base"] is not None else ABSENT
        suggested = ""
        if self.values["base"] is not None or self.base is None:
            # Without a common version, what only one of them says was contradicted by nobody.
            suggested = THEIRS if same(ours, before) else OURS if same(theirs, before) else ""
        return Field(at, called(at, self.values[OURS], self.values[THEIRS]), ours, theirs, before, suggested)


def conflicts(repository: Repository, files: list[Changed]) -> list[Changed]:
    """The files in a conflict: those that git says so of, and those of ours that hold its marks."""
    return [one for one in files if one.how is How.CONFLICT or (one.how is not How.GONE and _marked(repository, one))]


def _marked(repository: Repository, one: Changed) -> bool:
    if not one.path.endswith((".yaml", ".yml", ".txt", ".md")):
        return False
    raw = on_disk(repository, one)
    return raw is not None and sides_of(raw) is not None


def conflict_of(project: Project, repository: Repository, path: str) -> Conflict:
    """The conflict in a file; Refusal where it has none."""
    file = next((one for one in changed(repository) if one.path == path), None)
    if is_private(path) or file is None:
        raise Refusal(f"{printable(path)} is in no conflict any more. Reload the page.")
    disk = on_disk(repository, file)
    marked = sides_of(disk) if disk is not None else None
    if file.how is not How.CONFLICT and marked is None:
        raise Refusal(f"{printable(path)} is in no conflict any more. Reload the page.")
    return _read(project, repository, file, disk, marked)


def _read(
    project: Project, repository: Repository, file: Changed, disk: bytes | None, marked: Sides | None
) -> Conflict:
    """The sides by the marks on the disk, which hold what was settled by hand meanwhile; else as git has them."""
    known = [stage for stage in file.stages if stage]
    found = dict(zip(known, contents(repository.root, [stage.encode() for stage in known]), strict=True))
    base, ours, theirs = (found.get(stage) for stage in file.stages)
    inner, names = inner_of(project, file.path), ("", "")
    if marked is not None:
        names = marked.names
        by_marks = Conflict(file, inner, disk, base or marked.base, marked.ours, marked.theirs, names, with_marks=True)
        # Marks may cut a field in two: then the versions that git has are whole.
        if by_marks.is_of_fields or not found or not inner.endswith(".yaml"):
            return by_marks
    return Conflict(file, inner, disk, base, ours, theirs, names, with_marks=marked is not None)


def _apart(ours: Any, theirs: Any, at: Loc = ()) -> Iterator[tuple[Loc, Any, Any]]:
    """Where two sides differ, so that each place is one of both: lists of other lengths are one value."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        for key in {**ours, **theirs}:
            yield from _apart(ours.get(key, ABSENT), theirs.get(key, ABSENT), (*at, key))
    elif isinstance(ours, list) and isinstance(theirs, list) and _are_alike(ours, theirs):
        for index, (own, other) in enumerate(zip(ours, theirs, strict=True)):
            yield from _apart(own, other, (*at, index))
    elif not same(ours, theirs):
        yield at, ours, theirs


def _are_alike(ours: list[Any], theirs: list[Any]) -> bool:
    """Whether two lists hold the same number of records, which are compared one by one."""
    return len(ours) == len(theirs) > 0 and all(isinstance(one, dict) for one in (*ours, *theirs))


def _before(base: Any, ours: Any, at: Loc) -> Any:
    """What stood at a place; `ABSENT` where nothing did, or its list had another length."""
    for step in at:
        if isinstance(step, int) and not (isinstance(base, list) and len(base) == len(ours)):
            return ABSENT
        base = inside(base, step)
        ours = inside(ours, step)
    return base
