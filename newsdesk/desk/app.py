"""The pages of the desk, put together: a desk comes in, an ASGI application goes out."""

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from newsdesk.desk import arriving
from newsdesk.desk.answering import desk_of, page, refused
from newsdesk.desk.guarding import Guard
from newsdesk.desk.live.beside import Beside
from newsdesk.desk.live.checking import Checking
from newsdesk.desk.office import Desk
from newsdesk.desk.pages import (
    adding,
    after,
    changes,
    complete,
    draft,
    events,
    file,
    home,
    inbox,
    reference,
    register,
    registers,
    review,
    site,
)
from newsdesk.desk.pages.inbox.box import Box
from newsdesk.desk.pages.review.preview import below
from newsdesk.desk.speaking import ASSETS, Speaking
from newsdesk.problems import Refusal

# Each has `ROUTES`.
_PAGES = (
    inbox,
    registers,
    home,
    events,
    file,
    review,
    complete,
    register,
    reference,
    changes,
    draft,
    after,
    site,
    adding,
)
# What a link of another site may lead to: a page that asks, and changes nothing.
_OPEN = frozenset({adding.PATH})


def application(desk: Desk, checking: Checking, beside: Beside) -> ASGIApp:
    """All that answers, behind the guard."""
    routes = [route for module in (*_PAGES, arriving) for route in module.ROUTES]
    app = Starlette(
        routes=[*routes, Mount("/assets", StaticFiles(directory=ASSETS))],
        middleware=[
            Middleware(Speaking, desk=desk),
            Middleware(arriving.Arriving, desk=desk, passing=(adding.PATH, below(desk))),
        ],
        exception_handlers={Refusal: _refused, HTTPException: _missing, OSError: _failed, Exception: _broken},
    )
    app.state.desk = desk
    app.state.checking, app.state.beside = checking, beside
    app.state.box = Box(desk)
    return Guard(app, desk.port, desk.token, _OPEN, below(desk))


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)
    if _is_script(request):
        return refused(error, desk_of(request))
    return page(request, "refused.html", status=409, why=desk_of(request).say(str(error)))


async def _missing(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if _is_script(request):
        return refused(Refusal(str(error.detail)), desk_of(request), error.status_code)
    if error.status_code != 404:
        return PlainTextResponse(f"{error.detail}\n", error.status_code, headers=error.headers)
    words = desk_of(request).words
    return page(request, "refused.html", status=404, why=words("There is no such page on the desk."))


async def _failed(request: Request, error: Exception) -> Response:
    """A full disk or a folder without rights is told in words; whatever was written before stands."""
    assert isinstance(error, OSError)
    why = Refusal(f"{error.filename2 or error.filename or 'A file'}: {error.strerror or error}. Nothing was changed.")
    return await _refused(request, why)


async def _broken(request: Request, error: Exception) -> Response:
    """A fault of the program: the terminal shows where, and whoever is at the desk learns what it means for them."""
    words = desk_of(request).words
    why = words("The program failed here: {fault}. Nothing was lost; its terminal shows what to report.")
    return await _refused(request, Refusal(why.format(fault=type(error).__name__)))


def _is_script(request: Request) -> bool:
    return request.url.path.startswith("/api/")
