"""What an entry's page says of its evidence, and the links that lead into the original."""

from datetime import date

from invented import EN, Element, changed, collection, content, remade
from tables import each

from newsdesk.evidence import seal_of
from newsdesk.evidence.printed import Part
from newsdesk.model import Read
from newsdesk.model.evidence import NotCaptured
from newsdesk.views.shared.evidence import standing

RUSSIAN = "2022/w41/strike-in-russian/"
URL = "https://volna.example.com/2022/10/11/strike"


def line(page: Element) -> str:
    return page.one("section", **{"aria-labelledby": "sources"}).every("p", cls="nd-evidence")[-1].text


def test_a_verified_entry_says_so_beside_the_quotation_and_below() -> None:
    page = content(RUSSIAN)
    assert page.one("span", cls="nd-evidence__mark").text == "Verified against the full text"
    assert line(page) == (
        "Verified against the full text on 15 October 2022: 1 quotation and 3 printed names were found in it."
        " What this means, and how to check it"
    )
    assert page.every("p", cls="nd-evidence")[-1].one("a").attrs["href"] == "../../../how-we-work/#evidence"


def test_an_excerpt_says_so() -> None:
    evidence = collection().by_id["strike-in-russian"].evidence
    assert evidence
    partly = evidence.model_copy(update={"read": Read.EXCERPT})
    partly = partly.model_copy(update={"seal": seal_of(partly)})
    page = remade(changed("strike-in-russian", read=Read.EXCERPT, evidence=partly), RUSSIAN)
    assert page.one("span", cls="nd-evidence__mark").text == "Verified against an excerpt"
    assert line(page).startswith("Verified against an excerpt on 15 October 2022: ")


def test_what_was_not_compared_says_so() -> None:
    assert line(content("2022/w41/strike-called/")).startswith(
        "Not captured: no program has compared this entry with the article."
    )
    sought = NotCaptured(on=date(2022, 11, 3), why="The page is for subscribers.")
    page = remade(changed("strike-called", not_captured=sought), "2022/w41/strike-called/")
    assert line(page).startswith(
        "Not captured: no program has compared this entry with the article. "
        "Looked for on 3 November 2022: The page is for subscribers."
    )
    evidence = collection().by_id["strike-in-russian"].evidence
    assert evidence
    page = remade(changed("strike-in-russian", evidence=evidence.model_copy(update={"quotations": ()})), RUSSIAN)
    assert page.every("span", cls="nd-evidence__mark") == []
    assert page.every("p", cls="nd-evidence")[0].text == "Not compared with the article yet · in the original"
    assert "0 of 1 quotation and 3 printed names were found in it" in line(page)


@each(
    ("text", "fragment"),
    [
        ("We sail.", "text=We%20sail"),
        ("Yes, we sail - you & I", "text=Yes%2C%20we%20sail%20%2D%20you%20%26%20I"),
        ("Заплатят", "text=%D0%97%D0%B0%D0%BF%D0%BB%D0%B0%D1%82%D1%8F%D1%82"),
        ("one two three four five six seven eight nine", "text=one%20two%20three%20four,six%20seven%20eight%20nine"),
        ("so it is … and “remains” [sic] so today", "text=so%20it%20is&text=and%20%E2%80%9Cremains&text=so%20today"),
    ],
)
def test_a_quotation_leads_to_its_place_in_the_original(text: str, fragment: str) -> None:
    entry = collection().by_id["strike-in-russian"]
    source = entry.sources[0]
    assert source.quote
    quote = source.quote.model_copy(update={"text": text})
    sources = (source.model_copy(update={"quote": quote}), *entry.sources[1:])
    for url, wanted in ((URL, f"{URL}#:~:{fragment}"), (f"{URL}#part", f"{URL}#part:~:{fragment}")):
        page = remade(changed("strike-in-russian", sources=sources, url=url), RUSSIAN)
        link = page.every("p", cls="nd-evidence")[0].one("a")
        assert (link.text, link.attrs) == ("in the original", {"href": wanted, "rel": "noopener"})


def test_nothing_leads_to_a_publisher_under_the_policy() -> None:
    russian = collection().by_id["strike-in-russian"]
    known = changed(
        "strike-in-russian", outlet="lamp-society", archive_url="https://archive.example.org/web/20221011/x"
    )
    page = remade(known, RUSSIAN)
    assert not [a for a in page.every("a") if ":~:" in a.attrs.get("href", "") or "data-originalurl" in a.attrs]
    assert russian.url == URL
    unknown = remade(changed("strike-in-russian", url=None), RUSSIAN)
    assert not [a for a in unknown.every("a") if ":~:" in a.attrs["href"]]


def test_links_with_an_archived_copy_are_robust() -> None:
    archive = f"https://archive.example.org/web/20221012083000/{URL}"
    page = remade(changed("strike-in-russian", archive_url=archive), RUSSIAN)
    original, copy = page.one("ul", cls="nd-originals").every("a")
    assert original.attrs == {
        "href": URL, "rel": "noopener", "data-originalurl": URL, "data-versionurl": archive,
        "data-versiondate": "2022-10-12",
    }  # fmt: skip
    assert copy.attrs == {
        "href": archive, "rel": "nofollow noreferrer", "data-originalurl": URL, "data-versiondate": "2022-10-12",
    }  # fmt: skip


def test_evidence_of_an_entry_without_sources_says_only_what_it_was_compared_with() -> None:
    known = changed("strike-in-russian", sources=())
    said = standing(EN, known.by_id["strike-in-russian"], frozenset(), frozenset())
    assert said.text == "Compared with the full text on 15 October 2022: it had no quotation or name to be found."
    said = standing(EN, known.by_id["strike-in-russian"], frozenset(), frozenset(), frozenset({Part.TITLE, Part.DAY}))
    assert said.text.endswith("the title and the day were found in it.")
    assert remade(known, "2022/w41/strike-in-russian/").one("h1")
