"""Home, digests, and the lists of digests, outlets and corrections: what stands there, in which order."""

import pytest
from invented import DATA, changed, changed_each, collection, content, made, pages, pages_in, parsed, remade
from tables import each

from newsdesk.model import CorrectionKind
from newsdesk.views.shared.entry_cards import first_sentences

STRIKE = "The crews of the ferries strike for five days"
TUNNEL = "The tunnel under the strait is closed for three days"
WITHDRAWN = "This entry was withdrawn on 1 November 2022. The article was about another tunnel."
SIX = "6 entries from 6 outlets, 5 independent origins"
EIGHT = "8 entries from 7 outlets, 6 independent origins"
FOUR = "4 entries from 4 outlets, 2 independent origins"


def titles(path: str) -> list[str]:
    """Which entries have a card on a page, in its order, by id."""
    links = [card.one(cls="nd-card__title").one("a").attrs["href"] for card in content(path).every("article")]
    return [link.split("/")[-2] for link in links]


def links(path: str) -> list[tuple[str, str | None]]:
    """The items of a page's list: text and link, or None where there is none."""
    items = [li for ul in content(path).every("ul", cls="nd-list") for li in ul.every("li")]
    return [(item.text, next((a.attrs["href"] for a in item.every("a")), None)) for item in items]


def test_home_shows_the_newest_digest_that_has_entries() -> None:
    home = content("")
    assert home.one(id="latest").text == "Weekly digest, 24–30 October 2022 draft"
    assert titles("") == ["lighthouse-relit"]
    assert {a.attrs["href"] for a in home.every("a") if "w43" in a.attrs["href"]} == {
        "./2022/w43/",
        "./2022/w43/lighthouse-relit/",
    }


def test_home_lists_earlier_digests_and_no_later_one() -> None:
    assert links("") == [
        (f"17–23 October 2022 {TUNNEL} {SIX}", "./2022/w42/"),
        (f"10–16 October 2022 {STRIKE} {EIGHT}", "./2022/w41/"),
        (
            "26 September – 2 October 2022 Ferry fares agreed 4 entries from 4 outlets, 2 independent origins",
            "./2022/w39/",
        ),
    ]


def test_home_counts_what_is_in_the_archive() -> None:
    figures = content("").one("dl", cls="nd-figures").every("div")
    # Two more people are private, one outlet and one story have no entry.
    assert {(div.one("dt").text, div.one("a").attrs["href"], div.one("dd").text) for div in figures} == {
        ("Digests", "./digests/", "4"),
        ("Entries", "./entries/", "19"),
        ("Outlets", "./outlets/", "8"),
        ("Stories", "./stories/", "2"),
        ("People and organisations", "./people/", "5"),
        ("Languages", "./languages/", "7"),
    }


def test_all_digests_stand_in_one_list_newest_first() -> None:
    assert links("digests/") == [
        ("26 December 2022 – 1 January 2023 2022-W52 · no entries", None),
        ("31 October – 25 December 2022 8 weeks · no entries", None),
        ("24–30 October 2022 Lighthouse relit after a year 2022-W43 · 1 entry from 1 outlet · draft", "../2022/w43/"),
        (f"17–23 October 2022 {TUNNEL} 2022-W42 · {SIX}", "../2022/w42/"),
        (f"10–16 October 2022 {STRIKE} 2022-W41 · {EIGHT} · edition 2", "../2022/w41/"),
        ("3–9 October 2022 2022-W40 · no entries", None),
        (f"26 September – 2 October 2022 Ferry fares agreed 2022-W39 · {FOUR}", "../2022/w39/"),
    ]


def test_all_outlets_stand_in_one_list_by_their_english_names() -> None:
    strange = (
        '<b>Brackets</b> & "Sons" {{ 7*7 }} (<script>alert(1)</script> Brackets […]) Publisher · New Zealand'
        " (not yet checked) · 2 entries"
    )
    assert links("outlets/") == [
        (strange, "../outlets/brackets/"),
        ("Harbour Daily (港湾日报) Broadcaster · 2 entries", "../outlets/harbour-daily/"),
        ("Lamp Society (جمعية المصباح) Imprint of a party or movement · 2 entries", "../outlets/lamp-society/"),
        ("Signal Radio cited only", "../outlets/signal-radio/"),
        ("Strait Gazette Newspaper · Iceland · 5 entries", "../outlets/strait-gazette/"),
        ("Strait Paper (روزنامه تنگه) Newspaper · Malta · 2 entries", "../outlets/ruznama-tanga/"),
        ("Volna (Волна) Broadcaster · Iceland · 2 entries", "../outlets/volna/"),
        (
            "Wave (Толкун) Online outlet (not yet checked) · Kyrgyzstan (not yet checked) · 2 entries",
            "../outlets/tolkun/",
        ),
        ("Wharf Wire News agency (not yet checked) · Malta · 2 entries", "../outlets/wharf-wire/"),
    ]


