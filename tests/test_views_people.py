"""People and organisations: every spelling and statement of public ones, and nothing of private ones."""

from invented import Element, changed, changed_person, collection, content, made, pages, parsed, remade
from tables import each

from newsdesk.collection import Collection, Statement
from newsdesk.collection.measures.carried import once_each
from newsdesk.model import Author, Cited
from newsdesk.model.entry import Quote
from newsdesk.model.record import Translation
from newsdesk.views import File, all_pages
from newsdesk.views.pages.people import ROUTES

BAKYT, ONA = "people/bakyt-ulgu/", "people/ona-primer/"
PRIVATE = {"mira-privatova", "private-resident"}
GULLS, KYRGYZ, UZBEK = "Gulls counted & <i>counted again</i>", "Паромчулар иш таштады", "Паром ишчилари тўхтади"


def statements(page: Element) -> list[tuple[str, str, str]]:
    """Whoever carries a statement: date, outlet and mode; the entry's title; the statement, and what they add."""
    found = []
    for item in page.every("li", cls="nd-source"):
        lone = "nd-carrier" in item.classes
        own = [e.text for e in said_in(item) if e not in [x for li in item.every("li") for x in said_in(li)]]
        for carrier in [item] if lone else item.every("li", cls="nd-carrier"):
            how, title = carrier.one("p", cls="nd-source__how").text, carrier.one("p", cls="nd-carrier__title")
            added = [] if lone else [e.text for e in said_in(carrier)]
            found.append((how, title.one("a").text, " / ".join([*own, *added])))
    return found


def said_in(item: Element) -> list[Element]:
    """What an item says, without what stands above each carrier."""
    above = {"nd-source__how", "nd-carrier__title"}
    return [e for e in item.walk() if e.tag in ("p", "blockquote") and not above & set(e.classes)]


def named(page: Element) -> list[str]:
    """Where somebody is only named."""
    found = page.every("section", **{"aria-labelledby": "named"})
    return [li.text for section in found for li in section.every("li")]


def card(path: str) -> list[tuple[str, str]]:
    return [(div.one("dt").text, div.one("dd").text) for div in content(path).one("dl", cls="nd-register").every("div")]


def test_every_statement_stands_by_story_newest_first_with_whoever_carries_it() -> None:
    brackets = '<b>Brackets</b> & "Sons" {{ 7*7 }}'
    assert statements(content(BAKYT)) == [
        ("12 October 2022 · Wave · paraphrased", KYRGYZ, "That the pay was last raised in 2017."),
        (
            "11 October 2022 · Volna · relayed via Strait Gazette",
            "Паромщики бастуют",
            "That the crews will sail when they are paid. / Заплатят — поплывём / If they pay we sail (our "
            "translation)",
        ),
        (
            "10 October 2022 · Strait Gazette · quoted",
            "Ferry crews walk out",
            "That the crews will not sail before the pay is agreed. / We sail when they pay.",
        ),
        (
            f"15 October 2022 · {brackets} · relayed via Volna",
            GULLS,
            "That he fed forty gulls. / This entry was withdrawn on 3 November 2022. The gulls were another week's.",
        ),
    ]
    assert [title.text for title in content(BAKYT).every("h3")] == [
        "The crews of the ferries strike for five days",
        "On no story",
    ]
    assert [row.partition(" ")[0] for row in named(content(BAKYT))] == ["Паромчулар", "Паром"]


def test_a_statement_that_two_carry_in_the_same_words_stands_once() -> None:
    assert [(how, said) for how, _, said in statements(content(ONA))] == [
        ("11 October 2022 · Volna · paraphrased", "That the harbour stays open."),
        ("October 2022 · Strait Gazette · mentioned", "Nothing; she is said to have lit the lamp."),
        ("28 September 2022 · Strait Gazette · quoted", "That the price stays. / The price stays."),
        ("30 September 2022 · Wave · relayed via Wharf Wire", "That the price stays. / The price stays."),
    ]
    assert len(content(ONA).every("li", cls="nd-source")) == 3
    assert named(content(ONA)) == ["Tunnel closed, ferries wait Wharf Wire, 19 October 2022"]


