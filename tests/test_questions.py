"""Questions of readers and of a monitor: each is answered within three clicks from home, in words that are seen."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from chromium import page_on

STRIKE = "The crews of the ferries strike for five days"
TUNNEL = "The tunnel under the strait is closed for three days"
# A question, the words of the links that are clicked one after the other, and the answer in the words of the page.
QUESTIONS = [
    (
        "Which sources appear only in Icelandic outlets on the strike?",
        ["Stories", STRIKE, "Only in outlets of one country"],
        "Iceland Strait Gazette, Volna A seller of fish quoted Ona Primer paraphrased Tunnel Board mentioned",
    ),
    (
        "What did Ulgu say, to whom, and who relayed it?",
        ["People", "Bakyt Ulgu", "How the words reached each outlet"],
        "By way of Strait Gazette Volna (relayed, 11 October 2022) Directly, as far as was read"
        " Wave (paraphrased, 12 October 2022); Strait Gazette (quoted, 10 October 2022)",
    ),
    (
        "Which outlets carried the text of Harbour Daily?",
        ["Outlets", "Harbour Daily", "Where others cite it or pass it on"],
        "Carry its text Wharf Wire (1 entry) Have a source by way of it Strait Gazette (1 entry)"
        " Cite it none in this collection",
    ),
    (
        "Is it disputed how many crews stayed ashore?",
        ["Stories", STRIKE, "What is contested"],
        '2 accounts, 2 origins China Ferry Union: All forty Others A harbour clerk who is not named: Fewer than'
        ' twelve, & "some" of them asleep',
    ),
    (
        "Who is the Lamp Society, and what must I know?",
        ["Outlets", "Lamp Society"],
        "is banned or listed as a terrorist organisation in Iceland since 4 March 2019. The society calls itself a"
        " union of keepers of lamps.",
    ),
    (
        "What does the collection have in Kyrgyz?",
        ["Languages", "Kyrgyz"],
        "2 entries in this collection, newest first.",
    ),
    (
        "What was reported in the week of 10 to 16 October?",
        ["10–16 October 2022"],
        "Ferries sail again",
    ),
    (
        "What changed after publication?",
        ["Corrections"],
        "Before: that the keeper praised the horn Now: that residents spoke of the horn",
    ),
    (
        "Which quotations have been checked against the article?",
        ["Figures", "compared with the full text", "Паромщики бастуют"],
        "Verified against the full text",
    ),
    (
        "Where is Samplehaven, and what is set there?",
        ["Stories", TUNNEL, "Samplehaven"],
        "64.75° N, 23.6° W",
    ),
    (
        "What does the collection not hold on the strike?",
        ["Stories", STRIKE],
        "1 of 7 articles was read only in part: where one of them does not show a source, it was not found in the part"
        " that was read.",
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def page(chromium, built: Path) -> Iterator:
    with page_on(chromium, built) as opened:
        yield opened


def seen(page) -> str:
    """What can be read where the reader has arrived: in the section that the address names, else on the whole page."""
    page.wait_for_load_state()
    name = urlsplit(page.url).fragment
    article = page.locator("article.md-content__inner")
    section = article.locator(f'section[aria-labelledby="{name}"]') if name else article
    where = section if section.count() else article
    assert where.is_visible()
    return " ".join(where.inner_text().split())


def test_they_are_eleven_and_three_clicks_are_enough() -> None:
    assert len(QUESTIONS) == 11
    assert all(1 <= len(clicks) <= 3 for _, clicks, _ in QUESTIONS)


@pytest.mark.parametrize("width", [390, pytest.param(1280, marks=pytest.mark.slow)])
@pytest.mark.parametrize(("question", "clicks", "answer"), QUESTIONS, ids=[question for question, _, _ in QUESTIONS])
def test_a_reader_finds_the_answer(page, question: str, clicks: list[str], answer: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto("")
    for words in clicks:
        page.wait_for_load_state()
        # What stands in the tabs, or at the side of a wide page, is not said again in the page.
        places = page.locator("article.md-content__inner, .md-tabs, .md-sidebar--secondary")
        ways = places.get_by_role("link", name=words, exact=True)
        ways.locator("visible=true").last.click(timeout=5000)
    assert answer in seen(page), question
    assert page.evaluate("document.documentElement.scrollWidth") <= width, "it goes past the edge of the screen"


# Ten questions of somebody who monitors: each is a walk from home, of three clicks at most, to words that can be seen.
# A click is the words of a link, behind a + those of what opens; `name=value` chooses or types into a field.
MONITORED = [
    (
        "Which answers do outlets of different countries give to what is contested?",
        ["Stories", STRIKE, "+2 accounts, 2 origins"],
        ["How many crews stayed ashore?", "China Ferry Union", "All forty", "Fewer than twelve"],
    ),
    (
        "What did one outlet report between two days?",
        ["search", "outlet=volna", "from=2022-10-10", "to=2022-10-12"],
        ["1 entry, with these filters: Volna, From 10 October 2022, To 12 October 2022", "Паромщики бастуют"],
    ),
    ("What has changed lately?", ["Everything", "What has changed"], ["By day, the newest first."]),
    (
        "What did Ulgu say, in his own words?",
        ["People", "Bakyt Ulgu"],
        ["Заплатят — поплывём", "relayed via Strait Gazette"],
    ),
    (
        "Which reports rest on one origin?",
        ["Stories", STRIKE, "Who relies on whom"],
        ["3 of 6 outlets cite another one or pass on its report, in 1 chain."],
    ),
    ("Who gives which figure?", ["Stories", STRIKE, "What is contested"], ["2 accounts, 2 origins"]),
    ("Where did it happen, on a map?", ["Everything", "Places", "Samplehaven"], ["64.75° N, 23.6° W", "5 entries"]),
    (
        "How do two outlets differ on one story?",
        ["Stories", STRIKE, "Compare two outlets"],
        ["Sources in both: 2. In Strait Gazette, not in the other: 4. In Wave, not in the other: "],
    ),
    (
        "What do sources say that nobody names?",
        ["Figures", "not named"],
        ["Entries with a source that its article identifies in this way.", "That the wait took 6 minutes."],
    ),
    (
        "What must I know before I pass on an entry of a banned publisher?",
        ["Outlets", "Lamp Society"],
        ["Reading & sharing may be punishable"],
    ),
]


def walked(page, steps: list[str]) -> None:
    """Follow links by their words, and choose in fields; a field is no click."""
    page.goto("")
    for step in steps:
        page.wait_for_load_state()
        name, is_field, value = step.partition("=")
        if is_field:
            field = page.locator(f"[name={name}]").first
            if not field.is_visible():
                page.locator("#narrow summary").click()
            field.select_option(value) if name == "outlet" else field.fill(value)
        elif step.startswith("+"):
            page.locator("summary", has_text=step[1:]).first.click()
        elif step == "search":
            page.locator(".nd-find button").click()
        else:
            ways = page.locator("article.md-content__inner, .md-sidebar--secondary").get_by_role("link", name=step)
            ways.locator("visible=true").last.click(timeout=5000)


def test_ten_questions_of_a_monitor_are_answered_within_three_clicks(page) -> None:
    assert len(MONITORED) == 10
    page.set_viewport_size({"width": 390, "height": 844})
    unanswered = []
    for question, steps, answers in MONITORED:
        assert sum("=" not in step for step in steps) <= 3
        walked(page, steps)
        if steps[0] == "search":
            page.wait_for_selector("#found li")
        text = seen(page)
        unanswered += [(question, answer, text[:300]) for answer in answers if answer not in text]
    assert not unanswered, "\n".join(map(str, unanswered))
