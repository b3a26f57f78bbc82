"""The site beside the desk: `serve` in a process of its own, begun when somebody wants to see it.

So no page of the desk waits for a build, the site's memory is its own, and its pages stand at another origin: their
scripts can read nothing of the desk, and ask it for nothing.
"""

import os
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

from newsdesk.desk.office import Desk
from newsdesk.load import read_whole

HOST = "127.0.0.1"
# How long it may take to end, in seconds, before it is ended.
_PATIENCE = 1.5
_LAST_LINES = 12
# Where the package lies: the process has to find the same one, however this one was started.
_HOME = Path(__file__).resolve().parents[3]


class Beside:
    """The server of the site: none before it is wanted, and none after the desk has gone, however it went."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._lock = desk, threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._port = 0

    def address(self) -> str | None:
        """Where the site is, begun if need be; None while it is made, which may take a while."""
        with self._lock:
            if self._process is None:
                self._begin()
        with socket.socket() as probe:
            probe.settimeout(1)
            return f"http://{HOST}:{self._port}/" if probe.connect_ex((HOST, self._port)) == 0 else None

    def said(self) -> list[str] | None:
        """Its last words, where it has ended, which the next call of `address` begins again; None while it runs."""
        with self._lock:
            if self._process is None or self._process.poll() is None:
                return None
            self._close()
        with suppress(OSError):
            return read_whole(self._log).decode("utf-8", "replace").splitlines()[-_LAST_LINES:]
        return []

    def stop(self) -> None:
        """End it."""
        with self._lock:
            self._close()

    @property
    def _log(self) -> Path:
        return self._desk.files.folder / "site.txt"

    def _begin(self) -> None:
        project = self._desk.project
        with socket.socket() as free:
            free.bind((HOST, 0))
            self._port = free.getsockname()[1]
        places = {"--root": project.root, "--digests": project.digests, "--site": project.site}
        arguments = ["serve", "--port", str(self._port), "--beside", f"http://{HOST}:{self._desk.port}/"]
        arguments += [argument for option, place in places.items() for argument in (option, str(place))]
        path = os.pathsep.join(filter(None, (str(_HOME), os.environ.get("PYTHONPATH"))))
        self._desk.files.need()
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "newsdesk", *arguments],
                # It ends when this does: the system closes the pipe, however the desk ends.
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=log,
                env={**os.environ, "PYTHONPATH": path},
                # Ctrl-C in the terminal is for the desk, which ends this.
                start_new_session=True,
            )

    def _close(self) -> None:
        if self._process is None:
            return
        assert self._process.stdin is not None
        with suppress(OSError):
            self._process.stdin.close()
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None
