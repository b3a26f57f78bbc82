"""Reads YAML strictly: no more is accepted than an editor can mean.

No anchors, aliases, tags, merge keys or duplicate keys, and only `true`, `false`, `null` and plain
whole numbers are anything but text. So `no`, `12:30`, `010` and `2022-10-09` stay as typed.
"""

import re
from typing import Any

import yaml

from newsdesk.load.document import Document, Node
from newsdesk.problems import Problem

MAX_BYTES = 64 * 1024
MAX_DEPTH = 20

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}
_WHOLE_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,17})")
# C0 and C1 controls but tab and line ends, a BOM inside, marks that reorder text in a reader's eyes,
# and line ends that YAML counts and an editor does not: CR alone, NEL, LS, PS.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|\r(?!\n)"
)
_SYNTAX_HINTS = {
    "mapping values are not allowed": "Put a text that contains a colon in quotes.",
    "cannot start any token": "Use spaces, not tabs, and put a text with special marks in quotes.",
    "found unexpected end of stream": "A quotation mark or bracket is not closed.",
    "did not find expected": "Look at the indentation, quotes and brackets of this line and the one above.",
    "could not find expected ':'": "Write a colon and a space behind the name of the field.",
}


class _Reader:
    """Builds data and positions from the parser's events, gathering problems on the way."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.events = yaml.parse(text, Loader=_Loader)

    def complain(self, mark: Any, rule: str, message: str, hint: str = "") -> None:
        self.problems.append(
            Problem(self.path, mark.line + 1, mark.column + 1, rule, message, hint)
        )

    def document(self) -> tuple[Any, Node]:
        next(self.events)  # the start of the stream
        start = next(self.events)
        if isinstance(start, yaml.StreamEndEvent):
            return None, Node(1, 1)
        found = self.value(next(self.events), 1)
        next(self.events)  # the end of the document
        extra = next(self.events)
        if not isinstance(extra, yaml.StreamEndEvent):
            self.complain(
                extra.start_mark, "second-document", "A second document starts here.",
                "Keep one document a file: remove the line ---.",
            )
        return found

    def value(self, event: Any, depth: int) -> tuple[Any, Node]:
        mark = event.start_mark
        node = Node(mark.line + 1, mark.column + 1, mark.index, event.end_mark.index)
        if depth > MAX_DEPTH:
            self.complain(mark, "too-deep", f"This is nested more than {MAX_DEPTH} levels deep.")
            raise RecursionError
        if isinstance(event, yaml.AliasEvent):
            self.complain(
                mark, "alias", f'"*{event.anchor}" is an alias.', "Write the value out, in full."
            )
            return None, node
        if event.anchor:
            self.complain(
                mark, "anchor", f'"&{event.anchor}" is an anchor.',
                "Remove it; put a text that starts with & or * in quotes.",
            )
        if event.tag is not None:
            self.complain(
                mark, "tag", f'"{event.tag}" is a tag.',
                "Remove it; put a text that starts with ! in quotes.",
            )
        if isinstance(event, yaml.ScalarEvent):
            node.style = event.style or None
            return self.scalar(event), node
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(node, depth), node
        return self.mapping(node, depth), node

    def scalar(self, event: Any) -> Any:
        text: str = event.value
        if bad := _FORBIDDEN.search(text):
            self.complain(
                event.start_mark, "control-character",
                f"This text contains the invisible character U+{ord(bad[0]):04X}.",
                "Delete it, or type the text anew.",
            )
        if not event.implicit[0]:  # quoted or block text
            return text
        if text in _WORDS:
            return _WORDS[text]
        return int(text) if _WHOLE_NUMBER.fullmatch(text) else text

    def sequence(self, node: Node, depth: int) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            item, node.children[len(items)] = self.value(event, depth + 1)
            items.append(item)
        return items

    def mapping(self, node: Node, depth: int) -> dict[str, Any]:
        items: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            mark = event.start_mark
            key, _ = self.value(event, depth + 1)
            value, child = self.value(next(self.events), depth + 1)
            plain = isinstance(event, yaml.ScalarEvent)
            if not plain:
                self.complain(mark, "bad-key", "The name of a field is plain text.")
                continue
            key = event.value if not isinstance(key, str) else key
            if key == "<<":
                self.complain(mark, "merge-key", "Merge keys are not used.", "Write the fields out.")
            elif key in items:
                line, _ = node.keys[key]
                self.complain(
                    mark, "duplicate-key", f'"{key}" stands here for the second time.',
                    f"It is already in line {line}: keep one of them.",
                )
            else:
                items[key], node.children[key] = value, child
                node.keys[key] = (mark.line + 1, mark.column + 1)
        return items


def parse(path: str, raw: bytes, limit: int = MAX_BYTES) -> tuple[Document | None, list[Problem]]:
    """Parse one file; the document is None when a problem keeps it from being used."""

    def refuse(line: int, column: int, *rest: str) -> tuple[None, list[Problem]]:
        return None, [Problem(path, line, column, *rest)]

    if len(raw) > limit:
        return refuse(
            1, 1, "too-big", f"The file has {len(raw):,} bytes, more than {limit:,}.",
            "Shorten it: an entry is a summary, not the article.",
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        return refuse(
            before.count(b"\n") + 1, column, "not-utf-8",
            f"Byte 0x{raw[error.start]:02X} is not UTF-8.", "Save the file as UTF-8.",
        )
    if bad := _FORBIDDEN.search(text):
        at = bad.start()
        return refuse(
            text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at), "control-character",
            f"Here stands the invisible character U+{ord(bad[0]):04X}.",
            "Delete it, or type the text anew.",
        )
    try:
        # A surrogate cannot come from UTF-8, so the parser can encode whatever is left.
        reader = _Reader(path, text)
        data, root = reader.document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = error.problem or "it cannot be read"
        hint = next((h for words, h in _SYNTAX_HINTS.items() if words in what), "")
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        lines = text.split("\n")
        if line > len(lines):  # the parser counts a line end that the file does not have
            line, column = len(lines), len(lines[-1]) + 1
        return refuse(line, column, "not-yaml", f"This is not valid YAML: {what}.", hint)
    except yaml.YAMLError as error:
        return refuse(1, 1, "not-yaml", f"This is not valid YAML: {str(error).splitlines()[0]}.")
    except RecursionError:
        return None, reader.problems
    if not isinstance(data, dict):
        problem = Problem(
            path, root.line, root.column, "not-a-record",
            "The file is empty." if data is None else "The file does not consist of fields.",
            "Write fields such as `title: …`, one a line.",
        )
        return None, [*reader.problems, problem]
    return Document(path, data, root, text), reader.problems
