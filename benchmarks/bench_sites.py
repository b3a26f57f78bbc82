"""Collections to measure with, ours and for the peers; commands that build them; edits that an editor would make."""

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from itertools import count
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROGRAM = HERE.parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

import peer_hugo  # noqa: E402
import peer_mkdocs  # noqa: E402
from generate import generate  # noqa: E402

_FRESH = count()


@dataclass(slots=True)
class Ground:
    """Where we work: a folder in memory where the system allows, and what is built in it."""

    top: Path

    def fresh(self, name: str) -> Path:
        """A new path: nothing is built where something was removed."""
        return self.top / f"{name}-{next(_FRESH)}"

    @property
    def is_memory(self) -> bool:
        """Whether it lies in memory, where to remove costs the next build nothing."""
        return str(self.top).startswith("/dev/shm")

    def drop(self, *paths: Path) -> None:
        """Let go of what has been measured; on a disk it stays until the end, as removing would slow what follows."""
        if self.is_memory:
            for path in paths:
                shutil.rmtree(path, ignore_errors=True)

    def collection(self, entries: int, program: Path = PROGRAM) -> Path:
        """A collection with registers that have grown with it, without cards, with the settings of a program."""
        root = self.fresh(f"collection-{entries}")
        generate(root, entries, grown=True, program=program)
        settings = root / "mkdocs.yml"
        settings.write_text(
            re.sub(r"^  cards: \w+$", "  cards: none", settings.read_text("utf-8"), flags=re.M), "utf-8"
        )
        return root

    def copy(self, root: Path) -> Path:
        """The same collection without what has been built of it."""
        target = self.fresh("copy")
        shutil.copytree(root, target, ignore=shutil.ignore_patterns("site", ".cache", ".*.state"))
        return target

    def own(self) -> Path:
        """This project's own collection, as `init` would have it: with the frame of the program."""
        root = self.fresh("own")
        for name in ("digests", "docs"):
            shutil.copytree(PROGRAM / name, root / name)
        text = (PROGRAM / "mkdocs.yml").read_text("utf-8").replace("  custom_dir: newsdesk/theme\n", "")
        (root / "mkdocs.yml").write_text(text, "utf-8")
        return root

    def for_hugo(self, root: Path) -> Path:
        """The collection for Hugo."""
        target = self.fresh("hugo")
        peer_hugo.write(root, target)
        return target

    def for_mkdocs(self, root: Path) -> Path:
        """The collection for MkDocs."""
        target = self.fresh("mkdocs")
        peer_mkdocs.write(root, target)
        return target


def ours(root: Path, site: Path, cache: Path, *options: str) -> list[str]:
    """Build with a part of the work left out: `--pages` or `--no-search`."""
    return [sys.executable, str(HERE / "ours.py"), str(root), str(site), str(cache), *options]


def program(verb: str, root: Path, *options: str, home: Path = PROGRAM) -> list[str]:
    """The command line as an editor has it, of this version or of the one that lies in `home`."""
    return [sys.executable, str(home / "build_digest.py"), verb, "--root", str(root), *options]


def hugo(binary: Path, source: Path, site: Path, cache: Path) -> list[str]:
    """Hugo with nothing kept from an earlier run but what lies in `site`."""
    places = ["--source", str(source), "--destination", str(site), "--cacheDir", str(cache)]
    return [str(binary), *places, "--ignoreCache", "--noBuildLock", "--quiet"]


def mkdocs(binary: Path, source: Path, site: Path) -> list[str]:
    """MkDocs, which always builds everything."""
    return [str(binary), "build", "--quiet", "--config-file", str(source / "mkdocs.yml"), "--site-dir", str(site)]


def worktree(commit: str, home: Path) -> Path | None:
    """The program as it was at a commit, in a git worktree; None where git does not know the commit."""
    place = home / f"at-{commit}"
    if not place.is_dir():
        git = ["git", "-C", str(PROGRAM)]
        subprocess.run([*git, "worktree", "prune"], check=False, capture_output=True)
        made = subprocess.run(
            [*git, "worktree", "add", "--detach", str(place), commit], check=False, capture_output=True
        )
        if made.returncode:
            return None
        # Python would compile it in the first run that is measured.
        subprocess.run([sys.executable, "-m", "compileall", "-q", str(place / "newsdesk")], check=False)
    return place


def reword(path: Path, turn: int) -> None:
    """Another word at the start of a title: of an entry of ours, or of Hugo's, which begin alike."""
    text = path.read_text("utf-8")
    path.write_text(
        re.sub(r"^title: (?:'?)", lambda match: f"{match[0]}Word{turn} ", text, count=1, flags=re.M), "utf-8"
    )


def rename(name: str, turn: int, *paths: Path) -> None:
    """Another name for an outlet, in each of the files that have it."""
    for path in paths:
        text = path.read_text("utf-8")
        changed = re.sub(rf'"{name}( of \d+)?"', f'"{name} of {turn}"', text)
        assert changed != text, f"{path} does not name {name}"
        path.write_text(changed, "utf-8")
