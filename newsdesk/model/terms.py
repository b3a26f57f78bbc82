"""The closed vocabularies: every term with its meaning, which editors see while they type."""

from enum import StrEnum
from typing import Any, Self

from pydantic import GetJsonSchemaHandler
from pydantic_core import CoreSchema


class Term(StrEnum):
    """A word with a fixed meaning; members are written `NAME = "term", "meaning"`."""

    meaning: str

    def __new__(cls, value: str, meaning: str) -> Self:
        term = str.__new__(cls, value)
        term._value_ = value
        term.meaning = term.__doc__ = meaning
        return term

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        # oneOf/const instead of enum: editors then show the meaning beside each term.
        return {
            "description": (cls.__doc__ or "").strip(),
            "type": "string",
            "oneOf": [{"const": term.value, "description": term.meaning} for term in cls],
        }


class Actor(Term):
    """What kind of source this is."""

    OFFICIAL = "official", "A government, ministry, agency or office holder speaking for it."
    POLITICIAN = "politician", "A member of parliament, candidate or party leader speaking as such."
    MILITARY = "military", "Armed forces, border guards or their spokespeople."
    PARTY = "party", "A political party or movement as an organisation."
    RELIGIOUS = "religious", "A religious body, leader or text."
    NGO = "ngo", "A non-governmental organisation or its staff."
    EXPERT = "expert", "A scholar, analyst or commentator named for expertise."
    BUSINESS = "business", "A company, bank, trade body or its staff."
    EYEWITNESS = "eyewitness", "A person who saw what is reported."
    RESIDENT = "resident", "A person who lives where it happened."
    MEDIA = "media", "A news agency, outlet or journalist cited by another."
    DOCUMENT = "document", "A law, treaty, letter or court file."
    STATISTICS = "statistics", "A published data series or survey."
    INTERGOVERNMENTAL = "intergovernmental", "A body of states, such as the UN or the OSCE."
    OTHER = "other", "None of the others; the role says what."


class Identified(Term):
    """How the article identifies the source."""

    NAMED = "named", "The name stands in the article."
    DESCRIBED = "described", "Position or group is given, the name is not."
    UNNAMED = "unnamed", "Neither name nor position is given."


class Cited(Term):
    """How the article uses the source."""

    QUOTED = "quoted", "In the source's own words, in quotation marks or set apart."
    PARAPHRASED = "paraphrased", "In the article's words, attributed to the source."
    RELAYED = "relayed", "By way of another outlet, which is named in `via` or `via_text`."
    MENTIONED = "mentioned", "Named, without a statement attributed to it."


class Author(Term):
    """Who did a piece of work."""

    HUMAN = "human", "A person."
    MACHINE = "machine", "A program; no person has confirmed it."


class DateBasis(Term):
    """What the publication date rests on."""

    PRINTED = "printed", "The date is printed on the page."
    ADDRESS = "address", "The date stands in the article's address."
    INFERRED = "inferred", "Worked out from other evidence; `published_note` says how."


class Read(Term):
    """How much of the article the editor saw."""

    FULL = "full", "The whole text."
    EXCERPT = "excerpt", "A part of the text; what is missing here may stand in the rest."


class Stance(Term):
    """What a page says to the statement that cites it."""

    SUPPORTS = "supports", "The passage carries the statement."
    DISPUTES = "disputes", "The passage says otherwise."
    DOES_NOT_SAY = "does-not-say", "Somebody has looked, and the page does not say it."


class Knowing(Term):
    """How a page knows what it says."""

    FIRST_HAND = "first-hand", "From its own reporting, measuring or deciding: whoever publishes it was there."
    REPEATS = "repeats", "It passes on what somebody else has reported."


class Genre(Term):
    """What kind of text an article is, by its own mark or plain form; never a judgement of it."""

    NEWS = "news", "A report of what happened or was said."
    REPORTAGE = "reportage", "A report from the place, by somebody who was there."
    BACKGROUND = "background", "What led to something, and how things stand."
    ANALYSIS = "analysis", "An explanation of causes and consequences by its author."
    OPINION = "opinion", "A comment, column or editorial: it argues for a view."
    INTERVIEW = "interview", "Questions and answers, or one person's words at length."
    STATEMENT = "statement", "What a person or body says for itself, such as a declaration."
    PRESS_RELEASE = "press-release", "What a body sends to the press."
    DOCUMENT = "document", "A law, treaty, ruling, letter or report, printed as such."
    REVIEW = "review", "A judgement of a book, film or performance."
    SATIRE = "satire", "Meant as a joke."
    ADVERTISEMENT = "advertisement", "Paid for by whom it is about."
    OTHER = "other", "None of the others."


