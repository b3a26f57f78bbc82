"""Writes an archived copy, or why there is none, into the text of a file, beside the address of its page.

Where the lines go is told by the places of the values; everything else stays as it is, to the byte. The new text is
read again before it is written: it must say what it said, and the copy.
"""

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from newsdesk.load import MAX_BYTES, Loc, parse, read_ordinary, reason, shown_path, value_at
from newsdesk.problems import Refusal, UsageError
from newsdesk.store.files import replace

COPY, REFUSED = "archive_url", "archive_refused"
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PLAIN = re.compile(r"[A-Za-z0-9/][A-Za-z0-9:/._~%?=&+;@!$()*'-]*[A-Za-z0-9/_~=%-]")
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Kept:
    """What is to stand beside the address of a page: the address of a copy, or when and why there is none."""

    copy: str = ""
    on: date | None = None
    why: str = ""

    @property
    def fields(self) -> dict[str, Any]:
        """The fields of the record as plain data; None for one that goes."""
        if self.copy:
            return {COPY: self.copy, REFUSED: None}
        return {REFUSED: {"on": str(self.on), "why": self.why}}


def write_copy(path: Path, root: Path, loc: Loc, address: str, kept: Kept, limit: int = MAX_BYTES) -> bool:
    """Put a copy, or a refusal, beside the address at `loc` of a file, in one step; False where it says so already.

    Refused where the file cannot be read, says something else than when it was asked about, or cannot be changed so
    that nothing else does.
    """
    shown = shown_path(path, root)
    try:
        raw = read_ordinary(path, limit)
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {reason(error)}.") from None
    document, problems = parse(shown, raw, limit)
    record = value_at(document.data, loc) if document else None
    if document is None or problems or not isinstance(record, dict) or record.get("url") != address:
        raise Refusal(f"{shown} has changed since it was read: nothing was written into it.")
    if record.get(COPY):
        return False
    wanted = deepcopy(document.data)
    target = value_at(wanted, loc)
    for field, value in kept.fields.items():
        target[field] = value
        if value is None:
            del target[field]
    if wanted == document.data:
        return False
    text = _changed(document.text, loc, kept)
    again, faults = parse(shown, text.encode(), limit) if text is not None else (None, [])
    if text is None or again is None or faults or again.data != wanted:
        field = COPY if kept.copy else REFUSED
        place = document.where((*loc, "url"))[0]
        raise Refusal(f"{shown}:{place}: {field} cannot be put in here. Write each field on a line of its own.")
    replace(path, (_BOM if raw.startswith(_BOM) else b"") + text.encode())
    return True


def _changed(text: str, loc: Loc, kept: Kept) -> str | None:
    """The text of a file with the fields of one record set; None where they cannot be."""
    try:
        for field, value in kept.fields.items():
            # One after the other, each where the text says that its place is now.
            edit = next(_edits(text, _record(text, loc), field, value), None)
            if edit:
                start, end, new = edit
                text = text[:start] + new + text[end:]
    except (yaml.YAMLError, LookupError, ValueError):
        return None
    return text


def _record(text: str, loc: Loc) -> yaml.MappingNode:
    node = yaml.compose(text, Loader=_Loader)
    for step in loc:
        node = _pair(node, str(step))[1]
    if not isinstance(node, yaml.MappingNode):
        raise LookupError
    return node


def _pair(node: Any, name: str) -> tuple[yaml.Node, yaml.Node]:
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return next((key, value) for key, value in pairs if key.value == name) if _has(node, name) else _missing()


def _missing() -> Any:
    raise LookupError


def _has(node: Any, name: str) -> bool:
    return isinstance(node, yaml.MappingNode) and any(key.value == name for key, _ in node.value)


def _edits(text: str, record: yaml.MappingNode, field: str, value: Any) -> Iterator[tuple[int, int, str]]:
    """What of the text is replaced by what, so that a field of a record has this value; none: the field goes."""
    said = _said(value)
    if _has(record, field):
        key, old = _pair(record, field)
        start, end = old.start_mark.index, _end(old)
        if value is None:
            yield (*_without(text, record, field), "")
        elif start == end:  # nothing stands behind the colon
            yield start, start, f" {said}"
        else:
            yield start, end, said
        return
    if value is None:
        return
    key, before = _pair(record, COPY if field == REFUSED and _has(record, COPY) else "url")
    at, line = _end(before), f"{field}: {said}"
    if record.flow_style:
        yield at, at, f", {line}"
        return
    line = f"{' ' * key.start_mark.column}{line}"
    break_ = "\r\n" if "\r\n" in text else "\n"
    if at and text[at - 1] == "\n":
        yield at, at, f"{line}{break_}"
    elif (end := text.find("\n", at)) >= 0:
        yield end + 1, end + 1, f"{line}{break_}"
    else:
        yield len(text), len(text), f"{break_}{line}"


def _without(text: str, record: yaml.MappingNode, field: str) -> tuple[int, int]:
    """From where to where a field stands, with what parts it from the others."""
    number = next(at for at, (key, _) in enumerate(record.value) if key.value == field)
    key, value = record.value[number]
    start, end = key.start_mark.index, _end(value)
    if record.flow_style:
        before = _end(record.value[number - 1][1]) if number else start
        if number and text[before:start].strip() == ",":
            return before, end
        after = record.value[number + 1][0].start_mark.index
        if text[end:after].strip() == ",":
            return start, after
        raise LookupError
    begin = text.rfind("\n", 0, start) + 1
    if text[begin:start].strip():
        raise LookupError
    stop = end if end and text[end - 1] == "\n" else text.find("\n", end) + 1
    if stop > 0:
        return begin, stop
    # The last line of the file, which has no end: that of the line before goes.
    return len(text[:begin].rstrip("\r\n")), len(text)


def _end(node: yaml.Node) -> int:
    """Where a value ends: the parser ends a group of lines only where the next thing begins."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last)
    index = node.end_mark.index
    assert isinstance(index, int)
    return index


def _said(value: Any) -> str:
    if isinstance(value, dict):
        return f"{{on: {value['on']}, why: {json.dumps(value['why'], ensure_ascii=False)}}}"
    text = str(value)
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
