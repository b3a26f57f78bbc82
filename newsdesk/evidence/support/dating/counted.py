"""Days, months and years that a page counts from its own: last night, in December last year, next spring, days ago."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from newsdesk.evidence.support.dating.days import days_before, days_in_words
from newsdesk.evidence.support.dating.reckoning import Told, weekdays_of
from newsdesk.evidence.support.dating.written import Day
from newsdesk.evidence.support.reading.beside import Figure
from newsdesk.evidence.support.reading.concepts import is_han, meanings
from newsdesk.evidence.support.reading.lexemes import Lexeme
from newsdesk.evidence.support.reading.numerals import Numerals, numerals_of
from newsdesk.evidence.support.text import Text

_CLOSE = 3
"""So many characters stand at most between a month and the words for its year."""
_DAY_BESIDE = re.compile(r"\D{0,3}([12]?\d|3[01])(?:[日号]|(?:-?(?:го|сы|си|числа|kuni|күнү)))")
_BEFORE = 500
"""So far behind a date its month is still the same."""
_THE_DAY = re.compile(r"\bthe ([12]?\d|3[01])(?:st|nd|rd|th)(?=[.,;:)?!]|\s*\Z)")
_SOME_YEAR = 2001
_UNITS = {"day": 1, "week": 7}


def years_told(text: Text, phrases: Sequence[Told], base: Day) -> dict[int, int]:
    """The years of months that only words say, by where the month stands: in December last year, next March."""
    found = {}
    adjectives = _adjectives(text.code)
    for day in text.dates:
        if day.year or not day.month or not base.year:
            continue
        by_phrase = next(
            (away for start, end, (what, away) in phrases if what == "year" and _is_close(text.text, day, start, end)),
            None,
        )
        if by_phrase is not None:
            found[day.start] = base.year + by_phrase
        elif not day.day and (away := _by_adjective(day, text, adjectives)) and base.month:
            passed = day.month < base.month if away < 0 else day.month <= base.month
            found[day.start] = base.year + (0 if passed else -1) if away < 0 else base.year + (1 if passed else 0)
    return found


def _is_close(text: str, day: Day, start: int, end: int) -> bool:
    between = text[day.end : start] if start >= day.end else text[end : day.start] if end <= day.start else None
    if between is None:
        return False
    bare = between.strip()
    return len(between) <= _CLOSE + 3 and (not bare or (bare.isalpha() and len(bare) < 3))


def _by_adjective(day: Day, text: Text, adjectives: Mapping[str, int]) -> int:
    """Whether last or next stands beside a month: -1, 1 or 0."""
    for one in _neighbours(day, text.lexemes):
        for begin, away in adjectives.items():
            if one.text.startswith(begin):
                return away
    return 0


def _neighbours(day: Day, lexemes: Sequence[Lexeme]) -> Iterator[Lexeme]:
    for one in lexemes:
        if one.kind == "w" and (0 < day.start - one.end <= 1 or 0 < one.start - day.end <= 1):
            yield one


@cache
def _adjectives(code: str) -> Mapping[str, int]:
    """The words for last and next, from the phrases for last year and next year."""
    numerals = numerals_of(code)
    found = {}
    for phrase, away in (*numerals.years, *numerals.months):
        if away and len(phrase) == 2:
            for word in phrase:
                if len(word) > 3 and not _is_unit(word, numerals):
                    found[word] = away
    return found


def _is_unit(word: str, numerals: Numerals) -> bool:
    """Whether a word is that for year or month, and no word for last: it stands in phrases for other years too."""
    others = [phrase for phrase, away in (*numerals.years, *numerals.months) if not away]
    return word.startswith(tuple(numerals.year) or ("\0",)) or any(word in phrase for phrase in others)


def counted(text: Text, phrases: Sequence[Told], base: Day) -> Iterator[Day]:
    """The days and years that other words of a text mean, as seen from its day of print."""
    if base.year and base.month and base.day:
        try:
            origin = date(base.year, base.month, base.day)
        except ValueError:
            return
        yield from _by_print(text, phrases, origin)
        yield from _days_away(text, origin)
        yield from _weekdays(text, origin)
    if base.year:
        yield from _seasons(text, base.year)
    if base.year and base.month:
        yield from _of_month(text, phrases, base.year * 12 + base.month - 1)


def _of_month(text: Text, phrases: Sequence[Told], base: int) -> Iterator[Day]:
    """The 20th of next month, 下月20日, السادس من الشهر نفسه; and the 20th alone, of this month or of the next.

    This month may be that of the date before, too.
    """
    for start, end, (what, away) in phrases:
        if what != "month":
            continue
        at = bisect_left(text.lexemes, start, key=_start)
        behind = _DAY_BESIDE.match(text.text, end)
        told = days_before(text.text, text.lexemes, at) or days_in_words(text.text, text.lexemes, at, text.numerals)
        days = [int(behind[1])] if behind else [number for number, _, _ in told]
        before = [one for one in text.dates if one.month and 0 < start - one.end < _BEFORE] if not away else []
        months = {base + away, *(((one.year or base // 12) * 12 + (one.month or 1) - 1) for one in before[-1:])}
        for day in days:
            for number in sorted(months):
                yield Day(
                    number // 12, number % 12 + 1, day, told[0][1] if told and not behind else start, end, reckoned=True
                )
    if text.code == "en":
        for match in _THE_DAY.finditer(text.text):
            for number in (base, base + 1):
                yield Day(number // 12, number % 12 + 1, int(match[1]), match.start(), match.end(), reckoned=True)


def _by_print(text: Text, phrases: Sequence[Told], origin: date) -> Iterator[Day]:
    for start, end, (what, away) in phrases:
        if what == "print":
            yield _day(origin, away, start, end)
        elif what == "week" and text.text[end : end + 1] not in tuple("一二三四五六日天"):
            for step in range(7):
                yield _day(origin, 7 * away - origin.weekday() + step, start, end)


def _day(origin: date, away: int, start: int, end: int) -> Day:
    other = origin + timedelta(away)
    return Day(other.year, other.month, other.day, start, end, reckoned=True)


def _seasons(text: Text, year: int) -> Iterator[Day]:
    """Next spring may be one of this year or of the next."""
    seasons = text.numerals.seasons
    if not seasons:
        return
    adjectives = _adjectives(text.code)
    words = [one for one in text.lexemes if one.kind == "w"]
    for at, one in enumerate(words):
        if not one.text.startswith(seasons):
            continue
        for near in (*words[max(0, at - 1) : at], *words[at + 1 : at + 2]):
            away = next((away for begin, away in adjectives.items() if near.text.startswith(begin)), None)
            if away is not None:
                yield Day(year, None, None, one.start, one.end, reckoned=True)
                yield Day(year + away, None, None, one.start, one.end, reckoned=True)


def _weekdays(text: Text, origin: date) -> Iterator[Day]:
    """Next Friday may be that of the next week, last Friday that of the week before."""
    adjectives, known = _adjectives(text.code), weekdays_of(text.code)
    words = text.lexemes
    for at, one in enumerate(words):
        if one.text not in known:
            continue
        for near in (*words[max(0, at - 1) : at], *words[at + 1 : at + 2]):
            away = next((away for begin, away in adjectives.items() if near.text.startswith(begin)), 0)
            if away:
                step = (known[one.text] - origin.weekday()) % 7
                yield _day(origin, step + 7 if away > 0 else step - 14, one.start, one.end)


def _days_away(text: Text, origin: date) -> Iterator[Day]:
    """Three days ago, in two weeks: a figure, a unit, and a word for before or after on either side."""
    numerals = text.numerals
    if not numerals.ago or is_han(text.code):
        return
    units = _units()
    places = {start: units[meaning] for meaning, start, _ in text.meanings if meaning in units}
    if not places:
        return
    words = text.lexemes
    for figure in text.figures:
        if not figure.values or not _is_small(figure):
            continue
        at = bisect_left(words, figure.end, key=_start)
        if at >= len(words) or words[at].start - figure.end > 2 or words[at].start not in places:
            continue
        first = bisect_left(words, figure.start, key=_start)
        beside = {one.text for one in (*words[max(0, first - 1) : first], *words[at + 1 : at + 2])}
        away = int(figure.values[0]) * _UNITS[places[words[at].start]]
        if beside & numerals.ago:
            yield _day(origin, -away, figure.start, words[at].end)
        elif beside & numerals.hence:
            yield _day(origin, away, figure.start, words[at].end)
            yield from _after_another(text, figure, away, words[at].end)


def _after_another(text: Text, figure: Figure, away: int, end: int) -> Iterator[Day]:
    """The day so many days behind the one that was said before: 19 июля, подтверждение пришло через три дня."""
    before = [one for one in text.dates if one.month and one.day and 0 < figure.start - one.end < _BEFORE]
    for one in before[-1:]:
        try:
            other = date(one.year or _SOME_YEAR, one.month or 1, one.day or 1) + timedelta(away)
        except ValueError:
            return
        yield Day(other.year if one.year else None, other.month, other.day, figure.start, end, reckoned=True)


def _start(lexeme: Lexeme) -> int:
    return lexeme.start


def _is_small(figure: Figure) -> bool:
    return figure.values[0] == int(figure.values[0]) and 0 < figure.values[0] <= 60 and not figure.ordinal


@cache
def _units() -> Mapping[str, str]:
    return {meaning: unit for unit in _UNITS for meaning in meanings(unit, "en")[:1]}


def with_years(days: Sequence[Day], years: Mapping[int, int]) -> list[Day]:
    """The same days, those with the years that words say."""
    return [replace(day, year=years[day.start], reckoned=True) if day.start in years else day for day in days]
