"""What was taken out of the record for the sake of a private person: how much it was is told, and not what."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from newsdesk.check.changes.fields import text_of
from newsdesk.check.changes.private import PrivateNames
from newsdesk.check.changes.typography import is_same
from newsdesk.evidence.words import words
from newsdesk.load import ADDRESSES, Document

_TAKEN = re.compile(r"# [0-9]{4}-[0-9]{2}-[0-9]{2}: ([0-9]+) lines? (?:was|were) taken out")
_SAID = ("was", "now", "why")


def taken_line(day: str, number: int) -> str:
    """What a file of addresses says where so many of its lines were taken out on a day."""
    what = "1 line was taken out, since it" if number == 1 else f"{number} lines were taken out, since they"
    return f"# {day}: {what} held the name of a private person."


def is_taken_line(line: str) -> bool:
    """Whether a line says so."""
    return _TAKEN.match(line) is not None


def taken(lines: Iterable[str]) -> int:
    """How many lines were taken out of a file, as it says itself."""
    return sum(int(found[1]) for line in lines if (found := _TAKEN.match(line)))


def lost_lines(old: Mapping[str, Any] | None, document: Document | None) -> tuple[list[str], bool]:
    """The lines of a file that are gone, and whether it says itself that so many were taken out since then."""
    before, after = (old or {}).get("lines", ()), document.data["lines"] if document else ()
    left = set(after)
    lost = [line for line in before if line and not line.startswith("#") and line not in left]
    return lost, bool(lost) and len(lost) <= taken(after) - taken(before)


def taken_addresses(old: Mapping[str, Any], now: Mapping[str, Document | None]) -> frozenset[str]:
    """Addresses, without their last slash, that were given up since they held the name of a private person."""
    lost, is_told = lost_lines(old.get(ADDRESSES), now.get(ADDRESSES))
    return frozenset(line.strip("/") for line in lost) if is_told else frozenset()


def is_withheld(old: Any, new: Any) -> bool:
    """Whether two records of an edition differ in what was taken out of its text, on a day that is written there."""
    if not (
        isinstance(old, dict) and isinstance(new, dict) and text_of(new.get("withheld")) > text_of(old.get("withheld"))
    ):
        return False
    parts = (
        {key: text_of(value) for key, value in one.items() if key not in ("text", "withheld")} for one in (old, new)
    )
    return next(parts) == next(parts)


def is_same_but_for_name(old: Any, new: Any, private: PrivateNames) -> bool:
    """Whether a correction is what it was but for the name of a private person, or what held it."""
    if not (isinstance(old, dict) and isinstance(new, dict)):
        return False
    if any(text_of(old.get(key)) != text_of(new.get(key)) for key in {*old, *new} - {*_SAID}):
        return False
    for key in _SAID:
        was, now = (text_of(one.get(key)) for one in (old, new))
        if not is_same(was, now) and not (was in private and now not in private and _is_rest_of(was, now, private)):
            return False
    return True


def _is_rest_of(was: str, now: str, private: PrivateNames) -> bool:
    """Whether what is left of a text without names stands in another, in this order."""
    rest = iter(words(now))
    return all(private.is_part(word) or word in rest for word in words(was))
