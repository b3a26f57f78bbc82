"""Chains of citation: which outlets pass on what another one published, written as trees."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from newsdesk.collection import Collection, Relay, Way, relays_of
from newsdesk.interface import Words, kept
from newsdesk.model import Entry, Outlet
from newsdesk.views.setting.numbers import numeral

_CLOSEST = {way: rank for rank, way in enumerate(Way)}

# Links in all chains that a page has room for; where there are more, so many. And dates of the entries of a link.
_ROOM, _LINKS, DATES = 60, 40, 5


@kept
def ways(words: Words) -> dict[Way, str]:
    """What an outlet does with what another one published, behind its name."""
    return {
        Way.TEXT: words("carries its text"),
        Way.RELAY: words("has a source by way of it"),
        Way.CITE: words("cites it"),
    }


@dataclass(slots=True)
class Link:
    """An outlet that passes on what another one published, with the entries that do so."""

    outlet: Outlet
    way: Way | None
    """None for the first outlet of a chain."""
    depth: int
    entries: list[Entry] = field(default_factory=list)
    origin: Outlet | None = None
    elsewhere: bool = False
    """Whether those who pass it on in turn stand in a chain above."""

    @property
    def dated(self) -> list[Entry]:
        """The entries whose dates stand beside it; of many the first ones."""
        return self.entries[:DATES]


@dataclass(frozen=True, slots=True)
class Chain:
    """A tree in the order in which it is written, its first outlet first."""

    links: tuple[Link, ...]

    @property
    def first(self) -> Outlet:
        """The outlet that the chain leads back to."""
        return self.links[0].outlet

    @property
    def outlets(self) -> int:
        """How many others pass on what it published."""
        return len({link.outlet.id for link in self.links}) - 1

    @property
    def direct(self) -> int:
        """How many carry the text of the first outlet, or have a source by way of it."""
        return sum(link.depth == 1 and link.way is not Way.CITE for link in self.links)


@dataclass(frozen=True, slots=True)
class Node:
    """A link in a list of lists: `opens` says whether a list of those who pass it on follows.

    `closes` has an item for each list that ends behind it.
    """

    link: Link
    said: str
    opens: bool
    closes: range


def chains(collection: Collection, entries: Sequence[Entry]) -> list[Chain]:
    """The chains among entries, the one with most outlets first; each link stands in one chain only."""
    edges: dict[str, dict[str, list[Relay]]] = {}
    for entry in entries:
        for relay in relays_of(entry, collection.by_id):
            if relay.origin in collection.outlets:
                edges.setdefault(relay.origin, {}).setdefault(entry.outlet, []).append(relay)
    passing = {name for others in edges.values() for name in others}
    # Where outlets cite each other in a ring nobody is first: it is entered where most cite.
    order = sorted(edges, key=lambda name: (name in passing, -len(edges[name]), name))
    done: set[str] = set()
    found = [_chain(collection, edges, name, done) for name in order if name not in done]
    return sorted(found, key=lambda chain: (-chain.outlets, chain.first.name.casefold(), chain.first.id))


def fitting(found: list[Chain]) -> list[Chain]:
    """The chains that a page has room for, the largest ones."""
    drawn: list[Chain] = []
    links = 0
    if sum(len(chain.links) for chain in found) <= _ROOM:
        return found
    for chain in found:
        links += len(chain.links)
        if drawn and links > _LINKS:
            break
        drawn.append(chain)
    return drawn


def _chain(collection: Collection, edges: dict[str, dict[str, list[Relay]]], first: str, done: set[str]) -> Chain:
    links: list[Link] = []
    waiting = [Link(collection.outlets[first], None, 0)]
    while waiting:
        link = waiting.pop()
        links.append(link)
        name = link.outlet.id
        others = edges.get(name, {})
        if name in done:
            link.elsewhere = bool(others)
            continue
        done.add(name)
        below = [
            Link(
                collection.outlets[other], min((relay.way for relay in relays), key=_CLOSEST.__getitem__),
                link.depth + 1, [relay.entry for relay in relays], link.outlet,
            )
            for other, relays in others.items()
        ]  # fmt: skip
        waiting += sorted(below, key=lambda one: one.outlet.name.casefold(), reverse=True)
    return Chain(tuple(links))


def nested(words: Words, chain: Chain) -> list[Node]:
    """A chain as the template writes it down: lists in lists."""
    nodes = []
    for number, link in enumerate(chain.links):
        below = chain.links[number + 1].depth if number + 1 < len(chain.links) else 0
        said = ways(words)[link.way] if link.way else _first(words, chain)
        nodes.append(Node(link, said, below > link.depth, range(max(0, link.depth - below))))
    return nodes


def _first(words: Words, chain: Chain) -> str:
    said = words.ngettext("one outlet rests on it", "{number} outlets, one chain", chain.outlets)
    return said.format(number=numeral(words, chain.outlets))
