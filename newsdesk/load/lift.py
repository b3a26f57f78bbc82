"""Lifts the text of a file to the current version by the smallest edits: comments and layout stay."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from newsdesk.load.document import Document, Node, Spot, value_at
from newsdesk.load.reader import parse
from newsdesk.model.versions import FORMAT, Change, Format, Place, lifted
from newsdesk.problems import COMMAND_LINE, Problem, has_errors

_KEY = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\'')
_CLOSING = re.compile(r"(?:\s|,|#[^\n]*)*[\]}]")
# A file may grow past what the reader takes; the check says so, when it is read the next time.
_NO_LIMIT = 1 << 40

Edit = tuple[int, int, str]
"""From, to, and what stands there instead."""


@dataclass(frozen=True, slots=True)
class Lift:
    """What becomes of one file: its new text, the versions, and what changes in words, with how often."""

    text: str
    before: int
    after: int
    changes: tuple[tuple[str, int], ...]


def other_version(document: Document, known: Format = FORMAT) -> Problem | None:
    """A file of an older version is lifted by a command, one of a newer version needs a newer program."""
    version = known.version_of(document.data)
    if version is None or version == known.current:
        return None
    rule, message, hint = (
        "old-schema",
        f"This is version {version} of the format; this program reads version {known.current}.",
        f"Run: {COMMAND_LINE} migrate",
    )
    if version > known.current:
        rule, message, hint = (
            "new-schema",
            f"This is version {version} of the format; this program knows none after {known.current}.",
            "Bring the program up to date: run init --upgrade of the newer one on this folder.",
        )
    return Problem(document.path, *document.where(("schema",)), rule, message, hint)


def lift(kind: str, document: Document, known: Format = FORMAT) -> Lift | Problem:
    """The text of an older file as the current version writes it, or why it has to be done by hand.

    The result is read back: its data equals what `lifted` makes of the old data, or nothing is changed.
    """
    before = known.version_of(document.data)
    assert before
    wanted, made = lifted(kind, document.data, known), Counter[str]()
    here = document
    for number, step in enumerate(known.steps[before - 1 :], before + 1):
        for change in step.get(kind, ()):
            edits = [edit for place in change.places(here.data) for edit in _edits(here, change, place)]
            made[change.says] += len(change.places(here.data))
            if not (after := _edited(here, edits)):
                return _by_hand(document, change.says, known)
            here = after
        spot = here.root.children["schema"]
        if not (after := _edited(here, [(spot.start_mark.index, spot.end_mark.index, str(number))])):
            return _by_hand(document, "its version", known)
        here = after
    if here.data != wanted:
        return _by_hand(document, "its data", known)
    return Lift(here.text, before, known.current, tuple((says, times) for says, times in made.items() if times))


def _by_hand(document: Document, what: str, known: Format) -> Problem:
    return Problem(
        document.path,
        *document.where(("schema",)),
        "not-lifted",
        f"This file cannot be lifted to version {known.current} without risk ({what}).",
        f"Change it by hand, and write schema: {known.current}.",
    )


def _edited(document: Document, edits: list[Edit]) -> Document | None:
    """The document after some edits, or None where it would no longer be read without a problem."""
    if not edits:
        return document
    text = document.text
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    after, problems = parse(document.path, text.encode(), _NO_LIMIT)
    return None if has_errors(problems) else after


def _edits(document: Document, change: Change, place: Place) -> Iterator[Edit]:
    owner: Any = document.root
    for step in place[:-1]:
        owner = owner.children[step]
    text, name, node = document.text, place[-1], owner.children[place[-1]]
    value = value_at(document.data, place)
    start, end = node.start_mark.index, _end(text, node)
    if not change.fields:
        yield start, end, _spaced(text, start, end, change.become(value))
        return
    (first, head), *others = change.become(value).items()
    key = owner.keys[name].index
    if first != name:
        quoted = _KEY.match(text, key)
        yield key, quoted.end() if quoted else key + len(str(name)), first
    if head != value:
        yield start, end, _spaced(text, start, end, head)
    if not others:
        return
    if text[owner.start_mark.index] == "{":
        yield end, end, "".join(f", {other}: {_written(part)}" for other, part in others)
        return
    line_end = "\r\n" if "\r\n" in text else "\n"
    indent = " " * owner.keys[name].column
    stop = text.find("\n", end)
    stop = len(text) if stop < 0 else stop - (text[stop - 1] == "\r")
    yield stop, stop, "".join(f"{line_end}{indent}{other}: {_written(part)}" for other, part in others)


def _end(text: str, node: "Spot | Node") -> int:
    """Behind the last character of a value, without the blanks and comments that follow it."""
    end = node.end_mark.index
    if isinstance(node, Node):
        end = max([end, *(_end(text, child) for child in node.children.values())])
        if text[node.start_mark.index : node.start_mark.index + 1] in ("[", "{"):
            closing = _CLOSING.match(text, end)
            return closing.end() if closing else end
    return node.start_mark.index + len(text[node.start_mark.index : end].rstrip())


def _spaced(text: str, start: int, end: int, value: Any) -> str:
    """A value in the place of another; an empty one stands right behind the colon."""
    return (" " if start == end and text[start - 1 : start] in (":", "-") else "") + _written(value)


def _written(value: Any) -> str:
    """A value in one line, as it may stand in blocks and in brackets."""
    text = yaml.safe_dump([value], default_flow_style=True, allow_unicode=True, sort_keys=False, width=float("inf"))
    return json.dumps(value, ensure_ascii=False) if "\n" in text.rstrip() else text.rstrip()[1:-1]
