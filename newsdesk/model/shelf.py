"""Entries whose whole copies lie out of memory: what keeps these, and what gets one when something of it is asked."""

from collections.abc import Sequence
from typing import Any, Protocol

from newsdesk.model.entry import Entry
from newsdesk.model.record import Instead, Record, pairs
from newsdesk.model.tables import REST, unfold

MANY = 20_000
"""From so many entries on, whole ones lie out of memory while pages are made."""


class Shelf(Protocol):
    """Where records lie out of memory."""

    def put(self, key: tuple[Any, ...], made: object, *, for_later: bool = False) -> None:
        """Keep something by its key; with `for_later` nobody asks for it soon."""

    def get(self, key: tuple[Any, ...]) -> Any:
        """What was kept by this key."""


def hold(entries: Sequence[Entry], shelf: Shelf) -> None:
    """Have all of these entries at hand: in memory, or, where they are many, on a shelf.

    To ask a shelf takes a tenth more of the time of pages, and fewer have room in memory.
    """
    for entry in entries:
        if len(entries) < MANY:
            entry.whole()
        else:
            lay_aside(entry, shelf)


def lay_aside(entry: Entry, shelf: Shelf) -> None:
    """Make a whole copy of an entry that knows some fields by heart, which lies on a shelf from now on.

    What the entry does not know is asked of that copy each time: it never becomes whole itself.
    """
    rest = entry.__dict__.get(REST)
    if rest is None or isinstance(rest, Instead):
        return
    unfold(entry)
    full, laid = rest(), Laid(shelf, entry.id)
    _give_beside(entry, full)
    shelf.put(laid.key, full, for_later=True)
    entry.__dict__[REST] = laid


class Laid(Instead):
    """A whole copy of an entry that lies on a shelf, and is got anew when something is asked that is not known."""

    __slots__ = ("_name", "_shelf")

    def __init__(self, shelf: Shelf, name: str) -> None:
        self._shelf, self._name = shelf, name

    @property
    def key(self) -> tuple[str, str]:
        """By what it is kept."""
        return "whole", self._name

    def ask(self, name: str) -> Any:
        """The value of a field."""
        return getattr(self.whole(), name)

    def whole(self) -> Any:
        """The copy."""
        return self._shelf.get(self.key)

    apart = whole


def _give_beside(known: Record, full: Record) -> None:
    """Give a full record, and those in it, what is known beside the fields of another one that says the same."""
    for mine, other in pairs(known, full):
        for name, value in mine.__dict__.items():
            if name[0] == "_" and name != REST and name[1:] not in other.__dict__:
                other.__dict__[name] = value
