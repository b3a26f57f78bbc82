"""The archive in memory: checked records come in, one ordered, immutable collection goes out, grouped once."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import Any, TypeVar
from urllib.parse import urlsplit

from newsdesk.check.draft import Draft
from newsdesk.collection.relays import Relay, Way, relays_of
from newsdesk.interface import Words, words_of
from newsdesk.model import (
    Designation,
    Digest,
    DigestStatus,
    Entry,
    Moved,
    Outlet,
    Person,
    Place,
    Reference,
    Source,
    Story,
    Topic,
)
from newsdesk.model.corrected import AnyRecord, Corrected, newest_corrections
from newsdesk.model.minting import Minted
from newsdesk.model.settings import Settings

__all__ = ["Collection", "Groups", "Relay", "Statement", "Way", "relays_of", "sorting"]

# The host of an address that stands inside another one.
_INNER_HOST = re.compile(r"https?(?::|%3A)(?:/|%2F){1,2}([\w.-]+)", re.IGNORECASE)
Groups = Mapping[str, Sequence[Entry]]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Statement:
    """A source in the entry that cites it."""

    entry: Entry
    source: Source


def _canonical_host(host: str) -> str:
    """One spelling of a host: small letters, no www, no last dot, ASCII as in the domain name system."""
    host = host.lower().rstrip(".").removeprefix("www.")
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return host


def _newest_first(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    by_id = sorted(entries, key=lambda entry: entry.id)
    return tuple(sorted(by_id, key=lambda entry: entry.published.order, reverse=True))


@dataclass(frozen=True)
class Collection:
    """All records, entries newest first, weeks newest first, registers by id."""

    settings: Settings
    words: Words
    """Those of its language, in which its views speak."""
    entries: Sequence[Entry]
    digests: Mapping[str, Digest]
    outlets: Mapping[str, Outlet]
    people: Mapping[str, Person]
    places: Mapping[str, Place]
    stories: Mapping[str, Story]
    topics: Mapping[str, Topic]
    by_id: Mapping[str, Entry]
    by_week: Groups
    by_outlet: Groups
    by_story: Groups
    by_topic: Groups
    by_country: Groups
    by_language: Groups
    by_speaker: Mapping[str, Sequence[Statement]]
    """What each registered person, body or outlet is cited with, newest first."""
    moved: Sequence[Moved] = ()
    """Published pages that are gone, with where they went."""
    frozen: Mapping[tuple[str, int], str] = field(default_factory=dict)
    """Editions by week and number, in Markdown, as they went out."""
    restricted: Mapping[str, tuple[Designation, ...]] = field(default_factory=dict)
    """Outlets under the policy on designations, with the acts that bring them there."""
    minted: Minted = field(default_factory=Minted)
    """The ids of feeds, as far as they do not follow from settings and names."""
    with_pdf: bool = False
    """Whether this build makes a PDF of each published digest."""

    memo: dict[tuple[Any, ...], Any] = field(default_factory=dict, compare=False, repr=False)
    """What views have made of it so far, so that nothing is rendered twice."""

    @classmethod
    def of(cls, draft: Draft, settings: Settings, *, with_pdf: bool = False) -> "Collection":
        """The collection of a draft that was checked and has no errors."""
        entries = _newest_first(item.record for item in draft.entries)
        weeks: dict[str, list[Entry]] = {week: [] for week in sorted(draft.digests, reverse=True)}
        outlets: dict[str, list[Entry]] = {name: [] for name in sorted(draft.outlets)}
        stories: dict[str, list[Entry]] = {name: [] for name in sorted(draft.stories)}
        topics: dict[str, list[Entry]] = {name: [] for name in sorted(draft.topics)}
        countries: dict[str, list[Entry]] = {}
        languages: dict[str, list[Entry]] = {}
        speakers: dict[str, list[Statement]] = {name: [] for name in sorted(draft.people)}
        for entry in entries:
            weeks[entry.week].append(entry)
            outlets[entry.outlet].append(entry)
            languages.setdefault(entry.language, []).append(entry)
            for group, names in ((stories, entry.stories), (topics, entry.topics)):
                for name in dict.fromkeys(names):
                    group[name].append(entry)
            for code in dict.fromkeys(entry.countries):
                countries.setdefault(code, []).append(entry)
            for source in entry.sources:
                if source.who:
                    speakers.setdefault(source.who, []).append(Statement(entry, source))
        return cls(
            settings=settings,
            words=words_of(settings.language),
            entries=entries,
            digests=MappingProxyType({week: draft.digests[week].record for week in weeks}),
            outlets=_records(draft.outlets),
            people=_records(draft.people),
            places=_records(draft.places),
            stories=_records(draft.stories),
            topics=_records(draft.topics),
            by_id=MappingProxyType({entry.id: entry for entry in entries}),
            by_week=_frozen(weeks),
            by_outlet=_frozen(outlets),
            by_story=_frozen(stories),
            by_topic=_frozen(topics),
            by_country=_frozen(dict(sorted(countries.items()))),
            by_language=_frozen(dict(sorted(languages.items()))),
            by_speaker=MappingProxyType({name: tuple(said) for name, said in speakers.items()}),
            moved=draft.moved.record.moved if draft.moved else (),
            frozen=MappingProxyType({key: document.text for key, document in sorted(draft.frozen.items())}),
            restricted=_restricted(draft, settings),
            minted=_minted(draft),
            with_pdf=with_pdf,
        )

    def once(self, key: tuple[Any, ...], make: Callable[[], T]) -> T:
        """What `make` makes, made once for all who ask by this key."""
        if key not in self.memo:
            self.memo[key] = make()
        found: T = self.memo[key]
        return found

    def sorted_by(self, kind: str) -> Groups:
        """The entries in groups, as the function sorts them that is registered by this name: see `sorting`."""
        return self.once(("sorted by", kind), lambda: _SORTS[kind](self))

    def beside(self, groups: str, name: str, entry: str, step: int) -> Entry | None:
        """The entry so many steps behind another one in a group, as in `beside("by_week", "2022-W42", id, -1)`."""
        group = getattr(self, groups)[name]
        places = self.once(("places", groups, name), lambda: {one.id: at for at, one in enumerate(group)})
        at = places[entry] + step
        return group[at] if 0 <= at < len(group) else None

    def is_larger(self, groups: str, name: str, count: int) -> bool:
        """Whether a group has more than so many entries."""
        return len(getattr(self, groups)[name]) > count

    def with_digest(self, digest: Digest) -> "Collection":
        """The same collection with one digest as it will be."""
        return replace(self, digests=MappingProxyType({**self.digests, digest.week: digest}), memo={})

    @cached_property
    def corrections(self) -> Sequence[Corrected]:
        """Every correction of what is published, with its record, newest first; of one day those of entries first."""
        digests = (d for d in self.digests.values() if d.status is DigestStatus.PUBLISHED)
        people = (person for person in self.people.values() if person.public)
        groups: dict[str, Iterable[AnyRecord]] = {
            "entries": self.entries, "digests": digests, "stories": self.stories.values(),
            "outlets": self.outlets.values(), "people": people, "places": self.places.values(),
        }  # fmt: skip
        return newest_corrections(groups)

    @cached_property
    def relays(self) -> Mapping[str, Sequence[Relay]]:
        """Entries that take over what an outlet published, by that outlet, newest first."""
        found: dict[str, list[Relay]] = {}
        for entry in self.entries:
            for relay in relays_of(entry, self.by_id):
                if relay.origin in self.outlets:
                    found.setdefault(relay.origin, []).append(relay)
        return MappingProxyType({origin: tuple(found[origin]) for origin in sorted(found)})

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages of the entries, the most frequent first."""
        groups = self.by_language
        return tuple(sorted(groups, key=lambda code: (-len(groups[code]), code)))

    @cached_property
    def restricted_hosts(self) -> frozenset[str]:
        """The hosts of outlets under the policy on designations, in one spelling."""
        hosts: set[str] = set()
        for name in self.restricted:
            outlet = self.outlets[name]
            hosts.update(outlet.domains)
            if outlet.home.value:
                hosts.add(urlsplit(outlet.home.value).hostname or "")
        return frozenset(map(_canonical_host, hosts)) - {""}

    def may_link(self, address: str, publisher: str | None = None) -> bool:
        """Whether a page may link to the address, which may be a publisher's, by the policy on designations.

        A copy in an archive, whose address holds that of the original, counts as the original.
        """
        if not self.restricted:
            return True
        inner = _INNER_HOST.findall(address.partition("://")[2])
        return (
            publisher not in self.restricted
            and self.may_link_archive(address)
            and not any(self._is_restricted(host) for host in inner)
        )

    def may_cite(self, reference: Reference, outlet: str | None = None) -> bool:
        """Whether a record about `outlet` may link to a reference: not where that is the publisher's own."""
        is_theirs = reference.affiliated and outlet in self.restricted
        return bool(reference.url) and not is_theirs and self.may_link(reference.url or "", reference.outlet)

    def may_link_archive(self, address: str) -> bool:
        """Whether a page may link to the address as an archived copy: not on a publisher's own host."""
        return not self._is_restricted(urlsplit(address).hostname or "")

    def _is_restricted(self, host: str) -> bool:
        host = _canonical_host(host) if self.restricted_hosts else ""
        while host:
            if host in self.restricted_hosts:
                return True
            host = host.partition(".")[2]
        return False

    def has_pdf(self, week: str) -> bool:
        """Whether this build makes a PDF of the digest: a closed week with entries, where it was asked to."""
        is_closed = self.digests[week].status is DigestStatus.PUBLISHED
        return self.with_pdf and is_closed and bool(self.by_week[week])

    def lead(self, week: str) -> Entry | None:
        """The entry that opens a digest: the one its note names, else the newest that still stands."""
        if named := self.by_id.get(self.digests[week].lead or ""):
            return named
        standing = (entry for entry in self.by_week[week] if not entry.withdrawn)
        return next(standing, next(iter(self.by_week[week]), None))


