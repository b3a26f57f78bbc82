"""What differs between two versions of a file of ours, field by field."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from textwrap import dedent
from typing import Any

from newsdesk.load import Loc, parse
from newsdesk.problems import has_errors
from newsdesk.store.editing.writing import pair

_NO_LIMIT = 1 << 28
# By what an item of a list is called.
_CALLED = ("name", "name_printed", "question", "text", "date", "week", "path")
# What the tool writes, and nobody reads.
_MADE = frozenset({"evidence", "of", "fingerprint"})


class Absent(Enum):
    """Where there is no such field."""

    ABSENT = 0


ABSENT = Absent.ABSENT


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that says something else: its place, and both values; `ABSENT` where one has none."""

    at: Loc
    was: Any
    now: Any
    name: str
    """The place in words: items of lists by what they are called, such as `sources.Ada Quill.says`."""

    @property
    def is_made(self) -> bool:
        """Whether a tool wrote it, for no reader."""
        return any(step in _MADE for step in self.at)

    @property
    def said_was(self) -> str:
        """The old value as people read it; "" where there was none."""
        return said(self.was)

    @property
    def said_now(self) -> str:
        """The new value in the same way."""
        return said(self.now)


def values_of(path: str, raw: bytes | None) -> dict[str, Any] | None:
    """What a version of a YAML file says; None where there is none, or it cannot be read."""
    if raw is None:
        return None
    document, problems = parse(path, raw, _NO_LIMIT)
    return None if document is None or has_errors(problems) else document.data


def said(value: Any) -> str:
    """A value as people read it: a text as it is, a short list by commas, all else as YAML."""
    if value is ABSENT:
        return ""
    if isinstance(value, str):
        return value.strip("\n") or '""'
    if isinstance(value, list) and value and all(isinstance(one, str | int) for one in value):
        return ", ".join(map(str, value))
    return dedent(pair("k", value, 0).removeprefix("k:").strip("\n")).strip()


def differences(was: Any, now: Any) -> list[Difference]:
    """The fields that differ between the values of two versions, each as deep as both have it."""
    return [Difference(at, old, new, called(at, now, was)) for at, old, new in _compared(was, now, ())]


def _compared(was: Any, now: Any, at: Loc) -> Iterator[tuple[Loc, Any, Any]]:
    if type(was) is type(now) and was == now:
        return
    if isinstance(was, dict) and isinstance(now, dict):
        for key in {**now, **was}:
            yield from _compared(was.get(key, ABSENT), now.get(key, ABSENT), (*at, key))
    elif isinstance(was, list) and isinstance(now, list) and any(isinstance(one, dict) for one in (*was, *now)):
        yield from _of_lists(was, now, at)
    else:
        yield at, was, now


def _of_lists(was: list[Any], now: list[Any], at: Loc) -> Iterator[tuple[Loc, Any, Any]]:
    """Items that came, went or differ: one that was put in before the others does not move them."""
    left, right = ([json.dumps(one, sort_keys=True) for one in items] for items in (was, now))
    for tag, i, j, k, n in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        both = min(j - i, n - k)
        for step in range(both):
            yield from _compared(was[i + step], now[k + step], (*at, k + step))
        yield from (((*at, k + both), old, ABSENT) for old in was[i + both : j])
        yield from (((*at, index), ABSENT, now[index]) for index in range(k + both, n))


def called(at: Loc, *versions: Any) -> str:
    """A place in words: items of lists by what they are called in one of the versions."""
    steps, here = [], [*versions]
    for step in at:
        here = [inner for one in here if (inner := inside(one, step)) is not ABSENT]
        steps.append(_item(step, here[0] if here else None) if isinstance(step, int) else str(step))
    return ".".join(steps)


def inside(value: Any, step: str | int) -> Any:
    """What a value holds at one step; `ABSENT` where it holds nothing there."""
    if isinstance(value, dict):
        return value.get(step, ABSENT)
    return value[step] if isinstance(value, list) and isinstance(step, int) and step < len(value) else ABSENT


def _item(step: int, value: Any) -> str:
    names = [value[key] for key in _CALLED if isinstance(value.get(key), str)] if isinstance(value, dict) else []
    return names[0] if names else str(step + 1)
