"""What is not our own voice in a text: quotations, by the marks of all scripts, and names."""

import re

_MARKS_OF_QUOTATIONS = "“” „“ „” «» »« ‹› 「」 『』 《》 〈〉 ‘’ ‚‘ \"\" ''".split()
_QUOTED = re.compile(
    "|".join(
        rf"(?<!\w){re.escape(a)}(?!\s)[^{re.escape(a + b)}\n]*(?:\n[^{re.escape(a + b)}\n]+)*{re.escape(b)}(?!\w)"
        if a in "'‘‚"
        else rf"{re.escape(a)}[^{re.escape(b)}]*{re.escape(b)}"
        for a, b in map(tuple, _MARKS_OF_QUOTATIONS)
    )
)
_MARKS = re.compile(r"\[[^\[\]\s]+\]")


def quotations(text: str) -> list[tuple[int, int]]:
    """Where quotations stand: from the opening mark to behind the closing one."""
    return [found.span() for found in _QUOTED.finditer(text)]


_MARKED = re.compile("[" + re.escape("".join(_MARKS_OF_QUOTATIONS)) + "]")


def small(text: str) -> str:
    """The text in small letters, each where it stood."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(char.lower()[:1] or char for char in text)


def masked(text: str) -> str:
    """The text with the same length, without the words of quotations and the marks of references."""
    if _MARKED.search(text):  # most have none, which is found out in no time
        text = _QUOTED.sub(lambda found: found[0][0] + "·" * (len(found[0]) - 2) + found[0][-1], text)
    return _MARKS.sub(lambda found: " " * len(found[0]), text)
