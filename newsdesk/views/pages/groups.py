"""Topics, countries, languages and the whole archive: pages that list entries by one trait."""

from collections.abc import Iterator, Sequence

from newsdesk.collection import Collection
from newsdesk.interface import Words, kept
from newsdesk.model import Entry
from newsdesk.views.feeds.links import ENTRIES, Feed, feed_links, group_feed
from newsdesk.views.pictures.bars import timeline
from newsdesk.views.setting.numbers import counted
from newsdesk.views.setting.page import Page, country_name, language_name, render, root_of
from newsdesk.views.shared.entry_cards import cards
from newsdesk.views.shared.notices import Notice
from newsdesk.views.shared.paging import Slice, paged


def topics(collection: Collection) -> Iterator[Page]:
    """`/topics/` and one page a topic."""
    rows = []
    for name, topic in collection.topics.items():
        entries = collection.by_topic[name]
        rows.append((topic.name, name, topic.description, len(entries)))
        yield from _group(collection, "topics", name, topic.name, topic.description, entries)
    yield _index(collection, "topics", collection.words("All topics of the collection."), rows)


def countries(collection: Collection) -> Iterator[Page]:
    """`/countries/` and one page a country that entries are about."""
    words = collection.words
    rows = []
    for code, entries in collection.by_country.items():
        name, slug = country_name(words, code), code.lower()
        about = words("Entries about {country}.").format(country=name)
        rows.append((name, slug, "", len(entries)))
        yield from _group(collection, "countries", slug, name, about, entries)
    yield _index(collection, "countries", words("All countries of the collection."), rows)


def languages(collection: Collection) -> Iterator[Page]:
    """`/languages/` and one page a language of the articles."""
    words = collection.words
    rows = []
    for tag, entries in collection.by_language.items():
        said, slug = language_name(words, tag), tag.lower()
        # A heading even where names of languages are written small.
        name, about = said[:1].upper() + said[1:], words("Articles in {language}.").format(language=said)
        rows.append((name, slug, "", len(entries)))
        yield from _group(collection, "languages", slug, name, about, entries)
    yield _index(collection, "languages", words("All languages of the collection."), rows)


def archive(collection: Collection) -> Iterator[Page]:
    """`/entries/`: all entries by date, the newest first."""
    words = collection.words
    for part in paged("entries/", collection.entries):
        content = render(
            "group.html",
            part.path,
            collection,
            heading="" if part.is_first else words("Entries"),
            kicker=None,
            intro="",
            notices=(),
            feed=None,
            timeline=None,
            total=len(collection.entries),
            part=part,
            items=cards(collection, part.items, "h2"),
        )
        head = feed_links(words, part.path, ENTRIES)
        yield Page(
            part.path,
            "entries",
            part.titled(words, words("Entries")),
            words("All entries by date."),
            content,
            head=head,
        )


def _group(
    collection: Collection, section: str, slug: str, name: str, intro: str, entries: Sequence[Entry]
) -> Iterator[Page]:
    feed = group_feed(section, slug, name, intro) if entries else None
    for part in paged(f"{section}/{slug}/", entries):
        yield group_page(collection, part, section, name, intro, entries, feed)


def group_page(
    collection: Collection,
    part: Slice[Entry],
    section: str,
    name: str,
    intro: str,
    entries: Sequence[Entry],
    feed: Feed | None,
    notices: Sequence[Notice] = (),
) -> Page:
    """One page of a list of entries that belong to one topic, country, language or outlet."""
    words = collection.words
    content = render(
        "group.html",
        part.path,
        collection,
        heading=name,
        kicker=(_sections(words)[section], f"{root_of(part.path)}{section}/"),
        intro=intro,
        notices=notices,
        feed=feed,
        timeline=timeline(words, entries) if part.is_first else None,
        total=len(entries),
        part=part,
        items=cards(collection, part.items, "h2"),
    )
    # No count on older pages: it would rewrite them all with every new entry.
    count = counted(words, len(entries), "entry", "entries") if part.is_first else words("Older entries")
    head = feed_links(words, part.path, feed, ENTRIES)
    return Page(part.path, section, part.titled(words, name), f"{intro} {count}.", content, head=head)


def _index(collection: Collection, section: str, about: str, rows: list[tuple[str, str, str, int]]) -> Page:
    path = f"{section}/"
    rows = sorted(rows, key=lambda row: row[0].casefold())
    content = render("index.html", path, collection, section=section, rows=rows)
    return Page(path, section, _sections(collection.words)[section], about, content)


@kept
def _sections(words: Words) -> dict[str, str]:
    """What the lists of groups are called, by the first part of their address."""
    return {
        "topics": words("Topics"),
        "countries": words("Countries"),
        "languages": words("Languages"),
        "outlets": words("Outlets"),
    }
