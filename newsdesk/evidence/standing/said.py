"""Whether a record still says what a look at a page did not find there: a corrected one has nothing missing."""

from typing import Any

from newsdesk.evidence.standing.mending import figures_in
from newsdesk.model import Record
from newsdesk.model.looks import Missing, Thing, words_hash


def still_says(record: Record, missing: Missing) -> bool:
    """Whether the words that were looked for stand in their place in the record."""
    value: Any = record
    for step in missing.at.split("."):
        if isinstance(value, Record):
            value = getattr(value, step, None)
        elif isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, tuple):
            value = value[int(step)] if step.isdecimal() and int(step) < len(value) else None
    if not isinstance(value, str):
        return False
    said = figures_in(value) if missing.what is Thing.FIGURE else [value]
    return any(words_hash(missing.what, text) == missing.words for text in said)
