"""A server on this machine: a build comes in, its pages go out, built again when a file changes."""

import errno
import logging
import os
import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from mkdocs.livereload import LiveReloadServer
from watchdog.events import (
    DirDeletedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

from newsdesk.build import Project
from newsdesk.problems import Refusal

HOST = "127.0.0.1"
# With any port: somebody may have it forwarded.
_OURS = (HOST, "localhost", "[::1]")
# More would fill the screen; the terminal has them all.
_MOST = 40
# How long nothing may have been saved before what is behind is made: whoever types saves again soon.
_PAUSE = 1.0
# How long a file has to be left alone before it is read: some editors write one in several steps.
_SETTLED = 0.05
# How often is looked whether what is watched is still there.
_LOOK_AGAIN = 1.0
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
    _log_to_stderr()
    server = _Server(work, port, str(project.site), fault, desk)
    if not poll and _is_told(project.digests):
        server.observer = _told()  # type: ignore[assignment] # MkDocs takes any observer, and names one
    for folder in (project.digests, project.root / "docs"):
        if folder.is_dir():
            server.watch(str(folder))
    server.watch(str(project.config), recursive=False)
    threading.Thread(target=work.begin, daemon=True).start()
    try:
        server.serve()  # type: ignore[no-untyped-call] # MkDocs says no types here
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        raise in_use(port) from None
    finally:
        if server.serve_thread.is_alive():
            server.shutdown(wait=True)
        else:
            server.server_close()


# What changes a file: to be told that somebody reads it would set off one build after the other.
_CHANGES = [FileCreatedEvent, FileModifiedEvent, FileMovedEvent, FileDeletedEvent, DirMovedEvent, DirDeletedEvent]


def _told() -> BaseObserver:
    """Whom the system tells of changes."""
    observer = Observer()
    observer.schedule = partial(observer.schedule, event_filter=_CHANGES)  # type: ignore[method-assign] # MkDocs names no events
    return observer


def _is_told(folder: Path) -> bool:
    """Whether the system tells of changes: it may have no more room for whoever wants to be told."""
    observer = Observer()
    try:
        observer.schedule(FileSystemEventHandler(), str(folder), recursive=True)
        observer.start()
    except OSError:
        return False
    observer.stop()
    observer.join()
    return True


class _Server(LiveReloadServer):
    """MkDocs' server, which puts the banner into pages as they go out: the files of the site stay as they are."""

    def __init__(self, work: Work, port: int, root: str, fault: Fault | None, desk: str = "") -> None:
        super().__init__(self._rebuild, HOST, port, root)
        self.build_delay = _SETTLED
        self._work, self._lock = work, threading.Lock()
        self._saves = 0
        self._desk = desk
        self._banner = _banner(fault, desk)
        self._known: dict[str, tuple[int, int] | None] = {}
        self._closed = threading.Event()
        threading.Thread(target=self._keep_watching, daemon=True).start()

    def _keep_watching(self) -> None:
        """Watch again what was put in the place of another file or folder, or was taken away and brought back.

        Many editors save that way, and git does; whoever watched the old one is told of nothing more.
        """
        while not self._closed.wait(_LOOK_AGAIN):
            if not self.observer.is_alive():
                continue
            alive = {emitter.watch for emitter in self.observer.emitters if emitter.should_keep_running()}
            for path, watch in list(self._watch_refs.items()):
                before, now = self._known.get(path), _identity(path)
                if now == before and (now is None or watch in alive):
                    continue
                self._known[path] = now
                if now is not None:
                    with suppress(OSError, KeyError):  # it has gone once more, or the watch has, at the end
                        self.unwatch(path)
                        self.watch(path, recursive=watch.is_recursive)
                with self._rebuild_cond:
                    self._want_rebuild = True
                    self._rebuild_cond.notify_all()

    def watch(self, path: str, func: None = None, *, recursive: bool = True) -> None:
        """As MkDocs does, remembering which file or folder it is."""
        super().watch(path, func, recursive=recursive)
        # Under the name that MkDocs gives it.
        self._known[os.path.abspath(path)] = _identity(path)  # noqa: PTH100

    def shutdown(self, wait: bool = False) -> None:
        """Stop looking, then as MkDocs does."""
        self._closed.set()
        super().shutdown(wait)

    def server_close(self) -> None:
        """The same where it never came to serve."""
        self._closed.set()
        super().server_close()

    def _rebuild(self) -> None:
        """Build; after it browsers load their page once more, with the banner or without."""
        self._saves += 1
        fault = self._work.rebuild()
        with self._lock:
            self._banner = _banner(fault, self._desk)
        later = threading.Timer(_PAUSE, self._follow, (self._saves,))
        later.daemon = True
        later.start()

    def _follow(self, save: int) -> None:
        """Make what the pages of a save do not show, unless somebody has saved again meanwhile."""
        if save == self._saves and self._work.follow() and save == self._saves:
            with self._epoch_cond:
                if self._visible_epoch == self._wanted_epoch:  # else a save is on its way
                    self._wanted_epoch = self._visible_epoch = self._visible_epoch + 1
                    self._epoch_cond.notify_all()

    def serve_request(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        """As MkDocs does, for whoever asked for this machine: a name of somebody else may lead here, too."""
        host = environ.get("HTTP_HOST", HOST)
        if host.rpartition(":")[0] not in _OURS and host not in _OURS:
            start_response("421 Misdirected Request", [("Content-Type", "text/plain")])
            return [b"This server answers to this machine's own names alone.\n"]
        found: Iterable[bytes] = super().serve_request(environ, start_response)
        return found

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        with self._lock:
            banner = self._banner
        page: bytes = super()._inject_js_into_html(content, epoch)  # type: ignore[no-untyped-call] # MkDocs says none here either
        start, end, rest = page.rpartition(b"</body>")
        return start + banner + end + rest if end else page + banner


def _identity(path: str) -> tuple[int, int] | None:
    """Which file or folder stands at a path; None for none."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_dev, status.st_ino


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


def _log_to_stderr() -> None:
    logger = logging.getLogger("mkdocs.livereload")
    logger.setLevel(logging.INFO)
    logger.addHandler(logging.StreamHandler(sys.stderr))
    # It calls it an error that it is asked for changes while it stops.
    logging.getLogger("watchdog").setLevel(logging.CRITICAL)
