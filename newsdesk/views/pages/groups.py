"""Topics, countries, languages and the whole archive: pages that list entries by one trait."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from newsdesk.collection import Collection, Groups
from newsdesk.interface import Words, kept
from newsdesk.model import Entry, Name, Topic
from newsdesk.views.feeds.links import ENTRIES, Feed, feed_links, group_feed, has_no_groups
from newsdesk.views.pictures.bars import timeline
from newsdesk.views.pictures.maps.drawn import Map, countries_map
from newsdesk.views.pictures.totals import in_scripts
from newsdesk.views.setting.codes import country_name, language_name
from newsdesk.views.setting.naming import by_letter
from newsdesk.views.setting.numbers import counted, numeral
from newsdesk.views.setting.page import Made, Page, Part, render, root_of
from newsdesk.views.shared.before_all import unreviewed
from newsdesk.views.shared.entry_cards import line
from newsdesk.views.shared.made import standing_of
from newsdesk.views.shared.notices import Notice
from newsdesk.views.shared.paging import Slice, page_numbers, page_of
from newsdesk.views.shared.paging.shelves import Board, Shelves, lettered

# Groups whose name texts say as well.
_SAID = ("topics", "countries")


def topics(collection: Collection) -> Iterator[Made]:
    """`/topics/` and one page a topic."""
    yield from _pages(_topic, collection.by_topic)
    yield from _shelves(collection).parts(_topic_list)


def _shelves(collection: Collection) -> Shelves[Topic]:
    topics, own = collection.topics, collection.by_topic
    return collection.once(
        ("list", "topics"),
        lambda: lettered("topics/", topics.values(), lambda one: one.name, lambda one: len(own[one.id])),
    )


def _topic_list(collection: Collection, letter: str, number: int) -> Iterator[Page]:
    board = _shelves(collection).board(letter, number)
    rows = [(one.name, one.id, one.description, len(collection.by_topic[one.id])) for one in board.rows]
    yield _index(collection, "topics", collection.words("All topics of the collection."), rows, board=board)


def _topic(collection: Collection, name: str, number: int, newer: int) -> Iterator[Page]:
    topic, entries = collection.topics[name], collection.by_heart.by_topic[name]
    made = unreviewed(collection, topic)
    yield _group(collection, "topics", name, topic.name, topic.description, entries, number, newer, made, topic.aliases)


def countries(collection: Collection) -> Iterator[Made]:
    """`/countries/` and one page a country that entries are about."""
    yield from _pages(_country, collection.by_country)
    yield Part(_countries_list)


def _countries_list(collection: Collection) -> Iterator[Page]:
    words = collection.words
    counts = {code: len(group) for code, group in collection.by_country.items()}
    rows = [(country_name(words, code), code.lower(), "", count) for code, count in counts.items()]
    drawn = countries_map(words, counts) if len(counts) > 1 else None
    yield _index(collection, "countries", words("All countries of the collection."), rows, drawn)


def _country(collection: Collection, code: str, number: int, newer: int) -> Iterator[Page]:
    words = collection.words
    name, slug = country_name(words, code), code.lower()
    about = words("Entries about {country}.").format(country=name)
    entries = collection.by_heart.by_country[code]
    yield _group(collection, "countries", slug, name, about, entries, number, newer)


def languages(collection: Collection) -> Iterator[Made]:
    """`/languages/` and one page a language of the articles."""
    words = collection.words
    yield from _pages(_language, collection.by_language)
    rows = [(_headed(words, tag), tag.lower(), "", len(group)) for tag, group in collection.by_language.items()]
    yield _index(collection, "languages", words("All languages of the collection."), rows)


def _language(collection: Collection, tag: str, number: int, newer: int) -> Iterator[Page]:
    words = collection.words
    about = words("Articles in {language}.").format(language=language_name(words, tag))
    entries = collection.by_heart.by_language[tag]
    yield _group(collection, "languages", tag.lower(), _headed(words, tag), about, entries, number, newer)


def _headed(words: Words, tag: str) -> str:
    """The name of a language as a heading, also where such names are written small."""
    said = language_name(words, tag)
    return said[:1].upper() + said[1:]


def _pages(make: Callable[..., Iterator[Page]], groups: Groups) -> Iterator[Part]:
    """The pages of the lists of some groups."""
    for name, group in groups.items():
        for place in page_numbers(len(group)):
            yield Part(make, (name, *place))


def archive(collection: Collection) -> Iterator[Part]:
    """`/entries/`: all entries by date, the newest first."""
    return (Part(_archive, place) for place in page_numbers(len(collection.entries)))


def _archive(collection: Collection, number: int, newer: int) -> Iterator[Page]:
    words = collection.words
    collection = collection.by_heart
    part = page_of("entries/", collection.entries, number, newer)
    content = render(
        "group.html",
        part.path,
        collection,
        heading="" if part.is_first else words("Entries"),
        kicker=None,
        intro="",
        made="",
        called=(),
        notices=(),
        feed=None,
        timeline=None,
        total=len(collection.entries) if part.is_first else 0,
        standing=standing_of(collection, collection.entries) if part.is_first else "",
        part=part,
        searched="",
        items=[line(collection, entry) for entry in part.items],
    )
    head = feed_links(words, part.path, ENTRIES)
    title = part.titled(words, words("Entries"))
    yield Page(part.path, "entries", title, words("All entries by date."), content, head=head)


def _group(
    collection: Collection,
    section: str,
    slug: str,
    name: str,
    intro: str,
    entries: Sequence[Entry],
    number: int,
    newer: int,
    made: str = "",
    called: Sequence[Name] = (),
) -> Page:
    has_feed = entries and not has_no_groups(collection)
    feed = group_feed(section, slug, name, intro) if has_feed else None
    part = page_of(f"{section}/{slug}/", entries, number, newer)
    return group_page(collection, part, section, name, intro, entries, feed, made=made, called=called)


def group_page(
    collection: Collection,
    part: Slice[Entry],
    section: str,
    name: str,
    intro: str,
    entries: Sequence[Entry],
    feed: Feed | None,
    notices: Sequence[Notice] = (),
    made: str = "",
    called: Sequence[Name] = (),
) -> Page:
    """One page of a list of entries that belong to one topic, country, language or outlet."""
    collection = collection.by_heart
    words = collection.words
    content = render(
        "group.html",
        part.path,
        collection,
        heading=name,
        kicker=(_sections(words)[section], f"{root_of(part.path)}{section}/"),
        intro=intro,
        made=made,
        called=called if part.is_first else (),
        notices=notices,
        feed=feed,
        timeline=timeline(words, entries) if part.is_first else None,
        total=len(entries) if part.is_first else 0,
        standing=standing_of(collection, entries) if part.is_first else "",
        part=part,
        searched=name if section in _SAID else "",
        items=[line(collection, entry) for entry in part.items],
    )
    # No count on older pages: it would rewrite them all with every new entry.
    count = counted(words, len(entries), "entry", "entries") if part.is_first else words("Older entries")
    head = feed_links(words, part.path, feed, ENTRIES)
    return Page(part.path, section, part.titled(words, name), f"{intro} {count}.", content, head=head)


def _index(
    collection: Collection,
    section: str,
    about: str,
    rows: list[tuple[str, str, str, int]],
    drawn: Map | None = None,
    board: Board[Any] | None = None,
) -> Page:
    """A list of groups by name; `board` says which page it is of one that may be divided."""
    path, name = board.path if board else f"{section}/", _sections(collection.words)[section]
    if not board:
        rows = [row for _, letter in by_letter(rows, lambda row: row[0]) for row in letter]
    title = board.titled(collection.words, name) if board else name
    content = render(
        "index.html",
        path,
        collection,
        section=section,
        rows=rows,
        map=drawn,
        summary=_summary(collection.words, rows) if drawn else "",
        scripts=in_scripts(collection) if section == "languages" else "",
        board=board,
        name=name,
        title=title,
    )
    return Page(path, section, title, about, content)


def _summary(words: Words, rows: list[tuple[str, str, str, int]]) -> str:
    """How many there are and which has most, in words."""
    if not rows:
        return ""
    top = max(rows, key=lambda row: row[3])
    said = words.ngettext(
        "{number} country. Most entries are about {country}: {most}.",
        "{number} countries. Most entries are about {country}: {most}.",
        len(rows),
    )
    return said.format(number=numeral(words, len(rows)), country=top[0], most=numeral(words, top[3]))


@kept
def _sections(words: Words) -> dict[str, str]:
    """What the lists of groups are called, by the first part of their address."""
    return {
        "topics": words("Topics"),
        "countries": words("Countries"),
        "languages": words("Languages"),
        "outlets": words("Outlets"),
        "watches": words("Saved searches"),
    }
