"""How values stand in the tables of the database."""

from typing import Any

from newsdesk.collection import Collection
from newsdesk.views.data.published import public_id

Row = tuple[Any, ...]
Tables = dict[str, list[Row]]


def text(value: Any) -> str | None:
    """A value as a text; None where there is none."""
    return None if value is None else str(value)


def speaker(collection: Collection, who: str | None) -> tuple[str | None, str | None]:
    """The person and the outlet that an id means: at most one of them, and no private person."""
    who = public_id(collection, who)
    return (None, who) if who in collection.outlets else (who, None)
