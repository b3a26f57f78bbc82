"""`review`: an entry beside all that it rests on, the signature of who has read it so, and second codings."""

import argparse
import json
import shutil
import sys
from typing import Any

from newsdesk.build import Project
from newsdesk.build.entries.looking import Looked, look
from newsdesk.check.reviewing.layout import laid_out
from newsdesk.check.reviewing.sheet import Sheet, sheet_of
from newsdesk.commands import FINE, PROBLEMS, begun, blind, print_done, print_json, today, where
from newsdesk.commands.check import inner_path
from newsdesk.problems import Door, UsageError, has_errors

HELP = "show an entry beside its article and its references, and sign it; or code its sources a second time"


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    where(parser)
    parser.add_argument(
        "entry", metavar="ENTRY", nargs="?", help="an entry's id, or the path of its file; with --blind alone: none"
    )
    parser.add_argument("--format", choices=["text", "json"], default="text", help="for people or for programs")
    parser.add_argument("--by", metavar="NAME", help="sign it as this person, who has read it; with --blind: who codes")
    parser.add_argument("--sign", action="store_true", help="sign it, without --by as the person that git knows here")
    parser.add_argument("--anew", action="store_true", help="sign it in the place of an earlier signature")
    blind.add_options(parser)


def run(project: Project, options: argparse.Namespace) -> int:
    """Print the sheet of an entry; returns the exit code."""
    _look_at(options)
    if options.blind:
        inner = inner_path(project, options.entry) if options.entry else None
        return blind.run(project, options, inner, options.by)
    signs = options.sign or options.by is not None
    by = ""
    if signs:
        # Imported here: whoever only looks edits nothing.
        from newsdesk.build.entries.signing import sign, signer

        by = signer(project.root, options.by)
    inner = inner_path(project, options.entry)
    found = look(project, inner, begun(), with_voice=True)
    sheet = sheet_in(found)
    if options.format == "json":
        print_json(json.dumps(_filled(sheet.data, project.door), ensure_ascii=False, indent=2) + "\n")
    else:
        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
        sys.stdout.write(project.door.fill(laid_out(sheet, width)))
    if not signs:
        return PROBLEMS if has_errors(sheet.problems) else FINE
    done = sign(project, found, by, today(), anew=options.anew)
    # Beside JSON nothing else is printed.
    return print_done(project, done, sys.stderr if options.format == "json" else None)


def _look_at(options: argparse.Namespace) -> None:
    """Refuse options that do not go together."""
    if options.code and not options.blind:
        raise UsageError("--code goes with --blind.")
    if options.blind and (options.sign or options.anew or options.format == "json"):
        raise UsageError("--blind shows nothing and signs nothing: leave out --sign, --anew and --format.")
    if not (options.entry or options.blind):
        raise UsageError("Name an entry by its id or by the path of its file.")
    if options.anew and not (options.sign or options.by):
        raise UsageError("--anew goes with --sign or --by.")


def sheet_in(found: Looked) -> Sheet:
    """The sheet of an entry that was looked at; of one that has not the right shape its text and problems alone."""
    if found.item is None:
        return Sheet(found.name, found.shown, text=found.text, problems=found.problems)
    return sheet_of(found.found.draft, found.item, found.problems)


def _filled(data: Any, door: Door) -> Any:
    """Plain data with what people type in the place of marks."""
    if isinstance(data, str):
        return door.fill(data)
    if isinstance(data, dict):
        return {name: _filled(value, door) for name, value in data.items()}
    return [_filled(value, door) for value in data] if isinstance(data, list | tuple) else data
