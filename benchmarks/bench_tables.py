"""What is measured, table by table: sites and commands come in, costs go out, ours and theirs in turn."""

import re
import statistics
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from bench_sites import Ground, hugo, mkdocs, ours, program, rename, reword  # noqa: E402
from measuring import Cost, cost, written  # noqa: E402
from peers import Peers  # noqa: E402


@dataclass(slots=True)
class Row:
    """One kind of work by one program, and what each run of it took."""

    work: str
    who: str
    runs: list[Cost]

    def median(self, of: str) -> float:
        """The median of wall, cpu, memory, files or size."""
        return statistics.median(getattr(run, of) for run in self.runs)


@dataclass(slots=True)
class Table:
    """Rows that were measured in turn, and what has to be known to read them."""

    title: str
    rows: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    named: float | None = None
    """The share of the files in which the outlet stands that was renamed."""

    def add(self, work: str, who: str, run: Cost) -> None:
        """One more run."""
        row = self.get(work, who)
        if row is None:
            self.rows.append(row := Row(work, who, []))
        row.runs.append(run)
        print(
            f"  {work}, {who}: {run.wall:.2f} s, {run.cpu:.2f} s CPU, {run.memory:.0f} MB", file=sys.stderr, flush=True
        )

    def get(self, work: str, who: str) -> Row | None:
        """What was measured of a program."""
        return next((row for row in self.rows if (row.work, row.who) == (work, who)), None)

    def ratio(self, work: str, who: str, other: tuple[str, str], of: str = "wall") -> float | None:
        """A median over that of another row; None where one of them was not measured."""
        mine, theirs = self.get(work, who), self.get(*other)
        return mine.median(of) / theirs.median(of) if mine and theirs else None


OURS = "newsdesk"


def pages(ground: Ground, size: int, peers: Peers, turns: int) -> Table:
    """Pages only, cold and warm, beside Hugo and once beside MkDocs."""
    table = Table(f"{size:,} entries, pages only")
    root = ground.collection(size)
    source = ground.for_hugo(root) if peers.hugo else None
    last: list[tuple[Path, Path]] = []
    for _ in range(turns):
        ground.drop(*(path for pair in last for path in pair))
        last = [(ground.fresh("site"), ground.fresh("cache")) for _ in range(2)]
        table.add("cold", OURS, cost(ours(root, *last[0], "--pages"), ground.top, writes=last[0][0]))
        if source and peers.hugo:
            table.add("cold", "Hugo", cost(hugo(peers.hugo, source, *last[1]), ground.top, writes=last[1][0]))
    builds = {OURS: (lambda: ours(root, *last[0], "--pages"), last[0][0])}
    if source and peers.hugo:
        binary = peers.hugo
        builds["Hugo"] = (lambda: hugo(binary, source, *last[1]), last[1][0])
        table.notes += compared(*(pair[0] for pair in last))
    _warm(table, ground, builds, _edits(root, source, size), 2 if size < 5000 else 1)
    if peers.mkdocs:
        site = ground.fresh("site")
        table.add("cold", "MkDocs", cost(mkdocs(peers.mkdocs, ground.for_mkdocs(root), site), ground.top, writes=site))
    ground.drop(*(path for pair in last for path in pair))
    return table


Edits = dict[str, Callable[[int], None]]


def _edits(root: Path, source: Path | None, size: int) -> Edits:
    """What is done before a build, by the name of the work: to our files and to those for Hugo alike."""
    entry = max((root / "digests").glob("*/entry-*.yaml"), key=lambda path: int(path.stem.split("-")[1]))
    number = size // 200
    records = [root / "digests" / "outlets.yaml"]
    entries = [entry]
    if source:
        week = entry.parent.name.lower().replace("-", "/")
        entries.append(source / "content" / week / f"{entry.stem}.md")
        records += [source / "data" / "outlets.json", source / "content" / "outlets" / f"outlet-{number}" / "_index.md"]

    def one(turn: int) -> None:
        for path in entries:
            reword(path, turn)

    return {
        "unchanged": lambda turn: None,
        "one entry": one,
        "an outlet renamed": lambda turn: rename(f"Outlet {number}", turn, *records),
    }


def _warm(table: Table, ground: Ground, builds: dict, edits: Edits, turns: int) -> None:
    """Build again after each edit, in turn."""
    for turn in range(turns):
        for work, edit in edits.items():
            edit(turn)
            for who, (command, site) in builds.items():
                table.add(work, who, cost(command(), ground.top, writes=site))


