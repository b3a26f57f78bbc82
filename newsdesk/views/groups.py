"""Topics, countries, languages and the whole archive: pages that list entries by one trait."""

from collections.abc import Iterator, Sequence

from newsdesk.collection import Collection
from newsdesk.model import Entry
from newsdesk.views.cards import cards
from newsdesk.views.feeds.links import ENTRIES, Feed, feed_links, group_feed
from newsdesk.views.notices import Notice
from newsdesk.views.page import Page, country_name, language_name, render, root_of
from newsdesk.views.paging import Slice, paged
from newsdesk.views.parts import counted
from newsdesk.views.pictures import timeline


def topics(collection: Collection) -> Iterator[Page]:
    """`/topics/` and one page a topic."""
    rows = []
    for name, topic in collection.topics.items():
        entries = collection.by_topic[name]
        rows.append((topic.name, name, topic.description, len(entries)))
        yield from _group(collection, "topics", name, topic.name, topic.description, entries)
    yield _index(collection, "topics", "Topics", rows)


def countries(collection: Collection) -> Iterator[Page]:
    """`/countries/` and one page a country that entries are about."""
    rows = []
    for code, entries in collection.by_country.items():
        name, slug = country_name(code), code.lower()
        rows.append((name, slug, "", len(entries)))
        yield from _group(collection, "countries", slug, name, f"Entries about {name}.", entries)
    yield _index(collection, "countries", "Countries", rows)


def languages(collection: Collection) -> Iterator[Page]:
    """`/languages/` and one page a language of the articles."""
    rows = []
    for tag, entries in collection.by_language.items():
        name, slug = language_name(tag), tag.lower()
        rows.append((name, slug, "", len(entries)))
        yield from _group(collection, "languages", slug, name, f"Articles in {name}.", entries)
    yield _index(collection, "languages", "Languages", rows)


def archive(collection: Collection) -> Iterator[Page]:
    """`/entries/`: all entries by date, the newest first."""
    for part in paged("entries/", collection.entries):
        content = render(
            "group.html", part.path, collection,
            heading="" if part.is_first else "Entries",
            kicker=None,
            intro="",
            notices=(),
            feed=None,
            timeline=None,
            total=len(collection.entries),
            part=part,
            items=cards(collection, part.items, "h2"),
        )
        head = feed_links(part.path, ENTRIES)
        yield Page(part.path, "entries", part.titled("Entries"), "All entries by date.", content, head=head)


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
    content = render(
        "group.html", part.path, collection,
        heading=name,
        kicker=(section.capitalize(), f"{root_of(part.path)}{section}/"),
        intro=intro,
        notices=notices,
        feed=feed,
        timeline=timeline(entries) if part.is_first else None,
        total=len(entries),
        part=part,
        items=cards(collection, part.items, "h2"),
    )
    # No count on older pages: it would rewrite them all with every new entry.
    count = counted(len(entries), "entry", "entries") if part.is_first else "Older entries"
    head = feed_links(part.path, feed, ENTRIES)
    return Page(part.path, section, part.titled(name), f"{intro} {count}.", content, head=head)


def _index(collection: Collection, section: str, title: str, rows: list[tuple[str, str, str, int]]) -> Page:
    path = f"{section}/"
    rows = sorted(rows, key=lambda row: row[0].casefold())
    content = render("index.html", path, collection, section=section, rows=rows)
    return Page(path, section, title, f"All {section} of the collection.", content)
