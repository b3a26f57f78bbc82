"""The page that leads everywhere: every list with what it holds, and topics, countries and languages by name."""

from collections.abc import Iterator
from typing import NamedTuple

from newsdesk.collection import Collection
from newsdesk.interface import Words
from newsdesk.model.addresses import country_path, language_path
from newsdesk.model.terms import DigestStatus
from newsdesk.views.pictures.totals import totals
from newsdesk.views.setting.codes import country_name, language_name
from newsdesk.views.setting.naming import by_letter
from newsdesk.views.setting.page import Page, render
from newsdesk.views.shared.made import standing_of

# Of more topics those with most entries stand here; their list has all, and the heading leads there.
TOPICS = 200


class Way(NamedTuple):
    """A way to a list or a page: address below the site, what it is called, and how many there are, if that is told.

    `note` is what a reader must know of some of them.
    """

    path: str
    said: str
    number: int | None = None
    note: str = ""


def browse(collection: Collection) -> Iterator[Page]:
    """`/browse/`, below its hand-written text: whatever the collection holds is a step or two away."""
    words = collection.words
    groups = [
        ("topics/", words("Topics"), _topics(collection)),
        ("countries/", words("Countries"), _countries(collection)),
        ("languages/", words("Languages"), _languages(collection)),
    ]
    content = render(
        "browse.html", "browse/", collection, lists=_lists(collection), groups=groups, about=_about(words),
        standing=standing_of(collection, collection.by_heart.entries),
    )  # fmt: skip
    about = words("Everything that this collection holds, by kind, topic, country and language.")
    yield Page("browse/", "browse", words("Browse"), about, content)


def _lists(collection: Collection) -> list[Way]:
    words, known, kept = collection.words, totals(collection), collection.settings.extra.watches
    drafts = sum(one.status == DigestStatus.DRAFT for one in collection.digests.values())
    said = words.ngettext("{number} is a draft", "{number} are drafts", drafts).format(number=drafts) if drafts else ""
    return [
        Way("digests/", words("Digests"), known["weeks"], said),
        Way("stories/", words("Stories"), known["stories"]),
        Way("outlets/", words("Outlets"), known["outlets"]),
        Way("people/", words("People and organisations"), sum(person.public for person in collection.people.values())),
        Way("places/", words("Places"), len(collection.places)),
        Way("entries/", words("All entries"), len(collection.entries)),
        *([Way("watches/", words("Saved searches"), len(kept))] if kept else []),
        Way("changes/", words("What has changed")),
        Way("corrections/", words("Corrections"), len(collection.corrections)),
    ]


def _about(words: Words) -> list[Way]:
    return [
        Way("collection/", words("The collection in figures")),
        Way("collection/gaps/", words("What is missing")),
        Way("about/voice/", words("How our own words are checked")),
        Way("search/", words("Search")),
        Way("lookup/", words("Look up an article by its address")),
        Way("feeds/", words("Subscribe")),
        Way("about/", words("Publisher and contact")),
    ]


def _named(ways: list[Way]) -> list[Way]:
    return [way for _, letter in by_letter(ways, lambda way: way.said) for way in letter]


def _topics(collection: Collection) -> list[Way]:
    topics = collection.topics.items()
    ways = [Way(f"topics/{name}/", topic.name, len(collection.by_topic[name])) for name, topic in topics]
    return _named(sorted(ways, key=lambda way: (-(way.number or 0), way.path))[:TOPICS])


def _countries(collection: Collection) -> list[Way]:
    words, groups = collection.words, collection.by_country.items()
    return _named([Way(country_path(code), country_name(words, code), len(group)) for code, group in groups])


def _languages(collection: Collection) -> list[Way]:
    words, groups = collection.words, collection.by_language.items()
    return _named([Way(language_path(tag), language_name(words, tag), len(group)) for tag, group in groups])
