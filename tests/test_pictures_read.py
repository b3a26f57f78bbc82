"""Pictures are read aloud as sentences, lead by keyboard to their tables, and stay where colours are forced."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from chromium import page_on
from invented import collection

from newsdesk.collection import Collection
from newsdesk.model import Story
from newsdesk.views import Page
from newsdesk.views.pages.stories import stories

STRIKE = "stories/ferry-strike-2022/"
# How many crews stayed ashore, by four who say it on four days.
FIGURES = [("ferry-union", "40 crews", "2022-10-11"), ("volna", "12 crews", "2022-10-12"),
           ("harbour-daily", "31 crews", "2022-10-13"), (None, "About 20 crews", "2022-10-14"),
           (None, "3 crews at the old pier", "2022-10-11")]  # fmt: skip

LONG = "Because the owners had let go of nine of them, says the union, and of nobody at all, say the owners themselves"
LONG += f", as they say {'again and ' * 40}again"


@pytest.fixture(scope="module")
def page(chromium, built: Path) -> Iterator:
    with page_on(chromium, built) as opened:
        opened.set_viewport_size({"width": 390, "height": 844})
        yield opened


def counted() -> Collection:
    """The collection with a question that is answered by figures."""
    known = collection()
    story = known.stories["ferry-strike-2022"]
    accounts = [
        {"by": f"Somebody {number}", "who": who, "says": says, "date": date, "refs": [next(iter(story.references))]}
        for number, (who, says, date) in enumerate(FIGURES)
    ]
    accounts[-1]["part"] = "the old pier"
    asked = [
        {"question": "How many crews stayed ashore?", "accounts": accounts},
        {"question": "Why did they?", "accounts": [accounts[0] | {"says": "Pay"}, accounts[1] | {"says": LONG}]},
    ]
    data = story.model_dump(mode="json", by_alias=True, exclude_none=True) | {"disputed": asked}
    return replace(known, stories={**known.stories, story.id: Story.model_validate(data)}, memo={})


def read_aloud(page, part: str) -> list[str]:
    """What a screen reader is handed of a part of a page, line by line, without addresses."""
    lines = page.locator(part).first.aria_snapshot().splitlines()
    return [line.strip().removeprefix("- ").strip("'").rstrip(":") for line in lines if "/url:" not in line]


def walked(page, least: int) -> list[str]:
    """What is reached by so many strokes of Tab, each of which is seen on the screen."""
    found = []
    for _ in range(least):
        page.keyboard.press("Tab")
        at = page.evaluate("""() => {
            const one = document.activeElement, box = one.getBoundingClientRect();
            const isInside = box.width > 0 && box.left >= 0 && box.right <= innerWidth;
            const name = one.innerText?.trim() ?? one.ariaLabel;
            return [name, isInside && getComputedStyle(one).outlineStyle !== "none"];
        }""")
        assert at[1], f"{at[0]}: not to be seen"
        found.append(at[0])
    return found


def test_a_map_is_one_sentence_whose_marks_are_links_with_a_table_behind_it(page) -> None:
    page.goto("places/")
    assert page.locator("h1").all_inner_texts() == ["Places"]
    parts = "article > h1, article > p, .nd-map, .nd-lines"
    order = page.evaluate("parts => [...document.querySelectorAll(parts)].map((one) => one.tagName)", parts)
    assert order[:4] == ["H1", "P", "svg", "UL"], "what somebody wrote, the map, the list"
    said = read_aloud(page, "figure")
    assert said[1:3] == ['group "Map of the places. 1 place in 1 country."', 'link "Samplehaven"']
    assert "row" not in " ".join(said), "the table is folded"
    page.locator("h1").first.evaluate("one => { one.tabIndex = -1; one.focus(); }")
    reached = walked(page, 3)
    assert reached == ["Samplehaven", "Farbank", "The map as a table"], "what is not on the map stands beside it"
    page.keyboard.press("Enter")
    assert 'row "Samplehaven Iceland 1 1"' in read_aloud(page, "figure")
    assert walked(page, 1) == ["Samplehaven"]
    page.keyboard.press("Enter")
    page.wait_for_url("**/places/samplehaven/")
    assert any(
        line.startswith('img "Where it lies. Samplehaven, Iceland, and the borders')
        for line in read_aloud(page, "figure")
    )


def test_a_map_stays_where_colours_are_forced_and_on_paper(page) -> None:
    page.goto("places/")
    colour = "part => { const s = getComputedStyle(document.querySelector(part)); return [s.fill, s.stroke]; }"
    for media in ({"forced_colors": "active"}, {"forced_colors": "none", "media": "print"}):
        page.emulate_media(**media)
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        fill, rim = page.evaluate(colour, ".nd-map__mark")
        assert fill not in (ground, rim, "none")
        _, line = page.evaluate(colour, ".nd-map__coast")
        assert line not in (ground, "none")
        assert page.locator(".nd-map").first.bounding_box()["width"] <= 390
    page.emulate_media(forced_colors="active", media="screen")
    page.goto(STRIKE)
    tab = "getComputedStyle(document.querySelector('.md-tabs__item--active')).borderBlockEndStyle"
    assert page.evaluate(tab) == "solid", "the tab of the page that is read, too"
    page.emulate_media(forced_colors="none", media="screen")


def test_a_plot_is_one_sentence_and_its_marks_are_no_pictures_of_their_own(page) -> None:
    known = counted()
    (part,) = (part for part in stories(known) if part.given[:1] == ("ferry-strike-2022",))
    (made,) = part.make(known, *part.given)
    assert isinstance(made, Page)
    assert "1 figure of a part only stands outside this range." in made.content
    page.goto(STRIKE)
    page.evaluate("html => { document.getElementById('nd').outerHTML = html; }", made.content)
    said = read_aloud(page, ".nd-contest")
    assert said[0] == 'heading "How many crews stayed ashore?" [level=3]'
    images = [line for line in said if line.startswith("img")]
    assert len(images) == 1, "a mark in a picture is part of it"
    assert re.match(
        r'img "How many crews stayed ashore\? Figures from 12 to 40, given from 11 October 2022 to 14 October 2022\.',
        images[0],
    )
    first = said.index("listitem")
    assert said[first : first + 3] == ["listitem", 'text: "40"', 'link "Ferry Union"'], "a figure, and who gives it"
    page.locator(".nd-contest summary").first.focus()
    page.keyboard.press("Enter")
    assert 'columnheader "Who says it"' in read_aloud(page, ".nd-contest")
    assert walked(page, 2)[0] == "Somebody 0"
    onward = page.locator("a.nd-says").last
    box = onward.bounding_box()
    assert min(box["width"], box["height"]) >= 24, "a finger hits what leads on"
    onward.click()
    assert page.locator("tr:target").inner_text().split("\n")[1].startswith(LONG), "and it opens what it leads to"
    assert page.locator("tr:target").bounding_box()["y"] >= page.locator(".md-header").bounding_box()["height"]


def test_a_matrix_and_a_heat_strip_are_read_as_tables_with_heads(page) -> None:
    page.goto(STRIKE)
    page.set_viewport_size({"width": 1280, "height": 844})
    tops = "[...document.querySelectorAll('.nd-contest')].map((one) => one.getBoundingClientRect().top)"
    before = page.evaluate(tops)
    assert len(set(before)) == 1, "side by side"
    page.locator(".nd-contest summary").first.click()
    after = page.evaluate(tops)
    assert after[0] == before[0], "what opens stays where it was"
    assert after[1] > before[1], "and what stood beside it follows: its table has the whole width"
    widths = "[...document.querySelectorAll('.nd-board, .nd-accounts')].map((one) => one.offsetWidth)"
    assert len(set(page.evaluate(widths)[:2])) == 1
    said = read_aloud(page, ".nd-matrix")
    assert said[0] == 'region "Table of sources and outlets"'
    assert all(re.search(r'(?:column|row)header "[^"]+', line) for line in said if "header" in line)
    assert len([line for line in said if line.startswith("columnheader")]) > 3
    page.goto("")
    page.set_viewport_size({"width": 390, "height": 844})
    strip = read_aloud(page, ".nd-heat")
    assert 'columnheader "Story"' in strip
    assert [line for line in strip if line.startswith("rowheader")]
    page.locator(".nd-heat td a").first.focus()
    assert walked(page, 1)[0], "from week to week, by figures and not by shades alone"
