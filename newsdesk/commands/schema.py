"""`schema`: writes the JSON schemas that give editors completion and explanations."""

import argparse

from newsdesk.build import Project
from newsdesk.commands import FINE, where
from newsdesk.store.schema import write_schemas

HELP = "write the JSON schemas for editors"


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    where(parser)


def run(project: Project, options: argparse.Namespace) -> int:
    """Write the schemas that are not current; returns the exit code."""
    project.need_digests()
    written = write_schemas(project.digests)
    for path in written:
        print(f"Wrote {path}")
    if not written:
        print("The schemas are current.")
    return FINE
