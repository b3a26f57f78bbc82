"""How a story went: what was said stands above a line of days, what was published below it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from newsdesk.collection import Collection
from newsdesk.model import Entry, Story
from newsdesk.views.setting.dates import say_date, say_days, say_period, say_short
from newsdesk.views.setting.numbers import counted

FEWEST = 5
"""Fewer entries are seen faster in the list below."""
STEP, AXIS, BELOW = 7, 58, 20
"""Pixels from one mark to the next, where the line of days stands, and how far below it the first entry."""
# More columns than these are too narrow to tell apart: weeks take the place of days, and so on.
_MOST = 70
_SPANS = (1, 7, 28, 91, 365)
_ROWS_ABOVE, _ROWS_BELOW = 7, 10


@dataclass(frozen=True, slots=True)
class Mark:
    """A statement or an entry; `x` is per cent of the width, `y` pixels from the top."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Course:
    """Marks by day: statements above the line, entries below it."""

    above: tuple[Mark, ...]
    below: tuple[Mark, ...]
    event: tuple[float, float] | None
    """Where the days of the event begin and how wide they are, in per cent."""
    height: int
    axis: int
    """Where the line of days stands, in pixels from the top."""
    first: str
    last: str
    summary: str
    rows: tuple[tuple[str, int, int], ...]
    """Each span of days with how many statements and entries it has: the table behind the picture."""


def course(collection: Collection, story: Story, entries: Sequence[Entry]) -> Course | None:
    """The course of a story; None of fewer entries than `FEWEST`, or where all are of one day.

    Statements are the dated accounts of what is contested. What lies far from all entries is told and not drawn.
    """
    words = collection.words
    published = [entry.published.first for entry in entries]
    if len(entries) < FEWEST or min(published) == max(published):
        return None
    first, last = min(*published, story.date.first), max(published)
    said = [account.date.first for dispute in story.disputed for account in dispute.accounts if account.date]
    drawn = [day for day in said if first <= day <= last]
    days = (last - first).days + 1
    span = next((one for one in _SPANS if days <= one * _MOST), _SPANS[-1])
    spans = (days + span - 1) // span
    above, below = (Counter((day - first).days // span for day in group) for group in (drawn, published))
    most = max(below.values(), default=1)
    # Where a column has more marks than there is room for, a mark stands for several.
    each = max(1, -(-most // _ROWS_BELOW), -(-max(above.values(), default=1) // _ROWS_ABOVE))
    event = None
    if story.date.first <= last:
        begins = (max(story.date.first, first) - first).days / days
        event = (
            round(100 * begins, 1),
            round(100 * (((min(story.date.last, last) - first).days + 1) / days - begins), 1),
        )
    began = min(published)
    summary = [
        words("{entries}, {days}.").format(
            entries=counted(words, len(entries), "entry", "entries"),
            days=say_days(words, began, last) if began < last else say_date(words, last),
        ),
        words("The event: {when}.").format(when=say_period(words, story.date)),
    ]
    if drawn:
        number = counted(words, len(drawn), "dated account", "dated accounts")
        summary.append(words("Above: {number}.").format(number=number))
    if len(said) > len(drawn):
        number = counted(words, len(said) - len(drawn), "account", "accounts")
        summary.append(words("{number} of other days: not drawn.").format(number=number))
    if each > 1:
        summary.append(words("A mark stands for up to {number}.").format(number=each))
    top = [(at, AXIS - 10 - STEP * row) for at in sorted(above) for row in range(-(-above[at] // each))]
    under = [(at, AXIS + BELOW + STEP * row) for at in sorted(below) for row in range(-(-below[at] // each))]
    drawn_above, drawn_below = (tuple(Mark(_middle(at, spans), y) for at, y in group) for group in (top, under))
    return Course(
        drawn_above, drawn_below, event, AXIS + BELOW + STEP * -(-most // each), AXIS,
        say_short(words, first), say_short(words, last), " ".join(summary),
        tuple(
            (_said(collection, first + timedelta(days=at * span), span), above[at], below[at])
            for at in sorted(above.keys() | below.keys())
        ),
    )  # fmt: skip


def _middle(at: int, spans: int) -> float:
    return round(1 + 98 * (at + 0.5) / spans, 2)


def _said(collection: Collection, day: date, span: int) -> str:
    words = collection.words
    if span == 1:
        return say_date(words, day)
    return words("{first} to {last}").format(
        first=say_date(words, day), last=say_date(words, day + timedelta(days=span - 1))
    )
