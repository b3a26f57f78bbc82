"""What is not our own voice in a text: quotations, by the marks of all scripts, and names."""

import re

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
