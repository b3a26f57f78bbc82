"""`verify` and `fingerprint`: an entry beside the text of its article."""

import argparse
import sys
from pathlib import Path

from newsdesk.build import Project
from newsdesk.commands import FINE, PROBLEMS, count, today
from newsdesk.problems import FORMATS, as_text, has_errors, tally
from newsdesk.store.evidence_writing import find_entry, fingerprint, read_text, verify


def verified(project: Project, options: argparse.Namespace) -> int:
    """Compare an entry with a text; returns the exit code."""
    path = find_entry(project.digests, options.entry)
    problems, compared = verify(path, project.root, read_text(Path(options.text)))
    sys.stdout.write(FORMATS[options.format](problems))
    if has_errors(problems):
        print(f"{path.stem}: {tally(problems)}.", file=sys.stderr)
        return PROBLEMS
    names = count(compared, "name or quotation", "names and quotations")
    if options.format == "text":
        print(f"{path.stem}: {names} compared, nothing is missing.")
    return FINE


def fingerprinted(project: Project, options: argparse.Namespace) -> int:
    """Write the evidence of an entry; it is dated by the day on which a person had the text."""
    path = find_entry(project.digests, options.entry)
    made, changed, problems = fingerprint(path, project.root, read_text(Path(options.text)), today())
    sys.stdout.write(as_text(problems))
    recorded = f"{count(len(made.names), 'name', 'names')} and {count(len(made.quotations), 'quotation', 'quotations')}"
    what = "Wrote the evidence into" if changed else "The evidence is current in"
    print(f"{what} {path}: {made.words:,} words, {recorded}.")
    if has_errors(problems):
        print(f"Not recorded, since the text does not bear it out: {tally(problems)}.", file=sys.stderr)
        return PROBLEMS
    return FINE
