"""Invented saved pages: the same little articles in six languages, marked up as different sites do it, with traps."""

import html
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Article:
    """An invented article; `words` is its date as the site prints it."""

    language: str
    title: str
    author: str
    site: str
    domain: str
    day: str
    words: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class SavedPage:
    """A page and what must be found in it; `day` is None where nothing is certain."""

    name: str
    html: bytes
    title: str
    day: str | None
    domain: str
    basis: str = "printed"
    author: str | None = None


ARTICLES = (
    Article(
        "en",
        "Lighthouse of Wendmouth lit again after nine years",
        "Odile Marsh",
        "The Lantern",
        "lantern.example",
        "2022-10-18",
        "18 October 2022",
        (
            "The lighthouse of Wendmouth was lit again on Monday evening after nine years of darkness, and some four "
            "hundred people came to the harbour to watch the first beam cross the bay.",
            "“We counted every single lamp, and every one of them works,” said the keeper Ada Quill, who has "
            "lived beside "
            "the tower since 9 October 2013 and who remembers the last night well.",
            "The council paid for the new lens out of the harbour fund. A second lamp, meant for fog, will "
            "follow in the "
            "spring, if the money lasts, the council said in its note.",
        ),
    ),
    Article(
        "ru",
        "Маяк в Вендмуте снова зажгли спустя девять лет",
        "Пётр Образцов",
        "Портовый вестник",
        "port.example",
        "2022-10-18",
        "18 октября 2022 года",
        (
            "Маяк в Вендмуте снова зажгли в понедельник вечером после девяти лет темноты, и около четырёхсот человек "
            "пришли в гавань посмотреть, как первый луч пересекает залив.",
            "«Мы проверили каждую лампу, и все они работают», — сказала смотрительница Ада Квилл, которая "
            "живёт рядом с "
            "башней с 9 октября 2013 года и хорошо помнит последнюю ночь.",
            "Совет оплатил новую линзу из фонда гавани. Вторая лампа, предназначенная для тумана, появится "
            "весной, если "
            "хватит денег, говорится в записке совета.",
        ),
    ),
    Article(
        "ky",
        "Вендмуттагы маяк тогуз жылдан кийин кайра күйдү",
        "Айбек Үлгүев",
        "Кеме кабары",
        "keme.example",
        "2022-10-18",
        "2022-жылдын 18-октябры",
        (
            "Вендмуттагы маяк тогуз жылдык караңгылыктан кийин дүйшөмбү күнү кечинде кайра күйгүзүлүп, төрт "
            "жүзгө жакын "
            "адам биринчи нурдун булуңду кесип өткөнүн көрүү үчүн портко келди.",
            "«Биз ар бир чыракты текшердик, баары иштейт», — деди маяктын кароолчусу Ада Квилл, ал мунаранын жанында "
            "2013-жылдын 9-октябрынан бери жашайт.",
            "Кеңеш жаңы линзанын акысын порттун каражатынан төлөдү. Туман үчүн экинчи чырак акча жетсе жазында "
            "орнотулат деп айтылат кеңештин билдирүүсүндө.",
        ),
    ),
    Article(
        "tg",
        "Чароғаки Вендмут пас аз нӯҳ сол боз равшан шуд",
        "Фирӯз Намунаев",
        "Паёми бандар",
        "bandar.example",
        "2022-10-18",
        "18 октябри 2022",
        (
            "Чароғаки Вендмут шоми душанбе пас аз нӯҳ соли торикӣ дубора равшан шуд ва қариб чорсад нафар ба бандар "
            "омаданд, то бинанд, ки чӣ гуна нури аввал аз халиҷ мегузарад.",
            "«Мо ҳар як чароғро санҷидем ва ҳамаи онҳо кор мекунанд», гуфт посбони чароғак Ада Квилл, ки аз 9 октябри "
            "2013 дар паҳлуи манора зиндагӣ мекунад.",
            "Шӯро барои линзаи нав аз хазинаи бандар пардохт. Чароғи дуюм барои туман дар баҳор насб мешавад, "
            "агар маблағ "
            "расад, гуфта мешавад дар хабари шӯро.",
        ),
    ),
    Article(
        "ar",
        "منارة وندماوث تضيء من جديد بعد تسع سنوات",
        "ليلى النموذجي",
        "رسالة الميناء",
        "mina.example",
        "2022-10-18",
        "18 أكتوبر 2022",
        (
            "أضيئت منارة وندماوث من جديد مساء الاثنين بعد تسع سنوات من الظلام، وجاء نحو أربعمائة شخص إلى الميناء "
            "ليشاهدوا أول شعاع يعبر الخليج.",
            "«لقد عددنا كل مصباح على حدة، وكلها تعمل»، قالت الحارسة آدا كويل التي تعيش بجانب البرج منذ 9 أكتوبر 2013 "
            "وتتذكر الليلة الأخيرة جيدا.",
            "دفع المجلس ثمن العدسة الجديدة من صندوق الميناء. وسيتبعها مصباح ثان مخصص للضباب في الربيع إذا كفى المال، "
            "بحسب بيان المجلس.",
        ),
    ),
    Article(
        "uz",
        "Vendmut mayogʻi toʻqqiz yildan keyin yana yondi",
        "Olim Namunaviy",
        "Port xabari",
        "xabar.example",
        "2022-10-18",
        "2022-yil 18-oktabr",
        (
            "Vendmut mayogʻi toʻqqiz yillik qorongʻilikdan keyin dushanba oqshomi yana yoqildi va toʻrt yuzga "
            "yaqin odam "
            "birinchi nur koʻrfazni kesib oʻtishini koʻrish uchun portga keldi.",
            "“Biz har bir chiroqni sanab chiqdik, hammasi ishlaydi”, — dedi mayoq qorovuli Ada Kvill, u minora yonida "
            "2013-yil 9-oktabrdan beri yashaydi.",
            "Kengash yangi linza uchun port jamgʻarmasidan toʻladi. Tuman uchun ikkinchi chiroq pul yetsa bahorda "
            "oʻrnatiladi, deyiladi kengash bayonotida.",
        ),
    ),
)
OTHER = "2022-09-03"  # the day of another article, which must never be taken for this one's
E_ = html.escape


