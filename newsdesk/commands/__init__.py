"""One module for each command that has more to it than a few lines; the command line registers them."""

import argparse
import os
from datetime import UTC, date, datetime

from newsdesk.model.codes import week_days

FINE, PROBLEMS, USAGE = 0, 1, 2
"""Exit codes: fine, warnings too; problems or a refusal; wrong usage."""


def count(number: int, one: str, many: str) -> str:
    """A number with its noun, such as `1,200 entries`."""
    return f"{number:,} {one if number == 1 else many}"


def today() -> date:
    """The day; SOURCE_DATE_EPOCH stops the clock, for runs that are to repeat."""
    if (epoch := os.environ.get("SOURCE_DATE_EPOCH", "")).isdecimal():
        return datetime.fromtimestamp(int(epoch), UTC).date()
    return date.today()


def week_argument(text: str) -> str:
    """An ISO 8601 week as an argument."""
    try:
        week_days(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is not an ISO 8601 week such as 2026-W47") from None
    return text
