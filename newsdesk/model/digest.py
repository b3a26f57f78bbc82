"""A weekly digest: the editor's note, what was screened, and its status."""

from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import PydanticCustomError

from newsdesk.model.codes import Day, Id
from newsdesk.model.corrections import RecordCorrection
from newsdesk.model.made import Allowed, Review
from newsdesk.model.record import Count, FormatVersion, Record, Sha256, Text
from newsdesk.model.references import References
from newsdesk.model.terms import Author, DigestStatus


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


class Edition(Record):
    """The digest as it went out on a day: a later correction issues the next one beside it."""

    number: Annotated[int, Field(ge=1, strict=True)]
    """1 for the first, and so on."""
    date: Day
    """Day on which it went out."""
    why: Text | None = None
    """What made it necessary; null for the first."""
    text: Sha256
    """SHA-256 of the file `_edition-<number>.md` beside this one."""
    data: Sha256
    """SHA-256 of the note and the entries that it was made from."""
    withheld: Day | None = None
    """Day on which the name of a private person was taken out of its text; null where none was."""


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
    drafted_by: Author | None = None
    """Who drafted the note; without it `extra.publishing.drafted_by` says so, or it is not recorded."""
    reviewed: Review | None = None
    """Who reviewed the note; null where nobody has."""
    allow: tuple[Allowed, ...] = ()
    """Exceptions from the rules of voice, each with its reason and whoever answers for it."""
    corrections: tuple[RecordCorrection, ...] = ()
    """Corrections of the note, the lead and what was screened, oldest first."""
    editions: tuple[Edition, ...] = ()
    """Written by `week --publish`, never by hand: what went out, the first edition first."""

    @model_validator(mode="after")
    def _editions_in_order(self) -> Self:
        numbers = [edition.number for edition in self.editions]
        dates = [edition.date for edition in self.editions]
        if numbers != list(range(1, len(numbers) + 1)) or dates != sorted(dates):
            raise PydanticCustomError(
                "edition-order",
                "Editions are numbered from 1, each dated not before the one it follows.",
                {"field": "editions", "hint": "Leave them as week --publish wrote them."},
            )
        if self.editions and self.published != dates[0]:
            raise PydanticCustomError(
                "edition-order",
                "The digest went out on the day of its first edition.",
                {"field": "published", "hint": f"Write published: {dates[0]}."},
            )
        return self

    @model_validator(mode="after")
    def _date_and_status(self) -> Self:
        if (self.status is DigestStatus.PUBLISHED) != (self.published is not None):
            raise PydanticCustomError(
                "digest-status",
                "A published digest has the day in published, a draft has not.",
                {"field": "status", "hint": "Write status: published and published: 2026-11-23, or draft and null."},
            )
        return self
