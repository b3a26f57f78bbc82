"""The headline of a page, among rubrics, banners, fragments and the names of sites; and who wrote it."""

import datetime
import gzip
from pathlib import Path

import pytest
from tables import each

pytest.importorskip("trafilatura", reason="the extra `capture` is not installed")

from drafting import make, project_in, written

from newsdesk.intake.capture import Capture, kind_of, read
from newsdesk.problems import Refusal

TODAY = datetime.date(2026, 11, 28)
TEXT = "<p>The lock keepers of Wendmouth counted the barges on Monday and wrote the figures on a slate.</p>" * 4
BARGES = "Barges wait at the lower lock for a second week"


def captured(head: str, body: str, lang: str = "en") -> Capture:
    raw = f'<html lang="{lang}"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'.encode()
    return read(raw, kind_of(raw) or "", charset=None, address=None, today=TODAY)


ON_LANTERN = '<meta property="og:site_name" content="Lantern">'
ON_CHINESE = '<meta property="og:site_name" content="灯塔网">'
WHY = "<title>Why barges wait: the lower lock explained</title>"
SCHOLAR = "<title>Lantern 4 (2026) – Barges</title>"


def named(title: str) -> str:
    return f'<meta property="og:title" content="{title}">'


@each(
    ("head", "body", "title", "certain"),
    [
        # Rubrics above the headline.
        (named(BARGES), f"<h1>Blog</h1><main><h2>{BARGES}</h2>{TEXT}</main>", BARGES, True),
        (named(BARGES), f"<main><h1>All news</h1><div class='t'>{BARGES}</div>{TEXT}</main>", BARGES, True),
        (f"<title>{BARGES}</title>", f"<h1>News</h1>{TEXT}", BARGES, True),
        (f"<title>{BARGES}</title>", f'<a itemprop="headline">Blog</a><h1>{BARGES}</h1>{TEXT}', BARGES, True),
        (named("驳船在下闸口又等了一周没有放行"), f"<h1>新闻中心</h1>{TEXT}", "驳船在下闸口又等了一周没有放行", True),
        (named("Баржи ждут у нижнего шлюза"), f"<h1>Новости</h1>{TEXT}", "Баржи ждут у нижнего шлюза", True),
        # A short headline is one where its page says nothing longer of it.
        (named("Barges | The Wendmouth Lantern"), f"<h1>Barges</h1>{TEXT}", "Barges", True),
        ("<title>Barges</title>", f"<h1>Barges</h1>{TEXT}", "Barges", True),
        ("", f"<h1>Barges</h1>{TEXT}", "Barges", True),
        # The headline as printed, where those for sharing or for search engines differ.
        (named("Barges still waiting at the lock"), f"<h1>{BARGES}</h1>{TEXT}", BARGES, True),
        (named(BARGES.upper()), f"<h1>{BARGES}</h1>{TEXT}", BARGES, True),
        (WHY + named(BARGES), f"<h1>{BARGES}</h1>", BARGES, True),
        # A banner is about something else; so is a page whose description was left in another language.
        (named(BARGES), f"<h1>Sign up for our weekly letter</h1>{TEXT}", "Sign up for our weekly letter", False),
        (named(BARGES), f"<h1>Баржи вторую неделю ждут у шлюза</h1>{TEXT}", "Баржи вторую неделю ждут у шлюза", False),
        # A fragment of a headline.
        (named(f"The lock: {BARGES}"), f"<h2>The lock:</h2><p>{BARGES}</p>{TEXT}", f"The lock: {BARGES}", True),
        # Wherever a theme puts it: in the trail of links, beside a sidebar, in the blocks of a builder of pages.
        (named(BARGES), f'<div class="breadcrumbs"><h1>{BARGES}</h1></div><h2>Barges wait</h2>{TEXT}', BARGES, True),
        (named("x y z…"), f'<div class="sidebar_right"><main><h1>{BARGES}</h1>{TEXT}</main></div>', BARGES, True),
        ("", f'<div class="elementor-widget elementor-widget-heading"><h1>{BARGES}</h1></div>{TEXT}', BARGES, True),
        # The name of the site, before or behind.
        (ON_LANTERN + named(BARGES + " - Lantern"), TEXT, BARGES, True),
        (ON_CHINESE + named("驳船又等了一周-灯塔网"), TEXT, "驳船又等了一周", True),
        (ON_CHINESE + named("驳船又等了一周_要闻_灯塔网"), TEXT, "驳船又等了一周_要闻", True),
        (f'{named(BARGES + " @ Lantern")}<meta name="twitter:site" content="@lantern">', TEXT, BARGES, True),
        ("<title>灯塔又亮了_要闻_灯塔网</title>", TEXT, "灯塔又亮了_要闻_灯塔网", False),
        # A front page calls itself as its site is called.
        ("<title>Lantern – news of the river</title>" + named("Lantern") + ON_LANTERN, TEXT, "Lantern", False),
        # What scholars' and editors' systems write.
        (f'<meta name="citation_title" content="{BARGES}">{SCHOLAR}', TEXT, BARGES, True),
        (f'<meta name="DC.Title" content="{BARGES}"><title>doc-04 – {BARGES[:9]}</title>', TEXT, BARGES, True),
    ],
)  # fmt: skip
def test_the_headline_is_the_printed_one_and_has_a_witness(head: str, body: str, title: str, certain: bool) -> None:
    found = captured(head, body).title
    assert found is not None
    assert (found.value, found.certain) == (title, certain), found.why


