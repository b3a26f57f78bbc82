"""The command `week`: opens a week, shows what is missing, closes it, or closes all that are due."""

import argparse
import sys
from collections.abc import Callable
from collections.abc import Collection as Several
from datetime import date
from pathlib import Path

from newsdesk.build import Project
from newsdesk.build.inbox import write_screened
from newsdesk.build.weeks.todo import MENDED
from newsdesk.collection import Collection
from newsdesk.commands import FINE, PROBLEMS, count, today, week_argument, where
from newsdesk.commands.standing import Read, open_or_show, read_all, write
from newsdesk.interface import ENGLISH, words_of
from newsdesk.load import DIGEST_FILE, read_whole, shown_path
from newsdesk.model import DigestStatus, Entry
from newsdesk.model.codes import week_days, week_of
from newsdesk.model.settings import Unreviewed
from newsdesk.problems import Problem, Refusal, Severity, UsageError, as_text, has_errors, tally
from newsdesk.store.answering import hindrance
from newsdesk.store.closing import Closing, close
from newsdesk.store.history.comparing import Since
from newsdesk.store.history.kept import keep
from newsdesk.views.setting.dates import say_date

HELP = "open a week, show what is missing, or close it"
_ENGLISH = words_of(ENGLISH)
Before = Callable[[Collection, str], bool]
"""What is done with a collection before a week goes out; whether it has written into that week."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    where(parser)
    parser.add_argument("week", nargs="?", type=week_argument, help="such as 2026-W47; default this week")
    parser.add_argument("--publish", action="store_true", help="close the week, or issue its next edition")
    parser.add_argument("--due", action="store_true", help="close every open week that has ended")
    parser.add_argument("--one", action="store_true", help="with --due: stop after the first edition that goes out")
    parser.add_argument("--unreviewed", action="store_true", help="confirm that unreviewed entries go out marked so")
    parser.add_argument("--early", action="store_true", help="confirm that the week closes before it has ended")
    parser.add_argument("--why", metavar="TEXT", help="what made the next edition necessary")


def run(project: Project, options: argparse.Namespace) -> int:
    """Open, show or close; returns the exit code."""
    if options.due and (options.week or options.publish):
        raise UsageError("--due finds the weeks itself. Leave out the week and --publish.")
    if options.one and not options.due:
        raise UsageError("--one goes with --due.")
    if (options.unreviewed or options.early or options.why) and not options.publish:
        raise UsageError("--unreviewed, --early and --why go with --publish.")
    week = options.week or week_of(today())
    if not (options.due or options.publish):
        said, is_fine = open_or_show(project, week, today())
        sys.stdout.write(said)
        return FINE if is_fine else PROBLEMS
    # Imported here: to show a week asks nobody.
    from newsdesk.commands.archive import while_publishing

    before = while_publishing(project, today())
    if options.due:
        said = publish_due(project, today(), only_one=options.one, before=before)
    else:
        confirmed = {"unreviewed": options.unreviewed, "early": options.early}
        digest = project.digests / week / DIGEST_FILE
        was = read_whole(digest) if digest.is_file() else b""
        said = publish(project, week, today(), **confirmed, why=options.why, before=before)
        if read_whole(digest) != was:
            said += f'Next: git add {shown_path(project.digests, project.root)} && git commit -m "Week {week}"\n'
    sys.stdout.write(said)
    return FINE


def publish(
    project: Project,
    week: str,
    day: date,
    *,
    unreviewed: bool = False,
    early: bool = False,
    why: str | None = None,
    before: Before | None = None,
) -> str:
    """Close a week, or issue its next edition; Refusal, with what to do, where it is not ready.

    `unreviewed` confirms that entries go out that nobody has reviewed, `early` that the week has not ended. `before`
    is called when all is ready: where it writes into the week, that is read again.
    """
    read = read_all(project, day)
    collection = _clean(project, read, [week])
    if waits := hindrance(collection, project.digests):
        raise Refusal(f"Nothing was published. {waits}")
    if week not in collection.digests or not collection.by_week[week]:
        raise Refusal(f"{week} has no entries. Weeks without entries make no digest.")
    digest, since = collection.digests[week], read.since(week)
    if since and has_errors(since.problems):
        raise Refusal(f"{as_text(since.problems, project.door)}Nothing was published: {tally(since.problems)}.")
    if digest.editions and not (since and since.told.is_any):
        newest = digest.editions[-1]
        said = f"edition {newest.number} of {say_date(_ENGLISH, newest.date)}"
        return f"{week} is published: {said}. Nothing has changed since.\n"
    waiting = _waiting(collection, week, since)
    if waiting and not unreviewed:
        names = "".join(f"\n  {entry.id}" for entry in waiting)
        raise Refusal(
            f"No person has reviewed {count(len(waiting), 'entry', 'entries')} of {week}:{names}\n"
            "Review them, or confirm with --unreviewed that they go out marked as unreviewed."
        )
    last = week_days(week)[1]
    if day <= last and digest.status is DigestStatus.DRAFT and not early:
        raise Refusal(
            f"{week} ends on {say_date(_ENGLISH, last)}: articles of its last days may still come. Close it after that,"
            " or confirm with --early that it goes out before it has ended."
        )
    if screened := write_screened(project, digest):
        return f"{screened}\n{publish(project, week, day, unreviewed=unreviewed, early=early, why=why, before=before)}"
    if before and before(collection, week):
        return publish(project, week, day, unreviewed=unreviewed, early=early, why=why)
    if digest.editions and since:
        # Imported here: it brings all of an edition.
        from newsdesk.views.editions.reasons import reasons

        why = why or reasons(collection.words, since.told)
    closing = close(collection, project.digests, week, day, why)
    _write_all(project, closing)
    keep(project.digests, week, closing.edition.number)
    entries = count(len(collection.by_week[week]), "entry", "entries")
    drafts = [Path(problem.path).stem for problem in _left_out(read.problems, week)]
    lines = [f"Published {week}, edition {closing.edition.number}: {entries}.", why or ""]
    lines += (
        [f"Not in it, since {'it is' if len(drafts) == 1 else 'they are'} not finished: {', '.join(drafts)}."]
        if drafts
        else []
    )
    return "\n".join(filter(None, lines)) + "\n"


def _left_out(problems: list[Problem], week: str) -> list[Problem]:
    """The lines on entries of a week that are left out, since they are not finished."""
    found = [problem for problem in problems if problem.rule == "unfinished" and f"/{week}/" in f"/{problem.path}"]
    return [problem for problem in found if not problem.path.endswith(f"/{DIGEST_FILE}")]


def publish_due(project: Project, day: date, *, only_one: bool = False, before: Before | None = None) -> str:
    """Close every open week that has ended, and issue editions with the corrections of published ones.

    With `only_one` the first that goes out is the last.
    """
    read = read_all(project, day)
    collection = _clean(project, read, [])
    lines: list[str] = []
    waiting, refused = sorted(collection.digests), dict[str, str]()
    while waiting:
        has_gone_out = False
        for week in waiting:
            try:
                if not _is_due(read, collection, week, day):
                    continue
                if waits := hindrance(collection, project.digests):
                    raise Refusal(f"Nothing was published. {waits}")
                if unread := _waiting(collection, week, read.since(week)):
                    lines.append(f"{week} waits for review: {', '.join(entry.id for entry in unread)}.")
                    continue
                said = publish(project, week, day, before=before)
                if only_one:  # what waits, and what is refused, is said by the run that finds nothing to publish
                    return said
                lines.append(said.rstrip("\n"))
                has_gone_out = True
                refused.pop(week, None)
            except UsageError:
                raise
            except Refusal as refusal:  # the other weeks need not wait for this one
                refused[week] = str(refusal)
        # An entry may have moved into a week that has gone out only now.
        waiting = [*refused] if has_gone_out else []
    # What holds up every week is said once.
    said = "\n".join([*dict.fromkeys(refused.values()), *lines] or ["No week is due."])
    if refused:
        raise Refusal(said)
    return said + "\n"


def _is_due(read: Read, collection: Collection, week: str, day: date) -> bool:
    """Whether a week that has ended waits for its digest, or a published one for an edition with its corrections."""
    digest = collection.digests[week]
    if not collection.by_week[week] or not _has_ended(week, day):
        return False
    if digest.status is DigestStatus.DRAFT:
        return True
    if not read.comparing.has_changed(week, digest):
        return False
    since = read.since(week)
    return since is not None and (since.told.is_due or has_errors(since.problems))


def _has_ended(week: str, day: date) -> bool:
    return week_days(week)[1] < week_days(week_of(day))[0]


def _clean(project: Project, read: Read, weeks: Several[str]) -> Collection:
    """The collection, if nothing is wrong with it: no error anywhere, no warning in the weeks to close."""
    todo = [p for p in read.problems if p.rule == "unfinished" and p.path.endswith(f"/{DIGEST_FILE}")]
    if todo := [p for p in todo if p.path.split("/")[-2] in weeks]:
        # In a published digest it would be an error.
        said = "Nothing was published: write what is TODO in the digest, or delete the line."
        raise Refusal(f"{as_text(todo, project.door)}{said}")
    problems = [p for p in read.problems if p.rule not in MENDED and p.severity is not Severity.NOTE]
    hindering = [
        problem
        for problem in problems
        if has_errors([problem]) or any(f"/{week}/" in f"/{problem.path}" for week in weeks)
    ]
    if hindering or read.collection is None:
        raise Refusal(f"{as_text(hindering, project.door)}Nothing was published: {tally(hindering)}.")
    return read.collection


def _waiting(collection: Collection, week: str, since: Since | None) -> list[Entry]:
    if collection.settings.extra.publishing.unreviewed is Unreviewed.PUBLISH:
        return []
    entries = [entry for entry in collection.by_week[week] if entry.reviewed is None]
    if not collection.digests[week].editions:
        return entries
    # What went out with an earlier edition was confirmed then.
    return [entry for entry in entries if since and entry.id in since.told.added]


def _write_all(project: Project, closing: Closing) -> None:
    for inner, text in closing.files:
        write(project.digests / inner, text)
