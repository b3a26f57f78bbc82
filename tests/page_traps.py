"""Invented saved pages on which a wrong date lies near."""

from collections.abc import Iterator
from dataclasses import replace
from html import escape

from saved_articles import OTHER, Article, SavedPage, address, body, data, open_graph_tags, page


def traps(a: Article) -> Iterator[SavedPage]:
    """Pages on which a wrong date lies near; None where nobody could tell."""

    def trap(name: str, raw: bytes, day: str | None, title: str = a.title) -> SavedPage:
        return SavedPage(f"trap-{name}", raw, title, day, a.domain)

    h1 = f"<h1>{escape(a.title)}</h1>"
    yield trap("sidebar-only", page(a, "", f"<main>{h1}{body(a)}</main>"), None)
    yield trap(
        "related-before-text",
        page(
            a,
            "",
            f'<main>{h1}<div class="related-news"><a href="/x/">Swans</a> <time datetime="{OTHER}">3 September 2022'
            f"</time></div>{body(a)}</main>",
        ),
        None,
    )
    yield trap(
        "modified-only",
        page(
            a,
            open_graph_tags(a, '<meta property="article:modified_time" content="2022-10-21T10:30:00+06:00">')
            + data({"@type": "Article", "headline": a.title, "dateModified": "2022-10-21"}),
            f"<main>{h1}{body(a)}</main>",
        ),
        None,
    )
    yield trap("updated-line", page(a, "", f"<main>{h1}<p>Updated: 21 October 2022</p>{body(a)}</main>"), None)
    yield trap("copyright", page(a, "", f"<main>{h1}<p>© 18 October 2022 {a.site}</p>{body(a)}</main>"), None)
    yield trap("relative", page(a, "", f"<main>{h1}<p class='meta'>2 days ago</p>{body(a)}</main>"), None)
    titled = replace(a, title="What happened in Wendmouth on 9 October 2022")
    yield trap("date-in-title", page(titled, "", f"<main><h1>{titled.title}</h1>{body(a)}</main>"), None, titled.title)
    yield trap("slashes", page(a, "", f"<main>{h1}<p class='date'>05/10/2022</p>{body(a)}</main>"), None)
    yield trap(
        "slashes-in-data",
        page(
            a,
            data({"@type": "Article", "headline": a.title, "datePublished": "05/10/2022"}),
            f"<main>{h1}{body(a)}</main>",
        ),
        None,
    )
    yield trap("slashes-clear", page(a, "", f"<main>{h1}<p class='date'>10/18/2022</p>{body(a)}</main>"), a.day)
    yield trap(
        "two-times",
        page(
            a,
            "",
            f'<article>{h1}<time datetime="2022-10-18">x</time> <time datetime="2022-10-20">y</time>{body(a)}'
            "</article>",
        ),
        None,
    )
    yield trap(
        "disagreement",
        page(
            a,
            open_graph_tags(a, '<meta property="article:published_time" content="2022-10-18">')
            + data({"@type": "NewsArticle", "headline": a.title, "datePublished": "2022-10-15"}),
            f"<main>{h1}{body(a)}</main>",
        ),
        None,
    )
    yield trap(
        "foreign-node",
        page(
            a,
            data(
                {
                    "@type": "NewsArticle",
                    "headline": "Swans counted on the lake",
                    "url": address(a, "/swans/"),
                    "datePublished": OTHER,
                }
            ),
            f"<main>{h1}{body(a)}</main>",
        ),
        None,
    )
    yield trap(
        "today-above", page(a, "", f"<div class='top'>Thursday, 24 November 2022</div><main>{h1}{body(a)}</main>"), None
    )
    yield trap(
        "lead-with-date",
        page(
            a, "", f"<main>{h1}<p><b>On 9 October 2013 the lamp of the tower went out for good.</b></p>{body(a)}</main>"
        ),
        None,
    )
    yield trap(
        "late-utc",
        page(
            a,
            data({"@type": "Article", "headline": a.title, "datePublished": "2022-10-17T20:30:00Z"}),
            f"<main>{h1}{body(a)}</main>",
        ),
        None,
    )
    yield trap(
        "late-utc-printed",
        page(
            a,
            data({"@type": "Article", "headline": a.title, "datePublished": "2022-10-17T20:30:00Z"}),
            f"<main>{h1}<p class='date'>18 October 2022</p>{body(a)}</main>",
        ),
        a.day,
    )
    yield trap(
        "future",
        page(
            a,
            open_graph_tags(a, '<meta property="article:published_time" content="2099-10-18">'),
            f"<main>{h1}{body(a)}</main>",
        ),
        None,
    )
    yield trap(
        "no-such-day",
        page(
            a,
            open_graph_tags(a, '<meta property="article:published_time" content="2022-02-30">'),
            f"<main>{h1}{body(a)}</main>",
        ),
        None,
    )
    yield trap("number-in-address", page(a, "", f"<main>{h1}{body(a)}</main>", path="/a/32087501.html"), None)
    yield trap(
        "address-disagrees",
        page(
            a,
            open_graph_tags(a, '<meta property="article:published_time" content="2022-10-18">'),
            f"<main>{h1}{body(a)}</main>",
            path="/2022/10/11/lighthouse/",
        ),
        None,
    )
    yield trap(
        "site-as-heading",
        page(
            a,
            open_graph_tags(a, f'<meta property="article:published_time" content="{a.day}">'),
            f"<h1>{a.site}</h1><main><h2>{escape(a.title)}</h2>{body(a)}</main>",
        ),
        a.day,
    )
    yield trap(
        "dash-in-title",
        page(
            a,
            "",
            f"<main><h1>Lamp — and lens</h1><time datetime='{a.day}'>x</time>{body(a)}</main>",
            title=f"Lamp — and lens — {a.site}",
        ),
        a.day,
        "Lamp — and lens",
    )
    yield trap(
        "broken-json",
        page(
            a,
            '<script type="application/ld+json">{"@type": "Article", "datePublished": "2022-10-18",,}</script>'
            + data([])
            + data(7)
            + data({"@graph": "x"}),
            f"<main>{h1}{body(a)}</main>",
        ),
        None,
    )
