"""A map as templates draw it: places as marks with their names, or countries by how much is told of them."""

from collections.abc import Collection as Collected
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from math import sqrt
from typing import NamedTuple

from newsdesk.interface import Words
from newsdesk.model import Place
from newsdesk.views.pictures.maps.apart import Disc, apart
from newsdesk.views.pictures.maps.lettering import Box, Placed, Wanted, placed
from newsdesk.views.pictures.maps.outline import area_in, lines_in, middle_of, spots_in
from newsdesk.views.pictures.maps.section import HIGH, LOW, WIDTH, Section, Spot, section_of
from newsdesk.views.setting.codes import country_name

# Radius of the mark of a place, by its entries.
_SMALLEST, _LARGEST = 3.0, 6.0
# Where names have no room there are so many closer maps, each by so much.
_CLOSER_MAPS, _CLOSER = 2, 0.7
_NEARLY_ALL = 0.9
# So many steps of shading tell countries apart.
SHADES = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on a map; `text` is its name or, where that has no room, its number in the table, or ""."""

    x: float
    y: float
    radius: float
    is_own: bool
    """Whether it is the one that the page is about."""
    text: str
    spot: Placed | None
    has_name: bool
    """Whether its name has room beside it."""
    ids: tuple[str, ...]
    """The places that it stands for: several where they lie too close to be told apart."""
    said: str
    """What it is called, all of them where it stands for several."""


@dataclass(frozen=True, slots=True)
class Named:
    """A text in the middle of a country."""

    text: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Map:
    """Everything that a template needs; lengths are in units, those of paths in quarters of them."""

    width: int
    height: int
    coasts: str
    borders: str
    areas: tuple[tuple[str, int], ...] = ()
    """Countries as paths, each with its step of shading."""
    marks: tuple[Mark, ...] = ()
    names: tuple[Named, ...] = ()
    numbers: Mapping[str, int] | None = None
    """The numbers of places in the table, by id, where some names have no room."""
    crowded: tuple[str, ...] = ()
    """The ids of these places; of countries, those that lie outside."""
    degrees: float = 0.0
    """How much of the way around the world it shows."""
    shown: frozenset[str] = frozenset()
    """The ids of the places that lie on it."""
    is_moved: bool = False
    """Whether marks stand beside their places, so that each is seen."""
    bare: tuple[tuple[str, int], ...] = ()
    """Countries that are shaded and have no room for a figure, each with its figure."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A place that goes on a map, with how many entries stand behind it."""

    place: Place
    count: int
    is_own: bool = False


def spot_of(place: Place) -> Spot | None:
    """Where a place lies, as longitude and latitude; None where that is not recorded."""
    return (place.coordinates.longitude, place.coordinates.latitude) if place.coordinates else None


class _Spotted(NamedTuple):
    """A mark with where it stands, in units, and the places that it is of, mostly one."""

    all: tuple[Shown, ...]
    x: float
    y: float
    radius: float

    @property
    def shown(self) -> Shown:
        """The place that it is of, the first of several."""
        return self.all[0]

    @property
    def box(self) -> Box:
        """Where its mark lies."""
        return Box(self.x - self.radius, self.y - self.radius, self.x + self.radius, self.y + self.radius)


def places_map(
    words: Words, shown: Iterable[Shown], countries: Iterable[str] = (), around: Collected[str] = (),
    *, is_low: bool = False, numbers: Mapping[str, int] | None = None,
) -> Map | None:  # fmt: skip
    """A map of places that have coordinates; None without any. `countries` are named on it where there is room.

    It shows all places, or as little as holds those in `around`, by id, and whatever else lies there. `numbers` are
    those of another map with the same table; else it has its own.
    """
    known = [(one, spot) for one in shown if (spot := spot_of(one.place))]
    section = section_of([spot for one, spot in known if not around or one.place.id in around], LOW if is_low else HIGH)
    if not section:
        return None
    most = max(one.count for one, _ in known) or 1
    found = [_Spotted((one,), *at, _radius(one.count, most)) for one, spot in known if (at := section.at(spot))]
    found.sort(key=lambda one: (not one.shown.is_own, -one.shown.count, *_by_name(one)))
    here = [one.shown.place.id for one in sorted(found, key=_by_name)]
    numbers = numbers or {name: number for number, name in enumerate(here, 1)}
    where, found = {one[1:] for one in found}, _apart(found)
    is_moved = any(one[1:] not in where for one in found)
    marks, taken = _marks(found, numbers, (float(WIDTH), float(section.height)))
    coasts, borders = lines_in(section)
    without_name = (one for one, mark in zip(found, marks, strict=True) if not mark.has_name)
    crowded = tuple(shown.place.id for one in without_name for shown in one.all)
    return Map(
        WIDTH, section.height, coasts, borders, (), marks,
        tuple(_named(words, section, countries, taken).values()),
        numbers if crowded else None, crowded, section.east - section.west, frozenset(here), is_moved,
    )  # fmt: skip


