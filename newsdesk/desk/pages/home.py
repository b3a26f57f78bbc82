"""The first page of the desk: what waits for an editor."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from newsdesk.desk.answering import desk_of, page
from newsdesk.desk.entries import title_in
from newsdesk.desk.waiting import waiting
from newsdesk.load import parse, read_whole
from newsdesk.store.verbs.discarded import all_discarded


def home(request: Request) -> Response:
    """What is unfinished, what nobody has signed, and which drafts were laid aside."""
    desk = desk_of(request)
    aside = [(path.stem, path.parent.name, _title(path)) for path in all_discarded(desk.project.root)]
    return page(request, "home.html", room="home", waits=waiting(desk), discarded=aside)


def _title(path: Path) -> str:
    document, _ = parse(path.name, read_whole(path))
    return title_in(document, path.stem)


ROUTES = [Route("/", home)]
