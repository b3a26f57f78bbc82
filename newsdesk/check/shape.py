"""Turns a document into a typed record, or into problems an editor understands."""

import json
import re
import types
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from newsdesk.load import Document, Loc, value_at
from newsdesk.model import Record, lean
from newsdesk.model.meanings import meanings
from newsdesk.model.versions import FORMAT
from newsdesk.problems import Problem, did_you_mean

R = TypeVar("R", bound=Record)
# What pydantic says of a value, and what we call the type it wanted.
_WANTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "tuple_type": "a list",
    "dict_type": "a group of fields",
    "model_type": "a group of fields",
    "model_attributes_type": "a group of fields",
}
_HINTS = {
    "text": "Put it in quotes.",
    "a list": "Write it as a list: [a, b], or a line with - for each; [] for none.",
    "a group of fields": "Write fields below it, such as name: …, one a line.",
    "true or false": "Write true or false.",
    "a whole number": "Write digits only.",
}


def shape(model: type[R], document: Document, loc: Loc = (), **given: str) -> tuple[R | None, list[Problem]]:
    """Validate the record at `loc`; `given` are fields that file or key names decide."""
    data = value_at(document.data, loc)
    problems = []
    if isinstance(data, dict):
        for name in given.keys() & data.keys():
            line, column = document.where((*loc, name), key=True)
            problems.append(
                Problem(
                    document.path,
                    line,
                    column,
                    "unknown-field",
                    f'"{name}" is not written down.',
                    f'It is "{given[name]}", from the name: delete it.',
                )
            )
        data = {**data, **given}
    waiting = list(todos(data)) if _may_wait(document.text) else []
    waiting = [inner for inner in waiting if not _is_below(inner, model.may_wait)]
    problems += [_todo(model, document, loc, inner) for inner in waiting]
    try:
        record = lean(model.model_validate(data))
    except ValidationError as error:
        details = error.errors(include_url=False)
        return None, problems + [
            _problem(model, document, loc, d) for d in details if not _is_echo(d) and not _is_below(d["loc"], waiting)
        ]
    return (None if problems else record), problems


def records_in(name: str, document: Document) -> tuple[dict[str, Any], list[Problem]]:
    """What stands in a file that is `schema: 1` and one mapping of ids to records, which is called like the file."""
    problems = []

    def complain(loc: Loc, rule: str, message: str, hint: str, *, key: bool = False) -> None:
        problems.append(Problem(document.path, *document.where(loc, key=key), rule, message, hint))

    for key in document.data.keys() - {"schema", name}:
        hint = did_you_mean(key, ["schema", name], f'Put the records below "{name}:".')
        complain((key,), "unknown-field", f'"{key}" is not a field here.', hint, key=True)
    if FORMAT.version_of(document.data) != FORMAT.current:
        message = "The version of the format is missing or unknown."
        complain(("schema",), "unknown-schema", message, f"Write schema: {FORMAT.current}.")
    records = document.data.get(name)
    if isinstance(records, dict):
        return records, problems
    if records is not None or name not in document.data:
        there = name in document.data
        rule, what = ("wrong-type", "has no fields below it") if there else ("missing-field", "is missing")
        hint = f'Write "{name}:" and the records below it, each under its id.'
        complain((name,), rule, f'"{name}" {what}.', hint)
    return {}, problems


# A word of Spanish and of headlines in capitals, too: it waits where it stands for something of its own, as all of a
# text, as a note, behind a sentence, or in brackets.
_WAITING = re.compile(
    r"\A\s*TODO\s*\Z|\A\s*TODO:|[.!?…。؟]\s+TODO(?:\s*\Z|:)|[\[({<]TODO(?::[^\])}>]*)?[\])}>]|\A\s*TODO\s+[—–-]\s"
)


@lru_cache(maxsize=4)
def _may_wait(text: str) -> bool:
    """Whether a file says TODO at all: asked once, and not for each of the thousands of records in a register."""
    return "TODO" in text


def todos(data: Any, loc: Loc = ()) -> Iterator[Loc]:
    """The places of values that wait for an editor, and of keys: TODO, TODO: and a note, or either within a text."""
    if isinstance(data, str):
        if _WAITING.search(data):
            yield loc
    elif isinstance(data, dict | list):
        for step, value in data.items() if isinstance(data, dict) else enumerate(data):
            if step == "TODO":
                yield (*loc, step)
            else:
                yield from todos(value, (*loc, step))


def _todo(model: type[Record], document: Document, base: Loc, inner: Loc) -> Problem:
    """TODO is no value: what a draft leaves open is written before the entry is built."""
    field = next((str(step) for step in reversed(base + inner) if isinstance(step, str)), "The file")
    names = inner[: next((n for n in range(len(inner), 0, -1) if isinstance(inner[n - 1], str)), 0)]
    owner = _model_at(model, names[:-1])
    meaning = _meaning(owner, field)
    hint = f"Write it: {meaning}" if meaning else "Write its value."
    return Problem(document.path, *document.where(base + inner, offset=0), "todo", f'"{field}" is still TODO.', hint)


def _is_below(loc: Loc, places: Iterable[Loc]) -> bool:
    """A value that is not there yet has no faults of its own."""
    return any(loc[: len(place)] == place for place in places)


