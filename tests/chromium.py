"""Finds an installed Chromium, and opens a site in it; nothing is downloaded.

Tests take the fixture `chromium`, one browser for each worker, which also marks them: see conftest.py.
"""

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

# The headless shell has the same engine and draws no window: a page costs it less than half the work.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"

CHROMIUM = (
    os.environ.get("CHROMIUM")
    or next(filter(None, map(shutil.which, NAMES)), None)
    or (MAC if os.access(MAC, os.X_OK) else None)
)
HOW_TO_INSTALL = "no Chromium found; install it: sudo apt-get install chromium (macOS: brew install --cask chromium)"
QUIET = ("--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync")


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """Keeps connections open, and lets the browser keep what every page asks for again."""

    protocol_version = "HTTP/1.1"

    def end_headers(self) -> None:
        if "/assets/" in self.path:
            self.send_header("Cache-Control", "max-age=600")
        super().end_headers()

    def log_message(self, *args: object) -> None:
        pass


class _Server(http.server.ThreadingHTTPServer):
    block_on_close = False  # a browser may hold its connection open


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address, with a slash at its end, at which a folder is served."""
    with _Server(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@contextmanager
def playing() -> Iterator:
    """Playwright, which starts browsers; it can only be started once in a process."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        yield playwright


def launched(playwright, env: Mapping[str, str] | None = None, args: Sequence[str] = ()):
    """A Chromium, with more in its environment or among its arguments where that is given."""
    return playwright.chromium.launch(
        executable_path=CHROMIUM, args=[*QUIET, *args], env={**os.environ, **env} if env else None
    )


@contextmanager
def page_on(browser, folder: Path, below: str = "") -> Iterator:
    """A page of a browser whose addresses are relative to a served folder, or to one `below` it."""
    with served(folder) as address:
        context = browser.new_context(base_url=f"{address}{below}")
        yield context.new_page()
        context.close()


# One message to the browser instead of six. That keys do the same is tried where a reader's way to search is.
ASKED = """query => new Promise(done => {
  const [state, field] = ["state", "q"].map(id => document.getElementById(id));
  state.textContent = "";
  const ready = () => {
    if (["", "Searching …"].includes(state.textContent)) return;
    watch.disconnect();
    done([...document.querySelectorAll("#found h2 a")].map(link => link.pathname));
  };
  const watch = new MutationObserver(ready);
  watch.observe(state, { childList: true });
  field.value = query;
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  field.form.requestSubmit();
})"""


def ask(page, query: str) -> list[str]:
    """Type a query into the search page; the ids of the entries found, in order."""
    return [link.strip("/").rsplit("/", 1)[-1] for link in page.evaluate(ASKED, query)]
