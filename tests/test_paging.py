"""Paging: addresses, neighbours, every item once, and how few pages a new entry changes."""

import re
from dataclasses import replace
from functools import cache
from urllib.parse import urljoin

import pytest
from invented import EN, pages_in, parsed
from makers import grown, paged
from tables import each

from newsdesk.collection import Collection
from newsdesk.model import Entry
from newsdesk.model.settings import Settings
from newsdesk.views import Page
from newsdesk.views.shared.paging import SIZE, Slice

SITE = "https://site.invalid/press/"
# All lists of the generated collection that hold each of its entries.
LISTS = (
    "entries/",
    "stories/swan-count/",
    "people/ada-quill/",
    "topics/waterfowl/",
    "countries/is/",
    "languages/en/",
    "outlets/lantern/",
)
# Pages on which an entry is a line among others.
TOLD = ("changes/",)
# Lists in which an entry is a line.
FIGURES = (
    "collection/kinds-official/", "collection/identified-named/", "collection/cited-quoted/",
    "collection/evidence-none/", "collection/read-full/", "collection/reviewed-no/",
)  # fmt: skip


@cache
def site(count: int, same: tuple[int, ...] = ()) -> dict[str, Page]:
    """The pages of a collection of so many entries, of which `same` are said to say the same of the swans."""
    draft = grown(count)
    entries = [
        replace(one, record=saying(one.record, "always" if at in same else f"time {at}"))
        for at, one in enumerate(draft.entries)
    ]
    known = Collection.of(replace(draft, entries=entries), Settings(site_name="Sample"))
    return {page.path: page for page in pages_in(known)}


def saying(entry: Entry, when: str) -> Entry:
    """An entry whose sources say something of their own."""
    sources = (
        one.model_copy(update={"says": f"{one.says} {when}", "quote": None}) if one.says else one
        for one in entry.sources
    )
    return entry.model_copy(update={"sources": tuple(sources)})


def links(page: Page) -> list[str]:
    """Where the links of a page lead, below the site."""
    targets = [urljoin(SITE + page.path, a.attrs["href"]).partition("#")[0] for a in parsed(page.content).every("a")]
    return [target.removeprefix(SITE) for target in targets]


def pager(page: Page) -> dict[str, str]:
    return {
        a.text: urljoin(SITE + page.path, a.attrs["href"]).removeprefix(SITE)
        for nav in parsed(page.content).every("nav", **{"aria-label": "Pages"})
        for a in nav.every("a")
    }


def entries_on(page: Page) -> list[str]:
    """The entries that a page of a list shows, in its order."""
    root = parsed(page.content)
    shown = root.every(cls="nd-card__title") or root.every("p", cls="nd-carrier__title")
    shown = shown or [item for ul in root.every("ul", cls="nd-lined") for item in ul.every("li")]
    return [title.every("a")[0].attrs["href"].split("/")[-2] for title in shown]


def pages_of(count: int, path: str) -> dict[str, Page]:
    """The pages of one list by what follows its address, from the newest to the oldest."""
    found = {at: re.fullmatch(rf"{path}(?:page/(\d+)/)?", at) for at in site(count)}
    order = sorted((at for at in found if found[at]), key=lambda at: -int(found[at][1] or 1000))
    return {at.removeprefix(path): site(count)[at] for at in order}


@each(
    ("count", "pages"),
    [
        (0, [("x/", 0, None, None)]),
        (1, [("x/", 1, None, None)]),
        (100, [("x/", 100, None, None)]),
        (101, [("x/", 1, None, "x/page/1/"), ("x/page/1/", 100, "x/", None)]),
        (200, [("x/", 100, None, "x/page/1/"), ("x/page/1/", 100, "x/", None)]),
        (201, [("x/", 1, None, "x/page/2/"), ("x/page/2/", 100, "x/", "x/page/1/"),
               ("x/page/1/", 100, "x/page/2/", None)]),
        (250, [("x/", 50, None, "x/page/2/"), ("x/page/2/", 100, "x/", "x/page/1/"),
               ("x/page/1/", 100, "x/page/2/", None)]),
    ],
)  # fmt: skip
def test_pages_are_numbered_from_the_oldest_and_the_newest_has_the_address_of_the_list(
    count: int, pages: list[tuple]
) -> None:
    found = list(paged("x/", range(count)))
    assert [(page.path, len(page.items), page.newer, page.older) for page in found] == pages
    assert [page.is_first for page in found] == [True] + [False] * (len(pages) - 1)
    assert [item for page in found for item in page.items] == list(range(count))


