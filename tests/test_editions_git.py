"""What the last edition said is found in the history: in clones of all kinds, committed late, or never."""

import shutil
from pathlib import Path

import pytest
from edition_edits import DIGEST, FIGURE, FILES, FIRST, LATER, NEXT, OTHER, SWANS, WEEK, correction, press, swap
from makers import entry
from repository import commit, edit, git

from newsdesk.build import Project
from newsdesk.commands.week import open_or_show, publish, publish_due
from newsdesk.problems import Refusal


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Two published weeks, in a repository."""
    return press(tmp_path / "press", FILES, WEEK, OTHER)


def test_silence_between_closing_and_the_commit_is_found(tmp_path: Path, project: Project) -> None:
    publish(project, WEEK, NEXT)  # nothing has changed: edition 1 stands
    swap(project, SWANS, ("corrections: []", f"corrections: [{correction('minor', '')}]"))
    publish(project, WEEK, NEXT)
    swap(project, SWANS, FIGURE)
    commit(project.root)  # edition 2 and a change that it does not have
    with pytest.raises(Refusal, match="silent-change"):
        publish(project, WEEK, NEXT)  # here it was kept when it went out
    shown, is_fine = open_or_show(cloned(project, tmp_path), WEEK, NEXT)
    # No commit holds what went out, so the nearest one is taken, and that is said.
    assert is_fine
    assert "Edition 2 was changed before it was committed: compared with what was committed.\n" in shown


def test_what_was_committed_before_it_went_out_is_what_went_out(project: Project) -> None:
    swap(project, SWANS, ("corrections: []", f"corrections: [{correction('minor', '')}]"))
    commit(project.root)
    publish(project, WEEK, NEXT)
    swap(project, SWANS, FIGURE)
    for _ in range(2):
        with pytest.raises(Refusal, match=r"swans-counted\.yaml:\d+:\d+: (silent-change|correction-was)"):
            publish(project, WEEK, NEXT)
        commit(project.root)  # the edition and the silent change in one commit


def test_an_edition_that_no_commit_holds_refuses_the_next(tmp_path: Path) -> None:
    project = press(tmp_path / "press", {"2022-W44/_digest.yaml": "schema: 1\nstatus: draft\n"})
    edit(project.root, FILES)
    publish(project, WEEK, FIRST, unreviewed=True)
    assert "Nothing has changed since." in publish(project, WEEK, NEXT)
    swap(project, SWANS, FIGURE, ("corrections: []", f"corrections: [{correction()}]"))
    # What went out is kept: also when all is committed at once, as if it had been so from the first.
    assert "issue the next edition" in open_or_show(project, WEEK, NEXT)[0]
    head = git(project.root, "rev-parse", "HEAD").strip()
    commit(project.root)
    assert "Corrected: swans-counted." in open_or_show(project, WEEK, NEXT)[0]
    git(project.root, "reset", "-q", head)
    git(project.root, "update-ref", "-d", f"refs/newsdesk/editions/{WEEK}/1")
    said = (
        "No commit holds edition 1 of 2022-W42, and the week has changed since it went out. Put its files back as they"
        " were, commit them, then make the change again."
    )
    for go in (lambda: publish(project, WEEK, NEXT), lambda: publish_due(project, NEXT)):
        with pytest.raises(Refusal) as refusal:
            go()
        assert str(refusal.value).startswith(said)
    assert open_or_show(project, WEEK, NEXT)[0].endswith(f"{said}\n")
    text = (project.digests / SWANS).read_text("utf-8")
    edit(project.root, {SWANS: FILES[SWANS]})
    commit(project.root)
    edit(project.root, {SWANS: text})
    assert publish(project, WEEK, NEXT) == "Published 2022-W42, edition 2: 3 entries.\nCorrected: swans-counted.\n"


def cloned(project: Project, tmp_path: Path, *options: str) -> Project:
    git(tmp_path, "clone", "-q", *options, project.root.as_uri(), "clone")
    root = tmp_path / "clone"
    return Project(root, root / "digests", root / "site", root / ".cache")


def test_a_clone_without_tags_knows_its_editions(project: Project, tmp_path: Path) -> None:
    swap(project, SWANS, FIGURE, ("corrections: []", f"corrections: [{correction()}]"))
    commit(project.root)
    clone = cloned(project, tmp_path, "--no-tags")
    assert publish(clone, WEEK, NEXT) == "Published 2022-W42, edition 2: 3 entries.\nCorrected: swans-counted.\n"


def test_a_shallow_clone_says_how_to_deepen(project: Project, tmp_path: Path) -> None:
    swap(project, SWANS, FIGURE)
    commit(project.root)
    clone = cloned(project, tmp_path, "--depth", "1")
    deepen = (
        "The newest edition may be older than this clone, which is shallow. Fetch what came before:"
        " git fetch --unshallow (in a workflow: fetch-depth: 0)."
    )
    shown, is_fine = open_or_show(clone, WEEK, NEXT)
    assert not is_fine
    assert shown.endswith(f"Checks: no problems.\n{deepen}\n")
    for go in (lambda: publish(clone, WEEK, NEXT), lambda: publish_due(clone, NEXT)):
        with pytest.raises(Refusal) as refusal:
            go()
        assert str(refusal.value) == deepen
    git(clone.root, "fetch", "-q", "--unshallow")
    with pytest.raises(Refusal, match="silent-change"):
        publish(clone, WEEK, NEXT)


def test_without_a_repository_what_has_not_changed_can_go_on(project: Project, monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    shutil.rmtree(project.root / ".git")
    assert "Nothing has changed since." in publish(project, WEEK, NEXT)
    edit(project.root, {"2022-W44/_digest.yaml": "schema: 1\nstatus: draft\n", "2022-W44/owls.yaml": entry(
        title="Owls", url="https://lantern.example/owls", reviewed="{by: A, on: 2022-11-05}",
        **{**LATER, "published": "2022-11-02", "accessed": "2022-11-03", "added": "2022-11-03"},
    )})  # fmt: skip
    assert publish_due(project, NEXT) == "Published 2022-W44, edition 1: 1 entry.\n"
    swap(project, SWANS, FIGURE, ("corrections: []", f"corrections: [{correction()}]"))
    said = (
        f"{project.digests} is not in a git repository, so nothing is known of what edition 1 of 2022-W42 said, and"
        " the week has changed since. Put its files back as they went out, run git init and commit them, then make"
        " the change again."
    )
    for go in (lambda: publish(project, WEEK, NEXT), lambda: publish_due(project, NEXT)):
        with pytest.raises(Refusal) as refusal:
            go()
        assert str(refusal.value) == said
    shown, is_fine = open_or_show(project, WEEK, NEXT)
    assert (is_fine, shown.endswith(f"{said}\n")) == (False, True)


def test_a_week_called_published_by_hand_is_compared_with_when_it_was(project: Project) -> None:
    path = project.digests / DIGEST
    path.write_text(path.read_text("utf-8").partition("editions:")[0], "utf-8")
    (project.digests / f"{WEEK}/_edition-1.md").unlink()
    git(project.root, "checkout", "-q", "--orphan", "fresh")
    commit(project.root)
    swap(project, SWANS, FIGURE)
    with pytest.raises(Refusal, match=r"swans-counted\.yaml:14:66: silent-change"):
        publish(project, WEEK, NEXT, unreviewed=True)
    swap(project, SWANS, ("corrections: []", f"corrections: [{correction()}]"))
    assert publish(project, WEEK, NEXT, unreviewed=True) == "Published 2022-W42, edition 1: 3 entries.\n"
