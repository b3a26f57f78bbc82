"""The command `watch`: what it asks for and when, what it writes, and what is left of a run that was stopped."""

import argparse
import ipaddress
import json
from collections.abc import Callable, Iterator
from datetime import date
from html import escape
from itertools import pairwise
from pathlib import Path

import pytest
from hostile_server import resolver
from makers import CONTEXT, collection, fields_of
from stand_in import Answer, StandIn, stand_in

from newsdesk.build import Project
from newsdesk.commands import watch
from newsdesk.evidence import Text, claims_in, evidence_of
from newsdesk.intake.reach import Guard
from newsdesk.load import parse
from newsdesk.problems import Refusal
from newsdesk.store.evidence_writing import as_yaml

WEEK = "2022-W42"
QUOTE = "We counted three hundred and twelve swans before the fog came in"
TEXT = (
    "Swans counted\n\nThe council of Lanternmoor sent two wardens to the lake on Monday morning, as each year.\n\n"
    f"“{QUOTE},” said Ada Quill, who has kept the book of the lake since her father gave it to her.\n\n"
    "She puts the rise down to a mild autumn and to 41 new reed beds that the school has planted along the shore."
)
CONFIG = "site_name: Swans\nsite_url: https://swans.zz/\n"
CONTEXT_OF = "It is so [survey]. " + CONTEXT.replace("survey-2021", "survey").replace("beacon-2022", "survey")


def page(text: str = TEXT, title: str = "Swans counted") -> bytes:
    body = "".join(f"<p>{escape(part)}</p>" for part in text.split("\n\n")[1:])
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>".encode()


class Site:
    """Pages by their paths, for every host."""

    def __init__(self) -> None:
        self.pages: dict[str, Answer] = {}
        self.server = StandIn()
        self.on_asked: Callable[[str], None] = lambda path: None

    def answer(self, path: str) -> Answer:
        self.on_asked(path)
        if path == "/robots.txt":
            return self.pages.get(path, (404, {}, b""))
        return self.pages.get(path, page())

    @property
    def asked(self) -> list[str]:
        found = [path for path in self.server.paths if path != "/robots.txt"]
        self.server.paths.clear()
        return sorted(found)


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    with stand_in(made.answer, "text/html; charset=utf-8") as made.server:
        yield made


HOSTS = {f"{name}_example": "127.0.0.1" for name in ("lantern", "beacon", "survey", "council", "register")}


def guard(**hosts: str) -> Guard:
    known = hosts or HOSTS
    return Guard(lambda address: address == ipaddress.ip_address("127.0.0.1"), resolver(**known), seconds=5.0)  # type: ignore[arg-type]


def press(root: Path, site: Site, count: int = 3) -> Project:
    """A collection with some entries with evidence, whose pages are those of the server."""
    port = site.server.port
    files = {
        path: text.replace("https://", "http://").replace(".example/", f".example:{port}/")
        for path, text in collection().items()
    }
    del files[f"{WEEK}/swans-counted.yaml"]
    for number in range(count):
        source = (
            "{name: Ada Quill, name_printed: Ada Quill, who: ada-quill, actor: official, identified: named,"
            f" cited: quoted, says: That the autumn was mild., quote: {{text: '{QUOTE}', language: en}}}}"
        )
        text = fields_of({
            "url": f"http://lantern.example:{port}/swans/{number}",
            "sources": f"[{source}]",
            "summary": "The report says that the council of Lanternmoor counted its swans again, and that 41 reed beds"
            " are new. Its author quotes the warden Ada Quill, who puts the rise down to a mild autumn.",
            "context": CONTEXT_OF,
            "references": f"{{survey: {{url: http://survey.example:{port}/of/{number}, title: Swans counted}}}}",
        })  # fmt: skip
        document, _ = parse("e.yaml", text.encode())
        assert document is not None
        text += as_yaml(evidence_of(Text(TEXT), claims_in(document.data), date(2026, 3, 3)))
        files[f"{WEEK}/{'swans-counted' if number == 0 else f'swans-{number}'}.yaml"] = text
    for path, text in files.items():
        (root / "digests" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "digests" / path).write_text(text, "utf-8")
    (root / "docs").mkdir()
    (root / "mkdocs.yml").write_text(CONFIG, "utf-8")
    return Project(root, root / "digests", root / "site", root / ".cache")


def look(
    project: Project, day: str, monkeypatch: pytest.MonkeyPatch, reach: Guard | None = None, **options: object
) -> int:
    """Run the command on a day."""
    monkeypatch.setattr(watch, "today", lambda: date.fromisoformat(day))
    given = argparse.Namespace(**{"week": None, "format": "text", "pause": 0.0, **options})
    return watch.run(project, given, reach or guard())


def written(project: Project, site: Site) -> str:
    return (project.digests / "watch.yaml").read_text("utf-8").replace(f":{site.server.port}", "")


