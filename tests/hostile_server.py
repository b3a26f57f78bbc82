"""A server on this machine that answers as badly as a server can; each path is one behaviour."""

import gzip
import socket
import socketserver
import ssl
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from urllib.parse import unquote_to_bytes

PAGE = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Swans counted</title>'
    '<meta property="article:published_time" content="2022-10-18"></head><body><main><h1>Swans counted again</h1>'
    + "<p>The council of Lanternmoor counted 312 swans in one October morning, the warden said in a note.</p>" * 4
    + "</main></body></html>"
).encode()
CYRILLIC = PAGE.replace(b"Swans counted again", "Лебедей сосчитали".encode()).decode()
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"


def _answer(body: bytes, more: bytes = b"") -> bytes:
    return OK + more + b"Content-Length: %d\r\n\r\n" % len(body) + body


_HALF = len(PAGE) // 2
_RAW = zlib.compressobj(wbits=-15)
# A body in pieces, each packed by itself; padding and rubbish behind; the packing of other ages.
PACKED = {
    "/gzip-twice": (b"gzip", gzip.compress(PAGE[:_HALF]) + gzip.compress(PAGE[_HALF:])),
    "/gzip-many": (b"x-gzip", b"".join(gzip.compress(PAGE[at : at + 97]) for at in range(0, len(PAGE), 97))),
    "/gzip-empty-first": (b"gzip", gzip.compress(b"") + gzip.compress(PAGE)),
    "/gzip-padded": (b"gzip", gzip.compress(PAGE) + b"\0" * 512),
    "/deflate": (b"deflate", zlib.compress(PAGE)),
    "/deflate-raw": (b"deflate", _RAW.compress(PAGE) + _RAW.flush()),
    "/gzip-rubbish": (b"gzip", gzip.compress(PAGE) + b"<p>and more</p>"),
    "/gzip-cut-second": (b"gzip", gzip.compress(PAGE[:_HALF]) + gzip.compress(PAGE[_HALF:])[:-40]),
    "/gzip-cut-head": (b"gzip", gzip.compress(PAGE[:_HALF]) + b"\x1f\x8b"),
}
_PICTURE = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0" + bytes(range(256))
BINARY = {
    "/picture-as-text": (b"text/plain; charset=utf-8", _PICTURE),
    "/picture-as-page": (b"text/html", _PICTURE),
    "/archive-as-text": (b"text/plain", b"PK\3\4\x14\0\0\0\x08\0" + bytes(range(40, 256))),
    "/program-as-page": (b"text/html", b"\x7fELF\2\1\1" + bytes(64)),
    "/no-label": (b"", b"\xff\xd8\xff\xe0\0\x10JFIF\0\1"),
}


@cache
def _bomb() -> bytes:
    return gzip.compress(b"\0" * 50_000_000)


class _Handler(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        request = b""
        while b"\r\n\r\n" not in request and (piece := self.request.recv(65536)):
            request += piece
        path = request.split(b" ")[1].decode() if request.count(b" ") > 1 else "/"
        server = self.server
        assert isinstance(server, HostileServer)
        server.requests.append(request.decode("latin-1"))
        with suppress(OSError):
            self.answer(path, server)

    def wait(self) -> None:
        """For ever, unless the other side gives up."""
        while self.request.recv(65536):
            pass

    def answer(self, path: str, server: "HostileServer") -> None:
        send = self.request.sendall
        if path == "/robots.txt":
            send(server.robots)
        elif path.startswith("/to/"):
            send(b"HTTP/1.1 302 Found\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n" % unquote_to_bytes(path[4:]))
        elif path.startswith("/again/"):
            left = int(path[7:])
            to = f"/again/{left - 1}" if left else "/page"
            send(b"HTTP/1.1 301 Moved\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n" % to.encode())
        elif path == "/stall":
            self.wait()
        elif path == "/drip":
            for byte in OK * 10:
                send(bytes([byte]))
                time.sleep(0.05)
            self.wait()
        elif path == "/drip-body":
            send(OK + b"Content-Length: 1000\r\n\r\n")
            for _ in range(100):
                send(b"a")
                time.sleep(0.05)
            self.wait()
        elif path == "/short":
            send(OK + b"Content-Length: 100000\r\n\r\n" + PAGE)
        elif path == "/longer":
            send(OK + b"Content-Length: %d\r\n\r\n" % len(PAGE) + PAGE + b"x" * 100)
        elif path == "/huge":
            send(OK + b"Content-Length: 99999999999\r\n\r\n")
        elif path == "/endless":
            send(OK + b"\r\n")
            while True:
                send(b"<p>endless</p>" * 5000)
        elif path == "/endless-headers":
            send(OK)
            while True:
                send(b"X-Filler: " + b"x" * 5000 + b"\r\n")
        elif path == "/bomb":
            send(_answer(_bomb(), b"Content-Encoding: gzip\r\n"))
        elif path == "/bomb-second":
            send(_answer(gzip.compress(PAGE) + _bomb(), b"Content-Encoding: gzip\r\n"))
        elif path in PACKED:
            kind, body = PACKED[path]
            send(_answer(body, b"Content-Encoding: %s\r\n" % kind))
        elif path in BINARY:
            label, body = BINARY[path]
            send(_answer(body).replace(b"text/html; charset=utf-8", label))
        elif path == "/gzip":
            send(_answer(gzip.compress(PAGE), b"Content-Encoding: gzip\r\n"))
        elif path == "/gzip-cut":
            send(_answer(gzip.compress(PAGE)[:-40], b"Content-Encoding: gzip\r\n"))
        elif path == "/gzip-no":
            send(_answer(PAGE, b"Content-Encoding: gzip\r\n"))
        elif path == "/brotli":
            send(_answer(zlib.compress(PAGE), b"Content-Encoding: br\r\n"))
        elif path == "/cookie":
            send(_answer(PAGE, b"Set-Cookie: spy=1\r\n"))
        elif path == "/picture":
            send(b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 3\r\n\r\npng")
        elif path == "/gone":
            send(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
        elif path == "/nonsense":
            send(b"\x00\x01\x02 nonsense\r\n\r\n")
        elif path == "/wrong-charset":
            body = CYRILLIC.replace("utf-8", "windows-1251").encode("cp1251")
            send(_answer(body).replace(b"charset=utf-8", b"charset=utf-8"))
        elif path == "/no-such-charset":
            send(_answer(CYRILLIC.encode()).replace(b"charset=utf-8", b"charset=klingon-9"))
        else:
            send(_answer(PAGE))


class HostileServer(socketserver.ThreadingTCPServer):
    """Listens on 127.0.0.1; `requests` are the heads of what was asked."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, secure: ssl.SSLContext | None = None) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        if secure:
            self.socket = secure.wrap_socket(self.socket, server_side=True)
        self.requests: list[str] = []
        self.robots = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes away is what is tested."""

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])


@contextmanager
def hostile_server(secure: ssl.SSLContext | None = None) -> Iterator[HostileServer]:
    """A running server; with a context over HTTPS."""
    with HostileServer(secure) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()


def resolver(**hosts: str | list[str]) -> object:
    """Looks names up in a table: `page_example="127.0.0.1"`; a list gives another answer each time."""

    def look_up(host: str, port: int) -> list[str]:
        known = hosts.get(host.replace(".", "_"))
        if known is None:
            raise socket.gaierror("unknown")
        if isinstance(known, list):
            return [known.pop(0)]
        return known.split()

    return look_up