def compared(mine: Path, theirs: Path) -> list[str]:
    """How many pages two sites have, and which only one of them has."""
    found = [{path.parent.relative_to(site) for path in site.rglob("index.html")} for site in (mine, theirs)]
    # Pages of a list are numbered from the newest by one, from the oldest by the other.
    only = [
        sorted(path.as_posix() for path in found[at] - found[1 - at] if path.parent.name != "page") for at in (0, 1)
    ]
    said = [f"Pages: {len(found[0]):,} of ours, {len(found[1]):,} of Hugo's."]
    for who, paths in zip(("we", "Hugo"), only, strict=True):
        if paths:
            said.append(f"Pages that only {who} have: {len(paths)}, such as {', '.join(paths[:3])}.")
    return [*said, same_words(mine, theirs)]


# Entry pages whose words are compared.
_SAMPLE = 20


def same_words(mine: Path, theirs: Path) -> str:
    """How many of the words of some entry pages stand on those of the other site as well."""
    held, total, only = 0, 0, Counter[str]()
    pages = sorted(mine.glob("[0-9]*/w*/entry-*/index.html"))
    sample = pages[:: max(1, len(pages) // _SAMPLE)]
    for page in sample:
        ours, others = _words(page), _words(theirs / page.relative_to(mine))
        total, held = total + ours.total(), held + (ours & others).total()
        only += ours - others
    rest = ", ".join(f"“{word}”" for word, _ in only.most_common(5))
    return f"Of the words of {len(sample)} entry pages, {held / total:.1%} stand on Hugo's too; not there: {rest}."


def _words(path: Path) -> Counter[str]:
    """The words that a reader sees between the frame's head and foot."""
    html = path.read_text("utf-8") if path.is_file() else '<div id="nd"</article>\n</div>'
    content = html[html.index('<div id="nd"') : html.index("</article>\n</div>")]
    return Counter(unescape(re.sub(r"<[^>]*>", " ", content)).split())


def everything(ground: Ground, size: int, base: Path | None, name: str, turns: int) -> Table:
    """Everything but cards, cold and warm, beside an older version of the program."""
    table = Table(f"{size:,} entries, everything but cards")
    root, old = ground.collection(size), ground.collection(size, base) if base else None
    for turn in range(turns):
        mine = ground.copy(root)
        table.add("cold", OURS, cost(program("build", mine), ground.top, writes=mine / "site"))
        if base and old:
            theirs = ground.copy(old)
            table.add("cold", name, cost(program("build", theirs, home=base), ground.top, writes=theirs / "site"))
            ground.drop(theirs)
        if turn < turns - 1:
            ground.drop(mine)
    site = mine / "site"
    builds = {OURS: (lambda: program("build", mine), site)}
    _warm(table, ground, builds, _edits(mine, None, size), turns)
    total = written(site)[0]
    renamed = table.get("an outlet renamed", OURS)
    assert renamed
    table.named = renamed.median("files") / total
    table.notes.append(f"The renamed outlet stands in {table.named:.1%} of the {total:,} files of the site.")
    edit = _edits(mine, None, size)["one entry"]
    bare = ours(mine, site, mine / ".cache", "--no-search")
    # Once so that what is left out is known to be left out.
    cost(bare, ground.top)
    for turn in range(turns):
        edit(turn + 50)
        table.add("one entry, without search", OURS, cost(bare, ground.top, writes=site))
    ground.drop(mine)
    return table


def checks(ground: Ground, size: int, turns: int) -> Table:
    """The check of all entries, cold and warm, and of one."""
    table = Table(f"{size:,} entries, check")
    root = ground.collection(size)
    command = program("check", root)
    edits = _edits(root, None, size)
    for turn in range(turns):
        cold = program("check", ground.copy(root))
        table.add("check, cold", OURS, cost(cold, ground.top))
        if not turn:
            cost(command, ground.top)
        table.add("check, unchanged", OURS, cost(command, ground.top))
        edits["one entry"](turn)
        table.add("check, one entry changed", OURS, cost(command, ground.top))
    return table


def small(ground: Ground, turns: int) -> Table:
    """This project's own collection, which is about as large as a digest of two weeks."""
    root = ground.own()
    size = len(list((root / "digests").glob("*/[!_]*.yaml")))
    table = Table(f"{size} entries, this project's own")
    for turn in range(turns):
        table.add("build, unchanged" if turn else "build, cold", OURS, cost(program("build", root), ground.top))
        table.add("check, unchanged", OURS, cost(program("check", root), ground.top))
    return table
