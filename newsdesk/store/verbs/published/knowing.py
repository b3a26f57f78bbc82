"""What a verb has to know beside the record: which fields it may have, and which persons are private."""

import re
from pathlib import Path
from typing import Any

from newsdesk.check.changes.change import Names
from newsdesk.check.changes.cover import list_of
from newsdesk.check.changes.fields import text_of
from newsdesk.load import REGISTERS, read_whole
from newsdesk.model import Digest, Entry, Record
from newsdesk.store.editing import Changes

_CALLED = ("name", "name_en", "name_native", "title")
_PRIVATE = re.compile(rb"public\"?'?[ \t]*:[ \t]*[\"']?false")
_UNSAID = frozenset({"id", "week"})


def fields_of(kind: str) -> list[str]:
    """The names of the fields that a record of a kind may have, in the order of the model."""
    models: dict[str, type[Record]] = {"entries": Entry, "digests": Digest, **REGISTERS}
    names = ((field.alias or name) for name, field in models[kind].model_fields.items())
    return [name for name in names if name not in _UNSAID]


def names_around(changes: Changes, digests: Path, entry: dict[str, Any]) -> Names:
    """What the records are called that an entry names, and which of its persons are private."""
    of: dict[str, tuple[str, ...]] = {}
    private = set()
    path = digests / "people.yaml"
    speakers = {text_of(one.get("who")) for one in list_of(entry.get("sources")) if isinstance(one, dict)} - {""}
    # To understand a register of thousands takes a while, and most have nobody private in it.
    if speakers and path.is_file() and _PRIVATE.search(read_whole(path)):
        people = changes.document(path)
        for name in speakers:
            record = people.get("people", name)
            if not isinstance(record, dict):
                continue
            called = [record.get(key) for key in _CALLED]
            if record.get("public") is False:
                private.add(name)
                called += list_of(record.get("aliases"))
            texts = (text_of(one.get("text") if isinstance(one, dict) else one) for one in called)
            of[name] = tuple(filter(None, texts))
    return Names(of, frozenset(private))
