"""`check`: checks everything, writes nothing."""

import argparse
import sys

from newsdesk.build import Project, checked
from newsdesk.commands import FINE, PROBLEMS, begun, count, print_problems, processes, tell_of_newer, today, where
from newsdesk.load import real, shown_path
from newsdesk.model.notes import shown
from newsdesk.problems import FORMATS, Severity, UsageError, has_errors, tally

HELP = "check everything, or one entry; write nothing"


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    where(parser)
    processes(parser)
    parser.add_argument("entry", metavar="ENTRY", nargs="?", help="only this entry, by its id or the path of its file")
    parser.add_argument("--format", choices=list(FORMATS), default="text", help="how to print problems")
    parser.add_argument("--notes", action="store_true", help="also show notes, which stop nothing")
    parser.add_argument("--strict", action="store_true", help="questions of voice stop, too: exit 1 where one is asked")
    parser.add_argument(
        "--since", metavar="REV", help="also compare with this git revision: nothing published changes silently"
    )


def run(project: Project, options: argparse.Namespace) -> int:
    """Check, and print the problems; returns the exit code."""
    project.need_digests()
    wanted = inner_path(project, options.entry) if options.entry else None
    answer = checked(project, options.since, today().isoformat(), begun=begun(), wanted=wanted, jobs=options.jobs)
    problems = answer.problems
    if wanted:
        entry = project.digests / wanted
        own = {shown_path(path, project.root) for path in (entry, project.captures / f"{entry.stem}.txt")}
        problems = [problem for problem in problems if problem.path in own]
    problems, hidden = shown(problems, notes=options.notes)
    tell_of_newer(project, problems)
    print_problems(problems, options.format, project.door)
    if options.format == "text":
        what = wanted or (None if has_errors(problems) else count(answer.entries, "entry", "entries"))
        print(f"Checked{f' {what}' if what else ''}: {tally(problems)}.", file=sys.stderr)
        sys.stderr.write(project.door.fill(hidden))
    stops = has_errors(problems) or (options.strict and any(p.severity is Severity.ASK for p in problems))
    return PROBLEMS if stops else FINE


def inner_path(project: Project, named: str) -> str:
    """The path below the folder of the collection of an entry that is named by its id or its path."""
    # Imported here: a check of everything that is known needs nothing of it.
    from newsdesk.store.evidence_writing import find_entry

    path = find_entry(project.digests, named)
    try:
        return real(path).relative_to(real(project.digests)).as_posix()
    except ValueError:
        raise UsageError(f"{path} does not lie in {project.digests}. Name an entry of this collection.") from None
