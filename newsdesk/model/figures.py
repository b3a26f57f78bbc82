"""What was counted when editions went out: the file `_figures.yaml`, from which the trend is drawn."""

from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from newsdesk.model.codes import Day, is_week
from newsdesk.model.record import FormatVersion, Record


def _check_week(text: str) -> str:
    if is_week(text):
        return text
    raise PydanticCustomError(
        "bad-week", '"{text}" is not an ISO 8601 week.', {"text": text[:80], "hint": "Write it like 2026-W47."}
    )


Count = Annotated[int, Field(ge=0)]


class EditionFigures(Record):
    """What an edition held, counted when it went out."""

    week: Annotated[str, AfterValidator(_check_week)]
    """The ISO 8601 week of the digest."""
    edition: Annotated[int, Field(ge=1)]
    """Number of the edition, from 1."""
    date: Day
    """Day on which it went out."""
    entries: Count
    """Entries that stand."""
    outlets: Count
    """Outlets that published their articles."""
    origins: Count
    """Newsrooms that their texts and sources come from."""
    evidence: Count
    """Entries with evidence."""
    reviewed: Count
    """Entries that a person has reviewed."""
    archived: Count
    """Entries with an archived copy of the article."""
    references: Count
    """References to pages, in all of them."""
    titled: Count
    """Those among them with the title of the page."""
    compared: Count = 0
    """Those among them whose page was captured and compared; 0 too where nobody counted it yet."""


class Figures(Record):
    """The file `_figures.yaml`."""

    schema_version: Annotated[FormatVersion, Field(alias="schema")]
    """Version of this format: 1."""
    figures: tuple[EditionFigures, ...] = ()
    """The figures of each edition, in the order in which they went out."""
