"""Maps: which section they show, which lines are seen there, and that no name stands over another one."""

import re
from collections.abc import Sequence
from itertools import combinations
from math import hypot

from effort import examples
from hypothesis import given
from hypothesis import strategies as st
from makers import LIES, problems_of, swapped
from tables import each

from newsdesk.interface import ENGLISH, words_of
from newsdesk.model import Place
from newsdesk.model.coordinates import lies_in
from newsdesk.views.pictures.maps.apart import Disc, apart
from newsdesk.views.pictures.maps.drawn import Map, Shown, countries_map, most_told, places_map, places_maps
from newsdesk.views.pictures.maps.lettering import Box, width_of
from newsdesk.views.pictures.maps.outline import area_in, lines_in, middle_of, spots_in
from newsdesk.views.pictures.maps.section import WIDTH, Spot, section_of

EN = words_of(ENGLISH)
SPOTS = st.tuples(
    st.floats(-180, 180, allow_nan=False).map(lambda lon: round(lon, 4)),
    st.floats(-90, 90, allow_nan=False).map(lambda lat: round(lat, 4)),
)
NUMBER = re.compile(r"-?\d+")


def place(name: str, spot: Spot | None, country: str = "AQ") -> Place:
    """A place as a register has it."""
    record = {"id": re.sub("[^a-z0-9]+", "-", name.lower()).strip("-"), "name": name, "country": country}
    if spot:
        seen = {"url": "https://gazetteer.example/", "accessed": "2026-11-22"}
        record["coordinates"] = {"longitude": spot[0], "latitude": spot[1], "reference": seen}
    return Place.model_validate(record)


@given(spots=st.lists(SPOTS, min_size=1, max_size=12))
@examples(2)
def test_a_map_shows_all_its_places_and_no_more_of_the_world_than_once(spots: list[Spot]) -> None:
    section = section_of(spots)
    assert section
    assert 0 < section.east - section.west <= 360 + 1e-9
    assert -90 <= section.south < section.north <= 90
    assert 0 < section.height <= WIDTH * 3
    for spot in spots:
        at = section.at(spot)
        assert at
        assert -1e-6 <= at[0] <= WIDTH + 1e-6
        assert -1e-6 <= at[1] <= section.height + 1e-6


@given(spots=st.lists(SPOTS, min_size=1, max_size=3))
@examples(0.5)
def test_lines_are_paths_of_whole_numbers_near_the_map(spots: list[Spot]) -> None:
    section = section_of(spots)
    assert section
    for path in lines_in(section):
        assert re.fullmatch(r"(?:M-?\d+ -?\d+l(?:-?\d+ ?-?\d+ ?)+)*", path)
        for line in path.split("M")[1:]:
            numbers = [int(one) for one in NUMBER.findall(line)]
            assert len(numbers) % 2 == 0


# What a map shows, and about where it begins and ends: one village, both sides of the date line, the whole world.
SECTIONS: dict[str, tuple[list[Spot], tuple[float, float]]] = {
    "a village": ([(-21.9, 64.13)], (-30, -14)),
    "across the date line": ([(178.4, -18.1), (-171.8, -13.8)], (-184, -169)),
    "on the date line": ([(180, 0), (-180, 1)], (-184, -176)),
    "across Greenwich": ([(-0.1, 51.5), (2.3, 48.9)], (-5, 8)),
    "opposite sides": ([(0, 10), (90, 0), (180, 0), (-90, 10)], (-360, 360)),
    "the south pole": ([(0, -90)], (-20, 20)),
}


@each("spots, ends", list(SECTIONS.values()), ids=list(SECTIONS))
def test_a_map_goes_around_its_places_on_the_short_way(spots: Sequence[Spot], ends: tuple[float, float]) -> None:
    section = section_of(spots)
    assert section
    assert section.west >= ends[0]
    assert section.east <= ends[1]


def test_no_place_has_no_map() -> None:
    assert section_of([]) is None
    assert places_map(EN, [Shown(place("Nowhere", None), 3)]) is None
    assert places_maps(EN, []) == []
    assert countries_map(EN, {"XA": 4}) is None, "an invented country has no outline"


