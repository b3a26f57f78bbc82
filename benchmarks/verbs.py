"""Runs each verb of an editor among many entries, beside older ones of the same run, and prints time and memory.

    python benchmarks/verbs.py [--size 10000] [--turns 3] [--base COMMIT] [--only WORD] [--dir DIR]

Each call is a process of its own, as an editor starts it, in a collection that git knows and that was checked before;
what it has changed is taken back. `--cold` deletes what is kept before each. Two peers run in turn with it: Python
that reads each file once and does nothing else, and `git grep` for an id. With `--base` the program as it was at a
commit runs too. Absolute figures drift on shared machines; trust the ratios.
"""

import argparse
import hashlib
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

import yaml  # noqa: E402
from bench_sites import worktree  # noqa: E402
from generate import generate  # noqa: E402
from measuring import Cost, cost  # noqa: E402
from peers import HOME  # noqa: E402

from newsdesk.build.cache import NAME  # noqa: E402

READER = """
import os, sys
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        with open(os.path.join(folder, name), "rb") as file:
            file.read()
"""
STORY = ["--date", "2022-10-07", "--country", "AQ", "--summary", "A ferry stopped [a]."]


class Ground:
    """A collection in which verbs are called: entries that have gone out, a draft, an article, a private person."""

    def __init__(self, root: Path, size: int) -> None:
        self.root = root
        generate(root, size, grown=True)
        config = root / "mkdocs.yml"
        config.write_text(config.read_text("utf-8").replace("  cards: entries", "  cards: none"), "utf-8")
        (root / ".gitignore").write_text(".cache/\nsite/\ncaptures/\n", "utf-8")
        paths = sorted((root / "digests").glob("*/entry-*.yaml"), key=lambda path: int(path.stem[6:]))
        self.path = paths[len(paths) // 2]
        self.week = self.path.parent.name
        self._article()
        self._draft(paths[len(paths) // 2 + 1])
        self._private(paths[len(paths) // 2 + 2])
        self._edition(root / "digests" / self.week)
        for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "The collection"]):
            subprocess.run(["git", *self._who, *command], cwd=root, check=True)

    _who = ("-c", "user.name=Ada Example", "-c", "user.email=ada@example.org", "-c", "gc.auto=0")

    def _article(self) -> None:
        """A text in which the names of an entry stand, and what it quotes."""
        record = yaml.safe_load(self.path.read_text("utf-8"))
        self.outlet = record["outlet"]
        for one in record["sources"]:
            one["name_printed"] = one["name"]
        self.path.write_text(yaml.safe_dump(record, allow_unicode=True, sort_keys=False), "utf-8")
        said = [f"{one['name']} said: {one.get('quote', {}).get('text', '')}." for one in record["sources"]]
        self.article = self.root.parent / "article.txt"
        self.article.write_text("\n".join([*said, *(f"A ferry number {n} crossed." for n in range(200))]), "utf-8")

    def _draft(self, path: Path) -> None:
        record = yaml.safe_load(path.read_text("utf-8"))
        week = path.parent.parent / "2019-W40"
        week.mkdir()
        (week / "_digest.yaml").write_text("schema: 1\nstatus: draft\n", "utf-8")
        record |= {"url": "https://outlet.example/draft", "stories": ["story-0"]}
        for day in ("published", "accessed", "added"):
            record[day] = "2019-10-01"
        text = yaml.safe_dump(record, allow_unicode=True, sort_keys=False)
        (week / "a-draft.yaml").write_text(f"status: draft\n{text}", "utf-8")
        captures = self.root / "captures"
        captures.mkdir()
        shutil.copy(self.article, captures / "other.txt")

    def _private(self, path: Path) -> None:
        record = yaml.safe_load(path.read_text("utf-8"))
        record["sources"].append(
            {"name": "Vera Quietova", "actor": "resident", "identified": "named", "cited": "paraphrased", "says": "No."}
        )
        path.write_text(yaml.safe_dump(record, allow_unicode=True, sort_keys=False), "utf-8")
        self.private = path.stem

    def _edition(self, week: Path) -> None:
        """An edition of a week: what has changed since the newest one is told."""
        path = week / "_digest.yaml"
        record, text = yaml.safe_load(path.read_text("utf-8")), "# A week\n"
        (week / "_edition-1.md").write_text(text, "utf-8")
        digest = hashlib.sha256(text.encode()).hexdigest()
        said = f"editions:\n- number: 1\n  date: {record['published']}\n  text: {digest}\n  data: '{'0' * 64}'\n"
        path.write_text(path.read_text("utf-8") + said, "utf-8")

    def calls(self) -> dict[str, list[str]]:
        """A call of each verb, in the order of an editor's day."""
        entry, article = self.path.stem, str(self.article)
        text = str(self.article.with_name("new.txt"))
        Path(text).write_text(
            "A bridge opens late\n\n" + "The mayor of the town opened a bridge of steel. " * 40, "utf-8"
        )
        page = ["--reference", "a", "--language", "en"]
        register = ["correct", f"outlets.yaml#{self.outlet}"]
        return {
            "outlet add": ["outlet", "add", "herald.example", "--name", "Herald of the Fen", "--name-language", "en"],
            "person add": ["person", "add", "Ada Fenwick", "--native", "ru=Ада Фенвик"],
            "place add": ["place", "add", "Fenhaven", "--country", "AQ"],
            "topic add": ["topic", "add", "Ferries of the fen", "Whatever crosses water."],
            "story add": ["story", "add", "A ferry stops", *STORY, "--reference", f"a={entry}"],
            # The first unpacks the model of languages, and keeps it.
            "new FILE, the first": ["new", text, "--week", self.week, "--name", "bridge-opens"],
            "new FILE": ["new", text, "--week", self.week, "--name", "bridge-opens"],
            "format FILE": ["format", entry],
            "check ENTRY": ["check", entry],
            "finish": ["finish", "a-draft"],
            "review": ["review", entry],
            "review --by": ["review", entry, "--by", "Ben Example"],
            "review --blind": ["review", "--blind"],
            "fingerprint": ["fingerprint", entry, article],
            "fingerprint --reference": ["fingerprint", entry, article, *page],
            "verify": ["verify", entry, article],
            "week": ["week", "2019-W40"],
            "week that went out": ["week", self.week],
            "correct": ["correct", entry, "section", "--to", "Ferries", "--kind", "minor", "--why", "A slip."],
            "correct an outlet": [*register, "name", "--to", "Fen Post", "--kind", "material", "--why", "A slip."],
            "rename": ["rename", entry, "another-name"],
            "rename a draft": ["rename", "a-draft", "another-draft"],
            "rename an outlet": ["rename", f"outlets.yaml#{self.outlet}", "another-outlet"],
            "reply add": ["reply", "add", entry, "--from", "Ada Fenwick, warden", "--text", "The ferry goes again."],
            "withdraw": ["withdraw", entry, "--why", "The article was a hoax."],
            "withdraw --name": ["withdraw", self.private, "--name", "Vera Quietova", "--why", "By request."],
            "gaps --story": ["gaps", "--story", "story-0"],
            "inbox list": ["inbox", "list"],
            "inbox log": ["inbox", "log", "2019-W40"],
            "rename a story": ["rename", "stories.yaml#story-0", "another-story"],
            "release --list": ["release", "--list"],
            # These say something of each entry there is.
            "gaps": ["gaps"],
            "stats": ["stats"],
            "stats --balance": ["stats", "--balance"],
            "stats --sentences": ["stats", "--sentences"],
        }

    def program(self, home: Path, arguments: Sequence[str]) -> list[str]:
        """The command of a call, with the option that names the collection behind the words of the verb."""
        words = 2 if arguments[1:2] and arguments[1] in ("add", "list", "log") else 1
        where = ["--root", str(self.root)]
        return [sys.executable, str(home / "build_digest.py"), *arguments[:words], *where, *arguments[words:]]

    def take_back(self) -> None:
        """The files as they were."""
        for command in (["checkout", "-q", "."], ["clean", "-fdqx", "digests"]):
            subprocess.run(["git", *command], cwd=self.root, check=True)
        for path in (self.root / "captures").iterdir():
            if path.name != "other.txt":
                shutil.rmtree(path) if path.is_dir() else path.unlink()

    def forget(self) -> None:
        """What is kept is gone."""
        (self.root / ".cache" / "newsdesk" / NAME).unlink(missing_ok=True)


def measured(ground: Ground, options: argparse.Namespace, base: Path | None) -> None:
    """Print a line for each verb."""
    home = HERE.parent
    # To take a name out of everything deletes what is kept, too.
    after_forgetting = "gaps --story"
    calls = {name: call for name, call in ground.calls().items() if options.only in name}
    plain = {"read each file": [sys.executable, "-S", "-c", READER, str(ground.root / "digests")],
             "git grep an id": ["git", "grep", "-l", f"{ground.outlet}$"]}  # fmt: skip
    floors: dict[str, list[Cost]] = {name: [] for name in plain}
    found: dict[str, list[Cost]] = {name: [] for name in calls}
    before: dict[str, list[Cost]] = {name: [] for name in calls}
    for turn in range(options.turns):
        for name, command in plain.items():
            floors[name].append(cost(command, ground.root))
        for programme, costs in ((home, found), *([(base, before)] if base else [])):

            def check(programme: Path = programme) -> None:
                subprocess.run(ground.program(programme, ["check", "--jobs", "2"]), capture_output=True, check=False)
                # A look at one entry keeps what ties files to each other.
                once = ground.program(programme, ["check", ground.path.stem])
                subprocess.run(once, capture_output=True, check=False)

            check()
            for name, call in calls.items():
                if options.cold:
                    ground.forget()
                elif name == after_forgetting:
                    check()
                costs[name].append(cost(ground.program(programme, call), ground.root))
                ground.take_back()
                print(f"turn {turn + 1}: {name}: {costs[name][-1].wall:.2f} s", file=sys.stderr)
    wall, cpu = (statistics.median(getattr(one, what) for one in floors["read each file"]) for what in ("wall", "cpu"))
    grep = statistics.median(one.cpu for one in floors["git grep an id"])
    print(f"{options.size:,} entries; reads each file: {wall:.2f} s wall, {cpu:.2f} s CPU; git grep: {grep:.2f} s CPU")
    print("verb                     wall s   CPU s  MB     CPU ÷ reading   CPU ÷ git grep   CPU ÷ base")
    for name, costs in found.items():
        mine = {what: statistics.median(getattr(one, what) for one in costs) for what in ("wall", "cpu", "memory")}
        theirs = statistics.median(one.cpu for one in before[name]) if before[name] else None
        ratio = f"{mine['cpu'] / theirs:13.2f}" if theirs else "            -"
        print(
            f"{name:24} {mine['wall']:6.2f}  {mine['cpu']:6.2f}  {mine['memory']:4.0f}"
            f"  {mine['cpu'] / cpu:14.1f}  {mine['cpu'] / grep:15.1f}{ratio}"
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=10_000)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--base", metavar="COMMIT", help="an older version to compare with")
    parser.add_argument("--only", metavar="WORD", default="", help="only verbs with this in their name")
    parser.add_argument("--cold", action="store_true", help="nothing is kept from one call to the next")
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    parser.add_argument("--dir", default=memory, help="where to work; in memory where the system allows")
    given = parser.parse_args()
    # What Python compiles is kept, as it is for an editor.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory(dir=given.dir, prefix="verbs-") as top:
        measured(
            Ground(Path(top) / "collection", given.size), given, worktree(given.base, HOME) if given.base else None
        )
