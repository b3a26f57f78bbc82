"""Starting your own: what init says, which folders it fills, and what it leaves when it is stopped."""

import re
from pathlib import Path

import pytest
from copying import compiled
from started import DAY, ROOT, WEEK, contents, copy_of_the_program, within
from terminal import run

import newsdesk.store.starting
from newsdesk.check.shape import shape
from newsdesk.commands import today
from newsdesk.load.config import parse_config
from newsdesk.model.settings import FeedIds, Settings
from newsdesk.problems import Refusal, UsageError
from newsdesk.store.starting import start, upgrade


def test_init_says_what_it_did_and_what_to_run(tmp_path: Path) -> None:
    done = run("init", "deep/er/my digest", "--week", WEEK, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    files = len(contents(tmp_path / "deep" / "er" / "my digest"))
    assert done.stdout == (
        f"Made a collection in deep/er/my digest: {files:,} files, and a first digest with an example in it.\n"
        "Before its first publication, fill in extra.about in mkdocs.yml: who answers for it.\n"
        "Build its site, then read README.md there:\n"
        "    cd 'deep/er/my digest' && make site\n"
    )
    assert sorted(path.name for path in (tmp_path / "deep" / "er").iterdir()) == ["my digest"]


def test_an_empty_folder_and_a_repository_cloned_empty_are_filled(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".newsdesk.new").mkdir()
    done = run("init", ".", "--week", WEEK, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("    make site\n")
    assert (tmp_path / "build_digest.py").is_file()
    assert (tmp_path / ".git").is_dir()
    assert not (tmp_path / ".newsdesk.new").exists()


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["notes.txt"], "{} is not empty: it holds notes.txt. Choose a new or an empty folder."),
        ([".git", ".env"], "{} is not empty: it holds .env. Choose a new or an empty folder."),
        (list("gfedcba"), "{} is not empty: it holds a, b, c, d, e and 2 more. Choose a new or an empty folder."),
    ],
)
def test_a_folder_that_is_not_empty_is_refused(tmp_path: Path, names: list[str], said: str) -> None:
    for name in names:
        (tmp_path / name).write_text("mine")
    done = run("init", tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"build_digest.py: {said.format(tmp_path)}\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names)


def test_a_file_in_the_way_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("mine")
    done = run("init", tmp_path / "x")
    assert done.returncode == 1
    assert done.stderr == f"build_digest.py: {tmp_path / 'x'} is a file, not a folder. Choose another name.\n"
    done = run("init", tmp_path / "x" / "y")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert (tmp_path / "x").read_text() == "mine"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "the following arguments are required: DIR"),
        (["x", "--week", "2026-W54"], "argument --week: 2026-W54 is not an ISO 8601 week such as 2026-W47"),
        (["x", "--week", "47"], "argument --week: 47 is not an ISO 8601 week such as 2026-W47"),
        (
            ["x", "--week", "9998-W01"],
            "9998-W01 has not begun, and an example in it would lie in the future. Choose this week.",
        ),
        (["x", "--force"], "--force goes with --upgrade only: a new collection needs an empty folder."),
        (["x", "--upgrade", "--week", WEEK], "--week goes with a new collection, not with --upgrade."),
        (["x", "--upgrade"], "There is no folder x."),
        ([str(ROOT), "--upgrade"], f"{ROOT} is the folder of this program. Run the newer version on it."),
    ],
)
def test_wrong_usage(tmp_path: Path, arguments: list[str], said: str) -> None:
    done = run("init", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.endswith(f": {said}\n")
    assert list(tmp_path.iterdir()) == []


def test_the_first_digest_is_that_of_this_week_unless_another_is_named(tmp_path: Path) -> None:
    run("init", tmp_path / "now")
    (week,) = (path.name for path in (tmp_path / "now" / "digests").iterdir() if path.is_dir())
    assert re.fullmatch(r"\d{4}-W\d\d", week)
    start(ROOT, tmp_path / "old", "2020-W53", DAY)
    compiled(tmp_path / "old")
    entry = (tmp_path / "old" / "digests" / "2020-W53" / "example-entry.yaml").read_text("utf-8")
    assert "published: 2020-12-28 " in entry
    assert within(tmp_path / "old", "check").returncode == 0


def test_two_of_the_same_week_are_equal(tmp_path: Path, started: Path) -> None:
    start(ROOT, tmp_path / "a" / "Digest", WEEK, DAY)
    start(ROOT, tmp_path / "b" / "Digest", WEEK, DAY)
    assert contents(tmp_path / "a" / "Digest") == contents(tmp_path / "b" / "Digest")
    paths = [path for path in contents(tmp_path / "a" / "Digest") if not path.startswith("newsdesk/starter/")]
    assert not [path for path in paths if "__pycache__" in path or "@" in path]


def test_an_init_stopped_in_between_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, count = newsdesk.store.starting._write, 0

    def dies(path: Path, content: bytes) -> None:
        nonlocal count
        count += 1
        if count == 50:
            raise KeyboardInterrupt
        real(path, content)

    (tmp_path / "empty").mkdir()
    for name in ("new", "empty"):
        count = 0
        monkeypatch.setattr(newsdesk.store.starting, "_write", dies)
        with pytest.raises(KeyboardInterrupt):
            start(ROOT, tmp_path / name, WEEK, DAY)
        monkeypatch.undo()
    assert list(tmp_path.iterdir()) == [tmp_path / "empty"]
    assert list((tmp_path / "empty").iterdir()) == []


def test_a_collection_starts_collections_itself(own: Path, tmp_path: Path) -> None:
    child = tmp_path / "child" / "digest"
    assert within(own, "init", str(child), "--week", WEEK).returncode == 0
    fresh = start(ROOT, tmp_path / "fresh" / "digest", WEEK, today())
    assert fresh == len(contents(child))
    assert contents(child) == contents(tmp_path / "fresh" / "digest")


@pytest.mark.parametrize(
    ("folder", "label"),
    [
        ("My Digest", "my-digest"),
        ("Дайджест", "digest"),
        ("über_uns", "ber-uns"),
        ("x" * 80, "x" * 63),
        ("-", "digest"),
    ],
)
def test_feed_ids_begin_with_the_folder_and_the_day(tmp_path: Path, folder: str, label: str) -> None:
    start(ROOT, tmp_path / folder, WEEK, DAY)
    document, _ = parse_config("mkdocs.yml", (tmp_path / folder / "mkdocs.yml").read_bytes())
    assert document
    settings, problems = shape(Settings, document)
    assert (problems, settings is None) == ([], False)
    assert settings.extra.feed_ids == FeedIds(authority=f"{label}.example", date="2026-11-28")


def test_an_incomplete_program_says_so(tmp_path: Path) -> None:
    copy_of_the_program(tmp_path / "part")
    (tmp_path / "part" / "LICENSE").unlink()
    with pytest.raises(Refusal, match="LICENSE is missing, so this copy of the program is not complete"):
        start(tmp_path / "part", tmp_path / "x", WEEK, DAY)
    with pytest.raises(UsageError):
        upgrade(tmp_path / "part", tmp_path / "none")
