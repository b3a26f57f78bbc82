"""The frame: our pages are MkDocs' pages with other content, and every mark is accounted for."""

import os
import re
import shutil
from pathlib import Path

import pytest

from newsdesk.model.settings import Settings
from newsdesk.output.frame import _cut, _unwritten, build_frame, shell_path
from newsdesk.output.frame.handwritten import run_mkdocs
from newsdesk.output.frame.marks import with_items
from newsdesk.problems import Refusal
from newsdesk.views import Page

DATA = Path(__file__).parent / "data"
SAME = """---
title: The same page
description: One & the same
hide: [navigation]
---

# The same page

A paragraph with *stress* and "marks".

## First part

Text.

## Second & last

- one
- two
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("frame")
    shutil.copytree(DATA, root, dirs_exist_ok=True)
    page = root / "docs" / "2022" / "w42" / "same.md"
    page.parent.mkdir(parents=True)
    page.write_text(SAME, "utf-8")
    return root


def frame_of(root: Path, **sections: str):
    config = root / "mkdocs.yml"
    settings = Settings(site_name="Sample Strait Digest", site_url="https://example.org/press/")
    return build_frame(config, sections or {"digests": "digests/index.md"}, root / ".cache", settings)


def squeezed(html: str) -> str:
    """Without white space between tags, and without the front matter's `title` attribute order."""
    return re.sub(r"\s+", " ", re.sub(r">\s+<", "><", html)).strip()


def test_our_page_equals_the_page_mkdocs_makes_from_the_same_content(project: Path) -> None:
    frame = frame_of(project, elsewhere="not-in-the-navigation/index.md")
    theirs = frame.read("2022/w42/same/index.html").decode()
    start = theirs.index('<h1 id="the-same-page">')
    content = theirs[start : theirs.index("</article>")]
    page = Page(
        "2022/w42/other/",
        "elsewhere",
        "The same page",
        "One & the same",
        content,
        (("first-part", "First part"), ("second-last", "Second & last")),
        anchor="the-same-page",
    )
    ours = frame.dress(page).decode().replace("2022/w42/other/", "2022/w42/same/")
    # Python-Markdown escapes the heading in the table of contents; so do we. Materials's template
    # does not escape a description, which we do: the same text, safely.
    assert squeezed(ours) == squeezed(theirs).replace("One & the same", "One &amp; the same")


def test_a_generated_page_is_active_in_the_navigation(project: Path) -> None:
    frame = frame_of(project)
    html = frame.dress(Page("2022/w42/", "digests", "A week", "", "<p>x</p>")).decode()
    active = re.findall(r'md-tabs__item--active">\s*<a href="([^"]*)"', html)
    assert active == ["../../digests/"]
    own = frame.read("how-we-work/index.html").decode()
    assert "../digests/" not in re.findall(r'md-tabs__item--active">\s*<a href="([^"]*)"', own)


@pytest.mark.parametrize("depth", [1, 2, 3, 4])
def test_relative_links_hold_at_every_depth(project: Path, depth: int) -> None:
    path = "/".join("abcd"[:depth]) + "/"
    html = frame_of(project).dress(Page(path, "digests", "T", "D", "<p>x</p>")).decode()
    (sheet,) = re.findall(r'rel="stylesheet" href="([^"]*)"', html)
    assert sheet == f"{'../' * depth}assets/newsdesk/newsdesk.css"
    rules = frame_of(project).read("assets/newsdesk/newsdesk.css").decode()
    assert rules.index(".md-grid{") < rules.index(".nd-aside"), (
        "the theme's rules before ours, which have the last word"
    )
    assert "md-color-switching" not in rules
    assert not [name for name in frame_of(project).files if name.startswith("assets/stylesheets/")]
    assert f'<link rel="canonical" href="https://example.org/press/{path}">' in html


def test_titles_and_descriptions_are_escaped(project: Path) -> None:
    nasty = "</title><script>alert(1)</script>\"'&"
    html = frame_of(project).dress(Page("a/b/", "digests", nasty, nasty, "<p>x</p>", (("x", nasty),))).decode()
    assert "<script>alert" not in html
    assert html.count("&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;&#34;&#39;&amp;") == 5


def test_what_is_the_same_on_all_pages_lies_in_files(project: Path) -> None:
    frame = frame_of(project)
    toc = tuple((f"part-{number}", f"Part {number}") for number in range(8))
    assert len(frame.dress(Page("2022/w42/a/", "digests", "T", "D", "", toc))) < 6_800
    told = frame.read("assets/newsdesk/material.js").decode()
    assert "{{" not in told
    assert "{%" not in told
    assert "Switch to dark colours" in told


def test_no_mark_is_left_on_any_page(project: Path) -> None:
    frame = frame_of(project)
    for path in frame.undressed():
        if path.endswith(".html"):
            assert b"nd-mark" not in frame.read(path), path
    for has_toc in (True, False):
        page = Page("a/b/", "digests", "T", "D", "<p>x</p>", (("x", "X"),) if has_toc else ())
        assert "nd-mark" not in frame.dress(page).decode()
        assert "nd-slot" not in frame.dress(page).decode()


