"""Where a figure, date or name of a sentence stands on a page: all its places, whatever is said around them."""

from newsdesk.evidence.support.arithmetic import of_the_clock
from newsdesk.evidence.support.dating.written import Day
from newsdesk.evidence.support.matching import elliptic, fits, rounds, scores
from newsdesk.evidence.support.named.spans import name_spans
from newsdesk.evidence.support.page import Page
from newsdesk.evidence.support.reading.beside import Figure, is_result
from newsdesk.evidence.support.reading.names import Name, Names
from newsdesk.evidence.support.relative import year_fits
from newsdesk.evidence.support.text import Text

Span = tuple[int, int]
"""From where to where something stands on a page."""


def spans_of(what: Figure | Day | Name, text: Text, page: Page, names: Names) -> tuple[Span, ...]:
    """The places of what a sentence says, in order, each once."""
    if isinstance(what, Figure):
        found = _of_figure(what, text, page)
    elif isinstance(what, Day):
        found = _of_day(what, page)
    else:
        found = set(name_spans(what, text, page, names)[0])
    return tuple(sorted(found))


def _of_figure(figure: Figure, text: Text, page: Page) -> set[Span]:
    same = [one for one in page.figures_like(figure) if _same_share(figure, one)]
    same += [one for one in page.figures if rounds(figure, one) and bool(one.share) == bool(figure.share)]
    same += [*of_the_clock(figure, text, page), *elliptic(figure, text, page)]
    found = {(one.start, one.end) for one in same}
    if figure.hour.count(":") > 1 or is_result(figure):
        found.update(scores(figure, page))
    if figure.values and figure.values[0] == int(figure.values[0]):
        found.update((day.start, day.end) for day in page.dates if day.year == figure.values[0] and not day.month)
    return found


def _same_share(figure: Figure, other: Figure) -> bool:
    return bool(other.share) == bool(figure.share) or None in (other.share, figure.share)


def _of_day(day: Day, page: Page) -> set[Span]:
    return {
        (one.start, one.end)
        for one in (*page.dates, *page.reckoned)
        if fits(day, one) and year_fits(day, one, page) and (day.month or not (one.reckoned and one.day))
    }
