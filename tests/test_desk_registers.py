"""Forms of registers: a field changes by position, faults stand beside their fields, and nobody's change is lost."""

from collections.abc import Iterator
from difflib import unified_diff
from typing import Any

import pytest
from open_desk import Opened, open_desk
from test_desk import project_at

OUTLET = """
  # The old paper of the far bank.
  far-bank-news:
    name: Far Bank News   # since 1911
    domains: [farbank.example]
    home: {value: https://farbank.example/, basis: own-page}
    country: unknown
    languages: unknown
    kind: unknown
    owner: unknown        # asked twice
    funder: unknown
    self_description: unknown
    legal_status: unknown
"""


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    project = project_at(tmp_path_factory.mktemp("press"))
    path = project.digests / "outlets.yaml"
    path.write_text(path.read_text("utf-8").rstrip("\n") + OUTLET, "utf-8")
    with open_desk(project) as one:
        yield one


def write(opened: Opened, place: str, now: dict[str, Any], was: dict[str, Any], **more: str) -> dict[str, Any]:
    status, answer = opened.ask("POST", f"/api/registers/{place}", {"now": now, "was": was, **more})
    assert status == 200, answer
    return dict(answer)


def text_of(opened: Opened, name: str) -> str:
    return (opened.desk.project.digests / name).read_text("utf-8")


def changed(before: str, after: str) -> list[str]:
    return [
        line
        for line in unified_diff(before.splitlines(), after.splitlines(), n=0)
        if line[:2] not in ("--", "++", "@@")
    ]


FAR = "outlets/far-bank-news"


def test_a_field_changes_where_it_stands_and_comments_stay(opened: Opened) -> None:
    before = text_of(opened, "outlets.yaml")
    owner = {"value": "The ferrymen", "basis": "unreferenced"}
    done = write(opened, FAR, {"owner": owner, "name": "Far Bank Daily"}, {"owner": "unknown", "name": "Far Bank News"})
    if done["needs"]:
        done = write(
            opened, FAR, {"owner": owner, "name": "Far Bank Daily"}, {"owner": "unknown", "name": "Far Bank News"},
            kind=done["needs"], why="It was renamed.",
        )  # fmt: skip
    assert done["done"], done
    after = text_of(opened, "outlets.yaml")
    assert "    name: Far Bank Daily   # since 1911\n" in after
    assert "# The old paper of the far bank.\n" in after
    assert "      value: The ferrymen\n      basis: unreferenced" in after
    assert "# asked twice" in after
    assert done["record"]["value"]["owner"] == owner
    assert "digests/outlets.yaml" in done["said"][0]
    assert before.partition("# The old paper")[0] == after.partition("# The old paper")[0]


def test_faults_stand_beside_their_fields(opened: Opened) -> None:
    before = text_of(opened, "outlets.yaml")
    now = {
        "country": {"value": "Iceland", "basis": "unreferenced"},
        "kind": {"value": "paper", "basis": "unreferenced"},
    }
    was = {"country": "unknown", "kind": "unknown"}
    for way in (f"{FAR}/check", FAR):
        done = write(opened, way, now, was, kind="material", why="x")
        assert not done["done"]
        found = {tuple(one["at"]): one for one in done["faults"]}
        assert {at[0] for at in found} == {"country", "kind"}, done["faults"]
        assert any("Iceland" in one["words"] for one in found.values())
        assert {one["severity"] for one in found.values()} == {"error"}
    assert text_of(opened, "outlets.yaml") == before
    now = {"name": None}
    done = write(opened, f"{FAR}/check", now, {})
    assert [one["at"] for one in done["faults"] if one["severity"] == "error"] == [["name"]]


