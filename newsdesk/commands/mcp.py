"""`mcp`: answers questions of a program from the published database, over standard input and output."""

import argparse
from pathlib import Path

from newsdesk.build import Project
from newsdesk.commands import FINE, where

HELP = "answer questions of a program (Model Context Protocol) from the built database, reading only"
DATABASE = "data/collection.sqlite"


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    where(parser)
    parser.add_argument("--database", metavar="FILE", help=f"another collection.sqlite than {DATABASE} of the site")


def run(project: Project, options: argparse.Namespace) -> int:
    """Serve until the program that asks has gone; returns the exit code."""
    from newsdesk.asking import opened, served

    path = Path(options.database) if options.database else project.site / DATABASE
    with opened(path) as db:
        served(db).run("stdio")
    return FINE
