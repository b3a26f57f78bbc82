"""How well search answers: a table of queries in Chromium, on the collection of this project.

    python benchmarks/search.py [--site DIR] [--queries FILE]

Builds the site, types each query of search_queries.yaml into its search page, and says how many find
their entry among the first three; exit 1 below 58 of 60.
"""

import argparse
import functools
import http.server
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from chromium import CHROMIUM, HOW_TO_INSTALL  # noqa: E402

from newsdesk.build import Project, build  # noqa: E402

FIRST = 3
WANTED = 58 / 60


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *args: object) -> None:
        pass


@contextmanager
def browser_on(site: Path) -> Iterator:
    """A page of Chromium whose addresses are relative to the site."""
    from playwright.sync_api import sync_playwright

    handler = functools.partial(Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, sync_playwright() as playwright:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield browser.new_page(base_url=f"http://127.0.0.1:{server.server_port}/")
        browser.close()
        server.shutdown()


def ask(page, query: str) -> list[str]:
    """The ids of the entries found, in order."""
    state = "document.getElementById('state')"
    page.evaluate(f"{state}.textContent = ''")
    page.locator("#q").fill(query)
    page.locator("#q").press("Enter")
    page.wait_for_function(f"!['', 'Searching …'].includes({state}.textContent)")
    links = page.locator("#found li h2 a").evaluate_all("links => links.map(link => link.pathname)")
    return [link.strip("/").rsplit("/", 1)[-1] for link in links]


def main() -> int:
    """Run the table and print what missed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--site", type=Path, help="a finished site, instead of building this project's")
    parser.add_argument("--queries", type=Path, default=Path(__file__).with_name("search_queries.yaml"))
    options = parser.parse_args()
    if not CHROMIUM:
        print(HOW_TO_INSTALL, file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as top:
        site = options.site
        if not site:
            site = Path(top) / "site"
            build(Project(ROOT, ROOT / "digests", site, Path(top) / "cache"))
        return _run(site, yaml.safe_load(options.queries.read_text("utf-8")))


def _run(site: Path, table: dict[str, list[list[str]]]) -> int:
    asked = found = 0
    with browser_on(site) as page:
        page.goto("search/")
        for language, rows in table.items():
            hits = 0
            for query, *expected in rows:
                ids = ask(page, query)
                is_found = bool(set(ids[:FIRST]) & set(expected))
                hits += is_found
                if not is_found:
                    place = next((str(at + 1) for at, name in enumerate(ids) if name in expected), "nowhere")
                    print(f"  {language}: {query} -> {expected[0]} stands {place}; first: {', '.join(ids[:3])}")
            print(f"{language}: {hits} of {len(rows)}")
            asked, found = asked + len(rows), found + hits
    print(f"all: {found} of {asked} among the first {FIRST}")
    return int(found < WANTED * asked)


if __name__ == "__main__":
    sys.exit(main())
