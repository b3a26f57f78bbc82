"""The words that pages use for the terms of the vocabularies."""

from collections.abc import Callable

from newsdesk.interface import Words, kept
from newsdesk.model import (
    Actor,
    Author,
    Cited,
    CorrectionKind,
    DateBasis,
    DesignationKind,
    DigestStatus,
    Genre,
    Identified,
    OutletKind,
    Read,
)
from newsdesk.model.terms import Term


@kept
def _terms(words: Words) -> dict[tuple[type, str], str]:
    said: tuple[tuple[Term, str], ...] = (
        (Actor.OFFICIAL, words.pgettext("kind of source", "official")),
        (Actor.POLITICIAN, words.pgettext("kind of source", "politician")),
        (Actor.MILITARY, words.pgettext("kind of source", "military")),
        (Actor.PARTY, words.pgettext("kind of source", "party")),
        (Actor.RELIGIOUS, words.pgettext("kind of source", "religious")),
        (Actor.NGO, words.pgettext("kind of source", "non-governmental organisation")),
        (Actor.EXPERT, words.pgettext("kind of source", "expert")),
        (Actor.BUSINESS, words.pgettext("kind of source", "business")),
        (Actor.EYEWITNESS, words.pgettext("kind of source", "eyewitness")),
        (Actor.RESIDENT, words.pgettext("kind of source", "resident")),
        (Actor.MEDIA, words.pgettext("kind of source", "media")),
        (Actor.DOCUMENT, words.pgettext("kind of source", "document")),
        (Actor.STATISTICS, words.pgettext("kind of source", "statistics")),
        (Actor.INTERGOVERNMENTAL, words.pgettext("kind of source", "intergovernmental body")),
        (Actor.OTHER, words.pgettext("kind of source", "other")),
        (Identified.NAMED, words.pgettext("how a source is identified", "named")),
        (Identified.DESCRIBED, words.pgettext("how a source is identified", "described, not named")),
        (Identified.UNNAMED, words.pgettext("how a source is identified", "not named")),
        (Cited.QUOTED, words.pgettext("how a source is cited", "quoted")),
        (Cited.PARAPHRASED, words.pgettext("how a source is cited", "paraphrased")),
        (Cited.RELAYED, words.pgettext("how a source is cited", "relayed")),
        (Cited.MENTIONED, words.pgettext("how a source is cited", "mentioned")),
        (Author.HUMAN, words.pgettext("who wrote it", "a person")),
        (Author.MACHINE, words.pgettext("who wrote it", "a machine")),
        (DateBasis.PRINTED, words.pgettext("where a date is from", "printed on the page")),
        (DateBasis.ADDRESS, words.pgettext("where a date is from", "from the address")),
        (DateBasis.INFERRED, words.pgettext("where a date is from", "inferred")),
        (Read.FULL, words.pgettext("how much was read", "in full")),
        (Read.EXCERPT, words.pgettext("how much was read", "in part")),
        (Genre.NEWS, words.pgettext("kind of text", "news")),
        (Genre.REPORTAGE, words.pgettext("kind of text", "reportage")),
        (Genre.BACKGROUND, words.pgettext("kind of text", "background")),
        (Genre.ANALYSIS, words.pgettext("kind of text", "analysis")),
        (Genre.OPINION, words.pgettext("kind of text", "opinion")),
        (Genre.INTERVIEW, words.pgettext("kind of text", "interview")),
        (Genre.STATEMENT, words.pgettext("kind of text", "statement")),
        (Genre.PRESS_RELEASE, words.pgettext("kind of text", "press release")),
        (Genre.DOCUMENT, words.pgettext("kind of text", "document")),
        (Genre.REVIEW, words.pgettext("kind of text", "review")),
        (Genre.SATIRE, words.pgettext("kind of text", "satire")),
        (Genre.ADVERTISEMENT, words.pgettext("kind of text", "advertisement")),
        (Genre.OTHER, words.pgettext("kind of text", "other")),
        (CorrectionKind.MINOR, words.pgettext("kind of correction", "minor")),
        (CorrectionKind.MATERIAL, words.pgettext("kind of correction", "material")),
        (CorrectionKind.WITHDRAWN, words.pgettext("kind of correction", "withdrawn")),
        (OutletKind.AGENCY, words.pgettext("kind of outlet", "News agency")),
        (OutletKind.NEWSPAPER, words.pgettext("kind of outlet", "Newspaper")),
        (OutletKind.MAGAZINE, words.pgettext("kind of outlet", "Magazine")),
        (OutletKind.BROADCASTER, words.pgettext("kind of outlet", "Broadcaster")),
        (OutletKind.ONLINE, words.pgettext("kind of outlet", "Online outlet")),
        (OutletKind.RESEARCH, words.pgettext("kind of outlet", "Research institute")),
        (OutletKind.ADVOCACY, words.pgettext("kind of outlet", "Advocacy organisation")),
        (OutletKind.PARTY, words.pgettext("kind of outlet", "Imprint of a party or movement")),
        (OutletKind.GOVERNMENT, words.pgettext("kind of outlet", "Government body")),
        (OutletKind.INTERGOVERNMENTAL, words.pgettext("kind of outlet", "Intergovernmental body")),
        (OutletKind.AGGREGATOR, words.pgettext("kind of outlet", "Aggregator")),
        (OutletKind.OTHER, words.pgettext("kind of outlet", "Publisher")),
        (DesignationKind.TERRORIST, words.pgettext("kind of designation", "terrorist organisation")),
        (DesignationKind.EXTREMIST, words.pgettext("kind of designation", "extremist organisation")),
        (DesignationKind.BANNED, words.pgettext("kind of designation", "banned organisation")),
        (DesignationKind.ACTIVITY_BAN, words.pgettext("kind of designation", "ban on activity")),
        (DesignationKind.UNREGISTERED, words.pgettext("kind of designation", "not registered")),
        (DesignationKind.EXTREMIST_MATERIALS, words.pgettext("kind of designation", "materials declared extremist")),
        (DesignationKind.SUSPENDED, words.pgettext("kind of designation", "suspended")),
        (DesignationKind.BLOCKED, words.pgettext("kind of designation", "blocked")),
        (DesignationKind.FOREIGN_AGENT, words.pgettext("kind of designation", "foreign agent")),
        (DesignationKind.UNDESIRABLE, words.pgettext("kind of designation", "undesirable organisation")),
        (DesignationKind.HATE_GROUP, words.pgettext("kind of designation", "hate group")),
        (DesignationKind.OTHER, words.pgettext("kind of designation", "other")),
        (DigestStatus.DRAFT, words.pgettext("status of a digest", "draft")),
        (DigestStatus.PUBLISHED, words.pgettext("status of a digest", "published")),
    )
    # Terms are texts, and Actor.PARTY equals OutletKind.PARTY: the vocabulary belongs to the key.
    return {(type(term), str(term)): word for term, word in said}


