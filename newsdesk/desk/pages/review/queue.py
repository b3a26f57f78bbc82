"""`/review`: the entries that wait for a second person, and why."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from newsdesk.desk.answering import desk_of, page
from newsdesk.desk.office import Desk
from newsdesk.desk.pages.review.notes import Notes
from newsdesk.store.history.authors import drafters_of

SHOWN = 50
"""So many entries stand on a page of the queue."""
SHOWS = ("waiting", "unsigned", "changed", "asked", "all")
_CHANGED = "signed-before"


@dataclass(frozen=True, slots=True)
class Row:
    """An entry of the queue."""

    id: str
    week: str
    title: str
    language: str
    outlet: str
    published: tuple[object, ...]
    """By what it is put in order."""
    by_machine: bool
    signed: str
    """By whom, and when; "" where nobody has."""
    is_changed: bool
    """Whether it was changed since."""
    asked: int
    """How many notes wait for an answer."""
    is_draft: bool = False
    drafter: str = ""
    """Who first committed it, by git."""

    @property
    def waits(self) -> frozenset[str]:
        """Under which of `SHOWS` it stands."""
        if self.is_draft:
            return frozenset({"all", "waiting", "asked"})
        found = {"all"}
        found |= set() if self.signed else {"waiting", "unsigned"}
        found |= {"waiting", "changed"} if self.is_changed else set()
        found |= {"waiting", "asked"} if self.asked else set()
        return frozenset(found)


def rows(desk: Desk) -> list[Row]:
    """All entries that are no drafts, the newest first."""
    with desk.reading():
        found = desk.looked()
        changed = {problem.path for problem in found.problems if problem.rule == _CHANGED}
        asked = Counter(note.entry for note in Notes(desk.files).waiting())
        made = []
        for item in found.draft.entries:
            entry = item.record
            if entry.withdrawn:
                continue
            outlet = found.draft.outlets.get(entry.outlet)
            review = entry.reviewed
            made.append(
                Row(
                    entry.id,
                    entry.week,
                    entry.title,
                    entry.language,
                    next(iter(outlet.keys["names"]), entry.outlet) if outlet else entry.outlet,
                    (entry.published.order,),
                    entry.drafted_by == "machine",
                    f"{review.by}, {review.on}" if review else "",
                    item.document.path in changed,
                    asked[entry.id],
                )
            )
        made += [_draft(name, path, asked[name]) for name, path in found.draft.unfinished.items() if asked[name]]
    return sorted(made, key=lambda row: (row.week, row.published, row.id), reverse=True)


def _draft(name: str, path: str, asked: int) -> Row:
    """A draft about which somebody asks: who finishes it has to know."""
    return Row(name, path.split("/")[-2], name, "", "", (), False, "", False, asked, is_draft=True)


def queue(request: Request) -> Response:
    """What waits for a second person, by the filters in the address."""
    desk, asked = desk_of(request), request.query_params
    every = rows(desk)
    show = asked.get("show") if asked.get("show") in SHOWS else "waiting"
    week, by = asked.get("week", ""), asked.get("by", "")
    kept = [row for row in every if _fits(row, week, by)]
    counts = Counter(one for row in kept for one in row.waits)
    wanted = [row for row in kept if show in row.waits]
    told = asked.get("from", "")
    start = min(int(told), len(wanted)) if told.isdecimal() and len(told) < 9 else 0
    shown = wanted[start : start + SHOWN]
    drafters = drafters_of(desk.project.digests, [f"{row.week}/{row.id}.yaml" for row in shown]) if shown else {}
    shown = [replace(row, drafter=drafters.get(f"{row.week}/{row.id}.yaml", "")) for row in shown]
    own = {"week": week, "by": by}
    return page(
        request,
        "review/queue.html",
        room="review",
        rows=shown,
        shows=[(one, _address(own | {"show": one}), counts[one]) for one in SHOWS],
        show=show,
        week=week,
        by=by,
        weeks=sorted({row.week for row in every}, reverse=True),
        entries=len(wanted),
        first=start + 1,
        last=start + len(shown),
        newer=_address(own | {"show": show, "from": str(max(0, start - SHOWN))}) if start else "",
        older=_address(own | {"show": show, "from": str(start + SHOWN)}) if start + SHOWN < len(wanted) else "",
    )


def _fits(row: Row, week: str, by: str) -> bool:
    return week in ("", row.week) and (by not in ("machine", "human") or (by == "machine") == row.by_machine)


def _address(values: Mapping[str, Any]) -> str:
    told = {name: value for name, value in values.items() if value and value != "waiting"}
    return f"/review?{urlencode(told)}" if told else "/review"


ROUTES = [Route("/review", queue)]
