"""`topic`: adds a subject that entries are filed under to the register."""

import argparse

from newsdesk.build import Project
from newsdesk.commands import added, adding, also

HELP = "register a topic"


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    add = adding(parser, "a topic")
    add.add_argument("name", metavar="NAME", help="its name, as readers see it")
    add.add_argument("description", metavar="DESCRIPTION", help="what belongs under it, in one sentence")
    also(add)
    add.add_argument("--iptc", metavar="TOPIC", help="the IPTC Media Topic that fits, such as medtop:20000593")


def run(project: Project, options: argparse.Namespace) -> int:
    """Write the record, and say what was done; returns the exit code."""
    from newsdesk.store.verbs.registers.records import add_topic

    return added(
        project,
        lambda changes: add_topic(
            changes,
            project.digests,
            options.name,
            options.description,
            id=options.id,
            also=options.also,
            iptc=options.iptc,
            same_name=options.same_name,
        ),
    )
