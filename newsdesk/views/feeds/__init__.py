"""Feeds: the collection comes in, Atom and JSON Feed of digests, entries, corrections and every group go out."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from heapq import nsmallest
from typing import Any

from newsdesk.collection import Collection
from newsdesk.interface import Words
from newsdesk.model import DigestStatus, Entry
from newsdesk.views.feeds.items import (
    Item,
    Rendered,
    correction_item,
    digest_item,
    digest_updated,
    entry_item,
    from_template,
    instant,
    rendered,
    writable,
)
from newsdesk.views.feeds.links import (
    CORRECTIONS,
    DIGESTS,
    ENTRIES,
    Feed,
    feed_links,
    group_feed,
    outlet_feed,
    person_feed,
    story_feed,
)
from newsdesk.views.setting.page import File, Page, country_name, language_name, render, root_of
from newsdesk.views.shared.notices import designation_notices

# The newest items that a feed holds.
SIZE = 30
# What an empty feed calls its last change.
_BEGINNING = "2026-01-01"
# Sections with more feeds than this are not listed one by one.
LISTED = 100


@dataclass(frozen=True, slots=True)
class Section:
    """The feeds of one kind, by name; `name` is the address of their list."""

    name: str
    title: str
    feeds: tuple[Feed, ...]


def feeds(collection: Collection) -> Iterator[File | Page]:
    """`/feeds/…` in both formats, `/feeds/feeds.opml` and the list at `/feeds/`."""
    words = collection.words
    writer = _Writer(collection)
    yield from writer.files(DIGESTS.said(words), _digests(collection))
    yield from writer.files(ENTRIES.said(words), writer.newest(collection.entries))
    yield from writer.files(CORRECTIONS.said(words), _corrections(collection))
    groups = _groups(collection)
    for found in groups.values():
        for feed, entries in found:
            yield from writer.files(feed, writer.newest(entries))
    titles = {
        "topics": words("Topics"),
        "stories": words("Stories"),
        "countries": words("Countries"),
        "languages": words("Languages"),
        "outlets": words("Outlets"),
        "people": words("People and organisations"),
    }
    sections = [
        Section(name, titles[name], tuple(
            sorted((feed for feed, entries in found), key=lambda feed: (feed.name.casefold(), feed.path))
        ))
        for name, found in groups.items() if found
    ]  # fmt: skip
    everything = [feed.said(words) for feed in (DIGESTS, ENTRIES, CORRECTIONS)]
    base = _base(collection, "feeds/feeds")
    yield File("feeds/feeds.opml", writable(from_template(
        words, "feeds.opml", base=base, settings=collection.settings,
        sections=[Section("", words("The whole collection"), tuple(everything)), *sections],
    )))  # fmt: skip
    content = render("feeds.html", "feeds/", collection, everything=everything, sections=sections, listed=LISTED)
    about = words("Follow the collection, or a part of it, in a feed reader.")
    yield Page("feeds/", "feeds", words("Subscribe"), about, content, head=feed_links(words, "feeds/", *everything))


def _base(collection: Collection, path: str) -> str:
    """The way from a feed to the top of the site: its public address, or a relative one while there is none."""
    return collection.settings.root or root_of(path)


# An item of a feed: what it is known by, and how it is made from the way to the top of the site.
_Source = tuple[tuple[Any, ...], Callable[[str], Item]]


class _Writer:
    """Renders each item once, however many feeds have it."""

    def __init__(self, collection: Collection) -> None:
        self.collection, self.words = collection, collection.words
        self.made: dict[tuple[Any, ...], Rendered] = {}
        # Of one day's entries the one published last comes first, as in every list.
        order = sorted(collection.entries, key=lambda entry: entry.updated, reverse=True)
        self.rank = {entry.id: at for at, entry in enumerate(order)}

    def newest(self, entries: Iterable[Entry]) -> Iterator[_Source]:
        """The newest of some entries as items."""
        known = {entry.id: entry for entry in entries}
        for name in nsmallest(SIZE, known, key=self.rank.__getitem__):
            yield ("entry", name), partial(entry_item, self.collection, known[name])

    def files(self, feed: Feed, sources: Iterable[_Source]) -> Iterator[File]:
        """A feed in both formats."""
        settings, base = self.collection.settings, _base(self.collection, feed.path)
        items = []
        for key, make in sources:
            if (*key, base) not in self.made:
                self.made[(*key, base)] = rendered(self.words, make(base))
            items.append(self.made[(*key, base)])
        head = {
            "title": writable(f"{feed.name} · {settings.site_name}"),
            "about": self._about(feed, base),
            "page": base + feed.page,
            "base": base,
            "address": base + feed.path,
            "id": self.collection.minted.of_feed(settings, feed.path, feed.page),
            "updated": items[0].updated if items else instant(_BEGINNING),
            "author": writable(settings.site_name),
            "rights": writable(settings.copyright or ""),
            "hub": settings.extra.hub,
            "language": self.words.tag,
        }
        atom = from_template(self.words, "feed.atom", items=[item.atom for item in items], **head)
        yield File(f"{feed.path}.atom", atom)
        yield File(f"{feed.path}.json", _json(self.words, head, [item.json for item in items]))

    def _about(self, feed: Feed, base: str) -> str:
        """What a feed is about; of a publisher under the policy its notice first."""
        section, _slash, name = feed.path.removeprefix("feeds/").partition("/")
        found = designation_notices(self.collection, [name] if section == "outlets" else [], base)
        return " ".join([*(notice.text.striptags() for notice in found), feed.about])


def _json(words: Words, head: Mapping[str, str | None], items: Sequence[str]) -> str:
    """A JSON Feed 1.1, an item a line."""
    how = words("Add the address of this feed to a feed reader. How: {address}")
    fields: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": head["title"],
        "description": head["about"],
        "user_comment": how.format(address=f"{head['base']}feeds/"),
        "home_page_url": head["page"],
        "feed_url": f"{head['address']}.json",
        "language": head["language"],
        "authors": [{"name": head["author"], "url": head["base"]}],
    }
    if head["hub"]:
        fields["hubs"] = [{"type": "WebSub", "url": head["hub"]}]
    if head["rights"]:
        fields["_rights"] = {"about": words("Who may reuse what, as HTML."), "html": head["rights"]}
    opened = json.dumps(fields, ensure_ascii=False).removesuffix("}")
    return "".join((opened, ', "items": [\n', ",\n".join(items), "\n]}\n"))


def _digests(collection: Collection) -> Iterator[_Source]:
    published = [week for week, digest in collection.digests.items() if digest.status is DigestStatus.PUBLISHED]
    updated = {week: digest_updated(collection, week) for week in published}
    for week in sorted(published, key=lambda week: (updated[week], week), reverse=True)[:SIZE]:
        yield ("digest", week), partial(digest_item, collection, week)


def _corrections(collection: Collection) -> Iterator[_Source]:
    """The newest corrections; several of one record on one day are told apart by their order in its file."""
    for made in collection.corrections[:SIZE]:
        key = ("correction", made.kind, made.name, made.correction.date, made.number)
        yield key, partial(correction_item, collection, made)


def _groups(collection: Collection) -> dict[str, list[tuple[Feed, Iterable[Entry]]]]:
    """The feeds of each section with their entries; what has no entry has no feed."""
    words = collection.words
    c = collection
    cited = {name: [said.entry for said in c.by_speaker[name]] for name in c.people}
    groups: dict[str, list[tuple[Feed | None, Sequence[Entry]]]] = {
        "topics": [(group_feed("topics", t.id, t.name, t.description), c.by_topic[t.id]) for t in c.topics.values()],
        "stories": [(story_feed(c, story), c.by_story[story.id]) for story in c.stories.values()],
        "countries": [
            (_named("countries", code, country_name(words, code), words("Entries about {name}.")), found)
            for code, found in c.by_country.items()
        ],
        "languages": [
            (_named("languages", tag, language_name(words, tag), words("Articles in {name}.")), found)
            for tag, found in c.by_language.items()
        ],
        "outlets": [(outlet_feed(c, outlet), c.by_outlet[outlet.id]) for outlet in c.outlets.values()],
        "people": [(person_feed(c, person), cited[person.id]) for person in c.people.values()],
    }
    return {name: [(feed, found) for feed, found in pairs if feed and found] for name, pairs in groups.items()}


def _named(section: str, code: str, name: str, about: str) -> Feed:
    return group_feed(section, code.lower(), name, about.format(name=name))