def places_maps(words: Words, shown: Sequence[Shown], countries: Sequence[str] = ()) -> list[Map]:
    """A map of all places and, where names have no room on it, the closest one of where they stand together."""
    found: list[Map] = []
    around: Collected[str] = ()
    numbers: Mapping[str, int] | None = None
    while len(found) < _CLOSER_MAPS + 1 and (drawn := places_map(words, shown, countries, around, numbers=numbers)):
        if found and drawn.degrees > found[-1].degrees * _CLOSER:
            break
        found.append(drawn)
        numbers = numbers or drawn.numbers
        if not (around := drawn.crowded):
            break
    return [*found[:1], *found[1:][-1:]]


def _by_name(one: _Spotted) -> tuple[str, str]:
    return one.shown.place.name.casefold(), one.shown.place.id


def _apart(found: Sequence[_Spotted]) -> list[_Spotted]:
    """The same with none over another: where they cannot lie beside each other, one mark is of several."""
    drawn = apart([Disc(one.x, one.y, one.radius) for one in found])
    made = [_Spotted(tuple(shown for at in same for shown in found[at].all), *disc) for disc, same in drawn]
    # What stands for several may have come to lie over others.
    return made if len(made) == len(found) else _apart(made)


def _marks(
    found: Sequence[_Spotted], numbers: Mapping[str, int], size: tuple[float, float]
) -> tuple[tuple[Mark, ...], list[Box]]:
    """The marks with their names, those without room or of several places with numbers; and what is taken by all."""
    numbered = [", ".join(map(str, sorted(numbers[shown.place.id] for shown in one.all))) for one in found]
    names = [one.shown.place.name if len(one.all) == 1 else text for one, text in zip(found, numbered, strict=True)]
    taken = [one.box for one in found]
    spots = placed(
        [Wanted(one.x, one.y, one.radius, name) for one, name in zip(found, names, strict=True)], taken, size
    )
    taken += [spot.box for spot in spots if spot]
    marks = []
    for one, name, number, spot in zip(found, names, numbered, spots, strict=True):
        text, at = name, spot
        if not spot:
            text = number
            if at := placed([Wanted(one.x, one.y, one.radius, text)], taken, size)[0]:
                taken.append(at.box)
        x, y, radius = round(one.x, 1), round(one.y, 1), round(one.radius, 1)
        is_own, ids = any(shown.is_own for shown in one.all), tuple(shown.place.id for shown in one.all)
        said = ", ".join(shown.place.name for shown in one.all)
        marks.append(Mark(x, y, radius, is_own, text if at else "", at, bool(spot) and len(ids) == 1, ids, said))
    return tuple(marks), taken


def countries_map(words: Words, counts: Mapping[str, int]) -> Map | None:
    """A map of countries, each shaded by how many entries are about it; None where no outline has any of them."""
    found = {code: spot for code in counts if (spot := middle_of(code))}
    section = section_of([found[code] for code in most_told({code: counts[code] for code in found})])
    if not section:
        return None
    most = max(counts[code] for code in found)
    order = sorted(counts, key=lambda code: (-counts[code], code))
    areas = {code: area for code in order if (area := area_in(section, code))}
    coasts, borders = lines_in(section)
    named = _named(words, section, order, (), counts)
    return Map(
        WIDTH, section.height, coasts, borders,
        tuple((area, _shade(counts[code], most)) for code, area in areas.items()), (),
        tuple(named.values()), None, tuple(code for code in order if code not in areas and code not in named),
        section.east - section.west, bare=tuple((code, counts[code]) for code in areas if code not in named),
    )  # fmt: skip


def most_told(counts: Mapping[str, int]) -> list[str]:
    """The countries that nearly all entries are about, the first ones by number: a map shows these, and what is near.

    One entry about a country on the other side of the world would make all others small.
    """
    order = sorted(counts, key=lambda code: (-counts[code], code))
    whole, so_far = sum(counts.values()), 0
    for number, code in enumerate(order, 1):
        so_far += counts[code]
        if so_far >= whole * _NEARLY_ALL:
            return order[:number]
    return order


def _named(
    words: Words, section: Section, codes: Iterable[str], taken: Sequence[Box], counts: Mapping[str, int] | None = None
) -> dict[str, Named]:
    """The names of countries that have room in the middle of theirs; with counts their figures, too, wherever in it."""
    found: dict[str, Named] = {}
    boxes, size = list(taken), (float(WIDTH), float(section.height))
    for code in dict.fromkeys(codes):
        name = country_name(words, code)
        texts = [(f"{name} {counts[code]}", 1), (str(counts[code]), None)] if counts else [(name, None)]
        spot = None
        for text, most in texts:
            # Of a country that is shaded name and figure stand where they belong, in its middle; else the figure alone.
            tries = islice(spots_in(section, code), most)
            spot = next(filter(None, (placed([Wanted(*at, 0, text)], boxes, size)[0] for at in tries)), None)
            if spot:
                break
        if spot:
            boxes.append(spot.box)
            found[code] = Named(text, spot.x, spot.y)
    return found


def _radius(count: int, most: int) -> float:
    return _SMALLEST + (_LARGEST - _SMALLEST) * sqrt(count / most)


def _shade(count: int, most: int) -> int:
    """A step from 1 to SHADES: by roots, so that one country with much does not make all others alike."""
    return min(SHADES, 1 + int(sqrt(count / most) * SHADES - 1e-9))
