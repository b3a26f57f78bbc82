"""Whatever is typed into a field of the desk finds who is meant: in five scripts, from the beginning, with slips."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
import yaml
from makers import write_tree
from open_desk import Opened, open_desk
from tables import data_in

from newsdesk.build import Project

CASES = data_in(Path(__file__).parent / "cases" / "completion.yaml")
HOSTILE = {"kind": "person", "name": "<img src=x onerror=alert(1)>"}
ENTRY = """\
schema: 1
title: Лебедей сосчитали
title_en: {text: Swans counted, by: human}
outlet: lantern
references:
  survey-2021: {url: https://survey.example/2021, publisher: The university}
  # A draft may hold anything.
  odd: 7
"""


def press(root: Path) -> Project:
    made = {
        f"{kind}.yaml": yaml.safe_dump({"schema": 1, kind: {**case["records"]}}, allow_unicode=True)
        for kind, case in CASES.items()
        if "records" in case
    }
    write_tree(root, {**made, "2022-W42/swans.yaml": ENTRY, "2022-W41/_digest.yaml": "schema: 1\nstatus: draft\n"})
    (root / "mkdocs.yml").write_text("site_name: Swans\ntheme: {name: material}\n", "utf-8")
    return Project(root, root / "digests", root / "site", root / ".cache")


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    with open_desk(press(tmp_path_factory.mktemp("press"))) as one:
        yield one


def ask(opened: Opened, kind: str, text: str, **more: str) -> list[dict[str, Any]]:
    status, answer = opened.ask("GET", f"/api/complete?{urlencode({'kind': kind, 'q': text, **more})}")
    assert status == 200, answer
    return list(answer["found"])


@pytest.mark.parametrize("kind", CASES)
def test_who_is_meant_is_found_first(opened: Opened, kind: str) -> None:
    found = {text: ask(opened, kind, str(text)) for text in CASES[kind]["typed"]}
    first = {text: hits[0]["id"] if hits else None for text, hits in found.items()}
    assert first == CASES[kind]["typed"]


def test_it_shows_what_tells_two_apart(opened: Opened) -> None:
    hits = ask(opened, "people", "ada quil")
    assert [(hit["label"], hit["detail"]) for hit in hits] == [
        ("Ada Quill", "Warden · ada-quill"),
        ("Ada Quille", "Iceland · ada-quille"),
    ]
    (hit,) = ask(opened, "people", "Мирсол")
    assert (hit["name"], hit["detail"]) == ("Шавкат Мирсолиев", "Minister of Water · Uzbekistan · shavkat-mirsoliyev")
    (hit,) = ask(opened, "people", "dora")
    assert hit["private"], "private persons are found, and marked"
    assert [hit["private"] for hit in ask(opened, "outlets", "lantern")] == [False]
    assert [hit["kind"] for hit in ask(opened, "people,outlets", "la")] == ["people", "outlets"]


def test_entries_and_their_references_are_found(opened: Opened) -> None:
    (hit,) = ask(opened, "entries", "swans coun")
    assert (hit["id"], hit["label"], hit["name"]) == ("swans", "Лебедей сосчитали", "Swans counted")
    assert hit["detail"] == "lantern · 2022-W42 · swans"
    assert [hit["id"] for hit in ask(opened, "references", "", entry="swans")] == ["survey-2021", "odd"]
    assert [hit["id"] for hit in ask(opened, "references", "univ", entry="swans")] == ["survey-2021"]
    assert ask(opened, "references", "", entry="../people") == []


def test_an_empty_field_shows_a_whole_vocabulary_and_the_first_of_the_rest(opened: Opened) -> None:
    assert [hit["id"] for hit in ask(opened, "stance", "")] == ["supports", "disputes", "does-not-say"]
    assert len(ask(opened, "actor", "")) == 15
    assert len(ask(opened, "countries", "")) == 12
    assert ask(opened, "places", "") == [], "a register that is not there has nobody in it"


def test_what_is_registered_or_written_meanwhile_is_found(tmp_path: Path) -> None:
    with open_desk(press(tmp_path)) as opened:
        assert ask(opened, "people", "Ida Marsh") == []
        assert opened.desk.perform("person", "add", "Ida Marsh", "--native", "ru=Ида Марш").is_done
        assert [hit["id"] for hit in ask(opened, "people", "марш")] == ["ida-marsh"]
        path = opened.desk.project.digests / "2022-W42" / "geese.yaml"
        path.write_text("schema: 1\ntitle: Geese\n", "utf-8")
        opened.desk.touched()
        assert [hit["id"] for hit in ask(opened, "entries", "gee")] == ["geese"]
        path.write_text("title: [", "utf-8")
        opened.desk.touched()
        assert [hit["label"] for hit in ask(opened, "entries", "geese")] == ["geese"], "by its id, while it is broken"
        people = opened.desk.project.digests / "people.yaml"
        # A copy that comes back from elsewhere is as long as this and brings its own time.
        text, stat = people.read_text("utf-8"), people.stat()
        people.write_text(text.replace("Ida Marsh", "Una Brook"), "utf-8")
        os.utime(people, ns=(stat.st_atime_ns, stat.st_mtime_ns))
        assert [hit["label"] for hit in ask(opened, "people", "una brook")] == ["Una Brook"]
        people.write_text("people: [1, {a: b}]\n", "utf-8")
        assert ask(opened, "people", "ada") == []
        people.unlink()
        assert ask(opened, "people", "ada") == []


def test_what_is_no_kind_is_refused_with_the_kinds_there_are(opened: Opened) -> None:
    status, answer = opened.ask("GET", "/api/complete?kind=persons&q=a")
    assert status == 409
    assert answer["refusal"].startswith('Nothing is called "persons" that could be completed.')
