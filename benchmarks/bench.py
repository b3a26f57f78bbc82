"""Measures us beside Hugo and MkDocs and beside an older version, and writes RESULTS.md and its picture.

    make bench [QUICK=1] [BASE=896f228]
    python benchmarks/bench.py [--quick] [--base COMMIT] [--dir DIR] [--out DIR]

One run, everything in turn: build, build of theirs, and again. `--quick` measures 1,000 entries and what is small.
`--base` builds 10,000 entries with the program as it was at a commit. Twenty-five minutes on two cores that do nothing
else; five with `--quick`.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

import bench_report as report  # noqa: E402
import bench_tables as tables  # noqa: E402
from bench_serve import save_to_screen  # noqa: E402
from bench_sites import PROGRAM, Ground, worktree  # noqa: E402
from bench_tables import OURS, Row, Table  # noqa: E402
from measuring import Cost  # noqa: E402
from peers import HOME, installed  # noqa: E402
from words import lexicon  # noqa: E402

BIG, LITTLE = 10_000, 1000
VERBS, LARGE = "\n## Verbs of an editor\n", "\n## Large collections\n"


def main() -> int:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="1,000 entries and this project's own, nothing else")
    parser.add_argument("--base", metavar="COMMIT", help="an older version to compare with, such as 896f228")
    parser.add_argument("--turns", type=int, default=3, help="how often each is measured, in turn; default 3")
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    parser.add_argument("--dir", default=memory, help="where to work; in memory where the system allows")
    parser.add_argument("--out", type=Path, default=HERE, help="where RESULTS.md goes")
    options = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(dir=options.dir, prefix="bench-") as top:
        found = measured(Ground(Path(top)), options)
    made, goals, facts = found
    seconds = time.monotonic() - began
    options.out.mkdir(parents=True, exist_ok=True)
    text = report.markdown(made, goals, facts, seconds)
    # What `verbs.py` and `bench_full.py` have measured stands there until they are run again.
    former = options.out / "RESULTS.md"
    old = former.read_text("utf-8") if former.is_file() else ""
    if starts := [place for part in (VERBS, LARGE) if (place := old.find(part)) >= 0]:
        text += old[min(starts) :]
    (options.out / "RESULTS.md").write_text(text, "utf-8")
    (options.out / report.PICTURE).write_text(report.svg(list(report.bars(made))), "utf-8")
    print(text)
    return 0


def measured(ground: Ground, options: argparse.Namespace) -> tuple[list[Table], list[report.Goal], list[str]]:
    """All tables, what they say of the goals, and what has to be known of the run."""
    peers = installed()
    facts = [
        report.machine(),
        f"newsdesk {report.version(PROGRAM)}; {'Hugo and MkDocs by' if peers.hugo else 'no peers:'} "
        f"{'`benchmarks/requirements-peers.txt`' if peers.hugo else peers.why}",
        f"Worked in {ground.top.parent} ({_kind(ground)}), load at the start {os.getloadavg()[0]:.1f}",
        f"Words: {lexicon('en').source}",
    ]
    base, name = None, options.base or ""
    if options.base:
        base = worktree(options.base, HOME)
        facts.append(f"Base: {name}" if base else f"Base: git does not know {name} here, so it was not measured")
    made: list[Table] = []

    def measure(title: str, make, *given) -> Table:
        print(title, file=sys.stderr, flush=True)
        made.append(make(ground, *given))
        return made[-1]

    turns = options.turns
    little = measure("1,000 entries, pages", tables.pages, LITTLE, peers, turns)
    small = measure("This project's own entries", tables.small, turns + 2)
    serve = Table("From save to screen")
    own = small.title.partition(" ")[0]
    _serve(serve, own, ground.own(), turns)
    big = whole = checks = None
    if not options.quick:
        big = measure("10,000 entries, pages", tables.pages, BIG, peers, turns)
        whole = measure("10,000 entries, everything but cards", tables.everything, BIG, base, name, min(turns, 2))
        checks = measure("10,000 entries, check", tables.checks, BIG, min(turns, 2))
        _serve(serve, "10,000", ground.collection(BIG), turns)
    made.append(serve)
    return made, goals(little, small, serve, big, whole, checks, name), facts


def _kind(ground: Ground) -> str:
    free = shutil.disk_usage(ground.top).free / 2**30
    return f"{'memory' if ground.is_memory else 'a disk'}, {free:.0f} GiB free"


def _serve(table: Table, name: str, root: Path, turns: int) -> None:
    for seconds in save_to_screen(root, turns):
        table.add(f"serve, {name}", OURS, Cost(seconds, 0, 0))


def goals(
    little: Table, small: Table, serve: Table, big: Table | None, whole: Table | None, checks: Table | None, base: str
) -> list[report.Goal]:
    """What step 10 asks for, and what was measured of it."""
    cold = ("cold", "Hugo")
    none = Table("")
    big, whole, checks = big or none, whole or none, checks or none
    before, own = ("cold", base), small.title.partition(" ")[0]
    renamed = whole.ratio("an outlet renamed", OURS, ("cold", OURS))
    share = renamed / whole.named if renamed and whole.named else None

    def seconds(table: Table, work: str) -> float | None:
        row: Row | None = table.get(work, OURS)
        return row.median("wall") if row else None

    goal = report.Goal
    return [
        goal("10,000, pages, cold: wall ÷ Hugo's", big.ratio("cold", OURS, cold), 0.7),
        goal("10,000, pages, cold: memory ÷ Hugo's", big.ratio("cold", OURS, cold, "memory"), 0.5),
        goal("1,000, pages, cold: wall ÷ Hugo's", little.ratio("cold", OURS, cold), 1.0),
        goal("10,000, everything, cold ÷ base", whole.ratio("cold", OURS, before), 0.5),
        goal("10,000, nothing changed ÷ base cold", whole.ratio("unchanged", OURS, before), 0.01, "%"),
        goal(
            "10,000, one entry, no search ÷ base cold",
            whole.ratio("one entry, without search", OURS, before),
            0.02,
            "%",
        ),
        goal("10,000, one entry ÷ base cold", whole.ratio("one entry", OURS, before), 0.05, "%"),
        goal("10,000, an outlet renamed ÷ cold, by the share of files that name it", share, 1.0),
        goal("10,000, check unchanged ÷ cold", checks.ratio("check, unchanged", OURS, ("check, cold", OURS)), 0.1, "%"),
        goal("10,000, `serve`, save to screen", seconds(serve, "serve, 10,000"), 1.0, "s"),
        goal(f"{own}, `serve`, save to screen", seconds(serve, f"serve, {own}"), 0.3, "s"),
        goal(f"{own}, `build` unchanged", seconds(small, "build, unchanged"), 0.8, "s"),
        goal(f"{own}, `check`", seconds(small, "check, unchanged"), 0.6, "s"),
    ]


if __name__ == "__main__":
    sys.exit(main())