def word(words: Words, term: Term) -> str:
    """The word that pages use for a term."""
    return _terms(words)[type(term), str(term)]


def known_terms(words: Words) -> dict[str, str]:
    """The words of all terms by what a file writes; of one that stands in two vocabularies, that of the first."""
    return {term: said for (_, term), said in reversed(_terms(words).items())}


def private_person(words: Words) -> str:
    """What stands in our texts where the name of a private person stood."""
    return words("a private person")


def wording(words: Words) -> Callable[[Term], str]:
    """`word` for templates, which ask for forty terms a page: the words are looked up once."""
    terms = _terms(words)
    return lambda term: terms[type(term), str(term)]


@kept
def _acts(words: Words) -> dict[DesignationKind, str]:
    return {
        DesignationKind.TERRORIST: words.pgettext("it is …", "banned or listed as a terrorist organisation"),
        DesignationKind.EXTREMIST: words.pgettext("it is …", "banned or listed as an extremist organisation"),
        DesignationKind.BANNED: words.pgettext("it is …", "banned"),
        DesignationKind.ACTIVITY_BAN: words.pgettext("it is …", "forbidden to act"),
        DesignationKind.UNREGISTERED: words.pgettext("it is …", "without the registration that the law demands"),
        DesignationKind.EXTREMIST_MATERIALS: words.pgettext("it is …", "the publisher of materials declared extremist"),
        DesignationKind.SUSPENDED: words.pgettext("it is …", "suspended"),
        DesignationKind.BLOCKED: words.pgettext("it is …", "blocked"),
        DesignationKind.FOREIGN_AGENT: words.pgettext("it is …", "listed as a foreign agent"),
        DesignationKind.UNDESIRABLE: words.pgettext("it is …", "declared an undesirable organisation"),
        DesignationKind.HATE_GROUP: words.pgettext("it is …", "listed as a hate group"),
        DesignationKind.OTHER: words.pgettext("it is …", "under another kind of measure"),
    }


def act_phrase(words: Words, kind: DesignationKind) -> str:
    """What a designation makes of its subject, behind the word `is`."""
    return _acts(words)[kind]
