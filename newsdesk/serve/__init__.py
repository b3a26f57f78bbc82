"""A server on this machine: a build comes in, its pages go out, built again when a file changes."""

import errno
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass

from newsdesk.build import Project
from newsdesk.problems import Refusal
from newsdesk.serve.answering import Live
from newsdesk.serve.faults import Fault, banner
from newsdesk.serve.hosts import HOST
from newsdesk.serve.watching import watching

__all__ = ["HOST", "Fault", "Work", "in_use", "serve"]

# How long nothing may have been saved before what is behind is made: whoever types saves again soon.
_PAUSE = 1.0
# How often the main thread looks up: a wait without an end hears no Ctrl-C on some systems.
_LOOK_UP = 0.25


@dataclass(frozen=True, slots=True)
class Work:
    """What is done after a save: none of it raises anything."""

    rebuild: Callable[[], Fault | None]
    """Builds the pages, reports problems in the terminal itself, and returns the fault."""
    follow: Callable[[], bool] = lambda: False
    """Makes what takes longer, while nobody waits: a save in between puts it off. Says whether pages were among it."""
    begin: Callable[[], None] = lambda: None
    """Makes ready for the first save, while pages go out already."""


def in_use(port: int) -> Refusal:
    """What to say where another program has the port."""
    return Refusal(f"Port {port} is in use. Choose another with --port.")


def serve(project: Project, port: int, work: Work, fault: Fault | None = None, *, poll: bool = False) -> None:
    """Serve until Ctrl-C; on a fault the last good site stays up, and every page says in a banner what is wrong.

    `fault` is that of the first build. With `poll` files are looked at once a second, for folders whose system tells
    of no changes; without, the system tells.
    """
    try:
        live = Live(port, project.site, banner(fault))
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        raise in_use(port) from None
    saves = _Saves(live, work)
    watcher = watching(project, lambda _: saves.changed(), poll=poll)
    try:
        watcher.start()
        threading.Thread(target=live.serve_forever, daemon=True).start()
        threading.Thread(target=work.begin, daemon=True).start()
        print(f"Serving on {live.url}", file=sys.stderr)
        saves.build_until_stopped()
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
    finally:
        watcher.stop()
        live.close()


class _Saves:
    """What is saved is built, one after the other; several at a time are built once."""

    def __init__(self, live: Live, work: Work) -> None:
        self._live, self._work = live, work
        self._news = threading.Condition()
        self._has_changed = False
        self._count = 0

    def changed(self) -> None:
        """A file has changed."""
        with self._news:
            self._has_changed = True
            self._news.notify_all()

    def build_until_stopped(self) -> None:
        """Build after every change."""
        while True:
            with self._news:
                while not self._news.wait_for(lambda: self._has_changed, timeout=_LOOK_UP):
                    pass
                self._has_changed = False
            self._build()

    def _build(self) -> None:
        self._count += 1
        self._live.begin()
        fault: Fault | None = ("1 problem", ["The program failed. The terminal says where."])
        try:
            fault = self._work.rebuild()
        except Exception:
            traceback.print_exc()
        finally:
            self._live.end(banner(fault))
        later = threading.Timer(_PAUSE, self._follow, (self._count,))
        later.daemon = True
        later.start()

    def _follow(self, count: int) -> None:
        """Make what the pages of a save do not show, unless somebody has saved again meanwhile."""
        if count == self._count and self._work.follow() and count == self._count:
            self._live.renew()
