"""Reads YAML strictly: no more is accepted than an editor can mean.

No anchors, aliases, tags, merge keys or duplicate keys, and only `true`, `false`, `null` and plain
whole numbers are anything but text. So `no`, `12:30`, `010` and `2026-11-08` stay as typed.
"""

import re
from functools import lru_cache
from typing import Any

import yaml
from yaml.events import AliasEvent, MappingEndEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent, StreamEndEvent

from newsdesk.load.document import Document, Node, lines_of, no_fields, place
from newsdesk.load.ordinary import MAX_BYTES
from newsdesk.problems import Problem

MAX_DEPTH = 20
# Texts to YAML, which somebody may have taken for a word that says: nothing.
LIKE_NOTHING = frozenset({"NULL", "Null", "NONE", "None", "none", "nil", "Nil", "n/a", "N/A"})
# What nobody writes at the beginning of a line of a text: names of fields that hold more than words.
NAMES = frozenset(
    "accessed accounts added aliases archive_url byline context corrections countries disputed domains drafted_by"
    " editions evidence language languages name_printed outlet people places published published_basis published_note"
    " read references reviewed role_verified screened sources stories syndicated_from title_en topics translation_of"
    " url versions via_text withdrawn".split()
)

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORDS: dict[str, Any] = {"": None, "~": None, "null": None, "true": True, "false": False}
_WORDS |= {word: word for word in LIKE_NOTHING}
_BEGINS_NUMBER = frozenset("-0123456789")
_WHOLE_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,17})")
# C0 and C1 controls but tab and line ends, a BOM inside, marks that reorder text in a reader's eyes,
# and line ends that YAML counts and an editor does not: CR alone, NEL, LS, PS.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|\r(?!\n)")
# What git leaves where it could not merge two versions.
_CONFLICT = re.compile(r"^(?:<{7} |>{7} |={7}$)", re.MULTILINE)
_TOO_DEEP = ("too-deep", f"This is nested more than {MAX_DEPTH} levels deep.", "Take a level out.")
_UNMERGED = (
    "merge-conflict",
    "Git could not merge two versions of this file here.",
    "Keep what is right of both, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>.",
)
_SYNTAX_HINTS = {
    "mapping values are not allowed": "Put a text that contains a colon in quotes; where a TODO stands"
    " above a block, take it away.",
    "cannot start any token": "Use spaces, not tabs, and put a text with special marks in quotes.",
    "found a tab character": "Replace the tab by blanks, two for each level.",
    "found unexpected end of stream": "A quotation mark or bracket is not closed.",
    "did not find expected": "Look at the indentation, quotes and brackets of this line and the one above; a text"
    " that begins with a quotation mark goes into single quotes.",
    "expected ',' or": "Close the bracket, and put a text with a question mark that stands in one into quotes.",
    "could not find expected ':'": "Write a colon and a space behind the name of the field.",
}


