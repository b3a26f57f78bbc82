"""Panels and forms of the desk in a browser: by keyboard, at the width of a phone, in the dark, and without a fault."""

from collections.abc import Iterator
from typing import Any

import pytest
from axes import faults_of
from open_desk import Opened, open_desk
from test_desk import project_at
from test_desk_reference import SURVEY

_WCAG = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    with open_desk(project_at(tmp_path_factory.mktemp("press"))) as one:
        yield one


@pytest.fixture
def page(opened: Opened, chromium: Any) -> Iterator[Any]:
    context = chromium.new_context(base_url=opened.address, viewport={"width": 390, "height": 780})
    page = context.new_page()
    page.faults = []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("console", lambda told: page.faults.append(told.text) if "Content Security" in told.text else None)
    opened.let_in(context)
    yield page
    assert page.faults == []
    context.close()


def is_clean(page: Any) -> None:
    """No fault by axe, in light and dark, and nothing wider than the screen."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        faults = faults_of(page, _WCAG)
        assert [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in faults] == [], scheme
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_somebody_is_registered_by_keyboard_and_changed_in_the_form(opened: Opened, page: Any) -> None:
    page.goto("/registers/people")
    is_clean(page)
    page.keyboard.press("n")
    dialog = page.get_by_role("dialog")
    page.keyboard.type("Ada Quil")
    page.keyboard.type("l")
    dialog.get_by_role("button", name="Use this one").wait_for()
    page.keyboard.press("Control+a")
    page.keyboard.type("Ida Marsh")
    country = dialog.get_by_role("combobox", name="Country for which it acts")
    country.focus()
    page.keyboard.type("исланд")
    page.get_by_role("option").first.wait_for()
    assert country.get_attribute("aria-expanded") == "true"
    active = country.get_attribute("aria-activedescendant")
    assert page.locator(f"#{active}").get_attribute("aria-selected") == "true"
    is_clean(page)
    page.keyboard.press("Escape")
    assert dialog.is_visible(), "the list closes, and the dialog stays"
    page.keyboard.press("ArrowDown")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("Enter")
    assert country.input_value() == "IS"
    page.keyboard.press("Enter")
    page.wait_for_url("**/registers/people/ida-marsh")
    assert "  ida-marsh:\n    kind: person\n    name: Ida Marsh\n    country: IS\n" in (
        opened.desk.project.digests / "people.yaml"
    ).read_text("utf-8")
    page.get_by_label("Side").fill("nobody-there")
    fault = page.locator("#side .fault")
    fault.wait_for()
    assert "nobody-there" in fault.inner_text()
    page.get_by_label("Side").fill("")
    page.get_by_label("Name", exact=False).first.fill("Ida Marshall")
    page.keyboard.press("Control+s")
    page.get_by_text("Saved.").wait_for()
    is_clean(page)


def test_a_link_to_a_field_leads_into_it(page: Any) -> None:
    page.goto("/registers/outlets/lantern#funder")
    page.locator("#funder :focus").wait_for()
    is_clean(page)


def test_a_reference_is_made_of_pasted_words(opened: Opened, page: Any) -> None:
    page.goto("/registers/stories")
    page.evaluate(
        "void import('/assets/reference.js')"
        ".then((one) => one.openReference({ entry: 'swans-leave', mark: 'survey-2022' }))"
        ".then((found) => { document.body.dataset.found = found.id; })"
    )
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Address of the page").fill("https://survey.example/2022")
    # A press on the button takes no selection away.
    read = {
        "address": "",
        "title": "Survey",
        "publisher": "",
        "published": "",
        "language": "en",
        "paragraphs": [SURVEY],
    }
    page.route("**/api/reference/read", lambda route: route.fulfill(json=read))
    dialog.get_by_role("button", name="Read the page").click()
    dialog.locator(".page-text p").dblclick()
    word = page.evaluate("getSelection().toString().trim()")
    dialog.get_by_role("button", name="Take the selected words").click()
    assert word
    assert dialog.get_by_label("At most 25 words").input_value() == word
    dialog.get_by_text("1 words; at most 25").wait_for()
    dialog.get_by_label("What the page says to the sentence").select_option("")
    dialog.get_by_text("The page cannot be read?").click()
    dialog.get_by_label("Words of the page, as they stand there").fill(SURVEY)
    dialog.get_by_label("At most 25 words").fill("found 298 swans on the lake")
    dialog.get_by_role("button", name="Write the reference").click()
    dialog.get_by_text("A passage needs").or_(dialog.locator(".fault:visible")).first.wait_for()
    is_clean(page)
    dialog.get_by_label("What the page says to the sentence").select_option("supports")
    dialog.get_by_label("How the page knows it").select_option("first-hand")
    dialog.get_by_label("Language of these words").fill("en")
    dialog.get_by_role("button", name="Write the reference").click()
    # The panel goes by itself: what it did is said at the foot of the page.
    page.locator("#said").get_by_text("The reference [survey-2022] is written.").wait_for()
    assert dialog.count() == 0
    page.locator("body[data-found='survey-2022']").wait_for()


def test_a_disputed_question_is_written_into_its_story(opened: Opened, page: Any) -> None:
    page.goto("/registers/stories")
    page.evaluate(
        "void import('/assets/register.js')"
        ".then((one) => one.openRegister({ kind: 'disputed', name: 'How many swans were there?' }))"
        ".then((id) => { document.body.dataset.found = id; })"
    )
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("combobox", name="Story", exact=True).focus()
    page.keyboard.type("лантернмур")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("Enter")
    dialog.get_by_label("By (needed)").first.wait_for()
    is_clean(page)
    for at, (who, says) in enumerate((("The council", "There were 312."), ("The wardens", "There were 290."))):
        dialog.get_by_label("By (needed)").nth(at).fill(who)
        dialog.get_by_label("Says (needed)").nth(at).fill(says)
        dialog.get_by_label("References of this record (needed)").nth(at).fill("notice")
    dialog.get_by_role("button", name="Save").click()
    page.locator("#dispute-why:visible, body[data-found]").first.wait_for()
    if page.locator("#dispute-why").count():
        page.locator("#dispute-why").fill("It was told since.")
        dialog.get_by_role("button", name="Save").click()
    page.locator("body[data-found='swan-count']").wait_for()
    text = (opened.desk.project.digests / "stories.yaml").read_text("utf-8")
    assert "      - question: How many swans were there?\n        accounts:\n          - by: The council\n" in text


def test_what_was_typed_stands_however_late_its_page_is_read(opened: Opened, page: Any) -> None:
    held: list[Any] = []
    page.route("**/api/register/about?*", lambda route: held.append(route))
    page.goto("/registers/outlets")
    page.evaluate(
        "void import('/assets/register.js')"
        ".then((one) => one.openRegister({ kind: 'outlets', name: 'pier.example', entry: 'swans-leave' }))"
    )
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("The page of the article is being read …").wait_for()
    dialog.get_by_role("button", name="Register", exact=True).click()
    name = dialog.locator("[name=name]")
    name.fill("The Pier")
    said = {"domain": "pier.example", "name": "The Pier.example", "language": "en", "country": "IS", "feeds": []}
    held[0].fulfill(json={"said": said, "language": "en", "draft": {}})
    dialog.get_by_text("look at it, and register it").wait_for()
    assert [name.input_value(), dialog.locator("[name=country]").input_value()] == ["The Pier", "IS"]
    assert "pier.example" not in (opened.desk.project.digests / "outlets.yaml").read_text("utf-8")
    # A name that finds one country alone stands for it, and a form of publisher is no word that others begin like.
    country = dialog.locator("[name=country]")
    country.fill("")
    country.press_sequentially("Turkey")
    page.get_by_role("option", name="Türkiye").wait_for()
    page.keyboard.press("Tab")
    assert country.input_value() == "TR"
    dialog.locator("[name=kind]").select_option(label="Newspaper")
    # Keys of the page change nothing behind the panel.
    page.evaluate("import('/assets/desk.js').then((one) => one.keys({ 'Alt+c': [() => document.body.remove(), ''] }))")
    page.keyboard.press("Alt+c")
    is_clean(page)
