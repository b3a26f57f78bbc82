"""Ways through the built site: every kind of page is near, and pages agree on what they count."""

import csv
import json
import re
from functools import cache
from pathlib import Path

import pytest
from chromium import page_on
from invented import Element, collection, parsed

from newsdesk.views.pictures.totals import totals

# What has a page of its own without being a kind: older pages of a list, what has moved, a rule of the check.
NO_KIND = re.compile("/page/|^about/voice/.|^2022/w41/strike-begins/|^404|^people/a-neighbour/")
WIDTHS = (320, 768, 1280, 1680)


def kind(path: str) -> str:
    """What kind of page it is: `2022/w42/x/` is an entry, `outlets/x/` an outlet, and a list is its own kind."""
    first, *rest = path.strip("/").split("/")
    if first.isdigit():
        return ("digest", "entry")[len(rest) > 1]
    if first == "collection" and rest and rest[0] != "gaps":
        return "list of a figure"
    return "/".join([first, *("*" if at == 0 and first != "about" else part for at, part in enumerate(rest))])


@pytest.fixture(scope="module")
def links(built: Path):
    """For a page of the site, where it leads by its own part and its foot, which stand at every width."""

    @cache
    def of(path: str) -> frozenset[str]:
        html = (built / path / "index.html").read_text("utf-8")
        body = html[html.index("<article") : html.rindex("</article>")] + html[html.index("<footer") :]
        found = set()
        for attributes in re.findall("<a ([^>]*)>", body):
            href = re.search('href="([^"#?]*)', attributes)
            # What stands in the navigation as well is hidden beside it.
            if href and "nd-tabbed" not in attributes and ":" not in href[1] and href[1].endswith(("/", ".")):
                target = (built / path / href[1]).resolve()
                if (target / "index.html").is_file():
                    found.add("" if target == built else f"{target.relative_to(built).as_posix()}/")
        return frozenset(found)

    return of


def test_every_kind_of_page_is_two_clicks_from_home_at_every_width(built: Path, links) -> None:
    pages = {str(file.parent.relative_to(built)).removeprefix(".") for file in built.rglob("index.html")}
    kinds = {kind(f"{path}/") for path in pages if path and not NO_KIND.search(f"{path}/")}
    assert {"digest", "entry", "outlets/*", "people/*", "stories/*", "countries/*", "lookup", "search"} <= kinds
    near = {kind(path) for first in links("") for path in {first, *links(first)} if path}
    assert kinds - near == set()


def test_what_leads_on_from_home_is_in_sight_at_every_width(chromium, built: Path) -> None:
    with page_on(chromium, built.parent, "site/") as page:
        for path in ("", "browse/"):
            page.goto(path)
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 700})
                out = page.evaluate(
                    """() => [...document.querySelectorAll("article a:not(.nd-tabbed), footer a")]
                        .filter((link) => !link.closest(".nd-print"))
                        .filter((link) => !link.checkVisibility() || link.getBoundingClientRect().left < 0
                            || link.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
                        .map((link) => link.outerHTML)"""
                )
                assert out == [], (path, width)
        # On a narrow screen one of both ways is there: the row of links, or the tabs.
        for width, is_wide in ((320, False), (1280, True)):
            page.set_viewport_size({"width": width, "height": 700})
            page.goto("")
            assert page.locator("a.nd-tabbed").first.is_visible() != is_wide
            assert page.locator(".md-tabs__link").first.is_visible() == is_wide


# What has the focus: what it is, and whether all of it is in sight with a ring around it.
FOCUS = """() => {
    const here = document.activeElement, box = here.getBoundingClientRect();
    const seen = here.labels?.[0] && box.width < 2 ? here.nextElementSibling : here; // a hidden choice shows its label
    const { left, right, top, bottom } = seen.getBoundingClientRect(), style = getComputedStyle(seen);
    const isIn = left >= -1 && right <= innerWidth + 1 && bottom > 0 && top < innerHeight && right > left;
    return [here.outerHTML.slice(0, 90), isIn, style.outlineStyle !== "none"];
}"""


