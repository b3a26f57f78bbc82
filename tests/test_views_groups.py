"""Topics, countries, languages and the archive as lists; digests by story, and who most outlets cite."""

from dataclasses import replace

import pytest
from invented import Element, changed, changed_each, collection, content, pages, remade

from newsdesk.collection import Collection
from newsdesk.model import Cited, Reference
from newsdesk.views.pages.digests import _most_cited

LISTED = {
    "topics/": [
        ("Crossings Ferries, tunnels and bridges over the strait. 15 entries", "../topics/crossings/"),
        ("labour & wages Strikes, pay, and who bargains over them. 8 entries", "../topics/labour/"),
        ("Lights Lighthouses, lamps and who lights them. 5 entries", "../topics/lights/"),
        ("Tides High water, and what it brings. 0 entries", "../topics/tides/"),
    ],
    "countries/": [
        ("China 2 entries", "../countries/cn/"),
        ("Iceland 16 entries", "../countries/is/"),
        ("Kyrgyzstan 2 entries", "../countries/kg/"),
        ("Malta 4 entries", "../countries/mt/"),
        ("New Zealand 3 entries", "../countries/nz/"),
    ],
    "languages/": [
        ("Arabic 1 entry", "../languages/ar/"),
        ("Chinese 1 entry", "../languages/zh/"),
        ("English 10 entries", "../languages/en/"),
        ("Kyrgyz 2 entries", "../languages/ky/"),
        ("Persian 2 entries", "../languages/fa/"),
        ("Russian 2 entries", "../languages/ru/"),
        ("Uzbek (Cyrillic) 1 entry", "../languages/uz-cyrl/"),
    ],
}
MADE = "Who drafted this text is not recorded, nor that anybody reviewed it."
HEADS = {
    "topics/labour/": (
        f"Topics labour & wages Strikes, pay, and who bargains over them. {MADE}"
        " 8 entries in this collection, newest first. 1 article read in part."
    ),
    "topics/tides/": (
        f"Topics Tides High water, and what it brings. {MADE} 0 entries in this collection, newest first."
        " Also called: Приливы"
    ),
    "countries/nz/": ("Countries New Zealand Entries about New Zealand. 3 entries in this collection, newest first."),
    "languages/uz-cyrl/": (
        "Languages Uzbek (Cyrillic) Articles in Uzbek (Cyrillic). 1 entry in this collection, newest first."
    ),
}
W41, W42 = "2022/w41/", "2022/w42/"


def ids(page: Element) -> list[str]:
    """The entries that a list has, a line each."""
    lined = [li for ul in page.every("ul", cls="nd-lined") for li in ul.every("li")]
    return [line.every("a")[0].attrs["href"].split("/")[-2] for line in lined]


@pytest.mark.parametrize("path", LISTED)
def test_a_list_has_every_group_by_name_with_its_count(path: str) -> None:
    items = content(path).one("ul", cls="nd-list").every("li")
    assert [(item.text, item.one("a").attrs["href"]) for item in items] == LISTED[path]


@pytest.mark.parametrize("path", HEADS)
def test_a_group_says_what_it_is_and_how_many_it_has(path: str) -> None:
    header = content(path).one("header")
    assert header.text == HEADS[path]
    assert header.one("a").attrs["href"] == f"../../{path.split('/')[0]}/"


def test_a_group_has_a_line_for_each_of_its_entries_newest_first() -> None:
    known = collection()
    groups = {f"topics/{name}/": entries for name, entries in known.by_topic.items()}
    groups |= {f"countries/{code.lower()}/": entries for code, entries in known.by_country.items()}
    groups |= {f"languages/{tag.lower()}/": entries for tag, entries in known.by_language.items()}
    groups |= {"entries/": known.entries}
    assert {path: ids(content(path)) for path in groups} == {
        path: [entry.id for entry in entries] for path, entries in groups.items()
    }
    assert groups.keys() == {
        path for path in pages()
        if path.startswith(("topics/", "countries/", "languages/", "entries/")) and path not in LISTED
    }  # fmt: skip


def test_a_group_without_entries_says_so() -> None:
    assert "No entry yet." in [one.text for one in content("topics/tides/").every("p")]
    assert pages()["topics/tides/"].description == "High water, and what it brings. 0 entries."


