"""More invented saved pages, a few lines each: what themes and writing systems do differently."""

from saved_pages import ARTICLES, Article, SavedPage

# Name, language, head and body, and the day that is certain or None; {t} is the title, {b} the text.
_ROWS: tuple[tuple[str, str, str, str, str | None], ...] = (
    # A usual theme, with a teaser below.
    (
        "theme",
        "en",
        '<title>{t} - The Lantern</title><meta property="og:title" content="{t} - The Lantern">',
        '<div id="page"><header class="site-header"><p class="site-title"><a href="/">The '
        'Lantern</a></p></header><main><article class="post hentry"><header class="entry-header"><h1 '
        'class="entry-title">{t}</h1><div class="entry-meta"><span class="posted-on"><a href="x">'
        '<time class="entry-date published updated" datetime="2022-10-18T10:00:00+00:00">October 18, '
        '2022</time></a></span><span class="byline"> by <span class="author vcard"><a '
        'rel="author">Odile Marsh</a></span></span></div></header><div '
        'class="entry-content">{b}</div></article><article class="teaser"><h3><a>Other</a></h3><time '
        'datetime="2022-09-01">1 Sep</time></article></main></div>',
        "2022-10-18",
    ),
    # No headline: the date beside nothing proves nothing.
    (
        "no-headline",
        "ru",
        "<title>{t} — Портовый вестник</title>",
        '<div class="logo"><a href="/">Портовый вестник</a></div><div class="date">18 октября '
        '2022</div><div class="text">{b}</div>',
        None,
    ),
    # The date above the headline.
    (
        "date-above",
        "ru",
        "<title>{t}</title>",
        '<div class="news"><div class="news-date">18.10.2022 14:30</div><h1>{t}</h1>{b}</div>',
        "2022-10-18",
    ),
    # The headline before the article.
    (
        "headline-before-article",
        "ky",
        "<title>{t}</title>",
        '<main><h1>{t}</h1><article><time datetime="2022-10-18T10:00">18-окт</time>{b}</article></main>',
        "2022-10-18",
    ),
    # Two names of one month.
    (
        "two-names-of-a-month",
        "ar",
        "<title>{t}</title>",
        '<main><h1>{t}</h1><div class="meta"><span>18 أكتوبر/تشرين الأول 2022</span></div>{b}</main>',
        "2022-10-18",
    ),
    # Arabic digits.
    (
        "arabic-digits",
        "ar",
        "<title>{t}</title>",
        '<main><h1>{t}</h1><div class="meta"><span>الثلاثاء، ١٨ أكتوبر ٢٠٢٢ - ١٠:٣٠</span></div>{b}</main>',
        "2022-10-18",
    ),
    # JSON-LD in words.
    (
        "json-ld-in-words",
        "uz",
        '<title>{t}</title><script type="application/ld+json">{{"@type":"NewsArticle","headline":"{t}'
        '","datePublished":"18 October 2022"}}</script>',
        "<h1>{t}</h1>{b}",
        "2022-10-18",
    ),
    # JSON-LD with another wording of the headline.
    (
        "json-ld-reworded",
        "en",
        '<title>{t}</title><script type="application/ld+json">{{"@type":"NewsArticle","headline":"Wen'
        "dmouth lighthouse shines after nine dark "
        'years","datePublished":"2022-10-18T08:00:00Z"}}</script>',
        "<main><h1>{t}</h1>{b}</main>",
        "2022-10-18",
    ),
    # Published and changed in one line.
    (
        "changed-in-line",
        "ru",
        "<title>{t}</title>",
        '<h1>{t}</h1><p class="d">18 октября 2022, 10:00 (обновлено 19 октября 2022)</p>{b}',
        "2022-10-18",
    ),
    # Published and changed, a line each.
    (
        "published-then-updated",
        "en",
        "<title>{t}</title>",
        "<h1>{t}</h1><p>Published: 18 October 2022</p><p>Last updated: 20 October 2022</p>{b}",
        "2022-10-18",
    ),
    # The other way round.
    (
        "updated-then-published",
        "en",
        "<title>{t}</title>",
        "<h1>{t}</h1><p>Updated: 20 October 2022</p><p>Published: 18 October 2022</p>{b}",
        "2022-10-18",
    ),
    # All within a form.
    (
        "within-a-form",
        "uz",
        "<title>{t}</title>",
        '<form id="aspnetForm"><div><h1>{t}</h1><span class="date">18.10.2022, 14:30</span>{b}</div></form>',
        "2022-10-18",
    ),
    (
        "microdata-time",
        "tg",
        "<title>{t}</title>",
        '<article itemscope itemtype="http://schema.org/Article"><h1 itemprop="name '
        'headline">{t}</h1><time itemprop="datePublished" datetime="2022-10-18 10:00">18 октябри '
        '2022</time><span itemprop="author">X Y</span><div itemprop="articleBody">{b}</div></article>',
        "2022-10-18",
    ),
    (
        "microdata-words",
        "ru",
        "<title>{t}</title>",
        '<div itemscope itemtype="http://schema.org/Article"><h1 itemprop="headline">{t}</h1><span '
        'itemprop="datePublished">18 октября 2022</span>{b}</div>',
        "2022-10-18",
    ),
    (
        "site-in-titles",
        "ar",
        '<title>رسالة الميناء | {t}</title><meta property="og:title" content="{t} | رسالة الميناء">'
        '<meta property="og:site_name" content="رسالة الميناء"><meta '
        'property="article:published_time" content="2022-10-18T07:00:00+0300">',
        "<div>{b}</div>",
        "2022-10-18",
    ),
    (
        "date-at-the-foot",
        "en",
        "<title>{t}</title>",
        "<main><h1>{t}</h1>{b}<p>Published 18 October 2022</p></main>",
        None,
    ),
    (
        "byline-with-date",
        "en",
        "<title>{t}</title>",
        "<main><h1>{t}</h1><p>By Odile Marsh, 18 Oct 2022</p>{b}</main>",
        "2022-10-18",
    ),
    (
        "american-date",
        "en",
        "<title>{t}</title>",
        "<main><h1>{t}</h1><p>Oct. 18, 2022 at 4:05 p.m.</p>{b}</main>",
        "2022-10-18",
    ),
    # A dateline is part of the text.
    (
        "dateline",
        "en",
        "<title>{t}</title>",
        "<main><h1>{t}</h1><p>WENDMOUTH, 18 October 2022 — The lighthouse of Wendmouth was lit again "
        "on Monday evening after nine years of darkness and four hundred people came to the "
        "harbour.</p>{b}</main>",
        None,
    ),
    # Entities in JSON-LD.
    (
        "entities",
        "en",
        '<title>{t}</title><script type="application/ld+json">{{"@type":"NewsArticle","headline":"&qu'
        'ot;{t}&quot;","datePublished":"2022-10-18"}}</script>',
        "<div>{b}</div>",
        "2022-10-18",
    ),
    # When something else happens.
    (
        "event-time",
        "en",
        "<title>{t}</title>",
        '<main><h1>{t}</h1><p>Fair opens <time datetime="2022-11-05">5 November</time></p>{b}</main>',
        None,
    ),
    (
        "event-time-labelled",
        "en",
        "<title>{t}</title>",
        '<main><h1>{t}</h1><p class="event">Event date: <time datetime="2022-11-05">5 November '
        "2022</time></p>{b}</main>",
        None,
    ),
    ("event-line", "en", "<title>{t}</title>", "<main><h1>{t}</h1><p>Event: 5 November 2022</p>{b}</main>", None),
    # When a picture was taken.
    (
        "caption",
        "en",
        "<title>{t}</title>",
        "<main><h1>{t}</h1><figure><img><figcaption>The tower, 3 May 2021. Photo: A. B.</figcaption>"
        "</figure>{b}</main>",
        None,
    ),
    # The day on which the page was saved.
    (
        "today-above-body",
        "en",
        "<title>{t}</title>",
        '<div class="datetoday">24 November 2022</div><h1>{t}</h1>{b}',
        None,
    ),
    # A meta tag that means many things.
    ("meta-date", "en", '<title>{t}</title><meta name="date" content="2022-10-18">', "<h1>{t}</h1>{b}", None),
    # An unlabelled day that disagrees.
    (
        "unlabelled-disagreement",
        "en",
        '<title>{t}</title><meta property="article:published_time" content="2022-10-18T10:00:00+06:00">',
        '<h1>{t}</h1><time datetime="2022-10-20">20 October 2022</time>{b}',
        None,
    ),
    # After the systems that make such pages.
    (
        "system-news-list",
        "ru",
        '<title>{t}</title><meta name="description" content="x">',
        '<div class="workarea"><div class="news-detail"><span '
        'class="news-date-time">18.10.2022</span><h3>{t}</h3>{b}</div></div>',
        "2022-10-18",
    ),
    (
        "system-info-line",
        "ky",
        '<title>{t} » Кеме кабары</title><meta property="og:site_name" content="Кеме кабары"><meta '
        'property="og:title" content="{t}">',
        '<div id="dle-content"><article class="full"><h1>{t}</h1><div class="info"><a '
        'href="x">18-10-2022, 10:12</a> <a href="u">admin</a></div>{b}</article></div>',
        "2022-10-18",
    ),
    (
        "system-definition-list",
        "uz",
        "<title>{t}</title>",
        '<div class="item-page" itemscope itemtype="https://schema.org/Article"><meta '
        'itemprop="inLanguage" content="uz"><div class="page-header"><h2 '
        'itemprop="headline">{t}</h2></div><dl class="article-info"><dd class="published"><time '
        'datetime="2022-10-18T05:12:00+05:00" itemprop="datePublished">Chop etilgan: 18 Oktyabr '
        '2022</time></dd><dd class="modified"><time datetime="2022-10-19T05:12:00+05:00" '
        'itemprop="dateModified">19 Oktyabr 2022</time></dd></dl><div '
        'itemprop="articleBody">{b}</div></div>',
        "2022-10-18",
    ),
    (
        "system-submitted-by",
        "en",
        "<title>{t} | The Lantern</title>",
        '<article role="article" class="node"><h1><span property="schema:name">{t}</span></h1><div '
        'class="submitted">Submitted by Odile Marsh on Tue, 10/18/2022 - 09:12</div>{b}</article>',
        "2022-10-18",
    ),
    (
        "system-flat-data",
        "tg",
        '<title>{t}</title><meta property="og:title" content="{t}"><script '
        'type="application/ld+json">{{"articleSection":"News","isAccessibleForFree":true,"headline":"'
        '{t}","inLanguage":"tg-TJ","keywords":"x","author":{{"@type":"Person","name":"Паём"}},"datePu'
        'blished":"2022-10-18 06:30:12Z","dateModified":"2022-10-18 '
        '07:30:12Z","publisher":{{"logo":{{}},"@type":"NewsMediaOrganization","name":"Паём"}},"@conte'
        'xt":"https://schema.org","@type":"NewsArticle","mainEntityOfPage":"https://x.example/a/32087'
        '501.html","url":"https://x.example/a/32087501.html"}}</script>',
        '<h1 class="title pg-title">{t}</h1><div class="publishing-details"><time pubdate="pubdate" '
        'datetime="2022-10-18T11:30:12+05:00">Октябр 18, 2022</time></div>{b}',
        "2022-10-18",
    ),
    (
        "system-graph-of-one",
        "ru",
        "<title>{t} - Example</title><script "
        'type="application/ld+json">{{"@context":"http://schema.org","@graph":[{{"@type":"Article","u'
        'rl":"https://port.example/x","headline":"{t}","datePublished":"2022-10-18T08:12:33.000Z","da'
        'teModified":"2022-10-18T08:12:33.000Z","mainEntityOfPage":{{"@type":"WebPage","@id":"https:/'
        '/port.example/x","name":"x"}}}}]}}</script>',
        '<main role="main"><h1 id="content">{t}</h1><time datetime="2022-10-18">18 октября 2022</time>{b}</main>',
        "2022-10-18",
    ),
    (
        "system-date-box",
        "ru",
        "<title>{t}</title>",
        '<div class="NewsHeader"><div class="PubDate">18 октября 2022, 12:01</div><h1>{t}</h1></div>{b}',
        "2022-10-18",
    ),
    (
        "system-no-heading",
        "en",
        '<title>{t}</title><meta property="og:url" content="http://lantern.example/x"/><meta '
        'property="og:title" content="{t}"/>',
        '<div class="t-title" >{t}</div><div class="t-text">18 October 2022</div>{b}',
        None,
    ),
    (
        "system-page-node",
        "ar",
        '<title>{t} - رسالة الميناء</title><meta property="og:title" content="{t} - رسالة الميناء">'
        '<meta property="og:site_name" content="رسالة الميناء"><meta '
        'property="article:published_time" content="2022-10-18T09:00:00+00:00"><meta '
        'property="article:modified_time" content="2023-01-02T09:00:00+00:00"><script '
        'type="application/ld+json" class="yoast-schema-graph">{{"@graph":[{{"@type":"WebPage","@id":'
        '"https://m.example/x","url":"https://m.example/x","name":"{t} - رسالة '
        'الميناء","datePublished":"2022-10-18T09:00:00+00:00","dateModified":"2023-01-02T09:00:00+00:'
        '00"}},{{"@type":"BreadcrumbList"}}]}}</script>',
        '<header><a href="/">رسالة الميناء</a></header><article><h1>{t}</h1>{b}</article>',
        "2022-10-18",
    ),
    (
        "system-legacy-classes",
        "en",
        "<title>{t} | The Lantern</title>",
        '<div class="td-post-header"><header class="td-post-title"><h1 class="entry-title">{t}</h1>'
        '<div class="td-module-meta-info"><div class="td-post-author-name"><a>Odile</a> '
        '<span>-</span></div><span class="td-post-date"><time class="entry-date updated '
        'td-module-date" datetime="2022-10-18T09:12:08+06:00">October 18, 2022</time></span><div '
        'class="td-post-views">120</div></div></header></div><div class="td-post-content">{b}</div>',
        "2022-10-18",
    ),
    (
        "system-platform",
        "en",
        '<title>{t} | by O | Sample</title><meta property="og:title" content="{t}"><meta '
        'property="article:published_time" content="2022-10-18T09:12:08.120Z"><meta '
        'property="og:site_name" content="Sample">',
        "<article><h1>{t}</h1><div>Oct 18, 2022</div>{b}</article>",
        "2022-10-18",
    ),
    (
        "system-weekday",
        "ru",
        "<title>{t}</title>",
        '<div class="title-block"><div class="date">Вторник, 18 Октября 2022 г. 14:22</div>'
        '<h1>{t}</h1></div><div class="lead"><b>x</b></div>{b}',
        "2022-10-18",
    ),
    (
        "system-label",
        "ky",
        "<title>{t}</title>",
        '<main><h1>{t}</h1><div class="created">Жарыяланган күнү: 2022-жыл, 18-октябрь, 10:12</div>{b}</main>',
        "2022-10-18",
    ),
    (
        "system-slashes-clear",
        "ky",
        "<title>{t}</title>",
        "<main><h1>{t}</h1><span>18/10/2022</span>{b}</main>",
        "2022-10-18",
    ),
    ("system-ambig", "ky", "<title>{t}</title>", "<main><h1>{t}</h1><span>08/10/2022</span>{b}</main>", None),
    (
        "system-liveblog",
        "en",
        "<title>{t}</title>",
        '<main><h1>{t}</h1><ul class="live"><li><time datetime="2022-10-19T10:00">10:00</time> '
        'x</li><li><time datetime="2022-10-18T10:00">10:00</time> y</li></ul>{b}</main>',
        None,
    ),
    (
        "system-prevnext",
        "en",
        "<title>{t}</title>",
        '<main><h1>{t}</h1><div class="pager"><a href="/p">Swans (3 September 2022)</a></div>{b}</main>',
        None,
    ),
    (
        "system-comment",
        "en",
        "<title>{t}</title>",
        '<main><h1>{t}</h1>{b}<div id="comments"><time datetime="2022-10-20">x</time></div></main>',
        None,
    ),
    (
        "system-h1logo",
        "uz",
        "<title>Port xabari - {t}</title>",
        '<h1 class="logo"><a href="/">Port xabari</a></h1><div class="post"><h2 '
        'class="post-title">{t}</h2><div class="post-date">18 oktabr 2022</div>{b}</div>',
        "2022-10-18",
    ),
    (
        "system-printtime",
        "uz",
        "<title>{t}</title>",
        '<div class="news"><h1>{t}</h1><p><i class="icon"></i> 18:30 / 18.10.2022</p>{b}</div>',
        "2022-10-18",
    ),
    (
        "system-iranian",
        "ar",
        "<title>{t}</title>",
        '<main><h1>{t}</h1><span class="date">26 مهر 1401</span>{b}</main>',
        None,
    ),
    (
        "system-deadline",
        "en",
        "<title>{t}</title>",
        '<main><h1>{t}</h1><p class="meta">Deadline: 5 November 2022</p>{b}</main>',
        None,
    ),
    (
        "system-lastmod",
        "en",
        "<title>{t}</title>",
        '<main><h1>{t}</h1><p class="meta">Last reviewed 5 November 2022</p>{b}</main>',
        None,
    ),
    (
        "system-orig",
        "en",
        "<title>{t}</title>",
        '<main><h1>{t}</h1><p class="note">First published in 2013; this version 18 October 2022</p>{b}</main>',
        None,
    ),
    # Lines that look like the date of an article and are none, and those that do not look like it.
    (
        "list-of-nodes",
        "en",
        '<title>{t} – The Lantern</title><meta property="og:title" content="{t}"><script '
        'type="application/ld+json">[{{"@context":"https://schema.org","@type":"BreadcrumbList"}},{{"'
        '@type":"ReportageNewsArticle","headline":"{t}","datePublished":"2022-10-18T09:00:00-04:00","'
        'dateModified":"2022-10-19T09:00:00-04:00"}}]</script>',
        '<div class="layout-with-sidebar"><h1>{t}</h1><div class="timestamp">Oct. 18, 2022</div>'
        "<section>{b}</section></div>",
        "2022-10-18",
    ),
    (
        "head-itemprop",
        "ru",
        '<title>{t} | Новости</title><meta itemprop="datePublished" '
        'content="2022-10-18T12:00:00+03:00"><meta itemprop="headline" content="{t}">',
        '<div class="article__header"><h1 class="article__title">{t}</h1><span '
        'class="article__date">Сегодня, 12:00</span></div><div class="article__text">{b}</div>',
        "2022-10-18",
    ),
    (
        "meta-without-offset",
        "ky",
        '<title>{t}</title><meta property="og:title" content="{t}"><meta '
        'property="article:published_time" content="2022-10-18 11:20:00">',
        "<div><h1>{t}</h1><div><i>11:20, 18.10.2022</i></div>{b}</div>",
        "2022-10-18",
    ),
    (
        "footer-of-article",
        "ar",
        "<title>{t}</title>",
        '<article><h1>{t}</h1><footer class="meta"><time datetime="2022-10-18">18/10/2022</time></footer>{b}</article>',
        "2022-10-18",
    ),
    (
        "line-above",
        "uz",
        "<title>{t}</title>",
        '<div class="single"><div class="single__meta"><span>18 октябр 2022, 10:00</span><span>1 '
        '204</span></div><h1 class="single__title">{t}</h1>{b}</div>',
        "2022-10-18",
    ),
    (
        "ordinal-in-tajik",
        "tg",
        "<title>{t}</title>",
        '<div class="news"><h1>{t}</h1><div class="created-date">18-уми октябри соли 2022</div>{b}</div>',
        "2022-10-18",
    ),
    (
        "created-and-published",
        "en",
        "<title>{t}</title>",
        '<article itemscope itemtype="https://schema.org/BlogPosting"><div itemprop="publisher" '
        'itemscope><meta itemprop="name" content="The Lantern"></div><h1 '
        'itemprop="headline">{t}</h1><meta itemprop="dateCreated" content="2022-10-10"><time '
        'itemprop="datePublished" content="2022-10-18T10:00:00">x</time>{b}</article>',
        "2022-10-18",
    ),
    (
        "counters-in-line",
        "ru",
        "<title>{t}</title>",
        '<h1>{t}</h1><div class="stat">Просмотров: 1500 | Комментариев: 3 | 18 октября 2022</div>{b}',
        "2022-10-18",
    ),
    (
        "rules-will-change",
        "en",
        "<title>{t}</title>",
        '<main><h1>{t}</h1><p class="standfirst">From 1 January 2023 the rules will change</p>{b}</main>',
        None,
    ),
    (
        "trial-date",
        "en",
        "<title>{t}</title>",
        '<main><h1>{t}</h1><div class="info-box"><p>Trial date: 1 December 2022</p></div>{b}</main>',
        None,
    ),
    (
        "day-of-event",
        "ru",
        "<title>{t}</title>",
        '<main><h1>{t}</h1><div class="meta">Дата события: 9 октября 2022</div>{b}</main>',
        None,
    ),
    (
        "site-updated",
        "en",
        "<title>{t}</title>",
        '<div class="updated">Site updated 1 November 2022</div><h1>{t}</h1>{b}',
        None,
    ),
    (
        "video-object",
        "en",
        '<title>{t}</title><script type="application/ld+json">{{"@type":"VideoObject","uploadDate":"2'
        '022-10-01","datePublished":"2022-10-01"}}</script>',
        "<h1>{t}</h1>{b}",
        None,
    ),
    (
        "site-node",
        "en",
        '<title>{t}</title><script type="application/ld+json">{{"@type":"WebSite","datePublished":"20'
        '15-01-01","name":"The Lantern"}}</script>',
        "<h1>{t}</h1>{b}",
        None,
    ),
    (
        "link-to-archive",
        "ru",
        "<title>{t}</title>",
        '<h1>{t}</h1><a class="date" href="/archive/2022/10/17">17 октября 2022</a>{b}',
        "2022-10-17",
    ),
    ("city-and-date", "ky", "<title>{t}</title>", "<h1>{t}</h1><p>Бишкек, 18-октябрь 2022-жыл</p>{b}", None),
    (
        "teaser-first",
        "en",
        "<title>{t}</title>",
        '<section><h2>Latest</h2><article><h3><a href="/1">Swans</a></h3><time '
        'datetime="2022-11-01">1 Nov</time></article></section><article><h1>{t}</h1><span>18 October '
        "2022</span>{b}</article>",
        "2022-10-18",
    ),
    (
        "midnight-utc",
        "ar",
        '<title>{t} | رسالة الميناء</title><meta property="og:title" content="{t}"><meta '
        'property="og:updated_time" content="2022-10-20T00:00:00Z"><meta '
        'property="article:published_time" content="2022-10-18T00:00:00Z">',
        "<h1>{t}</h1>{b}",
        "2022-10-18",
    ),
    (
        "trial-opens",
        "en",
        "<title>{t}</title>",
        '<main><h1>{t}</h1><div class="post-meta">Trial opens 1 December 2022</div>{b}</main>',
        None,
    ),
    (
        "city-and-date-in-english",
        "en",
        "<title>{t}</title>",
        "<main><h1>{t}</h1><p>Wendmouth, 18 October 2022</p>{b}</main>",
        None,
    ),
    (
        "deadline-in-russian",
        "ru",
        "<title>{t}</title>",
        '<article><h1>{t}</h1><p class="lead">Срок до 1 декабря 2022 года</p>{b}</article>',
        None,
    ),
    (
        "no-year",
        "ru",
        "<title>{t}</title>",
        '<div class="c"><h1>{t}</h1><div class="data">18 октября, 14:20</div>{b}</div>',
        None,
    ),
    (
        "time-bar-date",
        "uz",
        "<title>{t}</title>",
        '<div class="c"><h1>{t}</h1><div class="post__info"><span class="post__time">14:20 | '
        '18.10.2022</span><span class="post__views">15 240</span></div>{b}</div>',
        "2022-10-18",
    ),
    (
        "two-digit-year",
        "ky",
        "<title>{t}</title>",
        '<div class="c"><div class="head"><span class="cat">Коом</span><span '
        'class="time">18.10.22</span></div><h1>{t}</h1>{b}</div>',
        None,
    ),
    (
        "vowel-marks",
        "ar",
        "<title>{t}</title>",
        '<main><h1>{t}</h1><p class="author">كتبت ليلى النموذجي</p><p>نُشر في 18 أكتوبر 2022</p>'
        "<p>آخر تحديث 19 أكتوبر 2022</p>{b}</main>",
        "2022-10-18",
    ),
    (
        "event-node",
        "en",
        '<title>{t}</title><script type="application/ld+json">{{"@type":"NewsArticle","headline":"{t}'
        '","datePublished":"2022-10-18T10:00:00Z"}}</script><script '
        'type="application/ld+json">{{"@type":"Event","name":"Fair","startDate":"2022-12-01"}}</scrip'
        "t>",
        "<h1>{t}</h1>{b}",
        "2022-10-18",
    ),
    (
        "caption-beside-meta",
        "en",
        '<title>{t}</title><meta property="article:published_time" content="2022-10-18T10:00:00+06:00">',
        '<div class="gallery"><h1>{t}</h1><figure><figcaption>3 May 2021</figcaption></figure>{b}</div>',
        "2022-10-18",
    ),
    (
        "spans",
        "ru",
        "<title>{t}</title>",
        '<h1>{t}</h1><div class="article-meta"><span>18 октября 2022</span><span>Обновлено: 20 '
        "октября 2022</span></div>{b}",
        "2022-10-18",
    ),
    (
        "definitions",
        "en",
        "<title>{t}</title>",
        "<h1>{t}</h1><dl><dt>Published</dt><dd>18 October 2022</dd><dt>Updated</dt><dd>20 October 2022</dd></dl>{b}",
        "2022-10-18",
    ),
    (
        "other-definition",
        "en",
        "<title>{t}</title>",
        "<h1>{t}</h1><dl><dt>Hearing</dt><dd>18 October 2022</dd></dl>{b}",
        None,
    ),
    (
        "month-first-in-tajik",
        "tg",
        "<title>{t}</title>",
        '<h1>{t}</h1><span class="entry-date">Октябр 18, 2022</span>{b}',
        "2022-10-18",
    ),
    (
        "two-that-agree",
        "en",
        '<title>{t}</title><meta property="article:published_time" '
        'content="2022-10-18T10:00:00+06:00"><script '
        'type="application/ld+json">{{"@type":"NewsArticle","headline":"{t}","datePublished":"2022-10'
        '-18T04:00:00Z"}}</script>',
        "<h1>{t}</h1>{b}",
        "2022-10-18",
    ),
)
_QUOTED = frozenset({"entities"})


def _page(a: Article, head: str, body: str) -> bytes:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in a.paragraphs)
    head, body = head.format(t=a.title), body.format(t=a.title, b=text)
    return (
        f'<!DOCTYPE html><html lang="{a.language}"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'
    ).encode()


def variants() -> list[SavedPage]:
    """All of them; none says its own address."""
    by_language = {a.language: a for a in ARTICLES}
    return [
        SavedPage(
            name,
            _page(by_language[language], head, body),
            f'"{by_language[language].title}"' if name in _QUOTED else by_language[language].title,
            day,
            by_language[language].domain,
        )
        for name, language, head, body, day in _ROWS
    ]
