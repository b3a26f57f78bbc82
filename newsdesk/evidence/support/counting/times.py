"""Of which time a figure is: what was before a change, a year earlier, or in a year that its clause names."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from newsdesk.evidence.support.reading.beside import Figure
from newsdesk.evidence.support.reading.concepts import is_han, meanings
from newsdesk.evidence.support.reading.lexemes import Lexeme
from newsdesk.evidence.support.reading.numerals import fold
from newsdesk.evidence.support.text import Text

_CLAUSE = re.compile(r"[,;:!?()—–\n،؛，；：。]|\.(?=\s|$)")
_FAR = 48
"""So many characters may stand between the two figures of a change: from 6.1 to 4.8."""
_CHANGED = re.compile("[增减升降涨跌缩扩][至到为]")
_BEFORE, _PART = 14, 26
PART = 0.75
"""How much a part counts in place of the whole."""
OTHER_TIME = 0.7
"""How much a figure of another time counts."""


@dataclass(frozen=True, slots=True)
class Time:
    """Whether a figure is what was before, and the years that its clause names."""

    before: bool = False
    years: frozenset[int] = frozenset()


NOW = Time()


def times(text: Text, base: int | None) -> Mapping[int, Time]:
    """The times of the figures of a text that are not of its own, by their places; `base` is its year."""
    told = [one for one in text.figures if one.values]
    if not told:
        return {}
    ends = [match.start() for match in _CLAUSE.finditer(text.text)]
    clauses: dict[int, list[Figure]] = {}
    for figure in told:
        clauses.setdefault(bisect_right(ends, figure.start), []).append(figure)
    phrases = [one for one in text.phrases if one[2][0] == "year"]
    changes = [start for meaning, start, _ in text.meanings if meaning in _change()]
    if is_han(text.code):
        changes += [match.start() for match in _CHANGED.finditer(text.text)]
    before = {one.start for one in _changed(text, told, changes)}
    before |= {one.start for one in _compared(text, told)}
    years: dict[int, set[int]] = {}
    for start, _, (_, away) in phrases:
        for figure in _of_clause(bisect_right(ends, start), clauses):
            if figure.apart or (figure.share and any(abs(at - figure.end) < _FAR for at in changes)):
                continue  # 9 per cent more than a year before
            if away < 0:
                before.add(figure.start)
            if base:
                years.setdefault(figure.start, set()).add(base + away)
    for day in text.dates:
        if day.year:
            for figure in _of_clause(bisect_right(ends, day.start), clauses):
                years.setdefault(figure.start, set()).add(day.year)
    return {
        one.start: Time(one.start in before, frozenset(years.get(one.start, ())))
        for one in told
        if one.start in before or one.start in years
    }


def is_part(figure: Figure, text: Text) -> bool:
    """Whether a figure is said to be a part of one before: 523 kilometres, of which 304."""
    ahead = text.text[max(0, figure.start - _PART) : figure.start].lower()
    ahead = re.split(r"[;.؛。]", ahead)[-1]
    if is_han(text.code):
        return any(word in ahead for word in text.numerals.within)
    return any(re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", ahead) for phrase in text.numerals.within)


def _of_clause(number: int, clauses: Mapping[int, list[Figure]]) -> Sequence[Figure]:
    """The figures of a clause, or of the next one where it has none: a year earlier, there had been 38."""
    return clauses.get(number) or clauses.get(number + 1) or ()


def _changed(text: Text, told: Sequence[Figure], changes: Sequence[int]) -> Iterator[Figure]:
    """What was before a change: the first of two figures from which and to which something rose or fell."""
    for one, two in pairwise(told):
        between = text.text[one.end : two.start]
        if len(between) > _FAR or "\n" in between or ". " in between:
            continue
        if any(abs(at - one.start) < 3 * _FAR for at in changes) and _is_from_to(text, one, two, between):
            yield one


def _is_from_to(text: Text, one: Figure, two: Figure, between: str) -> bool:
    numerals = text.numerals
    if is_han(text.code):
        return bool(
            re.search(r"[从由自]", text.text[max(0, one.start - 8) : one.start]) and re.search("[至到]", between)
        )
    before = fold(text.text[max(0, one.start - _BEFORE) : one.start]).split()
    words = fold(between.replace("،", " ")).split()
    if before and before[-1] in numerals.starts:
        return any(word in numerals.until for word in words)
    first = text.text[one.start : one.end].lower()
    return bool(numerals.start_ends) and any(
        word.strip(",.%").endswith(numerals.start_ends) for word in (first, *words[:3])
    )


def _compared(text: Text, told: Sequence[Figure]) -> Iterator[Figure]:
    """What something is compared with: against 640, instead of 175, up from 12; or said to have been before."""
    numerals = text.numerals
    for figure in told:
        low, high = max(0, figure.start - 32), figure.end + 24
        ahead = re.split(_CLAUSE, text.text[low : figure.start])[-1]
        if is_han(text.code):
            if any(word in ahead[-8:] for word in numerals.formerly):
                yield figure
            continue
        words = [one.text for one in _within(text.lexemes, figure.start - len(ahead), figure.start)]
        behind = re.split(_CLAUSE, text.text[figure.end : high])[0]
        after = [one.text for one in _within(text.lexemes, figure.end, figure.end + len(behind))]
        if any(_ends(words, phrase) for phrase in numerals.against) or numerals.formerly & {*words, *after}:
            yield figure


def _within(lexemes: Sequence[Lexeme], low: int, high: int) -> Iterator[Lexeme]:
    at = bisect_right(lexemes, low - 1, key=lambda one: one.start)
    while at < len(lexemes) and lexemes[at].end <= high:
        yield lexemes[at]
        at += 1


def _ends(words: Sequence[str], phrase: tuple[str, ...]) -> bool:
    """Whether a phrase stands last, or with a word behind it: against about 640."""
    size = len(phrase)
    return tuple(words[-size:]) == phrase or tuple(words[-size - 1 : -1]) == phrase


@cache
def _change() -> frozenset[str]:
    return frozenset(one for word in ("rise", "fall", "amend") for one in meanings(word, "en"))


def differ(said: Time, found: Time) -> bool:
    """Whether a figure of a sentence and one of a page are of different times, as far as both say."""
    if said.years and found.years:
        return not said.years & found.years
    if said.before:
        return False
    return found.before and not said.years
