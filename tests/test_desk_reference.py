"""A reference is written and compared on the desk: what an editor chose stands in the entry, all else as it was."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from drafting import needs_extra
from hostile_server import hostile_server, resolver
from makers import collection, entry, write_tree
from open_desk import Opened, open_desk
from test_fetch import only_home

from newsdesk.build import Project
from newsdesk.desk.citing.again import compare_again
from newsdesk.intake.reach import Guard

SURVEY = "The university of Lanternmoor found 298 swans on the lake in 2021, after a cold spring. " * 3
OWN = (
    b'<link rel=canonical href="https://x.example/own"><meta property="og:site_name" content="The Pier">'
    b'<meta property="article:published_time" content="2022-10-18T08:00:00Z">'
)
REFERENCES = """
  # The other paper.
  beacon-2022:
    url: https://beacon.example/counts
    outlet: beacon  # registered"""
FERRY = entry(
    title="Ferry stops",
    url="https://lantern.example/ferry",
    published="2022-10-25",
    accessed="2022-10-26",
    added="2022-10-26",
    stories="[]",
    context="A survey of the university found 298 swans on the lake of Lanternmoor in 2021 [survey].",
    references=REFERENCES,
).replace("drafted_by", "# By hand.\ndrafted_by")


def project_at(root: Path) -> Project:
    files = {**collection(), "2022-W43/_digest.yaml": "schema: 1\nstatus: draft\n"}
    write_tree(root, {**files, "2022-W43/ferry.yaml": f"status: draft\n{FERRY}"})
    (root / "mkdocs.yml").write_text("site_name: Swans\ntheme: {name: material}\n", "utf-8")
    return Project(root, root / "digests", root / "site", root / ".cache")


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    with open_desk(project_at(tmp_path)) as one:
        yield one


def write(opened: Opened, reference: dict[str, Any], entry: str = "ferry", **more: Any) -> dict[str, Any]:
    status, answer = opened.ask("POST", "/api/reference", {"entry": entry, "reference": reference, **more})
    assert status == 200, answer
    return dict(answer)


def file_of(opened: Opened) -> str:
    return (opened.desk.project.digests / "2022-W43" / "ferry.yaml").read_text("utf-8")


PASSAGE = {"text": "found 298 swans on the lake", "language": "en", "stance": "supports", "source": "first-hand"}


def test_a_reference_is_written_and_all_else_stays(opened: Opened) -> None:
    before = file_of(opened)
    url = "https://survey.example/2021"
    given = {"url": url, "title": "Swans of 2021", "publisher": "University", "published": "2021", "outlet": "",
             "accessed": "2022-11-08", "passages": [PASSAGE]}  # fmt: skip
    done = write(opened, given, id="survey", pasted=SURVEY, language="en")
    assert (done["id"], done["faults"]) == ("survey", {})
    assert file_of(opened) == before.replace(
        "# registered\n",
        "# registered\n"
        "  survey:\n    url: https://survey.example/2021\n    title: Swans of 2021\n    publisher: University\n"
        "    published: '2021'\n    accessed: 2022-11-08\n    passages:\n"
        "      - text: found 298 swans on the lake\n        language: en\n        stance: supports\n"
        "        source: first-hand\n",
    )
    assert "fingerprint ferry" in done["compared"]["command"]
    assert done["compared"]["done"], done
    assert done["stands"] == ["found 298 swans on the lake", "298", "Lanternmoor", "2021"]
    assert done["compared"]["said"][0].startswith("Wrote the evidence of survey.example/2021: 48 words, a part of it")
    assert (opened.desk.project.digests / "pages.yaml").exists()
    assert [one for one in done["problems"] if "survey" in one["words"] and one["severity"] == "error"] == []


