"""Words of a text as evidence compares them: the same for a curly, re-wrapped or vowelled copy."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_LETTERS = rf"[^\W_{_CJK}]+"
# A letter of a script without spaces is a word of its own, and so is a sign that changes a figure;
# a minus belongs to its number.
_WORD = re.compile(rf"[{_CJK}]|(?:(?<!\w)-(?=\d))?{_LETTERS}(?:'{_LETTERS})*|[%‰$€£¥₽₸+=<>&@§°]")
_CHUNK = re.compile(r"\S+")

_INVISIBLE = [0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x180E, 0x3164, 0xFEFF, 0xFFA0, *range(0x200B, 0x2010),
              *range(0x202A, 0x202F), *range(0x2060, 0x2070), *range(0xFE00, 0xFE10)]  # fmt: skip
# Vowel signs of Arabic and its long stroke; stress marks and the dot of a Turkish capital that stand alone.
_UNWRITTEN = [*range(0x610, 0x61B), 0x640, *range(0x64B, 0x660), 0x670, *range(0x6D6, 0x6DD),
              *range(0x6DF, 0x6E5), 0x6E7, 0x6E8, *range(0x6EA, 0x6EE), 0x300, 0x301, 0x307]  # fmt: skip
_ALIKE = {
    "'": "’‘‚‛ʼʻʽʹʾʿ`´′＇", '"': "“”„‟«»‹›″「」『』", "-": "‐‑‒–—―−⸺⸻",
    "ا": "أإآٱ", "ي": "ىی", "ك": "ک", "е": "ёѐ", "и": "ѝ",
    **{str(n): chr(0x660 + n) + chr(0x6F0 + n) for n in range(10)},
}  # fmt: skip
_STRIPPED = dict.fromkeys(_INVISIBLE)
_FOLDED = {
    **dict.fromkeys(_UNWRITTEN),
    **{ord(variant): plain for plain, variants in _ALIKE.items() for variant in variants},
}
# Letters that combine with the one before them, or let the next one: half-width voice marks, parts of Korean
# syllables, the long stroke.
_JOINING = frozenset(
    {
        0x640,
        0xFF9E,
        0xFF9F,
        *range(0x1160, 0x1200),
        *range(0x3131, 0x3190),
        *range(0xFFA0, 0xFFDD),
        *range(0xD7B0, 0xD7FC),
    }
)


@dataclass(frozen=True, slots=True)
class Normal:
    """A normalised text; `starts` has, for each of its characters, the offset in the original."""

    text: str
    starts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """A normalised word and where it stands in the original."""

    text: str
    start: int
    end: int


def normalise(text: str) -> Normal:
    """NFKC and case folded; one form of quotes, dashes, spaces, alef, ya, ё and digits; nothing invisible."""
    parts: list[str] = []
    starts: list[int] = []
    at = 0
    for cluster in _clusters(text):
        folded = " " if cluster.isspace() else _fold(cluster)
        if folded and (folded != " " or not parts or parts[-1] != " "):
            parts.append(folded)
            starts += [at] * len(folded)
        at += len(cluster)
    return Normal("".join(parts), tuple(starts))


def words(text: str) -> list[str]:
    """The normalised words of a text, in order."""
    return [word for chunk in text.split() for word in _words_of(chunk)]


def located(text: str) -> list[Word]:
    """The same words, each with its place in the text."""
    return [
        Word(word, chunk.start() + start, chunk.start() + end)
        for chunk in _CHUNK.finditer(text)
        for word, start, end in _placed(chunk[0])
    ]


def ends(text: str) -> tuple[int, int, bool] | None:
    """Where the first word of a text starts and the last one ends, and whether there are others; None without words."""
    chunks = list(_CHUNK.finditer(text))
    first = next((chunk for chunk in chunks if _placed(chunk[0])), None)
    if first is None:
        return None
    last = next(chunk for chunk in reversed(chunks) if _placed(chunk[0]))
    before, after = _placed(first[0]), _placed(last[0])
    is_one = first is last and len(before) == 1
    return first.start() + before[0][1], last.start() + after[-1][2], not is_one


def digest(of: list[str]) -> str:
    """The SHA-256 of a text, in hexadecimal digits: of its words with one space between."""
    return hashlib.sha256(" ".join(of).encode("utf-8", "surrogatepass")).hexdigest()


def _clusters(text: str) -> list[str]:
    """Letters, each with the marks that follow it."""
    if text.isascii():
        return list(text)
    found: list[str] = []
    for char in text:
        if found and not char.isspace() and not found[-1][0].isspace() and _joins(char):
            found[-1] += char
        else:
            found.append(char)
    return found


@lru_cache(maxsize=4096)
def _joins(char: str) -> bool:
    return _is_mark(char) or ord(char) in _JOINING or ord(char) in _STRIPPED


def _without_lone_marks(part: str) -> str:
    while part and _joins(part[0]):
        part = part[1:]
    return part


def _is_mark(char: str) -> bool:
    return unicodedata.category(char)[0] == "M"


@lru_cache(maxsize=16384)
def _fold(cluster: str) -> str:
    while True:
        folded = unicodedata.normalize("NFKC", cluster.translate(_STRIPPED)).casefold()
        folded = unicodedata.normalize("NFKC", folded).translate(_FOLDED)
        if " " in folded:  # of an accent that stands alone, or between the words of a ligature
            folded = " ".join(filter(None, map(_without_lone_marks, folded.split())))
        if folded == cluster:
            return folded
        cluster = folded


# Texts repeat their words: what was taken apart once is not taken apart again.
@lru_cache(maxsize=65536)
def _placed(chunk: str) -> tuple[tuple[str, int, int], ...]:
    normal = normalise(chunk)
    ends = (*normal.starts[1:], len(chunk))
    return tuple(
        (found[0], normal.starts[found.start()], _end(ends, normal.starts, found.end() - 1))
        for found in _WORD.finditer(normal.text)
    )


def _end(ends: tuple[int, ...], starts: tuple[int, ...], last: int) -> int:
    """Where the cluster of the last letter ends in the original."""
    while ends[last] == starts[last] and last + 1 < len(ends):
        last += 1
    return ends[last]


@lru_cache(maxsize=65536)
def _words_of(chunk: str) -> tuple[str, ...]:
    if chunk.isascii():
        return tuple(_WORD.findall(chunk.lower().replace("`", "'")))
    return tuple(word for word, _, _ in _placed(chunk))
