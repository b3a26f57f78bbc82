"""`serve`: builds, serves on this machine only, builds again on every change."""

import argparse
import errno
import gc
import socket
import sys
import threading
import traceback
from collections.abc import Callable
from typing import TYPE_CHECKING

from newsdesk.build import Outcome, Project
from newsdesk.commands import FINE, PROBLEMS, begun, processes, target, where
from newsdesk.commands.build import build_once, told
from newsdesk.problems import Refusal

if TYPE_CHECKING:
    from newsdesk.build.living import LivingSite
    from newsdesk.serve.faults import Fault

HELP = "build, serve on this machine, rebuild on change"


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    where(parser)
    target(parser)
    processes(parser)
    parser.add_argument("--port", type=port_argument, default=8000, help="default 8000")
    parser.add_argument("--poll", action="store_true", help="look for changes where the system tells of none")


def run(project: Project, options: argparse.Namespace) -> int:
    """Build, and serve until it is stopped; returns the exit code."""
    _need_port(options.port)
    gc.enable()  # whoever lives on has to clear away
    site = _Later(project, options.jobs)
    outcome = build_once(project, make=lambda progress, day: site.living.build(progress, day))
    if outcome.report is None and not (project.site / "index.html").is_file():
        return PROBLEMS
    # Imported here: the server's own imports would slow down every other command.
    from newsdesk.serve import Work, serve
    from newsdesk.serve.faults import Fault, fault_of

    def rebuild() -> Fault | None:
        made: list[Outcome] = []
        said = _guarded(project, lambda: made.append(told(project, lambda: site.living.save(begun()))))
        return said or (fault_of(project, made[0].problems) if made[0].report is None else None)

    def follow() -> bool:
        found: list[bool] = []
        _guarded(project, lambda: found.append(site.living.follow()))
        return any(found)

    def begin() -> None:
        _guarded(project, lambda: site.living.begin(begun()))

    fault = fault_of(project, outcome.problems) if outcome.report is None else None
    try:
        serve(project, options.port, Work(rebuild, follow, begin), fault, poll=options.poll)
    finally:
        site.close()
    return FINE


def _need_port(port: int) -> None:
    """Refusal where another program has the port: nobody should wait for a build to hear that."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))  # as `newsdesk/serve/` does, whose imports take longer than this
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                from newsdesk.serve import in_use

                raise in_use(port) from None


class _Later:
    """The site that the process keeps in memory, once somebody asks for it."""

    def __init__(self, project: Project, jobs: int | None) -> None:
        self._project, self._jobs = project, jobs
        self._lock, self._made = threading.Lock(), list["LivingSite"]()

    @property
    def living(self) -> "LivingSite":
        """What knows the collection and the site."""
        with self._lock:
            if not self._made:
                from newsdesk.build.living import LivingSite

                self._made.append(LivingSite(self._project, self._jobs))
            return self._made[0]

    def close(self) -> None:
        """Stop whatever is under way."""
        for living in self._made:
            living.close()


def _guarded(project: Project, work: Callable[[], None]) -> "Fault | None":
    """Do some work; whatever goes wrong is told in the terminal and returned, and the server lives on."""
    try:
        work()
        return None
    except Refusal as refusal:
        said = project.door.fill(str(refusal))
        print(f"{project.door.name}: {said}", file=sys.stderr)
    except OSError as error:
        said = f"{error.filename or project.site}: {error.strerror}."
        print(f"{project.door.name}: {said}", file=sys.stderr)
    except Exception as error:  # a server that stops answering would say nothing at all
        said = f"The program failed ({type(error).__name__}: {error}). The terminal says where."
        traceback.print_exc()
    return "1 problem", said.splitlines()


def port_argument(text: str) -> int:
    """The number of a port as an argument."""
    if not (text.isdecimal() and 0 < int(text) < 65536):
        raise argparse.ArgumentTypeError(f"{text} is not a port: choose one from 1024 to 65535")
    return int(text)
