"""What is typed in full into a field with a list counts as chosen, leads to its panel, and never falls into words."""

import re
from collections.abc import Iterator

import pytest
from drafting import needs_extra
from drafts_on_desk import Draft, drafting, page_of_draft

pytestmark = needs_extra
expect = pytest.importorskip("playwright.sync_api").expect


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Draft]:
    with drafting(tmp_path_factory.mktemp("named")) as draft:
        yield draft


@pytest.fixture
def page(chromium, draft: Draft) -> Iterator:
    draft.put()
    with page_of_draft(chromium, draft) as tab:
        yield tab


def saved(page) -> None:
    expect(page.locator("#stage")).to_have_text(re.compile(r"^Saved\."))


def test_a_name_in_full_is_chosen_and_a_new_one_leads_to_its_panel(page, draft: Draft) -> None:
    topics, chips = page.locator("[data-at=topics] input"), page.locator("[data-at=topics] .chips li")
    topics.press_sequentially("Armed conflict")
    topics.press("Enter")
    dialog = page.locator("dialog.side")
    expect(dialog.locator("[name=name]")).to_have_value("Armed conflict")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(topics).to_be_focused()
    expect(topics).to_have_value("Armed conflict")
    topics.press("Enter")
    dialog.locator("[name=definition], textarea").first.fill("Attacks and fighting by armed groups.")
    dialog.locator("button[type=submit]").click()
    expect(chips).to_have_count(1)
    expect(topics).to_have_value("")
    saved(page)
    assert "topics: [armed-conflict]\n" in draft.text
    topics.press_sequentially("armed CONFLICT")
    page.locator("[data-at=countries] input").press_sequentially("Iceland")
    page.locator("[data-at=byline] input").focus()
    saved(page)
    expect(page.locator("[data-at=countries] .chips li")).to_have_count(1)
    expect(page.locator("[data-at=countries] input")).to_have_value("")
    saved(page)
    assert "countries: [IS]\n" in draft.text
    assert "topics: [armed-conflict" in draft.text


def test_a_panel_takes_names_of_countries_and_gives_the_focus_back(page, draft: Draft) -> None:
    page.get_by_role("button", name="Register harbour.example").click()
    dialog = page.locator("dialog.side")
    dialog.locator("[name=name]").fill("Harbour Times")
    dialog.locator("[name=name_language]").fill("English")
    dialog.locator("[name=country]").fill("Iceland")
    dialog.locator("button[type=submit]").click()
    outlet = page.locator("[data-at=outlet] input")
    expect(outlet).to_have_value("harbour-times")
    expect(outlet).to_be_focused()
    written = (draft.opened.desk.project.digests / "outlets.yaml").read_text("utf-8").partition("  harbour-times:\n")[2]
    assert "value: IS" in written, "the code of the country that was named"
    said = page.locator("#said")
    expect(said).to_contain_text("Added the outlet harbour-times")
    said.get_by_role("button", name="Close").click()
    expect(said).to_be_hidden()
    # A new name that was left without its panel has a way there beside it.
    outlet.fill("The New Courier")
    page.locator("[data-at=byline] input").focus()
    page.get_by_role("button", name="Register The New Courier").click()
    expect(dialog.locator("[name=name]")).to_have_value("The New Courier")


def test_an_answer_that_is_older_than_a_step_of_ours_is_nobody_elses(page, draft: Draft) -> None:
    held: list = []
    whole = re.compile(rf"/api/draft/{draft.name}$")
    page.route(whole, lambda route: route.fallback() if held else held.append((route, route.fetch())))
    told = "new CustomEvent('desk:changed', {detail: {many: true, files: [], faults: []}})"
    with page.expect_request(whole):
        page.evaluate(f"document.dispatchEvent({told})")
    with page.expect_response("**/edit"):
        page.locator("[data-at=byline] input").fill("Odile Marsh")
    saved(page)
    route, old = held[0]
    with page.expect_response(whole):
        route.fulfill(response=old)
    with page.expect_response("**/edit") as written:
        page.locator("[data-at=title] input").fill("Lamp lit")
    assert written.value.status == 200, "the step rests on the file as it is"
    saved(page)
    expect(page.locator("#differs")).to_be_hidden()
    assert "byline: Odile Marsh\n" in draft.text
    assert "title: Lamp lit\n" in draft.text
