"""JSON Schemas for editors: valid, described to the last term, and of one mind with our own checks."""

import json
from collections.abc import Iterator
from typing import Any

from jsonschema import Draft7Validator
from makers import DIGEST, ENTRY, FIELDS, OUTLETS, collection, entry, problems_of, swapped
from tables import each

from newsdesk.load import parse
from newsdesk.model import Entry
from newsdesk.model.meanings import meanings
from newsdesk.store.schema import schemas, write_schemas

SCHEMAS = {name: json.loads(text) for name, text in schemas().items()}
NAMES = [
    "entry",
    "digest",
    "moved",
    "figures",
    "watch",
    "codings",
    "outlets",
    "people",
    "places",
    "stories",
    "topics",
    "pages",
]


def nodes(schema: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(schema, dict):
        yield path, schema
        for key, inner in schema.items():
            yield from nodes(inner, f"{path}/{key}")
    elif isinstance(schema, list):
        for index, inner in enumerate(schema):
            yield from nodes(inner, f"{path}/{index}")


def complaints(name: str, text: str) -> list[str]:
    """Where the schema objects to a document of ours."""
    document, problems = parse("a.yaml", text.encode())
    assert problems == []
    assert document is not None
    errors = Draft7Validator(SCHEMAS[f"{name}.schema.json"]).iter_errors(document.data)
    return sorted("/".join(map(str, error.absolute_path)) for error in errors)


def test_there_is_one_for_every_kind_of_file() -> None:
    assert list(SCHEMAS) == [f"{name}.schema.json" for name in NAMES]


@each("name", SCHEMAS)
def test_it_is_valid_draft_07_in_one_piece(name: str) -> None:
    schema, text = SCHEMAS[name], schemas()[name]
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    Draft7Validator.check_schema(schema)
    assert "$ref" not in text
    assert "$defs" not in text
    assert text.endswith("}\n")
    assert text == schemas()[name]


@each("name", SCHEMAS)
def test_every_field_and_every_term_has_a_description(name: str) -> None:
    bare = []
    for path, node in nodes(SCHEMAS[name]):
        if path.endswith("/properties"):
            bare += [f"{path}/{field}" for field, inner in node.items() if not inner.get("description")]
        elif "oneOf" in node:
            bare += [f"{path} {term.get('const')}" for term in node["oneOf"] if not term.get("description")]
    assert bare == []


@each("name", SCHEMAS)
def test_no_record_takes_a_field_it_does_not_know(name: str) -> None:
    for path, node in nodes(SCHEMAS[name]):
        if "properties" in node and not path.endswith("/properties"):
            assert node["additionalProperties"] is False, path


def test_fields_are_described_by_what_they_mean_there() -> None:
    fields = SCHEMAS["entry.schema.json"]["properties"]
    described = {
        "schema" if name == "schema_version" else name: meaning
        for name, meaning in meanings(Entry).items()
        if name not in ("id", "week")
    }
    assert {name: field["description"] for name, field in fields.items()} == described
    assert fields["outlet"]["description"] == "Id of the publisher in outlets.yaml."
    assert fields["drafted_by"]["oneOf"][0] == {"const": "human", "description": "A person."}


@each(
    ("name", "text"),
    [
        ("entry", entry()),
        ("entry", entry(url="null", published="2022", stories="[]", evidence="null", title_en="{text: A, by: human}")),
        ("entry", entry(published="2022-10-03~/2022-10", corrections="[{date: 2022-10-22, kind: minor, why: A.}]")),
        ("digest", collection()[DIGEST]),
        *((path.removesuffix(".yaml"), text) for path, text in collection().items() if "/" not in path),
    ],
)
def test_what_we_take_it_takes(name: str, text: str) -> None:
    assert complaints(name, text) == []


@each(
    ("changes", "place"),
    [
        ({"titel": "Swans"}, ""),
        ({"title": None}, ""),
        ({"id": "swans"}, ""),
        ({"title": "null"}, "title"),
        ({"title": "''"}, "title"),
        ({"title": "5"}, "title"),
        ({"schema": "2"}, "schema"),
        ({"schema": "true"}, "schema"),
        ({"drafted_by": "humans"}, "drafted_by"),
        ({"published": "22 October"}, "published"),
        ({"published": "999"}, "published"),
        ({"accessed": "2022-10"}, "accessed"),
        ({"topics": "[]"}, "topics"),
        ({"topics": "waterfowl"}, "topics"),
        ({"sources": "[{name: A}]"}, "sources/0"),
        ({"evidence": "x"}, "evidence"),
        ({"references": "{a: {url: https://a.example, affiliated: no}}"}, "references/a/affiliated"),
    ],
)
def test_both_refuse_the_same_slip_at_the_same_place(changes: dict[str, str | None], place: str) -> None:
    assert set(complaints("entry", entry(**changes))) == {place}
    assert problems_of(collection(**changes))


@each(
    ("old", "new"),
    [
        ("home: {value: https://lantern.example/, basis: own-page}", "home: https://lantern.example/"),
        ("value: newspaper", "value: paper"),
        ("    owner: {value: Moor Trust, basis: unreferenced}\n", ""),
        ("outlets:", "outlet:"),
        ("  lantern:", "  The_Lantern:"),
        ("schema: 1", "schema: 1\nswans: 1"),
    ],
)
def test_slips_in_a_register_are_refused(old: str, new: str) -> None:
    assert complaints("outlets", OUTLETS.replace(old, new, 1)) != []
    assert problems_of(swapped("outlets.yaml", old, new))


def test_they_are_written_only_where_they_differ(tmp_path) -> None:
    assert [path.name for path in write_schemas(tmp_path)] == list(SCHEMAS)
    assert write_schemas(tmp_path) == []
    (tmp_path / "topics.schema.json").write_text("{}\n")
    assert [path.name for path in write_schemas(tmp_path)] == ["topics.schema.json"]
    assert (tmp_path / "topics.schema.json").read_bytes() == schemas()["topics.schema.json"].encode()


def test_the_maker_knows_every_field_that_is_required() -> None:
    assert set(SCHEMAS["entry.schema.json"]["required"]) <= set(FIELDS)
    assert ENTRY in collection()
