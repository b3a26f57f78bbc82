"""The inbox on the desk: its list, what is done with a candidate, and new sources; each action shows its verb."""

from datetime import date
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from newsdesk.build.inbox.listing import Wanted
from newsdesk.build.inbox.reasons import reasons
from newsdesk.build.weeks.begun import need_begun
from newsdesk.desk.answering import asked, desk_of, page, told
from newsdesk.desk.pages.inbox.box import Box
from newsdesk.desk.speaking import as_json
from newsdesk.intake.draft.entry import WeekUnknown
from newsdesk.interface import Words
from newsdesk.model.candidates import State
from newsdesk.model.codes import is_week, meant_week
from newsdesk.problems import Refusal
from newsdesk.views.setting.dates import say_date, say_week

_STEPS = ("later", "leave", "undo", "apart")


def _box(request: Request) -> Box:
    box: Box = request.app.state.box
    return box


def show(request: Request) -> Response:
    """The page, which its script fills."""
    desk = desk_of(request)
    whys = [
        {"id": one.id, "key": one.key, "words": one.words} for one in reasons(desk.project, desk.words.tag).values()
    ]
    return page(request, "inbox.html", room="inbox", reasons=as_json(whys), states=[str(one) for one in State])


def listed(request: Request) -> Response:
    """A part of the list, as the page asks for it."""
    query = request.query_params
    state, week, start = query.get("state", ""), query.get("week", ""), query.get("from", "0")
    wanted = Wanted(
        State(state) if state in list(State) else None, week if is_week(week) else "", query.get("q", "")[:200]
    )
    return told(_box(request).listed(wanted, int(start) if start.isdecimal() and len(start) < 9 else 0))


async def step(request: Request) -> Response:
    """Put one off, leave it out, take back what was last done with it, or say that a copy is none."""
    said = await asked(request)
    do, id, why, was = (str(said.get(one, "")) for one in ("do", "id", "why", "was"))
    if do not in _STEPS:
        raise Refusal(desk_of(request).words("The page asks for something that the inbox does not know. Reload it."))
    return told(await run_in_threadpool(_box(request).step, do, id, why, was))


async def take(request: Request) -> Response:
    """Capture and draft one; where nothing tells its week, the answer names one to ask for, as `week`."""
    said = await asked(request)
    id, named, was = (str(said.get(one, "")).strip() for one in ("id", "week", "was"))
    week = meant_week(named) if named else ""
    if week is None:
        raise Refusal(_no_week(desk_of(request).words))
    try:
        if week:
            need_begun(week, desk_of(request).begun())
        return told(await run_in_threadpool(_box(request).take, id, week, was))
    except WeekUnknown as unknown:
        words = desk_of(request).words
        why = words("The article does not say for certain when it was published.")
        if unknown.day:
            # A day may end with a full stop of its own, as in Russian, where the sentence has one.
            day = say_date(words, date.fromisoformat(unknown.day)).removesuffix(".")
            why = f"{why} {words('It may have been on {day}.').format(day=day)}"
        return told({"refusal": why, "week": unknown.week}, 409)


def _no_week(words: Words) -> str:
    return words("Write a day, as in 2026-11-16, or a week, as in 2026-W47.")


def week(request: Request) -> Response:
    """The week of a day or a week that somebody writes, and its days in words; or that it is none."""
    desk, said = desk_of(request), request.query_params.get("said", "")
    words, found = desk.words, meant_week(said)
    try:
        if found:
            need_begun(found, desk.begun())
    except Refusal as refusal:
        return told({"week": None, "said": desk.say(str(refusal))})
    return told({"week": found, "said": f"{found}: {say_week(words, found)}" if found else _no_week(words)})


async def add(request: Request) -> Response:
    """Add addresses that somebody pasted."""
    links = str((await asked(request)).get("links", ""))
    return told(await run_in_threadpool(_box(request).add_links, links))


async def upload(request: Request) -> Response:
    """Add one file."""
    raw, name = await request.body(), request.query_params.get("name", "")
    return told(await run_in_threadpool(_box(request).add_file, raw, name))


async def feeds(request: Request) -> Response:
    """Add what is new in the feeds of the register."""
    return told(await run_in_threadpool(_box(request).add_feeds))


async def log(request: Request) -> Response:
    """What the digest of a week will say that was screened."""
    week = request.query_params.get("week", "")
    if not is_week(week):
        raise Refusal(desk_of(request).words("Choose a week first."))
    found: dict[str, Any] = await run_in_threadpool(_box(request).log, week)
    return told(found)


ROUTES = [
    Route("/inbox", show),
    Route("/api/inbox", listed),
    Route("/api/inbox/log", log),
    Route("/api/inbox/step", step, methods=["POST"]),
    Route("/api/inbox/take", take, methods=["POST"]),
    Route("/api/inbox/week", week),
    Route("/api/inbox/add", add, methods=["POST"]),
    Route("/api/inbox/upload", upload, methods=["POST"]),
    Route("/api/inbox/feeds", feeds, methods=["POST"]),
]
