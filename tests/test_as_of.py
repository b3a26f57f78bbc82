"""A story as of an edition: what editions say is read back word for word, and pages tell no more than they can know."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pytest
from invented import changed_each, collection, made, page_of, pages, parsed, remade
from matrices import STRIKE

from newsdesk.collection import Collection
from newsdesk.collection.digests import Digests
from newsdesk.collection.watched import Watched
from newsdesk.model import Correction, CorrectionKind
from newsdesk.model.addresses import entry_path
from newsdesk.views import all_pages
from newsdesk.views.editions.reading import entries_told
from newsdesk.views.pages.events import as_of
from newsdesk.views.pages.events.as_of import states
from newsdesk.views.setting.page import paragraphs

WEEK, THEN, NOW = "2022-W41", date(2022, 11, 1), date(2022, 12, 1)
PATH = f"{STRIKE}as-of/{THEN}/"
WAS = "Called it was, *on Monday* & by <b>nobody</b>: 1. [one] ~ #two.\n\nA second paragraph_of_it."


def later(**changes: dict) -> Collection:
    """The collection after an edition of the strike's week that said something else of one of its entries."""
    then = changed_each({"strike-called": {"summary": WAS}})
    text = next(page.text for page in all_pages(then) if page.path == "2022/w41/digest.md")
    known = changed_each({"strike-ends": {"added": NOW}, **changes})
    digest = known.digests[WEEK]
    edition = digest.editions[0].model_copy(update={"date": THEN, "number": 1})
    text = text.replace("strike-ends/).", "strike-gone/).")
    digests = {**known.digests, WEEK: digest.model_copy(update={"editions": (edition,)})}
    frozen = {**known.frozen, (WEEK, 1): text}
    return replace(known, digests=MappingProxyType(digests), frozen=MappingProxyType(frozen), memo={})


def test_what_an_edition_says_of_entries_is_read_back_word_for_word() -> None:
    found = {}
    for path, file in made().items():
        if path.endswith("/digest.md"):
            found |= entries_told(file.text)
    entries = {entry_path(entry).rstrip("/"): entry for entry in collection().entries}
    assert found.keys() == entries.keys()
    for path, told in found.items():
        entry = entries[path]
        assert told.title == " ".join(entry.title.split()), path
        assert told.summary == "\n".join(" ".join(part.split()) for part in paragraphs(entry.summary)), path
    assert entries_told("# An edition of no address\n\n## Title\n\n**Outlet**. English.\n\nText.\n") == {}
    assert entries_told("") == {}


def test_a_state_tells_what_had_gone_out_in_its_own_words_and_what_came_since() -> None:
    gone = Correction(date=NOW, kind=CorrectionKind.WITHDRAWN, why="It was an advertisement.")
    page = remade(later(**{"strike-in-uzbek": {"corrections": (gone,)}}), PATH)
    assert page.one("h1").text == "As of 1 November 2022"
    cards = {
        card.one(cls="nd-card__title").one("a").attrs["href"].split("/")[-2]: card for card in page.every("article")
    }
    assert "strike-ends" not in cards
    called = cards["strike-called"]
    assert [p.text for p in called.every("p", cls="nd-card__text")] == [part.strip() for part in WAS.split("\n\n")]
    assert "Today it has another title or summary." in called.text
    assert "../../../../2022/w41/edition-1.md" in {a.attrs["href"] for a in called.every("a")}
    assert "Title and summary are what they are today." in cards["strike-in-russian"].text
    assert "withdrawn on 1 December 2022. It was an advertisement." in cards["strike-in-uzbek"].text
    assert cards["strike-in-uzbek"].every("p", cls="nd-card__text") == [], "what was withdrawn is not told again"
    assert [li.text for li in page.one("section", **{"aria-labelledby": "since"}).every("li")] == [
        "Ferries sail again Wharf Wire, in this collection since 1 December 2022"
    ]


def test_of_very_many_entries_the_newest_are_told_and_how_many_stand_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = remade(later(), PATH)
    monkeypatch.setattr(as_of, "SHOWN", 2)
    page = remade(later(), PATH)
    told = [[card.one(cls="nd-card__title").text for card in one.every("article")] for one in (whole, page)]
    assert told[1] == told[0][-2:]
    then = page.one("section", **{"aria-labelledby": "then"}).text
    assert f"{len(told[0]) - 2} older entries stand in the coverage alone." in then
    assert "in the coverage alone" not in whole.text


def test_a_state_is_led_to_from_its_story_and_kept_from_searchers() -> None:
    known = later()
    links = {a.attrs["href"] for a in remade(known, STRIKE).every("a")}
    assert f"as-of/{THEN}/" in links
    page = page_of(known, PATH)
    assert 'content="noindex"' in page.head
    assert not page.is_listed
    assert all(one.is_listed for path, one in pages().items() if "/as-of/" not in path)
    assert known.story_days("bridge-planned") == ()
    assert "as-of" not in parsed(pages()["stories/bridge-planned/"].content).text


def test_days_of_a_story_are_bounded_and_known_to_a_later_build() -> None:
    known = later()
    digest = known.digests[WEEK]
    like = digest.editions[0]
    many = tuple(like.model_copy(update={"number": n + 1, "date": date(2022, 11, n + 1)}) for n in range(20))
    more = replace(
        known, digests=MappingProxyType({**known.digests, WEEK: digest.model_copy(update={"editions": many})}), memo={}
    )
    days = more.story_days("ferry-strike-2022")
    assert (len(days), days[0], days[-1]) == (12, date(2022, 11, 20), date(2022, 11, 9))
    watched = Watched.over(known)
    with watched.watch.part() as read:
        for part in states(watched):
            list(part.make(watched, *part.given))
    key = "days\0ferry-strike-2022"
    assert {key, f"record\0frozen\0{WEEK}\x011"} <= read
    digests = Digests(known)
    assert digests[key] == str(THEN)
    assert key in digests.follow(more, {key})
    # An edition whose file is not there tells nothing.
    lost = replace(known, frozen=MappingProxyType({}), memo={})
    assert "Nothing that stands under this story today had gone out" in remade(lost, PATH).text
