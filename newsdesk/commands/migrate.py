"""`migrate`: lift the files of a collection to the version of the format that this program reads."""

import argparse
import sys
from collections.abc import Sequence

from newsdesk.build import Project
from newsdesk.commands import FINE, PROBLEMS, count, today, where
from newsdesk.load import ADDRESSES
from newsdesk.model.versions import FORMAT
from newsdesk.problems import as_text, has_errors, tally
from newsdesk.store.files import replace
from newsdesk.store.migrating import in_words, plan, write

_AGAIN = "Run this command again then."
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
        if not _keep_addresses(project, made.unkept, dry_run=options.dry_run):
            print(f"Nothing to do: all files are of version {FORMAT.current}.")
        return FINE
    for line in in_words(made):
        print(line)
    files = count(len(made.lifts), "file", "files")
    if options.dry_run:
        print(f"{files} would be lifted to version {FORMAT.current}; nothing was written.")
        return FINE
    write(made, project.digests)
    _keep_addresses(project, made.unkept)
    print(f"Lifted {files} to version {FORMAT.current}. Look at the changes, then run: {project.door.command} check")
    return FINE


def _keep_addresses(project: Project, weeks: Sequence[str], *, dry_run: bool = False) -> bool:
    """Keep the addresses of weeks that went out before addresses were kept; whether there are such weeks."""
    if not weeks:
        return False
    # Imported here: of the rest a migration asks nothing that reads the whole collection.
    from newsdesk.commands.standing import read_all
    from newsdesk.store.closing import addresses_kept

    collection = read_all(project, today()).collection
    if collection is None:
        print(f"{ADDRESSES}: the addresses of {', '.join(weeks)} are kept once the check finds no error. {_AGAIN}")
        return True
    for inner, text in () if dry_run else addresses_kept(collection, project.digests):
        replace(project.digests / inner, text.encode())
    kept = "would be kept" if dry_run else "are kept now"
    print(f"{ADDRESSES}: the addresses of {', '.join(weeks)}, which went out before addresses were kept, {kept}.")
    return True
