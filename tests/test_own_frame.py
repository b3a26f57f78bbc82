"""The frame of our own: the same pages as with Material, of a third of the frame, without MkDocs."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from axes import faults_of
from chromium import served
from invented import pages

from newsdesk.model.settings import Settings
from newsdesk.output.frame import Frame, build_frame
from newsdesk.output.frame.marks import shell_path
from newsdesk.output.frame.own.navigating import navigation, url_of
from newsdesk.problems import Refusal
from newsdesk.views import SECTIONS, Page

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(__file__).parent / "data"


def framed(root: Path, **changes: object) -> Frame:
    told = {"site_name": "Sample <Strait> Digest", "site_url": "https://example.org/press/", **changes}
    settings = Settings.model_validate({"extra": {"frame": "own"}, **told})
    return build_frame(root / "mkdocs.yml", {name: f"{name}/index.md" for name in SECTIONS}, root / ".cache", settings)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(DATA, tmp_path_factory.mktemp("own") / "p", ignore=shutil.ignore_patterns(".cache", "site"))


@pytest.fixture(scope="module")
def frame(root: Path) -> Frame:
    return framed(root)


@pytest.fixture(scope="module")
def site(frame: Frame, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Hand-written pages, and one generated page of each kind that a browser looks at below."""
    top = tmp_path_factory.mktemp("site")
    generated = pages()
    files = {path: frame.read(path) for path in frame.undressed()}
    for page in generated.values():
        if page.path in (
            "",
            "outlets/",
            "2022/w42/",
            "2022/w42/forty-voices/",
            "stories/tunnel-closed-2022/",
            "about/",
        ):
            files[f"{page.path}index.html"] = frame.dress(page)
    for path, raw in files.items():
        path = f"press/{path}"
        (top / path).parent.mkdir(parents=True, exist_ok=True)
        (top / path).write_bytes(raw)
    return top


def test_a_page_stands_in_it_with_nothing_lost_or_left_over(frame: Frame) -> None:
    assert sum(1 for path in frame.undressed() if path.endswith(".html")) > 10
    for path in frame.undressed():
        if path.endswith(".html"):
            assert b"nd-mark" not in frame.read(path), path
    nasty = "</title><script>alert(1)</script>\"'&"
    for toc in ((("x", nasty),), ()):
        html = frame.dress(Page("a/b/c/", "digests", nasty, nasty, '<p id="ours">x</p>', toc, "<!--head-->")).decode()
        assert "nd-mark" not in html
        assert "nd-slot" not in html
        assert "<script>alert" not in html
        assert html.count("&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;&#34;&#39;&amp;") == 3 + len(toc)
        assert (
            html.index("<!--head-->") < html.index("</head>") < html.index('<p id="ours">') < html.index("</article>")
        )
        assert re.findall(r'rel="stylesheet" href="([^"]*)"', html) == ["../../../assets/newsdesk/newsdesk.css"]
        assert '<link rel="canonical" href="https://example.org/press/a/b/c/">' in html
        assert "<title>&lt;/title&gt;" in html
        assert " - Sample &lt;Strait&gt; Digest</title>" in html
        assert re.findall(r'item--active"><a class="md-tabs__link" href="([^"]*)"', html) == ["../../../digests/"]
        assert "Made with Material" not in html
        # What a page has beside its own head and content.
        assert len(html.encode()) < 6 * 1024
    with pytest.raises(Refusal, match="The frame has no page for a/b/: section or depth is not planned"):
        frame.dress(Page("a/b/", "gardening", "T", "D", ""))


def test_hand_written_pages_are_those_of_mkdocs(frame: Frame, root: Path) -> None:
    settings = Settings(site_name="Sample <Strait> Digest", site_url="https://example.org/press/")
    sections = {name: f"{name}/index.md" for name in SECTIONS}
    theirs = build_frame(root / "mkdocs.yml", sections, root / ".cache", settings)

    def content(one: Frame, path: str) -> str:
        html = one.read(path).decode()
        start = html.index("<h1")
        text = re.sub(r"\s+", " ", html[start : html.index("</article>", start)]).strip()
        # A page about itself: one writes nothing before the fragment, the other the folder.
        return text.replace('href="./#', 'href="#')

    written = {path for path in theirs.files if path.endswith(".html") and path != "404.html"}
    assert {path for path in frame.files if path.endswith(".html")} == {*written, "404.html"}
    for path in written:
        assert content(frame, path) == content(theirs, path), path