def test_a_generated_part_follows_the_hand_written_text(project: Path) -> None:
    html = frame_of(project).dress(Page("digests/", "digests", "ignored", "ignored", '<p id="ours">x</p>')).decode()
    assert html.index("<h1") < html.index('<p id="ours">') < html.index("</article>")
    assert "ignored" not in html


def test_the_frame_is_built_again_only_when_something_changed(project: Path) -> None:
    first = frame_of(project).folder.root
    assert frame_of(project).folder.root == first
    how = project / "docs" / "how-we-work.md"
    how.write_text(how.read_text("utf-8") + "\nMore.\n", "utf-8")
    second = frame_of(project)
    assert second.folder.root != first
    assert "More." in second.read("how-we-work/index.html").decode()


def test_a_section_that_was_not_planned_is_refused(project: Path) -> None:
    with pytest.raises(Refusal, match="The frame has no page for a/b/"):
        frame_of(project).dress(Page("a/b/", "gardening", "T", "D", "")).decode()


def whole(project: Path, has_toc: bool = True) -> str:
    return (frame_of(project).folder.root / shell_path("digests", 2, has_toc) / "index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("mark", "replacement", "message"),
    [
        ("nd-mark-title", "Title", "nd-mark-title stands 0 times in an empty page, expected 3"),
        ("nd-mark-description", "", "nd-mark-description stands 0 times"),
        ("<!--nd-mark-content-->", "<!--nd-mark-content--><!--nd-mark-content-->", "stands 2 times"),
        ("<!--nd-mark-head-->", "", "stands 0 times"),
        ("nd-mark-toc", "Contents", "nd-mark-toc stands 0 times"),
        ('property="og:image" content="', 'property="og:image" content="nd-mark-card', "nd-mark-card stands 2 times"),
        ("nd-mark-drawn", "A picture", "nd-mark-drawn stands 0 times in an empty page, expected 1"),
        ('rel="canonical"', 'rel="canonical" data-again="CANONICAL"', "expected 3"),
        ('<li class="md-nav__item">', '<li class="changed">', "its table of contents has another form"),
    ],
)
def test_a_changed_theme_stops_the_build(project: Path, mark: str, replacement: str, message: str) -> None:
    canonical = "https://example.org/press/" + shell_path("digests", 2, True)
    html = whole(project).replace(mark, replacement.replace("CANONICAL", canonical))
    with pytest.raises(Refusal, match=re.escape(message)) as refusal:
        _cut(html, canonical, has_toc=True)
    assert str(refusal.value).startswith("The theme has changed")


def test_mkdocs_errors_are_passed_on(tmp_path: Path) -> None:
    shutil.copytree(DATA, tmp_path / "p")
    config = tmp_path / "p" / "mkdocs.yml"
    config.write_text(config.read_text("utf-8") + "\nplugins: [no-such-plugin]\n", "utf-8")
    with pytest.raises(Refusal, match="no-such-plugin"):
        frame_of(tmp_path / "p")


def test_warnings_of_mkdocs_reach_the_maintainer(tmp_path: Path) -> None:
    shutil.copytree(DATA, tmp_path / "p")
    page = tmp_path / "p" / "docs" / "how-we-work.md"
    page.write_text("# How\n\n[gone](no-such-page.md)\n", "utf-8")
    warnings = frame_of(tmp_path / "p").warnings
    assert [w for w in warnings if "no-such-page.md" in w]
    assert frame_of(tmp_path / "p").warnings == warnings, "also when it comes from the cache"


def test_a_collection_that_moves_takes_its_frame_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = tmp_path / "p", tmp_path / "elsewhere" / "deep"
    shutil.copytree(DATA, old)
    (old / "docs" / "how-we-work.md").write_text("# How\n\n[gone](no-such-page.md)\n", "utf-8")

    def run(*known: object) -> list[str]:
        return [*run_mkdocs(*known), f"WARNING - {known[2]}/how-we-work.md is odd"]

    monkeypatch.setattr("newsdesk.output.frame.handwritten.run_mkdocs", run)
    first = frame_of(old)
    assert first.warnings[-1] == f"mkdocs: WARNING - {old}/docs/how-we-work.md is odd"
    shutil.copytree(old, new)
    monkeypatch.setattr("newsdesk.output.frame.handwritten.run_mkdocs", lambda *known: pytest.fail("it was made again"))
    second = frame_of(new)
    assert second.folder.root.name == first.folder.root.name
    assert second.warnings == [warning.replace(str(old), str(new)) for warning in first.warnings]


def test_a_frame_that_is_not_planned_is_made_once_it_is_wanted(project: Path, tmp_path: Path) -> None:
    settings = Settings(site_name="Sample Strait Digest", site_url="https://example.org/press/")
    known = (project / "mkdocs.yml", {"digests": "digests/index.md"}, tmp_path / "cache", settings)
    whole, planned = build_frame(*known), build_frame(*known, [("digests", 2, False)])
    pages = [
        Page(path, "digests", "A", "B", "C", toc)
        for path in ("2022/w42/", "2022/w42/a/")
        for toc in ((), (("x", "X"),))
    ]
    assert [planned.dress(page) for page in pages] == [whole.dress(page) for page in pages]
    assert len(list((tmp_path / "cache").glob("frame-*"))) == 2
    assert sorted(planned.files) == sorted(whole.files)
    with pytest.raises(Refusal, match="not planned"):
        planned.dress(Page("1/2/3/4/5/6/", "digests", "A", "B", "C"))


