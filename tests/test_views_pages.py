"""What stands on entries and outlets: notices, the policy on designations, sources, references, the register."""

import re
from dataclasses import replace

import pytest
from invented import EN, Element, changed, collection, content, pages, parsed, remade
from tables import each

from newsdesk.check.shape import shape
from newsdesk.collection import Collection
from newsdesk.load.config import parse_config
from newsdesk.model import Actor, DesignationKind, OutletKind, Read
from newsdesk.model.settings import Settings
from newsdesk.views.setting.page import marked
from newsdesk.views.setting.terms import word

HIDDEN = (
    "lamp.example.net",
    "lamp-society.example.com",
    "mirror.example.com",
    "copies.example.com",
    "friends.example.com",
)
STATEMENT, APPEAL = "2022/w42/lamp-society-statement/", "2022/w39/lamp-society-appeal/"
FORTY, BRACKETS = "2022/w42/forty-voices/", "2022/w42/brackets-everywhere/"
LISTED = "is banned or listed as a terrorist organisation in Iceland since 4 March 2019."
OPENLY = f"Lamp Society & Friends <of the Strait> {LISTED}"
PUNISHABLE = "Reading & sharing may be punishable, so addresses are shown as text."
DESIGNATION = (
    f"{OPENLY} The society calls itself a union of keepers of lamps. {PUNISHABLE}"
    " The register also records acts of other kinds in New Zealand. Each act, with its authority, date and reference."
)
MACHINE = "Drafted by a machine; no person has reviewed it yet. How this entry was made."
EXCERPT = "Only a part of the article was read for this entry; what is missing here may stand in the rest."
# Every page with notices, and their kinds in the order of the page.
NOTICES = {
    STATEMENT: ["designation", "machine"],
    APPEAL: ["withdrawn", "designation", "correction", "excerpt", "machine"],
    BRACKETS: ["correction"],
    "2022/w42/tunnel-report-withdrawn/": ["withdrawn"],
    "2022/w39/harbour-figures/": ["excerpt"],
    "2022/w43/lighthouse-relit/": ["correction"],
    "2022/w41/gulls-counted/": ["withdrawn"],
    "2022/w41/strike-in-persian/": ["excerpt"],
    "outlets/lamp-society/": ["designation"],
}


def kinds(page: Element) -> list[str]:
    prefix = "nd-notice--"
    own = [p for box in page.every("aside", cls="nd-notices") for p in box.every("p", cls="nd-notice")]
    return [c.removeprefix(prefix) for p in own for c in p.classes if prefix in c]


def lines(page: Element, cls: str) -> list[str]:
    return [item.text for item in page.one("ul", cls=cls).every("li")]


def sources_of(path: str) -> Element:
    return content(path).one("section", **{"aria-labelledby": "sources"})


def test_notices_stand_where_they_are_due_in_one_order() -> None:
    assert {path: found for path in pages() if (found := kinds(content(path)))} == NOTICES


@each("path", NOTICES)
def test_warnings_are_the_first_thing_on_the_page_and_other_notices_follow_the_headline(path: str) -> None:
    (whole,) = [child for child in content(path).children if isinstance(child, Element)]
    first = next(child for child in whole.children if isinstance(child, Element))
    warns = bool({"withdrawn", "designation", "sharing"} & set(NOTICES[path]))
    if not path[:4].isdigit() or warns:
        named = "Warnings" if path[:4].isdigit() else "Notices"
        assert (first.tag, first.attrs) == ("aside", {"class": "nd-notices", "aria-label": named})
    else:
        told = [child.tag for child in first.children if isinstance(child, Element)]
        assert told.index("h1") < told.index("aside") < told.index("dl")


