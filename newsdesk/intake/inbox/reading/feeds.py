"""Feeds, lists of feeds, and the feeds that a page names."""

import io
import logging
from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import urljoin

from newsdesk.intake.inbox import MAX_ITEMS, Reading
from newsdesk.intake.inbox.reading.values import address, day, line, plain, tag

_KINDS = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json")
# What the library says of feeds that are sound: their server only calls them something else.
_HARMLESS = ("CharacterEncodingOverride", "NonXMLContentType")


def read_feed(raw: bytes, shown: str, place: str | None = None, content_type: str = "") -> Reading:
    """The articles of an RSS, RDF or Atom feed; `place` is the address that it came from."""
    import feedparser  # type: ignore[import-untyped] # it has no types

    logging.getLogger("feedparser").setLevel(logging.CRITICAL)
    headers = {"content-type": content_type} if content_type else {}
    headers |= {"content-location": place} if place else {}
    # Bytes alone would be taken for an address where they look like one.
    feed = feedparser.parse(io.BytesIO(raw), response_headers=headers)
    found = Reading()
    fault = type(feed.get("bozo_exception")).__name__ if feed.get("bozo") else ""
    if not feed.get("version") and not feed.entries:
        found.tell(shown, "inbox-no-feed", "This is no feed. Name the address of an RSS or Atom feed.")
        return found
    if fault and fault not in _HARMLESS:
        said = " ".join(str(feed["bozo_exception"]).split())[:120]
        words = f"It is damaged ({said}): {len(feed.entries)} items could be read. Tell its publisher."
        found.tell(shown, "inbox-damaged", words)
    name, language = line(feed.feed.get("title"), 200), tag(str(feed.feed.get("language") or ""))
    for number, entry in enumerate(feed.entries, 1):
        if found.is_full:
            found.tell(
                shown, "inbox-too-many", f"Only the first {MAX_ITEMS:,} of {len(feed.entries):,} items are read."
            )
            break
        _take(found, entry, f"{shown}: item {number}", name, language)
    if not feed.entries and not found.told:
        found.tell(shown, "inbox-empty", "The feed holds no items. Look again later.")
    return found


def _take(found: Reading, entry: Mapping[str, Any], place: str, name: str, language: str) -> None:
    from newsdesk.intake.inbox import Listed

    title, url = line(entry.get("title")), _address(entry)
    if not title and not url:
        found.tell(place, "inbox-no-address", "It has neither a title nor an address, and is passed over.")
        return
    if not url:
        found.tell(place, "inbox-no-address", f'"{title[:60]}" has no address to follow. Look for it at its publisher.')
    content = [one.get("value") for one in entry.get("content", ()) if isinstance(one, dict)]
    texts = [plain(one) for one in (*content, entry.get("summary")) if one]
    source = entry.get("source")
    outlet = line(source.get("title"), 200) if isinstance(source, dict) else ""
    own = next((one.get("language") for one in (entry.get("title_detail"),) if isinstance(one, dict)), None)
    tagged = tag(str(own or entry.get("language") or "")) or language
    found.listed.append(Listed(place, title, url, _day(entry), tagged, max(texts, key=len, default=""), outlet or name))


def _address(entry: Mapping[str, Any]) -> str:
    tries = (entry.get("feedburner_origlink"), entry.get("link"), entry.get("id"))
    return next((one for one in map(address, tries) if one), "")


def _day(entry: Mapping[str, Any]) -> str:
    """The day as the publisher's clock had it; one on which it was only changed is approximate."""
    for field in ("published", "created"):
        if found := day(entry.get(field) or ""):
            return found
        parsed = entry.get(f"{field}_parsed")
        if parsed and (found := day(f"{parsed.tm_year:04}-{parsed.tm_mon:02}-{parsed.tm_mday:02}")):
            return found
    changed = day(entry.get("updated") or "")
    return f"{changed}~" if len(changed) == len("2022-11-08") else changed


def read_opml(raw: bytes, shown: str) -> Reading:
    """The feeds that an OPML names."""
    import listparser

    found = Reading()
    try:
        feeds = [one.url for one in listparser.parse(raw).feeds]
    except Exception as error:  # a damaged list fails in as many ways as there are lines in the library
        found.tell(shown, "inbox-damaged", f"The list cannot be read ({type(error).__name__}). Export it anew.")
        return found
    for number, one in enumerate(feeds, 1):
        if sound := address(one):
            found.feeds.append(sound)
        else:
            found.tell(f"{shown}: feed {number}", "inbox-no-address", "It has no address that can be fetched.")
    found.feeds = list(dict.fromkeys(found.feeds))
    if not feeds:
        found.tell(shown, "inbox-empty", "The list names no feed that can be read. Export it anew.")
    return found


def feeds_of(raw: bytes, place: str) -> list[str]:
    """The feeds that a page names in its head, by the address of the page."""
    import lxml.html

    with suppress(Exception):  # a page that nobody can read names none
        tree = lxml.html.document_fromstring(raw)
        links = tree.xpath("//link[contains(concat(' ', normalize-space(@rel), ' '), ' alternate ')]")
        named = [one.get("href") for one in links if (one.get("type") or "").strip().lower() in _KINDS]
        return list(dict.fromkeys(filter(None, (address(urljoin(place, one or "")) for one in named))))
    return []
