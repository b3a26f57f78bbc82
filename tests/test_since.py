"""`check --since`: nothing published changes silently, and honest corrections pass."""

from pathlib import Path

import pytest
from edits import D, Edit, X, moved, silent
from honest_edits import HONEST
from invented import DATA
from makers import DIGEST_TEXT
from repository import DIGEST, ENTRY, OLD, commit, edit, published, repository, said, since
from silent_entries import SILENT_ENTRIES
from silent_records import SILENT_RECORDS

from newsdesk.load import read_tree
from newsdesk.store.history import before

SILENT = SILENT_ENTRIES | SILENT_RECORDS


@pytest.mark.parametrize(("edited", "messages"), SILENT.values(), ids=SILENT)
def test_silent_edits_are_refused(edited: Edit, messages: list[str], tmp_path: Path) -> None:
    revision = repository(tmp_path, published())
    edit(tmp_path, edited)
    assert said(tmp_path, revision) == messages
    commit(tmp_path)  # the same, once it is committed
    assert said(tmp_path, revision) == messages


@pytest.mark.parametrize("edited", HONEST.values(), ids=HONEST)
def test_honest_edits_pass(edited: Edit, tmp_path: Path) -> None:
    revision = repository(tmp_path, published())
    edit(tmp_path, edited)
    assert said(tmp_path, revision) == []


def test_what_a_message_proposes_is_accepted(tmp_path: Path) -> None:
    for number, (edited, _) in enumerate(SILENT.values()):
        root = tmp_path / str(number)
        revision = repository(root, published())
        edit(root, edited)
        proposed = [p.hint.partition("Add to corrections: ")[2].rstrip(".") for p in since(root, revision)]
        if not (text := edited.get(ENTRY)) or not all(proposed):
            continue
        assert text.count(OLD) == 1
        edit(root, {ENTRY: text.replace(OLD, ", ".join([OLD, *proposed]))})
        assert said(root, revision) == []


def test_a_draft_is_not_compared(tmp_path: Path) -> None:
    revision = repository(tmp_path, {**published(), DIGEST: DIGEST_TEXT})
    edit(tmp_path, {ENTRY: None, DIGEST: None})
    assert said(tmp_path, revision) == []


def test_a_frozen_edition_stays_as_it_is(tmp_path: Path) -> None:
    names = [f"2022-W42/_edition-{number}.md" for number in (1, 2, 3)]
    revision = repository(tmp_path, {**published(), **dict.fromkeys(names, "# 42\n"), "2022-W43/_edition-1.md": "x"})
    edit(tmp_path, {names[0]: "# 43\n", names[1]: None, names[2]: "# 42\r\n", "2022-W43/_edition-1.md": "y"})
    assert said(tmp_path, revision) == [
        f"digests/{names[0]}:1:1: frozen-edition: This edition, which is frozen, is not what it was at REV."
        f" Put it back: git checkout REV -- digests/{names[0]}",
        f"digests/{names[1]}:1:1: frozen-edition: This edition, which is frozen, is gone since REV."
        f" Put it back: git checkout REV -- digests/{names[1]}",
    ]


def test_recorded_editions_stay(tmp_path: Path) -> None:
    editions = "editions: [{number: 1, date: 2022-10-24, why: null}, {number: 2, date: 2022-11-01, why: Misread.}]\n"
    revision = repository(tmp_path, {**published(), DIGEST: published()[DIGEST] + editions})
    edit(tmp_path, {DIGEST: published()[DIGEST] + editions.replace("Misread.", "Other.")})
    hint = " Put back what stood there, and add new editions at the end."
    assert said(tmp_path, revision) == [f"{D}:8:54: edition-changed: Edition 2 is not recorded as it was at REV.{hint}"]
    edit(tmp_path, {DIGEST: published()[DIGEST]})
    assert [line.partition("edition-changed: ")[2] for line in said(tmp_path, revision)] == [
        f"Edition {number} is not recorded as it was at REV.{hint}" for number in (1, 2)
    ]


def test_tombstones_stay(tmp_path: Path) -> None:
    start = {**published(), ENTRY.replace("swans-counted", "swans"): published()[ENTRY], "_moved.yaml": moved()}
    revision = repository(tmp_path, start)
    edit(tmp_path, {"_moved.yaml": moved("null")})
    line = "Put it back: {path: 2022/w42/swans-counted/, to: 2022/w42/swans/, on: 2026-11-24, why: Renamed.}."
    assert said(tmp_path, revision) == [
        "digests/_moved.yaml:2:1: tombstone-changed: The line for 2022/w42/swans-counted/ leads elsewhere since REV."
        f" {line}"
    ]
    edit(tmp_path, {"_moved.yaml": None})
    assert said(tmp_path, revision) == [
        f"digests/_moved.yaml:1:1: tombstone-removed: The line for 2022/w42/swans-counted/ is gone since REV. {line}"
    ]


def test_what_could_not_be_read_then_is_named(tmp_path: Path) -> None:
    revision = repository(tmp_path, {**published(), ENTRY: b"title: [\xff"})
    assert said(tmp_path, revision) == []
    edit(tmp_path, {ENTRY: published()[ENTRY]})
    assert said(tmp_path, revision) == [
        f"{X}:1:1: warning: not-compared: This file could not be read at REV, so it was not compared."
        " Compare with an earlier revision, at which it could."
    ]


def test_an_old_side_with_faults_is_compared_as_far_as_it_goes(tmp_path: Path) -> None:
    old = published()[ENTRY].replace("schema: 1", "schema: 0").replace("sources: [", "sources: [x, ")
    revision = repository(tmp_path, {**published(), ENTRY: old + "summary: A second summary.\n"})
    edit(tmp_path, {ENTRY: published()[ENTRY]})
    assert said(tmp_path, revision) == [f"{X}:15:10: " + silent('The source "x" is gone since REV', was='"x"')]


def test_an_older_format_is_lifted_before_it_is_compared(tmp_path: Path) -> None:
    old = published()[ENTRY].replace("byline:", "signed:")
    revision = repository(tmp_path, {**published(), ENTRY: old})
    edit(tmp_path, {ENTRY: published()[ENTRY]})
    documents, _ = read_tree(tmp_path / "digests", tmp_path)
    then = before(
        tmp_path / "digests",
        revision,
        documents,
        lift=lambda path, data: {("byline" if key == "signed" else key): value for key, value in data.items()},
    )
    document = documents[ENTRY]
    assert document
    assert then.documents[ENTRY] == document.data


def test_every_rule_is_in_the_editors_guide() -> None:
    guide = (DATA.parent.parent / "docs" / "messages.md").read_text("utf-8")
    lines = [line for _, messages in SILENT.values() for line in messages]
    rules = {line.split(": ")[1] for line in lines}
    rules |= {"frozen-edition", "edition-changed", "tombstone-changed", "tombstone-removed", "not-compared"}
    rules |= {"nothing-compared"}
    assert {rule for rule in rules if f"`{rule}`" not in guide} == set()
