"""Files that other processes lay where they belong: the site is the one that a single process writes."""

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from test_site import FIRST, tree, write
from test_warm import unpublished
from warm_edits import Edits

from newsdesk.build import Project
from newsdesk.build import parts as making_parts
from newsdesk.build.indexing import Indexing
from newsdesk.build.making import build
from newsdesk.build.parts import joining
from newsdesk.build.workers.beside import Beside, Failed
from newsdesk.output.report import Output, Report
from newsdesk.output.writing import Lay, write_trees
from newsdesk.problems import Refusal

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only there a process is copied safely")


def laid(site: Path, files: dict[str, bytes], alone: Iterable[str] = ()) -> Report:
    """Write a site of which another process lays all files but some."""

    def outputs(lay: Lay) -> Iterator[Output]:
        others = {path: content for path, content in files.items() if path not in set(alone)}
        done = Beside(lambda: [lay(path, content) for path, content in others.items()]).result()
        yield from done or ()
        yield from ((path, files[path]) for path in alone)

    return write_trees(site, outputs)[0]


SECOND = (
    FIRST,
    {**FIRST, "a/index.html": b"A"},
    {**FIRST, "c/d/e/index.html": b"c"},
    {"index.html": b"home"},
    {"index.html": b"home", "a": b"a file where a folder was"},
    {"index.html/x": b"a folder where a file was"},
    {},
)


@pytest.mark.parametrize("second", SECOND)
@pytest.mark.parametrize("alone", [(), ("index.html",)])
def test_what_is_laid_is_what_one_process_writes(
    tmp_path: Path, second: dict[str, bytes], alone: tuple[str, ...]
) -> None:
    for files in (FIRST, second, FIRST, second):
        expected = write(tmp_path / "one", files)
        own = [path for path in alone if path in files]
        assert laid(tmp_path / "two", files, own) == expected
        assert tree(tmp_path / "two") == tree(tmp_path / "one") == files


def test_a_path_that_two_processes_want_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "site", FIRST)

    def outputs(lay: Lay) -> Iterator[Output]:
        yield "x", b"here"
        yield from Beside(lambda: [lay("x", b"there")]).result() or ()

    with pytest.raises(Refusal, match=r"^Two pages want the path x\.$"):
        write_trees(tmp_path / "site", outputs)
    assert tree(tmp_path / "site") == FIRST
    write(tmp_path / "site", {"x": b"one"})
    assert tree(tmp_path / "site") == {"x": b"one"}


def test_nothing_is_laid_outside_the_site(tmp_path: Path) -> None:
    def outputs(lay: Lay) -> Iterator[Output]:
        yield lay("../x", b"")

    with pytest.raises(Refusal, match="does not lie in the site"):
        write_trees(tmp_path / "site", outputs)
    assert not (tmp_path / "x").exists()


def test_what_a_lost_process_has_left_is_written_again(tmp_path: Path) -> None:
    def outputs(lay: Lay) -> Iterator[Output]:
        def lost() -> None:
            for path in FIRST:
                lay(path, b"half of it")
            os._exit(9)

        with pytest.raises(Failed):
            Beside(lost).result()
        yield from FIRST.items()

    assert write_trees(tmp_path / "site", outputs)[0].written == 1 + len(FIRST)
    assert tree(tmp_path / "site") == FIRST


@pytest.mark.slow
def test_any_number_of_processes_builds_the_same_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From nothing, and of an archive that counts as large after each of some edits."""
    monkeypatch.setattr(making_parts, "_LARGE", 0)
    monkeypatch.setattr(making_parts, "_CHUNK", 2)
    monkeypatch.setattr(joining, "_MANY", 0)
    root = unpublished(tmp_path / "edited")
    edits, done = Edits(root, 7), 0

    def built(site: str, jobs: int) -> dict[str, bytes] | None:
        if jobs == 5:  # where a process is lost, what it would have made is made here
            monkeypatch.setattr(joining.Joining, "_in_a_copy", lambda *given: os._exit(9))
            monkeypatch.setattr(Indexing, "_kept", lambda *given: os._exit(9))
        project = Project(root, root / "digests", tmp_path / site, tmp_path / f".cache-{site}")
        return tree(tmp_path / site) if build(project, jobs=jobs).report else None

    in_a_copy, kept = joining.Joining._in_a_copy, Indexing._kept
    whole = tmp_path / "whole"
    while done < 4 and edits.count < 12:
        monkeypatch.setattr(joining.Joining, "_in_a_copy", in_a_copy)
        monkeypatch.setattr(Indexing, "_kept", kept)
        found = {name: built(name, jobs) for name, jobs in (("one", 1), ("two", 2), ("five", 5))}
        assert found["one"] == found["two"] == found["five"]
        # An edit that makes a fault is taken back: what comes after it would not be built either.
        last, next_ = (root, whole) if found["one"] is not None else (whole, root)
        shutil.rmtree(next_, ignore_errors=True)
        shutil.copytree(last, next_, symlinks=True)
        done += found["one"] is not None
        edits.one()
    assert done == 4
