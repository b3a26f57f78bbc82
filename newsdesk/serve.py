"""A server on this machine: a build comes in, its pages go out, built again when a file changes."""

import errno
import logging
import sys
from collections.abc import Callable

from mkdocs.livereload import LiveReloadServer

from newsdesk.build import Project
from newsdesk.problems import Refusal

HOST = "127.0.0.1"


def serve(project: Project, port: int, rebuild: Callable[[], None]) -> None:
    """Serve until Ctrl-C. `rebuild` reports problems itself, so the last good site stays up."""
    _log_to_stderr()
    server = LiveReloadServer(rebuild, HOST, port, str(project.site))
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


def _log_to_stderr() -> None:
    logger = logging.getLogger("mkdocs.livereload")
    logger.setLevel(logging.INFO)
    logger.addHandler(logging.StreamHandler(sys.stderr))
