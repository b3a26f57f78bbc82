"""The matrix of a story: who is quoted where, in which order, and by country."""

from dataclasses import replace

import pytest
from invented import Element, changed, changed_each, collection, content, remade
from makers import grown
from matrices import STRIKE, TUNNEL, W41, columns, matrix_rows, named, rows, single, source
from tables import each

from newsdesk.collection import Collection
from newsdesk.model import Cited, Identified, Read
from newsdesk.model.settings import Settings
from newsdesk.views.pictures.matrix import matrix, side_by_side

COLUMNS = [
    ("Strait Gazette 10 Oct", f"{W41}called/"),
    ("Volna 11 Oct", f"{W41}in-russian/"),
    ("Strait Gazette 13 Oct", f"{W41}second-thoughts/"),
    ("Wave 12 Oct", f"{W41}in-kyrgyz/"),
    ("Wharf Wire 14 Oct", f"{W41}ends/"),
    ("Harbour Daily 12 Oct", f"{W41}in-uzbek/"),
]
ROWS = [
    (
        "Bakyt Ulgu 3 independent origins",
        "../../people/bakyt-ulgu/",
        ["quoted", "relayed", "–", "paraphrased", "–", "mentioned"],
    ),
    ("Ferry Union", "../../people/ferry-union/", ["paraphrased", "quoted", "–", "mentioned", "quoted", "–"]),
    ("A seller of fish", None, ["quoted", "paraphrased", "–", "–", "–", "–"]),
    ("Dara Nomad", None, ["–", "–", "quoted", "–", "paraphrased", "–"]),
    ("Volna", "../../outlets/volna/", ["–", "–", "–", "paraphrased", "–", "quoted"]),
]
SINGLE = [
    ("Tunnel Board Strait Gazette mentioned", ["../../people/tunnel-board/", f"{W41}called/#sources"]),
    ("Ona Primer Volna paraphrased", ["../../people/ona-primer/", f"{W41}in-russian/#sources"]),
    ("A captain Harbour Daily quoted", [f"{W41}in-uzbek/#sources"]),
    ("A captain Strait Gazette paraphrased", [f"{W41}second-thoughts/#sources"]),
]


def test_the_matrix_has_the_entries_that_share_a_source_oldest_first_and_its_sources_most_shared_first() -> None:
    assert columns(content(STRIKE)) == COLUMNS
    assert rows(content(STRIKE)) == ROWS
    notes = [p.text for p in content(STRIKE).every("p", cls="nd-matrix-note")]
    assert notes == [
        "All these articles were read in full: “–” says that the source is not mentioned there."
        " 1 outlet shares no source with another one and has no column."
    ]


def test_sources_of_one_outlet_stand_in_a_list_outlet_by_outlet() -> None:
    assert single(content(STRIKE)) == SINGLE
    assert content(TUNNEL).every(cls="nd-matrix") == [], "a table of which each row has one mark compares nothing"
    assert len(single(content(TUNNEL))) == 46


@pytest.mark.parametrize(("columns", "is_wide", "scrolls"), [(12, False, False), (30, True, False), (31, True, True)])
def test_a_table_is_as_wide_as_its_columns_are_many(columns: int, is_wide: bool, scrolls: bool) -> None:
    known = of_outlets(columns)
    entries = tuple(reversed(known.entries))
    found = side_by_side(known, matrix(known, entries), entries)
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
    said = "The table has 31 outlets and is wider than the page: it scrolls sideways."
    known = of_outlets(31)
    (story,) = known.stories
    page = remade(known, f"stories/{story}/")
    assert said in page.one("p", cls="nd-matrix-note").text
    assert page.one(cls="nd-matrix--wide").attrs["tabindex"] == "0"
    assert "scrolls" not in remade(of_outlets(30), f"stories/{story}/").text


