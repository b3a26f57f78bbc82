"""`copies`: lists runs of captured words in the files that a repository keeps."""

import argparse
import json
import sys
from dataclasses import asdict

from newsdesk.build import Project
from newsdesk.commands import FINE, PROBLEMS, count, print_json, print_problems, where
from newsdesk.evidence.passages import LONGEST_RUN
from newsdesk.load import shown_path
from newsdesk.problems import FORMATS, Problem, Refusal, Severity
from newsdesk.store.captured.copied import Place, Searched, Shared, search
from newsdesk.store.captured.texts import Captures
from newsdesk.store.evidence_writing import registered

HELP = "look for runs of captured words in all files that git keeps"


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    where(parser)
    parser.add_argument("--all", action="store_true", help="list titles and marked quotations too")
    parser.add_argument("--format", choices=list(FORMATS), default="text", help="how to print what was found")


def run(project: Project, options: argparse.Namespace) -> int:
    """Look for copies; returns the exit code: 1 where words of an article stand as if they were ours."""
    captures = Captures(project.captures)
    texts = {name: text for name in captures if (text := captures.get(name)) is not None}
    shown = shown_path(project.captures, project.root)
    for name, why in sorted(captures.faults.items()):
        print(f"{shown}/{name}.txt was not compared: {why}", file=sys.stderr)
    if not texts:
        raise Refusal(f"There is no captured text in {shown}: nothing can be compared with anything.")
    found = search(project.root, texts, registered(project.digests, project.root))
    if options.format == "json":
        print_json(json.dumps(_plain(found), ensure_ascii=False, indent=2) + "\n")
    else:
        problems = [_problem(one, shown) for one in found.shared if options.all or one.place is Place.COPY]
        print_problems(problems, options.format, project.door)
    copies = sum(one.place is Place.COPY for one in found.shared)
    print(_summary(found), file=sys.stderr if options.format != "text" else sys.stdout)
    return PROBLEMS if copies or captures.faults else FINE


_SAID = {
    Place.TITLE: "They are a title.",
    Place.QUOTATION: "They are marked as a quotation.",
    Place.ADDRESS: "They are a part of an address.",
    Place.NAME: "They hold registered names, and no run beside these.",
    Place.COPY: "Say it in your own words, or quote it with its speaker.",
}


def _problem(one: Shared, captures: str) -> Problem:
    severity = Severity.ERROR if one.place is Place.COPY else Severity.NOTE
    rule = "copied-words" if one.place is Place.COPY else "shared-words"
    said = f'"{one.words}": These words stand so in {captures}/{one.capture}.txt.'
    return Problem(one.path, one.line, one.column, rule, said, _SAID[one.place], severity)


def _summary(found: Searched) -> str:
    number = {place: sum(one.place is place for one in found.shared) for place in Place}
    parts = [
        count(number[Place.TITLE], "title", "titles"),
        count(number[Place.QUOTATION], "marked quotation", "marked quotations"),
        *([count(number[Place.ADDRESS], "address", "addresses")] if number[Place.ADDRESS] else []),
        *([count(number[Place.NAME], "long name", "long names")] if number[Place.NAME] else []),
        count(number[Place.COPY], "copy", "copies"),
    ]
    where = f"{count(found.files, 'file', 'files')} and {count(found.texts, 'captured text', 'captured texts')}"
    total = count(len(found.shared), "run", "runs")
    return f"Compared {where}: {total} of {LONGEST_RUN + 1} words or more: {', '.join(parts)}."


def _plain(found: Searched) -> dict[str, object]:
    return {"files": found.files, "texts": found.texts, "shared": [asdict(one) for one in found.shared]}
