"""What a record says now that it did not say before, and how much that weighs."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any

from newsdesk.check.changes.change import Change, Names
from newsdesk.check.changes.fields import as_written_in_full, brief_of, is_empty, is_unknown, matched, text_of
from newsdesk.check.changes.private import PRIVATE, PrivateNames
from newsdesk.check.changes.sentences import by_sentence
from newsdesk.check.changes.typography import Hunk, hunks, may_be_name, said_by, small_words, weighs, words_of
from newsdesk.check.changes.weights import CONFIRMED, FIELDS, KEYED, SETS, SKIPPED, UNKNOWN, As, Field, Weight
from newsdesk.load import Loc

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place in a record: its location now, its pattern in `fields`, and whose it is."""

    fields: Mapping[str, Field]
    loc: Loc
    pattern: str
    owner: str = ""

    def at(self, key: str) -> "_Spot":
        pattern = f"{self.pattern}.{key}" if self.pattern else key
        return replace(self, loc=(*self.loc, key), pattern=pattern)

    def item(self, key: str | int, owner: str = "") -> "_Spot":
        return replace(self, loc=(*self.loc, key), owner=owner or self.owner)

    @property
    def field(self) -> Field:
        return self.fields.get(self.pattern, UNKNOWN)

    @property
    def subject(self) -> str:
        above = [f"{name}." for name in (*KEYED, "references") if self.pattern.startswith(f"{name}.")]
        name = self.pattern.removeprefix(max(above, key=len, default=""))
        return f'"{name}"' + (f" of {self.owner}" if self.owner else "")


