"""`stats`: prints what the collection holds, in figures."""

import argparse
import json
import sys

from newsdesk.build import Project, examine
from newsdesk.commands import FINE, PROBLEMS, begun, print_json, where
from newsdesk.model.notes import shown
from newsdesk.problems import as_text, tally
from newsdesk.views.pictures import totals

HELP = "print what the collection holds, in figures"


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    where(parser)
    parser.add_argument("--format", choices=["text", "json"], default="text", help="for people or for programs")


def run(project: Project, options: argparse.Namespace) -> int:
    """Print the figures; returns the exit code."""
    outcome = examine(project, begun=begun())
    problems, _ = shown(outcome.problems)
    sys.stderr.write(as_text(problems, project.door))
    if outcome.collection is None:
        print(f"No figures: {tally(problems)}.", file=sys.stderr)
        return PROBLEMS
    if options.format == "json":
        print_json(json.dumps(totals.as_data(outcome.collection), ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write(totals.as_text(outcome.collection))
    return FINE
