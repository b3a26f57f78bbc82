"""Invented pages of many systems in many scripts, each with what may be certain about it."""

import json
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from typing import NamedTuple

from tables import data_in

CASES = Path(__file__).parent / "cases" / "world-pages" / "articles.yaml"
DAY = "2022-10-18"
LATER = "2022-10-21"
SITE = "Wend Lantern"


class Article(NamedTuple):
    """A row of the table, see there."""

    language: str
    title: str
    author: str
    day: str
    published: str
    changed: str
    other: str
    text: str


class Page(NamedTuple):
    """A page, the day that is certain or None, and whether its author is."""

    name: str
    raw: bytes
    title: str
    day: str | None
    author: str | None


def _ld(*nodes: object) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(one)}</script>' for one in nodes)


def _news(a: Article, **more: object) -> dict[str, object]:
    author = {"@type": "Person", "name": a.author}
    return {"@context": "https://schema.org", "@type": "NewsArticle", "headline": a.title, "author": author, **more}


def _og(a: Article, title: str, **more: str) -> str:
    said = {"og:title": title, "og:site_name": SITE, "og:type": "article", **more}
    return "".join(f'<meta property="{key}" content="{escape(value)}">' for key, value in said.items())


def _body(a: Article) -> str:
    return "".join(f"<p>{a.text} {a.text}</p>" for _ in range(3))


_Made = tuple[str, str, str | None, str | None]
"""Head, body, the certain day, the certain author."""


def wordpress(a: Article) -> _Made:
    graph = [
        {"@type": "WebPage", "@id": "#page", "datePublished": f"{DAY}T10:00:00+06:00"},
        {"@type": "Article", "headline": a.title, "isPartOf": {"@id": "#page"}, "author": {"@id": "#who"},
         "datePublished": f"{DAY}T10:00:00+06:00", "dateModified": f"{LATER}T09:00:00+06:00"},
        {"@type": "Person", "@id": "#who", "name": a.author},
        {"@type": "WebSite", "name": SITE},
    ]  # fmt: skip
    head = _og(a, f"{a.title} - {SITE}", **{"article:modified_time": f"{LATER}T03:00:00+00:00"})
    head += _ld({"@context": "https://schema.org", "@graph": graph})
    body = (
        f'<div id="page" class="hfeed has-sidebar"><article class="post hentry">'
        f'<header class="entry-header"><h1 class="entry-title">'
        f'{a.title}</h1><div class="entry-meta">'
        f'<time class="entry-date published updated" datetime="{DAY}T10:00:00+06:00">'
        f'{a.day}</time> <span class="author vcard">{a.author}</span></div></header>'
        f'<div class="entry-content">{_body(a)}'
        f'</div></article><aside class="widget"><h2>{a.other}</h2><time datetime="{LATER}">x</time></aside></div>'
    )
    return head, body, DAY, a.author


def drupal(a: Article) -> _Made:
    body = (
        f'<main><h1 class="page-title"><span>{a.title}</span></h1><div class="node__meta">'
        f'<span class="field--name-created">'
        f'{a.day}</span></div><div class="field--name-body">{_body(a)}</div></main>'
        f'<div class="block-views"><a href="/x">{a.other}</a> <span>{LATER}</span></div>'
    )
    return f"<title>{a.title} | {SITE}</title>", body, DAY, None


def single_page(a: Article) -> _Made:
    head = _ld(_news(a, datePublished=f"{DAY}T10:00:00.000Z", dateModified=f"{LATER}T10:00:00.000Z"))
    head += '<script id="__NEXT_DATA__" type="application/json">{"props":{"date":"2022-11-28","title":"Home"}}</script>'
    body = f'<div id="__next"><h1 class="css-2y">{a.title}</h1><div class="css-3z">{_body(a)}</div></div>'
    return head, body, DAY, a.author


def late_evening(a: Article) -> _Made:
    head = _ld(_news(a, datePublished=f"{DAY}T22:40:00Z"))
    return head, f"<main><h1>{a.title}</h1>{_body(a)}</main>", None, a.author


def amp(a: Article) -> _Made:
    head = f'<link rel="canonical" href="https://lantern.example/2022/10/18/bridge/">{_ld(_news(a, datePublished=DAY))}'
    body = (
        f'<article class="amp-wp-article"><header><h1 class="amp-wp-title">{a.title}</h1><div class="amp-wp-meta'
        f' amp-wp-posted-on"><time datetime="{DAY}T04:00:00+00:00">…</time></div></header>{_body(a)}</article>'
    )
    return head, body, DAY, a.author


def joomla(a: Article) -> _Made:
    body = (
        f'<div class="item-page" itemscope itemtype="https://schema.org/Article"><div class="page-header">'
        f'<h2 itemprop="headline">'
        f'{a.title}</h2></div><dl class="article-info"><dd class="createdby" itemprop="author">'
        f'<span itemprop="name">{a.author}'
        f'</span></dd><dd class="published">'
        f'<time datetime="{DAY}T09:00:00+06:00" itemprop="datePublished">{a.day}</time></dd>'
        f'<dd class="hits">312</dd></dl><div itemprop="articleBody">{_body(a)}</div></div>'
    )
    return f"<title>{a.title}</title>", body, DAY, a.author


def bitrix(a: Article) -> _Made:
    body = (
        f'<div class="workarea"><div class="news-detail"><h1>{a.title}</h1>'
        f'<span class="news-date-time">18.10.2022</span>'
        f'<div class="text">{_body(a)}</div></div></div><div class="news-list"><a href="/n">{a.other}'
        f"</a> 21.10.2022</div>"
    )
    # In Ethiopia a year in figures may be seven behind ours.
    return f"<title>{a.title}</title>", body, None if a.language == "am" else DAY, None


