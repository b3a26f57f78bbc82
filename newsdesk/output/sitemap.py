"""The sitemap: every page, generated or hand-written, with the day its data last changed."""

from collections.abc import Iterable, Iterator
from urllib.parse import quote, urlsplit

from markupsafe import escape

# The sitemap protocol allows 50,000 addresses a file.
LIMIT = 50_000
_NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_START = '<?xml version="1.0" encoding="UTF-8"?>\n'


def sitemap(site_url: str, pages: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """File names and texts: one sitemap, or an index of several.

    `pages` are addresses below the site with an ISO date, or "" where none is known.
    """
    site_url = _escaped(site_url)
    rows = [
        f"<url><loc>{escape(site_url + path)}</loc>" + (f"<lastmod>{updated}</lastmod>" if updated else "") + "</url>\n"
        for path, updated in sorted(pages)
    ]
    parts = [rows[at : at + LIMIT] for at in range(0, len(rows), LIMIT)] or [[]]
    if len(parts) == 1:
        yield "sitemap.xml", f"{_START}<urlset {_NS}>\n{''.join(rows)}</urlset>\n"
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield name, f"{_START}<urlset {_NS}>\n{''.join(part)}</urlset>\n"
    index = "".join(f"<sitemap><loc>{escape(site_url + name)}</loc></sitemap>\n" for name in names)
    yield "sitemap.xml", f"{_START}<sitemapindex {_NS}>\n{index}</sitemapindex>\n"


def _escaped(site_url: str) -> str:
    """The address of the site in ASCII, as the protocol asks."""
    if site_url.isascii():
        return site_url
    parts = urlsplit(site_url)
    return parts._replace(
        netloc=parts.netloc.encode("idna").decode(), path=quote(parts.path, safe="/%:@!$&'()*+,;=~")
    ).geturl()
