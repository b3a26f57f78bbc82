"""`check`: checks everything, writes nothing."""

import argparse
import sys

from newsdesk.build import Outcome, Project, examine
from newsdesk.commands import FINE, PROBLEMS, begun, count, print_problems, today, where
from newsdesk.problems import FORMATS, has_errors, tally

HELP = "check everything, write nothing"


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    where(parser)
    parser.add_argument("--format", choices=list(FORMATS), default="text", help="how to print problems")
    parser.add_argument(
        "--since", metavar="REV", help="also compare with this git revision: nothing published changes silently"
    )


def run(project: Project, options: argparse.Namespace) -> int:
    """Check, and print the problems; returns the exit code."""
    outcome = examine(project, options.since, today().isoformat(), begun=begun())
    print_problems(outcome.problems, options.format, project.door)
    if options.format == "text":
        print(_checked(outcome), file=sys.stderr)
    return PROBLEMS if has_errors(outcome.problems) else FINE


def _checked(outcome: Outcome) -> str:
    if outcome.collection is None:
        return f"Checked: {tally(outcome.problems)}."
    return f"Checked {count(len(outcome.collection.entries), 'entry', 'entries')}: {tally(outcome.problems)}."
