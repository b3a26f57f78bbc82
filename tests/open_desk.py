"""An open desk for a test: it is served on this machine, in a thread, until the test has ended."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from http.client import HTTPConnection, HTTPResponse
from typing import Any

from newsdesk.build import Project
from newsdesk.commands.desk import run_verb
from newsdesk.desk.office import Desk
from newsdesk.desk.running import HOST, listening, server_of
from newsdesk.interface import words_of

DAY = date(2022, 11, 8)
NOON = datetime.combine(DAY, time(12), UTC)


@dataclass(frozen=True)
class Opened:
    """A desk and the way to it."""

    desk: Desk

    @property
    def address(self) -> str:
        """Where it is, without the token."""
        return f"http://{HOST}:{self.desk.port}"

    @property
    def door(self) -> str:
        """The address that a terminal shows: a browser that opens it is let in."""
        return f"{self.address}/?token={self.desk.token}"

    def let_in(self, context) -> None:
        """Let a context of a browser in, as whoever opens the door is, but without the page behind it."""
        assert context.request.get(self.door, max_redirects=0).status == 303

    def send(self, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[HTTPResponse, str]:
        """One request with just these headers (`x_desk` for `X-Desk`); returns the answer and its text."""
        connection = HTTPConnection(HOST, self.desk.port, timeout=60)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.putrequest(method, path, skip_host="host" in named, skip_accept_encoding=True)
        for name, value in named.items():
            connection.putheader(name, value)
        if body:
            connection.putheader("content-length", str(len(body)))
        connection.endheaders(body or None)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer, text

    def ask(self, method: str, path: str, data: Any = None) -> tuple[int, Any]:
        """What a script of the desk would send; returns the status and the JSON, or the text, of the answer."""
        body = b"" if data is None else json.dumps(data).encode()
        answer, text = self.send(method, path, body, x_desk=self.desk.token, origin=self.address)
        return answer.status, json.loads(text) if "json" in (answer.getheader("content-type") or "") else text


@contextmanager
def open_desk(project: Project, language: str = "en", day: date = DAY) -> Iterator[Opened]:
    """Open a desk on a collection."""
    with listening(0) as place:
        port = place.getsockname()[1]
        noon = datetime.combine(day, time(12), UTC)
        desk = Desk(project, words_of(language), run_verb, lambda: day, lambda: day, lambda: noon, port)
        server = server_of(desk)
        thread = threading.Thread(target=server.run, args=([place],), daemon=True)
        thread.start()
        try:
            yield Opened(desk)
        finally:
            server.should_exit = True
            thread.join()
