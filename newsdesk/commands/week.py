"""The command `week`: opens a week, shows what is missing, closes it, or closes all that are due."""

import argparse
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from newsdesk.build import Outcome, Project, examine
from newsdesk.collection import Collection
from newsdesk.commands import FINE, begun, count, today, week_argument, where
from newsdesk.interface import ENGLISH, words_of
from newsdesk.load import DIGEST_FILE, shown_path
from newsdesk.model import DigestStatus, Entry
from newsdesk.model.codes import week_days, week_of
from newsdesk.model.settings import Unreviewed
from newsdesk.problems import Refusal, Severity, UsageError, as_text, has_errors, tally
from newsdesk.store.closing import Closing, close, fresh_digest, is_due, missing
from newsdesk.store.files import replace
from newsdesk.views.setting.dates import say_date, say_week

HELP = "open a week, show what is missing, or close it"


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    where(parser)
    parser.add_argument("week", nargs="?", type=week_argument, help="such as 2026-W47; default this week")
    parser.add_argument("--publish", action="store_true", help="close the week, or issue its next edition")
    parser.add_argument("--due", action="store_true", help="close every open week that has ended")
    parser.add_argument("--unreviewed", action="store_true", help="confirm that unreviewed entries go out marked so")
    parser.add_argument("--early", action="store_true", help="confirm that the week closes before it has ended")
    parser.add_argument("--why", metavar="TEXT", help="what made the next edition necessary")


def run(project: Project, options: argparse.Namespace) -> int:
    """Open, show or close; returns the exit code."""
    if options.due and (options.week or options.publish):
        raise UsageError("--due finds the weeks itself. Leave out the week and --publish.")
    if (options.unreviewed or options.early or options.why) and not options.publish:
        raise UsageError("--unreviewed, --early and --why go with --publish.")
    week = options.week or week_of(today())
    if options.due:
        said = publish_due(project, today())
    elif options.publish:
        confirmed = {"unreviewed": options.unreviewed, "early": options.early}
        said = publish(project, week, today(), **confirmed, why=options.why)
    else:
        said = open_or_show(project, week)
    sys.stdout.write(said)
    return FINE


def open_or_show(project: Project, week: str) -> str:
    """Create the folder of a week if it is not there, and say how the week stands."""
    folder = project.digests / week
    path = folder / DIGEST_FILE
    opened = not path.is_file()
    if opened:
        folder.mkdir(parents=True, exist_ok=True)
        _write(path, fresh_digest())
    outcome = examine(project, begun=begun())
    lines = [f"Opened {shown_path(path, project.root)}." if opened else ""]
    lines += _standing(outcome, week) if outcome.collection else []
    own = [problem for problem in outcome.problems if f"/{week}/" in f"/{problem.path}"]
    elsewhere = len(outcome.problems) - len(own)
    lines.append(f"Checks: {tally(own)}" + (f", {elsewhere} elsewhere." if elsewhere else "."))
    lines.append(as_text(own, project.door).rstrip("\n"))
    return "\n".join(line for line in lines if line) + "\n"


def publish(
    project: Project, week: str, today: date, *, unreviewed: bool = False, early: bool = False, why: str | None = None
) -> str:
    """Close a week, or issue its next edition; Refusal, with what to do, where it is not ready.

    `unreviewed` confirms that entries go out that nobody has reviewed, `early` that the week has not ended.
    """
    collection = _clean(project, [week])
    if week not in collection.digests or not collection.by_week[week]:
        raise Refusal(f"{week} has no entries. Weeks without entries make no digest.")
    waiting = _waiting(collection, week)
    if waiting and not unreviewed:
        names = "".join(f"\n  {entry.id}" for entry in waiting)
        raise Refusal(
            f"No person has reviewed {count(len(waiting), 'entry', 'entries')} of {week}:{names}\n"
            "Review them, or confirm with --unreviewed that they go out marked as unreviewed."
        )
    last, english = week_days(week)[1], words_of(ENGLISH)
    if today <= last and collection.digests[week].status is DigestStatus.DRAFT and not early:
        raise Refusal(
            f"{week} ends on {say_date(english, last)}: articles of its last days may still come. Close it after that,"
            " or confirm with --early that it goes out before it has ended."
        )
    closing = close(collection, project.digests, week, today, why)
    if closing is None:
        newest = collection.digests[week].editions[-1]
        day = say_date(english, newest.date)
        return f"{week} is published: edition {newest.number} of {day}. Nothing has changed since.\n"
    _write_all(project, closing)
    entries = count(len(collection.by_week[week]), "entry", "entries")
    return f"Published {week}, edition {closing.edition.number}: {entries}.\n"


