"""An entry: what one article says, on whose word, and what a reader needs to weigh it."""

import datetime
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import PydanticCustomError

from newsdesk.model.codes import Address, Country, Day, EntryOrAddress, Id, Language, Side
from newsdesk.model.corrections import Correction
from newsdesk.model.edtf import Edtf
from newsdesk.model.evidence import NotCaptured, WrittenEvidence
from newsdesk.model.made import Allowed, Reply, Review
from newsdesk.model.record import FormatVersion, Record, Text, Translation
from newsdesk.model.references import ArchiveRefused, References, not_both
from newsdesk.model.terms import Actor, Author, Cited, CorrectionKind, DateBasis, EntryStatus, Genre, Identified, Read


class Version(Record):
    """The same article in another language."""

    language: Language
    """Language of that version."""
    title: Text | None = None
    """Its title as printed; leave it out where it was not seen."""
    url: Address
    """Its address."""


class Quote(Record):
    """A verbatim quotation of at most 25 words."""

    text: Text
    """The words as they stand in the article."""
    language: Language
    """Language of the quotation."""
    translation: Translation | None = None
    """Our translation, where the quotation is not in the language of the site."""


class VerifiedRole(Record):
    """The role as a reference gives it."""

    text: Text
    """The role in the reference's terms."""
    ref: Id
    """Id of the reference."""


class Source(Record):
    """Somebody or something the article quotes, relies on or names."""

    name: Text
    """How we name the source."""
    name_printed: Text | None = None
    """The name exactly as in the article, where it was seen."""
    who: Id | None = None
    """Id in people.yaml or outlets.yaml, set by hand."""
    side: Side | None = None
    """For whom it speaks, where its record does not say so: a country, or the id of a body in people.yaml."""
    role: Text | None = None
    """The role in the article's wording."""
    role_verified: VerifiedRole | None = None
    """The role as an independent reference gives it, where that differs or needs saying."""
    actor: Actor
    """What kind of source it is."""
    identified: Identified
    """How the article identifies it."""
    cited: Cited
    """How the article uses it."""
    via: Id | None = None
    """Outlet id: the outlet by way of which the article has it."""
    via_text: Text | None = None
    """Instead of `via`: the way in words, where that is no registered outlet."""
    says: Text | None = None
    """What the article attributes to the source, in our words; may be left out for a mention."""
    quote: Quote | None = None
    """A short verbatim quotation."""

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.via and self.via_text:
            raise PydanticCustomError(
                "via-twice",
                "A source has either via or via_text, and not both.",
                {"field": "via_text", "hint": "Keep via where the outlet is in outlets.yaml."},
            )
        if self.cited is Cited.RELAYED and not (self.via or self.via_text):
            raise PydanticCustomError(
                "via-missing",
                "A relayed source needs via or via_text.",
                {"field": "cited", "hint": "Say by way of which outlet the article has it."},
            )
        if self.cited is not Cited.MENTIONED and not self.says:
            raise PydanticCustomError(
                "says-missing",
                'What "{name}" says is missing.',
                {"name": self.name, "field": "cited", "hint": "Add says: …, or write cited: mentioned."},
            )
        if self.quote and self.cited not in (Cited.QUOTED, Cited.RELAYED):
            raise PydanticCustomError(
                "quote-of-unquoted",
                "A source that is {cited} has no quotation.",
                {"cited": str(self.cited), "field": "quote", "hint": "Write cited: quoted, or remove quote."},
            )
        return self


class Signer(Record):
    """One of those who signed an article: a person in the parts that references ask for, or a body by its name."""

    family: Text | None = None
    """The name of the family, or the one by which a person is listed, as in the byline."""
    given: Text | None = None
    """The given names, as in the byline."""
    literal: Text | None = None
    """Instead of both: a name that has no such parts, as that of a newsroom."""

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if bool(self.family) == bool(self.literal) or (self.given and self.literal):
            raise PydanticCustomError(
                "signer-parts",
                "An author has either family, with given, or literal.",
                {"hint": "Write literal for what has no parts, such as a newsroom."},
            )
        return self

    @property
    def parts(self) -> tuple[str, ...]:
        """What stands in the byline."""
        return tuple(part for part in (self.family, self.given, self.literal) if part)


