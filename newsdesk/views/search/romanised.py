"""Spellings that come close to a registered name: by schemes of romanisation, and by what it sounds like."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from newsdesk.views.search.keys import fold

# ISO 9, BGN/PCGN, and what passports and visas had and have; those of libraries and maps differ little from these.
_SCHEMES = (
    "ISO_9_1968 GOST_779 BGN_PCGN BGN_PCGN_ALT ICAO_DOC_9303 GOST_52535 MVD_310 MVD_310_FR MVD_782 ALA_LC_ALT".split()
)
_CYRILLIC = re.compile("[\u0400-\u04ff]+")


@lru_cache(maxsize=16384)
def romanised(word: str) -> tuple[str, ...]:
    """The forms of a word in small Latin letters, each once; none of a word in other letters.

    The schemes are for Russian: letters of other Cyrillic alphabets stand as the Russian ones they resemble.
    """
    folded = fold(word)
    return tuple(dict.fromkeys(_forms(word.lower(), folded))) if _CYRILLIC.fullmatch(folded) else ()


def _forms(*spellings: str) -> Iterator[str]:
    for spelling in spellings:
        for scheme in _schemes():
            form = fold(scheme.translate(spelling))
            if form.isascii():
                yield form


@cache
def _schemes() -> list[Any]:
    import iuliia  # reads its tables: not in a build that makes no index

    return [getattr(iuliia, name) for name in _SCHEMES]


# What letters of three scripts sound like, roughly: one letter for all hisses, one for f, v and w; vowels as they are.
SOUNDS = dict(
    pair.split(":")
    for pair in (
        "v:f w:f q:k z:s y:i "
        "а:a б:b в:f г:g д:d е:e ж:s з:s и:i й:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:h ц:s ч:s ш:s щ:s ъ: ы:i"
        " ь: э:e ю:u я:a і:i є:e ј:j ѓ:g ќ:k љ:l њ:n џ:s ћ:s ђ:s"
        " ا:a ب:b پ:p ت:t ث:s ج:s چ:s ح:h خ:h د:d ذ:s ر:r ز:s ژ:s س:s ش:s ص:s ض:s ط:t ظ:s ع: غ:g ف:f ڤ:f ق:k ك:k گ:g"
        " ل:l م:m ن:n و:u ي:i ه:h ء: ئ: ؤ:"
    ).split()
)
# Letters that are read in two ways: c, j, x, and ch, which is French for sh and German for kh.
_TWO = (("ch", "s", "h"), ("c", "s", "k"), ("j", "s", "i"), ("x", "h", "ks"))
_HISS = re.compile("[sz]c?h")
_STOPPED = re.compile("[dt]+(?=s)")
_DIGRAPHS = re.compile("(kh)|(gh)|(ph)|(th)|(ou|oo)|(ee)")
_OF_DIGRAPHS = "hgftui"
_DOUBLED = re.compile(r"(.)\1+")
VOWELS = "aeiou"
_VOWELS = str.maketrans("", "", VOWELS)
LEAST = 2
"""So many consonants at least has what a name is found by."""


@lru_cache(maxsize=16384)
def heard(key: str) -> tuple[str, ...]:
    """How a folded word may sound, each once, in small Latin letters (`sounds.js` does it in the browser)."""
    ways = [key]
    for letters, *sounds in _TWO:
        if letters in key:
            ways = [_before(way, letters, sound) for way in ways for sound in sounds]
    return tuple(dict.fromkeys(filter(None, map(_heard, ways))))


def _before(way: str, letters: str, sound: str) -> str:
    # In sch, a hiss in all languages, c is no letter of its own.
    return re.sub(f"(?<!s){letters}" if letters[0] == "c" else letters, sound, way)


def _heard(way: str) -> str:
    text = "".join(SOUNDS.get(char, char) for char in _DIGRAPHS.sub(_of_digraph, _HISS.sub("s", way)))
    if not (text.isascii() and text.isalpha()):
        return ""
    return _DOUBLED.sub(r"\1", _STOPPED.sub("", _DOUBLED.sub(r"\1", text)))


def _of_digraph(match: re.Match[str]) -> str:
    return _OF_DIGRAPHS[match.lastindex - 1] if match.lastindex else ""


def skeletons(key: str) -> list[str]:
    """The consonants of each way in which a folded word may sound, of those that have enough of them."""
    found = dict.fromkeys(way.translate(_VOWELS) for way in heard(key))
    return [bones for bones in found if len(bones) >= LEAST]
