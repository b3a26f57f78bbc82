"""What is asked of the Wayback Machine and what it answers: copies, refusals, and that it says nothing now."""

import json
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from newsdesk.intake.fetched import Fetched
from newsdesk.problems import Refusal

# How far from the day on which a page was read its copy may be.
DAYS = timedelta(days=31)
# The service has kept copies since 1996; and days are counted from others.
_YEARS = range(1995, 9999)
# What it says of a page that it does not copy, by its codes; other codes are its own trouble, and pass.
OF_PAGE = {
    "blocked": "The site keeps archives out.",
    "blocked-url": "The Wayback Machine takes no copies of this site.",
    "no-access": "The site keeps archives out (403).",
    "forbidden": "The site keeps archives out (403).",
    "unauthorized": "The page asks for a password.",
    "network-authentication-required": "The page asks for a password.",
    "payment-required": "The page asks for money.",
    "not-found": "The page is gone (404).",
    "gone": "The page is gone (410).",
    "not-acceptable": "The site gives archives no page (406).",
    "method-not-allowed": "The site gives archives no page (405).",
    "not-implemented": "The site gives archives no page (501).",
    "filesize-limit": "The page is too large for the Wayback Machine.",
    "ftp-access-denied": "The site keeps archives out.",
    "invalid-url-syntax": "The Wayback Machine cannot read this address.",
    "invalid-host-resolution": "The Wayback Machine finds no such host.",
    "too-many-redirects": "The page leads from one address to the next without end.",
    "invalid-server-response": "The site's answer cannot be read.",
    "cannot-fetch": "The Wayback Machine cannot fetch the page.",
    "http-version-not-supported": "The site's answer cannot be read.",
    "protocol-error": "The site's answer cannot be read.",
    "internal-server-error": "The site gives archives no page (500).",
    "bad-request": "The site gives archives no page (400).",
    "bad-gateway": "The site gives archives no page (502).",
    "service-unavailable": "The site gives archives no page (503).",
    "gateway-timeout": "The site gives archives no page (504).",
    "read-timeout": "The site did not answer the Wayback Machine in time.",
    "browsing-timeout": "The site did not answer the Wayback Machine in time.",
}
LEFT_OUT = "The Wayback Machine leaves this site out."
BY_ROBOTS = "The site asks archives in robots.txt to keep no copies."


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page of which a copy is wanted, and the days of copies that count, each with the first and the last."""

    address: str
    days: tuple[tuple[date, date], ...]
    near: date
    """The day to which the copy should be nearest."""

    def takes(self, day: date) -> bool:
        """Whether a copy of this day counts."""
        return any(first <= day <= last for first, last in self.days)


@dataclass(frozen=True, slots=True)
class Copy:
    """An archived copy, and the day of it."""

    address: str
    day: date


@dataclass(frozen=True, slots=True)
class Refused:
    """That there is no copy, and why, in a sentence."""

    why: str


class NotNow(Refusal):
    """The service says nothing of this page now; `stops` where it can be asked for no other either."""

    def __init__(self, said: str, *, stops: bool = False) -> None:
        super().__init__(said)
        self.stops = stops


class TimeUp(NotNow):
    """No time is left to ask for anything."""

    def __init__(self) -> None:
        super().__init__("The time is up.", stops=True)


Answer = Copy | Refused


def days_of(read: Iterable[date], published: tuple[date, date] | None) -> tuple[tuple[date, date], ...]:
    """The days of copies that count for a page: about those on which it was read, and after it was published.

    A page that was published on no exact day has been read alone.
    """
    found = [(day - DAYS, day + DAYS) for day in read if day.year in _YEARS]
    if published and published[1] - published[0] <= DAYS and {published[0].year, published[1].year} <= {*_YEARS}:
        found.append((published[0] - timedelta(days=1), published[1] + DAYS))
    return tuple(found)


def far(copy: Copy) -> str:
    """What is said where the only copies are of other days."""
    return f"The nearest copy is of {copy.day}: {copy.address}"


def data_of(got: Fetched) -> dict[str, Any]:
    """An answer in JSON; {} where it is none."""
    try:
        data = json.loads(got.body)
    except ValueError:
        return {}
    return data if isinstance(data, dict) else {}


def in_a_line(text: str) -> str:
    """A text of the service in one line, of things that can be printed, and no longer than anybody reads."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return line if len(line) <= 160 else line[:159] + "…"


def seconds_of(header: str) -> float | None:
    """How long Retry-After asks to wait; None where it says nothing."""
    if header.strip().isdecimal():
        return float(header.strip()[:9])
    try:
        when = parsedate_to_datetime(header)
    except (ValueError, TypeError):
        return None
    return max(0.0, when.timestamp() - time.time())
