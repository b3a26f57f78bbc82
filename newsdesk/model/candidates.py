"""Candidates: articles that may become entries, as sources list them, and what an editor made of each."""

import datetime
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from newsdesk.model.codes import week_of
from newsdesk.model.edtf import Edtf


class State(StrEnum):
    """What an editor made of a candidate."""

    NEW = "new"
    """Nobody has looked at it."""
    LATER = "later"
    """Put off."""
    TAKEN = "taken"
    """It has an entry, or a draft of one."""
    LEFT = "left"
    """Left out, for a reason."""


class Item(NamedTuple):
    """One article as one source lists it. What the source does not say is empty, and is never guessed."""

    id: str
    """Eight letters and digits that follow from its address, or from its page where it has none."""
    origin: str
    """Where it stands, as an editor knows it: `links.txt:3`, or the address of a feed."""
    title: str = ""
    url: str = ""
    """The address as it was listed."""
    key: str = ""
    """The clean address, by which it is known again."""
    outlet: str = ""
    """What the source calls the publisher; which outlet of the register that is, its address tells."""
    date: str = ""
    """The day of publication as an EDTF date."""
    language: str = ""
    """A BCP 47 tag."""
    certainty: float = 1.0
    """How certain the language is, 0 to 1: 1 where the source says it, else by the detector."""
    lead: str = ""
    """Its first words."""
    page: str = ""
    """The file in which its page is kept, by its name."""
    sketch: str = ""
    """What tells its text from others; empty where there was too little of it."""
    names: tuple[str, ...] = ()
    """Who and what of the registers stands in it, such as `people/ada-quill`."""
    alike: tuple[tuple[str, float], ...] = ()
    """Entries whose article shares that much of its words."""
    head: str = ""
    """Of a copy the id of the candidate that it is a copy of."""
    why: str = ""
    """What shows that it is a copy: `text` or `title`."""

    def as_data(self) -> dict[str, Any]:
        """Plain data, without what is empty."""
        return {name: value for name, value in self._asdict().items() if value != _EMPTY.get(name)}

    @classmethod
    def of(cls, data: dict[str, Any]) -> "Item":
        """The item from plain data, which it keeps; ValueError where that is none."""
        if not _WANTED <= data.keys() <= _TYPES.keys():
            raise ValueError("not an item")
        for name, value in data.items():
            if not isinstance(value, _TYPES[name]):
                raise ValueError(f"{name} is no {_TYPES[name]}")
        if "names" in data:
            data["names"] = tuple(map(str, data["names"]))
        if "alike" in data:
            data["alike"] = tuple((str(name), float(share)) for name, share in data["alike"])
        return cls(**data)

    @property
    def day(self) -> datetime.date | None:
        """The day of publication, where exactly one is known."""
        when = Edtf.of(self.date) if self.date else None
        return when.first if when and when.is_exact else None

    @property
    def host(self) -> str:
        """The host of its clean address; empty without one."""
        return self.key.partition("/")[0].partition("?")[0]


_EMPTY = Item._field_defaults
_WANTED = {"id", "origin"}
_TYPES: dict[str, Any] = {
    **dict.fromkeys(Item._fields, str),
    "certainty": (int, float),
    "names": (list, tuple),
    "alike": (list, tuple),
}


@dataclass(frozen=True, slots=True)
class Step:
    """What was done with a candidate at a time."""

    state: State
    at: str
    """When, in UTC, as 2022-11-08T12:00:00Z."""
    entry: str = ""
    """Of a taken one the id of its entry."""
    week: str = ""
    """Of a taken one the week of its entry."""
    why: str = ""
    """Of one that is left out the id of the reason."""


@dataclass(slots=True)
class Candidate:
    """An article with its copies, and what was done with it, oldest first."""

    item: Item
    copies: list[Item] = field(default_factory=list)
    origins: list[str] = field(default_factory=list)
    """Where else the same addresses stood."""
    steps: list[Step] = field(default_factory=list)
    added: str = ""
    """When it came in, in UTC."""

    @property
    def id(self) -> str:
        """The id of its first item."""
        return self.item.id

    @property
    def items(self) -> list[Item]:
        """The article, and its copies."""
        return [self.item, *self.copies]

    @property
    def step(self) -> Step | None:
        """The last thing that was done with it, and not undone."""
        return self.steps[-1] if self.steps else None

    @property
    def state(self) -> State:
        """What an editor made of it."""
        return self.steps[-1].state if self.steps else State.NEW

    @property
    def week(self) -> str:
        """The week that it counts in: of its entry, else of its publication, else of the day it was looked at."""
        if self.steps and self.steps[-1].week:
            return self.steps[-1].week
        for item in self.items:
            if day := item.day:
                return week_of(day)
        return week_of(datetime.date.fromisoformat((self.steps[-1].at if self.steps else self.added)[:10]))
