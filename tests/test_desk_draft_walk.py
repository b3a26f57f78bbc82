"""An entry is written on the page of its draft, by keyboard and mouse, from the captured article to its evidence."""

import json
import re
import shutil
from collections.abc import Iterator
from typing import Any

import desk as verbs
import pytest
import test_desk_head
from acting import COUNTING, marked, paste
from axes import faults_of
from desk import files_in
from drafting import make, needs_extra
from drafts_on_desk import DRAFT, Draft, drafting, show, tab_on

pytestmark = needs_extra
expect = pytest.importorskip("playwright.sync_api").expect
expect.set_options(timeout=30_000)

NAME = "bell-rings"
PAGE = """<!doctype html><html lang="en"><head><title>Bell rings again - Harbour Times</title>
<link rel="canonical" href="https://harbour.example/bell"><script type="application/ld+json">{data}</script></head>
<body><article><h1>Bell rings again</h1><p>By Odile Marsh</p><p>25 October 2022</p>
<p>The bell of the harbour rang again on Monday, and some four hundred people of Iceland came to hear it.</p>
<p>“We counted every single stroke, and every one of them was heard,” said the mayor Ada Quill.</p>
<p>“The harbour was silent for nine years,” the resident Bo Lind told the paper.</p>
<p>The minister Cara Moor wrote in a note that the council had paid for the rope out of its own fund.</p>
<p>A second bell, meant for fog, will follow in the spring, if the money lasts.</p></article></body></html>"""
DATA = {
    "@context": "https://schema.org", "@type": "NewsArticle", "headline": "Bell rings again",
    "datePublished": "2022-10-25T10:30:00+00:00", "inLanguage": "en", "url": "https://harbour.example/bell",
    "author": {"@type": "Person", "name": "Odile Marsh"},
    "publisher": {"@type": "Organization", "name": "Harbour Times", "url": "https://harbour.example/",
                  "address": {"@type": "PostalAddress", "addressCountry": "IS"}},
}  # fmt: skip
SUMMARY = (
    "The report says that the bell of the harbour rang again on a Monday in front of some four hundred people. It"
    " quotes the mayor Ada Quill and a resident, Bo Lind, and cites a note by Cara Moor on who paid for the rope."
)
CONTEXT = (
    ("The register of harbours gives the year in which the bell was cast as 1911, and names the maker", "register"),
    ("An audit by the university found in 2021 that three bells of the coast could not be heard", "audit"),
    ("The budget of the council for 2022 has a line for ropes and other gear of the port", "budget"),
)


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Draft]:
    root = tmp_path_factory.mktemp("walk")
    with drafting(root) as draft:
        page = root / "bell.html"
        page.write_text(PAGE.replace("{data}", json.dumps(DATA)), "utf-8")
        make(draft.opened.desk.project, page, name=NAME)
        one = Draft(draft.opened, NAME)
        # It was read on a day that has begun on the desk.
        one.path.write_text(re.sub(r"(accessed|added): \S+", r"\1: 2022-11-07", one.text), "utf-8")
        yield one


@pytest.fixture
def page(chromium, draft: Draft) -> Iterator:
    with tab_on(chromium, draft.opened) as tab:
        yield tab


def saved(page) -> None:
    expect(page.locator("#stage")).to_have_text(re.compile(r"^Saved\."))