class _Reader:
    """Builds data from the parser's events, gathering problems on the way.

    With `placing` it also builds the places of all values, which takes longer and more memory.
    """

    def __init__(self, path: str, text: str, *, placing: bool = False, loader: Any = _Loader) -> None:
        self.path = path
        self.placing = placing
        self.problems: list[Problem] = []
        self.has_escapes = "\\" in text
        self.is_odd = False
        self.next = loader(text).get_event

    def complain(self, mark: Any, rule: str, message: str, hint: str = "") -> None:
        self.problems.append(Problem(self.path, *place(mark), rule, message, hint))

    def document(self) -> tuple[Any, Any]:
        start = self.next()  # of the stream
        if isinstance(self.next(), StreamEndEvent):
            return None, Node(start.start_mark, start.end_mark)
        found = self.value(self.next(), 1)
        self.next()  # the end of the document
        extra = self.next()
        if not isinstance(extra, StreamEndEvent):
            self.complain(
                extra.start_mark,
                "second-document",
                "A second document starts here.",
                "Keep one document a file: remove the line ---.",
            )
        return found

    def value(self, event: Any, depth: int) -> tuple[Any, Any]:
        """The data of an event and what follows it, and where it stands: a scalar's event itself."""
        kind = type(event)
        if kind is AliasEvent or event.anchor or event.tag is not None:
            self.forbidden(event)
        if kind is ScalarEvent:
            return self.scalar(event), event
        node = Node(event.start_mark, event.end_mark)
        if kind is AliasEvent:
            return None, node
        if depth > MAX_DEPTH:
            self.complain(event.start_mark, *_TOO_DEEP)
            raise RecursionError
        if kind is SequenceStartEvent:
            return self.sequence(node, depth + 1), node
        return self.mapping(node, depth + 1), node

    def forbidden(self, event: Any) -> None:
        mark = event.start_mark
        if isinstance(event, AliasEvent):
            self.complain(mark, "alias", f'"*{event.anchor}" is an alias.', "Write the value out, in full.")
            return
        if event.anchor:
            self.complain(
                mark,
                "anchor",
                f'"&{event.anchor}" is an anchor.',
                "Remove it; put a text that starts with & or * in quotes.",
            )
        if event.tag is not None:
            self.complain(
                mark, "tag", f'"{event.tag}" is a tag.', "Remove it; put a text that starts with ! in quotes."
            )

    def scalar(self, event: Any) -> Any:
        text: str = event.value
        if event.implicit[0]:  # plain, so it may be a word or number of YAML's
            if text in _WORDS:
                self.is_odd |= text in LIKE_NOTHING
                return _WORDS[text]
            return int(text) if text[0] in _BEGINS_NUMBER and _WHOLE_NUMBER.fullmatch(text) else text
        if not self.is_odd:
            self.is_odd = may_mislead(event.style, text)
        # Only an escape can bring in what the file itself was searched for already.
        if self.has_escapes and event.style == '"' and (bad := _FORBIDDEN.search(text)):
            self.complain(
                event.start_mark,
                "control-character",
                f"This text contains the invisible character U+{ord(bad[0]):04X}.",
                "Delete it, or type the text anew.",
            )
        return text

    def sequence(self, node: Node, depth: int) -> list[Any]:
        items: list[Any] = []
        spot: Any
        following = self.next
        while type(event := following()) is not SequenceEndEvent:
            if type(event) is ScalarEvent and event.anchor is event.tag is None:  # nearly always
                item, spot = self.scalar(event), event
            else:
                item, spot = self.value(event, depth)
            if self.placing:
                node.children[len(items)] = spot
            items.append(item)
        return items

    def mapping(self, node: Node, depth: int) -> dict[str, Any]:
        items: dict[str, Any] = {}
        keys, following = node.keys, self.next
        while type(event := following()) is not MappingEndEvent:
            # What is forbidden in values is forbidden in keys; nearly all are plain words.
            if type(event) is not ScalarEvent or event.anchor or event.tag is not None or self.has_escapes:
                self.value(event, depth)
            child = following()
            if type(child) is ScalarEvent and child.anchor is child.tag is None:
                value = self.scalar(child)
            else:
                value, child = self.value(child, depth)
            mark = event.start_mark
            if type(event) is not ScalarEvent:
                self.complain(mark, "bad-key", "The name of a field is plain text.", "Put it in quotes.")
                continue
            key = event.value
            if key == "<<":
                self.complain(mark, "merge-key", "Merge keys are not used.", "Write the fields out.")
            elif key in items:
                self.complain(
                    mark,
                    "duplicate-key",
                    f'"{key}" stands here for the second time.',
                    f"It is already in line {place(keys[key])[0]}: keep one of them.",
                )
            else:
                items[key], keys[key] = value, mark
                if self.placing:
                    node.children[key] = child
        return items


def decode(path: str, raw: bytes, limit: int) -> tuple[Document | None, list[Problem]]:
    """A file of plain text as a document of its lines, or None and what is wrong with it."""
    # Written by the program: marks that isolate a text from right to left belong there.
    text, problems = _decoded(path, raw, limit, forbidden=None)
    # Git may write the line ends of Windows into a working copy: they are no change.
    return (None if text is None else lines_of(path, text.replace("\r\n", "\n"))), problems


