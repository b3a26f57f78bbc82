"""The side panel of references: an address comes in, its page goes out as text; what was chosen is written."""

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from newsdesk.desk.answering import asked, desk_of, told
from newsdesk.desk.citing.reading import fetch_page, keep_read, known_page, read_before, uploaded_page
from newsdesk.desk.citing.support import Support, support
from newsdesk.desk.citing.writing import Wrong, references_of, said_of, write_reference
from newsdesk.desk.office import Desk, Performed
from newsdesk.model import Read


def known(request: Request) -> Response:
    """A reference of an entry as it stands, and the text of its page where that is at hand."""
    desk, query = desk_of(request), request.query_params
    value = references_of(desk, query.get("entry", "")).get(query.get("id", ""))
    value = value if isinstance(value, dict) else None
    url = value.get("url") if value else None
    seen = known_page(desk, url) if isinstance(url, str) else None
    return told({"reference": value, "today": desk.today().isoformat(), "page": seen.data if seen else None})


async def read(request: Request) -> Response:
    """Fetch the page at an address; what it says of itself, and its text."""
    desk, data = desk_of(request), await asked(request)
    seen = await run_in_threadpool(fetch_page, desk, str(data.get("url", "")).strip())
    return told(seen.data)


async def upload(request: Request) -> Response:
    """The same of a saved page or PDF, which is the body of the request."""
    desk, raw = desk_of(request), await request.body()
    seen = await run_in_threadpool(uploaded_page, desk, request.query_params.get("url", "").strip(), raw)
    return told(seen.data)


async def write(request: Request) -> Response:
    """Write a reference, compare its page with what cites it, and say what the check says then."""
    desk, data = desk_of(request), await asked(request)
    return told(await run_in_threadpool(_write, desk, data))


def _write(desk: Desk, data: dict[str, Any]) -> dict[str, Any]:
    entry, given = str(data.get("entry", "")), data.get("reference")
    given = given if isinstance(given, dict) else {}
    made = write_reference(desk, entry, str(data.get("id") or "").strip(), given)
    if isinstance(made, Wrong):
        return {"id": None, "faults": made.faults}
    done, found = _compare(desk, entry, made, given, data)
    fill = desk.say
    problems = [
        {"rule": one.rule, "severity": one.severity.value, "words": fill(one.sentence)}
        for one in dict.fromkeys([*found.problems, *said_of(desk, entry)])
    ]
    compared = done.data if done else None
    return {"id": made, "faults": {}, "compared": compared, "stands": found.stands, "problems": problems}


def _compare(
    desk: Desk, entry: str, id: str, given: dict[str, Any], data: dict[str, Any]
) -> tuple[Performed | None, Support]:
    """Compare the page of a reference, as it was read or pasted, with all that cites it; nothing without a text."""
    url, pasted = str(given.get("url") or ""), str(data.get("pasted") or "")
    if not url:
        return None, Support()
    path = keep_read(desk, url, pasted) if pasted.strip() else read_before(desk, url)
    if path is None:
        return None, Support()
    more = ["--excerpt"] if pasted.strip() else []
    if language := str(data.get("language") or "").strip():
        more.append(f"--language={language}")
    read = Read.EXCERPT if more[:1] == ["--excerpt"] else Read.FULL
    done = desk.perform("fingerprint", entry, str(path), f"--reference={id}", *more)
    with desk.reading():
        return done, support(desk, entry, url, path, language or "und", read)


async def archive(request: Request) -> Response:
    """Ask an archive for copies of what an entry cites, by the verb."""
    desk, data = desk_of(request), await asked(request)
    done = await run_in_threadpool(desk.perform, "archive", str(data.get("entry", "")))
    return told(done.data)


ROUTES = [
    Route("/api/reference", known),
    Route("/api/reference", write, methods=["POST"]),
    Route("/api/reference/read", read, methods=["POST"]),
    Route("/api/reference/upload", upload, methods=["POST"]),
    Route("/api/reference/archive", archive, methods=["POST"]),
]