def test_an_entry_with_three_sources_is_written_with_few_actions(page, draft: Draft) -> None:
    def read(route) -> None:
        url = route.request.post_data_json["url"]
        name = url.rpartition("/")[2]
        route.fulfill(json={"address": url, "title": f"The {name}", "publisher": f"Office of the {name}",
                            "published": "2021", "language": "en", "paragraphs": []})  # fmt: skip

    page.route("**/api/reference/read", read)
    show(page, draft)
    page.evaluate(COUNTING)
    # Whoever types a word where no field is changes nothing, and moves nothing.
    before = draft.text
    for word in ("surveillance", "fact", "name", "2026"):
        page.keyboard.type(word)
        assert page.evaluate("!document.activeElement.closest('input, textarea, select')"), word
    assert draft.text == before
    page.evaluate("acted.length = 0")
    page.keyboard.press("Alt+a")  # both quotations
    page.wait_for_selector("#sources .source:nth-child(2)")
    saved(page)
    by_page = page.locator("[data-at=outlet] .unchecked")
    expect(by_page).to_contain_text("By its page: Harbour Times · harbour.example · en · IS")
    page.get_by_role("button", name="Register harbour.example").click()
    expect(page.locator("dialog.side [name=name]")).to_have_value("Harbour Times")
    page.keyboard.press("Escape")
    assert [page.evaluate("acted.pop()") for _ in range(2)] == ["key Escape", "click Register harbour.example …"], (
        "not needed"
    )
    page.get_by_role("button", name="Register it so").click()
    expect(page.locator("[data-at=outlet] input")).to_have_value("harbour-times")
    saved(page)
    marked(page, "Cara Moor")
    page.keyboard.press("n")
    page.wait_for_selector("#sources .source:nth-child(3)")
    saved(page)
    card = page.locator("#sources .source").nth(2)
    assert card.locator("[data-at=name] input").input_value() == "Cara Moor"
    assert "guess" in (card.locator("[data-at=name]").get_attribute("class") or "")
    assert draft.state()["data"]["sources"][2]["name"] == "TODO", "a guess stands in no file"
    assert "Cara Moor, Role: minister · Cara Moor, Who: Official" in page.locator("#unchecked").inner_text()
    page.locator("#confirm-all").click()
    page.wait_for_selector("#unchecked", state="hidden")
    expect(page.locator("#sources .confirm:not([hidden])")).to_have_count(0)
    saved(page)

    says = ["That every stroke was heard.", "That the harbour was silent for nine years.", "That the council paid."]
    for number, text in enumerate([SUMMARY, *says, None]):
        page.keyboard.press("Control+.")
        at = page.evaluate("document.activeElement.closest('.field')?.dataset.at")
        assert at == ("summary" if number == 0 else "says" if text else "context"), (number, at)
        if text:
            page.keyboard.insert_text(text)
    paste(page, "\n".join(f"https://{name}.example/{name}" for _, name in CONTEXT))
    expect(page.locator("#references .card")).to_have_count(3)
    note = page.locator("[data-at=context] textarea:not([data-busy])")
    expect(note).to_have_value(re.compile(r"^\[[a-z0-9-]+\] \[[a-z0-9-]+\] \[[a-z0-9-]+\]$"))
    marks = note.input_value().split()
    note.press("Control+a")
    page.keyboard.insert_text("".join(f"{one} {mark}. " for (one, _), mark in zip(CONTEXT, marks, strict=True)))
    saved(page)
    state = draft.state()
    assert [one for one in state["problems"] if one["severity"] == "error"] == []
    assert state["stage"] == "draft"
    acted, moved = page.evaluate("[acted, moved]")
    # What was done can be undone after the page was loaded anew, too.
    before = draft.text
    page.reload()
    page.wait_for_selector("[data-ready]")
    page.locator("#undo").click()
    expect(page.locator("#said")).to_contain_text("The last change is undone.")
    assert draft.text != before
    # While no page looks: an open one would show what was written, and could undo it.
    address = page.url
    page.goto("about:blank")
    draft.path.write_text(before, "utf-8")
    page.goto(address)
    page.wait_for_selector("[data-ready]")
    assert page.locator("#undo").is_disabled(), "the file is another than this page left"
    page.locator("#finish").click()
    # The page of whoever reads it next opens by itself, and says what came of it.
    page.wait_for_url(f"**/review/{NAME}")
    expect(page.locator("#said")).to_contain_text("3 names and 2 quotations were found in the article.")
    acted.append("click Finish")
    print(f"{len(acted)} actions: {acted}; {len(moved)} moves between prose fields")
    assert len(acted) < 12, acted
    text = draft.text
    assert "TODO" not in text
    before, evidence = text.split("evidence:  # written by the tool, never by hand\n")
    assert before.count("#") == 1, "the comments of the draft are gone, but for the first line"
    assert "status:" not in before
    assert evidence.startswith("  version: ")


