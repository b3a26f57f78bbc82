"""Figures that count nothing: they belong to a name, an address, an hour, an age or the number of something."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

from newsdesk.evidence.support.reading.beside import Figure
from newsdesk.evidence.support.reading.concepts import function_words
from newsdesk.evidence.support.reading.numerals import fold, read
from newsdesk.evidence.support.text import Text

_DIGITS, _LETTER = re.compile(r"\d+"), re.compile(r"[^\W\d_]")
_RUN = re.compile(r"[^\W\d_]+|\d+")
_GLUED, _LONGEST = re.compile(r"([^\W\d_])([-‐‑–_]?)\Z|[№#§@/][\s\u00a0]?\Z"), 2
_DOMAIN = re.compile(r"(?<![\w.])(?:[\w-]+\.)+[a-z]{2,}(?![\w-])")
_IN_PARTS = re.compile(r"\d{1,2}(?:\.\d{1,2}){2,}|\d+[-–]\d+[-–]\d+")
_BETWEEN = re.compile(r"[\s\u00a0,-]*")
# A name has so many words before a figure that say what it is, and so many stand behind it: a man aged about 35.
_WORDS = 4


class Numbered:
    """Finds the names of registers that hold digits and letters, with any blanks, dashes and quotation marks.

    A text is searched for names that have a number of its own alone: registers may hold thousands of such names.
    """

    def __init__(self, spellings: Iterable[tuple[str, Iterable[str]]] = ()) -> None:
        told = {text for _, own in spellings for text in own if _DIGITS.search(text) and _LETTER.search(text)}
        self._by_number: dict[str, list[str]] = {}
        for name in told:
            self._by_number.setdefault(max(_DIGITS.findall(name), key=len), []).append(_pattern(name))
        self._found: dict[str, re.Pattern[str]] = {}

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where they stand in a text, by their first and last characters."""
        for number in dict.fromkeys(_DIGITS.findall(text)):
            if number in self._by_number:
                yield from (found.span() for found in self._finding(number).finditer(text))

    def _finding(self, number: str) -> re.Pattern[str]:
        """What finds those names that have a number."""
        if number not in self._found:
            longest = sorted(self._by_number[number], key=lambda pattern: (-len(pattern), pattern))
            self._found[number] = re.compile(rf"(?<!\w)(?:{'|'.join(longest)})(?![^\W_])", re.IGNORECASE)
        return self._found[number]


def _pattern(name: str) -> str:
    """A full stop is part of a name as it stands: what weighs 24 kg is no house of that name."""
    runs = list(_RUN.finditer(name))
    made = [re.escape(runs[0][0])]
    for before, run in pairwise(runs):
        between = name[before.end() : run.start()]
        made += [re.escape(between) if not between or "." in between else r"[\W_]{1,3}", re.escape(run[0])]
    return "".join(made)


def uncounted(text: Text, named: Numbered) -> set[Figure]:
    """The figures of a text that count nothing; `named` finds names that hold digits."""
    taken = [found.span() for of in (_DOMAIN, _IN_PARTS) for found in of.finditer(text.text)]
    taken += named.spans(text.text)
    return {
        figure
        for figure in text.figures
        if any(start < figure.end and figure.start < end for start, end in taken)
        or figure.hour
        or _is_glued(text.text, figure.start)
        or _is_age(text, figure)
        or _is_hour(text, figure)
        or _is_number_of(text, figure)
    }


def _is_glued(text: str, start: int) -> bool:
    """Whether a sign or letter before a figure makes it part of a word or a number of something: news12, covid-19, § 7.

    Currencies are capitals, and words of scripts without capitals may stand before a figure without a blank.
    """
    found = _GLUED.search(text, max(0, start - _LONGEST), start)
    letter, dash = found.groups() if found else ("", "")
    return bool(found) and (not letter or letter.islower() or bool(dash and letter.isupper()))


def is_part(text: Text, figure: Figure) -> bool:
    """Whether a figure counts a part of something: 11 of the wounded."""
    return _begins(_behind(text, figure), _phrases("among", text.code))


def _is_age(text: Text, figure: Figure) -> bool:
    """Aged about 35, a girl of 15, 14-year-old, 60 years old."""
    before, behind = _before(text, figure), _behind(text, figure)
    aged = any(before[-size - little :][:size] == phrase for phrase in _phrases("aged", text.code)
               for size in [len(phrase)] for little in (0, 1))  # fmt: skip
    return aged or _begins(behind, _phrases("old", text.code))


def _is_hour(text: Text, figure: Figure) -> bool:
    return _begins(_behind(text, figure), _phrases("clock", text.code))


def _is_number_of(text: Text, figure: Figure) -> bool:
    """Article 5, Protocol 42; with a small letter only where nothing is counted behind: in this case 5 people."""
    last = next((one for one in reversed(text.lexemes) if one.end <= figure.start), None)
    if last is None or (last.text,) not in _phrases("numbered", text.code):
        return False
    if text.text[last.end : figure.start].strip(" \u00a0.№"):
        return False
    behind = _behind(text, figure)
    return text.text[last.start].isupper() or not behind or behind[0] in function_words(text.code)


def _before(text: Text, figure: Figure) -> tuple[str, ...]:
    """The words right before a figure in its clause, without those that bound it."""
    start = figure.end - len(text.bounded(figure))
    words: list[str] = []
    for one in reversed([one for one in text.lexemes if one.end <= start][-_WORDS:]):
        if not _BETWEEN.fullmatch(text.text, one.end, start) or one.kind != "w":
            break
        words, start = [one.text, *words], one.start
    return tuple(words)


def _behind(text: Text, figure: Figure) -> tuple[str, ...]:
    """The words right behind a figure in its clause; full stops within a short one are none of its ends: p.m."""
    words: list[str] = []
    end = figure.end
    for one in [one for one in text.lexemes if one.start >= end][:_WORDS]:
        is_on = text.text[end : one.start] in ("", ".") and len(one.text) == 1 if words else False
        if one.kind != "w" or not (is_on or re.fullmatch(r"[\s\u00a0‑-]*", text.text[end : one.start])):
            break
        words.append(one.text)
        end = one.end
    return tuple(words)


def _begins(words: tuple[str, ...], phrases: Iterable[tuple[str, ...]]) -> bool:
    return any(words[: len(phrase)] == phrase for phrase in phrases)


@cache
def _phrases(line: str, code: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(fold(str(said)).split()) for said in read("figures", code).get(line, ()))
