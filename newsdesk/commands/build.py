"""`build`: checks everything; without an error it makes the site, else nothing is written."""

import argparse
import os
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from newsdesk.build import Outcome, Project
from newsdesk.build.inputs import files_of, key_of
from newsdesk.build.inputs.listing import all_files
from newsdesk.build.unchanged import last_outcome, remember
from newsdesk.commands import FINE, PROBLEMS, begun, count, processes, target, tell_of_newer, where
from newsdesk.load.places import is_litter
from newsdesk.model.notes import shown
from newsdesk.problems import Refusal, as_text, tally

if TYPE_CHECKING:
    from newsdesk.build.making import Progress
    from newsdesk.build.shards.merging import Shards

    Make = Callable[[Progress, date], Outcome]

HELP = "check everything and build the site"
# The last build, which ends with its process: to free all of it before takes seconds.
_LAST: list[Outcome] = []


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    where(parser)
    target(parser)
    processes(parser)
    parser.add_argument("--pdf", action="store_true", help="also a PDF of each published digest; needs WeasyPrint")
    parser.add_argument(
        "--first", action="store_true", help="for a first deployment: refuse while nobody answers for the digest"
    )
    parser.add_argument("--scheduler", metavar="ADDRESS", help="have parts made by the workers of a Dask scheduler")
    parser.add_argument("--years", action="store_true", help="print the years and the keys of their files, as JSON")
    parser.add_argument("--only", metavar="YEAR", help="make the file of one year, on one of many machines")
    parser.add_argument("--to", metavar="DIR", help="the folder into which --only puts it")
    parser.add_argument("--merge", metavar="FILE", nargs="+", help="make the site of the files of all years")


def run(project: Project, options: argparse.Namespace) -> int:
    """Build; returns the exit code."""
    if options.years or options.only or options.to or options.merge:
        # Imported here: most collections are built as a whole.
        from newsdesk.commands.years import run_years

        return run_years(project, options)
    if options.first and (why := waits(project)):
        raise Refusal(f"Nothing was built. {why}")
    _LAST[:] = [build_once(project, with_pdf=options.pdf, jobs=options.jobs, scheduler=options.scheduler)]
    return PROBLEMS if _LAST[0].report is None else FINE


def waits(project: Project) -> str:
    """Why what was never published must not go out yet, or ""; where it has errors, the build says so itself."""
    # Imported here: most builds deploy nothing, or not for the first time.
    from newsdesk.build import examine
    from newsdesk.store.answering import hindrance

    collection = examine(project, begun=begun()).collection
    return hindrance(collection, project.digests) if collection else ""


def build_once(
    project: Project,
    *,
    with_pdf: bool = False,
    jobs: int | None = 1,
    make: "Make | None" = None,
    scheduler: str | None = None,
    shards: "Shards | None" = None,
) -> Outcome:
    """Build, and say what came of it; the site is as it was where the outcome has no report.

    `make` makes the site where it is not known to be as it should be. `shards` are files of years, `scheduler` is the
    address of one that has workers.
    """
    if scheduler or shards:
        make = _with_others(project, scheduler, shards, with_pdf=with_pdf, jobs=jobs)
    return told(project, lambda: _made(project, begun(), make, with_pdf=with_pdf, jobs=jobs))


def _with_others(
    project: Project, scheduler: str | None, shards: "Shards | None", *, with_pdf: bool, jobs: int | None
) -> "Make":
    """What makes a site where others have a part in it; refused where they are not there."""
    # Imported here: most builds need nobody else.
    from newsdesk.build.cluster.scheduling import Scheduler
    from newsdesk.build.making import build

    others = Scheduler(scheduler, begun()) if scheduler else None
    return lambda progress, day: build(
        project, progress, begun=day, with_pdf=with_pdf, jobs=jobs, shards=shards, scheduler=others
    )


def told(project: Project, make: Callable[[], Outcome]) -> Outcome:
    """Make something of a project, and say what came of it."""
    started = time.perf_counter()
    outcome = make()
    tell(project, outcome)
    if outcome.report is None:
        print(f"Nothing was written: {tally(shown(outcome.problems)[0])}.", file=sys.stderr)
        return outcome
    report, seconds = outcome.report, time.perf_counter() - started
    changes = "nothing has changed"
    if report.written or report.removed:
        changes = f"{count(report.written, 'file', 'files')} written, {report.removed} removed"
    _tell_of_strangers(project, report.strangers)
    index = project.site / "index.html"
    with suppress(ValueError):
        index = Path(os.path.realpath(index)).relative_to(Path.cwd())
    print(f"Built {count(outcome.pages, 'page', 'pages')} in {seconds:.1f} s, {changes}: {index}")
    return outcome


def _tell_of_strangers(project: Project, paths: Sequence[str]) -> None:
    """Name what somebody else had put into the site, of which a build leaves nothing."""
    if paths := [path for path in paths if not is_litter(path.rpartition("/")[2])]:
        first = f"{project.site.name}/{paths[0]}"
        many = (
            f"{first} was"
            if len(paths) == 1
            else f"{first} and {count(len(paths) - 1, 'more file', 'more files')} were"
        )
        print(
            f"{many} not made by a build, and nothing else stays in the site."
            f" What belongs there is put below docs, from where each build takes it.",
            file=sys.stderr,
        )


def tell(project: Project, outcome: Outcome) -> None:
    """Say what was found, and what was warned of."""
    _clear_progress()
    problems, hidden = shown(outcome.problems)
    tell_of_newer(project, problems)
    sys.stderr.write(as_text(problems, project.door) + project.door.fill(hidden))
    for warning in outcome.warnings:
        print(warning, file=sys.stderr)


def _made(project: Project, day: date, make: "Make | None", *, with_pdf: bool, jobs: int | None) -> Outcome:
    """The outcome of a build, or of the last one where nothing has changed since."""
    listed = all_files(project)
    files = files_of(listed)
    # With PDFs nothing is known: their letters are the system's.
    key = "" if with_pdf else key_of(project, day, files)
    if key and (found := last_outcome(project, key)):
        return found
    if make:
        outcome = make(progress(), day)
        files = files_of(all_files(project))
    else:
        # Only now: to import what makes sites takes as long as to look whether one has to be made.
        from newsdesk.build.making import build

        outcome = build(project, progress(), begun=day, with_pdf=with_pdf, jobs=jobs, listed=listed)
    if outcome.report and key and key == key_of(project, day, files):  # nobody has written while it was built
        remember(project, key, outcome)
    return outcome


def _is_interactive() -> bool:
    return sys.stderr.isatty() and not os.environ.get("CI")


def progress() -> "Progress":
    """What hears of each stage, and shows it in a terminal alone."""
    if not _is_interactive():
        return lambda stage, count: None

    def show(stage: str, count: int) -> None:
        sys.stderr.write(f"\r\033[K{stage}{f': {count:,}' if count else ''} …")
        sys.stderr.flush()

    return show


def _clear_progress() -> None:
    if _is_interactive():
        sys.stderr.write("\r\033[K")