def test_a_country_is_whole_also_where_it_lies_on_the_date_line() -> None:
    section = section_of([(178, -18), (-179, -16)])
    assert section
    assert area_in(section, "FJ")
    assert not area_in(section, "IS")
    around = section_of([(0, -75), (120, -75), (-120, -75)])
    assert around
    assert area_in(around, "AQ").endswith("z"), "around the pole"
    coast = section_of([(-10, -75), (-10, -65)])
    assert coast
    assert lines_in(coast)[0], "the coast of what lies around a pole is seen from everywhere"
    inside = section_of([(100, 62)])
    assert inside
    assert area_in(inside, "RU"), "a map far inside a country is all of it"
    assert [spot for spot in spots_in(inside, "RU") if not 0 < spot[0] < WIDTH] == []
    assert middle_of("XA") is None


NAMES = st.lists(
    st.text(st.sampled_from("abcdefgh mnü東京"), min_size=1, max_size=24), min_size=1, max_size=25, unique=True
)


@given(names=NAMES, spots=st.lists(SPOTS, min_size=25, max_size=25), close=st.booleans())
@examples(0.5)
def test_no_name_stands_over_another_one_over_a_mark_or_outside(
    names: list[str], spots: list[Spot], close: bool
) -> None:
    if close:  # as many as there are, within half a degree
        spots = [(round(70 + lon / 720, 4), round(40 + lat / 360, 4)) for lon, lat in spots]
    shown = [
        Shown(place(f"x{number} {name.strip()}", spot), number)
        for number, (name, spot) in enumerate(zip(names, spots, strict=False))
    ]
    drawn = places_map(EN, shown, ["KG", "TJ", "RU", "US"])
    assert drawn
    boxes = lettered(drawn)
    assert [pair for pair in combinations(boxes, 2) if pair[0].meets(pair[1])] == []
    marks = [Box(one.x - one.radius, one.y - one.radius, one.x + one.radius, one.y + one.radius) for one in drawn.marks]
    assert [(box, mark) for box in boxes for mark in marks if box.meets(shrunk(mark))] == []
    assert all(
        box.left >= -0.1 and box.right <= drawn.width + 0.1 and box.bottom <= drawn.height + 0.1 for box in boxes
    )
    ids = [id for mark in drawn.marks for id in mark.ids]
    assert sorted(ids) == sorted(one.place.id for one in shown), "a place whose name has no room keeps its mark"
    assert not any(hypot(a.x - b.x, a.y - b.y) < a.radius + b.radius - 1 for a, b in combinations(drawn.marks, 2))
    assert bool(drawn.numbers) == any(not mark.has_name for mark in drawn.marks)


def lettered(drawn: Map) -> list[Box]:
    """Where texts stand on a map."""
    return [mark.spot.box for mark in drawn.marks if mark.spot]


def shrunk(box: Box) -> Box:
    """What is surely inside a round mark: names may stand in the corners of the square around their own."""
    inside = (box.right - box.left) * 0.15 + 0.1
    return Box(box.left + inside, box.top + inside, box.right - inside, box.bottom - inside)