def _ld(data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>'


def _body(a: Article) -> str:
    return "".join(f"<p>{E_(p)}</p>\n" for p in a.paragraphs)


def _address(a: Article, path: str = "/news/lighthouse/") -> str:
    return f"https://{a.domain}{path}"


def _page(a: Article, head: str, main: str, *, path: str = "/news/lighthouse/", title: str | None = None) -> bytes:
    shown = E_(title or f"{a.title} | {a.site}")
    return (
        f'<!DOCTYPE html>\n<html lang="{a.language}"><head><meta charset="utf-8"><title>{shown}</title>\n'
        f'<link rel="canonical" href="{_address(a, path)}">\n{head}</head><body>\n'
        f'<header class="site-header"><a href="/">{E_(a.site)}</a><nav><a href="/news/">1</a><a href="/x/">2</a></nav>'
        f"</header>\n{main}\n"
        f'<aside class="sidebar"><h3>…</h3><ul><li><a href="/old/">…</a> <time datetime="{OTHER}T08:00:00+06:00">'
        f"{OTHER}</time></li></ul></aside>\n<footer>© 2019–2026 {E_(a.site)}</footer></body></html>\n"
    ).encode()


def _og(a: Article, more: str = "") -> str:
    return (
        f'<meta property="og:type" content="article"><meta property="og:title" content="{E_(a.title)}">'
        f'<meta property="og:site_name" content="{E_(a.site)}">{more}'
    )


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
        "mainEntityOfPage": _address(a),
    }
    return _page(a, _ld(node), f"<main><h1>{E_(a.title)}</h1>{_body(a)}</main>")


def json_ld_graph(a: Article) -> bytes:
    """A graph with references, and a related article beside it."""
    graph = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "@id": "#site", "name": a.site},
            {
                "@type": "NewsArticle",
                "@id": "#other",
                "url": _address(a, "/other/"),
                "headline": "…! 404",
                "datePublished": f"{OTHER}T10:00:00Z",
            },
            {
                "@type": ["Article", "NewsArticle"],
                "@id": _address(a) + "#article",
                "headline": a.title,
                "datePublished": f"{a.day}T04:30:00+00:00",
                "author": {"@id": "#author"},
                "url": _address(a),
            },
            {"@type": "Person", "@id": "#author", "name": a.author},
        ],
    }
    return _page(a, _ld(graph), f'<article class="post"><h1 class="entry-title">{E_(a.title)}</h1>{_body(a)}</article>')


