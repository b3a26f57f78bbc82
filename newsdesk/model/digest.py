"""A weekly digest: the editor's note, what was screened, and its status."""

from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import PydanticCustomError

from newsdesk.model.codes import Day, Id
from newsdesk.model.record import FormatVersion, Record, References, Text
from newsdesk.model.terms import DigestStatus

Count = Annotated[int, Field(ge=0, strict=True)]


class LeftOut(Record):
    """Articles that were screened and not taken."""

    articles: Count
    """How many."""
    why: Text
    """The reason they share."""


class Screened(Record):
    """What the editor looked through: selection is part of the method."""

    articles: Count
    """Articles looked at for this week."""
    outlets: Count | None = None
    """Outlets they came from."""
    left_out: tuple[LeftOut, ...] = ()
    """What was not taken, and why."""
    note: Text | None = None
    """How the screening was done."""


class Digest(Record):
    """The file `_digest.yaml` of one weekly folder."""

    week: SkipJsonSchema[str]
    """The ISO 8601 week, which is the name of the folder."""
    schema_version: Annotated[FormatVersion, Field(alias="schema")]
    """Version of this format: 1."""
    status: DigestStatus
    """Draft or published."""
    published: Day | None = None
    """Day of publication; null while it is a draft."""
    lead: Id | None = None
    """Id of the entry that stands first; without it the newest that still stands does."""
    note: Text | None = None
    """The editor's note: what the week was about; every sentence ends in a [reference]."""
    references: References = {}
    """The references of the note, by id."""
    screened: Screened | None = None
    """What was looked through."""

    @model_validator(mode="after")
    def _date_and_status(self) -> Self:
        if (self.status is DigestStatus.PUBLISHED) != (self.published is not None):
            raise PydanticCustomError(
                "digest-status",
                "A published digest has the day in published, a draft has not.",
                {
                    "field": "status",
                    "hint": "Write status: published and published: 2022-10-24, or draft and null.",
                },
            )
        return self
