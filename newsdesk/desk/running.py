"""The desk while it is open: it is served on this machine alone, until it is stopped."""

import asyncio
import errno
import logging
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable, Collection, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import uvicorn

from newsdesk.build.examining import Examined
from newsdesk.build.workers.heap import give_back, share_one_heap
from newsdesk.desk.app import application
from newsdesk.desk.completing.shelf import shelf_for
from newsdesk.desk.lacking.balance import balances_for
from newsdesk.desk.live.beside import Beside
from newsdesk.desk.live.checking import Checking
from newsdesk.desk.live.telling import Telling
from newsdesk.desk.office import Desk
from newsdesk.load import DIGEST_FILE
from newsdesk.problems import Refusal
from newsdesk.serve.hosts import HOST
from newsdesk.serve.watching import watching


@dataclass(frozen=True, slots=True)
class Opening:
    """What happens when a desk opens."""

    with_browser: bool = True
    poll: bool = False
    """Whether files are looked at again and again, since the system tells of no changes."""
    say: Callable[[str], None] = lambda line: print(line, file=sys.stderr, flush=True)
    """Tells whoever started it, in the terminal."""


def listening(port: int) -> socket.socket:
    """A socket on this machine's own address; port 0 is any that is free. Refusal where another program has it."""
    made = socket.socket()
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((HOST, port))
    except OSError as error:
        made.close()
        if error.errno != errno.EADDRINUSE:
            raise
        raise Refusal(f"Port {port} is in use. Choose another with --port.") from None
    # A browser that is quicker than we are waits.
    made.listen(64)
    return made


class Server(uvicorn.Server):
    """Serves a desk; while it does, files of the collection are watched and checked, and pages are told of it."""

    def __init__(self, desk: Desk, *, poll: bool = False) -> None:
        self.checking, self.beside = Checking(desk, Telling()), Beside(desk)
        self.watching = watching(desk.project, self._told, poll=poll)
        super().__init__(
            uvicorn.Config(
                application(desk, self.checking, self.beside),
                log_level="warning",
                access_log=False,
                server_header=False,
                date_header=False,
                ws="none",
                timeout_graceful_shutdown=1,
            )
        )

    def _told(self, paths: Collection[Path]) -> None:
        self.checking.told(paths)
        self.beside.changed()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to watch, too."""
        self.watching.start()
        threading.Thread(target=self.checking.run, name="checking", daemon=True).start()
        await super().startup(sockets)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End what open pages listen to: nobody waits until they are closed."""
        # Whatever is cut off now is cut off on purpose.
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        self.watching.stop()
        self.checking.stop()
        self.checking.telling.close()
        await asyncio.gather(super().shutdown(sockets), asyncio.to_thread(self.beside.stop))


def server_of(desk: Desk, *, poll: bool = False) -> Server:
    """What serves a desk: `run(sockets=[…])` does so until its `should_exit` is set."""
    return Server(desk, poll=poll)


def run(desk: Desk, place: socket.socket, opening: Opening) -> None:
    """Serve a desk on a socket until Ctrl-C; nothing is lost then, since every step is in a file.

    Refusal where another desk has the collection open.
    """
    address = f"http://{HOST}:{desk.port}/?token={desk.token}"
    share_one_heap()
    with desk.files.opened(address):
        opening.say(f"The desk: {address}\nStop it with Ctrl-C: every step is in a file already.")
        if opening.with_browser:
            # Where there is none, the address stands in the terminal.
            with suppress(webbrowser.Error):
                webbrowser.open(address)
        threading.Thread(target=_prepare, args=(desk,), name="preparing", daemon=True).start()
        with suppress(KeyboardInterrupt):
            server_of(desk, poll=opening.poll).run(sockets=[place])
    opening.say("Stopped.")


def _prepare(desk: Desk) -> None:
    """Read the collection, make what completes, count the balance, and ask for pages: who comes first waits for none.

    What all pages of a kind share is made with the first of them: templates, patterns, the names that texts hold.
    """
    # What is wrong with it, the first page says.
    with suppress(Exception):
        desk.looked()
    shelf_for(desk).warm()
    with suppress(Exception):
        balances_for(desk).warm()
    with suppress(Exception):
        for path in _pages(desk.looked()):
            with suppress(OSError, HTTPException), closing(HTTPConnection(HOST, desk.port)) as asking:
                asking.request("GET", path, headers={"X-Desk": desk.token})
                asking.getresponse().read()
    give_back()


def _pages(examined: Examined) -> Iterator[str]:
    """A page of each kind that takes long, of the newest entry, its week and the first draft."""
    if entries := examined.draft.entries:
        newest = max((one.keys["week"], one.keys["id"]) for one in entries)
        yield from (f"/weeks/{newest[0]}", f"/review/{newest[1]}", f"/preview/{newest[1]}", f"/after/{newest[1]}")
    if drafts := [Path(note.path) for note in examined.draft.left_out if not note.path.endswith(DIGEST_FILE)]:
        yield from (f"/draft/{drafts[0].stem}", f"/api/draft/{drafts[0].stem}")
    yield from ("/review", "/inbox", "/weeks", "/changes", "/gaps")