def test_a_new_item_changes_the_first_page_and_a_full_one_moves_as_a_whole() -> None:
    for count in range(3 * SIZE + 5):
        before = {page.path: page for page in paged("x/", range(count))}
        after = {page.path: page for page in paged("x/", range(-1, count))}
        is_full = count > 0 and count % SIZE == 0
        moved = f"x/page/{count // SIZE}/"
        assert after.keys() - before.keys() == ({moved} if is_full else set())
        assert before.keys() - after.keys() == set()
        if is_full:
            assert list(after[moved].items) == list(before["x/"].items)
        # The page before the one that moved finds it at its new address.
        linked = {f"x/page/{count // SIZE - 1}/"} if is_full and count > SIZE else set()
        assert {path for path in before if before[path] != after[path]} == {"x/"} | linked, count


def test_only_older_pages_have_a_number_in_their_title() -> None:
    found = [page.titled(EN, "Swans") for page in paged("topics/x/", range(250))]
    assert found == ["Swans", "Swans, page 2", "Swans, page 1"]
    assert Slice("people/page/", (), None, None).titled(EN, "A. Page") == "A. Page"


@each("path", LISTS + FIGURES)
@each(
    ("count", "sizes"),
    [
        (0, {"": 0}),
        (1, {"": 1}),
        (100, {"": 100}),
        (101, {"": 1, "page/1/": 100}),
        (250, {"": 50, "page/2/": 100, "page/1/": 100}),
    ],
)
def test_every_list_has_its_pages_and_each_entry_stands_on_one_of_them(
    path: str, count: int, sizes: dict[str, int]
) -> None:
    if not count and path.startswith(("countries/", "languages/", "collection/")):
        sizes = {}  # they are those of entries
    pages = pages_of(count, path)
    assert {at: len(entries_on(page)) for at, page in pages.items()} == sizes
    # On a story's page the oldest stands first.
    order = -1 if path.startswith("stories/") else 1
    found = [name for page in pages.values() for name in entries_on(page)[::order]]
    assert found == [f"e{number:03}" for number in reversed(range(count if sizes else 0))]


@each("path", LISTS)
def test_neighbours_lead_through_all_pages_and_back(path: str) -> None:
    assert {at: pager(page) for at, page in pages_of(250, path).items()} == {
        "": {"Older": f"{path}page/2/"},
        "page/2/": {"Older": f"{path}page/1/", "Newer": path},
        "page/1/": {"Newer": f"{path}page/2/"},
    }
    assert [pager(page) for page in pages_of(100, path).values()] == [{}]


@pytest.mark.parametrize("count", [0, 1, 101, pytest.param(250, marks=pytest.mark.slow)])
def test_every_link_leads_to_a_page(count: int) -> None:
    known = site(count)
    feeds = {to for path, page in known.items() for to in links(page) if to.endswith((".atom", ".json", ".opml"))}
    inside = {(path, to) for path, page in known.items() for to in links(page) if not to.startswith("http")}
    # The hand-written pages are no view's; a digest leads to its editions.
    weeks = [path for path in known if re.fullmatch(r"\d{4}/w\d\d/", path)]
    elsewhere = {f"{week}digest.{ending}" for week in weeks for ending in ("eml", "txt", "md")}
    cited = [*weeks, *(path for path in known if re.fullmatch(r"stories/[^/]+/(page/\d+/)?", path))]
    elsewhere |= {f"{path}cite.{ending}" for path in cited for ending in ("bib", "ris", "csl.json")}
    elsewhere |= {"about/", "how-we-work/"}
    assert {(path, to) for path, to in inside if to.partition("?")[0] not in {*known, *feeds, *elsewhere}} == set()
    reached = {to for path, to in inside if path != to}
    # Home and the lists stand in the navigation, which is the frame's.
    assert {path for path in known.keys() - reached if path.count("/") > 1} == set()


def changed(before: int) -> tuple[set[str], set[str]]:
    """Older pages of lists that one more entry makes, and those that it changes."""
    old, new = site(before), site(before + 1)
    older = {path for path in new if "/page/" in path}
    return older - old.keys(), {path for path in older & old.keys() if old[path] != new[path]}


@pytest.mark.parametrize("count", [1, 101, 199, 250, *(pytest.param(at, marks=pytest.mark.slow) for at in (99, 150))])
def test_a_newer_entry_changes_no_older_page(count: int) -> None:
    assert changed(count) == (set(), set())


