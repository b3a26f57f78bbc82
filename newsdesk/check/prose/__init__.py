"""Sentences, words and reference marks: a text comes in, what it is made of goes out, with its offsets."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from newsdesk.evidence.words import signed_letter

# A full stop behind one of these ends no sentence.
ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen col lt maj capt sgt gov sen rep rev st no nos vol vols art arts sec fig"
    " ca cf al etc vs approx dept est inc ltd co corp bros jan feb mar apr jun jul aug sep sept oct"
    " nov dec mon tue wed thu fri sat sun e.g i.e a.m p.m u.s u.k u.n "
    "г гг в вв им т т.е т.д т.п др пр ул обл р н.э тыс млн млрд руб долл стр ст см рис".split()
)
_END = re.compile(r"(?:[.!?…؟۔։।]+[\"»”’)]*(?=\s|$|\[))|[。！？]+[」』”’）]*")
# The same without what stands around it: found in a fifth of the time.
_STOPS = re.compile("[.!?…؟۔։।。！？]+")
_TOKEN = re.compile(r"[^\W\d_](?:[\w.]*[^\W\d_])?$")
_MARK = re.compile(r"\[([^\[\]\s]+)\]")
_NO_MARKS = frozenset({"…", "...", "sic", "sic!"})
CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_LETTERS = rf"[^\W_{CJK}]+"
_CHARACTER = rf"[{CJK}]"
_WORD = rf"[{CJK}]|{_LETTERS}(?:[-'’‘`‑.]{_LETTERS})*"
# Compiled when a text needs them: sets of so many letters take long.
_pattern = cache(re.compile)
# The same where there are no other letters.
_ASCII_WORD = re.compile(r"[A-Za-z0-9]+(?:[-'`.][A-Za-z0-9]+)*")


# Where letters of Thai, Lao, Burmese, Khmer and their neighbours stand: most texts have none.
_SIGNED_BLOCKS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u1aaf\u1b00-\u1b7f\ua980-\uaadf]")


class _Signs(dict[int, int | None]):
    """A table that drops vowel signs and accents that stand for themselves: no letters to `re`, they end no word."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.category(chr(code))[0] == "M" else code
        return self[code]


_SIGNS = _Signs()


@dataclass(frozen=True, slots=True)
class Mark:
    """A reference mark such as `[register-2026]` and where it starts."""

    id: str
    start: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its full stop, and where it starts in the text."""

    text: str
    start: int

    @property
    def is_referenced(self) -> bool:
        """Whether a mark stands right before its full stop."""
        bare = self.text.rstrip(' \n.!?…؟۔։।。！？"»”’)」』')
        last = _MARK.fullmatch(bare, max(bare.rfind("["), 0))
        return last is not None and last[1].lower() not in _NO_MARKS


@dataclass(frozen=True, slots=True)
class Cited:
    """A sentence without its marks, where it starts in the text, and the ids of the references that it cites."""

    text: str
    start: int
    references: tuple[str, ...]


@lru_cache(maxsize=65536)  # rules and pages ask for those of one text five times
def marks_in(text: str) -> tuple[Mark, ...]:
    """All reference marks; `[…]` and `[sic]` are none."""
    return tuple(Mark(match[1], match.start()) for match in _MARK.finditer(text) if match[1].lower() not in _NO_MARKS)


def without_marks(text: str) -> str:
    """The text as it reads aloud, without its reference marks."""
    if "[" not in text:
        return text
    return re.sub(r"\s*\[([^\[\]\s]+)\]", lambda m: m[0] if m[1].lower() in _NO_MARKS else "", text)


def word_count(text: str) -> int:
    """Words of a text; two characters of Chinese and Japanese count as one, and three letters of Thai and its like."""
    bare = without_marks(text)
    if bare.isascii():
        return len(_ASCII_WORD.findall(bare))
    bare, letters = bare.translate(_SIGNS), 0
    if _SIGNED_BLOCKS.search(bare):
        bare, letters = signed_letter().subn(" ", bare)
    characters = len(_pattern(_CHARACTER).findall(bare))
    return len(_pattern(_WORD).findall(bare)) - characters + (characters + 1) // 2 + (letters + 2) // 3


def words_in(text: str) -> list[str]:
    """The words of a text in a script that sets blanks, as `word_count` counts them."""
    return (_ASCII_WORD if text.isascii() else _pattern(_WORD)).findall(text)


def sentences(text: str) -> list[Sentence]:
    """The sentences of a text, without the white space between them."""
    found: list[Sentence] = []
    start = 0
    for end in _END.finditer(text):
        if not _ends_sentence(text, end):
            continue
        _append(found, text, start, end.end())
        start = end.end()
    _append(found, text, start, len(text))
    return found


def sentences_of(text: str) -> list[Cited]:
    """The sentences of a text, each with what it cites: what is compared with the pages behind the references."""
    return [
        Cited(without_marks(one.text), one.start, tuple(dict.fromkeys(mark.id for mark in marks_in(one.text))))
        for one in sentences(text)
    ]


def last_end(text: str, limit: int) -> int:
    """Where the last whole sentence ends that fits into `limit` characters of a longer text; 0 where none does."""
    for stop in reversed([stops.start() for stops in _STOPS.finditer(text, 0, limit)]):
        end = _END.match(text, stop, limit + 1)
        if end and end.end() <= limit and _ends_sentence(text, end):
            return end.end()
    return 0


def _append(found: list[Sentence], text: str, start: int, end: int) -> None:
    piece = text[start:end].lstrip()
    if piece:
        found.append(Sentence(piece.rstrip(), end - len(piece)))


def _ends_sentence(text: str, end: re.Match[str]) -> bool:
    if end[0][0] not in ".…":
        return True
    after = text[end.end() :].lstrip()
    if not after:
        return True
    if after[0].islower():
        return False
    # Abbreviations are short: a longer look back would take a square of the text's length.
    token = _TOKEN.search(text, max(0, end.start() - 12), end.start())
    if end[0] == "." and token:
        word = token[0]
        is_initial = len(word) == 1 and word.isupper() and after[0] != "["
        return not (is_initial or word.lower() in ABBREVIATIONS)
    return True
