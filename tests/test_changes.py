"""What happened to the collection, by day: its page, its feed, and what each page of it has read."""

import json
from dataclasses import replace
from datetime import date

from invented import changed_each, collection, content, made, pages, remade
from makers import grown

from newsdesk.collection import Collection
from newsdesk.collection.digests import Digests
from newsdesk.collection.measures.happened import Happening, Kind
from newsdesk.collection.watched import Watched
from newsdesk.model import Correction, CorrectionKind
from newsdesk.model.settings import Settings
from newsdesk.views import all_pages
from newsdesk.views.pages.news.changes import page as changes_page
from newsdesk.views.shared.happened import sections

DAY = date(2030, 1, 2)


def corrected(kind: CorrectionKind) -> Correction:
    return Correction(date=DAY, kind=kind, was="a", now="b", why="It was wrong.")


def later() -> Collection:
    """The collection after a day on which an entry came in, another was withdrawn, and one corrected twice."""
    return changed_each(
        {
            "strike-ends": {"added": DAY},
            "gulls-counted": {"corrections": (corrected(CorrectionKind.WITHDRAWN),)},
            "strike-called": {"corrections": (corrected(CorrectionKind.MINOR), corrected(CorrectionKind.MATERIAL))},
        }
    )


def test_a_day_tells_what_came_in_and_what_was_corrected_or_withdrawn() -> None:
    page = remade(later(), "changes/")
    section = page.one("section", **{"aria-labelledby": f"d{DAY}"})
    assert [h.text for h in section.every("h3")] == ["Withdrawn 1", "New entries 1", "Corrected 1"]
    assert [(li.text, li.one("a").attrs["href"]) for li in section.every("li")] == [
        ('Gulls counted & <i>counted again</i> <b>Brackets</b> & "Sons" {{ 7*7 }}', "../2022/w41/gulls-counted/"),
        ("Ferries sail again Wharf Wire", "../2022/w41/strike-ends/"),
        ("Ferry crews walk out Strait Gazette; 2 corrections", "../2022/w41/strike-called/#corrections"),
    ]


def test_what_is_contested_comes_first_and_editions_of_a_week_share_a_line() -> None:
    story = "ferry-strike-2022"
    found = [
        Happening(DAY, Kind.ACCOUNT, "stories", story, 1),
        Happening(DAY, Kind.STORY, "stories", story, 2),
        Happening(DAY, Kind.EDITION, "digests", "2022-W41", 2),
        Happening(DAY, Kind.EDITION, "digests", "2022-W41", 3),
        Happening(DAY, Kind.EDITION, "digests", "2022-W42", 1),
        Happening(DAY, Kind.ENTRY, "entries", "strike-ends", 1),
    ]
    assert [one.kind for one in found] == [kind for kind in Kind for one in found if one.kind is kind]
    told = sections(collection(), found)
    assert [(one.heading, one.count, [line.said for line in one.lines]) for one in told] == [
        ("Accounts on contested questions", 1, ["1 account is given by entries of this day"]),
        ("Corrected in stories", 1, ["2 corrections"]),
        ("Editions", 3, ["editions 2 and 3", "edition 1"]),
        ("New entries", 1, [""]),
    ]


def test_a_title_in_another_language_is_translated_and_a_banned_publisher_said_to_be_one_on_its_line() -> None:
    page = content("changes/")
    assert page.every(cls="nd-notices") == []
    told = {li.one("a", href=li.every("a")[0].attrs["href"]).text: li.text for li in page.every("li")}
    title = collection().by_id["lamp-society-statement"].title
    assert told[title] == (
        f"{title} The society calls for the strait to be lit (machine translation) Lamp Society;"
        " authorities have banned or listed this publisher: which"
    )
    assert "banned" not in told["Ferries sail again"]