class Comparison:
    """Compares the data of one record with what it was.

    `kind` is the register it stands in, `entries` or `digests`; `owner` is what messages call it, where
    its file holds others too.
    """

    def __init__(self, kind: str, old: dict[str, Any], new: dict[str, Any], names: Names, owner: str = "") -> None:
        self.kind, self.old, self.new, self.names, self.owner = kind, old, new, names, owner

    @cached_property
    def common(self) -> frozenset[str]:
        """Words of the record in small letters."""
        return small_words(*_prose(self.old), *_prose(self.new))

    @cached_property
    def private(self) -> PrivateNames:
        """The names of private persons."""
        return PrivateNames(self.kind, self.old, self.names)

    @cached_property
    def is_withheld(self) -> bool:
        """Whether the name of a private person was taken out of the record."""
        return bool(self.private.names) and bool(self.private.withheld(self.new))

    def may_be_withheld(self, hunk: Hunk) -> bool:
        """Whether what went may be a pet name of somebody whose name was taken out: it is registered nowhere."""
        return self.is_withheld and any(map(partial(may_be_name, common=self.common), hunk.removed))

    def run(self) -> Iterator[Change]:
        """The changes that need a correction, in the order of fields."""
        return (change for change in self.every() if change.weight)

    def every(self) -> Iterator[Change]:
        """All changes, in the order of fields."""
        top = _Spot(FIELDS[self.kind], (), "", self.owner)
        for key in [*self.new, *(key for key in self.old if key not in self.new)]:
            if key not in SKIPPED:
                yield from self.value(top.at(key), self.old.get(key), self.new.get(key))

    def value(self, spot: _Spot, old: Any, new: Any) -> Iterator[Change]:
        """Changes of a value of any kind."""
        if old == new and type(old) is type(new):
            return
        if is_unknown(spot.pattern, old) and not is_unknown(spot.pattern, new) and not is_empty(new):
            old = None  # it has become known: why it was not goes with it
        old, new = (as_written_in_full(spot.pattern, value) for value in (old, new))
        if spot.field.names:
            old = self.names.current(spot.field.names, old)
        if is_empty(old) or is_empty(new):
            if not (is_empty(old) and is_empty(new)):
                yield from self.come_or_gone(spot, old, new)
        elif spot.pattern in KEYED and isinstance(old, list) and isinstance(new, list):
            yield from self.keyed(spot, old, new)
        elif spot.loc == ("references",) and isinstance(old, dict) and isinstance(new, dict):
            for key in [*new, *(key for key in old if key not in new)]:
                inner = spot.item(key, f'reference "{key}"')
                yield from self.value(inner, old.get(key), new.get(key))
        elif isinstance(old, list) and isinstance(new, list):
            yield from self.items(spot, old, new)
        elif isinstance(old, dict) and isinstance(new, dict):
            yield from self.group(spot, old, new)
        elif isinstance(old, (dict, list)) or isinstance(new, (dict, list)) or spot.field.how is As.VALUE:
            if text_of(old) != text_of(new):
                yield self.swap(spot, old, new)
        else:
            yield from self.text(spot, str(old).strip(), str(new).strip())

    def group(self, spot: _Spot, old: dict[str, Any], new: dict[str, Any]) -> Iterator[Change]:
        """Changes of a group of fields."""
        if spot.pattern == "reviewed" and _is_later(new.get("on"), old.get("on")):
            return  # a later review takes the place of an earlier one
        for key in [*new, *(key for key in old if key not in new)]:
            was, now = old.get(key), new.get(key)
            if (spot.pattern, key) == ("reviewed", "of"):
                continue  # the digest of what was signed: what has changed in the entry is told by itself
            if (key, text_of(was), text_of(now)) in CONFIRMED:
                continue
            for change in self.value(spot.at(key), was, now):
                # That it was quoted stood there: now its words do, too.
                is_told = spot.pattern == "sources" and key == "quote" and is_empty(was) and _is_quoted(old, new)
                yield replace(change, weight=Weight.NONE) if is_told else change

    def items(self, spot: _Spot, old: list[Any], new: list[Any]) -> Iterator[Change]:
        """Items of a list that came or went; where as many came as went, they took each other's place."""
        is_set = spot.pattern in SETS
        rest = Counter(map(text_of, old))
        come, seen = [], set(rest) if is_set else set()
        for index, item in enumerate(new):
            key = text_of(item)
            if key in seen:
                continue
            if rest[key]:
                rest[key] -= 1
            else:
                come.append((index, item))
                if is_set:
                    seen.add(key)
        kept = set(map(text_of, new)) if is_set else set()
        gone: list[Any] = []
        for item in reversed(old):
            key = text_of(item)
            if key not in kept and rest[key]:
                rest[key] -= 1
                gone.insert(0, item)
        if not is_set and len(gone) == len(come):
            for item, (index, other) in zip(gone, come, strict=True):
                yield from self.value(spot.item(index), item, other)
            return
        for item in gone:
            yield self.single(spot, "has lost", item, None)
        for index, item in come:
            yield self.single(spot.item(index), "has gained", None, item)

    def single(self, spot: _Spot, verb: str, old: Any, new: Any) -> Change:
        """One item of a list that came or went."""
        shown = brief_of(new if old is None else old)
        weight = spot.field.add if old is None else spot.field.change
        is_private = old is not None and text_of(old) in self.private
        return Change(
            spot.loc,
            f"{spot.subject} {verb} what held {PRIVATE}" if is_private else f'{spot.subject} {verb} "{shown}"',
            "since",
            weight,
            "",
            self.spoken(old),
            self.spoken(new),
            None if old is None else shown,
            None if new is None else shown,
            is_private=is_private,
        )

    def come_or_gone(self, spot: _Spot, old: Any, new: Any) -> Iterator[Change]:
        """A value where nothing stood, or nothing where a value stood."""
        if spot.pattern in KEYED or (spot.pattern in SETS and isinstance(old or new, list)):
            both = [part if isinstance(part, list) else [] for part in (old, new)]
            yield from self.keyed(spot, *both) if spot.pattern in KEYED else self.items(spot, *both)
            return
        is_new = is_empty(old)
        shown = brief_of(new if is_new else old)
        said, subject = self.spoken(new if is_new else old), spot.subject
        if spot.loc[:-1] == ("references",):
            said, subject = (*said, words_of(str(spot.loc[1]))), spot.owner[:1].upper() + spot.owner[1:] or subject
        yield Change(
            spot.loc,
            subject,
            "is new since" if is_new else "is gone since",
            spot.field.add if is_new else spot.field.change,
            "",
            () if is_new else said,
            said if is_new else (),
            None if is_new else shown,
            shown if is_new else None,
            is_private=not is_new and text_of(old) in self.private,
        )

    def swap(self, spot: _Spot, old: Any, new: Any) -> Change:
        """A value in the place of another."""
        return Change(
            spot.loc,
            spot.subject,
            "is not what it was at",
            spot.field.change,
            "",
            self.spoken(old),
            self.spoken(new),
            brief_of(old),
            brief_of(new),
            is_private=text_of(old) in self.private,
        )

    def text(self, spot: _Spot, old: str, new: str) -> Iterator[Change]:
        """Changes of a text, a place of difference each, with the sentences in which they stand."""
        if spot.field.how is As.PRINTED:
            yield from (self.place(spot, hunk) for hunk in hunks(old, new, as_printed=True))
            return
        found = by_sentence(old, new)
        if found.is_order:
            verb = "has its sentences in another order than at"
            yield Change(spot.loc, spot.subject, verb, min(spot.field.change, Weight.MINOR))
        for group in found.groups:
            changes = [self.place(spot, hunk) for hunk in group.hunks]
            # What is shown whole would show the name of a private person that went with a part of it.
            is_private = any(one.is_private for one in changes) or group.was in self.private
            if (group.was or group.now) and not is_private:
                changes = [replace(one, sentence=(group.was, group.now)) for one in changes]
            yield from changes

    def place(self, spot: _Spot, hunk: Hunk) -> Change:
        """One place in which two texts differ."""
        reason = weighs(hunk, self.common) if spot.field.change is Weight.MINOR else ""
        if spot.pattern in ("section", "byline"):
            reason = ""  # the policy names their spelling as minor
        return Change(
            spot.loc,
            spot.subject,
            "says something else than at",
            Weight.MATERIAL if reason else spot.field.change,
            reason,
            _demands(hunk, is_old=True),
            _demands(hunk, is_old=False),
            hunk.was,
            hunk.now,
            hunk.offset,
            self.private.are_in(hunk.removed) or self.may_be_withheld(hunk),
        )

    def keyed(self, spot: _Spot, old: list[Any], new: list[Any]) -> Iterator[Change]:
        """Items that are the same ones whatever their order, such as sources: what is said of each."""
        pairs, gone, come = matched(spot.pattern, old, new)
        noun = KEYED[spot.pattern][1]
        for i, k in pairs:
            inner = spot.item(k, f'"{brief_of(new[k])}"')
            if isinstance(old[i], dict) and isinstance(new[k], dict):
                yield from self.group(inner, old[i], new[k])
            elif old[i] != new[k]:
                yield self.swap(spot.item(k), old[i], new[k])
        for i in gone:
            name = brief_of(old[i])
            is_private = name in self.private
            subject = f"A {noun} that is a private person" if is_private else f'The {noun} "{name}"'
            yield Change(
                spot.loc, subject, "is gone since", spot.field.change, "",
                (words_of(name),), (), name, None, is_private=is_private,
            )  # fmt: skip
        for k in come:
            name = brief_of(new[k])
            yield Change(
                (*spot.loc, k), f'The {noun} "{name}"', "is new since", spot.field.add, "",
                (), (words_of(name),), None, name,
            )  # fmt: skip

    def spoken(self, value: Any) -> tuple[tuple[str, ...], ...]:
        """The ways in which a correction may name a value: as it stands, or by the name of the record."""
        if is_empty(value):
            return ()
        said = brief_of(value)
        ways = (said, text_of(value), *(self.names.of.get(said, ()) if isinstance(value, str) else ()))
        return tuple(dict.fromkeys(filter(None, map(words_of, ways))))


def _demands(hunk: Hunk, *, is_old: bool) -> tuple[tuple[str, ...], ...]:
    """What was (or now) must contain: the words, beside one neighbour where a few only came or went."""
    mine, other = (hunk.removed, hunk.added) if is_old else (hunk.added, hunk.removed)
    if not mine:
        return ()
    bare = said_by(mine)
    # A sign is not compared beside words: where it came or went alone, its neighbours are.
    if (other or len(mine) > 2) and any(char.isalnum() for word in bare for char in word):
        return (bare,)
    ways = []
    if hunk.before:
        ways.append(said_by((hunk.before, *mine)))
    if hunk.after:
        ways.append(said_by((*mine, hunk.after)))
    return tuple(ways) or (bare,)


def _is_later(new: Any, old: Any) -> bool:
    days = text_of(old), text_of(new)
    return all(map(_DAY.fullmatch, days)) and days[0] < days[1]


def _prose(data: dict[str, Any]) -> list[str]:
    return [data[key] for key in ("summary", "context", "note") if isinstance(data.get(key), str)]


def _is_quoted(old: dict[str, Any], new: dict[str, Any]) -> bool:
    return text_of(old.get("cited")) == text_of(new.get("cited")) == "quoted"
