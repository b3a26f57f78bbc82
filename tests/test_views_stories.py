"""Story pages, other coverage on entries, and digests by story: who is quoted where, and in which order."""

from dataclasses import replace

import pytest
from invented import Element, changed, changed_each, collection, content, pages, remade
from makers import grown

from newsdesk.collection import Collection
from newsdesk.model import Cited, Edtf, Identified, Read, Source
from newsdesk.model.settings import Settings
from newsdesk.views.pictures.matrix import matrix, side_by_side

STRIKE, TUNNEL, BRIDGE = "stories/ferry-strike-2022/", "stories/tunnel-closed-2022/", "stories/bridge-planned/"
W41 = "../../2022/w41/strike-"
COLUMNS = [
    ("Strait Gazette", f"{W41}called/"),
    ("Volna", f"{W41}in-russian/"),
    ("Harbour Daily", f"{W41}in-uzbek/"),
    ("Wave", f"{W41}in-kyrgyz/"),
    ("Strait Gazette", f"{W41}second-thoughts/"),
    ("Wharf Wire", f"{W41}ends/"),
]
ROWS = [
    ("Bakyt Ulgu", "../../people/bakyt-ulgu/", ["quoted", "relayed", "mentioned", "paraphrased", "", ""]),
    ("Ferry Union", "../../people/ferry-union/", ["paraphrased", "quoted", "", "mentioned", "", "quoted"]),
    ("A seller of fish", None, ["quoted", "paraphrased", "", "", "", ""]),
    ("Dara Nomad", None, ["", "", "", "", "quoted", "paraphrased"]),
    ("Volna", "../../outlets/volna/", ["", "", "quoted", "paraphrased", "", ""]),
]
SINGLE = [
    ("Tunnel Board Strait Gazette mentioned", ["../../people/tunnel-board/", f"{W41}called/#sources"]),
    ("Ona Primer Volna paraphrased", ["../../people/ona-primer/", f"{W41}in-russian/#sources"]),
    ("A captain Harbour Daily quoted", [f"{W41}in-uzbek/#sources"]),
    ("A captain Strait Gazette paraphrased", [f"{W41}second-thoughts/#sources"]),
]


def link(element: Element) -> str | None:
    found = element.every("a")
    return found[0].attrs["href"] if found else None


def columns(page: Element) -> list[tuple[str, str | None]]:
    _, *heads = page.one(cls="nd-matrix").one("thead").every("th")
    return [(th.text, link(th)) for th in heads]


def matrix_rows(page: Element) -> list[Element]:
    return page.one(cls="nd-matrix").one("tbody").every("tr")


def single(page: Element) -> list[tuple[str, list[str]]]:
    """The sources of one outlet, each with what its line leads to."""
    items = page.one("ul", cls="nd-singles").every("li")
    return [(li.text, [a.attrs["href"] for a in li.every("a")]) for li in items]


def rows(page: Element) -> list[tuple[str, str | None, list[str]]]:
    """The rows of the matrix: source, its page, and how each entry cites it."""
    found = []
    for tr in matrix_rows(page):
        head = tr.one("th")
        cells = [td.one(cls="nd-mode").text if td.children else "" for td in tr.every("td")]
        found.append((head.text, link(head), cells))
    return found


def source(name: str, cited: Cited = Cited.QUOTED, **fields: object) -> Source:
    """A source that is valid but for what is changed."""
    (known, *_) = collection().by_id["strike-called"].sources
    return known.model_copy(update={"name": name, "cited": cited, "who": None, "quote": None, **fields})


def named(known: Collection, story: str = "ferry-strike-2022") -> list[tuple[str, dict[str, str]]]:
    entries = tuple(reversed(known.by_story[story]))
    return [(row.name, {name: str(cited) for name, cited in row.cells.items()}) for row in matrix(known, entries)]


def test_the_matrix_has_the_entries_that_share_a_source_oldest_first_and_its_sources_most_shared_first() -> None:
    assert columns(content(STRIKE)) == COLUMNS
    assert rows(content(STRIKE)) == ROWS
    notes = [p.text for p in content(STRIKE).every("p", cls="nd-matrix-note")]
    assert notes == [
        "An empty cell: not mentioned; below an outlet marked “in part”, not found in the part that was read."
        " 1 outlet shares no source with another one and has no column."
    ]


def test_sources_of_one_outlet_stand_in_a_list_outlet_by_outlet() -> None:
    assert single(content(STRIKE)) == SINGLE
    assert content(TUNNEL).every(cls="nd-matrix") == [], "a table of which each row has one mark compares nothing"
    assert len(single(content(TUNNEL))) == 46


