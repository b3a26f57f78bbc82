"""A collection that notes what is read of it, so that a part of a build is made again where that has changed.

Nobody declares what a part reads, so nobody can forget it: records, lists and lookups note it themselves, under
keys that have a digest in every later collection too. What is read while something shared is made (`once`) counts
for all who ask for that.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, overload

from newsdesk.collection import Collection, Groups
from newsdesk.collection.measures.happened import Happening
from newsdesk.collection.relays import Relay
from newsdesk.model import Entry, Reference
from newsdesk.model.corrected import Corrected
from newsdesk.model.minting import Minted
from newsdesk.model.shelf import Shelf

if TYPE_CHECKING:
    from newsdesk.evidence.support import Names

T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")
RECORDS = (
    "digests", "outlets", "people", "places", "stories", "topics", "by_id", "frozen", "restricted", "warned",
    "accused", "looks", "compared",
)  # fmt: skip
GROUPS = (
    "by_week", "by_outlet", "by_story", "by_topic", "by_country", "by_language", "by_speaker", "relays", "happened_on",
)  # fmt: skip
LISTS = ("entries", "corrections", "moved", "figures", "agreements", "happened")


@dataclass(slots=True)
class Watch:
    """The keys of what has been read since a part began."""

    reading: set[str] = field(default_factory=set)
    faces: dict[str, Entry] | None = None
    """Entries as whoever counts sees them, by id, where they are kept; see `counted`."""

    @contextmanager
    def part(self) -> Iterator[set[str]]:
        """The keys of what is read inside."""
        outer, self.reading = self.reading, set()
        try:
            yield self.reading
        finally:
            self.reading = outer


class Records(Mapping[K, V]):
    """Records by id; also that one is missing is noted."""

    def __init__(self, watch: Watch, kind: str, held: Mapping[K, V]) -> None:
        self.watch, self.kind, self.held = watch, kind, held

    def __getitem__(self, name: K) -> V:
        self._note(name)
        return self.held[name]

    def __contains__(self, name: object) -> bool:
        self._note(name)
        return name in self.held

    def get(self, name: K, default: Any = None) -> Any:
        """The record, or else the default."""
        self._note(name)
        return self.held.get(name, default)

    def __iter__(self) -> Iterator[K]:
        self.watch.reading.add(f"names\0{self.kind}")
        return iter(self.held)

    def __len__(self) -> int:
        self.watch.reading.add(f"names\0{self.kind}")
        return len(self.held)

    def __bool__(self) -> bool:
        self.watch.reading.add(f"some\0{self.kind}")
        return bool(self.held)

    def values(self) -> Any:
        """All records, in order."""
        self.watch.reading.add(f"every\0{self.kind}")
        return self.held.values()

    def items(self) -> Any:
        """All ids with their records, in order."""
        self.watch.reading.add(f"every\0{self.kind}")
        return self.held.items()

    def _note(self, name: Any) -> None:
        self.watch.reading.add(f"record\0{self.kind}\0{name if type(name) is str else spelt(name)}")


class Group(Sequence[T]):
    """A list of entries, or of what stands in them: its length alone, a stretch, or all of it may be read."""

    def __init__(self, watch: Watch, kind: str, name: str, held: Sequence[T]) -> None:
        self.watch, self.held = watch, held
        self.key = f"{kind}\0{name}"

    def __len__(self) -> int:
        self.watch.reading.add(f"size\0{self.key}")
        return len(self.held)

    def __bool__(self) -> bool:
        self.watch.reading.add(f"any\0{self.key}")
        return bool(self.held)

    def __iter__(self) -> Iterator[T]:
        self.watch.reading.add(f"all\0{self.key}")
        return iter(self.held)

    def __reversed__(self) -> Iterator[T]:
        self.watch.reading.add(f"all\0{self.key}")
        return reversed(self.held)

    def __contains__(self, item: object) -> bool:
        self.watch.reading.add(f"all\0{self.key}")
        return item in self.held

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...
    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        if isinstance(at, slice):
            self.watch.reading.add(f"slice\0{self.key}\0{at.start}\0{at.stop}\0{at.step}")
        else:
            self.watch.reading.add(f"at\0{self.key}\0{at}")
        return self.held[at]


class Grouped(Mapping[str, Group[T]]):
    """Groups by name; which there are may be read without what they hold."""

    def __init__(self, watch: Watch, kind: str, held: Mapping[str, Sequence[T]]) -> None:
        self.watch, self.kind, self.held = watch, kind, held
        self.made: dict[str, Group[T]] = {}

    def __getitem__(self, name: str) -> Group[T]:
        found = self.made.get(name)
        if found is None:
            # That there is one is noted by whoever reads of it; that there is none, here.
            if name not in self.held:
                self.watch.reading.add(f"has\0{self.kind}\0{name}")
            found = self.made[name] = self._group(name)
        return found

    def _group(self, name: str) -> Group[T]:
        return Group(self.watch, self.kind, name, self.held[name])

    def __contains__(self, name: object) -> bool:
        self.watch.reading.add(f"has\0{self.kind}\0{name}")
        return name in self.held

    def __iter__(self) -> Iterator[str]:
        self.watch.reading.add(f"names\0{self.kind}")
        return iter(self.held)

    def __len__(self) -> int:
        self.watch.reading.add(f"names\0{self.kind}")
        return len(self.held)


@dataclass(frozen=True)
class _Minted(Minted):
    """The ids of feeds; each depends on where its page had it first."""

    watch: Watch = field(default_factory=Watch)

    def first(self, path: str) -> str:
        self.watch.reading.add(f"minted\0{path}")
        return Minted.first(self, path)


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
        minted = plain.minted
        held["minted"] = _Minted(minted.recorded, minted.published, minted.formers, watch)
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


def spelt(name: object) -> str:
    """The name of a record in a key; that of an edition has two parts."""
    return name if isinstance(name, str) else "\1".join(map(str, name)) if isinstance(name, tuple) else str(name)