@each(
    ("path", "ids"),
    [
        ("2022/w43/", ["lighthouse-relit"]),
        # In a digest by story, behind the lead.
        (
            "2022/w42/",
            [
                "forty-voices",
                "tunnel-report-withdrawn",
                "tunnel-closed-in-persian",
                "tunnel-syndicated",
                "brackets-everywhere",
                "lamp-society-statement",
            ],
        ),
        ("2022/w39/", ["ferry-fares-in-kyrgyz", "lamp-society-appeal", "ferry-fares-agreed", "harbour-figures"]),
        (
            "outlets/strait-gazette/",
            ["forty-voices", "strike-second-thoughts", "strike-called", "lighthouse-relit", "ferry-fares-agreed"],
        ),
        ("outlets/signal-radio/", []),
    ],
)
def test_entries_stand_newest_first_behind_the_lead(path: str, ids: list[str]) -> None:
    assert titles(path) == ids


def test_an_outlet_without_articles_says_whether_others_cite_it() -> None:
    silent = changed_each({name: {"sources": ()} for name in ("lamp-society-statement", "ferry-fares-in-kyrgyz")})
    pages_of_it = (content("outlets/signal-radio/"), remade(silent, "outlets/signal-radio/"))
    assert [page.one("section", **{"aria-labelledby": "entries"}).every("p")[0].text for page in pages_of_it] == [
        "No article of this outlet is in the collection; other articles cite it.",
        "No article of this outlet is in the collection.",
    ]


def test_the_lead_of_a_digest_has_its_whole_summary_and_the_others_an_opening() -> None:
    lead, *others = content("2022/w42/").every("article")
    assert ("nd-card--lead" in lead.classes, any("nd-card--lead" in card.classes for card in others)) == (True, False)
    assert lead.one("p", cls="nd-card__text").text == " ".join(collection().by_id["forty-voices"].summary.split())
    known = changed("lamp-society-statement", summary="word " * 80)
    assert remade(known, "2022/w42/").every("p", cls="nd-card__text")[-1].text == "word " * 60 + "…"


@pytest.mark.parametrize(
    ("path", "kicker"),
    [("2022/w43/", "Weekly digest 2022-W43 draft"), ("2022/w42/", "Weekly digest 2022-W42 published 25 October 2022")],
)
def test_a_digest_says_whether_it_is_published(path: str, kicker: str) -> None:
    assert content(path).one("header").one("p", cls="nd-kicker").text == kicker


def test_a_digest_opens_with_the_editor_s_note() -> None:
    assert [p.text for p in content("2022/w42/").one("div", cls="nd-note").every("p")] == [
        "The tunnel was closed for three days, and one entry gathers forty voices on it1 2."
        " <script>alert(1)</script> & {{ 7*7 }} stand in another3.",
        "The Persian paper gave no day4.",
    ]


@pytest.mark.parametrize(
    ("path", "texts"),
    [
        ("2022/w43/", ["1 article was looked at; 1 is in this digest."]),
        (
            "2022/w42/",
            [
                "19 articles of 7 outlets were looked at; 6 are in this digest.",
                "Gathered by hand from <b>one</b> shelf.",
                "Left out: 12. The title was not seen.",
                "Left out: 1. <script>alert(1)</script> & {{ 7*7 }}.",
            ],
        ),
    ],
)
def test_a_digest_says_what_was_screened(path: str, texts: list[str]) -> None:
    foot = content(path).one("section", cls="nd-foot")
    found = [e.text for e in foot.walk() if e.tag in ("p", "li", "summary") and "id" not in e.attrs]
    assert found == texts


def test_neighbours_lead_to_the_weeks_and_entries_beside() -> None:
    def neighbours(path: str) -> dict[str, str]:
        return {a.attrs["rel"]: a.attrs["href"] for nav in content(path).every("nav") for a in nav.every("a")}

    assert neighbours("2022/w43/") == {"prev": "../../2022/w42/"}
    assert neighbours("2022/w42/") == {"prev": "../../2022/w41/", "next": "../../2022/w43/"}
    assert neighbours("2022/w39/") == {"next": "../../2022/w41/"}
    assert neighbours("2022/w42/forty-voices/") == {"prev": "../tunnel-report-withdrawn/"}
    assert neighbours("2022/w42/tunnel-syndicated/") == {
        "prev": "../lamp-society-statement/",
        "next": "../brackets-everywhere/",
    }
    assert neighbours("2022/w43/lighthouse-relit/") == {}


