"""What a build costs at which size, on one machine and year by year on many, and what that means for larger ones.

    python benchmarks/sizing.py [--sizes 10000 30000] [--beyond 100000 300000 1000000] [--folder DIR] [--dask]

Each year is made with nothing known, as a job of its own would. "a new week" is the file of the last year and the
merge, where one entry of that year has changed. Sizes `--beyond` are not run: they follow from the two largest that
were, each figure by its own growth, and are marked with ~. Time drifts on a shared machine: trust CPU seconds.
"""

import argparse
import contextlib
import filecmp
import json
import math
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from generate import generate  # noqa: E402
from measuring import Cost, cost  # noqa: E402

PROGRAM = HERE.parent / "build_digest.py"
WORKERS = 3
# What is told of each size: a name, and how it is written.
ROWS = {
    "years": "{:,.0f}",
    "whole: CPU s": "{:,.0f}",
    "whole: wall s": "{:,.0f}",
    "whole: MB of memory": "{:,.0f}",
    "one year, the longest: CPU s": "{:,.0f}",
    "one year, the longest: wall s": "{:,.0f}",
    "one year, the largest: MB of memory": "{:,.0f}",
    "merge: CPU s": "{:,.0f}",
    "merge: wall s": "{:,.0f}",
    "merge: MB of memory": "{:,.0f}",
    "all files of years: MB": "{:,.0f}",
    "a new week: CPU s": "{:,.0f}",
    "dask: wall s": "{:,.0f}",
}
Figures = dict[str, float]


def built(root: Path, *options: str) -> Cost:
    """What one build costs that knows nothing yet."""
    shutil.rmtree(root / ".cache", ignore_errors=True)
    return cost([sys.executable, str(PROGRAM), "build", "--root", str(root), *options], HERE.parent)


def years_of(root: Path) -> list[str]:
    """The years of a collection."""
    command = [sys.executable, str(PROGRAM), "build", "--years", "--root", str(root)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [one["year"] for one in json.loads(said)]


def same(one: Path, other: Path) -> bool:
    """Whether two sites hold the same files, byte for byte."""
    found = [{path.relative_to(top) for path in top.rglob("*") if path.is_file()} for top in (one, other)]
    return found[0] == found[1] and not any(filecmp.cmpfiles(one, other, map(str, found[0]), shallow=False)[1:])


def measured(root: Path, *, dask: bool) -> Figures:
    """All figures of one collection; AssertionError where two ways give different sites."""
    whole, files = built(root, "--site", str(root / "whole")), root / "years"
    found = {"whole: CPU s": whole.cpu, "whole: wall s": whole.wall, "whole: MB of memory": whole.memory}
    years = years_of(root)
    made = [built(root, "--only", year, "--to", str(files), "--site", str(root / "whole")) for year in years]
    merged = built(root, "--merge", str(files), "--site", str(root / "merged"))
    assert same(root / "whole", root / "merged"), "the years merged are another site"
    shutil.rmtree(root / "merged")
    found |= {
        "years": len(years),
        "one year, the longest: CPU s": max(one.cpu for one in made),
        "one year, the longest: wall s": max(one.wall for one in made),
        "one year, the largest: MB of memory": max(one.memory for one in made),
        "merge: CPU s": merged.cpu,
        "merge: wall s": merged.wall,
        "merge: MB of memory": merged.memory,
        "all files of years: MB": sum(path.stat().st_size for path in files.iterdir()) / 1e6,
    }
    if dask:
        with cluster(root / "dask") as address:
            found["dask: wall s"] = built(root, "--scheduler", address, "--site", str(root / "sent")).wall
        assert same(root / "whole", root / "sent"), "what the cluster made is another site"
        shutil.rmtree(root / "sent")
    entry = max((root / "digests").glob(f"{years[-1]}-*/entry-*.yaml"))
    entry.write_text(entry.read_text("utf-8").replace("title: ", "title: A", 1), "utf-8")
    week = [built(root, "--only", years[-1], "--to", str(files)), built(root, "--merge", str(files))]
    return found | {"a new week: CPU s": sum(one.cpu for one in week)}


@contextlib.contextmanager
def cluster(folder: Path) -> Iterator[str]:
    """A scheduler and three workers as processes of this machine; gives the address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    run = [sys.executable, "-m"]
    scheduler = [*run, "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard"]
    worker = [*run, "distributed.cli.dask_worker", address, "--no-nanny", "--nthreads", "1", "--no-dashboard"]
    commands = [scheduler, *[[*worker, "--local-directory", str(folder)]] * WORKERS]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": HERE.parent}
    processes = [subprocess.Popen(command, **quiet) for command in commands]  # type: ignore[call-overload]
    try:
        yield address
    finally:
        for process in reversed(processes):
            process.terminate()
            process.wait()


def beyond(known: dict[int, Figures], size: int) -> Figures:
    """The figures of a size that was not run, by the growth between the two largest that were."""
    less, more = sorted(known)[-2:]
    found: Figures = {}
    for row, last in known[more].items():
        first = known[less].get(row, 0)
        power = math.log(last / first) / math.log(more / less) if first > 0 and last > 0 else 1.0
        found[row] = last * (size / more) ** power
    return found


def table(known: dict[int, Figures], sizes: list[int]) -> str:
    """The figures as a table in Markdown: a column for each size."""
    columns = {f"{size:,}": found for size, found in known.items()}
    if len(known) > 1:
        columns |= {f"~{size:,}": beyond(known, size) for size in sizes}
    lines = [f"| entries | {' | '.join(columns)} |", f"|---|{'---|' * len(columns)}"]
    for row, form in ROWS.items():
        if any(row in found for found in columns.values()):
            cells = [form.format(found[row]) if row in found else "" for found in columns.values()]
            lines.append(f"| {row} | {' | '.join(cells)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 30_000])
    parser.add_argument("--beyond", type=int, nargs="*", default=[100_000, 300_000, 1_000_000])
    parser.add_argument("--folder", type=Path, help="where to work; in memory where the system allows")
    parser.add_argument("--dask", action="store_true", help="also with a scheduler and three workers")
    given = parser.parse_args()
    memory = Path("/dev/shm")
    top = given.folder or (memory if memory.is_dir() else None)
    if top:
        top.mkdir(parents=True, exist_ok=True)
    figures: dict[int, Figures] = {}
    for count in given.sizes:
        with tempfile.TemporaryDirectory(dir=top) as name:
            generate(Path(name), count, grown=True)
            figures[count] = measured(Path(name), dask=given.dask)
        print(f"{count:,}: the same site in all ways; load {os.getloadavg()[0]:.1f}\n", flush=True)
        # Each time, so that a run that is stopped has told what it found.
        print(table(figures, given.beyond), flush=True)
