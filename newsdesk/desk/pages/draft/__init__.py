"""The page of a draft: the captured article as text beside the form; each change goes into the draft's file at once."""

from collections.abc import Callable
from functools import partial
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from newsdesk.desk.answering import asked, desk_of, page, refused, told
from newsdesk.desk.completing.terms import said_term
from newsdesk.desk.pages.draft.entry import NoEntry, Opened, article_of, is_published, opened
from newsdesk.desk.pages.draft.offers import read_from
from newsdesk.desk.pages.draft.state import TERMS, rest_of, state_of
from newsdesk.desk.pages.draft.writing import Changed, discard, edit, finish, move, pasted, put_back, put_text, uploaded
from newsdesk.desk.registering.pages import head_of
from newsdesk.desk.speaking import as_json
from newsdesk.model.terms import Stance, Term
from newsdesk.store.verbs.discarded import discarded


def draft(request: Request) -> Response:
    """The page itself: what it shows of the entry, its script asks for."""
    desk = desk_of(request)
    try:
        entry = opened(desk.project, request.path_params["entry"])
    except NoEntry as none:
        name = request.path_params["entry"]
        if kept := discarded(desk.project.root, name):
            return page(request, "draft_discarded.html", room="draft", name=name, week=kept.parent.name)
        return page(request, "refused.html", status=404, why=desk.say(str(none)))
    if is_published(desk.project, entry.inner):
        return page(request, "draft_published.html", room="draft", entry=entry)
    words = desk.words
    terms = {
        name: [(str(term), said_term(words, term), words(term.meaning)) for term in kind]
        for name, kind in TERMS.items()
    }
    kinds: dict[str, type[Term]] = {**TERMS, "stance": Stance}
    called = {name: {str(term): said_term(words, term) for term in kind} for name, kind in kinds.items()}
    return page(request, "draft.html", room="draft", entry=entry, terms=terms, called=as_json(called))


def state(request: Request) -> Response:
    """All that the form shows, as it is now; with `?soon`, without what takes long to find out."""
    desk, entry = desk_of(request), _opened(request)
    return told(state_of(desk, entry, rest_of(desk, entry) if "soon" in request.query_params else None))


def article(request: Request) -> Response:
    """The captured text, which is text and nothing else."""
    found = article_of(desk_of(request).project, _opened(request).id)
    return told({"text": found.text, "why": found.why, "there": found.is_there})


async def head(request: Request) -> Response:
    """What stands beside the headline of the captured page, and what the page says of itself, each with where."""
    desk, entry = desk_of(request), _opened(request)
    lines = await run_in_threadpool(head_of, desk, entry.id)
    beside = desk.words("beside the headline")
    return told([{"text": one.text, "why": read_from(desk.words, one.why) if one.why else beside} for one in lines])


async def change(request: Request) -> Response:
    """Steps of the form, written into the file."""
    data = await asked(request)
    return await _written(request, edit, data.get("digest"), data.get("steps"))


async def text(request: Request) -> Response:
    """The whole text of the file, as somebody has typed it."""
    data = await asked(request)
    write = partial(put_text, is_typed=data.get("typed") is True)
    return await _written(request, write, data.get("digest"), data.get("text"))


async def finished(request: Request) -> Response:
    """The draft is finished."""
    data = await asked(request)
    return await _written(request, finish, data.get("digest"))


async def moved(request: Request) -> Response:
    """The draft goes to the week of its date."""
    return await _written(request, move, (await asked(request)).get("digest"))


async def put_away(request: Request) -> Response:
    """The draft is discarded."""
    return await _written(request, discard, (await asked(request)).get("digest"))


async def brought_back(request: Request) -> Response:
    """The draft is brought back."""
    return await _written(request, put_back)


async def paste(request: Request) -> Response:
    """The text of the article, pasted."""
    data = await asked(request)
    return await _written(request, pasted, data.get("text"))


async def upload(request: Request) -> Response:
    """The page, the PDF or the text of the article, uploaded as it is."""
    return await _written(request, uploaded, await request.body())


async def _written(request: Request, does: Callable[..., Any], *given: object) -> Response:
    """What a change comes to: plain data, or with 409 what the file holds now where somebody else has changed it."""
    desk = desk_of(request)
    try:
        return told(await run_in_threadpool(does, desk, request.path_params["entry"], *given))
    except Changed as changed:
        return told({"refusal": desk.say(str(changed)), "state": changed.state}, 409)
    except NoEntry as none:
        return refused(none, desk, 404)


def _opened(request: Request) -> Opened:
    try:
        return opened(desk_of(request).project, request.path_params["entry"])
    except NoEntry as none:
        raise HTTPException(404, str(none)) from None


ROUTES = [
    Route("/draft/{entry}", draft),
    Route("/api/draft/{entry}", state),
    Route("/api/draft/{entry}/article", article),
    Route("/api/draft/{entry}/head", head),
    Route("/api/draft/{entry}/edit", change, methods=["POST"]),
    Route("/api/draft/{entry}/text", text, methods=["POST"]),
    Route("/api/draft/{entry}/finish", finished, methods=["POST"]),
    Route("/api/draft/{entry}/move", moved, methods=["POST"]),
    Route("/api/draft/{entry}/discard", put_away, methods=["POST"]),
    Route("/api/draft/{entry}/back", brought_back, methods=["POST"]),
    Route("/api/draft/{entry}/paste", paste, methods=["POST"]),
    Route("/api/draft/{entry}/upload", upload, methods=["POST"]),
]
