"""`new`: an article becomes a capture on this machine and a draft entry in the folder of its week."""

import argparse
from typing import TYPE_CHECKING

from newsdesk.build import Project
from newsdesk.build.weeks.begun import need_begun
from newsdesk.commands import begun, now, where
from newsdesk.intake.capture import need_extra
from newsdesk.intake.original import original_of, reading, site_of
from newsdesk.load import shown_path
from newsdesk.model.codes import check_id, week_days
from newsdesk.model.edtf import Edtf
from newsdesk.problems import UsageError

if TYPE_CHECKING:
    from newsdesk.build.entries.drafting import Drafted, Known
    from newsdesk.intake.reach import Guard

HELP = "an article becomes a capture and a draft entry"


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    where(parser)
    parser.add_argument("source", metavar="SOURCE", help="a saved page, a text file, a PDF, or an address to fetch")
    known_of_it(parser)


def known_of_it(parser: argparse.ArgumentParser) -> None:
    """The options that say what is known of an article."""
    parser.add_argument("--week", metavar="WEEK", help="week of publication, such as 2026-W47, if the page is silent")
    parser.add_argument(
        "--published",
        metavar="DATE",
        help="when it was published (EDTF, such as 2026-11-17 or 2026-11-17~), if you know",
    )
    parser.add_argument("--name", metavar="ID", help="the name of the entry, if not one made from the title")


def run(project: Project, options: argparse.Namespace, guard: "Guard | None" = None) -> int:
    """Capture one article and write its draft; nothing that exists is ever overwritten. Returns the exit code."""
    project.need_digests()
    _need_fine(options)
    need_extra()
    moment = now()
    site = site_of(project.config) if "://" in options.source else None
    original = original_of(options.source, site, guard)
    read = reading(original, moment.date(), project.cache)
    # Imported here: meanwhile the article is read.
    from newsdesk.build.entries.drafting import draft

    print_draft(project, draft(project, original, known_in(options), moment, read))
    return 0


def known_in(options: argparse.Namespace) -> "Known":
    """What the options say of an article; UsageError where one cannot be so."""
    from newsdesk.build.entries.drafting import Known

    _need_fine(options)
    return Known(options.week, _asked_day(options.published), options.name)


def _need_fine(options: argparse.Namespace) -> None:
    if options.week:
        try:
            week_days(options.week)
        except ValueError as error:
            raise UsageError(f"{error} Write it like 2026-W47.") from None
        need_begun(options.week, begun())
    if options.name:
        try:
            check_id(options.name)
        except ValueError:
            raise UsageError(
                f'"{options.name}" cannot be the name of an entry: use small Latin letters, digits and single hyphens.'
            ) from None
    _asked_day(options.published)


def _asked_day(text: str | None) -> str | None:
    if text is None:
        return None
    try:
        return str(Edtf.parse(text))
    except ValueError as error:
        raise UsageError(f"--published {text}: {error}") from None


def print_draft(project: Project, drafted: "Drafted") -> None:
    """Print what was written, what was found, and the next command."""
    wrote = (f"Wrote {shown_path(path, project.root)}" for path in drafted.written)
    finish = f"{project.door.command} finish {drafted.entry}"
    print("\n".join([*wrote, *drafted.said]))
    print(f"Next: open the draft, read it beside the article, and run: {finish}")
