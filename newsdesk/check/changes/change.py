"""What one difference is, and the names by which it is told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from newsdesk.check.changes.weights import Weight
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
    sentence: tuple[str, str] | None = None
    """The sentence in which it stood, and the one in which it stands: what is shown where there are several."""


@dataclass(frozen=True, slots=True)
class Names:
    """What else than its id a record is called by, which people are private, and which records were renamed."""

    of: Mapping[str, tuple[str, ...]]
    private: frozenset[str] = frozenset()
    renamed: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By register, or `entries`: old ids with the new ones."""

    def current(self, register: str, value: Any) -> Any:
        """An id as it is now, or a list of ids; whoever is cited may be in either of two registers."""
        if isinstance(value, list):
            return [self.current(register, item) for item in value]
        for known in ("people", "outlets") if register == "people" else (register,):
            if isinstance(value, str) and value in self.renamed.get(known, ()):
                return self.renamed[known][value]
        return value
