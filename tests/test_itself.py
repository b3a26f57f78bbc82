"""The digest of the program: the same for the same files, another for others, whatever is kept beside them."""

import os
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from newsdesk.build.inputs import itself

DAY = 24 * 3600


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A small program that was installed yesterday."""
    folder = tmp_path / "program"
    (folder / "data").mkdir(parents=True)
    (folder / "__pycache__").mkdir()
    (folder / "main.py").write_text("print(1)", "utf-8")
    (folder / "data" / "words.yaml").write_text("a: b", "utf-8")
    (folder / "data" / os.fsdecode(b"od\xff.yaml")).write_text("c: d", "utf-8")
    return folder


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """So long after the files were written that no other can have the same times."""
    now = time.time_ns() + DAY * 10**9
    monkeypatch.setattr(itself.time, "time_ns", lambda: now)


def kept(folder: Path) -> list[Path]:
    return sorted((folder / "__pycache__").glob("*.digest"))


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    read, names = Path.read_bytes, list[str]()
    monkeypatch.setattr(Path, "read_bytes", lambda path: names.append(path.name) or read(path))
    return names


@pytest.mark.usefixtures("later")
def test_files_that_are_as_they_were_are_not_read_again(program: Path, reads: list[str]) -> None:
    first = itself._own(program)
    assert len(reads) == 3
    reads.clear()
    assert itself._own(program) == first
    assert [name for name in reads if name.endswith((".py", ".yaml"))] == []
    other = program.with_name("another")
    shutil.copytree(program, other, ignore=shutil.ignore_patterns("__pycache__"))
    assert itself._own(other) == first, "the digest is of names and contents alone"


def _written(program: Path) -> None:
    """As many bytes as before, and the time of writing put back."""
    path = program / "main.py"
    before = path.stat()
    path.write_text("print(2)", "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize(
    "change",
    [
        _written,
        lambda program: (program / "main.py").write_text("print(12)", "utf-8"),
        lambda program: (program / "main.py").rename(program / "other.py"),
        lambda program: (program / "data" / "words.yaml").unlink(),
        lambda program: (program / "data" / "more.yaml").write_text("", "utf-8"),
        lambda program: (program / "data").rename(program / "date"),
    ],
    ids=["same-length", "longer", "renamed", "gone", "new", "folder"],
)
def test_whatever_changes_is_another_program(program: Path, change: Callable[[Path], object]) -> None:
    first = itself._own(program)
    assert len(kept(program)) == 1
    change(program)
    second = itself._own(program)
    assert second != first
    kept(program)[0].unlink()
    assert itself._own(program) == second


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize("damage", [b"", b"x", b'["a","b"]', b"\xff\xfe"])
def test_a_damaged_record_counts_as_missing(program: Path, damage: bytes) -> None:
    first = itself._own(program)
    record = kept(program)[0]
    record.write_bytes(damage)
    assert itself._own(program) == first
    whole = record.read_bytes()
    for at in range(0, len(whole), 7):
        record.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert itself._own(program) == first


def test_nothing_is_kept_where_it_could_be_wrong_or_may_not_stand(
    program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = itself._own(program)
    assert kept(program) == [], "it was written so shortly ago that the next change may bear the same time"
    monkeypatch.setattr(itself.time, "time_ns", lambda: DAY * 10**12)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert itself._own(program) == first
    assert kept(program) == [], "Python was told to write none"
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    shutil.rmtree(program / "__pycache__")
    (program / "__pycache__").write_text("no folder", "utf-8")
    assert itself._own(program) == first
