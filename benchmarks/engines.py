"""Data engines beside `stats`: a site with Parquet comes in, what each engine counts goes out, compared.

python benchmarks/engines.py ROOT [SITE]

DuckDB and Spark are installed into `.cache/benchmarks/engines/` from `benchmarks/requirements-engines.txt`, a download
of some 450 MB; Spark needs Java (Debian: default-jre-headless). What cannot be had is said and left out.
"""

import hashlib
import json
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
HOME = HERE.parent / ".cache" / "benchmarks"
PINS = HERE / "requirements-engines.txt"
RECIPES = HERE.parent / "docs" / "data.md"
NAMES = ("DuckDB", "Spark")
Figures = dict[str, list[list[str]]]


@dataclass(frozen=True, slots=True)
class Counted:
    """What one engine made of a site: `differs` names the queries whose figures are not ours."""

    name: str
    differs: list[str]
    start: float
    """Seconds until it could be asked."""
    queries: float
    """Seconds for all queries."""
    recipes: int
    """Recipes of `docs/data.md` that ran."""


def installed(home: Path = HOME) -> Path | str:
    """The Python that has the engines, or why there is none."""
    place, mark = home / "engines", home / "engines" / "pins"
    digest = hashlib.sha256(PINS.read_bytes()).hexdigest()
    python = place / "bin" / "python"
    if mark.is_file() and mark.read_text() == digest:
        return python
    print("Installing DuckDB and Spark, once ...", file=sys.stderr, flush=True)
    pip = [str(place / "bin" / "pip"), "--disable-pip-version-check", "install", "-q", "--require-hashes", "-r"]
    try:
        for command in ([sys.executable, "-m", "venv", "--clear", str(place)], [*pip, str(PINS)]):
            subprocess.run(command, check=True, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError) as error:
        return (getattr(error, "stderr", "") or str(error)).strip().splitlines()[-1]
    mark.write_text(digest)
    return python


def ours(root: Path, site: Path) -> Figures:
    """The same figures by `stats`, and quotations, which it does not count, by the lines of `entries.jsonl`."""
    command = [sys.executable, str(HERE.parent / "build_digest.py"), "stats", "--root", str(root), "--format", "json"]
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    whole, tables = told["totals"], told["tables"]
    weeks = [row for row in tables["By week"] if row["entries"]]
    quoted, years = Counter[str](), Counter[str]()
    with (site / "data/entries.jsonl").open(encoding="utf-8") as lines:
        for entry in map(json.loads, lines):
            years[entry["week"][:4]] += 1
            quoted.update(source["cited"] for source in entry["sources"] if source["quote"])
    found: dict[str, list[tuple]] = {
        "whole": [tuple(whole[name] for name in ("entries", "outlets", "languages", "weeks"))],
        "years": list(years.items()),
        "weeks": [tuple(row[name] for name in ("week", "entries", "outlets", "languages")) for row in weeks],
        "origins": [tuple(row[name] for name in ("week", "entries", "outlets", "origins")) for row in weeks],
        "languages": [
            (row["language"].rpartition("(")[2].rstrip(")"), row["entries"], row["outlets"])
            for row in tables["By language"]
        ],
        "cited": [(row["cited"], row["sources"], quoted[row["cited"]]) for row in tables["How sources are cited"]],
        "read in full": [(whole["read in full"],)],
    }
    return {name: sorted([list(map(str, row)) for row in rows]) for name, rows in found.items()}


def counted(root: Path, site: Path, home: Path = HOME) -> tuple[list[Counted], list[str]]:
    """What the engines count, and what is to be said of those that are not there."""
    python = installed(home)
    if isinstance(python, str):
        return [], [f"No engine was asked: {python}"]
    expected, found, said = ours(root, site), [], []
    for name in NAMES:
        if name == "Spark" and not shutil.which("java"):
            said.append("Spark was not asked: there is no Java (Debian: apt-get install default-jre-headless).")
            continue
        command = [str(python), str(HERE / "engine_figures.py"), name.lower(), str(site), str(RECIPES)]
        run = subprocess.run(command, capture_output=True, text=True)
        if run.returncode:
            said.append(f"{name} came to nothing: {run.stderr.strip().splitlines()[-1]}")
            continue
        told = json.loads(run.stdout)
        differs = [query for query, rows in expected.items() if told["figures"][query] != rows]
        found.append(Counted(name, differs, told["start"], told["queries"], told["recipes"]))
    return found, said


def lines(found: list[Counted], said: list[str], queries: int) -> list[str]:
    """What came out, as rows of a table in Markdown."""
    rows = ["| engine | figures that `stats` has too | until it could be asked, s | all queries, s | recipes run |"]
    rows.append("|---|---|---|---|---|")
    for one in found:
        same = f"{queries - len(one.differs)} of {queries}" + (f", not {', '.join(one.differs)}" if one.differs else "")
        rows.append(f"| {one.name} | {same} | {one.start:.1f} | {one.queries:.1f} | {one.recipes} |")
    return [*(rows if found else []), *(f"- {text}" for text in said)]


if __name__ == "__main__":
    from engine_figures import QUERIES

    place = Path(sys.argv[1])
    what = counted(place, Path(sys.argv[2]) if sys.argv[2:] else place / "site")
    print("\n".join(lines(*what, len(QUERIES))))
    sys.exit(any(one.differs for one in what[0]) or not what[0])
