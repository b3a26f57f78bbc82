"""Texts in columns of a terminal: paragraphs and a width come in, lines of so many cells go out, in any script."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest


def cells(text: str) -> int:
    """How many cells of a terminal a text takes: two for a wide character, none for a sign on another one."""
    if text.isascii():
        return len(text)
    return sum(map(_width, text))


def _width(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def harmless(text: str) -> str:
    """A text in one line without anything that a terminal would act on."""
    return "".join(char if char.isprintable() or unicodedata.category(char) == "Cf" else " " for char in text)


# Marks that turn the direction of all that follows, which nothing in a column may do.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of so many cells; where it does not cut, an address is longer, and can be copied."""

    width: int
    cuts: bool = True

    def wrapped(self, text: str, first: str = "", rest: str | None = None) -> Iterator[str]:
        """The lines of a text in the column; `first` stands before the first of them, `rest` before the others."""
        rest = " " * cells(first) if rest is None else rest
        line, used, lead = "", 0, first
        for word in _TURNING.sub("", harmless(text)).split():
            room = max(1, self.width - cells(lead))
            if line and used + 1 + cells(word) <= room:
                line, used = f"{line} {word}", used + 1 + cells(word)
                continue
            if line:
                yield lead + line
                lead = rest
                room = max(1, self.width - cells(lead))
            while cells(word) > room and (self.cuts or not word.isascii()):  # without blanks, as in Chinese
                cut = _fitting(word, room)
                yield lead + word[:cut]
                word, lead = word[cut:], rest
                room = max(1, self.width - cells(lead))
            line, used = word, cells(word)
        if line or lead == first:
            yield (lead + line).rstrip()


def _fitting(word: str, room: int) -> int:
    used = 0
    for at, char in enumerate(word):
        used += _width(char)
        if used > room:
            return max(1, at)
    return len(word)


def beside(left: Iterable[str], right: Iterable[str], width: int, gap: str = " │ ") -> Iterator[str]:
    """Two columns side by side; the left one is so wide."""
    for one, other in zip_longest(left, right, fillvalue=""):
        yield f"{one}{' ' * max(0, width - cells(one))}{gap}{other}".rstrip()
