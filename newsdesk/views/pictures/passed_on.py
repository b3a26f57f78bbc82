"""Where other outlets cite an outlet or pass on what it published, and what it takes over from them."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from newsdesk.collection import Collection, Relay, Way, relays_of
from newsdesk.model import Entry, Outlet, Story
from newsdesk.model.addresses import entry_path
from newsdesk.views.pictures.chains import ways
from newsdesk.views.setting.numbers import counted, numeral

# The newest of them stand on the outlet's own page; a longer list has pages of its own.
MOST = 20
# Stories in which several outlets rest on it.
CHAINS = 5
# Of the outlets in a row of either table those with the most entries are named.
OUTLETS = 24
# So many of those without a record by way of whom an outlet has sources.
UNREGISTERED = 12


@dataclass(frozen=True, slots=True)
class Row:
    """An entry that passes something on, and how."""

    entry: Entry
    outlet: Outlet
    path: str
    way: str


@dataclass(frozen=True, slots=True)
class Passed:
    """What stands on an outlet's page; `more` is the page of a longer list, or ""."""

    ways: tuple[tuple[str, tuple[tuple[Outlet, int], ...], int], ...]
    """What others do with what it published, OUTLETS that do so with their entries, the most first, and how many
    outlets more."""
    rows: tuple[Row, ...]
    entries: int
    extent: tuple[str, str]
    """How many entries and how many outlets, with their nouns."""
    stories: tuple[tuple[Story, int], ...]
    """Stories in which several outlets do so, with how many, the most first."""
    more: str


def has_own_list(collection: Collection, origin: str) -> bool:
    """Whether so many entries take over what an outlet published that they have a list of their own."""
    return origin in collection.relays and collection.is_larger("relays", origin, MOST)


def passed_path(collection: Collection, origin: str) -> str:
    """Where all entries stand that take over what an outlet published."""
    return f"collection/relayed-{origin}/" if has_own_list(collection, origin) else f"outlets/{origin}/#passed-on"


def passed(collection: Collection, origin: str) -> Passed | None:
    """What others take over from an outlet; None where the collection has nothing of the kind."""
    words = collection.words
    relays = collection.by_heart.relays.get(origin, ())
    if not relays:
        return None
    path = passed_path(collection, origin)
    said = {
        Way.TEXT: words("Carry its text"),
        Way.RELAY: words("Have a source by way of it"),
        Way.CITE: words("Cite it"),
    }
    outlets = len({relay.entry.outlet for relay in relays})
    return Passed(
        tuple(
            (what, *_counted(collection, relays, way, lambda relay: relay.entry.outlet)) for way, what in said.items()
        ),
        tuple(_row(collection, relay) for relay in relays[:MOST]),
        len(relays),
        (counted(words, len(relays), "entry", "entries"), counted(words, outlets, "other outlet", "other outlets")),
        _stories(collection, relays),
        path if len(relays) > MOST else "",
    )


@dataclass(frozen=True, slots=True)
class Taken:
    """What an outlet takes over from others."""

    ways: tuple[tuple[str, tuple[tuple[Outlet, int], ...], int], ...]
    """What it does, OUTLETS with their entries, the most first, and how many more; ways without an outlet are left
    out."""
    unregistered: tuple[tuple[str, int], ...]
    """How else sources reached it, in words, with their number: by a press office, for example."""
    extent: tuple[str, str]
    """How many of its entries take something over from an outlet, and how many it has, with their nouns."""
    title: str
    """What this is called: where it rests on no outlet, it takes nothing over."""


def taken(collection: Collection, outlet: str) -> Taken | None:
    """What an outlet takes over from agencies and other outlets; None where nothing of the kind is known."""
    collection = collection.by_heart
    words, entries = collection.words, collection.by_outlet[outlet]
    relays = [relay for entry in entries for relay in relays_of(entry, collection.by_id)]
    relays = [relay for relay in relays if relay.origin in collection.outlets]
    others = Counter(
        source.via_text for entry in entries if not entry.withdrawn for source in entry.sources if source.via_text
    )
    if not relays and not others:
        return None
    said = {
        Way.TEXT: words("Carries the text of"),
        Way.RELAY: words("Has a source by way of"),
        Way.CITE: words("Cites"),
    }
    found = ((what, *_counted(collection, relays, way, lambda relay: relay.origin)) for way, what in said.items())
    # What is said in words alone may be an outlet, or a press office, a letter, a page of the source's own.
    count = len({relay.entry.id for relay in relays})
    return Taken(
        tuple(row for row in found if row[1]),
        tuple(sorted(others.items(), key=lambda pair: (-pair[1], pair[0]))[:UNREGISTERED]),
        (numeral(words, count), counted(words, len(entries), "entry", "entries")),
        words("What it takes over from others") if relays else words("How sources reached it"),
    )


def _row(collection: Collection, relay: Relay) -> Row:
    entry = relay.entry
    return Row(entry, collection.outlets[entry.outlet], entry_path(entry), ways(collection.words)[relay.way])


def _counted(
    collection: Collection, relays: Sequence[Relay], way: Way, whose: Callable[[Relay], str]
) -> tuple[tuple[tuple[Outlet, int], ...], int]:
    counts = Counter(whose(relay) for relay in relays if relay.way is way)
    order = sorted(counts, key=lambda name: (-counts[name], name))
    return tuple((collection.outlets[name], counts[name]) for name in order[:OUTLETS]), max(0, len(order) - OUTLETS)


def _stories(collection: Collection, relays: Sequence[Relay]) -> tuple[tuple[Story, int], ...]:
    found: dict[str, set[str]] = {}
    for relay in relays:
        for name in relay.entry.stories:
            found.setdefault(name, set()).add(relay.entry.outlet)
    order = sorted(found, key=lambda name: (-len(found[name]), name))
    return tuple((collection.stories[name], len(found[name])) for name in order[:CHAINS] if len(found[name]) > 1)
