"""Formats grow: files lifted to an invented version in plain data and in text, with comments kept."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from formats import DATA, SECOND, THIRD
from tables import each

from newsdesk.load import parse
from newsdesk.load.lift import Lift, lift
from newsdesk.model import Entry
from newsdesk.model.versions import FORMAT, KINDS, Change, Format, kind_of, lifted
from newsdesk.problems import FRONT_DOOR, Problem, as_text

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


@each(("before", "after"), TEXTS.values(), ids=TEXTS.keys())
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
    assert as_text([made], FRONT_DOOR) == (
        "digests/2022-W42/x.yaml:1:9: not-lifted: This file cannot be lifted to version 2 without risk"
        ' ("url" is now "address"). Change it by hand, and write schema: 2.\n'
    )


@each("style", [True, False, None])
@each("path", sorted(DATA.glob("digests/**/*.yaml")), ids=lambda path: path.stem)
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


@each(
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


@each(
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


def test_a_change_of_nothing_touches_nothing() -> None:
    same = Change(("title",), lambda value: value, "same")
    made = of("schema: 1\ntitle: 'x'\n", known=Format(({"entry": (same,)},)))
    assert isinstance(made, Lift)
    assert (made.text, made.changes) == ("schema: 2\ntitle: 'x'\n", ())
