"""Marks of a plot that would hide one another stand side by side: each as near to its own place as there is room."""

from collections.abc import Sequence
from functools import cache
from math import hypot

# What a mark takes of the plot, from edge to edge, with what parts it from the next; in CSS pixels.
APART = 12.0
# A mark may be moved so far; where there is no room even so, it stands where it belongs.
_FARTHEST = 60
# A day is read less exactly than a value: to the side costs less than up or down.
_UPRIGHT = 2.0


def spread(places: Sequence[tuple[float, float]], low: float, high: float, height: float) -> list[tuple[float, float]]:
    """Places of marks, in pixels from the left and the top, parted in their order, between `low` and `high`."""
    taken: list[tuple[float, float]] = []
    for x, y in places:
        moved = (
            (x + dx, y + dy)
            for dx, dy in _steps()
            if (not dx or low <= x + dx <= high) and (not dy or 0 <= y + dy <= height)
        )
        taken.append(next((one for one in moved if _is_free(one, taken)), (x, y)))
    return taken


def _is_free(place: tuple[float, float], taken: Sequence[tuple[float, float]]) -> bool:
    return all(hypot(place[0] - x, place[1] - y) >= APART for x, y in taken)


@cache
def _steps() -> tuple[tuple[int, int], ...]:
    """How a mark may be moved, the least first; of two alike to the right and down."""
    far = range(-_FARTHEST, _FARTHEST + 1)
    steps = [(dx, dy) for dx in far for dy in range(-_FARTHEST // 2, _FARTHEST // 2 + 1)]
    return tuple(sorted(steps, key=lambda step: (hypot(step[0], _UPRIGHT * step[1]), -step[0], -step[1])))
