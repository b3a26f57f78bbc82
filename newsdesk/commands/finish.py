"""`finish`: a draft becomes an entry."""

import argparse

from newsdesk.build import Project
from newsdesk.build.entries.finishing import finish
from newsdesk.commands import begun, print_done, today, where
from newsdesk.commands.check import inner_path

HELP = "finish a draft: check it, write its evidence, take out the comments that were for you alone"


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    where(parser)
    parser.add_argument("entry", metavar="ENTRY", help="an entry's id, or the path of its file")


def run(project: Project, options: argparse.Namespace) -> int:
    """Finish an entry; returns the exit code."""
    return print_done(project, finish(project, inner_path(project, options.entry), today(), begun()))