def test_a_list_without_a_hand_written_page_is_planned(project: Path) -> None:
    sections = {name: f"{name}/index.md" for name in ("digests", "gone")}
    assert list(_unwritten(project / "docs", sections)) == [("gone", 1, False), ("gone", 1, True)]


def test_the_maintainers_own_theme_changes_win(tmp_path: Path) -> None:
    shutil.copytree(DATA, tmp_path / "p")
    own = tmp_path / "p" / "overrides" / "partials"
    own.mkdir(parents=True)
    (own / "newsdesk-footer.html").write_text("<footer>Our own foot</footer>", "utf-8")
    config = tmp_path / "p" / "mkdocs.yml"
    text = config.read_text("utf-8").replace("name: material", "name: material\n  custom_dir: overrides")
    config.write_text(text, "utf-8")
    html = frame_of(tmp_path / "p").dress(Page("a/b/", "digests", "T", "D", "")).decode()
    assert "Our own foot" in html


@pytest.mark.parametrize("name", ["overides", "newsdesk/theme/mine"])
def test_changes_to_the_theme_that_are_not_there_are_named(tmp_path: Path, name: str) -> None:
    shutil.copytree(DATA, tmp_path / "p", ignore=shutil.ignore_patterns(".cache", "site"))
    config = tmp_path / "p" / "mkdocs.yml"
    text = config.read_text("utf-8").replace("name: material", f"name: material\n  custom_dir: {name}")
    config.write_text(text, "utf-8")
    with pytest.raises(Refusal) as refusal:
        frame_of(tmp_path / "p")
    assert str(refusal.value) == (
        f"{tmp_path / 'p'} has no folder {name} for changes to the theme. Create it, or correct custom_dir."
    )


def test_pages_that_the_maintainer_deleted_are_linked_nowhere_in_vain(tmp_path: Path) -> None:
    shutil.copytree(DATA, tmp_path / "p", ignore=shutil.ignore_patterns(".cache", "site"))
    shutil.rmtree(tmp_path / "p" / "docs" / "people")
    (tmp_path / "p" / "docs" / "index.md").unlink()
    frame = frame_of(tmp_path / "p", people="people/index.md", digests="digests/index.md")
    assert "people/index.md" not in frame.read("outlets/index.html").decode()
    assert '<p id="ours">' in frame.dress(Page("people/", "people", "People", "", '<p id="ours">x</p>')).decode()
    assert '<p id="ours">' in frame.dress(Page("", "", "Home", "", '<p id="ours">x</p>')).decode()


def test_no_hand_written_pages_at_all_is_refused_by_name(tmp_path: Path) -> None:
    shutil.copytree(DATA, tmp_path / "p", ignore=shutil.ignore_patterns(".cache", "site"))
    shutil.rmtree(tmp_path / "p" / "docs")
    with pytest.raises(Refusal, match="has no folder docs for the hand-written pages"):
        frame_of(tmp_path / "p")


def test_what_an_editor_leaves_in_docs_does_no_harm(tmp_path: Path) -> None:
    shutil.copytree(DATA, tmp_path / "p", ignore=shutil.ignore_patterns(".cache", "site"))
    docs = tmp_path / "p" / "docs"
    (docs / ".#index.md").symlink_to("nobody@nowhere.1")
    (docs / "gone.md").symlink_to("nowhere.md")
    (docs / "round").symlink_to(docs)
    odd = docs / os.fsdecode(b"p\xff.md")
    odd.write_text("# Page\n", "utf-8")
    with pytest.raises(Refusal, match=r"^docs/p\\xff\.md: its name is no UTF-8, and no page has such an address\."):
        frame_of(tmp_path / "p")
    odd.unlink()
    (docs / "old.html").write_bytes("<p>Привет".encode("cp1251"))
    (docs / "code.md").write_text("# Code\n\n```\na\n\n\n\nb\n```\n", "utf-8")
    frame = frame_of(tmp_path / "p")
    assert frame.read("old.html") == "<p>Привет".encode("cp1251")
    assert "a\n\n\n\nb" in frame.read("code/index.html").decode()


def test_what_stands_below_a_hand_written_page_is_in_its_tables_of_contents() -> None:
    nested = '<li><a>A</a><nav class="md-nav"><ul><li>B</li></ul></nav></li>'
    table = f'<nav class="md-nav md-nav--secondary"><ul>{nested}%s</ul></nav>'
    page = f"<nav><ul><li>{table}</li></ul></nav>{table}<nav><ul></ul></nav>"
    item = '<li class="md-nav__item"><a href="#c" class="md-nav__link">C &amp; D</a></li>\n'
    assert with_items(page % ("", ""), [("c", "C & D")]) == page % (item, item)
