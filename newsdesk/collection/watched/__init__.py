"""A collection that notes what is read of it, so that a part of a build is made again where that has changed.

Nobody declares what a part reads, so nobody can forget it: records, lists and lookups note it themselves, under
keys that have a digest in every later collection too. What is read while something shared is made (`once`) counts
for all who ask for that.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from newsdesk.collection import Collection, Groups
from newsdesk.collection.measures.happened import Happening
from newsdesk.collection.relays import Relay
from newsdesk.collection.watched.reading import Group, Grouped, Noted, Records, Spelled, Watch, spelt
from newsdesk.model import Entry, Reference
from newsdesk.model.corrected import Corrected
from newsdesk.model.shelf import Shelf

if TYPE_CHECKING:
    from newsdesk.evidence.support import Names

__all__ = ["GROUPS", "LISTS", "RECORDS", "Group", "Grouped", "Records", "Watch", "Watched", "spelt"]

T = TypeVar("T")
RECORDS = (
    "digests", "outlets", "people", "places", "stories", "topics", "by_id", "frozen", "restricted", "warned",
    "accused", "looks", "compared",
)  # fmt: skip
GROUPS = (
    "by_week", "by_outlet", "by_story", "by_topic", "by_country", "by_language", "by_speaker", "relays", "happened_on",
)  # fmt: skip
LISTS = ("entries", "corrections", "moved", "figures", "agreements", "happened")


@dataclass(frozen=True)
class Watched(Collection):
    """A collection of which `watch` notes what is read; `plain` is the same one unwatched."""

    plain: Collection = field(kw_only=True)
    watch: Watch = field(kw_only=True)
    aside: Shelf | None = field(kw_only=True, default=None)
    """Where it keeps what is large and was made once."""

    @classmethod
    def over(cls, plain: Collection, aside: Shelf | None = None) -> "Watched":
        """A watched view of a collection."""
        watch = Watch()
        held = {item.name: getattr(plain, item.name) for item in fields(plain)}
        held |= {kind: Records(watch, kind, held[kind]) for kind in RECORDS}
        held |= {kind: Grouped(watch, kind, held[kind]) for kind in GROUPS if kind in held}
        held |= {kind: Group(watch, kind, "", held[kind]) for kind in LISTS if kind in held}
        held["spellings"] = Spelled(watch, plain.spellings)
        minted = plain.minted
        held["minted"] = Noted(minted.recorded, minted.published, minted.formers, watch)
        return cls(**{**held, "memo": {}}, plain=plain, watch=watch, aside=aside)

    def once(self, key: tuple[Any, ...], make: Callable[[], T], *, is_large: bool = False) -> T:
        """What `make` makes, made once; whoever asks has read what was read for it."""
        aside = self.aside if is_large else None
        found = aside.get(key) if aside else self.memo.get(key)
        if found is not None:
            self.watch.reading.update(found[1])
            value: T = found[0]
            return value
        outer, self.watch.reading = self.watch.reading, (read := set[str]())  # as `part` does, which takes longer
        try:
            made = make()
        finally:
            self.watch.reading = outer
        outer.update(read)
        if aside:
            aside.put(key, (made, tuple(read)))
            return made
        # Many are made of the same: what was read for them is there once, in a third of the memory of a set.
        reads = tuple(sorted(read))
        self.memo[key] = made, self.memo.setdefault(("reads", reads), reads)
        return made

    @cached_property
    def by_heart(self) -> "Watched":
        """The same of which nothing is read but what entries know by heart: whatever else is asked is noted, too."""
        from newsdesk.collection.counted import counted  # which is one of these

        return counted(self)

    def sorted_by(self, kind: str) -> Groups:
        """The entries in groups, as a registered function sorts them."""
        key = ("sorted by", kind)
        if key not in self.memo:
            self.memo[key] = Grouped(self.watch, kind, self.plain.sorted_by(kind))
        found: Groups = self.memo[key]
        return found

    def beside(self, groups: str, name: str, entry: str, step: int) -> Entry | None:
        """The entry so many steps behind another one in a group."""
        self.watch.reading.add(f"near\0{groups}\0{name}\0{entry}\0{step}")
        return self.plain.beside(groups, name, entry, step)

    def is_larger(self, groups: str, name: str, count: int) -> bool:
        """Whether a group has more than so many entries."""
        self.watch.reading.add(f"over\0{groups}\0{name}\0{count}")
        return self.plain.is_larger(groups, name, count)

    @cached_property
    def corrections(self) -> Sequence[Corrected]:
        """Every correction of what is published."""
        return Group(self.watch, "corrections", "", self.plain.corrections)

    @cached_property
    def relays(self) -> Mapping[str, Sequence[Relay]]:
        """Entries that take over what an outlet published, by that outlet."""
        return Grouped(self.watch, "relays", self.plain.relays)

    def new_since(self, entry: str) -> date | None:
        """The day of the edition since which an entry is new."""
        self.watch.reading.add(f"new\0{entry}")
        return self.plain.new_since(entry)

    def story_days(self, name: str) -> tuple[date, ...]:
        """The days of editions since which a story has changed."""
        self.watch.reading.add(f"days\0{name}")
        return self.plain.story_days(name)

    @cached_property
    def happened(self) -> Sequence[Happening]:
        """Whatever happened to the collection."""
        return Group(self.watch, "happened", "", self.plain.happened)

    @cached_property
    def happened_on(self) -> Mapping[str, Sequence[Happening]]:
        """The same by day."""
        return Grouped(self.watch, "happened_on", self.plain.happened_on)

    def names(self) -> "Names":
        """The names by which figures, dates and names of sentences are told."""
        self.watch.reading.add("spellings")
        return self.plain.names()

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages of the entries, the most frequent first."""
        self.watch.reading.add("languages")
        return self.plain.languages

    def may_link(self, address: str, publisher: str | None = None) -> bool:
        """Whether a page may link to the address, by the policy on designations."""
        self.watch.reading.add("links")
        return self.plain.may_link(address, publisher)

    def may_cite(self, reference: Reference, outlet: str | None = None) -> bool:
        """Whether a record about `outlet` may link to a reference."""
        self.watch.reading.add("links")
        return self.plain.may_cite(reference, outlet)

    def may_link_archive(self, address: str) -> bool:
        """Whether a page may link to the address as an archived copy."""
        self.watch.reading.add("links")
        return self.plain.may_link_archive(address)

    def lead(self, week: str) -> Entry | None:
        """The entry that opens a digest."""
        self.watch.reading.add(f"lead\0{week}")
        return self.plain.lead(week)
