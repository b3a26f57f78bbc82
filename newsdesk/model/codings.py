"""What a second reader made of sources without seeing the first coding: the file `_codings.yaml`; and the agreement."""

import hashlib
from typing import Annotated

from pydantic import Field

from newsdesk.model.codes import Day, Id
from newsdesk.model.record import FormatVersion, Record, Text
from newsdesk.model.terms import Actor, Cited, Identified

FIELDS = ("cited", "identified", "actor")
"""What is coded twice."""
ENOUGH = 30
"""Of fewer sources nothing is said: a few more would change it."""

Number = Annotated[int, Field(ge=1)]
Alpha = Annotated[str, Field(pattern=r"^(-?0\.[0-9]{2}|-?1\.00)$")]


class Code(Record):
    """How one reader sees a source."""

    cited: Cited
    """How the article uses it."""
    identified: Identified
    """How the article identifies it."""
    actor: Actor
    """What kind of source it is."""


class SecondCoding(Record):
    """A source of an entry as two readers see it."""

    source: Number
    """Its number in the entry, from 1, on the day of the second coding."""
    first: Code
    """What the entry said then: what is corrected later changes no agreement."""
    second: Code
    """What the second reader wrote without having seen that."""


class EntryCodings(Record):
    """The sources of an entry, coded by a second reader."""

    by: Text
    """Name of the second reader."""
    on: Day
    """Day of the second coding."""
    sources: Annotated[tuple[SecondCoding, ...], Field(min_length=1)]
    """Each source, in the order of the entry."""


class FieldAgreement(Record):
    """How far two readers agree in one field."""

    same: Annotated[int, Field(ge=0)]
    """Of how many sources both say the same."""
    alpha: Alpha | None
    """Krippendorff's alpha for nominal data; null where all were coded alike, and it is not defined."""


class Agreement(Record):
    """How far first and second coding agree, worked out when a coding was recorded."""

    sources: Number
    """How many sources were coded twice."""
    entries: Number
    """In how many entries they stand."""
    cited: FieldAgreement
    """In how the article uses the source."""
    identified: FieldAgreement
    """In how it identifies it."""
    actor: FieldAgreement
    """In what kind of source it is."""
    basis: Annotated[str, Field(pattern="^[0-9a-f]{32}$")]
    """The digest of the codings that it was worked out of: it says nothing of others."""


class Codings(Record):
    """The file `_codings.yaml`, which the program alone writes."""

    schema_version: Annotated[FormatVersion, Field(alias="schema")]
    """Version of this format: 1."""
    codings: dict[Id, EntryCodings] = Field(default_factory=dict)
    """Second codings by the id of their entry."""
    agreement: Agreement | None = None
    """How far they agree with the first; none where there are too few of them."""

    @property
    def pairs(self) -> list[SecondCoding]:
        """All sources that were coded twice, by entry."""
        return [one for _, coding in sorted(self.codings.items()) for one in coding.sources]

    @property
    def agreements(self) -> tuple[Agreement, ...]:
        """The agreement, where it was worked out of the codings that there are and there are enough of them."""
        agreement = self.agreement
        is_theirs = agreement is not None and agreement.basis == self.basis
        return (agreement,) if agreement and is_theirs and agreement.sources >= ENOUGH else ()

    @property
    def basis(self) -> str:
        """The digest of all codings; what their entries are called is no matter."""
        pairs = sorted(f"{' '.join(_values(one.first))} {' '.join(_values(one.second))}" for one in self.pairs)
        said = "\n".join([str(len(self.codings)), *pairs])
        return hashlib.blake2b(said.encode(), digest_size=16).hexdigest()


def _values(code: Code) -> list[str]:
    return [str(getattr(code, field)) for field in FIELDS]
