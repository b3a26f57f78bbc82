"""A server on this machine that stands in for the Wayback Machine: what it has, what it makes, and how it fails."""

import http.server
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

FIELDS = ["timestamp", "original", "statuscode"]
JOB = "spn2-0123456789abcdef0123456789abcdef01234567"


@dataclass(frozen=True)
class Said:
    """One answer: a status, a body, which is JSON where it is no text, and headers."""

    body: object = ""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()


def index(*rows: tuple[str, str, str]) -> Said:
    """What the index of copies says of these: time stamp, address and status."""
    return Said([FIELDS, *map(list, rows)] if rows else [])


def made(stamp: str, address: str, **more: object) -> Said:
    """That a copy has been made."""
    return Said({"status": "success", "timestamp": stamp, "original_url": address, "job_id": JOB, **more})


def failed(code: str, message: str = "No reason.") -> Said:
    """That none could be made."""
    return Said({"status": "error", "status_ext": f"error:{code}", "message": message, "job_id": JOB})


PENDING = Said({"status": "pending", "job_id": JOB})
TAKEN = Said({"url": "…", "job_id": JOB})
NOTHING = index()


@dataclass
class StandIn:
    """Where it listens, what it answers by the address of the page, one answer after the other, and what it heard."""

    index: dict[str, list[Said]] = field(default_factory=dict)
    save: dict[str, list[Said]] = field(default_factory=dict)
    status: list[Said] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0
    waiting: threading.Event | None = None
    """Where it is set, the request for the page `stuck` waits for it."""
    stuck: str = ""
    address: str = ""
    otherwise: Said = NOTHING
    """What the index says of all other pages."""

    def answer(self, method: str, path: str, form: str) -> Said:
        parts = urlsplit(path)
        page = (parse_qs(parts.query if method == "GET" else form).get("url") or [""])[0]
        kind = "index" if parts.path == "/cdx/search/cdx" else "status" if "/status/" in parts.path else "save"
        self.heard.append(f"{kind} {page}".strip())
        if self.waiting and page == self.stuck:
            self.waiting.wait(20)
        scripts = {"index": self.index.get(page), "save": self.save.get(page), "status": self.status}
        script = scripts[kind] or [self.otherwise if kind == "index" else failed("no-browsers-available")]
        return script.pop(0) if len(script) > 1 else script[0]


@contextmanager
def wayback() -> Iterator[StandIn]:
    """The service, with nothing in it."""
    known = StandIn()
    lock = threading.Lock()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.reply("")

        def do_POST(self) -> None:
            self.reply(self.rfile.read(int(self.headers["Content-Length"])).decode())

        def reply(self, form: str) -> None:
            with lock:
                known.at_once += 1
                known.most_at_once = max(known.most_at_once, known.at_once)
                known.headers.append(dict(self.headers))
            said = known.answer(self.command, self.path, form)
            body = (said.body if isinstance(said.body, str) else json.dumps(said.body)).encode()
            with lock:
                known.at_once -= 1
            try:
                self.send_response(said.status)
                for name, value in said.headers:
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            except OSError:
                pass  # whoever asked is gone

        def log_message(self, *args: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    known.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield known
    finally:
        if known.waiting:
            known.waiting.set()
        server.shutdown()
        server.server_close()
        thread.join()
