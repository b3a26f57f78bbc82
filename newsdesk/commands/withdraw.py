"""`withdraw`: an entry no longer stands, or the name of a private person goes."""

import argparse
import shutil

from newsdesk.build import Project
from newsdesk.commands import begun, print_done, today, where
from newsdesk.problems import UsageError

HELP = "withdraw an entry, or take the name of a private person out of everything"


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    where(parser)
    parser.add_argument("entry", metavar="ENTRY", help="an entry; or a private person, people.yaml#ID")
    parser.add_argument("--why", metavar="TEXT", required=True, help="the reason, for readers")
    parser.add_argument(
        "--name", metavar="NAME", action="append", default=[], help="only this name goes, in every registered spelling"
    )
    parser.add_argument(
        "--as", dest="by", metavar="TEXT", help="with a name: what stands for it, else that it was a private person"
    )
    parser.add_argument("--rename", metavar="NEW-ID", default="", help="with a name that the address holds: a new id")


def run(project: Project, options: argparse.Namespace) -> int:
    """Withdraw, and say what was changed; returns the exit code."""
    from newsdesk.build import settle
    from newsdesk.build.entries.changing import changes_of
    from newsdesk.interface import ENGLISH, words_of
    from newsdesk.output.sealed import state_of
    from newsdesk.store.maintained import read_settings
    from newsdesk.store.verbs.private.taking import Going, take_out
    from newsdesk.store.verbs.published.rename import Home
    from newsdesk.store.verbs.published.withdraw import withdraw
    from newsdesk.views.setting.terms import private_person

    project.need_digests()
    day, changes = today().isoformat(), changes_of(project)
    is_person = "people" in options.entry and any(sign in options.entry for sign in "#/:")
    if not (options.name or is_person):
        if options.by or options.rename:
            raise UsageError("--as and --rename go with --name.")
        done = withdraw(changes, project.digests, options.entry, options.why, day)
        return print_done(project, settle(project, changes, done, begun()))
    settings, _ = read_settings(project.config, project.root)
    by = options.by or private_person(words_of(settings.language if settings else ENGLISH))
    going = Going(options.name, by, options.why, day, options.rename)
    done = take_out(changes, Home(project.digests, project.captures), options.entry, going)
    done = settle(project, changes, done, begun())
    # What is kept for the next build holds what was read, the last site but one included; all can be made again.
    for kept in (project.cache, state_of(project.site)):
        shutil.rmtree(kept, ignore_errors=True)
    return print_done(project, done)
