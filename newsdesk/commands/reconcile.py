"""`reconcile`: suggests items of Wikidata for records of the registers; writes nothing."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from newsdesk import __version__
from newsdesk.build import Project
from newsdesk.collection import Collection
from newsdesk.commands import FINE, PROBLEMS, count, print_json, read_collection, where
from newsdesk.intake.fetch import user_agent
from newsdesk.intake.reconcile import Candidate, Sought, from_entities, from_service
from newsdesk.load import read_ordinary, shown_path
from newsdesk.problems import Refusal, UsageError, did_you_mean

HELP = "suggest items of Wikidata for outlets, people, bodies and places"
_REGISTERS = ("outlets", "people", "places")
# A part of a dump: who has all of it takes out first what may be meant.
_MAX_FILE = 500 * 1024 * 1024


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    where(parser)
    parser.add_argument("id", metavar="ID", nargs="*", help="only these records; default all that have no item yet")
    parser.add_argument("--register", choices=_REGISTERS, action="append", help="only records of this register")
    parser.add_argument("--file", metavar="FILE", help="entities in Wikidata's JSON, instead of asking its service")
    parser.add_argument("--format", choices=["text", "json"], default="text", help="for people or for programs")


def run(project: Project, options: argparse.Namespace) -> int:
    """Print suggestions; returns the exit code."""
    collection = read_collection(project, "Nothing is suggested")
    if collection is None:
        return PROBLEMS
    sought = list(_sought(collection, options.register or _REGISTERS, options.id))
    if options.file:
        try:
            find = from_entities(read_ordinary(Path(options.file), _MAX_FILE))
        except (OSError, ValueError) as error:
            raise UsageError(f"{options.file} cannot be read: {getattr(error, 'strerror', None) or error}.") from None
    else:
        find = from_service(user_agent(__version__, collection.settings.root or None))
    found: list[tuple[Sought, tuple[Candidate, ...]]] = []
    stopped = ""
    for one in sought:
        try:
            found.append((one, tuple(find(one))))
        except Refusal as refusal:  # what has been found is worth while all the same
            stopped = str(refusal)
            break
    base = shown_path(project.digests, project.root)
    if options.format == "json":
        rows = [
            {"where": f"{base}/{one.register}.yaml: {one.id}", "items": [asdict(item) for item in items]}
            for one, items in found
        ]
        print_json(json.dumps({"suggestions": rows}, ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write("".join(f"{line}\n" for one, items in found for line in _lines(base, one, items)))
    helped = sum(bool(items) for _, items in found)
    said = [f"{count(len(found), 'record', 'records')} asked about, {helped:,} with a suggestion."]
    said += [f"{len(sought) - len(found):,} not asked about: {stopped}"] if stopped else []
    said += ["Look at each item, and enter the right one as wikidata: Q… yourself."] if helped else []
    print(" ".join(said), file=sys.stderr)
    return PROBLEMS if stopped else FINE


def _sought(collection: Collection, registers: Sequence[str], ids: list[str]) -> Iterator[Sought]:
    known = [name for register in registers for name in getattr(collection, register)]
    for name in ids:
        if name not in known:
            raise UsageError(f'No register has "{name}". {did_you_mean(name, known, "Name a record by its id.")}')
    for register in registers:
        for name, record in getattr(collection, register).items():
            if (name in ids) if ids else (record.wikidata is None and getattr(record, "public", True)):
                yield Sought(register, name, _names(record), tuple(getattr(record, "domains", ())))


def _names(record: object) -> tuple[str, ...]:
    """All spellings of a record, the English one and that in its own script first."""
    plain = [getattr(record, "name_en", None), getattr(record, "name", None)]
    native = getattr(record, "name_native", None)
    aliases = [alias.text for alias in getattr(record, "aliases", ())]
    return tuple(dict.fromkeys(filter(None, [*plain, native.text if native else None, *aliases])))


def _lines(base: str, one: Sought, items: tuple[Candidate, ...]) -> Iterator[str]:
    yield f"{base}/{one.register}.yaml: {one.id} ({one.names[0]})" + ("" if items else ": nothing found")
    for item in items:
        why = [f"its website is {item.host}"] if item.host else []
        why += [f"called {', '.join(item.names)}"] if item.names else []
        about = f", {item.description}" if item.description else ""
        yield f"  {item.id}  {item.label}{about} ({'; '.join(why)})"
