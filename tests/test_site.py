"""The writer: only changed files, nothing foreign touched, and never half a site."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from newsdesk.output.writing import MARKER, scanning, write_site
from newsdesk.problems import Refusal

ROOT = Path(__file__).resolve().parent.parent
FIRST = {"index.html": b"home", "a/index.html": b"a", "a/b/index.html": b"b"}


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MARKER
    }


def write(site: Path, files: dict[str, bytes]):
    return write_site(site, files.items())


def test_the_site_holds_exactly_what_was_built(tmp_path: Path) -> None:
    report = write(tmp_path / "site", FIRST)
    assert tree(tmp_path / "site") == FIRST
    assert (report.files, report.written, report.removed) == (4, 4, 0)


@pytest.mark.parametrize(
    ("second", "written", "removed"),
    [
        (FIRST, 0, 0),
        ({**FIRST, "a/index.html": b"A"}, 1, 0),
        ({**FIRST, "c/index.html": b"c"}, 1, 0),
        ({"index.html": b"home"}, 0, 2),
        ({"index.html": b"home", "a": b"a file where a folder was"}, 1, 2),
        ({}, 0, 3),
    ],
)
def test_only_changes_are_written(tmp_path: Path, second: dict[str, bytes], written: int, removed: int) -> None:
    site = tmp_path / "site"
    write(site, FIRST)
    untouched = {
        name: (site / name).stat().st_ino for name in FIRST.keys() & second.keys() if FIRST[name] == second[name]
    }
    report = write(site, second)
    assert tree(site) == second
    assert (report.written, report.removed) == (written, removed)
    assert {name: (site / name).stat().st_ino for name in untouched} == untouched
    folders = {path for path in site.rglob("*") if path.is_dir()}
    assert folders == {parent for name in second for parent in (site / name).parents if parent > site}


def test_back_and_forth_many_times(tmp_path: Path) -> None:
    rng, site = random.Random(7), tmp_path / "site"
    for _ in range(30):
        files = {f"{rng.choice('ab')}/{rng.randrange(6)}/index.html": bytes([rng.randrange(3)]) for _ in range(8)}
        write(site, files)
        assert tree(site) == files


def _age(*trees: Path) -> None:
    """Let the folders of trees be old, so that whatever happens in one of them shows."""
    for folder in (folder for tree in trees for folder in (tree, *tree.rglob("*")) if folder.is_dir()):
        os.utime(folder, (0, 0))


def _meddle(rng: random.Random, tree: Path) -> None:
    """Do what nobody should do in a tree of a site."""
    files = sorted(path for path in tree.rglob("*.html"))
    path = rng.choice(files)
    match rng.randrange(6):
        case 0:
            path.write_bytes(b"changed in place")
        case 1:
            path.unlink()
        case 2:
            (path.parent / "stray.html").write_bytes(b"stray")
        case 3:
            (fresh := path.with_name("new")).write_bytes(b"x")
            fresh.replace(path)
        case 4:
            shutil.rmtree(path.parent)
        case 5:
            path.rename(path.with_name("moved.html"))
            (path.parent / "below").mkdir()
            (path.parent / "below" / "stray.html").write_bytes(b"stray")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere all folders are listed")
def test_folders_that_are_as_they_were_are_not_listed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed: list[str] = []
    look = scanning._list
    monkeypatch.setattr(
        scanning, "_list", lambda top, prefix, *rest: (listed.append(prefix), look(top, prefix, *rest))[1]
    )
    monkeypatch.setattr(scanning, "SETTLED", -1_000_000_000)
    site, rng = tmp_path / "site", random.Random(5)
    trees = site, tmp_path / ".site.state" / "staging"
    files: dict[str, bytes] = {}
    for turn in range(60):
        if turn % 3 == 0:
            files |= {f"{rng.choice('ab')}/{rng.randrange(6)}/index.html": bytes([rng.randrange(3)]) for _ in range(3)}
        write(site, files)
        assert tree(site) == files
        _age(*trees)
        write(site, files)
        listed.clear()
        kept = [path.stat().st_ino for path in sorted(trees[1].parent.iterdir())]
        write(site, files)
        assert listed == []
        assert kept == [path.stat().st_ino for path in sorted(trees[1].parent.iterdir())], "nothing is kept anew"
        if turn:
            _meddle(rng, rng.choice(trees))
        write(site, files)
        assert tree(site) == files
        fresh = {**files, "a/0/index.html": b"%d" % turn}
        write(site, fresh)
        assert tree(site) == fresh


def test_where_nothing_is_remembered_no_tree_of_the_site_before_is_kept(tmp_path: Path) -> None:
    site, state = tmp_path / "site", tmp_path / ".site.state"
    for files in (FIRST, {**FIRST, "a/index.html": b"Bo Lind"}):
        write(site, files)
    assert (state / "staging").is_dir()
    shutil.rmtree(state)
    assert write(site, {"index.html": b"home"}).removed == 2
    assert (tree(site), (state / "staging").exists()) == ({"index.html": b"home"}, False)
    assert write(site, FIRST).written == 2
    assert (tree(site), tree(state / "staging")) == (FIRST, {"index.html": b"home"})


def test_a_file_changed_by_hand_is_put_right(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write(site, FIRST)
    (site / "a/index.html").write_bytes(b"x")
    (site / "stray.html").write_bytes(b"stray")
    report = write(site, FIRST)
    assert tree(site) == FIRST
    assert (report.written, report.removed, report.strangers) == (1, 1, ["stray.html"])
    report = write(site, {path: text for path, text in FIRST.items() if path != "a/index.html"})
    assert (report.removed, report.strangers) == (1, []), "that one was made by a build"


def test_two_pages_for_one_path_are_refused(tmp_path: Path) -> None:
    write(tmp_path / "site", FIRST)
    with pytest.raises(Refusal, match=r"^Two pages want the path a/index.html\.$"):
        write_site(tmp_path / "site", [("a/index.html", b"1"), ("a/index.html", b"2")])
    assert tree(tmp_path / "site") == FIRST


@pytest.mark.parametrize("path", ["../x", "/x", "a/../../x", "", "a\\b", "a\0b"])
def test_paths_outside_the_site_are_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(Refusal, match="does not lie in the site"):
        write_site(tmp_path / "site", [(path, b"")])
    assert not (tmp_path / "site").exists()


def test_a_foreign_folder_is_never_touched(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(Refusal, match="is not empty and was not built by this program"):
        write(tmp_path, FIRST)
    assert tree(tmp_path) == {"thesis.txt": b"mine"}


def test_a_file_in_the_place_of_the_site(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("mine")
    with pytest.raises(Refusal, match="is a file, not a folder"):
        write(tmp_path / "site", FIRST)


def test_an_empty_folder_becomes_the_site(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    write(tmp_path / "site", FIRST)
    assert tree(tmp_path / "site") == FIRST


def test_outputs_that_fail_halfway_leave_the_site(tmp_path: Path) -> None:
    def outputs():
        yield "index.html", b"new"
        raise ValueError("a view fails")

    write(tmp_path / "site", FIRST)
    with pytest.raises(ValueError, match="a view fails"):
        write_site(tmp_path / "site", outputs())
    assert tree(tmp_path / "site") == FIRST
    write(tmp_path / "site", {"index.html": b"new"})
    assert tree(tmp_path / "site") == {"index.html": b"new"}


def test_without_exchange_and_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsdesk.output.writing.trees._exchange", lambda first, second: False)
    monkeypatch.setattr("newsdesk.output.writing.link", lambda source, target: False)
    for files in (FIRST, {"index.html": b"2"}, FIRST, {}):
        write(tmp_path / "site", files)
        assert tree(tmp_path / "site") == files


def test_an_interrupted_swap_is_undone(tmp_path: Path) -> None:
    site, state = tmp_path / "site", tmp_path / ".site.state"
    write(site, FIRST)
    site.rename(state / "previous")
    with pytest.raises(Refusal):
        write_site(site, [("../x", b"")])
    assert tree(site) == FIRST


@pytest.mark.skipif(sys.platform == "win32", reason="no file locks of this kind")
def test_one_build_at_a_time(tmp_path: Path) -> None:
    def outputs():
        with pytest.raises(Refusal, match="Another build of this site is running"):
            write(tmp_path / "site", {})
        yield "index.html", b"1"

    write_site(tmp_path / "site", outputs())
    assert tree(tmp_path / "site") == {"index.html": b"1"}


# It has read the program once, and divides for each build: the new one says its number, and is not forgotten before it
# is asked after.
BUILDS = f"""
import os, sys
from pathlib import Path
sys.path.insert(0, {str(ROOT)!r})
from newsdesk.output.writing import write_site
for line in sys.stdin:
    site, version = line.rstrip().split(chr(9))
    if not (started := os.fork()):
        os.write(1, b"%d\\n" % os.getpid())
        write_site(Path(site), ((f"{{n}}/index.html", version.encode() * 500) for n in range(300)))
        os._exit(0)
    sys.stdin.readline()
    os.waitpid(started, 0)
    os.write(1, b"over\\n")
