"""A collection is lifted to another version of the format: once, whole or not at all, and nothing else is touched."""

import argparse
import os
import shutil
from pathlib import Path

import pytest
from formats import DATA, SECOND
from makers import DIGEST, ENTRY, brief, collection, load, write_tree
from terminal import run

import newsdesk.commands.migrate
import newsdesk.store.migrating
from newsdesk.build import Project
from newsdesk.check import check
from newsdesk.problems import FRONT_DOOR, Refusal, as_text
from newsdesk.store.migrating import in_words, plan, write


def test_an_older_file_is_named_with_the_command_and_nothing_else_is_said_of_it() -> None:
    files = {**collection(), ENTRY: "schema: 1\nother: x\n", "outlets.yaml": "schema: 1\noutlets:\n"}
    for path in {*files} - {ENTRY, "outlets.yaml"}:
        files[path] = files[path].replace("schema: 1", "schema: 2")
    problems = check(load(files)[0], SECOND)[1]
    found = [(p.path, *brief([p])[0]) for p in problems if p.rule != "unknown-schema"]
    message = "This is version 1 of the format; this program reads version 2."
    hint = "Run: .venv/bin/python build_digest.py migrate"
    assert found == [
        (f"digests/{ENTRY}", "old-schema", 1, 9, message, hint),
        ("digests/outlets.yaml", "old-schema", 1, 9, message, hint),
    ]


@pytest.mark.parametrize("path", [ENTRY, DIGEST, "outlets.yaml", "people.yaml"])
def test_a_newer_file_is_named_with_the_upgrade(path: str) -> None:
    files = collection()
    files[path] = files[path].replace("schema: 1", "schema: 2") + "more: x\n"
    problems = check(load(files)[0])[1]
    assert as_text([p for p in problems if p.rule != "missing-digest"], FRONT_DOOR) == (
        f"digests/{path}:1:9: new-schema: This is version 2 of the format; this program knows none after 1."
        " Bring the program up to date: run init --upgrade of the newer one on this folder.\n"
    )


@pytest.fixture
def digests(tmp_path: Path) -> Path:
    return write_tree(tmp_path, {**collection(reviewed="{by: Ada, on: 2022-10-22}"), "README.md": "x"})


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_collection_is_lifted_once(digests: Path) -> None:
    before = contents(digests)
    made = plan(digests, digests.parent, SECOND)
    assert made.problems == []
    assert list(in_words(made)) == [
        f"digests/{DIGEST}: version 1 to 2: nothing but the version",
        f'digests/{ENTRY}: version 1 to 2: "url" is now "address"; an interval has two fields; reviewed is two fields;'
        ' "ngo" is now "civil-society", "official" is now "authority"; "cited" is now "how"',
        'digests/outlets.yaml: version 1 to 2: "funder" is now "funders" (2 times); "newspaper" is now "press"',
        "digests/people.yaml: version 1 to 2: nothing but the version",
        "digests/places.yaml: version 1 to 2: nothing but the version",
        "digests/stories.yaml: version 1 to 2: nothing but the version",
        "digests/topics.yaml: version 1 to 2: nothing but the version",
    ]
    assert contents(digests) == before
    write(made, digests)
    after = contents(digests)
    assert after.keys() == before.keys()
    assert after["README.md"] == b"x"
    assert {path for path in after if after[path] == before[path]} == {"README.md"}
    again = plan(digests, digests.parent, SECOND)
    assert (again.lifts, again.problems) == ({}, [])