def test_a_statement_links_to_its_entry_its_outlet_and_the_outlet_between() -> None:
    *_, first = content(BAKYT).every("li", cls="nd-carrier")
    assert [(a.attrs["href"], a.attrs.get("lang")) for a in first.every("a")] == [
        ("../../outlets/brackets/", None),
        ("../../outlets/volna/", None),
        ("../../2022/w41/gulls-counted/#sources", None),
    ]
    assert [quote.attrs for quote in content(BAKYT).every("blockquote")] == [{"lang": "ru", "dir": "ltr"}, {}]


def test_a_headline_in_another_language_has_its_translation_beside() -> None:
    translated = {
        item.one("a").text: [span.text for span in item.every("span", cls="nd-title-en")]
        for item in content(BAKYT).every("p", cls="nd-carrier__title")
    }
    assert translated[KYRGYZ] == ["Ferry crews walked out (machine translation)"]
    assert translated["Ferry crews walk out"] == []


def said_so(name: str, says: str, quote: str | None = None, **entry: object) -> Statement:
    """A statement of somebody, in an entry of its own unless `of` names another one."""
    (old,) = (one for one in collection().entries if one.id == "strike-ends")
    said = Quote(text=quote, language="en") if quote else None
    source = old.sources[0].model_copy(update={"says": says, "quote": said})
    return Statement(old.model_copy(update={"id": name, "evidence": None, **entry}), source)


# What makes two statements one, and what does not: how alike they sound.
SAME = [
    (said_so("a", "That it rains."), said_so("b", "that it rains"), True),
    (said_so("a", "That it rains."), said_so("b", "That it pours."), False),
    (said_so("a", "Rain.", "It rains all day here."), said_so("b", "Water.", "“It rains all day, here”"), True),
    (said_so("a", "Rain.", "It rains."), said_so("b", "Water.", "It rains."), False),
    (said_so("a", "Rain."), said_so("b", "Water.", translation_of="a"), True),
    (said_so("a", "Rain."), said_so("b", "Water.", translation_of="c"), False),
]


@each("one, other, is_same", SAME)
def test_statements_are_put_together_by_what_the_data_says(one: Statement, other: Statement, is_same: bool) -> None:
    assert [len(group) for group in once_each([one, other])] == ([2] if is_same else [1, 1])


def test_of_a_translation_with_several_statements_nobody_says_which_is_which() -> None:
    several = [said_so("a", "Rain."), said_so("a", "Hail."), said_so("b", "Water.", translation_of="a")]
    assert [len(group) for group in once_each(several)] == [1, 1, 1]
    chain = [said_so("a", "Rain."), said_so("b", "Water.", translation_of="c"), said_so("c", "Rain.")]
    assert [[one.entry.id for one in group] for group in once_each(chain)] == [["a", "b", "c"]]
    many = [said_so(f"e{number}", f"Word {number % 250}.") for number in range(500)]
    assert [len(group) for group in once_each(many)] == [2] * 250


def test_a_machine_s_translation_of_a_quotation_says_so() -> None:
    said = Quote(text="Көл", language="ky", translation=Translation(text="A lake", by=Author.MACHINE))
    (old, *_) = collection().by_id["strike-called"].sources
    page = remade(changed("strike-called", sources=(old.model_copy(update={"quote": said}),)), BAKYT)
    assert statements(page)[2][2] == (
        "That the crews will not sail before the pay is agreed. / Көл / A lake (machine translation)"
    )


def test_a_page_counts_entries_and_outlets() -> None:
    said = [
        p.text
        for path in (BAKYT, ONA, "people/ferry-union/", "people/tunnel-board/")
        for p in content(path).every("p", cls="nd-aside")
        if p.text.startswith("In this")
    ]
    assert said == [
        "In this collection: 5 entries, 5 outlets, 3 independent origins, newest first."
        " 1 of these entries has no statement and only names the source.",
        "In this collection: 5 entries, 4 outlets, newest first."
        " 1 of these entries has no statement and only names the source.",
        "In this collection: 4 entries, 4 outlets, newest first."
        " 1 of these entries has no statement and only names the source.",
        "In this collection: 2 entries, 1 outlet, newest first."
        " 1 of these entries has no statement and only names the source.",
    ]
    assert {path: pages()[path].description for path in (BAKYT, "people/nina-unheard/")} == {
        BAKYT: "Bakyt Ulgu, Бакыт Үлгү, B. Ulgu, \u2068باکیت اولگو\u2069 and 巴克特·乌尔古: cited in 5 entries.",
        "people/nina-unheard/": "nina Unheard & <i>Daughters</i>: cited in 0 entries.",
    }


