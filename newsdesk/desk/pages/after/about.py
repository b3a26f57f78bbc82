"""Who makes this: the points of `extra.about` in mkdocs.yml, as a form."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from newsdesk.desk.after.makers import makers_of, still_open, write_makers
from newsdesk.desk.answering import asked, desk_of, page, told
from newsdesk.interface import languages, words_of
from newsdesk.problems import Refusal


def show(request: Request) -> Response:
    """The form."""
    found = makers_of(desk_of(request))
    return page(request, "about.html", room="about", found=found)


async def write(request: Request) -> Response:
    """Write what it says: `{digest, points}`; faults by field where it cannot stand so."""
    wanted, desk = await asked(request), desk_of(request)
    points = wanted.get("points")
    if not isinstance(points, dict):
        raise Refusal("The page sent no text. Reload it, and do it again.")
    language = str(wanted.get("language") or "")
    faults = await run_in_threadpool(write_makers, desk, str(wanted.get("digest")), points, language)
    if faults:
        return told({"faults": faults, "said": []})
    waits = await run_in_threadpool(still_open, desk)
    said = [desk.words("It is written into mkdocs.yml.")]
    said += (
        [desk.words("Some points stay open: what stands there is no answer, and the form says why.")] if waits else []
    )
    return told({"faults": [], "said": said})


async def choose(request: Request) -> Response:
    """`{language}` comes in: the desk speaks it from now on, and the next time; the site is as it was."""
    tag, desk = (await asked(request)).get("language"), desk_of(request)
    if tag not in languages():
        raise Refusal("The page asks for a language that the desk does not speak. Reload it, and do it again.")
    desk.files.choose(str(tag))
    desk.speak(words_of(str(tag)))
    return told({})


ROUTES = [
    Route("/about", show),
    Route("/api/about", write, methods=["POST"]),
    Route("/api/language", choose, methods=["POST"]),
]