def test_a_draft_with_open_fields_is_compared_all_the_same(opened: Opened) -> None:
    path = opened.desk.project.digests / "2022-W43" / "ferry.yaml"
    text = file_of(opened).replace("summary: The", "summary: TODO The").replace("outlet: lantern\n", "outlet: TODO\n")
    path.write_text(text.replace("found 298 swans", "found 911 swans"), "utf-8")
    given = {"url": "https://survey.example/2021", "passages": [{**PASSAGE, "text": "found 300 geese on the lake"}]}
    done = write(opened, given, id="survey", pasted=SURVEY, language="en")
    assert done["stands"] == ["Lanternmoor", "2021"]
    said = " ".join(one["words"] for one in done["problems"])
    assert "911" in said
    assert "found 300 geese" in said


def test_evidence_of_pages_says_what_an_entry_says_once_it_is_finished(opened: Opened) -> None:
    path = opened.desk.project.digests / "2022-W43" / "ferry.yaml"
    more = (
        " The other paper counts on other days than the university does, so that nobody can add both up [beacon-2022]."
    )
    path.write_text(file_of(opened).replace("in 2021 [survey].", f"in 2021 [survey].{more}"), "utf-8")
    given = {"url": "https://survey.example/2021", "accessed": "2022-10-26", "passages": [PASSAGE]}
    write(opened, given, id="survey", pasted=SURVEY, language="en")
    assert opened.desk.perform("finish", "ferry").is_done
    (done,) = compare_again(opened.desk, "ferry")
    assert done.is_done, done
    assert "a part of it" in done.said[0], "what was pasted is no whole page"
    assert any("stands in the page" in line and "found 298 swans" in line for line in done.said)
    said = opened.desk.perform("check", "--notes").said
    assert not [line for line in said if "ferry.yaml" in line and "survey" in line], said


def test_what_is_no_reference_is_told_by_field_and_not_written(opened: Opened) -> None:
    before = file_of(opened)
    wrong: dict[str, tuple[dict[str, Any], str, set[str]]] = {
        "nothing": ({}, "x", {""}),
        "both": ({"url": "https://a.example/", "entry": "swans-counted"}, "x", {""}),
        "no address": ({"url": "javascript:alert(1)"}, "x", {"url"}),
        "no day": ({"url": "https://a.example/", "accessed": "yesterday"}, "x", {"accessed"}),
        "no id": ({"url": "https://a.example/"}, "A mark", {"id"}),
        "no source": (
            {"url": "https://a.example/", "passages": [{"text": "x", "stance": "supports"}]},
            "x",
            {"stance"},
        ),
        "no list": ({"url": "https://a.example/", "passages": "x"}, "x", {"passages"}),
    }
    for name, (given, id, fields) in wrong.items():
        done = write(opened, given, id=id)
        assert (done["id"], set(done["faults"])) == (None, fields), name
    assert file_of(opened) == before
    for odd in ("nobody", "../people", "", "2022-W43/ferry"):
        assert opened.ask("POST", "/api/reference", {"entry": odd, "reference": {"entry": "swans-counted"}})[0] == 409


def test_what_has_gone_out_gets_references_and_no_other_changes(opened: Opened) -> None:
    folder = opened.desk.project.digests / "2022-W43"
    (folder / "ferry.yaml").write_text(file_of(opened).replace("status: draft\n", ""), "utf-8")
    digest = folder / "_digest.yaml"
    digest.write_text("schema: 1\nstatus: published\npublished: 2022-11-01\n", "utf-8")
    before = file_of(opened)
    changed = write(opened, {"url": "https://beacon.example/other", "outlet": "beacon"}, id="beacon-2022")
    assert (changed["id"], changed["faults"]) == (
        None,
        {"": ["This has gone out: what changes in it is corrected at /after/ferry."]},
    )
    assert file_of(opened) == before
    assert write(opened, {"url": "https://survey.example/more"}, id="more")["id"] == "more"
    assert write(opened, {"url": "https://survey.example/more"}, id="")["id"] == "more", (
        "written twice, it is there once"
    )
    # Where the addresses that went out are kept, its week tells nothing of an entry: this one joins it later.
    (folder.parent / "_addresses.txt").write_text("2022/w43/\n2022/w43/swans-leave/\n", "utf-8")
    again = {"url": "https://beacon.example/other", "outlet": "beacon"}
    assert write(opened, again, id="beacon-2022")["id"] == "beacon-2022"
    assert "\nstatus: draft\n" in file_of(opened), "nothing else would tell it from what is finished"
    correct = opened.desk.perform("correct", "ferry", "byline", "--to", "A", "--kind", "minor", "--why", "B")
    assert "has not gone out yet" in correct.complained[0]


