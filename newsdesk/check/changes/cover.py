"""Whether the corrections of a record say what has changed in it, and strongly enough."""

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from newsdesk.check.changes.change import Change, Names
from newsdesk.check.changes.difference import Comparison
from newsdesk.check.changes.fields import is_empty, text_of
from newsdesk.check.changes.private import PRIVATE, PrivateNames, stands_in
from newsdesk.check.changes.taken import is_same_but_for_name
from newsdesk.check.changes.typography import is_same, words_of
from newsdesk.check.changes.weights import Weight
from newsdesk.load import Document, Loc
from newsdesk.problems import Problem

_RANKS = {"minor": 1, "material": 2, "withdrawn": 3}
# In more places than that a sentence is another one: pieces of it say nothing to a reader.
_PIECES = 3
_NOUNS = {"entries": "the entry", "digests": "the digest"}
_STAYS = {
    False: "Put it back: what was corrected stays on record.",
    True: "Put it back: a withdrawal stays on record. The article can have another entry, under a name of its own.",
}


@dataclass(frozen=True, slots=True)
class Then:
    """What is compared with: a revision as messages name it, and the day for a correction made now."""

    revision: str
    today: str = "…"


@dataclass(frozen=True, slots=True)
class _Said:
    """A correction made since then: its place in the list, its strength, and its words."""

    index: int
    rank: int
    kind: str
    was: tuple[str, ...]
    now: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A record as it was and as it is: the register it stands in (or `entries`, `digests`), and where.

    `at` is its place in the document, and `name` its id, where the file holds others too.
    """

    kind: str
    old: dict[str, Any]
    new: dict[str, Any]
    document: Document
    at: Loc = ()
    name: str = ""

    def problem(self, loc: Loc, rule: str, message: str, hint: str, **place: Any) -> Problem:
        """A problem at a place in the record, or as near to it as there is something."""
        return problem(self.document, (*self.at, *loc), rule, message, hint, **place)


def record_changes(pair: Pair, then: Then, names: Names, published: str) -> Iterator[Problem]:
    """Problems of a record that was published, first on the day `published`, with what it was then."""
    private = PrivateNames(pair.kind, pair.old, names)
    kept, problems = _kept(pair, then, private)
    yield from problems
    after = list_of(pair.new.get("corrections"))
    new = [(index, item) for index, item in enumerate(after) if index not in kept]
    for index, item in new:
        day = text_of(item.get("date")) if isinstance(item, dict) else ""
        if day and _ends_before(day, published):
            yield pair.problem(
                ("corrections", index, "date"),
                "correction-date",
                f"This correction is dated before the digest was published on {published}.",
                f"Write the day on which you corrected {_NOUNS.get(pair.kind, 'it')}.",
            )
    yield from _repeated(pair, new, private)
    said = [_said(index, item) for index, item in new]
    groups: dict[tuple[Loc, str], list[tuple[str, int, Change]]] = {}
    owner = f'"{pair.name}"' if pair.name else ""
    for change in Comparison(pair.kind, pair.old, pair.new, names, owner).run():
        rule, index = _lacking(change, said)
        if rule:
            groups.setdefault((change.loc, change.subject), []).append((rule, index, change))
    for lacking in groups.values():
        yield _problem(pair, then, lacking)


def _ends_before(day: str, published: str) -> bool:
    """Whether a day was over everywhere on earth before another one began anywhere.

    Where a week is closed it may be tomorrow for whoever corrects it an hour later, and both days are true.
    """
    with suppress(ValueError):
        return date.fromisoformat(day) + timedelta(days=1) < date.fromisoformat(published)
    return day < published


def _repeated(pair: Pair, new: list[tuple[int, Any]], private: PrivateNames) -> Iterator[Problem]:
    """Corrections that repeat a name which was taken out of the record for the sake of a private person."""
    for index, item in new:
        for key in ("was", "now", "why"):
            said = text_of(item.get(key)) if isinstance(item, dict) else ""
            if private.are_repeated(said, pair.new):
                yield pair.problem(
                    ("corrections", index, key),
                    "correction-now" if key == "now" else "correction-was",
                    f"This correction repeats {PRIVATE}, which was taken out of {_NOUNS.get(pair.kind, 'it')}.",
                    f"Say it in {key} without the name, or leave {key} out."
                    if key != "why"
                    else "Say why without the name.",
                )


def merge_problem(pair: Pair, key: str, names: Names, then: Then) -> Problem | None:
    """The problem of a record, `key`, that has become another one, where that does not say so in a correction.

    `pair` is the record that took it in: what the other one said of itself is no claim of this one.
    """
    kept, _ = _kept(pair, then)
    said = [_said(at, item) for at, item in enumerate(list_of(pair.new.get("corrections"))) if at not in kept]
    was, now = (tuple(map(words_of, (*names.of.get(name, ()), name))) for name in (key, pair.name))
    shown = [next(iter(names.of.get(name, ())), name) for name in (key, pair.name)]
    verb = f'has become "{pair.name}" since'
    change = Change((), f'"{key}"', verb, Weight.MATERIAL, was=was, now=now, shown_was=shown[0], shown_now=shown[1])
    rule, index = _lacking(change, said)
    return _problem(pair, then, [(rule, index, change)]) if rule else None


def new_corrections(pair: Pair) -> list[dict[str, Any]]:
    """The corrections that were not there before."""
    kept, _ = _kept(pair, Then(""))
    after = list_of(pair.new.get("corrections"))
    return [item for index, item in enumerate(after) if index not in kept and isinstance(item, dict)]


def list_of(value: Any) -> list[Any]:
    """The value where it is a list, else none: what stood there before may have any shape."""
    return value if isinstance(value, list) else []


def problem(document: Document, loc: Loc, rule: str, message: str, hint: str, **place: Any) -> Problem:
    """A problem at a place in a file, or as near to it as there is something."""
    return Problem(document.path, *document.where(loc, **place), rule, message, hint)


def _kept(pair: Pair, then: Then, private: PrivateNames | None = None) -> tuple[set[int], list[Problem]]:
    """Which corrections stood there already, changed ones included, and problems with these."""
    before, after = (list_of(data.get("corrections")) for data in (pair.old, pair.new))
    kept: set[int] = set()
    problems, missing, last = [], [], -1
    is_reordered = False
    for index, item in enumerate(before):
        near = [index, *range(last + 1, len(after)), *range(len(after))]
        found = next((k for k in near if k < len(after) and k not in kept and _is_same(item, after[k])), None)
        if found is None:
            missing.append((index, item))
            continue
        is_reordered = is_reordered or found < last
        kept.add(found)
        last = found
    for index, item in missing:
        if private and index < len(after) and index not in kept and is_same_but_for_name(item, after[index], private):
            kept.add(index)
            continue
        day = text_of(item.get("date")) if isinstance(item, dict) else "?"
        is_there = index < len(after) and index not in kept
        if is_there and len(after) >= len(before):
            kept.add(index)
            problems.append(
                pair.problem(
                    ("corrections", index),
                    "correction-changed",
                    f"This correction of {day} is not what it was at {then.revision}.",
                    "Put back what it said, and add another at the end.",
                )
            )
        else:
            problems.append(
                pair.problem(
                    ("corrections",),
                    "correction-removed",
                    f"A correction of {day} that stood here at {then.revision} is gone.",
                    _STAYS[isinstance(item, dict) and item.get("kind") == "withdrawn"],
                    key=True,
                )
            )
    if not problems and kept and (is_reordered or kept != set(range(len(before)))):
        problems.append(
            pair.problem(
                ("corrections",),
                "correction-changed",
                f"The corrections do not stand in the order in which they stood at {then.revision}.",
                "Put them back in order, and add new ones at the end.",
                key=True,
            )
        )
    return kept, problems


def _is_same(old: Any, new: Any) -> bool:
    if not (isinstance(old, dict) and isinstance(new, dict)):
        return bool(old == new)
    for key in old.keys() | new.keys():
        was, now = text_of(old.get(key)), text_of(new.get(key))
        if not (is_same(was, now) if key in ("was", "now", "why") else was == now):
            return False
    return True


def _said(index: int, item: Any) -> _Said:
    item = item if isinstance(item, dict) else {}
    kind = text_of(item.get("kind"))
    return _Said(
        index, _RANKS.get(kind, 0), kind, words_of(text_of(item.get("was"))), words_of(text_of(item.get("now")))
    )


def _has(said: tuple[str, ...], ways: tuple[tuple[str, ...], ...]) -> bool:
    """Whether one of the ways stands in what is said, word after word."""
    return any(stands_in(way, said) for way in ways)


def _lacking(change: Change, said: list[_Said]) -> tuple[str, int]:
    """The rule that a change breaks, "" where corrections cover it, and the correction to be mended.

    What was said and what is said may stand in two corrections, one after the other: a text can
    have been corrected twice.
    """
    was = change.was if not change.is_private else ()
    before = [s for s in said if _has(s.was, was)]
    after = [s for s in said if _has(s.now, change.now)]
    pairs = [(a, b) for a in (before if was else said) for b in (after if change.now else said) if a.index <= b.index]
    if pairs:
        first, second = max(pairs, key=lambda pair: max(pair[0].rank, pair[1].rank))
        is_strong = max(first.rank, second.rank) >= change.weight
        return ("", 0) if is_strong else ("correction-kind", second.index)
    if was and after:
        return "correction-was", after[-1].index
    if change.now and before:
        return "correction-now", before[-1].index
    if len(said) == 1 and was and not said[0].was:
        return "correction-was", said[0].index
    if len(said) == 1 and not was and change.now and not said[0].now:
        return "correction-now", said[0].index
    return "silent-change", 0


def _problem(pair: Pair, then: Then, lacking: list[tuple[str, int, Change]]) -> Problem:
    """One problem for all that is lacking at one place."""
    rule, index, first = lacking[0]
    changes = [change for _, _, change in lacking]
    phrase = f"{first.subject} {first.verb} {then.revision}"
    was, now = _joined(changes, is_old=True), _joined(changes, is_old=False)
    if rule == "silent-change":
        kind = "material" if any(c.weight is Weight.MATERIAL for c in changes) else "minor"
        said = [f"{key}: {text}" for key, text in (("was", was), ("now", now)) if text]
        pasted = ", ".join([f"date: {then.today}", f"kind: {kind}", *said, "why: …"])
        return pair.problem(
            first.loc,
            rule,
            f"{phrase}, and no correction says so.",
            f"Add to corrections: {{{pasted}}}.",
            offset=first.offset,
        )
    at: Loc = ("corrections", index)
    if rule == "correction-kind":
        kind = text_of(pair.new["corrections"][index].get("kind"))
        reason = f", in {first.reason}" if first.reason else ""
        message = f'"{kind}" is too weak: {phrase}{reason}.'
        return pair.problem((*at, "kind"), rule, message, "Write kind: material.")
    key, text = ("was", was) if rule == "correction-was" else ("now", now)
    message = f"This correction does not say what was there before: {phrase}."
    if rule == "correction-now":
        message = f"This correction does not say what is there now: {phrase}."
    return pair.problem((*at, key), rule, message, f"Write in {key}: {text}.")


def _joined(changes: list[Change], *, is_old: bool) -> str:
    """What stood or stands at places of difference, in quotation marks; "" where that is nothing."""
    parts: list[str] = []
    for change, piece in zip(changes, _pieces(changes), strict=True):
        shown = PRIVATE if is_old and change.is_private else piece[0 if is_old else 1]
        if shown and not is_empty(shown) and shown not in parts:
            parts.append(shown)
    return json.dumps(" … ".join(parts), ensure_ascii=False) if parts else ""


def _pieces(changes: list[Change]) -> list[tuple[str | None, str | None]]:
    """What changes show, before and after: pieces of one sentence, as long as these are few; else whole sentences."""
    pieces = [(change.shown_was, change.shown_now) for change in changes]
    inside = {change.sentence for change in changes}
    are_many = len(inside) > 1 or len(changes) > _PIECES
    if len(changes) > 1 and not are_many and (whole := changes[0].sentence):
        are_many = any(sum(len(piece[at] or "") for piece in pieces) * 2 > len(whole[at]) for at in (0, 1) if whole[at])
    return [change.sentence or piece if are_many else piece for change, piece in zip(changes, pieces, strict=True)]