@pytest.mark.parametrize(
    ("text", "limit", "shown"),
    [
        ("One here. Two here.", 19, "One here. Two here."),
        ("One here. Two here, and more", 19, "One here."),
        ("A sentence, longer than the card has room for.", 12, "A sentence\N{NO-BREAK SPACE}…"),
        ("第一句话很长很长很长", 4, "第一句话\N{NO-BREAK SPACE}…"),
    ],
)
def test_a_card_shows_whole_sentences_where_one_fits(text: str, limit: int, shown: str) -> None:
    assert first_sentences(text, limit) == shown


def test_a_card_of_a_publisher_under_the_policy_says_so_before_its_title() -> None:
    cards = [card for card in content("2022/w42/").every("article") if card.every(cls="nd-notices")]
    assert len(cards) == 1
    wanted = ["nd-kicker", "nd-notices", "nd-card__title"]
    assert [e.attrs["class"] for e in cards[0].walk() if e.attrs.get("class") in wanted] == wanted


def test_a_card_shows_what_a_reader_needs_to_choose() -> None:
    card = content("2022/w42/").every("article")[1]
    assert [e.text for e in card.walk() if e.tag in ("p", "h3", "li")] == [
        "Volna 21 October 2022 Russian",
        "Отчёт о тоннеле оказался черновиком",
        "Report on the tunnel turns out to be a draft",
        WITHDRAWN,
        "The article says that a report on the tunnel, which it does not show, is a draft. It cites a clerk by way of"
        " the Gazette, and says that the Tunnel Board did not answer its questions before the evening.",
        "Relayed A clerk",
        "https://example.org/press/2022/w42/tunnel-report-withdrawn/",
    ]


def test_a_title_translated_by_a_machine_says_so_on_cards_and_pages() -> None:
    said = {path for path in pages() for p in content(path).every("p", cls="nd-title-en") if "(machine" in p.text}
    lined = {
        path
        for path in pages()
        if path.startswith(("entries/", "topics/", "countries/", "languages/", "people/"))
        for span in content(path).every("span", cls="nd-title-en")
        if "(machine" in span.text
    }
    assert said | lined == {
        "2022/w42/",
        "2022/w42/lamp-society-statement/",
        "2022/w39/",
        "2022/w39/harbour-figures/",
        "2022/w41/",
        "2022/w41/strike-in-kyrgyz/",
        "2022/w41/strike-in-uzbek/",
        "outlets/harbour-daily/",
        "outlets/lamp-society/",
        "outlets/tolkun/",
        "stories/ferry-strike-2022/",
        "stories/ferry-strike-2022/compare/",
        "entries/",
        "topics/crossings/",
        "topics/labour/",
        "topics/lights/",
        "countries/cn/",
        "countries/is/",
        "countries/kg/",
        "countries/mt/",
        "languages/ar/",
        "languages/ky/",
        "languages/uz-cyrl/",
        "languages/zh/",
        "people/bakyt-ulgu/",
        "people/ferry-union/",
    }


def test_all_corrections_stand_under_their_tier_newest_first() -> None:
    sections = content("corrections/").every("section")
    found = {section.one("h2").text: [h3.text for h3 in section.every("h3")] for section in sections}
    assert found == {
        "Withdrawn": ["3 November 2022", "2 November 2022", "1 November 2022"],
        "Material": ["5 November 2022", "1 November 2022", "10 October 2022"],
        "Minor": ["3 November 2022", "3 October 2022"],
    }
    assert list(found) == ["Withdrawn", "Material", "Minor"]
    assert sum(map(len, found.values())) == len(collection().corrections)
    meaning = next(p.text for p in sections[2].every("p", cls="nd-aside"))
    assert meaning == "It does not change what a reader takes from the text."


def test_a_correction_in_the_list_says_what_stood_there_and_of_whom() -> None:
    material = content("corrections/").every("section")[1].every("div", cls="nd-correction")
    assert [div.text for div in material][::2] == [
        "Lighthouse relit after a year (Strait Gazette) A statement was given to the"
        " wrong source. Before: that the keeper praised the horn Now: that residents spoke of the horn",
        "An appeal to all keepers (Lamp Society) Authorities have banned or listed this publisher:"
        " which, as what, and when. The first version took a request for a fact."
        " Before: that all keepers will meet Now: that all keepers are asked to meet",
    ]