@pytest.mark.parametrize(("read", "said"), [("full", "in full"), ("excerpt", "in part")])
def test_a_story_of_one_article_has_nothing_to_compare(read: str, said: str) -> None:
    known = Collection.of(grown(1, read=Read(read)), Settings(site_name="Sample"))
    (story,) = known.stories
    page = remade(known, f"stories/{story}/")
    outlet = known.outlets[known.entries[0].outlet].name
    assert f"One article so far, from {outlet}, read {said}; nothing to compare yet." in page.text
    assert [s.attrs["aria-labelledby"] for s in page.every("section")] == ["summary", "coverage", "cite"]
    assert {a.attrs["href"] for a in page.one(cls="nd-jump").every("a")} >= {"#coverage", "#cite"}


def test_a_cell_leads_to_the_sources_of_its_entry_and_names_outlet_and_mode() -> None:
    cells = matrix_rows(content(STRIKE))[0].every("a", cls="nd-cell")
    assert [(a.attrs["href"], a.attrs["title"], a.text) for a in cells] == [
        (f"{W41}called/#sources", "Strait Gazette, 10 October 2022: quoted", "Strait Gazette, 10 Oct quoted"),
        (f"{W41}in-russian/#sources", "Volna, 11 October 2022: relayed", "Volna relayed"),
        (f"{W41}in-kyrgyz/#sources", "Wave, 12 October 2022: paraphrased", "Wave paraphrased"),
        (f"{W41}in-uzbek/#sources", "Harbour Daily, 12 October 2022: mentioned", "Harbour Daily mentioned"),
    ]
    names = [span for a in cells for span in a.every(cls="nd-cell__outlet")]
    assert [span.attrs.get("lang") for span in names] == [None] * 4, "in letters of the site"


def test_a_withdrawn_entry_says_so_in_the_matrix() -> None:
    assert "A clerk Volna (withdrawn) relayed" in dict(single(content(TUNNEL)))
    same = {"sources": (source("Dana Brook"),)}
    (withdrawn,) = [entry for entry in collection().by_story["tunnel-closed-2022"] if entry.withdrawn]
    (other,) = [entry for entry in collection().by_story["tunnel-closed-2022"] if entry.outlet == "wharf-wire"]
    page = remade(changed_each({withdrawn.id: same, other.id: same}), TUNNEL)
    # The countries of the story come in its own order, whatever the day of their outlets.
    assert collection().stories["tunnel-closed-2022"].countries == ("IS", "MT")
    assert [head for head, _ in columns(page)] == ["Volna (withdrawn) 21 Oct", "Wharf Wire 19 Oct"]
    assert [a.text for a in page.every("a", cls="nd-cell")] == ["Volna (withdrawn) quoted", "Wharf Wire quoted"]


@each("modes", ["mrpq", "qprm", "pmqr", "rr", "mp", "m"])
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


# Which sources stand in the outlets of one country only.


def only(page: Element) -> list[tuple[str, str]]:
    """The countries with their outlets, and the sources that stand there only."""
    section = page.one("section", **{"aria-labelledby": "by-country"})
    found = [(tr.one("th").text, tr.one("td").every("li")) for tr in section.one("tbody").every("tr")]
    return [(country, "; ".join(li.text for li in items)) for country, items in found]


def test_a_story_says_which_sources_stand_in_the_outlets_of_one_country_only() -> None:
    assert only(content(STRIKE)) == [
        ("Iceland Strait Gazette, Volna",
         "A seller of fish quoted; Ona Primer paraphrased; Tunnel Board mentioned"),
    ]  # fmt: skip
    section = content(STRIKE).one("section", **{"aria-labelledby": "by-country"})
    assert [p.text for p in section.every("p")][1:] == [
        "Countries whose outlets have no such source: Kyrgyzstan and Malta.",
        "1 outlet has no country in the register and is left out: Harbour Daily."
        " So are 2 sources that such outlets cite.",
        "2 sources are left out that are described or unnamed: nobody can say whether another outlet means the same.",
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