@pytest.mark.slow
def test_looking_again(
    tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project = press(tmp_path, site)
    assert look(project, "2026-11-22", monkeypatch) == 0
    said = capsys.readouterr().out
    assert said == "Looked at 8 pages: 8 the same.\n"
    assert len(site.asked) == 8
    first = written(project, site)
    days = "    looked: 2026-11-22\n    state: same\n    since: 2026-11-22\n    seen: 2026-11-22\n"
    assert f'  "lantern.example/swans/1":\n{days}' in first

    # The same day nobody is asked again, and nothing is written.
    assert look(project, "2026-11-22", monkeypatch) == 0
    assert site.asked == []
    assert written(project, site) == first
    assert "Not asked: 8 pages" in capsys.readouterr().out

    site.pages = {
        "/swans/0": page(TEXT.replace("counted three", "counted two")),
        "/swans/1": (410, {}, b"<h1>Gone</h1>"),
        "/swans/2": page(TEXT.replace("41", "63") + "\n\nThe council has added a line, and another one."),
        "/of/1": page(title="Ducks found in a drawer"),
        "/robots.txt": b"User-agent: *\nDisallow: /of/2\n",
    }  # fmt: skip
    assert look(project, "2026-11-29", monkeypatch, format="json") == 0
    rows = {
        row["address"].rpartition(str(site.server.port))[2]: row for row in json.loads(capsys.readouterr().out)["pages"]
    }
    assert {path: (row["state"], row["why"]) for path, row in rows.items() if row["state"] != "same"} == {
        "/swans/0": ("changed", None), "/swans/1": ("gone", "not-found"), "/swans/2": ("changed", None),
        "/of/1": ("changed", None), "/of/2": ("refused", "robots"),
    }  # fmt: skip
    lacks = [lack for path in ("/swans/0", "/swans/2", "/of/1") for lack in rows[path]["missing"]]
    assert [(lack["what"], lack["at"], lack["text"], lack["seen"]) for lack in lacks] == [
        ("quotation", "sources.0.quote.text", QUOTE, "2026-11-22"), ("figure", "summary", "41", "2026-11-22"),
        ("title", "references.survey.title", "Swans counted", "2026-11-22"),
    ]  # fmt: skip
    assert QUOTE.replace("three", "two") in rows["/swans/0"]["missing"][0]["nearest"]

    # A server that fails takes nothing back that was found, and what stands again is as it was.
    site.pages = {"/swans/1": (500, {}, b""), "/robots.txt": b""}
    assert look(project, "2026-12-06", monkeypatch) == 0
    after = written(project, site)
    assert '"lantern.example/swans/1":\n    looked: 2026-11-29\n    state: gone\n' in after
    assert '"lantern.example/swans/0":\n    looked: 2026-12-06\n    state: same\n    since: 2026-12-06\n' in after


@pytest.mark.slow
def test_one_request_a_host_at_a_time(tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    project = press(tmp_path, site)
    look(project, "2026-11-22", monkeypatch, pause=0.05)
    by_host: dict[str, list[tuple[float, float]]] = {}
    for host, begun, ended in sorted(site.server.asked, key=lambda one: one[1]):
        by_host.setdefault(host, []).append((begun, ended))
    assert len(by_host) == 4
    for times in by_host.values():
        assert all(later[0] > before[1] for before, later in pairwise(times))
    # A week alone, and what is no longer cited is forgotten.
    (project.digests / WEEK / "swans-2.yaml").unlink()
    site.server.paths.clear()
    look(project, "2026-11-23", monkeypatch, week=WEEK)
    assert site.asked == ["/of/0", "/of/1", "/swans/0", "/swans/1"]
    assert "swans/2" not in written(project, site)
    assert "looked: 2026-11-22" in written(project, site)


@pytest.mark.slow
def test_a_killed_run_loses_nothing(tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    project = press(tmp_path, site)
    kept = watch.Journal.add
    seen: list[str] = []

    def add(journal: watch.Journal, key: str, found: object) -> None:
        kept(journal, key, found)  # type: ignore[arg-type]
        seen.append(key)
        if len(seen) == 3:
            raise SystemExit("killed")

    monkeypatch.setattr(watch.Journal, "add", add)
    monkeypatch.setattr(watch, "write_looks", lambda *given: seen.append("written"))
    monkeypatch.setattr(watch.Journal, "clear", lambda journal: None)
    with pytest.raises(SystemExit):
        look(project, "2026-11-22", monkeypatch)
    monkeypatch.undo()
    journal = project.cache / "watch.txt"
    journal.write_bytes(journal.read_bytes() + b'{"schema": 1, "pages": {"lant')
    site.server.paths.clear()
    assert look(project, "2026-11-22", monkeypatch) == 0
    answered = {key.partition("/")[2] for key in seen[:3]}
    assert {path[1:] for path in site.asked} & answered == set()
    assert not journal.exists()
    assert written(project, site).count("state: same") == 8


def test_without_a_network(tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    project = press(tmp_path, site, 1)
    with pytest.raises(Refusal, match=r"^No site could be reached: is there a network\? Nothing was written\.$"):
        look(project, "2026-11-22", monkeypatch, guard(nobody="127.0.0.1"))
    assert not (project.digests / "watch.yaml").exists()
    assert site.server.paths == []


def test_nobody_asks_what_the_policy_forbids(
    tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project = press(tmp_path, site, 1)
    outlets = project.digests / "outlets.yaml"
    act = (
        "    designations:\n      - {authority: The Council, country: IS, kind: extremist, wording: It is forbidden.,"
        " date: 2020, refs: [register]}\n"
    )
    outlets.write_text(
        outlets.read_text("utf-8").replace("    legal_status: unknown\n", f"    legal_status: unknown\n{act}", 1),
        "utf-8",
    )
    policy = "extra:\n  designations:\n    - {kinds: [extremist], countries: [IS], links: text, reason: So.}\n"
    (project.config).write_text(CONFIG + policy, "utf-8")
    site.pages["/notice"] = (302, {"Location": f"http://www.lantern.example:{site.server.port}/secret"}, b"")
    assert look(project, "2026-11-22", monkeypatch) == 0, capsys.readouterr().err
    assert site.asked == ["/lantern", "/notice", "/of/0"]
    assert capsys.readouterr().out.endswith("Left alone by the policy on designations: 1 page.\n")
    # What leads there is not followed.
    assert (
        '"council.example/notice":\n    looked: 2026-11-22\n    state: unreachable\n    why: unreadable\n'
        in written(project, site)
    )
    assert "lantern.example" not in written(project, site)
