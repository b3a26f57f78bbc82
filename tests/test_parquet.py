"""Entries and sources as Parquet by year, and packed files: what they hold, and that parts of them are made anew."""

import csv
import gc
import gzip
import io
import json
import sys
import warnings
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from data_files import made_of
from invented import changed, collection
from tables import each
from test_joined import build, cold, contents

from newsdesk.build.parts import Memory
from newsdesk.collection import Collection
from newsdesk.model.more_files import MoreFiles
from newsdesk.output.for_programs import refuse_without
from newsdesk.problems import FRONT_DOOR, Refusal
from newsdesk.views import File
from newsdesk.views.data.catalogue import PACKED
from newsdesk.views.data.standards import package, parquet
from newsdesk.views.data.tables import DAYS, ENTRY_COLUMNS, LISTS, NUMBERS, REALS, SOURCE_COLUMNS, TABLES
from newsdesk.views.pictures.totals import as_data

arro3 = pytest.importorskip("arro3.io")
YEAR = "2022"


def wanting(known: Collection, **extra: bool) -> Collection:
    """A collection with other settings."""
    settings = known.settings
    extra_ = settings.extra.model_copy(update=extra or {"parquet": True, "compressed": True})
    return replace(known, settings=settings.model_copy(update={"extra": extra_}), memo={})


@cache
def files() -> dict[str, File]:
    """The data of the invented collection, with all that there can be."""
    return made_of(wanting(collection()))


def table(name: str, year: str = YEAR) -> dict[str, list[Any]]:
    found = arro3.read_parquet(files()[parquet.path_of(name, year)].raw).read_all()
    return {column: found.column(column).to_pylist() for column in found.column_names}


def test_a_file_a_year_with_the_columns_of_the_tables() -> None:
    years = sorted({week[:4] for week, entries in collection().by_week.items() if entries})
    paths = {path for path in files() if path.endswith(".parquet") and "year=" in path}
    names = ("entries", "sources", "corrections")
    assert paths == {f"data/parquet/{name}/year={year}/{name}.parquet" for name in names for year in years}
    for name, columns in (("entries", ENTRY_COLUMNS), ("sources", SOURCE_COLUMNS)):
        schemas = {str(arro3.read_parquet(files()[parquet.path_of(name, year)].raw).schema) for year in years}
        assert len(schemas) == 1, "the same columns and types in every year"
        for field in arro3.read_parquet(files()[parquet.path_of(name, years[0])].raw).schema:
            kind = "List" if field.name in LISTS else "Date32" if field.name in DAYS else "Utf8"
            assert ("Int32" if field.name in NUMBERS else kind) in str(field.type), field.name
        assert tuple(table(name)) == columns


def test_rows_are_what_the_json_lines_hold_and_no_formula_is_feared() -> None:
    known = [json.loads(line) for line in files()["data/entries.jsonl"].text.splitlines()]
    rows = {id: place for place, id in enumerate(table("entries")["id"])}
    assert list(rows) == sorted(one["id"] for one in known if one["week"][:4] == YEAR)
    for one in known:
        if (place := rows.get(one["id"])) is not None:
            for name in ("title", "summary", "language", "notices", "stories", "countries", "published", "drafted_by"):
                assert table("entries")[name][place] == one[name], (one["id"], name)
    said = [text for one in known if one["week"][:4] == YEAR for text in [one["context"]]]
    assert Counter(table("entries")["context"]) == Counter(said), "as it is, without the apostrophes of CSV"


def test_what_is_contested_and_corrected_is_there_with_its_types() -> None:
    for name in ("questions", "accounts", "outlets", "corrections"):
        path = parquet.path_of("corrections", YEAR) if name == "corrections" else parquet.path_of_whole(name)
        found = arro3.read_parquet(files()[path].raw).read_all()
        rows = [list(found.column(column).to_pylist()) for column in found.column_names]
        assert tuple(found.column_names) == TABLES[name].columns
        plain = list(csv.reader(io.StringIO(files()[f"data/{name}.csv"].text.lstrip("\ufeff"), newline="")))
        assert len(rows[0]) == len(plain) - 1, name
        for field in found.schema:
            kind = "Float64" if field.name in REALS else "Int32" if field.name in NUMBERS else ""
            assert kind in str(field.type)
            assert not kind or field.name not in DAYS | LISTS


def test_counts_are_those_of_stats() -> None:
    told, years = as_data(collection()), parquet.years(collection())
    entries = [row for year in years for row in zip(*map(table("entries", year).get, ("week", "outlet")), strict=True)]
    assert len(entries) == told["totals"]["entries"]
    cited = Counter(cited for year in years for cited in table("sources", year)["cited"])
    assert dict(cited) == {row["cited"]: row["sources"] for row in told["tables"]["How sources are cited"]}
    counts = arro3.read_parquet(files()[parquet.COUNTS].raw).read_all()
    rows = list(zip(*(counts.column(name).to_pylist() for name in counts.column_names), strict=True))
    weeks = {(row["week"], row["entries"], row["outlets"], row["origins"]) for row in told["tables"]["By week"]}
    assert {tuple(row[1:]) for row in rows if row[0] == "digest"} == weeks


