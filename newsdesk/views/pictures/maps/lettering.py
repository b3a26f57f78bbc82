"""Where names stand on a map: beside their marks, and never over one another or over a mark."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

# Of a letter, in units; on a narrow screen a unit is about a pixel. Wider screens have smaller letters than that.
SIZE = 13.0
_LETTER, _WIDE = 0.6, 1.05
_GAP = 2.0


class Box(NamedTuple):
    """A rectangle on a map, in units from its upper left."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Whether the two lie over one another."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


@dataclass(frozen=True, slots=True)
class Wanted:
    """A text that is to stand beside a mark, or in the middle of a country where the mark has no size."""

    x: float
    y: float
    radius: float
    text: str


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a text stands: its base line, and whether it begins, ends or is centred there."""

    x: float
    y: float
    anchor: str
    box: Box


def width_of(text: str) -> float:
    """About how wide a text is, in units, rather more than less."""
    return SIZE * sum(0.0 if unicodedata.combining(one) else _of_letter(one) for one in text)


def _of_letter(letter: str) -> float:
    return _WIDE if unicodedata.east_asian_width(letter) in "WF" else _LETTER


def placed(wanted: Sequence[Wanted], marks: Sequence[Box], size: tuple[float, float]) -> list[Placed | None]:
    """The texts in their order, the first ones before all others; None where one has no room on the map.

    `size` is that of the map in units.
    """
    taken = list(marks)
    sheet = Box(0, 0, *size)
    found: list[Placed | None] = []
    for one in wanted:
        own = Box(one.x - one.radius, one.y - one.radius, one.x + one.radius, one.y + one.radius)
        spot = next((spot for spot in _around(one) if _is_free(spot.box, taken, sheet, own)), None)
        found.append(spot)
        if spot:
            taken.append(spot.box)
    return found


def _is_free(box: Box, taken: Sequence[Box], sheet: Box, own: Box) -> bool:
    inside = box.left >= sheet.left and box.right <= sheet.right and box.top >= sheet.top and box.bottom <= sheet.bottom
    return inside and not any(box.meets(other) for other in taken if other != own)


def _around(one: Wanted) -> Iterator[Placed]:
    """Where a text may stand, the best first: right of its mark, left, above, below, then beside its corners."""
    width, away = width_of(one.text), one.radius + _GAP
    if not one.radius:
        yield _at(one.x, one.y + SIZE * 0.36, "middle", width)
        return
    level, above, below = one.y + SIZE * 0.36, one.y - away - SIZE * 0.2, one.y + away + SIZE * 0.8
    yield _at(one.x + away, level, "start", width)
    yield _at(one.x - away, level, "end", width)
    yield _at(one.x, above, "middle", width)
    yield _at(one.x, below, "middle", width)
    for height in (above + away * 0.6, below - away * 0.6):
        yield _at(one.x + away * 0.7, height, "start", width)
        yield _at(one.x - away * 0.7, height, "end", width)


def _at(x: float, y: float, anchor: str, width: float) -> Placed:
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    return Placed(round(x, 1), round(y, 1), anchor, Box(left, y - SIZE * 0.8, left + width, y + SIZE * 0.25))