def test_everything_that_has_a_day_is_told_once_and_nothing_else() -> None:
    known = collection()
    found = known.happened
    assert len(set(found)) == len(found)
    assert {one.name for one in found if one.kind is Kind.ENTRY} == set(known.by_id)
    assert sum(one.times for one in found if one.kind in (Kind.CORRECTED, Kind.WITHDRAWN, Kind.STORY)) == len(
        known.corrections
    )
    assert sum(one.times for one in found if one.kind is Kind.REPLY) == sum(len(e.replies) for e in known.entries)
    editions = [(one.name, one.times) for one in found if one.kind is Kind.EDITION]
    assert sorted(editions) == sorted((w, e.number) for w, d in known.digests.items() for e in d.editions)
    days = [one.day for one in found]
    assert days == sorted(days, reverse=True)
    assert [one for day in known.happened_on.values() for one in day] == list(found)
    assert "Somebody" not in content("changes/").text


def test_an_account_came_with_the_first_entry_that_gives_it() -> None:
    known = collection()
    story = known.stories["ferry-strike-2022"]
    by_entry = {ref: one.entry for ref, one in story.references.items() if one.entry}
    accounts = [account for dispute in story.disputed for account in dispute.accounts]
    dated = [account for account in accounts if by_entry.keys() & set(account.refs)]
    found = [one for one in known.happened if one.kind is Kind.ACCOUNT and one.name == story.id]
    assert sum(one.times for one in found) == len(dated) < len(accounts) + 1


def test_a_day_is_one_item_of_the_feed_which_the_page_and_the_list_of_feeds_name() -> None:
    held = json.loads(made()["feeds/news.json"].text)
    assert [item["date_published"][:10] for item in held["items"]] == list(collection().happened_on)[:30]
    assert len({item["id"] for item in held["items"]}) == len(held["items"])
    assert 'href="../feeds/news.atom"' in pages()["changes/"].head
    assert "../feeds/news.atom" in made()["feeds/"].content
    for path in ("", "corrections/"):
        assert any(a.attrs["href"].endswith("changes/") for a in content(path).every("a"))
    (item,) = (i for i in json.loads(next(f for f in all_pages(later()) if f.path == "feeds/news.json").text)["items"]
               if i["date_published"].startswith("2030"))  # fmt: skip
    assert item["summary"].endswith("1 new entry, 1 entry withdrawn and 2 corrections")


def test_pages_are_bounded_and_an_older_one_stays_as_it_was() -> None:
    draft = grown(250)
    known = Collection.of(draft, Settings(site_name="S"))
    paths = sorted(page.path for page in all_pages(known) if page.path.startswith("changes/"))
    assert paths == ["changes/", "changes/page/1/", "changes/page/2/"]
    told = remade(known, "changes/page/2/")
    said = told.one("section").one("p").text
    assert said == "This day begins on the newer page. This day continues on the older page."
    assert told.one("h3").text == "New entries 100", "what comes later on that day changes nothing here"
    newest = remade(known, "changes/").one("section")
    assert newest.one("p").text == "This day continues on the older page. Numbers are of the whole day."
    assert newest.one("h3").text == "New entries 250 (50 on this page)"
    old = "changes/page/1/"
    entry = draft.entries[0]
    new = replace(entry, record=entry.record.model_copy(update={"added": DAY}))
    now = Collection.of(replace(draft, entries=[new, *draft.entries[1:]]), Settings(site_name="S"))
    watched = Watched.over(replace(known, memo={}))
    with watched.watch.part() as read:
        assert [page.path for page in changes_page(watched, 0, 2)] == [old]
    keys = {key for key in read if "happened" in key}
    own, next_to_it = ("slice\0happened\0\x00-100\0None\0None", "slice\0happened\0\x00-101\0-100\0None")
    parted = {key for key in keys if "happened_on" in key}
    assert keys - parted == {own, next_to_it}, "it has read no more than it holds, and the day beside that"
    digests = Digests(known)
    assert [digests[key] for key in keys] != [Digests(now)[key] for key in keys], "an entry changed its day"
    more = Collection.of(replace(draft, entries=[*draft.entries, replace(entry, record=new.record.model_copy(
        update={"id": "e999"}))]), Settings(site_name="S"))  # fmt: skip
    assert [digests[key] for key in keys] == [Digests(more)[key] for key in keys]


def test_nothing_has_happened_in_an_empty_collection() -> None:
    draft = grown(1)
    empty = Collection.of(replace(draft, entries=[], digests={}), Settings(site_name="S"))
    assert "Nothing has happened yet." in remade(empty, "changes/").text
    assert pages()["changes/"].title == "What has changed"
