"""What search engines and other programs read from a page: JSON-LD in the terms of schema.org.

An entry is a page and a work of its own that is based on a news article; it is never called a review of a claim.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from newsdesk.collection import Collection
from newsdesk.interface import Words
from newsdesk.model import Actor, Correction, Edtf, Entry, Identified, Outlet, PersonKind, Read, Reply, Source, Story
from newsdesk.model.about import MAILBOX, WEB
from newsdesk.model.addresses import entry_path, place_path, week_path
from newsdesk.model.terms import Genre
from newsdesk.views.data.catalogue import downloaded
from newsdesk.views.data.citations import Citation, cited_copies
from newsdesk.views.data.linked import Node, base_of, full, same_as
from newsdesk.views.data.standards.citing_all import cited_as, version_of
from newsdesk.views.setting.codes import country_name
from newsdesk.views.setting.page import LICENCE_URL
from newsdesk.views.shared.made import is_raw, made_of

# Kinds of texts that schema.org has a term for; what is no news is an article.
_ARTICLES = {
    Genre.REPORTAGE: "ReportageNewsArticle",
    Genre.BACKGROUND: "BackgroundNewsArticle",
    Genre.ANALYSIS: "AnalysisNewsArticle",
    Genre.OPINION: "OpinionNewsArticle",
    Genre.REVIEW: "ReviewNewsArticle",
    Genre.SATIRE: "SatiricalArticle",
    Genre.ADVERTISEMENT: "AdvertiserContentArticle",
    Genre.STATEMENT: "Article",
    Genre.PRESS_RELEASE: "Article",
    Genre.DOCUMENT: "Article",
    Genre.OTHER: "Article",
}
# Kinds of sources that are people, where an article names them.
_HUMAN = frozenset(
    {Actor.OFFICIAL, Actor.POLITICIAN, Actor.MILITARY, Actor.EXPERT, Actor.BUSINESS, Actor.EYEWITNESS, Actor.RESIDENT}
)


def _site(collection: Collection, base: str) -> Node:
    """The digest as its own publisher; who answers for it stands on the page about it."""
    return {"@type": "Organization", "@id": f"{base}about/#answers", "name": collection.settings.site_name, "url": base}


def _editor(collection: Collection) -> Node | None:
    name = collection.settings.extra.about.responsible_editor
    return {"@type": "Person", "name": name.text} if name.said and name.text else None


def about_node(collection: Collection) -> Node:
    """Who answers for the digest, as far as its settings say so, and where its rules stand."""
    base, given = base_of(collection, "about/"), collection.settings.extra.about
    page = f"{base}about/"
    contact = given.contact.text if given.contact.said else ""
    mailbox, form = MAILBOX.search(contact), WEB.search(contact)
    publisher = given.publisher.text if given.publisher.said else ""
    money = given.funding.said and f"{page}#answers-funding"
    return full(
        {
            **_site(collection, base),
            "@type": "NewsMediaOrganization",
            "description": collection.settings.site_description,
            "parentOrganization": {"@type": "Organization", "name": publisher} if publisher else None,
            "address": given.address.text if given.address.said else None,
            "email": mailbox[0] if mailbox else None,
            "contactPoint": {"@type": "ContactPoint", "url": form[0]} if form else None,
            "masthead": f"{page}#answers",
            "publishingPrinciples": f"{base}how-we-work/",
            "correctionsPolicy": f"{page}corrections-policy/",
            "ownershipFundingInfo": money or None,
            "ethicsPolicy": f"{page}#answers-conflicts" if given.conflicts_of_interest.said else None,
            "actionableFeedbackPolicy": f"{page}#answers-complaints" if given.complaints.to.said else None,
            "employee": _editor(collection),
        }
    )


def exact(when: Edtf) -> str | None:
    """A date as ISO 8601 has it; None where it is approximate or an interval, which schema.org cannot say."""
    return str(when.start) if when.end is None and not when.start.approximate else None


def entry_node(collection: Collection, entry: Entry, citation: Citation, notice: str) -> Node:
    """An entry; `notice` is what a reader must know first, and stands before everything that the article says.

    Language and publisher are those of the digest that it is part of.
    """
    path = entry_path(entry)
    base = base_of(collection, path)
    mentioned: dict[str, Node] = {}
    for source in entry.sources:
        node = _registered(collection, source.who, base)
        if node and source.who:
            mentioned.setdefault(source.who, node)
    return full(
        {
            "@type": ["WebPage", "CreativeWork"],
            "@id": base + path,
            "description": notice,
            "license": LICENCE_URL,
            "creativeWorkStatus": "Withdrawn" if entry.withdrawn else None,
            "name": citation.title,
            "datePublished": entry.added.isoformat(),
            "dateModified": entry.updated.isoformat(),
            "creditText": " ".join(_made(collection, entry)),
            "comment": [_reply(reply) for reply in entry.replies],
            "isPartOf": {"@type": "PublicationIssue", "@id": base + week_path(entry.week)},
            "isBasedOn": _news(collection, entry, citation, base),
            "citation": cited_copies(collection, entry),
            "about": [
                {"@type": "Event", "@id": f"{base}stories/{name}/#event", "name": collection.stories[name].title}
                for name in dict.fromkeys(entry.stories)
            ],
            "mentions": list(mentioned.values()),
            "hasPart": [_quotation(collection, source, base) for source in entry.sources if source.quote],
            "correction": [_correction(correction) for correction in entry.corrections],
        }
    )


def _made(collection: Collection, entry: Entry) -> Iterator[str]:
    """How the entry came about, as far as a reader has to know it first."""
    words = collection.words
    if is_raw(entry):
        yield words("Drafted by a machine; no person has reviewed it yet.")
    if entry.read is Read.EXCERPT:
        yield words("Only a part of the article was read for this entry; what is missing here may stand in the rest.")


def _news(collection: Collection, entry: Entry, citation: Citation, base: str) -> Node:
    archived = entry.archive_url if citation.url and collection.may_link_archive(entry.archive_url or "") else None
    return full(
        {
            "@type": _ARTICLES.get(entry.genre, "NewsArticle") if entry.genre else "NewsArticle",
            "genre": entry.genre and str(entry.genre),
            "headline": citation.title,
            "alternativeHeadline": entry.title_en.text if entry.title_en else None,
            "creditText": entry.byline,  # as printed: it may be a person, an agency or both
            "articleSection": entry.section,
            "inLanguage": entry.language,
            "datePublished": exact(entry.published),
            "url": citation.url,
            "archivedAt": archived,
            "publisher": _outlet(collection.outlets[entry.outlet], base),
        }
    )


def _outlet(outlet: Outlet, base: str) -> Node:
    node = {"@type": "NewsMediaOrganization", "@id": f"{base}outlets/{outlet.id}/", "name": outlet.name}
    return same_as(node, outlet.wikidata)


def _registered(collection: Collection, who: str | None, base: str) -> Node | None:
    """Somebody of the registers; None for private persons and for those who stand in no register."""
    if not who:
        return None
    return collection.once(("linked", who, base), lambda: _named(collection, who, base))


def _named(collection: Collection, who: str, base: str) -> Node | None:
    if outlet := collection.outlets.get(who):
        return _outlet(outlet, base)
    person = collection.people.get(who)
    if not person or not person.public:
        return None
    kind = "Person" if person.kind is PersonKind.PERSON else "Organization"
    node = {"@type": kind, "@id": f"{base}people/{person.id}/", "name": person.name}
    return same_as(node, person.wikidata)


def _quotation(collection: Collection, source: Source, base: str) -> Node:
    """A quotation with whoever said it; whom we cannot tell to be a person or a body is credited as named."""
    assert source.quote
    said = {"@type": "Quotation", "text": source.quote.text, "inLanguage": source.quote.language}
    if known := _registered(collection, source.who, base):
        return said | {"creator": {"@id": known["@id"]}}  # who that is stands in `mentions`
    if source.actor in _HUMAN and source.identified is Identified.NAMED:
        return said | {"creator": {"@type": "Person", "name": source.name}}
    return said | {"creditText": source.name}


def _correction(correction: Correction) -> Node:
    """When and why; what it said before stands on the page, and may be as long as all else of it."""
    return {"@type": "CorrectionComment", "datePublished": correction.date.isoformat(), "text": correction.why}


def _reply(reply: Reply) -> Node:
    return {
        "@type": "Comment",
        "creditText": reply.by,
        "datePublished": reply.date.isoformat(),
        "inLanguage": reply.language,
        "text": reply.text,
    }


def digest_node(collection: Collection, week: str, title: str, entries: Sequence[Entry], updated: date | None) -> Node:
    """A weekly digest: an issue of the publication that the site is, with the entries of its page."""
    path = week_path(week)
    base, digest = base_of(collection, path), collection.digests[week]
    return full(
        {
            "@type": "PublicationIssue",
            "@id": base + path,
            "url": base + path,
            "name": title,
            "issueNumber": week,
            "creativeWorkStatus": str(digest.status).capitalize(),
            "datePublished": digest.published.isoformat() if digest.published else None,
            "dateModified": updated.isoformat() if updated else None,
            "inLanguage": collection.words.tag,
            "license": LICENCE_URL,
            "isPartOf": {"@type": "Periodical", "name": collection.settings.site_name, "url": base},
            "publisher": _site(collection, base),
            "editor": _editor(collection),
            "creditText": made_of(collection, digest) if digest.note else None,
            "hasPart": [{"@id": base + entry_path(entry)} for entry in entries],
            "correction": [_correction(correction) for correction in digest.corrections],
        }
    )


def story_node(collection: Collection, story: Story, page: str, entries: Sequence[Entry], updated: date | None) -> Node:
    """The page of a story: a collection of entries about an event."""
    words = collection.words
    base, when = base_of(collection, page), story.date
    return full(
        {
            "@type": "CollectionPage",
            "@id": base + page,
            "url": base + page,
            "name": story.title,
            "dateModified": updated.isoformat() if updated else None,
            "inLanguage": words.tag,
            "license": LICENCE_URL,
            "publisher": _site(collection, base),
            "creditText": made_of(collection, story),
            "about": full(
                {
                    "@type": "Event",
                    "@id": f"{base}stories/{story.id}/#event",
                    "name": story.title,
                    "startDate": None if when.start.approximate else str(when.start),
                    "endDate": str(when.end) if when.end and not when.end.approximate else None,
                    "location": [*_countries(words, story), *_places(collection, story, base)],
                }
            ),
            "hasPart": [{"@id": base + entry_path(entry)} for entry in entries],
            "correction": [_correction(c) for c in story.corrections] if page == f"stories/{story.id}/" else [],
        }
    )


def _countries(words: Words, story: Story) -> Iterator[Node]:
    return ({"@type": "Country", "name": country_name(words, code)} for code in story.countries)


def _places(collection: Collection, story: Story, base: str) -> Iterator[Node]:
    for name in dict.fromkeys(story.places):
        yield {"@type": "Place", "@id": base + place_path(name), "name": collection.places[name].name}


def dataset_node(collection: Collection) -> Node:
    """The whole collection as open data."""
    words = collection.words
    base, settings = base_of(collection, ""), collection.settings
    updated = max((entry.updated for entry in collection.entries), default=None)
    days = [entry.published for entry in collection.entries]
    covered = f"{min(day.first for day in days)}/{max(day.last for day in days)}" if days else None
    holds = words("Entries on monitored articles with their sources, and registers of outlets, people and stories.")
    return full(
        {
            "@type": "Dataset",
            "@id": f"{base}#data",
            "url": base,
            "name": words("{site}: the collection as open data").format(site=settings.site_name),
            "description": f"{settings.site_description or settings.site_name} {holds}",
            "license": LICENCE_URL,
            "isAccessibleForFree": True,
            "creator": _site(collection, base),
            "publisher": {"@id": f"{base}about/#answers"},
            "editor": _editor(collection),
            "inLanguage": words.tag,
            "dateModified": updated.isoformat() if updated else None,
            "version": version_of(collection),
            "creditText": cited_as(collection),
            "temporalCoverage": covered,
            "distribution": [
                {
                    "@type": "DataDownload",
                    "contentUrl": f"{base}data/{name}",
                    "encodingFormat": media,
                    "description": what,
                }
                for name, media, what in downloaded(collection)
                if name != "SHA256SUMS"
            ],
        }
    )