def government(a: Article) -> _Made:
    body = (
        f'<table><tr><td><table class="main"><tr><td><h1>{a.title}</h1><p>{a.published} {a.day}</p>{_body(a)}'
        "</td></tr></table></td></tr></table>"
    )
    return f"<title>{a.title}</title>", body, DAY, None


def open_graph(a: Article) -> _Made:
    times = {"article:published_time": f"{DAY}T20:10:00+03:00", "article:author": a.author}
    body = f"<div>{a.title}</div><div>{_body(a)}</div><footer>© {LATER[:4]} {SITE}, {LATER}</footer>"
    return _og(a, f"{a.title} | {SITE}", **times), body, DAY, a.author


def broken_data(a: Article) -> _Made:
    broken = _ld(_news(a, datePublished=LATER)).replace('"headline"', '"headline')
    body = (
        f'<article itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">{a.title}'
        f"</h1><meta itemprop="
        f'"datePublished" content="{DAY}"><span itemprop="author">{a.author}</span>{_body(a)}</article>'
    )
    return broken, body, DAY, a.author


def two_days(a: Article) -> _Made:
    head = _ld(_news(a, datePublished=DAY), _news(a, datePublished=LATER))
    return head, f"<main><h1>{a.title}</h1>{_body(a)}</main>", None, None


def doubled_head(a: Article) -> _Made:
    head = _og(a, a.title, **{"article:published_time": DAY}) + _og(a, a.title, **{"article:published_time": LATER})
    return head, f"<main><h1>{a.title}</h1>{_body(a)}</main>", None, None


def changed(a: Article) -> _Made:
    return "", f'<main><h1>{a.title}</h1><p class="date">{a.changed} {a.day}</p>{_body(a)}</main>', None, None


def changed_beside(a: Article) -> _Made:
    dates = f'<span class="label">{a.changed}</span> <span class="date">{a.day}</span>'
    return "", f'<main><h1>{a.title}</h1><div class="meta">{dates}</div>{_body(a)}</main>', None, None


def others_first(a: Article) -> _Made:
    others = "".join(f'<li><a href="/{n}">{a.other}</a> <span>{a.day}</span></li>' for n in range(3))
    return "", f"<main><h1>{a.title}</h1><ul>{others}</ul>{_body(a)}</main>", None, None


def comments(a: Article) -> _Made:
    said = f'<div class="yorumlar"><p class="date">{a.day}</p><p>{a.text[:40]}</p></div>'
    return "", f"<article><h1>{a.title}</h1><p>{a.text[:60]}</p>{said}</article>", None, None


def live_blog(a: Article) -> _Made:
    post = {"@type": "BlogPosting", "headline": a.other, "datePublished": f"{LATER}T08:00:00+06:00"}
    blog = _news(a, datePublished=f"{DAY}T09:00:00+06:00", liveBlogUpdate=[post] * 3)
    posts = f'<section><h3>{a.other}</h3><time datetime="{LATER}">x</time><p>{a.text}</p></section>'
    return _ld({**blog, "@type": "LiveBlogPosting"}), f"<main><h1>{a.title}</h1>{posts * 3}</main>", DAY, a.author


def video(a: Article) -> _Made:
    head = _ld({"@type": "VideoObject", "name": a.title, "uploadDate": LATER}) + _og(a, a.title)
    return head, f"<main><h1>{a.title}</h1><video></video><div>{a.day}</div>{_body(a)}</main>", DAY, None


def print_view(a: Article) -> _Made:
    body = f'<div class="print-date">{LATER}</div><h1>{a.title}</h1><div class="print-source">{SITE}</div>{_body(a)}'
    return f"<title>{a.title}</title>", body, None, None


def paywalled(a: Article) -> _Made:
    head = _ld(_news(a, datePublished=f"{DAY}T12:00:00+06:00", isAccessibleForFree=False))
    body = f'<main><h1>{a.title}</h1><p>{a.text}</p><div class="paywall"><h2>{SITE}</h2><p>2022-11-30</p></div></main>'
    return head, body, DAY, a.author


def cookies(a: Article) -> _Made:
    box = f'<div id="cookie-banner"><h2>{SITE}</h2><p>Cookies, {LATER}</p><button>OK</button></div>'
    head = _og(a, a.title, **{"article:published_time": f"{DAY}T09:00:00+06:00"})
    return head, f"{box}<main><h1>{a.title}</h1>{_body(a)}</main>", DAY, None


def nothing(a: Article) -> _Made:
    return f"<title>{a.title}</title>", _body(a), None, None


SYSTEMS: tuple[Callable[[Article], _Made], ...] = (
    wordpress, drupal, single_page, late_evening, amp, joomla, bitrix, government, open_graph, broken_data, two_days,
    doubled_head, changed, changed_beside, others_first, comments, live_blog, video, print_view, paywalled, cookies,
    nothing,
)  # fmt: skip


def pages() -> Iterator[Page]:
    """All of them: every system in every language."""
    for row in data_in(CASES):
        a = Article(**row)
        rtl = ' dir="rtl"' if a.language in ("ar", "fa", "he") else ""
        for system in SYSTEMS:
            head, body, day, author = system(a)
            raw = (
                f'<!DOCTYPE html><html lang="{a.language}"{rtl}><head><meta charset="utf-8">{head}</head><body>{body}'
                "</body></html>"
            )
            yield Page(f"{system.__name__}-{a.language}", raw.encode(), a.title, day, author)
