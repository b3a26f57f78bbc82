"""Marks of a plot that would hide one another stand one above the other: each on its day, near its own height."""

from collections.abc import Callable, Sequence
from math import ceil, sqrt

# What a mark takes of the plot, from edge to edge, with what parts it from the next; in CSS pixels.
APART = 12.0


def spread(places: Sequence[tuple[float, float]], height: float) -> list[tuple[float, float]]:
    """Places of marks, in pixels from the left and the top, parted up and down; they come from the top down.

    Neither the place from the left changes nor the order from the top; `height` is `room_for` them at least.
    """
    # As low as those above press each mark, and as high as those below do: it stands between the two.
    falling = _pressed(places, height)
    upside_down = [(x, height - y) for x, y in reversed(places)]
    rising = [height - y for y in reversed(_pressed(upside_down, height))]
    return [(x, (low + high) / 2) for (x, _), low, high in zip(places, falling, rising, strict=True)]


def room_for(places: Sequence[tuple[float, float]]) -> int:
    """How high marks stand that are parted, at least; in pixels, never more than `APART` for each but one."""
    return ceil(max(_stacked([x for x, _ in places], lambda _: 0.0), default=0.0))


def _pressed(places: Sequence[tuple[float, float]], height: float) -> list[float]:
    """Each mark at its height, or lower where another one stands there, as far as those below leave room."""
    lowest = [height - y for y in reversed(_stacked([x for x, _ in reversed(places)], lambda _: 0.0))]
    wanted = _stacked([x for x, _ in places], lambda at: places[at][1])
    return [min(one, low) for one, low in zip(wanted, lowest, strict=True)]


def _stacked(across: Sequence[float], least: Callable[[int], float]) -> list[float]:
    """How low each mark stands that is told how low at least, and has to be clear of all before it."""
    found: list[float] = []
    for at, x in enumerate(across):
        clear = (y + sqrt(APART**2 - (x - other) ** 2) for other, y in zip(across, found, strict=False)
                 if abs(x - other) < APART)  # fmt: skip
        found.append(max(least(at), *clear, 0.0))
    return found
