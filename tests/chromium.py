"""Finds an installed Chromium, and opens a site in it; nothing is downloaded."""

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"

CHROMIUM = (
    os.environ.get("CHROMIUM")
    or next(filter(None, map(shutil.which, NAMES)), None)
    or (MAC if os.access(MAC, os.X_OK) else None)
)
HOW_TO_INSTALL = "no Chromium found; install it: sudo apt-get install chromium (macOS: brew install --cask chromium)"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@contextmanager
def page_on(folder: Path, below: str = "") -> Iterator:
    """A page of Chromium whose addresses are relative to a served folder, or to one `below` it."""
    from playwright.sync_api import sync_playwright

    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, sync_playwright() as playwright:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield browser.new_page(base_url=f"http://127.0.0.1:{server.server_port}/{below}")
        browser.close()
        server.shutdown()


def ask(page, query: str) -> list[str]:
    """Type a query into the search page; the ids of the entries found, in order."""
    state = "document.getElementById('state')"
    page.evaluate(f"{state}.textContent = ''")
    page.locator("#q").fill(query)
    page.locator("#q").press("Enter")
    page.wait_for_function(f"!['', 'Searching …'].includes({state}.textContent)")
    links = page.locator("#found h2 a").evaluate_all("links => links.map(link => link.pathname)")
    return [link.strip("/").rsplit("/", 1)[-1] for link in links]
