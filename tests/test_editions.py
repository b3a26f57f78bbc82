"""The next edition of a week: refused where no correction covers what has changed, and every reason true."""

from pathlib import Path

import pytest
from copying import copied
from edition_edits import (
    FIGURE,
    FILES,
    FIRST,
    HONEST,
    NEXT,
    OTHER,
    SWANS,
    UNSAID,
    WEEK,
    add,
    correction,
    move_away,
    press,
    said,
    swap,
    tell,
    why,
)  # fmt: skip
from makers import PEOPLE, entry
from repository import commit, edit

from newsdesk.build import Project
from newsdesk.commands.week import open_or_show, publish, publish_due
from newsdesk.problems import Refusal


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two published weeks, in a repository; not to be changed."""
    return press(tmp_path_factory.mktemp("out") / "press", FILES, WEEK, OTHER).root


@pytest.fixture
def project(out: Path, tmp_path: Path) -> Project:
    """The same, to be changed."""
    root = copied(out, tmp_path / "press")
    return Project(root, root / "digests", root / "site", root / ".cache")


@pytest.mark.parametrize("committed", [False, pytest.param(True, marks=pytest.mark.slow)])
@pytest.mark.parametrize(("do", "reason", "is_due"), HONEST.values(), ids=HONEST)
def test_the_reason_of_an_edition_is_what_has_happened(
    project: Project, do, reason: str, is_due: bool, committed
) -> None:
    do(project)
    if committed:
        commit(project.root)
    shown, is_fine = open_or_show(project, WEEK, NEXT)
    assert is_fine, shown
    assert f"Since edition 1: {reason}\n" in shown
    said = publish_due(project, NEXT)
    assert (f"Published {WEEK}, edition 2" in said) is is_due
    if not is_due:
        assert publish(project, WEEK, NEXT).startswith(f"Published {WEEK}, edition 2:")
    assert why(project) == reason
    assert "Nothing has changed since." in publish(project, WEEK, NEXT)
    commit(project.root)
    assert open_or_show(project, WEEK, NEXT)[1]


@pytest.mark.parametrize("committed", [False, pytest.param(True, marks=pytest.mark.slow)])
@pytest.mark.parametrize(("do", "place"), UNSAID.values(), ids=UNSAID)
def test_what_no_correction_covers_is_refused_everywhere(project: Project, do, place: str, committed: bool) -> None:
    do(project)
    if committed:
        commit(project.root)
    before = {path: path.read_bytes() for path in project.digests.rglob("*") if path.is_file()}
    shown, is_fine = open_or_show(project, WEEK, NEXT)
    assert not is_fine
    assert place in shown or ("elsewhere" in shown and f"/{WEEK}/" not in place)
    for go in (lambda: publish(project, WEEK, NEXT), lambda: publish_due(project, NEXT)):
        with pytest.raises(Refusal) as refusal:
            go()
        assert place in str(refusal.value)
        assert "Published" not in str(refusal.value)
    assert {path: path.read_bytes() for path in project.digests.rglob("*") if path.is_file()} == before


def test_an_entry_that_came_from_another_week_is_no_late_find(project: Project) -> None:
    move_away(project)
    publish(project, WEEK, NEXT)
    # Nobody has reviewed it, and it was confirmed when it went out first.
    assert publish(project, OTHER, NEXT) == (
        "Published 2022-W43, edition 2: 2 entries.\nMoved here from 2022-W42: geese.\n"
    )


def test_two_drafts_into_which_entries_have_moved_do_not_wait_for_each_other(tmp_path: Path) -> None:
    third, reviewed = "2022-W44", {"reviewed": "{by: A, on: 2022-11-05}"}
    late = {"published": "2022-10-20/2022-11-03", "accessed": "2022-11-04", "added": "2022-11-04", "stories": "[]"}
    coots = entry(title="Coots", url="https://lantern.example/coots", **late, **reviewed)
    files = {**FILES, f"{third}/_digest.yaml": "schema: 1\nstatus: draft\n", f"{WEEK}/coots.yaml": coots}
    project = press(tmp_path / "press", files, WEEK)
    move_away(project)
    swap(project, f"{WEEK}/coots.yaml", to=f"{third}/coots.yaml")
    tell(project, "2022/w42/coots/", "2022/w44/coots/")
    with pytest.raises(Refusal) as refusal:
        publish(project, WEEK, NEXT)
    command = ".venv/bin/python build_digest.py week 2022-W{} --publish, with --early before it has ended"
    assert str(refusal.value) == (
        "digests/_moved.yaml:3:33: moved-to-draft: 2022/w42/geese/, which was published, leads into a draft."
        f" Close that week first: {command.format(43)}. Or leave the entry where it was.\n"
        "digests/_moved.yaml:4:33: moved-to-draft: 2022/w42/coots/, which was published, leads into a draft."
        f" Close that week first: {command.format(44)}. Or leave the entry where it was.\n"
        "Nothing was published: 2 errors."
    )
    for name in (f"{OTHER}/geese.yaml", f"{OTHER}/herons.yaml"):
        path = project.digests / name
        path.write_text(path.read_text("utf-8") + f"reviewed: {reviewed['reviewed']}\n", "utf-8")
    # The weekly run needs no order from anybody.
    assert publish_due(project, NEXT.replace(day=12)) == (
        "Published 2022-W43, edition 1: 2 entries.\nPublished 2022-W44, edition 1: 1 entry.\n"
        "Published 2022-W42, edition 2: 2 entries.\nMoved to 2022-W43: geese. Moved to 2022-W44: coots.\n"
    )


def test_a_withdrawal_stays_and_the_article_can_have_another_entry(project: Project) -> None:
    withdrawn = correction("withdrawn", "")
    swap(project, SWANS, said(withdrawn))
    publish(project, WEEK, NEXT)
    commit(project.root)
    swap(project, SWANS, (f"[{withdrawn}]", "[]"))
    with pytest.raises(Refusal) as refusal:
        publish(project, WEEK, NEXT)
    assert str(refusal.value).partition(" that stood here at ")[::2] == (
        "digests/2022-W42/swans-counted.yaml:19:1: correction-removed: A correction of 2022-11-05",
        f"{str(refusal.value).partition(' that stood here at ')[2][:7]} is gone. Put it back: a withdrawal stays on"
        " record. The article can have another entry, under a name of its own.\nNothing was published: 1 error.",
    )
    swap(project, SWANS, ("[]", f"[{withdrawn}]"))
    edit(project.root, {f"{WEEK}/swans-again.yaml": entry(reviewed="{by: A, on: 2022-11-05}", added="2022-11-05")})
    assert publish(project, WEEK, NEXT) == "Published 2022-W42, edition 3: 4 entries.\nAdded: swans-again.\n"


def test_a_late_entry_that_nobody_has_reviewed_waits(project: Project) -> None:
    add(project, reviewed="null", added=str(FIRST))
    with pytest.raises(Refusal, match="No person has reviewed 1 entry of 2022-W42:\n  terns\n"):
        publish(project, WEEK, NEXT)


def test_a_private_person_is_removed_and_nothing_repeats_the_name(tmp_path: Path) -> None:
    person = "name: Mira Still, who: mira-still, actor: resident, identified: named"
    old = entry(
        title="Mira Still speaks",
        url="https://lantern.example/still",
        sources=f"[{{{person}, cited: paraphrased, says: That it rained.}}]",
        corrections="[]",
    )
    known = PEOPLE + "  mira-still: {kind: person, name: Mira Still, public: false}\n"
    path = f"{WEEK}/mira-still-speaks.yaml"
    project = press(tmp_path / "press", {**FILES, path: old, "people.yaml": known}, WEEK)
    new = old.replace("Mira Still speaks", "A keeper speaks")
    new = new.replace(person, "name: A keeper, actor: resident, identified: described")
    words = correction(what="was: named, now: A keeper speaks; described")
    new = new.replace("corrections: []", f"corrections: [{words}]")
    edit(project.root, {path: None, f"{WEEK}/a-keeper-speaks.yaml": new, "people.yaml": PEOPLE})
    tell(project, "2022/w42/mira-still-speaks/", "2022/w42/a-keeper-speaks/")
    shown, is_fine = open_or_show(project, WEEK, NEXT)
    assert is_fine, shown
    assert "still" not in shown.lower()
    assert publish(project, WEEK, NEXT) == (
        "Published 2022-W42, edition 2: 4 entries.\nCorrected: a-keeper-speaks. Renamed: a-keeper-speaks.\n"
    )


def test_a_draft_in_a_published_week_is_in_no_edition_until_it_is_finished(project: Project) -> None:
    add(project, byline="TODO")
    assert "Nothing has changed since." in publish(project, WEEK, NEXT)
    swap(project, SWANS, FIGURE, said(correction()))
    assert publish(project, WEEK, NEXT).endswith(
        ", edition 2: 3 entries.\nCorrected: swans-counted.\nNot in it, since it is not finished: terns.\n"
    )
    commit(project.root)
    # Finished, it is new: nobody has read the draft.
    add(project)
    assert open_or_show(project, WEEK, NEXT)[1]
    assert publish(project, WEEK, NEXT).endswith(", edition 3: 4 entries.\nAdded: terns.\n")
