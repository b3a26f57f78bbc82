"""What a correction says of a change: the words that went and those that came, and how much it weighs at least."""

from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from typing import Any

from newsdesk.check.changes.change import Change, Names
from newsdesk.check.changes.difference import Comparison
from newsdesk.check.changes.fields import brief_of
from newsdesk.check.changes.weights import Weight
from newsdesk.check.prose import sentences

# Longer texts are quoted by the sentences that differ.
_LONGEST = 100


def changes_between(kind: str, old: Mapping[str, Any], new: Mapping[str, Any], names: Names) -> list[Change]:
    """What a record says otherwise, as `check --since` compares it; nothing where only the way of writing differs."""
    return list(Comparison(kind, dict(old), dict(new), names).every())


def heaviest(changes: Iterable[Change]) -> Change | None:
    """The change that needs a material correction; None where a minor one will do."""
    return next((change for change in changes if change.weight is Weight.MATERIAL), None)


def words_of(values: Iterable[tuple[Any, Any]], changes: Iterable[Change]) -> tuple[str | None, str | None]:
    """`was` and `now` of one correction of several fields, by their values before and after.

    Texts are quoted whole, long ones by their sentences that differ: so the next correction of the same sentence
    fits on to this one. None for what nothing stood or stands in; the name of a private person is never repeated.
    """
    was, now = list[str](), list[str]()
    for old, new in values:
        if isinstance(old, str) and isinstance(new, str):
            before, after = _apart(old, new)
        else:
            before, after = _named(old, new), _named(new, old)
        was.append(before)
        now.append(after)
    changes = list(changes)
    if any(change.is_private for change in changes):
        was = [change.shown_was for change in changes if change.shown_was and not change.is_private]
    return _joined(was), _joined(now)


def _joined(parts: Iterable[str]) -> str | None:
    return " … ".join(filter(None, dict.fromkeys(parts))) or None


def _named(value: Any, other: Any) -> str:
    """A value as a correction names it; of a long list what the other one does not have."""
    if isinstance(value, list):
        whole = ", ".join(map(brief_of, value))
        rest = [item for item in value if item not in other] if isinstance(other, list) else []
        return ", ".join(map(brief_of, rest)) if len(whole) > _LONGEST else whole
    return brief_of(value)


def _apart(old: str, new: str) -> tuple[str, str]:
    """What stands in only one of two texts, by sentences; short texts whole."""
    before, after = (" ".join(text.split()) for text in (old, new))
    if len(before) <= _LONGEST and len(after) <= _LONGEST:
        return before, after
    left, right = ([one.text.strip() for one in sentences(text)] for text in (before, after))
    if sorted(left) == sorted(right):
        return "", ""  # another order: no sentence went, and none came
    spans = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    gone = [" ".join(left[i:j]) for tag, i, j, _, _ in spans if tag != "equal" and i < j]
    come = [" ".join(right[k:n]) for tag, _, _, k, n in spans if tag != "equal" and k < n]
    return " … ".join(gone), " … ".join(come)
