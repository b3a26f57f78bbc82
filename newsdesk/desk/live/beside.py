"""The site beside the desk: made when somebody wants to see it, and after each change, in a copy of this process.

A copy shares what the desk knows of the collection, and its own memory goes back to the system when it ends. No page of
the desk waits for a build, and pages of the site stand at another origin: their scripts can read nothing of the desk,
and ask it for nothing.
"""

import threading
import traceback
from functools import partial

from newsdesk.build.examining import Examined
from newsdesk.build.making import make_known
from newsdesk.build.project import Project
from newsdesk.build.workers.beside import Beside as Copy
from newsdesk.desk.office import Desk
from newsdesk.problems import Refusal
from newsdesk.serve.answering import Live
from newsdesk.serve.faults import Fault, banner, fault_of
from newsdesk.serve.hosts import HOST

# How long nothing may have been saved, in seconds, before what comes behind the pages is made.
_PAUSE = 2.0
_LAST_LINES = 12
# What a build says: a fault; None where there is none; "" where it was stopped, since there is something newer.
Said = Fault | None | str


class Beside:
    """The site of a desk: not made before it is wanted, and not shown after the desk has gone, however it went."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._news = desk, threading.Condition()
        self._live: Live | None = None
        self._copy: Copy[Fault | None] | None = None
        self._thread: threading.Thread | None = None
        self._is_wanted = self._is_stopped = self._is_behind = False
        self._lines: list[str] | None = None

    def address(self) -> str | None:
        """Where the site is, begun if need be; None while it is made for the first time, which may take a while."""
        with self._news:
            if self._thread is None and not self._is_stopped:
                self._is_wanted, self._is_behind = True, False
                self._thread = threading.Thread(target=self._run, name="site", daemon=True)
                self._thread.start()
            return self._live.url if self._live else None

    def said(self) -> list[str] | None:
        """Why there is no site, where it could not be made, which the next call of `address` tries again; else None."""
        with self._news:
            lines, self._lines = self._lines, None
            return lines

    def changed(self) -> None:
        """A file has changed, or any may have: what is being made is out of date."""
        with self._news:
            if self._thread is not None:
                self._is_wanted = True
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

    def _is_old(self) -> bool:
        """Whether what is being made is of no use any more."""
        return self._is_wanted or self._is_stopped

    def _stop_copy(self) -> None:
        if self._copy:
            self._copy.stop()

    def _run(self) -> None:
        """Make the site after each change, first its pages and then, once nothing has changed for a while, the rest."""
        self._show(None)
        while (what := self._next()) is not None:
            said = self._made(with_all=what)
            if isinstance(said, str):
                continue
            self._is_behind = said is None and not what
            if not self._show(said):
                break

    def _next(self) -> bool | None:
        """Whether the rest is to be made beside the pages; None when it is stopped."""
        with self._news:
            pause = _PAUSE if self._is_behind else None
            is_new = self._news.wait_for(lambda: self._is_wanted or self._is_stopped, pause)
            if self._is_stopped:
                return None
            self._is_wanted = False
            return not is_new

    def _show(self, fault: Fault | None) -> bool:
        """Let browsers load their pages again, with a banner for a fault; False, and said why, where there is none."""
        has_site = (self._desk.project.site / "index.html").is_file()
        with self._news:
            if not has_site:
                if fault is None:
                    return True
                self._lines, self._thread = list(fault[1])[-_LAST_LINES:], None
                return False
            shown = banner(fault, f"http://{HOST}:{self._desk.port}/", self._desk.words("Back to the desk"))
            if self._live is None:
                self._live = Live(0, self._desk.project.site, shown)
                threading.Thread(target=self._live.serve_forever, name="site answers", daemon=True).start()
            else:
                self._live.begin()
                self._live.end(shown)
        return True

    def _made(self, *, with_all: bool) -> Said:
        """Make the site of what the collection is now; whatever goes wrong is a fault."""
        try:
            # Held while the process is copied: the copy finds nothing half-changed.
            with self._desk.reading():
                found = self._desk.looked()
                with self._news:
                    if self._is_old():
                        return ""
                    self._copy = copy = Copy(partial(_make, self._desk.project, found, with_all=with_all))
            said = copy.result()
            with self._news:
                self._copy = None
            return "" if self._is_old() else said
        except Refusal as refusal:
            return "1 problem", self._desk.project.door.fill(str(refusal)).splitlines()
        except OSError as error:
            return "1 problem", [f"{error.filename or self._desk.project.site}: {error.strerror}."]
        except Exception:  # whoever stops looking would say nothing at all
            traceback.print_exc()
            return "1 problem", ["The program failed. The terminal says where."]


def _make(project: Project, found: Examined, *, with_all: bool) -> Fault | None:
    """In the copy: make the site; the fault that keeps it from being made."""
    try:
        outcome = make_known(project, found, with_all=with_all)
    except Refusal as refusal:
        return "1 problem", project.door.fill(str(refusal)).splitlines()
    except OSError as error:
        return "1 problem", [f"{error.filename or project.site}: {error.strerror}."]
    return fault_of(project, outcome.problems) if outcome.report is None else None
