"""Story pages and other coverage on entries: what is counted, what is disputed, and in which order."""

from dataclasses import replace

import pytest
from invented import Element, changed, changed_each, collection, content, pages, remade
from makers import grown
from matrices import BRIDGE, STRIKE, TUNNEL, W41, link
from tables import each

from newsdesk.collection import Collection
from newsdesk.model import Account, Actor, Dispute, Edtf, Reference
from newsdesk.model.settings import Settings
from newsdesk.views.pictures.stories.contested import contested
from newsdesk.views.pictures.stories.plotted import plot_of
from newsdesk.views.shared import extents
from newsdesk.views.shared.accounts.given import extremes, figure_of, figures_given, whole_figures
from newsdesk.views.shared.accounts.holders import holder_of, spoken_for

# What stands below other coverage where another outlet has some.
BOTH = "Who is quoted where · Compare with another outlet"


def test_a_story_counts_its_entries_and_outlets_and_has_each_entry_as_a_card() -> None:
    page = content(STRIKE)
    assert page.one("header").text == (
        "Stories 10 to 14 October 2022 Iceland, Kyrgyzstan The crews of the ferries strike for five days"
    )
    lead = "The crews of the ferries struck from 10 to 14 October 20221 2."
    assert page.one("p", cls="nd-lead").text == lead, "one sentence goes before everything else"
    assert [p.text for p in page.one(cls="nd-note").every("p")] == ["A court in Iceland found the strike lawful2."]
    assert "In this collection: 7 entries from 6 outlets, 6 independent origins." in page.text
    links = [card.one(cls="nd-card__title").one("a").attrs["href"] for card in page.every("article")]
    assert links == [f"{W41}{name}/" for name in (
        "called", "in-russian", "in-uzbek", "in-kyrgyz", "second-thoughts", "in-persian", "ends",
    )]  # fmt: skip
    assert (
        pages()[STRIKE].description
        == "10 to 14 October 2022. 7 entries from 6 outlets, 6 independent origins: who is quoted where."
    )


def test_accounts_that_differ_stand_side_by_side_with_their_owners() -> None:
    section = content(STRIKE).one("section", **{"aria-labelledby": "disputed"})
    found = [[cell.text for cell in (tr.one("th"), *tr.every("td"))] for tr in section.every("tr") if tr.every("td")]
    clerk = 'Fewer than twelve, & "some" of them asleep'
    page = "a page that is no entry here"
    assert found == [
        ["Ferry Union", "All forty1", page, "11 October 2022"],
        ["A harbour clerk who is not named", f"{clerk}1 2", page, "date not recorded"],
        ["The newspaper Volna", "The crew of the Tern2", page, "about October 2022"],
        ["A resident", "Nobody did1", page, "12 October 2022"],
    ]
    owners = [link(th) for th in section.every("th") if th.attrs["scope"] == "row"]
    assert owners == ["../../people/ferry-union/", None, "../../outlets/volna/", None], "a private person has no page"
    assert pages()[STRIKE].toc[0] == ("disputed", "What is contested")
    assert "disputed" not in dict(pages()[BRIDGE].toc)


def test_a_story_without_entries_says_so() -> None:
    page = content(BRIDGE)
    assert page.every("table") == []
    sections = [section.text for section in page.every("section")]
    assert sections == [
        "What happened It was put off1. Who drafted this text is not recorded, nor that anybody reviewed it.",
        "Who is quoted where No entry of the collection covers this yet.",
        "Coverage, oldest first No entry yet.",
        "How to cite"
        " APA Sample Strait Digest. (n.d.). A bridge over the strait is planned & <b>put off</b> [Comparison of"
        " coverage]. https://example.org/press/stories/bridge-planned/"
        " Chicago Sample Strait Digest. “A bridge over the strait is planned & <b>put off</b>.” Comparison of"
        " coverage, n.d. https://example.org/press/stories/bridge-planned/"
        " This site has no address yet: the one given here is a placeholder.",
    ]


def test_stories_stand_in_one_list_newest_first() -> None:
    items = content("stories/").one("ul", cls="nd-list").every("li")
    assert [(item.text, item.one("a").attrs["href"]) for item in items] == [
        (
            "The tunnel under the strait is closed for three days 17 to 19 October 2022 · 5 entries from 4 outlets,"
            " 3 independent origins",
            "../stories/tunnel-closed-2022/",
        ),
        (
            "The crews of the ferries strike for five days 10 to 14 October 2022 · 7 entries from 6 outlets,"
            " 6 independent origins",
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
                  "strike-called"], BOTH),
        (tunnel, ["tunnel-report-withdrawn", "tunnel-closed-in-persian", "tunnel-syndicated", "forty-voices"],
         BOTH),
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