def author(name: str) -> str:
    return f'<meta name="author" content="{name}">'


@each(
    ("head", "body", "byline", "certain"),
    [
        (author("Ada Quill"), "<p>By Ada Quill</p>", "Ada Quill", True),
        (author("Ada Quill"), "", "Ada Quill", True),
        # Somebody else is printed: whoever set up the pages is no author.
        (author("Wave Themes"), '<p itemprop="author">Ada Quill</p>', "Wave Themes", False),
        (author("admin"), '<p itemprop="author">Ada Quill</p>', "Ada Quill", True),
        (author("lantern"), '<p itemprop="author">By Ada Quill</p>', "Ada Quill", True),
        (author("Lantern Online"), "", "Lantern Online", False),
        # One author, whose name stands within a longer line that is marked as well.
        ("", '<p itemprop="author">Ada Quill <span itemprop="author">Ada Quill</span> Follow</p>',
         "Ada Quill", True),
        ("", '<p itemprop="author">Ada Quill, who keeps the lock since she was nine, follow her letters here</p>',
         "Ada Quill, who keeps the lock since she was nine, follow her letters here", False),
    ],
)  # fmt: skip
def test_a_byline_is_of_whom_readers_see(head: str, body: str, byline: str, certain: bool) -> None:
    site = '<meta property="og:site_name" content="Lantern"><link rel="canonical" href="https://lantern.example/a">'
    found = captured(site + head, f"<article><h1>{BARGES}</h1>{body}{TEXT}</article>").byline
    assert found is not None
    assert (found.value, found.certain) == (byline, certain)


def test_authors_of_other_articles_are_not_this_ones() -> None:
    others = "".join(f'<div><span itemprop="author">Other {name}</span></div>' for name in ("One", "Two", "Three"))
    found = captured("", f'<header><h1>{BARGES}</h1><span itemprop="author">Ada Quill</span></header>{TEXT}{others}')
    assert found.byline is not None
    assert found.byline.value == "Ada Quill"


PAGE = f"<html><head><title>Баржи ждут у шлюза</title></head><body><h1>Баржи ждут у шлюза</h1>{TEXT}</body></html>"


@each("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "utf-16", "utf-32", "cp1251"])
@each("before", ["", "\r\n \n"])
def test_a_page_without_a_mark_of_its_encoding_is_read(encoding: str, before: str) -> None:
    raw = (before + PAGE).encode(encoding)
    found = read(raw, kind_of(raw) or "", charset=None, address=None, today=TODAY).title
    assert found is not None
    assert found.value == "Баржи ждут у шлюза"


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (gzip.compress(PAGE.encode(), mtime=0), None),
        (gzip.compress(PAGE.encode()[:200], mtime=0) + gzip.compress(PAGE.encode()[200:], mtime=0), None),
        (gzip.compress(PAGE.encode(), mtime=0)[:90], "is no page, text or PDF."),
        (gzip.compress(b" " * 6_000_000, mtime=0), "is larger than 5 MB. Save the text of the article alone."),
        (b"", "The file holds no text."),
    ],
)
def test_a_page_that_was_saved_packed_is_read_or_refused(tmp_path: Path, raw: bytes, said: str | None) -> None:
    project = project_in(tmp_path)
    source = tmp_path / "barges.html"
    source.write_bytes(raw)
    before = {p.relative_to(project.root).as_posix(): p.read_bytes() for p in project.root.rglob("*") if p.is_file()}
    if said:
        with pytest.raises(Refusal, match=said):
            make(project, source, week="2022-W42")
        assert not written(project, before)
    else:
        assert make(project, source, week="2022-W42") == 0
        assert any(name.endswith(".html") for name in written(project, before))
