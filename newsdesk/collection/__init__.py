"""The archive in memory: checked records come in, one ordered, immutable collection goes out, grouped once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from newsdesk.check.cited.naming import Spellings, names_of
from newsdesk.check.cited.written import how_compared
from newsdesk.check.draft import Draft
from newsdesk.check.held import LaterRecords, digests_of_files, digests_of_hearts, minted_of, records_of, said_of
from newsdesk.collection.kin import Kin
from newsdesk.collection.measures.news import Dated
from newsdesk.collection.origins import Origins
from newsdesk.collection.policy import INNER_HOST, canonical_host, restricted_by
from newsdesk.collection.relays import Relay, Statement, Way, relays_of, statements_in
from newsdesk.collection.sorts import BY_COLLECTION, SORTS, sorting
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
    Story,
    Topic,
)
from newsdesk.model.codings import Agreement
from newsdesk.model.evidence import HowCompared, PageEvidence
from newsdesk.model.figures import EditionFigures
from newsdesk.model.looks import Look
from newsdesk.model.minting import Minted
from newsdesk.model.settings import Links, Settings
from newsdesk.model.shelf import Shelf, hold

if TYPE_CHECKING:
    from newsdesk.evidence.support import Names

__all__ = ["Collection", "Groups", "Kin", "Relay", "Statement", "Way", "relays_of", "sorting"]

Groups = Mapping[str, Sequence[Entry]]
T = TypeVar("T")


@dataclass(frozen=True)
class Collection(Dated):
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
    figures: Sequence[EditionFigures] = ()
    """What was counted when editions went out, in that order."""
    agreements: Sequence[Agreement] = ()
    looks: Mapping[str, Look] = field(default_factory=dict)
    """What is known of pages that were looked at again, by `address_key`."""
    compared: Mapping[str, HowCompared] = field(default_factory=dict)
    """How far pages that references lead to were compared, by `address_key`."""
    captured: Mapping[str, PageEvidence] = field(default_factory=dict, compare=False, repr=False)
    """The evidence of pages that references lead to, by `address_key`, read when asked for."""
    spellings: Spellings = field(default=(), compare=False, repr=False)
    """All names of whatever is registered, by id."""
    frozen: Mapping[tuple[str, int], str] = field(default_factory=dict)
    """Editions by week and number, in Markdown, as they went out."""
    restricted: Mapping[str, tuple[Designation, ...]] = field(default_factory=dict)
    """Outlets under the policy on designations, with the acts that bring them there."""
    warned: Mapping[str, tuple[Designation, ...]] = field(default_factory=dict)
    """Outlets whose material may be punishable to share, whose links stay, with the acts that make it so."""
    accused: Mapping[str, Person] = field(default_factory=dict)
    """People with proceedings against them, by their ids."""
    minted: Minted = field(default_factory=Minted)
    """The ids of feeds, as far as they do not follow from settings and names."""
    with_pdf: bool = False
    """Whether this build makes a PDF of each published digest."""
    files: Mapping[str, str] = field(default_factory=dict)
    """The digests of week and file of entries by id, where what the entries say is known to be that of their files."""
    hearts: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    """The same of what entries know by heart."""
    said: Mapping[str, Mapping[str, tuple[str, bool]]] = field(default_factory=dict, compare=False, repr=False)
    """The digests of what other records say, and whether they are corrected, by kind and id, where that is known."""
    kin: Kin = field(default_factory=Kin, compare=False, repr=False)
    memo: dict[tuple[Any, ...], Any] = field(default_factory=dict, compare=False, repr=False)
    """What views have made of it so far, so that nothing is rendered twice."""

    @classmethod
    def of(
        cls, draft: Draft, settings: Settings, *, with_pdf: bool = False, kin: Kin | None = None, later: bool = False
    ) -> "Collection":
        """The collection of a draft without errors; `kin` is that of an earlier one.

        With `later`, records of registers and of weeks are made when somebody asks for them.
        """
        records = partial(records_of, later=later)
        kin = kin or Kin(keeps=False)
        entries = kin.newest_first([item.record for item in draft.entries])
        weeks: dict[str, list[Entry]] = {week: [] for week in sorted(draft.digests, reverse=True)}
        outlets: dict[str, list[Entry]] = {name: [] for name in sorted(draft.outlets)}
        stories: dict[str, list[Entry]] = {name: [] for name in sorted(draft.stories)}
        topics: dict[str, list[Entry]] = {name: [] for name in sorted(draft.topics)}
        countries: dict[str, list[Entry]] = {}
        languages: dict[str, list[Entry]] = {}
        speakers: dict[str, list[Statement]] = {name: [] for name in sorted(draft.people)}
        for entry, said in kin.made("statements", entries, statements_in):
            weeks[entry.week].append(entry)
            outlets[entry.outlet].append(entry)
            languages.setdefault(entry.language, []).append(entry)
            for group, names in ((stories, entry.stories), (topics, entry.topics)):
                for name in dict.fromkeys(names):
                    group[name].append(entry)
            for code in dict.fromkeys(entry.countries):
                countries.setdefault(code, []).append(entry)
            for who, statement in said:
                speakers.setdefault(who, []).append(statement)
        return cls(
            settings=settings,
            words=words_of(settings.language, tuple(sorted(settings.extra.countries.items()))),
            entries=entries,
            digests=records(draft.digests, newest_first=True),
            outlets=records(draft.outlets),
            people=records(draft.people),
            places=records(draft.places),
            # Checks name an account by its place in the file; whatever shows it has it by its day.
            stories=records(draft.stories, shown=Story.in_order_of_days),
            topics=records(draft.topics),
            by_id=MappingProxyType({entry.id: entry for entry in entries}),
            by_week=_frozen(weeks),
            by_outlet=_frozen(outlets),
            by_story=_frozen(stories),
            by_topic=_frozen(topics),
            by_country=_frozen(dict(sorted(countries.items()))),
            by_language=_frozen(dict(sorted(languages.items()))),
            by_speaker=MappingProxyType({name: tuple(said) for name, said in speakers.items()}),
            moved=draft.moved.record.moved if draft.moved else (),
            figures=draft.figures.record.figures if draft.figures else (),
            agreements=draft.codings.record.agreements if draft.codings else (),
            looks=MappingProxyType(draft.looks.record.pages) if draft.looks else {},
            compared=MappingProxyType(how_compared(draft.cited)),
            captured=LaterRecords(draft.cited),
            spellings=draft.spellings(),
            frozen=MappingProxyType({key: document.text for key, document in sorted(draft.frozen.items())}),
            restricted=restricted_by(draft, settings),
            warned=restricted_by(draft, settings, Links.KEEP),
            accused=records({name: item for name, item in draft.people.items() if item.keys.get("proceedings")}),
            minted=minted_of(draft),
            with_pdf=with_pdf,
            files=digests_of_files(entries, draft.files),
            hearts=digests_of_hearts(draft.entries),
            said={kind: said_of(getattr(draft, kind)) for kind in _REGISTERED},
            kin=kin,
        )

    def once(self, key: tuple[Any, ...], make: Callable[[], T], *, is_large: bool = False) -> T:
        """What `make` makes, made once for all who ask by this key; what `is_large` may be kept out of memory."""
        if key not in self.memo:
            self.memo[key] = make()
        found: T = self.memo[key]
        return found

    @property
    def by_heart(self) -> "Collection":
        """The same for whoever counts, and needs no more of entries than what they know by heart."""
        return self

    def read_whole(self, shelf: Shelf) -> None:
        """Read all that records say now, which else is read when asked for; of many entries it lies on a shelf."""
        hold(self.entries, shelf)
        for held in (getattr(self, kind) for kind in _REGISTERED):
            all(held[name] for name in held)

    def names(self) -> "Names":
        """The names by which figures, dates and names of sentences are told, as checks know them."""
        return self.once(("names",), lambda: names_of(self.spellings))

    def sorted_by(self, kind: str) -> Groups:
        """The entries in groups, as the function sorts them that is registered by this name: see `sorting`."""
        return self.once(("sorted by", kind), lambda: self._sorted_by(kind))

    def _sorted_by(self, kind: str) -> Groups:
        names, sort, follows = BY_COLLECTION[kind](self) if kind in BY_COLLECTION else (*SORTS[kind], "")
        groups: dict[str, list[Entry]] = {name: [] for name in names()}
        # What is known of an entry from an earlier collection holds where this is the same.
        found = self.kin.made(f"sorted by {kind} {follows}", self.entries, lambda one: tuple(dict.fromkeys(sort(one))))
        for entry, own in found:
            for name in own:
                groups[name].append(entry)
        return {name: entries for name, entries in groups.items() if entries}

    def origins(self, entries: Iterable[Entry]) -> Origins:
        """Where some of its articles come from."""
        return Origins(tuple(entries), self.by_id, self.outlets)

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
        said = {kind: digests for kind, digests in self.said.items() if kind != "digests"}
        return replace(self, digests=MappingProxyType({**self.digests, digest.week: digest}), said=said, memo={})

    @cached_property
    def relays(self) -> Mapping[str, Sequence[Relay]]:
        """Entries that take over what an outlet published, by that outlet, newest first."""
        found: dict[str, list[Relay]] = {}
        for entry, known in self.kin.made("relays", self.entries, lambda entry: tuple(relays_of(entry, {}))):
            # Whose translation it is depends on the other entry, too.
            for relay in relays_of(entry, self.by_id) if entry.translation_of else known:
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
        for outlet in map(self.outlets.__getitem__, self.restricted):
            hosts.update(outlet.domains)
            if outlet.home.value:
                hosts.add(urlsplit(outlet.home.value).hostname or "")
        return frozenset(map(canonical_host, hosts)) - {""}

    def may_link(self, address: str, publisher: str | None = None) -> bool:
        """Whether a page may link to the address, which may be a publisher's, by the policy on designations.

        A copy in an archive, whose address holds that of the original, counts as the original.
        """
        if not self.restricted:
            return True
        inner = INNER_HOST.findall(address.partition("://")[2])
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
        host = canonical_host(host) if self.restricted_hosts else ""
        while host:
            if host in self.restricted_hosts:
                return True
            host = host.partition(".")[2]
        return False

    def has_pdf(self, week: str) -> bool:
        """Whether this build makes a PDF of the digest: a closed week with entries, where it was asked to."""
        return self.with_pdf and self.digests[week].status is DigestStatus.PUBLISHED and bool(self.by_week[week])

    def lead(self, week: str) -> Entry | None:
        """The entry that opens a digest: the one its note names, else the newest that still stands."""
        if named := self.by_id.get(self.digests[week].lead or ""):
            return named
        standing = (entry for entry in self.by_week[week] if not entry.withdrawn)
        return next(standing, next(iter(self.by_week[week]), None))


_REGISTERED = ("digests", "outlets", "people", "places", "stories", "topics")  # the kinds of records but entries


def _frozen(groups: Mapping[str, list[Entry]]) -> Groups:
    return MappingProxyType({name: tuple(entries) for name, entries in groups.items()})
