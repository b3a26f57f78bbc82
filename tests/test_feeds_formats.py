"""Feeds are what their formats demand: read by a feed reader, valid by the schema, well formed, listed in OPML."""

import json
from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest
from invented import checked, collection, made
from jsonschema import Draft4Validator
from referencing import Registry
from referencing.jsonschema import DRAFT4
from tables import each

from newsdesk.check import Draft
from newsdesk.check.shape import shape
from newsdesk.collection import Collection
from newsdesk.load.config import parse_config
from newsdesk.model.settings import Settings
from newsdesk.views import whole
from newsdesk.views.feeds import feeds
from newsdesk.views.setting.page import File

SCHEMA = Path(__file__).parent / "schemas" / "jsonfeed-1.1.schema.json"
SITE = "https://example.org/press/"
ATOM = "{http://www.w3.org/2005/Atom}"
_TEXT, _URI = {"type": "string"}, {"type": "string", "pattern": "^https?://[^/]+/"}
_TIME = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})$"}
_HUB = {"type": "object", "required": ["type", "url"], "properties": {"type": _TEXT, "url": _URI}}
# What the schema of 1.1 takes from that of version 1, as https://jsonfeed.org/version/1.1 states it.
VERSION_1 = {
    "$schema": "http://json-schema.org/draft-04/schema#",
    "definitions": {
        "uri": _URI,
        "extension": {"type": "object"},
        "author": {
            "type": "object", "minProperties": 1, "additionalProperties": False,
            "properties": {"name": _TEXT, "url": _URI, "avatar": _URI},
        },
        "item": {"properties": {
            "attachments": {"type": "array"}, "banner_image": _URI, "content_html": _TEXT, "content_text": _TEXT,
            "date_modified": _TIME, "date_published": _TIME, "external_url": _URI, "image": _URI, "summary": _TEXT,
            "tags": {"type": "array", "items": _TEXT, "uniqueItems": True}, "title": _TEXT, "url": _URI,
        }},
    },
    "properties": {
        "description": _TEXT, "expired": {"type": "boolean"}, "feed_url": _URI, "home_page_url": _URI,
        "hubs": {"type": "array", "items": _HUB}, "icon": _URI, "next_url": _URI, "title": _TEXT,
        "user_comment": _TEXT,
    },
}  # fmt: skip


def feeds_of(ending: str) -> dict[str, str]:
    """The feeds of one format by path."""
    return {path: made()[path].text for path in made() if path.startswith("feeds/") and path.endswith(ending)}


def paths(ending: str) -> list[str]:
    return sorted(feeds_of(ending))


def text_of(known: Collection, path: str) -> str:
    """One file among the feeds of another collection."""
    return next(file.text for file in whole(known, feeds(known)) if isinstance(file, File) and file.path == path)


def with_settings(**changes: Any) -> Collection:
    """The invented collection under other settings."""
    draft, settings = checked()
    return Collection.of(draft, settings.model_copy(update=changes))


@cache
def validator() -> Draft4Validator:
    registry = Registry().with_resource("https://json.schemastore.org/feed-1", DRAFT4.create_resource(VERSION_1))
    return Draft4Validator(json.loads(SCHEMA.read_text("utf-8")), registry=registry)


def faults(text: str) -> list[str]:
    return [error.message for error in validator().iter_errors(json.loads(text))]


@each("path", partial(paths, ".atom"))
def test_a_feed_reader_reads_atom_without_complaint(path: str) -> None:
    feedparser = pytest.importorskip("feedparser")
    read = feedparser.parse(feeds_of(".atom")[path].encode())
    assert (read.bozo, read.version, read.encoding) == (0, "atom10", "utf-8")
    assert read.feed.title
    assert read.feed.author == "Sample Strait Digest"
    assert read.feed.rights == 'Entries <a href="https://example.org/licence">CC BY 4.0</a> &amp; no more.'
    assert {link.rel: link.href for link in read.feed.links}["self"] == SITE + path
    assert all(item.title and item.link.startswith(SITE) and item.summary and item.content for item in read.entries)


@each("path", partial(paths, ".json"))
def test_json_is_valid_by_the_schema(path: str) -> None:
    assert faults(feeds_of(".json")[path]) == []


