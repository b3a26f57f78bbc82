"""A server on this machine that stands in for a service: what it answers, and by which paths it was asked."""

import http.server
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

Answers = Callable[[str], bytes]


@dataclass
class StandIn:
    """Where it listens, and the paths that it was asked for."""

    port: int = 0
    paths: list[str] = field(default_factory=list)


@contextmanager
def stand_in(answer: Answers, kind: str = "application/json") -> Iterator[StandIn]:
    """A service that answers each GET with a body of one type."""
    made = StandIn()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.paths.append(self.path)
            body = answer(self.path)
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

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
