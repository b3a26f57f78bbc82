"""JSON Schemas for editors: completion, and the meaning of every field and term while typing."""

import json
from pathlib import Path
from typing import Any

from newsdesk.model import Digest, Entry, MovedPages, Outlet, Person, Place, Record, Story, Topic

# Draft-07 is what the language servers of editors support best.
DRAFT = "http://json-schema.org/draft-07/schema#"
_REGISTERS: dict[str, type[Record]] = {
    "outlets": Outlet,
    "people": Person,
    "places": Place,
    "stories": Story,
    "topics": Topic,
}


def schemas() -> dict[str, str]:
    """File names and texts of all schemas, entry and digest first."""
    found = {"entry": _record(Entry), "digest": _record(Digest), "moved": _record(MovedPages)}
    for name, model in _REGISTERS.items():
        found[name] = {
            "type": "object",
            "description": f"The register {name}.yaml.",
            "additionalProperties": False,
            "required": ["schema", name],
            "properties": {
                "schema": {"const": 1, "description": "Version of this format: 1."},
                name: {
                    "type": "object",
                    "description": "Records by id.",
                    "propertyNames": {"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
                    "additionalProperties": _record(model),
                },
            },
        }
    return {
        f"{name}.schema.json": json.dumps({"$schema": DRAFT, **schema}, ensure_ascii=False, indent=2)
        + "\n"
        for name, schema in found.items()
    }


def write_schemas(digests: Path) -> list[Path]:
    """Write every schema that is not current; returns what was written."""
    written = []
    for name, text in schemas().items():
        path = digests / name
        if not path.is_file() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8", newline="\n")
            written.append(path)
    return written


def _record(model: type[Record]) -> dict[str, Any]:
    full = model.model_json_schema(by_alias=True)
    return _inline(full, full.get("$defs", {}))


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