def test_an_entry_leads_to_its_topics_countries_and_language() -> None:
    meta = content("2022/w41/strike-in-uzbek/").one("dl", cls="nd-meta")
    assert [(div.one("dt").text, [(a.text, a.attrs["href"]) for a in div.every("a")]) for div in meta.every("div")] == [
        ("Published", []),
        ("Language", [("Uzbek (Cyrillic)", "../../../languages/uz-cyrl/")]),
        ("Topics", [("labour & wages", "../../../topics/labour/"), ("Crossings", "../../../topics/crossings/")]),
        ("About", [("China", "../../../countries/cn/"), ("Iceland", "../../../countries/is/")]),
    ]


def groups(page: Element) -> list[tuple[str, list[str]]]:
    """The headings of a digest (h2, the lead without) and the entries below each."""
    found: list[tuple[str, list[str]]] = []
    for element in page.walk():
        if "nd-rule" in element.classes and element.attrs.get("id", "story-").startswith("story-"):
            found.append((element.text, []))
        elif element.tag == "article" and found:
            found[-1][1].append(element.one(cls="nd-card__title").one("a").attrs["href"].split("/")[-2])
    return found


def test_a_digest_groups_what_follows_the_lead_by_story() -> None:
    strike, tunnel = (collection().stories[name].title for name in ("ferry-strike-2022", "tunnel-closed-2022"))
    assert groups(content(W41)) == [
        (strike, ["strike-in-persian", "strike-second-thoughts", "strike-in-kyrgyz", "strike-in-uzbek",
                  "strike-in-russian", "strike-called"]),
        ("Also this week", ["gulls-counted"]),
    ]  # fmt: skip
    assert groups(content(W42)) == [
        (tunnel, ["tunnel-report-withdrawn", "tunnel-closed-in-persian", "tunnel-syndicated"]),
        ("Also this week", ["brackets-everywhere", "lamp-society-statement"]),
    ]
    (lead, *_) = content(W41).every("article")
    assert lead.one(cls="nd-card__title").one("a").attrs["href"].split("/")[-2] == "strike-ends"
    links = [h2.one("a").attrs["href"] for h2 in content(W41).every("h2", cls="nd-rule") if h2.every("a")]
    assert links == ["../../stories/ferry-strike-2022/"]


def test_a_digest_without_stories_still_sets_the_others_apart_from_the_lead() -> None:
    assert groups(content("2022/w39/")) == [
        ("Also this week", ["lamp-society-appeal", "ferry-fares-agreed", "harbour-figures"])
    ]
    assert [groups(content(path)) for path in ("2022/w43/",)] == [[]]


def test_the_largest_story_comes_first_then_by_id_and_an_entry_stands_under_its_first_one() -> None:
    tunnel, bridge = ("tunnel-closed-2022",), ("bridge-planned", "tunnel-closed-2022")
    known = changed_each({
        "strike-in-persian": {"stories": tunnel}, "strike-in-kyrgyz": {"stories": tunnel},
        "strike-second-thoughts": {"stories": tunnel}, "strike-in-uzbek": {"stories": bridge},
        "gulls-counted": {"stories": ()}, "strike-called": {"stories": ()}, "strike-in-russian": {"stories": ()},
    })  # fmt: skip
    titles = collection().stories
    assert groups(remade(known, W41)) == [
        (titles["tunnel-closed-2022"].title, ["strike-in-persian", "strike-second-thoughts", "strike-in-kyrgyz"]),
        (titles["bridge-planned"].title, ["strike-in-uzbek"]),
        ("Also this week", ["gulls-counted", "strike-in-russian", "strike-called"]),
    ]
    known = changed_each({"strike-in-kyrgyz": {"stories": bridge}, "strike-in-uzbek": {"stories": tunnel}})
    assert [heading for heading, _ in groups(remade(known, W41))[1:3]] == [
        titles["bridge-planned"].title,
        titles["tunnel-closed-2022"].title,
    ]


def cited(known: Collection, week: str = "2022-W41") -> list[tuple[str, int]]:
    return [(record.id, outlets) for record, outlets, _ in _most_cited(known, known.by_week[week])]


def test_a_digest_shows_who_several_outlets_cite() -> None:
    section = content(W41).one("section", **{"aria-labelledby": "cited"})
    assert [(li.text, li.one("a").attrs) for li in section.every("li")] == [
        ("Ferry Union 3 outlets", {"href": "../../people/ferry-union/"}),
        ("Bakyt Ulgu 3 outlets, 2 independent origins", {"href": "../../people/bakyt-ulgu/"}),
        ("Волна 2 outlets", {"href": "../../outlets/volna/", "lang": "ru", "dir": "ltr"}),
    ]
    digests = [path for path in pages() if path.startswith("2022/")]
    assert [path for path in digests if content(path).every(id="cited")] == [W41, "2022/w39/"]
    assert cited(collection(), "2022-W39") == [("ona-primer", 2)]


