"""Texts with the marks of a conflict in them: both sides come out of one."""

import re
from dataclasses import dataclass

_MARKS = re.compile(rb"^(<{7}|\|{7}|={7}|>{7})(?: ([^\r\n]*))?\r?$")


@dataclass(frozen=True, slots=True)
class Sides:
    """Both versions of a text in which git left its marks, and what it calls them."""

    ours: bytes
    theirs: bytes
    base: bytes | None
    """What both began with, where git was asked to write that down (`merge.conflictStyle diff3`)."""
    names: tuple[str, str]


def sides_of(raw: bytes) -> Sides | None:
    """Both sides of a text with marks; None where it has none, or they do not make whole conflicts."""
    if b"<<<<<<< " not in raw and b"<<<<<<<\n" not in raw:
        return None
    texts = {"<": b"", "=": b"", "|": b""}
    names, has_base, part, met = ["", ""], True, "", 0
    with_base = False
    for line in raw.splitlines(keepends=True):
        mark = _MARKS.match(line.rstrip(b"\n")) if line[:1] in b"<|=>" else None
        sign = mark[1][:1].decode() if mark else ""
        if sign == "<" and not part:
            part, with_base, met = "<", False, met + 1
            names[0] = (mark[2] or b"").decode("utf-8", "replace") if mark else ""
        elif sign == "|" and part == "<":
            part, with_base = "|", True
        elif sign == "=" and part in ("<", "|"):
            part, has_base = "=", has_base and with_base
        elif sign == ">" and part == "=":
            part = ""
            names[1] = (mark[2] or b"").decode("utf-8", "replace") if mark else ""
        elif part:
            texts[part] += line
        else:
            texts = {side: text + line for side, text in texts.items()}
    if part or not met:
        return None
    return Sides(texts["<"], texts["="], texts["|"] if has_base else None, (names[0], names[1]))