def test_axe_finds_no_fault_light_dark_and_on_a_phone(page, draft: Draft) -> None:
    other = Draft(draft.opened)
    other.put()
    saved_as = draft.opened.desk.project.captures / f"{other.name}.html"
    saved_as.write_text(test_desk_head.PAGE, "utf-8")
    faults = {}
    for width, scheme, pane in ((1280, "light", "article"), (390, "dark", "article"), (390, "light", "form")):
        page.set_viewport_size({"width": width, "height": 844})
        page.emulate_media(color_scheme=scheme)
        show(page, other)
        page.locator(f"#tab-{pane}").click()
        page.locator("#article .beside").first.wait_for(state="attached")
        wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert not wide, (width, pane)
        for fault in faults_of(page):
            faults[width, scheme, pane, fault["id"]] = [one["html"][:150] for one in fault["nodes"]]
    assert faults == {}
    # What stands beside the headline is marked like the text.
    page.keyboard.press("1")
    page.locator("#article .beside").filter(has_text="Odile").click(click_count=3)
    page.keyboard.press("b")
    expect(page.locator("[data-at=byline] input")).to_have_value("Seen by Odile Marsh 25 October 2022")
    saved_as.unlink()


def test_by_keyboard_alone_words_are_marked_and_steps_undone(page, draft: Draft) -> None:
    other = Draft(draft.opened)
    other.put()
    show(page, other)
    page.keyboard.press("1")
    page.keyboard.press("Control+Home")
    page.keyboard.press("Shift+End")
    page.keyboard.type("x")  # nothing can be typed into an article
    page.keyboard.press("Escape")  # the end of a word
    page.keyboard.press("t")
    expect(page.locator("[data-at=title] input")).to_have_value("Lamp lit again")
    assert page.locator("#article p").first.inner_text() == "Lamp lit again"
    page.locator("[data-at=byline] input").focus()
    page.keyboard.type("Odile Marsh")
    page.keyboard.press("Tab")
    saved(page)
    assert "byline: Odile Marsh\n" in other.text
    page.locator("#undo").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-at=byline] input")).to_have_value("")
    page.keyboard.press("Enter")
    expect(page.locator("[data-at=title] input")).to_have_value("")
    assert other.text == files_in(draft.opened.desk.project.root)[f"digests/{verbs.NEXT}/{other.name}.yaml"]
    assert "byline: null\n" in other.text
    assert "title: TODO\n" in other.text
    # Who empties a field, or says no to a guess, finds none there again; what is confirmed is what is shown.
    page.locator("#offers [data-do=accept]").nth(1).click()
    source = page.locator("#sources .source").first
    role = source.locator("[data-at=role]")
    expect(role.locator("input")).not_to_have_value("")
    role.locator("input").fill("")
    saved(page)
    expect(role).not_to_have_class(re.compile("guess"))
    page.locator("[data-at=read]").get_by_role("button", name="No").click()
    page.reload()
    page.wait_for_selector("[data-ready]")
    expect(page.locator("#unchecked")).to_contain_text("Countries: IS")
    expect(role).not_to_have_class(re.compile("guess"))
    page.locator("#confirm-all").click()
    page.wait_for_selector("#unchecked", state="hidden")
    assert "read: TODO\n" in other.text
    assert "role" not in other.state()["data"]["sources"][0]
    # What is left is said by the names of fields, and of parts of the form.
    page.keyboard.press("Alt+f")
    expect(page.locator("#said")).to_contain_text("Still to be filled in: Title as printed")
    # The mark of a new reference stands where its bracket was begun.
    note = page.locator("[data-at=context] textarea")
    note.focus()
    page.keyboard.type("It was so . Later")
    for _ in ". Later":
        page.keyboard.press("ArrowLeft")
    page.keyboard.type("[")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Address of the page").fill("https://lens.example/9")
    dialog.get_by_role("button", name="Write the reference").click()
    # What is written needs the panel no more.
    expect(dialog).to_have_count(0)
    expect(note).to_have_value(re.compile(r"^It was so \[[a-z0-9-]+\]\. Later$"))
    saved(page)


