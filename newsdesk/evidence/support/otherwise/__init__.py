"""What a sentence says beside its figures, days and names, and a page otherwise: another unit, weekday or office.

Only what contradicts is told: a page that says nothing of it, or says both, is silent.
"""

from collections.abc import Iterator, Mapping, Sequence

from newsdesk.evidence.support.judging.finding import Finding, Token
from newsdesk.evidence.support.otherwise.bounds import bounds_against, bounds_in
from newsdesk.evidence.support.otherwise.offices import Places, offices_against, offices_in
from newsdesk.evidence.support.otherwise.ordinals import ordinals_against, ordinals_in
from newsdesk.evidence.support.otherwise.shares import shares_against, shares_in
from newsdesk.evidence.support.otherwise.units import units_against, units_in
from newsdesk.evidence.support.otherwise.weekdays import weekdays_against, weekdays_in
from newsdesk.evidence.support.reading.names import Names
from newsdesk.evidence.support.text import Text
from newsdesk.evidence.support.weighing import Scale


def told_otherwise(
    text: Text, scales: Sequence[Scale], names: Names, spans: Sequence[Mapping[int, Places]]
) -> Iterator[Finding]:
    """What a sentence says that the pages say otherwise; the findings are of tokens that are `aside`."""
    yield from units_against(text, scales)
    yield from bounds_against(text, scales)
    yield from ordinals_against(text, scales)
    yield from shares_against(text, scales)
    yield from weekdays_against(text, scales)
    yield from offices_against(text, scales, names, spans)


def asides_of(text: Text, names: Names) -> Iterator[Token]:
    """All that pages may say otherwise of a sentence."""
    for asides in (units_in, bounds_in, ordinals_in, shares_in, weekdays_in):
        yield from asides(text)
    yield from offices_in(text, names)
