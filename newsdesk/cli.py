"""The command line: reads the arguments, the clock and the terminal, and hands over."""

import argparse
import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from newsdesk import __version__
from newsdesk.build import Project
from newsdesk.commands import (
    PROBLEMS,
    USAGE,
    Verb,
    build,
    check,
    fingerprint,
    init,
    migrate,
    new,
    release,
    schema,
    serve,
    stats,
    verify,
    week,
)
from newsdesk.problems import FRONT_DOOR, Door, Refusal, UsageError

# In the order of the help.
VERBS: dict[str, Verb] = {
    "build": build,
    "check": check,
    "serve": serve,
    "verify": verify,
    "fingerprint": fingerprint,
    "stats": stats,
    "schema": schema,
    "new": new,
    "week": week,
    "release": release,
    "init": init,
    "migrate": migrate,
}


def main(arguments: Sequence[str], home: Path, door: Door = FRONT_DOOR) -> int:
    """Run one command; `home` is the collection's folder, unless an option names another. Returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a letter shows its number instead of failing.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    options = _parser(door).parse_args(_with_command(list(arguments)))
    root = Path(getattr(options, "root", None) or home)
    project = Project(
        root=root,
        digests=Path(options.digests) if getattr(options, "digests", None) else root / "digests",
        site=Path(getattr(options, "site", None) or root / "site"),
        cache=root / ".cache" / "newsdesk",
        door=door,
    )
    try:
        return VERBS[options.command].run(project, options)
    except UsageError as refusal:
        print(door.fill(f"{door.name}: {refusal}"), file=sys.stderr)
        return USAGE
    except Refusal as refusal:
        print(door.fill(f"{door.name}: {refusal}"), file=sys.stderr)
        return PROBLEMS
    except BrokenPipeError:
        # Whoever read our output has gone; Python would complain once more when it exits.
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PROBLEMS
    except OSError as error:
        print(f"{door.name}: {error.filename or 'the system'}: {error.strerror or error}.", file=sys.stderr)
        return PROBLEMS
    except KeyboardInterrupt:
        print("Stopped; the site is as it was.", file=sys.stderr)
        return 130


def _with_command(arguments: list[str]) -> list[str]:
    """Options work without the word build."""
    asks = {"-h", "--help", "--version"}
    if not arguments or (arguments[0].startswith("-") and arguments[0] not in asks):
        return ["build", *arguments]
    return arguments


def _parser(door: Door) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=door.name,
        description="Checks a media-monitoring digest and builds its site. Without a command: build.",
        epilog="Exit code 0: fine, warnings too. 1: problems, nothing written. 2: wrong usage.",
    )
    parser.add_argument("--version", action="version", version=f"newsdesk {__version__}")
    verbs = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name, verb in VERBS.items():
        verb.add_options(verbs.add_parser(name, help=verb.HELP))
    return parser
