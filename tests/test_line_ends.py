"""A working copy as other systems have it: line ends of Windows, another owner, and what desktops leave in folders."""

import os
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from invented import DATA, settle
from makers import brief, collection, entry, problems_on_disk
from repository import commit, edit, git, published, repository

from newsdesk.build import Project, examine
from newsdesk.commands.week import publish
from newsdesk.load import parse
from newsdesk.problems import FRONT_DOOR, Severity, UsageError, as_text
from newsdesk.store.history import before

WEEK = "2022-W43"
ATTRIBUTES = Path(__file__).resolve().parent.parent / "newsdesk" / "starter" / ".gitattributes"


def project_at(root: Path) -> Project:
    return Project(root, root / "digests", root / "site", root / ".cache")


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """A collection under git with a published week."""
    root = tmp_path / "closed"
    shutil.copytree(DATA, root, ignore=shutil.ignore_patterns(".cache", "site"))
    settle(root / "digests")
    publish(project_at(root), WEEK, date(2022, 11, 7))
    git(root, "init", "-q", "-b", "main")
    commit(root)
    return root


def clone(root: Path, target: Path, *, attributes: bool) -> Project:
    if attributes:
        shutil.copy(ATTRIBUTES, root)
        commit(root)
    git(root, "clone", "-q", "-c", "core.autocrlf=true", str(root), str(target))
    return project_at(target)


def test_a_clone_with_line_ends_of_windows_checks_clean(closed: Path, tmp_path: Path) -> None:
    project = clone(closed, tmp_path / "clone", attributes=False)
    edition = project.digests / WEEK / "_edition-1.md"
    assert b"\r\n" in edition.read_bytes()
    outcome = examine(project, "HEAD", "2022-11-08")
    assert as_text(outcome.problems, FRONT_DOOR) == ""
    assert outcome.collection
    # What goes out again is the text as it went out before.
    assert outcome.collection.frozen == examine(project_at(closed)).collection.frozen
    assert git(project.root, "status", "--short") == ""


def test_with_the_attributes_of_the_starter_line_ends_stay(closed: Path, tmp_path: Path) -> None:
    project = clone(closed, tmp_path / "clone", attributes=True)
    crlf = [path for path in project.digests.rglob("*") if path.is_file() and b"\r\n" in path.read_bytes()]
    assert crlf == []


def test_an_edition_of_other_words_is_found_in_any_line_ends(closed: Path) -> None:
    edition = closed / "digests" / WEEK / "_edition-1.md"
    edition.write_bytes(edition.read_bytes().replace(b"\n", b"\r\n").replace(b"Weekly", b"Weakly", 1))
    assert [problem.rule for problem in examine(project_at(closed)).problems] == ["edition-changed"]


def test_closing_keeps_the_line_ends_of_the_digest(closed: Path) -> None:
    project = project_at(closed)
    digest = closed / "digests" / WEEK / "_digest.yaml"
    text = digest.read_bytes()
    digest.write_bytes(text.replace(b"\n", b"\r\n"))
    with (closed / "digests" / WEEK / "lighthouse-relit.yaml").open("a", encoding="utf-8") as file:
        file.write("  - {date: 2022-11-08, kind: minor, was: keeper, now: guard, why: Wrong.}\n")
    assert publish(project, WEEK, date(2022, 11, 9)) == (
        "Published 2022-W43, edition 2: 1 entry.\nCorrected: lighthouse-relit.\n"
    )
    raw = digest.read_bytes()
    assert raw.count(b"\n") == raw.count(b"\r\n") > text.count(b"\n")
    assert parse("d", raw)[1] == []


def test_a_repository_of_another_user_names_the_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository(tmp_path, published())
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    with pytest.raises(UsageError) as refused:
        before(tmp_path / "digests", "HEAD", {})
    assert str(refused.value) == (
        f"git cannot read the repository of {tmp_path}/digests: it says: detected dubious ownership in repository"
        f" at '{tmp_path}'. If you trust what lies there, run: git config --global --add safe.directory {tmp_path}"
    )


LEFT = "An editor or a desktop has left it here: delete it."


