"""A server on this machine that stands in for a service: what it answers, and by which paths it was asked."""

import http.server
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

Answer = bytes | tuple[int, dict[str, str], bytes]
"""A body; or a status, headers and a body."""
Answers = Callable[[str], Answer]


@dataclass
class StandIn:
    """Where it listens, and the paths that it was asked for."""

    port: int = 0
    paths: list[str] = field(default_factory=list)
    asked: list[tuple[str, float, float]] = field(default_factory=list)
    """The host of each request, and when it began and ended."""


@contextmanager
def stand_in(answer: Answers, kind: str = "application/json") -> Iterator[StandIn]:
    """A service that answers each GET with a body of one type."""
    made = StandIn()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.paths.append(self.path)
            begun, given = time.monotonic(), answer(self.path)
            status, headers, body = (200, {}, given) if isinstance(given, bytes) else given
            self.send_response(status)
            for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
            made.asked.append((self.headers["Host"].partition(":")[0], begun, time.monotonic()))

        def log_message(self, *args: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
