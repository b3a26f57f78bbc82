"""The weekly run, rehearsed from a clone into a bare repository beside it."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from copying import copied
from invented import DATA, settle
from wayback_stand_in import Said, index, wayback

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.skipif(not shutil.which("git") or os.name == "nt", reason="needs git and sh")
# 7 November 2022.
ENV = {
    **{name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "GITHUB_"))},
    "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "SOURCE_DATE_EPOCH": "1667779200", "NO_PDF": "1",
}  # fmt: skip


def run(folder: Path, *command: str, **env: str) -> str:
    done = subprocess.run(command, cwd=folder, env={**ENV, **env}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def clone(tmp_path: Path, built: Path) -> Path:
    """A clone of a project with the invented collection, whose origin is a bare repository."""
    work = tmp_path / "work"
    shutil.copytree(DATA, work, ignore=shutil.ignore_patterns(".cache", "site"))
    settle(work / "digests")
    # Whole, and as Python compiled it: another program than the one that built the site could use nothing it kept.
    copied(ROOT / "newsdesk", work / "newsdesk")
    shutil.copytree(ROOT / "scripts", work / "scripts")
    shutil.copy(ROOT / "build_digest.py", work)
    copied(built.parent / "cache", work / ".cache" / "newsdesk")
    (work / ".gitignore").write_text(".venv/\n.cache/\nsite/\n.*.state/\n__pycache__/\n", "utf-8")
    (work / ".venv" / "bin").mkdir(parents=True)
    python = work / ".venv" / "bin" / "python"
    # One test makes PDFs, which take longer than all the rest of a run.
    without = 'case "${NO_PDF-}$*" in "1-c import weasyprint") exit 1 ;; esac'
    python.write_text(f'#!/bin/sh\n{without}\nexec {sys.executable} "$@"\n', "utf-8")
    python.chmod(0o755)
    run(tmp_path, "git", "init", "--quiet", "--bare", "--initial-branch=main", "origin.git")
    run(work, "git", "init", "--quiet", "--initial-branch=main")
    run(work, "git", "remote", "add", "origin", str(tmp_path / "origin.git"))
    run(work, "git", "add", ".")
    run(work, "git", "-c", "user.name=A", "-c", "user.email=a@localhost", "commit", "--quiet", "-m", "Start")
    return work


@pytest.mark.slow
def test_an_open_week_goes_out_whole_and_only_once(clone: Path, tmp_path: Path) -> None:
    said = run(clone, "sh", "scripts/weekly.sh", NO_PDF="").splitlines()
    assert said[0] == "Published 2022-W43, edition 1: 1 entry."
    assert said[-1] == "Published: 2022-w41-1 2022-w41-2 2022-w43-1."
    assert run(clone, "git", "status", "--porcelain") == ""
    head = run(clone, "git", "rev-parse", "HEAD")
    origin = tmp_path / "origin.git"
    assert run(origin, "git", "rev-parse", "main") == head
    assert run(origin, "git", "tag").split() == ["2022-w41-1", "2022-w41-2", "2022-w43-1"]

    release = clone / ".cache" / "releases" / "2022-w43-1"
    names = {path.name for path in release.iterdir()}
    assert {"2022-w43-1.md", "2022-w43-1.txt", "2022-w43-1.eml", "collection.sqlite", "entries.csv"} <= names
    sums = dict(reversed(line.split("  ")) for line in (release / "SHA256SUMS").read_text("utf-8").splitlines())
    assert sums.keys() == names - {"SHA256SUMS", "PROOFS"}
    for name, digest in sums.items():
        assert hashlib.sha256((release / name).read_bytes()).hexdigest() == digest, name
    notes = (release / "notes.md").read_text("utf-8")
    assert notes.startswith("# Sample Strait Digest: 24–30 October 2022\n")
    assert "Weekly digest 2022-W43, edition 1, 7 November 2022." in notes
    older = clone / ".cache" / "releases" / "2022-w41-1"
    assert {path.name for path in older.iterdir()} == {"2022-w41-1.md", "notes.md", "SHA256SUMS", "PROOFS"}

    again = run(clone, "sh", "scripts/weekly.sh", NO_PDF="").splitlines()
    assert again[0] == "No week is due."
    assert again[-1] == "Nothing has changed."
    assert run(clone, "git", "rev-parse", "HEAD") == head


@pytest.mark.slow
def test_after_the_editions_an_archive_is_asked_for_what_is_missing(clone: Path, tmp_path: Path) -> None:
    page = "https://gazette.example.com/2022/light"
    with wayback() as known:
        known.index[page] = [index(("20221027101500", page, "200"))]
        known.otherwise = Said("", 429, (("Retry-After", "3600"),))
        said = run(clone, "sh", "scripts/weekly.sh", ARCHIVE_SECONDS="60", NEWSDESK_WAYBACK=known.address)
        known.otherwise = Said(status=403, body="RobotAccessControlException")
        more = run(clone, "sh", "scripts/weekly.sh", ARCHIVE_SECONDS="6", NEWSDESK_WAYBACK=known.address).splitlines()
    assert known.most_at_once == 1
    assert (
        "takes no more requests now (429). Run archive later.\nThe next run asks again for archived copies.\n" in said
    )
    text = (clone / "digests" / "2022-W43" / "lighthouse-relit.yaml").read_text("utf-8")
    assert f"url: {page}\narchive_url: https://web.archive.org/web/20221027101500/{page}\n" in text
    assert run(clone, "git", "grep", "-c", "archive_refused: {on: 2022-11-07", "--", "digests") != ""
    assert [line for line in more if "edition" in line] == []
    assert run(clone, "git", "log", "-1", "--format=%s") == "Name archived copies\n"
    assert run(clone, "git", "status", "--porcelain") == ""
    assert run(tmp_path / "origin.git", "git", "rev-parse", "main") == run(clone, "git", "rev-parse", "HEAD")


@pytest.mark.slow
def test_each_edition_of_a_run_is_tagged_on_its_own_commit(clone: Path, tmp_path: Path) -> None:
    text = (clone / "digests" / "2022-W43" / "lighthouse-relit.yaml").read_text("utf-8")
    text = text.replace("Lighthouse relit", "Lamp lit").replace("2022/light\n", "2022/lamp\n")
    folder = clone / "digests" / "2022-W44"
    folder.mkdir()
    (folder / "lamp-lit.yaml").write_text(text.replace("com/light\n", "com/lamp\n"), "utf-8")
    (folder / "_digest.yaml").write_text("schema: 1\nstatus: draft\n", "utf-8")
    run(clone, "git", "add", ".")
    run(clone, "git", "-c", "user.name=A", "-c", "user.email=a@localhost", "commit", "--quiet", "-m", "More")
    start = run(clone, "git", "rev-parse", "HEAD").strip()
    output = tmp_path / "output"
    said = run(clone, "sh", "scripts/weekly.sh", GITHUB_OUTPUT=str(output)).splitlines()
    assert said[-1] == "Published: 2022-w41-1 2022-w41-2 2022-w43-1 2022-w44-1."
    log = run(clone, "git", "log", "--reverse", "--format=%H %s", f"{start}..").splitlines()
    commits, subjects = zip(*(line.split(" ", 1) for line in log), strict=True)
    assert subjects == ("Publish 2022-W43, edition 1", "Publish 2022-W44, edition 1")
    # An edition that was never tagged is tagged where it came in.
    first = run(clone, "git", "rev-list", "--max-parents=0", "HEAD").strip()
    tags = ("2022-w41-1", "2022-w43-1", "2022-w44-1")
    assert [run(clone, "git", "rev-parse", f"{tag}^{{commit}}").strip() for tag in tags] == [first, *commits]
    for commit, week in zip(commits, ("2022-W43", "2022-W44"), strict=True):
        changed = run(clone, "git", "show", "--format=", "--name-only", commit).splitlines()
        assert set(changed) - {f"digests/_{name}" for name in ("addresses.txt", "feed_ids.txt", "figures.yaml")} == {
            f"digests/{week}/_digest.yaml", f"digests/{week}/_edition-1.md",
        }  # fmt: skip
    # What is deployed next, and that there is something.
    assert output.read_text("utf-8") == f"changed=true\ncommit={commits[-1]}\n"


@pytest.mark.slow
def test_what_a_stopped_run_left_is_done_by_the_next(clone: Path, tmp_path: Path) -> None:
    # Stopped after the week was closed, and before anything was committed.
    run(clone, ".venv/bin/python", "build_digest.py", "week", "--due")
    assert run(clone, "sh", "scripts/weekly.sh").splitlines()[-1] == "Published: 2022-w41-1 2022-w41-2 2022-w43-1."
    # Stopped before it could push: another clone would know nothing of it, this one does.
    origin = tmp_path / "origin.git"
    for tag in run(origin, "git", "tag").split():
        run(origin, "git", "tag", "--delete", tag)
    run(origin, "git", "update-ref", "-d", "refs/heads/main")
    assert run(clone, "sh", "scripts/weekly.sh").splitlines()[-1] == "Nothing has changed."
    assert run(origin, "git", "rev-parse", "main") == run(clone, "git", "rev-parse", "HEAD")
    assert len(run(origin, "git", "tag").split()) == 3


def test_the_check_compares_with_a_revision_that_is_known(clone: Path) -> None:
    for base in ("", "0" * 40, "HEAD"):
        done = subprocess.run(
            ["sh", "scripts/check-since.sh", base], cwd=clone, env=ENV, capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stdout) == (0, ""), base
        assert "Checked 19 entries: no problems.\n" in done.stderr, base


def test_the_check_of_a_pull_request_refuses_a_silent_edit(clone: Path) -> None:
    entry = clone / "digests" / "2022-W41" / "strike-ends.yaml"
    text = entry.read_text("utf-8")
    changed = text.replace("The ", "A ", 1)
    assert changed != text
    entry.write_text(changed, "utf-8")
    done = subprocess.run(
        ["sh", "scripts/check-since.sh", "HEAD"],
        cwd=clone,
        env={**ENV, "GITHUB_ACTIONS": "true"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout.startswith("::error file=digests/2022-W41/strike-ends.yaml,")
    assert "silent-change" in done.stdout
