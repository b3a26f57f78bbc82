"""`week` says what is missing before a week can go out, who must do it, and with which command."""

from datetime import date
from pathlib import Path

import pytest
from makers import ABOUT, DIGEST, DIGEST_TEXT, ENTRY, WEEK, collection, entry, write_tree
from repository import commit, edit, git

from newsdesk.build import Project
from newsdesk.cli import main
from newsdesk.commands.week import open_or_show, publish

CONFIG = f"site_name: Swans\nsite_url: https://example.org/\ntheme: {{name: material, font: false}}\n{ABOUT}"
RUN = "      .venv/bin/python build_digest.py "
OTHER = f"{WEEK}/geese-counted.yaml"
OWN = {"url": "null", "stories": "[]"}
FULL = DIGEST_TEXT + (
    "note: The survey found 298 swans [a].\nreferences: {a: {url: https://a.example/}}\nscreened: {articles: 3}\n"
)
REVIEWED = {"reviewed": "{by: A. Reader, on: 2022-10-22}"}
COMPARE = ["  drafter: swans-counted was never compared with its article.", f"{RUN}finish swans-counted"]
REVIEW = ["  reviewer: swans-counted is not reviewed.", f'{RUN}review swans-counted --by "NAME"']
CLOSE = ["  editor: Close the week: nothing stands against it.", f"{RUN}week {WEEK} --publish"]
LACKS = (
    f"  editor: The digest lacks an editor's note, what was screened: write it into {WEEK}/_digest.yaml, or do without."
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_tree(tmp_path, {**collection(), DIGEST: FULL})
    (tmp_path / "mkdocs.yml").write_text(CONFIG, "utf-8")
    git(tmp_path, "init", "-q", "-b", "main")
    commit(tmp_path)
    return tmp_path


def todo(root: Path, files: dict[str, str], day: date = date(2022, 11, 7)) -> list[str]:
    """What is to be done for the week."""
    edit(root, files)
    said = open_or_show(Project(root, root / "digests", root / "site", root / ".cache"), WEEK, day)[0].splitlines()
    first = said.index("To do:") + 1 if "To do:" in said else len(said)
    return [line for line in said[first:] if line.startswith("  ")]


@pytest.mark.parametrize(
    ("files", "lines"),
    [
        ({ENTRY: entry()}, [*COMPARE, *REVIEW]),
        ({ENTRY: entry(**REVIEWED)}, [*COMPARE, *CLOSE]),
        ({ENTRY: entry(**REVIEWED), DIGEST: DIGEST_TEXT}, [*COMPARE, LACKS, *CLOSE]),
        (
            {ENTRY: entry(**REVIEWED), OTHER: entry(**{**OWN, "title": "TODO", "topics": "[TODO]"})},
            ["  drafter: geese-counted is not finished: title, topics are still TODO.", f"{RUN}finish geese-counted",
             *COMPARE, *CLOSE],
        ),
        (
            {ENTRY: entry(**REVIEWED), OTHER: entry(**OWN, status="draft")},
            ["  drafter: geese-counted is not finished: it says status: draft.", f"{RUN}finish geese-counted",
             *COMPARE, *CLOSE],
        ),
        (
            {ENTRY: entry(**REVIEWED), OTHER: entry(**OWN, outlet="lantren")},
            ["  drafter: geese-counted has 1 error.", f"{RUN}check geese-counted"],
        ),
        (
            {ENTRY: entry(**REVIEWED), DIGEST: FULL + "note: TODO\n"},
            ["  editor: digests/2022-W42/_digest.yaml has 1 error.", f"{RUN}check"],
        ),
        (
            {ENTRY: entry(**REVIEWED), DIGEST: DIGEST_TEXT + "note: TODO\nscreened: {articles: 3}\n"},
            [*COMPARE, "  editor: digests/2022-W42/_digest.yaml: note is still TODO.",
             "  editor: The digest lacks an editor's note: write it into 2022-W42/_digest.yaml, or do without."],
        ),
        (
            {ENTRY: entry(**REVIEWED), "places.yaml": collection()["places.yaml"] + "  x: {name: X}\n"},
            ["  editor: Elsewhere: 1 error. Nothing goes out before that is mended.", f"{RUN}check"],
        ),
        # Of what nobody has to do nothing is said.
        ({ENTRY: entry(corrections="[{date: 2022-10-25, kind: withdrawn, why: A hoax.}]")}, CLOSE),
    ],
)  # fmt: skip
def test_who_must_do_what(root: Path, files: dict[str, str], lines: list[str]) -> None:
    assert todo(root, files) == lines


def test_a_week_that_has_not_ended_waits(root: Path) -> None:
    assert todo(root, {ENTRY: entry(**REVIEWED)}, date(2022, 10, 22))[-2:] == [
        "  editor: 2022-W42 ends on 23 October 2022: close it after that.", f"{RUN}week {WEEK} --publish",
    ]  # fmt: skip


def test_a_closed_week_has_nothing_to_do_until_something_changes(root: Path) -> None:
    edit(root, {ENTRY: entry(**REVIEWED)})
    publish(Project(root, root / "digests", root / "site", root / ".cache"), WEEK, date(2022, 11, 7))
    assert todo(root, {}) == COMPARE
    commit(root)
    changed = entry(**REVIEWED, corrections="[{date: 2022-11-08, kind: minor, was: Adda, now: Ada, why: A slip.}]")
    assert todo(root, {ENTRY: changed}, date(2022, 11, 9)) == [
        *COMPARE, "  editor: Something has changed: issue the next edition.", f"{RUN}week {WEEK} --publish",
    ]  # fmt: skip


def test_no_week_is_opened_before_it_has_begun_anywhere(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for call in (["week", "9998-W01"], ["new", str(root / "none.txt"), "--week", "9998-W01"]):
        assert main(call, root) == 1
        assert "9998-W01 has not begun yet." in capsys.readouterr().err
    assert not (root / "digests" / "9998-W01").exists()
