"""`build`: checks everything; without an error it makes the site, else nothing is written."""

import argparse
import os
import sys
import time
from contextlib import suppress
from pathlib import Path

from newsdesk.build import Outcome, Progress, Project, build
from newsdesk.commands import FINE, PROBLEMS, begun, count, target, where
from newsdesk.problems import as_text, tally

HELP = "check everything and build the site"


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    where(parser)
    target(parser)
    parser.add_argument("--pdf", action="store_true", help="also a PDF of each published digest; needs WeasyPrint")


def run(project: Project, options: argparse.Namespace) -> int:
    """Build; returns the exit code."""
    return PROBLEMS if build_once(project, with_pdf=options.pdf).report is None else FINE


def build_once(project: Project, *, with_pdf: bool = False) -> Outcome:
    """Build, and say what came of it; the site is as it was where the outcome has no report."""
    started = time.perf_counter()
    outcome = build(project, _progress(), begun=begun(), with_pdf=with_pdf)
    _clear_progress()
    sys.stderr.write(as_text(outcome.problems, project.door))
    for warning in outcome.warnings:
        print(warning, file=sys.stderr)
    if outcome.report is None:
        print(f"Nothing was written: {tally(outcome.problems)}.", file=sys.stderr)
        return outcome
    report, seconds = outcome.report, time.perf_counter() - started
    changes = "nothing has changed"
    if report.written or report.removed:
        changes = f"{count(report.written, 'file', 'files')} written, {report.removed} removed"
    index = project.site / "index.html"
    with suppress(ValueError):
        index = index.resolve().relative_to(Path.cwd())
    print(f"Built {count(outcome.pages, 'page', 'pages')} in {seconds:.1f} s, {changes}: {index}")
    return outcome


def _is_interactive() -> bool:
    return sys.stderr.isatty() and not os.environ.get("CI")


def _progress() -> Progress:
    if not _is_interactive():
        return lambda stage, count: None

    def show(stage: str, count: int) -> None:
        sys.stderr.write(f"\r\033[K{stage}{f': {count:,}' if count else ''} …")
        sys.stderr.flush()

    return show


def _clear_progress() -> None:
    if _is_interactive():
        sys.stderr.write("\r\033[K")
