"""What open pages are told: which files have changed, and what is wrong with the collection."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from newsdesk.desk.answering import told
from newsdesk.desk.live.checking import Checking


def checking_of(request: Request) -> Checking:
    """What checks the collection behind the pages."""
    checking: Checking = request.app.state.checking
    return checking


async def events(request: Request) -> Response:
    """A stream of server-sent events: `changed` with `{many, files: [{path, digest}]}`, and `faults`."""
    telling = checking_of(request).telling
    if telling.is_full:
        return PlainTextResponse("Too many pages listen already.\n", 503, {"retry-after": "10"})
    return StreamingResponse(telling.stream(), media_type="text/event-stream", headers={"x-accel-buffering": "no"})


async def faults(request: Request) -> Response:
    """The faults that were found last; `null` where nobody has looked since something changed: an event will tell."""
    return told(checking_of(request).asked())


ROUTES = [Route("/events", events), Route("/api/faults", faults)]
