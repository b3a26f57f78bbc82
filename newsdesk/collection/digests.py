"""The digest of what a key stands for in a collection: the same digest, the same content."""

import hashlib
from array import array
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from contextlib import suppress
from itertools import chain, islice, repeat
from typing import Any

from newsdesk.collection import Collection, Relay, Statement
from newsdesk.collection.counted.reworded import WHOLE, Reworded, whole
from newsdesk.collection.differing import Differences, groups_of, slice_of, subject_of, whole_of
from newsdesk.collection.measures.happened import Happening
from newsdesk.collection.watched import RECORDS, spelt
from newsdesk.model import Entry, Record
from newsdesk.model.corrected import Corrected

# In bytes: with a million keys the chance that two of one key agree although they differ is one in 10^13.
_SIZE = 8


class Digests:
    """The digests of one collection by the keys of `Watched`; each is worked out once, when it is asked for."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection
        self._known: dict[str, str] = {}
        self._by_subject: dict[str, dict[str, None]] = {}
        self._fresh: list[str] = []
        """Keys that are not among those of their subjects yet: only who follows a collection needs these."""
        self._tokens: dict[int, str] = {}
        self._records: dict[str, Mapping[str, Any]] = {}
        self._groups: dict[str, Mapping[str, Sequence[Any]]] = {}
        self._ways: dict[str, Callable[..., str]] = {
            "record": self._record, "names": self._names, "some": self._some, "every": self._every,
            "has": self._has, "size": self._length, "any": self._any, "all": self._all, "slice": self._slice,
            "at": self._at, "near": self._near, "over": self._over, "languages": self._languages,
            "links": self._links, "lead": self._lead, "minted": self._minted,
            "heart": self._heart, "whole": self._whole, "spellings": self._spellings, "new": self._new,
            "days": self._days,
        }  # fmt: skip

    def __getitem__(self, key: str) -> str:
        found = self._known.get(key)
        if found is None:
            way, *rest = key.split("\0")
            found = self._known[key] = self._ways[way](*rest)
            self._fresh.append(key)
        return found

    def trust(self, keys: Mapping[str, str], groups: Mapping[str, str], about: Iterable[int]) -> set[int]:
        """Take over digests from an earlier collection; returns the numbers of those keys whose own has changed.

        `groups` are the digests of what groups held, by the keys that read all of them, and `about` says of each key
        the number of its group, from 1, or 0. Where a group is as it was, so is all that was read of it.
        """
        names, known, fallen = list(keys), dict(keys), {0}
        is_as_it_was = bool(groups.get(WHOLE)) and self.known(WHOLE) == groups[WHOLE]
        standing = Reworded(self.collection, keys) if is_as_it_was else None
        for number, (name, digest) in enumerate(groups.items(), 1):
            if standing and name in standing:
                self._known[name] = digest
            elif self.known(name) != digest:
                fallen.add(number)
        asked = [(n, group) for n, group in enumerate(islice(chain(about, repeat(0)), len(names))) if group in fallen]
        changed = set[int]()
        for number, group in asked:
            name = names[number]
            if (group or not standing or not standing.has(name)) and self.known(name) != known.pop(name):
                changed.add(number)
        self._fresh += known
        self._known = known | self._known
        return changed

    def grouped(
        self, keys: Iterable[str], groups: Iterable[str] = (), about: Sequence[int] = ()
    ) -> tuple[dict[str, str], "array[int]"]:
        """The groups that keys are about with their digests, and of each key the number of its own, as `trust` reads.

        Of the first keys this may be known from an earlier time.
        """
        numbers = {name: number for number, name in enumerate(groups, 1)}
        found = array("I", about)
        for key in islice(keys, len(found), None):
            name = whole_of(key)
            found.append(numbers.setdefault(name, len(numbers) + 1) if name else 0)
        numbers.setdefault(WHOLE, 0)
        return {name: self.known(name) for name in numbers}, found

    def of(self, keys: Iterable[str]) -> dict[str, str]:
        """The digests of keys, "" for one of another program."""
        known = self._known
        return {key: known.get(key) or self.known(key) for key in keys}

    def of_later(self, before: Mapping[str, str], keys: Iterable[str], changed: Iterable[int]) -> dict[str, str]:
        """The same of keys that begin with those of `before`, of which `trust` has found some `changed`."""
        found, names = dict(before), list(before)
        for name in (*(names[number] for number in changed), *islice(keys, len(names), None)):
            found[name] = self.known(name)
        return found

    def known(self, key: str) -> str:
        """The digest of a key, or "" for one of another program."""
        return self._digest(key) or ""

    def _digest(self, key: str) -> str | None:
        try:
            return self[key]
        except (KeyError, ValueError, TypeError):  # a key of another program
            return None

    def follow(self, collection: Collection, read: Container[str]) -> list[str]:
        """Go on to a later collection; returns those keys in `read` of which something has changed.

        Their digests are worked out anew when somebody asks; until then nobody needs them.
        """
        changes = Differences(self.collection, collection, lambda record: _digest(_text(record)))
        changed = []
        for key in self._fresh:
            self._by_subject.setdefault(subject_of(key), {})[key] = None
        self._fresh.clear()
        for subject in list(changes.subjects(self._by_subject)):
            keys = self._by_subject.get(subject, {})
            for key in [key for key in keys if key not in read or key in changes]:
                self._known.pop(key, None)
                if key in read:
                    changed.append(key)
                else:
                    del keys[key]
        self.collection, self._records, self._groups, self._tokens = collection, {}, {}, {}
        return changed

    def note(self, key: str) -> None:
        """Know of a key that somebody has read, without its digest."""
        self._fresh.append(key)

    def _held(self, kind: str) -> Mapping[str, Any]:
        """The names of records as they stand in keys, each with the name itself: records may not be made yet."""
        if kind not in self._records:
            self._records[kind] = {spelt(name): name for name in getattr(self.collection, kind)}
        return self._records[kind]

    def _grouped(self, kind: str) -> Mapping[str, Sequence[Any]]:
        if kind not in self._groups:
            self._groups[kind] = groups_of(self.collection, kind)
        return self._groups[kind]

    def _record(self, kind: str, name: str) -> str:
        held = self._held(kind)
        if kind == "by_id" and name in held and (file := self.collection.files.get(name)):
            return file
        if known := self.collection.said.get(kind, {}).get(name):
            return known[0]
        return _digest(_text(getattr(self.collection, kind)[held[name]])) if name in held else ""

    def _names(self, kind: str) -> str:
        return _digest("\0".join(self._held(kind) if kind in RECORDS else self._grouped(kind)))

    def _some(self, kind: str) -> str:
        return str(bool(self._held(kind)))

    def _every(self, kind: str) -> str:
        return _digest("\0".join(f"{name}\1{self[_key(kind, name)]}" for name in self._held(kind)))

    def _has(self, kind: str, name: str) -> str:
        return str(name in self._grouped(kind))

    def _group(self, kind: str, name: str) -> Sequence[Any]:
        return self._grouped(kind).get(name, ())

    def _length(self, kind: str, name: str) -> str:
        return str(len(self._group(kind, name)))

    def _any(self, kind: str, name: str) -> str:
        return str(bool(self._group(kind, name)))

    def _all(self, kind: str, name: str) -> str:
        group = self._group(kind, name)
        if group and isinstance(group[0], Entry):  # many, and all of a kind
            with suppress(KeyError):  # where it holds another object of an entry
                return _digest("".join(map(self._all_tokens().__getitem__, map(id, group))))
        if group and isinstance(group[0], Statement):  # as many again
            with suppress(KeyError):
                tokens = self._all_tokens()
                return _digest("".join([f"{tokens[id(said.entry)]} {said.source.who}" for said in group]))
        if group and isinstance(group[0], Relay):  # and again
            with suppress(KeyError):
                tokens = self._all_tokens()
                return _digest("".join([f"{tokens[id(one.entry)]} {one.way}" for one in group]))
        return self._joined(group)

    def _heart(self, kind: str, name: str, *bounds: str) -> str:
        """What is known by heart of an entry, of that which opens a digest, or of all in a group."""
        if kind == "by_id":
            return self._by_heart(name)
        if kind == "lead":
            lead = self.collection.lead(name) if name in self.collection.digests else None
            return f"{lead.id} {self._by_heart(lead.id)}" if lead else ""
        said = []
        for item in self._group(kind, name)[slice_of(bounds)]:
            if isinstance(item, Entry):
                said.append(f"{item.id} {self._by_heart(item.id)}\0")
            else:
                of = item.source.who if isinstance(item, Statement) else item.way
                said.append(f"{item.entry.id} {self._by_heart(item.entry.id)} {of}\0")
        return _digest("".join(said))

    def _whole(self, _: str) -> str:
        text = whole(self.collection)
        return text and _digest(text)

    def _by_heart(self, entry: str) -> str:
        return self.collection.hearts.get(entry) or self[_key("by_id", entry)]

    def _slice(self, kind: str, name: str, *bounds: str) -> str:
        return self._joined(self._group(kind, name)[slice_of(bounds)])

    def _at(self, kind: str, name: str, place: str) -> str:
        group, at = self._group(kind, name), int(place)
        return self._item(group[at]) if -len(group) <= at < len(group) else ""

    def _near(self, kind: str, name: str, entry: str, step: str) -> str:
        try:
            found = self.collection.beside(kind, name, entry, int(step))
        except KeyError:  # there is no such group any more, or the entry is in another one
            return "none"
        return self._item(found) if found else ""

    def _over(self, kind: str, name: str, count: str) -> str:
        return str(len(self._group(kind, name)) > int(count))

    def _languages(self) -> str:
        return " ".join(self.collection.languages)

    def _links(self) -> str:
        return _digest(f"{sorted(self.collection.restricted)} {sorted(self.collection.restricted_hosts)}")

    def _lead(self, week: str) -> str:
        lead = self.collection.lead(week) if week in self.collection.digests else None
        return self._item(lead) if lead else ""

    def _minted(self, path: str) -> str:
        minted = self.collection.minted
        return f"{minted.first(path)} {minted.recorded.get(minted.first(path))}"

    def _spellings(self) -> str:
        return _digest(repr([(name, list(names)) for name, names in self.collection.spellings]))

    def _days(self, story: str) -> str:
        return " ".join(map(str, self.collection.story_days(story))) if story in self.collection.stories else ""

    def _new(self, entry: str) -> str:
        return str(self.collection.new_since(entry))

    def _joined(self, items: Sequence[Any]) -> str:
        return _digest("".join(map(self._item, items)))

    def _all_tokens(self) -> Mapping[int, str]:
        """Which entry it is and what it says, of each entry of the collection, by the object."""
        if not self._tokens:
            self._tokens = {id(entry): self._token(entry) for entry in self.collection.entries}
        return self._tokens

    def _token(self, entry: Entry) -> str:
        return f"{entry.id} {self.collection.files.get(entry.id) or self[_key('by_id', entry.id)]}"

    def _item(self, item: Any) -> str:
        if isinstance(item, Entry):
            # A group may hold another object of the same entry.
            return self._all_tokens().get(id(item)) or self._token(item)
        if isinstance(item, Statement):
            return f"{self._item(item.entry)} {item.source.who}"
        if isinstance(item, Relay):
            return f"{self._item(item.entry)} {item.way}"
        if isinstance(item, Corrected):
            kind = "by_id" if item.kind == "entries" else item.kind
            return f"{kind} {item.name} {item.number} {item.correction.date} {self[_key(kind, item.name)]}"
        return _text(item)


def _key(kind: str, name: str) -> str:
    return f"record\0{kind}\0{name}"


def _text(record: Any) -> str:
    if isinstance(record, Record):
        return record.model_dump_json()
    if isinstance(record, Happening):  # there is one of each entry, and more
        return "\0".join(map(str, record))
    return "\0".join(map(_text, record)) if isinstance(record, tuple) else str(record)


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_SIZE).hexdigest()
