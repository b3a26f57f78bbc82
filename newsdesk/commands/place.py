"""`place`: adds a place to the register, with every spelling."""

import argparse

from newsdesk.build import Project
from newsdesk.commands import added, adding, spellings, today

HELP = "register a place"


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    add = adding(parser, "a place")
    add.add_argument("name", metavar="NAME", help="the spelling that English texts use")
    spellings(add)
    add.add_argument("--country", metavar="CODE", required=True, help="it lies in, as two capitals such as AQ")
    add.add_argument("--at", metavar="LATITUDE,LONGITUDE", help="where it lies, in degrees such as 64.13,-21.9")
    add.add_argument("--reference", metavar="URL", help="the page on which these coordinates stand")
    add.add_argument("--note", metavar="TEXT", help="where it is, in a few words")


def run(project: Project, options: argparse.Namespace) -> int:
    """Write the record, and say what was done; returns the exit code."""
    from newsdesk.store.verbs.registers.records import add_place

    return added(
        project,
        lambda changes: add_place(
            changes,
            project.digests,
            options.name,
            options.country,
            id=options.id,
            native=options.native,
            also=options.also,
            note=options.note,
            at=options.at,
            reference=options.reference,
            today=today(),
            same_name=options.same_name,
        ),
    )
