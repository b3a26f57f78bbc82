"""Places: a map of all, and a page for each with the stories set there and the entries that name it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from newsdesk.collection import Collection
from newsdesk.collection.measures.places import stories_at
from newsdesk.interface import Words
from newsdesk.model import Entry, Place, Story
from newsdesk.model.addresses import place_path
from newsdesk.views.data.linked import as_script, place_node
from newsdesk.views.pictures.maps.drawn import Map, Shown, places_map, places_maps
from newsdesk.views.search.spellings import Spellings
from newsdesk.views.setting.naming import by_letter
from newsdesk.views.setting.numbers import counted, listed, numeral
from newsdesk.views.setting.page import Page, Part, country_name, render, report_link, shared
from newsdesk.views.shared.corrected import correction_notices
from newsdesk.views.shared.entry_cards import line

# Of a place in the news for years: so many stories tell which of their entries name it, and so many entries each.
STORIES, ENTRIES = 20, 5
# Entries of a story that are looked through for the name of a place, the newest ones.
LOOKED_THROUGH = 100


@dataclass(frozen=True, slots=True)
class Told:
    """A story set at a place, with the newest of its entries that name the place."""

    story: Story
    total: int
    lines: tuple[Markup, ...]
    has_more: bool
    """Whether more entries of the story may name it than stand here."""


@dataclass(frozen=True, slots=True)
class Row:
    """A place in a list and in the table behind a map."""

    place: Place
    stories: int
    entries: int


def places(collection: Collection) -> Iterator[Part]:
    """`/places/` and one page a place."""
    yield from (Part(_place, (name,)) for name in collection.places)
    yield Part(_list)


def _place(collection: Collection, id: str) -> Iterator[Page]:
    words, place = collection.words, collection.places[id]
    path, found = place_path(id), stories_at(collection, id)
    spellings = Spellings.of_records({f"places/{id}": place})
    names = [place.name, *(name.text for name in (place.name_native, *place.aliases) if name)]
    drawn = around(collection, place) if place.coordinates else None
    content = render(
        "place.html",
        path,
        collection,
        place=place,
        notices=correction_notices(words, place.corrections),
        told=[_told(collection, spellings, story) for story in found[:STORIES]],
        older=[(story, len(collection.by_story[story.id])) for story in found[STORIES:]],
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


def _told(collection: Collection, spellings: Spellings, story: Story) -> Told:
    entries = collection.by_story[story.id]
    lines: list[Markup] = []
    for entry in entries[:LOOKED_THROUGH]:
        if not entry.withdrawn and any(spellings.named_in(_texts(entry))):
            lines.append(line(collection, entry))
        if len(lines) > ENTRIES:
            break
    has_more = len(lines) > ENTRIES or (len(lines) == ENTRIES and len(entries) > LOOKED_THROUGH)
    return Told(story, len(entries), tuple(lines[:ENTRIES]), has_more)


def _texts(entry: Entry) -> Iterator[str]:
    """What an entry says, and what it quotes: wherever it may name a place."""
    yield entry.title
    if entry.title_en:
        yield entry.title_en.text
    yield entry.summary
    for source in entry.sources:
        yield from filter(None, (source.says, source.quote.text if source.quote else None))


def around(collection: Collection, place: Place) -> Map | None:
    """A map around a place, on which others nearby stand too."""
    others = (other for other in collection.places.values() if other.id != place.id)
    shown = [Shown(place, 1, is_own=True), *(Shown(other, 0) for other in others)]
    return places_map(collection.words, shown, _countries(collection), (place.id,))


def _countries(collection: Collection) -> list[str]:
    """Countries that maps name: first those of the places, then those that entries are about, most first."""
    homes = sorted({place.country for place in collection.places.values()})
    return list(dict.fromkeys([*homes, *sorted(collection.by_country)]))


def _one(words: Words, place: Place) -> str:
    return words("{place}, {country}, and the borders around it.").format(
        place=place.name, country=country_name(words, place.country)
    )


def _list(collection: Collection) -> Iterator[Page]:
    words = collection.words
    rows = [_row(collection, place) for place in collection.places.values()]
    on_map = [row for row in rows if row.place.coordinates]
    shown, lands = [Shown(row.place, row.entries) for row in on_map], _countries(collection)
    maps = places_maps(words, shown, lands)
    content = render(
        "places.html",
        "places/",
        collection,
        letters=by_letter(rows, lambda row: row.place.name),
        maps=maps,
        rows=sorted(on_map, key=lambda row: (row.place.name.casefold(), row.place.id)),
        off=sorted((row.place for row in rows if not row.place.coordinates), key=lambda one: one.name.casefold()),
        summary=_summary(words, on_map),
    )
    yield Page("places/", "places", words("Places"), words("All places of the collection."), content)


def _row(collection: Collection, place: Place) -> Row:
    stories = stories_at(collection, place.id)
    entries = {entry.id for story in stories for entry in collection.by_story[story.id]}
    return Row(place, len(stories), len(entries))


def _summary(words: Words, rows: Sequence[Row]) -> str:
    """The map in words."""
    if not rows:
        return ""
    countries = len({row.place.country for row in rows})
    said = words.ngettext("{places} in {number} country.", "{places} in {number} countries.", countries).format(
        places=counted(words, len(rows), "place", "places"), number=numeral(words, countries)
    )
    top = max(rows, key=lambda row: row.entries)
    if not top.entries or len(rows) < 2:
        return said
    most = words("Most entries stand in stories set at {place}: {number}.")
    return f"{said} {most.format(place=top.place.name, number=numeral(words, top.entries))}"