def _decoded(
    path: str, raw: bytes, limit: int, forbidden: re.Pattern[str] | None = _FORBIDDEN
) -> tuple[str | None, list[Problem]]:
    """The text of a file, or None and the problem that keeps it from being used."""

    def refuse(line: int, column: int, rule: str, message: str, hint: str) -> tuple[None, list[Problem]]:
        return None, [Problem(path, line, column, rule, message, hint)]

    if len(raw) > limit:
        return refuse(
            1,
            1,
            "too-big",
            f"The file has {len(raw):,} bytes, more than {limit:,}.",
            "Shorten it: an entry is a summary, not the article.",
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        return refuse(
            before.count(b"\n") + 1,
            column,
            "not-utf-8",
            f"Byte 0x{raw[error.start]:02X} is not UTF-8.",
            "Save the file as UTF-8.",
        )
    if forbidden and (bad := forbidden.search(text)):
        at = bad.start()
        return refuse(
            text.count("\n", 0, at) + 1,
            at - text.rfind("\n", 0, at),
            "control-character",
            f"Here stands the invisible character U+{ord(bad[0]):04X}.",
            "Delete it, or type the text anew.",
        )
    return text, []


def parse(path: str, raw: bytes, limit: int = MAX_BYTES) -> tuple[Document | None, list[Problem]]:
    """Parse one file; the document is None when a problem keeps it from being used."""
    # Whoever changes a large file reads it back, and whoever checks the change reads it once more.
    is_large = MAX_BYTES < len(raw) <= limit
    document, problems = _remembered(path, raw, len(raw)) if is_large else _parsed(path, raw, limit)
    return document, list(problems)


def _parsed(path: str, raw: bytes, limit: int) -> tuple[Document | None, list[Problem]]:
    def refuse(line: int, column: int, rule: str, message: str, hint: str) -> tuple[None, list[Problem]]:
        return None, [Problem(path, line, column, rule, message, hint)]

    text, problems = _decoded(path, raw, limit)
    if text is None:
        return None, problems
    try:
        # A surrogate cannot come from UTF-8, so the parser can encode whatever is left.
        reader = _Reader(path, text)
        data, root = reader.document()
    except yaml.MarkedYAMLError as error:
        if conflict := _CONFLICT.search(text):
            return refuse(text.count("\n", 0, conflict.start()) + 1, 1, *_UNMERGED)
        mark = error.problem_mark or error.context_mark
        what = error.problem or "it cannot be read"
        hint = next((h for words, h in _SYNTAX_HINTS.items() if words in what), "")
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        lines = text.split("\n")
        if line > len(lines):  # the parser counts a line end that the file does not have
            line, column = len(lines), len(lines[-1]) + 1
        if "maximum nesting depth" in what:  # the parser looks ahead in a row of brackets and has a limit of its own
            return refuse(line, column, *_TOO_DEEP)
        return refuse(line, column, "not-yaml", f"This is not valid YAML: {what}.", hint)
    except yaml.YAMLError as error:
        return refuse(1, 1, "not-yaml", f"This is not valid YAML: {str(error).splitlines()[0]}.", "")
    except RecursionError:
        return None, reader.problems
    if not isinstance(data, dict):
        problem = Problem(path, *place(root.start_mark), "not-a-record", *no_fields(text, data))
        return None, [*reader.problems, problem]
    document = Document(path, data, text, lambda: places_in(path, text))
    document.is_odd = reader.is_odd
    return document, reader.problems


def read_in_python(text: str) -> Any:
    """What the parser says that is written in Python, as where there is no libyaml; None where it cannot read a text.

    It takes less than libyaml does: in brackets no plain text with a question mark.
    """
    reader = _Reader("", text.removeprefix("\ufeff"), loader=yaml.SafeLoader)
    try:
        data = reader.document()[0]
    except (yaml.YAMLError, RecursionError):
        return None
    return None if reader.problems else data


_remembered = lru_cache(maxsize=4)(_parsed)


def places_in(path: str, text: str) -> Node:
    """Where the values of a file stand that was parsed without a fault, from the top."""
    root = _Reader(path, text, placing=True).document()[1]
    assert isinstance(root, Node)
    return root


def may_mislead(style: str, text: str) -> bool:
    """Whether a text in quotes or in a block deserves a closer look: it has several lines, or fields stand in it."""
    if style != ">":
        return style == "|" or "\n" in text
    at = text.find(":")
    while at >= 0:
        if text[max(text.rfind(" ", 0, at), text.rfind("\n", 0, at)) + 1 : at] in NAMES:
            return True
        at = text.find(":", at + 1)
    return False