def test_where_places_stand_together_a_closer_map_names_them() -> None:
    crowd = [(f"Village {at}", (round(70.4 + at % 3 * 0.4, 1), round(39.8 + at // 3 * 0.4, 1))) for at in range(6)]
    shown = [Shown(place(name, spot, "TJ"), 5) for name, spot in [*crowd, ("Astana", (71.446, 51.1801))]]
    shown += [Shown(place("St Petersburg", (30.3141, 59.9386)), 1)]
    maps = places_maps(EN, shown, ["TJ", "KG", "KZ", "RU"])
    assert len(maps) == 2
    assert maps[0].crowded
    assert not maps[1].crowded
    assert {mark.text for mark in maps[1].marks} == {name for name, _ in crowd}
    assert [name.text for name in maps[0].names if name.text in ("Russia", "Kazakhstan")] == ["Kazakhstan", "Russia"]

    # Of three in one place no map has the names: both say the numbers that the table has.
    same = [Shown(place(name, (70.0, 40.0)), 3) for name in ("Cove", "Dune", "Edge")]
    far = [Shown(place("Axis", (30.0, 60.0)), 1), Shown(place("Bank", (70.6, 40.3)), 2)]
    both = places_maps(EN, [*same, *far], ["KG"])
    assert [one.numbers and one.numbers["edge"] for one in both] == [5, 5]
    assert both[1].marks[0].text == "3, 4, 5"


def test_one_entry_on_the_other_side_of_the_world_makes_no_map_of_the_world() -> None:
    counts = {"KG": 113, "TJ": 86, "RU": 37, "UZ": 21, "KZ": 26, "US": 9}
    assert most_told(counts) == ["KG", "TJ", "RU", "KZ", "UZ"]
    drawn = countries_map(EN, counts)
    assert drawn
    assert drawn.crowded == ("US",)
    assert [shade for _, shade in drawn.areas] == [4, 4, 3, 2, 2, 2][:5]
    assert "Kazakhstan 26" in [name.text for name in drawn.names]
    assert "21" in [name.text for name in drawn.names], "where a name has no room, the figure does"


def test_a_country_that_is_shaded_has_its_figure_on_the_map_or_below_it() -> None:
    counts = {
        "KG": 113,
        "TJ": 86,
        "RU": 37,
        "UZ": 31,
        "KZ": 16,
        "AM": 7,
        "CN": 4,
        "AF": 1,
        "TM": 1,
        "VA": 2,
        "IT": 60,
        "XA": 3,
    }
    drawn = countries_map(EN, counts)
    assert drawn
    figures = sorted(int(name.text.split()[-1]) for name in drawn.names)
    assert sorted([*figures, *(count for _, count in drawn.bare)]) == sorted(
        count for code, count in counts.items() if code not in drawn.crowded
    )
    assert "XA" in drawn.crowded, "of which there is no outline"
    assert drawn.bare


@each(
    "country, spot, inside",
    [
        ("IS", (-21.9, 64.13), True),
        ("IS", (64.13, -21.9), False),
        ("FJ", (-179.9, -16.5), True),
        ("RU", (-170, 66), True),
        ("XA", (0, 0), None),
    ],
)
def test_a_point_lies_in_its_country(country: str, spot: Spot, inside: bool | None) -> None:
    assert lies_in(country, *spot) is inside


DEGREES = "Write degrees with a point, such as 64.13, and -21.9 for south or west."
OFF = "The latitude is between -90 and 90, and cannot be 91."
EXACT = "The latitude has 5 places behind the point, and may have 4."
ROUND = "Round it: 64.7512. That is exact to some ten metres."


@each(
    "at, told",
    [
        ((64.75, -23.6), []),
        ((65, -23), []),
        ((91, 2), [("coordinates-off-earth", OFF, "Latitude and longitude seem to be exchanged.")]),
        ((91, 200), [("coordinates-off-earth", OFF, "Look at it in the source again.")]),
        (("64.75123", -23.6), [("coordinates-too-exact", EXACT, ROUND)]),
        (("64°45", -23.6), [("no-degrees", '"64°45" is no number of degrees.', DEGREES)]),
        ((".nan", -23.6), [("no-degrees", '".nan" is no number of degrees.', DEGREES)]),
        (("true", -23.6), [("no-degrees", '"True" is no number of degrees.', DEGREES)]),
        (("null", -23.6), [("empty-field", '"latitude" is empty.', "Write its value.")]),
    ],
)
def test_coordinates_are_told_where_they_cannot_be_right(at: tuple, told: list[tuple]) -> None:
    files = swapped("places.yaml", "country: IS", f"country: IS{LIES.format(*at)}")
    assert [(one.rule, one.message, one.hint) for one in problems_of(files)] == told


def test_letters_of_all_scripts_have_a_width() -> None:
    assert width_of("東京") > width_of("ab") > width_of("a\u0301") > 0


@each(("xs", "stands_for"), [
    ((0.0, 40.0), [(0,), (1,)]),
    # A little apart is enough for two, and for two in one spot; of more each stands for all of them.
    ((0.0, 6.0), [(0,), (1,)]), ((0.0, 0.0), [(0, 1)]), ((0.0, 1.0, 0.5, 1.5), [(0, 1, 2, 3)]),
    ((0.0, 0.5, 1.0, 60.0), [(0, 1, 2), (3,)]),
])  # fmt: skip
def test_of_places_that_would_lie_on_each_other_none_is_hidden(
    xs: Sequence[float], stands_for: list[tuple[int, ...]]
) -> None:
    discs = [Disc(x, 10.0, 4.0) for x in xs]
    found = apart(discs)
    assert [members for _, members in found] == stands_for
    assert sorted(one for members in stands_for for one in members) == list(range(len(xs)))
    for (one, _), (other, _) in combinations(found, 2):
        assert hypot(one.x - other.x, one.y - other.y) >= one.radius + other.radius - 0.8
    assert all(hypot(mark.x - discs[at].x, mark.y - discs[at].y) <= 4 for mark, (at, *more) in found if not more)
