"""Checks a collection behind the pages after its files have changed, and tells open pages what is wrong."""

import threading
import time
import traceback
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from newsdesk.build.examining import Examined
from newsdesk.build.workers.heap import give_back
from newsdesk.check.unfinished import says_draft
from newsdesk.desk.live.mending import form_of, mending
from newsdesk.desk.live.telling import Telling
from newsdesk.desk.office import Desk
from newsdesk.load import read_whole, shown_path
from newsdesk.load.ordinary import digest_of
from newsdesk.problems import Problem, Refusal, has_errors, tally

# How long nothing may have changed before all is checked, in seconds, and after how long it is checked anyway: a form
# writes several times in a second while somebody types, and waits for whoever checks.
_SETTLED, _PATIENCE = 1.0, 15.0
# Of how many files at once it is told which ones they are: of more, a branch of git for one, that it was many.
_MANY = 100
# More would fill the screen: the check in a terminal has them all.
MOST = 40


@dataclass(eq=False)
class Checking:
    """What is known to be wrong, and what is done after a change. `told` is called by whoever watches."""

    desk: Desk
    telling: Telling
    last: dict[str, Any] | None = None
    """The faults that were found last, as pages are told them; None before the first check."""
    _day: date | None = None
    """The day on which they were found."""
    _changed: threading.Condition = field(default_factory=threading.Condition)
    _at: float = 0.0
    _first: float = 0.0
    """When files have changed last, and for the first time since they were checked; 0 for never."""
    _is_stopped: bool = False

    def told(self, paths: Collection[Path]) -> None:
        """Some files have changed, or any may have where there are none: pages hear of it, and it is checked soon."""
        self.desk.touched()
        self.telling.tell("changed", self._files(paths))
        self.want()

    def asked(self) -> dict[str, Any] | None:
        """The faults that were found last; where nobody has looked, or on another day, an event tells them soon."""
        if self.last is None or self._day != self.desk.begun():
            self.want()
        return self.last

    def want(self) -> None:
        """Have it checked soon, once for all that changes until then."""
        with self._changed:
            self._at = time.monotonic()
            self._first = self._first or self._at
            self._changed.notify_all()

    def stop(self) -> None:
        """End `run`."""
        with self._changed:
            self._is_stopped = True
            self._changed.notify_all()

    def run(self) -> None:
        """Check after each change that has settled, while anybody listens, until it is stopped."""
        while self._settled():
            if self.telling.is_heard:
                self.last = self._found()
                self.telling.tell("faults", self.last)
                give_back()
            else:
                self.last = None  # whoever comes asks anew

    def _settled(self) -> bool:
        """Wait for a change, and then until nothing changes any more; False when it is stopped."""
        with self._changed:
            self._changed.wait_for(lambda: self._first or self._is_stopped)
            while not self._is_stopped:
                now = time.monotonic()
                left = min(self._at + _SETTLED, self._first + _PATIENCE) - now
                if left <= 0:
                    break
                self._changed.wait(left)
            self._first = 0.0
            return not self._is_stopped

    def _found(self) -> dict[str, Any]:
        self._day = self.desk.begun()
        try:
            found = self.desk.looked()
        except Refusal as refusal:
            return _nothing_but(self.desk, self.desk.say(str(refusal)))
        except OSError as error:
            why = f"{error.filename or self.desk.project.digests}: {error.strerror or error}. Nothing is lost."
            return _nothing_but(self.desk, self.desk.say(why))
        except Exception as error:  # whoever stops looking would say nothing at all
            traceback.print_exc()
            why = self.desk.words(
                "The program failed here: {fault}. Nothing was lost; its terminal shows what to report."
            )
            return _nothing_but(self.desk, why.format(fault=type(error).__name__))
        return faults(self.desk, found.problems, unfinished(found))

    def _files(self, paths: Collection[Path]) -> dict[str, Any]:
        if not paths or len(paths) > _MANY:
            return {"many": True, "files": []}
        root = self.desk.project.root
        return {"many": False, "files": [{"path": shown_path(p, root), "digest": _digest(p)} for p in paths]}


def unfinished(found: Examined) -> set[str]:
    """The paths, below the folder of the collection, of entries that say of themselves that they are drafts."""
    return {inner for inner, one in found.documents.items() if one and form_of(inner, "") and says_draft(one.data)}


def faults(desk: Desk, problems: list[Problem], drafts: Collection[str] = ()) -> dict[str, Any]:
    """What keeps the site from being built, as pages show it: how much, and each with its place and its remedy.

    Those of `drafts` stand beside the fields of their pages, which are named, and alarm nobody who is writing there.
    """
    wrong = [problem for problem in problems if has_errors([problem])]
    open_ = {problem.path for problem in wrong if "/".join(problem.path.split("/")[-2:]) in drafts}
    errors = [problem for problem in wrong if problem.path not in open_]
    return {
        "count": desk.say(tally(errors)) if errors else "",
        "drafts": sorted(form_of(path, "") for path in open_),
        "more": max(0, len(errors) - MOST),
        "faults": [
            {
                "place": desk.words("{file}, line {line}").format(file=problem.path, line=problem.line),
                "message": desk.say(problem.message),
                "remedy": desk.say(problem.hint),
                "link": mending(problem.path, problem.line, problem.rule),
                "form": form_of(problem.path, problem.rule),
            }
            for problem in errors[:MOST]
        ],
    }


def _nothing_but(desk: Desk, message: str) -> dict[str, Any]:
    fault = {"place": "", "message": message, "remedy": "", "link": "", "form": ""}
    return {"count": desk.say("1 error"), "drafts": [], "more": 0, "faults": [fault]}


def _digest(path: Path) -> str | None:
    """The SHA-256 of a file; None where there is none any more, or it cannot be read."""
    try:
        return digest_of(read_whole(path))
    except OSError:
        return None
