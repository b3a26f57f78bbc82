"""Two outlets on one story: what stands on the page without a script, and what the script makes of an address."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

from chromium import page_on
from invented import Element, changed_each, collection, content, pages, pages_in, parsed, remade
from makers import grown
from matrices import BRIDGE, STRIKE, TUNNEL
from tables import each

from newsdesk.collection import Collection
from newsdesk.evidence.support.text import Text
from newsdesk.model import Account, Correction, CorrectionKind, Dispute, Reference
from newsdesk.model.settings import Settings
from newsdesk.views.pictures.stories.beside import ENTRIES, OUTLETS, sides_beside
from newsdesk.views.pictures.stories.claims import claims_in, kinds, may_be_same
from newsdesk.views.pictures.stories.uncounted import Numbered

COMPARE = f"{STRIKE}compare/"
MORE = "\N{NO-BREAK SPACE}…"


def sides(page: Element) -> dict[str, Element]:
    return {one.attrs["data-outlet"]: one for one in page.every("details", cls="nd-side")}


def sources(side: Element) -> list[Element]:
    return [li for ul in side.every("ul", cls="nd-side__list") for li in ul.every("li")]


def many(outlets: int, each: int = 1) -> Collection:
    """A story that so many outlets cover with so many entries each."""
    draft, names = grown(outlets * each), [f"outlet-{number:02}" for number in range(outlets)]
    like = draft.outlets["lantern"]
    records = {name: replace(like, record=like.record.model_copy(update={"id": name, "name": name})) for name in names}
    entries = [
        replace(item, record=item.record.model_copy(update={"outlet": names[at % outlets]}))
        for at, item in enumerate(draft.entries)
    ]
    return Collection.of(replace(draft, entries=entries, outlets={**draft.outlets, **records}), Settings(site_name="S"))


def test_every_outlet_stands_there_with_where_else_its_sources_and_figures_are() -> None:
    page = content(COMPARE)
    found = sides(page)
    entries = collection().by_story["ferry-strike-2022"]
    assert found.keys() == {entry.outlet for entry in entries}
    assert [option.attrs["value"] for option in page.one("select", id="b").every("option")] == list(found)
    for entry in entries:
        (title,) = (a for a in found[entry.outlet].every("a") if a.attrs["href"].endswith(f"/{entry.id}/"))
        assert title.text == entry.title
        if entry.language == "fa":
            assert (title.attrs["lang"], title.attrs["dir"]) == ("fa", "rtl")
    holders: dict[str, set[str]] = {}
    for name, side in found.items():
        for li in sources(side):
            holders.setdefault(li.attrs["data-key"], set()).add(name)
    assert max(map(len, holders.values())) > 1
    for side in found.values():
        for li in sources(side):
            is_shared = len(holders[li.attrs["data-key"]]) > 1
            is_alone = "In no other outlet of this story" in li.text or "Not named" in li.text
            assert ("Also in: " in li.text, is_alone) == (is_shared, not is_shared)


def test_the_page_is_two_clicks_from_an_entry_and_one_from_its_story() -> None:
    links = {a.attrs["href"]: a.text for a in content(STRIKE).every("a") if a.attrs["href"].endswith("compare/")}
    assert links == {"../../stories/ferry-strike-2022/compare/": "Compare two outlets"}
    (link,) = (a for a in content("2022/w41/strike-ends/").every("a") if "compare/" in a.attrs["href"])
    assert link.attrs["href"] == "../../../stories/ferry-strike-2022/compare/#a=wharf-wire"
    assert link.text == "Compare with another outlet"
    assert f"{BRIDGE}compare/" not in pages(), "nothing to compare"


def test_a_story_of_one_outlet_has_no_such_page_and_a_large_one_is_bounded() -> None:
    alone = many(1, 3)
    assert [one for one in remade(alone, "stories/swan-count/").every("a") if "compare/" in one.attrs["href"]] == []
    large = many(OUTLETS + 3, ENTRIES + 2)
    story = next(iter(large.stories.values()))
    first, second = sides_beside(large, story, large.by_story[story.id])
    more = [f"outlet-{OUTLETS + more}" for more in range(3)]
    assert (len(first), [one.outlet.id for one in second]) == (OUTLETS, more)
    assert {(len(side.entries), side.more) for side in first} == {(ENTRIES, 2)}
    known = pages_in(large)
    for path, own, other in (("compare/", first, "2/"), ("compare/2/", second, "")):
        page = parsed(next(one.content for one in known if one.path == f"stories/{story.id}/{path}"))
        assert sides(page).keys() == {side.outlet.id for side in own}
        elsewhere = {
            option.attrs["value"]: option.attrs["data-page"]
            for option in page.one("select", id="a").every("option")
            if "data-page" in option.attrs
        }
        assert len(elsewhere) == OUTLETS + 3 - len(own)
        assert {href.removesuffix("/").rpartition("/compare")[2] for href in elsewhere.values()} == {
            f"/{other}".removesuffix("/")
        }
        assert f"{OUTLETS + 3} outlets of this collection have an entry on this story." in page.text
        assert f"{len(own)} of them stand on this page" in page.text
    (alone, *_), *_ = sides_beside(many(OUTLETS + 1), story, many(OUTLETS + 1).entries)
    assert alone, "a single outlet has no page of its own"


def test_the_first_two_are_of_two_countries_of_the_story_where_there_are_such() -> None:
    known = collection()
    story = known.stories["ferry-strike-2022"]
    found = sides(content(COMPARE))
    form = content(COMPARE).one("form")
    pair = [form.attrs["data-a"], form.attrs["data-b"]]
    assert pair == ["strait-gazette", "tolkun"]
    assert {known.outlets[name].country.value for name in pair} == set(story.countries)
    assert [name for name, side in found.items() if "open" in side.attrs] == pair
    known = changed_each({"lamp-society-statement": {"stories": ("ferry-strike-2022",)}})
    page = remade(known, COMPARE)
    assert "lamp-society" in sides(page), "it can be chosen"
    assert "a publisher that authorities ban or list comes last" in page.text
    form = page.one("form")
    assert [form.attrs["data-a"], form.attrs["data-b"]] == pair
    # In the place of the outlet that would be shown first.
    theirs = {entry.id for entry in known.by_story["ferry-strike-2022"] if entry.outlet == "strait-gazette"}
    known = changed_each({name: {"outlet": "lamp-society"} for name in theirs})
    page = remade(known, COMPARE)
    form = page.one("form")
    assert "lamp-society" in sides(page)
    assert "lamp-society" not in (form.attrs["data-a"], form.attrs["data-b"])
    alike = remade(many(3), "stories/swan-count/compare/").one("form")
    assert (alike.attrs["data-a"], alike.attrs["data-b"]) == ("outlet-00", "outlet-01")


def test_a_notice_stands_in_what_its_outlet_has_and_nowhere_else() -> None:
    known = changed_each({"lamp-society-statement": {"stories": ("tunnel-closed-2022",)}})
    page = remade(known, f"{TUNNEL}compare/")
    inside = {name: len(side.every("p", cls="nd-notice--designation")) for name, side in sides(page).items()}
    assert {name for name, number in inside.items() if number} == {"lamp-society"}
    assert len(page.every("p", cls="nd-notice")) == inside["lamp-society"] == 1


def test_a_figure_stands_with_the_words_behind_it_and_a_withdrawn_entry_without_what_it_said() -> None:
    known = many(2)
    story = next(iter(known.stories.values()))
    says = "It counts 312 swans in a week, 59 of the 70 geese, and 8 or so. Of 12 ducks, 40% were old; there were 312."
    told = [one.model_copy(update={"summary": says}) for one in known.entries]
    ((side, other),) = sides_beside(known, story, told)
    figures = [f"312 swans{MORE}", f"59 of the 70{MORE}", "70 geese", "8 or so", "12 ducks"]
    assert [said for one in side.figures for said in one.said][:5] == figures
    assert side.figures[3].others == [], "nobody knows of what"
    assert [one for one, _ in side.figures[3].alike] == [other.outlet]
    assert side.figures[0].others == [(other.outlet, "")]
    # Whoever binds a figure otherwise does not claim the same, and stands there with its own words.
    says = "Over 200 swans, about 30 geese, at least 9 ducks; up to $5 each. 70 cranes."
    first, second = sorted(told, key=lambda one: one.outlet)
    told = [first.model_copy(update={"summary": says}), second.model_copy(update={"summary": "There were 200 swans."})]
    ((bounded, _),) = sides_beside(known, story, told)
    said = {one.said[0]: one.alike for one in bounded.figures}
    expected = ["Over 200 swans", "about 30 geese", "at least 9 ducks", "up to $5 each", "70 cranes"]
    assert list(said) == expected
    # What an account says counts too, whichever entry or page of an outlet it was read in.
    account = Account(by="A guard", says="Over 200 swans, perhaps 70 cranes", refs=("lake",))
    assert [(one.id, words) for one, words in said["Over 200 swans"]] == [(second.outlet, "200 swans")]
    assert said["70 cranes"] == []
    pages = [Reference(entry=second.id), Reference(url="https://tern.example/swans", outlet=second.outlet)]
    for read in [*pages, Reference(url="https://tern.example/swans")]:
        said_by = account.model_copy(update={"who": None if read in pages else second.outlet})
        asked = story.model_copy(
            update={
                "disputed": (Dispute.model_construct(question="How many swans?", accounts=(said_by,)),),
                "references": {"lake": read},
            }
        )
        ((bounded, _),) = sides_beside(known, asked, told)
        others = {one.said[0]: [(other.id, words) for other, words in one.others] for one in bounded.figures}
        assert (others["Over 200 swans"], others["70 cranes"]) == ([(second.outlet, "")],) * 2
    gone = Correction(date=date(2022, 11, 1), kind=CorrectionKind.WITHDRAWN, why="It was an advertisement.")
    ((side, _),) = sides_beside(known, story, [one.model_copy(update={"corrections": (gone,)}) for one in told])
    assert len(side.entries) == 1
    assert (side.spoken, side.figures, side.answers) == ([], [], [])


TOLD = {
    "63 people; 63 swans, at least 63 dead.": [["63 people"], ["63 swans"], ["at least 63 dead"]],
    "63 people were killed, 55 died, with 63 dead.": [[f"63 people{MORE}", "63 dead"], ["55 died"]],
    "63 people. 63 wounded; 63 of the dead.": [["63 people"], ["63 wounded"], ["63 of the dead"]],
    "63 dead; 63 of the dead.": [["63 dead"], ["63 of the dead"]],
    "Dead were 63, and 63 hurt.": [["63"], ["63 hurt"]],
    "40 of them sailors; over 40 sailors; 40 sailors.": [["40 of them sailors"], ["over 40 sailors"], ["40 sailors"]],
    "40 of them sailors; over 40 dead; 40 sailors were killed.": [
        ["40 of them sailors"], ["over 40 dead"], [f"40 sailors{MORE}"],
    ],
    "More than 150 displaced; nearly 150 evacuated; over 150 people evacuated.": [
        ["More than 150 displaced", "over 150 people evacuated"], ["nearly 150 evacuated"],
    ],
    "41 dead in Iceland, 41 dead. 41 Icelandic sailors. 41 dead in Norway.": [
        [f"41 dead{MORE}"], ["41 dead"], ["41 Icelandic sailors"], [f"41 dead{MORE}"],
    ],
    "41 dead in Iceland, 41 dead.": [[f"41 dead{MORE}", "41 dead"]],
    # Victims may be dead, hurt or robbed, and a country before a figure may be the one that gives it.
    "163 victims; 163 dead; 163 injured.": [["163 victims"], ["163 dead"], ["163 injured"]],
    "Iceland gives 8 dead, 8 dead in Malta.": [["8 dead", f"8 dead{MORE}"]],
}  # fmt: skip


@each("says", TOLD)
def test_the_same_number_bound_alike_of_the_same_thing_and_side_is_one_claim(says: str) -> None:
    claims = claims_in(Text(says, "en"))
    found: dict[str, list[str]] = {}
    for claim in claims:
        found.setdefault(kinds(claims)[claim], []).append(claim.said)
    assert list(found.values()) == TOLD[says]


NEAR = {
    "40 of them sailors; over 40 dead": False,
    "40 of them sailors; 40 sailors": False,
    "40 of them sailors; 40 of the dead": True,
    "over 40 dead; 40 people were killed": True,
    "over 40 dead; 40 boats": False,
    "40 dead; 40 boats": True,
    "40; 40 dead": True,
}


@each("says", NEAR)
def test_a_part_is_no_whole_and_another_bound_of_another_thing_no_claim_of_the_same(says: str) -> None:
    one, other = claims_in(Text(says, "en"))
    assert may_be_same(one, other) is may_be_same(other, one) is NEAR[says]


NAMED = Numbered([("tern", ("24.tern", "Channel 24", "Gull-2022")), ("number", ("24",))])
COUNTING = {
    "Citing 24.tern, Channel 24 and gull 2022, it has 24 dead.": ["24 dead"],
    "24 terns, and news12.example, covid-19, Rubezh-2022": ["24 terns"],
    "A girl of 15, a man aged about 35, a 14-year-old, 60 years old, and 3 over the age of 18": [
        f"3 over the age{MORE}"
    ],
    "At 5 p.m., 17:30 and 7 am, on 3 May 2022, 16-17 September": [],
    "Article 5, Protocol 42 was signed; house 12, § 7, No. 8, section 3.2, version 2.1.4": [],
    "EUR20,000; USD 50.": ["20,000", "50"],
    "In this case 5 crews left; by order 40 boats stayed.": ["5 crews left", "40 boats stayed"],
}


@each("says", COUNTING)
def test_a_number_of_a_name_an_address_an_hour_an_age_or_a_section_is_no_figure(says: str) -> None:
    assert [claim.said for claim in claims_in(Text(says, "en"), NAMED)] == COUNTING[says]


def test_an_address_says_which_two_are_shown_and_follows_a_choice(chromium, built: Path) -> None:
    with page_on(chromium, built) as page:
        page.set_viewport_size({"width": 390, "height": 844})

        def shown() -> list[str]:
            found = page.locator(".nd-side:visible")
            order = sorted(range(found.count()), key=lambda at: found.nth(at).bounding_box()["y"])
            return [found.nth(at).get_attribute("data-outlet") for at in order]

        names = list(sides(content(COMPARE)))
        pair = names[:2]
        page.goto(f"{COMPARE}#a={pair[1]}&b={pair[0]}")
        assert shown() == [pair[1], pair[0]]
        assert "Shown instead" not in page.locator("#said").inner_text()
        # The keyboard alone: another outlet in the first field, and the address follows.
        page.locator("#a").focus()
        page.locator("#a").select_option(names[2])
        assert page.url.endswith(f"#a={names[2]}&b={pair[0]}")
        assert shown() == [names[2], pair[0]]
        # The same one twice: both change places.
        page.locator("#b").select_option(names[2])
        assert shown() == [pair[0], names[2]]
        page.goto("about:blank")
        page.goto(f"{COMPARE}#a=nobody")
        assert "has no entry on this story" in page.locator("#said").inner_text()
        assert len(shown()) == 2
        page.goto("about:blank")
        page.goto(f"{COMPARE}#of-{names[-1]}")
        assert shown()[0] == names[-1]
        # What both have stands once, in a table; what is left over says so.
        counts = [int(one) for one in re.findall(r": (\d+)", page.locator("#said").inner_text())]
        assert page.locator("#both tbody tr").count() == counts[0]
        assert page.locator(".nd-side__list > li:visible").count() == sum(counts[1:])
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        # A notice is seen once where its outlet is, before whatever is said of it, and not beside two others.
        page.goto(f"{COMPARE}#a={names[0]}&b={names[1]}")
        page.locator(f"#of-{names[0]} h3 >> nth=0").evaluate(
            "head => head.insertAdjacentHTML('beforebegin', '<aside class=nd-notices><p>Banned.</p></aside>')"
        )
        notice, places = page.locator(".nd-notices:visible"), set()
        for other in names[1:]:
            page.locator("#a").select_option(names[0])
            page.locator("#b").select_option(other)
            first = page.locator("#both:visible, .nd-side:visible h3 >> nth=0")
            assert notice.count() == 1
            assert notice.bounding_box()["y"] < first.bounding_box()["y"]
            places.add(page.locator("#told .nd-notices:visible").count())
        assert places == {0, 1}, "above a table, and in the column where there is none"
        page.locator("#a").select_option(names[1])
        assert (page.locator("#b").input_value() != names[0], notice.count()) == (True, 0)
        # An outlet that stands on a further page of a large story is fetched from there.
        whole = (built / COMPARE / "index.html").read_text("utf-8")
        last = re.escape(names[-1])
        lacking = re.sub(
            rf'<details class="nd-side" id="of-{last}".*?(?=<details class="nd-side"|</div>\n<script)',
            "",
            whole,
            flags=re.S,
        )
        lacking = lacking.replace(f'<option value="{names[-1]}"', f'<option data-page="2/" value="{names[-1]}"')
        page.route(
            re.compile(r"/compare/(?:#.*)?$"), lambda route: route.fulfill(body=lacking, content_type="text/html")
        )
        page.route(re.compile(r"/compare/2/$"), lambda route: route.fulfill(body=whole, content_type="text/html"))
        page.goto("about:blank")
        page.goto(f"{COMPARE}#a={names[-1]}&b={names[0]}")
        page.locator(f"#of-{names[-1]}").wait_for()
        assert shown() == [names[-1], names[0]]
        assert "Shown instead" not in page.locator("#said").inner_text()