def open_graph(a: Article) -> bytes:
    """Meta tags only."""
    more = (
        f'<meta property="article:published_time" content="{a.day}T10:30:00+06:00">'
        '<meta property="article:modified_time" content="2022-10-21T10:30:00+06:00">'
        f'<meta name="author" content="{E_(a.author)}">'
    )
    return _page(a, _og(a, more), f'<div id="content"><h1>{E_(a.title)}</h1>{_body(a)}</div>')


def microdata(a: Article) -> bytes:
    """schema.org in attributes, with a related item of its own."""
    main = (
        '<div itemscope itemtype="https://schema.org/NewsArticle">'
        f'<h1 itemprop="headline">{E_(a.title)}</h1><span itemprop="author" itemscope><span itemprop="name">'
        f'{E_(a.author)}</span></span> <meta itemprop="datePublished" content="{a.day}">'
        f'<meta itemprop="dateModified" content="2022-10-25"><div itemprop="articleBody">{_body(a)}</div></div>'
        '<div itemscope itemtype="https://schema.org/NewsArticle"><h2 itemprop="headline">…</h2>'
        f'<meta itemprop="datePublished" content="{OTHER}"></div>'
    )
    return _page(a, "", main)


def bare_time(a: Article) -> bytes:
    """Nothing but a `<time>` below the headline, a change beside it, and one in the text."""
    main = (
        f'<article><header><h1>{E_(a.title)}</h1><p class="byline"><span class="author">{E_(a.author)}</span> · '
        f'<time class="published" datetime="{a.day}T10:30:00+06:00">{E_(a.words)}</time> · '
        f'<time class="updated" datetime="2022-10-23T10:30">23.10.2022</time></p></header>{_body(a)}'
        f'<p>… <time datetime="2013-10-09">2013</time></p></article>'
    )
    return _page(a, "", main)


def bare_words(a: Article) -> bytes:
    """Nothing but a line with the date in words."""
    main = f'<div class="text"><h1>{E_(a.title)}</h1><div class="date">{E_(a.words)}, 10:30</div>{_body(a)}</div>'
    return _page(a, "", main)


def bare_address(a: Article) -> bytes:
    """The date stands in the address alone."""
    path = f"/{a.day.replace('-', '/')}/lighthouse/"
    return _page(a, "", f"<main><h1>{E_(a.title)}</h1>{_body(a)}</main>", path=path)


TEMPLATES = (json_ld, json_ld_graph, open_graph, microdata, bare_time, bare_words, bare_address)