@pytest.mark.parametrize(
    "name",
    [
        "Thumbs.db", "thumbs.db", "ehthumbs.db", "Desktop.ini", ".DS_Store", "._swans-counted.yaml", ".directory",
        "swans-counted.yaml~", ".#swans-counted.yaml", "#swans-counted.yaml#", ".swans-counted.yaml.swp",
        "swans-counted.yaml.swp", ".swans-counted.yaml.swo", "4913", ".~lock.swans.csv#", "~$swans.docx",
        "swans-counted.yaml.bak", "swans-counted.yaml.orig", "swans-counted.yaml.rej", "swans-counted.yaml.tmp",
        "swans-counted.yaml.kate-swp", ".nfs000000000184b1a200000001", "лебеди.yaml~", "swans-counted.yaml.save.1",
        "swans-counted.yaml.crdownload", "swans-counted.yaml.part", "swans-counted.yaml___jb_tmp___",
        ".goutputstream-X1Y2Z3", ".fuse_hidden0000001",
    ],
)  # fmt: skip
@pytest.mark.parametrize("folder", ["", "2022-W42/", "2022-W42/more/"])
def test_what_an_editor_or_a_desktop_leaves_is_passed_over_with_a_note(tmp_path: Path, folder: str, name: str) -> None:
    [problem] = problems_on_disk(tmp_path, {**collection(), folder + name: "a: [b"})
    assert (problem.path, problem.severity) == (f"digests/{folder}{name}", Severity.NOTE)
    assert brief([problem]) == [("litter", 1, 1, f'"{name}" is passed over.', LEFT)]


@pytest.mark.parametrize(
    "name", ["@eaDir/swans-counted.yaml@SynoEAStream", "__MACOSX/a.yaml", "2022-W42/@eaDir/b.yaml"]
)
def test_what_stands_in_a_folder_of_a_desktop_is_passed_over_too(tmp_path: Path, name: str) -> None:
    [problem] = problems_on_disk(tmp_path, {**collection(), name: "a: [b"})
    assert (problem.rule, problem.path, problem.severity) == ("litter", f"digests/{name}", Severity.NOTE)


def test_the_lock_of_emacs_which_is_a_link_to_nowhere(tmp_path: Path) -> None:
    problems_on_disk(tmp_path, collection())
    (tmp_path / "digests" / "2022-W42" / ".#swans-counted.yaml").symlink_to("anna@desk.4711:1669000000")
    [problem] = problems_on_disk(tmp_path, {})
    assert (problem.rule, problem.severity) == ("litter", Severity.NOTE)


def test_a_note_stops_no_week_from_being_closed(tmp_path: Path) -> None:
    root = tmp_path / "p"
    shutil.copytree(DATA, root, ignore=shutil.ignore_patterns(".cache", "site"))
    settle(root / "digests")
    (root / "digests" / WEEK / "lighthouse-relit.yaml~").write_text("x", "utf-8")
    assert as_text(examine(project_at(root)).problems, FRONT_DOOR) == (
        f'digests/{WEEK}/lighthouse-relit.yaml~:1:1: note: litter: "lighthouse-relit.yaml~" is passed over. {LEFT}\n'
    )
    assert publish(project_at(root), WEEK, date(2022, 11, 7)) == "Published 2022-W43, edition 1: 1 entry.\n"


SECOND = "Compare the two, and keep one of them."


@pytest.mark.parametrize(
    "name",
    [
        "swans-counted (1).yaml", "swans-counted(2).yaml", "swans-counted - Copy.yaml", "swans-counted copy.yaml",
        "swans-counted copy 2.yaml", "swans-counted (Ann's conflicted copy 2026-11-22).yaml",
        "swans-counted.sync-conflict-20261122-101010-ABCDEF.yaml",
    ],
)  # fmt: skip
def test_a_second_copy_of_an_entry_may_hold_work(tmp_path: Path, name: str) -> None:
    problems = problems_on_disk(tmp_path, {**collection(), f"2022-W42/{name}": entry(url="null")})
    message = f'"{name}" looks like a second copy of "swans-counted.yaml".'
    assert ("unknown-file", 1, 1, message, SECOND) in brief(problems)


def test_a_hidden_entry_is_told(tmp_path: Path) -> None:
    [problem] = problems_on_disk(tmp_path, {**collection(), "2022-W42/.swans-again.yaml": entry(url="null")})
    assert brief([problem]) == [
        (
            "hidden-file",
            1,
            1,
            '".swans-again.yaml" is hidden, so nothing reads it.',
            "Take the dot off its name, or delete it.",
        )
    ]
    assert problem.severity is Severity.NOTE


def test_git_itself_takes_the_attributes(tmp_path: Path) -> None:
    repository(tmp_path, {"2022-W42/x.yaml": "a: b\r\n"})
    shutil.copy(ATTRIBUTES, tmp_path)
    edit(tmp_path, {"2022-W42/x.yaml": "a: b\r\n"})
    done = subprocess.run(
        ["git", "-C", str(tmp_path), "check-attr", "text", "eol", "--", "digests/2022-W42/x.yaml"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.split() == [
        "digests/2022-W42/x.yaml:", "text:", "auto", "digests/2022-W42/x.yaml:", "eol:", "lf",
    ]  # fmt: skip
