"""The site as the last good build has left it, with a banner where the last save has a fault."""

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from newsdesk.desk.answering import page
from newsdesk.desk.live.beside import Beside


def site(request: Request) -> Response:
    """The way to a page of the site; while the site is made for the first time, a page that waits for it."""
    beside: Beside = request.app.state.beside
    if (said := beside.said()) is not None:
        return page(request, "site.html", room="site", status=409, said=said)
    if (address := beside.address()) is not None:
        return RedirectResponse(f"{address}{quote(request.path_params['path'].lstrip('/'))}", 303)
    return page(request, "site.html", room="site", said=None)


ROUTES = [Route("/site/{path:path}", site)]
