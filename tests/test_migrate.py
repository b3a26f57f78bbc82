"""Formats grow: an invented version 2 and 3, lifted in plain data and in text, with comments kept."""

import argparse
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from makers import DIGEST, ENTRY, brief, collection, load, write_tree
from test_cli import run

import newsdesk.commands.migrate
import newsdesk.store.migrating
from newsdesk.build import Project
from newsdesk.check import check
from newsdesk.load import parse
from newsdesk.load.lift import Lift, lift
from newsdesk.model import Entry
from newsdesk.model.versions import ANY, FORMAT, KINDS, Change, Format, kind_of, lifted, renamed, split, terms
from newsdesk.problems import Problem, Refusal, as_text
from newsdesk.store.migrating import in_words, plan, write

DATA = Path(__file__).parent / "data"


def _from_to(value: str) -> dict[str, Any]:
    first, _, last = value.partition("/")
    return {"published": first, "published_until": last or None}


TWO = {
    "entry": (
        renamed(("url",), "address"),
        split(("published",), _from_to, "an interval has two fields"),
        split(("reviewed",), lambda old: {"reviewer": old["by"], "day": old["on"]}, "reviewed is two fields", dict),
        terms(("sources", ANY, "actor"), {"ngo": "civil-society", "official": "authority"}),
        renamed(("sources", ANY, "cited"), "how"),
        terms(("countries", ANY), {"SU": "RU"}),
    ),
    "outlets": (
        renamed(("outlets", ANY, "funder"), "funders"),
        terms(("outlets", ANY, "kind", "value"), {"newspaper": "press"}),
    ),
}
SECOND = Format((TWO,))
THIRD = Format((TWO, {"entry": (renamed(("address",), "link"), renamed(("sources",), "voices"))}))

TEXTS = {
    "a field is renamed": (
        "schema: 1   # one\n# above\nurl: https://a.example/  # beside\ntitle: url\n",
        "schema: 2   # one\n# above\naddress: https://a.example/  # beside\ntitle: url\n",
    ),
    "a quoted field, and an empty one": (
        "{'schema': 1, \"url\": , 'title': \"x\"}\n",
        "{'schema': 2, address: , 'title': \"x\"}\n",
    ),
    "a field is split": (
        "schema: 1\npublished: 2022-10-03/2022-10-09  # two days\n\n# below\ntitle: x\n",
        "schema: 2\npublished: '2022-10-03'  # two days\npublished_until: '2022-10-09'\n\n# below\ntitle: x\n",
    ),
    "a field is split and its first part stays": (
        "title: x\npublished: 2022~ # about\nschema: 1",
        "title: x\npublished: 2022~ # about\npublished_until: null\nschema: 2",
    ),
    "in brackets": (
        "{schema: 1, published: 2022-10-03/2022-10-09, title: x}\n",
        "{schema: 2, published: '2022-10-03', published_until: '2022-10-09', title: x}\n",
    ),
    "a group is split, at the end of the file": (
        'schema: 1\nreviewed:   # by whom\n  by: "A: B"\n  on: 2022-10-09   # a day\n',
        "schema: 2\nreviewer:   # by whom\n  'A: B'   # a day\nday: '2022-10-09'\n",
    ),
    "a group in brackets is split": (
        "schema: 1\nreviewed: {by: Ada, on: 2022-10-09,} # so\ntitle: x\n",
        "schema: 2\nreviewer: Ada # so\nday: '2022-10-09'\ntitle: x\n",
    ),
    "words of a vocabulary": (
        "schema: 1\nsources:\n  # first\n  - actor: ngo   # a\n    name: ngo\n    cited: quoted\n"
        "  - {name: x, actor: 'official', cited: relayed}\n  - actor: party\ncountries: [KG, SU]\n",
        "schema: 2\nsources:\n  # first\n  - actor: civil-society   # a\n    name: ngo\n    how: quoted\n"
        "  - {name: x, actor: authority, how: relayed}\n  - actor: party\ncountries: [KG, RU]\n",
    ),
    "folded texts stay as they are": (
        "schema: 1\nsummary: >-\n  url: a\n\n  b\n# c\nurl: >-\n  https://a.example/\n\n\ntitle: |\n  x\n",
        "schema: 2\nsummary: >-\n  url: a\n\n  b\n# c\naddress: >-\n  https://a.example/\n\n\ntitle: |\n  x\n",
    ),
    "a folded text is split": (
        "schema: 1\npublished: >-\n  2022/\n  2023\n# c\ntitle: x\n",
        "schema: 2\npublished: '2022'\npublished_until: ' 2023'\n# c\ntitle: x\n",
    ),
    "the line ends of Windows": (
        "schema: 1\r\npublished: 2022/2023 # c\r\nurl: null\r\n",
        "schema: 2\r\npublished: '2022' # c\r\npublished_until: '2023'\r\naddress: null\r\n",
    ),
    "letters beyond the plane": (
        "schema: 1\ntitle: 😀 Толкун [a]\nurl: https://a.example/\n",
        "schema: 2\ntitle: 😀 Толкун [a]\naddress: https://a.example/\n",
    ),
    "of the wrong type, it stays for the check": (
        "schema: 1\npublished: [2022]\nsources: none\nreviewed: Ada\n",
        "schema: 2\npublished: [2022]\nsources: none\nreviewed: Ada\n",
    ),
    "nothing but the version": ("title: x\nschema:   1\n", "title: x\nschema:   2\n"),
}


