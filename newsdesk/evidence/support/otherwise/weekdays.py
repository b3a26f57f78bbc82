"""Days of the week that a sentence names, beside those of the pages and beside its own dates."""

from collections.abc import Iterator, Sequence
from datetime import date

from newsdesk.evidence.support.dating.reckoning import weekdays_in as named_in
from newsdesk.evidence.support.dating.written import Day
from newsdesk.evidence.support.judging.clauses import Place
from newsdesk.evidence.support.judging.finding import (
    DATELINE,
    ELSEWHERE,
    LEAST_MEASURED,
    RECKONED,
    Finding,
    Token,
    judged,
)  # fmt: skip
from newsdesk.evidence.support.otherwise.units import against, aside
from newsdesk.evidence.support.page import Page
from newsdesk.evidence.support.reading.lexemes import Lexeme
from newsdesk.evidence.support.reading.numerals import read
from newsdesk.evidence.support.text import Text
from newsdesk.evidence.support.weighing import Scale

_CLOSE = 4
"""So near a day of the week stands the date that it belongs to: Monday, 16 November."""
_SURELY = 1.2


def weekdays_in(text: Text) -> Iterator[Token]:
    """All of these."""
    for one, number in _named(text):
        yield aside("date", f"w:{number}", text, one.start, one.end)


def weekdays_against(text: Text, scales: Sequence[Scale]) -> Iterator[Finding]:
    """Days of the week that the pages have elsewhere, or that their date is not."""
    named = [(one, number) for one, number in _named(text) if _is_day(one, text)]
    for one, number in named:
        token = aside("date", f"w:{number}", text, one.start, one.end)
        day = next((day for day in text.dates if day.day and _is_beside(one, day)), None)
        if day and (wrong := _of_date(day, number, scales)) is not None:
            if wrong:
                yield against(token, scales, 0, 0)
            continue
        here, there = _places(number, {other for _, other in named}, scales)
        what = Day(None, None, None, one.start, one.end)
        if here:
            found = judged(token, scales, here, there, what, _SURELY)
            if found.state == ELSEWHERE and found.page is not None:
                yield Finding(token, ELSEWHERE, found.nearest, found.page, reason="otherwise")
            continue
        # A day that no page has in any way stands nowhere, as a date does.
        if sure := next((place for place in there if _is_named(place, scales) and scales[place[0]].page.base), None):
            yield against(token, scales, sure[0], sure[1])
            continue
        for page, start, end, _ in there:
            scale = scales[page]
            context = scale.context(what)
            if scale.weigh(context, start, end) > LEAST_MEASURED and scale.carrier(context) == scale.page.sentence_at(
                start
            ):
                yield against(token, scales, page, start)
                break


def _is_named(place: Place, scales: Sequence[Scale]) -> bool:
    return any(one.start == place[1] for one, _ in _named(scales[place[0]].page))


def _named(text: Text) -> list[tuple[Lexeme, int]]:
    return text.remembered("weekdays", lambda made: list(named_in(made.text, made.lexemes, made.numerals)))


def _is_day(one: Lexeme, text: Text) -> bool:
    """Whether a word is the day, and no part of a name (Black Friday) nor another word (среду)."""
    at = next(number for number, lexeme in enumerate(text.lexemes) if lexeme.end > one.start)
    before = text.lexemes[at - 1] if at else None
    if needed := read("figures", text.code).get("before-weekday"):
        return before is not None and before.text in needed
    return before is None or before.kind != "w" or not text.text[before.start].isupper() or at == 1


def _is_beside(one: Lexeme, day: Day) -> bool:
    return 0 < day.start - one.end <= _CLOSE or 0 < one.start - day.end <= _CLOSE


def _of_date(day: Day, number: int, scales: Sequence[Scale]) -> bool | None:
    """Whether a date is not that day of the week; None where its year is not known, or a page says so too."""
    if not (day.month and day.day):
        return None
    years = {day.year} if day.year else {scale.page.year for scale in scales} - {None}
    try:
        right = any(date(year, day.month, day.day).weekday() == number for year in years if year)
    except ValueError:
        return None
    if not years or len(years) > 1:
        return None
    if not right and any(
        other == number and any(_is_beside(one, told) and told.day == day.day for told in scale.page.dates)
        for scale in scales
        for one, other in _named(scale.page)
    ):
        return False
    return not right


def _places(number: int, said: set[int], scales: Sequence[Scale]) -> tuple[list[Place], list[Place]]:
    """Where the pages have this day of the week, and where others that the sentence does not name."""
    here: list[Place] = []
    there: list[Place] = []
    for at, scale in enumerate(scales):
        page = scale.page
        words = _named(page)
        taken = {one.start for one, _ in words}
        for one, other in words:
            if other == number:
                here.append((at, one.start, one.end, 1.0))
            elif other not in said:
                there.append((at, one.start, one.end, 1.0))
        for day in (*page.dates, *page.reckoned):
            if day.start in taken or (its := _weekday(day, page)) is None:
                continue
            worth = DATELINE if day in page.datelines else RECKONED if day.reckoned else 1.0
            if its == number:
                here.append((at, day.start, day.end, worth))
            elif day not in page.datelines and not day.reckoned and its not in said:
                there.append((at, day.start, day.end, worth))
        if page.base and _weekday(page.base, page) == number and not any(place[0] == at for place in here):
            here.append((at, 0, 0, DATELINE))
    return here, there


def _weekday(day: Day, page: Page) -> int | None:
    year = day.year or page.year
    try:
        return date(year, day.month, day.day).weekday() if year and day.month and day.day else None
    except ValueError:
        return None
