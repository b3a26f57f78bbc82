"""A new collection that tests share: started once, its site built by the program in it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from copying import compiled, copied
from shared import shared
from terminal import run

from newsdesk.store.program import PROGRAM

ROOT = Path(__file__).resolve().parent.parent
STARTER = ROOT / "newsdesk" / "starter"
WEEK = "2026-W47"
UNANSWERED = (
    "mkdocs.yml: extra.about does not say yet who answers for this digest. It waits for: publisher, address,"
    " responsible_editor, funding, conflicts_of_interest, contact, complaints.to, complaints.days,"
    " complaints.second_instance, right_of_reply.\n"
    "docs/how-we-work.md:24 and docs/index.md:11: readers see what stands there for maintainers."
    " Write it, or delete the passage.\n"
)
DAY = date(2026, 11, 28)


def copy_of_the_program(folder: Path) -> Path:
    for name in PROGRAM:
        folder.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_dir():
            copied(ROOT / name, folder / name, {"__pycache__"})
        else:
            shutil.copy(ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="session")
def started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new collection, its site built by the program in it; not to be changed."""
    return shared(tmp_path_factory, "own", _start) / "a digest"


def _start(top: Path) -> None:
    folder = top / "a digest"
    done = run("init", folder, "--week", WEEK)
    assert (done.returncode, done.stderr) == (0, "")
    compiled(folder)
    built = within(folder)
    assert (built.returncode, built.stderr) == (0, UNANSWERED)
    assert built.stdout.startswith("Built ")


@pytest.fixture
def own(started: Path, tmp_path: Path) -> Path:
    """The same, to be changed."""
    return copied(started, tmp_path / "own", {"site", ".site.state"})


def within(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "build_digest.py", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONUTF8": "1"},
    )


def contents(folder: Path, *, compiled: bool = True) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and (compiled or "__pycache__" not in path.parts))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def own_files(folder: Path) -> Iterator[Path]:
    """What is no program: all texts that an editor or a reader sees."""
    for path in sorted(folder.rglob("*")):
        inner = path.relative_to(folder).as_posix()
        made = inner.startswith(("newsdesk/", "scripts/", "site/", ".cache/", "."))
        if path.is_file() and path.suffix != ".png" and not made and inner not in PROGRAM:
            yield path


def answer(folder: Path) -> None:
    """Say who answers for a new collection, so that it may be published."""
    config = folder / "mkdocs.yml"
    text = config.read_text("utf-8")
    for name in ("publisher", "address", "responsible_editor", "funding", "conflicts_of_interest", "right_of_reply"):
        text = text.replace(f" {name}: TODO\n", f" {name}: Something is said of it.\n")
    for name, said in (
        ("contact", "desk@swans.zz"),
        ("to", "desk@swans.zz"),
        ("days", "14"),
        ("second_instance", "Bo"),
    ):
        text = text.replace(f" {name}: TODO\n", f" {name}: {said}\n")
    config.write_text(text, "utf-8")


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text("utf-8") + text, "utf-8")