def test_the_page_that_is_lost_leads_home_from_anywhere(frame: Frame) -> None:
    html = frame.read("404.html").decode()
    assert 'href="/press/assets/newsdesk/newsdesk.css"' in html
    assert '<a href="/press/">Go to the home page</a>' in html
    assert not re.findall(r'(?:href|src)="(?!/press/|#|https://example.org/licence)', html)


def changed(tmp_path: Path, files: dict[str, str | bytes], settings: str = "", was: str = "") -> Path:
    root = shutil.copytree(DATA, tmp_path / "p", ignore=shutil.ignore_patterns(".cache", "site"))
    for name, text in files.items():
        (root / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "docs" / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    config = root / "mkdocs.yml"
    told = config.read_text("utf-8")
    assert was in told
    config.write_text(told.replace(was, settings, 1) if was else told + settings, "utf-8")
    return root


def test_what_people_write_by_hand(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "a/one.md": "---\r\ntitle: One\r\n---\r\n\r\n[two](../b c/two.md#x), [pic](pic%20ture.png), [gone](gone.md), "
        "[self](#y), [mail](mailto:a@b.example), [root](/x.md), [out](https://x.example/a.md), [folder](../b c/)\n\n"
        "![p](pic%20ture.png)\n\nText[^1]\n\n[^1]: Note\n",
        "a/pic ture.png": b"\x89PNG",
        "b c/two.md": "# Two &amp; <em>more</em>\n\n## X\n\n### Deep\n\n## Y\n",
        "old.md": "# Привет".encode("cp1251"),
        "empty.md": "",
        "templates/x.html": "<p>",
        "drafts/secret.md": "# Secret",
        ".hidden.md": "# Hidden",
    }
    root = changed(
        tmp_path, files, "\nexclude_docs: |\n  drafts/\nextra_css: [mine.css]\nplugins: [blog]\n", "\nplugins: []\n"
    )
    config = root / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("  - attr_list\n", "  - attr_list\n  - footnotes\n"), "utf-8")
    frame = framed(root)
    one = frame.read("a/one/index.html").decode()
    for link in (
        'href="../../b%20c/two/#x"',
        'href="../../a/pic%20ture.png"',
        'href="gone.md"',
        'href="#y"',
        'href="/x.md"',
        'href="https://x.example/a.md"',
        'href="../b c/"',
        'src="../../a/pic%20ture.png"',
        'href="../../mine.css"',
    ):
        assert link in one, link
    assert '<h1 id="nd">One</h1>' in one
    assert 'class="footnote"' in one
    two = frame.read("b c/two/index.html").decode()
    assert "<title>Two &amp; more - Sample" in two
    assert re.findall(r'<a href="#([a-z]*)" class="md-nav__link">', two) == ["x", "deep", "y"]
    assert "a/pic ture.png" in frame.files
    assert "<h1" in frame.read("empty/index.html").decode()
    assert not {"templates/x.html", "drafts/secret/index.html", ".hidden/index.html"} & frame.files
    assert sorted(frame.warnings) == [
        "docs: This frame runs no plugins: take them out of mkdocs.yml, or write frame: material.",
        "docs: a/one.md has a link to gone.md, and there is no such page below docs. Correct the link.",
        "docs: old.md is not UTF-8: what could not be read is shown as \N{REPLACEMENT CHARACTER}. Save it as UTF-8.",
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("no_such", "cannot be used"),
        ("no.such", 'names "no.such", which is not installed'),
        ("toc: {permalnk: 1}", "cannot be used"),
    ],
)
def test_an_extension_that_is_not_there_is_named(tmp_path: Path, line: str, said: str) -> None:
    root = changed(tmp_path, {}, f"  - attr_list\n  - {line}\n", "  - attr_list\n")
    with pytest.raises(Refusal, match="markdown_extensions in") as refusal:
        framed(root)
    assert said in str(refusal.value)


