"""Sets type without drawing it: which letters a face has, how wide a text runs, where its lines break."""

import json
import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
# Marks of direction and of places where a word may break: they are never seen.
_UNSEEN = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]")
# Spaces that a line may break at; the others keep together what stands around them.
_SPACES = re.compile(r"[ \t\r\n\u2000-\u2006\u2008-\u200a\u3000]+")
# What a line may not end with before the dots of a text that is cut.
_LOOSE = " ,;:–—-(«“„‹"
DOTS = "…"
# Lines stand this many sizes apart.
LEADING = 1.2


@dataclass(frozen=True, eq=False)
class Face:
    """One of the faces in `fonts`, by its name; lengths are pixels at a size, which is also in pixels."""

    name: str
    units: int
    advances: dict[str, int]
    kerning: dict[str, int]
    _words: dict[str, int] = field(default_factory=dict, repr=False)

    def has(self, text: str) -> bool:
        """Whether the face has every letter of the text, which is plain already; false for no text."""
        return bool(text) and all(letter in self.advances for letter in text)

    def width(self, text: str, size: float) -> float:
        """How wide a text runs in one line."""
        return self._units(text) * size / self.units

    def places(self, text: str, size: float) -> list[tuple[str, float]]:
        """Each letter of a line and how far from its beginning it stands."""
        found, at, before = [], 0, ""
        for letter in text:
            at += self.kerning.get(before + letter, 0)
            found.append((letter, at * size / self.units))
            at += self.advances[letter]
            before = letter
        return found

    def _units(self, text: str) -> int:
        total = self._words.get(text)
        if total is None:
            total = sum(map(self.advances.__getitem__, text))
            total += sum(self.kerning.get(text[at : at + 2], 0) for at in range(len(text) - 1))
            if len(text) < 20:  # words recur, whole lines do not
                self._words[text] = total
        return total


@cache
def face(name: str) -> Face:
    """A face by its name, such as `NotoSerif-Bold`."""
    measures = json.loads((FONTS / f"{name}.json").read_text("utf-8"))
    return Face(name, measures["units"], measures["advances"], measures["kerning"])


def plain(text: str) -> str:
    """A text as it is set: letters and their marks as one, single spaces, nothing that is not seen."""
    return _SPACES.sub(" ", _UNSEEN.sub("", unicodedata.normalize("NFC", text))).strip()


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one size in one face."""

    face: Face
    size: int
    lines: tuple[str, ...]

    @property
    def height(self) -> int:
        """From the top of the first line to that of a line below the last."""
        return len(self.lines) * self.leading

    @property
    def leading(self) -> int:
        """From one line to the next."""
        return round(self.size * LEADING)


def set_in(face: Face, text: str, width: int, sizes: tuple[int, ...], most: int, height: int | None = None) -> Block:
    """A text in the largest of the sizes at which it fits `most` lines and the height, else cut at the smallest.

    The text is one that the face has. Lines are made as even as their number allows.
    """
    for size in sizes:
        lines = _broken(face, text, width, size)
        block = Block(face, size, tuple(lines))
        if len(lines) <= most and (height is None or block.height <= height) and not _splits(face, text, width, size):
            return Block(face, size, tuple(_even(face, text, width, size, len(lines))))
    room = most if height is None else max(1, min(most, height // block.leading))
    if len(lines) > room:
        lines = [*lines[: room - 1], _cut(face, " ".join(lines[room - 1 :]), width, size)]
    return Block(face, size, tuple(lines))


def _splits(face: Face, text: str, width: int, size: int) -> bool:
    return any(face.width(word, size) > width for word in text.split(" "))


def _broken(face: Face, text: str, width: float, size: int) -> list[str]:
    """Lines as full as they get; a word that is wider than a line is broken where the line ends."""
    lines, line, used = [], "", 0.0
    space = face.width(" ", size)
    for word in text.split(" "):
        length = face.width(word, size)
        if line and used + space + length <= width:
            line, used = f"{line} {word}", used + space + length
            continue
        if line:
            lines.append(line)
        while length > width and len(word) > 1:
            head = _head(face, word, width, size)
            lines.append(head)
            word = word[len(head) :]
            length = face.width(word, size)
        line, used = word, length
    return [*lines, line]


def _head(face: Face, word: str, width: float, size: int) -> str:
    """As many letters of a word as a line holds, one at least."""
    end = 1
    while end < len(word) and face.width(word[: end + 1], size) <= width:
        end += 1
    return word[:end]


def _even(face: Face, text: str, width: int, size: int, count: int) -> list[str]:
    """The same number of lines, as short as they can be."""
    if count == 1:
        return [text]
    low, high = width // 2, width
    while high - low > 8:
        middle = (low + high) // 2
        if len(_broken(face, text, middle, size)) > count or _splits(face, text, middle, size):
            low = middle
        else:
            high = middle
    return _broken(face, text, high, size)


def _cut(face: Face, text: str, width: float, size: int) -> str:
    """The beginning of a text that a line holds, with dots, cut at a word where that leaves half of the line."""
    if face.width(text, size) <= width:
        return text
    head = _head(face, text, width - face.width(DOTS, size), size)
    space = head.rfind(" ")
    if text[len(head)] != " " and space > len(head) // 2:
        head = head[:space]
    return head.rstrip(_LOOSE) + DOTS
