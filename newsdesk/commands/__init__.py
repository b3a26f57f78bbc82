"""One module for each verb: arguments come in, an exit code goes out, and what the verb says is printed here."""

import argparse
import io
import json
import os
import re
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TextIO

from newsdesk.build import Project
from newsdesk.problems import FORMATS, Door, Problem, as_text, tally

if TYPE_CHECKING:
    from newsdesk.build.lately.since import Of
    from newsdesk.collection import Collection
    from newsdesk.store.editing import Changes
    from newsdesk.store.verbs import Done

FINE, PROBLEMS, USAGE, STOPPED = 0, 1, 2, 130
"""Exit codes: fine, warnings too; problems or a refusal; wrong usage; stopped by Ctrl-C."""

# What is found where a file was written for a newer program.
_BEYOND = frozenset({"unknown-field", "unknown-term", "lost-address", "new-schema"})


class Verb(Protocol):
    """What each module of a verb holds: `HELP`, one line of help; its options; and what it does."""

    HELP: str

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options of the verb to its parser."""

    def run(self, project: Project, options: argparse.Namespace) -> int:
        """Do it; returns the exit code."""


def count(number: int, one: str, many: str) -> str:
    """A number with its noun, such as `1,200 entries`."""
    return f"{number:,} {one if number == 1 else many}"


def article_text(path: Path) -> str:
    """The text of an article in a file, as `article_told` reads it."""
    return article_told(path)[0]


def article_told(path: Path) -> tuple[str, tuple[str, ...]]:
    """The text of an article in a file: a text as it stands, a page or a PDF as `new` reads it.

    Beside it what a page says of itself: its title, author and day.

    Refused where it cannot be read, or where reading a page needs what is not installed.
    """
    # Imported here: most commands read no article.
    from newsdesk.intake.capture import MAX_BYTES, kind_of, need_extra
    from newsdesk.load import read_ordinary
    from newsdesk.store.captured.texts import read_text

    try:
        kind = kind_of(raw := read_ordinary(path, MAX_BYTES))
    except (OSError, ValueError):
        kind, raw = None, b""
    if kind in (None, "text"):
        return read_text(path), ()
    need_extra()
    from newsdesk.intake.capture.worker import read_apart

    capture = read_apart(raw, str(kind), charset=None, address=None, today=today())
    told = (capture.title, capture.byline, capture.published)
    return capture.text, tuple(one.value for one in told if one and one.certain)


# Where a day begins first: the Line Islands are 14 hours before UTC.
_FIRST = timedelta(hours=14)


def print_done(project: Project, done: "Done", stream: TextIO | None = None) -> int:
    """Print what a verb has done, the files, the next commands, and problems that are left; returns the exit code."""
    from newsdesk.load import shown_path

    lines = [*done.said, *(f"Wrote {shown_path(path, project.root)}" for path in done.changed if path.exists())]
    lines += [f"Removed {shown_path(path, project.root)}" for path in done.changed if not path.exists()]
    lines += [f"Next: {command}" for command in done.next]
    (stream or sys.stdout).write(project.door.fill("".join(f"{line}\n" for line in lines)))
    sys.stderr.write(as_text(done.left, project.door))
    return FINE


def print_json(text: str) -> None:
    """Print JSON so that it is JSON on every stream: letters are escaped where it is not one of UTF-8."""
    stream = sys.stdout
    if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower().replace("_", "-") not in ("utf-8", "utf8"):
        text = re.sub(r"[^\x00-\x7f]", lambda found: json.dumps(found[0])[1:-1], text)
        stream.reconfigure(encoding="ascii")
    stream.write(text)


def print_problems(problems: Iterable[Problem], form: str, door: Door) -> None:
    """Print problems on standard output in one of `FORMATS`."""
    text = FORMATS[form](problems, door)
    if form == "json":
        print_json(text)
    else:
        sys.stdout.write(text)


def tell_of_newer(project: Project, problems: Iterable[Problem]) -> None:
    """Say so where a file was written for a newer program, which is why this one finds fault with it."""
    if not any(problem.rule in _BEYOND for problem in problems):
        return
    # Imported here: few checks find such a thing.
    from newsdesk.store.schema import beyond_us_in

    if beyond := beyond_us_in(project.digests):
        more = f" and {len(beyond) - 3} more" if len(beyond) > 3 else ""
        said = f"{', '.join(beyond[:3])}{more}"
        print(
            f"This program is older than the one that these files were written for, which knows {said}."
            " Check them with the newer one.",
            file=sys.stderr,
        )


def read_collection(project: Project, nothing: str, of: "Of | None" = None) -> "Collection | None":
    """The collection, its problems told on the standard error; None where it has an error, with `nothing` said.

    With `of` at least with the records that are wanted.
    """
    # Imported here: most commands that say something read no collection.
    from newsdesk.build import examine
    from newsdesk.build.lately.some import examine_some
    from newsdesk.model.notes import shown

    outcome = examine_some(project, of, begun=begun()) if of else examine(project, begun=begun())
    problems, _ = shown(outcome.problems)
    sys.stderr.write(as_text(problems, project.door))
    if outcome.collection is None:
        print(f"{nothing}: {tally(problems)}.", file=sys.stderr)
    return outcome.collection


def today() -> date:
    """The day; SOURCE_DATE_EPOCH stops the clock, for runs that are to repeat."""
    stopped = _stopped()
    return stopped.date() if stopped else date.today()


def now() -> datetime:
    """The moment, by the same clock as `today`."""
    return _stopped() or datetime.now(UTC)


def begun() -> date:
    """The last day that has begun somewhere on earth: what is dated later lies in the future everywhere.

    A clock that was stopped in the past makes nothing that has happened since the future.
    """
    moment = datetime.now(UTC)
    return (max(moment, _stopped() or moment) + _FIRST).date()


def _stopped() -> datetime | None:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    with suppress(ValueError, OverflowError, OSError):  # one beyond the calendar stops no clock
        return datetime.fromtimestamp(int(epoch), UTC) if epoch.isdecimal() else None
    return None


def week_argument(text: str) -> str:
    """An ISO 8601 week as an argument."""
    from newsdesk.model.codes import week_days

    try:
        week_days(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is not an ISO 8601 week such as 2026-W47") from None
    return text


def where(parser: argparse.ArgumentParser) -> None:
    """The options that name a collection."""
    parser.add_argument("--root", metavar="DIR", help="the collection: mkdocs.yml, docs and digests")
    parser.add_argument("--digests", metavar="DIR", help="the entries, if not in digests below the root")


def adding(parser: argparse.ArgumentParser, what: str) -> argparse.ArgumentParser:
    """The parser of `add` below that of a register, with the options that all of them have."""
    add = parser.add_subparsers(dest="action", metavar="add", required=True).add_parser("add", help=f"register {what}")
    where(add)
    add.add_argument("--id", metavar="ID", help="its id, if not the one that follows from its name")
    return add


def spellings(parser: argparse.ArgumentParser) -> None:
    """The options that say how a name is written."""
    parser.add_argument("--native", metavar="TAG=NAME", help="the name in its own script, such as ru=Имя")
    also(parser)


def also(parser: argparse.ArgumentParser) -> None:
    """The options of other spellings, and of a name that two have."""
    parser.add_argument(
        "--also",
        metavar="[TAG=]NAME",
        action="append",
        default=[],
        help="another spelling, in other letters with its language; may be given again",
    )
    parser.add_argument("--same-name", action="store_true", help="confirm that somebody else is called so, too")


def added(project: Project, add: "Callable[[Changes], Done]") -> int:
    """Add a record to a register, and print what was done; returns the exit code."""
    from newsdesk.build import settle
    from newsdesk.store.editing import Changes

    project.need_digests()
    changes = Changes(project.root)
    done = add(changes)
    return print_done(project, settle(project, changes, done, begun(), adds_records=True))


def target(parser: argparse.ArgumentParser) -> None:
    """The option that names another place for the site."""
    parser.add_argument("--site", metavar="DIR", help="where the site goes, if not to site below the root")


def processes(parser: argparse.ArgumentParser) -> None:
    """The option that says how many processes work side by side."""
    parser.add_argument("--jobs", type=_number, metavar="N", default=None, help="processes at work; default the cores")


def _number(text: str) -> int:
    if not (text.isdecimal() and 0 < int(text) <= 1000):
        raise argparse.ArgumentTypeError(f"{text} is no number of processes: write 1 or more")
    return int(text)


def article(parser: argparse.ArgumentParser, *, is_needed: bool = True) -> None:
    """The arguments of what compares an entry with the text of its article."""
    parser.add_argument(
        "entry", metavar="ENTRY", nargs=None if is_needed else "?", help="an entry's id, or the path of its file"
    )
    parser.add_argument(
        "text",
        metavar="TEXTFILE",
        nargs=None if is_needed else "?",
        help="its article, as plain text in UTF-8 or a page",
    )
