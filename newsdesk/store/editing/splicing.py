"""The smallest edits that change one value of a text: what is not asked for stays as it stands, byte by byte."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from newsdesk.store.editing.spots import Spot
from newsdesk.store.editing.writing import WIDTH, in_line, item, pair, wrapped

Edit = tuple[int, int, str]
"""From, to, and what stands there instead."""
_INDENT = re.compile(r"[ ]*")
_COMMENT_BELOW = re.compile(r"\r?\n([ ]*)(#[^\r\n]*)?(?=\r?\n|\Z)")
_HEADER = re.compile(r"[>|][-+0-9]*[^\n]*\n")


def edited(text: str, edits: list[Edit]) -> str:
    """The text after edits that do not overlap; line ends are those of the text."""
    line_end = "\r\n" if "\r\n" in text else "\n"
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new.replace("\r", "").replace("\n", line_end) + text[end:]
    return text


def replaced(text: str, parent: Spot, step: str | int, value: Any) -> Iterator[list[Edit]]:
    """Ways to put a value in the place of another, the one that changes least first.

    Comments that stand deeper below would become a part of a text in a block: the last way folds none.
    """
    spot = parent.children[step]
    if isinstance(value, str) and spot.kind == ">":
        yield [_refolded(text, spot, value)]
    if parent.is_flow:
        yield [(spot.start, spot.end, _flow(parent, value))]
        return
    for folds in (True, False):
        yield _replaced(text, parent, step, value, folds=folds)


def _replaced(text: str, parent: Spot, step: str | int, value: Any, *, folds: bool) -> list[Edit]:
    spot = parent.children[step]
    stop = line_end(text, spot.end)
    trail = text[spot.end : stop].strip()
    if isinstance(step, int):
        # Behind the dash, where the item begins; an empty one begins right there.
        gap = " " if spot.start == spot.end else ""
        first, *rest = item(value, spot.column + len(gap) - 2, folds=folds)[2:].split("\n")
        if rest and trail:
            return [(spot.start, stop, "\n".join([f"{gap}{first}  {trail}", *rest]))]
        return [(spot.start, spot.end, "\n".join([f"{gap}{first}", *rest]))]
    start, behind, column = parent.keys[step]
    colon = text.index(":", behind) + 1
    lines = pair("k", value, column, folds=folds)[2:]
    # Comments behind the key, below it, and behind the value: the first and the last go behind the key.
    between = text[colon : spot.start].rstrip() if "#" in text[colon : spot.start] else ""
    first, *below = between.split("\n")
    head, _, body = lines.partition("\n")
    if not body and not between:
        return [(colon, spot.end, lines)]
    if not body:
        return [(colon, colon, lines), (colon + len(between), spot.end, "")]
    notes = "".join(f"  {note}" for note in (first.strip(), trail) if note)
    if not head:
        return [(colon, stop, f"{notes}{between[len(first) :]}\n{body}")]
    # Below the head of a text in a block there is no place for them: they go above the key.
    above = "".join(f"{line.strip()}\n{' ' * column}" for line in below if line.strip())
    return [(start, start, above), (colon, stop, f"{head}{notes}\n{body}")]


def added(
    text: str, parent: Spot, key: str, value: Any, order: Sequence[str] | None, after: str | None
) -> Iterator[list[Edit]]:
    """Ways to put a new key into a mapping: behind the one named, or where the order has it; () is that of letters."""
    before = _neighbour(list(parent.keys), key, order, after)
    is_quoted = bool(parent.keys) and all(text[start] == '"' for start, _, _ in parent.keys.values())
    if parent.kind == "{":
        said = json.dumps(key, ensure_ascii=False) if is_quoted else in_line(key)
        said = f"{said}: {_flow(parent, value, is_json=is_quoted)}"
        yield _between(text, parent, list(parent.keys), before, said)
        return
    first = next(iter(parent.keys.values()))
    column = first[2]
    for folds in (True, False):
        said = pair(key, value, column, plain_key=not is_quoted, folds=folds)
        if before is None:
            yield [(first[0], first[0], f"{said}\n{' ' * column}")]
        else:
            stop = _behind_comments(text, line_end(text, parent.children[before].end), column)
            blank = "\n" if _are_apart(text, parent) else ""
            yield [(stop, stop, f"\n{blank}{' ' * column}{said}")]


def appended(text: str, parent: Spot, value: Any) -> Iterator[list[Edit]]:
    """Ways to put a new item behind the last one of a list that has some."""
    last = parent.children[len(parent.children) - 1]
    if parent.kind == "[":
        yield _between(text, parent, list(parent.children), len(parent.children) - 1, _flow(parent, value))
        return
    stop, column = line_end(text, last.end), parent.column
    for folds in (True, False):
        yield [(stop, stop, f"\n{' ' * column}{item(value, column, folds=folds)}")]


def removed(text: str, parent: Spot, step: str | int) -> Iterator[list[Edit]]:
    """Ways to take a key or an item out of what holds more than it, with its lines or its comma.

    Comments that stand deeper below would become a part of a text in a block above: the last way indents them less.
    """
    edits = _removed(text, parent, step)
    yield edits
    column, at, less = parent.column, line_end(text, parent.children[step].end), list[Edit]()
    while not parent.is_flow and (line := _COMMENT_BELOW.match(text, at)):
        start, at = line.start(1), line.end()
        less += [(start, line.end(1), " " * column)] if line[2] and line.end(1) - start > column else []
    yield [*edits, *less]


def _removed(text: str, parent: Spot, step: str | int) -> list[Edit]:
    steps: list[Any] = list(parent.children)
    at, spot = steps.index(step), parent.children[step]
    start = parent.keys[step][0] if isinstance(step, str) else spot.start
    if parent.is_flow:
        if at + 1 < len(steps):
            following = steps[at + 1]
            stop = parent.keys[following][0] if isinstance(following, str) else parent.children[following].start
            if "#" in text[spot.end : stop]:  # a comment between them stays
                stop = text.index(",", spot.end) + 1
            return [(start, stop, "")]
        return [(parent.children[steps[at - 1]].end, spot.end, "")]
    if isinstance(step, int):
        start = dash_of(text, start, parent.column)
    stop = line_end(text, spot.end)
    head = text.rfind("\n", 0, start) + 1
    if text[head:start].strip():
        # Behind a dash: what follows takes its place, and stays where it is below a comment.
        following = steps[at + 1]
        place = parent.keys[following][0] if isinstance(following, str) else parent.children[following].start
        place = dash_of(text, place, parent.column) if isinstance(step, int) else place
        if "#" in text[spot.end : place]:
            return [(len(text[:start].rstrip(" ")), spot.end, "")]
        return [(start, place, "")]
    if stop < len(text):
        return [(head, text.index("\n", stop) + 1, "")]
    return [(len(text[:head].removesuffix("\n").removesuffix("\r")), stop, "")]


def line_end(text: str, at: int) -> int:
    """Where the line ends, before what ends it."""
    stop = text.find("\n", at)
    stop = len(text) if stop < 0 else stop
    return stop - 1 if stop > at and text[stop - 1] == "\r" else stop


def dash_of(text: str, at: int, column: int) -> int:
    """Where the dash of an item stands that begins at `at`: on its line, or above comments that stand between."""
    head = text.rfind("\n", 0, at) + 1
    while not text.startswith("-", head + column) or text[head : head + column].strip(" -"):
        head = text.rfind("\n", 0, head - 1) + 1
    return head + column


def _refolded(text: str, spot: Spot, value: str) -> Edit:
    """A folded text whose lines stay as far as they say the same: only those that differ are broken anew."""
    raw = text[spot.start : spot.end].replace("\r\n", "\n")
    head = _HEADER.match(raw)
    if not head:
        return spot.start, spot.end, raw
    old = raw[head.end() :].split("\n")
    indent = _INDENT.match(old[0])
    margin = indent[0] if indent else ""
    # Each line with what stands between it and the next in the text: a blank, or the line ends of empty lines.
    lines: list[tuple[str, str]] = []
    for line in old:
        if line.strip() or not lines:
            lines.append((line[len(margin) :], " "))
        else:
            lines[-1] = lines[-1][0], (lines[-1][1] if lines[-1][1] != " " else "") + "\n"
    kept, left = 0, value.rstrip("\n")
    while kept < len(lines) and left.startswith("".join(lines[kept])):
        left = left[len(lines[kept][0]) + len(lines[kept][1]) :]
        kept += 1
    tail = len(lines)
    while tail > kept + 1 and left.endswith(piece := lines[tail - 2][1] + lines[tail - 1][0]):
        left = left[: -len(piece)]
        tail -= 1
    width = WIDTH - min(len(margin), 20)
    middle = [piece for line in left.split("\n") for piece in (*wrapped(line, width), "")][:-1]
    new = [("\n".join(middle), lines[tail - 1][1])] if left else []
    said = [f"{line}{between.replace(' ', '')}" for line, between in (*lines[:kept], *new, *lines[tail:])]
    text_of_block = "\n".join(said).rstrip("\n")
    block = "\n".join(f"{margin}{line}" if line else "" for line in text_of_block.split("\n"))
    return spot.start, spot.end, head[0] + block


def _flow(parent: Spot, value: Any, *, is_json: bool = False) -> str:
    return json.dumps(value, ensure_ascii=False) if is_json else in_line(value)


def _between(text: str, parent: Spot, steps: list[Any], before: Any, said: str) -> list[Edit]:
    """Put a piece into brackets behind the one named, or first; on a line of its own where the others have one."""
    places = [parent.keys[step][0] if isinstance(step, str) else parent.children[step].start for step in steps]
    if not places:
        return [(parent.start + 1, parent.end - 1, said)]
    heads = [text[text.rfind("\n", 0, place) + 1 : place] for place in places]
    if before is None:
        gap = f"\n{heads[0]}" if not heads[0].strip() else " "
        return [(places[0], places[0], f"{said},{gap}")]
    head = heads[steps.index(before)]
    gap = f"\n{head}" if not head.strip() and "\n" in text[parent.start : places[0]] else " "
    stop = parent.children[before].end
    return [(stop, stop, f",{gap}{said}")]


def _neighbour(keys: list[str], key: str, order: Sequence[str] | None, after: str | None) -> str | None:
    """The key behind which a new one goes; None where it is to be the first."""
    if after in keys:
        return after
    if order and key in order:
        place = order.index(key)
        earlier = [one for one in keys if one in order and order.index(one) < place]
        # What no model knows stays where it is.
        return max(earlier, key=keys.index) if earlier else None
    if order == () and len(keys) > 1 and keys == sorted(keys):
        return max((one for one in keys if one < key), default=None)
    return keys[-1] if keys else None


def _are_apart(text: str, parent: Spot) -> bool:
    """Whether blank lines stand between the last two fields."""
    if len(parent.keys) < 2:
        return False
    first, second = list(parent.keys)[-2:]
    between = text[parent.children[first].end : parent.keys[second][0]]
    return any(not line.strip() for line in between.split("\n")[1:-1])


def _behind_comments(text: str, stop: int, column: int) -> int:
    """Past the comments below a value that are indented deeper than its key: they are about what it holds."""
    while (line := re.compile(r"\r?\n([ ]*)#[^\n]*").match(text, stop)) and len(line[1]) > column:
        stop = line_end(text, stop + 1 + (text[stop] == "\r"))
    return stop
