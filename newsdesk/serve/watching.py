"""Files and folders that are watched come in; which of them have changed is told, once for several at a time."""

import logging
import os
import threading
import time
from collections.abc import Callable, Collection
from contextlib import suppress
from functools import partial
from pathlib import Path

from watchdog.events import (
    DirDeletedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

from newsdesk.build import Project

# How often is looked whether what is watched is still there, and whether it is to be ended.
_LOOK_AGAIN = 1.0
# How often files are looked at where the system does not tell of changes.
_POLL = 1.0
# How long nothing may have changed before a change is told, and how long it is told at the latest: some editors write
# a file in several steps.
_QUIET, _LATEST = 0.05, 1.0
# What is under way beside a file: backups of editors, and whole files that are about to take its place.
_PASSING = (".", "#")
# What changes a file: to be told that somebody reads it would set off one build after the other.
_CHANGES: list[type[FileSystemEvent]] = [
    FileCreatedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileDeletedEvent,
    DirMovedEvent,
    DirDeletedEvent,
]
Told = Callable[[Collection[Path]], None]
"""Is told which files have changed; none where that is not known, and it may be any."""


def watching(project: Project, tell: Told, *, poll: bool = False) -> "Watcher":
    """Who watches all of a project that its site and its desk rest on, once it is started.

    With `poll`, and where the system has no more room for whoever wants to be told, files are looked at every second.
    """
    is_polled = poll or not is_told(str(project.digests))
    watcher = Watcher(tell, polling() if is_polled else told())
    for folder in (project.digests, project.captures, project.root / "docs"):
        watcher.watch(str(folder))
    watcher.watch(str(project.config), recursive=False)
    return watcher


def told() -> BaseObserver:
    """Whom the system tells of changes."""
    return Observer()


def polling() -> BaseObserver:
    """Who looks for changes, for folders whose system tells of none."""
    return PollingObserver(timeout=_POLL)


def is_told(folder: str) -> bool:
    """Whether the system tells of changes: it may have no more room for whoever wants to be told."""
    observer = Observer()
    try:
        observer.schedule(FileSystemEventHandler(), folder, recursive=True)
        observer.start()
    except FileNotFoundError:
        return True  # there is nothing to be told of yet
    except OSError:
        return False
    observer.stop()
    observer.join()
    return True


class Watcher(FileSystemEventHandler):
    """Calls `tell` after changes of what it watches, also where another file or folder takes its place.

    Many editors save that way, and git does; whoever watched the old one is told of nothing more.
    """

    def __init__(self, tell: Told, observer: BaseObserver) -> None:
        self.observer, self._tell = observer, tell
        self._watched: dict[str, bool] = {}
        self._watches: dict[str, ObservedWatch] = {}
        self._known: dict[str, tuple[int, int] | None] = {}
        self._news = threading.Condition()
        self._changed: set[Path] = set()
        self._may_be_any = self._is_closed = False
        self._first = self._last = 0.0
        self._closed = threading.Event()
        self._threads = [
            threading.Thread(target=work, name="watching", daemon=True) for work in (self._keep_watching, self._tell_on)
        ]
        # It calls it an error that it is asked for changes while it stops.
        logging.getLogger("watchdog").setLevel(logging.CRITICAL)

    def watch(self, path: str, *, recursive: bool = True) -> None:
        """Watch a file, or a folder with what lies below it; what is not there is watched once it is."""
        self._watched[path] = recursive

    def _schedule(self, path: str) -> None:
        schedule = partial(self.observer.schedule, event_filter=_CHANGES)
        self._watches[path] = schedule(self, path, recursive=self._watched[path])

    def start(self) -> None:
        """Begin to tell of changes."""
        self.observer.start()
        for path in self._watched:
            self._known[path] = _identity(path)
            with suppress(OSError):  # it is not there yet
                self._schedule(path)
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Tell of none any more; one that has not begun may be stopped, too."""
        self._closed.set()
        with self._news:
            self._is_closed = True
            self._news.notify_all()
        if self.observer.is_alive():
            self.observer.stop()
            self.observer.join()

    def join(self, seconds: float) -> bool:
        """Wait until it has ended; whether it has."""
        for thread in self._threads:
            thread.join(seconds)
        return not any(thread.is_alive() for thread in self._threads)

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note a change to a file, and that a folder has gone or moved: files went with it."""
        if isinstance(event, (DirMovedEvent, DirDeletedEvent)):
            self._note(may_be_any=True)
        elif not event.is_directory:
            paths = [Path(os.fsdecode(path)) for path in (event.src_path, event.dest_path) if path]
            self._note([path for path in paths if not _is_passing(path)])

    def _note(self, paths: Collection[Path] = (), *, may_be_any: bool = False) -> None:
        if not (paths or may_be_any):
            return
        with self._news:
            self._changed.update(paths)
            self._may_be_any |= may_be_any
            self._last = time.monotonic()
            self._first = self._first or self._last
            self._news.notify_all()

    def _tell_on(self) -> None:
        """Tell of what was noted, once no other change follows within a moment."""
        while True:
            with self._news:
                self._news.wait_for(lambda: self._first or self._is_closed)
                while not self._is_closed:
                    left = min(self._last + _QUIET, self._first + _LATEST) - time.monotonic()
                    if left <= 0:
                        break
                    self._news.wait(left)
                if self._is_closed:
                    return
                paths = [] if self._may_be_any else sorted(self._changed)
                self._changed, self._may_be_any, self._first = set(), False, 0.0
            self._tell(paths)

    def _keep_watching(self) -> None:
        while not self._closed.wait(_LOOK_AGAIN):
            if not self.observer.is_alive():
                continue
            alive = {emitter.watch for emitter in self.observer.emitters if emitter.should_keep_running()}
            for path in self._watched:
                before, now = self._known[path], _identity(path)
                if now == before and (now is None or self._watches.get(path) in alive):
                    continue
                self._known[path] = now
                if now is not None:
                    with suppress(OSError, KeyError):  # it has gone once more, or the watch has, at the end
                        if watch := self._watches.pop(path, None):
                            self.observer.unschedule(watch)
                        self._schedule(path)
                self._note(may_be_any=True)


def _identity(path: str) -> tuple[int, int] | None:
    """Which file or folder stands at a path; None for none."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _is_passing(path: Path) -> bool:
    return path.name.startswith(_PASSING) or path.name.endswith("~")
