"""The registers on the desk: records are found by any spelling, opened as forms, and changed with the check beside."""

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from newsdesk.desk.answering import asked, desk_of, page, told
from newsdesk.desk.office import Desk
from newsdesk.desk.pages.complete import shelf_of
from newsdesk.desk.records.rooms import ROOMS, place_of, told_fields
from newsdesk.desk.records.writing import Answer, Edit, checked, opened, written
from newsdesk.desk.speaking import as_json
from newsdesk.problems import Refusal
from newsdesk.store.editing import Changes

_MOST = 100


def rooms(request: Request) -> Response:
    """Where one begins: the outlets."""
    return RedirectResponse(f"/registers/{ROOMS[0]}", 307)


def listed(request: Request) -> Response:
    """The records of one room, or those that a text may mean."""
    room, text = request.path_params["room"], request.query_params.get("q", "")[:200]
    if room not in ROOMS:
        raise Refusal(f'There is no register "{room[:40]}". There are {", ".join(ROOMS)}.')
    desk = desk_of(request)
    if room in desk.gathered().draft.unread and (path := desk.project.digests / f"{room}.yaml").is_file():
        Changes(desk.project.root).document(path)  # which says why it cannot be read
    found = shelf_of(request).find(room, text, most=_MOST)
    return page(request, "registers.html", room="registers", register=room, text=text, found=found, most=_MOST)


def record(request: Request) -> Response:
    """One record as a form."""
    desk, place = desk_of(request), place_of(request.path_params["room"], request.path_params["id"])
    found = opened(desk, place)
    named = found["value"].get("name") or found["value"].get("title")
    shown = {
        "register": place.room,
        "title": named if isinstance(named, str) else place.id,
        "name": found["name"],
        "file": found["file"],
        "is_out": found["out"],
    }
    data = as_json({**found, "schema": told_fields(desk.words, place.room), "room": place.room, "id": place.id})
    return page(request, "record.html", room="registers", data=data, **shown)


def moved(request: Request) -> Response:
    """Weeks and gaps have rooms of their own: whoever kept an older address is led there."""
    week = request.path_params.get("week")
    where = f"/weeks/{week}#note" if week else request.url.path.removeprefix("/registers")
    return RedirectResponse(where, 308)


def plain(request: Request) -> Response:
    """The same for a script: what it says, and which fields it may have."""
    place = place_of(request.path_params["room"], request.path_params["id"])
    desk = desk_of(request)
    return told({**opened(desk, place), "schema": told_fields(desk.words, place.room), "id": place.id})


async def check(request: Request) -> Response:
    """What the check says of what stands in a form; nothing is written."""
    return told((await run_in_threadpool(checked, desk_of(request), await _edit(request))).data)


async def write(request: Request) -> Response:
    """Write what stands in a form; the record as it is then goes out beside what came of it."""
    desk, edit = desk_of(request), await _edit(request)
    answer, found = await run_in_threadpool(_write, desk, edit)
    return told({**answer.data, "record": found})


def _write(desk: Desk, edit: Edit) -> tuple[Answer, dict[str, Any]]:
    answer = written(desk, edit)
    return answer, opened(desk, edit.place) if answer.is_done else {}


async def _edit(request: Request) -> Edit:
    data = await asked(request)
    was, now = data.get("was"), data.get("now")
    return Edit(
        place_of(request.path_params["room"], request.path_params["id"]),
        was if isinstance(was, dict) else {},
        now if isinstance(now, dict) else {},
        str(data.get("kind") or ""),
        str(data.get("why") or ""),
    )


ROUTES = [
    Route("/registers", rooms),
    Route("/registers/gaps", moved),
    Route("/registers/weeks", moved),
    Route("/registers/weeks/{week}", moved),
    Route("/registers/{room}", listed),
    Route("/registers/{room}/{id}", record),
    Route("/api/registers/{room}/{id}/check", check, methods=["POST"]),
    Route("/api/registers/{room}/{id}", plain),
    Route("/api/registers/{room}/{id}", write, methods=["POST"]),
]