_SORTS: dict[str, Callable[[Collection], Groups]] = {}


def sorting(kind: str) -> Callable[[Callable[[Collection], Groups]], Callable[[Collection], Groups]]:
    """Registers a function that sorts all entries into groups of a view's own, under a name that nothing else has."""

    def register(sort: Callable[[Collection], Groups]) -> Callable[[Collection], Groups]:
        _SORTS[kind] = sort
        return sort

    return register


def _records(items: Mapping[str, Any]) -> Mapping[str, Any]:
    return MappingProxyType({name: items[name].record for name in sorted(items)})


def _frozen(groups: Mapping[str, list[Entry]]) -> Groups:
    return MappingProxyType({name: tuple(entries) for name, entries in groups.items()})


def _minted(draft: Draft) -> Minted:
    recorded, published = (document.data["lines"] if document else () for document in (draft.feed_ids, draft.addresses))
    return Minted.of(recorded, published, draft.moved.record.moved if draft.moved else ())


def _restricted(draft: Draft, settings: Settings) -> Mapping[str, tuple[Designation, ...]]:
    found = {}
    for name, item in draft.outlets.items():
        acts = tuple(
            act
            for act in item.record.designations
            if any(policy.applies_to(act) for policy in settings.extra.designations)
        )
        if acts:
            found[name] = acts
    return MappingProxyType(found)
