"""Where the values along one path of a file begin and end: what an edit of that path has to know, and no more.

To place every value of a register of thousands of records takes a second; what lies beside the path is passed over.
"""

from dataclasses import dataclass, field
from types import EllipsisType
from typing import Any

import yaml
from yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from newsdesk.load.document import Loc, Mark

_ENDS = (SequenceEndEvent, MappingEndEvent)
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Spot:
    """A value in a text: where it begins, and ends without what may follow it, both counted in characters.

    `kind` is `""` for a plain text, a quotation mark, `>` or `|` for a text in a block, `{` and `[` for what stands
    in brackets, `:` and `-` for a mapping and a list in lines.
    """

    start: int
    end: int
    kind: str
    column: int
    children: "dict[str | int, Spot]" = field(default_factory=dict)
    """Of those along the path, and of the last one, what stands in it."""
    keys: "dict[str, tuple[int, int, int]]" = field(default_factory=dict)
    """Where each key of it begins and ends, and its column."""

    @property
    def is_flow(self) -> bool:
        """Whether it stands in brackets."""
        return self.kind in ("{", "[")


def spots(text: str, path: Loc | EllipsisType) -> Spot | None:
    """The values along a path, or all (`...`), from the top; None where the text holds nothing.

    The text must be one that `parse` takes without a problem.
    """
    walker = _Walker(text)
    walker.next()  # the beginning of the stream
    if isinstance(walker.next(), StreamEndEvent):
        return None
    return walker.value(walker.next(), path)


def in_brackets(text: str) -> bool:
    """Whether a file, or one of its fields, stands in brackets over several lines, which our style writes without.

    The text must be one that `parse` takes without a problem. What has comments in it stays as it is.
    """
    text = text.removeprefix("\ufeff")
    root = spots(text, ())
    if root is None:
        return False
    pieces = [text[spot.start : spot.end] for spot in (root, *root.children.values()) if spot.is_flow]
    return any("\n" in piece and "#" not in piece for piece in pieces)


class _Walker:
    def __init__(self, text: str) -> None:
        self.text = text
        self.next = _Loader(text).get_event

    def value(self, event: Any, path: Loc | EllipsisType | None) -> Spot:
        """A value and, where it lies on the path, what stands in it; without a path that is passed over."""
        mark: Mark = event.start_mark
        if isinstance(event, ScalarEvent):
            return Spot(mark.index, self._end(event), event.style or "", mark.column)
        is_list = isinstance(event, SequenceStartEvent)
        assert is_list or isinstance(event, MappingStartEvent)
        kind = ("[" if is_list else "{") if event.flow_style else ("-" if is_list else ":")
        spot = Spot(mark.index, mark.index, kind, mark.column)
        if path is None:
            spot.end = self._passed(event)
            return spot
        closing = self._list(spot, path) if is_list else self._mapping(spot, path)
        if spot.is_flow:
            spot.end = closing.end_mark.index
        return spot

    def _list(self, spot: Spot, path: Loc | EllipsisType) -> Any:
        number = 0
        while not _ends(event := self.next()):
            child = self.value(event, _rest(path, number))
            spot.end = max(spot.end, child.end)
            spot.children[number] = child
            number += 1
        return event

    def _mapping(self, spot: Spot, path: Loc | EllipsisType) -> Any:
        while not _ends(event := self.next()):
            key = event.value
            child = self.value(self.next(), _rest(path, key))
            spot.end = max(spot.end, child.end, event.end_mark.index)
            spot.children[key] = child
            spot.keys[key] = event.start_mark.index, event.end_mark.index, event.start_mark.column
        return event

    def _passed(self, event: Any) -> int:
        """Where a mapping or a list ends of which nobody needs to know more: with the last that stands in it."""
        following, last, open_ = self.next, event, [event.flow_style]
        while open_:
            event = following()
            kind = type(event)
            if kind is ScalarEvent:
                last = event
            elif kind in _ENDS:
                last = event if open_.pop() else last
            else:
                open_.append(event.flow_style)
        return self._end(last)

    def _end(self, event: Any) -> int:
        end: int = event.end_mark.index
        is_block = isinstance(event, ScalarEvent) and event.style in ("|", ">")
        if is_block:
            # The line ends behind the last line of a text in a block are its own only where it keeps them, and of
            # these the last ends its line.
            start = event.start_mark.index
            head = self.text[start : self.text.find("\n", start)]
            raw = self.text[start:end]
            keeps = "+" in head.partition("#")[0]
            end = start + len(raw.removesuffix("\n").removesuffix("\r") if keeps else raw.rstrip())
        return end


def _rest(path: Loc | EllipsisType, step: str | int) -> Loc | EllipsisType | None:
    if isinstance(path, EllipsisType):
        return path
    return path[1:] if path and path[0] == step else None


def _ends(event: Any) -> bool:
    return type(event) in _ENDS
