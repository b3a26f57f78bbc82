"""YAML that means something else than it looks like, and is valid all the same: said, with what was read."""

import re
from collections.abc import Iterator
from typing import Any

from newsdesk.load.document import Document, Loc, Node, Spot, value_at
from newsdesk.load.reader import LIKE_NOTHING, NAMES
from newsdesk.problems import Problem, Severity

# Fields that hold words for readers, as opposed to ids, codes, dates and addresses.
LINES = frozenset(
    "aliases alternatives authority byline family given literal name name_en name_native name_printed publisher role"
    " part section subject title via_text".split()
)
PASSAGES = frozenset(
    "by context date_note description note now published_note question says summary text was why wording".split()
)
# The same in mkdocs.yml.
_SETTINGS = frozenset({"copyright", "from", "reason", "site_description", "site_name", "to"})
TEXTS = LINES | PASSAGES
_TEXTS = TEXTS | _SETTINGS
_VALUE = r"(?:[\[{>|\"'].*|null|true|false|~|https?://\S*|\d[\d.~/-]*|[a-z0-9]+(?:-[a-z0-9]+)*)?"
_FIELD_LINE = re.compile(rf"^[ \t]+({'|'.join(sorted(NAMES))}):(?:[ \t]+{_VALUE})?[ \t]*$", re.MULTILINE)
# Behind a value: the blanks, the mark, and whether a blank follows it as behind most comments.
_COMMENT = re.compile(r"([ \t]+)#(?=(.?))")
_HEADER = re.compile(r"[>|][-+0-9]*[ \t]+#(?=[^\s#])")
# A line below that is a comment to YAML and a part of the text to whoever wrote it.
_NEXT_LINE = re.compile(r"[ \t]*\r?\n([ \t]*)#(?=[^\s#!])")


def misread(document: Document, below: frozenset[str] | None = None) -> list[Problem]:
    """Warnings of what was read otherwise than it looks; `below` are the fields to look at, at the top, if not all."""
    if not (document.is_odd or _may_cut(document.text)):
        return []
    finder = _Finder(document)
    tops = document.root.children if below is None else {k: v for k, v in document.root.children.items() if k in below}
    for name, node in tops.items():
        finder.look(node, (name,), document.root)
    return finder.found


def _may_cut(text: str) -> bool:
    """Whether there is a mark that does not begin a comment as most do: two blanks before it and one behind it."""
    at = text.find("#", 1)
    while at >= 0:
        before = text[max(0, at - 2) : at]
        if before[-1] in " \t" and (not text[at + 1 : at + 2].isspace() or not before[0].isspace()):
            return True
        at = text.find("#", at + 1)
    return False


class _Finder:
    def __init__(self, document: Document) -> None:
        self.document, self.text = document, document.text
        self.found: list[Problem] = []

    def look(self, node: "Spot | Node", loc: Loc, parent: Node) -> None:
        """Look at a value and everything below it."""
        value = value_at(self.document.data, loc)
        if isinstance(value, dict | list):
            if isinstance(node, Node):
                for step, child in node.children.items():
                    self.look(child, (*loc, step), node)
            return
        field = next((str(step) for step in reversed(loc) if isinstance(step, str)), "")
        self.found += self._cut(node, value, field, self._column(loc, parent))
        if isinstance(value, str) and field in _TEXTS:
            self.found += self._line_ends(node, value, field)
            self.found += self._swallowed(node, field)
            if not node.style and value in LIKE_NOTHING:
                message = f'"{value}" is read as a text, and would be printed.'
                hint = "Write null where there is nothing, or put it in quotes."
                self.found.append(self._warning(node.start_mark.index, "looks-empty", message, hint))

    def _column(self, loc: Loc, parent: Node) -> int:
        """Where the name of the field stands; what is indented deeper below it looks like a part of it."""
        key = parent.keys.get(str(loc[-1]))
        return key.column if key else parent.start_mark.column + 2

    def _cut(self, node: Spot, value: Any, field: str, column: int) -> Iterator[Problem]:
        """What follows a value behind a mark that begins a comment, and does not look like one."""
        end = node.end_mark.index
        if node.style in ("|", ">"):
            if header := _HEADER.match(self.text, node.start_mark.index):
                yield self._comment(header.end() - 1, field, value)
            return
        if not (comment := _COMMENT.match(self.text, end)):
            following = _NEXT_LINE.match(self.text, end)
            # Brackets are closed by themselves, and a comment between their lines is one.
            if not following or not isinstance(value, str) or len(following[1]) <= column:
                return
            if self.text[node.start_mark.index : end].count("\n") == 0 and node.style:
                return
            at = following.end() - 1
        elif comment[2] not in ("", " ", "\t", "\r", "\n") or (
            isinstance(value, str) and field in _TEXTS and comment[1] == " " and not node.style
        ):
            at = comment.end() - 1
        else:
            return
        yield self._comment(at, field, value)

    def _comment(self, at: int, field: str, value: Any) -> Problem:
        read = "nothing" if value is None else f'"{_short(value)}"'
        message = f'Behind " #" nothing is read: this "{field}" is read as {read}.'
        hint = "Put the whole text in quotes; where you mean a comment, write two blanks before # and one behind it."
        return self._warning(at, "cut-text", message, hint)

    def _line_ends(self, node: Spot, value: str, field: str) -> Iterator[Problem]:
        if field in LINES and "\n" in value.strip():
            message = f'"{field}" is read as several lines: "{_short(" / ".join(value.strip().splitlines()))}".'
            yield self._warning(
                node.start_mark.index, "line-break", message, "Write it in one line, or > instead of |."
            )

    def _swallowed(self, node: Spot, field: str) -> Iterator[Problem]:
        start, end = node.start_mark.index, node.end_mark.index
        for line in _FIELD_LINE.finditer(self.text, start, end):
            message = f'"{line[1]}:" stands inside "{field}", and is read as a part of its text.'
            hint = "Move it to the left, below the names of the other fields."
            yield self._warning(line.start(1), "swallowed-field", message, hint)

    def _warning(self, at: int, rule: str, message: str, hint: str) -> Problem:
        line, column = self.text.count("\n", 0, at) + 1, at - self.text.rfind("\n", 0, at)
        return Problem(self.document.path, line, column, rule, message, hint, Severity.WARNING)


def _short(value: Any) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= 60 else text[:57] + "…"
