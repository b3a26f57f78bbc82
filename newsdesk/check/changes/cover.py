"""Whether the corrections of an entry say what has changed in it, and strongly enough."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from newsdesk.check.changes.change import Change, Names
from newsdesk.check.changes.difference import Comparison
from newsdesk.check.changes.fields import Weight, is_empty, text_of
from newsdesk.check.changes.typography import is_same, words_of
from newsdesk.load import Document, Loc
from newsdesk.problems import Problem

_RANKS = {"minor": 1, "material": 2, "withdrawn": 3}
_PRIVATE = "the name of a private person"


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


def entry_changes(
    old: dict[str, Any], document: Document, then: Then, names: Names, published: str
) -> Iterator[Problem]:
    """Problems of an entry of a week that was published, on the day `published`, with what it was then."""
    before, after = list_of(old.get("corrections")), list_of(document.data.get("corrections"))
    kept, problems = _kept(before, after, document, then)
    yield from problems
    new = [(index, item) for index, item in enumerate(after) if index not in kept]
    for index, item in new:
        day = text_of(item.get("date")) if isinstance(item, dict) else ""
        if day and day < published:
            yield problem(
                document,
                ("corrections", index, "date"),
                "correction-date",
                f"This correction is dated before the digest was published on {published}.",
                "Write the day on which you corrected the entry.",
            )
    said = [_said(index, item) for index, item in new]
    groups: dict[tuple[Loc, str], list[tuple[str, int, Change]]] = {}
    for change in Comparison(old, document.data, names).run():
        rule, index = _lacking(change, said)
        if rule:
            groups.setdefault((change.loc, change.subject), []).append((rule, index, change))
    for lacking in groups.values():
        yield _problem(document, then, lacking)


def list_of(value: Any) -> list[Any]:
    """The value where it is a list, else none: what stood there before may have any shape."""
    return value if isinstance(value, list) else []


def problem(document: Document, loc: Loc, rule: str, message: str, hint: str, **place: Any) -> Problem:
    """A problem at a place in a file, or as near to it as there is something."""
    return Problem(document.path, *document.where(loc, **place), rule, message, hint)


def _kept(before: list[Any], after: list[Any], document: Document, then: Then) -> tuple[set[int], list[Problem]]:
    """Which corrections stood there already, changed ones included, and problems with these."""
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
        day = text_of(item.get("date")) if isinstance(item, dict) else "?"
        is_there = index < len(after) and index not in kept
        if is_there and len(after) >= len(before):
            kept.add(index)
            problems.append(
                problem(
                    document,
                    ("corrections", index),
                    "correction-changed",
                    f"This correction of {day} is not what it was at {then.revision}.",
                    "Put back what it said, and add another at the end.",
                )
            )
        else:
            problems.append(
                problem(
                    document,
                    ("corrections",),
                    "correction-removed",
                    f"A correction of {day} that stood here at {then.revision} is gone.",
                    "Put it back: what was corrected stays on record.",
                    key=True,
                )
            )
    if not problems and kept and (is_reordered or kept != set(range(len(before)))):
        problems.append(
            problem(
                document,
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
    return any(way == said[at : at + len(way)] for way in ways for at in range(len(said) - len(way) + 1) if way)


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


def _problem(document: Document, then: Then, lacking: list[tuple[str, int, Change]]) -> Problem:
    """One problem for all that is lacking at one place."""
    rule, index, first = lacking[0]
    changes = [change for _, _, change in lacking]
    phrase = f"{first.subject} {first.verb} {then.revision}"
    was, now = _joined(changes, is_old=True), _joined(changes, is_old=False)
    if rule == "silent-change":
        kind = "material" if any(c.weight is Weight.MATERIAL for c in changes) else "minor"
        said = [f"{key}: {text}" for key, text in (("was", was), ("now", now)) if text]
        pasted = ", ".join([f"date: {then.today}", f"kind: {kind}", *said, "why: …"])
        return problem(
            document,
            first.loc,
            rule,
            f"{phrase}, and no correction says so.",
            f"Add to corrections: {{{pasted}}}.",
            offset=first.offset,
        )
    at: Loc = ("corrections", index)
    if rule == "correction-kind":
        kind = text_of(document.data["corrections"][index].get("kind"))
        reason = f", in {first.reason}" if first.reason else ""
        message = f'"{kind}" is too weak: {phrase}{reason}.'
        return problem(document, (*at, "kind"), rule, message, "Write kind: material.")
    key, text = ("was", was) if rule == "correction-was" else ("now", now)
    message = f"This correction does not say what was there before: {phrase}."
    if rule == "correction-now":
        message = f"This correction does not say what is there now: {phrase}."
    return problem(document, (*at, key), rule, message, f"Write in {key}: {text}.")


def _joined(changes: list[Change], *, is_old: bool) -> str:
    parts: list[str] = []
    for change in changes:
        shown = change.shown_was if is_old else change.shown_now
        if is_old and change.is_private:
            shown = _PRIVATE
        if shown and not is_empty(shown) and shown not in parts:
            parts.append(shown)
    return json.dumps(" … ".join(parts), ensure_ascii=False) if parts else ""
