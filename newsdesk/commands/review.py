"""`review`: an entry beside all that it rests on."""

import argparse
import json
import shutil
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from newsdesk.build import Project
from newsdesk.check.reviewing import Sheet, sheet_of
from newsdesk.check.reviewing.layout import laid_out
from newsdesk.commands import FINE, PROBLEMS, print_json, where
from newsdesk.commands.cited import examined
from newsdesk.load import shown_path
from newsdesk.problems import Door, has_errors

HELP = "show an entry beside its article and its references, with what is still open"


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    where(parser)
    parser.add_argument("entry", metavar="ENTRY", help="an entry's id, or the path of its file")
    parser.add_argument("--format", choices=["text", "json"], default="text", help="for people or for programs")


def run(project: Project, options: argparse.Namespace) -> int:
    """Print the sheet of an entry; returns the exit code."""
    from newsdesk.commands.check import inner_path

    sheet = read_sheet(project, inner_path(project, options.entry))
    if options.format == "json":
        print_json(json.dumps(_filled(sheet.data, project.door), ensure_ascii=False, indent=2) + "\n")
    else:
        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
        sys.stdout.write(project.door.fill(laid_out(sheet, width)))
    return PROBLEMS if has_errors(sheet.problems) else FINE


def read_sheet(project: Project, inner: str) -> Sheet:
    """The sheet of an entry, by its path below the folder of the collection."""
    found = examined(project, inner, only=inner)
    name = Path(inner).stem
    capture = project.captures / f"{name}.txt"
    own = {shown_path(path, project.root) for path in (project.digests / inner, capture)}
    problems = tuple(problem for problem in found.problems if problem.path in own)
    path = shown_path(project.digests / inner, project.root)
    item = next((one for one in found.draft.entries if one.document.path == path), None)
    if item is None:
        return Sheet(name, path, text=found.draft.texts.get(name), problems=problems)
    return replace(sheet_of(found.draft, item, problems), path=path)


def _filled(data: Any, door: Door) -> Any:
    """Plain data with what people type in the place of marks."""
    if isinstance(data, str):
        return door.fill(data)
    if isinstance(data, dict):
        return {name: _filled(value, door) for name, value in data.items()}
    return [_filled(value, door) for value in data] if isinstance(data, list | tuple) else data
