"""An editor of the rehearsed week on the pages of the desk, in a browser, by keyboard or by mouse."""

import json
import re
from typing import Any

import pytest
from acting import PROSE, Acts, marked, paste
from open_desk import Opened
from week_press import DONE, PIECES, WEEK, Piece

expect = pytest.importorskip("playwright.sync_api").expect
expect.set_options(timeout=30_000)


def post(opened: Opened, path: str, data: Any) -> Any:
    if not isinstance(data, bytes):
        status, told = opened.ask("POST", f"/api/{path}", data)
    else:
        answer, text = opened.send("POST", f"/api/{path}", data, x_desk=opened.desk.token, origin=opened.address)
        status, told = answer.status, json.loads(text)
    assert status == 200, (path, told)
    return told


def get(opened: Opened, path: str) -> Any:
    status, told = opened.ask("GET", path)
    assert status == 200, (path, told)
    return told


def answer_to(piece: Piece, state: dict[str, Any], at: list[Any]) -> str:
    """What an editor writes into a field of the form."""
    last = str(at[-1])
    if at[0] == "summary":
        return piece.summary
    if last == "says":
        return piece.says[at[1]]
    if at[0] == "title_en":
        return piece.title_en
    if last in ("translation", "text") and at[0] == "sources":
        return piece.translation
    if last == "name" and "name" not in piece.knows:
        return str(state["data"]["sources"][at[1]].get("name_printed"))
    known = piece.knows.get(str(at[0]) if at[0] in ("topics", "countries") else last)
    assert known, (piece.title, at, [one for one in state["problems"] if one["at"] == at])
    return known


def errors(state: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for one in state["problems"] if one["severity"] == "error"]


