"""One module for each verb: arguments come in, an exit code goes out, and what the verb says is printed here."""

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


def where(parser: argparse.ArgumentParser) -> None:
    """The options that name a collection."""
    parser.add_argument("--root", metavar="DIR", help="the collection: mkdocs.yml, docs and digests")
    parser.add_argument("--digests", metavar="DIR", help="the entries, if not in digests below the root")


def target(parser: argparse.ArgumentParser) -> None:
    """The option that names another place for the site."""
    parser.add_argument("--site", metavar="DIR", help="where the site goes, if not to site below the root")


def article(parser: argparse.ArgumentParser) -> None:
    """The arguments of what compares an entry with the text of its article."""
    parser.add_argument("entry", metavar="ENTRY", help="an entry's id, or the path of its file")
    parser.add_argument("text", metavar="TEXTFILE", help="the text of its article, as plain text in UTF-8")
