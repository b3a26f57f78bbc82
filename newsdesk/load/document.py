"""A file's data beside the line and column of each value in it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

Loc = tuple[str | int, ...]
_ESCAPE = re.compile(r"\\(?:x(..)|u(.{4})|U(.{8})|[\s\S])")
_BLANK_ESCAPES = frozenset(" \t\r\ntnvfrN_LP")


class Mark(Protocol):
    """A place in a file, counted from 0, as the parser gives it."""

    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...
    @property
    def index(self) -> int: ...


class Spot(Protocol):
    """A value as it stands in the file: what the parser says of a scalar is one as it is."""

    @property
    def start_mark(self) -> Mark: ...
    @property
    def end_mark(self) -> Mark: ...
    @property
    def style(self) -> str | None: ...


@dataclass(slots=True)
class Node:
    """A list or group of fields; `children` maps an index or key to the value, `keys` a key to its place."""

    start_mark: Mark
    end_mark: Mark
    style: str | None = None
    children: dict[str | int, "Spot | Node"] = field(default_factory=dict)
    keys: dict[str, Mark] = field(default_factory=dict)


def place(mark: Mark) -> tuple[int, int]:
    """Line and column, both from 1."""
    return mark.line + 1, mark.column + 1


@dataclass(slots=True)
class Document:
    """One file: its data as plain dicts, lists and scalars, and the way to where each of them stands.

    The places are not kept: those of ten thousand entries would take half a gigabyte.
    """

    path: str
    data: dict[str, Any]
    text: str
    find_places: Callable[[], Node]
    """Reads the text again for the places of its values, which only a problem needs to know."""
    is_odd: bool = True
    """False where no value can have been read otherwise than it looks, but for what a `#` hides."""
    _root: Node | None = None
    _reached: dict[int, tuple[int, int]] = field(default_factory=dict)

    def with_data(self, data: dict[str, Any]) -> "Document":
        """The same file with other data, such as without a field."""
        return Document(self.path, data, self.text, self.find_places, self.is_odd)

    @property
    def blob(self) -> str:
        """What git calls the bytes of the file; "" where it was not found out."""
        return ""

    @property
    def raw(self) -> bytes | None:
        """The bytes of its file, where they are at hand."""
        return None

    @property
    def root(self) -> Node:
        """Where the values stand, from the top."""
        if self._root is None:
            self._root = self.find_places()
        return self._root

    def where(self, loc: Loc, *, key: bool = False, offset: int | None = None) -> tuple[int, int]:
        """Line and column, both from 1, of the value (or its key) at `loc`, or as near as exists.

        With `offset`, of that character of a text without the blanks around it, as records keep
        it, through folding, quoting and escapes.
        """
        parent: Spot | Node = self.root
        node: Spot | Node = self.root
        for step in loc:
            if not isinstance(node, Node) or step not in node.children:
                return place(node.start_mark)
            parent, node = node, node.children[step]
        if key and loc and isinstance(parent, Node):
            return place(parent.keys.get(str(loc[-1]), node.start_mark))
        value = value_at(self.data, loc)
        if offset is not None and isinstance(value, str):
            return self._inside(node, value, offset + len(value) - len(value.lstrip()))
        return place(node.start_mark)

    def _inside(self, node: Spot, value: str, offset: int) -> tuple[int, int]:
        """Walk the raw text beside the value: folding and escapes may differ in blanks only."""
        raw, at, end = self.text, node.start_mark.index, node.end_mark.index
        if node.style in ("|", ">"):
            at = raw.find("\n", at, end) + 1 or end
        elif node.style:
            at += 1
        # Findings of one text come in its order: go on from the last place instead of the start.
        position, reached = self._reached.get(id(node), (0, at))
        first, at = (position, reached) if position <= offset else (0, at)
        for position in range(first, len(value)):
            if value[position].isspace():
                continue
            while at < end and (blank := _blank_at(raw, at, node.style)):
                at += blank
            if position >= offset or at >= end:
                self._reached[id(node)] = position, at
                break
            if node.style == '"' and (escape := _ESCAPE.match(raw, at)):
                at = escape.end()
            else:
                at += 2 if node.style == "'" and raw[at] == "'" else 1
        return raw.count("\n", 0, at) + 1, at - raw.rfind("\n", 0, at)


def _blank_at(raw: str, at: int, style: str | None) -> int:
    """How many characters the blank at `at` has, be it escaped; 0 when there is none."""
    if raw[at].isspace():
        return 1
    if style != '"' or not (escape := _ESCAPE.match(raw, at)):
        return 0
    code = escape[1] or escape[2] or escape[3]
    blank = chr(int(code, 16)).isspace() if code else escape[0][1] in _BLANK_ESCAPES
    return len(escape[0]) if blank else 0


@dataclass(frozen=True, slots=True)
class _Place:
    """A place in a file of plain lines; it is its own beginning and end."""

    line: int
    column: int = 0
    index: int = 0
    style: None = None

    @property
    def start_mark(self) -> "_Place":
        return self

    @property
    def end_mark(self) -> "_Place":
        return self


def lines_of(path: str, text: str) -> Document:
    """A file of plain text, whose data is its lines: `{"lines": [...]}`."""
    lines = text.splitlines()

    def places() -> Node:
        spots: dict[str | int, Spot | Node] = {number: _Place(number) for number in range(len(lines))}
        return Node(_Place(0), _Place(0), children={"lines": Node(_Place(0), _Place(0), children=spots)})

    return Document(path, {"lines": lines}, text, places)


def value_at(data: Any, loc: Loc) -> Any:
    """The value at `loc` in plain data, or None where there is none."""
    for step in loc:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def no_fields(text: str, data: Any) -> tuple[str, str]:
    """Message and hint for a text that does not consist of fields."""
    if text.startswith("version https://git-lfs.github.com/"):
        return "This is a pointer of Git LFS; the file itself was not fetched.", "Fetch it: git lfs pull"
    said = "The file is empty." if data is None else "The file does not consist of fields."
    return said, "Write fields such as `title: …`, one a line."