def publish_due(project: Project, today: date) -> str:
    """Close every open week that has ended, and issue editions with the corrections of published ones."""
    collection = _clean(project, [])
    this_monday = week_days(week_of(today))[0]
    lines, refused = [], False
    for week in sorted(collection.digests):
        if not is_due(collection, project.digests, week, this_monday, week_days(week)[0]):
            continue
        if waiting := _waiting(collection, week):
            lines.append(f"{week} waits for review: {', '.join(entry.id for entry in waiting)}.")
            continue
        try:
            lines.append(publish(project, week, today).rstrip("\n"))
        except Refusal as refusal:  # the other weeks need not wait for this one
            lines.append(str(refusal))
            refused = True
    said = "\n".join(lines or ["No week is due."])
    if refused:
        raise Refusal(said)
    return said + "\n"


# What an interrupted closing left behind is made anew, and late entries go out.
_MENDED = frozenset({"edition-unlisted", "late-entry"})


def _clean(project: Project, weeks: Iterable[str]) -> Collection:
    """The collection, if nothing is wrong with it: no error anywhere, no warning in the weeks to close."""
    outcome = examine(project, begun=begun())
    problems = [p for p in outcome.problems if p.rule not in _MENDED and p.severity is not Severity.NOTE]
    hindering = [
        problem
        for problem in problems
        if has_errors([problem]) or any(f"/{week}/" in f"/{problem.path}" for week in weeks)
    ]
    if hindering or outcome.collection is None:
        raise Refusal(f"{as_text(hindering, project.door)}Nothing was published: {tally(hindering)}.")
    return outcome.collection


def _waiting(collection: Collection, week: str) -> list[Entry]:
    if collection.settings.extra.publishing.unreviewed is Unreviewed.PUBLISH:
        return []
    digest = collection.digests[week]
    since = digest.editions[-1].date if digest.editions else None
    entries = collection.by_week[week]
    # What went out with an earlier edition was confirmed then.
    return [e for e in entries if e.reviewed is None and (since is None or e.added > since)]


def _standing(outcome: Outcome, week: str) -> list[str]:
    collection, english = outcome.collection, words_of(ENGLISH)
    assert collection
    digest, entries = collection.digests[week], collection.by_week[week]
    status = "draft"
    if digest.status is DigestStatus.PUBLISHED:
        number = f", edition {len(digest.editions)}" if digest.editions else ""
        status = f"published on {say_date(english, digest.published)}{number}" if digest.published else status
    lines = [f"{week}, {say_week(english, week)}: {status}, {count(len(entries), 'entry', 'entries')}."]
    for entry in entries:
        marks = [] if entry.reviewed else ["not reviewed"]
        marks += ["withdrawn"] * bool(entry.withdrawn)
        lines.append(f"  {entry.id}" + (f" ({', '.join(marks)})" if marks else ""))
    wanted = missing(digest)
    lines += [f"Missing: {', '.join(wanted)}."] if wanted else []
    return lines


def _write_all(project: Project, closing: Closing) -> None:
    for inner, text in closing.files:
        _write(project.digests / inner, text)


def _write(path: Path, text: str) -> None:
    """Write a file whole or not at all, with the line ends that it has already."""
    try:
        text = text.replace("\r\n", "\n")
        if path.is_file() and b"\r\n" in path.read_bytes():
            text = text.replace("\n", "\r\n")
        replace(path, text.encode())
    except OSError as error:
        raise Refusal(f"{path} cannot be written: {error.strerror}.") from None
