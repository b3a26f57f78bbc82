"""A file of the collection as a text, at the line of a fault: what no form can open is mended here."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from newsdesk.desk.answering import asked, desk_of, page, told
from newsdesk.desk.live.plain import read, write
from newsdesk.problems import Refusal


def show(request: Request) -> Response:
    """The text, to be changed."""
    line = request.query_params.get("line", "")
    file = read(desk_of(request), request.path_params["path"])
    return page(request, "file.html", file=file, line=int(line) if line.isdecimal() and len(line) < 9 else 1)


async def save(request: Request) -> Response:
    """`{text, digest}` comes in; what the file is now, or why it stays as it was, goes out."""
    wanted = await asked(request)
    text, digest = wanted.get("text"), wanted.get("digest")
    if not (isinstance(text, str) and isinstance(digest, str)):
        raise Refusal("The page sent no text. Reload it, and do it again.")
    file = write(desk_of(request), request.path_params["path"], text, digest)
    return told({"path": file.path, "digest": file.digest})


ROUTES = [Route("/file/{path:path}", show), Route("/api/file/{path:path}", save, methods=["POST"])]
