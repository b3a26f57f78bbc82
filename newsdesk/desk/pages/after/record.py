"""A record that has gone out: a form comes in, what would happen goes out, and the verb is done on request."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from newsdesk.desk.after.fields import fields_in
from newsdesk.desk.after.foreseeing import foresee
from newsdesk.desk.after.naming import elsewhere, has_gone_out, named, target_of
from newsdesk.desk.after.standing import standing_of
from newsdesk.desk.after.wishes import WISHES, Form, text_in
from newsdesk.desk.answering import asked, desk_of, page, told
from newsdesk.desk.office import Desk
from newsdesk.desk.speaking import as_json
from newsdesk.load.ordinary import digest_of
from newsdesk.problems import Refusal
from newsdesk.store.editing import Changes
from newsdesk.store.verbs.published.correct import is_withdrawn
from newsdesk.store.verbs.published.targets import Target


def show(request: Request) -> Response:
    """The forms of a record that has gone out; one that has not is changed elsewhere."""
    desk = desk_of(request)
    changes = Changes(desk.project.root)
    target = target_of(desk, changes, request.path_params["name"])
    if not has_gone_out(desk, changes, target):
        return RedirectResponse(elsewhere(target), 303)
    fields = fields_in(target)
    return page(
        request,
        "after.html",
        room="weeks",
        target=target,
        name=request.path_params["name"],
        fields=[(field, field.label(desk.words)) for field in fields],
        values=as_json({field.name: field.data for field in fields}),
        mark=_mark(target),
        stands=standing_of(desk, changes, target),
        withdrawn=target.kind == "entries" and is_withdrawn(target.data),
    )


async def try_out(request: Request) -> Response:
    """What would come of a form."""
    form = await asked(request)
    what = _what(form)
    found = await run_in_threadpool(foresee, desk_of(request), what, request.path_params["name"], form)
    return told(found.data)


async def do(request: Request) -> Response:
    """Do what a form says by its verb, unless the file was changed since the page showed it.

    What the check doubts is done with `anyway` alone.
    """
    form = await asked(request)
    return await run_in_threadpool(_do, desk_of(request), request.path_params["name"], form)


def _do(desk: Desk, name: str, form: Form) -> Response:
    wish = WISHES[_what(form)]
    with desk.writing():
        target = target_of(desk, Changes(desk.project.root), name)
        if _mark(target) != text_in(form, "mark"):
            said = desk.words("{file} was changed since this page showed it. Reload the page, and look at it.")
            raise Refusal(said.format(file=target.document.shown))
        # What is done stands there for readers: a doubt is told before, since only another change ends it.
        if form.get("anyway") is not True and foresee(desk, form["what"], name, form).doubts:
            said = desk.words("The check doubts what would be written, and says why. Nothing was written yet.")
            return told({"doubted": said, "done": False})
        done = desk.perform(wish.verb, *wish.arguments(named(name), form))
    return told(done.data)


def _what(form: Form) -> str:
    what = text_in(form, "what")
    if what not in WISHES:
        raise Refusal("The page asks for something that the desk does not do. Reload it.")
    return what


def _mark(target: Target) -> str:
    """What tells whether the file of a record is as it was."""
    return digest_of(target.document.raw or b"")


ROUTES = [
    Route("/after/{name:path}", show),
    Route("/api/after/{name:path}/try", try_out, methods=["POST"]),
    Route("/api/after/{name:path}/do", do, methods=["POST"]),
]
