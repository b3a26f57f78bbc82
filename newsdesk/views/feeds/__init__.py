"""Feeds: the collection comes in, Atom and JSON Feed of digests, entries, corrections and every group go out."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from heapq import nlargest
from itertools import islice
from operator import attrgetter
from typing import Any

from newsdesk.collection import Collection
from newsdesk.collection.measures.changes import changes
from newsdesk.interface import Words
from newsdesk.model import DigestStatus, Entry
from newsdesk.views.feeds.items import (
    Item,
    Rendered,
    change_item,
    correction_item,
    day_item,
    digest_item,
    digest_updated,
    entry_item,
    from_template,
    rendered,
    writable,
)
from newsdesk.views.feeds.links import (
    CHANGES,
    CORRECTIONS,
    DIGESTS,
    ENTRIES,
    HAPPENED,
    Feed,
    WholeFeed,
    feed_links,
    group_feed,
    has_no_groups,
    outlet_feed,
    person_feed,
    story_feed,
    watch_feed,
)
from newsdesk.views.feeds.opml import Section, lists
from newsdesk.views.search.watches import KIND
from newsdesk.views.setting.codes import country_name, language_name
from newsdesk.views.setting.dates import instant
from newsdesk.views.setting.page import File, Page, Part, render, root_of
from newsdesk.views.shared.extents import extent_of
from newsdesk.views.shared.notices import designation_notices

# The newest items that a feed holds.
SIZE = 30
# What an empty feed calls its last change.
_BEGINNING = "2026-01-01"
# Sections with more feeds than OPEN are folded, and with more than LISTED not listed one by one.
OPEN = 20
LISTED = 100


def feeds(collection: Collection) -> Iterator[Part]:
    """`/feeds/…` in both formats, `/feeds/feeds.opml` and the list at `/feeds/`."""
    yield from (Part(_whole, (name,)) for name in _WHOLE)
    for section, (groups, _) in _sections(collection).items():
        held = _held(collection, groups)
        names = collection.people if section == "people" else held
        yield from (Part(_one, (section, name)) for name in names if held[name])
    yield Part(_list)


def _whole(collection: Collection, name: str) -> Iterator[File]:
    feed, items = _WHOLE[name]
    return _files(collection, feed.said(collection.words), items(collection))


def _one(collection: Collection, section: str, name: str) -> Iterator[File]:
    groups, named = _SECTIONS[section]
    if feed := named(collection, name):
        held: Iterable[Any] = _held(collection, groups)[name]
        if section == "people":  # who is cited twice in an entry has it once
            held = {said.entry.id: said.entry for said in held}.values()
        yield from _files(collection, feed, _newest(collection, held))


def _list(collection: Collection) -> Iterator[File | Page]:
    words = collection.words
    groups = _groups(collection)
    titles = {
        "watches": words("Saved searches"),
        "topics": words("Topics"),
        "stories": words("Stories"),
        "countries": words("Countries"),
        "languages": words("Languages"),
        "outlets": words("Outlets"),
        "people": words("People and organisations"),
    }
    sections = [
        Section(name, titles[name], tuple(sorted(found, key=lambda feed: (feed.name.casefold(), feed.path))))
        for name, found in groups.items() if found
    ]  # fmt: skip
    everything = [feed.said(words) for feed in (DIGESTS, ENTRIES, CORRECTIONS, CHANGES, HAPPENED)]
    base = _base(collection, "feeds/feeds")
    whole = Section("", words("The whole collection"), tuple(everything))
    yield from lists(collection, base, whole, sections)
    content = render(
        "feeds.html", "feeds/", collection, everything=everything, sections=sections, listed=LISTED, open=OPEN
    )
    about = words("Follow the collection, or a part of it, in a feed reader.")
    yield Page("feeds/", "feeds", words("Subscribe"), about, content, head=feed_links(words, "feeds/", *everything))


def _base(collection: Collection, path: str) -> str:
    """The way from a feed to the top of the site: its public address, or a relative one while there is none."""
    return collection.settings.root or root_of(path)


# An item of a feed: what it is known by, and how it is made from the way to the top of the site.
_Source = tuple[tuple[Any, ...], Callable[[str], Item]]


def _newest(collection: Collection, entries: Iterable[Entry]) -> Iterator[_Source]:
    """The newest of some entries as items; of one day's entries the one published last comes first, as in lists."""
    for entry in nlargest(SIZE, entries, key=attrgetter("updated")):
        yield ("entry", entry.id), partial(entry_item, collection, entry)


