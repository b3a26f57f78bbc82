"""What could stand in the place of a token of a sentence: other figures, dates and people of a page."""

from bisect import bisect_right
from collections.abc import Iterable
from math import log10

from newsdesk.evidence.support.matching import fits
from newsdesk.evidence.support.page import Page
from newsdesk.evidence.support.reading.beside import Figure, same_value
from newsdesk.evidence.support.reading.dates import Day
from newsdesk.evidence.support.reading.names import Name, Names
from newsdesk.evidence.support.reading.sounds import consonants

Span = tuple[int, int, float]
SAME = 0.8
"""How much a sentence counts for the name that the one before it has."""
UNLIKE = 0.7
"""How much a figure counts in place of another of a thousand times its size."""


def reach(name: Name, page: Page, names: Names, claimed: bool) -> list[Span]:
    """Where a name of a page counts: where it stands, and in the sentences behind that name nobody else.

    Into the next paragraph it reaches where that names nobody and somebody speaks there; the name that a sentence
    gives, `claimed`, also where nobody speaks.
    """
    spans = [(name.start, name.end, 1.0)]
    first, paragraph = page.spot(name.start)
    at, mine = bisect_right(page.people_starts(names), name.start), who(name)
    people = page.people(names)
    while at < len(people) and who(people[at]) == mine:
        at += 1
    stop = page.spot(people[at].start)[0] if at < len(people) else len(page.breaks[0])
    for number in range(first + 1, min(stop, first + 6)):
        start = page.breaks[0][number]
        beyond = page.spot(start)[1] - paragraph
        if beyond > 1 or (beyond and not claimed and number not in page.speaking):
            break
        spans.append((start, start, 0.5 if beyond else SAME))
    return spans


def who(name: Name) -> str:
    """The same for every mention of somebody: the id, or the consonants of the last word."""
    return name.id or consonants(name.words[-1]) or name.words[-1]


def rivals_of_figure(figure: Figure, page: Page, claimed: Iterable[Figure]) -> list[Figure]:
    """The figures of a page that could stand in its place: of the same kind, and not said by the sentence."""
    said = list(claimed)
    return [
        one
        for one in page.figures
        if bool(one.share) == bool(figure.share)
        and one.values
        and bool(one.hour and not one.values) == bool(figure.hour and not figure.values)
        and not one.ordinal
        and not (one.in_words and one.values == (1.0,))
        and not any(same_value(other, one) for other in said)
    ]


def rivals_of_day(day: Day, page: Page, claimed: Iterable[Day]) -> list[Day]:
    """The same of dates: as exact as the date, and none of the sentence's."""
    said = list(claimed)
    return [
        one
        for one in (*page.dates, *page.reckoned)
        if bool(one.day) >= bool(day.day)
        and bool(one.month) >= bool(day.month)
        and one is not page.dateline
        and not any(fits(other, one) or fits(one, other) for other in said)
    ]


def magnitude(figure: Figure, rival: Figure) -> float:
    """How much a figure counts in place of another of a thousand times its size: 35 is not mistaken for millions."""
    if not figure.values or not rival.values or not figure.values[0] or not rival.values[0]:
        return 1.0
    apart = abs(log10(figure.values[0] / rival.values[0])) if figure.values[0] * rival.values[0] > 0 else 0.0
    return UNLIKE if apart >= 3 and figure.rounded != rival.rounded else 1.0
