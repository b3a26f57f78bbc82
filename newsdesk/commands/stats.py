"""`stats`: prints what the collection holds, in figures."""

import argparse
import json
import sys

from newsdesk.build import Project
from newsdesk.collection import Collection
from newsdesk.collection.balance import balance_of, names_in, scope_of
from newsdesk.commands import FINE, PROBLEMS, print_json, read_collection, where
from newsdesk.problems import UsageError, did_you_mean
from newsdesk.views.pictures import balance as balanced
from newsdesk.views.pictures import totals

HELP = "print what the collection holds, in figures"


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    where(parser)
    parser.add_argument("--format", choices=["text", "json"], default="text", help="for people or for programs")
    parser.add_argument("--balance", action="store_true", help="how the sides are treated that sources speak for")
    parser.add_argument("--story", metavar="ID", help="with --balance: of one story alone")
    parser.add_argument("--week", metavar="WEEK", help="with --balance: of one week alone, such as 2026-W47")


def run(project: Project, options: argparse.Namespace) -> int:
    """Print the figures; returns the exit code."""
    if (options.story or options.week) and not options.balance:
        raise UsageError("--story and --week go with --balance.")
    collection = read_collection(project, "No figures")
    if collection is None:
        return PROBLEMS
    if options.balance:
        _print_balance(collection, options)
    elif options.format == "json":
        print_json(json.dumps(totals.as_data(collection), ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write(totals.as_text(collection))
    return FINE


def _print_balance(collection: Collection, options: argparse.Namespace) -> None:
    for name, known in ((options.story, collection.stories), (options.week, collection.digests)):
        if name is not None and name not in known:
            raise UsageError(f'There is no "{name}". {did_you_mean(name, known, "")}'.strip())
    scope = scope_of(collection, options.story, options.week)
    found = balance_of(collection, scope, names_in(collection))
    if options.format == "json":
        data = balanced.as_data(collection, found, {"story": options.story, "week": options.week})
        print_json(json.dumps(data, ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write(balanced.as_text(collection, found))
