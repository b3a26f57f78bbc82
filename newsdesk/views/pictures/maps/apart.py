"""Marks that would lie over each other: a little apart where that is enough, else one mark for all of them."""

from collections.abc import Sequence
from math import cos, hypot, sin
from typing import NamedTuple

# How far a mark may be moved, in units: less than its own size, so that it still lies on its place.
_MOVED = 3.0
_ROUNDS = 24
# Two marks that share less than this touch.
_TOUCH = 0.8
_GAP = 0.6


class Disc(NamedTuple):
    """A mark: its middle and its radius, in units."""

    x: float
    y: float
    radius: float


def apart(discs: Sequence[Disc]) -> list[tuple[Disc, tuple[int, ...]]]:
    """The marks to draw, each with the numbers of those that it stands for, in the order of the first of these."""
    moved = list(discs)
    for _ in range(_ROUNDS):
        for one in range(len(moved)):
            for other in range(one):
                _push(discs, moved, one, other)
    groups = {number: {number} for number in range(len(moved))}
    for one in range(len(moved)):
        for other in range(one):
            if _shared(moved[one], moved[other]) > _TOUCH and groups[one] is not groups[other]:
                groups[other] |= groups[one]
                for member in groups[one]:
                    groups[member] = groups[other]
    found = []
    for number, members in groups.items():
        if number == min(members):
            same = tuple(sorted(members))
            found.append((moved[number] if len(same) == 1 else _middle([discs[one] for one in same]), same))
    return found


def _shared(one: Disc, other: Disc) -> float:
    """How much two marks lie over each other, on the line between them; less than nothing where they do not."""
    return one.radius + other.radius - hypot(one.x - other.x, one.y - other.y)


def _push(discs: Sequence[Disc], moved: list[Disc], one: int, other: int) -> None:
    first, second = moved[one], moved[other]
    if (shared := _shared(first, second) + _GAP) <= 0:
        return
    dx, dy = first.x - second.x, first.y - second.y
    far = hypot(dx, dy)
    # Of two in one spot each goes its own way, always the same.
    dx, dy = (dx / far, dy / far) if far else (cos(one + other), sin(one + other))
    moved[one] = _held(discs[one], first.x + dx * shared / 2, first.y + dy * shared / 2)
    moved[other] = _held(discs[other], second.x - dx * shared / 2, second.y - dy * shared / 2)


def _held(own: Disc, x: float, y: float) -> Disc:
    """A mark at a place, but no further from its own than it may be moved."""
    far = hypot(x - own.x, y - own.y)
    share = min(1.0, _MOVED / far) if far else 1.0
    return Disc(own.x + (x - own.x) * share, own.y + (y - own.y) * share, own.radius)


def _middle(discs: Sequence[Disc]) -> Disc:
    """One mark for several: in their middle, as large as the largest of them."""
    x = sum(one.x for one in discs) / len(discs)
    y = sum(one.y for one in discs) / len(discs)
    return Disc(x, y, max(one.radius for one in discs))
