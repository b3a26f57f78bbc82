"""What a search costs its reader in Chromium: milliseconds until the answer stands there, and bytes loaded.

    python benchmarks/search_cost.py SITE [OTHER] [--rounds 3] [--queries WORDS ...]

Each query is asked in a browser that has loaded nothing yet, of two sites in turn, so that both meet the same
load of the machine. The fastest round counts. What servers pack is counted packed.
"""

import argparse
import gzip
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import chromium  # noqa: E402

QUERIES = ["border", "ministers", "law court", "президента", "суу жол", "الحدود", "bridge market", "zebra"]
_PACKED = (".js", ".css", ".html", ".json", ".svg", "/")
# Notes when the line of the state has its answer.
_WATCH = """new MutationObserver(() => {
    const said = document.getElementById("state")?.textContent;
    if (said && said !== "Searching …") window.answered ??= performance.now();
}).observe(document, { subtree: true, childList: true, characterData: true })"""


class _Counting(chromium._Quiet):
    sent = 0

    def copyfile(self, source: Any, outputfile: Any) -> None:
        content = source.read()
        is_packed = self.path.split("?")[0].endswith(_PACKED)
        _Counting.sent += len(gzip.compress(content) if is_packed else content)
        outputfile.write(content)


def ask(browser: Any, address: str, query: str) -> tuple[float, float]:
    """Milliseconds and kilobytes of one query."""
    context = browser.new_context(base_url=address)
    page = context.new_page()
    page.add_init_script(_WATCH)
    _Counting.sent = 0
    page.goto(f"search/?q={quote(query)}")
    page.wait_for_function("window.answered", timeout=60_000)
    page.wait_for_timeout(200)  # for what still comes
    took = page.evaluate("window.answered")
    context.close()
    return took, _Counting.sent / 1000


def main() -> int:
    """Print a row for each query, and the sums."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("sites", type=Path, nargs="+", metavar="SITE", help="one finished site, or two to compare")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--queries", nargs="+", default=QUERIES)
    options = parser.parse_args()
    chromium._Quiet = _Counting
    sums = [[0.0, 0.0] for _ in options.sites]
    with chromium.playing() as playwright:
        browser = chromium.launched(playwright)
        for query in options.queries:
            rounds: list[list[tuple[float, float]]] = [[] for _ in options.sites]
            for _ in range(options.rounds):
                for site, found in zip(options.sites, rounds, strict=True):
                    with chromium.served(site) as address:
                        found.append(ask(browser, address, query))
            best = [(min(took for took, _ in found), found[0][1]) for found in rounds]
            sums = [[ms + a, kb + b] for (ms, kb), (a, b) in zip(sums, best, strict=True)]
            print(f"{query:>20}", *(f"{ms:8,.0f} ms {kb:7,.1f} kB" for ms, kb in best), flush=True)
        browser.close()
    print(f"{'all':>20}", *(f"{ms:8,.0f} ms {kb:7,.1f} kB" for ms, kb in sums))
    return 0


if __name__ == "__main__":
    sys.exit(main())
