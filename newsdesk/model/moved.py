"""Where pages went that were published and are no longer there: the file `_moved.yaml`."""

from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from newsdesk.model.addresses import is_page_path
from newsdesk.model.codes import Day
from newsdesk.model.record import FormatVersion, Record, Text


def _check_path(text: str) -> str:
    """An address below the site has the form `2026/w47/an-entry/`, with a slash at its end only."""
    if is_page_path(text):
        return text
    raise PydanticCustomError(
        "bad-page-path",
        '"{text}" is not the address of a page.',
        {"text": text[:80], "hint": "Write it without the site, such as 2026/w47/an-entry/."},
    )


PagePath = Annotated[str, AfterValidator(_check_path)]


class Moved(Record):
    """A published page that is gone: its address stays and says where to go."""

    path: PagePath
    """The old address below the site, such as `2026/w47/old-name/`."""
    to: PagePath | None
    """The new address below the site; null where nothing took its place."""
    on: Day
    """When it was moved or removed."""
    why: Text
    """The reason, for the reader."""


class MovedPages(Record):
    """The file `_moved.yaml`."""

    schema_version: Annotated[FormatVersion, Field(alias="schema")]
    """Version of this format: 1."""
    moved: tuple[Moved, ...] = ()
    """All published pages that are gone; none is ever taken out again."""