class Entry(Record):
    """One monitored article."""

    id: SkipJsonSchema[Id]
    """The name of the file."""
    week: SkipJsonSchema[str]
    """The ISO 8601 week, which is the name of the folder."""
    schema_version: Annotated[FormatVersion, Field(alias="schema")]
    """Version of this format: 1."""
    status: Annotated[EntryStatus | None, Field(exclude=True)] = None
    """`draft` while the entry is being written; left out once it is finished."""
    title: Text
    """Title as printed, in its own script."""
    title_en: Translation | None = None
    """Our translation of the title where it is not English."""
    outlet: Id
    """Id of the publisher in outlets.yaml."""
    section: Text | None = None
    """Section or rubric as printed."""
    genre: Genre | None = None
    """What kind of text it is; null where that is not recorded."""
    byline: Text | None = None
    """Author as signed."""
    authors: tuple[Signer, ...] = ()
    """Those whom the byline names, one by one, where you know the parts of their names: never by the order of words."""
    published: Edtf
    """Day of publication in EDTF."""
    published_basis: DateBasis
    """What that date rests on."""
    published_note: Text | None = None
    """How the date was worked out; required when it is inferred."""
    language: Language
    """Language of the article."""
    url: Address | None
    """The address that was read; null where unknown."""
    archive_url: Address | None = None
    """An archived copy."""
    archive_refused: ArchiveRefused | None = None
    """Why there is none, where an archive was asked: written by the tool."""
    versions: tuple[Version, ...] = ()
    """Other language versions of the same article."""
    translation_of: EntryOrAddress | None = None
    """Entry or address of the original, where the article is a translation."""
    syndicated_from: Id | None = None
    """Outlet id: who wrote it first."""
    accessed: Day
    """Day on which the editor read it."""
    added: Day
    """Day on which the entry joined the collection."""
    read: Read
    """How much of the article was read."""
    stories: tuple[Id, ...] = ()
    """Ids in stories.yaml."""
    topics: Annotated[tuple[Id, ...], Field(min_length=1)]
    """Ids in topics.yaml."""
    countries: Annotated[tuple[Country, ...], Field(min_length=1)]
    """Countries the article is about."""
    summary: Text
    """What the article says, in 25 to 160 words of our own, every claim attributed."""
    sources: tuple[Source, ...]
    """Whom it quotes, relies on or names; [] where the article names none."""
    context: Text
    """What a reader needs to weigh it, in 30 to 200 words; every sentence ends in a [reference]."""
    references: References
    """The references of the context note, by id."""
    not_captured: NotCaptured | None = None
    """Why there is no evidence, where somebody looked for the article."""
    evidence: WrittenEvidence = None
    """The fingerprint of the captured article: written by the tool, never by hand."""
    drafted_by: Author
    """Who drafted the entry."""
    reviewed: Review | None = None
    """Who reviewed it; null where nobody has."""
    replies: tuple[Reply, ...] = ()
    """What those whom it is about reply, oldest first."""
    allow: tuple[Allowed, ...] = ()
    """Exceptions from the rules of voice, each with its reason and whoever answers for it."""
    corrections: tuple[Correction, ...] = ()
    """Corrections since publication, oldest first."""

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.published_basis is DateBasis.INFERRED and not self.published_note:
            raise PydanticCustomError(
                "published-note-missing",
                "An inferred date needs published_note.",
                {"field": "published_basis", "hint": "Say in published_note what the date was worked out from."},
            )
        signed = " ".join((self.byline or "").split()).casefold()
        for part in (part for author in self.authors for part in author.parts):
            if part.casefold() not in signed:
                raise PydanticCustomError(
                    "author-not-signed",
                    'The byline does not hold "{part}".',
                    {"part": part, "field": "authors", "hint": "Write names as they are signed, in their letters."},
                )
        not_both(self)
        if self.evidence and self.not_captured:
            raise PydanticCustomError(
                "captured-and-not",
                "There is evidence, and a reason why there is none.",
                {"field": "not_captured", "hint": "Remove not_captured."},
            )
        return self

    @property
    def updated(self) -> datetime.date:
        """The day on which the entry last changed: when it was added or corrected, or when somebody replied."""
        if not (self.corrections or self.replies):  # most have none, and feeds ask for this of all of them
            return self.added
        return max([self.added, *(one.date for one in self.corrections), *(one.date for one in self.replies)])

    @property
    def withdrawn(self) -> Correction | None:
        """The correction that withdrew the entry, or None."""
        if not self.corrections:  # as most, and each list asks for this of all its entries
            return None
        kinds = (c for c in self.corrections if c.kind is CorrectionKind.WITHDRAWN)
        return next(kinds, None)
