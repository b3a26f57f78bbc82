"""`build` on many machines: one makes the file of each year, and one the site of all these files."""

import argparse
import json
import sys
from pathlib import Path

from newsdesk.build import Project
from newsdesk.build.inputs.listing import all_files
from newsdesk.build.shards.years import State
from newsdesk.commands import FINE, PROBLEMS, begun, count, print_json
from newsdesk.commands.build import build_once, progress, tell, waits
from newsdesk.load.ordinary import printable
from newsdesk.model.notes import shown
from newsdesk.problems import Refusal, UsageError, tally


def run_years(project: Project, options: argparse.Namespace) -> int:
    """Do what one of the options for many machines asks for; returns the exit code."""
    if (options.only is None) != (options.to is None):
        raise UsageError("--only YEAR and --to DIR belong together: which year, and the folder for its file.")
    if bool(options.only) + bool(options.merge) + options.years > 1:
        raise UsageError("Of --years, --only and --merge a build takes one.")
    if options.first and not options.merge:
        raise UsageError("--first goes with a whole build or with --merge: a year alone is not deployed.")
    if options.scheduler and not options.merge:
        raise UsageError("--scheduler goes with a whole build or with --merge. Make the file of a year without it.")
    project.need_digests()
    if options.years:
        return _print_years(project, options)
    return _make(project, options) if options.only else _merge(project, options)


def _print_years(project: Project, options: argparse.Namespace) -> int:
    state = State.of(project, all_files(project), with_pdf=options.pdf)
    found = [{"year": year, "key": state.key(year)} for year in state.years]
    print_json(json.dumps(found) + "\n")
    return FINE


def _make(project: Project, options: argparse.Namespace) -> int:
    # Imported here: whoever asks for keys makes nothing.
    from newsdesk.build.shards.making import make_shard

    given = {"begun": begun(), "with_pdf": options.pdf, "jobs": options.jobs}
    piece = make_shard(project, options.only, Path(options.to), progress(), **given)
    tell(project, piece.outcome)
    path = printable(piece.path.as_posix())
    if not piece.is_new:
        print(f"{path} is as it should be: nothing was made.")
        return FINE
    if piece.outcome.collection is None:
        print(f"Nothing was written: {tally(shown(piece.outcome.problems)[0])}.", file=sys.stderr)
        return PROBLEMS
    size = piece.path.stat().st_size / 1e6
    print(f"Made {count(piece.outcome.pages, 'page', 'pages')} of {options.only}, {size:.1f} MB: {path}")
    return FINE


def _merge(project: Project, options: argparse.Namespace) -> int:
    from newsdesk.build.shards.merging import Shards

    if options.first and (why := waits(project)):
        raise Refusal(f"Nothing was built. {why}")
    paths = [Path(path) for path in options.merge]
    with Shards(paths) as shards:
        folder = paths[0] if paths[0].is_dir() else paths[0].parent
        state = State.of(project, all_files(project), with_pdf=options.pdf, made=[*paths, folder])
        shards.agree(state, folder)
        outcome = build_once(
            project, with_pdf=options.pdf, jobs=options.jobs, scheduler=options.scheduler, shards=shards
        )
        if outcome.report is None:
            return PROBLEMS
        if shards.reused:
            parts = count(shards.parts, "part", "parts")
            print(f"Of {parts} in {count(len(shards.all), 'file', 'files')} {shards.reused:,} stood as they are.")
        return FINE