def test_where_a_hundred_fills_up_one_page_is_added_and_its_neighbour_finds_it() -> None:
    lists = LISTS + FIGURES + TOLD
    assert changed(100) == ({f"{path}page/1/" for path in lists}, set())
    assert changed(200) == ({f"{path}page/2/" for path in lists}, {f"{path}page/1/" for path in lists})
    for path in lists:
        old, new = site(200)[f"{path}page/1/"], site(201)[f"{path}page/1/"]
        lines = zip(old.content.splitlines(), new.content.splitlines(), strict=True)
        # In the line that leads through the pages, and where a day began on the newer one.
        others = [pair for pair in lines if pair[0] != pair[1]]
        assert len(others) == (2 if path == "changes/" else 1)
        assert [now for _, now in others] == [was.replace(f'{path}">', f'{path}page/2/">') for was, _ in others]


def test_pages_of_one_list_say_which_they_are() -> None:
    assert [(page.path, page.title, page.description) for page in site(250).values()
            if "/page/" in page.path and page.section != "collection"] == [
        ("entries/page/2/", "Entries, page 2", "All entries by date."),
        ("entries/page/1/", "Entries, page 1", "All entries by date."),
        *(
            (f"stories/swan-count/page/{number}/", f"The swans of Lanternmoor, page {number}",
             "17 October 2022. Older entries: who is quoted where.")
            for number in (2, 1)
        ),
        *(
            (f"outlets/lantern/page/{number}/", f"The Lantern, page {number}",
             "Articles of The Lantern. Older entries.")
            for number in (2, 1)
        ),
        *(
            (f"people/ada-quill/page/{number}/", f"Ada Quill, page {number}",
             "Ada Quill, A. Quill and Ада Квилл: where cited earlier.")
            for number in (2, 1)
        ),
        *(
            (f"topics/waterfowl/page/{number}/", f"Waterfowl, page {number}",
             "Ducks, geese and swans. Older entries.")
            for number in (2, 1)
        ),
        *(
            (f"countries/is/page/{number}/", f"Iceland, page {number}", "Entries about Iceland. Older entries.")
            for number in (2, 1)
        ),
        *(
            (f"languages/en/page/{number}/", f"English, page {number}", "Articles in English. Older entries.")
            for number in (2, 1)
        ),
        *(
            (f"changes/page/{number}/", f"What has changed, page {number}",
             "New entries, editions, corrections, withdrawals and replies by day, the newest first.")
            for number in (2, 1)
        ),
    ]  # fmt: skip
    page = site(250)["collection/kinds-official/page/2/"]
    assert (page.title, page.description) == (
        "Kinds of sources: official, page 2",
        "Entries that cite a source of this kind. Older entries.",
    )
    titles = [page.title for page in site(250).values() if page.path.startswith(LISTS)]
    assert len(set(titles)) == len(titles)


def test_a_statement_stands_once_over_all_pages_with_whoever_carried_it_first() -> None:
    pages = {path: page for path, page in site(201, (3, 150, 200)).items() if path.startswith("people/ada-quill/")}
    said = {path: parsed(page.content).every(cls="nd-source") for path, page in pages.items()}
    found = {path: [one for one in all_said if "always" in one.text] for path, all_said in said.items()}
    assert {path: len(ones) for path, ones in found.items()} == {
        "people/ada-quill/": 0, "people/ada-quill/page/2/": 0, "people/ada-quill/page/1/": 1,
    }  # fmt: skip
    (one,) = found["people/ada-quill/page/1/"]
    carried = [title.every("a")[0].attrs["href"].split("/")[-2] for title in one.every("p", cls="nd-carrier__title")]
    assert carried == ["e003", "e150", "e200"]
    assert "All of this was said before" in parsed(pages["people/ada-quill/"].content).text
    assert sum(map(len, said.values())) == 199


def test_the_first_page_of_a_list_counts_all_of_it() -> None:
    heads = {path: parsed(site(250)[path].content).text for path in LISTS}
    assert [re.findall(r"\b250 [a-z]+", text)[0] for path, text in heads.items() if path != "entries/"] == [
        "250 entries",
        "250 entries",
        "250 entries",
        "250 entries",
        "250 entries",
        "250 entries",
    ]
    assert [path for path, page in site(250).items() if "/page/" in path and "250" in parsed(page.content).text] == []
