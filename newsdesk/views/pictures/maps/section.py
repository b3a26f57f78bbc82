"""Which section of the world a map shows: as little as holds all its points, across the date line too.

The projection is the equidistant cylindrical one with its true parallel in the middle of the map: a place is where its
degrees say, by one multiplication each, and near the middle shapes are as they are on the ground.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians

Spot = tuple[float, float]
"""Longitude and latitude in degrees."""

WIDTH = 360
"""Units from the left side of a map to its right one."""
# A map of one village shows the country around it.
_LEAST = 5.0
# Around the outermost points there is room for their names.
_ROOM = 1.35
# How high a map is at least, of its width.
_LOWEST = 0.5
HIGH, LOW = 0.78, 0.5
"""How high it is at most, and beside a text."""
# What lies nearer to a pole is drawn only where a map has points there.
_SOUTH, _NORTH = -58.0, 84.0
# Nearer to a pole shapes can no longer be kept.
_STEEPEST = 80.0


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the world between two meridians and two parallels, `east` at most 360 degrees beyond `west`."""

    west: float
    south: float
    east: float
    north: float
    height: int
    """Units from the upper side of the map to its lower one."""

    @property
    def across(self) -> float:
        """Units a degree of longitude."""
        return WIDTH / (self.east - self.west)

    @property
    def down(self) -> float:
        """Units a degree of latitude."""
        return self.height / (self.north - self.south)

    @property
    def is_wide(self) -> bool:
        """Whether it shows so much that details would be lost."""
        return self.east - self.west > 100

    def at(self, spot: Spot) -> tuple[float, float] | None:
        """Where a place lies on the map, in units from its upper left; None where it lies outside."""
        lon, lat = spot
        lon = self.west + (lon - self.west) % 360
        if lon > self.east or not self.south <= lat <= self.north:
            return None
        return (lon - self.west) * self.across, (self.north - lat) * self.down


def section_of(spots: Sequence[Spot], highest: float = HIGH) -> Section | None:
    """The section of a map that shows some places, None of none; it is at most as high as a share of its width."""
    if not spots:
        return None
    west, east = _arc({lon % 360 for lon, _ in spots})
    low, high = min(lat for _, lat in spots), max(lat for _, lat in spots)
    middle = (low + high) / 2
    narrowing = cos(radians(min(abs(middle), _STEEPEST)))
    # From here on everything is in degrees of latitude, which are equally long everywhere.
    wide = min(max((east - west) * narrowing * _ROOM, _LEAST / highest), 360 * narrowing)
    tall = max((high - low) * _ROOM, _LEAST, wide * _LOWEST)
    wide = min(max(wide, tall / highest), 360 * narrowing)
    south, north = _between(middle - tall / 2, middle + tall / 2, min(low, _SOUTH), max(high, _NORTH))
    center, half = ((west + east) / 2 + 180) % 360 - 180, wide / narrowing / 2
    return Section(center - half, south, center + half, north, round(WIDTH * (north - south) / wide))


def _arc(longitudes: Iterable[float]) -> tuple[float, float]:
    """The shortest way around the world that passes all meridians: where it begins and ends."""
    order = sorted(longitudes)
    ahead = [*order[1:], order[0] + 360]
    widest = max(range(len(order)), key=lambda at: ahead[at] - order[at])
    return ahead[widest], order[widest] + 360


def _between(south: float, north: float, lowest: float, highest: float) -> tuple[float, float]:
    """A span moved to where there is something to draw, and cut where it is longer than that."""
    if north - south >= highest - lowest:
        return lowest, highest
    move = max(0.0, lowest - south) - max(0.0, north - highest)
    return south + move, north + move
