"""The real collection: it has no problems, and its schemas are current."""

from pathlib import Path

import pytest

from newsdesk.build import Project, examine
from newsdesk.problems import as_text
from newsdesk.schema import schemas

ROOT = Path(__file__).resolve().parent.parent
DIGESTS = ROOT / "digests"


def test_it_has_no_problems_not_even_warnings(tmp_path: Path) -> None:
    outcome = examine(Project(root=ROOT, digests=DIGESTS, site=tmp_path / "site", cache=tmp_path / "cache"))
    assert as_text(outcome.problems) == ""
    assert outcome.collection
    assert len(outcome.collection.entries) >= 1


@pytest.mark.parametrize("name", schemas())
def test_its_schemas_are_current(name: str) -> None:
    current = (DIGESTS / name).read_text("utf-8") == schemas()[name]
    assert current, "run: python build_digest.py schema"


def test_there_is_no_schema_of_a_kind_that_is_gone() -> None:
    assert {path.name for path in DIGESTS.glob("*.schema.json")} == set(schemas())


@pytest.mark.parametrize("path", sorted(DIGESTS.rglob("*.yaml")), ids=lambda path: path.name)
def test_editors_find_the_schema_of_each_file(path: Path) -> None:
    first = path.read_text("utf-8").split("\n", 1)[0]
    if first.startswith("# yaml-language-server: $schema="):
        assert (path.parent / first.partition("=")[2]).resolve().name in schemas()
