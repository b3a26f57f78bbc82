"""The site beside the desk: each page is made when somebody asks for it, and is never older than the last good save.

Pages are made of what the desk knows of the collection. What no page is, such as the index of search, feeds and data,
is made with the whole site: by itself where that takes little, else once somebody asks for it. A copy of this process
makes that, or of many entries a new one, whose memory goes back to the system when it ends. Pages of the site stand at
another origin: their scripts can read nothing of the desk, and ask it for nothing.
"""

import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from newsdesk.build.examining import Examined
from newsdesk.build.living.walking import Walk
from newsdesk.build.making import build, make_known
from newsdesk.build.project import Outcome, Project
from newsdesk.build.workers.beside import Anew
from newsdesk.build.workers.beside import Beside as Copy
from newsdesk.desk.office import Desk
from newsdesk.problems import Refusal, has_errors
from newsdesk.serve.answering import Live
from newsdesk.serve.faults import Fault, banner, fault_of
from newsdesk.serve.hosts import HOST

FEW = 2_000
"""Of so many entries the whole site is made by itself: a process needs some 200 MB and half a minute for it."""
# How long nothing may have been saved, in seconds, before it is looked at, and before the whole site is made.
_SETTLED, _PAUSE = 0.3, 2.0
_LAST_LINES = 12
# Where the whole site is asked for, below the address of the desk.
WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Whole:
    """How the whole site stands: whether somebody has to ask for it, and what came of that."""

    entries: int = 0
    """How many entries the collection has."""
    is_asked_for: bool = False
    """Whether it is made only for who asks, since it takes much."""
    is_being_made: bool = False
    is_made: bool = False
    """Whether it was made while the desk was open, as the collection was then."""
    said: tuple[str, ...] = ()
    """Why it could not be made."""