@pytest.mark.parametrize(("columns", "is_wide", "scrolls"), [(12, False, False), (20, True, False), (21, True, True)])
def test_a_table_is_as_wide_as_its_columns_are_many(columns: int, is_wide: bool, scrolls: bool) -> None:
    entry = collection().by_id["strike-called"]
    names = [f"o{number:02}" for number in range(columns)]
    alike = {"sources": (source("Dana Brook"),)}
    entries = tuple(entry.model_copy(update={"id": name, "outlet": name, **alike}) for name in names)
    found = side_by_side(matrix(collection(), entries), entries)
    assert (found.is_wide, found.scrolls, found.outlets) == (is_wide, scrolls, columns)


def of_outlets(count: int) -> Collection:
    """A story with an entry of each outlet, all of them citing the same."""
    draft = grown(count)
    (known, *_) = draft.outlets.values()
    names = [f"o{number:02}" for number in range(count)]
    outlets = {name: replace(known, record=known.record.model_copy(update={"id": name})) for name in names}
    entries = [
        replace(item, record=item.record.model_copy(update={"outlet": name}))
        for item, name in zip(draft.entries, outlets, strict=True)
    ]
    return Collection.of(replace(draft, entries=entries, outlets=draft.outlets | outlets), Settings(site_name="Sample"))


def test_a_table_that_scrolls_says_so_and_how_many_outlets_it_has() -> None:
    said = "The table has 21 outlets and is wider than the page: it scrolls sideways."
    known = of_outlets(21)
    (story,) = known.stories
    page = remade(known, f"stories/{story}/")
    assert said in page.one("p", cls="nd-matrix-note").text
    assert page.one(cls="nd-matrix--wide").attrs["tabindex"] == "0"
    assert "scrolls" not in remade(of_outlets(20), f"stories/{story}/").text


@pytest.mark.parametrize(("read", "said"), [("full", "in full"), ("excerpt", "in part")])
def test_a_story_of_one_article_has_nothing_to_compare(read: str, said: str) -> None:
    known = Collection.of(grown(1, read=Read(read)), Settings(site_name="Sample"))
    (story,) = known.stories
    page = remade(known, f"stories/{story}/")
    outlet = known.outlets[known.entries[0].outlet].name
    assert f"One article so far, from {outlet}, read {said}; nothing to compare yet." in page.text
    assert [s.attrs["aria-labelledby"] for s in page.every("section")] == ["coverage", "cite"]
    assert {a.attrs["href"] for a in page.one(cls="nd-jump").every("a")} >= {"#coverage", "#cite"}


def test_a_cell_leads_to_the_sources_of_its_entry_and_names_outlet_and_mode() -> None:
    cells = matrix_rows(content(STRIKE))[0].every("a", cls="nd-cell")
    assert [(a.attrs["href"], a.attrs["title"], a.text) for a in cells] == [
        (f"{W41}called/#sources", "Strait Gazette: quoted", "Strait Gazette quoted"),
        (f"{W41}in-russian/#sources", "Volna: relayed", "Volna relayed"),
        (f"{W41}in-uzbek/#sources", "Harbour Daily: mentioned", "Harbour Daily mentioned"),
        (f"{W41}in-kyrgyz/#sources", "Wave: paraphrased", "Wave paraphrased"),
    ]
    names = [span for a in cells for span in a.every(cls="nd-cell__outlet")]
    assert [span.attrs.get("lang") for span in names] == [None] * 4, "in letters of the site"


def test_a_withdrawn_entry_says_so_in_the_matrix() -> None:
    assert "A clerk Volna (withdrawn) relayed" in dict(single(content(TUNNEL)))
    same = {"sources": (source("Dana Brook"),)}
    (withdrawn,) = [entry for entry in collection().by_story["tunnel-closed-2022"] if entry.withdrawn]
    (other,) = [entry for entry in collection().by_story["tunnel-closed-2022"] if entry.outlet == "wharf-wire"]
    page = remade(changed_each({withdrawn.id: same, other.id: same}), TUNNEL)
    assert [head for head, _ in columns(page)] == ["Wharf Wire", "Volna (withdrawn)"]
    assert [a.text for a in page.every("a", cls="nd-cell")] == ["Wharf Wire quoted", "Volna (withdrawn) quoted"]


@pytest.mark.parametrize("modes", ["mrpq", "qprm", "pmqr", "rr", "mp", "m"])
def test_the_strongest_way_of_citing_wins_in_any_order(modes: str) -> None:
    ways = {str(cited)[0]: cited for cited in Cited}
    known = changed("strike-in-persian", sources=tuple(source("Z", ways[mode]) for mode in modes))
    strongest = next(str(ways[mode]) for mode in "qprm" if mode in modes)
    assert ("Z", {"strike-in-persian": strongest}) in named(known)


