"""`format`: lays out the files of a collection in one style; no value changes, and no comment goes."""

import argparse
import sys

from newsdesk.build import Project
from newsdesk.commands import FINE, PROBLEMS, count, print_problems, processes, where

HELP = "lay out entries and registers in one style"


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    where(parser)
    processes(parser)
    parser.add_argument(
        "files", metavar="FILE", nargs="*", help="an entry by its id, or a file by its path; without any, all files"
    )
    parser.add_argument("--check", action="store_true", help="write nothing; say which files differ, and exit 1")


def run(project: Project, options: argparse.Namespace) -> int:
    """Write the files that differ, or say which do; returns the exit code."""
    # Imported here: the help needs nothing of what lays out files.
    from newsdesk.build.settling.laying import differing, files_named
    from newsdesk.load import shown_path
    from newsdesk.store.editing import Changes
    from newsdesk.store.editing.formatting import not_formatted

    project.need_digests()
    paths = files_named(project, options.files)
    found = differing(project, paths, options.jobs)
    for one in found:
        if one.found.why:
            print(f"{one.shown} stays as it is: {one.found.why}.", file=sys.stderr)
    found = [one for one in found if not one.found.why]
    if options.check:
        notes = [note for one in found if (note := not_formatted(one.shown, one.text))]
        print_problems(notes, "text", project.door)
        print(f"{count(len(notes), 'file differs', 'files differ')}, of {len(paths):,}.", file=sys.stderr)
        return PROBLEMS if notes else FINE
    changes = Changes(project.root)
    for one in found:
        changes.document(one.path).lay_out(one.found.text)
    for path in changes.write():
        print(f"Wrote {shown_path(path, project.root)}")
    print(f"Laid out {count(len(found), 'file', 'files')}, of {len(paths):,}.", file=sys.stderr)
    return FINE
