"""What notes that it is read: records, lists and lookups of a collection, each under keys of its own."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar, overload

from newsdesk.model import Entry
from newsdesk.model.minting import Minted

T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")


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
class Noted(Minted):
    """The ids of feeds; each depends on where its page had it first."""

    watch: Watch = field(default_factory=Watch)

    def first(self, path: str) -> str:
        self.watch.reading.add(f"minted\0{path}")
        return Minted.first(self, path)


class Spelled(Iterable[tuple[str, Iterable[str]]]):
    """How records are spelt: whoever looks at one spelling has read all of them."""

    def __init__(self, watch: Watch, held: Iterable[tuple[str, Iterable[str]]]) -> None:
        self.watch, self.held = watch, held

    def __iter__(self) -> Iterator[tuple[str, Iterable[str]]]:
        self.watch.reading.add("spellings")
        return iter(self.held)


def spelt(name: object) -> str:
    """The name of a record in a key; that of an edition has two parts."""
    return name if isinstance(name, str) else "\1".join(map(str, name)) if isinstance(name, tuple) else str(name)
