"""Invented saved pages: articles marked up as different sites do it, with traps."""

from html import escape

from page_traps import traps
from saved_articles import ARTICLES, OTHER, Article, SavedPage, address, body, data, open_graph_tags, page


def json_ld(a: Article) -> bytes:
    """One NewsArticle."""
    node = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": a.title,
        "inLanguage": a.language,
        "datePublished": f"{a.day}T10:30:00+06:00",
        "dateModified": "2022-10-20T09:00:00+06:00",
        "author": [{"@type": "Person", "name": a.author}],
        "publisher": {"@type": "Organization", "name": a.site},
        "mainEntityOfPage": address(a),
    }
    return page(a, data(node), f"<main><h1>{escape(a.title)}</h1>{body(a)}</main>")


def json_ld_graph(a: Article) -> bytes:
    """A graph with references, and a related article beside it."""
    graph = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "@id": "#site", "name": a.site},
            {
                "@type": "NewsArticle",
                "@id": "#other",
                "url": address(a, "/other/"),
                "headline": "…! 404",
                "datePublished": f"{OTHER}T10:00:00Z",
            },
            {
                "@type": ["Article", "NewsArticle"],
                "@id": address(a) + "#article",
                "headline": a.title,
                "datePublished": f"{a.day}T11:30:00+00:00",
                "author": {"@id": "#author"},
                "url": address(a),
            },
            {"@type": "Person", "@id": "#author", "name": a.author},
        ],
    }
    return page(
        a, data(graph), f'<article class="post"><h1 class="entry-title">{escape(a.title)}</h1>{body(a)}</article>'
    )


def open_graph(a: Article) -> bytes:
    """Meta tags only."""
    more = (
        f'<meta property="article:published_time" content="{a.day}T10:30:00+06:00">'
        '<meta property="article:modified_time" content="2022-10-21T10:30:00+06:00">'
        f'<meta name="author" content="{escape(a.author)}">'
    )
    return page(a, open_graph_tags(a, more), f'<div id="content"><h1>{escape(a.title)}</h1>{body(a)}</div>')


def microdata(a: Article) -> bytes:
    """schema.org in attributes, with a related item of its own."""
    main = (
        '<div itemscope itemtype="https://schema.org/NewsArticle">'
        f'<h1 itemprop="headline">{escape(a.title)}</h1><span itemprop="author" itemscope><span itemprop="name">'
        f'{escape(a.author)}</span></span> <meta itemprop="datePublished" content="{a.day}">'
        f'<meta itemprop="dateModified" content="2022-10-25"><div itemprop="articleBody">{body(a)}</div></div>'
        '<div itemscope itemtype="https://schema.org/NewsArticle"><h2 itemprop="headline">…</h2>'
        f'<meta itemprop="datePublished" content="{OTHER}"></div>'
    )
    return page(a, "", main)


def bare_time(a: Article) -> bytes:
    """Nothing but a `<time>` below the headline, a change beside it, and one in the text."""
    main = (
        f'<article><header><h1>{escape(a.title)}</h1><p class="byline"><span class="author">{escape(a.author)}</span>'
        f' · <time class="published" datetime="{a.day}T10:30:00+06:00">{escape(a.words)}</time> · '
        f'<time class="updated" datetime="2022-10-23T10:30">23.10.2022</time></p></header>{body(a)}'
        f'<p>… <time datetime="2013-10-09">2013</time></p></article>'
    )
    return page(a, "", main)


def bare_words(a: Article) -> bytes:
    """Nothing but a line with the date in words."""
    main = (
        f'<div class="text"><h1>{escape(a.title)}</h1><div class="date">{escape(a.words)}, 10:30</div>{body(a)}</div>'
    )
    return page(a, "", main)


def bare_address(a: Article) -> bytes:
    """The date stands in the address alone."""
    path = f"/{a.day.replace('-', '/')}/lighthouse/"
    return page(a, "", f"<main><h1>{escape(a.title)}</h1>{body(a)}</main>", path=path)


TEMPLATES = (json_ld, json_ld_graph, open_graph, microdata, bare_time, bare_words, bare_address)


def pages() -> list[SavedPage]:
    """All pages: every article in every template, then the traps in English."""
    made = [
        SavedPage(
            f"{template.__name__}-{a.language}",
            template(a),
            a.title,
            a.day,
            a.domain,
            "address" if template is bare_address else "printed",
            a.author if template in (json_ld, json_ld_graph, open_graph, microdata) else None,
        )
        for a in ARTICLES
        for template in TEMPLATES
    ]
    return [*made, *traps(ARTICLES[0])]
