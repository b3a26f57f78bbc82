"""Places: a map of all, and a page for each with the stories set there and the entries that name it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, hypot, radians

from markupsafe import Markup

from newsdesk.collection import Collection
from newsdesk.collection.measures.places import stories_at
from newsdesk.interface import Words
from newsdesk.model import Entry, Place, Story
from newsdesk.model.addresses import place_path
from newsdesk.views.data.linked import as_script, place_node
from newsdesk.views.pictures.maps.drawn import Map, Shown, places_map, places_maps
from newsdesk.views.search.named import naming
from newsdesk.views.setting.codes import country_name
from newsdesk.views.setting.numbers import counted, listed, numeral
from newsdesk.views.setting.page import Page, Part, render, report_link, root_of, shared
from newsdesk.views.shared.before_all import notices_of, of_kinds, unreviewed
from newsdesk.views.shared.entry_cards import line
from newsdesk.views.shared.paging.shelves import Shelves, lettered

# Of a place in the news for years: so many stories tell which of their entries name it, and so many entries each.
STORIES, ENTRIES = 20, 5
# So many stories stand on the page, the older ones in a line each.
OLDER = 200
# So many entries beside those of its stories, the newest ones.
ALSO = 20
# So many places may be named most often: more are no news.
_TOP = 3
# Places that a map shows: of more, nobody can tell the marks apart. All others stand in lists.
MAPPED = 200


@dataclass(frozen=True, slots=True)
class Told:
    """A story set at a place, with the newest of its entries that name the place."""

    story: Story
    total: int
    lines: tuple[Markup, ...]
    more: int
    """How many more entries of the story name it."""


@dataclass(frozen=True, slots=True)
class Row:
    """A place in a list and in the table behind a map."""

    place: Place
    stories: int
    """How many stories are set there."""
    entries: int
    """How many entries name it, in these stories or in others."""


def places(collection: Collection) -> Iterator[Part]:
    """`/places/` and one page a place."""
    yield from (Part(_place, (name,)) for name in collection.places)
    yield from _shelves(collection).parts(_list)


def _place(collection: Collection, id: str) -> Iterator[Page]:
    words, place = collection.words, collection.places[id]
    path, found = place_path(id), stories_at(collection, id)
    entries = naming(collection, id)
    set_here = {story.id for story in found}
    also = [entry for entry in entries if set_here.isdisjoint(entry.stories)]
    names = [place.name, *(name.text for name in (place.name_native, *place.aliases) if name)]
    drawn = around(collection, place) if place.coordinates else None
    content = render(
        "place.html",
        path,
        collection,
        place=place,
        notices=of_kinds(notices_of(collection, place, root_of(path)), "correction"),
        made=unreviewed(collection, place),
        naming=len(entries),
        told=[_told(collection, entries, story) for story in found[:STORIES]],
        also=[line(collection, entry) for entry in also[:ALSO]],
        also_more=max(0, len(also) - ALSO),
        older=[(story, len(collection.by_story[story.id])) for story in found[STORIES:OLDER]],
        more=max(0, len(found) - OLDER),
        map=drawn,
        nearby=[
            place,
            *(other for other in collection.places.values() if drawn and other.id in drawn.shown and other.id != id),
        ],
        summary=_one(words, place),
        report=report_link(collection, path, place.name),
    )
    about = words.ngettext(
        "{names}: {number} story is set here.", "{names}: {number} stories are set here.", len(found)
    )
    description = about.format(names=listed(words, dict.fromkeys(names)), number=numeral(words, len(found)))
    head = shared(words, "linked", as_script(place_node(collection, place)), template="_cite.html")
    yield Page(path, "places", place.name, description, content, head=head)


def _told(collection: Collection, entries: Sequence[Entry], story: Story) -> Told:
    theirs = [entry for entry in entries if story.id in entry.stories]
    lines = tuple(line(collection, entry) for entry in theirs[:ENTRIES])
    return Told(story, len(collection.by_story[story.id]), lines, len(theirs) - len(lines))


def around(collection: Collection, place: Place) -> Map | None:
    """A map around a place, on which others nearby stand too."""
    others = [other for other in collection.places.values() if other.id != place.id]
    if len(others) > MAPPED:
        others = sorted((one for one in others if one.coordinates), key=lambda one: _apart(place, one))[: MAPPED // 2]
    shown = [Shown(place, 1, is_own=True), *(Shown(other, 0) for other in others)]
    return places_map(collection.words, shown, _countries(collection), (place.id,))


def _apart(one: Place, other: Place) -> float:
    """How far apart two places are, as far as that tells which of several is nearer."""
    (south, west), (north, east) = ((at.latitude, at.longitude) for at in (one.coordinates, other.coordinates) if at)
    return hypot(north - south, ((east - west + 180) % 360 - 180) * cos(radians(south)))


def _countries(collection: Collection) -> list[str]:
    """Countries that maps name: first those of the places, then those that entries are about, most first."""
    homes = sorted({place.country for place in collection.places.values()})
    return list(dict.fromkeys([*homes, *sorted(collection.by_country)]))


def _one(words: Words, place: Place) -> str:
    return words("{place}, {country}, and the borders around it.").format(
        place=place.name, country=country_name(words, place.country)
    )


def _shelves(collection: Collection) -> Shelves[Place]:
    return collection.once(
        ("list", "places"),
        lambda: lettered(
            "places/", collection.places.values(), lambda one: one.name, lambda one: _row(collection, one).entries
        ),
    )


def _list(collection: Collection, letter: str, number: int) -> Iterator[Page]:
    words = collection.words
    board = _shelves(collection).board(letter, number)
    name = words("Places")
    title = board.titled(words, name)
    content = render(
        "places.html", board.path, collection, board=board, name=name, title=title,
        rows={one.id: _row(collection, one) for one in board.rows},
        drawn=_drawn(collection) if board.is_first else None,
    )  # fmt: skip
    yield Page(board.path, "places", title, words("All places of the collection."), content)


@dataclass(frozen=True, slots=True)
class Drawn:
    """The maps above the list, and the table behind them; of very many places those with most entries."""

    maps: list[Map]
    summary: str
    rows: list[Row]
    off: list[Place]
    """Places on no map, since nobody recorded where they lie."""
    more: int
    """How many such places there are beside these."""
    left_out: int
    """How many places would stand on the map, and have no room there."""


def _drawn(collection: Collection) -> Drawn:
    all_rows = [_row(collection, place) for place in collection.places.values() if place.coordinates]
    rows = sorted(all_rows, key=lambda row: (-row.entries, row.place.id))[:MAPPED]
    maps = places_maps(collection.words, [Shown(row.place, row.entries) for row in rows], _countries(collection))
    off = sorted(
        (place for place in collection.places.values() if not place.coordinates), key=lambda one: one.name.casefold()
    )
    return Drawn(
        maps, _summary(collection, rows, [_row(collection, place) for place in off]),
        sorted(rows, key=lambda row: (row.place.name.casefold(), row.place.id)),
        off[:MAPPED], max(0, len(off) - MAPPED), len(all_rows) - len(rows),
    )  # fmt: skip


def _row(collection: Collection, place: Place) -> Row:
    return Row(place, len(stories_at(collection, place.id)), len(naming(collection, place.id)))


def _summary(collection: Collection, rows: Sequence[Row], off: Sequence[Row]) -> str:
    """The map in words; whoever is named most often may stand on no map."""
    if not rows:
        return ""
    words, countries = collection.words, len({row.place.country for row in rows})
    said = words.ngettext("{places} in {number} country.", "{places} in {number} countries.", countries).format(
        places=counted(words, len(rows), "place", "places"), number=numeral(words, countries)
    )
    most = max(row.entries for row in (*rows, *off))
    top = [row.place.name for row in (*rows, *off) if row.entries == most]
    if not most or len(rows) < 2 or len(top) > _TOP:
        return said
    named = words.ngettext(
        "{places} is named most often, in {number} of the entries.",
        "{places} are named most often, each in {number} of the entries.",
        len(top),
    )
    return f"{said} {named.format(places=listed(words, top), number=numeral(words, most))}"
