"""The rooms of the registers: what can be opened as a form, where it stands, and which fields its form has."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Any

from newsdesk.desk.office import Desk
from newsdesk.interface import Words, kept
from newsdesk.interface.saying import said
from newsdesk.model.codes import check_id
from newsdesk.model.schemas import schemas
from newsdesk.problems import Refusal
from newsdesk.store.editing import Changes
from newsdesk.store.verbs.published.targets import Target, named_by

ROOMS = ("outlets", "people", "places", "topics", "stories")
"""Each as its address names it."""
# What verbs write, or say themselves.
_NOT_HERE = frozenset({"schema", "status", "published", "editions", "corrections", "allow", "reviewed"})


@dataclass(frozen=True, slots=True)
class Place:
    """A record that somebody opens: its room and its id."""

    room: str
    id: str

    @property
    def name(self) -> str:
        """What verbs call it."""
        return f"{self.room}.yaml#{self.id}"


def place_of(room: str, id: str) -> Place:
    """The record at an address of the desk; Refusal where there can be none."""
    if room in ROOMS:
        with suppress(ValueError):
            return Place(room, check_id(id))
    raise Refusal(f'There is no register with a record "{id[:100]}" under "{room[:40]}".')


def target_at(changes: Changes, desk: Desk, place: Place) -> Target:
    """The record as a verb has it; Refusal where it is not there."""
    return named_by(changes, desk.project.digests, place.name)


@cache
def fields_of(room: str) -> Mapping[str, Any]:
    """The JSON Schema of a record, without the fields that no form has."""
    schema = json.loads(schemas()[f"{room}.schema.json"])["properties"][room]["additionalProperties"]
    kept = {name: _unbroken(inner) for name, inner in schema["properties"].items() if name not in _NOT_HERE}
    return {**schema, "properties": kept, "required": [one for one in schema.get("required", ()) if one in kept]}


def _unbroken(value: Any) -> Any:
    """The same, with what is said of a field in one line: lines of a program end nowhere in particular."""
    if isinstance(value, list):
        return [_unbroken(one) for one in value]
    if not isinstance(value, dict):
        return value
    is_said = isinstance(value.get("description"), str)
    said_of = {"description": " ".join(value["description"].split())} if is_said else {}
    return {name: _unbroken(one) for name, one in value.items()} | said_of


def meanings(room: str) -> list[str]:
    """What is said of a record, of each of its fields and of those inside of these."""
    found: list[str] = []

    def look(value: Any) -> None:
        for name, one in value.items() if isinstance(value, dict) else enumerate(value):
            if name == "description" and isinstance(one, str):
                found.append(one)
            elif isinstance(one, dict | list):
                look(one)

    look(fields_of(room))
    return list(dict.fromkeys(found))


@kept
def told_fields(words: Words, room: str) -> dict[str, Any]:
    """The same, with what each field means in the language of the desk."""

    def told(value: Any) -> Any:
        if isinstance(value, list):
            return [told(one) for one in value]
        if not isinstance(value, dict):
            return value
        return {
            name: said(words, one) if name == "description" and isinstance(one, str) else told(one)
            for name, one in value.items()
        }

    found: dict[str, Any] = told(fields_of(room))
    return found
