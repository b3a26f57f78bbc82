"""Is an article in the collection? Any spelling of its address finds it, in Python and in the browser alike."""

import json
import string
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from chromium import page_on
from effort import examples
from hypothesis import given
from hypothesis import strategies as st
from tables import data_in

from newsdesk.evidence.cited.addresses import address_key, lookup_key
from newsdesk.views.search.lookup import files, place

CASES = data_in(Path(__file__).parent / "cases" / "addresses.yaml")


def key(address: str) -> str:
    """The key of what somebody pastes."""
    address = address.strip()
    return lookup_key(address if "://" in address else f"https://{address}")


def test_spellings_of_one_address_have_one_key() -> None:
    assert [group for group in CASES["same"] if len({key(address) for address in group}) != 1] == []
    for group in CASES["other"]:
        assert len({key(address) for address in group}) == len(group)
    firsts = [key(group[0]) for group in CASES["same"]]
    assert len(set(firsts)) == len(firsts)


@examples(40)
@given(st.text(string.printable + "ёЯ%/?&=.", max_size=40))
def test_what_is_one_page_to_the_check_is_one_here(rest: str) -> None:
    """So nothing that the check takes for the same is told apart, whatever stands in an address."""
    address = f"https://paper.example/{rest}"
    try:
        once = address_key(address)
    except ValueError:
        return
    assert lookup_key(address) == lookup_key(f"http://{once}")


def test_one_look_up_is_one_small_file() -> None:
    assert [files(count) for count in (0, 40, 41, 10_000, 100_000, 10**7)] == [1, 1, 2, 256, 4096, 4096]
    # The longest titles that are shown, in letters of two bytes, and the longest of paths.
    line = json.dumps(["2026/w47/" + "a" * 60 + "/", "я" * 82, 0], ensure_ascii=False).encode()
    for count in (10_000, 100_000):
        number = files(count)
        held = [0] * number
        for at in range(count):
            held[place(f"paper.example/{at}", number)[0]] += 1
        assert max(held) * (len(line) + 20) < 20_000


@pytest.fixture(scope="module")
def page(chromium, built: Path) -> Iterator:
    with page_on(chromium, built) as page:
        yield page


def test_the_browser_agrees_on_every_address(page) -> None:
    page.goto("lookup/")
    wanted = [address for group in CASES["same"] + CASES["other"] for address in group] + CASES["nothing"]
    made = page.evaluate(
        """async (all) => {
            const m = await import("/assets/newsdesk/address.js");
            return Promise.all(all.map(async (one) => [m.lookupKey(one), await m.placeOf(m.lookupKey(one), 256)]));
        }""",
        wanted,
    )
    nothing = len(CASES["nothing"])
    for address, (found, at) in zip(wanted[:-nothing], made[:-nothing], strict=True):
        assert (address, found, tuple(at)) == (address, key(address), place(key(address), 256))
    assert [found for found, _ in made[-nothing:]] == [""] * nothing


def answer(page) -> str:
    """What the page says, once it has looked."""
    page.wait_for_function("!document.querySelector('[data-says=wait]:not([hidden])')")
    return page.locator("#answer").inner_text().strip()


def test_an_address_is_looked_up(page, built: Path) -> None:
    held = json.loads((built / "lookup" / "0.json").read_text("utf-8"))
    entries = json.loads((built / "api" / "v1" / "entries.json").read_text("utf-8"))["entries"]
    assert len(held) >= len(entries)
    one = next(entry for entry in entries if not any(c["kind"] == "withdrawn" for c in entry["corrections"]))
    gone = next((entry for entry in entries if any(c["kind"] == "withdrawn" for c in entry["corrections"])), None)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("lookup/?url=" + quote(one["url"].replace("https://", "http://m.") + "#end", safe=""))
    assert answer(page).startswith("Yes. It is in this collection:")
    page.locator("#found a").click()
    assert page.locator("h1").inner_text() == one["title"]
    page.goto("lookup/?url=https%3A//elsewhere.example/&canonical=" + quote(one["url"], safe=""))
    assert answer(page).startswith("Yes."), "the page says itself what its address is"
    if gone:
        page.goto("lookup/?url=" + quote(gone["url"], safe=""))
        assert answer(page).startswith("It was in this collection and is withdrawn; its page says why:")
    page.goto("lookup/")
    assert answer(page) == ""
    for typed, says in {
        "https://nowhere.example/x": "No entry has this address. Suggest it to the editors",
        "javascript:alert(1)": "That is no address of a page.",
        one["url"].removeprefix("https://"): "Yes.",
    }.items():
        page.locator("#url").fill(typed)
        page.locator("#url").press("Enter")
        page.wait_for_function("text => document.querySelector('#answer').innerText.trim().startsWith(text)", arg=says)
    page.go_back()
    page.wait_for_function("document.getElementById('url').value === 'javascript:alert(1)'")
    code = page.locator("#code").input_value()
    assert code == page.locator("#drag").get_attribute("href")
    with page.expect_popup() as opened:
        page.evaluate(code.removeprefix("javascript:"))
    opened.value.wait_for_load_state()
    assert opened.value.url.startswith(page.url.split("?")[0] + "?url=")
    opened.value.close()
    page.route("**/lookup/*.json", lambda route: route.abort())
    page.goto("lookup/?url=https%3A//elsewhere.example/y")
    assert answer(page) == "It could not be looked up: the connection failed. Try again."
    page.unroute("**/lookup/*.json")
    own = page.url.split("/lookup/")[0]
    assert [address for address in asked if not address.startswith(own)] == [], "no request goes to anybody else"