def test_one_record_is_one_row_under_all_its_names_and_one_name_without_record_is_one_row() -> None:
    known = changed_each({
        "strike-called": {"sources": (source("Mr Ulgu", who="bakyt-ulgu"), source("Dana Brook"))},
        "strike-in-persian": {"sources": (source("The spokesman", who="bakyt-ulgu"), source("dana BROOK"))},
        "strike-in-russian": {"sources": (source("Bakyt Ulgu"),)},  # nobody has said who that is
        "strike-in-kyrgyz": {"sources": ()}, "strike-in-uzbek": {"sources": ()}, "strike-ends": {"sources": ()},
        "strike-second-thoughts": {"sources": ()},
    })  # fmt: skip
    assert named(known) == [
        ("Bakyt Ulgu", {"strike-called": "quoted", "strike-in-persian": "quoted"}),
        ("Dana Brook", {"strike-called": "quoted", "strike-in-persian": "quoted"}),
        ("Bakyt Ulgu", {"strike-in-russian": "quoted"}),
    ]


def test_a_name_that_is_also_an_id_is_nobody_s_record() -> None:
    known = changed("strike-in-persian", sources=(source("volna"), source("ona-primer")))
    found = [row for row in single(remade(known, STRIKE)) if row[0].startswith(("volna", "ona-primer"))]
    own = [f"{W41}in-persian/#sources"]
    assert found == [("ona-primer Strait Paper quoted", own), ("volna Strait Paper quoted", own)]


@pytest.mark.parametrize("identified", [Identified.DESCRIBED, Identified.UNNAMED])
def test_two_sources_without_a_name_are_never_taken_for_one(identified: Identified) -> None:
    same = {"sources": (source("A neighbour", identified=identified),)}
    known = changed_each({"strike-in-persian": same, "strike-ends": same})
    assert [cells for name, cells in named(known) if name == "A neighbour"] == [
        {"strike-in-persian": "quoted"},
        {"strike-ends": "quoted"},
    ]


def test_rows_stand_by_outlets_then_entries_then_name() -> None:
    none = {name.id: {"sources": ()} for name in collection().by_story["ferry-strike-2022"]}
    once = [source(name) for name in ("B one outlet", "Ä one outlet", "a one outlet")]
    thrice = source("a three entries of one outlet")
    known = changed_each({
        **none,
        "strike-called": {"sources": (*once, thrice, source("c two outlets"))},
        "strike-second-thoughts": {"sources": (thrice,)},
        "strike-in-persian": {"sources": (thrice,), "outlet": "strait-gazette"},
        "strike-ends": {"sources": (source("c two outlets"),)},
    })  # fmt: skip
    assert [name for name, _ in named(known)] == [
        "c two outlets",
        "a three entries of one outlet",
        "a one outlet",
        "B one outlet",
        "Ä one outlet",
    ]


def test_a_story_counts_its_entries_and_outlets_and_has_each_entry_as_a_card() -> None:
    page = content(STRIKE)
    assert page.one("header").text == (
        "Stories 10 to 14 October 2022 Iceland, Kyrgyzstan The crews of the ferries strike for five days"
    )
    assert [p.text for p in page.one(cls="nd-note").every("p")] == [
        "The crews of the ferries struck from 10 to 14 October 20221 2.",
        "A court in Iceland found the strike lawful2.",
    ]
    assert "In this collection: 7 entries from 6 outlets." in page.text
    links = [card.one(cls="nd-card__title").one("a").attrs["href"] for card in page.every("article")]
    assert links == [f"{W41}{name}/" for name in (
        "called", "in-russian", "in-uzbek", "in-kyrgyz", "second-thoughts", "in-persian", "ends",
    )]  # fmt: skip
    assert pages()[STRIKE].description == "10 to 14 October 2022. 7 entries from 6 outlets: who is quoted where."


def test_accounts_that_differ_stand_side_by_side_with_their_owners() -> None:
    section = content(STRIKE).one("section", **{"aria-labelledby": "disputed"})
    found = [[cell.text for cell in (tr.one("th"), *tr.every("td"))] for tr in section.every("tr") if tr.every("td")]
    assert found == [
        ["Ferry Union", "All forty1", "11 October 2022"],
        ["A harbour clerk who is not named", 'Fewer than twelve, & "some" of them asleep1 2', "date not recorded"],
        ["The newspaper Volna", "The crew of the Tern2", "about October 2022"],
        ["A resident", "Nobody did1", "12 October 2022"],
    ]
    owners = [link(th) for th in section.every("th") if th.attrs["scope"] == "row"]
    assert owners == ["../../people/ferry-union/", None, "../../outlets/volna/", None], "a private person has no page"
    assert pages()[STRIKE].toc[0] == ("disputed", "Where accounts differ")
    assert "disputed" not in dict(pages()[BRIDGE].toc)


