"""One form of what orthographies write in several ways, and the place where each of its characters comes from."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_INVISIBLE = [0xAD, 0x34F, 0x61C, 0x115F, 0x1160, *range(0x180B, 0x1810), 0x3164, 0xFEFF, 0xFFA0,
              *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070),
              *range(0xFE00, 0xFE10)]  # fmt: skip
# Signs that readers do without: of Arabic its vowels and its long stroke, of Hebrew vowels and chant, of Syriac
# vowels; the marks of tone that Armenian sets into a word. Marks of all other scripts are part of the spelling.
_UNWRITTEN = [*range(0x610, 0x61B), 0x640, *range(0x64B, 0x659), 0x670, *range(0x6D6, 0x6DD), *range(0x6DF, 0x6E5),
              0x6E7, 0x6E8, *range(0x6EA, 0x6EE), *range(0x591, 0x5BE), 0x5BF, 0x5C1, 0x5C2, 0x5C4, 0x5C5, 0x5C7,
              *range(0x730, 0x74B), 0x55B, 0x55C, 0x55E]  # fmt: skip
ARMENIAN_TONES = "\u055b\u055c\u055e"
# Stress marks of Cyrillic, and the dot that a Turkish capital leaves behind.
_STRESS, _DOT = frozenset("\u0300\u0301"), "\u0307"
_ALIKE = {
    "'": "’‘‚‛ʽʹʾʿ`´′＇\u05f3", "ʼ": "ʻ", '"': "“”„‟«»‹›″「」『』\u05f4", "-": "‐‑‒–—―−⸺⸻", "·": "‧",
    ",": "\u060c\u066c", ".": "\u066b", "/": "\u2044\u2215", "%": "\u066a", "‰": "\u0609", "‱": "\u060a",
    "ا": "أإآٱ", "ي": "ىی", "ك": "ک", "е": "ё",
    **{str(n): chr(0x660 + n) + chr(0x6F0 + n) for n in range(10)},
}  # fmt: skip
_STRIPPED = dict.fromkeys(_INVISIBLE)
_FOLDED = {
    **dict.fromkeys(_UNWRITTEN),
    **{ord(variant): plain for plain, variants in _ALIKE.items() for variant in variants},
}
# NFKC makes 105 of 10⁵ and 11⁄2 of 1½: "^" and "_" keep the figures apart.
_RAISED = {ord(high): f"^{low}" for high, low in zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-", strict=True)} | {
    number: f"_{unicodedata.normalize('NFKC', chr(number))}" for number in (0xBC, 0xBD, 0xBE, *range(0x2150, 0x215F))
}
RAISED = frozenset(map(chr, _RAISED))
# Letters that combine with the one before them, or let the next one: half-width voice marks, parts of Korean
# syllables, the long stroke.
_JOINING = frozenset(
    [0x640, 0xFF9E, 0xFF9F, *range(0x1160, 0x1200), *range(0x3131, 0x3190), *range(0xFFA0, 0xFFDD),
     *range(0xD7B0, 0xD7FC), *map(ord, ARMENIAN_TONES)]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Normal:
    """A normalised text; `starts` has, for each of its characters, the offset in the original."""

    text: str
    starts: tuple[int, ...]


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
        folded = unicodedata.normalize("NFKC", cluster.translate(_STRIPPED).translate(_RAISED)).casefold()
        folded = unicodedata.normalize("NFKC", folded).translate(_FOLDED)
        if " " in folded:  # of an accent that stands alone, or between the words of a ligature
            folded = " ".join(filter(None, map(_without_lone_marks, folded.split())))
        folded = _without_stress(folded)
        if folded == cluster:
            return folded
        cluster = folded


def _without_stress(folded: str) -> str:
    """A letter without the marks that its script does not spell with; accents of Latin and Greek are spelling."""
    if not folded or _is_mark(folded[0]):
        return folded
    unwritten = _STRESS if "\u0400" <= folded[0] <= "\u052f" else _DOT if folded[0] == "i" else ""
    return "".join(char for char in folded if char not in unwritten) if unwritten else folded
