"""A watched collection for whoever counts: of entries it reads what they know by heart, under keys of their own.

A word of a summary changes the file of an entry, and nothing that is counted. So what is made of lists that are read
in this way stands until something changes that entries know by heart. Whatever else is asked of one of them is noted
as a read of that entry, so nobody can get it wrong.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any, TypeVar

from newsdesk.collection import Collection, Groups, Relay, Statement
from newsdesk.collection.watched import GROUPS, Group, Grouped, Records, Watch, Watched
from newsdesk.model import Entry
from newsdesk.model.little import face_of
from newsdesk.model.shelf import MANY

T = TypeVar("T")
_KINDS = tuple(kind for kind in GROUPS if kind not in ("relays", "happened_on"))


class _Entries(Records[str, Entry]):
    """Entries by id."""

    def __getitem__(self, name: str) -> Entry:
        self._note(name)
        return face(self.watch, self.held[name])

    def get(self, name: str, default: Any = None) -> Any:
        """The entry, or else the default."""
        self._note(name)
        found = self.held.get(name)
        return default if found is None else face(self.watch, found)

    def _note(self, name: Any) -> None:
        self.watch.reading.add(f"heart\0by_id\0{name}")


class _List(Group[T]):
    """A list of entries, or of what stands in them."""

    def __getitem__(self, at: Any) -> Any:
        if isinstance(at, slice):
            self.watch.reading.add(f"heart\0{self.key}\0{at.start}\0{at.stop}\0{at.step}")
            return [_faced(self.watch, item) for item in self.held[at]]
        self.watch.reading.add(f"heart\0{self.key}")
        return _faced(self.watch, self.held[at])

    def __iter__(self) -> Iterator[T]:
        self.watch.reading.add(f"heart\0{self.key}")
        return (_faced(self.watch, item) for item in self.held)

    def __reversed__(self) -> Iterator[T]:
        self.watch.reading.add(f"heart\0{self.key}")
        return (_faced(self.watch, item) for item in reversed(self.held))


class _Lists(Grouped[T]):
    """Lists by name."""

    def _group(self, name: str) -> Group[T]:
        return _List(self.watch, self.kind, name, self.held[name])


@dataclass(frozen=True)
class _Counted(Watched):
    """A collection of which what entries know by heart is read."""

    @property
    def by_heart(self) -> Watched:
        """This one."""
        return self

    def sorted_by(self, kind: str) -> Groups:
        """The entries in groups, as a registered function sorts them."""
        key = ("sorted by", kind)
        if key not in self.memo:
            self.memo[key] = _Lists(self.watch, kind, self.plain.sorted_by(kind))
        found: Groups = self.memo[key]
        return found

    def lead(self, week: str) -> Entry | None:
        """The entry that opens a digest."""
        self.watch.reading.add(f"heart\0lead\0{week}")
        found = self.plain.lead(week)
        return found and face(self.watch, found)

    @cached_property
    def relays(self) -> Mapping[str, Sequence[Relay]]:
        """Entries that take over what an outlet published, by that outlet."""
        return _Lists(self.watch, "relays", self.plain.relays)


def counted(watched: Watched) -> Watched:
    """The same collection, noted by the same watch; what is made of it once is made for whoever counts."""
    if len(watched.plain.entries) < MANY:
        watched.watch.faces = {}
    held = {item.name: getattr(watched, item.name) for item in fields(watched)}
    plain: Collection = watched.plain
    held |= {kind: _Lists(watched.watch, kind, getattr(plain, kind)) for kind in _KINDS}
    held["entries"] = _List(watched.watch, "entries", "", plain.entries)
    held["by_id"] = _Entries(watched.watch, "by_id", plain.by_id)
    return _Counted(**{**held, "memo": {}})


def face(watch: Watch, entry: Entry) -> Entry:
    """An entry as whoever counts sees it."""
    if watch.faces is None:
        return face_of(entry, _Noted(watch, entry.id))
    found = watch.faces.get(entry.id)
    if found is None:
        # Pages that count all entries are many: each would see all of them anew.
        found = watch.faces[entry.id] = face_of(entry, _Noted(watch, entry.id), is_kept=True)
    return found


class _Noted:
    """Notes an entry as read whole, in less room than a function that knows the same."""

    __slots__ = ("name", "watch")

    def __init__(self, watch: Watch, name: str) -> None:
        self.watch, self.name = watch, name

    def __call__(self) -> None:
        self.watch.reading.add(f"record\0by_id\0{self.name}")


def _faced(watch: Watch, item: Any) -> Any:
    if item.__class__ is Entry:  # which pydantic would take long to tell
        return face(watch, item)
    if isinstance(item, Statement):
        return Statement(face(watch, item.entry), face_of(item.source, _Noted(watch, item.entry.id)))
    return Relay(face(watch, item.entry), item.origin, item.way)
