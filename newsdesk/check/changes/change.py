"""What one difference is, and the names by which it is told."""

from collections.abc import Mapping
from dataclasses import dataclass

from newsdesk.check.changes.fields import Weight
from newsdesk.load import Loc


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: where it stands now, what to call it, and what a correction has to say.

    `was` and `now` are lists of words, any of which will do; [] where nothing stood or stands there.
    """

    loc: Loc
    subject: str
    verb: str
    weight: Weight
    reason: str = ""
    was: tuple[tuple[str, ...], ...] = ()
    now: tuple[tuple[str, ...], ...] = ()
    shown_was: str | None = None
    shown_now: str | None = None
    offset: int | None = None
    is_private: bool = False
    """Whether what it said before is the name of a private person, which nothing repeats."""


@dataclass(frozen=True, slots=True)
class Names:
    """What else than its id a record is called by, and which people are private."""

    of: Mapping[str, tuple[str, ...]]
    private: frozenset[str] = frozenset()