def test_marks_and_permissions_of_a_file_stay(digests: Path) -> None:
    entry = digests / ENTRY
    entry.write_bytes(b"\xef\xbb\xbf" + entry.read_bytes().replace(b"\n", b"\r\n"))
    entry.chmod(0o640)
    write(plan(digests, digests.parent, SECOND), digests)
    assert entry.read_bytes().startswith(b"\xef\xbb\xbfschema: 2\r\ntitle: ")
    assert entry.read_bytes().count(b"\n") == entry.read_bytes().count(b"\r\n")
    assert entry.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "schema: 3\n",
            "new-schema: This is version 3 of the format; this program knows none after 2. Bring the program"
            " up to date: run init --upgrade of the newer one on this folder.",
        ),
        (
            "schema: x\n",
            "unknown-schema: The version of the format is missing or unknown. Write the version that the file"
            " was written for, such as schema: 1.",
        ),
        (
            "schema: 1\naddress: x\nurl: x\n",
            "not-lifted: This file cannot be lifted to version 2 without risk"
            ' ("url" is now "address"). Change it by hand, and write schema: 2.',
        ),
        (
            "schema: 1\nurl: x\nurl: y\n",
            'duplicate-key: "url" stands here for the second time. It is already in line 2: keep one of them.',
        ),
        (
            "schema: [\n",
            "not-yaml: This is not valid YAML: did not find expected node content. Look at the indentation,"
            " quotes and brackets of this line and the one above; a text that begins with a quotation mark "
            "goes into single"
            " quotes.",
        ),
    ],
)
def test_with_one_file_that_cannot_be_lifted_nothing_is(
    digests: Path, text: str, said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (digests / "2022-W42" / "other.yaml").write_text(text)
    before = contents(digests)
    assert command(digests, monkeypatch) == 1
    printed = capsys.readouterr()
    assert printed.out.count("\n") == 1
    assert printed.out.startswith("digests/2022-W42/other.yaml:")
    assert printed.out.endswith(f": {said}\n")
    assert printed.err == "Nothing was written: 1 error.\n"
    assert contents(digests) == before


def command(digests: Path, monkeypatch: pytest.MonkeyPatch, *, dry: bool = False) -> int:
    monkeypatch.setattr(newsdesk.commands.migrate, "FORMAT", SECOND)
    root = digests.parent
    project = Project(root=root, digests=digests, site=root / "site", cache=root / "cache")
    return newsdesk.commands.migrate.run(project, argparse.Namespace(dry_run=dry))


def test_a_dry_run_writes_nothing(
    digests: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(digests)
    assert command(digests, monkeypatch, dry=True) == 0
    dry = capsys.readouterr().out.splitlines()
    assert len(dry) == 8
    assert dry[-1] == "7 files would be lifted to version 2; nothing was written."
    assert contents(digests) == before
    assert command(digests, monkeypatch) == 0
    wet = capsys.readouterr().out.splitlines()
    assert wet[:-1] == dry[:-1]
    assert wet[-1] == (
        "Lifted 7 files to version 2. Look at the changes, then run: .venv/bin/python build_digest.py check"
    )
    assert command(digests, monkeypatch) == 0
    assert capsys.readouterr().out == "Nothing to do: all files are of version 2.\n"


def test_stopped_in_between_all_files_are_whole_and_the_next_run_ends_it(
    digests: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, count, real = contents(digests), 0, os.replace

    def dies(old: Path, new: Path) -> None:
        nonlocal count
        count += 1
        if count == 4:
            raise KeyboardInterrupt
        real(old, new)

    made = plan(digests, digests.parent, SECOND)
    whole = {path: done.text.encode() for path, done in made.lifts.items()}
    monkeypatch.setattr(newsdesk.store.files.os, "replace", dies)
    with pytest.raises(KeyboardInterrupt):
        write(made, digests)
    monkeypatch.undo()
    half = contents(digests)
    assert half.keys() == before.keys()
    assert sum(half[path] == whole[path] for path in whole) == 3
    assert all(half[path] in (whole[path], before[path]) for path in whole)
    write(plan(digests, digests.parent, SECOND), digests)
    assert {path: contents(digests)[path] for path in whole} == whole


def test_a_file_that_changes_meanwhile_is_not_overwritten(digests: Path) -> None:
    made = plan(digests, digests.parent, SECOND)
    (digests / "topics.yaml").write_text("schema: 1\ntopics: {}\n")
    with pytest.raises(Refusal, match=r"digests/topics\.yaml has changed in the meantime\. Run the command again\."):
        write(made, digests)
    assert (digests / "topics.yaml").read_text() == "schema: 1\ntopics: {}\n"


def test_today_there_is_nothing_to_lift(tmp_path: Path) -> None:
    shutil.copytree(DATA, tmp_path / "p")
    before = contents(tmp_path)
    done = run("migrate", "--root", tmp_path / "p")
    assert (done.returncode, done.stdout, done.stderr) == (0, "Nothing to do: all files are of version 1.\n", "")
    assert contents(tmp_path) == before
    done = run("migrate", "--digests", "/no/such")
    assert done.returncode == 2
    assert "There is no folder /no/such. Name one with --digests or --root." in done.stderr


def test_the_addresses_of_a_week_that_went_out_before_they_were_kept_are_kept(tmp_path: Path) -> None:
    shutil.copytree(DATA, tmp_path / "p")
    kept = tmp_path / "p" / "digests" / "_addresses.txt"
    before = kept.read_text("utf-8")
    kept.write_text(before.replace("2022/w42/\n", ""), "utf-8")
    said = "_addresses.txt: the addresses of 2022-W42, which went out before addresses were kept, {} kept{}.\n"
    dry = run("migrate", "--dry-run", "--root", tmp_path / "p")
    assert (dry.stdout, kept.read_text("utf-8")) == (said.format("would be", ""), before.replace("2022/w42/\n", ""))
    assert run("migrate", "--root", tmp_path / "p").stdout == said.format("are", " now")
    assert set(before.splitlines()) | {"2022/w42/tunnel-syndicated/"} <= set(kept.read_text("utf-8").splitlines())
