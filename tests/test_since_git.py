"""`check --since` and git: revisions that cannot be read, repositories in other places, and the command."""

import shutil
from pathlib import Path

import pytest
from edits import FIGURE, X, swap
from invented import DATA
from repository import commit, edit, git, published, repository, said, since
from terminal import run

from newsdesk.load import read_tree
from newsdesk.problems import Severity, UsageError
from newsdesk.store.history import before


def test_a_collection_in_a_folder_of_the_repository(tmp_path: Path) -> None:
    revision = repository(tmp_path, published(), "press/desk")
    root = tmp_path / "press" / "desk"
    assert said(root, revision) == []
    edit(root, swap(*FIGURE))
    assert [line.partition(": ")[0] for line in said(root, revision)] == [f"{X}:14:66"]


def test_a_collection_that_was_elsewhere_is_not_compared_silently(tmp_path: Path) -> None:
    revision = repository(tmp_path, published(), "old")
    shutil.move(tmp_path / "old", tmp_path / "new")
    found = since(tmp_path / "new", revision)
    assert [(p.rule, p.severity, p.path) for p in found] == [("nothing-compared", Severity.WARNING, "digests")]


def refusal(root: Path, revision: str) -> str:
    with pytest.raises(UsageError) as caught:
        before(root / "digests", revision, read_tree(root / "digests", root)[0])
    return str(caught.value)


@pytest.mark.parametrize("revision", ["nowhere", "", "--all", "0" * 40, "HEAD:digests", "a b"])
def test_an_unknown_revision_is_named(revision: str, tmp_path: Path) -> None:
    repository(tmp_path, published())
    assert refusal(tmp_path, revision) == (
        f'"{revision}" is not a revision here. Name a commit, branch or tag: git log --oneline shows them,'
        " git fetch brings those of others."
    )


def test_without_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    edit(tmp_path / "plain", published())
    assert refusal(tmp_path / "plain", "HEAD") == (
        f"{tmp_path}/plain/digests is not in a git repository, so nothing is known of what was published."
        " Run git init and commit, or check without --since."
    )


def test_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository(tmp_path, published())
    monkeypatch.setenv("PATH", str(tmp_path))
    assert refusal(tmp_path, "HEAD") == "git is not installed, and --since asks it what was published. Install git."


def test_a_shallow_clone_says_how_to_deepen(tmp_path: Path) -> None:
    first = repository(tmp_path / "whole", published())
    edit(tmp_path / "whole", swap(*FIGURE))
    commit(tmp_path / "whole")
    git(tmp_path, "clone", "-q", "--depth", "1", (tmp_path / "whole").as_uri(), "shallow")
    assert refusal(tmp_path / "shallow", first) == (
        f'"{first}" is not in this clone, which is shallow. Fetch what came before:'
        " git fetch --unshallow (in a workflow: fetch-depth: 0)."
    )
    assert said(tmp_path / "shallow", "HEAD") == []
    git(tmp_path / "shallow", "fetch", "-q", "--unshallow")
    assert len(said(tmp_path / "shallow", first)) == 1


def test_a_hook_does_not_lead_git_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    revision = repository(tmp_path, published())
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", "elsewhere")
    assert since(tmp_path, revision) == []


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The invented collection of the other tests, in a repository."""
    shutil.copytree(DATA, tmp_path / "project", ignore=shutil.ignore_patterns(".cache", "site"))
    git(tmp_path, "init", "-q", "-b", "main", "project")
    commit(tmp_path / "project")
    return tmp_path / "project"


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


def test_the_command_refuses_a_silent_edit_and_takes_the_correction_it_proposes(project: Path) -> None:
    entry = project / "digests" / "2022-W41" / "strike-called.yaml"
    asked = ("check", "--root", project, "--since", "HEAD")
    assert run(*asked).stderr.startswith("Checked 19 entries: no problems.\n")
    replace(entry, "\nbyline: ", "\nbyline: Not ")
    done = run(*asked, SOURCE_DATE_EPOCH="1795500000")
    shown = "digests/2022-W41/strike-called.yaml:4:9"
    proposal = '{date: 2026-11-24, kind: minor, was: "Ned", now: "Not Ned", why: …}'
    message = f'"byline" says something else than at {git(project, "rev-parse", "--short", "HEAD")}, and no correction'
    assert (done.returncode, done.stderr.startswith("Checked: 1 error")) == (1, True)
    assert done.stdout.splitlines()[0] == f"{shown}: silent-change: {message} says so. Add to corrections: {proposal}."
    github = run(*asked, "--format", "github", SOURCE_DATE_EPOCH="1795500000").stdout
    assert github.startswith("::error file=digests/2022-W41/strike-called.yaml,line=")
    assert ",title=silent-change::" in github
    assert run("check", "--root", project).returncode == 0
    entry.write_text(entry.read_text("utf-8") + f"corrections:\n  - {proposal}\n", "utf-8")
    assert run(*asked).returncode == 0


def test_the_command_reports_all_other_problems_too(project: Path) -> None:
    replace(project / "digests" / "2022-W41" / "strike-called.yaml", "\noutlet: ", "\noutlet: x")
    rules = [line.split(": ")[1] for line in run("check", "--root", project, "--since", "HEAD").stdout.splitlines()]
    rules = [rule for rule in rules if rule != "note"]
    assert rules == ["silent-change", "unknown-outlet"]


def test_wrong_usage_of_the_command_exits_with_2(project: Path, tmp_path: Path) -> None:
    done = run("check", "--root", project, "--since", "nowhere")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith('build_digest.py: "nowhere" is not a revision here. Name a commit')
    shutil.rmtree(project / ".git")
    done = run("check", "--root", project, "--since", "HEAD", GIT_CEILING_DIRECTORIES=str(tmp_path))
    assert (done.returncode, done.stdout) == (2, "")
    assert "digests is not in a git repository" in done.stderr