def test_notices_are_sentences_in_plain_words() -> None:
    assert [p.text for p in content(APPEAL).every("p", cls="nd-notice")] == [
        "This entry was withdrawn on 2 November 2022. The appeal turned out to be from another year.",
        f"{OPENLY} {PUNISHABLE} Each act, with its authority, date and reference.",
        "Corrected on 10 October 2022. The first version took a request for a fact."
        " Before: that all keepers will meet Now: that all keepers are asked to meet",
        EXCERPT,
        MACHINE,
    ]
    folded, line = content(APPEAL).every("details", cls="nd-many")
    assert folded.one("p").text.startswith("The society calls itself a union of keepers of lamps. The register also")
    assert line.one("summary").text == "This entry: corrected, read in part, drafted by a machine. What that means"
    links = [link.attrs["href"] for box in content(APPEAL).every("aside") for link in box.every("a")]
    assert links == ["../../../outlets/lamp-society/#designations", "#made"]


def test_no_page_links_to_a_publisher_under_the_policy_or_to_those_affiliated_with_it() -> None:
    links = [(path, a.attrs["href"]) for path in pages() for a in content(path).every("a")]
    assert [(path, href) for path, href in links if any(host in href for host in HIDDEN)] == []


def test_addresses_of_a_publisher_under_the_policy_are_text() -> None:
    assert [span.text for span in content(STATEMENT).one("ul", cls="nd-originals").every("span", cls="nd-address")] == [
        "https://press.lamp.example.net/2022/10/18/statement",
        "https://lamp-society.example.com/en/12",
        "https://lamp.example.net/original/12",
    ]
    # Published on a host that is not among the outlet's domains.
    assert lines(content(APPEAL), "nd-originals") == ["Original: https://mirror.example.com/lamp/appeal"]
    references = content(STATEMENT).one("ol", cls="nd-references").every("li")
    assert [(item.text, bool(item.every("a"))) for item in references] == [
        ("Ruling 4 of 2019, Invented Court of Iceland, 4 March 2019. court.example.com", True),
        ("Friends of the Lamp. friends.example.com/lamp", False),
        ("Lamp Society. lamp.example.net/about", False),
        ("Samplehaven Harbour. harbour.example.com", True),
    ]


@pytest.mark.parametrize(
    ("entry", "attributes"),
    [
        ("lamp-society-statement", {"href": "https://archive.example.org/web/lamp-statement"}),
        (
            "ferry-fares-agreed",
            {
                "href": "https://archive.example.org/web/gazette-fares",
                "data-originalurl": "https://gazette.example.com/2022/fares?id=7",
                "data-versiondate": "2022-10-01",
            },
        ),
    ],
)
def test_an_archive_is_not_told_where_its_reader_comes_from(entry: str, attributes: dict[str, str]) -> None:
    record = collection().by_id[entry]
    page = content(f"2022/w{record.week[-2:]}/{entry}/")
    assert page.one("a", rel="nofollow noreferrer").attrs == {**attributes, "rel": "nofollow noreferrer"}


def test_an_archived_copy_on_the_publisher_s_own_host_is_text_too() -> None:
    known = changed("lamp-society-statement", archive_url="https://old.lamp.example.net./12")
    assert remade(known, STATEMENT).every("a", rel="nofollow noreferrer") == []


def test_a_publisher_outside_the_policy_is_linked_and_has_no_notice() -> None:
    assert set(collection().restricted) == {"lamp-society"}
    original = content("2022/w42/tunnel-report-withdrawn/").one("ul", cls="nd-originals").one("a", rel="noopener")
    assert original.attrs == {"href": "https://volna.example.com/tunnel", "rel": "noopener"}
    card = content("outlets/volna/")
    acts = [h3.text for h3 in card.one("ul", cls="nd-acts").every("h3")]
    assert acts == ["Malta · blocked", "New Zealand · foreign agent"]


