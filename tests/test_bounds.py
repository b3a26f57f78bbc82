"""Pages of a skewed collection: a week, a story, a person and an outlet with far more than all others stay small."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from urllib.parse import urljoin

from invented import parsed
from makers import collection as files
from makers import draft_of
from tables import each

from newsdesk.collection import Collection
from newsdesk.model import Cited, Edtf
from newsdesk.model.settings import Settings
from newsdesk.views import File, Page, Part, made_at
from newsdesk.views.data import citing
from newsdesk.views.feeds.items import LISTED, digest_item
from newsdesk.views.feeds.links import Feed
from newsdesk.views.feeds.opml import Section, lists
from newsdesk.views.pages.digests import digests
from newsdesk.views.pages.events.compare import comparisons
from newsdesk.views.pages.itself.browse import browse
from newsdesk.views.pages.outlets import outlets
from newsdesk.views.pages.overview import overview
from newsdesk.views.pages.people import people
from newsdesk.views.pages.stories import stories
from newsdesk.views.search.search_page import OFFERED, find
from newsdesk.views.shared.paging.weeks import MOST

SITE, WEEK, COUNT = "https://site.invalid/press/", "2022-W42", 3 * MOST + 5
VIEWS = (digests, stories, comparisons, people, outlets, overview, browse, find, citing)
COUNTRIES = ("IS", "NO", "SE", "DK", "FI", "EE")


def skewed() -> Collection:
    """A collection of one week and one story: all entries share sources, half of them an outlet, and cite another."""
    draft = draft_of(files())
    (entry,) = draft.entries
    outlet, person = draft.outlets["lantern"], draft.people["ada-quill"]
    topic, story = next(iter(draft.topics.values())), next(iter(draft.stories.values()))
    (source,) = entry.record.sources
    registers = {"outlets": dict(draft.outlets), "people": dict(draft.people), "topics": dict(draft.topics)}
    for number in range(60):
        country = outlet.record.country.model_copy(update={"value": COUNTRIES[number % 6]})
        update = {
            "id": f"o{number}",
            "name": f"Outlet {number}",
            "domains": (f"o{number}.example",),
            "country": country,
        }
        registers["outlets"][f"o{number}"] = replace(outlet, record=outlet.record.model_copy(update=update))
        update = {"id": f"p{number}", "name": f"Person {number}", "country": COUNTRIES[number % 6]}
        registers["people"][f"p{number}"] = replace(person, record=person.record.model_copy(update=update))
    for number in range(OFFERED + 20):
        update = {"id": f"t{number}", "name": f"Topic {number}"}
        registers["topics"][f"t{number}"] = replace(topic, record=topic.record.model_copy(update=update))
    entries = []
    for number in range(COUNT):
        sources = [source.model_copy(update={"who": f"p{(number + step) % 60}", "name": "X"}) for step in (0, 1, 7, 20)]
        sources += [source.model_copy(update={"who": None, "name": f"Witness {number} {step}"}) for step in range(3)]
        sources.append(
            source.model_copy(update={"who": "ada-quill", "via": f"o{(number + 1) % 60}", "cited": Cited.RELAYED})
        )
        update = {
            "id": f"e{number}", "title": f"Entry {number} on swans and on what was said of them",
            "sources": tuple(sources),
            "outlet": f"o{number % 60}" if number % 2 else "lantern", "topics": (f"t{number}",),
            "published": Edtf.parse(f"2022-10-{17 + number % 7}"),
            "stories": (story.record.id,) if number % 10 else (),
        }  # fmt: skip
        entries.append(replace(entry, record=entry.record.model_copy(update=update)))
    digest = draft.digests[WEEK]
    lead = replace(digest, record=digest.record.model_copy(update={"lead": "e3", "published": date(2022, 10, 25)}))
    return Collection.of(
        replace(draft, **registers, entries=entries, digests={WEEK: lead}), Settings(site_name="Skewed")
    )


def made(known: Collection, part: Part) -> Iterator[Page | File]:
    for one in part.make(known, *part.given):
        if isinstance(one, Part):
            yield from made(known, one)
        elif isinstance(one, Page | File):
            yield one


@cache
def site() -> dict[str, Page | File]:
    known = skewed()
    return {one.path: one for view in VIEWS for one in made(known, Part(view))}


def test_each_page_is_made_alone_as_it_is_made_among_all_others() -> None:
    known = skewed()
    some = [made for made in site().values() if isinstance(made, Page)][::9]
    assert [made.path for made in some if made_at(known, made.path) != made] == []
    assert not any(made_at(known, path) for path in ("people/p1/page/99/", "2022/w42/nothing/", "pagefind/x.js"))


def page(path: str) -> Page:
    found = site()[path]
    assert isinstance(found, Page)
    return found


def test_no_page_is_large() -> None:
    sizes = {path: len(one.content.encode()) for path, one in site().items() if isinstance(one, Page)}
    assert {path: size for path, size in sizes.items() if size > 120_000} == {}


def test_a_week_of_very_many_entries_has_pages_and_each_entry_stands_on_one() -> None:
    paths = ["2022/w42/", *(f"2022/w42/page/{number}/" for number in (2, 3, 4))]
    shown = [
        [
            title.every("a")[0].attrs["href"].split("/")[-2]
            for title in parsed(page(path).content).every(cls="nd-card__title")
        ]
        for path in paths
    ]
    assert list(map(len, shown)) == [MOST + 1, MOST, MOST, 4]
    assert shown[0][0] == "e3"
    assert Counter(name for names in shown for name in names) == Counter(f"e{number}" for number in range(COUNT))
    assert "2022/w42/page/5/" not in site()
    said = [page(path).title for path in paths]
    assert said[1:] == [f"{said[0]}, page {number}" for number in (2, 3, 4)]


def test_links_between_pages_lead_to_what_they_say() -> None:
    ids = {
        path: set(re.findall(r' id="([^"]+)"', one.content)) for path, one in site().items() if isinstance(one, Page)
    }
    for path, one in site().items():
        for a in parsed(one.content).every("a") if isinstance(one, Page) else ():
            target, _, anchor = urljoin(SITE + path, a.attrs["href"]).removeprefix(SITE).partition("#")
            if target.startswith(("2022/w42/page", "stories/swan-count/")) and not re.search(r"\.\w+$", target):
                assert target in ids, (path, target)
            if anchor and target in ids:
                assert anchor in ids[target], (path, target, anchor)
            if "cite." in target:
                assert target in site(), (path, target)


@each(
    ("path", "said"),
    [
        ("stories/swan-count/page/1/", "The table is cut:"),
        ("stories/swan-count/page/1/", "of them are not listed here; each stands with its article in the coverage."),
        ("stories/swan-count/page/1/", "articles on this page for reference managers"),
        ("2022/w42/", "The 61 articles on this page for reference managers"),
        ("2022/w42/page/4/", "The 4 articles on this page for reference managers"),
        ("outlets/lantern/", "Outlet 51 (3 entries) and 6 more"),
        ("search/", "Long lists offer the 200 with most entries"),
        ("collection/", "Figures of many entries have no list here: the tables have them all."),
    ],
)
def test_what_is_left_out_is_said(path: str, said: str) -> None:
    assert said in " ".join(parsed(page(path).content).text.split())


def test_articles_for_citing_are_those_of_their_page() -> None:
    for below, count in (
        ("2022/w42/", COUNT),
        ("stories/swan-count/", sum(number % 10 > 0 for number in range(COUNT))),
    ):
        found = [one.text for path, one in site().items() if path.startswith(below) and path.endswith("cite.bib")]
        ids = re.findall(r"@article\{(\w+),", "".join(found))
        assert len(ids) == len(set(ids)) == count


def test_an_item_on_a_very_large_week_lists_the_first_entries_and_says_how_many_more_there_are() -> None:
    item = digest_item(skewed(), WEEK, SITE)
    assert item.html.count("<li>") == LISTED
    assert f"{COUNT - LISTED} more entries stand in the digest." in item.html
    assert "/e3/" in item.html.partition("</li>")[0]


def test_very_many_feeds_stand_in_several_files() -> None:
    feeds = tuple(
        Feed(f"feeds/topics/t{number}", f"Topic {number}", f"topics/t{number}/", "") for number in range(1003)
    )
    whole, topics = Section("", "All", feeds[:3]), Section("topics", "Topics", feeds)
    found = {one.path: one.text for one in lists(skewed(), SITE, whole, [topics])}
    assert list(found) == ["feeds/topics.opml", "feeds/topics-2.opml", "feeds/topics-3.opml", "feeds/feeds.opml"]
    assert [text.count('type="rss"') for text in found.values()] == [500, 500, 3, 3]
    assert re.findall(r'type="include" text="([^"]+)" url="([^"]+)"', found["feeds/feeds.opml"]) == [
        ("Topics", f"{SITE}feeds/topics.opml"),
        ("Topics 2", f"{SITE}feeds/topics-2.opml"),
        ("Topics 3", f"{SITE}feeds/topics-3.opml"),
    ]
    few = [one.path for one in lists(skewed(), SITE, whole, [Section("topics", "Topics", feeds[:9])])]
    assert few == ["feeds/feeds.opml"]
