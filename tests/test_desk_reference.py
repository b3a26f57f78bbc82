"""A reference is written and compared on the desk: what an editor chose stands in the entry, all else as it was."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from makers import collection, entry, write_tree
from open_desk import Opened, open_desk

from newsdesk.build import Project

SURVEY = "The university of Lanternmoor found 298 swans on the lake in 2021, after a cold spring. " * 3
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
