"""The text of a file in our one style, or why it stays as it is: no value changes, and no comment goes."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from newsdesk.load import parse, read_in_python
from newsdesk.load.places import FIGURES, LOOKS, PAGES
from newsdesk.problems import COMMAND_LINE, Problem, Severity, has_errors
from newsdesk.store.editing.layout import Layout
from newsdesk.store.editing.spots import Spot, spots
from newsdesk.store.editing.values import same

WRITTEN = frozenset({PAGES, LOOKS, FIGURES})
"""Files that the program alone writes: their form is their own."""
_NO_LIMIT, _ROUNDS, _LARGE = 1 << 40, 5, 1 << 18


@dataclass(frozen=True, slots=True)
class Formatted:
    """What came of a text: the text as it should be, and why it is the old one where it could not be laid out."""

    text: str
    why: str = ""


def formatted(shown: str, text: str) -> Formatted:
    """A text in our one style; the same text where it has a fault of form, or where a value or a comment would change.

    Line ends are kept as they are, where all are the same, and so is a mark at the beginning of the file.
    """
    if shown.rpartition("/")[2] in WRITTEN:
        return Formatted(text)
    bare = unmarked = text.removeprefix("\ufeff")
    is_windows = bare.count("\n") == bare.count("\r\n") > 0
    bare = bare.replace("\r\n", "\n")
    bare = bare if bare.endswith("\n") or not bare else f"{bare}\n"
    document, problems = parse(shown, bare.encode(), _NO_LIMIT)
    if document is None or has_errors(problems):
        return Formatted(text, "it has a fault of form, which check tells")
    root = spots(bare, ...)
    if root is None or bare.startswith("%"):
        return Formatted(text, "it begins with a directive")
    made, before, after = bare, "", document
    # What was written anew is laid out once more: twice is enough for what people write.
    for _ in range(_ROUNDS):
        if made == before:
            break
        before, place = made, spots(made, ...)
        assert place is not None, "it holds what the first held"
        made = "\n".join(Layout(made, after.data, place).lines) + "\n"
        found, problems = parse(shown, made.encode(), _NO_LIMIT)
        if found is None or has_errors(problems) or not same(document.data, found.data):
            return Formatted(text, "a value would change")
        after = found
    if not _is_read_by_all(bare, made, document.data):
        return Formatted(text, "not every reader of YAML would read what it said")
    if sorted(comments(bare, root)) != sorted(comments(made, spots(made, ...))):
        return Formatted(text, "a comment would go")
    return Formatted(text[: len(text) - len(unmarked)] + (made.replace("\n", "\r\n") if is_windows else made))


def _is_read_by_all(old: str, new: str, data: Any) -> bool:
    """Whether the parser that needs no libyaml says the same, too: what it could not read before is no fault of ours.

    It is slow, so it is asked about what is to be written alone, and not about large registers.
    """
    if new == old or len(new) > _LARGE or same(found := read_in_python(new), data):
        return True
    return found is None and read_in_python(old) is None


def not_formatted(shown: str, text: str) -> Problem | None:
    """A note on a file that is not in our one style, at the first line that differs; None for all others."""
    wanted = formatted(shown, text).text
    if wanted == text:
        return None
    pairs = enumerate(zip_longest(text.split("\n"), wanted.split("\n")), 1)
    line = next((number for number, (ours, theirs) in pairs if ours != theirs), 1)
    message = "From here on this file is not laid out as others are."
    return Problem(shown, line, 1, "not-formatted", message, f"Run: {COMMAND_LINE} format {shown}", Severity.NOTE)


def comments(text: str, root: Spot | None) -> Iterator[str]:
    """Every comment of a text, in order, without the blanks around it."""
    at = 0
    for start, end in [*sorted(_values(root) if root else ()), (len(text), len(text))]:
        for line in text[at:start].split("\n"):
            mark = line.find("#")
            if mark >= 0:
                yield line[mark:].strip()
        # Behind the head of a text in a block.
        if text[start : start + 1] in ("|", ">") and end > start:
            head = text[start : text.find("\n", start)]
            if " #" in head:
                yield head[head.index("#") :].strip()
        at = max(at, end)


def _values(spot: Spot) -> Iterator[tuple[int, int]]:
    """Where keys and single values stand."""
    for start, end, _ in spot.keys.values():
        yield start, end
    if spot.kind in ("{", "[", ":", "-"):
        for child in spot.children.values():
            yield from _values(child)
    elif spot.end > spot.start:
        yield spot.start, spot.end
