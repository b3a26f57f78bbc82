"""Dates in words, by Babel."""

from datetime import date
from functools import lru_cache

from babel.dates import format_date

from newsdesk.model import Edtf, Point
from newsdesk.model.codes import week_days

LOCALE = "en_GB"
_PATTERNS = {
    "day": "d MMMM y",
    "month": "MMMM y",
    "year": "y",
    "day-month": "d MMMM",
    "only-day": "d",
    "only-month": "MMMM",
    "short": "d MMM",
}


def _format(day: date, pattern: str) -> str:
    return format_date(day, _PATTERNS[pattern], locale=LOCALE)


@lru_cache(maxsize=4096)
def say_date(when: Edtf | date) -> str:
    """`22 October 2022`, `about October 2022`, `between 3 and 9 October 2022`."""
    if isinstance(when, date):
        return _format(when, "day")
    if when.end is None:
        return _say_point(when.start, when.start)
    return f"between {_say_point(when.start, when.end)} and {_say_point(when.end, when.end)}"


@lru_cache(maxsize=4096)
def say_period(when: Edtf) -> str:
    """How long something lasted, which is known: `17 to 19 October 2022`; else like a date."""
    if when.end is None:
        return say_date(when)
    return f"{_say_point(when.start, when.end)} to {_say_point(when.end, when.end)}"


def _say_point(point: Point, last: Point) -> str:
    """One end of an interval leaves out the month and year that its last end will say."""
    about = "about " if point.approximate else ""
    same_year = point is not last and point.year == last.year and last.month
    same_month = same_year and point.month == last.month and last.day
    if point.day:
        pattern = "only-day" if same_month else "day-month" if same_year else "day"
    elif point.month:
        pattern = "only-month" if same_year else "month"
    else:
        pattern = "year"
    return about + _format(point.first, pattern)


@lru_cache(maxsize=1024)
def say_week(week: str) -> str:
    """The days of an ISO week: `17–23 October 2022`."""
    return say_days(*week_days(week))


def say_short(day: date) -> str:
    """A day without its year, for the axis of a picture: `17 Oct`."""
    return _format(day, "short")


def say_month(day: date) -> str:
    """The month of a day: `October 2022`."""
    return _format(day, "month")


def say_days(monday: date, sunday: date) -> str:
    """The days from one to another: `17–23 October 2022`."""
    if monday.year != sunday.year:
        return f"{_format(monday, 'day')} – {_format(sunday, 'day')}"
    if monday.month != sunday.month:
        return f"{_format(monday, 'day-month')} – {_format(sunday, 'day')}"
    return f"{_format(monday, 'only-day')}–{_format(sunday, 'day')}"
