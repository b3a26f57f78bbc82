"""How well search answers: a table of queries in Chromium, on the collection of this project.

    python benchmarks/search.py [--site DIR] [--queries FILE]

Builds the site, types each query of search_queries.yaml into its search page, and prints every answer that is
wrong: an entry that is not among the first three, something found for a word that no entry holds, another close
word than the right one. Exit 1 where there is one.
"""

import argparse
import sys
import tempfile
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from chromium import CHROMIUM, HOW_TO_INSTALL, launched, page_on, playing  # noqa: E402
from search_answers import faults  # noqa: E402

from newsdesk.build import Project, build  # noqa: E402


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


def _run(site: Path, table: dict[str, Any]) -> int:
    with playing() as playwright, page_on(launched(playwright), site) as page:
        page.goto("search/")
        wrong = list(faults(page, table))
    present = sum(map(len, table["queries"].values()))
    print(*wrong, sep="\n")
    print(
        f"{present} queries, {len(table['absent'])} absent words, {len(table['misspelt'])} misspelt: {len(wrong)} wrong"
    )
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
