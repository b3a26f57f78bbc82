"""What is not our own voice in a text: quotations, by the marks of all scripts, and names."""

import re
from collections.abc import Iterator
from itertools import pairwise

from newsdesk.check.prose import sentences
from newsdesk.model.quoting import QUOTED, SIGNS

_MARKS = re.compile(r"\[[^\[\]\s]+\]")


def quotations(text: str) -> list[tuple[int, int]]:
    """Where quotations stand: from the opening mark to behind the closing one."""
    return [found.span() for found in QUOTED.finditer(text)]


def small(text: str) -> str:
    """The text in small letters, each where it stood."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(char.lower()[:1] or char for char in text)


def masked(text: str) -> str:
    """The text with the same length, without the words of quotations and the marks of references."""
    if SIGNS.search(text):  # most have none, which is found out in no time
        text = QUOTED.sub(lambda found: found[0][0] + "·" * (len(found[0]) - 2) + found[0][-1], text)
    return _MARKS.sub(lambda found: " " * len(found[0]), text)


def own_pieces(text: str) -> Iterator[tuple[int, str]]:
    """What stands in a text between quotations and within one sentence, each with its place; blanks for its marks."""
    bare, quoted = _MARKS.sub(lambda found: " " * len(found[0]), text), quotations(text)
    starts = {one.start for one in sentences(text)}
    cuts = sorted({0, len(text), *starts, *(edge for span in quoted for edge in span)})
    for start, end in pairwise(cuts):
        if not any(first <= start and end <= last for first, last in quoted):
            yield start, bare[start:end]
