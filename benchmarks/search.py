"""How well search answers: a table of queries in Chromium, on the collection of this project.

    python benchmarks/search.py [--site DIR] [--queries FILE]

Builds the site, types each query of search_queries.yaml into its search page, and says how many find
their entry among the first three; exit 1 below 58 of 60.
"""

import argparse
import sys
import tempfile
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from chromium import CHROMIUM, HOW_TO_INSTALL, ask, launched, page_on, playing  # noqa: E402

from newsdesk.build import Project, build  # noqa: E402

FIRST = 3
WANTED = 58 / 60


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
    with playing() as playwright, page_on(launched(playwright), site) as page:
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
