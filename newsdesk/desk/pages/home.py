"""The first page of the desk: what waits for an editor."""

from functools import lru_cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from newsdesk.desk.answering import desk_of, page
from newsdesk.desk.entries import title_in
from newsdesk.desk.waiting import waiting
from newsdesk.load import parse, read_whole
from newsdesk.load.ordinary import Stamp, stamp_of
from newsdesk.store.verbs.discarded import all_discarded


def home(request: Request) -> Response:
    """What is unfinished, what nobody has signed, and which drafts were laid aside."""
    desk = desk_of(request)
    aside = [(path.stem, path.parent.name, _title(path)) for path in all_discarded(desk.project.root)]
    return page(request, "home.html", room="home", waits=waiting(desk), discarded=aside)


def _title(path: Path) -> str:
    return _title_at(path, stamp_of(path))


@lru_cache(maxsize=512)
def _title_at(path: Path, stamp: Stamp) -> str:
    """The title of a discarded entry as its file is; its name where that was taken away a moment ago."""
    try:
        document, _ = parse(path.name, read_whole(path))
    except OSError:
        return path.stem
    return title_in(document, path.stem)


ROUTES = [Route("/", home)]
