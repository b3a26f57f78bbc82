"""The inbox of an open desk: the journal in memory, beside the collection as it was last looked at."""

import re
import threading
from collections.abc import Callable
from pathlib import PurePath
from typing import Any

from newsdesk.build.entries.drafting import Known
from newsdesk.build.inbox.around import Around
from newsdesk.build.inbox.closing import screened_of
from newsdesk.build.inbox.gathering import Gathered, Gathering
from newsdesk.build.inbox.listing import Row, Wanted, as_data, counts, only, rows, weeks
from newsdesk.build.inbox.reasons import reasons
from newsdesk.build.inbox.sources import Source
from newsdesk.build.inbox.taking import take
from newsdesk.desk.office import Desk, without_next
from newsdesk.intake.inbox import need_extra
from newsdesk.intake.inbox.reading.kinds import opened
from newsdesk.intake.original import site_of
from newsdesk.intake.watching.rounds import Pace
from newsdesk.load import shown_path
from newsdesk.load.ordinary import printable
from newsdesk.problems import Refusal
from newsdesk.store.editing.writing import pair
from newsdesk.store.inbox import steps
from newsdesk.store.inbox.journal import Inbox, Journal

AT_ONCE = 50
"""So many candidates are sent at once: the page asks for more when somebody gets there."""
_LINES = 200


