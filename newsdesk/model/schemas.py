"""JSON Schemas made from the model: of the files that editors write, and of the records that are published."""

import json
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from newsdesk.model import Digest, Entry, MovedPages, Record
from newsdesk.model.codings import Codings
from newsdesk.model.evidence import PageEvidence
from newsdesk.model.figures import Figures
from newsdesk.model.looks import Looks
from newsdesk.model.meanings import Explained
from newsdesk.model.register import REGISTERS
from newsdesk.model.versions import FORMAT

# Draft-07 is what the language servers of editors support best.
_ID = "^[a-z0-9]+(-[a-z0-9]+)*$"
DRAFT = "http://json-schema.org/draft-07/schema#"


@cache
def schemas() -> Mapping[str, str]:
    """File names and texts of the schemas for editors, entry and digest first."""
    found = {"entry": _record(Entry), "digest": _record(Digest), "moved": _record(MovedPages)}
    found["figures"], found["watch"], found["codings"] = _record(Figures), _record(Looks), _record(Codings)
    for name, model in REGISTERS.items():
        found[name] = _mapping(name, model, f"The register {name}.yaml.", "Records by id.", _ID)
    about = "The file pages.yaml, which the program alone writes."
    found["pages"] = _mapping("pages", PageEvidence, about, "What is known of each page, by its address.", None)
    return MappingProxyType({f"{name}.schema.json": _text(schema) for name, schema in found.items()})


def _mapping(name: str, model: type[Record], about: str, inside: str, key: str | None) -> dict[str, Any]:
    """A file that is one mapping of keys to records, below its own name."""
    records = {"type": "object", "description": inside, "additionalProperties": _record(model)}
    if key:
        records = {**records, "propertyNames": {"pattern": key}}
    return {
        "type": "object",
        "description": about,
        "additionalProperties": False,
        "required": ["schema", name],
        "properties": {
            "schema": {"const": FORMAT.current, "description": f"Version of this format: {FORMAT.current}."},
            name: records,
        },
    }


def published_schema(model: type[Record], added: Mapping[str, Any]) -> str:
    """The schema of a record as it is published: every field of the model, and those in `added`, always there.

    `added` maps a name to the schema of a field that views work out.
    """
    schema = _record(model, mode="serialization")
    named = {"id": "Its id.", "week": "The ISO 8601 week, such as 2026-W47."}
    properties = {
        **added,
        **{name: {"type": "string", "description": text} for name, text in named.items() if name in model.model_fields},
    }
    properties |= {name: inner for name, inner in schema["properties"].items() if name not in properties}
    return _text({**schema, "properties": properties, "required": list(properties)})


def _text(schema: dict[str, Any]) -> str:
    return json.dumps({"$schema": DRAFT, **schema}, ensure_ascii=False, indent=2) + "\n"


def _record(model: type[Record], mode: Any = "validation") -> dict[str, Any]:
    full = model.model_json_schema(by_alias=True, mode=mode, schema_generator=Explained)
    inlined: dict[str, Any] = _inline(full, full.get("$defs", {}))
    return inlined


def _inline(node: Any, definitions: dict[str, Any]) -> Any:
    """Put definitions in the place of references: draft-07 ignores a description beside `$ref`."""
    if isinstance(node, list):
        return [_inline(item, definitions) for item in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        target = _inline(definitions[node["$ref"].rpartition("/")[2]], definitions)
        return {**target, **{k: v for k, v in node.items() if k != "$ref"}}
    return {
        key: {name: _inline(value, definitions) for name, value in inner.items()}
        if key == "properties"
        else _inline(inner, definitions)
        for key, inner in node.items()
        if key != "$defs" and not (key == "title" and isinstance(inner, str))
    }
