"""`migrate`: lift the files of a collection to the version of the format that this program reads."""

import argparse
import sys

from newsdesk.build import Project
from newsdesk.commands import FINE, PROBLEMS, count, where
from newsdesk.model.versions import FORMAT
from newsdesk.problems import as_text, has_errors, tally
from newsdesk.store.migrating import in_words, plan, write

HELP = "lift older files to the format of this program"


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    where(parser)
    parser.add_argument("--dry-run", action="store_true", help="print what would change, write nothing")


def run(project: Project, options: argparse.Namespace) -> int:
    """Lift every older file, or none where one of them cannot be lifted; returns the exit code."""
    project.need_digests()
    made = plan(project.digests, project.root, FORMAT)
    if has_errors(made.problems):
        sys.stdout.write(as_text(made.problems, project.door))
        print(f"Nothing was written: {tally(made.problems)}.", file=sys.stderr)
        return PROBLEMS
    if not made.lifts:
        print(f"Nothing to do: all files are of version {FORMAT.current}.")
        return FINE
    for line in in_words(made):
        print(line)
    files = count(len(made.lifts), "file", "files")
    if options.dry_run:
        print(f"{files} would be lifted to version {FORMAT.current}; nothing was written.")
        return FINE
    write(made, project.digests)
    print(f"Lifted {files} to version {FORMAT.current}. Look at the changes, then run: {project.door.command} check")
    return FINE
