"""How the desk answers: values come in, pages of its templates and JSON for its scripts go out."""

import json
from typing import Any, cast

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse

from newsdesk.desk.office import Desk
from newsdesk.desk.speaking import by_name, script_words
from newsdesk.problems import Refusal
from newsdesk.views.setting.page import environment

# No page and no edit of a form has so many bytes.
_MAX_JSON = 4 << 20


def desk_of(request: Request) -> Desk:
    """The desk that a request is made to."""
    return cast(Desk, request.app.state.desk)


def page(request: Request, template: str, *, room: str = "", status: int = 200, **values: Any) -> HTMLResponse:
    """A page of a template below `newsdesk/templates/desk/`; `room` is its place in the navigation."""
    desk = desk_of(request)
    text = (
        environment(desk.words)
        .get_template(f"desk/{template}")
        .render(**values, room=room, language=desk.words.tag, languages=by_name(), said_words=script_words(desk.words))
    )
    return HTMLResponse(_sent(text), status)


async def asked(request: Request) -> dict[str, Any]:
    """What a script of ours sends: a JSON object; Refusal for anything else."""
    raw = await request.body()
    try:
        value = json.loads(raw) if len(raw) <= _MAX_JSON else None
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise Refusal("The page sent something that is no JSON object. Reload it, and do it again.")
    return value


def _sent(text: str) -> bytes:
    """A page goes out whatever stands in it: names of files and addresses may hold bytes that are no UTF-8."""
    return text.encode("utf-8", "replace")


class _Json(JSONResponse):
    """JSON that goes out whatever stands in it."""

    def render(self, content: Any) -> bytes:
        return _sent(json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":")))


def told(value: Any, status: int = 200) -> JSONResponse:
    """Plain data for a script."""
    return _Json(value, status)


def refused(why: Refusal, desk: Desk, status: int = 409) -> JSONResponse:
    """Why something was not done, for a script: `{"refusal": "…"}`."""
    return told({"refusal": desk.say(str(why))}, status)