def test_a_page_opens_with_every_spelling_and_role() -> None:
    page = content(BAKYT)
    assert (page.one("h1").text, page.one("header").one("p", cls="nd-title-en").text) == ("Bakyt Ulgu", "Бакыт Үлгү")
    assert card(BAKYT) == [
        ("Acts for", "Kyrgyzstan"),
        ("Role", "Spokesman of the Ferry Union1 from May 2019 until about October 2022"),
        ("Role", "Captain1 from 2001 as of October 2022"),
        ("Also written", "B. Ulgu, باکیت اولگو, 巴克特·乌尔古"),
    ]
    # A country has a page if an entry is about it.
    assert page.one("dl").every("a")[0].attrs == {"href": "../../countries/kg/"}
    assert card("people/ferry-union/") == [("Country", "China")]
    assert card("people/nina-unheard/") == [("Acts for", "New Zealand")]


def test_a_country_without_entries_is_no_link() -> None:
    page = remade(changed_person("ferry-union", country="PE"), "people/ferry-union/")
    assert [(dd.text, dd.every("a")) for dd in page.one("dl").every("dd")] == [("Peru", [])]


def test_somebody_whom_no_entry_cites_has_a_page_that_says_so() -> None:
    page = content("people/nina-unheard/")
    assert page.one("section").text == "What is said, and who carries it No entry cites this name yet."
    # The name alone, which stands in an entry, makes no statement of hers.
    assert "Nina Unheard" in content("2022/w41/gulls-counted/").text


def test_all_public_people_and_bodies_stand_in_one_list_by_name() -> None:
    items = [li for ul in content("people/").every("ul", cls="nd-list") for li in ul.every("li")]
    assert [(item.text, item.one("a").attrs["href"]) for item in items] == [
        ("Bakyt Ulgu Бакыт Үлгү Spokesman of the Ferry Union · cited in 5 entries", "../people/bakyt-ulgu/"),
        ("Ferry Union Союз паромщиков China · cited in 4 entries", "../people/ferry-union/"),
        ("nina Unheard & <i>Daughters</i> New Zealand · cited in no entry yet", "../people/nina-unheard/"),
        ("Ona Primer Она Пример Harbour master of Samplehaven · cited in 5 entries", "../people/ona-primer/"),
        ("Tunnel Board Iceland · cited in 2 entries", "../people/tunnel-board/"),
    ]
    assert [h2.text for h2 in content("people/").every("h2")] == ["B", "F", "N", "O", "T"]
    once = changed("ferry-fares-agreed", sources=())
    (board,) = [li for li in remade(once, "people/").every("li") if "Tunnel Board" in li.text]
    assert board.text == "Tunnel Board Iceland · cited once"


def test_sources_on_an_entry_lead_to_the_page_of_whoever_is_registered() -> None:
    def linked(path: str) -> list[tuple[str, str | None]]:
        section = content(path).one("section", **{"aria-labelledby": "sources"})
        named = [*section.every("h3"), *(li for ul in section.every("ul", cls="nd-names") for li in ul.every("li"))]
        return [
            (a[0].text, a[0].attrs["href"])
            if (a := e.every("a")) and not a[0].attrs["href"].startswith("#ref-")
            else (e.text, None)
            for e in named
        ]

    assert linked("2022/w41/strike-called/") == [
        ("Bakyt Ulgu", "../../../people/bakyt-ulgu/"),
        ("Ferry Union", "../../../people/ferry-union/"),
        ("A seller of fish", None),
        ("Tunnel Board", "../../../people/tunnel-board/"),
    ]
    assert linked("2022/w41/strike-in-uzbek/") == [
        ("Radio Volna", "../../../outlets/volna/"),
        ("A captain", None),
        ("Bakyt Ulgu", "../../../people/bakyt-ulgu/"),
    ]


