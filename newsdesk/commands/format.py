"""`format`: lays out the files of a collection in one style; no value changes, and no comment goes."""

import argparse
import sys
from pathlib import Path

from newsdesk.build import Project
from newsdesk.commands import FINE, PROBLEMS, count, print_problems, processes, where
from newsdesk.problems import Refusal

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
    from newsdesk.load import PAGES, real, shown_path
    from newsdesk.store.editing import Changes
    from newsdesk.store.editing.formatting import not_formatted

    project.need_digests()
    paths = files_named(project, options.files)
    pages = project.digests / PAGES
    if not options.check and pages.is_file() and (not options.files or real(pages) in map(real, paths)):
        _mend(project, pages)
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


def _mend(project: Project, path: Path) -> None:
    """Put the file of pages together where two branches have compared the same page, and say what came of that."""
    from newsdesk.load import parse, read_whole, shown_path
    from newsdesk.load.ordinary import MAX_PAGES_BYTES
    from newsdesk.store.cited.mending import mended
    from newsdesk.store.editing import Changes

    shown, raw = shown_path(path, project.root), read_whole(path)
    if not parse(shown, raw, MAX_PAGES_BYTES)[1]:
        return
    found = mended(raw.decode("utf-8-sig", "replace"))
    if found is None or parse(shown, found.text.encode(), MAX_PAGES_BYTES)[1]:
        raise Refusal(f"{shown} cannot be put together. Take it back from the version history. Nothing was written.")
    changes = Changes(project.root)
    changes.put(path, found.text.replace("\n", "\r\n") if b"\r\n" in raw else found.text)
    changes.write()
    print(f"Wrote {shown}")
    both, lost = (count(len(names), "page", "pages") for names in (found.both, found.lost))
    if found.both:
        forget = f"{project.door.command} fingerprint --forget"
        print(f"It has what both branches found of {both}. Next, to let go of what no sentence has any more: {forget}")
    for address in found.lost:
        print(f"{address} has to be compared again: nothing of it is whole.")
    if found.lost:
        print(f"Next, for {lost}: {project.door.command} fingerprint ENTRY TEXTFILE --reference ID")
