"""Where a collection differs from an earlier one, by the keys under which its views have read of it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from operator import attrgetter, is_not
from typing import Any

from newsdesk.collection import Collection
from newsdesk.collection.watched import GROUPS, LISTS, RECORDS, spelt
from newsdesk.model import Entry

# What one group is read by.
_OF_A_GROUP = frozenset({"size", "any", "all", "slice", "at", "near", "over", "heart"})
# By which nothing is read that entries do not know by heart, where a group is one of entries.
_BY_HEART = frozenset({"size", "any", "over", "heart"})
# The lists that are none of entries, or of what stands in them.
_OTHERS = frozenset({*LISTS, "happened_on"}) - {"entries"}
# The parts of an item of a group that is made anew with each collection: its record, and what else it is.
_PARTS: Mapping[str, tuple[Callable[[Any], Any], Callable[[Any], Any]]] = {
    "by_speaker": (attrgetter("entry"), attrgetter("source.who")),
    "relays": (attrgetter("entry"), attrgetter("way")),
    "corrections": (attrgetter("record"), attrgetter("kind", "name", "number", "correction.date")),
}


def subject_of(key: str) -> str:
    """The record or the group that a key is about; "" for one that is about many."""
    way, _, rest = key.partition("\0")
    if way == "heart" and rest.startswith("by_id\0"):
        return f"record\0{rest}"
    return key if way == "record" else group_of(way, rest)


def group_of(way: str, rest: str) -> str:
    """The group that a key is about, by the way in which something was read and the rest of the key; "" for none."""
    if way not in _OF_A_GROUP:
        return ""
    kind, _, name = rest.partition("\0")
    return "" if kind in ("by_id", "lead") else f"{kind}\0{name.partition(chr(0))[0]}"


def slice_of(bounds: Sequence[str]) -> slice:
    """The stretch of a group that a key is about; without bounds all of it."""
    return slice(*(None if bound == "None" else int(bound) for bound in bounds or ("None",)))


def groups_of(collection: Collection, kind: str) -> Mapping[str, Sequence[Any]]:
    """The groups of a kind by their names; a list is one group that has none."""
    if kind in LISTS:
        return {"": getattr(collection, kind)}
    found: Mapping[str, Sequence[Any]] = getattr(collection, kind) if kind in GROUPS else collection.sorted_by(kind)
    return found


def whole_of(key: str) -> str:
    """The key by which all of the group is read that a key is about, as far as that reads it; "" for none."""
    way, _, rest = key.partition("\0")
    group = group_of(way, rest)
    if not group:
        return ""
    is_by_heart = way in _BY_HEART and group.partition("\0")[0] not in _OTHERS
    return f"heart\0{group}" if is_by_heart else f"all\0{group}"


class Differences:
    """What has changed between two collections. Records that are the same objects are the same.

    `digest` is that of a record: those that are not the same objects are compared by it.
    """

    def __init__(self, before: Collection, now: Collection, digest: Callable[[Any], str]) -> None:
        self._before, self._now, self._digest = before, now, digest
        self._kinds: set[str] = set()
        """The kinds of records of which some have changed."""
        self._records = set(self._changed_records())

    def subjects(self, known: Mapping[str, Any]) -> Iterator[str]:
        """The records and groups among some subjects that may have changed, and that which stands for many."""
        yield ""
        yield from self._records
        for kind in {subject.partition("\0")[0] for subject in known if subject and not subject.startswith("record\0")}:
            groups, others = groups_of(self._before, kind), groups_of(self._now, kind)
            for name in groups.keys() | others.keys():
                if not self._are_same(kind, groups.get(name, ()), others.get(name, ())):
                    yield f"{kind}\0{name}"

    def __contains__(self, key: str) -> bool:
        """Whether what a key stands for has changed."""
        way, *rest = key.split("\0")
        found: bool = getattr(self, f"_{way}")(*rest)
        return found

    def _changed_records(self) -> Iterator[str]:
        for kind in RECORDS:
            held, later = getattr(self._before, kind), getattr(self._now, kind)
            for name in held.keys() | later.keys():
                one, other = held.get(name), later.get(name)
                if one is not other and (one is None or other is None or self._digest(one) != self._digest(other)):
                    self._kinds.add(kind)
                    yield f"record\0{kind}\0{spelt(name)}"

    def _are_same(
        self, kind: str, group: Sequence[Any], other: Sequence[Any], is_same: Callable[[Any, Any], bool] | None = None
    ) -> bool:
        """Whether two groups have the same items."""
        is_same = is_same or self._is_same
        if len(group) != len(other):
            return False
        if not any(map(is_not, group, other)):
            return True
        if (parts := _PARTS.get(kind)) is None:
            return all(one is two or is_same(one, two) for one, two in zip(group, other, strict=True))
        record, rest = parts
        return all(
            (record(one) is record(two) or is_same(record(one), record(two))) and rest(one) == rest(two)
            for one, two in zip(group, other, strict=True)
        )

    def _is_same(self, one: Any, two: Any) -> bool:
        """Whether two records that are not the same object say the same, and are the same record."""
        if isinstance(one, Entry) and isinstance(two, Entry) and one.id == two.id:
            return f"record\0by_id\0{one.id}" not in self._records
        return type(one) is type(two) and self._digest(one) == self._digest(two)

    def _is_same_by_heart(self, one: Any, two: Any) -> bool:
        # Of a week whose lead has gone there is none.
        is_one = isinstance(one, Entry) and isinstance(two, Entry) and one.id == two.id
        return (is_one and self._is_known_alike(one.id)) or self._is_same(one, two)

    def _is_known_alike(self, entry: str) -> bool:
        """Whether what an entry knows by heart is known to be the same."""
        heart = self._now.hearts.get(entry)
        return heart is not None and heart == self._before.hearts.get(entry)

    def _both(self, kind: str, name: str) -> tuple[Sequence[Any], Sequence[Any]]:
        return groups_of(self._before, kind).get(name, ()), groups_of(self._now, kind).get(name, ())

    def _record(self, kind: str, name: str) -> bool:
        return f"record\0{kind}\0{name}" in self._records

    def _names(self, kind: str) -> bool:
        if kind in RECORDS:
            return list(getattr(self._before, kind)) != list(getattr(self._now, kind))
        return list(groups_of(self._before, kind)) != list(groups_of(self._now, kind))

    def _some(self, kind: str) -> bool:
        return bool(getattr(self._before, kind)) != bool(getattr(self._now, kind))

    def _every(self, kind: str) -> bool:
        return kind in self._kinds or self._names(kind)

    def _has(self, kind: str, name: str) -> bool:
        return (name in groups_of(self._before, kind)) != (name in groups_of(self._now, kind))

    def _size(self, kind: str, name: str) -> bool:
        one, two = self._both(kind, name)
        return len(one) != len(two)

    def _any(self, kind: str, name: str) -> bool:
        one, two = self._both(kind, name)
        return bool(one) != bool(two)

    def _over(self, kind: str, name: str, count: str) -> bool:
        one, two = self._both(kind, name)
        return (len(one) > int(count)) != (len(two) > int(count))

    def _all(self, kind: str, name: str) -> bool:
        return not self._are_same(kind, *self._both(kind, name))

    def _heart(self, kind: str, name: str, *bounds: str) -> bool:
        if kind == "by_id":
            return self._record(kind, name) and not self._is_known_alike(name)
        if kind == "lead":
            return not self._are_same("", *self._leads(name), self._is_same_by_heart)
        at = slice_of(bounds)
        one, two = self._both(kind, name)
        return not self._are_same(kind, one[at], two[at], self._is_same_by_heart)

    def _slice(self, kind: str, name: str, *bounds: str) -> bool:
        at = slice_of(bounds)
        one, two = self._both(kind, name)
        return not self._are_same(kind, one[at], two[at])

    def _at(self, kind: str, name: str, place: str) -> bool:
        at = int(place)
        one, two = ([group[at]] if -len(group) <= at < len(group) else [] for group in self._both(kind, name))
        return not self._are_same(kind, one, two)

    def _near(self, kind: str, name: str, entry: str, step: str) -> bool:
        one, two = (_beside(collection, kind, name, entry, int(step)) for collection in (self._before, self._now))
        return not self._are_same("", one, two)

    def _languages(self) -> bool:
        return self._before.languages != self._now.languages

    @cached_property
    def _links_differ(self) -> bool:
        one, two = self._before, self._now
        return sorted(one.restricted) != sorted(two.restricted) or one.restricted_hosts != two.restricted_hosts

    def _links(self) -> bool:
        return self._links_differ

    def _lead(self, week: str) -> bool:
        return not self._are_same("", *self._leads(week))

    def _leads(self, week: str) -> tuple[Sequence[Any], Sequence[Any]]:
        one, two = ([c.lead(week)] if week in c.digests else [] for c in (self._before, self._now))
        return one, two

    @cached_property
    def _minted_differ(self) -> bool:
        return self._before.minted != self._now.minted

    def _minted(self, path: str) -> bool:
        one, two = self._before.minted, self._now.minted
        if not self._minted_differ or one.first(path) == two.first(path):
            return self._minted_differ and one.recorded.get(one.first(path)) != two.recorded.get(two.first(path))
        return True

    def _days(self, story: str) -> bool:
        one, two = (c.story_days(story) if story in c.stories else None for c in (self._before, self._now))
        return one != two

    def _new(self, entry: str) -> bool:
        return self._before.new_since(entry) != self._now.new_since(entry)

    def _spellings(self) -> bool:
        one, two = ([(name, list(names)) for name, names in c.spellings] for c in (self._before, self._now))
        return one != two


def _beside(collection: Collection, kind: str, name: str, entry: str, step: int) -> list[Any]:
    try:
        return [collection.beside(kind, name, entry, step)]
    except KeyError:  # there is no such group, or the entry is in another one
        return []
