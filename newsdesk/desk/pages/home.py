"""The first page of the desk: what waits for an editor."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from newsdesk.desk.answering import desk_of, page
from newsdesk.desk.waiting import waiting
from newsdesk.store.verbs.discarded import all_discarded


def home(request: Request) -> Response:
    """What is unfinished, what nobody has signed, and which drafts were laid aside."""
    desk = desk_of(request)
    aside = [(path.stem, path.parent.name) for path in all_discarded(desk.project.root)]
    return page(request, "home.html", room="home", waits=waiting(desk), discarded=aside)


ROUTES = [Route("/", home)]
