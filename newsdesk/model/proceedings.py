"""Proceedings against a person: what an authority did, and what came of it, each dated and referenced."""

from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from newsdesk.model.codes import Id, Jurisdiction
from newsdesk.model.edtf import Edtf
from newsdesk.model.record import Record, Text
from newsdesk.model.terms import ProceedingKind

_ENDED = frozenset(
    {
        ProceedingKind.CONVICTION,
        ProceedingKind.ACQUITTAL,
        ProceedingKind.DROPPED,
        ProceedingKind.RELEASED,
        ProceedingKind.PARDONED,
    }
)


class ProceedingOutcome(Record):
    """What came of proceedings."""

    what: ProceedingKind
    """What kind of end: conviction, acquittal, dropped, released, pardoned."""
    wording: Text
    """The outcome in neutral words, such as `acquitted of all charges`."""
    authority: Text | None = None
    """Who decided, where that is another authority."""
    date: Edtf
    """When."""
    refs: Annotated[tuple[Id, ...], Field(min_length=1)]
    """Ids of this record's references."""


class Proceeding(Record):
    """A charge, suspicion, detention or label, as an authority's act, with what came of it."""

    what: ProceedingKind
    """What kind of act."""
    wording: Text
    """The act in neutral words, such as `charged with fraud`."""
    authority: Text
    """Who acted, such as a court or ministry."""
    country: Jurisdiction | None = None
    """Whose authority it is."""
    date: Edtf
    """When."""
    outcome: ProceedingOutcome | None = None
    """What came of it."""
    no_outcome_by: Edtf | None = None
    """Until when an outcome was looked for and none was found."""
    refs: Annotated[tuple[Id, ...], Field(min_length=1)]
    """Ids of this record's references."""

    @model_validator(mode="after")
    def _told_with_its_outcome(self) -> Self:
        if self.outcome is not None and self.no_outcome_by is not None:
            hint = "Delete no_outcome_by: the outcome stands beside it."
            raise PydanticCustomError("proceeding-outcome", "An outcome was found, and none was found.", {"hint": hint})
        if self.is_open and self.no_outcome_by is None:
            hint = "Add outcome: {what, wording, date, refs}, or no_outcome_by: with the day until which you looked."
            message = "This is told without what came of it."
            raise PydanticCustomError("proceeding-outcome", message, {"hint": hint, "field": "what"})
        return self

    @property
    def is_open(self) -> bool:
        """Whether nobody knows what came of it; what ended proceedings is itself what came of them."""
        return self.outcome is None and self.what not in _ENDED

    @property
    def newest(self) -> Edtf:
        """When its newest state was reached."""
        return self.outcome.date if self.outcome else self.date

    @property
    def newest_refs(self) -> tuple[Id, ...]:
        """The references of its newest state."""
        return self.outcome.refs if self.outcome else self.refs


def newest_of(proceedings: tuple[Proceeding, ...]) -> Proceeding | None:
    """The proceedings whose newest state is the latest; of equals the one that stands last."""
    return max(enumerate(proceedings), key=lambda pair: (pair[1].newest.last, pair[0]), default=(0, None))[1]
