"""RESULTS.md and its picture: measured tables come in, Markdown and SVG go out."""

import datetime as dt
import os
import platform
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench_tables import OURS, Row, Table

PICTURE = "results.svg"
# What the pages of the peers lack, so that a reader can weigh the figures.
LACKING = """\
Hugo's pages are written by the layouts in `benchmarks/hugo/`, in our own frame: entries with everything that ours
show, digests, stories with their table of who is quoted where, outlets with whom they cite, people with the ways of
their words, lists of a hundred, the overview. They lack: card texts cut at sentences, the nearest other coverage of a
story (theirs is the newest), chains of more than two outlets, weeks without entries in figures, relative addresses.
Entries are grouped by fields that a script wrote into their front matter. Hugo checks nothing; our times hold the check
of every entry. The pages of MkDocs lack citations, JSON-LD, the head for reference managers, tables, figures and pages
of a list; MkDocs builds everything each time, so that its other rows would be the same."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal, what was measured, and the most that it may be; `measured` is None where it was not."""

    said: str
    measured: float | None
    most: float
    unit: str = "×"

    @property
    def line(self) -> str:
        """A row of the table of goals."""
        if self.measured is None:
            return f"| {self.said} | {self._of(self.most)} | not measured | |"
        reached = "yes" if self.measured <= self.most else "no"
        return f"| {self.said} | {self._of(self.most)} | {self._of(self.measured)} | {reached} |"

    def _of(self, value: float) -> str:
        return f"{value:.1%}" if self.unit == "%" else f"{value:.2f} {self.unit}"


def machine() -> str:
    """The processor, the cores that we may use, the memory, the system and the Python."""
    cpu, memory = platform.processor() or platform.machine(), ""
    if (info := Path("/proc/cpuinfo")).is_file():
        cpu = next((line.split(":")[1].strip() for line in info.read_text().splitlines() if "model name" in line), cpu)
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        memory = f", {os.sysconf('SC_PHYS_PAGES') * os.sysconf('SC_PAGE_SIZE') / 2**30:.0f} GiB"
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{cpu}, {cores} cores{memory}, {platform.system()}, Python {platform.python_version()}"


def version(folder: Path) -> str:
    """The commit that was measured."""
    found = subprocess.run(
        ["git", "-C", str(folder), "describe", "--always", "--dirty"], capture_output=True, text=True
    )
    return found.stdout.strip() or "no commit"


def markdown(tables: list[Table], goals: list[Goal], facts: list[str], seconds: float) -> str:
    """The whole of RESULTS.md."""
    now = dt.datetime.now(dt.UTC)
    lines = [
        "# Results",
        "",
        f"Written by `make bench` on {now:%d %B %Y, %H:%M} UTC, in {seconds / 60:.0f} minutes. Do not edit.",
        "",
        *(f"- {fact}" for fact in facts),
        "",
        f"![Ratios of time and memory, ours to theirs]({PICTURE})",
        "",
        "Trust ratios: they come from one run, in turn. Medians stand first, all runs behind them.",
        "",
        "## Goals",
        "",
        "| | at most | measured | reached |",
        "|---|---|---|---|",
        *(goal.line for goal in goals),
        "",
        "## What is compared",
        "",
        LACKING,
        "",
    ]
    for table in tables:
        lines += table_lines(table)
    return "\n".join(lines)


def table_lines(table: Table, level: int = 2) -> list[str]:
    """A table with its heading and what has to be known to read it."""
    lines = [f"{'#' * level} {table.title}", "", *_rows(table), "", *(f"- {note}" for note in table.notes)]
    return lines + ([""] if table.notes else [])


def _rows(table: Table) -> Iterator[str]:
    ratio = "ours ÷ theirs: wall, CPU, memory, bytes"
    yield f"| work | program | wall s | all | CPU s | memory MB | files | bytes written | {ratio} |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for row in table.rows:
        ratios = ""
        if row.who != OURS and (mine := table.get(row.work, OURS)):
            kinds = [of for of in ("wall", "cpu", "memory", "size") if row.median(of)]
            ratios = ", ".join(f"{mine.median(of) / row.median(of):.2f}" for of in kinds)
        cells = [row.work, row.who, f"{row.median('wall'):.2f}", _all(row)]
        # Of what only a browser saw nothing else is known.
        shown = (("cpu", ".2f"), ("memory", ",.0f"), ("files", ",.0f"), ("size", ",.0f")) if row.median("cpu") else ()
        cells += [format(row.median(of), how) for of, how in shown] or [""] * 4
        yield f"| {' | '.join([*cells, ratios])} |"


def _all(row: Row) -> str:
    return " ".join(f"{run.wall:.2f}" for run in row.runs)


def bars(tables: list[Table]) -> Iterator[tuple[str, float]]:
    """What the picture shows: a label and a ratio of ours to another's."""
    for table in tables:
        for row in table.rows:
            if row.who == OURS or not (mine := table.get(row.work, OURS)):
                continue
            # Of what is measured once only the cold build is fair to all.
            for of in ("wall", "cpu", "memory") if row.work == "cold" else ("wall",):
                yield f"{table.title}: {row.work}, {of}, ÷ {row.who}", mine.median(of) / row.median(of)


def svg(found: list[tuple[str, float]]) -> str:
    """Bars of ratios, with a line at one; readable on light and dark ground."""
    width, left, step, most = 900, 470, 26, max([1.5, *(min(ratio, 4) for _, ratio in found)])
    scale = (width - left - 70) / most
    height = step * len(found) + 50
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" font-family="sans-serif"'
        ' font-size="13">',
        "<title>Time and memory of newsdesk, divided by those of others: shorter is better</title>",
        "<style>text{fill:#1f2328}.b{fill:#2f6f9f}.o{fill:#b3541e}.l{stroke:#6e7781}"
        "@media(prefers-color-scheme:dark){text{fill:#e6edf3}.b{fill:#6cb6e8}.o{fill:#e8955e}.l{stroke:#9198a1}}</style>",
        f'<text x="{left + scale:.0f}" y="16" text-anchor="middle">as much as theirs</text>',
    ]
    for at, (label, ratio) in enumerate(found):
        y = 28 + at * step
        length = min(ratio, most) * scale
        lines += [
            f'<text x="{left - 8}" y="{y + 13}" text-anchor="end">{label.replace("&", "&amp;")}</text>',
            f'<rect class="{"b" if ratio <= 1 else "o"}" x="{left}" y="{y}" width="{length:.1f}" height="18"/>',
            f'<text x="{left + length + 6:.1f}" y="{y + 13}">{ratio:.2f}</text>',
        ]
    lines += [f'<path class="l" d="M{left + scale:.1f} 22V{height - 18}" stroke-dasharray="4 3"/>', "</svg>"]
    return "\n".join(lines) + "\n"
