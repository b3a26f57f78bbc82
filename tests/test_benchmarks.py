"""The benchmarks: invented collections, the same for the peers, what a command costs, and what is written of it."""

import ast
import random
import re
import sys
from datetime import timedelta
from importlib import import_module
from pathlib import Path

import pytest
import yaml
from tooling import ROOT

BENCHMARKS = ROOT / "benchmarks"


@pytest.fixture(autouse=True)
def _on_path(monkeypatch):
    monkeypatch.syspath_prepend(str(BENCHMARKS))


@pytest.fixture
def little(tmp_path: Path) -> Path:
    root = tmp_path / "collection"
    import_module("generate").generate(root, 5, grown=True)
    return root


def test_modules_are_short_and_say_what_they_are() -> None:
    texts = {path.name: path.read_text("utf-8") for path in sorted(BENCHMARKS.glob("*.py"))}
    assert len(texts) > 10
    assert [name for name, text in texts.items() if not ast.get_docstring(ast.parse(text))] == []
    assert [name for name, text in texts.items() if len(text.splitlines()) > 300] == []


def test_words_are_as_unequal_as_people_use_them_also_where_there_is_no_dictionary(tmp_path: Path) -> None:
    words = import_module("words")
    for language in words.LANGUAGES:
        lexicon = words.lexicon(language, tmp_path)
        drawn = lexicon.draw(random.Random(1), 20_000)
        assert (lexicon.source, len(lexicon.words) > 20_000) == ("made up", True)
        assert drawn.count(lexicon.words[0]) > 1000
        assert len(set(drawn)) > 3000
    (tmp_path / "en.tsv").write_text("somebody's list\nthe\t0.9\nsea\t0.1\n", "utf-8")
    words.lexicon.cache_clear()
    assert words.lexicon("en", tmp_path).words == ("the", "sea")


