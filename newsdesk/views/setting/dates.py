"""Dates in words, by Babel: CLDR knows how a language writes a date, the catalogue how a sentence holds one."""

import re
from datetime import date

from newsdesk.interface import Words, kept
from newsdesk.model import Edtf, Point
from newsdesk.model.codes import week_days

# What a pattern shows, as CLDR names it: a skeleton, or a whole pattern where there is none.
_SKELETONS = {"month": "yMMMM", "day-month": "MMMMd", "short": "MMMd", "medium": "yMMMd"}
_WHOLE = {"day": "long", "only-day": "d", "only-month": "LLLL"}

# A day as a file writes it, and no part of an address.
# The figure stands before what may not stand before it: so a search runs from one such figure to the next.
_WRITTEN = re.compile(r"[12](?<![\w./-][12])\d{3}-\d\d-\d\d(?![\w/-])")
_DAY_AND_MONTH = re.compile(r"(?<=\d) (?=[^\W\d])")


@kept
def _pattern(words: Words, name: str) -> str:
    if name in _WHOLE:
        return _WHOLE[name]
    from babel.dates import match_skeleton  # imported here, as below

    known = words.locale.datetime_skeletons
    pattern: str = known[match_skeleton(_SKELETONS[name], known)].pattern
    return pattern


@kept(maxsize=8192)
def _format(words: Words, day: date, pattern: str) -> str:
    if pattern == "year":
        return words.pgettext("a year alone", "{year}").format(year=day.year)
    # Imported here: it looks up the time zones of the machine, and a command that says no date needs none of it.
    from babel.dates import format_date

    said = format_date(day, _pattern(words, pattern), locale=words.locale)
    # English dates may be broken anywhere; elsewhere a number stays with its month.
    return said if words.locale.language == "en" else _DAY_AND_MONTH.sub("\N{NO-BREAK SPACE}", said)


@kept(maxsize=4096)
def say_date(words: Words, when: Edtf | date) -> str:
    """`22 October 2022`, `about October 2022`, `between 3 and 9 October 2022`."""
    if isinstance(when, date):
        return _format(words, when, "day")
    if when.end is None:
        return _say_point(words, when.start, when.start)
    first, last = _say_point(words, when.start, when.end), _say_point(words, when.end, when.end)
    if when.start.day and when.end.day:
        return words.pgettext("a day", "between {first} and {last}").format(first=first, last=last)
    return words.pgettext("a month or year", "between {first} and {last}").format(first=first, last=last)


def with_days(words: Words, text: str) -> str:
    """A text in which days are said as readers write them, and not as files do."""

    def said(day: re.Match[str]) -> str:
        try:
            return say_date(words, date.fromisoformat(day[0]))
        except ValueError:
            return day[0]

    return _WRITTEN.sub(said, text)


@kept(maxsize=4096)
def say_period(words: Words, when: Edtf) -> str:
    """How long something lasted, which is known: `17 to 19 October 2022`; else like a date."""
    if when.end is None:
        return say_date(words, when)
    first, last = _say_point(words, when.start, when.end), _say_point(words, when.end, when.end)
    if when.start.day and when.end.day:
        return words.pgettext("days", "{first} to {last}").format(first=first, last=last)
    return words.pgettext("months or years", "{first} to {last}").format(first=first, last=last)


def _say_point(words: Words, point: Point, last: Point) -> str:
    """One end of an interval leaves out the month and year that its last end will say."""
    same_year = point is not last and point.year == last.year and last.month
    same_month = same_year and point.month == last.month and last.day
    if point.day:
        pattern = "only-day" if same_month else "day-month" if same_year else "day"
    elif point.month:
        pattern = "only-month" if same_year else "month"
    else:
        pattern = "year"
    return _about(words, point, _format(words, point.first, pattern))


@kept(maxsize=1024)
def say_week(words: Words, week: str) -> str:
    """The days of an ISO week: `17–23 October 2022`."""
    return say_days(words, *week_days(week))


def say_short(words: Words, day: date) -> str:
    """A day without its year, for the axis of a picture: `17 Oct`."""
    return _format(words, day, "short")


def say_medium(words: Words, day: date) -> str:
    """A day in short, with its year: `17 Oct 2022`."""
    return _format(words, day, "medium")


@kept(maxsize=4096)
def say_brief(words: Words, when: Edtf) -> str:
    """The days that it can mean, without a year, for heads of columns: `17 Oct`, `17–25 Oct`; else as `say_date`."""
    end = when.end or when.start
    if not (when.start.day and end.day) or when.start.year != end.year:
        return say_date(words, when)
    if when.first == when.last:
        return _about(words, when.start, say_short(words, when.first))
    first = str(when.first.day) if when.start.month == end.month else say_short(words, when.first)
    dash = "–" if when.start.month == end.month else "\N{NO-BREAK SPACE}– "
    return f"{_about(words, when.start, first)}{dash}{_about(words, end, say_short(words, when.last))}"


def _about(words: Words, point: Point, said: str) -> str:
    return words.pgettext("a date", "about {when}").format(when=said) if point.approximate else said


def say_month(words: Words, day: date) -> str:
    """The month of a day: `October 2022`."""
    return _format(words, day, "month")


def say_days(words: Words, monday: date, sunday: date) -> str:
    """The days from one to another: `17–23 October 2022`."""
    last = _format(words, sunday, "day")
    if monday.year == sunday.year and monday.month == sunday.month:
        return words.pgettext("days of one month", "{first}–{last}").format(
            first=_format(words, monday, "only-day"), last=last
        )
    first = _format(words, monday, "day" if monday.year != sunday.year else "day-month")
    return words.pgettext("days of two months", "{first} – {last}").format(first=first, last=last)


def instant(day: date | str) -> str:
    """A day where a format asks for a time, by RFC 3339: its beginning in UTC, since data know no hours."""
    return f"{day}T00:00:00Z"
