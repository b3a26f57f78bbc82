"""The words that pages use for the terms of the vocabularies."""

from newsdesk.interface import pgettext, spoken
from newsdesk.model import (
    Actor,
    Author,
    Cited,
    CorrectionKind,
    DateBasis,
    DesignationKind,
    DigestStatus,
    Identified,
    OutletKind,
    Read,
)
from newsdesk.model.terms import Term


@spoken
def _words() -> dict[tuple[type, str], str]:
    said: tuple[tuple[Term, str], ...] = (
        (Actor.OFFICIAL, pgettext("kind of source", "official")),
        (Actor.POLITICIAN, pgettext("kind of source", "politician")),
        (Actor.MILITARY, pgettext("kind of source", "military")),
        (Actor.PARTY, pgettext("kind of source", "party")),
        (Actor.RELIGIOUS, pgettext("kind of source", "religious")),
        (Actor.NGO, pgettext("kind of source", "non-governmental organisation")),
        (Actor.EXPERT, pgettext("kind of source", "expert")),
        (Actor.BUSINESS, pgettext("kind of source", "business")),
        (Actor.EYEWITNESS, pgettext("kind of source", "eyewitness")),
        (Actor.RESIDENT, pgettext("kind of source", "resident")),
        (Actor.MEDIA, pgettext("kind of source", "media")),
        (Actor.DOCUMENT, pgettext("kind of source", "document")),
        (Actor.STATISTICS, pgettext("kind of source", "statistics")),
        (Actor.INTERGOVERNMENTAL, pgettext("kind of source", "intergovernmental body")),
        (Actor.OTHER, pgettext("kind of source", "other")),
        (Identified.NAMED, pgettext("how a source is identified", "named")),
        (Identified.DESCRIBED, pgettext("how a source is identified", "described, not named")),
        (Identified.UNNAMED, pgettext("how a source is identified", "not named")),
        (Cited.QUOTED, pgettext("how a source is cited", "quoted")),
        (Cited.PARAPHRASED, pgettext("how a source is cited", "paraphrased")),
        (Cited.RELAYED, pgettext("how a source is cited", "relayed")),
        (Cited.MENTIONED, pgettext("how a source is cited", "mentioned")),
        (Author.HUMAN, pgettext("who wrote it", "a person")),
        (Author.MACHINE, pgettext("who wrote it", "a machine")),
        (DateBasis.PRINTED, pgettext("where a date is from", "printed on the page")),
        (DateBasis.ADDRESS, pgettext("where a date is from", "from the address")),
        (DateBasis.INFERRED, pgettext("where a date is from", "inferred")),
        (Read.FULL, pgettext("how much was read", "in full")),
        (Read.EXCERPT, pgettext("how much was read", "in part")),
        (CorrectionKind.MINOR, pgettext("kind of correction", "minor")),
        (CorrectionKind.MATERIAL, pgettext("kind of correction", "material")),
        (CorrectionKind.WITHDRAWN, pgettext("kind of correction", "withdrawn")),
        (OutletKind.AGENCY, pgettext("kind of outlet", "News agency")),
        (OutletKind.NEWSPAPER, pgettext("kind of outlet", "Newspaper")),
        (OutletKind.MAGAZINE, pgettext("kind of outlet", "Magazine")),
        (OutletKind.BROADCASTER, pgettext("kind of outlet", "Broadcaster")),
        (OutletKind.ONLINE, pgettext("kind of outlet", "Online outlet")),
        (OutletKind.RESEARCH, pgettext("kind of outlet", "Research institute")),
        (OutletKind.ADVOCACY, pgettext("kind of outlet", "Advocacy organisation")),
        (OutletKind.PARTY, pgettext("kind of outlet", "Imprint of a party or movement")),
        (OutletKind.GOVERNMENT, pgettext("kind of outlet", "Government body")),
        (OutletKind.INTERGOVERNMENTAL, pgettext("kind of outlet", "Intergovernmental body")),
        (OutletKind.AGGREGATOR, pgettext("kind of outlet", "Aggregator")),
        (OutletKind.OTHER, pgettext("kind of outlet", "Publisher")),
        (DesignationKind.TERRORIST, pgettext("kind of designation", "terrorist organisation")),
        (DesignationKind.EXTREMIST, pgettext("kind of designation", "extremist organisation")),
        (DesignationKind.BANNED, pgettext("kind of designation", "banned organisation")),
        (DesignationKind.ACTIVITY_BAN, pgettext("kind of designation", "ban on activity")),
        (DesignationKind.UNREGISTERED, pgettext("kind of designation", "not registered")),
        (DesignationKind.BLOCKED, pgettext("kind of designation", "blocked")),
        (DesignationKind.FOREIGN_AGENT, pgettext("kind of designation", "foreign agent")),
        (DesignationKind.UNDESIRABLE, pgettext("kind of designation", "undesirable organisation")),
        (DesignationKind.HATE_GROUP, pgettext("kind of designation", "hate group")),
        (DesignationKind.OTHER, pgettext("kind of designation", "other")),
        (DigestStatus.DRAFT, pgettext("status of a digest", "draft")),
        (DigestStatus.PUBLISHED, pgettext("status of a digest", "published")),
    )
    # Terms are texts, and Actor.PARTY equals OutletKind.PARTY: the vocabulary belongs to the key.
    return {(type(term), str(term)): word for term, word in said}


def word(term: Term) -> str:
    """The word that pages use for a term."""
    return _words()[type(term), str(term)]


@spoken
def _acts() -> dict[DesignationKind, str]:
    return {
        DesignationKind.TERRORIST: pgettext("it is …", "banned or listed as a terrorist organisation"),
        DesignationKind.EXTREMIST: pgettext("it is …", "banned or listed as an extremist organisation"),
        DesignationKind.BANNED: pgettext("it is …", "banned"),
        DesignationKind.ACTIVITY_BAN: pgettext("it is …", "forbidden to act"),
        DesignationKind.UNREGISTERED: pgettext("it is …", "without the registration that the law demands"),
        DesignationKind.BLOCKED: pgettext("it is …", "blocked"),
        DesignationKind.FOREIGN_AGENT: pgettext("it is …", "listed as a foreign agent"),
        DesignationKind.UNDESIRABLE: pgettext("it is …", "declared an undesirable organisation"),
        DesignationKind.HATE_GROUP: pgettext("it is …", "listed as a hate group"),
        DesignationKind.OTHER: pgettext("it is …", "under another kind of measure"),
    }


def act_phrase(kind: DesignationKind) -> str:
    """What a designation makes of its subject, behind the word `is`."""
    return _acts()[kind]
