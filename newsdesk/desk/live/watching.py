"""Watches the files of a collection: the system tells of a change, or they are looked at again and again."""

import os
import threading
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from watchfiles import watch
from watchfiles._rust_notify import WatchfilesRustInternalError

from newsdesk.build import Project

# Milliseconds: how long nothing may have changed before a change is told, and how long it is told at the latest.
_QUIET, _LATEST = 50, 1000
# How often is looked whether what is watched is still the same folder: git and editors put others in their place.
_LOOK_AGAIN = 1000
# How often files are looked at where the system tells of no changes.
_POLL = 1000
# What is under way beside a file: backups of editors, and whole files that are about to take its place.
_PASSING = (".", "#")

Told = Callable[[Collection[Path]], None]
"""Is told which files have changed; none where that is not known, and it may be any."""


class Watching(threading.Thread):
    """Tells of every change of a file of a collection until it is stopped.

    Where the system has no more room for whoever wants to be told, or a file has a name that is no UTF-8, files are
    looked at once a second.
    """

    def __init__(self, project: Project, told: Told, *, poll: bool = False) -> None:
        super().__init__(name="watching", daemon=True)
        self._project, self._told, self._poll = project, told, poll
        self._stopped = threading.Event()
        self._is_anew = False

    def stop(self) -> None:
        """End it, within a moment."""
        self._stopped.set()

    def run(self) -> None:
        """Watch whatever there is; whatever takes its place is watched in its place."""
        while not self._stopped.is_set():
            before = self._places()
            try:
                is_anew, self._is_anew = self._is_anew, False
                for changed in self._changes(list(before)):
                    # What has changed since the last watch ended, and before this one began, nobody saw.
                    if changed or is_anew:
                        self._told(() if is_anew else changed)
                    is_anew = False
                    if self._places() != before:
                        break
            except OSError:  # it went while it was looked at, or there is no more room
                self._poll = self._poll or self._places() == before
                self._stopped.wait(_LOOK_AGAIN / 1000)
            except WatchfilesRustInternalError:
                # A name that is no UTF-8. The system tells of it whenever it is read, also by whoever is told of it.
                self._poll = self._is_anew = True
            if not self._stopped.is_set():
                self._told(())

    def _changes(self, places: list[Path]) -> Iterator[list[Path]]:
        """What has changed, now and then; an empty list where nothing has."""
        if not places:
            while not self._stopped.wait(_LOOK_AGAIN / 1000):
                yield []
            return
        for changes in watch(
            *places,
            watch_filter=None,
            debounce=_LATEST,
            step=_QUIET,
            stop_event=self._stopped,
            rust_timeout=_LOOK_AGAIN,
            yield_on_timeout=True,
            raise_interrupt=False,
            force_polling=self._poll or None,
            poll_delay_ms=_POLL,
            ignore_permission_denied=True,
        ):
            yield sorted(path for _, name in changes if not _is_passing(path := Path(name)))

    def _places(self) -> dict[Path, tuple[int, int]]:
        """What there is to be watched, and which file or folder each of it is."""
        project, found = self._project, {}
        for path in (project.digests, project.captures, project.root / "docs", project.config):
            try:
                status = os.stat(path)
            except OSError:
                continue
            found[path] = status.st_dev, status.st_ino
        return found


def _is_passing(path: Path) -> bool:
    return path.name.startswith(_PASSING) or path.name.endswith("~")