@each(
    ("change", "message"),
    [
        ({"items": None}, "None is not of type 'array'"),
        ({"unknown": 1}, "'unknown' does not match any of the regexes: '^_[a-zA-Z]([^.]+)$'"),
        ({"feed_url": "feeds/x"}, "'feeds/x' does not match '^https?://[^/]+/'"),
        (
            {"items": [{"id": "a", "content_html": "", "date_published": "today"}]},
            f"'today' does not match {_TIME['pattern']!r}",
        ),
        ({"items": [{"content_html": ""}]}, "'id' is a required property"),
    ],
)
def test_the_schema_refuses_what_is_wrong(change: dict, message: str) -> None:
    feed = json.loads(feeds_of(".json")["feeds/entries.json"]) | change
    assert faults(json.dumps(feed)) == [message]


@each("path", partial(paths, ".atom"))
def test_atom_has_what_rfc_4287_demands(path: str) -> None:
    feed = ElementTree.fromstring(feeds_of(".atom")[path].encode())
    for name in ("id", "title", "updated", "author"):
        assert len(feed.findall(ATOM + name)) == 1, name
    for item in feed.iter(f"{ATOM}entry"):
        for name in ("id", "title", "updated", "published", "summary", "content"):
            assert len(item.findall(ATOM + name)) == 1, name
        rels = [link.get("rel") for link in item.findall(f"{ATOM}link")]
        assert rels in (["alternate"], ["alternate", "via"])
    days = [item.findtext(f"{ATOM}updated") for item in feed.iter(f"{ATOM}entry")]
    assert days == sorted(days, reverse=True)
    assert feed.findtext(f"{ATOM}updated") == (days or ["2026-01-01T00:00:00Z"])[0]


@each("path", partial(paths, ".atom"))
def test_both_formats_say_the_same(path: str) -> None:
    atom = ElementTree.fromstring(feeds_of(".atom")[path].encode())
    other = json.loads(feeds_of(".json")[path.replace(".atom", ".json")])
    assert (other["title"], other["description"]) == (atom.findtext(f"{ATOM}title"), atom.findtext(f"{ATOM}subtitle"))
    fields = {"id": "id", "title": "title", "summary": "summary", "content": "content_html",
              "updated": "date_modified", "published": "date_published"}  # fmt: skip
    items = atom.findall(f"{ATOM}entry")
    assert len(items) == len(other["items"])
    for item, same in zip(items, other["items"], strict=True):
        assert {name: item.findtext(ATOM + name) for name in fields} == {a: same[b] for a, b in fields.items()}
        links = {link.get("rel"): link.get("href") for link in item.findall(f"{ATOM}link")}
        assert (links["alternate"], links.get("via")) == (same["url"], same.get("external_url"))
        assert [c.get("label") for c in item.findall(f"{ATOM}category")] == same.get("tags", [])
        content = item.find(f"{ATOM}content")
        assert content is not None
        assert content.get("{http://www.w3.org/XML/1998/namespace}lang") == same["language"]


def test_a_title_has_its_language_and_what_we_say_has_ours() -> None:
    feedparser = pytest.importorskip("feedparser")
    read = feedparser.parse(feeds_of(".atom")["feeds/languages/fa.atom"].encode())
    assert read.feed.title_detail.language == "en"
    assert [(i.title_detail.language, i.summary_detail.language, i.content[0].language) for i in read.entries] == [
        ("en", "en", "en"), ("en", "en", "en"),
    ]  # fmt: skip
    # The original stays in its own.
    assert {link.hreflang for i in read.entries for link in i.links if link.rel == "via"} == {"fa"}


def test_opml_lists_every_feed_once() -> None:
    opml = ElementTree.fromstring(made()["feeds/feeds.opml"].text.encode())
    assert (opml.tag, opml.get("version")) == ("opml", "2.0")
    assert opml.findtext("head/title") == "Sample Strait Digest"
    groups = opml.findall("body/outline")
    assert [group.get("text") for group in groups] == [
        "The whole collection",
        "Topics",
        "Stories",
        "Countries",
        "Languages",
        "Outlets",
        "People and organisations",
    ]
    found = [outline.attrib for group in groups for outline in group]
    assert sorted(row["xmlUrl"] for row in found) == [SITE + path for path in paths(".atom")]
    assert {row["type"] for row in found} == {"rss"}
    assert all(row["htmlUrl"].removeprefix(SITE) in made() for row in found)
    assert all(set(row) == {"type", "text", "title", "xmlUrl", "htmlUrl"} for row in found)