def test_a_story_without_entries_says_so() -> None:
    page = content(BRIDGE)
    assert page.every("table") == []
    sections = [section.text for section in page.every("section")]
    assert sections == [
        "Who is quoted where No entry of the collection covers this yet.",
        "Coverage, oldest first No entry yet.",
        "How to cite"
        " APA Sample Strait Digest. (n.d.). A bridge over the strait is planned & <b>put off</b> [Comparison of"
        " coverage]. https://example.org/press/stories/bridge-planned/"
        " Chicago Sample Strait Digest. “A bridge over the strait is planned & <b>put off</b>.” Comparison of"
        " coverage, n.d. https://example.org/press/stories/bridge-planned/",
    ]


def test_stories_stand_in_one_list_newest_first() -> None:
    items = content("stories/").one("ul", cls="nd-list").every("li")
    assert [(item.text, item.one("a").attrs["href"]) for item in items] == [
        (
            "The tunnel under the strait is closed for three days 17 to 19 October 2022 · 5 entries from 4 outlets",
            "../stories/tunnel-closed-2022/",
        ),
        (
            "The crews of the ferries strike for five days 10 to 14 October 2022 · 7 entries from 6 outlets",
            "../stories/ferry-strike-2022/",
        ),
        (
            "A bridge over the strait is planned & <b>put off</b> about October 2022 · 0 entries",
            "../stories/bridge-planned/",
        ),
    ]


def coverage(page: Element) -> list[tuple[str, list[str], str]]:
    """Other coverage on an entry's page: story, entries, and the line below them."""
    (section,) = page.every("section", **{"aria-labelledby": "coverage"})
    ids = [[link(li).split("/")[-2] for li in ul.every("li")] for ul in section.every("ul")] or [[]]
    last = [p.text for p in section.every("p")]
    return list(zip([h3.text for h3 in section.every("h3")], ids, last, strict=True))


def test_an_entry_shows_the_other_coverage_of_each_of_its_stories() -> None:
    strike, tunnel = (collection().stories[name].title for name in ("ferry-strike-2022", "tunnel-closed-2022"))
    page = content("2022/w41/strike-second-thoughts/")
    assert coverage(page) == [
        # Other outlets first, in each group the newest first.
        (strike, ["strike-ends", "strike-in-persian", "strike-in-kyrgyz", "strike-in-uzbek", "strike-in-russian",
                  "strike-called"], "Who is quoted where"),
        (tunnel, ["tunnel-report-withdrawn", "tunnel-closed-in-persian", "tunnel-syndicated", "forty-voices"],
         "Who is quoted where"),
    ]  # fmt: skip
    (section,) = page.every("section", **{"aria-labelledby": "coverage"})
    assert [h3.one("a").attrs["href"] for h3 in section.every("h3")] == [f"../../../{STRIKE}", f"../../../{TUNNEL}"]
    assert [li.text for li in section.every("li")][:2] == [
        "Ferries sail again Wharf Wire, 14 October 2022",
        "اعتصاب خدمه کشتی‌ها پایان یافت The strike of the crews is over Strait Paper, 14 October 2022",
    ]


def test_an_entry_without_a_story_has_no_other_coverage() -> None:
    assert content("2022/w41/gulls-counted/").every(id="coverage") == []
    assert ("coverage", "Other coverage") not in pages()["2022/w41/gulls-counted/"].toc


def many(outlets: str) -> Collection:
    """A story of as many entries as letters, the oldest first: of The Lantern (l) or The Beacon (b)."""
    draft = grown(len(outlets))
    names = {"l": "lantern", "b": "beacon"}
    entries = [
        replace(item, record=item.record.model_copy(update={"outlet": names[letter]}))
        for item, letter in zip(draft.entries, outlets, strict=True)
    ]
    return Collection.of(replace(draft, entries=entries), Settings(site_name="Sample"))


