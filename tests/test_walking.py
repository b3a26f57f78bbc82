"""Files that are as they were are not read again, and never taken for what they are not."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from newsdesk.build.inputs.listing import all_files
from newsdesk.build.project import Project
from newsdesk.load import walking
from newsdesk.load.ordinary import blob_of, digest_of
from newsdesk.load.walking import File, Known, Unread, walk
from newsdesk.problems import Refusal

BEFORE, OTHER = b"title: A ferry stops\n", b"title: A ferry waits\n"


def later() -> int:
    """A moment at which what was written just now has settled."""
    return time.time_ns() + 2 * walking.SETTLED


def known_of(folder: Path) -> Known:
    """What is known of a folder that has settled."""
    known = Known()
    walk(folder, known=known)
    known.take(later())
    return known


@pytest.fixture
def week(tmp_path: Path) -> Path:
    """A folder with one file in it."""
    folder = tmp_path / "digests" / "2022-W41"
    folder.mkdir(parents=True)
    (folder / "one.yaml").write_bytes(BEFORE)
    return folder


def one(folder: Path, known: Known) -> File:
    """The file as a walk finds it."""
    return next(file for file in walk(folder, known=known)[0] if file.parts[-1] == "one.yaml")


def test_a_file_that_is_as_it_was_is_known_by_its_digest_and_read_when_asked_for(week: Path) -> None:
    """It has the digest, the id of git and the bytes that it would have if it were read."""
    file = one(week, known_of(week))
    assert isinstance(file.held, Unread)
    assert (file.digest, file.held.blob, file.inner) == (digest_of(BEFORE), blob_of(BEFORE), "one.yaml")
    assert file.raw == BEFORE


def _with_its_old_time(path: Path) -> None:
    found = path.stat()
    path.write_bytes(OTHER)
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))


def _in_its_place(path: Path) -> None:
    found = path.stat()
    path.with_name("other").write_bytes(OTHER)
    path.with_name("other").replace(path)
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))


def _as_a_link(path: Path) -> None:
    path.rename(path.with_name("one.txt"))
    path.with_name("one.txt").write_bytes(OTHER)
    path.symlink_to("one.txt")


@pytest.mark.parametrize(
    "change", [lambda path: path.write_bytes(OTHER), _with_its_old_time, _in_its_place, _as_a_link]
)
def test_a_file_that_is_not_what_it_was_is_read(week: Path, change: Callable[[Path], object]) -> None:
    """Neither its length nor the time that it claims can hide that."""
    known = known_of(week)
    change(week / "one.yaml")
    assert one(week, known).held == OTHER


def test_what_has_just_been_written_is_read_again_and_what_is_gone_is_told(week: Path) -> None:
    """A file may be written twice within one tick of a coarse clock; a link says nothing of what it leads to."""
    (week / "two.yaml").symlink_to("one.yaml")
    known = Known()
    walk(week, known=known)
    assert known.take(time.time_ns()) == 0
    walk(week, known=known)
    assert (known.take(later()), list(known.digests)) == (1, ["one.yaml"])
    file = one(week, known)
    _with_its_old_time(week / "one.yaml")
    with pytest.raises(Refusal, match=r"one\.yaml has just been changed\. Run the command again\."):
        assert file.raw
    (week / "one.yaml").unlink()
    with pytest.raises(Refusal, match="has just been changed"):
        assert file.raw


def test_what_is_known_is_kept_from_one_command_to_the_next(week: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second walk reads nothing, until what is kept is damaged or gone."""
    root = week.parent.parent
    for number in range(30):
        (week / f"entry-{number}.yaml").write_bytes(BEFORE)
    project = Project(root=root, digests=root / "digests", site=root / "site", cache=root / ".cache")
    read: list[str] = []

    def reads(path: str, limit: int) -> bytes:
        read.append(path)
        return Path(path).read_bytes()

    monkeypatch.setattr(walking, "read_up_to", reads)
    monkeypatch.setattr(walking, "SETTLED", -later())
    found = []
    for _ in range(3):
        files, faults = all_files(project)
        found.append(([(file.inner, file.digest) for file in files], faults, len(read)))
        if len(found) == 2:
            (kept,) = (root / ".cache").iterdir()
            kept.write_bytes(kept.read_bytes()[:5000])
    assert [one[:2] for one in found] == [found[0][:2]] * 3
    assert [one[2] for one in found] == [31, 31, 62]
