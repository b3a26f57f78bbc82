"""`/preview/ENTRY`: the page of an entry as the site would show it, in a frame that has no access to the desk."""

import mimetypes
import secrets
from collections.abc import Sequence
from contextlib import suppress
from functools import partial

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from newsdesk.build.living.previewing import Look, Previewed, Previews
from newsdesk.build.project import Gathered
from newsdesk.desk.after.fields import label_of
from newsdesk.desk.answering import desk_of, page
from newsdesk.desk.entries import inner_of
from newsdesk.desk.office import Desk
from newsdesk.desk.pages.draft.beside import beside
from newsdesk.desk.pages.draft.entry import opened
from newsdesk.load import Tree, shown_path
from newsdesk.problems import Problem, Refusal

# A page of the site, its style sheets and scripts are public, and run here without an origin: whoever knows the
# address may have them, and they have nothing else.
_POLICY = (
    "sandbox allow-scripts; default-src 'none'; script-src {own} 'unsafe-inline'; style-src {own} 'unsafe-inline';"
    " img-src {own} data:; font-src {own}; form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
)
_MISSING_POLICY = "default-src 'none'; style-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'"


def below(desk: Desk) -> str:
    """How the addresses of previews begin in this run."""
    return f"/preview/{desk.preview_key}/"


def shown(request: Request) -> Response:
    """Lead to the page of an entry, or say what it lacks to have one."""
    desk, name = desk_of(request), request.path_params["entry"]
    made, why = Previewed(), ""
    try:
        made = _previews(request).page(inner_of(desk, name), _look(desk))
    except Refusal as refusal:  # said here, where the frame shows it
        why = desk.say(str(refusal))
    except OSError as error:
        why = f"{name}: {error.strerror or error}."
    if made.html is None:
        told = _missing(desk, name, made.missing)
        answer = page(request, "preview_missing.html", entry=name, problems=told, why=why, status=409 if why else 200)
        answer.headers["content-security-policy"] = _MISSING_POLICY
        return answer
    return RedirectResponse(f"{below(desk)}{made.path}", 303, {"content-security-policy": _MISSING_POLICY})


def _missing(desk: Desk, name: str, problems: Sequence[Problem]) -> list[tuple[str, str, str]]:
    """What a page waits for: the address of the field on the page of the draft, what the form calls it, and why."""
    try:
        entry = opened(desk.project, name)
    except Refusal:
        return [("", "", desk.say(one.sentence)) for one in problems]
    shown = shown_path(entry.path, desk.project.root)
    told = []
    for one in beside(entry.text, shown, problems, desk.say):
        at = ".".join(map(str, one["at"]))
        number = f"{one['at'][0]}.{one['at'][1] + 1}" if at.startswith("sources.") else ""
        called = ".".join([number, *map(str, one["at"][2:])]) if number else at
        why = desk.words("Still to be filled in.") if one["rule"] == "todo" else f"{one['message']} {one['hint']}"
        told.append((f"/draft/{name}#{at}" if at else "", label_of(desk.words, called) if at else "", why.strip()))
    return list(dict.fromkeys(told))


def inside(request: Request) -> Response:
    """The page of an entry at its own address below the secret one, or a file of the frame."""
    desk, path = desk_of(request), request.path_params["path"]
    if not secrets.compare_digest(request.path_params["key"].encode(), desk.preview_key.encode()):
        raise HTTPException(404)
    content = _page_at(request, path) if path.endswith("/") else _previews(request).asset(path)
    kind = "text/html" if path.endswith("/") else mimetypes.guess_type(path)[0] or "application/octet-stream"
    headers = {
        "content-security-policy": _POLICY.format(own=f"http://{request.headers['host']}{below(desk)}"),
        "cross-origin-resource-policy": "cross-origin",
    }
    if content is None:
        text = desk.words("This page is not part of the preview.")
        return Response(text, 404, headers, "text/plain")
    return Response(content, 200, headers, kind)


def _page_at(request: Request, path: str) -> bytes | None:
    desk, previews = desk_of(request), _previews(request)
    with suppress(Refusal):  # a week or an outlet, to which the page of an entry leads
        made = previews.page(inner_of(desk, path.rstrip("/").rpartition("/")[2]), _look(desk))
        if made.path == path:
            return made.html
    return previews.around(path)


def _look(desk: Desk) -> Look:
    return Look(partial(_gathered, desk), desk.looked)


def _gathered(desk: Desk, anew: bool) -> Gathered:
    with desk.reading():
        found = desk.gathered()
        now = Tree.of(*desk.living.listed(), "", desk.project.root) if anew else None
        if now and now.digests != found.draft.files:
            desk.touched()  # files have changed, whether or not anybody has said so
            found = desk.gathered()
        return found


def _previews(request: Request) -> Previews:
    state = request.app.state
    if not hasattr(state, "previews"):
        state.previews = Previews(desk_of(request).project)
    found: Previews = state.previews
    return found


ROUTES = [Route("/preview/{entry}", shown), Route("/preview/{key}/{path:path}", inside)]
