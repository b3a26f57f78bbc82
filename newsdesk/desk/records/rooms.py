"""The rooms of the registers: what can be opened as a form, where it stands, and which fields its form has."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from newsdesk.desk.office import Desk
from newsdesk.load import DIGEST_FILE
from newsdesk.model.codes import check_id, is_week
from newsdesk.model.schemas import schemas
from newsdesk.problems import Refusal
from newsdesk.store.editing import Changes
from newsdesk.store.verbs.published.targets import Target, named_by

ROOMS = ("outlets", "people", "places", "topics", "stories", "weeks")
"""Each as its address names it; `weeks` are the digests."""
# What verbs write, or say themselves.
_NOT_HERE = frozenset({"schema", "status", "published", "editions", "corrections", "allow", "reviewed"})


@dataclass(frozen=True, slots=True)
class Place:
    """A record that somebody opens: its room and its id, or its week."""

    room: str
    id: str

    @property
    def name(self) -> str:
        """What verbs call it."""
        return self.id if self.room == "weeks" else f"{self.room}.yaml#{self.id}"


def place_of(room: str, id: str) -> Place:
    """The record at an address of the desk; Refusal where there can be none."""
    if room in ROOMS:
        if room == "weeks" and is_week(id):
            return Place(room, id)
        try:
            if room != "weeks":
                return Place(room, check_id(id))
        except ValueError:
            pass
    raise Refusal(f'There is no register with a record "{id[:100]}" under "{room[:40]}".')


def target_at(changes: Changes, desk: Desk, place: Place) -> Target:
    """The record as a verb has it; Refusal where it is not there."""
    return named_by(changes, desk.project.digests, place.name)


def inner_of(place: Place) -> str:
    """The path of its file below the folder of the collection."""
    return f"{place.id}/{DIGEST_FILE}" if place.room == "weeks" else f"{place.room}.yaml"


@cache
def fields_of(room: str) -> Mapping[str, Any]:
    """The JSON Schema of a record, without the fields that no form has."""
    if room == "weeks":
        schema = json.loads(schemas()["digest.schema.json"])
    else:
        schema = json.loads(schemas()[f"{room}.schema.json"])["properties"][room]["additionalProperties"]
    kept = {name: inner for name, inner in schema["properties"].items() if name not in _NOT_HERE}
    return {**schema, "properties": kept, "required": [one for one in schema.get("required", ()) if one in kept]}