def test_packed_files_are_the_plain_ones_and_the_same_each_time() -> None:
    for name in PACKED:
        packed = files()[f"data/{name}.gz"].raw
        assert gzip.decompress(packed) == files()[f"data/{name}"].raw
        assert packed[3:8] == b"\0\0\0\0\0", "neither a name nor a time"


def test_both_are_listed_with_their_sums_and_without_them_nothing_is() -> None:
    sums = {line.split("  ")[1] for line in files()["data/SHA256SUMS"].text.splitlines()}
    assert sums == {path.removeprefix("data/") for path in files() if path.startswith("data/")} - {"SHA256SUMS"}
    index = {one["path"] for one in json.loads(files()["api/v1/index.json"].text)["files"]}
    assert index >= {f"data/{name}" for name in sums}
    described = {one["path"] for one in json.loads(files()[package.PATH].text)["resources"]}
    assert f"parquet/entries/year={YEAR}/entries.parquet" in described
    paths = json.loads(files()["api/v1/openapi.json"].text)["paths"]
    assert f"/data/parquet/sources/year={YEAR}/sources.parquet" in paths
    plain = made_of(collection())
    assert not [path for path in plain if path.endswith((".gz", ".parquet"))]
    assert ".gz" not in plain["api/v1/index.json"].text


def test_validators_read_what_describes_them(tmp_path: Path) -> None:
    frictionless, validator = pytest.importorskip("frictionless"), pytest.importorskip("openapi_spec_validator")
    for path, file in files().items():
        if (path.startswith(("data/", "api/v1/")) and path.count("/") < 3) or path.endswith(".parquet"):
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_bytes(file.raw)
    with warnings.catch_warnings():
        # It leaves packed files open.
        warnings.simplefilter("ignore", ResourceWarning)
        report = frictionless.validate(tmp_path / package.PATH)
        gc.collect()
    # It reads Parquet with an extra of its own.
    assert {note for _, note in report.flatten(["type", "note"])} <= {'Please install "frictionless[parquet]"'}
    assert {"collection-sqlite-gz", "parquet-counts-counts-parquet"} <= {task.name for task in report.tasks}
    told = tmp_path / "api/v1/openapi.json"
    validator.validate(json.loads(told.read_text("utf-8")), base_uri=told.as_uri())


def test_an_entry_that_changes_costs_its_year(tmp_path: Path) -> None:
    site, known = tmp_path / "site", wanting(collection())
    memory, made = build(site, known, Memory("x"))
    was = contents(site)
    other = wanting(changed("strike-called", title="=1+1", summary='Кыска "now", 100 %.'))
    memory, made = build(site, other, memory)
    assert made < 12, "the entry, and the lists that hold it: nothing is read again for the sake of a year"
    now = contents(site)
    assert now == cold(tmp_path, other)
    years = {path for path in now if path.endswith(".parquet") and now[path] != was[path]}
    assert {path.split("/")[3] for path in years if path != parquet.COUNTS} == {f"year={YEAR}"}
    for damaged in (parquet.path_of("entries", YEAR), "data/entries.csv.gz"):
        content = bytearray((site / damaged).read_bytes())
        content[len(content) // 2] ^= 1
        (site / damaged).write_bytes(content)
    memory, _ = build(site, known, memory)
    assert contents(site) == was, "what is damaged is made of what is known, and not of itself"
    assert build(site, replace(known, memo={}), memory)[1] == 0


@each(
    ("wanted", "package", "said"),
    [
        (
            {"parquet": True},
            "arro3.io",
            "extra.parquet in mkdocs.yml needs arro3, which is not installed. Write false there, or install the extra,"
            " once:\n    make setup-machines",
        ),
        (
            {"markdown": True},
            "html_to_markdown",
            "extra.markdown in mkdocs.yml needs html_to_markdown, which is not installed. Write false there, or install"
            " the extra, once:\n    make setup-machines",
        ),
        ({}, "arro3.io", ""),
        ({"parquet": True}, "", ""),
    ],
)
def test_what_is_missing_is_said_before_anything_is_written(wanted: dict[str, bool], package: str, said: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        if package:
            patch.setitem(sys.modules, package, None)
        try:
            refuse_without(MoreFiles(**wanted))
            found = ""
        except Refusal as refusal:
            found = FRONT_DOOR.fill(str(refusal))
    assert found == said


def test_a_year_without_entries_any_more_and_one_of_nothing_but_bare_ones() -> None:
    fresh = [file.raw for path, file in files().items() if path == parquet.path_of("entries", YEAR)]
    ids = table("entries")["id"]
    none = parquet.entries_parquet(fresh[0], ids, [])
    assert arro3.read_parquet(io.BytesIO(b"".join(none))).read_all().num_rows == 0
    assert parquet.sources_parquet(None, [], [b""]) == parquet.sources_parquet(None, [], [])