def _is_echo(error: ErrorDetails) -> bool:
    """A list whose items are at fault is not empty, although pydantic counts only good ones."""
    return error["type"] == "too_short" and len(error["input"]) >= error["ctx"]["min_length"]


def _problem(model: type[Record], document: Document, base: Loc, error: ErrorDetails) -> Problem:
    inner = tuple(error["loc"])
    is_key = "[key]" in inner or error["type"] == "extra_forbidden"
    inner = tuple(step for step in inner if step != "[key]")
    rule, message, hint = _words(model, base, inner, error)
    inner += tuple(filter(None, [error.get("ctx", {}).get("field")]))
    line, column = document.where(base + inner, key=is_key)
    return Problem(document.path, line, column, rule, message, hint)


def _words(model: type[Record], base: Loc, loc: Loc, error: ErrorDetails) -> tuple[str, str, str]:
    """Rule, message and hint for one of pydantic's errors."""
    kind, value, context = error["type"], error["input"], error.get("ctx", {})
    field = next((str(step) for step in reversed(base + loc) if isinstance(step, str)), "The file")
    if value is None and kind in ("bad-date", "enum", "literal_error"):
        return "empty-field", f'"{field}" is empty.', "Write its value."
    if "-" in kind:  # a rule of ours, raised in the model
        return kind, error["msg"], str(context.get("hint", ""))
    if kind == "missing":
        meaning = _meaning(_model_at(model, loc[:-1]), field)
        about = f": {meaning}" if meaning else "."
        return "missing-field", f'"{field}" is missing.', f'Add "{field}: …"{about}'
    if kind == "extra_forbidden":
        owner = _model_at(model, loc[:-1])
        names = _field_names(owner) if owner else []
        fallback = "Delete it. The fields here are: " + ", ".join(names) + "."
        return ("unknown-field", f'"{field}" is not a field here.', did_you_mean(field, names, fallback))
    if kind == "enum":
        terms = re.findall(r"'([^']+)'", context["expected"])
        fallback = "Use one of: " + ", ".join(terms) + "."
        message = f'"{_short(value)}" is not a term of "{field}".'
        return "unknown-term", message, did_you_mean(str(value), terms, fallback)
    if kind == "literal_error":
        return (
            "unknown-schema",
            f'"{_short(value)}" is not a version of this format.',
            f"Write {field}: {context['expected']}.",
        )
    if value is None:
        return "empty-field", f'"{field}" is empty.', "Write its value."
    if kind in _WANTED:
        wanted = _WANTED[kind]
        message = f'"{field}" must be {wanted}, not {_kind_of(value)}.'
        return "wrong-type", message, _HINTS[wanted]
    if kind == "too_short" and 0 < len(value) < context["min_length"]:
        least, has = context["min_length"], f"{len(value)} item" + "s" * (len(value) > 1)
        return "too-few", f'"{field}" has {has} and needs {least}.', "Add another, or take the whole field out."
    if kind in ("string_too_short", "too_short"):
        return "empty-field", f'"{field}" is empty.', "Write at least one."
    if kind == "string_pattern_mismatch":
        message = f'"{_short(value)}" has not the form of "{field}".'
        return "wrong-form", message, f"It must match {context['pattern']}."
    if kind == "greater_than_equal":
        message = f'"{field}" must be at least {context["ge"]}, not {_short(value)}.'
        return "wrong-value", message, _HINTS["a whole number"]
    return "wrong-value", f'"{field}": {error["msg"]}.', ""


def _short(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else text[:57] + "…"


def _kind_of(value: Any) -> str:
    kinds = {bool: "true or false", int: "a number", str: "text", list: "a list", dict: "fields"}
    return kinds.get(type(value), "this")


def _field_names(model: type[BaseModel]) -> list[str]:
    """Names as editors write them, without what file names decide."""
    return [
        info.alias or name
        for name, info in model.model_fields.items()
        if not any(type(extra).__name__ == "SkipJsonSchema" for extra in info.metadata)
    ]


def _meaning(model: type[BaseModel] | None, written: str) -> str:
    """What a field means, as far as a record says so."""
    return meanings(model).get(_attribute(model, written), "") if model else ""


def _attribute(model: type[BaseModel], written: str) -> str:
    return next((n for n, info in model.model_fields.items() if info.alias == written), written)


def _model_at(model: type[BaseModel], loc: Loc) -> type[BaseModel] | None:
    """The model whose fields stand at `loc`, or None when there is none."""
    here: Any = model
    for step in loc:
        if isinstance(step, str) and isinstance(here, type) and issubclass(here, BaseModel):
            info = here.model_fields.get(_attribute(here, step))
            here = info.annotation if info else None
        elif get_origin(here) in (tuple, dict):
            here = next((a for a in reversed(get_args(here)) if a is not Ellipsis), None)
        else:
            return None
        here = next(_unwrapped(here), None)
    return here if isinstance(here, type) and issubclass(here, BaseModel) else None


def _unwrapped(annotation: Any) -> Iterator[Any]:
    """What remains of an annotation without Annotated and None."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _unwrapped(get_args(annotation)[0])
    elif origin in (Union, types.UnionType):
        for part in get_args(annotation):
            if part is not type(None):
                yield from _unwrapped(part)
    elif annotation is not None:
        yield annotation