def test_no_collection_of_any_size_ends_in_the_future() -> None:
    first_week = import_module("generate").first_week
    firsts = {count: first_week(count) for count in (5, 10_000, 30_000, 100_000)}
    assert {day.weekday() for day in firsts.values()} == {0}
    assert [str(firsts[count]) for count in (5, 10_000)] == ["2020-01-06"] * 2
    lasts = [str(day + timedelta(weeks=(count - 1) // 40)) for count, day in firsts.items()]
    assert lasts == ["2020-01-06", "2024-10-14", "2026-10-05", "2026-10-05"]


def test_a_collection_is_written_for_mkdocs_as_it_is_for_us(little: Path, tmp_path: Path) -> None:
    import_module("peer_mkdocs").write(little, tmp_path / "peer")
    entry = yaml.safe_load((little / "digests/2020-W02/entry-3.yaml").read_text("utf-8"))
    page = (tmp_path / "peer/docs/2020/w02/entry-3.md").read_text("utf-8")
    assert [text for text in (entry["title"], entry["summary"], entry["sources"][0]["says"]) if text not in page] == []
    assert entry["title"] in (tmp_path / f"peer/docs/outlets/{entry['outlet']}.md").read_text("utf-8")


@pytest.mark.slow
def test_a_collection_is_written_for_hugo_as_it_is_for_us(little: Path, tmp_path: Path) -> None:
    import_module("peer_hugo").write(little, tmp_path / "peer")
    entry = yaml.safe_load((little / "digests/2020-W02/entry-3.yaml").read_text("utf-8"))
    _, front, _ = (tmp_path / "peer/content/2020/w02/entry-3.md").read_text("utf-8").split("---\n")
    theirs = yaml.safe_load(front)
    assert {**entry, "original": entry["url"]}.items() <= {**theirs, "url": entry["url"]}.items()
    assert theirs["people"] == sorted({source["who"] for source in entry["sources"]})
    base = (tmp_path / "peer/layouts/baseof.html").read_text("utf-8")
    assert "@@" not in base
    assert base.count('{{ block "main" . }}') == 1
    assert 'eq . "stories"' in (tmp_path / "peer/layouts/_partials/nav.html").read_text("utf-8")


def test_what_a_command_costs_counts_its_children_and_what_it_writes(tmp_path: Path) -> None:
    measuring = import_module("measuring")
    work = "open('new', 'w').write('x' * 10); a = bytearray(40_000_000); sum(range(2_000_000))"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {work!r}], check=True)"
    (tmp_path / "old").write_text("old", "utf-8")
    (tmp_path / "below").mkdir()
    found = measuring.cost([sys.executable, "-c", code], tmp_path / "below", writes=tmp_path / "below")
    assert (found.files, found.size) == (1, 10)
    assert found.cpu > 0
    assert found.wall > 0
    with pytest.raises(measuring.Failed, match=r"(?s)ended with 3:\nno, not so"):
        measuring.cost([sys.executable, "-c", "print('no, not so'); raise SystemExit(3)"], tmp_path)


def test_results_say_what_was_measured_what_was_not_and_what_was_not_reached() -> None:
    report, tables, measuring = (import_module(name) for name in ("bench_report", "bench_tables", "measuring"))
    table = tables.Table("10 entries")
    for wall in (1.0, 3.0, 2.0):
        table.add("cold", tables.OURS, measuring.Cost(wall, 1, 100, 3, 1_500_000))
        table.add("cold", "Hugo", measuring.Cost(wall * 2, 4, 50, 3, 3_000_000))
    goals = [report.Goal("as fast", table.ratio("cold", tables.OURS, ("cold", "Hugo")), 0.7)]
    goals += [report.Goal("as small", table.ratio("cold", tables.OURS, ("cold", "Hugo"), "memory"), 0.5)]
    goals += [report.Goal("as old", table.ratio("cold", tables.OURS, ("cold", "896f228")), 0.01, "%")]
    text = report.markdown([table], goals, ["two cores"], 90)
    assert "| as fast | 0.70 × | 0.50 × | yes |" in text
    assert "| as small | 0.50 × | 2.00 × | no |" in text
    assert "| as old | 1.0% | not measured | |" in text
    assert "| cold | newsdesk | 2.00 | 1.00 3.00 2.00 | 1.00 | 100 | 3 | 1,500,000 |  |" in text
    assert "| cold | Hugo | 4.00 | 2.00 6.00 4.00 | 4.00 | 50 | 3 | 3,000,000 | 0.50, 0.25, 2.00, 0.50 |" in text
    picture = report.svg(list(report.bars([table])))
    assert re.findall(r">(\d\.\d\d)</text>", picture) == ["0.50", "0.25", "2.00"]


def test_the_same_edit_is_made_to_our_files_and_to_theirs(tmp_path: Path) -> None:
    sites = import_module("bench_sites")
    ours, theirs = tmp_path / "ours.yaml", tmp_path / "theirs.md"
    ours.write_text("schema: 1\ntitle: 'Да: нет'\noutlet: a\n", "utf-8")
    theirs.write_text("---\ntitle: Море\n---\n", "utf-8")
    for path in (ours, theirs):
        sites.reword(path, 1)
    assert ours.read_text("utf-8") == "schema: 1\ntitle: 'Word1 Да: нет'\noutlet: a\n"
    assert theirs.read_text("utf-8") == "---\ntitle: Word1 Море\n---\n"
    ours.write_text('{"name": "Outlet 1"}, {"name": "Outlet 11"}', "utf-8")
    for turn in (1, 2):
        sites.rename("Outlet 1", turn, ours)
    assert ours.read_text("utf-8") == '{"name": "Outlet 1 of 2"}, {"name": "Outlet 11"}'
    with pytest.raises(AssertionError, match="does not name Outlet 3"):
        sites.rename("Outlet 3", 1, ours)


@pytest.mark.slow
@pytest.mark.parametrize(("left_out", "there"), [("--pages", {False}), ("--no-search", {True})])
def test_what_is_left_out_of_a_build_is_not_there(little: Path, tmp_path: Path, left_out: str, there: set) -> None:
    site = tmp_path / "site"
    command = import_module("bench_sites").ours(little, site, tmp_path / "cache", left_out)
    assert import_module("measuring").cost(command, tmp_path, writes=site).files > 20
    assert (site / "2020/w02/entry-3/index.html").is_file()
    assert not (site / "pagefind").exists()
    assert {(site / name).exists() for name in ("feeds/entries.atom", "api", "2020/w02/digest.eml")} == there


def test_each_goal_is_told_also_where_little_was_measured() -> None:
    tables, cost = import_module("bench_tables"), import_module("measuring").Cost(0.7, 1, 1)
    little, small, serve = tables.Table("1,000 entries"), tables.Table("82 entries, our own"), tables.Table("serve")
    small.add("check, unchanged", tables.OURS, cost)
    serve.add("serve, 82", tables.OURS, cost)
    goals = import_module("bench").goals(little, small, serve, None, None, None, "896f228")
    lines = [goal.line for goal in goals]
    assert "| 82, `serve`, save to screen | 0.30 s | 0.70 s | no |" in lines
    assert "| 82, `check` | 0.60 s | 0.70 s | no |" in lines
    assert len([line for line in lines if line.endswith("not measured | |")]) == len(lines) - 2


def test_large_collections_have_a_part_of_their_own_in_the_results(tmp_path: Path) -> None:
    full, measuring = import_module("bench_full"), import_module("measuring")
    tables = import_module("bench_tables")
    results = tmp_path / "RESULTS.md"
    results.write_text("# Results\n\nx\n\n## Large collections\n\nold\n\n### 9 entries\n\n## Verbs\n\ny\n", "utf-8")
    full.write(results, f"\n{full.HEAD}\n\nnew\n\n")
    full.write(results, f"\n{full.HEAD}\n\nnewer\n")
    assert results.read_text("utf-8") == "# Results\n\nx\n\n## Verbs\n\ny\n\n## Large collections\n\nnewer\n"
    first, second = tables.Table("10 entries"), tables.Table("30 entries")
    first.add("cold", "us", measuring.Cost(1, 2, 100))
    second.add("cold", "us", measuring.Cost(3.5, 6, 150))
    second.add("cold", "them", measuring.Cost(1, 1, 1))
    assert full.growth(first, first) == []
    assert full.growth(first, second) == ["- cold, us: 3.5 × wall, 3.0 × cpu, 1.5 × memory of 10 entries."]


def test_what_engines_count_is_compared_figure_by_figure(monkeypatch, tmp_path: Path) -> None:
    engines = import_module("engines")
    found = [engines.Counted("DuckDB", [], 0.1, 0.2, 2), engines.Counted("Spark", ["weeks"], 4, 5, 1)]
    assert engines.lines(found, ["Said."], 7)[2:] == [
        "| DuckDB | 7 of 7 | 0.1 | 0.2 | 2 |", "| Spark | 6 of 7, not weeks | 4.0 | 5.0 | 1 |", "- Said.",
    ]  # fmt: skip
    monkeypatch.setattr(engines, "installed", lambda home: "no network")
    assert engines.counted(tmp_path, tmp_path) == ([], ["No engine was asked: no network"])