def _files(collection: Collection, feed: Feed, sources: Iterable[_Source]) -> Iterator[File]:
    """A feed in both formats; an item is rendered once, however many feeds have it."""
    settings, words, base = collection.settings, collection.words, _base(collection, feed.path)
    items = [
        collection.once(("feed item", *key, base), partial(_rendered, words, make, base), is_large=True)
        for key, make in sources
    ]
    head = {
        "title": writable(f"{feed.name} · {settings.site_name}"),
        "about": _about(collection, feed, base),
        "page": base + feed.page,
        "base": base,
        "address": base + feed.path,
        "id": collection.minted.of_feed(settings, feed.path, feed.page),
        "updated": items[0].updated if items else instant(_BEGINNING),
        "author": writable(settings.site_name),
        "rights": writable(settings.copyright or ""),
        "hub": settings.extra.hub,
        "language": words.tag,
    }
    yield File(f"{feed.path}.atom", from_template(words, "feed.atom", items=[item.atom for item in items], **head))
    yield File(f"{feed.path}.json", _json(words, head, [item.json for item in items]))


def _rendered(words: Words, make: Callable[[str], Item], base: str) -> Rendered:
    return rendered(words, make(base))


def _about(collection: Collection, feed: Feed, base: str) -> str:
    """What a feed is about; of a publisher under the policy its notice first."""
    section, _slash, name = feed.path.removeprefix("feeds/").partition("/")
    found = designation_notices(collection, [name] if section == "outlets" else [], base)
    said = [*(notice.text.striptags() for notice in found), feed.about]
    if section == "stories":
        extent = extent_of(collection, collection.by_story[name])
        said.append(collection.words("In this collection: {extent}.").format(extent=extent))
    return " ".join(said)


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


def _changes(collection: Collection) -> Iterator[_Source]:
    """The newest changes of pages that are cited."""
    for change in islice(changes(collection), SIZE):
        yield ("change", change.key, change.group, change.name), partial(change_item, collection, change)


def _days(collection: Collection) -> Iterator[_Source]:
    """The newest days on which something happened."""
    for day in islice(collection.happened_on, SIZE):
        yield ("day", day), partial(day_item, collection, day)


def _groups(collection: Collection) -> dict[str, list[Feed]]:
    """The feeds of each section; what has no entry has no feed."""
    found = {}
    for section, (groups, named) in _sections(collection).items():
        held = _held(collection, groups)
        names = collection.people if section == "people" else held
        found[section] = [feed for name in names if held[name] and (feed := named(collection, name))]
    return found


def _held(collection: Collection, groups: str) -> Mapping[str, Sequence[Any]]:
    """The groups of a section by name."""
    found: Mapping[str, Sequence[Any]] = collection.sorted_by(groups) if groups == KIND else getattr(collection, groups)
    return found


def _sections(collection: Collection) -> Mapping[str, Any]:
    """The sections that have feeds under these settings."""
    return {"watches": _SECTIONS["watches"]} if has_no_groups(collection) else _SECTIONS


def _watch(collection: Collection, name: str) -> Feed:
    return next(watch_feed(collection, one) for one in collection.settings.extra.watches if one.id == name)


def _topic(collection: Collection, name: str) -> Feed:
    topic = collection.topics[name]
    return group_feed("topics", name, topic.name, topic.description)


def _country(collection: Collection, code: str) -> Feed:
    words = collection.words
    return _named("countries", code, country_name(words, code), words("Entries about {name}."))


def _language(collection: Collection, tag: str) -> Feed:
    words = collection.words
    return _named("languages", tag, language_name(words, tag), words("Articles in {name}."))


def _named(section: str, code: str, name: str, about: str) -> Feed:
    return group_feed(section, code.lower(), name, about.format(name=name))


# The groups of each section, and how a group is called.
_SECTIONS: dict[str, tuple[str, Callable[[Collection, str], Feed | None]]] = {
    "watches": (KIND, _watch),
    "topics": ("by_topic", _topic),
    "stories": ("by_story", lambda collection, name: story_feed(collection, collection.stories[name])),
    "countries": ("by_country", _country),
    "languages": ("by_language", _language),
    "outlets": ("by_outlet", lambda collection, name: outlet_feed(collection, collection.outlets[name])),
    "people": ("by_speaker", lambda collection, name: person_feed(collection, collection.people[name])),
}
_WHOLE: dict[str, tuple[WholeFeed, Callable[[Collection], Iterable[_Source]]]] = {
    "digests": (DIGESTS, _digests),
    "entries": (ENTRIES, lambda collection: _newest(collection, collection.entries)),
    "corrections": (CORRECTIONS, _corrections),
    "changes": (CHANGES, _changes),
    "news": (HAPPENED, _days),
}
