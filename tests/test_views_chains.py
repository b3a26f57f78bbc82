"""Who relies on whom: chains of citation in a story, and what others do with what an outlet published."""

from invented import EN, changed, changed_each, collection, content, remade
from tables import each

from newsdesk.collection import Collection, Relay
from newsdesk.model import Cited
from newsdesk.views.pictures.chains import chains, nested

STRIKE = "stories/ferry-strike-2022/"


# Chains of citation.


def citing(**origins: str) -> Collection:
    """The strike with nobody cited but the outlets named for each entry: `via` (v:), `text` (t:) or cited (c:)."""
    known = collection()
    (source, *_) = known.by_id["strike-called"].sources
    changes: dict[str, dict] = {}
    ways: dict[str, dict] = {
        "v": {"who": None, "cited": Cited.RELAYED}, "c": {"via": None}, "m": {"via": None, "cited": Cited.MENTIONED},
    }  # fmt: skip
    for entry in known.by_story["ferry-strike-2022"]:
        found = origins.get(entry.id.removeprefix("strike-").replace("-", "_"), "").split()
        sources = [
            source.model_copy(update={"via": name, "who": name, **ways[way]})
            for way, _, name in (origin.partition(":") for origin in found) if way in ways
        ]  # fmt: skip
        text = next((o[2:] for o in found if o[0] == "t"), None)
        changes[entry.id] = {"sources": tuple(sources), "syndicated_from": text}
    return changed_each(changes)


def shape(known: Collection) -> list[list[tuple[int, str, str]]]:
    found = chains(known, known.by_story["ferry-strike-2022"])
    return [[(link.depth, link.outlet.id, str(link.way or "")) for link in chain.links] for chain in found]


@each(
    ("origins", "wanted"),
    [
        ({}, []),
        # A mention is no source, and nobody rests on themselves.
        ({"called": "m:volna v:strait-gazette t:strait-gazette"}, []),
        (
            {"called": "v:brackets", "in_russian": "t:brackets", "ends": "c:brackets"},
            [[(0, "brackets", ""), (1, "strait-gazette", "relay"), (1, "wharf-wire", "cite"), (1, "volna", "text")]],
        ),
        # The closest way is said, once for each outlet.
        (
            {"called": "c:volna v:volna", "second_thoughts": "t:volna"},
            [[(0, "volna", ""), (1, "strait-gazette", "text")]],
        ),
        # One passes on what another has passed on: one chain.
        (
            {"in_russian": "t:brackets", "in_kyrgyz": "v:volna", "ends": "c:tolkun"},
            [[(0, "brackets", ""), (1, "volna", "text"), (2, "tolkun", "relay"), (3, "wharf-wire", "cite")]],
        ),
        # Two that cite each other: nobody is first, and the drawing ends.
        (
            {"called": "c:volna", "in_russian": "c:strait-gazette"},
            [[(0, "strait-gazette", ""), (1, "volna", "cite"), (2, "strait-gazette", "cite")]],
        ),
        # Two origins: those who rest on both stand in both chains, what hangs on them in one.
        (
            {"in_russian": "v:brackets v:harbour-daily", "ends": "v:volna"},
            [
                [(0, "brackets", ""), (1, "volna", "relay"), (2, "wharf-wire", "relay")],
                [(0, "harbour-daily", ""), (1, "volna", "relay")],
            ],
        ),
    ],
)
def test_chains_lead_back_to_their_first_outlet(origins: dict[str, str], wanted: list) -> None:
    assert shape(citing(**origins)) == wanted


def test_an_entry_takes_its_text_from_the_entry_that_it_translates() -> None:
    known = changed("strike-ends", translation_of="strike-in-russian", sources=())
    first = known.relays["volna"][0]
    assert (first.entry.id, str(first.way)) == ("strike-ends", "text")


def test_a_withdrawn_entry_is_in_no_chain() -> None:
    relays = collection().relays
    assert isinstance(relays["volna"][0], Relay)
    withdrawn = {entry.id for entry in collection().entries if entry.withdrawn}
    assert withdrawn
    assert not withdrawn & {relay.entry.id for found in relays.values() for relay in found}