class CorrectionKind(Term):
    """How much a correction changes."""

    MINOR = "minor", "It does not change what a reader takes from the text."
    MATERIAL = "material", "It changes what a reader takes from the text."
    WITHDRAWN = "withdrawn", "The entry no longer stands; its address stays and says why."


class Basis(Term):
    """What a fact in the register rests on."""

    REFERENCED = "referenced", "A dated reference stands beside it."
    OWN_PAGE = "own-page", "The outlet's own page or address says so."
    UNREFERENCED = "unreferenced", "Nobody has checked it yet; the page says so."
    UNKNOWN = "unknown", "Not known."


class OutletKind(Term):
    """What form of publisher an outlet is; never a judgement of it."""

    AGENCY = "agency", "A news agency that supplies other outlets."
    NEWSPAPER = "newspaper", "A newspaper, in print or with its site."
    MAGAZINE = "magazine", "A periodical of analysis or reports."
    BROADCASTER = "broadcaster", "Radio or television, with its site."
    ONLINE = "online", "An outlet that appears only on the web."
    RESEARCH = "research", "A research institute, think tank or university."
    ADVOCACY = "advocacy", "A campaigning or rights organisation."
    PARTY = "party", "The imprint of a political party or movement."
    GOVERNMENT = "government", "A ministry, presidency or other organ of a state."
    INTERGOVERNMENTAL = "intergovernmental", "A body of states."
    AGGREGATOR = "aggregator", "A site that mostly republishes others."
    OTHER = "other", "None of the others."


class DesignationKind(Term):
    """What an authority has declared a publisher to be."""

    TERRORIST = "terrorist", "Listed or banned as a terrorist organisation."
    EXTREMIST = "extremist", "Listed or banned as an extremist organisation."
    BANNED = "banned", "Banned, dissolved or outlawed without one of these labels."
    ACTIVITY_BAN = "activity-ban", "Forbidden to act in the country."
    UNREGISTERED = "unregistered", "Refused or without the registration the law demands."
    EXTREMIST_MATERIALS = "extremist-materials", "Materials of it declared extremist, and not the organisation itself."
    SUSPENDED = "suspended", "Its licence or broadcasts are suspended for a time."
    BLOCKED = "blocked", "Its site or signal is blocked."
    FOREIGN_AGENT = "foreign-agent", "Entered in a register of foreign agents."
    UNDESIRABLE = "undesirable", "Declared an undesirable organisation."
    HATE_GROUP = "hate-group", "Listed as a hate group."
    OTHER = "other", "Another kind of act; the wording says which."


class PersonKind(Term):
    """Whether the record is of one human being or of a body."""

    PERSON = "person", "One human being."
    ORGANISATION = "organisation", "A ministry, party, company, body of states or other group."


class ProceedingKind(Term):
    """What an authority did to a person, or what came of it."""

    SUSPICION = "suspicion", "Suspected, wanted, or under investigation."
    DETENTION = "detention", "Detained or arrested, at home too."
    CHARGE = "charge", "Charged or indicted."
    TRIAL = "trial", "Put on trial."
    LABEL = "label", "Entered in a register or list, as a foreign agent or an extremist for example."
    CONVICTION = "conviction", "Found guilty or sentenced."
    ACQUITTAL = "acquittal", "Found not guilty."
    DROPPED = "dropped", "Charges or proceedings were ended without a verdict."
    RELEASED = "released", "Set free without a charge, or taken off a list."
    PARDONED = "pardoned", "Pardoned, or let go by an amnesty."
    OTHER = "other", "Another kind of act; the wording says which."


class EntryStatus(Term):
    """Whether an entry is still being written."""

    DRAFT = "draft", "Being written: left out of the site and of all counts. Without this line the entry is finished."


class DigestStatus(Term):
    """Whether a weekly digest is still being written."""

    DRAFT = "draft", "Still being written; entries may change freely."
    PUBLISHED = "published", "Out; every change needs a correction."


def spoken(tag: str) -> str:
    """The language of a tag alone: `uz` of `uz-Cyrl`, which is one language in two scripts."""
    return tag.partition("-")[0].lower()