def test_cards_of_a_publisher_under_the_policy_say_so() -> None:
    said = "Authorities have banned or listed this publisher: which, as what, and when."
    found = {
        path: cards
        for path in pages()
        if (cards := [a.one(cls="nd-card__title").text for a in content(path).every("article") if said in a.text])
    }
    statement, appeal = (collection().by_id[f"lamp-society-{name}"].title for name in ("statement", "appeal"))
    # Not on the publisher's own page, which opens with the whole notice.
    assert found == {"2022/w42/": [statement], "2022/w39/": [appeal]}
    told = "authorities have banned or listed this publisher: which"
    lined = {
        path: [li.one("a", href=li.every("a")[0].attrs["href"]).text for li in lines]
        for path in pages()
        if (
            lines := [
                li for ul in content(path).every("ul", cls="nd-lined") for li in ul.every("li") if told in li.text
            ]
        )
        and not path.startswith("collection/")
    }
    both = {path: [statement, appeal] for path in ("entries/", "topics/lights/", "countries/is/")}
    assert lined == {"languages/ar/": [statement], "languages/en/": [appeal], **both}


def test_acts_are_shown_with_all_their_dates() -> None:
    acts = content("outlets/lamp-society/").every("ul", cls="nd-acts")[0].every("p", cls="nd-aside")
    subject = "concerns Lamp Society & Friends <of the Strait>."
    assert [act.text for act in acts] == [
        "Invented Court of Iceland; 4 March 2019, or March 2019 by another account5, or about 2020 by another"
        f" account6; {subject}",
        f"Invented Court of Malta; 2015; ended June 2018; {subject}",
        "Invented Office of New Zealand; date not known. Reported without a day.",
    ]


def test_the_register_card_says_what_each_fact_rests_on() -> None:
    rows = content("outlets/strait-gazette/").one("dl", cls="nd-register").every("div")
    assert {row.one("dt").text: row.one("dd").text for row in rows} == {
        "Kind": "Newspaper1 As of 2021",
        "Country": "Iceland From the postal address on its page.",
        "Languages": "English and Russian By its own page or address",
        "Owner": "Gazette Trust1 As of 2021",
        "Funder": "Readers Not yet checked",
        "Legal status": "Registered company2 About October 2022",
        "Describes itself as": "A paper for both shores. By its own page or address; as of October 2022",
        "Home page": "gazette.example.com By its own page or address",
        "Domains": "gazette.example.com",
        "Also called": "The Gazette, Вестник пролива",
    }
    rows = content("outlets/tolkun/").one("dl", cls="nd-register").every("div")
    assert {row.one("dt").text: row.one("dd").text for row in rows} == {
        "Kind": "Online outlet Not yet checked",
        "Country": "Kyrgyzstan Not yet checked",
        "Languages": "Kyrgyz Not yet checked",
        "Owner": "unknown Two accounts differ.",
        "Home page": "tolkun.example.com By its own page or address",
        "Not recorded yet": "funder, legal status and self-description",
        "Domains": "tolkun.example.com",
    }


def test_forty_sources_are_summed_up_by_the_way_they_are_cited() -> None:
    assert lines(content(FORTY).one(cls="nd-quoted"), "nd-who") == [
        "Quoted Ada Quillon, Eve Quillon, Ada Rampart, Eve Rampart, Ada Sandbar and 5 more",
        "Paraphrased Ben Quillon, Finn Quillon, Ben Rampart, Finn Rampart, Ben Sandbar and 5 more",
        "Relayed Cleo Quillon, Gwen Quillon, Cleo Rampart, Gwen Rampart, Cleo Sandbar and 5 more",
        "Mentioned Dan Quillon, Hal Quillon, Dan Rampart, Hal Rampart, Dan Sandbar and 5 more",
    ]


def test_sources_stand_in_the_order_of_the_file_and_names_without_statement_last() -> None:
    page, sources = content(FORTY), collection().by_id["forty-voices"].sources
    assert [li.one("h3").text for li in page.every("li", cls="nd-source")] == [s.name for s in sources if s.says]
    silent = [item.text.split(" ")[:2] for item in sources_of(FORTY).one("ul", cls="nd-names").every("li")]
    assert [" ".join(name) for name in silent] == [s.name for s in sources if not s.says]
    assert len(sources) == 40


