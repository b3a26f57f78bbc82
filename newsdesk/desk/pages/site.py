"""The site as the desk knows the collection, with a banner where the last save has a fault; and what no page is."""

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from newsdesk.desk.answering import desk_of, page, told
from newsdesk.desk.live.beside import WHOLE, Beside

_ROOM = "site"
# What a process takes that makes everything, by one that made 10,000 entries with 635 MB: MB at all and for a thousand
# entries, and seconds of one processor for a thousand.
_MB, _MB_EACH, _SECONDS_EACH = 80, 56, 10


def site(request: Request) -> Response:
    """The way to a page of the site; while the collection is read for the first time, a page that waits for it."""
    beside = _beside(request)
    if (said := beside.said()) is not None:
        return page(request, "site.html", room=_ROOM, status=409, said=said)
    if (address := beside.address()) is not None:
        return RedirectResponse(f"{address}{quote(request.path_params['path'].lstrip('/'))}", 303)
    return page(request, "site.html", room=_ROOM, said=None)


def whole(request: Request) -> Response:
    """What the whole site takes, and a button that has it made."""
    desk = desk_of(request)
    count = len(desk.gathered().draft.entries)
    return page(
        request,
        "whole.html",
        room=_ROOM,
        count=count,
        memory=_MB + count * _MB_EACH // 1000,
        minutes=max(1, -(-count * _SECONDS_EACH // 60_000)),
        command=desk.command("build", "--jobs", "1"),
    )


def state(request: Request) -> Response:
    """How the whole site stands: `{making, made, said}`."""
    found = _beside(request).whole()
    return told({"making": found.is_being_made, "made": found.is_made, "said": found.said})


def begin(request: Request) -> Response:
    """Have the whole site made; says how it stands."""
    _beside(request).ask_for_whole()
    return state(request)


def _beside(request: Request) -> Beside:
    beside: Beside = request.app.state.beside
    return beside


ROUTES = [
    Route("/site/{path:path}", site),
    Route(f"/{WHOLE}", whole),
    Route("/api/whole", state),
    Route("/api/whole", begin, methods=["POST"]),
]
