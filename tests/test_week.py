"""The command week: opening, showing and closing weeks, their editions, and what an interruption leaves."""

import hashlib
import shutil
from datetime import date
from pathlib import Path

import pytest
from copying import copied
from invented import DATA, settle
from repository import commit, git

from newsdesk.build import Project, examine
from newsdesk.cli import main
from newsdesk.commands import week as command
from newsdesk.commands.week import open_or_show, publish, publish_due
from newsdesk.problems import FRONT_DOOR, Refusal, as_text
from newsdesk.store.editing.formatting import not_formatted

WEEK, TODAY = "2022-W43", date(2022, 11, 7)
ADDRESSES = "_addresses.txt"


@pytest.fixture(scope="module")
def committed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented collection in a repository; not to be changed."""
    root = tmp_path_factory.mktemp("committed") / "p"
    copied(DATA, root, {".cache", "site"})
    settle(root / "digests")
    git(root, "init", "-q", "-b", "main", "--template=")
    commit(root)
    return root


@pytest.fixture
def project(committed: Path, tmp_path: Path) -> Project:
    root = copied(committed, tmp_path / "p")
    return Project(root, root / "digests", root / "site", root / ".cache")


def digest_of(project: Project, week: str = WEEK) -> Path:
    return project.digests / week / "_digest.yaml"


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1, (path, old)
    path.write_text(text.replace(old, new), "utf-8")


def tree(project: Project) -> dict[str, str]:
    files = sorted(path for path in project.digests.rglob("*") if path.is_file())
    return {path.relative_to(project.digests).as_posix(): path.read_text("utf-8") for path in files}


def corrected(project: Project, day: str = "2022-11-08") -> None:
    """A correction of the entry of the week, as an editor writes it."""
    with (project.digests / WEEK / "lighthouse-relit.yaml").open("a", encoding="utf-8") as file:
        file.write(f"  - {{date: {day}, kind: minor, was: keeper, now: guard, why: Wrong.}}\n")


def test_a_week_is_opened_once_and_then_shown(project: Project) -> None:
    said, is_fine = open_or_show(project, "2022-W44", TODAY)
    assert is_fine
    assert said == (
        "Opened digests/2022-W44/_digest.yaml.\n"
        "2022-W44, 31 October – 6 November 2022: draft, 0 entries.\n"
        "Missing: an editor's note, the entry that stands first, what was screened.\n"
        "Checks: no problems.\n"
    )
    before = tree(project)
    assert open_or_show(project, "2022-W44", TODAY) == (said.partition("\n")[2], True)
    assert tree(project) == before


def test_a_week_shows_its_entries_and_its_own_problems(project: Project) -> None:
    edit(project.digests / WEEK / "lighthouse-relit.yaml", "\noutlet: strait-gazette", "\noutlet: strait-gazete")
    edit(project.digests / "2022-W41" / "strike-ends.yaml", "\noutlet: wharf-wire", "\noutlet: wharf-wir")
    said, is_fine = open_or_show(project, WEEK, TODAY)
    assert not is_fine
    assert said.startswith("Checks: 1 error, 2 elsewhere.\ndigests/2022-W43/lighthouse-relit.yaml:")
    git(project.root, "checkout", "-q", ".")
    said = open_or_show(project, "2022-W42", TODAY)[0].splitlines()
    assert said[0] == "2022-W42, 17–23 October 2022: published on 25 October 2022, 6 entries."
    assert "  tunnel-report-withdrawn (withdrawn)" in said
    assert "  tunnel-closed-in-persian (not reviewed)" in said
    assert said[-1] == "Checks: no problems."


def test_a_closed_week_says_so_and_keeps_its_edition_and_addresses(project: Project) -> None:
    assert publish(project, WEEK, TODAY) == "Published 2022-W43, edition 1: 1 entry.\n"
    text = (project.digests / WEEK / "_edition-1.md").read_text("utf-8")
    assert "Weekly digest 2022-W43, published 7 November 2022" in text
    assert "Lighthouse relit after a year" in text
    written = digest_of(project).read_text("utf-8")
    head = "schema: 1\nstatus: published\npublished: 2022-11-07\nscreened: {articles: 1}\neditions:\n"
    assert written.startswith(head)
    assert f"    text: {hashlib.sha256(text.encode()).hexdigest()}\n" in written
    kept = (project.digests / ADDRESSES).read_text("utf-8").splitlines()
    assert {"2022/w43/", "2022/w43/lighthouse-relit/", "2022/w41/strike-begins/", "people/a-neighbour/"} <= set(kept)
    assert kept[1:] == sorted(kept[1:])
    assert not [line for line in kept if "privat" in line]
    outcome = examine(project)
    assert as_text(outcome.problems, FRONT_DOOR) == ""
    assert outcome.collection
    assert outcome.collection.frozen[WEEK, 1] == text


def test_closing_again_changes_nothing(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NEWSDESK_WAYBACK", "")
    monkeypatch.setattr(command, "today", lambda: TODAY)
    call = ("week", WEEK, "--publish")
    assert main(call, project.root) == 0
    # What was closed waits for a commit, and only that.
    end = f'\nNext: git add digests && git commit -m "Week {WEEK}"\n'
    assert capsys.readouterr().out == f"Published 2022-W43, edition 1: 1 entry.{end}"
    before = tree(project)
    assert main(call, project.root) == 0
    assert capsys.readouterr().out.endswith(" Nothing has changed since.\n")
    said = publish(project, WEEK, date(2022, 12, 1))
    assert said == "2022-W43 is published: edition 1 of 7 November 2022. Nothing has changed since.\n"
    assert tree(project) == before


def test_a_correction_issues_edition_two_beside_edition_one(project: Project) -> None:
    publish(project, WEEK, TODAY)
    first = (project.digests / WEEK / "_edition-1.md").read_text("utf-8")
    corrected(project)
    assert publish(project, WEEK, date(2022, 11, 9)) == (
        "Published 2022-W43, edition 2: 1 entry.\nCorrected: lighthouse-relit.\n"
    )
    assert (project.digests / WEEK / "_edition-1.md").read_text("utf-8") == first
    second = (project.digests / WEEK / "_edition-2.md").read_text("utf-8")
    assert "published 7 November 2022, edition 2 of 9 November 2022" in second
    assert "Wrong." in second
    collection = examine(project).collection
    assert collection
    editions = collection.digests[WEEK].editions
    assert [(e.number, str(e.date), e.why) for e in editions] == [
        (1, "2022-11-07", None),
        (2, "2022-11-09", "Corrected: lighthouse-relit."),
    ]
    # Formatting and comments are no content.
    edit(digest_of(project), "schema: 1\n", "# A comment.\nschema:   1\n")
    assert "Nothing has changed since." in publish(project, WEEK, date(2022, 11, 10))


def test_the_reason_of_an_edition_may_be_given(project: Project) -> None:
    publish(project, WEEK, TODAY)
    corrected(project)
    publish(project, WEEK, date(2022, 11, 9), why='The "keeper": a guard.')
    assert """    why: 'The "keeper": a guard.'\n""" in digest_of(project).read_text("utf-8")
    assert not_formatted("_digest.yaml", digest_of(project).read_text("utf-8")) is None
    collection = examine(project).collection
    assert collection
    assert collection.digests[WEEK].editions[1].why == 'The "keeper": a guard.'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "schema: 1\nstatus: draft   # until Friday\n# The end.\n",
            "schema: 1\nstatus: published   # until Friday\npublished: 2022-11-07\n# The end.\neditions:\n",
        ),
        (
            "published: null\nstatus: draft\nschema: 1\n",
            "published: 2022-11-07\nstatus: published\nschema: 1\neditions:\n",
        ),
        ("editions: []\nschema: 1\nstatus: draft\n", "editions:\n  - number: 1\n"),
    ],
)
def test_comments_and_order_of_the_digest_stay(project: Project, before: str, after: str) -> None:
    digest_of(project).write_text(before, "utf-8")
    publish(project, WEEK, TODAY)
    assert digest_of(project).read_text("utf-8").startswith(after)
    assert as_text(examine(project).problems, FRONT_DOOR) == ""


def test_a_digest_on_one_line_is_refused(project: Project) -> None:
    digest_of(project).write_text("{schema: 1, status: draft}\n", "utf-8")
    with pytest.raises(Refusal, match="write its fields one a line"):
        publish(project, WEEK, TODAY)


def test_what_is_not_clean_is_not_published(project: Project) -> None:
    entry = project.digests / WEEK / "lighthouse-relit.yaml"
    edit(entry, "\noutlet: strait-gazette", "\noutlet: strait-gazete")
    before = tree(project)
    with pytest.raises(Refusal) as refusal:
        publish(project, WEEK, TODAY)
    lines = str(refusal.value).splitlines()
    assert lines[0].startswith("digests/2022-W43/lighthouse-relit.yaml:")
    assert lines[-1] == "Nothing was published: 1 error."
    assert tree(project) == before


def test_a_week_that_has_not_ended_is_closed_only_on_purpose(project: Project) -> None:
    before = tree(project)
    for day in (date(2022, 10, 26), date(2022, 10, 30)):
        with pytest.raises(Refusal) as refusal:
            publish(project, WEEK, day)
        assert str(refusal.value) == (
            "2022-W43 ends on 30 October 2022: articles of its last days may still come. Close it after that,"
            " or confirm with --early that it goes out before it has ended."
        )
        assert publish_due(project, day) == "No week is due.\n"
    assert tree(project) == before
    assert publish(project, WEEK, date(2022, 10, 30), early=True) == "Published 2022-W43, edition 1: 1 entry.\n"


def test_a_week_that_has_ended_asks_nothing(project: Project) -> None:
    assert publish(project, WEEK, date(2022, 10, 31)) == "Published 2022-W43, edition 1: 1 entry.\n"


def test_a_week_without_entries_makes_no_digest(project: Project) -> None:
    for week in ("2022-W52", "2022-W51"):
        with pytest.raises(Refusal, match=f"{week} has no entries. Weeks without entries make no digest."):
            publish(project, week, TODAY)


def unreviewed(project: Project) -> None:
    entry = project.digests / WEEK / "lighthouse-relit.yaml"
    text = entry.read_text("utf-8")
    entry.write_text("\n".join(line for line in text.split("\n") if not line.startswith("reviewed:")), "utf-8")


def test_unreviewed_entries_wait_are_confirmed_or_go_out_by_the_setting(project: Project) -> None:
    unreviewed(project)
    with pytest.raises(Refusal) as refusal:
        publish(project, WEEK, TODAY)
    assert str(refusal.value) == (
        "No person has reviewed 1 entry of 2022-W43:\n  lighthouse-relit\n"
        "Review them, or confirm with --unreviewed that they go out marked as unreviewed."
    )
    assert publish_due(project, TODAY) == "2022-W43 waits for review: lighthouse-relit.\n"
    assert publish(project, WEEK, TODAY, unreviewed=True).startswith("Published 2022-W43")


def test_the_setting_lets_unreviewed_entries_go_out(project: Project) -> None:
    unreviewed(project)
    with (project.root / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("  publishing: {unreviewed: publish}\n")
    assert publish_due(project, TODAY) == "Published 2022-W43, edition 1: 1 entry.\n"


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2022, 10, 30), "No week is due.\n"),
        (date(2022, 10, 31), "Published 2022-W43, edition 1: 1 entry.\n"),
        (TODAY, "Published 2022-W43, edition 1: 1 entry.\n"),
    ],
)
def test_a_week_is_due_when_it_has_ended(project: Project, today: date, said: str) -> None:
    assert publish_due(project, today) == said
    if "No" not in said:
        assert publish_due(project, today) == "No week is due.\n"


def test_corrections_of_a_published_week_are_due(project: Project) -> None:
    publish(project, WEEK, TODAY)
    edit(digest_of(project), "schema: 1\n", "schema: 1\nlead: lighthouse-relit\n")
    # A change without a correction waits for a person.
    assert publish_due(project, date(2022, 11, 9)) == "No week is due.\n"
    corrected(project)
    assert publish_due(project, date(2022, 11, 9)) == (
        "Published 2022-W43, edition 2: 1 entry.\n"
        "Corrected: lighthouse-relit. The entry that stands first was chosen.\n"
    )
    assert publish_due(project, date(2022, 11, 9)) == "No week is due.\n"


def test_one_week_that_is_not_ready_does_not_hold_up_the_others(project: Project) -> None:
    shutil.copytree(project.digests / WEEK, project.digests / "2022-W44")
    (project.digests / "2022-W44" / "lighthouse-relit.yaml").rename(project.digests / "2022-W44" / "lighthouse.yaml")
    entry = project.digests / "2022-W44" / "lighthouse.yaml"
    text = entry.read_text("utf-8").replace("published: 2022-10\n", "published: 2022-11-01\n")
    text = text.replace("language: en", "language: ru", 1)
    lines = ["url: null" if line.startswith("url:") else line for line in text.split("\n")]
    entry.write_text("\n".join(lines), "utf-8")
    with pytest.raises(Refusal) as refusal:
        publish_due(project, date(2022, 11, 20))
    said = str(refusal.value)
    assert "untranslated" in said
    assert "Published 2022-W43, edition 1: 1 entry." in said


@pytest.mark.parametrize("writes", [0, 1, 2])
def test_killed_in_between_and_run_again_it_ends_the_same(project: Project, monkeypatch, tmp_path, writes: int) -> None:
    whole = Project(tmp_path / "q", tmp_path / "q" / "digests", tmp_path / "q" / "site", tmp_path / "q" / ".cache")
    shutil.copytree(project.root, whole.root)
    publish(whole, WEEK, TODAY)
    real, left = command.write, [writes]

    def dying(path: Path, text: str) -> None:
        if not left[0]:
            raise KeyboardInterrupt
        left[0] -= 1
        real(path, text)

    monkeypatch.setattr(command, "write", dying)
    with pytest.raises(KeyboardInterrupt):
        publish(project, WEEK, TODAY)
    monkeypatch.setattr(command, "write", real)
    # The half-made edition is a warning and does no harm.
    assert {p.rule for p in examine(project).problems} == ({"edition-unlisted"} if writes else set())
    publish(project, WEEK, TODAY)
    assert tree(project) == tree(whole)
