"""A press with an inbox, for tests: saved pages, a list, and a server whose feeds are as bad as feeds can be."""

import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from unittest.mock import patch

from drafting import read_here
from hostile_server import resolver
from saved_articles import ARTICLES

from newsdesk.intake.apart import Order
from newsdesk.intake.inbox.reader import answer
from newsdesk.intake.reach import Guard

ITEM = "<item><title>{}</title><link>{}</link><pubDate>{}</pubDate><description>{}</description></item>"
Answers = dict[str, Callable[[dict[str, str]], bytes]]


def here() -> Any:
    """Sources are read in this process: that one of its own is started for it is tested once."""

    def ask(self: object, order: Order, raw: bytes) -> Order:
        import datetime

        return answer(raw, {"today": datetime.date(2022, 11, 20).isoformat(), **order})

    return patch("newsdesk.intake.apart.Apart.ask", ask)


def captured_here() -> Any:
    """What `new` reads it reads in this process, too."""
    return patch("newsdesk.intake.capture.worker.read_apart", read_here)


def saved(title: str, text: str, url: str, day: str = "2022-10-18", language: str = "en") -> str:
    """A page as a browser saves it."""
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>'
        f'<link rel="canonical" href="{url}"><meta property="article:published_time" content="{day}T10:00:00Z"></head>'
        f"<body><main><article><h1>{title}</h1>{''.join(f'<p>{part}</p>' for part in text.splitlines())}"
        "<script>window.opened = 'by a script'</script></article></main></body></html>"
    )


WIRE = "\n".join(ARTICLES[0].paragraphs)
SWANS = (
    "The council of Lanternmoor counted the swans of the lake once more on Tuesday, and found 312 of them.\n"
    "“We counted every one of them twice,” said the warden Ada Quill, who has looked after them for nine years.\n"
    "The count will be repeated in spring, when the ice of the lake has gone and the young birds have come back to it."
)


def sources(root: Path) -> Path:
    """A folder with what an editor has saved in a day."""
    folder = root / "morning"
    folder.mkdir()
    (folder / "lit.html").write_text(
        saved("Lighthouse lit again", WIRE, "https://lantern.example/lit?utm_source=x"), "utf-8"
    )
    (folder / "copy.html").write_text(
        saved("The beam is back", WIRE, "https://tower.example/beam", "2022-10-19"), "utf-8"
    )
    (folder / "swans.html").write_text(
        saved("Swans are counted once more", SWANS, "https://lantern.example/more"), "utf-8"
    )
    (folder / "links.txt").write_text(
        "Swans counted https://lantern.example/swans?utm_source=mail\nhttps://beacon.example/ferry#top\n", "utf-8"
    )
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nbroken")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")
    (folder / "empty.html").write_bytes(b"")
    (folder / ".hidden").write_text("https://x.example/1", "utf-8")
    return folder


def feed(*items: str, encoding: str = "utf-8") -> bytes:
    """An RSS feed."""
    text = f'<?xml version="1.0" encoding="{encoding}"?><rss version="2.0"><channel><title>T</title>{"".join(items)}'
    return f"{text}</channel></rss>".encode(encoding)


def reply(body: bytes, kind: str = "application/rss+xml", status: str = "200 OK", more: str = "") -> bytes:
    """An answer of a server."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}Content-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


@contextmanager
def press_server(answers: Answers) -> Iterator[tuple[int, list[str]]]:
    """A server on this machine that gives these answers by path, with its port and the paths that were asked for."""
    asked: list[str] = []

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            path = self.rfile.readline().split(b" ")[1].decode()
            headers = {}
            while line := self.rfile.readline().strip():
                key, _, value = line.decode("latin-1").partition(":")
                headers[key.lower()] = value.strip()
            asked.append(path)
            none = reply(b"", status="404 Not Found")
            with suppress(OSError):  # it may be too much for whoever asked
                self.wfile.write(answers[path](headers) if path in answers else none)

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        allow_reuse_address = True

    with Server(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        try:
            yield int(server.server_address[1]), asked
        finally:
            server.shutdown()


def guard(**hosts: str) -> Guard:
    """What may be reached: this machine alone, under some names."""
    names = {"press_example": "127.0.0.1", "inner_example": "10.0.0.7", **hosts}
    return Guard(lambda address: str(address) == "127.0.0.1", resolver(**names), seconds=5.0)  # type: ignore[arg-type]
