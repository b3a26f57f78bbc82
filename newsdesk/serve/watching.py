"""Files and folders that are watched come in; that one of them has changed is told, once for several at a time."""

import logging
import os
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial

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

# How often is looked whether what is watched is still there.
_LOOK_AGAIN = 1.0
# How often files are looked at where the system does not tell of changes.
_POLL = 0.5
# What changes a file: to be told that somebody reads it would set off one build after the other.
_CHANGES: list[type[FileSystemEvent]] = [
    FileCreatedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileDeletedEvent,
    DirMovedEvent,
    DirDeletedEvent,
]


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
    except OSError:
        return False
    observer.stop()
    observer.join()
    return True


class Watcher(FileSystemEventHandler):
    """Calls `changed` after each change of what it watches, also where another file or folder takes its place.

    Many editors save that way, and git does; whoever watched the old one is told of nothing more.
    """

    def __init__(self, changed: Callable[[], None], observer: BaseObserver) -> None:
        self.observer, self._changed = observer, changed
        self._watched: dict[str, bool] = {}
        self._watches: dict[str, ObservedWatch] = {}
        self._known: dict[str, tuple[int, int] | None] = {}
        self._closed = threading.Event()
        self._again = threading.Thread(target=self._keep_watching, daemon=True)
        # It calls it an error that it is asked for changes while it stops.
        logging.getLogger("watchdog").setLevel(logging.CRITICAL)

    def watch(self, path: str, *, recursive: bool = True) -> None:
        """Watch a file, or a folder with what lies below it; what is not there is watched once it is."""
        self._watched[path] = recursive
        self._known[path] = _identity(path)
        with suppress(OSError):
            self._schedule(path)

    def _schedule(self, path: str) -> None:
        schedule = partial(self.observer.schedule, event_filter=_CHANGES)
        self._watches[path] = schedule(self, path, recursive=self._watched[path])

    def start(self) -> None:
        """Begin to tell of changes."""
        self.observer.start()
        self._again.start()

    def stop(self) -> None:
        """Tell of none any more; one that has not begun may be stopped, too."""
        self._closed.set()
        if self.observer.is_alive():
            self.observer.stop()
            self.observer.join()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Tell of a change to a file, and of a folder that has gone or moved: files went with it."""
        if not event.is_directory or isinstance(event, (DirMovedEvent, DirDeletedEvent)):
            self._changed()

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
                self._changed()


def _identity(path: str) -> tuple[int, int] | None:
    """Which file or folder stands at a path; None for none."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_dev, status.st_ino
