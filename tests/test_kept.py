"""What is kept is trusted by its recorded length and digest: whatever else befalls it, the site is as it was."""

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from makers import collection, write_tree

from newsdesk.build import Project, build
from newsdesk.output import kept as module
from newsdesk.output.kept import LIST, Damaged, Files, digest_of, kept_folder, known, usable
from newsdesk.output.writing import write_site
from newsdesk.problems import Refusal, complaint

CONFIG = "site_name: Swans\nsite_url: https://example.org/\ntheme: {name: material, font: false}\nplugins: []\n"
CONFIG += "extra: {cards: entries}\n"


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size - 1)


def flipped(path: Path) -> None:
    """One letter, with the length and the time of before."""
    raw, status = bytearray(path.read_bytes()), path.stat()
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def zeroed(path: Path) -> None:
    """As a power cut leaves a file: as long as it was, and nothing in it."""
    status = path.stat()
    path.write_bytes(b"\0" * status.st_size)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def longer(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"x")


def gone(path: Path) -> None:
    path.unlink()


def folder(path: Path) -> None:
    path.unlink()
    (path / "inner").mkdir(parents=True)


def linked(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere")


def pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


FAULTS: list[Callable[[Path], None]] = [emptied, cut, flipped, zeroed, longer, gone, folder, linked, pipe]


def filled(work: Path) -> str:
    (work / "out" / "sub").mkdir(parents=True)
    (work / "out" / "a.html").write_text("one")
    (work / "out" / "sub" / "b.js").write_text("two")
    return "a note"


def contents(cache: Path, made: list[str], key: str = "0a") -> dict[str, bytes]:
    """What a kept folder holds, made again where something of it is damaged."""

    def make(work: Path) -> str:
        made.append(key)
        return filled(work)

    for _ in range(2):
        try:
            found = kept_folder(cache, "frame", key, make)
            assert found.note == "a note"
            return {path: found.read(path) for path in found}
        except Damaged:
            continue
    raise AssertionError("it stays damaged")


WHOLE = {"a.html": b"one", "sub/b.js": b"two"}


@pytest.mark.parametrize("path", ["a.html", "sub/b.js", LIST])
@pytest.mark.parametrize("fault", FAULTS)
def test_a_damaged_folder_is_made_again(tmp_path: Path, path: str, fault: Callable[[Path], None]) -> None:
    made: list[str] = []
    assert contents(tmp_path, made) == WHOLE
    assert contents(tmp_path, made) == WHOLE
    assert made == ["0a"], "what is whole is not made again"
    fault(tmp_path / "frame-0a" / path)
    assert contents(tmp_path, made) == WHOLE
    assert made == ["0a", "0a"]
    assert contents(tmp_path, made) == WHOLE
    assert made == ["0a", "0a"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["frame-0a"]


def swapped_files(cache: Path) -> None:
    a, b = cache / "frame-0a" / "a.html", cache / "frame-0a" / "sub" / "b.js"
    one, two = a.read_bytes(), b.read_bytes()
    a.write_bytes(two)
    b.write_bytes(one)


def swapped_folders(cache: Path) -> None:
    (cache / "frame-0b").rename(cache / "x")
    (cache / "frame-0a").rename(cache / "frame-0b")
    (cache / "x").rename(cache / "frame-0a")


def of_another_version(cache: Path) -> None:
    path = cache / "frame-0a" / LIST
    listed = path.read_bytes().partition(b"\n")[2].replace(b'"version": 1', b'"version": 2')
    path.write_bytes(digest_of(listed).encode() + b"\n" + listed)


def of_the_time_before_lists(cache: Path) -> None:
    (cache / "frame-0a" / LIST).rename(cache / "frame-0a" / "built.json")


def with_a_stranger(cache: Path) -> None:
    (cache / "frame-0a" / "evil.js").write_text("alert(1)")


def a_file_in_its_place(cache: Path) -> None:
    shutil.rmtree(cache / "frame-0a")
    (cache / "frame-0a").write_text("x")


@pytest.mark.parametrize(
    "fault",
    [
        swapped_files, swapped_folders, of_another_version, of_the_time_before_lists, with_a_stranger,
        a_file_in_its_place,
    ],
)  # fmt: skip
def test_what_is_not_what_was_recorded_is_made_again(tmp_path: Path, fault: Callable[[Path], None]) -> None:
    made: list[str] = []
    contents(tmp_path, made, "0b")
    contents(tmp_path, made)
    fault(tmp_path)
    assert contents(tmp_path, made) == WHOLE
    assert made == ["0b", "0a", "0a"]


def test_of_old_folders_the_newest_stay(tmp_path: Path) -> None:
    for number in range(6):
        contents(tmp_path, [], f"0{number}")
        os.utime(tmp_path / f"frame-0{number}", (number, number))
    assert len(list(tmp_path.iterdir())) <= 4


@pytest.mark.parametrize("fault", FAULTS)
def test_a_damaged_file_is_made_again(tmp_path: Path, fault: Callable[[Path], None]) -> None:
    def asked() -> bytes | None:
        return Files(tmp_path, "cards").get("a.png")

    assert asked() is None
    Files(tmp_path, "cards").put("a.png", b"picture")
    assert asked() == b"picture"
    fault(tmp_path / "cards" / "a.png")
    assert asked() is None
    Files(tmp_path, "cards").put("a.png", b"picture")
    assert asked() == b"picture"


def test_files_that_changed_places_or_come_from_before_are_not_taken(tmp_path: Path) -> None:
    files = Files(tmp_path, "cards")
    files.put("a.png", b"one")
    files.put("b.png", b"two")
    (tmp_path / "cards" / "a.png").rename(tmp_path / "cards" / "x")
    (tmp_path / "cards" / "b.png").rename(tmp_path / "cards" / "a.png")
    (tmp_path / "cards" / "x").rename(tmp_path / "cards" / "b.png")
    (tmp_path / "cards" / "c.png").write_bytes(b"\x89PNG of an older version")
    assert [Files(tmp_path, "cards").get(name) for name in ("a.png", "b.png", "c.png")] == [None] * 3


def test_what_nobody_asks_for_is_forgotten(tmp_path: Path) -> None:
    files = Files(tmp_path, "cards")
    for name in ("a.png", "b.png"):
        files.put(name, b"x")
    (tmp_path / "cards" / "folder").mkdir()
    files = Files(tmp_path, "cards")
    files.get("b.png")
    files.forget_others()
    assert os.listdir(tmp_path / "cards") == ["b.png"]


def test_a_full_disk_is_said_once_and_what_was_made_is_given_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    files = Files(tmp_path, "cards", said.append)
    write = Path.write_bytes

    def full(path: Path, content: bytes) -> int:
        write(path, content[:1])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))

    monkeypatch.setattr(Path, "write_bytes", full)
    assert [files.put(name, b"x") for name in ("a", "b")] == [b"x", b"x"]
    assert said == [f"{tmp_path}/cards: No space left on device, so nothing more is kept."]
    assert os.listdir(tmp_path / "cards") == []
    with pytest.raises(Refusal, match=r"cannot be written: No space left on device\."):
        kept_folder(tmp_path, "frame", "0a", filled)
    assert os.listdir(tmp_path) == ["cards"]


