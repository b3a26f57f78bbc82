"""What describes our data to programs is read by their own validators, and says what is there."""

import csv
import hashlib
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import yaml
from data_files import files
from invented import collection

from newsdesk.views.data.catalogue import DOWNLOADS, KINDS
from newsdesk.views.data.standards import llms, openapi, package
from newsdesk.views.data.tables import TABLES


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data as somebody has saved it."""
    top = tmp_path_factory.mktemp("data")
    for path, file in files().items():
        if path.startswith(("data/", "api/")):
            (top / path).parent.mkdir(parents=True, exist_ok=True)
            (top / path).write_bytes(file.raw)
    return top


def test_the_tables_are_a_data_package(saved: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    report = frictionless.validate(saved / package.PATH)
    assert report.flatten(["type", "note"]) == []
    told = json.loads((saved / package.PATH).read_text("utf-8"))
    described = {one["name"]: one["schema"]["fields"] for one in told["resources"] if one["path"].endswith(".csv")}
    columns = {name: tuple(field["name"] for field in fields) for name, fields in described.items()}
    assert columns == {name: table.columns for name, table in TABLES.items()}
    left_out = {"datapackage.json", "SHA256SUMS"}
    assert {one["path"] for one in told["resources"]} == {name for name, *_ in DOWNLOADS} - left_out
    assert all(field["description"].endswith(".") for fields in described.values() for field in fields)

    for one in told["resources"]:
        raw = (saved / "data" / one["path"]).read_bytes()
        assert (one["bytes"], one["hash"]) == (len(raw), f"sha256:{hashlib.sha256(raw).hexdigest()}")
    (base,) = [one for one in told["resources"] if one["path"] == "collection.sqlite"]
    with closing(sqlite3.connect(saved / "data" / "collection.sqlite")) as db:
        for table in base["tables"]:
            there = [row[1] for row in db.execute(f'PRAGMA table_info("{table["name"]}")')]
            assert [field["name"] for field in table["schema"]["fields"]] == there, table["name"]


def test_the_data_has_a_version_a_licence_and_a_reference(saved: Path) -> None:
    day = max(edition.date for digest in collection().digests.values() for edition in digest.editions)
    told = json.loads((saved / package.PATH).read_text("utf-8"))
    index = json.loads((saved / "api/v1/index.json").read_text("utf-8"))
    cff = yaml.safe_load((saved / "data/CITATION.cff").read_text("utf-8"))
    assert told["version"] == f"{day.year}.{day.month}.{day.day}"
    assert index["data_version"] == cff["version"] == str(day)
    assert str(day) in index["cite_as"]
    assert index["cite_as"] == told["citation"]
    assert index["cite_as"] in (saved / "data/README.txt").read_text("utf-8")
    assert f"version = {{{day}}}" in (saved / "data/citation.bib").read_text("utf-8")
    for line in (saved / "data/entries.jsonl").read_text("utf-8").splitlines():
        assert json.loads(line)["licence"] == index["licence"]["web"]


@pytest.mark.parametrize(
    ("column", "wrong", "said"),
    [("cited", "shouted", "constraint-error"), ("position", "first", "type-error"), ("entry", "nobody", "foreign-key")],
)
def test_what_does_not_fit_its_description_is_found(
    saved: Path, tmp_path: Path, column: str, wrong: str, said: str
) -> None:
    frictionless = pytest.importorskip("frictionless")
    for name in ("entries.csv", "sources.csv", "outlets.csv", "datapackage.json"):
        (tmp_path / name).write_bytes((saved / "data" / name).read_bytes())
    told = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    some = [one for one in told["resources"] if one["name"] in ("entries", "sources", "outlets")]
    (tmp_path / "datapackage.json").write_text(json.dumps({**told, "resources": some}), "utf-8")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "sources.csv").read_text("utf-8-sig"), newline="")))
    rows[0][column] = wrong
    with (tmp_path / "sources.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    found = frictionless.validate(tmp_path / "datapackage.json").flatten(["type"])
    assert [said] in found


def test_the_api_is_described_file_by_file(saved: Path) -> None:
    validator = pytest.importorskip("openapi_spec_validator")
    told = json.loads((saved / openapi.PATH).read_text("utf-8"))
    validator.validate(told, base_uri=(saved / openapi.PATH).as_uri())
    for path, one in told["paths"].items():
        if "{id}" not in path:
            assert (saved / path.lstrip("/")).is_file(), path
        reference = one["get"]["responses"]["200"]["content"].get("application/json", {}).get("schema", {}).get("$ref")
        assert not reference or (saved / "api/v1" / reference).is_file()
    one = {path.split("/")[3] for path in told["paths"] if path.endswith("/{id}.json")}
    assert one == {kind.name for kind in KINDS if kind.has_files}
    for name in one:
        assert any((saved / "api/v1" / name).iterdir())
    catalog = json.loads((saved / openapi.CATALOG).read_text("utf-8"))
    (link,) = catalog["linkset"]
    assert link["anchor"] == "https://example.org/press/api/v1/index.json"
    # Linters of OpenAPI want it said that nobody has to show who they are, and no slash at the end of a server.
    assert (told["security"], told["servers"]) == ([], [{"url": "../.."}])
    assert link["service-desc"] == [{"href": f"https://example.org/press/{openapi.PATH}", "type": openapi.MEDIA}]
    assert openapi.WELL_KNOWN not in files(), "that is the place of the host's root"


def test_programs_that_read_for_somebody_are_told_what_to_pass_on() -> None:
    text = llms.llms(collection())
    assert text.startswith("# Sample Strait Digest\n\n> An invented collection, for tests.\n")
    assert "`notices`" in text
    known = set(files()) | {"how-we-work/", "stories/", "digests/", "corrections/", "about/"}
    for line in text.splitlines():
        if line.startswith("- ["):
            address = line.partition("](")[2].partition(")")[0]
            assert address.removeprefix("https://example.org/press/") in known, address
