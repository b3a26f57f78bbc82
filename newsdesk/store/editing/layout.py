"""The lines of a file in our one style: the same values and comments, laid out as our own commands lay them out."""

import re
from dataclasses import replace
from typing import Any

from newsdesk.store.editing.splicing import dash_of, line_end
from newsdesk.store.editing.spots import Spot
from newsdesk.store.editing.writing import WIDTH, in_line, item, pair, quoted, wrapped

_HEAD = re.compile(r"([>|])([-+0-9]*)([ \t]*#)?([^\n]*)\n?")
# A line that is a little too long stays: to break it would leave a word or two on the next.
LONG = 120
_MARK = re.compile(r"[ \t]+#|^#")
# The tool alone writes these fields, each in its own way.
_AS_IT_IS = frozenset({"evidence"})


class Layout:
    """Lays out one file, from the top; `lines` is what came of it."""

    def __init__(self, text: str, data: dict[str, Any], root: Spot) -> None:
        self.text, self.lines = text, list[str]()
        # How far the text is used up, and of what stands around that place the columns, before and after.
        self.at, self.spine = 0, list[tuple[int, int]]()
        # Whether the last line is the key of what begins now, so that no blank line follows it.
        self.is_first = True
        if root.is_flow:
            self.gap(root.start, 0, -1)
            for key, value in data.items():
                self.lines += pair(key, value, 0).split("\n")
            self.at = root.end
        else:
            self.mapping(root, data, 0)
        self.gap(len(text), 0, -1)
        while self.lines and not self.lines[-1]:
            self.lines.pop()

    def mapping(self, node: Spot, data: dict[str, Any], column: int, head: str | None = None) -> None:
        """A mapping in lines; `head` is the dash before its first key."""
        for key, (start, end, _) in node.keys.items():
            if head is None:
                self.gap(start, column, node.column)
            self._stand(node.column, column)
            lead = " " * column if head is None else head
            name = self.text[start:end] if self.text[start] not in "\"'" else in_line(key)
            self.at, spot = self.text.index(":", end) + 1, node.children[key]
            if not node.column and key in _AS_IT_IS and head is None:
                stop = line_end(self.text, spot.end)
                self.lines += [line.rstrip() for line in self.text[start:stop].split("\n")]
                self.at = stop
            else:
                self.value(f"{lead}{name}:", spot, data[key], column, node.column)
            head = None

    def sequence(self, node: Spot, data: list[Any], column: int, head: str | None = None) -> None:
        """A list in lines; `head` is the dash before its first dash."""
        for number, spot in node.children.items():
            dash = dash_of(self.text, spot.start, node.column)
            if head is None:
                self.gap(dash, column, node.column)
            self._stand(node.column, column)
            self.at = max(self.at, dash + 1)
            lead = f"{' ' * column if head is None else head}-"
            # What stands between a dash and its first field goes above it.
            if spot.kind in (":", "-") and (note := self._above(spot.start, lead)):
                self.lines.append(_indent(lead) + note.strip())
            assert isinstance(number, int)
            self.value(lead, spot, data[number], column, node.column, is_item=True)
            head = None

    def value(self, lead: str, spot: Spot, data: Any, column: int, was: int, *, is_item: bool = False) -> None:
        """A value behind its key or its dash."""
        if spot.kind in (":", "-"):
            fill = self.mapping if spot.kind == ":" else self.sequence
            if is_item:
                fill(spot, data, column + 2, f"{lead} ")
            else:
                self.lines.append(lead)
                self.is_first = True
                fill(spot, data, column + 2)
            return
        note = self._above(spot.start, lead)
        raw = self.text[spot.start : spot.end]
        if spot.kind in (">", "|"):
            self._block(lead, raw, note, column, was)
        elif spot.is_flow and "\n" in raw and "#" in raw:
            self.lines += [line.rstrip() for line in f"{lead} {raw}".split("\n")]  # with comments of its own
        elif data is None or (not spot.kind and "\n" not in raw):
            self.lines.append(
                f"{lead} {raw if raw else 'null'}".replace(" ~", " null") if data is None else f"{lead} {raw}"
            )
        else:
            # What stands in one line stays in one, unless it is very long; all else is written as a new value is.
            one = f"{lead} {in_line(data) if spot.is_flow else quoted(data)}"
            if len(one) > (WIDTH if "\n" in raw else LONG if spot.is_flow else len(one)):
                one = lead + (item(data, column)[1:] if is_item else pair("k", data, column)[2:])
            head, *rest = one.split("\n")
            if rest:
                # Behind the last line a comment would be about something else, or a part of the text.
                mark = _MARK.match(self.text, spot.end)
                stop = line_end(self.text, mark.end()) if mark else spot.end
                head += note + (_note("  #", self.text[mark.end() : stop]) if mark else "")
                note, spot = "", replace(spot, end=stop)
            self.lines += [head, *rest]
        if note and spot.kind not in (">", "|"):
            self.lines[-1] += note
        self.at = spot.end

    def gap(self, stop: int, column: int, was: int) -> None:
        """Comments and blank lines up to a place whose line begins at `column`, and began at `was`."""
        first, *others = self.text[self.at : stop].split("\n") if self.at else ["", *self.text[:stop].split("\n")]
        if (mark := _MARK.search(first)) and self.lines:
            self.lines[-1] += _note(first[: mark.start()] + mark[0], first[mark.end() :])
        # A comment goes on below itself, in its own column.
        hash_at = self.at + mark.end() - 1 if mark else 0
        stood = hash_at - self.text.rfind("\n", 0, hash_at) - 1 if mark else -1
        stands = len(self.lines[-1]) - len(first[mark.end() - 1 :].rstrip()) if mark and self.lines else 0
        is_apart = False
        # The last one is what stands before the place itself.
        for line in others[:-1]:
            bare = line.strip()
            if bare.startswith("#"):
                self._blank(wanted=is_apart)
                there = len(line) - len(line.lstrip())
                stood = -1 if is_apart or there != stood else stood
                self.lines.append(" " * (self._column(there, column, was) if stood < 0 else stands) + bare)
                self.is_first = is_apart = False
            elif not bare:
                is_apart = True
        self._blank(wanted=is_apart)
        self.at, self.is_first = stop, False

    def _blank(self, *, wanted: bool) -> None:
        if wanted and not self.is_first and self.lines[-1]:
            self.lines.append("")

    def _column(self, stood: int, column: int, was: int) -> int:
        """Where a comment goes: to what it was indented like, of all that has just ended, else to what follows."""
        deeper = [(before, now) for before, now in self.spine if was < before <= stood]
        return max(deeper)[1] if deeper else column

    def _stand(self, was: int, column: int) -> None:
        self.spine = [(before, now) for before, now in self.spine if before < was and now < column]
        self.spine.append((was, column))

    def _above(self, stop: int, lead: str) -> str:
        """Comments between a key and its value: those on lines of their own go above, the other is returned.

        They are indented as the line that follows, whatever its dashes hold: deeper, below a text in a block, they
        would become a part of it.
        """
        first, *others = self.text[self.at : stop].split("\n")
        self.lines += [_indent(lead) + line.strip() for line in others if line.strip().startswith("#")]
        mark = _MARK.search(first)
        self.at = stop
        return _note("  #", first[mark.end() :]) if mark else ""

    def _block(self, lead: str, raw: str, note: str, column: int, was: int) -> None:
        """A text in a block: its lines stay, but for those that are too long."""
        found = _HEAD.match(raw)
        assert found
        style, how, mark, words = found.groups()
        body = raw[found.end() :].split("\n")
        digits = re.sub(r"\D", "", how)
        indent = next((len(line) - len(line.lstrip(" ")) for line in body if line.strip()), 0)
        old, new = (was + int(digits), column + int(digits)) if digits else (indent, column + 2)
        self.lines.append(f"{lead} {style}{how}{note}{_note(mark, words) if mark else ''}")
        for line in body:
            rest = line[old:]
            is_long = style == ">" and new + len(rest) > LONG and not rest[:1].isspace()
            pieces = wrapped(rest, WIDTH - min(new, 20)) if is_long else [rest]
            self.lines += [" " * new + piece if piece else "" for piece in pieces]


def _note(before: str, words: str) -> str:
    """A comment behind a value: two blanks before it, or as many as line it up with others."""
    blanks = len(before) - 1 - len(before[:-1].rstrip())
    return f"{' ' * max(2, blanks)}#{words.rstrip()}"


def _indent(lead: str) -> str:
    """The blanks before a line."""
    return lead[: len(lead) - len(lead.lstrip(" "))]
