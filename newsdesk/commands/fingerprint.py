"""`fingerprint`: writes the evidence of an entry from the text of its article."""

import argparse
import sys
from pathlib import Path

from newsdesk.build import Project
from newsdesk.commands import FINE, PROBLEMS, article, article_text, count, today, where
from newsdesk.problems import as_text, has_errors, tally
from newsdesk.store.evidence_writing import find_entry, fingerprint

HELP = "write the evidence of an entry from its article's text"


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    where(parser)
    article(parser)


def run(project: Project, options: argparse.Namespace) -> int:
    """Write the evidence of an entry; it is dated by the day on which a person had the text."""
    path = find_entry(project.digests, options.entry)
    made, changed, problems = fingerprint(path, project.root, article_text(Path(options.text)), today())
    sys.stdout.write(as_text(problems, project.door))
    recorded = f"{count(len(made.names), 'name', 'names')} and {count(len(made.quotations), 'quotation', 'quotations')}"
    what = "Wrote the evidence into" if changed else "The evidence is current in"
    print(f"{what} {path}: {made.words:,} words, {recorded}.")
    if has_errors(problems):
        print(f"Not recorded, since the text does not bear it out: {tally(problems)}.", file=sys.stderr)
        return PROBLEMS
    return FINE
