"""`/add`: what a bookmark on an article opens: whether the article is here already, and the way into the inbox."""

from typing import Any
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from newsdesk.desk.answering import desk_of, page
from newsdesk.desk.live.holding import held_by
from newsdesk.intake.inbox.reading.values import LONGEST

PATH = "/add"
_LONGEST_TITLE = 500


def show(request: Request) -> Response:
    """Ask whether to add an article; a link of another site is shown nothing of the collection before somebody clicks.

    The browser does not say then that it is ours, so nothing here may depend on who asks.
    """
    said = request.query_params.get("url", "").strip()
    address = _address(said)
    title = " ".join(request.query_params.get("title", "").split())[:_LONGEST_TITLE]
    is_known = request.scope.get("desk_known", False)
    held = held_by(desk_of(request), address) if address and is_known else []
    here = f"{request.url.path}?{request.url.query}"
    given: dict[str, Any] = {"address": address, "title": title, "is_none": bool(said and not address)}
    return page(request, "add.html", is_known=is_known, held=held, here=here, **given)


def _address(said: str) -> str:
    """An address of a page as somebody gave it; "" for anything else."""
    if len(said) > LONGEST or not said.isprintable() or " " in said:
        return ""
    try:
        parts = urlsplit(said)
        return said if parts.scheme.lower() in ("http", "https") and parts.hostname else ""
    except ValueError:
        return ""


ROUTES = [Route(PATH, show)]
