"""The command `archive`, and closing a week with a network: what is asked for, written, left out and told."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from edition_edits import FIRST, NEXT, OTHER, SWANS, WEEK, press
from makers import ABOUT, CONTEXT, collection, write_tree
from repository import commit
from terminal import ROOT, Done, run
from wayback_stand_in import TAKEN, Said, StandIn, failed, index, made, wayback

from newsdesk.build import Project, checked
from newsdesk.commands import archive
from newsdesk.commands.archive import Archiving
from newsdesk.commands.week import publish, publish_due
from newsdesk.intake.reach import Guard
from newsdesk.intake.wayback import service as module
from newsdesk.problems import Refusal, has_errors

PAGE, SURVEY, COUNTS = "https://lantern.example/swans", "https://survey.example/2021", "https://beacon.example/counts"
STAMP = "20221021101500"
NOW = str(int(time.mktime((2022, 11, 1, 12, 0, 0, 0, 0, 0))))


def copy_of(address: str, stamp: str = STAMP) -> str:
    return f"https://web.archive.org/web/{stamp}/{address}"


@pytest.fixture(autouse=True)
def _hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PAUSE", 0.0)
    monkeypatch.setattr(module, "LOOK", 0.0)


@pytest.fixture
def known() -> Iterator[StandIn]:
    with wayback() as service:
        yield service


def swans(root: Path, **changes: str) -> Path:
    """A small collection: an article, two pages that it cites, one of the story and one of an outlet."""
    write_tree(root, collection(**changes))
    (root / "mkdocs.yml").write_text(f"site_name: Swans\nsite_url: https://example.org/\n{ABOUT}", "utf-8")
    return root


def asked(root: Path, known: StandIn, *words: str) -> Done:
    return run("archive", "--root", root, *words, NEWSDESK_WAYBACK=known.address, SOURCE_DATE_EPOCH=NOW)


def has(known: StandIn, *addresses: str) -> None:
    for address in addresses:
        known.index[address] = [index((STAMP, address, "200"))]


def text_of(root: Path) -> str:
    return (root / "digests" / SWANS).read_text("utf-8")


def test_copies_are_found_made_and_refused_and_written_beside_their_pages(tmp_path: Path, known: StandIn) -> None:
    root = swans(tmp_path)
    before = text_of(root)
    has(known, PAGE)
    known.save = {SURVEY: [TAKEN], COUNTS: [failed("blocked-url")]}
    known.status = [made("20221101090000", SURVEY)]
    done = asked(root, known, "swans-counted")
    refusal = "The Wayback Machine takes no copies of this site."
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (f"digests/{SWANS}: references.beacon-2022: {refusal}\n2 copies written, 1 refused.\n")
    fresh = copy_of(SURVEY, "20221101090000")
    assert text_of(root) == (
        before.replace(f"url: {PAGE}\n", f"url: {PAGE}\narchive_url: {copy_of(PAGE)}\n")
        .replace(f"url: {SURVEY}}}", f"url: {SURVEY}, archive_url: {fresh}}}")
        .replace(f"url: {COUNTS},", f'url: {COUNTS}, archive_refused: {{on: 2022-11-01, why: "{refusal}"}},')
    )
    assert known.heard == [
        f"index {PAGE}", f"index {SURVEY}", f"save {SURVEY}", "status", f"index {COUNTS}", f"save {COUNTS}",
    ]  # fmt: skip
    assert known.most_at_once == 1
    assert not has_errors(checked(Project(root, root / "digests", root / "site", root / ".cache")).problems)
    known.heard.clear()
    again = asked(root, known, "swans-counted")
    assert (again.returncode, again.stdout) == (0, "Nothing lacks a copy that could be asked for now.\n")
    assert known.heard == []
    assert asked(root, known, "swans-counted", "--again").stdout.endswith("0 copies written, 1 refused.\n")
    assert known.heard == [f"index {COUNTS}", f"save {COUNTS}"]


def test_a_draft_that_is_named_is_asked_for_as_far_as_it_is_written(tmp_path: Path, known: StandIn) -> None:
    root = swans(tmp_path)
    draft = root / "digests" / WEEK / "ice-comes.yaml"
    before = (
        "schema: 1\nstatus: draft\ntitle: TODO\noutlet: TODO\npublished: TODO\naccessed: 2022-10-25\n"
        f"url: {PAGE}\narchive_url: null\nreferences:\n  a: {{url: TODO}}\n  b: {{url: {SURVEY}}}\n  c: x\n"
    )
    draft.write_text(before, "utf-8")
    has(known, PAGE, SURVEY)
    done = asked(root, known, "ice-comes")
    assert (done.returncode, done.stdout) == (0, "2 copies written.\n")
    assert draft.read_text("utf-8") == before.replace("archive_url: null", f"archive_url: {copy_of(PAGE)}").replace(
        f"url: {SURVEY}}}", f"url: {SURVEY}, archive_url: {copy_of(SURVEY)}}}"
    )
    assert text_of(root).count("archive_url") == 0, "of what is named alone"


def test_without_names_everything_is_asked_for_and_a_page_once(tmp_path: Path, known: StandIn) -> None:
    root = swans(tmp_path, references=f"{{a: {{url: {SURVEY}}}, b: {{url: 'http://www.survey.example/2021/#x'}}}}",
                 context="Wardens counted 298 swans on the same lake in the year before, and nobody knows whether"
                 " they counted all of the birds that stood there in the early morning of that day [a]. Scholars"
                 " count on other days than the wardens of the council do [b].")  # fmt: skip
    has(known, SURVEY)
    done = asked(root, known)
    assert [one for one in known.heard if "survey" in one] == [f"index {SURVEY}"]
    assert text_of(root).count(f"archive_url: {copy_of(SURVEY)}") == 2
    places = {line.partition(":")[0] for line in done.stdout.splitlines()[:-1]}
    assert places == {f"digests/{SWANS}", "digests/stories.yaml", "digests/outlets.yaml"}
    known.heard.clear()
    assert asked(root, known, "--week", WEEK).returncode == 0
    assert {one for one in known.heard if one.startswith("index")} == {f"index {PAGE}"}


def test_what_the_collection_has_a_copy_of_is_not_asked_for(tmp_path: Path, known: StandIn) -> None:
    root = swans(tmp_path, references=REFERENCES)
    other = root / "digests" / WEEK / "swans-again.yaml"
    twin = text_of(root).replace(PAGE, "https://lantern.example/again")
    other.write_text(twin.replace(f"url: {SURVEY}", f"url: {SURVEY}, archive_url: {copy_of(SURVEY)}"), "utf-8")
    has(known, PAGE)
    assert asked(root, known, "swans-counted").stdout == "3 copies written.\n"
    assert known.heard == [f"index {PAGE}"]
    assert f"url: {SURVEY}, archive_url: {copy_of(SURVEY)}" in text_of(root)


REFERENCES = f"{{survey-2021: {{url: {SURVEY}}}, beacon-2022: {{url: {SURVEY}}}}}"
POLICY = "  designations: [{kinds: [extremist], links: text, reason: It may be punishable.}]\n"
ACT = (
    "    designations: [{authority: A court, country: IS, kind: extremist, wording: Extremist, date: 2020-01-01,"
    " refs: [register]}]\n"
)


def test_nobody_is_told_what_the_policy_keeps_as_text_or_what_is_one_s_own(
    tmp_path: Path, known: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = {"wiki.corp.example": ["10.0.0.7"]}
    guard = Guard(look_up=lambda host, port: inside.get(host, []))
    monkeypatch.setattr(archive, "Guard", lambda **how: replace(guard, **how))
    references = (
        f"{{survey-2021: {{url: {SURVEY}, affiliated: true}}, own: {{url: https://www.lantern.example/about}},"
        f" beacon-2022: {{url: https://wiki.corp.example/a}}, copy: {{url: {copy_of(PAGE)}}}}}"
    )
    context = CONTEXT.replace("[survey-2021]", "[survey-2021][own][copy]")
    root = swans(tmp_path, references=references, context=context)
    register = root / "digests" / "outlets.yaml"
    domains = "    domains: [lantern.example]\n"
    register.write_text(register.read_text("utf-8").replace(domains, domains + ACT), "utf-8")
    (root / "mkdocs.yml").write_text((root / "mkdocs.yml").read_text("utf-8") + POLICY, "utf-8")
    done = asked(root, known, "swans-counted")
    assert (known.heard, done.stderr) == ([], "")
    assert done.stdout == (
        f"digests/{SWANS}: references.beacon-2022: It leads to a machine that is not on the public internet."
        " No archive is told of it.\n1 place has no answer yet.\n"
    )


def test_what_is_asked_for_wrongly(tmp_path: Path, known: StandIn) -> None:
    root = swans(tmp_path)
    name = "build_digest.py: "
    for words, code, said in (
        (
            ["swans-lost"],
            2,
            "There is no entry swans-lost. Name it by its id or by the path of its file."
            ' Did you mean "swans-counted"?\n',
        ),
        (["swans-counted", "--week", WEEK], 2, "Name entries or a week, and not both.\n"),
        (["--week", "2021-W01"], 2, "There is no week 2021-W01.\n"),
    ):
        done = asked(root, known, *words)
        assert (done.returncode, done.stdout, done.stderr) == (code, "", name + said)
    off = run("archive", "--root", root, NEWSDESK_WAYBACK="")
    assert (off.returncode, off.stderr) == (1, f"{name}No archive is asked: NEWSDESK_WAYBACK is empty.\n")
    (root / "digests" / SWANS).write_text("schema: 1\n", "utf-8")
    broken = asked(root, known)
    assert (broken.returncode, known.heard) == (1, [])
    assert broken.stderr.splitlines()[-1].startswith("No copies were asked for: ")


def test_when_the_service_stops_what_it_said_stays_and_the_rest_is_told(tmp_path: Path, known: StandIn) -> None:
    root = swans(tmp_path)
    has(known, PAGE)
    known.index[SURVEY] = [Said("", 429, (("Retry-After", "7200"),))]
    done = asked(root, known, "swans-counted")
    assert (done.returncode, done.stdout) == (1, (
        "1 copy written. 2 pages were not asked for: 127.0.0.1 takes no more requests now (429). Run archive later.\n"
    ))  # fmt: skip
    assert f"archive_url: {copy_of(PAGE)}" in text_of(root)
    short = asked(root, known, "swans-counted", "--seconds", "1")
    assert short.returncode in (0, 1)
    known.address = "http://127.0.0.1:9"
    closed = asked(root, known, "swans-counted")
    assert closed.returncode == 1
    assert closed.stdout.startswith("2 pages were not asked for: 127.0.0.1 could not be asked: ")


def test_a_run_that_is_killed_loses_nothing(tmp_path: Path, known: StandIn) -> None:
    root = swans(tmp_path)
    has(known, PAGE, SURVEY, COUNTS)
    known.waiting, known.stuck = threading.Event(), SURVEY
    code = (
        "import sys, pathlib; from newsdesk.intake.wayback import service; service.PAUSE = 0.0;"
        "from newsdesk.cli import main; sys.exit(main(sys.argv[1:], pathlib.Path.cwd()))"
    )
    env = {**os.environ, "NEWSDESK_WAYBACK": known.address, "SOURCE_DATE_EPOCH": NOW}
    command = [sys.executable, "-c", code, "archive", "--root", str(root), "swans-counted"]
    with subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        for _ in range(1000):
            if f"index {SURVEY}" in known.heard:
                break
            time.sleep(0.02)
        running.send_signal(signal.SIGKILL)
    assert running.returncode == -signal.SIGKILL
    assert [name for name, _ in copies_in(root)] == [PAGE]
    assert sorted(os.listdir(root / "digests" / WEEK)) == ["_digest.yaml", "swans-counted.yaml"]
    known.waiting.set()
    known.heard.clear()
    assert asked(root, known, "swans-counted").stdout == "2 copies written.\n"
    assert known.heard == [f"index {SURVEY}", f"index {COUNTS}"]
    assert [name for name, _ in copies_in(root)] == [PAGE, SURVEY, COUNTS]


def copies_in(root: Path) -> list[tuple[str, str]]:
    return re.findall(r"url: (\S+?)(?:,|\n)\s*archive_url: ([^\s,}]+)", text_of(root))


@pytest.fixture
def asking(known: StandIn, tmp_path: Path) -> tuple[Project, Archiving]:
    project = press(tmp_path / "press")
    return project, Archiving(project, FIRST, known.address, 60.0)


def test_a_week_that_goes_out_asks_before_that(asking: tuple[Project, Archiving], known: StandIn) -> None:
    project, before = asking
    has(known, PAGE, SURVEY, COUNTS)
    said = publish(project, WEEK, FIRST, unreviewed=True, before=before)
    assert said == "Published 2022-W42, edition 1: 3 entries.\n"
    assert (project.digests / SWANS).read_text("utf-8").count("archive_url: ") == 3
    assert copy_of(PAGE) in (project.digests / WEEK / "_edition-1.md").read_text("utf-8")
    known.heard.clear()
    assert "Nothing has changed since." in publish(project, WEEK, NEXT, before=before)
    assert known.heard == []


def test_a_week_that_is_not_ready_asks_nobody(asking: tuple[Project, Archiving], known: StandIn) -> None:
    project, before = asking
    with pytest.raises(Refusal, match="No person has reviewed"):
        publish(project, WEEK, FIRST, before=before)
    assert known.heard == []


def test_copies_after_a_week_went_out_are_no_change_of_it(asking: tuple[Project, Archiving], known: StandIn) -> None:
    project, _ = asking
    publish(project, WEEK, FIRST, unreviewed=True)
    commit(project.root)
    has(known, PAGE, SURVEY)
    known.save[COUNTS] = [failed("blocked-url")]
    assert run("archive", "--root", project.root, "--week", WEEK, NEWSDESK_WAYBACK=known.address,
               SOURCE_DATE_EPOCH=NOW).returncode == 0  # fmt: skip
    assert "archive_refused" in (project.digests / SWANS).read_text("utf-8")
    for state in ("in the working copy", "committed"):
        assert "Nothing has changed since." in publish(project, WEEK, NEXT), state
        assert publish_due(project, date(2022, 10, 26)) == "No week is due.\n", state
        found = [one for one in checked(project, since="HEAD").problems if has_errors([one])]
        assert (found, state) == ([], state)
        commit(project.root)
    # The other copy comes, and the refusal goes.
    path = project.digests / SWANS
    copied = re.sub(r"archive_refused: \{[^}]*\}", f"archive_url: {copy_of(COUNTS)}", path.read_text("utf-8"))
    path.write_text(copied, "utf-8")
    assert "Nothing has changed since." in publish(project, WEEK, NEXT)
    commit(project.root)
    # Another copy in its place is a change like any other.
    path.write_text(path.read_text("utf-8").replace(copy_of(COUNTS), copy_of(COUNTS, "20221022101500")), "utf-8")
    assert [one.rule for one in checked(project, since="HEAD").problems if has_errors([one])] == ["silent-change"]


def test_without_a_network_a_week_goes_out_and_says_so_in_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = press(tmp_path / "press")
    before = Archiving(project, FIRST, "http://127.0.0.1:9", 60.0)
    assert publish(project, WEEK, FIRST, unreviewed=True, before=before).startswith("Published 2022-W42, edition 1")
    (line,) = capsys.readouterr().err.splitlines()
    said = r"\d+ pages were not asked for: 127\.0\.0\.1 could not be asked: .*\. Run archive later\."
    assert re.fullmatch(f"Archived copies: {said}", line)
    publish(project, OTHER, FIRST, unreviewed=True, before=before)
    assert capsys.readouterr().err == "", "and once"


def test_a_week_waits_for_copies_no_longer_than_it_says(
    asking: tuple[Project, Archiving],
    known: StandIn,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    project, before = asking
    before.seconds = 0.5
    monkeypatch.setattr(module, "PAUSE", 0.4)
    has(known, PAGE, SURVEY, COUNTS)
    assert publish(project, WEEK, FIRST, unreviewed=True, before=before).startswith("Published")
    assert len(known.heard) <= 2
    assert capsys.readouterr().err.endswith("not asked for: The time is up. Run archive later.\n")


def test_the_command_week_asks_where_it_is_not_told_otherwise(tmp_path: Path, known: StandIn) -> None:
    project = press(tmp_path / "press")
    has(known, PAGE)
    words = ["week", WEEK, "--publish", "--unreviewed", "--root", project.root]
    assert run(*words, NEWSDESK_WAYBACK=known.address, SOURCE_DATE_EPOCH=NOW).returncode == 0
    assert f"index {PAGE}" in known.heard
    known.heard.clear()
    assert run("week", "--due", "--root", project.root, NEWSDESK_WAYBACK="", SOURCE_DATE_EPOCH=NOW).stderr == ""
    assert known.heard == []