@each(
    ("outlets", "entry", "others", "line"),
    [
        ("l", 0, [], "No other entry of this collection covers it yet."),
        ("ll", 0, [1], "Who is quoted where"),
        ("bllll", 3, [0, 4, 2, 1], BOTH),
        ("l" * 9, 8, [7, 6, 5, 4, 3, 2, 1, 0], "Who is quoted where"),
        ("l" * 10, 8, [9, 7, 6, 5, 4, 3, 2, 1], "All entries, and who is quoted where"),
        ("lb" * 10, 10, [17, 15, 13, 11, 9, 7, 5, 3], f"All entries, and {BOTH[0].lower()}{BOTH[1:]}"),
        ("b" + "l" * 59, 59, [0, 58, 57, 56, 55, 54, 53, 52], f"All entries, and {BOTH[0].lower()}{BOTH[1:]}"),
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


def test_a_question_says_who_answers_what_and_opens_its_accounts() -> None:
    found = content(STRIKE).every("div", cls="nd-contest")
    assert [one.one("h3").text for one in found] == [
        "How many crews stayed ashore?",
        "Who is the first to have left the pier?",
    ]
    assert [one.one("summary").text for one in found] == ["2 accounts, 2 origins"] * 2
    assert [[(div.one("dt").text, div.one("dd").text) for div in one.one("dl").every("div")] for one in found] == [
        [
            ("China", "Ferry Union: All forty"),
            ("Others", 'A harbour clerk who is not named: Fewer than twelve, & "some" of them asleep'),
        ],
        [("Outlets", "The newspaper Volna (Iceland): The crew of the Tern"), ("Others", "A resident: Nobody did")],
    ]
    assert [one.attrs["id"] for one in found] == ["disputed-1", "disputed-2"]
    assert not [details for one in found for details in one.every("details") if "open" in details.attrs]


def test_accounts_that_came_by_several_ways_are_known_from_more_origins(monkeypatch: pytest.MonkeyPatch) -> None:
    story, said = collection().stories["ferry-strike-2022"], []
    for origins in (1, 2, 3):
        counts = {"accounts": 2, "speakers": 3 - origins or 2, "origins": origins}
        monkeypatch.setattr(extents, "account_counts", lambda *_, counts=counts: counts)
        said.append(extents.accounts(collection(), story, story.disputed[0]))
    assert said == ["2 accounts, 1 origin", "2 accounts by 1 speaker, 2 origins", "2 accounts, known from 3 origins"]


@each("said, ends", [
    (("At least 2 dead", "63 dead", "At least 63 dead"), ("at least 2", "at least 63")),
    (("5 hurt", "Around 200", "Over 200 hurt"), ("5", "over 200")),
    (("Fewer than twelve", "12", "40"), ("fewer than twelve", "40")),
    (("About 3", "3", "About 9"), ("3", "about 9")),
])  # fmt: skip
def test_a_range_reaches_as_far_as_its_accounts_do(said: tuple[str, ...], ends: tuple[str, str]) -> None:
    words = collection().words
    accounts = [Account.model_construct(by="A", says=one, refs=()) for one in said]
    given = [(one, figure) for one in accounts if (figure := figure_of(words, one))]
    assert extremes(words, given) == ends
    # One that covers only a part of what is asked stretches no range, and is a figure all the same.
    little = Account.model_construct(by="B", says="1 at the old pier", part="the old pier", refs=())
    asked = Dispute.model_construct(question="How many?", accounts=(*accounts, little))
    assert [list(read(words, asked)) for read in (whole_figures, figures_given)] == [[1, 2, 3], [1, 2, 3, 4]]


def test_each_account_stands_with_whoever_gave_it_and_for_whom_they_speak() -> None:
    """An outlet that passes something on is not its owner, and an expert speaks for no country."""
    known = collection()
    story = known.stories["ferry-strike-2022"]
    given = story.disputed[0].accounts[0]

    def shown(by: str, **told: str | None) -> tuple[str, str, str]:
        account = given.model_copy(update={"by": by, "who": None, **told})
        holder, short = holder_of(known, story, account, in_full=True), holder_of(known, story, account)
        return holder.name, short.name, spoken_for(known, story, account) or ""

    assert [
        shown("The Volna side, as reported by Volna", side="KG"),
        shown("A clerk, as reported by Volna"),
        shown("Volna, from another house", who="volna"),
        shown("Volna", who="volna"),
        shown("Ada Quill, in Volna", who="volna"),
        shown("Ferry Union", who=given.who),
        shown("Ferry Union", who=given.who, side="KG"),
    ] == [
        ("The Volna side", "The Volna side", "KG"),
        ("A clerk", "A clerk", ""),
        ("Volna, from another house", "Volna", ""),
        ("Volna", "Volna", ""),
        ("Ada Quill, in Volna", "Ada Quill", ""),
        ("Ferry Union", "Ferry Union", "CN"),
        ("Ferry Union", "Ferry Union", "KG"),
    ]
    entry = next(one for one in known.by_story[story.id] if any(source.who == given.who for source in one.sources))
    sources = tuple(one.model_copy(update={"actor": Actor.EXPERT, "side": None}) for one in entry.sources)
    asked = changed(entry.id, sources=sources)
    refs = {"x": Reference.model_construct(entry=entry.id, url=None, outlet=None, publisher=None)}
    told = story.model_copy(update={"references": refs})
    assert spoken_for(asked, told, given.model_copy(update={"refs": ("x",)})) is None


ALONE = "One side alone gives figures: {}."


@each(("given", "said"), [
    ({"63 dead": "KG", "59 dead": "KG", "40 dead": None}, ALONE.format("Kyrgyzstan")),
    ({"63 dead": "KG", "59 dead": "IS", "40 dead": None}, ""),
    ({"63 dead": None, "59 dead": None, "40 dead": None}, ""),
    ({"63 dead": "NO", "59 dead": "NO", "40 dead": None}, ""),
])  # fmt: skip
def test_figures_of_one_side_alone_are_said_to_be_so(given: dict[str, str | None], said: str) -> None:
    known = collection()
    story = known.stories["ferry-strike-2022"]
    one = story.disputed[0].accounts[0]
    accounts = tuple(
        one.model_copy(update={"by": "A clerk", "who": None, "says": says, "side": side})
        for says, side in given.items()
    )
    asked = Dispute.model_construct(question="How many?", accounts=accounts)
    assert [one.alone for one in contested(known, story.model_copy(update={"disputed": (asked,)}))] == [said]


def test_an_account_is_new_where_all_entries_that_give_it_are() -> None:
    known = collection()
    new = next(entry.id for entry in known.entries if known.new_since(entry.id))
    old = next(entry.id for entry in known.entries if not known.new_since(entry.id))
    story = known.stories["ferry-strike-2022"]
    refs = {
        name: Reference.model_construct(entry=entry, url=None, outlet=None, publisher="Volna")
        for name, entry in (("new", new), ("old", old), ("page", None))
    }
    given = story.disputed[0].accounts[0]
    told = tuple(
        given.model_copy(update={"refs": some, "who": None})
        for some in (("new",), ("old",), ("new", "old"), ("page",), ("new", "page"))
    )
    asked = Dispute.model_construct(question="Who came?", accounts=told)
    (found,) = contested(known, story.model_copy(update={"disputed": (asked,), "references": refs}))
    assert found.fresh == {1, 5}


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ([("12", "2022-10-11"), ("40", "2022-10-14")],
         "Figures from 12 to 40, given from 11 October 2022 to 14 October 2022. The latest: 40, by B."),
        ([("63", "2022-10-12/2022-10-16"), ("62", "2022-10-14"), ("59", "2022-10-11")],
         "Figures from 59 to 63, given from 11 October 2022 to 16 October 2022. The latest: 63, by A; 62, by B."),
        ([("21", "2022-10-24"), ("22", "2022-10-24"), ("23", "2022-10-24"), ("20", "2022-10-24")],
         "Figures from 20 to 23, given on 24 October 2022. The latest of them, 4 accounts: 20 to 23."),
        ([("9", "2022-10-01"), *[("7", "2022-10-02/2022-10-05")] * 4],
         "Figures from 7 to 9, given from 1 October 2022 to 5 October 2022. The latest of them, 4 accounts: 7."),
        ([("9", None), ("7", None)], "Figures from 7 to 9, none with a date."),
        ([("9", None), ("7", "2022-10-02")], "Figures from 7 to 9, given on 2 October 2022. The latest: 7, by B."),
    ],
)  # fmt: skip
def test_of_accounts_whose_days_overlap_each_may_be_the_latest(given, told: str) -> None:
    known = collection()
    story = known.stories["ferry-strike-2022"]
    accounts = [
        Account.model_validate({"by": by, "says": says, "date": day, "refs": [next(iter(story.references))]})
        for by, (says, day) in zip("ABCDE", given, strict=False)
    ]
    figures = [(at, one, figure_of(known.words, one)) for at, one in enumerate(accounts, 1)]
    assert plot_of(known, story, figures).summary == told
