"""What is known of single entries, and outlives the collection in which they stand."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

from newsdesk.model import Entry

T = TypeVar("T")
# Of more entries that are new it is not worth while to look for the place of each.
_FEW = 50


@dataclass(slots=True)
class Kin:
    """What is known of single entries, which a later collection with the same entries may take over."""

    each: dict[str, dict[str, tuple[Entry, Any]]] = field(default_factory=dict)
    """What was made of each entry alone, by what it is and the id of the entry."""
    newest: Sequence[Entry] = ()
    """All entries, the newest first."""
    keeps: bool = True
    """Whether there will be a later collection: else a kilobyte an entry would be held for nobody."""

    def made(self, kind: str, entries: Iterable[Entry], make: Callable[[Entry], T]) -> Iterator[tuple[Entry, T]]:
        """Each entry with what `make` makes of it alone: of an entry that was there before, what was made then."""
        if not self.keeps:
            yield from ((entry, make(entry)) for entry in entries)
            return
        before, now = self.each.get(kind, {}), {}
        for entry in entries:
            found = before.get(entry.id)
            if found is None or found[0] is not entry:
                found = entry, make(entry)
            now[entry.id] = found
            yield found
        self.each[kind] = now

    def newest_first(self, entries: Sequence[Entry]) -> Sequence[Entry]:
        """The entries in order: those that are new go to their place among those that were there before."""
        there, before = set(map(id, entries)), set(map(id, self.newest))
        fresh = [entry for entry in entries if id(entry) not in before]
        if len(fresh) > _FEW:
            by_id = sorted(entries, key=lambda entry: entry.id)
            self.newest = tuple(sorted(by_id, key=lambda entry: entry.published.order, reverse=True))
            return self.newest
        found = [entry for entry in self.newest if id(entry) in there]
        for entry in fresh:
            found.insert(bisect_left(found, True, key=partial(_is_behind, entry)), entry)
        self.newest = tuple(found)
        return self.newest


def _is_behind(entry: Entry, other: Entry) -> bool:
    """Whether an entry comes behind another one."""
    order, its = entry.published.order, other.published.order
    return its < order or (its == order and other.id > entry.id)
