"""Whether words stand between quotation marks where a text sets such marks: prose and captions are nobody's words."""

import re

from newsdesk.model.quoting import QUOTED

# What begins an answer, a line of dialogue or one of a list.
_TURN = re.compile(r"\s*(?:[-–—―•*]|[^\W\d][^\n:.!?]{0,40}:\s)")
_ASKS = re.compile(r"[?？؟]\s*$")
_OPENING = "“„«‹「『\"'‘‚”»"
# Of which share of its paragraph words are one that is set apart, and how many turns make an interview.
_WHOLE, _TURNS = 0.8, 2


def is_outside(text: str, start: int, end: int) -> bool:
    """Whether a stretch of a text that has quotation marks stands outside them, as the reporter's own words do.

    No headline does, no answer of an interview, no line of a dialogue, no paragraph that is set apart as a whole, and
    nothing behind a colon: these are quoted without marks.
    """
    marked = [found.span() for found in QUOTED.finditer(text)]
    if not any(high - low > 12 for low, high in marked):
        return False
    if any(2 * (min(end, high) - max(start, low)) >= end - start for low, high in marked):
        return False
    before = text.rfind("\n", 0, start) + 1
    behind = text.find("\n", end)
    line = text[before : behind if behind >= 0 else len(text)]
    if not text[:before].strip() or end - start >= _WHOLE * len(line.strip()):
        return False
    is_open = line.lstrip()[:1] in _OPENING and not QUOTED.match(line.lstrip())
    if _TURN.match(line) or is_open or text[before:start].rstrip()[-1:] in (":", "："):
        return False
    lines = [one for one in text.split("\n") if one.strip()]
    return sum(bool(_TURN.match(one) or _ASKS.search(one)) for one in lines) < _TURNS