def test_on_a_narrow_screen_keys_reach_what_is_seen_and_the_menu_is_a_button(chromium, built: Path) -> None:
    with page_on(chromium, built.parent, "site/") as page:
        page.set_viewport_size({"width": 320, "height": 640})
        # Without the theme's script first: on a phone it is there a moment after the first key.
        page.route("**/bundle*.js", lambda route: route.abort())
        for path in ("outlets/", "search/?q=tunnel", "outlets/"):
            if path.startswith("search"):
                page.unroute("**/bundle*.js")
            page.goto(path)
            page.wait_for_selector("button[for=__drawer]")
            page.evaluate("document.activeElement.blur()")
            stops = []
            for _ in range(12):
                page.keyboard.press("Tab")
                stops.append(page.evaluate(FOCUS))
            assert [stop for stop in stops if not (stop[1] and stop[2])] == [], path
        menu = page.get_by_role("button", name="Navigation")
        assert menu.get_attribute("aria-expanded") == "false"
        menu.focus()
        page.keyboard.press("Enter")
        page.wait_for_function("document.activeElement.closest('.md-sidebar--primary')")
        assert menu.get_attribute("aria-expanded") == "true"
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.getAttribute('aria-expanded')") == "false"


def test_a_list_of_names_is_filtered_in_any_spelling(chromium, built: Path) -> None:
    with page_on(chromium, built.parent, "site/") as page:
        page.goto("outlets/")
        every = page.locator(".nd-letter li").count()
        for typed, name in (("gazet", "Strait Gazette"), ("港湾", "Harbour Daily"), ("جمعية", "Lamp Society")):
            page.get_by_label("Filter the outlets").fill(typed)
            left = [row.inner_text() for row in page.locator(".nd-letter li:visible").all()]
            assert len(left) == 1
            assert left[0].startswith(name)
            assert page.locator("#sifted").inner_text() == f"1 / {every}"
            assert page.locator(".nd-letters a:visible").count() == page.locator(".nd-letter:visible").count() == 1
        page.get_by_label("Filter the outlets").fill("")
        assert page.locator(".nd-letter li:visible").count() == every


def figures(page: Element) -> dict[str, int]:
    """What a page counts, by the list that the number leads to."""
    rows = [div for dl in page.every("dl", cls="nd-figures") for div in dl.every("div")]
    rows += [li for ul in page.every("ul", cls="nd-ways") for li in ul.every("li")]
    found = {}
    for row in rows:
        # How many of them are drafts stands in brackets behind how many there are.
        number = re.search(r"\d[\d,]*(?=$|\D*$)", row.text.partition(" (")[0])
        if number and (hrefs := [a.attrs["href"] for a in row.every("a")]):
            found[re.sub(r"^[./]*", "", hrefs[0])] = int(number[0].replace(",", ""))
    return found


def test_the_same_figure_is_the_same_on_every_page(built: Path) -> None:
    read = {path: (built / path / "index.html").read_text("utf-8") for path in ("", "browse/", "collection/")}
    body = {path: parsed(html[html.index('<div id="nd"') : html.rindex("</article>")]) for path, html in read.items()}
    said = {path: figures(page) for path, page in body.items()}
    lists = ("digests/", "entries/", "outlets/", "stories/", "languages/")
    for name in lists:
        counts = {path: found[name] for path, found in said.items() if name in found}
        assert len(counts) >= 2, name
        assert len(set(counts.values())) == 1, (name, counts)
    assert said[""]["people/"] == said["browse/"]["people/"]

    def told(path: str, pattern: str) -> int:
        text = re.sub("<[^>]+>", "", (built / path / "index.html").read_text("utf-8"))
        (number,) = re.findall(pattern, " ".join(text.split()))
        return int(number)

    # What programs read counts the same, and so does the terminal.
    with (built / "data/entries.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file))) - 1 == said[""]["entries/"]
    listed = {name: json.loads((built / f"api/v1/{name}.json").read_bytes())[name] for name in ("outlets", "people")}
    held = len({entry["outlet"] for entry in json.loads((built / "api/v1/entries.json").read_bytes())["entries"]})
    assert held == said[""]["outlets/"]
    assert len(listed["people"]) == said[""]["people/"]
    llms = (built / "llms.txt").read_text("utf-8")
    named = re.search(r"(\d+) entries of (\d+) outlets \((\d+) are registered\)", llms)
    assert named
    assert list(map(int, named.groups())) == [said[""]["entries/"], held, len(listed["outlets"])]
    summed = totals(collection())
    assert (summed["entries"], summed["outlets"]) == (said[""]["entries/"], held)
    assert told("outlets/", r"(\d+) of them with an entry here") == said[""]["outlets/"]
    assert told("people/", r"(\d+) people and organisations have a page here") == said[""]["people/"]
    for path, count in said["browse/"].items():
        if path.startswith(("topics/", "countries/", "languages/")) and path.count("/") == 2:
            assert told(path, r"(\d+) entr(?:y|ies) in this collection, newest first") == count
