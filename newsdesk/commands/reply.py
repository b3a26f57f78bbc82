"""`reply add`: what somebody answers whom an entry is about stands beside it."""

import argparse
from pathlib import Path

from newsdesk.build import Project
from newsdesk.commands import begun, print_done, today, where
from newsdesk.problems import UsageError

HELP = "put a reply beside an entry, in the words of whoever replies"


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    inner = parser.add_subparsers(dest="what", metavar="add", required=True)
    adding = inner.add_parser("add", help=HELP)
    where(adding)
    adding.add_argument("entry", metavar="ENTRY", help="an entry's id, or the path of its file")
    adding.add_argument("--from", dest="by", metavar="NAME", required=True, help="who replies, with the office")
    given = adding.add_mutually_exclusive_group(required=True)
    given.add_argument("--text", metavar="TEXT", help="the reply as it was sent, at most 200 words")
    given.add_argument("--file", metavar="FILE", help="a file that holds this text")
    adding.add_argument("--on", metavar="DATE", help="day of the reply, such as 2026-11-27; default today")
    adding.add_argument("--language", metavar="TAG", help="its language; default that of the site")
    adding.add_argument("--url", metavar="ADDRESS", help="where all of it stands, if it is published or longer")


def run(project: Project, options: argparse.Namespace) -> int:
    """Add the reply, and say what was changed; returns the exit code."""
    from newsdesk.build import settle
    from newsdesk.build.entries.changing import changes_of
    from newsdesk.commands.correct import read_text
    from newsdesk.store.maintained import read_settings
    from newsdesk.store.verbs.published.reply import Answer, add_reply

    project.need_digests()
    text = options.text if options.text is not None else read_text(Path(options.file))
    language = options.language
    if language is None:
        settings, _ = read_settings(project.config, project.root)
        if settings is None:
            raise UsageError("The settings have a fault, so the language of the reply is not known. Add --language.")
        language = settings.language
    answer = Answer(options.by, text, language, options.on or today().isoformat(), options.url)
    changes = changes_of(project)
    done = add_reply(changes, project.digests, options.entry, answer)
    return print_done(project, settle(project, changes, done, begun()))
