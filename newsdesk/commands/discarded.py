"""`discarded`: the drafts that were laid aside on the desk, and back again."""

import argparse
from dataclasses import replace

from newsdesk.build import Project
from newsdesk.commands import FINE, print_done, where
from newsdesk.store.editing import Changes
from newsdesk.store.verbs.discarded import all_discarded, bring_back

HELP = "list the drafts that were laid aside on the desk, or bring one back"


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    inner = parser.add_subparsers(dest="what", metavar="list|back", required=True)
    where(inner.add_parser("list", help="list them, those of the newest week first"))
    back = inner.add_parser("back", help="put one back to where it lay")
    where(back)
    back.add_argument("entry", metavar="ENTRY", help="the id that the draft had")


def run(project: Project, options: argparse.Namespace) -> int:
    """List them, or bring one back; returns the exit code."""
    project.need_digests()
    if options.what == "list":
        found = all_discarded(project.root)
        print("".join(f"{path.stem} ({path.parent.name})\n" for path in found) or "No draft was discarded.\n", end="")
        return FINE
    changes = Changes(project.root)
    done = bring_back(changes, project.digests, options.entry)
    # What it still lacks is no reason to keep it aside: nothing of it is checked before.
    return print_done(project, replace(done, changed=tuple(changes.write())))
