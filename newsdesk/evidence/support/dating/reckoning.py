"""Days that a text only names by others: yesterday, on Friday; reckoned from the dates that it says."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache, lru_cache

from newsdesk.evidence.names import forms
from newsdesk.evidence.support.dating.written import Day
from newsdesk.evidence.support.reading.calendar import locales, named
from newsdesk.evidence.support.reading.lexemes import Lexeme
from newsdesk.evidence.support.reading.numerals import Numerals, fold, numerals_of, read

Told = tuple[int, int, tuple[str, int]]
"""A phrase for another day, month or year: from, to, which of them, and how many away."""


@cache
def weekdays_of(code: str) -> Mapping[str, int]:
    """The days of the week, Monday 0, by every folded form."""
    found: dict[str, int] = {}
    for locale in locales(code):
        for number, name in locale.days["format"]["wide"].items():
            word = fold(str(name))
            if " " not in word:
                for form in forms([word], code)[0]:
                    found.setdefault(form, number)
    found.update({fold(str(word)): number for word, number in read("figures", code).get("weekdays", {}).items()})
    return found


@lru_cache(maxsize=65536)
def _weekday_of(word: str, code: str) -> int | None:
    return named(word, weekdays_of(code), code)


def reckoned(
    text: str,
    found: Sequence[Lexeme],
    known: Sequence[Day],
    numerals: Numerals,
    phrases: Sequence[Told],
    printed: date | None = None,
) -> Iterator[Day]:
    """The days that words such as *yesterday* and *on Friday* may mean beside the dates of a text.

    They are reckoned from the day of print, from the first whole date of the text, and from those nearby.
    """
    yield from _beside(phrases, known)
    whole = [day for day in known if day.year and day.month and day.day]
    if whole and not printed and whole[-1].end > len(text) - _SIGNED and whole[0].start > _SIGNED:
        whole.insert(0, whole[-1])  # a letter has its day at the end
    if printed:
        whole.insert(0, Day(printed.year, printed.month, printed.day, 0, 0))
    if not whole:
        yield from _without_year(text, found, known, numerals)
        if month := issued(known):
            yield from _away(phrases, month)
        return
    for lexeme in _relative(text, found, numerals):
        days = numerals.days.get(lexeme.text)
        weekday = None if days is not None else _weekday_of(lexeme.text, numerals.code)
        if days is None and weekday is None:
            continue
        near = [day for day in whole if abs(day.start - lexeme.start) < 250]
        for base in {(day.year, day.month, day.day) for day in (whole[0], *near)}:
            try:
                origin = date(*base)  # type: ignore[arg-type]  # whole dates have all three parts
                steps = [days] if days is not None else _steps(origin, weekday or 0)
                for step in steps:
                    other = origin + timedelta(step)
                    yield Day(other.year, other.month, other.day, lexeme.start, lexeme.end, reckoned=True)
            except (ValueError, OverflowError):
                continue
    yield from _away(phrases, whole[0])


def issued(known: Sequence[Day]) -> Day | None:
    """The month in which a page was printed that has no day: a magazine, № 4, April 2025."""
    return next((day for day in known if day.year and day.month and not day.day and day.end < _ISSUED), None)


def _beside(phrases: Sequence[Told], known: Sequence[Day]) -> Iterator[Day]:
    """The next day, a week later: counted from the date that was said last."""
    for start, end, (what, away) in phrases:
        if what != "day":
            continue
        before = [day for day in known if day.month and day.day and 0 < start - day.end < _BEFORE]
        if before:
            base = before[-1]
            try:
                other = date(base.year or 2001, base.month or 1, base.day or 1) + timedelta(away)
            except ValueError:
                continue
            yield Day(other.year if base.year else None, other.month, other.day, start, end, reckoned=True)


_BEFORE = 500
"""So far behind a date days are counted from it."""
_ISSUED = 240
"""So near its beginning a page says of which month it is."""
_CLOSE, _YEARS = 3, 2001
"""So near a day of the week its date stands; the first of the years in which it may be that day."""
_SIGNED = 80
"""So near its end the day of a letter stands."""


def _without_year(text: str, found: Sequence[Lexeme], known: Sequence[Day], numerals: Numerals) -> Iterator[Day]:
    """Yesterday and tomorrow on a page that begins with a day without its year, and days of the week beside one."""
    first = known[0] if known else None
    is_first = first is not None and first.month and first.day and first.start <= _SIGNED
    named_so = [(one, weekday) for one, weekday in weekdays_in(text, found, numerals)]
    origins = [(one.start, origin) for one, weekday in named_so for origin in _origins(one, weekday, known)]
    beside = {start for start, _ in origins}
    for one, weekday in named_so:
        near = min(origins, key=lambda told: abs(told[0] - one.start), default=None)
        if near is None or one.start in beside or abs(near[0] - one.start) > _BEFORE:
            continue
        for step in _steps(near[1], weekday):
            other = near[1] + timedelta(step)
            yield Day(None, other.month, other.day, one.start, one.end, reckoned=True)
    if not is_first:
        return
    for lexeme in _relative(text, found, numerals):
        if first and first.month and first.day and (days := numerals.days.get(lexeme.text)) is not None:
            try:
                other = date(2001, first.month, first.day) + timedelta(days)
            except ValueError:
                return
            yield Day(None, other.month, other.day, lexeme.start, lexeme.end, reckoned=True)


def weekdays_in(text: str, found: Sequence[Lexeme], numerals: Numerals) -> Iterator[tuple[Lexeme, int]]:
    """The days of the week that a text names."""
    for one in _relative(text, found, numerals):
        if (weekday := _weekday_of(one.text, numerals.code)) is not None:
            yield one, weekday


def _origins(one: Lexeme, weekday: int, known: Sequence[Day]) -> Iterator[date]:
    """The date beside a day of the week, in a year in which it is that day: Wednesday, Oct. 8."""
    for day in known:
        if day.month and day.day and (0 < day.start - one.end <= _CLOSE or 0 < one.start - day.end <= _CLOSE):
            for year in range(_YEARS, _YEARS + 12):
                try:
                    origin = date(year, day.month, day.day)
                except ValueError:
                    continue
                if origin.weekday() == weekday:
                    yield origin
                    break


def _away(phrases: Sequence[Told], base: Day) -> Iterator[Day]:
    """This year, last month: from the day of print."""
    assert base.year
    for start, end, (what, away) in phrases:
        if what == "year":
            yield Day(base.year + away, None, None, start, end, reckoned=True)
        elif what == "month":
            number = base.year * 12 + (base.month or 1) - 1 + away
            yield Day(number // 12, number % 12 + 1, None, start, end, reckoned=True)


@cache
def _by_beginning(code: str) -> Mapping[str, list[tuple[tuple[str, ...], tuple[str, int]]]]:
    """The phrases of a language for other days, months and years, by the first two letters."""
    numerals = numerals_of(code)
    found: dict[str, list[tuple[tuple[str, ...], tuple[str, int]]]] = {}
    for what, phrases in (
        ("day", numerals.beside), ("month", numerals.months), ("year", numerals.years),
        ("print", numerals.away), ("week", numerals.weeks),
    ):  # fmt: skip
        for told, away in phrases:
            found.setdefault(told[0][:2], []).append((told, (what, away)))
    return found


def phrases_in(text: str, found: Sequence[Lexeme], code: str) -> Iterator[Told]:
    """Where one of these phrases stands, whose words are the beginnings of those of the text, and what it means."""
    by_beginning = _by_beginning(code)
    if code in ("zh", "yue", "ja"):
        for told in by_beginning.values():
            for (phrase,), means in told:
                yield from ((match.start(), match.end(), means) for match in re.finditer(phrase, text))
        return
    for at, lexeme in enumerate(found):
        for words, means in by_beginning.get(lexeme.text[:2], ()):
            here = found[at : at + len(words)]
            if len(here) == len(words) and all(
                one.text.startswith(word) for one, word in zip(here, words, strict=True)
            ):
                yield lexeme.start, here[-1].end, means


def _steps(origin: date, weekday: int) -> list[int]:
    """How many days to the last such day, and to the next."""
    back = (origin.weekday() - weekday) % 7
    # Last Tuesday, said on a Tuesday, is a week ago.
    return [-back, 7 - back] if back else [0, 7, -7]


_CHINESE_DAYS = re.compile(r"(?:星期|周|礼拜)([一二三四五六日天])|昨[天日]|今[天日]|明天")


def _relative(text: str, found: Sequence[Lexeme], numerals: Numerals) -> Iterator[Lexeme]:
    if numerals.code == "zh":
        for match in _CHINESE_DAYS.finditer(text):
            shown = f"星期{match[1].replace('天', '日')}" if match[1] else match[0]
            yield Lexeme("w", shown, match.start(), match.end())
    else:
        yield from (lexeme for lexeme in found if lexeme.kind == "w")