def _traps(a: Article) -> Iterator[SavedPage]:
    """Pages on which a wrong date lies near; None where nobody could tell."""

    def trap(name: str, raw: bytes, day: str | None, title: str = a.title) -> SavedPage:
        return SavedPage(f"trap-{name}", raw, title, day, a.domain)

    h1 = f"<h1>{E_(a.title)}</h1>"
    yield trap("sidebar-only", _page(a, "", f"<main>{h1}{_body(a)}</main>"), None)
    yield trap(
        "related-before-text",
        _page(
            a,
            "",
            f'<main>{h1}<div class="related-news"><a href="/x/">Swans</a> <time datetime="{OTHER}">3 September 2022'
            f"</time></div>{_body(a)}</main>",
        ),
        None,
    )
    yield trap(
        "modified-only",
        _page(
            a,
            _og(a, '<meta property="article:modified_time" content="2022-10-21T10:30:00+06:00">')
            + _ld({"@type": "Article", "headline": a.title, "dateModified": "2022-10-21"}),
            f"<main>{h1}{_body(a)}</main>",
        ),
        None,
    )
    yield trap("updated-line", _page(a, "", f"<main>{h1}<p>Updated: 21 October 2022</p>{_body(a)}</main>"), None)
    yield trap("copyright", _page(a, "", f"<main>{h1}<p>© 18 October 2022 {a.site}</p>{_body(a)}</main>"), None)
    yield trap("relative", _page(a, "", f"<main>{h1}<p class='meta'>2 days ago</p>{_body(a)}</main>"), None)
    titled = replace(a, title="What happened in Wendmouth on 9 October 2022")
    yield trap(
        "date-in-title", _page(titled, "", f"<main><h1>{titled.title}</h1>{_body(a)}</main>"), None, titled.title
    )
    yield trap("slashes", _page(a, "", f"<main>{h1}<p class='date'>05/10/2022</p>{_body(a)}</main>"), None)
    yield trap(
        "slashes-in-data",
        _page(
            a,
            _ld({"@type": "Article", "headline": a.title, "datePublished": "05/10/2022"}),
            f"<main>{h1}{_body(a)}</main>",
        ),
        None,
    )
    yield trap("slashes-clear", _page(a, "", f"<main>{h1}<p class='date'>10/18/2022</p>{_body(a)}</main>"), a.day)
    yield trap(
        "two-times",
        _page(
            a,
            "",
            f'<article>{h1}<time datetime="2022-10-18">x</time> <time datetime="2022-10-20">y</time>{_body(a)}'
            "</article>",
        ),
        None,
    )
    yield trap(
        "disagreement",
        _page(
            a,
            _og(a, '<meta property="article:published_time" content="2022-10-18">')
            + _ld({"@type": "NewsArticle", "headline": a.title, "datePublished": "2022-10-15"}),
            f"<main>{h1}{_body(a)}</main>",
        ),
        None,
    )
    yield trap(
        "foreign-node",
        _page(
            a,
            _ld(
                {
                    "@type": "NewsArticle",
                    "headline": "Swans counted on the lake",
                    "url": _address(a, "/swans/"),
                    "datePublished": OTHER,
                }
            ),
            f"<main>{h1}{_body(a)}</main>",
        ),
        None,
    )
    yield trap(
        "today-above",
        _page(a, "", f"<div class='top'>Thursday, 24 November 2022</div><main>{h1}{_body(a)}</main>"),
        None,
    )
    yield trap(
        "lead-with-date",
        _page(
            a,
            "",
            f"<main>{h1}<p><b>On 9 October 2013 the lamp of the tower went out for good.</b></p>{_body(a)}</main>",
        ),
        None,
    )
    yield trap(
        "late-utc",
        _page(
            a,
            _ld({"@type": "Article", "headline": a.title, "datePublished": "2022-10-17T20:30:00Z"}),
            f"<main>{h1}{_body(a)}</main>",
        ),
        None,
    )
    yield trap(
        "late-utc-printed",
        _page(
            a,
            _ld({"@type": "Article", "headline": a.title, "datePublished": "2022-10-17T20:30:00Z"}),
            f"<main>{h1}<p class='date'>18 October 2022</p>{_body(a)}</main>",
        ),
        a.day,
    )
    yield trap(
        "future",
        _page(
            a, _og(a, '<meta property="article:published_time" content="2099-10-18">'), f"<main>{h1}{_body(a)}</main>"
        ),
        None,
    )
    yield trap(
        "no-such-day",
        _page(
            a, _og(a, '<meta property="article:published_time" content="2022-02-30">'), f"<main>{h1}{_body(a)}</main>"
        ),
        None,
    )
    yield trap("number-in-address", _page(a, "", f"<main>{h1}{_body(a)}</main>", path="/a/32087501.html"), None)
    yield trap(
        "address-disagrees",
        _page(
            a,
            _og(a, '<meta property="article:published_time" content="2022-10-18">'),
            f"<main>{h1}{_body(a)}</main>",
            path="/2022/10/11/lighthouse/",
        ),
        None,
    )
    yield trap(
        "site-as-heading",
        _page(
            a,
            _og(a, f'<meta property="article:published_time" content="{a.day}">'),
            f"<h1>{a.site}</h1><main><h2>{E_(a.title)}</h2>{_body(a)}</main>",
        ),
        a.day,
    )
    yield trap(
        "dash-in-title",
        _page(
            a,
            "",
            f"<main><h1>Lamp — and lens</h1><time datetime='{a.day}'>x</time>{_body(a)}</main>",
            title=f"Lamp — and lens — {a.site}",
        ),
        a.day,
        "Lamp — and lens",
    )
    yield trap(
        "broken-json",
        _page(
            a,
            '<script type="application/ld+json">{"@type": "Article", "datePublished": "2022-10-18",,}</script>'
            + _ld([])
            + _ld(7)
            + _ld({"@graph": "x"}),
            f"<main>{h1}{_body(a)}</main>",
        ),
        None,
    )


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
    return [*made, *_traps(ARTICLES[0])]
