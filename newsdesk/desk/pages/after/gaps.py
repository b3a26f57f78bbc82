"""Gaps and balance: kinds of what is missing with the way to the field, and how the sides are treated."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from newsdesk.collection import Collection
from newsdesk.desk.answering import desk_of, page, told
from newsdesk.desk.lacking.balance import balances_for
from newsdesk.desk.lacking.gaps import PAGE, first, kinds
from newsdesk.desk.lacking.gaps import page as rows_of
from newsdesk.desk.lacking.told import in_words
from newsdesk.desk.office import Desk
from newsdesk.desk.weeks.gathered import needed
from newsdesk.model.gaps import GapKind
from newsdesk.problems import Refusal

_ROOM = "gaps"


def overview(request: Request) -> Response:
    """The kinds of gaps; how many there are of each a script asks for."""
    return page(request, "lacking.html", room=_ROOM, kinds=kinds(desk_of(request)))


def counted(request: Request) -> Response:
    """How many gaps of a kind there are, and the first of them."""
    desk, kind = desk_of(request), _kind(request)
    rows, number = _first(desk, needed(desk), kind)
    return told({"count": number, "rows": [row.data for row in rows]})


def listed(request: Request) -> Response:
    """All gaps of a kind, in pages."""
    desk, kind = desk_of(request), _kind(request)
    collection = needed(desk)
    number = _first(desk, collection, kind)[1]
    pages = max(1, -(-number // PAGE))
    asked = request.query_params.get("page", "1")
    here = min(max(1, int(asked) if asked.isdecimal() and len(asked) < 8 else 1), pages)
    about = next(one for one in kinds(desk) if one.name == kind.value)
    rows = rows_of(desk, collection, kind, here)
    return page(request, "lacking_kind.html", room=_ROOM, about=about, rows=rows, number=number, here=here, pages=pages)


def balance(request: Request) -> Response:
    """How the sides are treated; a script asks for the figures."""
    query = request.query_params
    desk = desk_of(request)
    draft = desk.gathered().draft
    weeks = sorted(draft.digests, reverse=True)
    stories = sorted((item.record.id, item.record.title) for item in draft.stories.values())
    week, story = query.get("week", ""), query.get("story", "")
    return page(request, "balance.html", room=_ROOM, weeks=weeks, stories=stories, week=week, story=story)


def figures(request: Request) -> Response:
    """The figures of the balance, of a story or a week where one is named."""
    desk = desk_of(request)
    story, week = (request.query_params.get(name) or None for name in ("story", "week"))
    draft = desk.gathered().draft
    for name, known in ((story, draft.stories), (week, draft.digests)):
        if name is not None and name not in known:
            raise Refusal(f'There is no "{name[:60]}".')
    found = balances_for(desk).figures(story, week)
    return told(in_words(desk, found))


def _first(desk: Desk, collection: Collection, kind: GapKind) -> Any:
    return desk.once(desk.looked(), f"gaps {kind}", lambda: first(desk, collection, kind))


def _kind(request: Request) -> GapKind:
    name = request.path_params["kind"]
    found = next((kind for kind in GapKind if kind.value == name), None)
    if found is None:
        raise Refusal("There is no such kind of gap.")
    return found


ROUTES = [
    Route("/gaps", overview),
    Route("/gaps/balance", balance),
    Route("/gaps/{kind}", listed),
    Route("/api/gaps/balance", figures),
    Route("/api/gaps/{kind}", counted),
]
