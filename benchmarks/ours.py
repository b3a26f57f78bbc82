"""Builds a collection with a part of the work left out, in a process of its own, for `bench.py`.

python benchmarks/ours.py ROOT SITE CACHE [--pages | --no-search]
"""

import argparse
import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from newsdesk.build import Outcome, Project, making
from newsdesk.cli import leave
from newsdesk.output.report import Stay

# The last build, which ends with its process as that of the command line does.
_LAST: list[Outcome] = []


class NoIndex:
    """In the place of what makes the index of the search: leaves it as it was."""

    def __init__(self, *given: object) -> None:
        """Nothing that is given is looked at."""

    @contextmanager
    def beside(self, jobs: int, most: int | None = None) -> Iterator[Callable[[], list[Stay]]]:
        """The index as it was."""
        yield lambda: [Stay("pagefind")]


def build(root: Path, site: Path, cache: Path, *, pages: bool = False, search: bool = True) -> int:
    """Build with both cores; with `pages` no feeds, editions, data and search. Returns how many pages there are."""
    if pages:
        making.BEHIND = ()  # type: ignore[misc]  # what is no page: with no site yet, it would be made as well
    if pages or not search:
        assert hasattr(making, "Indexing"), "the index is made elsewhere now"
        making.Indexing = NoIndex  # type: ignore[misc, assignment]
    _LAST[:] = [outcome := making.build(Project(root, root / "digests", site, cache), jobs=None)]
    assert outcome.report, outcome.problems[:3]
    return outcome.pages


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("root", "site", "cache"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--pages", action="store_true")
    parser.add_argument("--no-search", action="store_true")
    given = parser.parse_args()
    gc.disable()  # as the command line does
    print(build(given.root, given.site, given.cache, pages=given.pages, search=not given.no_search))
    leave(0)  # as the command line ends