def of(text: str, kind: str = "entry", known: Format = SECOND) -> Lift | Problem:
    document, problems = parse("digests/2022-W42/x.yaml", text.encode())
    assert document, problems
    assert problems == []
    made = lift(kind, document, known)
    if isinstance(made, Lift):
        after, problems = parse("x", made.text.encode())
        assert after, problems
        assert after.data == lifted(kind, document.data, known)
    return made


@pytest.mark.parametrize(("before", "after"), TEXTS.values(), ids=TEXTS.keys())
def test_the_text_of_an_entry(before: str, after: str) -> None:
    made = of(before)
    assert isinstance(made, Lift), made
    assert made.text == after


def test_the_text_of_a_register() -> None:
    made = of(
        "schema: 1\noutlets:\n  # one\n  a:\n    funder: unknown\n    kind: {value: newspaper}\n  b: {funder: x}\n",
        "outlets",
    )
    assert isinstance(made, Lift)
    assert made.text == (
        "schema: 2\noutlets:\n  # one\n  a:\n    funders: unknown\n    kind: {value: press}\n  b: {funders: x}\n"
    )
    assert made.changes == (('"funder" is now "funders"', 2), ('"newspaper" is now "press"', 1))


def test_two_versions_at_once() -> None:
    made = of("schema: 1\nurl: x # c\nsources:\n- actor: ngo\n", known=THIRD)
    assert isinstance(made, Lift)
    assert (made.before, made.after) == (1, 3)
    assert made.text == "schema: 3\nlink: x # c\nvoices:\n- actor: civil-society\n"


def test_what_cannot_be_lifted_is_left_for_a_person() -> None:
    document, _ = parse("digests/2022-W42/x.yaml", b"schema: 1\naddress: old\nurl: x\n")
    assert document
    made = lift("entry", document, SECOND)
    assert isinstance(made, Problem)
    assert as_text([made]) == (
        "digests/2022-W42/x.yaml:1:9: not-lifted: This file cannot be lifted to version 2 without risk"
        ' ("url" is now "address"). Change it by hand, and write schema: 2.\n'
    )


@pytest.mark.parametrize("style", [True, False, None])
@pytest.mark.parametrize("path", sorted(DATA.glob("digests/**/*.yaml")), ids=lambda path: path.stem)
def test_the_text_says_what_the_data_says(path: Path, style: bool | None) -> None:
    kind = kind_of(path.relative_to(DATA / "digests").as_posix())
    document, _ = parse(path.name, path.read_bytes())
    assert document
    assert isinstance(of(path.read_text("utf-8"), kind, THIRD), Lift)
    dumped = yaml.dump(document.data, default_flow_style=style, allow_unicode=True, sort_keys=False)
    assert isinstance(of(dumped, kind, THIRD), Lift)


def test_data_is_lifted_without_being_changed() -> None:
    old = {"schema": 1, "url": "x", "sources": [{"actor": "ngo", "cited": "quoted"}], "reviewed": None}
    assert lifted("entry", old, SECOND) == {
        "schema": 2,
        "address": "x",
        "sources": [{"actor": "civil-society", "how": "quoted"}],
        "reviewed": None,
    }
    assert old["url"] == "x"
    assert list(lifted("entry", old, SECOND)) == ["schema", "address", "sources", "reviewed"]


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"schema": None},
        {"schema": True},
        {"schema": "1"},
        {"schema": 0},
        {"schema": -1},
        {"schema": 2},
        {"schema": 9, "url": "x"},
        {"url": "x"},
        [],
        None,
        "schema",
    ],
    ids=str,
)
def test_data_of_no_older_version_comes_back_as_it_is(data: Any) -> None:
    assert lifted("entry", data, SECOND) is data


@pytest.mark.parametrize(
    "data",
    [
        {"schema": 1, "sources": 7},
        {"schema": 1, "sources": [None, "x", []]},
        {"schema": 1, "sources": {"a": {"actor": []}}},
    ],
    ids=str,
)
def test_faulty_data_stays_faulty(data: dict[str, Any]) -> None:
    assert lifted("entry", data, SECOND) == {**data, "schema": 2}


def test_a_kind_that_a_step_does_not_name_gets_the_version_only() -> None:
    for kind in KINDS:
        assert lifted(kind, {"schema": 1, "x": 1}, SECOND) == {"schema": 2, "x": 1}


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("2022-W42/x.yaml", "entry"),
        ("2022-W42/_digest.yaml", "digest"),
        ("_moved.yaml", "moved"),
        ("outlets.yaml", "outlets"),
        ("2022-W42/_edition-1.md", ""),
        ("_addresses.txt", ""),
    ],
)
def test_the_kind_of_a_file(path: str, kind: str) -> None:
    assert kind_of(path) == kind


def test_the_model_describes_the_current_version() -> None:
    schema = Entry.model_json_schema(by_alias=True)["properties"]["schema"]
    assert schema["const"] == FORMAT.current, "FormatVersion in model/record.py belongs to FORMAT in model/versions.py"


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
    assert as_text([p for p in problems if p.rule != "missing-digest"]) == (
        f"digests/{path}:1:9: new-schema: This is version 2 of the format; this program knows none after 1."
        " Bring the program up to date: run build_digest.py init --upgrade of the newer one on this folder.\n"
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
            " up to date: run build_digest.py init --upgrade of the newer one on this folder.",
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


def test_a_change_of_nothing_touches_nothing() -> None:
    same = Change(("title",), lambda value: value, "same")
    made = of("schema: 1\ntitle: 'x'\n", known=Format(({"entry": (same,)},)))
    assert isinstance(made, Lift)
    assert (made.text, made.changes) == ("schema: 2\ntitle: 'x'\n", ())