def test_a_cache_that_takes_nothing_is_done_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    (tmp_path / "file").write_text("x")
    with usable(tmp_path / "file" / "cache", said.append) as folder:
        assert contents(folder, []) == WHOLE
    assert not folder.exists()
    assert said == [f"Nothing can be kept in {tmp_path}/file/cache (Not a directory), so everything is made anew."]

    def read_only(**given: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), "x")

    monkeypatch.setattr(module.tempfile, "TemporaryFile", read_only)
    with usable(tmp_path / "cache", said.append) as folder:
        assert folder != tmp_path / "cache"
    assert said[1] == f"Nothing can be kept in {tmp_path}/cache (Read-only file system), so everything is made anew."


def test_a_digest_that_is_known_is_not_worked_out_again() -> None:
    content = known(b"x")
    content.digest = "as given"
    assert digest_of(content) == "as given"
    assert digest_of(bytes(content)) == digest_of(b"x") != "as given"


def test_of_a_traceback_of_another_program_the_reason_is_said() -> None:
    said = "INFO\nTraceback (most recent call last):\n  File x\nOSError: [Errno 28] No space left on device\n"
    assert complaint(said) == "OSError: [Errno 28] No space left on device"
    assert complaint(" Pagefind: no pages\n") == "Pagefind: no pages"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small collection whose site was built once."""
    root = tmp_path_factory.mktemp("whole")
    write_tree(root, collection())
    (root / "mkdocs.yml").write_text(CONFIG, "utf-8")
    (root / "docs").mkdir()
    (root / "docs" / "index.md").write_text("# Swans\n", "utf-8")
    assert build(project_at(root)).report
    return root


def project_at(root: Path) -> Project:
    return Project(root, root / "digests", root / "site", root / ".cache" / "newsdesk")


def site(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root / "site").as_posix(): path.read_bytes()
        for path in sorted((root / "site").rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("fault", [emptied, flipped, folder])
def test_a_build_over_a_damaged_cache_publishes_what_is_right(
    whole: Path, tmp_path: Path, fault: Callable[[Path], None]
) -> None:
    root = tmp_path / "p"
    shutil.copytree(whole, root)
    cache, wanted = root / ".cache" / "newsdesk", site(whole)
    assert "pagefind/pagefind-entry.json" in wanted
    fault(next(cache.glob("search-*")) / "pagefind-entry.json")
    frame = next(cache.glob("frame-*"))
    fault(next(frame.glob("assets/newsdesk/newsdesk.css")))
    fault(frame / "index.html")
    fault(next((cache / "cards").glob("*.png")))
    fault(root / ".site.state" / "known")
    outcome = build(project_at(root))
    assert outcome.report
    assert [said for said in outcome.warnings if "extra.about" not in said] == []
    assert site(root) == wanted
    again = build(project_at(root))
    assert (again.report.written, again.report.removed, site(root)) == (0, 0, wanted)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_damaged_site_is_mended(tmp_path: Path, fault: Callable[[Path], None]) -> None:
    pages = {"index.html": b"one", "a/index.html": b"two", "c.css": b"three"}
    write_site(tmp_path / "site", pages.items())
    known_signatures = (tmp_path / ".site.state" / "known").read_bytes()
    if fault not in (flipped, zeroed):  # the writer trusts length and time of a file, and its number on the disk
        for path in ("a/index.html", "c.css"):
            fault(tmp_path / "site" / path)
        write_site(tmp_path / "site", pages.items())
        assert {path: site(tmp_path)[path] for path in pages} == pages
    (tmp_path / ".site.state" / "known").write_bytes(known_signatures)
    fault(tmp_path / ".site.state" / "known")
    if fault in (folder, linked, pipe, gone):
        fault(tmp_path / ".site.state" / "lock")
    write_site(tmp_path / "site", {**pages, "d": b"four"}.items())
    assert {path: site(tmp_path)[path] for path in (*pages, "d")} == {**pages, "d": b"four"}


def test_a_file_in_the_place_of_the_staging_folder(tmp_path: Path) -> None:
    write_site(tmp_path / "site", {"index.html": b"one"}.items())
    shutil.rmtree(tmp_path / ".site.state" / "staging", ignore_errors=True)
    (tmp_path / ".site.state" / "staging").write_text("x")
    write_site(tmp_path / "site", {"index.html": b"two"}.items())
    assert site(tmp_path)["index.html"] == b"two"


def test_a_full_disk_leaves_the_last_good_site(whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "p"
    shutil.copytree(whole, root)
    (root / "docs" / "index.md").write_text("# Other swans\n", "utf-8")
    stage, count = module_stage(), 0

    def full(self: object, path: str, content: bytes) -> None:
        nonlocal count
        count += 1
        if count > 5:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        stage(self, path, content)

    monkeypatch.setattr("newsdesk.output.writing._Writer._stage", full)
    with pytest.raises(Refusal, match=r"/p/site cannot be written: No space left on device\."):
        build(project_at(root))
    assert site(root) == site(whole)
    monkeypatch.undo()
    assert build(project_at(root)).report
    assert b"Other swans" in site(root)["index.html"]


def module_stage() -> Callable[..., None]:
    from newsdesk.output.writing import _Writer

    return _Writer._stage
