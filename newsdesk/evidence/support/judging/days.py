"""Dates of a sentence on the pages that it cites."""

from collections.abc import Iterator, Sequence

from newsdesk.evidence.support.dating.written import Day
from newsdesk.evidence.support.judging.clauses import Place
from newsdesk.evidence.support.judging.finding import (
    BEYOND,
    DATELINE,
    GOES_ON,
    OF_PRINT,
    PRINTED,
    RECKONED,
    SILENT,
    UNCLEAR,
    Finding,
    Token,
    judged,
)  # fmt: skip
from newsdesk.evidence.support.matching import fits
from newsdesk.evidence.support.page import Page
from newsdesk.evidence.support.relative import relative, year_fits
from newsdesk.evidence.support.rivals import rivals_of_day
from newsdesk.evidence.support.text import Text
from newsdesk.evidence.support.weighing import Scale


def day_found(token: Token, day: Day, text: Text, scales: Sequence[Scale]) -> Finding:
    """What became of a date: as the pages say it, or reckon it from their own day."""
    here, there = [], []
    for number, scale in enumerate(scales):
        page = scale.page
        here += [
            (number, one.start, one.end, DATELINE if one in page.datelines else 1.0)
            for one in (*page.dates, *page.reckoned)
            # A year is not meant by "yesterday".
            if fits(day, one) and year_fits(day, one, page) and (day.month or not (one.reckoned and one.day))
        ]
        here += [(number, start, start, worth) for start, worth in _going_on(here, number, page)]
        if not day.month and day.year == page.year:
            # What says no year of its own is of the year of print.
            own = {page.sentence_at(one.start) for one in page.dates if one.year}
            here += [
                (number, start, start, PRINTED if at in own else SILENT) for at, start in enumerate(page.breaks[0])
            ]
        # A month of a sentence is a month of the page rather than one of its days.
        there += [
            (
                number,
                one.start,
                one.end,
                (1.0 if bool(one.day) == bool(day.day) else 0.6) * (RECKONED if one.reckoned else 1.0),
            )
            for one in rivals_of_day(day, page, text.dates)
        ]
    if not here and relative(day, text, scales):
        return Finding(token, UNCLEAR, reason="relative")
    return judged(token, scales, here, there, day)


def _going_on(here: Sequence[Place], number: int, page: Page) -> Iterator[tuple[int, float]]:
    """The sentences behind a date that say none themselves, with how much each counts for it."""
    dated = page.remembered(
        "dated", lambda made: {made.sentence_at(one.start) for one in (*made.dates, *made.reckoned)}
    )
    sentences = page.breaks[0]
    for start, worth in [(start, worth) for where, start, _, worth in here if where == number]:
        if worth == DATELINE:
            yield from ((at, OF_PRINT) for other, at in enumerate(sentences) if other not in dated)
        if worth != 1.0:
            continue
        first, paragraph = page.spot(start)
        for at in range(first + 1, len(sentences)):
            beyond = page.spot(sentences[at])[1] - paragraph
            if at in dated or beyond > (len(page.breaks[1]) if paragraph <= 1 else 0):
                break
            yield sentences[at], BEYOND if beyond else GOES_ON