@pytest.mark.parametrize(
    ("outlets", "entry", "others", "line"),
    [
        ("l", 0, [], "No other entry of this collection covers it yet."),
        ("ll", 0, [1], "Who is quoted where"),
        ("bllll", 3, [0, 4, 2, 1], "Who is quoted where"),
        ("l" * 9, 8, [7, 6, 5, 4, 3, 2, 1, 0], "Who is quoted where"),
        ("l" * 10, 8, [9, 7, 6, 5, 4, 3, 2, 1], "All entries, and who is quoted where"),
        ("lb" * 10, 10, [17, 15, 13, 11, 9, 7, 5, 3], "All entries, and who is quoted where"),
        ("b" + "l" * 59, 59, [0, 58, 57, 56, 55, 54, 53, 52], "All entries, and who is quoted where"),
    ],
)
def test_other_coverage_is_at_most_eight_entries_of_other_outlets_first(
    outlets: str, entry: int, others: list[int], line: str
) -> None:
    known = many(outlets)
    record = known.by_id[f"e{entry:03}"]
    page = remade(known, f"{record.week[:4]}/w{record.week[-2:]}/{record.id}/")
    assert coverage(page) == [("The swans of Lanternmoor", [f"e{number:03}" for number in others], line)]


def test_an_entry_of_two_stories_stands_under_the_first_of_them() -> None:
    two = ("tunnel-closed-2022", "ferry-strike-2022")
    page = remade(
        changed_each({"strike-second-thoughts": {"stories": two}, "strike-ends": {"stories": two}}),
        "2022/w41/strike-second-thoughts/",
    )
    (_, tunnel, _), (_, strike, _) = coverage(page)
    assert "strike-ends" in tunnel
    assert "strike-ends" not in strike
    assert len({*tunnel, *strike}) == len(tunnel) + len(strike)


def test_entries_of_one_day_keep_one_order() -> None:
    known = changed("strike-ends", published=Edtf.parse("2022-10-10"))
    assert [entry.id for entry in known.by_story["ferry-strike-2022"]][-2:] == ["strike-called", "strike-ends"]


# Which sources stand in the outlets of one country only.


def only(page: Element) -> list[tuple[str, str]]:
    """The countries with their outlets, and the sources that stand there only."""
    (section,) = page.every("section", **{"aria-labelledby": "by-country"})
    found = [(tr.one("th").text, tr.one("td").every("li")) for tr in section.one("tbody").every("tr")]
    return [(country, "; ".join(li.text for li in items)) for country, items in found]


def test_a_story_says_which_sources_stand_in_the_outlets_of_one_country_only() -> None:
    assert only(content(STRIKE)) == [
        ("Iceland Strait Gazette, Volna",
         "A seller of fish quoted; A captain paraphrased; Ona Primer paraphrased; Tunnel Board mentioned"),
    ]  # fmt: skip
    (section,) = content(STRIKE).every("section", **{"aria-labelledby": "by-country"})
    assert [p.text for p in section.every("p")][1:] == [
        "Countries whose outlets have no such source: Kyrgyzstan and Malta.",
        "1 outlet has no country in the register and is left out, with the sources that it cites: Harbour Daily.",
    ]


def test_a_source_of_a_known_and_of_an_unknown_country_is_in_neither_row() -> None:
    same = {"sources": (source("Dana Brook"),)}
    known = changed_each({"strike-in-uzbek": same, "strike-in-kyrgyz": same})
    assert not [cell for _, cell in only(remade(known, STRIKE)) if "Dana Brook" in cell]


def test_a_withdrawn_entry_does_not_count_by_country() -> None:
    """The clerk stands in the matrix, in a withdrawn entry of Volna."""
    assert "A clerk Volna (withdrawn) relayed" in dict(single(content(TUNNEL)))
    (iceland, sources), *_ = only(content(TUNNEL))
    assert iceland.startswith("Iceland Strait Gazette")
    assert "A clerk" not in sources


def test_where_all_outlets_are_of_one_country_there_is_no_such_table() -> None:
    known = changed_each({entry.id: {"outlet": "volna"} for entry in collection().by_story["ferry-strike-2022"]})
    page = remade(known, STRIKE)
    assert page.every(id="by-country") == []
    assert "#by-country" not in {a.attrs["href"] for a in page.one(cls="nd-jump").every("a")}


def test_a_question_on_which_accounts_differ_opens_its_accounts() -> None:
    page = content(STRIKE)
    found = page.every("details", cls="nd-dispute")
    assert [details.one("summary").text.replace("\N{NO-BREAK SPACE}", " ") for details in found] == [
        "How many crews stayed ashore? 2 accounts",
        "Who is the first to have left the pier? 2 accounts",
    ]
    # The id stands inside: a link to it opens the question without a script.
    assert [details.one("table").attrs["id"] for details in found] == ["disputed-1", "disputed-2"]
    assert not [details for details in found if "open" in details.attrs]
