"""Which story an article may belong to: by people and places that both name, and by days that lie close together."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import log

# What lies further apart in time is another story, whoever is named in it.
_DAYS = 14
# An article whose day is not known may lie anywhere.
_UNKNOWN = 0.5
# Two names that few stories share, or one that no other has; see docs/decisions for how this was measured.
_FEWEST, _ALONE_WITHIN = 2, 3


@dataclass(frozen=True, slots=True)
class Profile:
    """What a story is about, as far as registers tell: ids such as `people/ada-quill`, and the days of its articles."""

    names: frozenset[str]
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A story that an article may belong to, and what speaks for it."""

    story: str
    names: tuple[str, ...]
    """Who and what both name, what is rarest first."""
    days: int | None
    """How many days lie between them; None where the day of the article is not known."""


class Stories:
    """The stories of a collection, to be asked for the one that an article may belong to."""

    def __init__(self, profiles: Mapping[str, Profile]) -> None:
        self._profiles = profiles
        self._with: dict[str, list[str]] = {}
        for story, profile in profiles.items():
            for name in profile.names:
                self._with.setdefault(name, []).append(story)

    def suggested(self, names: Iterable[str], day: date | None) -> Suggestion | None:
        """The story that shares most with an article; None where none shares enough."""
        weights = {name: log(1 + len(self._profiles) / len(self._with[name])) for name in names if name in self._with}
        scores = Counter[str]()
        for name, weight in weights.items():
            for story in self._with[name]:
                scores[story] += weight  # type: ignore[assignment] # a counter of fractions
        best: tuple[float, str, int | None] | None = None
        for story, score in scores.items():
            between = _between(day, self._profiles[story].days)
            if between is not None and between > _DAYS:
                continue
            shared = [name for name in weights if story in self._with[name]]
            is_alone = any(len(self._with[name]) == 1 for name in shared) and (between or 0) <= _ALONE_WITHIN
            if len(shared) < _FEWEST and not (is_alone and between is not None):
                continue
            near = _UNKNOWN if between is None else 1 / (1 + between / 4)
            rank = (score * near, story, between)
            if best is None or (rank[0], best[1]) > (best[0], rank[1]):
                best = rank
        if best is None:
            return None
        story, between = best[1:]
        shared = sorted((name for name in weights if story in self._with[name]), key=lambda name: -weights[name])
        return Suggestion(story, tuple(shared), between)


def _between(day: date | None, days: Iterable[date]) -> int | None:
    """How many days lie between a day and the nearest of others; None where there is nothing to compare."""
    return min((abs((day - one).days) for one in days), default=None) if day else None