def every_text(known: Collection) -> dict[str, str]:
    return {
        page.path: page.raw.decode(errors="replace")
        if isinstance(page, File)
        else f"{page.title}\n{page.description}\n{page.content}"
        for page in all_pages(known)
    }


def test_a_private_person_has_no_page_and_no_link() -> None:
    assert {name for name, person in collection().people.items() if not person.public} == PRIVATE
    assert [path for path in made() for name in PRIVATE if name in path] == []
    assert [path for path, text in every_text(collection()).items() for name in PRIVATE if name in text] == []


@each("spelling", ["Mira", "Privatova", "Мира", "Приватова", "resident of Samplehaven"])
def test_what_the_register_knows_of_a_private_person_is_on_no_page(spelling: str) -> None:
    assert [path for path, text in every_text(collection()).items() if spelling in text] == []


def test_a_private_person_is_named_as_the_entry_names_them_and_only_where_it_does() -> None:
    named = {path for path, page in pages().items() if "A seller of fish" in parsed(page.content).text}
    # The entry, the story's matrix, and cards of the entry.
    assert named == {
        "2022/w41/strike-called/",
        "2022/w41/",
        "stories/ferry-strike-2022/",
        "stories/ferry-strike-2022/compare/",
        "outlets/strait-gazette/",
    }


def test_a_person_who_becomes_private_disappears_from_all_pages_but_those_of_entries() -> None:
    texts = every_text(changed_person("bakyt-ulgu", public=False))
    assert BAKYT not in texts
    assert [path for path, text in texts.items() if "bakyt-ulgu" in text or "باکیت" in text] == []
    assert "Cited by several outlets" in texts["2022/w41/"]
    assert "Bakyt" not in texts["2022/w41/"].partition("Cited by several outlets")[2]


# By way of whom outlets have what somebody said.


def routes_of(page: Element) -> list[tuple[str, str]]:
    found = page.every("section", **{"aria-labelledby": "routes"})
    return [(tr.one("th").text, tr.one("td").text) for s in found for tr in s.one("tbody").every("tr")]


def test_a_page_says_by_way_of_whom_each_outlet_has_a_statement() -> None:
    """Neither a mention nor a withdrawn entry is a statement."""
    assert routes_of(content(BAKYT)) == [
        ("By way of Strait Gazette", "Volna (relayed, 11 October 2022)"),
        (
            "Directly, as far as was read",
            "Wave (paraphrased, 12 October 2022); Strait Gazette (quoted, 10 October 2022)",
        ),
    ]
    assert routes_of(content("people/nina-unheard/")) == []


def test_a_way_in_words_stands_there_too_and_what_is_many_is_cut() -> None:
    (entry,) = (entry for entry in collection().entries if entry.id == "strike-ends")
    first = entry.sources[0].model_copy(update={"who": "ona-primer", "cited": Cited.QUOTED})
    ways = tuple(first.model_copy(update={"via": None, "via_text": f"letter {n:02}"}) for n in range(20))
    known = changed("strike-ends", sources=(*ways, first.model_copy(update={"via": None, "via_text": None})))
    found = routes_of(remade(known, ONA))
    assert len(found) == ROUTES
    assert ("By way of letter 00", "Wharf Wire (quoted, 14 October 2022)") in found
    assert found[-1][0] == "Directly, as far as was read"


def test_an_outlet_that_has_several_statements_in_one_way_stands_once_with_how_many() -> None:
    (entry,) = (entry for entry in collection().entries if entry.id == "strike-ends")
    said = entry.sources[0].model_copy(update={"who": "ona-primer", "cited": Cited.QUOTED, "via_text": "a letter"})
    found = routes_of(remade(changed("strike-ends", sources=(said, said, said)), ONA))
    assert ("By way of a letter", "Wharf Wire (quoted, 14 October 2022, and 2 more)") in found