class Box:
    """What the page of the inbox works with; its methods may be called by several requests at once."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._journal = desk, Journal(desk.project.root)
        self._lock, self._looking = threading.RLock(), threading.Lock()
        self._around: tuple[int, Around] | None = None
        self._rows: tuple[object, list[Row]] | None = None

    def around(self) -> Around:
        """The collection as it was last looked at; where it has changed since, it is looked at again meanwhile."""
        if self._around is None:
            self._look()
        elif self._around[0] != self._desk.changes and not self._looking.locked():
            threading.Thread(target=self._look, daemon=True).start()
        assert self._around is not None
        return self._around[1]

    def _look(self) -> None:
        with self._looking:
            changes = self._desk.changes
            if self._around is None or self._around[0] != changes:
                around = Around(self._desk.looked())
                around.prepare()
                self._around = changes, around

    def _all(self) -> list[Row]:
        """All candidates, put in order anew where anything has changed."""
        around = self.around()
        with self._lock:
            inbox = self._journal.read()
            mark = inbox, self._journal.size, around
            if self._rows is None or self._rows[0] != mark:
                self._rows = mark, rows(inbox.candidates.values(), around)
            return self._rows[1]

    def listed(self, wanted: Wanted, start: int) -> dict[str, Any]:
        """A part of the list with what the page shows around it."""
        every, around = self._all(), self.around()
        found = only(every, around, wanted)
        return {
            "rows": [self._data(row, around) for row in found[start : start + AT_ONCE]],
            "from": start,
            "total": len(found),
            "counts": {str(state): count for state, count in counts(every).items()},
            "weeks": weeks(every, self._desk.today()),
            "damaged": len(self._journal.inbox.damaged),
        }

    def step(self, do: str, id: str, why: str, was: str = "") -> dict[str, Any]:
        """One step, and the candidate as it is afterwards.

        `was` is the state in which the page shows it: Refusal where another page has done something with it since.
        """
        whys = reasons(self._desk.project)
        with self._lock:
            now = self._desk.now()
            self._refuse_changed(id, was)
            candidate = steps.apart(self._journal, id, now) if do == "apart" else self._read().of(id)
            if do == "later":
                steps.later(self._journal, candidate, now)
            elif do == "leave":
                steps.leave(self._journal, candidate, why, {key: one.words for key, one in whys.items()}, now)
            elif do == "undo":
                steps.undo(self._journal, candidate, now)
        return self._done("inbox", do, candidate.id, *(["--why", why] if do == "leave" else []), id=candidate.id)

    def take(self, id: str, week: str = "", was: str = "") -> dict[str, Any]:
        """Take one as its verb does; `entry` is the draft to go on with.

        `week` is that of an article that does not name its day; WeekUnknown where it is needed. `was` as in `step`.
        """
        desk = self._desk
        with self._lock:
            self._refuse_changed(id, was)
            candidate = self._read().of(id)
        with desk.writing():
            known = Known(week=week or None)
            drafted = take(desk.project, self._journal, self.around(), candidate, desk.now(), known, desk.guard)
        said = [f"Wrote {shown_path(path, desk.project.root)}" for path in drafted.written]
        said = [desk.say(line) for line in (*said, *without_next(drafted.said))]
        command = ("take", candidate.id, *(("--week", week) if week else ()))
        performed = {"command": self._command(*command), "done": True, "said": said, "complained": []}
        return {"performed": performed, "entry": drafted.entry, "row": self._row(candidate.id)}

    def add_links(self, links: str) -> dict[str, Any]:
        """Add what somebody pasted: one address of a feed or a page is fetched, several lines are a list."""
        lines = [line.strip() for line in links.splitlines() if line.strip()]
        if not lines:
            raise Refusal(self._desk.words("Paste at least one address."))
        if len(lines) == 1 and re.fullmatch(r"https?://\S+", lines[0]):
            return self._gathered(lambda gathering: gathering.add(lines), "add", lines[0])
        name = self._desk.words("what was pasted")
        return self._gathered(lambda gathering: gathering.links(links, name), "add", "links.txt")

    def add_file(self, raw: bytes, name: str) -> dict[str, Any]:
        """Add a file that was chosen; only the last part of its name counts."""
        name = printable(PurePath(name.replace("\\", "/")).name)[:200] or "file"
        source = Source(name, opened(raw, name), name)
        return self._gathered(lambda gathering: gathering.read(source), "add", name)

    def add_feeds(self) -> dict[str, Any]:
        """Add what is new in the feeds of the register."""
        feeds = [feed for own in self.around().feeds.values() for feed in own]
        if not feeds:
            raise Refusal(self._desk.words("No outlet has feeds. Write them into outlets.yaml, as feeds: [https://…]."))
        return self._gathered(lambda gathering: gathering.feeds(feeds), "feeds")

    def log(self, week: str) -> dict[str, Any]:
        """What the digest of a week will say that was screened, as YAML; "" where the inbox says nothing of it."""
        around = self.around()
        with self._lock:
            found, log = screened_of(self._desk.project, self._journal, around, week)
        return {"text": "" if log.is_empty else pair("screened", found, 0), "command": self._command("log", week)}

    def _gathered(self, do: Callable[[Gathering], Gathered], *command: str) -> dict[str, Any]:
        """Read sources: a journal of its own, so that nobody waits for it who works with the list."""
        need_extra()
        desk = self._desk
        site = site_of(desk.project.config)
        manners = Pace().manners
        journal = Journal(desk.project.root)
        with Gathering(journal, self.around(), desk.now(), desk.begun(), site, desk.guard, manners) as gathering:
            done = do(gathering)
        return {
            "added": done.added,
            "copies": done.copies,
            "again": done.again,
            "renewed": done.renewed,
            "told": [f"{one.place}: {desk.say(one.words)}" for one in done.told[:_LINES]],
            "found": done.found_feeds,
            "command": self._command(*command),
        }

    def _refuse_changed(self, id: str, was: str) -> None:
        if was and self._read().of(id).state != was:
            raise Refusal(self._desk.words("Another page has done something with it meanwhile. Look at it again."))

    def _command(self, *arguments: str) -> str:
        return self._desk.command("inbox", *arguments)

    def _done(self, *arguments: str, id: str) -> dict[str, Any]:
        return {"command": self._desk.command(*arguments), "row": self._row(id)}

    def _row(self, id: str) -> dict[str, Any]:
        around = self.around()
        with self._lock:
            return self._data(rows([self._read().of(id)], around)[0], around)

    def _data(self, row: Row, around: Around) -> dict[str, Any]:
        """A row for scripts; `parted` says that it was held for a copy, which can be taken back."""
        return as_data(row, around) | {"parted": row.candidate.id in self._journal.inbox.parted}

    def _read(self) -> Inbox:
        return self._journal.read()
