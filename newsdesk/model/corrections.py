"""Corrections: what was published and has changed since, dated and explained."""

from typing import Annotated, Any

from pydantic import AfterValidator, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError

from newsdesk.model.codes import Day
from newsdesk.model.record import Record, Text
from newsdesk.model.terms import CorrectionKind


class Correction(Record):
    """A change to something published, dated and explained."""

    date: Day
    """Day of the correction."""
    kind: CorrectionKind
    """How much it changes."""
    was: Text | None = None
    """What stood there before."""
    now: Text | None = None
    """What stands there now."""
    why: Text
    """The reason."""


class _Standing:
    """The schema of a correction that withdraws nothing."""

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        schema = handler.resolve_ref_schema(handler(core))
        terms = [term for term in schema["oneOf"] if term["const"] != CorrectionKind.WITHDRAWN]
        return {**schema, "oneOf": terms}


def _stands(kind: CorrectionKind) -> CorrectionKind:
    """Entries are withdrawn; a record, or a digest, is corrected until it says what is right."""
    if kind is not CorrectionKind.WITHDRAWN:
        return kind
    raise PydanticCustomError(
        "withdrawn-record",
        "Only entries are withdrawn.",
        {"hint": "Correct what is wrong, with kind: material, or lead its page elsewhere in _moved.yaml."},
    )


class RecordCorrection(Correction):
    """A correction of a digest or of a record in a register."""

    kind: Annotated[CorrectionKind, AfterValidator(_stands), _Standing()]
    """How much it changes."""
