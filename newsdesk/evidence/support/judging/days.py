"""Dates of a sentence on the pages that it cites."""

from collections.abc import Sequence

from newsdesk.evidence.support.judging.finding import (
    DATELINE,
    PRINTED,
    RECKONED,
    SILENT,
    UNCLEAR,
    Finding,
    Token,
    judged,
)  # fmt: skip
from newsdesk.evidence.support.matching import fits
from newsdesk.evidence.support.reading.dates import Day
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