def test_each_source_says_how_it_is_cited_by_whom_and_what_it_is() -> None:
    how = [li.one("p", cls="nd-source__how").text for li in content(FORTY).every("li", cls="nd-source")]
    assert how[:5] + how[11:13] == [
        "quoted · official",
        "paraphrased · politician · described, not named",
        "relayed via Wharf Wire · military · not named",
        "mentioned · party",
        "quoted · religious · described, not named",
        "quoted · statistics",
        "paraphrased · intergovernmental body · described, not named",
    ]
    how = [li.one("p", cls="nd-source__how").text for li in content(STATEMENT).every("li", cls="nd-source")]
    assert how == ["quoted · party · described, not named", "relayed via a calendar · religious · not named"]


def test_names_without_statement_have_their_role_spelling_and_way() -> None:
    assert [
        lines(sources_of(path), "nd-names")
        for path in ("2022/w42/tunnel-syndicated/", "2022/w39/ferry-fares-in-kyrgyz/")
    ] == [
        ["Ona Primer official, by reference Harbour master of Samplehaven1, via a poster"],
        ["Signal Radio media, printed as “Сигнал радиосу”, via Волна"],
    ]


def test_an_article_without_sources_says_so_and_an_excerpt_says_less() -> None:
    full = remade(changed("harbour-figures", read=Read.FULL), "2022/w39/harbour-figures/")
    excerpt = content("2022/w39/harbour-figures/")
    assert [page.one("section", **{"aria-labelledby": "sources"}).one("p").text for page in (full, excerpt)] == [
        "The article names no source.",
        "The article names no source in the part that was read.",
    ]
    said = [p.text for path in pages() for p in content(path).every("p", cls="nd-who")]
    assert set(said) == {"The article names no source in the part that was read."}


def test_terms_of_two_vocabularies_that_are_the_same_text_have_their_own_words() -> None:
    assert [word(EN, t) for t in (Actor.PARTY, OutletKind.PARTY)] == ["party", "Imprint of a party or movement"]
    assert [word(EN, t) for t in (Actor.OTHER, OutletKind.OTHER, DesignationKind.OTHER)] == [
        "other",
        "Publisher",
        "other",
    ]
    assert word(EN, Actor.INTERGOVERNMENTAL) == "intergovernmental body"


def test_numbers_of_references_side_by_side_are_in_order_and_on_one_line() -> None:
    found = marked(EN, "First [a], then [b] [a] [c]. Then [c].", {"a": 1, "b": 2, "c": 3})
    texts = "".join(text for text, _ in parsed(found).texts())
    assert texts == "First1, then1\N{NARROW NO-BREAK SPACE}2\N{NARROW NO-BREAK SPACE}3. Then3."


def test_where_else_the_article_stands() -> None:
    assert [
        lines(content(path), "nd-originals")
        for path in (
            "2022/w39/ferry-fares-agreed/",
            "2022/w39/ferry-fares-in-kyrgyz/",
            "2022/w42/tunnel-closed-in-persian/",
            "2022/w42/tunnel-syndicated/",
            "2022/w43/lighthouse-relit/",
        )
    ] == [
        [
            "Original: Strait Gazette",
            "Archived copy: archive.example.org",
            "In Russian: Цены на паром согласованы gazette.example.com",
            "In Chinese: gazette.example.com",
        ],
        ["Original: Wave", "A translation of Ferry fares agreed for the winter."],
        ["Original: its address is not known."],
        ["Original: Wharf Wire", "First written by Harbour Daily."],
        ["Original: Strait Gazette", "A translation of sailors.example.com."],
    ]


