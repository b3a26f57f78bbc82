"""Dates that a page says only by others: last autumn, two years earlier, in the night to Friday.

They can be neither found nor refuted, so nothing is said of them.
"""

import re
from collections.abc import Sequence

from newsdesk.evidence.support.dating.written import Day
from newsdesk.evidence.support.page import Page
from newsdesk.evidence.support.reading.concepts import is_han
from newsdesk.evidence.support.rivals import rivals_of_day
from newsdesk.evidence.support.text import Text
from newsdesk.evidence.support.weighing import Scale

_NEARBY, _SOON = 300, 24
"""So far away in a text a year may stand that others are counted from."""


def year_fits(said: Day, found: Day, page: Page) -> bool:
    """Whether a date of a page may be of the year that a sentence gives it, where the page does not say which."""
    if said.year is None or found.year is not None or said.month is None:
        return True
    near = page.year_of(found)
    if near:
        return near == said.year
    here = page.paragraph_at(found.start)
    if any(one.year and one.day and abs(one.year - said.year) <= 1 for one in page.dates):
        return True
    in_paragraph = any(one.year == said.year and page.paragraph_at(one.start) == here for one in page.dates)
    return in_paragraph or page.year is None or abs(page.year - said.year) <= 1


def relative(day: Day, text: Text, scales: Sequence[Scale]) -> bool:
    """Whether a date that stands on no page may be meant by words such as last year or two years before."""
    return any(
        _is_beside(day, text, scale.page) or _by_years(day, text, scale.page) or _in_words(day, text, scale)
        for scale in scales
    )


def _is_beside(day: Day, text: Text, page: Page) -> bool:
    """The night of 4 to 5 December: one of the two is on the page."""
    for one in text.dates:
        if one is not day and one.start == day.start and one.day and day.day and abs(one.day - day.day) == 1:
            return any((d.month, d.day) == (one.month, one.day) for d in (*page.dates, *page.reckoned))
    return False


def _by_years(day: Day, text: Text, page: Page) -> bool:
    """A year that so many years lie before or behind another one, which stands nearby or is that of print."""
    if day.month or not day.year:
        return False
    told = {one.year for one in text.dates if one.year and one is not day} | {page.year}
    for figure in page.figures:
        at = page.order.get(figure.start) if figure.values else None
        behind = page.lexemes[at + 1 : at + 4] if at is not None else []
        here = page.sentence_at(figure.start)
        words = [one.text for one in behind if page.sentence_at(one.start) == here]
        if any(word.startswith(tuple(page.numerals.year) or ("\0",)) for word in words):
            before = [one.year for one in page.dates if one.year and 0 < figure.start - one.start < _NEARBY]
            behind_it = [
                one.year for one in page.dates if one.start > figure.end and page.sentence_at(one.start) == here
            ]
            near = {*before[-1:], *behind_it[:1]}
            if any(year and abs(day.year - year) == figure.values[0] for year in told | near):
                return True
    return False


def _in_words(day: Day, text: Text, scale: Scale) -> bool:
    """Whether the passage that carries the sentence says a time by words, and no other date of the kind."""
    page = scale.page
    if day.day or (day.year and page.year and abs(day.year - page.year) > 1):
        return False
    if day.year and not page.year and any(one.year for one in page.dates):
        return False
    best = scale.carrier(scale.context(day))
    if best is None:
        return False
    if any(one.month and not one.day and page.sentence_at(one.start) == best for one in page.reckoned if day.month):
        return False  # last month is another one
    rivals = {page.sentence_at(one.start) for one in rivals_of_day(day, page, text.dates)}
    return best not in rivals and not page.remembered("relative", _told).isdisjoint((best - 1, best, best + 1))


def _told(page: Page) -> frozenset[int]:
    """The numbers of the sentences that have such words."""
    said = page.numerals.relative or ("\0",)
    if is_han(page.code):
        return frozenset(page.sentence_at(found.start()) for found in re.finditer("|".join(said), page.text))
    return frozenset(
        page.sentence_at(one.start) for one in page.lexemes if one.kind == "w" and one.text.startswith(said)
    )