"""


@pytest.mark.slow
def test_a_build_killed_at_any_moment_leaves_a_complete_site(tmp_path: Path) -> None:
    """Killed at 40 moments spread over a build: the site is always one version, whole."""
    site = tmp_path / "site"
    versions = {name: {f"{n}/index.html": name.encode() * 500 for n in range(300)} for name in ("old", "new")}
    write(site, versions["old"])
    current, seen = "old", set()
    code = [sys.executable, "-c", BUILDS]
    with subprocess.Popen(code, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) as builds:
        started = time.perf_counter()
        run_build(builds, site, "new", None)
        full = time.perf_counter() - started
        run_build(builds, site, "old", None)
        # Later and later, at last behind the end: where builds become slower than the first, some more are needed.
        for moment in range(400):
            if moment >= 40 and seen == {True, False}:
                break
            wanted = "new" if current == "old" else "old"
            run_build(builds, site, wanted, full * moment / 30)
            found = tree(site)
            assert found in versions.values(), "half a site"
            current = "old" if found == versions["old"] else "new"
            seen.add(current == wanted)
    assert seen == {True, False}, "some builds were killed in time and some were not"
    write(site, versions["new"])
    assert tree(site) == versions["new"]


def run_build(builds: subprocess.Popen[str], site: Path, version: str, kill_after: float | None) -> None:
    assert builds.stdin
    assert builds.stdout
    builds.stdin.write(f"{site}\t{version}\n")
    process = int(builds.stdout.readline())
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(process, signal.SIGKILL)
    builds.stdin.write("over\n")
    assert builds.stdout.readline() == "over\n"