def test_what_somebody_else_has_written_is_shown_and_chosen(page, draft: Draft) -> None:
    other = Draft(draft.opened)
    other.put()
    show(page, other)
    changed = other.text.replace("byline: null", "byline: Somebody").replace("section: null", "section: Harbour")
    other.path.write_text(changed, "utf-8")
    page.locator("[data-at=byline] input").fill("Odile Marsh")
    page.wait_for_selector("#differs[open]")
    assert page.locator("#differing legend").all_inner_texts() == ["Section", "Byline"]
    assert page.locator("#differing pre").all_inner_texts() == ["Harbour", "null", "Somebody", "Odile Marsh"]
    assert other.text == changed
    page.get_by_role("button", name="Go on with what is chosen").click()
    saved(page)
    expect(page.locator("[data-at=byline] input")).to_have_value("Odile Marsh")
    changed = changed.replace("byline: Somebody", "byline: Odile Marsh")
    assert other.text == changed
    # A field in which somebody is shows what another has written there, and what was typed before is written no more.
    byline = page.locator("[data-at=byline] input")
    byline.focus()
    page.keyboard.press("End")
    page.keyboard.type(" Mine")
    saved(page)
    other.path.write_text(changed.replace("Odile Marsh", "Theirs"), "utf-8")
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(byline).to_have_value("Theirs")
    expect(byline).to_be_focused()
    assert page.locator("#undo").is_disabled(), "it would take away what somebody else has written"
    page.locator("[data-at=summary] textarea").click()
    page.keyboard.type("It was lit.")
    saved(page)
    assert "byline: Theirs\n" in other.text
    assert "It was lit." in other.text
    # Where the page learns of nothing, the field itself says on what it rests.
    page.locator("#as-text").click()
    page.locator("#raw").fill(other.text.replace("Theirs", "Typed"))
    other.path.write_text(other.text.replace("Theirs", "Once more"), "utf-8")
    page.locator("#raw-save").click()
    page.wait_for_selector("#differs[open]")
    page.get_by_role("button", name="Go on with what is chosen").click()
    expect(page.locator("#raw")).to_have_value(re.compile("byline: Typed"))
    page.locator("#raw-save").click()
    expect(page.locator("#said")).to_have_text(re.compile("^Saved"))
    assert "byline: Typed\n" in other.text


def test_what_cannot_be_written_now_waits_in_the_page(page, draft: Draft) -> None:
    other = Draft(draft.opened)
    other.put()
    show(page, other)
    answers = [{"status": 409, "json": {"refusal": "x.yaml: No space left on device. Nothing was changed."}}]
    page.route("**/edit", lambda route: route.fulfill(**answers[0]) if answers else route.continue_())
    page.locator("[data-at=byline] input").fill("Odile Marsh")
    expect(page.locator("#stage")).to_have_text(re.compile("^Not saved: see what is said beside the field"))
    expect(page.locator("[data-at=byline] .fault")).to_have_text(
        "x.yaml: No space left on device. Nothing was changed."
    )
    assert other.text == DRAFT
    answers.clear()
    page.locator("#save").click()
    saved(page)
    assert "byline: Odile Marsh\n" in other.text
    page.unroute("**/edit")
    page.route("**/edit", lambda route: route.abort())
    page.locator("[data-at=section] input").evaluate("one => one.closest('details').open = true")
    page.locator("[data-at=section] input").fill("Harbour")
    expect(page.locator("#stage")).to_have_text(re.compile("^Not saved: the desk does not answer"))
    page.unroute("**/edit")
    saved(page)
    assert "section: Harbour\n" in other.text
    # A desk that was started anew knows this page no more: it says what to do, and what was typed is offered later.
    page.context.clear_cookies()
    page.locator("[data-at=byline] input").fill("Odile M.")
    expect(page.locator("#said")).to_contain_text("The desk was started anew.")
    expect(page.locator("#stage")).to_have_text(re.compile("^Not saved"))
    with page.context.new_page() as later:
        page.close()
        later.goto(draft.opened.door)
        later.goto(f"{draft.opened.address}/draft/{other.name}")
        expect(later.locator("#left-over li")).to_have_text("byline: Odile M.")
        later.get_by_role("button", name="Put it in").click()
        saved(later)
        assert "byline: Odile M.\n" in other.text
        assert later.evaluate("Object.keys(localStorage).filter((one) => one.startsWith('typed')).length") == 0