def test_mentions_withdrawn_entries_and_private_persons_do_not_count() -> None:
    # Mentioned by a fourth outlet; relayed by a fifth, whose entry was withdrawn.
    assert cited(collection())[:2] == [("ferry-union", 3), ("bakyt-ulgu", 3)]
    assert ("bakyt-ulgu", 4) in cited(changed("gulls-counted", corrections=()))
    (first, *others) = collection().by_id["strike-in-uzbek"].sources[::-1]
    quoted = (first.model_copy(update={"cited": Cited.PARAPHRASED}), *others)
    assert cited(changed("strike-in-uzbek", sources=quoted))[0] == ("bakyt-ulgu", 4)
    # Two outlets cite her.
    assert "mira-privatova" not in dict(cited(collection()))


def test_one_outlet_counts_once_and_at_most_five_are_shown() -> None:
    (source, *_) = collection().by_id["strike-called"].sources
    six = ["bakyt-ulgu", "ferry-union", "ona-primer", "tunnel-board", "volna", "nina-unheard"]
    sources = tuple(source.model_copy(update={"who": who}) for who in six)
    none = {entry.id: {"sources": ()} for entry in collection().by_week["2022-W41"]}
    gazette = {"strike-called": {"sources": sources}, "strike-second-thoughts": {"sources": sources}}
    assert cited(changed_each({**none, **gazette})) == []
    both = changed_each({**none, **gazette, "strike-ends": {"sources": (*sources, *sources)}})
    shown = ("bakyt-ulgu", "ferry-union", "nina-unheard", "ona-primer", "tunnel-board")
    assert cited(both) == [(name, 2) for name in shown]


def test_a_digest_opens_with_its_stories_and_its_note_stands_below_the_story_that_each_sentence_cites() -> None:
    bridge, tunnel = ("bridge-planned",), ("tunnel-closed-2022",)
    known = changed_each({"strike-in-persian": {"stories": tunnel}, "strike-ends": {"stories": bridge}})
    bullets = [
        (li.text, li.one("a").attrs["href"]) for li in remade(known, W41).one("ul", cls="nd-bullets").every("li")
    ]
    assert [href for _, href in bullets] == [
        "#story-ferry-strike-2022",
        "../../stories/bridge-planned/",
        "#story-tunnel-closed-2022",
    ], "what the lead alone is about has no place further down"
    assert bullets[0][0].startswith(f"{collection().stories['ferry-strike-2022'].title} 5 entries from ")
    assert content(W42).every("ul", cls="nd-bullets") == [], "a single story is the page itself"
    references = {
        "strike": Reference(entry="strike-called"),
        "tunnel": Reference(entry="tunnel-closed-in-persian"),
        "page": Reference(url="https://example.org/"),
    }
    note = (
        "Crews struck [strike]. It was cold [page]. The tunnel shut [tunnel].\n"
        "Nobody swam [page].\n"
        "He sang [page]. It held [strike]."
    )
    digest = collection().digests["2022-W41"].model_copy(update={"note": note, "references": references})
    page = remade(replace(collection(), digests={**collection().digests, "2022-W41": digest}), W41)
    said = [(e.tag, e.text) for e in page.one(cls="nd-note").walk() if e.tag in ("h2", "p")]
    titles = collection().stories
    assert said == [
        ("h2", titles["ferry-strike-2022"].title), ("p", "Crews struck1. It was cold2."), ("p", "He sang2. It held1."),
        ("h2", titles["tunnel-closed-2022"].title), ("p", "The tunnel shut3."),
        ("h2", "Also this week"), ("p", "Nobody swam2."),
    ], "each story once"  # fmt: skip


def test_a_place_lists_whoever_names_it_in_its_stories_or_in_others_and_all_pages_count_alike() -> None:
    here, said = ("tunnel-closed-in-persian", "tunnel-syndicated"), "A pilot from Samplehaven tells of the night."
    known = changed_each({here[0]: {"summary": said}, "harbour-figures": {"summary": said}})
    page = remade(known, "places/samplehaven/")
    lists = [
        [li.one("a").attrs["href"].split("/")[-2] for li in ul.every("li")] for ul in page.every("ul", cls="nd-list")
    ]
    assert lists == [[here[0]], ["lighthouse-relit", "harbour-figures"]]
    assert "5 entries. These name the place:" in page.text
    assert "In all, 3 entries of the collection name the place." in page.text
    assert "1 story set here, named in 3 entries" in remade(known, "places/").text
