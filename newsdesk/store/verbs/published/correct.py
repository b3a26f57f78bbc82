"""`correct`: a field says something else, and a correction tells readers what it said before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsdesk.check.changes.cover import list_of
from newsdesk.check.changes.fields import text_of
from newsdesk.load import Loc, value_at
from newsdesk.model.codes import week_days, week_of
from newsdesk.model.edtf import Edtf
from newsdesk.problems import COMMAND_LINE, Refusal
from newsdesk.store.editing import Changes
from newsdesk.store.verbs import Done
from newsdesk.store.verbs.published.fields import named, place_of, value_of
from newsdesk.store.verbs.published.knowing import fields_of, names_around
from newsdesk.store.verbs.published.rename import Home, rename
from newsdesk.store.verbs.published.targets import Out, Target, named_by
from newsdesk.store.verbs.published.wording import changes_between, heaviest, words_of


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be corrected: fields with their new texts, how much it weighs, and why."""

    fields: Mapping[str, str]
    kind: str
    why: str
    today: str


def field_text(changes: Changes, digests: Path, entry: str, field: str) -> tuple[str, str]:
    """The text of a field as it stands, for a window in which an editor changes it; and how the field is called."""
    target = _published(changes, digests, entry)
    loc = place_of(target.data, field, target.shown, fields_of(target.kind))
    value = value_at(target.data, loc)
    if isinstance(value, list) and all(isinstance(item, (str, int)) for item in value):
        return ", ".join(map(str, value)), named(loc)
    value_of("x", value, loc, target.shown)  # refuses what holds several values
    return text_of(value) if not isinstance(value, str) else value.strip(), named(loc)


def correct(changes: Changes, home: Home, entry: str, wish: Wish) -> Done:
    """Put the new texts and the correction into the file of an entry, a week (`2026-W47`) or a record.

    Returns what was done, and the next commands. Refused where the record has not gone out, where nothing changes,
    and where the kind is too weak for what changes.
    """
    digests = home.digests
    target = _published(changes, digests, entry)
    why = " ".join(wish.why.split())
    if not why:
        raise Refusal("A correction tells why. Write --why TEXT.")
    before: dict[str, Any] = dict(target.data)
    places = _places(target, wish.fields)
    faults, edits = [], list[tuple[Loc, Any, Any]]()
    for loc, text in places:
        old = value_at(before, loc)
        new = value_of(text, old, loc, target.shown)
        if text_of(old) == text_of(new):
            faults.append(f'"{named(loc)}" of {target.shown} says that already. Nothing was changed.')
        edits.append((loc, old, new))
    if faults:
        raise Refusal(" ".join(faults))
    # The last of a list first, so that the others keep their places.
    for loc, _, new in sorted(
        edits, key=lambda edit: edit[0][-1] if isinstance(edit[0][-1], int) else -1, reverse=True
    ):
        if new is None and len(loc) > 1:
            target.document.remove((*target.at, *loc))
        else:
            target.document.set((*target.at, *loc), new)
    found = changes_between(target.kind, before, target.data, names_around(changes, digests, before))
    if wish.kind == "minor" and (heavy := heaviest(found)):
        reason = f", in {heavy.reason}" if heavy.reason else ""
        raise Refusal(
            f'"minor" is too weak: {heavy.subject} says something else{reason}. Write --kind material.'
            " docs/about/corrections-policy.md says why."
        )
    was, now = words_of([(old, new) for _, old, new in edits], found)
    add_correction(target, wish.today, wish.kind, was, now, why)
    said = [f"{named(loc)} of {target.shown} {'is gone' if new is None else 'is corrected'}." for loc, _, new in edits]
    said.append(f"A {wish.kind} correction of {wish.today} tells readers{' what it said before' if was else ''}.")
    if not any(change.weight for change in found):
        said.append("By the policy this change would not have needed one.")
    if target.kind == "entries" and ("published",) in {loc for loc, _, _ in edits}:
        return _to_its_week(changes, home, target, wish, said)
    return Done(tuple(said), next_after(target))


def _to_its_week(changes: Changes, home: Home, target: Target, wish: Wish, said: list[str]) -> Done:
    """An entry stands in the week of its publication: with another day it may have to move."""
    try:
        when = Edtf.of(text_of(target.data.get("published")))
    except ValueError:
        return Done(tuple(said), next_after(target))  # the check says what is wrong with it
    if when.overlaps(*week_days(target.week)):
        return Done(tuple(said), next_after(target))
    why = "The day of publication was corrected."
    moved = rename(changes, home, str(target.path), f"{week_of(when.first)}/{target.id}", why, wish.today)
    return Done((*said, *moved.said), moved.next)


def add_correction(target: Target, today: str, kind: str, was: str | None, now: str | None, why: str) -> None:
    """Put a correction behind the others of a record; Refusal where the last one is of a later day."""
    known = list_of(target.data.get("corrections"))
    last = text_of(known[-1].get("date")) if known and isinstance(known[-1], dict) else ""
    if last > today:
        raise Refusal(f"The last correction of {target.shown} is of {last}, after {today}. Look at the clock.")
    item = {"date": today, "kind": kind, "was": was, "now": now, "why": why}
    target.document.append((*target.at, "corrections"), {key: value for key, value in item.items() if value})


def next_after(target: Target) -> tuple[str, ...]:
    """What comes after a correction: the next edition of the week, for what went out with one."""
    if target.kind in ("entries", "digests"):
        return (f"{COMMAND_LINE} week {target.week} --publish",)
    return (f"{COMMAND_LINE} check",)


def is_withdrawn(data: Mapping[str, Any]) -> bool:
    """Whether an entry says that it no longer stands."""
    corrections = (one for one in list_of(data.get("corrections")) if isinstance(one, dict))
    return any(text_of(one.get("kind")) == "withdrawn" for one in corrections)


def _published(changes: Changes, digests: Path, entry: str) -> Target:
    target = named_by(changes, digests, entry)
    if not Out(changes, digests).has(target):
        check = f"{COMMAND_LINE} {target.next_step(target.id)}"
        raise Refusal(
            f"{target.shown} has not gone out yet, so there is nothing to correct: nobody has read it."
            f" Just edit {target.document.shown}, and run: {check}"
        )
    if target.kind == "entries" and is_withdrawn(target.data):
        raise Refusal(
            f"{target.id} is withdrawn: its page says that it no longer stands, so there is nothing to correct."
            " Nothing was changed. The article can have another entry, under a name of its own."
        )
    return target


def _places(target: Target, fields: Mapping[str, str]) -> Sequence[tuple[Loc, str]]:
    """Where the fields stand; Refusal with all reasons at once."""
    found, faults = list[tuple[Loc, str]](), []
    for field, text in fields.items():
        try:
            found.append((place_of(target.data, field, target.shown, fields_of(target.kind)), text))
        except Refusal as refusal:
            faults.append(str(refusal))
    if faults:
        raise Refusal("\n".join(faults))
    if len({loc for loc, _ in found}) < len(found):
        raise Refusal("A field is named twice.")
    return found
