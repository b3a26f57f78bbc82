"""Completion for every field of the desk: a kind and what somebody has typed come in, what may be meant goes out."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from newsdesk.desk.answering import desk_of, told
from newsdesk.desk.completing.index import Hit
from newsdesk.desk.completing.shelf import Shelf, shelf_for


def shelf_of(request: Request) -> Shelf:
    """What completes on this desk."""
    return shelf_for(desk_of(request))


def complete(request: Request) -> Response:
    """`kind`, or several with commas; `q`, what was typed; `entry`, where references of one are completed."""
    asked = request.query_params
    hits = shelf_of(request).find(asked.get("kind", ""), asked.get("q", "")[:200], asked.get("entry", ""))
    return told({"found": [as_data(hit) for hit in hits]})


def as_data(hit: Hit) -> dict[str, Any]:
    """What was found, as plain data for scripts; `name` is the name by which it was found, where its label is none."""
    known = hit.known
    return {
        "kind": known.kind,
        "id": known.id,
        "label": known.label,
        "detail": known.detail,
        "name": hit.name,
        "private": known.is_private,
    }


ROUTES = [Route("/api/complete", complete)]
