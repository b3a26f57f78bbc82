"""How pages lead to feeds: in their head, by a link in one place, and by the list of all."""

import json
from dataclasses import replace
from urllib.parse import urljoin

from invented import content, made, pages, pages_in, parsed
from makers import grown
from tables import each

from newsdesk.collection import Collection
from newsdesk.model.settings import Settings
from newsdesk.views import whole
from newsdesk.views.feeds import LISTED, feeds

SITE = "https://example.org/press/"
FOLLOWED = ("outlets", "stories", "people", "topics", "countries", "languages")


def heads(path: str) -> list[tuple[str, str, str]]:
    """The feeds that a page names in its head: type, title, and path."""
    return [
        (link.attrs["type"], link.attrs["title"], urljoin(SITE + path, link.attrs["href"]).removeprefix(SITE))
        for link in parsed(pages()[path].head).every("link", rel="alternate")
        if "/api/" not in link.attrs["href"]  # its data
    ]


def test_every_feed_that_a_page_names_is_there() -> None:
    for path in pages():
        for kind, title, target in heads(path):
            assert kind == ("application/atom+xml" if target.endswith(".atom") else "application/feed+json")
            assert target in made(), path
            if target.endswith(".json"):
                assert json.loads(made()[target].text)["title"].startswith(title)


@each(
    ("path", "feeds"),
    [
        ("", ["digests", "entries"]),
        ("digests/", ["digests", "entries"]),
        ("2022/w41/", ["digests", "entries"]),
        ("2022/w41/strike-called/", ["entries"]),
        ("entries/", ["entries"]),
        ("corrections/", ["corrections"]),
        ("feeds/", ["digests", "entries", "corrections", "changes", "news"]),
        ("changes/", ["news"]),
        ("outlets/volna/", ["outlets/volna", "entries"]),
        ("outlets/signal-radio/", ["entries"]),
        ("stories/tunnel-closed-2022/", ["stories/tunnel-closed-2022", "entries"]),
        ("stories/bridge-planned/", ["entries"]),
        ("people/bakyt-ulgu/", ["people/bakyt-ulgu", "entries"]),
        ("people/nina-unheard/", ["entries"]),
        ("topics/labour/", ["topics/labour", "entries"]),
        ("topics/tides/", ["entries"]),
        ("countries/kg/", ["countries/kg", "entries"]),
        ("languages/uz-cyrl/", ["languages/uz-cyrl", "entries"]),
        ("about/", []),
    ],
)
def test_a_page_names_its_own_feed_first(path: str, feeds: list[str]) -> None:
    found = [target for _, _, target in heads(path)] if path in pages() else []
    assert found == [f"feeds/{name}{ending}" for name in feeds for ending in (".atom", ".json")]


def test_each_page_that_has_a_feed_links_to_it_in_the_same_place() -> None:
    for path in pages():
        section, _, name = path.rstrip("/").partition("/")
        follow = content(path).every("p", cls="nd-follow")
        if section in FOLLOWED and f"feeds/{section}/{name}.atom" in made():
            (line,) = follow
            siblings = [child for child in line.parent.children if not isinstance(child, str)]
            after = siblings[siblings.index(line) + 1 :]
            assert [part.attrs.get("aria-labelledby", "aside") for part in after] in ([], ["cite"], ["aside"]), path
            assert [(a.text, a.attrs["href"]) for a in line.every("a")] == [
                ("Follow by feed", f"../../feeds/{section}/{name}.atom"), ("What is a feed?", "../../feeds/"),
            ]  # fmt: skip
        else:
            assert follow == [], path


def test_older_pages_of_a_list_lead_to_its_feed_too() -> None:
    known = Collection.of(grown(101), Settings(site_name="S", site_url=SITE))
    older = {page.path: page for page in pages_in(known) if "/page/" in page.path}
    assert {path.split("/")[0] for path in older} == {"changes", "entries", "collection", *FOLLOWED}
    for path, page in older.items():
        if not path.startswith(("changes/", "entries/", "collection/")):
            own = "/".join(path.split("/")[:2])
            link = parsed(page.content).one("p", cls="nd-follow").every("a")[0]
            assert urljoin(SITE + path, link.attrs["href"]) == f"{SITE}feeds/{own}.atom"
            assert f'href="../../../../feeds/{own}.atom"' in page.head


def test_the_list_has_every_feed_while_they_are_few() -> None:
    found = [a.attrs["href"].removeprefix("../") for a in content("feeds/").every("a")]
    assert {path for path in made() if path.startswith("feeds/")} - {"feeds/"} <= set(found)
    assert [h2.text for h2 in content("feeds/").every("h2")] == [
        "The whole collection",
        "Topics",
        "Stories",
        "Countries",
        "Languages",
        "Outlets",
        "People and organisations",
    ]


def test_a_section_of_many_feeds_leads_to_its_pages_instead() -> None:
    draft = grown(1)
    (first,) = draft.entries
    (topic,) = draft.topics.values()
    ids = [f"t{number}" for number in range(LISTED + 1)]
    topics = {name: replace(topic, record=topic.record.model_copy(update={"id": name})) for name in ids}
    entries = [replace(first, record=first.record.model_copy(update={"topics": tuple(topics)}))]
    known = Collection.of(replace(draft, topics=topics, entries=entries), Settings(site_name="S", site_url=SITE))
    *_, opml, page = whole(known, feeds(known))
    assert "Too many to list here: each page has its own, under “Follow by feed”." in parsed(page.content).text
    assert "feeds/topics/t0.atom" not in page.content
    assert opml.text.count("xmlUrl") == 5 + LISTED + 1 + 5
