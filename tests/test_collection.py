"""The real collection: it has no problems, and its schemas are current."""

import shutil
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
    assert current, "run: .venv/bin/python build_digest.py schema"


def test_there_is_no_schema_of_a_kind_that_is_gone() -> None:
    assert {path.name for path in DIGESTS.glob("*.schema.json")} == set(schemas())


@pytest.mark.parametrize("path", sorted(DIGESTS.rglob("*.yaml")), ids=lambda path: path.name)
def test_editors_find_the_schema_of_each_file(path: Path) -> None:
    first = path.read_text("utf-8").split("\n", 1)[0]
    if first.startswith("# yaml-language-server: $schema="):
        assert (path.parent / first.partition("=")[2]).resolve().name in schemas()


SEED = "2022-W42/hizb-ut-tahrir-who-inspires-kyrgyzstan.yaml"


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("Kyrgyzstan can also choose its partner.", "Kyrgyzstan must also choose its partner.", "quotation-not-found"),
        ("cancellation is not yet known.", "cancellation is now known.", "quotation-not-found"),
        ("name_printed: Sadyr Zhaparov", "name_printed: Sadyr Japarov", "name-not-found"),
    ],
)
def test_its_first_entry_is_held_by_its_fingerprint(tmp_path: Path, old: str, new: str, rule: str) -> None:
    digests = tmp_path / "digests"
    shutil.copytree(DIGESTS, digests)
    entry = digests / SEED
    text = entry.read_text("utf-8")
    assert text.count(old) == 1
    entry.write_text(text.replace(old, new), "utf-8")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    outcome = examine(Project(root=tmp_path, digests=digests, site=tmp_path / "site", cache=tmp_path / "cache"))
    (problem,) = outcome.problems
    line = text[: text.index(old)].count("\n") + 1
    assert (problem.path, problem.rule) == (f"digests/{SEED}", rule)
    assert line - 1 <= problem.line <= line
    assert problem.column > 1
