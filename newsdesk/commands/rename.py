"""`rename`: an entry or a record gets another id, and all that names it follows."""

import argparse

from newsdesk.build import Project
from newsdesk.commands import begun, print_done, today, where

HELP = "give an entry, an outlet, a person or a story another id; its address leads on"


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    where(parser)
    parser.add_argument("entry", metavar="ENTRY", help="an entry, or a record such as outlets.yaml#ID")
    parser.add_argument("new", metavar="NEW-ID", help="its new id; with the week, WEEK/NEW-ID, an entry moves there")
    parser.add_argument("--why", metavar="TEXT", default="Renamed.", help="what readers are told at the old address")


def run(project: Project, options: argparse.Namespace) -> int:
    """Rename, and say what was changed; returns the exit code."""
    from newsdesk.build import settle
    from newsdesk.build.entries.changing import changes_of
    from newsdesk.build.settling.carrying import carry
    from newsdesk.check.cited.carried import Called
    from newsdesk.store.verbs.published.rename import Home, rename
    from newsdesk.store.verbs.published.targets import named_by

    project.need_digests()
    changes, home = changes_of(project), Home(project.digests, project.captures)
    target = named_by(changes, project.digests, options.entry)
    done = rename(changes, home, options.entry, options.new, options.why, today().isoformat())
    new = options.new.rpartition("/")[2].removesuffix(".yaml")
    called = Called(target.kind, target.id, new)
    if new != target.id:
        carry(project, changes, called)
    return print_done(project, settle(project, changes, done, begun(), renamed=called))
