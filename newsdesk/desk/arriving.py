"""A large collection is read for the first time: who asks for a page sees how far that is, and then the page."""

import os
import threading
from collections.abc import Iterable
from contextlib import suppress

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from newsdesk.desk.answering import desk_of, page, told
from newsdesk.desk.office import Desk
from newsdesk.views.setting.numbers import numeral

LARGE = 1_000
"""Of fewer files than these nobody has to be told: they are read while somebody waits."""
_PATH = "/api/arriving"
# What needs no collection, or is asked for by a script, which waits.
_OTHERS = ("/api/", "/assets/", "/events", "/site/")


class Arriving:
    """An application around another that shows a page of its own until the collection was read."""

    def __init__(self, app: ASGIApp, desk: Desk, passing: Iterable[str] = ()) -> None:
        """`passing` are beginnings of paths that are let through."""
        self._app, self._desk, self._passing = app, desk, (*_OTHERS, *passing)
        self._is_begun, self._is_here, self._lock = False, False, threading.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for the other, or let it answer."""
        if scope["type"] == "http" and not self._is_here and self._is_page(scope) and self._is_on_its_way():
            await _shown(Request(scope))(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _is_page(self, scope: Scope) -> bool:
        """Whether a browser asks for a page of the desk."""
        accepts = next((value for name, value in scope["headers"] if name == b"accept"), b"")
        return scope["method"] == "GET" and b"text/html" in accepts and not scope["path"].startswith(self._passing)

    def _is_on_its_way(self) -> bool:
        """Begin to read what is large, unless that is done; whether it is still being read."""
        with self._lock:
            if not (self._is_begun or self._desk.is_read) and _has(self._desk, LARGE):
                self._desk.is_arriving = True
                threading.Thread(target=self._read, name="reading", daemon=True).start()
            self._is_begun = True
            self._is_here = not self._desk.is_arriving
            return not self._is_here

    def _read(self) -> None:
        # What is wrong with it, the page says that was asked for.
        with suppress(Exception):
            self._desk.looked()
        self._desk.is_arriving = False


def _has(desk: Desk, least: int) -> bool:
    """Whether there are so many files in the folder of the collection; none of a folder that cannot be read."""
    number = 0
    with suppress(OSError), os.scandir(desk.project.digests) as found:
        for one in found:
            number += len(os.listdir(one.path)) if one.is_dir() else 1
            if number >= least:
                return True
    return False


def _shown(request: Request) -> Response:
    return page(request, "arriving.html", how_far=how_far(desk_of(request)))


def how_far(desk: Desk) -> str:
    """How far the reading is, in words."""
    number, whole = desk.understood
    if not whole:
        return desk.words("Files are being looked for.")
    if number == whole:
        return desk.words("All files are read. They are being checked.")
    shown, of = numeral(desk.words, number), numeral(desk.words, whole)
    return desk.words("{number} of {whole} files are read.").format(number=shown, whole=of)


def asked(request: Request) -> Response:
    """How far it is, for the script of the page."""
    desk = desk_of(request)
    return told({"here": not desk.is_arriving, "said": how_far(desk)})


ROUTES = [Route(_PATH, asked)]
