"""The page about the collection, pictures over time, what a story holds, and how outlets report one person."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from invented import (
    EN,
    Element,
    changed,
    changed_each,
    checked,
    collection,
    content,
    made,
    pages,
    pages_in,
    parsed,
    remade,
)
from makers import grown
from tables import each

from newsdesk.collection import Collection
from newsdesk.model import Cited, Edtf, Entry, Read
from newsdesk.model.settings import Settings
from newsdesk.views import all_pages
from newsdesk.views.pages.people import told
from newsdesk.views.pictures.bars import HEIGHT, WIDTH, first, shares, timeline
from newsdesk.views.pictures.traits import traits

OVERVIEW, STRIKE = "collection/", "stories/ferry-strike-2022/"


def of_weeks(*weeks: str) -> list[Entry]:
    (first, *_) = collection().entries
    return [first.model_copy(update={"week": week}) for week in weeks]


def rows(page: Element, heading: str) -> list[tuple[str, str, str | None]]:
    """The table below a heading: label, figures, link."""
    elements = list(page.walk())
    at = next(n for n, element in enumerate(elements) if element.attrs.get("id") == heading)
    table = next(element for element in elements[at:] if element.tag == "table")
    return [
        (tr.one("th").text, tr.one("td").text, next((a.attrs["href"] for a in tr.every("a")), None))
        for tr in table.one("tbody").every("tr")
    ]


# Pictures over time.


def test_weeks_without_an_entry_have_a_place_and_no_bar() -> None:
    line = timeline(EN, of_weeks("2022-W42", "2022-W40", "2022-W42", "2022-W42", "2022-W43"))
    assert line
    assert [(bar.said, bar.href, bar.count, bar.height) for bar in line.bars] == [
        ("3–9 October 2022", "2022/w40/", 1, round(HEIGHT / 3, 1)),
        ("10–16 October 2022", "", 0, 0),
        ("17–23 October 2022", "2022/w42/", 3, HEIGHT),
        ("24–30 October 2022", "2022/w43/", 1, round(HEIGHT / 3, 1)),
    ]
    assert line.summary == (
        "5 entries in 4 weeks, from 3–9 October 2022 to 24–30 October 2022. The most in one week: 3, in 17–23 October"
        " 2022."
    )
    assert (line.bars[0].short, line.bars[-1].short) == ("3 Oct", "24 Oct")


@each(
    ("weeks", "unit", "bars"),
    [
        (["2022-W40", "2023-W27"], "week", 40),
        (["2022-W40", "2023-W28"], "month", 10),
        (["2020-W53", "2023-W01"], "month", 26),  # from Thursday, 31 December 2020, to Thursday, 5 January 2023
        (["2020-W02", "2023-W17"], "month", 40),
        (["2020-W02", "2023-W19"], "year", 4),
        (["1990-W01", "2022-W52"], "year", 33),
    ],
)
def test_long_times_are_counted_by_month_or_year(weeks: list[str], unit: str, bars: int) -> None:
    line = timeline(EN, of_weeks(*weeks), least=1)
    assert line
    assert (line.unit, len(line.bars), sum(bar.count for bar in line.bars)) == (unit, bars, 2)
    assert all(bar.x >= 0 and bar.x + bar.width <= WIDTH for bar in line.bars)
    assert all(after.x >= before.x + before.width for before, after in zip(line.bars, line.bars[1:], strict=False))


@pytest.mark.parametrize("weeks", [[], ["2022-W40"] * 9, ["2022-W40", "2022-W41"] * 2])
def test_few_entries_and_entries_of_one_week_have_no_picture(weeks: list[str]) -> None:
    assert timeline(EN, of_weeks(*weeks)) is None


def test_every_picture_says_what_it_shows_and_has_its_table() -> None:
    drawn = [svg for path in pages() for svg in content(path).every("svg") if "aria-hidden" not in svg.attrs]
    assert len(drawn) > 5
    for svg in drawn:
        # Nobody reaches a link in an image: a map whose marks are links is a group of them.
        assert svg.attrs["role"] == ("group" if svg.every("a") else "img")
        assert svg.attrs["aria-label"] == f"{svg.one('title').text}. {svg.one('desc').text}"
        assert svg.parent
        assert svg.parent.one("details").one("summary").text in ("The figures as a table", "The map as a table")
        assert svg.parent.one("details").every("table")


def test_an_older_page_of_a_list_has_no_picture() -> None:
    known = Collection.of(grown(250), Settings(site_name="Sample"))
    paths = ("topics/waterfowl/", "countries/is/", "languages/en/", "outlets/lantern/", "stories/swan-count/")
    found = {page.path: page for page in pages_in(known)}
    counts = {path: len(parsed(found[path].content).every("figure")) for path in paths}
    older = [len(parsed(found[f"{path}page/1/"].content).every("figure")) for path in paths]
    assert (counts, older) == (dict.fromkeys(paths, 1), [0] * 5)


@each(
    ("count", "whole", "said"),
    [
        (1, 4, ""),  # of so few a share says nothing
        (4, 4, ""),
        (2, 6, "33%"),
        (4, 6, "67%"),
        (1, 1000, "under 1%"),
        (999, 1000, "over 99%"),
        (7, 7, "100%"),
        (1, 200, "under 1%"),
        (199, 200, "over 99%"),
    ],
)
def test_a_share_that_is_not_all_and_not_nothing_never_looks_so(count: int, whole: int, said: str) -> None:
    assert [row.percent for row in shares(EN, [("x", "", count, "en", "")], whole)] == [said]


def test_a_bar_with_a_share_is_as_long_as_its_share_and_others_are_measured_by_the_longest() -> None:
    rows = [("x", "", 88, "en", ""), ("y", "", 12, "en", "")]
    assert [row.length for row in shares(EN, rows, 100)] == [88, 12]
    assert [row.length for row in shares(EN, rows)] == [100, 13.6]


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ([3] * 11, 11),  # one more line costs less than a link to it
        ([9, 8, 7, 6, 5, 4, 4, 3, 3, 2, 1, 1], 10),
        ([9, 8, 7, 6, 5, 4, 3, 2, 1, 1, 1, 1], 8),
        ([1] * 12, 10),
    ],
)
def test_a_short_table_ends_where_no_lines_of_one_count_are_cut_apart(counts: list[int], shown: int) -> None:
    rows = shares(EN, ((f"n{number:02}", "", count, "en", "") for number, count in enumerate(counts)))
    assert len(first(rows)) == shown


# The page about the collection.


def test_the_page_leads_from_each_figure_to_its_entries() -> None:
    page = content(OVERVIEW)
    figures = [
        (div.one("dt").text, div.one("dd").text, div.one("a").attrs["href"])
        for div in page.every("div")
        if div.every("dt") and not div.every("div")
    ]
    assert figures == [
        ("Entries", "19", "../entries/"), ("Outlets", "8", "../outlets/"), ("Languages", "7", "../languages/"),
        ("Weeks", "4", "../digests/"), ("Stories", "2", "../stories/"), ("Sources named", "76", "#kinds"),
    ]  # fmt: skip
    assert rows(page, "time")[:2] == [
        ("26 September – 2 October 2022", "4", "../2022/w39/"),
        ("3–9 October 2022", "0", None),
    ]
    assert rows(page, "outlets")[0] == ("Strait Gazette", "5", "../outlets/strait-gazette/")
    assert rows(page, "languages")[0] == ("English", "10 53%", "../languages/en/")
    assert rows(page, "countries")[0] == ("Iceland", "16", "../countries/is/")
    assert rows(page, "kinds")[0] == ("official 7 entries", "10 13%", "../collection/kinds-official/")
    assert rows(page, "identified") == [
        ("named 15 entries", "40 53%", "../collection/identified-named/"),
        ("described, not named 8 entries", "20 26%", "../collection/identified-described/"),
        ("not named 4 entries", "16 21%", "../collection/identified-unnamed/"),
    ]
    assert rows(page, "evidence") == [
        ("compared with the full text", "1 5%", "../collection/evidence-full/"),
        ("not compared yet", "18 95%", "../collection/evidence-none/"),
    ]
    assert rows(page, "reviewed")[1] == ("not reviewed yet", "4 21%", "../collection/reviewed-no/")
    assert rows(page, "relayed")[2] == ("Volna 3 entries", "2", "../outlets/volna/#passed-on")


def test_each_figure_counts_what_its_list_shows() -> None:
    for trait in traits(collection(), EN):
        for value in trait.values:
            page = content(f"collection/{trait.slug}-{value.slug}/")
            lines = page.one("ul", cls="nd-lined").every("li")
            shown = [
                li.every("a")[0].attrs["href"].split("/")[-2] for li in lines if "nd-said" not in li.parent.classes
            ]
            said = [part for li in page.every("ul", cls="nd-said") for part in li.every("li")]
            is_told = trait.slug == "identified" and value.slug != "named"
            assert len(said) == (value.count if is_told else 0)
            assert shown == [entry.id for entry in value.entries], (trait.slug, value.slug)
            assert trait.of == "sources" or value.count == len(shown)


def test_a_list_says_where_a_publisher_is_banned_and_an_entry_was_withdrawn() -> None:
    lines = [li.text for li in content("collection/read-full/").every("li")]
    banned = "; authorities have banned or listed this publisher: which"
    (theirs,) = [line for line in lines if "Lamp Society" in line]
    assert theirs.endswith(banned)
    assert any(line.endswith("withdrawn") for line in lines)


def test_no_page_about_the_collection_names_a_private_person() -> None:
    (known, _) = checked()
    hidden = {item.record.name for item in known.people.values() if not item.record.public}
    assert hidden
    texts = [content(path).text for path in pages() if path.startswith("collection/")]
    assert [name for name in hidden for text in texts if name in text] == []


def relaying(count: int) -> Collection:
    """Entries of The Lantern, each of which has a source by way of The Beacon."""
    draft = grown(count)
    source = draft.entries[0].record.sources[0].model_copy(update={"via": "beacon", "cited": Cited.RELAYED})
    entries = [replace(item, record=item.record.model_copy(update={"sources": (source,)})) for item in draft.entries]
    return Collection.of(replace(draft, entries=entries), Settings(site_name="Sample"))


def test_a_long_list_of_those_who_pass_something_on_has_a_page_of_its_own() -> None:
    short, long = relaying(20), relaying(21)
    link = rows(remade(short, OVERVIEW), "relayed")[0]
    assert link == ("The Beacon 20 entries", "1", "../outlets/beacon/#passed-on")
    assert rows(remade(long, OVERVIEW), "relayed")[0] == ("The Beacon 21 entries", "1", "../collection/relayed-beacon/")
    assert len(remade(long, "collection/relayed-beacon/").every("li")) == 21
    section = remade(long, "outlets/beacon/").one("section", **{"aria-labelledby": "passed-on"})
    assert (len(section.every("li")), section.every("p")[-1].text) == (20, "All 21 entries")
    assert not any(page.path.startswith("collection/relayed-") for page in all_pages(short))


def test_a_language_in_two_scripts_is_one_with_two_lists() -> None:
    told = changed("strike-in-kyrgyz", language="uz")
    pages = [remade(told, path).one("div", id="nd") for path in ("languages/", OVERVIEW)]
    said = "7 languages in 8 lists: one that is written in several scripts has a list for each."
    assert [page.text.count(said) for page in pages] == [1, 1]
    assert all("lists:" not in content(path).text for path in ("languages/", OVERVIEW))


# What a story holds and what it does not.


def held(page: Element) -> list[str]:
    said = [p.text for p in page.every("p", cls="nd-aside")]
    return [text for text in said if re.match(r"Languages|This collection has|\d+ (of|titles)|All articles", text)]


def test_a_story_says_what_the_collection_has_and_has_not() -> None:
    assert held(content(STRIKE)) == [
        "Languages of the articles: English 3, Persian 1, Kyrgyz 1, Russian 1, Uzbek (Cyrillic) 1."
        " Outlets by country, as registered: Iceland 2, Malta 2, Kyrgyzstan 1, not known 1.",
        "1 of 7 articles was read only in part: where one of them does not show a source, it was not found in the part"
        " that was read. In an article read in full, it is not mentioned.",
        "2 titles below are machine translations; their entries say so.",
    ]
    full = remade(changed("strike-in-persian", read=Read.FULL), STRIKE)
    # Where the country of an outlet is not known, it may be from there and nobody has recorded it.
    moved = changed_each({"strike-in-kyrgyz": {"outlet": "wharf-wire"}})
    assert (
        "This collection has no entry on this from outlets registered in: Kyrgyzstan. "
        in (held(remade(moved, STRIKE))[1])
    )
    known = changed_each({"strike-in-kyrgyz": {"outlet": "volna"}, "strike-in-uzbek": {"outlet": "volna"}})
    assert held(remade(known, STRIKE))[1].startswith(
        "This collection has no entry on this from outlets of: Kyrgyzstan. "
    )
    assert held(full)[1] == (
        "All articles were read in full: where one does not show a source, it does not mention it."
    )


def test_sources_of_several_outlets_stand_before_those_of_one() -> None:
    section = content(STRIKE).one("section", **{"aria-labelledby": "matrix"})
    assert section.every("h3")[0].text == "Cited by several outlets"
    assert section.every("details")[0].one("summary").text == "4 sources found in one outlet only"


# How outlets report one person.


def test_statements_on_two_stories_stand_once_under_the_first() -> None:
    both = ("ferry-strike-2022", "bridge-planned")
    known = changed_each({
        entry.id: {"stories": both} for entry in collection().by_story["ferry-strike-2022"]
    })  # fmt: skip
    groups = told(known, "bakyt-ulgu", 0)
    assert [(group.story.id if group.story else "", len(group.statements)) for group in groups] == [
        ("ferry-strike-2022", 3),
        ("", 1),
    ]


def test_a_new_entry_leaves_the_pages_of_others_as_they_are() -> None:
    """A picture spans the time of its own entries, so that a new week elsewhere changes no axis."""
    draft = grown(12)
    (first, *_) = draft.entries
    day = date(2020, 1, 6) + timedelta(days=200)
    week = f"{day.isocalendar().year}-W{day.isocalendar().week:02}"
    update = {"id": "later", "week": week, "published": Edtf.parse(str(day)), "outlet": "beacon", "language": "fr"}
    later = replace(first, record=first.record.model_copy(update=update))
    digest = next(iter(draft.digests.values()))
    digests = {**draft.digests, week: replace(digest, record=digest.record.model_copy(update={"week": week}))}
    settings = Settings(site_name="Sample")
    before = {page.path: page for page in pages_in(Collection.of(draft, settings))}
    after = Collection.of(replace(draft, entries=[*draft.entries, later], digests=digests), settings)
    same = {page.path for page in pages_in(after) if before.get(page.path) == page}
    assert {"outlets/lantern/", "languages/en/"} <= same


def test_the_pages_are_among_those_that_are_made() -> None:
    assert OVERVIEW in made()
    assert pages()[OVERVIEW].section == "collection"