class Walk:
    """An editor in a browser, by keyboard or by mouse."""

    def __init__(self, page: Any, acts: Acts, opened: Opened) -> None:
        self.page, self.acts, self.opened = page, acts, opened

    def at(self, path: str, ready: str) -> None:
        self.page.goto(f"{self.opened.address}{path}")
        self.page.wait_for_selector(ready)

    def inbox(self, *, by_key: bool) -> tuple[Piece, str] | None:
        """Decide on one candidate after the other until one is taken: it, and the entry; None at the end."""
        page, rows = self.page, self.page.locator(".candidate")
        self.at("/inbox", ".candidate")
        if by_key:
            page.keyboard.press("k")  # into the list
        index = 0
        while index < rows.count():
            row = rows.nth(index)
            title = row.locator("h2").inner_text()
            piece = next((one for one in PIECES if title.startswith(one.title)), None)
            how = "t" if piece else DONE[title]
            if how == "new":
                page.keyboard.press("j")
                index += 1
                continue
            before = rows.count()
            if piece:
                self.acts.taken()
            if by_key:
                page.keyboard.press(how if how == "t" else "l" if how == "later" else "x")
            else:
                row.locator(".does button").nth(0 if how == "t" else 1 if how == "later" else 2).click()
            if piece and piece.is_pdf:
                expect(page.locator("#named-week")).to_have_value(WEEK)
                self.press("Enter", "#week-named button", by_key=by_key)
            if piece:
                page.wait_for_url("**/draft/*")
                return piece, page.url.rpartition("/")[2]
            if how != "later" and by_key:
                page.keyboard.press(how)
            elif how != "later":
                page.locator("#whys button", has=page.locator("kbd", has_text=re.compile(f"^{how}$"))).click()
            expect(rows).to_have_count(before - 1)
        return None

    def saved(self) -> None:
        expect(self.page.locator("#stage")).to_have_text(re.compile(r"^Saved\."))

    def state(self, entry: str) -> dict[str, Any]:
        return dict(get(self.opened, f"/api/draft/{entry}"))

    def press(self, key: str, selector: str, *, by_key: bool) -> None:
        """One action: a key, or a click on what does the same."""
        if by_key:
            self.page.keyboard.press(key)
        else:
            self.page.locator(selector).first.click()

    def draft(self, piece: Piece, entry: str, *, by_key: bool) -> None:
        """Write a draft, and finish it."""
        page = self.page
        page.wait_for_selector("[data-ready]")
        sources, count = page.locator("#sources .source"), 0
        if offers := page.locator("#offers .offer").count():
            key = ("Alt+a", "#offers [data-all*=','], #offers .offer [data-do=accept]")
            self.press(*key, by_key=by_key)
            count += offers
            expect(sources).to_have_count(count)
        self.saved()
        if (new := page.locator("[data-register]")).count() and "name_en" not in piece.knows:
            page.locator("[data-read]").click()
            page.wait_for_selector("[data-read]", state="detached")
            self.saved()
        elif new.count():
            new.first.click()
            expect(page.locator("dialog.side [name=name]")).to_have_value(piece.site)
            page.locator("dialog.side [name=name_en]").click()
            page.keyboard.type(piece.knows["name_en"])
            page.locator("dialog.side button[type=submit]").click()
            page.wait_for_selector("dialog.side", state="detached")
            self.saved()
        for one in piece.marks:
            marked(page, one)
            page.keyboard.press("n")
            count += 1
            expect(sources).to_have_count(count)
            self.saved()
        page.evaluate("document.activeElement.blur()")
        # What is confirmed may lead to another guess, which was not seen before.
        for _ in range(3):
            if page.locator("#confirm-all").is_visible():
                self.press("Alt+c", "#confirm-all", by_key=by_key)
                self.saved()
        page.wait_for_selector("#unchecked", state="hidden")
        self.fill(piece, entry)
        self.saved()
        assert errors(self.state(entry)) == []
        page.locator("#finish").click()

    def fill(self, piece: Piece, entry: str) -> None:
        """From one field that is open to the next."""
        page = self.page
        for _ in range(25):
            self.saved()
            state = self.state(entry)
            if not errors(state):
                return
            page.keyboard.press("Control+.")
            path = page.evaluate(
                "[...(document.activeElement.closest('.card')?.at || []),"
                " ...(document.activeElement.closest('.field')?.dataset.at.split('.') || [])]"
            )
            assert path, (page.locator("#said").inner_text(), errors(state))
            if path[0] == "context":
                self.note(piece)
                continue
            value = answer_to(piece, state, path)
            if page.evaluate(f"document.activeElement.matches({PROSE!r})"):
                page.keyboard.insert_text(value)
                continue
            self.line(path, value)
        raise AssertionError(errors(self.state(entry)))

    def line(self, path: list[Any], value: str) -> None:
        """What stands in the article or beside the field is taken from there, an address is pasted, the rest typed."""
        page = self.page
        offered = page.locator(f".field[data-at='{path[0]}'] [data-take='{value}']")
        if len(path) == 1 and offered.count():
            offered.click()
        elif path == ["title"]:
            marked(page, value)
            page.keyboard.press("t")
        elif path == ["url"]:
            paste(page, value)
            page.keyboard.insert_text(value)
        else:
            # What a list offers takes its first letters: whoever sees it there presses Enter.
            page.keyboard.type(value[:2] if path[0] == "topics" else value)
            if path[0] == "topics":
                expect(page.locator(".complete-list:visible [aria-selected=true]")).to_contain_text(
                    value, ignore_case=True
                )
            page.keyboard.press("Enter" if path[0] in ("topics", "countries") else "Tab")

    def note(self, piece: Piece) -> None:
        page = self.page
        for sentence, url in piece.context:
            page.keyboard.insert_text(f"{sentence} ")
            before = page.locator("#references .card").count()
            paste(page, url)
            expect(page.locator("#references .card")).to_have_count(before + 1)
            expect(page.locator("[data-at=context] textarea:not([data-busy])")).to_have_count(1)
            page.keyboard.insert_text(". ")

    def review(self, entry: str, *, by_key: bool) -> None:
        """Somebody else reads it, and signs."""
        page = self.page
        page.wait_for_url(f"**/review/{entry}")  # it opens by itself
        page.wait_for_function("document.getElementById('verb')?.textContent")
        # Nobody signs as whoever was here last: where git knows no other name than the drafter's, it is asked first.
        expect(page.locator("#by")).to_be_focused()
        page.keyboard.insert_text("Vera Reader")
        if by_key:
            page.keyboard.press("Control+Enter")
        else:
            page.locator("#sign button").click()
        page.locator("#said", has_text=f"Signed {entry}: Vera Reader").wait_for()