def test_a_foot_of_the_maintainers_own_and_colours_of_one_palette(tmp_path: Path) -> None:
    root = changed(tmp_path, {}, "  custom_dir: overrides\n  language: en\n", "  language: en\n")
    config = root / "mkdocs.yml"
    text = config.read_text("utf-8")
    palette = text[text.index("  palette:") : text.index("\nplugins")]
    config.write_text(text.replace(palette, "  palette: {scheme: slate}\n"), "utf-8")
    (root / "overrides" / "partials").mkdir(parents=True)
    foot = "<footer>{{ config.site_name }}, {{ nav.pages | length > 5 }}, {{ 'x/' | url }}</footer>"
    (root / "overrides" / "partials" / "newsdesk-footer.html").write_text(foot, "utf-8")
    (root / "overrides" / "mine.svg").write_text("<svg/>", "utf-8")
    frame = framed(root)
    html = frame.dress(Page("a/b/", "digests", "T", "D", "")).decode()
    assert "<footer>Sample &lt;Strait&gt; Digest, True, ../../x/</footer>" in html
    assert 'data-nd-colours="dark"' in html
    assert 'nd-colours"' not in html
    assert "mine.svg" in frame.files


def test_without_an_address_there_is_none_on_the_page(tmp_path: Path) -> None:
    root = changed(tmp_path, {}, "", "site_url: https://example.org/press/\n")
    html = framed(root, site_url=None).dress(Page("a/b/", "digests", "T", "D", "")).decode()
    assert "canonical" not in html
    assert "og:image" not in html
    assert "og:url" not in html


@pytest.mark.parametrize(
    ("source", "address"),
    [("index.md", ""), ("a/index.md", "a/"), ("a/README.md", "a/"), ("a.md", "a/"), ("a/b c.md", "a/b c/")],
)
def test_where_a_page_stands(source: str, address: str) -> None:
    assert url_of(source) == address


def test_the_navigation_as_people_write_it() -> None:
    titles = {"index.md": "Home", "a.md": "A", "b/c.md": "C"}
    items, missing = navigation(
        ["index.md", {"B": ["b/c.md", {"Out": "https://x.example/"}]}, {"G": []}, {"N": "n.md"}], titles
    )
    assert [(item.title, item.url, len(item.below)) for item in items] == [
        ("Home", "", 0),
        ("B", "b/c/", 2),
        ("N", "n/", 0),
    ]
    assert items[1].below[1].url == "https://x.example/"
    assert items[1].holds("b/c.md")
    assert not items[0].holds("b/c.md")
    assert missing == ["n.md"]
    items, _ = navigation(None, titles)
    assert [item.url for item in items] == ["", "a/", "b/c/"]


def tabbed(page) -> list[str]:
    """What the keyboard reaches in the header, by name; nothing of it lies off the screen."""
    seen = []
    for _ in range(12):
        page.keyboard.press("Tab")
        name, left, right = page.evaluate(
            "() => { const e = document.activeElement, r = e.getBoundingClientRect();"
            " return [e.ariaLabel || e.innerText || e.name, r.left, r.right] }"
        )
        seen.append(name)
        assert left >= 0
        assert right <= page.viewport_size["width"], name
    return seen