def test_an_empty_collection_has_five_empty_feeds_that_are_valid() -> None:
    known = Collection.of(Draft(), collection().settings)
    files = {file.path: file.text for file in whole(known, feeds(known)) if isinstance(file, File)}
    assert list(files) == [
        "feeds/digests.atom", "feeds/digests.json", "feeds/entries.atom", "feeds/entries.json",
        "feeds/corrections.atom", "feeds/corrections.json", "feeds/changes.atom", "feeds/changes.json",
        "feeds/news.atom", "feeds/news.json",
        "feeds/feeds.opml",
    ]  # fmt: skip
    for path, text in files.items():
        if path.endswith(".json"):
            assert faults(text) == []
            assert json.loads(text)["items"] == []
        elif path.endswith(".atom"):
            feed = ElementTree.fromstring(text.encode())
            assert feed.findtext(f"{ATOM}updated") == "2026-01-01T00:00:00Z"
            assert feed.findall(f"{ATOM}entry") == []


def test_a_hub_is_named_where_it_is_configured() -> None:
    settings = collection().settings
    hub = "https://hub.example.com/?a=1&b=2"
    known = with_settings(extra=settings.extra.model_copy(update={"hub": hub}))
    feed = ElementTree.fromstring(text_of(known, "feeds/topics/labour.atom").encode())
    assert [link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "hub"] == [hub]
    text = text_of(known, "feeds/topics/labour.json")
    assert json.loads(text)["hubs"] == [{"type": "WebSub", "url": hub}]
    assert faults(text) == []
    assert "hub" not in feeds_of(".json")["feeds/topics/labour.json"]
    assert 'rel="hub"' not in feeds_of(".atom")["feeds/topics/labour.atom"]


def test_a_site_without_an_address_has_relative_links_and_ids_of_a_placeholder() -> None:
    known = with_settings(site_url=None)
    for path, up in (("feeds/entries", "../"), ("feeds/topics/labour", "../../")):
        feed = json.loads(text_of(known, f"{path}.json"))
        item = feed["items"][0]
        assert item["id"].startswith("tag:example.org,2022-")
        assert item["url"].startswith(f"{up}2022/w")
        assert urljoin(f"https://site.invalid/{path}.json", feed["feed_url"]) == f"https://site.invalid/{path}.json"
        atom = ElementTree.fromstring(text_of(known, f"{path}.atom"))
        links = [link.get("href") for link in atom.iter(f"{ATOM}link") if link.get("rel") != "via"]
        assert links
        assert {link.startswith(up) for link in links} == {True}


@pytest.mark.parametrize(
    ("name", "shown"),
    [("A\x01B\ufffe & <b>", "AB & <b>"), ("Новости\ud800", "Новости"), ("a\tb\u0085c", "a\tb\u0085c")],
)
def test_what_xml_cannot_write_is_left_out(name: str, shown: str) -> None:
    known = Collection.of(Draft(), Settings.model_construct(
        site_name=name, copyright=name, site_url="https://example.org/", site_description=None,
        extra=collection().settings.extra,
    ))  # fmt: skip
    for path in ("feeds/entries.atom", "feeds/feeds.opml"):
        root = ElementTree.fromstring(text_of(known, path).encode())
        assert shown in "".join(root.itertext())
    feed = text_of(known, "feeds/entries.json").encode().decode()
    assert faults(feed) == []
    assert json.loads(feed)["_rights"]["html"] == shown


UNSAFE = "is not an address that a page may link to."


@each(
    ("line", "said"),
    [
        ("extra: {hub: https://hub.example.org/}", []),
        ("extra: {hub: null}", []),
        ("extra: {hub: hub.example.org}", [(2, 14, f'"hub.example.org" {UNSAFE}')]),
        ("extra: {hub: 'javascript:alert(1)'}", [(2, 14, f'"javascript:alert(1)" {UNSAFE}')]),
        ("extra: {hub: [https://hub.example.org/]}", [(2, 14, '"hub" must be text, not a list.')]),
        ('copyright: "&copy; A & B"', []),
        ('copyright: ""', []),
        ("copyright: 2026", [(2, 12, '"copyright" must be text, not a number.')]),
        ("copyright: !ENV RIGHTS", [(2, 12, '"copyright" is given by the tag !ENV.')]),
    ],
)
def test_settings_of_feeds_are_checked(line: str, said: list[tuple[int, int, str]]) -> None:
    config, problems = parse_config("mkdocs.yml", f"site_name: A\n{line}\n".encode())
    if config:
        problems += shape(Settings, config)[1]
    assert [(p.line, p.column, p.message) for p in problems] == said
