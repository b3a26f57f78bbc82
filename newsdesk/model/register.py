"""The registers that entries refer to: outlets, people and organisations, places, stories, topics."""

from collections.abc import Callable
from operator import attrgetter
from typing import Annotated, Self

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from newsdesk.model.codes import Address, Country, Domain, Id, Jurisdiction, Language, Side
from newsdesk.model.coordinates import Coordinates
from newsdesk.model.corrections import RecordCorrection
from newsdesk.model.edtf import Edtf
from newsdesk.model.made import Allowed, Review
from newsdesk.model.proceedings import Proceeding
from newsdesk.model.record import Fact, Name, Record, Text, YesOrNo
from newsdesk.model.references import References
from newsdesk.model.terms import Author, DesignationKind, OutletKind, PersonKind

Wikidata = Annotated[str, Field(pattern=r"^Q[1-9][0-9]*$")]


class Sourced(Record):
    """A statement with the references it rests on."""

    text: Text
    """The statement, attributed and neutral."""
    refs: Annotated[tuple[Id, ...], Field(min_length=1)]
    """Ids of this record's references."""


class DatedStatement(Sourced):
    """A statement about a time."""

    date: Edtf
    """When it happened."""


class Description(Sourced):
    """How somebody else describes the outlet."""

    by: Text
    """Who describes it so."""
    date: Edtf
    """When."""


class OtherDate(Record):
    """A date that another account gives for the same act."""

    date: Edtf
    """The date."""
    refs: Annotated[tuple[Id, ...], Field(min_length=1)]
    """Where it stands."""


class Designation(Record):
    """An authority's act against a publisher: shown as that authority's act, never as our label."""

    authority: Text
    """Who acted, such as a court or ministry."""
    country: Jurisdiction
    """Whose authority it is."""
    kind: DesignationKind
    """What it declared."""
    subject: Text | None = None
    """Who was designated, where that is not the outlet itself but its organisation."""
    wording: Text
    """The act in neutral words, as the reference reports it."""
    date: Edtf | None
    """When; null where not known."""
    date_note: Text | None = None
    """What the date rests on, where it is inferred."""
    other_dates: tuple[OtherDate, ...] = ()
    """Dates that other accounts give: conflicts stay visible."""
    ended: Edtf | None = None
    """When it was lifted."""
    refs: Annotated[tuple[Id, ...], Field(min_length=1)]
    """Ids of this record's references."""


class Outlet(Record):
    """A publisher, described by dated facts only; labels on all pages come from here."""

    id: SkipJsonSchema[Id]
    """The key in outlets.yaml."""
    name: Text
    """Its name in its own script."""
    name_language: Language = "en"
    """Language of the name."""
    name_en: Text | None = None
    """Its name in English where that differs."""
    aliases: tuple[Name, ...] = ()
    """Other spellings and short forms."""
    domains: tuple[Domain, ...] = ()
    """Hosts it publishes on."""
    home: Fact[Address]
    """Home page."""
    feeds: tuple[Address, ...] = ()
    """Addresses of its RSS or Atom feeds, from which `inbox feeds` takes what is new."""
    edition_of: Id | None = None
    """Id of the outlet whose edition in another language or for another place it is: both are one newsroom."""
    country: Fact[Country]
    """Country it is based in."""
    languages: Fact[tuple[Language, ...]]
    """Languages it publishes in."""
    kind: Fact[OutletKind]
    """What form of publisher it is."""
    owner: Fact[Text]
    """Who owns it."""
    funder: Fact[Text]
    """Who pays for it."""
    self_description: Fact[Text]
    """How it describes itself, in our words."""
    legal_status: Fact[Text]
    """Its registration or licence."""
    descriptions: tuple[Description, ...] = ()
    """How others describe it, each with its author."""
    history: tuple[DatedStatement, ...] = ()
    """Dated events a reader needs, contradictions included."""
    designations: tuple[Designation, ...] = ()
    """Bans and listings, each as an authority's act."""
    wikidata: Wikidata | None = None
    """Item in Wikidata."""
    references: References = {}
    """The references of this record, by id."""
    drafted_by: Author | None = None
    """Who drafted it; without it `extra.publishing.drafted_by` says so, or it is not recorded."""
    reviewed: Review | None = None
    """Who reviewed it; null where nobody has."""
    corrections: tuple[RecordCorrection, ...] = ()
    """Corrections since published entries rely on it, oldest first."""

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every form of its name."""
        return tuple(filter(None, (self.name, self.name_en, *(alias.text for alias in self.aliases))))


def newsroom(outlet: str, edition_of: Callable[[str], str | None]) -> str:
    """The outlet whose edition an outlet is in the end, by ids; of a circle the first by name."""
    passed = [outlet]
    while first := edition_of(passed[-1]):
        if first in passed:
            return min(passed[passed.index(first) :])
        passed.append(first)
    return passed[-1]


class Role(Record):
    """A position and its time."""

    text: Text
    """The position."""
    since: Edtf | None = None
    """From when; null where not recorded here."""
    until: Edtf | None = None
    """Until when; null where it lasts or is not recorded here."""
    as_of: Edtf | None = None
    """A time at which it was held."""
    refs: tuple[Id, ...] = ()
    """Ids of this record's references."""


