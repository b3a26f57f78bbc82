"""What was counted of each side: cases go in by value and place; all that stands in some places can be taken out."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

Where = str
"""Where something was found: the id of an entry, or "story:" or "digest:" and an id."""


@dataclass(slots=True)
class Tally:
    """What was counted of one side, by value: where cases were found, and how many there."""

    found: dict[str, dict[Where, int]] = field(default_factory=dict)
    _counts: dict[str, int] = field(default_factory=dict)
    whole: int = 0
    """How many cases there are."""

    def add(self, value: str, where: Where, number: int = 1) -> None:
        """Count one case, or several."""
        places = self.found.setdefault(value, {})
        places[where] = places.get(where, 0) + number
        self._counts[value] = self._counts.get(value, 0) + number
        self.whole += number

    def count(self, value: str) -> int:
        """How many cases there are of a value."""
        return self._counts.get(value, 0)

    def forget(self, places: Collection[Where]) -> None:
        """Take out what was found in some places."""
        for value in list(self.found):
            known = self.found[value]
            gone = sum(known.pop(where, 0) for where in places)
            self.whole -= gone
            self._counts[value] -= gone
            if not known:
                del self.found[value], self._counts[value]

    @classmethod
    def again(cls, found: Mapping[str, Mapping[Where, int]]) -> Self:
        """The tally with what was `found`, as JSON has it."""
        made = cls()
        made.found = {value: dict(places) for value, places in found.items()}
        made._counts = {value: sum(places.values()) for value, places in made.found.items()}
        made.whole = sum(made._counts.values())
        return made


Tallies = dict[str, Tally]
"""By side."""


def of_side(tallies: Tallies, side: str) -> Tally:
    """What was counted of a side, which is begun where there is nothing yet."""
    return tallies.get(side) or tallies.setdefault(side, Tally())


def forget(tallies: dict[Any, Tally], places: Collection[Where]) -> None:
    """Take out of several what was found in some places, and those in which nothing is left."""
    for side in list(tallies):
        tallies[side].forget(places)
        if not tallies[side].whole:
            del tallies[side]


def plain(tallies: Mapping[str, Tally]) -> dict[str, Any]:
    """Several as JSON can keep them."""
    return {side: tally.found for side, tally in tallies.items()}


def again(kept: Mapping[str, Any]) -> Tallies:
    """Several as they were kept."""
    return {side: Tally.again(found) for side, found in kept.items()}
