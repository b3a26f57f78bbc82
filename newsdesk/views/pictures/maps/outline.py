"""The coasts and borders of a section of the world as paths, from newsdesk/data/outline.

What lies outside a section is left out, and points that would fall together on the page are one.
"""

import json
from array import array
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from itertools import chain, pairwise
from typing import Any, NamedTuple

from newsdesk.views.pictures.maps.section import WIDTH, Section, Spot

_FOLDER = files("newsdesk") / "data" / "outline"
_GRID = 100
_AROUND = 360 * _GRID
# How far east or west of Greenwich lines go on.
_FARTHEST = 200 * _GRID
# Steps of a path are whole numbers of these parts of a unit.
FINE = 4
# Points nearer to the one before than so many of them are passed over.
_NEAR = 3
# Names of countries are tried in the cells of such a grid.
_COLUMNS, _ROWS = 12, 9
Point = tuple[int, int]


class _Line:
    """A line, whose points are made when somebody asks for them: most maps show few of all."""

    def __init__(self, held: dict[str, Any]) -> None:
        self.box: list[int] = held["box"]
        self.is_border = bool(held["border"])
        # Packed, in a tenth of the memory of so many numbers: each process that makes pages holds all lines.
        self._steps = array("i", held["points"])

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """Its points in hundredths of a degree."""
        return tuple(_points(self._steps))


class _Ring(NamedTuple):
    box: tuple[int, int, int, int]
    points: list[Point]


@dataclass(frozen=True)
class _Level:
    lines: tuple[_Line, ...]
    countries: dict[str, list[list[int]]]
    labels: dict[str, Spot]
    made: dict[str, list[_Ring]] = field(default_factory=dict)

    def rings(self, code: str) -> list[_Ring]:
        """The parts of a country, with their holes."""
        if code not in self.made:
            rings = [list(_joined(numbers, self.lines)) for numbers in self.countries.get(code, ())]
            self.made[code] = [_Ring(_box(ring), ring) for ring in rings]
        return self.made[code]


def _box(points: Sequence[Point]) -> tuple[int, int, int, int]:
    across, down = [x for x, _ in points], [y for _, y in points]
    return min(across), min(down), max(across), max(down)


class _View(NamedTuple):
    """A section in hundredths of a degree, `shift` being those by which lines are moved to lie in it."""

    west: float
    south: float
    east: float
    north: float
    across: float
    down: float
    shifts: tuple[int, ...]
    """By how much something on the globe may be moved to lie in it."""

    def holds(self, box: Sequence[int], shift: int) -> bool:
        """Whether something between these sides may be seen."""
        west, south, east, north = box
        return west + shift <= self.east and east + shift >= self.west and south <= self.north and north >= self.south

    def outside(self, point: Point, shift: int) -> int:
        """On which sides of the section a point lies, as bits."""
        x, y = point[0] + shift, point[1]
        return (x < self.west) | (x > self.east) << 1 | (y < self.south) << 2 | (y > self.north) << 3

    def fine(self, point: Point, shift: int) -> Point:
        """Where a point lies on the map, in parts of a unit."""
        return round((point[0] + shift - self.west) * self.across), round((self.north - point[1]) * self.down)


@cache
def _level(name: str) -> _Level:
    held: dict[str, Any] = json.loads((_FOLDER / f"{name}.json").read_text("utf-8"))
    return _Level(
        tuple(map(_Line, held["lines"])),
        held["countries"],
        {code: tuple(spot) for code, spot in held["labels"].items()},
    )


def _points(steps: Sequence[int]) -> Iterator[Point]:
    x = y = 0
    for at in range(0, len(steps), 2):
        x, y = x + steps[at], y + steps[at + 1]
        yield x, y


def spots_in(section: Section, code: str) -> Iterator[tuple[float, float]]:
    """Where the name of a country may stand, in units: in its middle, else wherever it is seen, the middle first."""
    if (middle := middle_of(code)) and (spot := section.at(middle)):
        yield spot
    rings = _rings_in(section, code)
    if not rings:
        return
    inside = []
    for row in range(_ROWS):
        y = section.height * (row + 0.5) / _ROWS
        crossed = sorted(x for ring in rings for x in _crossed(ring, y * FINE))
        columns = (WIDTH * (at + 0.5) / _COLUMNS for at in range(_COLUMNS))
        # From inside an odd number of borders lies to the right.
        inside += [(x, y) for x in columns if (len(crossed) - bisect(crossed, x * FINE)) % 2]
    if inside:
        center = (sum(x for x, _ in inside) / len(inside), sum(y for _, y in inside) / len(inside))
        yield from sorted(inside, key=lambda spot: ((spot[0] - center[0]) ** 2 + (spot[1] - center[1]) ** 2, spot))


