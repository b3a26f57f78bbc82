"""The voice of a collection: what a check asks, what an exception does, and that nothing is read twice."""

from pathlib import Path

import pytest
from makers import STORIES, collection, write_tree
from terminal import run

from newsdesk.build import Project, checked, voicing
from newsdesk.problems import Severity

ENTRY = "digests/2022-W42/swans-counted.yaml"
LOUD = (
    "The report says that the council of Lanternmoor counted 312 swans in one October morning. The council, of course,"
    " counted them badly. Its author quotes the warden Ada Quill, who puts the rise down to a mild autumn."
)
ALLOW = "[{{rule: {}, why: It is the name of a boat., by: Ada Quill}}]"


def project(root: Path, **changes: str) -> Project:
    write_tree(root, collection(**changes))
    return opened(root)


def opened(root: Path) -> Project:
    """The collection that was written there."""
    (root / "mkdocs.yml").write_text("site_name: Swans\nsite_url: https://swans.example/\n", "utf-8")
    return Project(root, root / "digests", root / "site", root / ".cache")


def told(known: Project) -> list[tuple[str, str, int, int]]:
    """What is told of voice: path, rule and severity, line and column."""
    return [
        (one.path, f"{one.severity}: {one.rule}", one.line, one.column)
        for one in checked(known).problems
        if one.rule.startswith(("voice-", "long-", "unneeded"))
    ]


def test_a_question_stands_beside_its_word_and_stops_where_somebody_is_strict(tmp_path: Path) -> None:
    known = project(tmp_path, summary=LOUD)
    assert told(known) == [(ENTRY, "ask: voice-editorial", 14, 113)]
    done = run("check", "--root", tmp_path)
    assert (done.returncode, done.stderr) == (0, "Checked 1 entry: 1 ask.\n")
    assert done.stdout.startswith(
        f'{ENTRY}:14:113: ask: voice-editorial: "of course": The word comments on what is told; readers are to draw'
        " their own conclusion. Delete it. The sentence says the same without it. See about/voice/editorial/ on the"
    )
    assert run("check", "--strict", "--root", tmp_path).returncode == 1
    assert "::notice file=" in run("check", "--format", "github", "--root", tmp_path).stdout
    assert run("check", "swans-counted", "--root", tmp_path).stdout == done.stdout


@pytest.mark.parametrize(("rule", "expected"), [
    ("editorial", []),
    ("label", [(ENTRY, "ask: voice-editorial", 14, 113), (ENTRY, "warning: unneeded-exception", 19, 9)]),
])  # fmt: skip
def test_an_exception_is_an_act_with_a_name_and_goes_when_it_is_not_needed(
    tmp_path: Path, rule: str, expected: list[tuple[str, str, int, int]]
) -> None:
    known = project(tmp_path, summary=LOUD, allow=ALLOW.format(rule))
    assert told(known) == expected


@pytest.mark.parametrize(("allow", "rule"), [
    ("[{rule: label, why: Known.}]", "missing-field"),
    ("[{rule: label, by: Ada}]", "missing-field"),
    ("[{rule: lable, why: Known., by: Ada}]", "unknown-voice-rule"),
])  # fmt: skip
def test_an_exception_says_from_what_why_and_who(tmp_path: Path, allow: str, rule: str) -> None:
    assert rule in [one.rule for one in checked(project(tmp_path, allow=allow)).problems]


def test_a_word_that_answers_a_disputed_question_is_asked_about(tmp_path: Path) -> None:
    disputed = (
        "    disputed:\n      - question: Was the count cancelled or postponed?\n"
        "        alternatives: [[cancel, call off], [postpone]]\n        accounts:\n"
        "          - {by: The council, says: postponed, refs: [notice]}\n"
        "          - {by: The wardens, says: cancelled, refs: [notice]}\n    references:"
    )
    files = collection(
        context="A survey of the swans was called off in 2021 [survey-2021]. Swans were counted twice a year by wardens"
        " and by scholars, so that neither figure shows a trend on its own [beacon-2022]."
    )
    files["stories.yaml"] = STORIES.replace("    references:", disputed)
    write_tree(tmp_path, files)
    known = opened(tmp_path)
    assert [one for one in told(known) if "presupposes" in one[1]] == [(ENTRY, "ask: voice-presupposes", 16, 36)]


def test_two_names_in_one_week_are_told_once(tmp_path: Path) -> None:
    files = collection()
    other = files["2022-W42/swans-counted.yaml"].replace("/swans", "/regime").replace("mild autumn", "bad regime")
    files["2022-W42/swans-counted.yaml"] = files["2022-W42/swans-counted.yaml"].replace(
        "mild autumn.", "mild autumn, and the government agrees; the government of the lake."
    )
    files["2022-W42/swans-again.yaml"] = other
    write_tree(tmp_path, files)
    known = opened(tmp_path)
    found = [one for one in told(known) if "two-names" in one[1]]
    assert [(path, rule) for path, rule, *_ in found] == [
        ("digests/2022-W42/swans-again.yaml", "note: voice-two-names")
    ] * len(found)
    assert found


def test_the_limits_of_sentences_are_the_collections_own(tmp_path: Path) -> None:
    known = project(tmp_path)
    assert told(known) == []
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Swans\nsite_url: https://swans.example/\nextra:\n  sentences: {longest: 10, median: 12}\n", "utf-8"
    )
    assert {rule for _, rule, *_ in told(known)} == {"note: long-sentence"}


def test_what_has_not_changed_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known, read = project(tmp_path, summary=LOUD), list[str]()
    whole = voicing.spoken

    def counted(item, *rest):
        read.append(item.document.path)
        return whole(item, *rest)

    monkeypatch.setattr(voicing, "spoken", counted)
    first = told(known)
    assert len(read) == 3
    story = tmp_path / "digests" / "topics.yaml"
    story.write_text(story.read_text("utf-8") + "# seen\n", "utf-8")
    assert told(known) == first
    assert len(read) == 3, "another file changed"
    entry = tmp_path / ENTRY
    entry.write_text(entry.read_text("utf-8").replace("of course", "by all accounts"), "utf-8")
    assert told(known) == first
    assert read[3:] == [ENTRY]
    assert all(one.severity is not Severity.ERROR for one in checked(known).problems)
