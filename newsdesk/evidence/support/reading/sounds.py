"""What a name sounds like, so that two spellings in any scripts are known as one: romanised, then its consonants."""

import re
from collections.abc import Iterable
from functools import lru_cache

from anyascii import anyascii

_DIGRAPHS = [
    ("chzh", "j"), ("tszh", "j"), ("tsz", "j"),
    ("shch", "S"), ("dzh", "j"), ("tsh", "C"), ("tch", "C"), ("kh", "h"), ("zh", "j"), ("sh", "S"), ("ch", "C"),
    ("gh", "g"),
    ("ts", "s"), ("tz", "s"), ("dj", "j"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("ck", "k"), ("oo", "u"), ("ou", "u"),
    ("ee", "i"), ("ya", "a"), ("yu", "u"), ("yo", "o"), ("ye", "e"), ("ia", "a"), ("iu", "u"), ("io", "o"), ("ie", "e"),
    ("ce", "se"), ("ci", "si"), ("cy", "si"), ("c", "k"), ("ij", "i"), ("x", "h"), ("w", "v"), ("q", "k"), ("y", "i"),
]  # fmt: skip
_SOUNDS = dict(_DIGRAPHS)
_SPELT = re.compile("|".join(spelt for spelt, _ in _DIGRAPHS))
_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = str.maketrans("", "", "aeiou")
# Orthographies write one for the other: Hisor, Гиссар.
_OPEN = str.maketrans("oe", "ai")
# What Arabic has no letter for, it writes as its neighbour; Chinese has still fewer sounds.
_ARABIC = str.maketrans({"z": "s", "p": "b", "v": "f", "g": "k", "j": "k", "C": "S", "w": "", "h": ""})
_CHINESE = str.maketrans(
    {"p": "b", "v": "f", "g": "k", "d": "t", "r": "l", "C": "z", "S": "z", "s": "z", "j": "z", "h": "k"}
)


# What the first sound of a syllable stands for, where Chinese has none of its own.
_FIRSTS = {
    "j": ("z", "k"), "q": ("z", "k"), "x": ("z", "k"), "zh": ("z",), "ch": ("z",), "sh": ("z",), "w": ("f", ""),
    "h": ("k", ""), "r": ("l", "z"), "c": ("z",),
}  # fmt: skip


@lru_cache(maxsize=65536)
def latin(word: str) -> str:
    """A folded word as it sounds, in few Latin letters: C for ch, S for sh."""
    text = re.sub(r"[^a-z]", "", anyascii(word).lower())
    # In one pass, so that what one sound leaves makes no other: Yusupkhojayeva has no ph.
    return _DOUBLED.sub(r"\1", _SPELT.sub(lambda match: _SOUNDS[match[0]], text))


@lru_cache(maxsize=65536)
def consonants(word: str) -> str:
    """Its consonants alone."""
    return _DOUBLED.sub(r"\1", latin(word).translate(_VOWELS))


@lru_cache(maxsize=32768)
def sounds_like(word: str, other: str) -> bool:
    """Whether two words, each in Latin, Cyrillic or a script near them, are spellings of one name in some case."""
    if _sounds_like(word, other):
        return True
    # Where one script is not Latin, letters sound as the language of the name has them: Jonas and Йонас, Juan and Хуан.
    if _is_latin(word) == _is_latin(other):
        return False
    own, its = (word, other) if _is_latin(word) else (other, word)
    told = [end + own[len(begin) :] for begin, end in _FIRST if own.startswith(begin)]
    told += [own.replace(letters, sound) for letters, sound in _WITHIN if letters in own]
    return any(_sounds_like(one, its) for one in told)


def is_bare_with(name: str, word: str, endings: Iterable[str]) -> bool:
    """Whether a word is a short name, spelt as it sounds, with an ending that languages glue to it: Osh, Оштогу."""
    sought = latin(name)
    return any(word.endswith(end) and latin(word.removesuffix(end)) == sought for end in endings)


# How letters of the Latin script may sound besides, at the beginning and anywhere.
_FIRST = (
    ("j", "h"), ("j", "zh"), ("g", "j"), ("g", "h"), ("w", "u"), ("ch", "h"), ("ch", "k"), ("c", "s"), ("c", "ch"),
    ("h", ""), ("x", "s"), ("x", "sh"), ("z", "ts"), ("q", "ts"), ("q", "ch"),
)  # fmt: skip
_WITHIN = (
    ("j", "y"), ("x", "ks"), ("sz", "sh"), ("cz", "ch"), ("eau", "o"), ("oi", "ua"), ("sch", "sh"), ("gy", "d"),
    ("sj", "sh"), ("kj", "ch"),
    ("ch", "sh"), ("ch", "h"), ("ch", "k"),
)  # fmt: skip


def _is_latin(word: str) -> bool:
    return all(char < "\u0250" or char > "\u1dff" for char in word)


def _sounds_like(word: str, other: str) -> bool:
    first, second = consonants(word), consonants(other)
    if not first or not second:
        return latin(word) == latin(other)
    short, long = sorted((first, second), key=len)
    if first != second:
        if not (long.startswith(short) and len(short) >= 2 and len(long) - len(short) <= 4) and not _soft(
            first, second
        ):
            return False
        if len(short) == 2 and len(long) - len(short) > 1 and len(latin(word)) < 4:
            return False
    one, two = latin(word), latin(other)
    size = min(len(one), len(two))
    if size < 2 or (first == second and len(one) == len(two) == 2):
        return one == two or size == 2
    if first != second and len(short) == len(long) and short != long:
        return _alike(one[: size + 1].translate(_OPEN), two[: size + 1].translate(_OPEN)) >= 0.7
    # Where many consonants are the same, vowels may differ more: orthographies write a for o.
    least = 0.45 if first == second and len(first) >= 4 else 0.66
    return _alike(_stem(one, size), _stem(two, size)) >= least


def _stem(text: str, size: int) -> str:
    return text[:size]


_SWAPPED = (
    str.maketrans({"h": "", "g": "", "j": "S", "s": "z", "C": "S"}),
    str.maketrans({"g": "k", "d": "t", "b": "p", "j": "S", "s": "z", "C": "S"}),
    str.maketrans({"S": "s", "C": "s", "j": "s", "z": "s"}),
)


def _soft(first: str, second: str) -> bool:
    """Whether they differ only in sounds that orthographies swap: g and h, h and nothing, j and s."""
    return any(
        first.translate(table) == second.translate(table) and len(first.translate(table)) >= 2 for table in _SWAPPED
    )


def _alike(one: str, two: str) -> float:
    """How much of two texts is the same, in order, 0 to 1."""
    if one == two:
        return 1.0
    try:
        from rapidfuzz.distance import Indel
    except ImportError:
        return 0.0
    return float(Indel.normalized_similarity(one, two))


@lru_cache(maxsize=32768)
def in_arabic(word: str) -> str:
    """What is left of a name in Arabic letters, of either side; the article is left out."""
    text = word
    if not word.isascii() and "\u0600" <= word[0] <= "\u06ff":
        # Letter by letter: s and h side by side are no sh. Long vowels are written with w and y, and ة is silent.
        said = (consonants(char) for char in word.removeprefix("ال") if char not in "ةوي")
        return _DOUBLED.sub(r"\1", "".join(said).translate(_ARABIC))
    return _DOUBLED.sub(r"\1", consonants(re.sub(r"^al-?", "", text) if len(text) > 4 else text).translate(_ARABIC))


@lru_cache(maxsize=32768)
def begins_alike(word: str, other: str) -> bool:
    """Whether a name in which one consonant sounds is the same in Arabic letters as far as these tell: Kekh is كيخ.

    Whether it begins with a vowel, and how many consonants are written, says that it is not وقع.
    """
    text = other.removeprefix("ال") if len(other) > 4 else other
    said = [char for char in latin(word) if char != "y" and char.translate(_VOWELS).translate(_ARABIC)]
    written = [char for char in text if char not in "ةوي" and consonants(char).translate(_ARABIC)]
    first, begins = latin(word)[:1], text[:1]
    # With h, w or y both may begin, or neither.
    unlike = begins in written if first in "aeiou" else first in said and begins not in written
    return len(said) == len(written) and not unlike


def in_chinese(name: str) -> str:
    """What is left of a name in Chinese characters, of either side."""
    return _DOUBLED.sub(r"\1", consonants(name).translate(_CHINESE))


@lru_cache(maxsize=8192)
def syllable(char: str) -> tuple[str, ...]:
    """What a Chinese character may stand for in a foreign name: its first sound, and n or l behind it."""
    said = re.sub(r"[^a-z]", "", anyascii(char).lower())
    if said == "er":
        return ("l",)
    end = "n" if said.endswith(("n", "ng")) else ""
    body = re.match(r"zh|ch|sh|[bpmfdtnlgkhjqxzcsrw]?", said)
    start = body[0] if body else ""
    firsts = _FIRSTS.get(start, (in_chinese(start) if start else "",))
    return tuple(first + end for first in firsts)


# Characters of names that are read in two ways, with the one that anyascii does not give.
_ALSO_READ = dict(zip("长重曾单解盖乐朴仇查翟尉区覃车传朝晟柏茜藏盛奇种", (
    "chang chong zeng shan xie ge yue piao qiu zha di yu ou tan ju chuan zhao sheng bo xi zang cheng ji chong".split()
), strict=True))  # fmt: skip


@lru_cache(maxsize=8192)
def also_read(char: str) -> str:
    """How a character is romanised in a name, where that may be another reading."""
    return _ALSO_READ.get(char) or pinyin(char)


@lru_cache(maxsize=8192)
def pinyin(word: str) -> str:
    """Chinese characters as they are romanised, without blanks."""
    return re.sub(r"[^a-z]", "", anyascii(word).lower())
