"""`verify`: compares an entry with the text of its article."""

import argparse
import sys
from pathlib import Path

from newsdesk.build import Project
from newsdesk.commands import FINE, PROBLEMS, article, article_text, count, print_problems, where
from newsdesk.problems import FORMATS, has_errors, tally
from newsdesk.store.evidence_writing import find_entry, verify

HELP = "compare an entry with its article's text"


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    where(parser)
    article(parser)
    parser.add_argument("--format", choices=list(FORMATS), default="text", help="how to print problems")


def run(project: Project, options: argparse.Namespace) -> int:
    """Compare an entry with a text; returns the exit code."""
    path = find_entry(project.digests, options.entry)
    problems, compared = verify(path, project.root, article_text(Path(options.text)))
    print_problems(problems, options.format, project.door)
    if has_errors(problems):
        print(f"{path.stem}: {tally(problems)}.", file=sys.stderr)
        return PROBLEMS
    names = count(compared, "name or quotation", "names and quotations")
    if options.format == "text":
        print(f"{path.stem}: {names} compared, nothing is missing.")
    return FINE