def _crossed(ring: Sequence[Point], y: float) -> Iterator[float]:
    """Where a level line crosses a ring."""
    x1, y1 = ring[-1]
    for x2, y2 in ring:
        if (y1 > y) != (y2 > y):
            yield x1 + (y - y1) * (x2 - x1) / (y2 - y1)
        x1, y1 = x2, y2


def middle_of(code: str) -> Spot | None:
    """Where the name of a country goes, well inside its largest part; None where the outlines do not have it."""
    return _level("near").labels.get(code)


def lines_in(section: Section) -> tuple[str, str]:
    """Coasts and borders in a section, as the data of two paths in quarters of a unit."""
    view = _view(section)
    found: dict[bool, list[str]] = {False: [], True: []}
    for line in _level_for(section).lines:
        for shift in _shifts(view, line.box):
            found[line.is_border].extend(_path(run, view, shift) for run in _seen(line.points, view, shift))
    return "".join(found[False]), "".join(found[True])


def area_in(section: Section, code: str) -> str:
    """A country in a section as the data of a path; "" where nothing of it is seen."""
    return "".join(f"{_drawn(ring)}z" for ring in _rings_in(section, code))


def _rings_in(section: Section, code: str) -> list[list[Point]]:
    """The parts of a country that are seen, in parts of a unit, with points outside of the section at most."""
    view, level = _view(section), _level_for(section)
    found = []
    for ring in level.rings(code):
        for shift in _shifts(view, ring.box):
            if inside := _cut(ring.points, view, shift):
                found.append([view.fine(point, shift) for point in inside])
    return found


def _level_for(section: Section) -> _Level:
    return _level("wide" if section.is_wide else "near")


def _view(section: Section) -> _View:
    sides = (section.west * _GRID, section.south * _GRID, section.east * _GRID, section.north * _GRID)
    # A line that crosses the date line goes on beyond it, at most once around the world.
    shifts = tuple(one for one in (-_AROUND, 0, _AROUND) if sides[0] <= _FARTHEST + one and sides[2] >= one - _FARTHEST)
    return _View(*sides, section.across * FINE / _GRID, section.down * FINE / _GRID, shifts)


def _shifts(view: _View, box: Sequence[int]) -> Iterator[int]:
    """By how much a line is moved around the world to be seen, each way in which it is."""
    return (shift for shift in view.shifts if view.holds(box, shift))


def _seen(points: Sequence[Point], view: _View, shift: int) -> Iterator[list[Point]]:
    """The stretches of a line that may be seen, each with the points just outside."""
    run: list[Point] = []
    for first, second in pairwise(points):
        if view.outside(first, shift) & view.outside(second, shift):
            if run:
                yield run
            run = []
        else:
            run = run or [first]
            run.append(second)
    if run:
        yield run


def _joined(numbers: Iterable[int], lines: Sequence[_Line]) -> Iterator[Point]:
    """The points of a ring, which goes on where it crosses the date line, and around a pole where it holds one."""
    before: Point | None = None
    start: Point | None = None
    move = 0
    for x, y in chain.from_iterable(_run(number, lines) for number in numbers):
        if before:
            move += _AROUND if x + move - before[0] < -_AROUND / 2 else 0
            move -= _AROUND if x + move - before[0] > _AROUND / 2 else 0
        before = (x + move, y)
        start = start or before
        yield before
    if start and before and abs(before[0] - start[0]) > _AROUND / 2:
        pole = (90 if start[1] > 0 else -90) * _GRID
        yield from ((before[0], pole), (start[0], pole))


def _run(number: int, lines: Sequence[_Line]) -> Sequence[Point]:
    return lines[number].points if number >= 0 else lines[~number].points[::-1]


def _cut(ring: Sequence[Point], view: _View, shift: int) -> list[Point]:
    """A ring without the points of which nobody sees that they are gone: whole stretches on one side of the section."""
    sides = [view.outside(point, shift) for point in ring]
    everywhere = sides[0] if sides else 0
    for side in sides:
        everywhere &= side
    if everywhere or len(ring) < 3:
        return []
    found, last = [ring[0]], sides[0]
    for at in range(1, len(ring) - 1):
        if not last & sides[at] & sides[at + 1]:
            found.append(ring[at])
            last = sides[at]
    return [*found, ring[-1]]


def _path(points: Sequence[Point], view: _View, shift: int) -> str:
    return _drawn([view.fine(point, shift) for point in points])


def _drawn(points: Sequence[Point]) -> str:
    """A line as the data of a path: where it begins, then steps."""
    x, y = points[0]
    steps: list[str] = []
    for number, (right, down) in enumerate(points[1:], 2):
        if number < len(points) and abs(right - x) < _NEAR and abs(down - y) < _NEAR:
            continue
        # A minus parts two numbers, too.
        steps.append(f"{' ' if steps and right >= x else ''}{right - x}{'' if down < y else ' '}{down - y}")
        x, y = right, down
    return f"M{points[0][0]} {points[0][1]}l{''.join(steps)}"
