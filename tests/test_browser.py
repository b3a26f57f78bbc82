"""What readers see, in a real Chromium: nothing from other hosts, fine on a phone, both palettes."""

import gzip
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from chromium import served

# Below a sub-path, as on most free hosts.
BELOW = "press"


@pytest.fixture(scope="module")
def address(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    top = tmp_path_factory.mktemp("host")
    (top / BELOW).symlink_to(built)
    with served(top) as address:
        yield f"{address}{BELOW}/"


@pytest.fixture(scope="module")
def tab(chromium) -> Iterator:
    context = chromium.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture
def page(tab, request: pytest.FixtureRequest):
    """The tab, of the size and palette that a test asks for; nothing is remembered from the test before."""
    width, scheme = getattr(request, "param", (1280, "light"))
    tab.set_viewport_size({"width": width, "height": 844})
    tab.emulate_media(media="screen", color_scheme=scheme)
    yield tab
    tab.evaluate("localStorage.clear()")


def paths(built: Path) -> list[str]:
    found = (path.relative_to(built).as_posix() for path in built.rglob("*.html"))
    return sorted(path.removesuffix("index.html") for path in found)


@pytest.mark.parametrize("page", [(390, "light")], indirect=True)
def test_the_newest_digest_is_one_click_from_home(page, address: str) -> None:
    page.goto(address)
    page.locator("#latest a").click()
    assert page.locator("h1").inner_text()
    assert "/w" in page.url
    page.locator(".nd-card__title a").first.click()
    assert page.locator(".nd-entry h1").is_visible()


@pytest.mark.parametrize("page", [(390, "light")], indirect=True)
def test_the_menu_opens_on_a_phone(page, address: str) -> None:
    page.goto(address)
    menu = page.locator(".md-sidebar--primary")
    assert menu.bounding_box()["x"] < 0, "closed"
    page.locator(".md-header [for=__drawer]").click()
    page.locator(".md-nav--primary a", has_text="Outlets").click()
    page.wait_for_url("**/outlets/")


def test_the_keyboard_goes_through_an_entry_in_reading_order_and_is_seen(page, address: str, built: Path) -> None:
    entry = next(path for path in paths(built) if path.count("/") == 3 and path[0] == "2")
    page.goto(address + entry)
    seen = []
    for _ in range(200):
        page.keyboard.press("Tab")
        here = page.evaluate(
            """() => { const e = document.activeElement, s = getComputedStyle(e);
                return e.closest("#nd") && [Math.round(e.getBoundingClientRect().top + scrollY),
                    s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0, e.outerHTML.slice(0, 80)]; }"""
        )
        if here:
            seen.append(here)
        elif seen:
            break
    assert len(seen) > 10
    assert [html for _, outlined, html in seen if not outlined] == []
    tops = [top for top, _, _ in seen]
    assert all(later > earlier - 40 for earlier, later in pairwise(tops)), "downwards"


def test_a_first_visit_to_an_entry_is_small(chromium, address: str, built: Path) -> None:
    """Under 150 kB as a host sends it with gzip; pictures and fonts are not compressed anew."""
    context = chromium.new_context()
    page = context.new_page()
    sent: dict[str, int] = {}
    page.on("response", lambda response: sent.update({response.url: len(gzip.compress(response.body()))}))
    entry = max(
        (p for p in paths(built) if p.count("/") == 3 and p[0] == "2"),
        key=lambda p: (built / p / "index.html").stat().st_size,
    )
    page.goto(address + entry, wait_until="networkidle")
    context.close()
    assert 30_000 < sum(sent.values()) < 150_000


@pytest.mark.parametrize("page", [(1280, "dark")], indirect=True)
def test_paper_is_black_on_white_and_holds_nothing_that_only_a_screen_can_use(page, address: str) -> None:
    page.emulate_media(media="print")
    for path in ("2022/w42/forty-voices/", "stories/tunnel-closed-2022/", "2022/w42/"):
        page.goto(address + path)
        colours = page.evaluate(
            "['body', '#nd h1', '#nd p'].map(s => getComputedStyle(document.querySelector(s)))"
            ".map((s, i) => i ? s.color : s.backgroundColor)"
        )
        masthead = page.locator(".nd-masthead").inner_text().split()
        assert masthead == ["Sample", "Strait", "Digest", f"https://example.org/press/{path}"]
        assert colours[:2] == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"], path
        for selector in (".md-header", ".md-sidebar", ".md-footer", ".nd-neighbours", ".nd-formats", ".nd-screen"):
            assert all(not found.is_visible() for found in page.locator(selector).all()), f"{selector} on {path}"
        cut = page.evaluate(
            "[...document.querySelectorAll('#nd *')].filter(e => getComputedStyle(e).overflowX !== 'visible'"
            " && e.scrollWidth > e.clientWidth + 1).map(e => e.className)"
        )
        assert cut == [], path


def test_a_click_selects_a_reference_whole_without_a_script(page, address: str) -> None:
    page.goto(address + "2022/w42/tunnel-syndicated/")
    page.locator(".nd-cites dd").first.click()
    assert page.evaluate("getSelection().toString().trim()") == page.locator(".nd-cites dd").first.inner_text().strip()
    page.locator(".nd-formats summary").click()
    page.locator(".nd-formats pre").first.click()
    assert page.evaluate("getSelection().toString()").startswith("@article{tunnel-syndicated,")


def test_without_a_script_a_page_offers_nothing_that_does_not_work(chromium, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    for path in ("", "2022/w42/forty-voices/", "stories/ferry-strike-2022/", "search/"):
        page.goto(address + path)
        assert page.locator("h1").first.is_visible()
        assert page.locator("[data-md-component=palette]").count() == 0, path
        for details in page.locator("article details").all():
            details.locator("summary").first.click()
            assert details.get_attribute("open") is not None, path
        said = page.locator("noscript").all_inner_texts()
        assert any("Search needs JavaScript." in text for text in said) == (path == "search/")
    context.close()


def background(page) -> str:
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


@pytest.mark.parametrize(
    ("page", "colour"), [((390, "light"), "rgb(253, 252, 249)"), ((1280, "dark"), "rgb(22, 24, 27)")], indirect=["page"]
)
def test_the_palette_follows_the_system_and_can_be_switched(page, address: str, colour: str) -> None:
    page.goto(address)
    assert background(page) == colour
    # A phone gets Material's script with the first touch, which is not lost on the way.
    came = "performance.getEntriesByType('resource').some(({ name }) => name.includes('/bundle.'))"
    assert page.evaluate(came) == (page.viewport_size["width"] > 400)
    seen = set()
    for _ in range(3):
        mark = page.locator(".md-header label.md-icon[for^=__palette]:not([hidden])")
        way = mark.get_attribute("for")
        mark.click()
        page.wait_for_selector(f"[for={way}]", state="hidden")
        seen.add(background(page))
    assert seen == {"rgb(253, 252, 249)", "rgb(22, 24, 27)"}


def test_a_page_that_is_not_there_leads_home(page, address: str, built: Path) -> None:
    html = (built / "404.html").read_text("utf-8")
    assert f'href="/{BELOW}/' in html, "links of the 404 page hold at any depth"
    page.goto(address + "404.html")
    page.locator("main a", has_text="home page").click()
    assert page.url == address
