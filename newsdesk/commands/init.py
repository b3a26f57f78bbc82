"""`init`: start a collection of your own, or bring the program in one up to date."""

import argparse
import os
import shlex
from pathlib import Path

from newsdesk import __version__
from newsdesk.build import Project
from newsdesk.commands import FINE, begun, count, today, week_argument
from newsdesk.model.codes import week_days, week_of
from newsdesk.problems import UsageError
from newsdesk.store.starting import start, upgrade

HELP = "start a collection of your own in a new folder"


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    parser.add_argument("folder", metavar="DIR", help="a new or an empty folder; with --upgrade that of a collection")
    parser.add_argument(
        "--week", type=week_argument, help="the week of the first digest, such as 2026-W47; default this week"
    )
    parser.add_argument("--upgrade", action="store_true", help="replace the program in DIR by this one")
    parser.add_argument("--force", action="store_true", help="with --upgrade: replace what was edited there, too")


def run(project: Project, options: argparse.Namespace) -> int:
    """Make or upgrade a collection, and say what to do next; returns the exit code."""
    folder = Path(options.folder)
    if options.upgrade:
        if options.week:
            raise UsageError("--week goes with a new collection, not with --upgrade.")
        return _upgrade(project.root, folder, force=options.force)
    if options.force:
        raise UsageError("--force goes with --upgrade only: a new collection needs an empty folder.")
    week = options.week or week_of(today())
    if week_days(week)[0] > begun():
        raise UsageError(f"{week} has not begun, and an example in it would lie in the future. Choose this week.")
    files = start(project.root, folder, week, today())
    print(f"Made a collection in {folder}: {count(files, 'file', 'files')}, and a first digest with an example in it.")
    print("Build its site, then read README.md there:")
    print(f"    {_enter(folder)}make site")
    return FINE


def _upgrade(home: Path, folder: Path, *, force: bool) -> int:
    made = upgrade(home, folder, force=force)
    for word, paths in (("replaced", made.replaced), ("added", made.added), ("removed", made.removed)):
        for path in paths:
            print(f"{word} {path}")
    for path in made.kept:
        print(f"kept {path}, which was edited there; the new one is newsdesk/starter/{path}")
    changed = len(made.replaced) + len(made.added) + len(made.removed)
    if not changed:
        print(f"Nothing to do: the program in {folder} is newsdesk {__version__}.")
        return FINE
    print(f"The program in {folder} is now newsdesk {__version__}: {count(changed, 'file', 'files')} changed.")
    print("Nothing of the collection was touched. See whether its format is current, then build:")
    # make sets up the new version's packages first.
    print(f"    {_enter(folder)}make migrate site")
    return FINE


def _enter(folder: Path) -> str:
    here = os.path.relpath(folder)
    return "" if here == "." else f"cd {shlex.quote(here)} && "
