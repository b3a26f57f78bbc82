"""The words that pages use for the terms of the vocabularies."""

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

_SAID: tuple[tuple[Term, str], ...] = (
    (Actor.OFFICIAL, "official"),
    (Actor.POLITICIAN, "politician"),
    (Actor.MILITARY, "military"),
    (Actor.PARTY, "party"),
    (Actor.RELIGIOUS, "religious"),
    (Actor.NGO, "non-governmental organisation"),
    (Actor.EXPERT, "expert"),
    (Actor.BUSINESS, "business"),
    (Actor.EYEWITNESS, "eyewitness"),
    (Actor.RESIDENT, "resident"),
    (Actor.MEDIA, "media"),
    (Actor.DOCUMENT, "document"),
    (Actor.STATISTICS, "statistics"),
    (Actor.INTERGOVERNMENTAL, "intergovernmental body"),
    (Actor.OTHER, "other"),
    (Identified.NAMED, "named"),
    (Identified.DESCRIBED, "described, not named"),
    (Identified.UNNAMED, "not named"),
    (Cited.QUOTED, "quoted"),
    (Cited.PARAPHRASED, "paraphrased"),
    (Cited.RELAYED, "relayed"),
    (Cited.MENTIONED, "mentioned"),
    (Author.HUMAN, "a person"),
    (Author.MACHINE, "a machine"),
    (DateBasis.PRINTED, "printed on the page"),
    (DateBasis.ADDRESS, "from the address"),
    (DateBasis.INFERRED, "inferred"),
    (Read.FULL, "in full"),
    (Read.EXCERPT, "in part"),
    (CorrectionKind.MINOR, "minor"),
    (CorrectionKind.MATERIAL, "material"),
    (CorrectionKind.WITHDRAWN, "withdrawn"),
    (OutletKind.AGENCY, "News agency"),
    (OutletKind.NEWSPAPER, "Newspaper"),
    (OutletKind.MAGAZINE, "Magazine"),
    (OutletKind.BROADCASTER, "Broadcaster"),
    (OutletKind.ONLINE, "Online outlet"),
    (OutletKind.RESEARCH, "Research institute"),
    (OutletKind.ADVOCACY, "Advocacy organisation"),
    (OutletKind.PARTY, "Imprint of a party or movement"),
    (OutletKind.GOVERNMENT, "Government body"),
    (OutletKind.INTERGOVERNMENTAL, "Intergovernmental body"),
    (OutletKind.AGGREGATOR, "Aggregator"),
    (OutletKind.OTHER, "Publisher"),
    (DesignationKind.TERRORIST, "terrorist organisation"),
    (DesignationKind.EXTREMIST, "extremist organisation"),
    (DesignationKind.BANNED, "banned organisation"),
    (DesignationKind.ACTIVITY_BAN, "ban on activity"),
    (DesignationKind.UNREGISTERED, "not registered"),
    (DesignationKind.BLOCKED, "blocked"),
    (DesignationKind.FOREIGN_AGENT, "foreign agent"),
    (DesignationKind.UNDESIRABLE, "undesirable organisation"),
    (DesignationKind.HATE_GROUP, "hate group"),
    (DesignationKind.OTHER, "other"),
    (DigestStatus.DRAFT, "draft"),
    (DigestStatus.PUBLISHED, "published"),
)
# Terms are texts, and Actor.PARTY equals OutletKind.PARTY: the vocabulary belongs to the key.
_WORDS = {(type(term), str(term)): said for term, said in _SAID}


def word(term: Term) -> str:
    """The word that pages use for a term."""
    return _WORDS[type(term), str(term)]


_ACTS = {
    DesignationKind.TERRORIST: "banned or listed as a terrorist organisation",
    DesignationKind.EXTREMIST: "banned or listed as an extremist organisation",
    DesignationKind.BANNED: "banned",
    DesignationKind.ACTIVITY_BAN: "forbidden to act",
    DesignationKind.UNREGISTERED: "without the registration that the law demands",
    DesignationKind.BLOCKED: "blocked",
    DesignationKind.FOREIGN_AGENT: "listed as a foreign agent",
    DesignationKind.UNDESIRABLE: "declared an undesirable organisation",
    DesignationKind.HATE_GROUP: "listed as a hate group",
    DesignationKind.OTHER: "under another kind of measure",
}


def act_phrase(kind: DesignationKind) -> str:
    """What a designation makes of its subject, behind the word `is`."""
    return _ACTS[kind]
