"""A server on this machine: a build comes in, its pages go out, built again when a file changes."""

import errno
import logging
import sys
import threading
from collections.abc import Callable, Sequence
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from mkdocs.livereload import LiveReloadServer

from newsdesk.build import Project
from newsdesk.problems import Refusal

HOST = "127.0.0.1"
# More would fill the screen; the terminal has them all.
_MOST = 40
# What keeps the last save from being built: how many problems in words, and a line for each; None for nothing.
Fault = tuple[str, Sequence[str]]


def serve(project: Project, port: int, rebuild: Callable[[], Fault | None], fault: Fault | None = None) -> None:
    """Serve until Ctrl-C; on a fault the last good site stays up, and every page says in a banner what is wrong.

    `rebuild` reports problems in the terminal itself, raises nothing, and returns the fault; `fault` is that of the
    first build.
    """
    _log_to_stderr()
    server = _Server(rebuild, port, str(project.site), fault)
    for folder in (project.digests, project.root / "docs"):
        if folder.is_dir():
            server.watch(str(folder))
    server.watch(str(project.config), recursive=False)
    try:
        server.serve()  # type: ignore[no-untyped-call] # MkDocs says no types here
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        raise Refusal(f"Port {port} is in use. Choose another with --port.") from None
    finally:
        if server.serve_thread.is_alive():
            server.shutdown(wait=True)
        else:
            server.server_close()


class _Server(LiveReloadServer):
    """MkDocs' server, which puts the banner into pages as they go out: the files of the site stay as they are."""

    def __init__(self, rebuild: Callable[[], Fault | None], port: int, root: str, fault: Fault | None) -> None:
        super().__init__(self._rebuild, HOST, port, root)
        self._build_again, self._lock = rebuild, threading.Lock()
        self._banner = _banner(fault)

    def _rebuild(self) -> None:
        """Build; after it browsers load their page once more, with the banner or without."""
        banner = _banner(self._build_again())
        with self._lock:
            self._banner = banner

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        with self._lock:
            banner = self._banner
        page: bytes = super()._inject_js_into_html(content, epoch)  # type: ignore[no-untyped-call] # MkDocs says none here either
        start, end, rest = page.rpartition(b"</body>")
        return start + banner + end + rest if end else page + banner


def _banner(fault: Fault | None) -> bytes:
    if fault is None:
        return b""
    count, lines = fault
    return _template().render(count=count, lines=lines[:_MOST], more=max(0, len(lines) - _MOST)).encode()


@cache
def _template() -> Template:
    # The only page that nobody publishes, so it has no part in the words of the site.
    loader = PackageLoader("newsdesk", "templates")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined).get_template("fault.html")


def _log_to_stderr() -> None:
    logger = logging.getLogger("mkdocs.livereload")
    logger.setLevel(logging.INFO)
    logger.addHandler(logging.StreamHandler(sys.stderr))
