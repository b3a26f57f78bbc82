"""`stats`: prints what the collection holds, in figures."""

import argparse
import json
import sys
from dataclasses import asdict

from newsdesk.build import Project
from newsdesk.collection import Collection
from newsdesk.collection.balance import balance_of, names_in, scope_of
from newsdesk.collection.measures.readable import Readable, readable
from newsdesk.commands import FINE, PROBLEMS, print_json, read_collection, where
from newsdesk.output.weights import ENTRIES, weigh
from newsdesk.problems import UsageError, did_you_mean
from newsdesk.views.pictures import balance as balanced
from newsdesk.views.pictures import totals

HELP = "print what the collection holds, in figures"


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    where(parser)
    parser.add_argument("--format", choices=["text", "json"], default="text", help="for people or for programs")
    parser.add_argument("--balance", action="store_true", help="how the sides are treated that sources speak for")
    parser.add_argument("--sentences", action="store_true", help="how long and how hard our own texts are, by field")
    parser.add_argument(
        "--site", nargs="?", const="", metavar="DIR", help="what the built site weighs, by kind of file"
    )
    parser.add_argument("--story", metavar="ID", help="with --balance: of one story alone")
    parser.add_argument("--week", metavar="WEEK", help="with --balance: of one week alone, such as 2026-W47")


def run(project: Project, options: argparse.Namespace) -> int:
    """Print the figures; returns the exit code."""
    if (options.story or options.week) and not options.balance:
        raise UsageError("--story and --week go with --balance.")
    if options.sentences + options.balance + (options.site is not None) > 1:
        raise UsageError("Ask for one of --balance, --sentences and --site.")
    if options.site is not None:
        _print_weights(project, options.format)
        return FINE
    collection = read_collection(project, "No figures")
    if collection is None:
        return PROBLEMS
    if options.sentences:
        _print_readable(readable(collection), options.format)
    elif options.balance:
        _print_balance(collection, options)
    elif options.format == "json":
        print_json(json.dumps(totals.as_data(collection), ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write(totals.as_text(collection))
    return FINE


def _print_weights(project: Project, form: str) -> None:
    """Print the weight of each kind of file; a site of many entries is looked through without reading them."""
    found = weigh(project.site)
    entries = next((one.files for one in found if one.kind == ENTRIES), 0)
    if form == "json":
        data = {"entries": entries, "site": [asdict(one) for one in found]}
        print_json(json.dumps(data, ensure_ascii=False, indent=2) + "\n")
        return
    print(f"{'What the site weighs':<42}{'files':>8}{'MB':>9}{'in 4 kB blocks':>16}{'kB an entry':>13}  largest, kB")
    for one in found:
        each = f"{one.size / entries / 1000:.2f}" if entries else "-"
        print(f"{one.kind:<42}{one.files:>8,}{one.size / 1e6:>9.2f}{one.blocks / 1e6:>16.2f}{each:>13}", end="")
        print(f"  {one.largest / 1000:.0f} {one.largest_path}")
    files, size, blocks = (sum(getattr(one, name) for one in found) for name in ("files", "size", "blocks"))
    each = f"{size / entries / 1000:.2f}" if entries else "-"
    print(f"{'all':<42}{files:>8,}{size / 1e6:>9.2f}{blocks / 1e6:>16.2f}{each:>13}")
    html, frame = (sum(getattr(one, name) for one in found if one.frame) for name in ("size", "frame"))
    if html:
        print(
            f"Of {html / 1e6:.2f} MB of pages {frame / 1e6:.2f} are what stands around their text: {frame / html:.0%}."
        )


def _print_readable(found: list[Readable], form: str) -> None:
    if form == "json":
        print_json(json.dumps({"sentences": [asdict(one) for one in found]}, ensure_ascii=False, indent=2) + "\n")
        return
    print(f"{'Words of a sentence, grade of the text':<40}{'texts':>8}{'sentences':>11}{'median':>8}", end="")
    print(f"{'nine of ten':>13}{'longest':>9}{'grade':>7}")
    for one in found:
        grade = "-" if one.grade is None else f"{one.grade:.1f}"
        print(f"{one.field:<40}{one.texts:>8,}{one.sentences:>11,}{one.median:>8g}{one.ninth:>13g}", end="")
        print(f"{one.longest:>9}{grade:>7}")


def _print_balance(collection: Collection, options: argparse.Namespace) -> None:
    for name, known in ((options.story, collection.stories), (options.week, collection.digests)):
        if name is not None and name not in known:
            raise UsageError(f'There is no "{name}". {did_you_mean(name, known, "")}'.strip())
    scope = scope_of(collection, options.story, options.week)
    found = balance_of(collection, scope, names_in(collection))
    if options.format == "json":
        data = balanced.as_data(collection, found, {"story": options.story, "week": options.week})
        print_json(json.dumps(data, ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write(balanced.as_text(collection, found))
