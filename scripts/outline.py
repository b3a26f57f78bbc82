# /// script
# requires-python = ">=3.11"
# dependencies = ["Babel==2.19.0", "shapely==2.2.0"]
# ///
"""Makes newsdesk/data/outline/: coasts and borders of the world, from Natural Earth by way of world-atlas.

`npm pack world-atlas@2.0.2` gives the package; unpack it, then `uv run scripts/outline.py FOLDER`. Nothing is drawn by
hand: lines are those of Natural Earth, thinned where a straight line would do, and the middle of a country is where a
point is farthest from all its borders.
"""

import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from math import ceil, floor
from pathlib import Path
from typing import Any

from babel.core import get_global
from shapely import LineString, Polygon
from shapely.ops import polylabel

FOLDER = Path(__file__).resolve().parent.parent / "newsdesk" / "data" / "outline"
# The file of the package, by the name of ours; to how many degrees lines are kept.
LEVELS = {"near": ("countries-50m.json", 0.01), "wide": ("countries-110m.json", 0.05)}
GRID = 100
"""Points are kept in hundredths of a degree."""
# What the package knows by name alone.
NAMED = {"Kosovo": "XK"}
Point = tuple[float, float]


def code_of(geometry: dict[str, Any]) -> str | None:
    """The two letters of a country; None for what has no code of its own."""
    found = get_global("territory_aliases").get(geometry.get("id", ""))
    return found[0] if found else NAMED.get(geometry["properties"]["name"])


def points_of(topology: dict[str, Any]) -> list[list[Point]]:
    """The lines of a topology in degrees; one that crosses the date line goes on beyond it."""
    (east, north), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        line: list[Point] = []
        for right, up in arc:
            x, y = x + right, y + up
            line.append((x * east + west, y * north + south))
        found.append(centred(unwrapped(line)))
    return found


def centred(line: list[Point]) -> list[Point]:
    """A line moved around the world so that its middle lies on the globe as it is drawn."""
    middle = (min(lon for lon, _ in line) + max(lon for lon, _ in line)) / 2
    move = ((middle + 180) % 360 - 180) - middle
    return [(lon + move, lat) for lon, lat in line] if abs(move) > 1 else line


def unwrapped(line: list[Point], before: float | None = None) -> list[Point]:
    """A line without leaps from one side of the world to the other."""
    found: list[Point] = []
    last = line[0][0] if before is None else before
    for lon, lat in line:
        while lon - last > 180:
            lon -= 360
        while lon - last < -180:
            lon += 360
        found.append((lon, lat))
        last = lon
    return found


def rings_of(geometry: dict[str, Any]) -> Iterator[list[int]]:
    """The rings of a country, each as the numbers of its lines; `~n` is line n from its end."""
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    for polygon in polygons:
        yield from polygon


def joined(ring: list[int], lines: list[list[Point]]) -> list[Point]:
    """The points of a ring."""
    found: list[Point] = []
    for number in ring:
        line = lines[number] if number >= 0 else lines[~number][::-1]
        found += unwrapped(line, found[-1][0] if found else None)
    return found


def label_of(rings: list[list[Point]]) -> list[float]:
    """Where the name of a country goes: in its largest part, as far from every border as can be."""
    largest = max((Polygon(ring).buffer(0) for ring in rings if len(ring) > 3), key=lambda one: one.area)
    largest = max(getattr(largest, "geoms", [largest]), key=lambda one: one.area)
    spot = polylabel(largest, 0.05)
    return [round((spot.x + 180) % 360 - 180, 2), round(spot.y, 2)]


def boxes_of(rings: list[list[Point]]) -> list[list[int]]:
    """The box around each part of a country, in whole degrees outwards, without those that lie in another one."""
    found = {
        (floor(min(x for x, _ in ring)), floor(min(y for _, y in ring)),
         ceil(max(x for x, _ in ring)), ceil(max(y for _, y in ring)))
        for ring in rings
    }  # fmt: skip
    return sorted(list(box) for box in found if not any(box != other and is_inside(box, other) for other in found))


def is_inside(box: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Whether a box lies in another one."""
    return box[0] >= other[0] and box[1] >= other[1] and box[2] <= other[2] and box[3] <= other[3]


def level(path: Path, tolerance: float) -> dict[str, Any]:
    """What is kept of one file."""
    topology = json.loads(path.read_text("utf-8"))
    lines = points_of(topology)
    countries: dict[str, list[list[int]]] = {}
    owners: dict[int, set[str]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        if not geometry.get("arcs"):
            continue
        code = code_of(geometry)
        for ring in rings_of(geometry):
            for number in ring:
                owners.setdefault(number if number >= 0 else ~number, set()).add(code or geometry["properties"]["name"])
            if code:
                countries.setdefault(code, []).append(ring)
    thin = [LineString(line).simplify(tolerance).coords if len(line) > 2 else line for line in lines]
    grid = [[(round(lon * GRID), round(lat * GRID)) for lon, lat in line] for line in thin]
    return {
        "lines": [
            {
                "box": [
                    min(x for x, _ in line),
                    min(y for _, y in line),
                    max(x for x, _ in line),
                    max(y for _, y in line),
                ],
                "border": int(len(owners.get(number, ())) > 1),
                "points": [
                    *line[0],
                    *(step for one, two in pairwise(line) for step in (two[0] - one[0], two[1] - one[1])),
                ],
            }
            for number, line in enumerate(grid)
        ],
        "countries": dict(sorted(countries.items())),
        "boxes": {code: boxes_of([joined(ring, lines) for ring in rings]) for code, rings in sorted(countries.items())},
        "labels": {
            code: label_of([joined(ring, lines) for ring in rings]) for code, rings in sorted(countries.items())
        },
    }


def main() -> None:
    """Write both files."""
    source = Path(sys.argv[1])
    for name, (file, tolerance) in LEVELS.items():
        kept = level(source / file, tolerance)
        boxes = kept.pop("boxes")
        if name == "near":
            write("boxes", boxes)
        write(name, kept)


def write(name: str, data: dict[str, Any]) -> None:
    """Write a file of the folder."""
    text = json.dumps(data, separators=(",", ":"))
    (FOLDER / f"{name}.json").write_text(f"{text}\n", "utf-8")
    print(f"{name}.json: {len(text):,} bytes")


if __name__ == "__main__":
    main()