class Beside:
    """The site of a desk: not made before it is wanted, and not shown after the desk has gone, however it went."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._news, self._walk = desk, threading.Condition(), Walk(desk.project)
        self._live: Live | None = None
        self._copy: Copy[Fault | None] | None = None
        self._thread: threading.Thread | None = None
        self._is_stopped = self._is_behind = self._is_asked = self._is_made = False
        self._has_changed, self._at = True, 0.0
        self._fault: Fault | None = None
        self._entries = 0
        self._lines: list[str] | None = None
        self._why: tuple[str, ...] = ()

    def address(self) -> str | None:
        """Where the site is, begun if need be; None while the collection is read, which may take a while."""
        with self._news:
            self._begin()
            return self._live.url if self._live else None

    def said(self) -> list[str] | None:
        """Why there is no site, where it could not be made, which the next call of `address` tries again; else None."""
        with self._news:
            lines, self._lines = self._lines, None
            return lines

    def ask_for_whole(self) -> None:
        """Have the whole site made, with all that no page is."""
        with self._news:
            self._is_asked, self._why = True, ()
            self._begin()
            self._news.notify_all()

    def whole(self) -> Whole:
        """How it stands."""
        with self._news:
            is_made = self._is_asked or self._copy is not None
            return Whole(self._entries, self._entries > FEW, is_made, self._is_made, self._why)

    def changed(self) -> None:
        """A file has changed, or any may have: what was looked at is out of date."""
        with self._news:
            self._has_changed, self._is_behind, self._at = True, True, time.monotonic()
            # What somebody has asked for takes a while, and would never be done while somebody else types.
            if not self._is_asked:
                self._stop_copy()
            self._news.notify_all()

    def stop(self) -> None:
        """End it."""
        with self._news:
            self._is_stopped = True
            self._stop_copy()
            self._news.notify_all()
            thread, live = self._thread, self._live
        if thread is not None:
            thread.join()
        if live:
            live.close()

    def _begin(self) -> None:
        if self._thread is None and not self._is_stopped:
            self._has_changed = self._is_behind = True
            self._thread = threading.Thread(target=self._run, name="site", daemon=True)
            self._thread.start()

    def _stop_copy(self) -> None:
        if self._copy:
            self._copy.stop()

    def _run(self) -> None:
        """Look at the collection after each change, and make the whole site where it is wanted."""
        while (work := self._next()) is not None:
            if not work():
                break

    def _next(self) -> Callable[[], bool] | None:
        """What is to be done, as soon as there is something; None when it is stopped."""
        with self._news:
            while not self._is_stopped:
                quiet = time.monotonic() - self._at
                if self._has_changed:
                    if quiet >= _SETTLED:
                        self._has_changed = False
                        return self._look
                    self._news.wait(_SETTLED - quiet)
                elif self._is_asked or (self._is_behind and self._entries <= FEW and quiet >= _PAUSE):
                    return self._make_whole
                else:
                    waits = self._is_behind and self._entries <= FEW
                    self._news.wait(_PAUSE - quiet if waits else None)
            return None

    def _look(self) -> bool:
        """Look at the collection: its pages are those that are there now, or the last good ones with a banner."""

        def looked() -> Fault | None:
            found = self._desk.looked()
            self._entries = len(found.draft.entries)
            if has_errors(found.problems):
                return fault_of(self._desk.project, found.problems)
            self._walk.take(found)
            return None

        self._fault = self._guarded(looked)
        return self._show()

    def _make_whole(self) -> bool:
        """Make the whole site in a copy; what has changed meanwhile stops it, unless somebody has asked for it."""
        fault = self._fault or self._guarded(self._made)
        with self._news:
            is_out_of_date = self._has_changed and not self._is_asked
            self._copy, self._is_asked = None, False
            if not is_out_of_date:
                self._is_behind = self._has_changed
                self._is_made = self._is_made or fault is None
                self._why = tuple(fault[1])[-_LAST_LINES:] if fault else ()
        return self._show() if not is_out_of_date else True

    def _made(self) -> Fault | None:
        # Held while the process is copied: the copy finds nothing half-changed.
        with self._desk.reading():
            project, begun = self._desk.project, self._desk.begun()
            found = self._desk.looked()
            with self._news:
                if self._is_stopped or (self._has_changed and not self._is_asked):
                    return None
                # Two memories of many entries are too much: who starts anew reads what was kept of them.
                many = len(found.draft.entries) > FEW
                self._copy = copy = (
                    Anew(partial(_make_anew, project, begun)) if many else Copy(partial(_make, project, found))
                )
        return copy.result()

    def _show(self) -> bool:
        """Let browsers load their pages again, with a banner for a fault; False, and said why, where there is none."""
        fault, desk = self._fault, f"http://{HOST}:{self._desk.port}/"
        has_site = self._walk.is_there or (self._desk.project.site / "index.html").is_file()
        with self._news:
            if not has_site:
                self._lines, self._thread = list(fault[1] if fault else ())[-_LAST_LINES:], None
                self._is_asked = False
                return False
            words, waits = self._desk.words, self._entries > FEW and not self._is_made
            more = (f"{desk}{WHOLE}", words("Make search and downloads")) if waits else ("", "")
            shown = banner(fault, desk, words("Back to the desk"), more)
            if self._live is None:
                self._live = Live(0, self._desk.project.site, shown, self._page)
                threading.Thread(target=self._live.serve_forever, name="site answers", daemon=True).start()
            else:
                self._live.begin()
                self._live.end(shown)
        return True

    def _page(self, path: str) -> bytes | None:
        """What stands at an address of the site, made now; None of what lies on the disk at best."""
        try:
            return self._walk.content(path)
        except Refusal as refusal:
            return self._desk.project.door.fill(str(refusal)).encode()

    def _guarded(self, work: Callable[[], Fault | None]) -> Fault | None:
        """Do some work; whatever goes wrong is a fault."""
        try:
            return work()
        except Refusal as refusal:
            return "1 problem", self._desk.project.door.fill(str(refusal)).splitlines()
        except OSError as error:
            return "1 problem", [f"{error.filename or self._desk.project.site}: {error.strerror}."]
        except Exception:  # whoever stops looking would say nothing at all
            traceback.print_exc()
            return "1 problem", ["The program failed. The terminal says where."]


def _make(project: Project, found: Examined) -> Fault | None:
    """In a copy: make the site; the fault that keeps it from being made."""
    return _fault(project, partial(make_known, project, found))


def _make_anew(project: Project, begun: date) -> Fault | None:
    """In a new process: the same, of what stands in the files."""
    return _fault(project, partial(build, project, begun=begun))


def _fault(project: Project, makes: Callable[[], Outcome]) -> Fault | None:
    try:
        outcome = makes()
    except Refusal as refusal:
        return "1 problem", project.door.fill(str(refusal)).splitlines()
    except OSError as error:
        return "1 problem", [f"{error.filename or project.site}: {error.strerror}."]
    return fault_of(project, outcome.problems) if outcome.report is None else None
