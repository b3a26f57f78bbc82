"""What the fields of records mean: the texts below them in the source, read where somebody asks for them.

Pydantic can read them itself. It does so for each class as it is made, at each start of the program, and finds the
source by a look at every module: that took a third of the time of a check, which shows none of them.
"""

import ast
import inspect
from collections.abc import Mapping
from functools import cache
from types import ModuleType
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue


@cache
def meanings(kind: type[BaseModel]) -> Mapping[str, str]:
    """The meaning of each field of a record, inherited ones too; a field without a text is missing."""
    found: dict[str, str] = {}
    for one in reversed(kind.__mro__):
        if issubclass(one, BaseModel) and one.__module__ != BaseModel.__module__:
            found |= _texts(inspect.getmodule(one)).get(one.__qualname__.partition("[")[0], {})
    return {name: found[name] for name in kind.model_fields if name in found}


@cache
def _texts(module: ModuleType | None) -> dict[str, dict[str, str]]:
    """The texts below the fields of each class that stands at the top of a module; none where its source is gone."""
    if module is None:
        return {}
    try:
        source = inspect.getsource(module)
    except OSError:
        return {}
    return {
        node.name: {
            field.target.id: inspect.cleandoc(below.value.value)
            for field, below in zip(node.body, node.body[1:], strict=False)
            if isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(below, ast.Expr)
            and isinstance(below.value, ast.Constant)
            and isinstance(below.value.value, str)
        }
        for node in ast.parse(source).body
        if isinstance(node, ast.ClassDef)
    }


class Explained(GenerateJsonSchema):
    """Makes JSON Schemas in which each field says what it means."""

    def model_schema(self, schema: Any) -> JsonSchemaValue:
        """The schema of one record."""
        made, kind = super().model_schema(schema), schema["cls"]
        for name, meaning in meanings(kind).items():
            info = kind.model_fields[name]
            key = info.alias if self.by_alias and info.alias else name
            if info.description is None and key in made.get("properties", {}):
                made["properties"][key]["description"] = meaning
        return made
