"""`desk`: an editor's day in a browser, on this machine alone, over the same files."""

import argparse
import gc
from collections.abc import Sequence
from importlib import import_module

from newsdesk.build import Project
from newsdesk.commands import FINE, begun, now, today, where
from newsdesk.commands.serve import port_argument
from newsdesk.interface import ENGLISH, words_of
from newsdesk.problems import UsageError
from newsdesk.store.maintained import read_settings

HELP = "work on the collection in the browser: drafts, evidence, review, weeks"
EXTRA = ("starlette", "uvicorn")
"""What the extra `desk` brings beside that of `new`."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    where(parser)
    parser.add_argument("--port", type=port_argument, default=8010, help="default 8010")
    parser.add_argument("--no-browser", action="store_true", help="open no browser: print the address alone")
    parser.add_argument("--poll", action="store_true", help="look for changes where the system tells of none")


def run(project: Project, options: argparse.Namespace) -> int:
    """Serve the desk until it is stopped; returns the exit code."""
    project.need_digests()
    _need_extra()
    # Imported here: the server's own imports would slow down every other command.
    from newsdesk.desk.files import Desks
    from newsdesk.desk.office import Desk
    from newsdesk.desk.running import Opening, listening, run

    gc.enable()  # whoever lives on has to clear away
    settings, _ = read_settings(project.config, project.root)
    chosen = Desks(project.root / ".desk").language
    # The language of the site is that of its readers, and says nothing of who sits here: a browser does.
    words = words_of(chosen or (settings.language if settings else ENGLISH))
    with listening(options.port) as place:
        run(
            Desk(project, words, run_verb, today, begun, now, place.getsockname()[1], is_spoken=chosen is not None),
            place,
            Opening(with_browser=not options.no_browser, poll=options.poll),
        )
    return FINE


def run_verb(project: Project, arguments: Sequence[str]) -> int:
    """Run another verb in this process, as the command line does; UsageError where it is asked for wrongly."""
    verb = import_module(f"newsdesk.commands.{arguments[0].replace('-', '_')}")
    parser = _Parser(prog=arguments[0])
    verb.add_options(parser)
    code: int = verb.run(project, parser.parse_args(arguments[1:]))
    return code


class _Parser(argparse.ArgumentParser):
    """One that ends no process."""

    def error(self, message: str) -> None:  # type: ignore[override] # it is caught one floor up
        raise UsageError(f"{self.prog}: {message}")


def _need_extra() -> None:
    from newsdesk.intake.capture import need_extra

    need_extra(EXTRA, "desk")
    need_extra()