def test_references_are_numbered_with_what_is_known_of_them() -> None:
    references = content("2022/w42/tunnel-syndicated/").one("ol", cls="nd-references").every("li")
    assert [item.text for item in references] == [
        "Samplehaven Harbour. harbour.example.com. Seen 20 October 2022.",
        "港口公布九月货运数字 Harbour publishes September freight figures (machine translation), Harbour Daily,"
        " September 2022.",
        "Figures, Lamp Society. copies.example.com/lamp/figures. Seen 20 October 2022.",
        "Отчёт о тоннеле оказался черновиком Report on the tunnel turns out to be a draft, Volna (withdrawn),"
        " 21 October 2022.",
    ]
    agreed = content("2022/w39/ferry-fares-agreed/").one("section", **{"aria-labelledby": "context"})
    assert [p.text for p in agreed.every("p", cls="nd-aside")] == ["All seen 1 October 2022."]
    assert [item.text for item in agreed.one("ol").every("li")] == [
        "Samplehaven Harbour. harbour.example.com",
        "Fares agreed, Wharf Wire, August 2021. wharf.example.com",
        "tunnel.example.com.",
    ]


def test_how_an_entry_was_made() -> None:
    assert lines(content("2022/w42/tunnel-closed-in-persian/"), "nd-made") == [
        "Drafted by a person; not yet reviewed by a person.",
        "Read in full on 1 November 2022; in this collection since 2 November 2022.",
        "Date of publication: inferred. The article speaks of the closure as over, and the issue after it is of"
        " 23 October.",
        "No corrections so far.",
    ]
    assert content("2022/w42/tunnel-closed-in-persian/").one("dl", cls="nd-meta").every("dd")[0].text == (
        "between 20 and 23 October 2022 (inferred)"
    )


def test_corrections_stand_on_the_entry_with_what_it_said_before() -> None:
    assert [div.text for div in content("2022/w43/lighthouse-relit/").every("div", cls="nd-correction")] == [
        "3 November 2022, minor. A comma was missing.",
        "5 November 2022, material. A statement was given to the wrong source. Before: that the keeper praised the horn"
        " Now: that residents spoke of the horn",
    ]


def with_history(address: str | None) -> Collection:
    known = collection()
    extra = known.settings.extra.model_copy(update={"history": address})
    return replace(known, settings=known.settings.model_copy(update={"extra": extra}), memo={})


def test_an_entry_links_its_history_where_the_maintainer_names_it() -> None:
    path = "2022/w43/lighthouse-relit/"
    assert "Every version" not in remade(with_history(None), path).text
    known = with_history("https://git.example.org/press/commits/main/sub/{path}")
    last = remade(known, path).one("ul", cls="nd-made").every("li")[-1]
    assert last.text == "Every version of this entry’s file, with what changed and when."
    assert last.one("a").attrs == {
        "href": "https://git.example.org/press/commits/main/sub/digests/2022-W43/lighthouse-relit.yaml"
    }


@pytest.mark.parametrize(
    ("value", "messages"),
    [
        ("https://git.example.org/{path}", []),
        ("null", []),
        (
            "https://git.example.org/",
            [
                "history-without-path: The address of the history needs the path of a file."
                " Write {path} where the path of the file goes."
            ],
        ),
        (
            "javascript:{path}",
            [
                'unsafe-address: "javascript:x" is not an address that a page may link to.'
                " Write it in full, with http:// or https:// in front."
            ],
        ),
    ],
)
def test_the_address_of_the_history_is_checked(value: str, messages: list[str]) -> None:
    config, _ = parse_config("mkdocs.yml", f"site_name: x\nextra:\n  history: {value}\n".encode())
    assert config
    _, problems = shape(Settings, config)
    assert [f"{p.rule}: {p.sentence}" for p in problems] == messages


def test_captions_and_drawings_are_valid_html() -> None:
    """What the Nu Html Checker refuses and a browser forgives: a caption amid its figure, `dir` in a drawing."""
    figures = [f for page in pages().values() for f in re.findall(r"<figure.*?</figure>", page.content, re.DOTALL)]
    assert figures
    assert [figure for figure in figures if not re.search(r"</figcaption>\s*</figure>$", figure)] == []
    assert not any(re.search(r"<tspan[^>]* dir=", page.content) for page in pages().values())
