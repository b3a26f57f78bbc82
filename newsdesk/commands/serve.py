"""`serve`: builds, serves on this machine only, builds again on every change."""

import argparse
import sys

from newsdesk.build import Project
from newsdesk.commands import FINE, target, where
from newsdesk.commands.build import build_once
from newsdesk.problems import Refusal

HELP = "build, serve on this machine, rebuild on change"


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    where(parser)
    target(parser)
    parser.add_argument("--port", type=_port, default=8000, help="default 8000")


def run(project: Project, options: argparse.Namespace) -> int:
    """Build, and serve until it is stopped; returns the exit code."""
    code = build_once(project)
    if code != FINE and not (project.site / "index.html").is_file():
        return code
    # Imported here: the server's own imports would slow down every other command.
    from newsdesk.serve import serve

    def rebuild() -> None:
        try:
            build_once(project)
        except Refusal as refusal:
            print(project.door.fill(f"{project.door.name}: {refusal}"), file=sys.stderr)

    serve(project, options.port, rebuild)
    return FINE


def _port(text: str) -> int:
    if not (text.isdecimal() and 0 < int(text) < 65536):
        raise argparse.ArgumentTypeError(f"{text} is not a port: choose one from 1024 to 65535")
    return int(text)