def test_what_is_to_be_mended_is_led_to_and_a_draft_goes_away_and_back(page, draft: Draft) -> None:
    other = Draft(draft.opened)
    other.put()
    held, soon = list[Any](), re.compile(r"\?soon$")
    page.route(soon, lambda route: held.extend([route]))
    with page.expect_request(soon):
        page.goto(f"{draft.opened.address}/draft/{other.name}", wait_until="commit")
    expect(page.locator("#stage")).to_have_text("The draft is being read …")
    assert page.locator("#finish").is_disabled()
    held[0].continue_()
    page.unroute(soon)
    page.wait_for_selector("[data-ready]")
    # What is folded away is opened, and what a reference lacks as a whole is said of its card.
    page_of = {"accessed": "2022-10-26"}
    both = {name: page_of | {"url": f"https://lens.example/{name}"} for name in ("lens", "loose")}
    for field, value in (("added", "2999-01-01"), ("references", both), ("context", "So it is [lens].")):
        other.does({"do": "set", "at": [field], "value": value})
    page.reload()
    page.wait_for_selector("[data-ready]")
    seen = set()
    for _ in range(40):
        page.keyboard.press("Control+.")
        seen.add(
            page.evaluate("document.activeElement.closest('.field')?.dataset.at || document.activeElement.textContent")
        )
    assert {"added", "Take the reference out"} <= seen, seen
    expect(page.locator("[data-at=added] input")).to_be_visible()
    page.locator("[data-at=published] input").first.fill("2022-11-03")
    page.get_by_role("button", name="Move the draft to 2022-W44").click()
    expect(page.locator("#path")).to_have_text(f"digests/2022-W44/{other.name}.yaml")
    page.locator("#discard").click()
    page.get_by_role("button", name="Discard it").click()
    page.get_by_text("This draft of 2022-W44 was discarded.").wait_for()
    page.get_by_role("button", name="Bring it back").click()
    page.wait_for_selector("[data-ready]")
    there = other.path.parent.parent / "2022-W44"
    assert (there / other.path.name).is_file()
    (there / other.path.name).unlink()
    page.get_by_text(f"digests/2022-W44/{other.name}.yaml is no longer there.").wait_for()
    asked: list[str] = []
    page.on("response", lambda answer: asked.append(answer.url))
    page.evaluate("for (let turn = 0; turn < 4; turn += 1) dispatchEvent(new Event('focus'))")
    page.evaluate("fetch('/api/faults')")
    assert [url for url in asked if "/api/draft/" in url] == [], "what is gone is not asked for"
    with page.expect_response(lambda answer: answer.url.endswith(f"/api/draft/{other.name}")):
        other.put()
    shutil.rmtree(there)


def test_a_broken_file_is_mended_on_its_page(page, draft: Draft) -> None:
    other = Draft(draft.opened)
    other.put(other.text.replace("language: en\nurl", "language: [en\nurl"))
    page.goto(f"{draft.opened.address}/draft/{other.name}")
    page.wait_for_selector("#raw")
    assert page.locator("#broken-why").inner_text().startswith(("Line 13: ", "Line 14: "))
    text = page.locator("#raw").input_value()
    page.locator("#raw").fill(text.replace("language: [en", "language: en"))
    page.locator("#raw-save").click()
    page.wait_for_selector("#form")
    assert other.state()["broken"] == []
