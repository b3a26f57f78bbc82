"""What is new since an edition is marked when the site is built, what is new to a reader by their browser alone."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from chromium import page_on
from invented import changed_each, collection, remade
from matrices import STRIKE
from tables import each

from newsdesk.collection import Collection
from newsdesk.collection.digests import Digests
from newsdesk.collection.measures.news import news_of
from newsdesk.collection.watched import Watched
from newsdesk.model import Digest

OUTLET = "outlets/wharf-wire/"


def editions(*days: str) -> list[Digest]:
    like = next(digest for digest in collection().digests.values() if digest.editions)
    (edition, *_) = like.editions
    held = tuple(
        edition.model_copy(update={"date": date.fromisoformat(day), "number": n}) for n, day in enumerate(days)
    )
    return [like.model_copy(update={"editions": held})]


@each(
    ("days", "added", "day", "new"),
    [
        ((), ("2022-10-20",), None, 0),
        (("2022-10-20",), (), None, 0),
        (("2022-10-20",), ("2022-10-20",), None, 0),
        (("2022-10-21",), ("2022-10-20",), None, 0),
        (("2022-10-20",), ("2022-10-20", "2022-10-21", "2022-10-22"), "2022-10-20", 2),
        # The edition that took them in leaves them new until others come.
        (("2022-10-20", "2022-10-22"), ("2022-10-19", "2022-10-21", "2022-10-22"), "2022-10-20", 2),
        (("2022-10-20", "2022-10-22"), ("2022-10-21", "2022-10-23"), "2022-10-22", 1),
    ],
)
def test_new_is_what_came_after_the_last_edition_before_the_newest_entry(
    days: tuple[str, ...], added: tuple[str, ...], day: str | None, new: int
) -> None:
    known = collection().entries
    entries = [one.model_copy(update={"added": date.fromisoformat(a)}) for one, a in zip(known, added, strict=False)]
    news = news_of(editions(*days), entries)
    assert (news.day and news.day.isoformat(), len(news.ids)) == (day, new)


def later() -> Collection:
    """The collection with an entry that came in long after its editions."""
    return changed_each({"strike-ends": {"added": date(2030, 1, 2)}})


def test_pages_of_story_outlet_and_person_mark_in_words_what_is_new() -> None:
    known = later()
    (day,) = {str(known.new_since("strike-ends"))}
    assert day != "None"
    entry = known.by_id["strike-ends"]
    who = next(source.who for source in entry.sources if source.who in known.people and known.people[source.who].public)
    for path in (STRIKE, f"outlets/{entry.outlet}/", f"people/{who}/"):
        page = remade(known, path)
        (mark,) = page.every("b", cls="nd-new")
        assert mark.text == "new"
        assert "New since the edition of" in page.text
        assert page.one(id="seen").text == "", "what only a script can say is left to it"
    assert remade(known, "2022/w41/").every("b", cls="nd-new") == []


def test_a_page_is_made_again_where_an_entry_on_it_is_new_or_no_longer() -> None:
    before, now = collection(), replace(later(), memo={})
    watched = Watched.over(replace(before, memo={}))
    key = "new\0strike-ends"
    with watched.watch.part() as read:
        assert remade(watched, STRIKE)
    assert key in read
    digests = Digests(before)
    old = digests[key]
    assert key in digests.follow(now, {key, "new\0gulls-counted"})
    assert (digests[key], Digests(now)[key]) == (digests[key], digests[key]) != (old, old)
    assert "new\0gulls-counted" not in Digests(before).follow(now, {"new\0gulls-counted"})


def test_a_browser_alone_remembers_what_was_seen_and_forgets_it_when_asked(chromium, built: Path) -> None:
    with page_on(chromium, built) as page:
        shifts = "new PerformanceObserver((list) => list.getEntries().forEach((one) => { self.moved += one.value; }))"
        page.add_init_script(f"self.moved = 0; {shifts}.observe({{ type: 'layout-shift', buffered: true }})")
        page.set_viewport_size({"width": 320, "height": 700})
        line, marks = page.locator("#seen"), page.locator(".nd-new:text('new to you')")

        def visit(says: str, path: str = STRIKE, *, again: bool = True) -> None:
            if again:
                page.evaluate("sessionStorage.clear()")
            page.goto("about:blank")
            page.goto(path)
            page.wait_for_function("(says) => document.getElementById('seen').textContent.includes(says)", arg=says)

        visit("At your next visit", again=False)
        visit("Nothing new")
        # Something came in: the browser knows of all but two entries.
        stored = "Object.keys(localStorage).filter((key) => key.startsWith('nd-seen:'))"
        (key,) = page.evaluate(stored)
        forgotten = """(key) => { const [turn, ids] = localStorage.getItem(key).split(" ");
            localStorage.setItem(key, `${turn} ${ids.split(",").slice(2).join(",")}`); }"""
        page.evaluate(forgotten, key)
        visit("New since your last visit, as this browser alone remembers: 2.")
        assert marks.count() == 2
        assert page.locator(".nd-covered summary").filter(has=marks).count() == 2, "in words, and read with the line"
        assert page.evaluate("self.moved") == 0
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        # The same visit goes on when the page is loaded again, whatever the clock says.
        page.clock.set_fixed_time("1999-01-01")
        visit("remembers: 2.", again=False)
        visit("Nothing new")
        assert marks.count() == 0
        visit("At your next visit", OUTLET)
        assert len(page.evaluate(stored)) == 2
        page.locator("#seen button").press("Enter")
        assert line.inner_text() == "This browser has forgotten what you have seen on this site."
        assert page.evaluate("document.activeElement.id") == "seen"
        assert page.evaluate(stored) == []
        assert page.context.cookies() == []
        # What stands in the store may be anything.
        for junk in ("", "{}", "x y z", f"{'9' * 400} a,b", "1"):
            page.evaluate("([key, junk]) => localStorage.setItem(key, junk)", [key, junk])
            visit(" ")
        # A browser full of other things, and one that keeps nothing.
        page.evaluate("""() => { for (let size = 4e6, at = 0; size > 1; at += 1)
            try { localStorage.setItem(`o${at}`, "x".repeat(size)); } catch { size = Math.floor(size / 2); } }""")
        visit("At your next visit", OUTLET)
        assert len(page.evaluate(stored)) == 1, "the list that was looked at longest ago made room"
        page.evaluate("localStorage.clear()")
        page.add_init_script(
            "Object.defineProperty(self, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
        )
        visit("keeps nothing", again=False)
        assert marks.count() == 0
