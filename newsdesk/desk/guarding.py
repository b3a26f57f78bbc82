"""Who may talk to the desk: requests come in, those of this machine's own browser with the token of this run go on."""

import secrets
from collections.abc import Collection

from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from newsdesk.serve.hosts import is_ours

MAX_BODY = 64 << 20
"""More bytes than any page that is uploaded; a request that says or sends more is refused."""
_SAFE = ("GET", "HEAD")
_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
        " connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
"""What keeps other sites out of an answer, where the answer says nothing of its own."""


class _TooLarge(Exception):
    """A body that goes on beyond `MAX_BODY`."""


class Guard:
    """An ASGI application around another: it lets no other site, machine or program in.

    A page of another site may send requests here, and a name that it owns may lead here: so the Host and the Origin
    have to be ours. Another user of this machine does not know the token, which the browser is given as a cookie.
    Paths in `open_to` may be asked for without it, by a link of another site: they show a page and change nothing.
    So may those that begin with `open_below`, which holds a secret of its own.
    """

    def __init__(
        self, app: ASGIApp, port: int, token: str, open_to: Collection[str] = (), open_below: str = ""
    ) -> None:
        self._app, self._token, self._open_to = app, token.encode(), open_to
        self._open_below = open_below
        self._port = port
        self._cookie = f"desk-{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it in words."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # nothing here speaks WebSocket: the connection is closed
        guarded = _guarded(send)
        if answer := self._refused(scope) or self._asked_for_token(scope):
            await answer(scope, receive, guarded)
            return
        # A page that is open to links of other sites shows more to the browser of this run.
        scope["desk_known"] = self._is_known(scope)
        try:
            await self._app(scope, _bounded(receive), guarded)
        except _TooLarge:
            await _too_large()(scope, receive, guarded)

    def _refused(self, scope: Scope) -> Response | None:
        """Why a request is refused, whoever sent it; None where it is not."""
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not is_ours(hosts[0], self._port):
            return _no(421, "The desk answers to its own address alone: the terminal shows it.")
        origin = headers.get("origin")
        is_own = origin is None or is_ours(origin.removeprefix("http://"), self._port)
        # A page in a frame of its own has no origin: its style sheets and scripts are asked for by nobody.
        if not is_own and not (origin == "null" and self._is_below(scope)):
            return _no(403, "A page of another site cannot use the desk.")
        if scope["method"] not in _SAFE and origin is None and not self._is_token(headers.get("x-desk", "")):
            return _no(403, "A request that changes something has to say from which page it comes.")
        if "transfer-encoding" in headers:  # no browser sends a page's words so, and two lengths are one too many
            return _no(411, "Say how long it is.")
        said = headers.get("content-length", "0")
        return _too_large() if not said.isdecimal() or int(said) > MAX_BODY else None

    def _asked_for_token(self, scope: Scope) -> Response | None:
        """What somebody hears who has not shown the token; None for the browser of this run.

        Whoever brings it in the address gets it as a cookie, and goes on without it in the address.
        """
        if self._is_known(scope):
            return None
        if scope["method"] in _SAFE and self._is_token(QueryParams(scope["query_string"]).get("token", "")):
            answer = RedirectResponse(f"/{scope['path'].lstrip('/')}", 303)
            answer.set_cookie(self._cookie, self._token.decode(), httponly=True, samesite="strict")
            return answer
        if scope["method"] in _SAFE and scope["path"] in self._open_to:
            return None
        if self._is_below(scope):
            return None
        return _no(403, "Open the address that the terminal shows: it holds the token of this run.")

    def _is_below(self, scope: Scope) -> bool:
        """Whether something is asked for that whoever knows its address may have."""
        return scope["method"] in _SAFE and bool(self._open_below) and scope["path"].startswith(self._open_below)

    def _is_known(self, scope: Scope) -> bool:
        """Whether the browser of this run asks, and no other site has sent it."""
        headers = Headers(scope=scope)
        told = cookie_parser(headers.get("cookie", "")).get(self._cookie, "")
        return self._is_token(told) or self._is_token(headers.get("x-desk", ""))

    def _is_token(self, told: str) -> bool:
        return secrets.compare_digest(told.encode(), self._token)


def _bounded(receive: Receive) -> Receive:
    """The same messages, until their bodies are larger than anything that is uploaded."""
    seen = 0

    async def bounded() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > MAX_BODY:
            raise _TooLarge
        return message

    return bounded


def _guarded(send: Send) -> Send:
    """Answers with the headers that keep other sites out; a page may say a stricter policy itself."""

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sent


def _no(status: int, why: str) -> Response:
    # What else was sent on this connection is not looked at.
    return PlainTextResponse(f"{why}\n", status, {"connection": "close"})


def _too_large() -> Response:
    return _no(413, f"That is more than the desk takes at once: {MAX_BODY >> 20} MB.")
