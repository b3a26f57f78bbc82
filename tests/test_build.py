"""The built site: every link resolves, the sitemap is complete, the notices are where they belong."""

import re
import xml.etree.ElementTree as ET
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

import pytest

from newsdesk.output.sitemap import LIMIT, sitemap

SITE_URL = "https://example.org/press/"


class Links(HTMLParser):
    """Collects addresses and ids of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.ids: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src") and value is not None and not (tag == "link" and ("rel", "canonical") in attrs):
                self.addresses.append(value)
            elif name == "id" and value:
                self.ids.append(value)


def places_of(fragment: str) -> set[str]:
    """The ids that the end of an address asks of a page: `#a=x` fills its field `a` with what stands at `of-x`."""
    chosen = dict(parse_qsl(fragment, keep_blank_values=True))
    named = {*chosen, *(f"of-{value}" for value in chosen.values())} if "=" in fragment else {unquote(fragment)}
    return named - {""}


@pytest.fixture(scope="module")
def pages(built: Path) -> dict[str, Links]:
    return {
        path.relative_to(built).as_posix(): Links(path.read_text("utf-8")) for path in sorted(built.rglob("*.html"))
    }


def test_every_internal_link_resolves(built: Path, pages: dict[str, Links]) -> None:
    broken = []
    for name, page in pages.items():
        for address in page.addresses:
            target = urlsplit(urljoin(SITE_URL + name, address))
            if not target.geturl().startswith(SITE_URL):
                continue
            path = unquote(target.path).removeprefix("/press/")
            path += "index.html" if not path or path.endswith("/") else ""
            if not (built / path).is_file():
                broken.append(f"{name}: {address}")
            elif target.fragment and not places_of(target.fragment) <= {*pages[path].ids, "__top"}:
                broken.append(f"{name}: {address} (no such id)")
    assert broken == []


def test_ids_are_unique(pages: dict[str, Links]) -> None:
    for name, page in pages.items():
        assert [i for i, count in Counter(page.ids).items() if count > 1] == [], name


def test_links_to_other_sites_are_http_only(pages: dict[str, Links]) -> None:
    schemes = {urlsplit(address).scheme for page in pages.values() for address in page.addresses}
    assert schemes <= {"", "https", "http", "mailto"}


def test_the_sitemap_lists_every_page_once(built: Path, pages: dict[str, Links]) -> None:
    root = ET.parse(built / "sitemap.xml").getroot()
    listed = [loc.text for loc in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    hidden = {name for name in pages if 'name="robots" content="noindex"' in (built / name).read_text("utf-8")}
    # Earlier states of a story lead those who search to the story as it is.
    assert hidden - {"404.html"} == {name for name in pages if "/as-of/" in name} != set()
    expected = {SITE_URL + name.removesuffix("index.html") for name in pages.keys() - hidden - {"404.html"}}
    assert set(listed) == expected
    assert len(listed) == len(expected)
    days = [mod.text or "" for mod in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}lastmod")]
    assert days
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", day) for day in days)


def test_canonical_addresses_are_the_pages_own(built: Path, pages: dict[str, Links]) -> None:
    for name in pages:
        html = (built / name).read_text("utf-8")
        found = re.findall(r'<link rel="canonical" href="([^"]*)">', html)
        assert found == ([] if name == "404.html" else [SITE_URL + name.removesuffix("index.html")]), name


def test_titles_are_unique(built: Path, pages: dict[str, Links]) -> None:
    titles = Counter(
        re.search(r"<title>(.*?)</title>", (built / name).read_text("utf-8"), re.DOTALL)[1] for name in pages
    )
    assert [title for title, count in titles.items() if count > 1] == []


def test_robots_and_marker(built: Path) -> None:
    assert (built / "robots.txt").read_text("utf-8") == (f"User-agent: *\nAllow: /\n\nSitemap: {SITE_URL}sitemap.xml\n")
    assert (built / ".newsdesk").is_file()
    assert not list(built.rglob("nd-frame*"))


def test_no_page_loads_anything_from_elsewhere(built: Path, pages: dict[str, Links]) -> None:
    for name in pages:
        html = (built / name).read_text("utf-8")
        assert re.findall(r'<(?:script|img|iframe|source|video)[^>]*src="https?://[^"]*"', html) == [], name
        # Of a link that only says what the page is, no browser loads anything.
        says = "canonical|license|type"
        links = re.findall(rf'<link[^>]*rel="(?!(?:{says})")[^"]*"[^>]*href="(https?://[^"]*)"', html)
        assert [link for link in links if not link.startswith(SITE_URL)] == [], name


def test_a_large_sitemap_is_split() -> None:
    files = dict(sitemap("https://example.org/", ((f"{n}/", "") for n in range(LIMIT + 1))))
    assert sorted(files) == ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]
    assert files["sitemap-1.xml"].count("<url>") == LIMIT
    assert files["sitemap-2.xml"].count("<url>") == 1
    assert "https://example.org/sitemap-2.xml" in files["sitemap.xml"]
    for text in files.values():
        ET.fromstring(text.encode())
    ((_, small),) = sitemap("https://ñandú.example.org/año/", [("w/", "")])
    assert "<loc>https://xn--and-6ma2c.example.org/a%C3%B1o/w/</loc>" in small, "the protocol asks for ASCII"
