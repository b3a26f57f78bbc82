"""A build that has nothing to do knows so; whatever has changed, it does not."""

import os
import shutil
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from invented import DATA
from tooling import ROOT

from newsdesk.build import Outcome, Project
from newsdesk.build import inputs as module
from newsdesk.build.inputs import key_of
from newsdesk.build.unchanged import last_outcome, remember
from newsdesk.output.report import Report
from newsdesk.problems import Problem, Severity

DAY = date(2026, 11, 28)
PROBLEM = Problem("digests/x.yaml", 3, 1, "rule", "“ä”", "Hint.", Severity.WARNING)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    root = tmp_path / "press"
    for name in ("docs", "digests"):
        shutil.copytree(DATA / name, root / name)
    (root / "mkdocs.yml").write_text("INHERIT: base.yml\nsite_name: !ENV [PRESS_NAME, A]\nnav: []\n", "utf-8")
    (root / "base.yml").write_text("INHERIT: 'first of all.yml'\ntheme: {custom_dir: own, name: material}\n", "utf-8")
    (root / "first of all.yml").write_text("hooks: [more/hook.py, other.py]\n", "utf-8")
    for name in ("own/main.html", "more/hook.py"):
        (root / name).parent.mkdir()
        (root / name).write_text("x", "utf-8")
    (root / "captures").mkdir()
    (root / "site" / "a").mkdir(parents=True)
    (root / "site" / "a" / "index.html").write_text("<p>", "utf-8")
    (root / ".site.state").mkdir()
    return Project(root, root / "digests", root / "site", root / ".cache")


def entry(root: Path) -> Path:
    return next(path for path in sorted((root / "digests").glob("*/*.yaml")) if path.name[0] != "_")


def same_length_and_time(root: Path) -> None:
    path = entry(root)
    before = path.stat()
    path.write_bytes(path.read_bytes().replace(b"e", b"a", 1))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)


def swapped(root: Path) -> None:
    """Two files have each other's names."""
    one, other, *_ = sorted((root / "digests" / "2022-W41").glob("[a-z]*.yaml"))
    one.rename(root / "x")
    other.rename(one)
    (root / "x").rename(other)


def linked(root: Path) -> None:
    path = entry(root)
    path.rename(root / "elsewhere.yaml")
    path.symlink_to(root / "elsewhere.yaml")


def append(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\n# x\n")


INPUTS: list[Callable[[Path], object]] = [
    same_length_and_time,
    swapped,
    lambda root: entry(root).unlink(),
    lambda root: entry(root).rename(entry(root).with_name("zz.yaml")),
    lambda root: append(root / "digests" / "topics.yaml"),
    lambda root: (root / "docs" / "new.md").write_text("New"),
    lambda root: (root / "captures" / "x.txt").write_text("New"),
    lambda root: append(root / "mkdocs.yml"),
    lambda root: append(root / "base.yml"),
    lambda root: append(root / "first of all.yml"),
    lambda root: append(root / "own" / "main.html"),
    lambda root: append(root / "more" / "hook.py"),
    lambda root: (root / "newsdesk").mkdir() or (root / "newsdesk" / "__init__.py").write_text(""),
    lambda root: os.mkfifo(root / "digests" / "2022-W41" / "pipe.yaml"),
]
NO_INPUTS: list[Callable[[Path], object]] = [
    # Nobody reads more of a link to a file, and of a folder, than the files there.
    linked,
    lambda root: (root / "digests" / "2022-W50").mkdir(),
    lambda root: (root / "site" / "new.html").write_text("New"),
    lambda root: (root / ".cache").mkdir(),
    lambda root: (root / ".git").mkdir(),
    lambda root: (root / "notes.txt").write_text("New"),
    lambda root: os.utime(entry(root), (1, 1)),
    lambda root: (root / "more" / "__pycache__").mkdir(),
]


@pytest.mark.parametrize("edit", INPUTS)
def test_what_a_build_reads_is_seen(project: Project, edit: Callable[[Path], object]) -> None:
    before = key_of(project, DAY)
    edit(project.root)
    assert key_of(project, DAY) != before


@pytest.mark.parametrize("edit", NO_INPUTS)
def test_what_it_does_not_read_is_not(project: Project, edit: Callable[[Path], object]) -> None:
    before = key_of(project, DAY)
    edit(project.root)
    assert key_of(project, DAY) == before


def test_the_program_is_not_read_again_where_settings_name_it(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is known by its own digest; what stands there of another program is an input as any other."""
    monkeypatch.setattr(module, "_PROGRAM", project.root / "own")
    before = key_of(project, DAY)
    append(project.root / "own" / "main.html")
    assert key_of(project, DAY) == before
    append(project.root / "more" / "hook.py")
    assert key_of(project, DAY) != before


def test_a_large_picture_is_not_held_in_memory(project: Project) -> None:
    with (project.root / "docs" / "map.png").open("wb") as file:
        file.truncate(1 << 26)
    tracemalloc.start()
    try:
        key_of(project, DAY)
        assert tracemalloc.get_traced_memory()[1] < 1 << 23
    finally:
        tracemalloc.stop()


def test_two_processes_find_the_same(project: Project) -> None:
    say = (
        "from pathlib import Path; from newsdesk.build import Project; from newsdesk.build.inputs import key_of;"
        "root = Path('.'); print(key_of(Project(root, root / 'digests', root / 'site', root / '.cache'), None))"
    )
    found = set()
    for seed in ("1", "2", "3"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-c", say], cwd=project.root, env=environment, capture_output=True, text=True, check=True
        )
        found.add(done.stdout)
    assert len(found) == 1


def test_the_day_the_program_and_the_environment_are_read(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    known = {key_of(project, DAY), key_of(project, date(2026, 11, 29)), key_of(project, None)}
    monkeypatch.setenv("PRESS_NAME", "B")
    known.add(key_of(project, DAY))
    monkeypatch.setattr(module, "digest_of_program", lambda: "another")
    known.add(key_of(project, DAY))
    assert len(known) == 5


def outcome(**more: object) -> Outcome:
    return Outcome([PROBLEM], report=Report(7), pages=3, warnings=["mkdocs: Ä"], **more)  # type: ignore[arg-type]


def test_what_was_said_is_said_again(project: Project) -> None:
    assert last_outcome(project, "k") is None
    remember(project, "k", outcome())
    assert last_outcome(project, "k") == outcome()
    assert last_outcome(project, "other") is None
    remember(project, "k2", Outcome([]))
    assert last_outcome(project, "k") == outcome(), "a build that failed is not remembered"
    mended = outcome()
    mended.warnings.append("Pillow does not work, so there are no cards.")
    remember(project, "k3", mended)
    assert last_outcome(project, "k3") is None, "what is wrong with the system may have been mended"


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-3])


@pytest.mark.parametrize(
    ("place", "damage"),
    [
        ("site/a/index.html", lambda path: path.write_text("<q>", "utf-8")),
        ("site/a/index.html", Path.unlink),
        ("site/a/index.html", lambda path: path.rename(path.with_name("other.html"))),
        ("site/a", lambda path: (path / "more").write_text("", "utf-8")),
        ("site", shutil.rmtree),
        (".site.state/built", truncated),
        (".site.state/built", lambda path: path.write_bytes(b"")),
        (".site.state/built", Path.unlink),
        (".site.state", shutil.rmtree),
    ],
)
def test_a_site_that_is_not_as_it_was_is_built(project: Project, place: str, damage: Callable[[Path], object]) -> None:
    remember(project, "k", outcome())
    assert last_outcome(project, "k")
    damage(project.root / place)
    assert last_outcome(project, "k") is None
