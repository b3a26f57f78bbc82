"""Items of Wikidata for our records: from a file with entities, and from a stand-in for the service."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from hostile_server import resolver
from stand_in import Answers, stand_in
from tables import each
from terminal import run
from test_fetch import only_home

from newsdesk.intake.fetch import user_agent
from newsdesk.intake.reach import Guard
from newsdesk.intake.reconcile import Candidate, Sought, from_entities, from_service
from newsdesk.problems import Refusal


def entity(name: str, label: str, *aliases: str, about: str = "", site: str = "") -> dict[str, Any]:
    """An entity as Wikidata writes it."""
    claim = {"mainsnak": {"datavalue": {"value": site}}}
    return {
        "id": name,
        "labels": {"en": {"language": "en", "value": label}},
        "descriptions": {"en": {"language": "en", "value": about}} if about else {},
        "aliases": {"ru": [{"language": "ru", "value": alias} for alias in aliases]},
        "claims": {"P856": [claim]} if site else {},
    }


LANTERN = entity("Q7", "The Lantern", "Фонарь", about="newspaper", site="https://www.lantern.example/about")
FILM = entity("Q3", "the  lantern", about="film")
OTHER = entity("Q9", "Lantern House", "Маяк")
ENTITIES = [LANTERN, FILM, OTHER, {"id": "P31", "labels": {}}, {"no": "id"}, 5, {"id": "Q1", "labels": [], "claims": 4}]
CUT = gzip.compress(b"x", mtime=0)[:-4]
SOUGHT = Sought("outlets", "lantern", ("The Lantern", "Фонарь"), ("lantern.example",))
FOUND = (
    Candidate("Q7", "The Lantern", "newspaper", ("The Lantern", "Фонарь"), "lantern.example"),
    Candidate("Q3", "the  lantern", "film", ("The Lantern",)),
)
FORMS = {
    "a list": json.dumps(ENTITIES).encode(),
    "one a line": b"\n".join(json.dumps(one).encode() for one in ENTITIES),
    "a dump": b"[\n" + b",\n".join(json.dumps(one, ensure_ascii=False).encode() for one in ENTITIES) + b"\n]\n",
    "a dump that is cut": b"[\n" + b",\n".join(json.dumps(one).encode() for one in ENTITIES) + b',\n{"id": "Q5", "la',
    "packed": gzip.compress(b"\n".join(json.dumps(one).encode() for one in ENTITIES)),
}


@each("raw", FORMS.values(), ids=FORMS)
def test_a_file_with_entities(raw: bytes) -> None:
    assert from_entities(raw)(SOUGHT) == FOUND
    assert from_entities(raw)(Sought("people", "nobody", ("Nobody",))) == ()


@each("raw", [b"", b"[]", b"{}", b"no json", b"\xff\xfe", b"\x1f\x8bno", CUT, b"5"])
def test_a_file_without_entities_is_refused(raw: bytes) -> None:
    with pytest.raises(Refusal, match=r"^The file "):
        from_entities(raw)


def answers(path: str) -> bytes:
    if "wbsearchentities" in path:
        rows = [{"id": "Q7"}, {"id": "Q3"}] if "Lantern" in path else [{"id": "Q7"}, {"no": "id"}]
        return json.dumps({"search": rows}).encode()
    return json.dumps({"entities": {one["id"]: one for one in (FILM, LANTERN)}}).encode()


def find(answer: Answers, sought: Sought = SOUGHT) -> tuple[Any, list[str]]:
    with stand_in(answer) as server:
        guard = Guard(only_home, resolver(service_example="127.0.0.1"), seconds=3.0)
        service = f"http://service.example:{server.port}/api"
        found = from_service(user_agent("1", None), guard, service=service, pause=0)(sought)
        return found, server.paths


def test_the_service_is_asked_by_each_spelling_and_once_for_all_items() -> None:
    found, paths = find(answers)
    assert found == FOUND
    assert [path.partition("search=")[2].partition("&")[0] for path in paths[:2]] == [
        "The+Lantern", "%D0%A4%D0%BE%D0%BD%D0%B0%D1%80%D1%8C",
    ]  # fmt: skip
    assert "ids=Q7%7CQ3&" in paths[2]
    assert len(paths) == 3, "and never for robots.txt"


@pytest.mark.parametrize("body", [b"{}", b'{"search": 5}', b'{"search": [5, {}]}', b'{"search": []}'])
def test_what_the_service_does_not_know(body: bytes) -> None:
    assert find(lambda path: body)[0] == ()


@each("body", [b"", b"<html>", b"[]", b'{"error": {"code": "x"}}', b"\xff"])
def test_what_is_no_answer_is_refused(body: bytes) -> None:
    with pytest.raises(Refusal) as refusal:
        find(lambda path: body)
    assert str(refusal.value) == "service.example gives no answer that can be read. Try again later."


def test_the_command_suggests_and_writes_nothing(project: Path) -> None:
    (name, outlet) = ("signal-radio", "digests/outlets.yaml: signal-radio (Signal Radio)")
    file = project / "entities.json"
    file.write_text(json.dumps([entity("Q8", "Signal Radio", about="station")]), "utf-8")
    before = {path: path.read_bytes() for path in (project / "digests").rglob("*") if path.is_file()}
    done = run("reconcile", name, "--root", project, "--file", file)
    assert (done.returncode, done.stdout) == (0, f"{outlet}\n  Q8  Signal Radio, station (called Signal Radio)\n")
    assert done.stderr == (
        "1 record asked about, 1 with a suggestion."
        " Look at each item, and enter the right one as wikidata: Q… yourself.\n"
    )
    rows = json.loads(run("reconcile", "--root", project, "--file", file, "--format", "json").stdout)["suggestions"]
    assert {row["where"]: [item["id"] for item in row["items"]] for row in rows if row["items"]} == {
        "digests/outlets.yaml: signal-radio": ["Q8"]
    }
    refused = run("reconcile", "signal-radoi", "--root", project, "--file", file)
    said = 'build_digest.py: No register has "signal-radoi". Did you mean "signal-radio"?\n'
    assert (refused.returncode, refused.stderr) == (2, said)
    missing = run("reconcile", name, "--root", project, "--file", project / "none.json")
    assert (missing.returncode, missing.stdout) == (2, "")
    assert {path: path.read_bytes() for path in (project / "digests").rglob("*") if path.is_file()} == before
