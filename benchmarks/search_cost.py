"""What a search costs its reader in Chromium: kilobytes loaded, files asked for, and milliseconds until the answer.

    python benchmarks/search_cost.py SITE [OTHER] [--slow] [--rounds 3] [--queries WORDS ...]

Of each query a browser that has loaded nothing yet opens the search page, and then in that page asks for it, for the
query behind it in the list, and for that within an outlet and a country. Milliseconds are those until all of the first
list stands there, and behind them until its first entry does. Two sites are asked in turn, so that both meet the same
load of the machine; the fastest round counts. What servers pack is sent packed, and bytes are those of the bodies of
answers. With `--slow` the network is that which browsers call fast 3G: 1.44 Mbit/s, 562 ms until an answer begins, six
at once.
"""

import argparse
import gzip
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import chromium  # noqa: E402

QUERIES = ["border", "ministers", "law court", "президента", "bridge market", "الحدود", "the", "zebra"]
STEPS = ("page", "first", "next", "two filters")
# Bytes a second and milliseconds until an answer begins.
FAST_3G = {"offline": False, "downloadThroughput": 180_000, "uploadThroughput": 84_375, "latency": 562.5}
_PACKED = (".js", ".css", ".html", ".json", ".svg", "/")
_ASK = """(query) => new Promise((done) => {
    const state = document.getElementById("state"), begun = performance.now();
    state.textContent = "";
    const watch = new MutationObserver(() => {
        if (!state.textContent || state.textContent === "Searching …") return;
        watch.disconnect();
        seen.disconnect();
        done([performance.now() - begun, (first ?? performance.now()) - begun]);
    });
    watch.observe(state, { childList: true, characterData: true, subtree: true });
    const list = document.getElementById("found");
    let first;
    const seen = new MutationObserver(() => { if (list.children.length) first ??= performance.now(); });
    list.replaceChildren();
    seen.observe(list, { childList: true });
    const form = document.getElementById("find");
    if (query !== null) form.elements.q.value = query;
    form.requestSubmit();
})"""
_CHOOSE = """() => {
    const fields = [...document.querySelectorAll("#narrow select")].filter(({ id }) => id);
    const most = fields.filter(({ name }) => ["outlet", "country"].includes(name));
    for (const field of most) {
        const count = (option) => Number(option.text.match(/\\((\\d+)\\)$/)?.[1] ?? 0);
        field.value = [...field.options].slice(1).sort((a, b) => count(b) - count(a))[0].value;
        field.dispatchEvent(new Event("change", { bubbles: true }));
    }
}"""


class _Patient(chromium._Server):
    request_queue_size = 64

    def handle_error(self, *given: Any) -> None:
        """A browser that is closed hangs up."""


class _Counting(chromium._Quiet):
    """Sends packed what servers pack, and counts what it sends."""

    sent, asked = 0, 0
    lock = Lock()

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        content = path.read_bytes()
        is_packed = self.path.split("?")[0].endswith(_PACKED)
        content = gzip.compress(content, 6) if is_packed else content
        with self.lock:
            _Counting.sent, _Counting.asked = _Counting.sent + len(content), _Counting.asked + 1
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if is_packed:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(content)


class Step:
    """What one step took: milliseconds, kilobytes, requests."""

    def __init__(self, page: Any, work: Callable[[], list[float]]) -> None:
        before, asked = _Counting.sent, _Counting.asked
        self.ms, self.seen = work()
        page.wait_for_load_state("networkidle")  # for what still comes
        self.kb, self.files = (_Counting.sent - before) / 1000, _Counting.asked - asked


@contextmanager
def opened(browser: Any, address: str, slow: bool) -> Iterator[Any]:
    """A page of a browser that has loaded nothing yet."""
    context = browser.new_context(base_url=address)
    page = context.new_page()
    if slow:
        context.new_cdp_session(page).send("Network.emulateNetworkConditions", FAST_3G)
    yield page
    context.close()


def steps(browser: Any, site: Path, query: str, after: str, slow: bool) -> list[Step]:
    """All steps of a query in one browser."""
    with chromium.served(site) as address, opened(browser, address, slow) as page:

        def ask(query: str | None) -> Callable[[], list[float]]:
            return lambda: page.evaluate(_ASK, query)

        def load() -> list[float]:
            page.goto("search/")
            return [page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")] * 2

        made = [Step(page, load), Step(page, ask(query)), Step(page, ask(after))]
        page.evaluate(_CHOOSE)
        return [*made, Step(page, ask(None))]


def main() -> int:
    """Print a row for each query and step, and of each step the middle and the highest."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("sites", type=Path, nargs="+", metavar="SITE", help="one finished site, or two to compare")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--slow", action="store_true", help="on a network as fast as fast 3G")
    parser.add_argument("--queries", nargs="+", default=QUERIES)
    options = parser.parse_args()
    chromium._Quiet, chromium._Server = _Counting, _Patient
    rows: list[list[list[Step]]] = []
    with chromium.playing() as playwright:
        browser = chromium.launched(playwright)
        for query, after in zip(options.queries, [*options.queries[1:], options.queries[0]], strict=True):
            found: list[list[list[Step]]] = [[] for _ in options.sites]
            for _ in range(options.rounds):
                for site, known in zip(options.sites, found, strict=True):
                    known.append(steps(browser, site, query, after, options.slow))
            best = [[min(step, key=lambda one: one.ms) for step in zip(*known, strict=True)] for known in found]
            rows.append(best)
            for number, name in enumerate(STEPS):
                print(f"{query if not number else '':>16} {name:>12}", *map(said, (one[number] for one in best)))
        browser.close()
    for name, pick in (("middle", lambda many: sorted(many)[len(many) // 2]), ("highest", max)):
        for number, step in enumerate(STEPS):
            sums = ([row[at][number] for row in rows] for at in range(len(options.sites)))
            figures = (
                f"{pick([s.ms for s in one]):8,.0f} ms {pick([s.seen for s in one]):6,.0f}"
                f" {pick([s.kb for s in one]):7,.1f} kB"
                for one in sums
            )
            print(f"{name:>16} {step:>12}", *figures)
    return 0


def said(step: Step) -> str:
    """A step as a part of a row."""
    return f"{step.ms:8,.0f} ms {step.seen:6,.0f} {step.kb:7,.1f} kB {step.files:3} files"


if __name__ == "__main__":
    sys.exit(main())
