"""`story`: adds an event that several articles cover to the register."""

import argparse
from pathlib import Path

from newsdesk.build import Project
from newsdesk.commands import added, adding, today

HELP = "register a story, which several articles cover"


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    add = adding(parser, "a story")
    add.add_argument("title", metavar="TITLE", help="a neutral headline")
    add.add_argument("--date", metavar="DATE", required=True, help="when it happened (EDTF, such as 2026-11-17~)")
    add.add_argument(
        "--country", metavar="CODE", action="append", required=True, help="involved, such as AQ; may be given again"
    )
    add.add_argument("--place", metavar="ID", action="append", default=[], help="in places.yaml; may be given again")
    summary = add.add_mutually_exclusive_group(required=True)
    summary.add_argument("--summary", metavar="TEXT", help="what is established; each sentence ends in a mark: [mark].")
    summary.add_argument("--summary-from", metavar="FILE", help="the same in a file of plain text")
    add.add_argument(
        "--reference",
        metavar="MARK=SOURCE",
        action="append",
        required=True,
        help="what a mark stands for: an address, or the id of an entry; may be given again",
    )
    add.add_argument("--drafted-by", choices=["human", "machine"], help="who wrote the summary")


def run(project: Project, options: argparse.Namespace) -> int:
    """Write the record, and say what was done; returns the exit code."""
    from newsdesk.store.captured.texts import read_text
    from newsdesk.store.verbs.registers.records import add_story

    summary = options.summary if options.summary is not None else read_text(Path(options.summary_from))
    return added(
        project,
        lambda changes: add_story(
            changes,
            project.digests,
            options.title,
            day=options.date,
            countries=options.country,
            summary=summary,
            references=options.reference,
            today=today(),
            id=options.id,
            places=options.place,
            drafted_by=options.drafted_by,
        ),
    )
