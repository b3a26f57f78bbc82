"""Texts that run from the right within lines that run from the left: each stands apart and scrambles no other.

A name in Arabic or Hebrew letters turns round what stands beside it: figures, points, the next name. What sets
the values of templates is in `placing.py`.
"""

import re

_FROM_THE_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
# No letter before these runs from the right: found in a fifth of the time, and most texts have none.
_BEYOND = re.compile("[\u0590-\u1fff\ufb1d-\U0010ffff]")
_ISOLATE, _END = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


def from_the_right(text: str) -> bool:
    """Whether letters of a text run from the right."""
    if text.isascii() or not (first := _BEYOND.search(text)):
        return False
    return _FROM_THE_RIGHT.search(text, first.start()) is not None


def apart(text: str) -> str:
    """The same text, in marks that nobody sees, where its letters run from the right: for texts without elements."""
    return f"{_ISOLATE}{text}{_END}" if from_the_right(text) else text
