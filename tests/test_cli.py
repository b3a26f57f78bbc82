"""The command line: exit codes, output, and what it does and does not write."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tables import each
from terminal import ROOT, run

from newsdesk.build import Project
from newsdesk.build.project import refuse_overlap
from newsdesk.problems import Refusal

DATA = Path(__file__).parent / "data"


def any_entry(project: Path) -> Path:
    return next(path for path in sorted((project / "digests").glob("2*/*.yaml")) if path.name != "_digest.yaml")


def break_entry(project: Path) -> Path:
    entry = any_entry(project)
    text = entry.read_text("utf-8")
    entry.write_text(text.replace("\noutlet: ", "\noutlet: x", 1), "utf-8")
    return entry


def test_build_says_what_it_did_and_where_to_look(warm: Path) -> None:
    first = run("--root", warm)
    assert first.returncode == 0, first.stderr
    assert first.stdout.startswith("Built ")
    assert first.stdout.rstrip().endswith(str(warm / "site" / "index.html"))
    again = run("build", "--root", warm)
    assert ", nothing has changed: " in again.stdout


def test_stats_prints_what_the_collection_holds(project: Path) -> None:
    done = run("stats", "--root", project)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("19 entries, 8 outlets, 9 independent origins, 7 languages, 4 weeks, 2 stories, ")
    weeks = done.stdout.partition("By week")[2].split("\n\n")[0].splitlines()
    assert [line.split() for line in weeks] == [
        ["entries", "outlets", "origins", "languages"],
        ["2022-W39", "4", "4", "2", "3"],
        ["2022-W41", "8", "7", "6", "5"],
        ["2022-W42", "6", "6", "5", "4"],
        ["2022-W43", "1", "1", "1", "1"],
        ["2022-W52", "0", "0", "0", "0"],
    ]
    data = json.loads(run("stats", "--root", project, "--format", "json").stdout)
    assert data["totals"]["entries"] == 19
    assert sum(row["sources"] for row in data["tables"]["By kind of source"]) == data["totals"]["sources"]


def test_stats_weigh_the_site_by_kind_of_file(built: Path, project: Path) -> None:
    assert run("stats", "--root", project, "--site").stderr.endswith("has no site. Build it first.\n")
    (project / "site").symlink_to(built)
    data = json.loads(run("stats", "--root", project, "--site", "--format", "json").stdout)
    by = {one["kind"]: one for one in data["site"]}
    files = [path for path in built.rglob("*") if path.is_file()]
    assert sum(one["files"] for one in by.values()) == len(files)
    assert sum(one["size"] for one in by.values()) == sum(path.stat().st_size for path in files)
    assert by["pages of entries"]["files"] == data["entries"] >= 19
    assert 0 < by["other pages"]["frame"] < by["other pages"]["size"]
    text = run("stats", "--root", project, "--site").stdout
    assert re.search(r"^all +[0-9,]+ +[0-9.]+ +[0-9.]+ +[0-9.]+$", text, re.MULTILINE)
    both = run("stats", "--root", project, "--site", "--balance")
    assert both.stderr.endswith("Ask for one of --balance, --sentences and --site.\n")


def test_stats_of_a_faulty_collection_are_refused(project: Path) -> None:
    broken = break_entry(project)
    done = run("stats", "--root", project)
    assert (done.returncode, done.stdout) == (1, "")
    assert f"digests/{broken.parent.name}/{broken.name}:" in done.stderr
    assert done.stderr.endswith("No figures: 1 error.\n")


def test_the_site_may_lie_elsewhere(warm: Path, tmp_path: Path) -> None:
    assert run("--root", warm, "--site", tmp_path / "out").returncode == 0
    assert (tmp_path / "out" / "index.html").is_file()
    assert not (warm / "site").exists()


def test_digests_may_lie_elsewhere(warm: Path, tmp_path: Path) -> None:
    (warm / "digests").rename(tmp_path / "entries")
    assert run("check", "--root", warm).returncode == 2
    done = run("--root", warm, "--digests", tmp_path / "entries")
    assert done.returncode == 0, done.stderr


def test_an_error_writes_nothing_and_exits_with_1(project: Path) -> None:
    entry = break_entry(project)
    done = run("--root", project)
    assert done.returncode == 1
    assert done.stdout == ""
    shown = entry.relative_to(project).as_posix()
    assert f"{shown}:" in done.stderr
    assert ": unknown-outlet: " in done.stderr
    assert done.stderr.rstrip().endswith("Nothing was written: 1 error.")
    assert not (project / "site").exists()


def test_an_error_leaves_the_last_good_site(warm: Path) -> None:
    run("--root", warm)
    before = {p: p.read_bytes() for p in (warm / "site").rglob("*") if p.is_file()}
    break_entry(warm)
    assert run("--root", warm).returncode == 1
    assert {p: p.read_bytes() for p in (warm / "site").rglob("*") if p.is_file()} == before


def test_check_in_three_formats(project: Path) -> None:
    assert run("check", "--root", project).returncode == 0
    shown = break_entry(project).relative_to(project).as_posix()
    text = run("check", "--root", project)
    assert (text.returncode, text.stdout.split(":")[0]) == (1, shown)
    assert text.stderr.startswith("Checked: 1 error.\n")
    github = run("check", "--root", project, "--format", "github")
    assert github.stdout.startswith(f"::error file={shown},line=")
    problems = json.loads(run("check", "--root", project, "--format", "json").stdout)
    assert [(p["path"], p["rule"], p["severity"]) for p in problems] == [(shown, "unknown-outlet", "error")]


def test_warnings_exit_with_0(project: Path) -> None:
    entry = any_entry(project)
    text = entry.read_text("utf-8")
    entry.write_text(text.replace("\nlanguage: en\n", "\nlanguage: kg\n", 1), "utf-8")
    done = run("check", "--root", project)
    assert done.returncode == 0
    assert 'warning: confused-language: "kg" is the language Kongo. Did you mean "ky"?' in done.stdout


def test_problems_in_mkdocs_yml_have_a_place(project: Path) -> None:
    config = project / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("links: text", "links: none"), "utf-8")
    done = run("check", "--root", project)
    assert done.returncode == 1
    line = next(n for n, t in enumerate(config.read_text("utf-8").splitlines(), 1) if "links: none" in t)
    assert f"mkdocs.yml:{line}:" in done.stdout
    assert 'unknown-term: "none" is not a term of "links".' in done.stdout


@each(
    ("arguments", "code", "said"),
    [
        (["frobnicate"], 2, "invalid choice: 'frobnicate'"),
        (["check", "--format", "xml"], 2, "invalid choice: 'xml'"),
        (["--no-such-option"], 2, "unrecognized arguments: --no-such-option"),
        (["check", "--root", "/no/such/folder"], 2, "There is no folder /no/such/folder/digests."),
        (["check", "--digests", "/no/such"], 2, "There is no folder /no/such. Name one with --digests"),
        (["schema", "--digests", "/no/such"], 2, "There is no folder /no/such."),
    ],
)
def test_wrong_usage_exits_with_2_without_a_traceback(arguments: list[str], code: int, said: str) -> None:
    done = run(*arguments)
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_site_on_top_of_its_sources_is_refused(project: Path) -> None:
    before = sorted(project.rglob("*"))
    done = run("--root", project, "--site", project / "digests" / "2022-W42" / "site")
    assert done.returncode == 1
    assert "Choose another folder with --site" in done.stderr
    assert sorted(path for path in project.rglob("*") if ".cache" not in path.parts) == before
    for target in (".", "digests", "docs", "docs/site", ".."):
        with pytest.raises(Refusal, match="Choose another folder with --site"):
            refuse_overlap(Project(project, project / "digests", project / target, project / ".cache"))


def test_help_names_every_command_and_option() -> None:
    said = run("--help").stdout
    for word in ("build", "check", "serve", "schema"):
        assert word in said
        assert "--root" in run(word, "--help").stdout
    assert run("--version").stdout.startswith("newsdesk ")


def test_two_builds_in_two_places_are_byte_identical(project: Path, built: Path, tmp_path: Path) -> None:
    """One in this process, one in another whose sets and dictionaries have other orders, with nothing at hand."""
    deep = shutil.move(project, tmp_path / "else" / "where")
    done = run("--root", deep, "--site", deep / "out", PYTHONHASHSEED="1")
    assert done.returncode == 0, done.stderr
    trees = [
        {p.relative_to(top): p.read_bytes() for p in top.rglob("*") if p.is_file()} for top in (built, deep / "out")
    ]
    assert trees[0] == trees[1]


def test_a_reader_that_goes_away_gets_no_traceback(project: Path) -> None:
    break_entry(project)
    command = f"{sys.executable} {ROOT}/build_digest.py check --root {project} | true"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr


def test_without_the_packages_the_front_door_says_what_to_run(tmp_path: Path) -> None:
    shutil.copy(ROOT / "build_digest.py", tmp_path)
    done = subprocess.run(
        [sys.executable, "-I", "-S", "build_digest.py"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    for line in (
        "make site",
        "uv run build_digest.py",
        "python3 -m venv .venv",
        ".venv/bin/python -m pip install --require-hashes -r requirements.txt",
    ):
        assert f"    {line}\n" in done.stderr + "\n"


def test_schemas_are_written_once(project: Path) -> None:
    shutil.rmtree(project / "digests" / "none", ignore_errors=True)
    for schema in (project / "digests").glob("*.schema.json"):
        schema.unlink()
    assert "entry.schema.json" in run("schema", "--root", project).stdout
    assert run("schema", "--root", project).stdout == "The schemas are current.\n"
    assert run("check", "--root", project).returncode == 0


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            ("site_url: https://example.org/press/", "site_url: !ENV SITE_URL"),
            'tag: "site_url" is given by the tag !ENV. Write the value out.',
        ),
        (
            ("site_url: https://example.org/press/", 'site_url: !ENV [A, "https://example.org/"]'),
            'tag: "site_url" is given by the tag !ENV. Write the value out.',
        ),
        (
            ("site_url: https://example.org/press/", "since: 2022-13-45"),
            'wrong-value: "2022-13-45" is taken for a number or a date, and is none. Put a text in quotes.',
        ),
    ],
)
def test_settings_that_only_mkdocs_understands_are_named(project: Path, change: tuple[str, str], said: str) -> None:
    config = project / "mkdocs.yml"
    assert change[0] in config.read_text("utf-8")
    config.write_text(config.read_text("utf-8").replace(*change), "utf-8")
    done = run("check", "--root", project)
    assert done.returncode == 1
    assert said in done.stdout
    assert "Traceback" not in done.stderr


def test_what_the_system_refuses_is_said_without_a_traceback(warm: Path) -> None:
    (warm / "out").write_text("in the way")
    done = run("--root", warm, "--site", warm / "out" / "site")
    assert done.returncode == 1
    assert str(warm / "out") in done.stderr


@pytest.mark.parametrize("port", ["0", "99999", "-1", "http"])
def test_a_port_that_is_none_is_wrong_usage(port: str) -> None:
    done = run("serve", f"--port={port}")
    assert done.returncode == 2
    assert "is not a port: choose one from 1024 to 65535" in done.stderr


def test_a_hand_written_file_wins_over_one_of_ours(warm: Path) -> None:
    (warm / "docs" / "robots.txt").write_text("User-agent: *\nDisallow: /\n")
    assert run("--root", warm).returncode == 0
    assert (warm / "site" / "robots.txt").read_text() == "User-agent: *\nDisallow: /\n"


def test_what_is_no_ordinary_file_is_named_and_not_waited_for(project: Path, tmp_path: Path) -> None:
    os.mkfifo(project / "digests" / "2022-W42" / "pipe.yaml")
    (tmp_path / "week").mkdir()
    (project / "digests" / "2022-W50").symlink_to(tmp_path / "week")
    (project / "digests" / "2022-W42" / "digest.yaml").write_text("schema: 1\nstatus: draft\n")
    done = run("check", "--root", project)
    assert done.stdout.splitlines() == [
        'digests/2022-W42/digest.yaml:1:1: unknown-file: Nothing reads "digest.yaml". Call it "_digest.yaml".',
        "digests/2022-W42/pipe.yaml:1:1: unknown-file: This is no ordinary file. Put the files themselves here.",
        "digests/2022-W50:1:1: unknown-file: This is a link to a folder. Put the files themselves here.",
    ]


def test_a_terminal_that_shows_ascii_only_gets_every_message(project: Path) -> None:
    entry = any_entry(project)
    entry.write_text(entry.read_text("utf-8").replace("\noutlet: ", "\noutlet: Ж", 1), "utf-8")
    done = run("check", "--root", project, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "\\u0416" in done.stdout