class Person(Record):
    """A person or organisation with every spelling, so that any of them finds the same page."""

    id: SkipJsonSchema[Id]
    """The key in people.yaml."""
    kind: PersonKind
    """A human being or a body."""
    name: Text
    """The spelling the person or country prefers in English text."""
    name_native: Name | None = None
    """The name in its own script."""
    aliases: tuple[Name, ...] = ()
    """All other spellings in all scripts."""
    country: Country | None = None
    """The country the person acts for or the body belongs to."""
    side: Side | None = None
    """For whom it speaks, where that is not `country`: a country, or the id of a body in people.yaml."""
    public: YesOrNo = True
    """False for private persons: no page of their own, no spelling index."""
    roles: tuple[Role, ...] = ()
    """Positions with their times."""
    proceedings: tuple[Proceeding, ...] = ()
    """Charges, suspicions, detentions and labels against the person, each with what came of it."""
    wikidata: Wikidata | None = None
    """Item in Wikidata."""
    references: References = {}
    """The references of this record, by id."""
    drafted_by: Author | None = None
    """Who drafted it; without it `extra.publishing.drafted_by` says so, or it is not recorded."""
    reviewed: Review | None = None
    """Who reviewed it; null where nobody has."""
    corrections: tuple[RecordCorrection, ...] = ()
    """Corrections since published entries rely on it, oldest first."""


class Place(Record):
    """A place with every spelling."""

    id: SkipJsonSchema[Id]
    """The key in places.yaml."""
    name: Text
    """The spelling the country prefers in English text."""
    name_native: Name | None = None
    """The name in its own script."""
    aliases: tuple[Name, ...] = ()
    """All other spellings in all scripts."""
    country: Country
    """The country it lies in."""
    note: Text | None = None
    """Where it is, in a few words."""
    coordinates: Coordinates | None = None
    """Where it lies, for maps; leave it out where no page that you have seen says so."""
    wikidata: Wikidata | None = None
    """Item in Wikidata."""
    corrections: tuple[RecordCorrection, ...] = ()
    """Corrections since published entries rely on it, oldest first."""


class Account(Record):
    """One answer to a question on which accounts differ, with its owner."""

    by: Text
    """Who gives it, by the name and office that a reader needs."""
    who: Id | None = None
    """Id in people.yaml or outlets.yaml, where it is registered."""
    side: Side | None = None
    """For whom it speaks where no record of `who` tells it: a country such as AQ, or the id of a body."""
    says: Text
    """What it says, in a few neutral words."""
    part: Text | None = None
    """What its figure covers, where that is only a part of what is asked: a day, a place. No range has it then."""
    date: Edtf | None = None
    """When it said so; null where not known."""
    refs: Annotated[tuple[Id, ...], Field(min_length=1)]
    """Ids of the story's references that give the account."""

    @property
    def speaker(self) -> str:
        """Who gives it, without office and without how it is known: what `by` says before its first comma."""
        return self.by.partition(", ")[0]


class Dispute(Record):
    """A question on which accounts differ; both sides stand there, and none is called right."""

    question: Text
    """The question, in neutral words, such as `How many people were killed?`."""
    accounts: Annotated[tuple[Account, ...], Field(min_length=2)]
    """The accounts, in the order of their dates; at least two."""
    alternatives: tuple[Annotated[tuple[Text, ...], Field(min_length=1)], ...] = ()
    """Words that answer the question one way, and words that answer it another way, such as `[give]` and `[exchange]`:
    our own texts use neither without saying whose word it is."""

    def in_order_of_days(self) -> Self:
        """The same question, its accounts by their days, those without one last, else as written."""
        dated = sorted((a for a in self.accounts if a.date), key=attrgetter("date"))
        return self.model_copy(update={"accounts": (*dated, *(a for a in self.accounts if not a.date))})


class Story(Record):
    """An event or debate that several articles cover."""

    id: SkipJsonSchema[Id]
    """The key in stories.yaml."""
    title: Text
    """A neutral headline."""
    date: Edtf
    """When it happened."""
    countries: Annotated[tuple[Country, ...], Field(min_length=1)]
    """Countries involved."""
    places: tuple[Id, ...] = ()
    """Ids in places.yaml."""
    summary: Text
    """What is established, neutrally; every sentence ends in a [reference]."""
    disputed: tuple[Dispute, ...] = ()
    """Where accounts differ: figures, who began, what was agreed."""
    references: References
    """The references of the summary and of the accounts, by id."""
    drafted_by: Author | None = None
    """Who drafted it; without it `extra.publishing.drafted_by` says so, or it is not recorded."""
    reviewed: Review | None = None
    """Who reviewed it; null where nobody has."""
    allow: tuple[Allowed, ...] = ()
    """Exceptions from the rules of voice, each with its reason and whoever answers for it."""
    corrections: tuple[RecordCorrection, ...] = ()
    """Corrections since published entries rely on it, oldest first."""

    def in_order_of_days(self) -> Self:
        """The same story, the accounts of each question by their days, those without one last, else as written."""
        disputed = tuple(dispute.in_order_of_days() for dispute in self.disputed)
        return self if disputed == self.disputed else self.model_copy(update={"disputed": disputed})


class Topic(Record):
    """A subject that entries are filed under."""

    id: SkipJsonSchema[Id]
    """The key in topics.yaml."""
    name: Text
    """Its name."""
    aliases: tuple[Name, ...] = ()
    """Its names in other languages, and other words for it: whoever types or searches for one of them finds it."""
    description: Text
    """What belongs under it, in one sentence."""
    iptc: Annotated[str, Field(pattern=r"^medtop:[0-9]{8}$")] | None = None
    """The IPTC Media Topic that fits, such as medtop:20000593; null where none is known to fit."""


REGISTERS: dict[str, type[Record]] = {
    "outlets": Outlet,
    "people": Person,
    "places": Place,
    "stories": Story,
    "topics": Topic,
}
"""The registers by the name of their file, and what a record in each is."""