def test_ids_follow_from_who_published_it_and_other_fields_stay(opened: Opened) -> None:
    assert write(opened, {"url": "https://www.survey.example/a", "published": "2021-03"})["id"] == "survey-2021"
    assert write(opened, {"url": "https://survey.example/b", "published": "2021-04"})["id"] == "survey-2021-2"
    assert write(opened, {"entry": "swans-counted"})["id"] == "swans-counted"
    path = opened.desk.project.digests / "2022-W43" / "ferry.yaml"
    path.write_text(file_of(opened).replace("outlet: beacon  #", "by_hand: yes\n    outlet: beacon  #"), "utf-8")
    faults = write(opened, {"url": "https://beacon.example/counts", "outlet": "beacon", "title": "X"}, id="beacon-2022")
    assert faults["faults"], "a field that no model knows is told, and the file stays"
    assert "by_hand: yes\n    outlet: beacon  # registered" in file_of(opened)


@needs_extra
def test_hostile_pages_are_refused_in_words_and_shown_as_text(tmp_path: Path) -> None:
    with hostile_server() as server, open_desk(project_at(tmp_path)) as opened:
        hosts = resolver(page_example="127.0.0.1", inner_example="10.0.0.7", other_example="127.0.0.1")
        opened.desk.guard = Guard(only_home, hosts, seconds=2.0, max_bytes=200_000)
        place = f"http://page.example:{server.port}"
        status, page = opened.ask("POST", "/api/reference/read", {"url": f"{place}/page"})
        assert (status, page["title"], page["published"]) == (200, "Swans counted again", "2022-10-18")
        assert page["paragraphs"][1].startswith("The council of Lanternmoor counted 312 swans")
        refused = {
            f"{place}/huge": "larger", f"{place}/picture": "Only pages", f"{place}/gone": "answers",
            f"{place}/bomb": "",
            "http://inner.example/": "not on the public internet", "file:///etc/passwd": "no address",
            "captures/x.txt": "", "": "", "http://127.0.0.1:1/": "",
        }  # fmt: skip
        for url, words in refused.items():
            status, answer = opened.ask("POST", "/api/reference/read", {"url": url})
            assert status == 409, url
            assert words in answer["refusal"], (url, answer)
        files = [path.name for path in (opened.desk.project.root / ".desk" / "read").iterdir()]
        assert len(files) == 1, "what was refused is not kept"
        hostile = (
            b"<!doctype html><html lang=en><title>X</title>" + OWN + b"<main><h1>X</h1><p>" + b"Words of a page. " * 40
        )
        raw = hostile + b"<script>alert(1)</script><img src=x onerror=alert(1)></p></main>"
        # What is no address gives way to the page's own.
        own = "https://x.example/own"
        for typed, address in (("https://x.example/a", "https://x.example/a"), ("", own), ("x.example", own)):
            path = f"/api/reference/upload?url={typed}"
            answer, text = opened.send("POST", path, raw, x_desk=opened.desk.token, origin=opened.address)
            assert answer.status == 200
            assert "alert" not in text
            page = json.loads(text)
            assert {name: page[name] for name in ("address", "title", "publisher", "published")} == {
                "address": address, "title": "X", "publisher": "The Pier", "published": "2022-10-18",
            }  # fmt: skip
        for raw in (b"\x89PNG\r\n\x1a\n" + bytes(64), b"", b"PK\3\4" + bytes(64)):
            answer, _ = opened.send(
                "POST", "/api/reference/upload", raw, x_desk=opened.desk.token, origin=opened.address
            )
            assert answer.status == 409
