"""Checks collections with nothing known, nothing changed and one entry changed, and prints CPU seconds and ratios.

    python benchmarks/checks.py [--sizes 1000 10000] [--turns 3]

Each check is a process of its own, as an editor starts it. Absolute figures drift on shared machines; trust the ratios.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from generate import generate  # noqa: E402

from newsdesk.build.cache import NAME  # noqa: E402


def spent(root: Path, *options: str) -> float:
    """CPU seconds of one check."""
    before = os.times()
    program = [sys.executable, str(HERE.parent / "build_digest.py"), "check", "--root", str(root), *options]
    subprocess.run(program, check=True, capture_output=True)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def measure(root: Path, turns: int) -> dict[str, float]:
    """The median of each kind of check, in turn."""
    path = next((root / "digests").glob("*/entry-7.yaml"))

    def nothing() -> None:
        (root / ".cache" / "newsdesk" / NAME).unlink(missing_ok=True)

    def one() -> None:
        path.write_text(path.read_text("utf-8").replace("title: ", "title: A", 1), "utf-8")

    kinds: dict[str, tuple[Callable[[], None], tuple[str, ...]]] = {
        "nothing known": (nothing, ()),
        "nothing changed": (lambda: None, ()),
        "one entry changed": (one, ()),
        "that entry alone": (one, (path.stem,)),
        "that entry, unchanged": (lambda: None, (path.stem,)),
    }
    found: dict[str, list[float]] = {kind: [] for kind in kinds}
    for _ in range(turns):
        for kind, (prepare, options) in kinds.items():
            prepare()
            found[kind].append(spent(root, *options))
    return {kind: statistics.median(seconds) for kind, seconds in found.items()}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--turns", type=int, default=3)
    given = parser.parse_args()
    for size in given.sizes:
        with tempfile.TemporaryDirectory() as folder:
            generate(Path(folder), size)
            medians = measure(Path(folder), given.turns)
            whole = medians["nothing known"]
            for kind, seconds in medians.items():
                print(f"{size:>7,}  {kind:22} {seconds:6.2f} s  {seconds / whole:6.1%} of all")
