"""Measures large collections, and has data engines read them: writes its part of RESULTS.md.

    make bench-full [SIZES="10000 30000 100000"]
    python benchmarks/bench_full.py [--sizes 10000 30000 100000] [--pages] [--minutes 60] [--dir DIR] [--out DIR]

Of each size in turn: pages only beside Hugo, everything but cards with Parquet and packed files, one entry changed, and
what DuckDB and Spark count beside `stats`. Three hours for 100,000 entries on two cores that do nothing else, and 60 GB
of disk; 10,000 take ten minutes. With `--pages` nothing but the first of these, which takes half an hour for all three
sizes. What is not done after so many `--minutes` is stopped, and the results say so.
"""

import argparse
import datetime as dt
import os
import re
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

import bench_report as report  # noqa: E402
import engines  # noqa: E402
from bench_sites import PROGRAM, Ground, hugo, ours, program, reword  # noqa: E402
from bench_tables import OURS, Table  # noqa: E402
from engine_figures import QUERIES  # noqa: E402
from measuring import TooLong, cost, written  # noqa: E402
from peers import Peers, installed  # noqa: E402
from words import lexicon  # noqa: E402

HEAD = "## Large collections"
SIZES = [10_000, 30_000, 100_000]
_PART = re.compile(rf"\n{HEAD}\n.*?(?=\n## |\Z)", re.DOTALL)


def main() -> int:
    """Measure and write; what is not measured this time is not in the results either."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--pages", action="store_true", help="pages only, beside Hugo's")
    parser.add_argument("--minutes", type=float, help="how long all of it may take")
    parser.add_argument("--dir", help="where to work; a disk, since a site of 100,000 entries is 10 GB")
    parser.add_argument("--out", type=Path, default=HERE, help="where RESULTS.md is")
    options = parser.parse_args()
    # A run of hours must not end for want of a folder.
    for folder in filter(None, (options.dir, options.out)):
        Path(folder).mkdir(parents=True, exist_ok=True)
    peers, lines = installed(), [f"\n{HEAD}\n"]
    end = time.monotonic() + options.minutes * 60 if options.minutes else None
    missing = [size for size in SIZES if size not in options.sizes]
    lines += [
        f"Measured by `make bench-full` on {dt.datetime.now(dt.UTC):%d %B %Y, %H:%M} UTC, one run of each, in turn.",
        "",
        f"- {report.machine()}",
        f"- newsdesk {report.version(PROGRAM)}; {'Hugo' if peers.hugo else f'no Hugo: {peers.why}'};"
        f" load at the start {os.getloadavg()[0]:.1f}",
        f"- Words: {lexicon('en').source}",
        *([f"- Not measured this time: {', '.join(f'{size:,}' for size in missing)} entries"] if missing else []),
        "",
    ]
    first: Table | None = None
    for size in options.sizes:
        with tempfile.TemporaryDirectory(dir=options.dir, prefix="bench-full-") as top:
            table, counted = measured(Ground(Path(top)), size, peers, end=end, is_all=not options.pages)
        first = first or table
        lines += report.table_lines(table, level=3)
        lines += [*(grown := growth(first, table)), *([""] if grown else []), *counted, ""]
        # After each size: whoever stops a run of hours keeps what it has found.
        write(options.out / "RESULTS.md", "\n".join(lines))
        if end and time.monotonic() > end:
            break
    print("\n".join(lines))
    return 0


def measured(
    ground: Ground, size: int, peers: Peers, *, end: float | None = None, is_all: bool = True
) -> tuple[Table, list[str]]:
    """What building a collection of a size costs, and what engines count in it; until `end`, by the monotonic clock."""
    table = Table(f"{size:,} entries")
    print(table.title, file=sys.stderr, flush=True)
    root = ground.collection(size)
    try:
        _pages(table, ground, root, peers, end)
        return table, _everything(table, root, end) if is_all else []
    except TooLong:
        table.notes.append("The time was up: what is missing here was stopped, or not begun.")
        return table, []


def _left(end: float | None) -> float | None:
    """How many seconds are left."""
    return end and max(end - time.monotonic(), 0.01)


def _pages(table: Table, ground: Ground, root: Path, peers: Peers, end: float | None) -> None:
    site = ground.fresh("site")
    command = ours(root, site, ground.fresh("cache"), "--pages")
    table.add("pages, cold", OURS, cost(command, root, writes=site, limit=_left(end)))
    ground.drop(site)
    if peers.hugo:
        source, site = ground.for_hugo(root), ground.fresh("site")
        command = hugo(peers.hugo, source, site, ground.fresh("cache"))
        table.add("pages, cold", "Hugo", cost(command, root, writes=site, limit=_left(end)))
        ground.drop(source, site)


def _everything(table: Table, root: Path, end: float | None) -> list[str]:
    settings = root / "mkdocs.yml"
    text = re.sub(r"^  (parquet|compressed): false$", r"  \1: true", settings.read_text("utf-8"), flags=re.M)
    settings.write_text(text, "utf-8")
    site = root / "site"
    table.add("everything, cold", OURS, cost(program("build", root), root, writes=site, limit=_left(end)))
    table.add("everything, unchanged", OURS, cost(program("build", root), root, writes=site, limit=_left(end)))
    entries = (root / "digests").glob("*/entry-*.yaml")
    reword(max(entries, key=lambda path: int(path.stem.split("-")[1])), 1)
    table.add("everything, one entry", OURS, cost(program("build", root), root, writes=site, limit=_left(end)))
    files, weight = written(site)
    table.notes.append(f"The site has {files:,} files of {weight / 1e6:,.0f} MB.")
    parts = {"Parquet": "data/parquet", "all of data/": "data"}
    said = [f"{name} {written(site / place)[1] / 1e6:,.1f} MB" for name, place in parts.items()]
    table.notes.append(f"Of it {', '.join(said)}.")
    return engines.lines(*engines.counted(root, site), len(QUERIES))


def growth(first: Table, table: Table) -> list[str]:
    """How much more each work took than at the first size."""
    found = []
    for row in table.rows if table is not first else ():
        before = first.get(row.work, row.who)
        if before and before.median("wall"):
            ratios = ", ".join(f"{row.median(of) / before.median(of):.1f} × {of}" for of in ("wall", "cpu", "memory"))
            found.append(f"- {row.work}, {row.who}: {ratios} of {first.title}.")
    return found


def write(path: Path, part: str) -> None:
    """Put our part into the results in place of the last one, and leave all others as they are."""
    text = path.read_text("utf-8") if path.is_file() else "# Results\n"
    path.write_text(_PART.sub("", text).rstrip("\n") + f"\n{part.rstrip()}\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
