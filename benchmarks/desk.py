"""What a desk costs among many entries: seconds of each answer, and memory of the desk with all that it starts.

    python benchmarks/desk.py [--size 10000] [--base COMMIT] [--dir DIR] [--cold] [--without-site] [--whole]

The collection is that of `verbs.py`. The desk is a process of its own, as an editor starts it; memory is that of all
its processes at once, and what they share counts once. With `--cold` nothing is kept from a build, as in a new
checkout. With `--base` the program as it was at a commit is measured instead. A peer comes first: Python that
reads each file once and does nothing else; where others are at work on the machine, trust the ratios to it.
"""

import argparse
import json
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from bench_sites import worktree  # noqa: E402
from measuring import cost, cpu_of, is_alone_now, memory_of  # noqa: E402
from verbs import READER, Ground  # noqa: E402

_PATIENCE = 600
_LOOKS = 0.05
# Seconds within which the system has told the desk of a change, and nothing is checked yet.
_NOTICED = 0.2
# Seconds of work in a quarter of a second that count as none.
_NOTHING = 0.03
# How many quarters of a second.
_QUIET = 14


def free_port() -> int:
    """A port that nobody has."""
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        return int(place.getsockname()[1])


@dataclass
class Run:
    """A desk that is measured."""

    root: Path
    program: Path
    process: subprocess.Popen[str] | None = None
    address: str = ""
    token: str = ""
    peak: float = 0.0
    _over: Event = field(default_factory=Event)

    def __enter__(self) -> "Run":
        words = ["desk", "--no-browser", "--port", str(free_port()), "--root", str(self.root)]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "newsdesk", *words], cwd=self.program, stderr=subprocess.PIPE, text=True
        )
        assert self.process.stderr
        for line in self.process.stderr:
            if found := re.search(r"(http://\S+)/\?token=(\S+)", line):
                self.address, self.token = found[1], found[2]
                break
        else:
            raise SystemExit(f"The desk ended with {self.process.wait()}.")
        Thread(target=self.process.stderr.read, daemon=True).start()
        Thread(target=self._look, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        assert self.process
        self._over.set()
        self.process.terminate()
        self.process.wait(30)

    def _look(self) -> None:
        assert self.process
        while not self._over.wait(_LOOKS):
            self.peak = max(self.peak, memory_of(self.process.pid))

    def ask(self, path: str, data: Any = None) -> tuple[str, str]:
        """What is answered, and from which address."""
        body = None if data is None else json.dumps(data).encode()
        request = Request(self.address + path, body, {"X-Desk": self.token, "Content-Type": "application/json"})
        try:
            with urlopen(request, timeout=_PATIENCE) as answer:
                return answer.read().decode(), answer.url
        except HTTPError as error:
            raise SystemExit(f"{path}: {error.code} {error.read()[:400].decode()}") from None

    def timed(self, name: str, path: str, data: Any = None, turns: int = 1) -> None:
        """Print how long an answer takes, the first time and at best."""
        took = []
        for _ in range(turns):
            began, worked = time.perf_counter(), self.worked()
            self.ask(path, data)
            took.append((time.perf_counter() - began, self.worked() - worked))
        self.row(name, " ".join(f"{wall:6.2f} {cpu:6.2f}" for wall, cpu in (took[0], min(took))[: min(turns, 2)]))

    def row(self, name: str, figures: str) -> None:
        """Print a row, with the memory now and the highest since the last row."""
        assert self.process
        now = memory_of(self.process.pid)
        print(f"{name:<44} {figures:<28} {now:6.0f} {max(now, self.peak):6.0f}", flush=True)
        self.peak = 0.0

    def settled(self) -> None:
        """Wait until nothing is under way: no process beside the desk, and no work for three seconds."""
        assert self.process
        quiet, last = 0, -1.0
        while quiet < _QUIET:
            time.sleep(0.25)
            now, is_alone = self.worked(), is_alone_now(self.process.pid)
            quiet, last = (quiet + 1, now) if is_alone and now - last < _NOTHING else (0, now)

    def worked(self) -> float:
        """Seconds of all processors, by all processes."""
        assert self.process
        return cpu_of(self.process.pid)


def measured(ground: Ground, program: Path, *, with_site: bool, with_whole: bool) -> None:
    """Print what each answer of a desk costs."""
    entry, week = ground.path.stem, ground.week
    other = sorted(ground.path.parent.glob("entry-*.yaml"))[-1]
    print(f"{'':<44} {'first':>6} {'cpu':>6} {'best':>6} {'cpu':>6} {'MB':>7} {'peak':>6}")
    read = [cost([sys.executable, "-c", READER, str(ground.root / "digests")], ground.root) for _ in range(3)]
    best = min(read, key=lambda one: one.cpu)
    print(
        f"{'each file read once':<44} {read[0].wall:6.2f} {read[0].cpu:6.2f} {best.wall:6.2f} {best.cpu:6.2f}",
        flush=True,
    )
    began = time.perf_counter()
    with Run(ground.root, program) as run:
        run.row("started", f"{time.perf_counter() - began:7.3f}")
        run.timed("first page, cold", "/")
        run.settled()
        for name, path in {
            "first page": "/",
            "inbox": "/inbox",
            "inbox, its list": "/api/inbox?state=new",
            "draft": "/draft/a-draft",
            "draft, its state": "/api/draft/a-draft",
            "review, queue": "/review",
            "review of an entry": f"/review/{entry}",
            "preview": f"/preview/{entry}",
            "people that complete": "/api/complete?kind=people&q=bake",
            "entries that complete": "/api/complete?kind=entries&q=the",
            "weeks": "/weeks",
            "a week": f"/weeks/{week}",
            "gaps": "/gaps",
            "after publication": f"/after/{entry}",
            "changes": "/changes",
            "balance": "/api/gaps/balance",
        }.items():
            run.timed(name, path, turns=3)
        edit = {"digest": digest(run, "a-draft"), "steps": [{"do": "set", "at": ["byline"], "value": "Ada"}]}
        run.timed("check while typing", "/api/draft/a-draft/edit", edit)
        look = {"what": "rename", "new": "entry-renamed", "week": week}
        run.timed("a rename, foreseen", f"/api/after/{entry}/try", look, turns=3)
        look = {"what": "correct", "fields": [{"name": "section", "to": "Lake"}], "kind": "minor", "why": "x"}
        run.timed("a correction, foreseen", f"/api/after/{entry}/try", look, turns=3)
        changes(run, ground, other)
        if with_site:
            site(run, ground, other, with_whole=with_whole)


def digest(run: Run, name: str) -> str:
    """The digest of a draft as its page knows it."""
    return json.loads(run.ask(f"/api/draft/{name}")[0])["digest"]


def changes(run: Run, ground: Ground, other: Path) -> None:
    """Print what comes after files have changed."""

    def entry() -> None:
        other.write_text(other.read_text("utf-8").replace("title: ", "title: Anew ", 1), "utf-8")

    def person() -> None:
        add = {"kind": "people", "name": f"Zelda Newcomer {time.time_ns()}"}
        subprocess.run(
            [sys.executable, "-m", "newsdesk", "person", "add", add["name"], "--root", str(ground.root)],
            cwd=run.program,
            check=True,
            stdout=subprocess.DEVNULL,
        )

    rows: list[tuple[str, Callable[[], None], str]] = [
        ("first page after an entry changed", entry, "/"),
        ("balance after an entry changed", entry, "/api/gaps/balance"),
        ("preview after an entry changed", entry, f"/preview/{ground.path.stem}"),
        ("preview of an entry after it changed", entry, f"/preview/{other.stem}"),
        ("people complete after one was added", person, "/api/complete?kind=people&q=zelda"),
        ("people complete after a slip", person, "/api/complete?kind=people&q=zelad"),
        ("first page after a person was added", person, "/"),
    ]
    for name, change, path in rows:
        change()
        time.sleep(_NOTICED)
        run.timed(name, path)
        run.settled()


def site(run: Run, ground: Ground, other: Path, *, with_whole: bool) -> None:
    """Print what the site beside the desk costs: its pages as they are walked, a save, and the whole of it."""
    began = time.perf_counter()
    while (address := run.ask("/site/")[1]).startswith(run.address):
        if time.perf_counter() - began > _PATIENCE:
            raise SystemExit("The site never came.")
        time.sleep(0.05)
    run.row("the site is there", f"{time.perf_counter() - began:7.2f}")
    pages = [
        "",
        "digests/",
        f"{ground.week[:4]}/w{ground.week[-2:]}/",
        "stories/",
        "stories/story-0/",
        "outlets/outlet-0/",
    ]
    pages += [
        "people/person-0/",
        "people/",
        "topics/topic-0/",
        "collection/",
        "collection/gaps/",
        "entries/",
        "search/",
    ]
    walk(run, "walk of the site", address, pages)
    other.write_text(other.read_text("utf-8").replace("title: ", "title: Turned ", 1), "utf-8")
    time.sleep(_NOTICED)
    run.settled()
    run.row("a save, and what comes behind it", "")
    walk(run, "walk after a save", address, pages)
    run.timed("first page with the site beside", "/")
    if with_whole:
        began = time.perf_counter()
        run.ask("/api/whole", {})
        while json.loads(run.ask("/api/whole")[0])["making"]:
            time.sleep(0.5)
        run.row("the whole site, asked for", f"{time.perf_counter() - began:7.1f}")


def walk(run: Run, name: str, address: str, pages: list[str]) -> None:
    """Print what all pages take together, and the one that takes longest."""
    took = []
    for path in pages:
        worked = run.worked()
        with urlopen(address + path, timeout=_PATIENCE) as answer:
            answer.read()
        took.append((run.worked() - worked, path or "home"))
    slowest = max(took)
    run.row(f"{name}, {len(pages)} pages", f"{sum(cpu for cpu, _ in took):6.2f} {slowest[0]:6.2f} {slowest[1]}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=10_000)
    parser.add_argument("--base", default="", help="a commit to measure instead")
    parser.add_argument("--dir", type=Path, help="where the collection stands, or is written")
    parser.add_argument("--cold", action="store_true", help="delete what is kept first")
    parser.add_argument("--without-site", action="store_true", help="leave out the site beside the desk")
    parser.add_argument("--whole", action="store_true", help="have the whole site made at last, too")
    options = parser.parse_args()
    program = worktree(options.base) if options.base else HERE.parent
    fast = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=fast if fast.is_dir() else None) as made:
        place = options.dir or Path(made)
        ground = Ground(place / "collection", options.size)
        if not options.cold:
            subprocess.run(
                [sys.executable, "-m", "newsdesk", "build", "--root", str(ground.root)],
                cwd=program,
                check=True,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        measured(ground, program, with_site=not options.without_site, with_whole=options.whole)


if __name__ == "__main__":
    main()
