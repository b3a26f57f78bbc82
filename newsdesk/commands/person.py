"""`person`: adds a person or an organisation to the register, with every spelling."""

import argparse

from newsdesk.build import Project
from newsdesk.commands import added, adding, spellings

HELP = "register a person or an organisation"


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    add = adding(parser, "a person or an organisation")
    add.add_argument("name", metavar="NAME", help="the spelling that English texts use")
    spellings(add)
    add.add_argument("--organisation", action="store_true", help="a ministry, company or other body, and no person")
    add.add_argument("--country", metavar="CODE", help="for which it acts, as two capitals such as AQ")
    add.add_argument("--side", metavar="SIDE", help="for whom it speaks, where that is another: a country or an id")
    add.add_argument("--private", action="store_true", help="a private person: no page, no spellings, no feed")


def run(project: Project, options: argparse.Namespace) -> int:
    """Write the record, and say what was done; returns the exit code."""
    from newsdesk.store.verbs.registers.records import add_person

    return added(
        project,
        lambda changes: add_person(
            changes,
            project.digests,
            options.name,
            id=options.id,
            kind="organisation" if options.organisation else "person",
            native=options.native,
            also=options.also,
            country=options.country,
            side=options.side,
            is_private=options.private,
            same_name=options.same_name,
        ),
    )