def test_older_corrections_stand_on_pages_of_their_own() -> None:
    (one, *_) = collection().by_id["lighthouse-relit"].corrections
    known = changed("lighthouse-relit", corrections=(one,) * 80)
    pages = [page for page in pages_in(known) if page.path.startswith("corrections/")]
    assert [(page.path, page.title) for page in pages] == [
        ("corrections/", "Corrections"),
        ("corrections/page/1/", "Corrections, page 1"),
    ]
    whys = [page.content.count(one.why) for page in pages]
    assert whys[0] >= 45, "the first page is full, whatever older ones hold"
    total = len(known.corrections)
    assert f"{total} corrections in all: withdrawn 3, material 2, minor {total - 5}." in pages[0].content
    assert "The newest 50 stand on this page." in pages[0].content
    together = parsed(pages[1].content).every("div", cls="nd-correction")
    assert len(together) < 10, "what one day changed in one text stands under one heading"
    assert parsed(pages[1].content).one("h1").text == "Corrections"


def test_a_withdrawn_entry_is_marked_wherever_it_is_listed() -> None:
    withdrawn = {e.title for e in collection().entries if e.withdrawn}
    assert {e.withdrawn.kind for e in collection().entries if e.withdrawn} == {CorrectionKind.WITHDRAWN}
    for path in pages():
        for card in content(path).every("article"):
            marked = "This entry was withdrawn on" in card.text
            assert marked == (card.one(cls="nd-card__title").text in withdrawn), path
        for item in content(path).every("li", cls="nd-carrier"):
            title = item.one("p", cls="nd-carrier__title").one("a").text
            assert ("This entry was withdrawn on" in item.text) == (title in withdrawn), path
        for section in content(path).every("section", **{"aria-labelledby": "coverage"}):
            for item in (item for names in section.every("ul", cls="nd-names") for item in names.every("li")):
                assert ("; withdrawn" in item.text) == (item.one("a").text in withdrawn), path


def test_a_page_that_has_moved_says_where_to_and_why() -> None:
    page = content("2022/w41/strike-begins/")
    assert [e.text for e in page.walk() if e.tag in ("h1", "p")] == [
        "This page has moved",
        "20 October 2022: The name of the file said <i>begins</i> before it did.",
        "It is now at 2022/w41/strike-called/.",
    ]
    assert page.one("a").attrs["href"] == "../../../2022/w41/strike-called/"
    gone = content("people/a-neighbour/")
    assert gone.one("h1").text == "This page was removed"
    assert gone.every("a") == []


def test_each_edition_stays_as_it_went_out() -> None:
    section = content("2022/w41/").one("section", **{"aria-labelledby": "editions"})
    assert [(item.text, item.one("a").attrs["href"]) for item in section.every("li")] == [
        ("Edition 1, as it went out on 18 October 2022", "edition-1.md"),
        (
            'Edition 2, as it went out on 1 November 2022: A captain\'s words were given to a clerk & "corrected".',
            "edition-2.md",
        ),
    ]
    frozen = (DATA / "digests" / "2022-W41" / "_edition-1.md").read_text("utf-8")
    assert made()["2022/w41/edition-1.md"].text == frozen


def test_a_week_without_entries_has_no_digest() -> None:
    assert "2022/w52/" not in pages()
    assert "2022/w52/" not in [link for _, link in links("digests/")]


def test_pages_know_when_their_data_last_changed() -> None:
    assert {path: page.updated for path, page in pages().items() if page.updated} == {
        "2022/w41/strike-begins/": "2022-10-20",
        "people/a-neighbour/": "2022-11-01",
        "2022/w43/": "2022-11-05",
        "2022/w42/": "2022-11-02",
        "2022/w41/": "2022-11-03",
        "2022/w39/": "2022-11-02",
        "2022/w43/lighthouse-relit/": "2022-11-05",
        "2022/w42/forty-voices/": "2022-10-24",
        "2022/w42/tunnel-report-withdrawn/": "2022-11-01",
        "2022/w42/tunnel-closed-in-persian/": "2022-11-02",
        "2022/w42/brackets-everywhere/": "2022-11-01",
        "2022/w42/tunnel-syndicated/": "2022-10-20",
        "2022/w42/lamp-society-statement/": "2022-10-21",
        **{
            f"2022/w41/strike-{name}/": "2022-10-16"
            for name in ("called", "ends", "in-kyrgyz", "in-persian", "in-russian", "in-uzbek", "second-thoughts")
        },
        "2022/w41/gulls-counted/": "2022-11-03",
        "2022/w39/lamp-society-appeal/": "2022-11-02",
        "2022/w39/ferry-fares-in-kyrgyz/": "2022-10-02",
        "2022/w39/ferry-fares-agreed/": "2022-10-03",
        "2022/w39/harbour-figures/": "2022-10-06",
    }