def test_a_story_says_that_one_chain_is_not_several_confirmations() -> None:
    known = citing(called="v:brackets", in_russian="t:brackets", ends="c:brackets")
    section = remade(known, STRIKE).one("section", **{"aria-labelledby": "chains"})
    assert section.every("p")[0].text == (
        "3 of 6 outlets cite another one or pass on its report, in 1 chain. The articles together go back to 6"
        " independent origins. 2 outlets pass on what"
        ' <b>Brackets</b> & "Sons" {{ 7*7 }} reported: one source, not 2.'
        " An outlet on a chain may have sources of its own as well."
    )
    chain = section.one("ul", cls="nd-chain")
    (first,) = [child for child in chain.children if not isinstance(child, str)]
    assert first.every("a")[0].text == '<b>Brackets</b> & "Sons" {{ 7*7 }}'
    assert [li.text for li in first.one("ul").every("li")] == [
        "Strait Gazette has a source by way of it: 10 Oct",
        "Wharf Wire cites it: 14 Oct",
        "Volna carries its text: 11 Oct",
    ]
    assert [a.attrs["href"] for a in first.one("ul").every("li")[0].every("a")] == [
        "../../outlets/strait-gazette/",
        "../../2022/w41/strike-called/#sources",
    ]
    none = remade(citing(), STRIKE).one("section", **{"aria-labelledby": "chains"})
    assert none.text == (
        "Who relies on whom No entry of this story cites another outlet or passes on its report."
        " The articles together go back to 6 independent origins."
    )
    assert none.every("ul") == []


def test_lists_in_lists_close_as_often_as_they_open() -> None:
    for chain in chains(collection(), collection().entries):
        depth = 0
        for node in nested(EN, chain):
            assert node.link.depth == depth
            depth += node.opens - len(node.closes)
        assert depth == 0


# What others do with what an outlet published.


def test_an_outlet_page_says_who_carries_its_text_who_has_a_source_by_way_of_it_and_who_cites_it() -> None:
    def ways(path: str) -> list[tuple[str, str]]:
        section = content(path).one("section", **{"aria-labelledby": "passed-on"})
        return [(tr.one("th").text, tr.one("td").text) for tr in section.one("tbody").every("tr")]

    assert ways("outlets/harbour-daily/") == [
        ("Carry its text", "Wharf Wire (1 entry)"),
        ("Have a source by way of it", "Strait Gazette (1 entry)"),
        ("Cite it", "none in this collection"),
    ]
    none = content("outlets/lamp-society/").one("section", **{"aria-labelledby": "passed-on"})
    assert none.every("p")[0].text == (
        "No other outlet in this collection carries its text, has a source by way of it or cites it."
    )


TAKEN = {
    "tolkun": [
        ("Carries the text of", "Strait Gazette (1 entry)"),
        ("Has a source by way of", "Volna (1 entry), Wharf Wire (1 entry)"),
        ("Cites", "Volna (1 entry)"),
    ],
    "strait-gazette": [
        ("Has a source by way of", "Harbour Daily (1 entry), Wharf Wire (1 entry)"),
        ("Has a source by another way, in its words", "a note on a door (3 sources)"),
    ],
}


def test_an_outlet_page_says_what_the_outlet_takes_over_and_from_whom() -> None:
    found = {
        name: [(tr.one("th").text, tr.one("td").text) for tr in section.one("tbody").every("tr")]
        for name in ("tolkun", "strait-gazette", "signal-radio")
        for section in content(f"outlets/{name}/").every("section", **{"aria-labelledby": "taken"})
    }
    assert found == TAKEN, "and of one without an article nothing"
    section = content("outlets/tolkun/").one("section", **{"aria-labelledby": "taken"})
    assert section.one("p").text == "So in 2 of 2 entries. Whoever takes over a report does not confirm it."