def test_a_change_of_somebody_else_is_shown_and_not_overwritten(opened: Opened) -> None:
    path = opened.desk.project.digests / "outlets.yaml"
    before = text_of(opened, "outlets.yaml")
    path.write_text(
        before.replace(
            "funder: unknown\n    self_description: unknown",
            "funder: {value: The town, basis: unreferenced}\n    self_description: unknown",
        ),
        "utf-8",
    )
    theirs = text_of(opened, "outlets.yaml")
    mine = {"value": "The bank", "basis": "unreferenced"}
    done = write(opened, FAR, {"funder": mine}, {"funder": "unknown"}, kind="material", why="x")
    assert (done["done"], done["conflicts"]) == (
        False,
        {"funder": {"seen": "unknown", "stands": {"value": "The town", "basis": "unreferenced"}}},
    )
    assert text_of(opened, "outlets.yaml") == theirs
    seen = {"value": "The town", "basis": "unreferenced"}
    club = {"value": "A club", "basis": "unreferenced"}
    done = write(opened, FAR, {"legal_status": club}, {"legal_status": "unknown"}, kind="material", why="x")
    assert done["done"], "another field of the record is no conflict"
    assert write(opened, FAR, {"funder": mine}, {"funder": seen}, kind="material", why="It was sold.")["done"]
    assert "value: The bank" in text_of(opened, "outlets.yaml")


def test_what_has_gone_out_is_corrected_and_says_so(opened: Opened) -> None:
    before = text_of(opened, "stories.yaml")
    was, now = {"title": "The swans of Lanternmoor"}, {"title": "The geese of Lanternmoor"}
    assert write(opened, "stories/swan-count", now, was)["needs"] == "material"
    assert write(opened, "stories/swan-count", now, was, kind="minor", why="A slip.")["needs"] == "material"
    assert write(opened, "stories/swan-count", now, was, kind="material", why=" ")["needs"] == "material"
    assert text_of(opened, "stories.yaml") == before
    done = write(opened, "stories/swan-count", now, was, kind="material", why="They were geese.")
    assert done["done"], done
    assert changed(before, text_of(opened, "stories.yaml")) == [
        "-    title: The swans of Lanternmoor",
        "+    title: The geese of Lanternmoor",
        "+    corrections:",
        "+      - date: 2022-11-08",
        "+        kind: material",
        "+        was: The swans of Lanternmoor",
        "+        now: The geese of Lanternmoor",
        "+        why: They were geese.",
    ]
    assert "correct 'stories.yaml#swan-count' title '--to=The geese of Lanternmoor' --kind=material" in done["command"]


def test_a_dispute_is_written(opened: Opened) -> None:
    before = text_of(opened, "stories.yaml")
    accounts = [{"by": "The council", "says": "There were 312.", "refs": ["notice"]},
                {"by": "The wardens", "says": "There were 290.", "refs": ["notice"]}]  # fmt: skip
    disputed = [{"question": "How many swans were there?", "accounts": accounts}]
    done = write(
        opened, "stories/swan-count", {"disputed": disputed}, {"disputed": None}, kind="minor", why="Told since."
    )
    if done["needs"]:
        done = write(
            opened, "stories/swan-count", {"disputed": disputed}, {"disputed": None}, kind=done["needs"], why="x"
        )
    assert done["done"], done
    added = changed(before, text_of(opened, "stories.yaml"))
    assert added[:3] == ["+    disputed:", "+      - question: How many swans were there?", "+        accounts:"]
    assert not [line for line in added if line.startswith("-")]


def test_pages_of_registers_hold_texts_as_texts(opened: Opened) -> None:
    status, text = opened.ask("GET", "/registers/outlets?q=farbank")
    assert (status, text.count('<li><a href="/registers/outlets/')) == (200, 1)
    assert 'href="/registers/outlets/far-bank-news"' in text
    status, text = opened.ask("GET", "/registers/people?q=%3Cscript%3E")
    assert status == 200
    assert "<script>" not in text.partition("<main")[2].partition("</main>")[0]
    for room in ("people", "places", "topics", "stories"):
        assert opened.ask("GET", f"/registers/{room}")[0] == 200, room
    for odd in ("outlets/nobody", "entries/swans-counted", "outlets/..%2Fpeople", "nowhere"):
        assert opened.ask("GET", f"/registers/{odd}")[0] in (404, 409), odd
    assert opened.ask("POST", "/api/registers/outlets/beacon", {"now": {"corrections": []}})[0] == 409
    for old, new in (("gaps", "/gaps"), ("weeks", "/weeks"), ("weeks/2022-W43", "/weeks/2022-W43#note")):
        answer, _ = opened.send("GET", f"/registers/{old}", x_desk=opened.desk.token)
        assert (answer.status, answer.getheader("location")) == (308, new), "one way to each"