def test_readers_find_their_way_at_every_width(chromium, site: Path) -> None:
    with served(site) as host:
        base, page = f"{host}press/", chromium.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        for path in ("", "2022/w42/forty-voices/", "stories/tunnel-closed-2022/", "about/", "404.html"):
            page.goto(f"{base}{path}")
            for width in (320, 1280):
                page.set_viewport_size({"width": width, "height": 800})
                assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)
                faults = faults_of(page)
                assert [(fault["id"], fault["nodes"][0]["html"][:80]) for fault in faults] == [], (path, width)
        # On a desktop the navigation stands there, and the contents beside the page.
        page.goto(f"{base}2022/w42/forty-voices/")
        assert page.locator("#nd-menu").is_visible()
        assert page.locator("#nd-toc a").first.is_visible()
        assert not page.locator(".nd-open").is_visible()
        page.goto(f"{base}about/")
        assert page.locator(".md-tabs__item--active li a").first.is_visible(), "what lies beside the page that is read"
        # On a phone both open, by keyboard too, and Escape closes them.
        page.set_viewport_size({"width": 320, "height": 700})
        page.goto(f"{base}2022/w42/forty-voices/")
        assert tabbed(page)[:5] == [
            "Skip to content",
            "Navigation",
            "Sample <Strait> Digest",
            "Table of contents",
            "Switch to light colours",
        ]
        page.locator(".nd-parts").focus()
        page.keyboard.press("Enter")
        page.locator("#nd-toc a").nth(2).click()
        assert not page.locator("#nd-toc").is_visible()
        assert "#" in page.url
        page.locator(".nd-open").focus()
        page.keyboard.press("Enter")
        assert page.locator("#nd-menu").is_visible()
        page.keyboard.press("Escape")
        assert not page.locator("#nd-menu").is_visible()
        page.locator(".nd-open").click()
        page.locator("#nd-menu a", has_text="Outlets").click()
        page.wait_for_url("**/outlets/")
        assert errors == []


def test_colours_follow_the_system_until_a_reader_chooses(chromium, site: Path) -> None:
    with served(site) as host:
        base, page = f"{host}press/", chromium.new_page()

        def scheme() -> str:
            return page.evaluate("document.documentElement.dataset.mdColorScheme")

        page.emulate_media(color_scheme="dark")
        page.goto(f"{base}outlets/")
        assert scheme() == "slate"
        page.emulate_media(color_scheme="light")
        page.wait_for_function("document.documentElement.dataset.mdColorScheme === 'default'")
        button = page.locator(".nd-colours")
        assert button.get_attribute("aria-label") == "Switch to light colours"
        button.click()
        button.click()
        assert (scheme(), button.get_attribute("aria-label")) == ("slate", "Follow the system's colours")
        page.goto(f"{base}2022/w42/")
        assert scheme() == "slate"
        button.click()
        assert scheme() == "default"
        page.emulate_media(media="print")
        shown = page.evaluate(
            "[...document.querySelectorAll('.md-header, #nd-menu, #nd-toc, .md-top')]"
            ".map(e => getComputedStyle(e).display)"
        )
        assert set(shown) == {"none"}
        assert page.locator(".nd-masthead").is_visible()


def test_material_that_is_not_installed_is_named_with_a_way_out(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "material", None)
    with pytest.raises(Refusal) as refusal:
        framed(root, extra={"frame": "material"})
    assert str(refusal.value) == (
        "Packages are missing for the frame of Material: material. Install them (python -m pip install -r"
        " requirements.txt), or write frame: own below extra in mkdocs.yml."
    )


@pytest.mark.slow
def test_a_collection_is_built_and_served_where_mkdocs_and_material_are_not_installed(project: Path) -> None:
    config = project / "mkdocs.yml"
    text = config.read_text("utf-8")
    config.write_text(
        text.replace("\nextra:\n", "\nextra:\n  frame: own\n")
        if "\nextra:\n" in text
        else text + "\nextra: {frame: own}\n",
        "utf-8",
    )
    code = (
        "import sys; sys.modules.update(dict.fromkeys(['mkdocs', 'material', 'pymdownx']));"
        "import newsdesk.serve, runpy; sys.argv[0] = 'build_digest.py'; "
        "runpy.run_path(sys.argv[0], run_name='__main__')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "build", "--root", str(project)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    sheet = (project / "site" / "assets" / "newsdesk" / "newsdesk.css").read_text("utf-8")
    assert ".md-header" in sheet
    assert not (project / "site" / "assets" / "newsdesk" / "frame.css").exists()
    assert not (project / "site" / "assets" / "javascripts").exists()
    assert b"Sample Strait Digest" in (project / "site" / "index.html").read_bytes()
    assert shell_path("digests", 1, True)[:-1] not in {path.name for path in (project / "site").iterdir()}
