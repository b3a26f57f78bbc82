"""The first page of the desk: what waits for an editor."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from newsdesk.desk.answering import desk_of, page
from newsdesk.desk.waiting import waiting


def home(request: Request) -> Response:
    """What is unfinished, and what nobody has signed."""
    return page(request, "home.html", room="home", waits=waiting(desk_of(request)))


ROUTES = [Route("/", home)]
