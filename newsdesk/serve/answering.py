"""Requests of a browser on this machine come in; pages of the site go out, and word once there are newer ones."""

import re
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from newsdesk.serve.hosts import HOST, is_ours

# How long a browser waits for word before it asks again, in seconds.
_WAIT = 60.0
_ASKED = re.compile(r"/livereload/([0-9]{1,20})/[0-9]{1,20}")
# Asks once and again whether there are newer pages, and loads its own again once there are; a hidden one waits.
_SCRIPT = b"""<script>
const livereload = (shown, id) => {
  const ask = async () => {
    for (;;) {
      try {
        const now = Number(await (await fetch(`/livereload/${shown}/${id}`)).text())
        if (now && now !== shown) {
          if (document.hidden) await new Promise((seen) => addEventListener("visibilitychange", seen, { once: true }))
          return location.reload()
        }
      } catch {
        await new Promise((later) => setTimeout(later, 1000))
      }
    }
  }
  ask()
}
livereload(%d, %d);
</script>"""


def moment() -> int:
    """Milliseconds, by which one state of the site is told from another."""
    return time.time_ns() // 1_000_000


class Live(ThreadingHTTPServer):
    """Serves a site below `root`; while another one is made, answers wait."""

    daemon_threads = True

    def __init__(
        self, port: int, root: Path, banner: bytes = b"", made: Callable[[str], bytes | None] | None = None
    ) -> None:
        """What `made` makes of an address below the site goes out in the place of what lies below `root`."""
        super().__init__((HOST, port), partial(_Answer, directory=str(root)))
        self.made = made or (lambda path: None)
        self._turn = threading.Condition()
        self._shown = self._coming = moment()
        self._banner = banner
        self._closing = False

    @property
    def url(self) -> str:
        """Where it is reached."""
        return f"http://{HOST}:{self.server_port}/"

    def begin(self) -> None:
        """A newer site is on its way."""
        with self._turn:
            self._coming = max(moment(), self._shown + 1)

    def end(self, banner: bytes) -> None:
        """It has come, with a banner or with b""; browsers load their pages again."""
        with self._turn:
            self._banner, self._shown = banner, self._coming
            self._turn.notify_all()

    def renew(self) -> bool:
        """Have browsers load their pages again, unless a newer site is on its way: whether they do."""
        with self._turn:
            if self._shown != self._coming:
                return False
            self._shown = self._coming = max(moment(), self._shown + 1)
            self._turn.notify_all()
            return True

    def standing(self) -> tuple[int, bytes]:
        """Which site stands, and its banner, once none is on its way."""
        with self._turn:
            self._turn.wait_for(lambda: self._shown == self._coming or self._closing)
            return self._shown, self._banner

    def newer(self, than: int) -> int:
        """Which site stands, as soon as it is another one, or after a minute."""
        with self._turn:
            self._turn.wait_for(lambda: self._shown != than or self._closing, timeout=_WAIT)
            return self._shown

    def close(self) -> None:
        """Let everybody go who waits, and stop."""
        with self._turn:
            self._closing = True
            self._turn.notify_all()
        self.shutdown()
        self.server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that has gone away is no fault."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Answer(SimpleHTTPRequestHandler):
    server: Live

    def do_GET(self) -> None:
        """Answer with a page, a file, or word of a newer site."""
        if not is_ours(self.headers.get("Host", HOST)):
            text = b"This server answers to this machine's own names alone.\n"
            return self.answer(HTTPStatus.MISDIRECTED_REQUEST, text, "text/plain")
        path = urlsplit(self.path).path
        if asked := _ASKED.fullmatch(path):
            return self.answer(HTTPStatus.OK, b"%d" % self.server.newer(int(asked[1])), "text/plain")
        shown, banner = self.server.standing()
        content, is_page = self._content(path), path.endswith("/")
        if content is None and not is_page and self._content(f"{path}/") is not None:
            # Collapsed: two slashes at the beginning would be another host.
            place = "/" + quote(_plain(path).strip("/"), errors="surrogateescape")
            return self.answer(HTTPStatus.MOVED_PERMANENTLY, b"", "text/plain", f"{place}/")
        if content is None:
            content = self._content("/404.html") or b"<title>404</title><p>Not found</p></body>"
            return self.answer(HTTPStatus.NOT_FOUND, _live(content, shown, banner), "text/html")
        kind = "text/html" if is_page else self.guess_type(path)
        if kind == "text/html":
            content = _live(content, shown, banner)
        return self.answer(HTTPStatus.OK, content, kind)

    def _content(self, path: str) -> bytes | None:
        """What stands at a path; None where nothing does."""
        with suppress(OSError, ValueError):
            made = self.server.made(_plain(path).lstrip("/"))
            if made is not None:
                return made
            file = Path(self.translate_path(path)) / ("index.html" if path.endswith("/") else "")
            return file.read_bytes() if file.is_file() else None  # nobody writes into a pipe
        return None

    do_HEAD = do_GET

    def answer(self, status: HTTPStatus, content: bytes, kind: str, place: str = "") -> None:
        """Send an answer, which no browser keeps: the next one may be another."""
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-cache")
        if place:
            self.send_header("Location", place)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""


def _plain(path: str) -> str:
    return unquote(path, "utf-8", "surrogateescape")


def _live(page: bytes, shown: int, banner: bytes) -> bytes:
    """A page with the banner, and with the script that waits for a newer one."""
    start, end, rest = page.rpartition(b"</body>")
    added = _SCRIPT % (shown, moment()) + banner
    return start + added + end + rest if end else page + added
