"""Who speaks for itself: of several articles, how many newsrooms their texts and their sources come from.

1. An article comes from the outlet that published it, unless it says otherwise.
2. A text taken over, a translation and another language version come from where the first one comes from.
3. An article whose sources all speak by way of other outlets comes from these.
4. The editions of one outlet are one newsroom.
5. An outlet whose articles here are all taken over is no origin. Outlets that take over from each other in a circle
   are one.

What is withdrawn does not count. An account of a dispute comes from where the references have it that give it;
that of an outlet which others report, from this outlet.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from newsdesk.collection.policy import INNER_HOST, canonical_host
from newsdesk.model import Account, Cited, Entry, Outlet, Reference, Source
from newsdesk.model.register import newsroom

# A newsroom: the id of an outlet; of one that no register has its host, or the words for it, behind a mark.
Newsroom = str
_ENTRY, _HOST, _NAMED = "entry:", "host:", "named:"


@dataclass(frozen=True)
class Origins:
    """Where some articles come from; `known` are all of the collection, by id, and `outlets` all of the register."""

    entries: Sequence[Entry]
    known: Mapping[str, Entry]
    outlets: Mapping[str, Outlet]

    @property
    def count(self) -> int:
        """How many newsrooms they come from."""
        return len(self.newsrooms)

    @cached_property
    def newsrooms(self) -> frozenset[Newsroom]:
        """The newsrooms that they come from."""
        found: set[Newsroom] = set()
        for entry in self._standing:
            # Nearly all speak for themselves, and so do their newsrooms then: no way has to be gone.
            found.update(self.of(entry) if self._taken(entry) else (self._room(entry.outlet),))
        return frozenset(found)

    def of(self, entry: Entry) -> frozenset[Newsroom]:
        """The newsrooms that an article comes from."""
        return self._ends(_ENTRY + entry.id)

    def heard(self, entry: Entry, source: Source) -> frozenset[Newsroom]:
        """The newsrooms by which the words of a source came into an article."""
        way = self._way(source)
        return self._ends(way) if way else self.of(entry)

    def told(self, account: Account, references: Mapping[str, Reference]) -> frozenset[Newsroom]:
        """The newsrooms, and the bodies with pages of their own, from which an account of a dispute is known.

        What another page reports from an outlet that gives an account comes from that outlet.
        """
        cited = [references[ref] for ref in account.refs]
        if not account.who or account.who not in self.outlets:
            return _all(self._behind(reference, account.who) for reference in cited)
        room = self._room(account.who)
        return _all(
            self._behind(reference, account.who) if self._is_of(reference, room) else self._ends(room)
            for reference in cited
        )

    def is_own(self, account: Account, references: Mapping[str, Reference]) -> bool:
        """Whether an outlet gives an account in its own words: on its own page, or on one that carries its text.

        An outlet that stands in no register is known by the name of who published the page.
        """
        if not account.who:
            return any(account.speaker == references[ref].publisher for ref in account.refs)
        if account.who not in self.outlets:
            return False
        room = self._room(account.who)
        return any(self._is_of(references[ref], room) for ref in account.refs)

    def _is_of(self, reference: Reference, room: Newsroom) -> bool:
        if known := self.known.get(reference.entry or ""):
            published = self._room(known.outlet)
        else:
            published = self._room(reference.outlet) if reference.outlet else self._at(reference.url or "")
        return room in (published, *self._behind(reference, None))

    def _behind(self, reference: Reference, who: str | None) -> frozenset[Newsroom]:
        """Where a page has it from that a reference leads to; of an entry, where it has the words of `who` from."""
        address = reference.url or ""
        if entry := self._entry(reference.entry or self._addresses.get(_plain(address), "")):
            own = [source for source in entry.sources if who and source.who == who]
            return _all(self.heard(entry, source) for source in own) or self.of(entry)
        if gone := self.known.get(reference.entry or ""):
            return self._ends(self._room(gone.outlet))
        if reference.outlet:
            return self._ends(self._room(reference.outlet))
        return self._ends(self._at(address))

    @cached_property
    def _standing(self) -> list[Entry]:
        return [entry for entry in self.entries if not entry.withdrawn]

    @cached_property
    def _here(self) -> Mapping[str, Entry]:
        return {entry.id: entry for entry in self._standing}

    @cached_property
    def _addresses(self) -> Mapping[str, str]:
        """The ids of articles by their addresses."""
        return {_plain(entry.url): entry.id for entry in reversed(self._standing) if entry.url}

    @cached_property
    def _first_versions(self) -> Mapping[str, str]:
        """The articles of which others are language versions, by the ids of these others."""
        found: dict[str, str] = {}
        for entry in self._standing:
            for version in entry.versions:
                other = self._addresses.get(_plain(version.url))
                if other and other != entry.id:
                    found.setdefault(other, entry.id)
        return found

    @cached_property
    def _rooms(self) -> Mapping[str, Sequence[Entry]]:
        found: dict[str, list[Entry]] = {}
        for entry in self._standing:
            found.setdefault(self._room(entry.outlet), []).append(entry)
        return found

    def _room(self, outlet: str) -> Newsroom:
        """The newsroom of an outlet: that of the outlet whose edition it is."""
        if outlet not in self._known_rooms:
            self._known_rooms[outlet] = newsroom(outlet, self._edition_of)
        return self._known_rooms[outlet]

    def _edition_of(self, outlet: str) -> str | None:
        record = self.outlets.get(outlet)
        return record.edition_of if record else None

    @cached_property
    def _known_rooms(self) -> dict[str, Newsroom]:
        return {}

    @cached_property
    def _hosts(self) -> Mapping[str, str]:
        return {canonical_host(host): outlet.id for outlet in self.outlets.values() for host in outlet.domains}

    def _at(self, address: str) -> Newsroom:
        """The newsroom of an address, which may be that of a copy in an archive; without an outlet its host."""
        inner = INNER_HOST.findall(address.partition("://")[2])
        host = whole = canonical_host(inner[-1] if inner else urlsplit(address).hostname or "")
        while host:
            if host in self._hosts:
                return self._room(self._hosts[host])
            host = host.partition(".")[2]
        return _HOST + whole

    def _entry(self, name: str) -> Entry | None:
        found = self._here.get(name) or self.known.get(name)
        return None if found is None or found.withdrawn else found

    def _taken(self, entry: Entry) -> list[str]:
        """What an article is taken from: articles and newsrooms; nothing where it speaks for itself."""
        if first := self._first(entry):
            return [first]
        if entry.syndicated_from:
            return [self._room(entry.syndicated_from)]
        ways: dict[str, None] = {}
        for source in entry.sources:
            if source.cited is not Cited.MENTIONED:
                way = self._way(source)
                if not way or way == self._room(entry.outlet):
                    return []
                ways[way] = None
        return list(ways)

    def _way(self, source: Source) -> str | None:
        if source.via:
            return self._room(source.via)
        # Words name another outlet where a source is relayed, and else the source's own channel.
        is_other = source.via_text and source.cited is Cited.RELAYED
        return f"{_NAMED}{' '.join(source.via_text.casefold().split())}" if is_other and source.via_text else None

    def _first(self, entry: Entry) -> str | None:
        """The article that this one is a translation or another language version of, or who published it."""
        if place := entry.translation_of:
            other = self._addresses.get(_plain(place), place)
            if other == entry.id:
                return None
            if self._entry(other):
                return _ENTRY + other
            if gone := self.known.get(other):  # withdrawn here, and yet where the text is from
                return self._room(gone.outlet)
            if "://" in place:
                return self._at(place)
        version_of = self._first_versions.get(entry.id)
        return _ENTRY + version_of if version_of else None

    def _next(self, node: str) -> list[str]:
        """What an article or a newsroom has its word from; nothing where it is its own."""
        if node not in self._known_next:
            self._known_next[node] = self._asked(node)
        return self._known_next[node]

    @cached_property
    def _known_next(self) -> dict[str, list[str]]:
        return {}

    def _asked(self, node: str) -> list[str]:
        if node.startswith(_ENTRY):
            entry = self._entry(node.removeprefix(_ENTRY))
            return (self._taken(entry) or [self._room(entry.outlet)]) if entry else []
        found: dict[str, None] = {}
        for entry in self._rooms.get(node, ()):
            if not (taken := self._taken(entry)):
                return []  # it has said something of its own here
            found |= dict.fromkeys(taken)
        return list(found)

    @cached_property
    def _reached(self) -> dict[str, frozenset[str]]:
        return {}

    def _reach(self, node: str) -> frozenset[str]:
        """All that one comes to from a node, itself included."""
        if node not in self._reached:
            found, waiting = {node}, [node]
            while waiting:
                fresh = [one for one in self._next(waiting.pop()) if one not in found]
                found.update(fresh)
                waiting += fresh
            self._reached[node] = frozenset(found)
        return self._reached[node]

    def _ends(self, node: str) -> frozenset[Newsroom]:
        """Where the ways from a node end: newsrooms, and circles by the first newsroom of each."""
        if node not in self._known_ends:
            if (last := self._last(node)) is not None:
                self._known_ends[node] = frozenset(self._named(frozenset({last})))
                return self._known_ends[node]
            ends = (self._reach(one) for one in self._reach(node))
            circles = {all_ for all_ in ends if all(self._reach(one) == all_ for one in all_)}
            self._known_ends[node] = frozenset(min(self._named(all_)) for all_ in circles)
        return self._known_ends[node]

    def _last(self, node: str) -> str | None:
        """Where the only way from a node ends, as nearly all do; None where it parts or goes round in a circle."""
        passed = {node}
        while ahead := self._next(node):
            node = ahead[0]
            if len(ahead) > 1 or node in passed:
                return None
            passed.add(node)
        return node

    @cached_property
    def _known_ends(self) -> dict[str, frozenset[Newsroom]]:
        return {}

    def _named(self, nodes: frozenset[str]) -> Iterator[Newsroom]:
        """The newsrooms of a circle."""
        for node in nodes:
            entry = self._entry(node.removeprefix(_ENTRY)) if node.startswith(_ENTRY) else None
            yield self._room(entry.outlet) if entry else node


def _all(found: Iterable[frozenset[Newsroom]]) -> frozenset[Newsroom]:
    return frozenset[Newsroom]().union(*found)


def _plain(address: str) -> str:
    """An address without what makes no other page of it."""
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}?{parts.query}" if host else address
