"""A server on this machine: a build comes in, its pages go out, built again when a file changes."""

import errno
import sys
import threading
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from newsdesk.build import Project
from newsdesk.problems import Refusal
from newsdesk.serve.answering import HOST, Live
from newsdesk.serve.watching import Watcher, is_told, polling, told

__all__ = ["HOST", "Fault", "Work", "in_use", "serve"]

# More would fill the screen; the terminal has them all.
_MOST = 40
# How long nothing may have been saved before what is behind is made: whoever types saves again soon.
_PAUSE = 1.0
# How long a file has to be left alone before it is read: some editors write one in several steps.
_SETTLED = 0.05
# How often the main thread looks up: a wait without an end hears no Ctrl-C on some systems.
_LOOK_UP = 0.25
# What keeps the last save from being built: how many problems in words, and a line for each; None for nothing.
Fault = tuple[str, Sequence[str]]


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


def serve(
    project: Project, port: int, work: Work, fault: Fault | None = None, *, poll: bool = False, desk: str = ""
) -> None:
    """Serve until Ctrl-C; on a fault the last good site stays up, and every page says in a banner what is wrong.

    `fault` is that of the first build. With `poll` files are looked at twice a second, for folders whose system tells
    of no changes; without, the system tells. `desk` is the address at which faults can be mended, where there is one.
    """
    try:
        live = Live(port, project.site, _banner(fault, desk))
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        raise in_use(port) from None
    saves = _Saves(live, work, desk)
    is_polled = poll or not is_told(str(project.digests))
    watcher = Watcher(saves.changed, polling() if is_polled else told())
    for folder in (project.digests, project.root / "docs"):
        watcher.watch(str(folder))
    watcher.watch(str(project.config), recursive=False)
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

    def __init__(self, live: Live, work: Work, desk: str) -> None:
        self._live, self._work, self._desk = live, work, desk
        self._news = threading.Condition()
        self._has_changed = False
        self._count = 0

    def changed(self) -> None:
        """A file has changed."""
        with self._news:
            self._has_changed = True
            self._news.notify_all()

    def build_until_stopped(self) -> None:
        """Build after every change, once no other follows within a moment."""
        while True:
            with self._news:
                while not self._news.wait_for(lambda: self._has_changed, timeout=_LOOK_UP):
                    pass
                while self._news.wait(timeout=_SETTLED):
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
            self._live.end(_banner(fault, self._desk))
        later = threading.Timer(_PAUSE, self._follow, (self._count,))
        later.daemon = True
        later.start()

    def _follow(self, count: int) -> None:
        """Make what the pages of a save do not show, unless somebody has saved again meanwhile."""
        if count == self._count and self._work.follow() and count == self._count:
            self._live.renew()


def _banner(fault: Fault | None, desk: str = "") -> bytes:
    if fault is None:
        return b""
    count, lines = fault
    more = max(0, len(lines) - _MOST)
    return _template().render(count=count, lines=lines[:_MOST], more=more, desk=desk).encode()


@cache
def _template() -> Template:
    # The only page that nobody publishes, so it has no part in the words of the site.
    loader = PackageLoader("newsdesk", "templates")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined).get_template("fault.html")
