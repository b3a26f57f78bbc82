"""Every page of the invented site in a real Chromium, each loaded once: no other host, no error, fits, reads well."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axes import faults_of
from chromium import served
from test_browser import BELOW, paths

# Target sizes are of WCAG 2.2; axe leaves them out unless asked.
WHOLE = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
# What can differ between two palettes on one page.
COLOURS = {"resultTypes": ["violations"], "runOnly": ["color-contrast", "link-in-text-block"]}
PAPER = {"light": "rgb(253, 252, 249)", "dark": "rgb(22, 24, 27)"}
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# WCAG 1.4.4: with the letters twice as large nothing runs out of the page, at the width of a laptop.
TWICE = "html { font-size: 250% !important; }"
MOVING = """() => [...document.querySelectorAll("*")].filter(e => {
    const s = getComputedStyle(e);
    return parseFloat(s.transitionDuration) > 0.001 || s.scrollBehavior === "smooth"
        || (s.animationName !== "none" && parseFloat(s.animationDuration) > 0.001);
}).map(e => e.className).slice(0, 5)"""

# What axe could find fault with: each element by its own and its parent's tag, classes and attributes, and whether it
# is empty; which heading follows which; ids that stand twice.
KINDS = """() => {
    const of = (e) => `${e.tagName}.${[...e.classList].sort().join(".")}`;
    const all = [...document.querySelectorAll("*")], kinds = new Set();
    for (const e of all) {
        const attributes = e.getAttributeNames().sort().map((name) =>
            /^(role|type|lang|dir|aria-(hidden|current|expanded|live))$/.test(name) ? `${name}=${e.getAttribute(name)}`
            : name);
        kinds.add([e.parentElement ? of(e.parentElement) : "", of(e), attributes, !e.textContent.trim()].join(" "));
    }
    let last = "";
    for (const { tagName } of document.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
        kinds.add(`${last} ${tagName}`);
        last = tagName;
    }
    const ids = all.map((e) => e.id).filter(Boolean);
    ids.filter((id, at) => ids.indexOf(id) !== at).forEach((id) => kinds.add(`twice ${id}`));
    return [...kinds];
}"""


@pytest.fixture(scope="module")
def address(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    top = tmp_path_factory.mktemp("host")
    (top / BELOW).symlink_to(built)
    with served(top) as address:
        yield f"{address}{BELOW}/"


def file_of(built: Path, path: str) -> Path:
    return built / path if path.endswith("html") else built / path / "index.html"


def one_of_each_kind(built: Path) -> list[str]:
    """The longest page of every kind; hand-written pages are a kind of their own each."""
    longest: dict[str, str] = {}
    for path in sorted(paths(built), key=lambda path: file_of(built, path).stat().st_size):
        html = file_of(built, path).read_text("utf-8")
        kind = re.search(r'id="nd" class="([^"]*)"', html)
        longest[kind[1] if kind else path] = path
    return sorted(longest.values())


class Walk:
    """What was found on the pages that were opened."""

    def __init__(self, page, address: str) -> None:
        self.page, self.address = page, address
        self.kinds: set[str] = set()
        self.asked: list[str] = []
        self.faults: list[str] = []
        self.wide: list[str] = []
        self.wide_at_twice: list[str] = []
        self.violations: dict[str, str] = {}
        self.moving: list[str] = []
        self.ways: list[str] = []
        faults = self.faults.append
        page.on("request", lambda request: self.asked.append(request.url))
        # A request is aborted where the walk goes on to the next page before it ends.
        page.on("requestfailed", lambda r: faults(r.url) if r.failure != "net::ERR_ABORTED" else None)
        page.on("response", lambda response: faults(response.url) if response.status >= 400 else None)
        page.on("console", lambda message: faults(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: faults(str(error)))

    def open(self, path: str) -> None:
        """Load a page on a phone in daylight, see it on a tablet at night, then on a desk."""
        self.see(390, "light")
        self.page.goto(self.address + path)
        for width, scheme in ((390, "light"), (768, "dark"), (1280, "light")):
            self.see(width, scheme)
            self.wide += self.too_wide(f"{path} at {width}")
        self.note_ways()

    def note_ways(self) -> None:
        """In which direction Arabic runs."""
        self.ways += self.page.evaluate(
            "[...document.querySelectorAll('[lang=ar]')].map(e => getComputedStyle(e).direction)"
        )

    def look_closely(self, path: str) -> None:
        """What is the same on all pages of a kind."""
        self.judge(path, WHOLE)
        self.see(1280, "dark")
        self.judge(f"{path} in the dark", COLOURS)
        self.see(390, "light")
        self.judge(f"{path} on a phone", WHOLE)
        self.see(1280, "light")
        self.moving += [f"{path}: {name}" for name in self.page.evaluate(MOVING)]
        self.page.add_style_tag(content=TWICE)
        self.wide_at_twice += self.too_wide(path)

    def see(self, width: int, scheme: str) -> None:
        self.page.set_viewport_size({"width": width, "height": 844})
        self.page.emulate_media(color_scheme=scheme)

    def too_wide(self, where: str) -> list[str]:
        over = self.page.evaluate(TOO_WIDE)
        return [f"{where} is {over} px too wide"] * (over > 0)

    def judge(self, where: str, options: dict) -> None:
        scheme = "dark" if self.page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") else "light"
        self.page.wait_for_function(f"getComputedStyle(document.body).backgroundColor === '{PAPER[scheme]}'")
        for fault in faults_of(self.page, options):
            self.violations[f"{fault['id']} ({fault['impact']}): {fault['nodes'][0]['html'][:120]}"] = where


@pytest.fixture
def walk(chromium, address: str) -> Iterator[Walk]:
    """A browser whose reader wants nothing to move, so that colours do not fade in either."""
    context = chromium.new_context(reduced_motion="reduce")
    yield Walk(context.new_page(), address)
    context.close()


@pytest.mark.parametrize("share", [0, *(pytest.param(number, marks=pytest.mark.slow) for number in range(1, 6))])
def test_a_page_of_each_kind(walk: Walk, built: Path, subtests: pytest.Subtests, share: int) -> None:
    kinds = one_of_each_kind(built)
    assert len(kinds) > 20
    for path in kinds[share::6]:
        walk.open(path)
        walk.look_closely(path)
    judged(walk, subtests)


def judged(walk: Walk, subtests: pytest.Subtests) -> None:
    """What was found on the pages that were opened is nothing."""
    with subtests.test("it asks no other host"):
        assert [url for url in walk.asked if not url.startswith((walk.address, "data:"))] == []
    with subtests.test("it has no error"):
        assert walk.faults == []
    with subtests.test("it fits a phone, a tablet and a desk"):
        assert walk.wide == []
    with subtests.test("text at twice its size fits"):
        assert walk.wide_at_twice == []
    with subtests.test("axe finds no fault"):
        assert walk.violations == {}
    with subtests.test("nothing moves where that is not wanted"):
        assert walk.moving == []
    with subtests.test("Arabic runs from the right"):
        assert set(walk.ways) <= {"rtl"}


@pytest.mark.slow
def test_every_page_on_a_phone_in_the_dark(walk: Walk, built: Path) -> None:
    walk.see(390, "dark")
    for path in paths(built):
        walk.page.goto(walk.address + path)
        walk.wide += walk.too_wide(path)
        walk.note_ways()
        # Axe looks where something stands that it has not seen on a page before.
        if new := set(walk.page.evaluate(KINDS)) - walk.kinds:
            walk.kinds |= new
            walk.judge(path, WHOLE)
    assert set(walk.ways) == {"rtl"}
    assert [url for url in walk.asked if not url.startswith((walk.address, "data:"))] == []
    assert (walk.faults, walk.wide, walk.violations) == ([], [], {})
