"""The same invented little article in several languages, and the parts of pages that hold it."""

import json
from dataclasses import dataclass
from html import escape


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


def data(data: object) -> str:
    """A script with structured data."""
    return f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>'


def body(a: Article) -> str:
    """The paragraphs of an article."""
    return "".join(f"<p>{escape(p)}</p>\n" for p in a.paragraphs)


def address(a: Article, path: str = "/news/lighthouse/") -> str:
    """Its address."""
    return f"https://{a.domain}{path}"


def page(a: Article, head: str, main: str, *, path: str = "/news/lighthouse/", title: str | None = None) -> bytes:
    """A whole page: header, what is given, a sidebar with another day, and a footer."""
    shown = escape(title or f"{a.title} | {a.site}")
    return (
        f'<!DOCTYPE html>\n<html lang="{a.language}"><head><meta charset="utf-8"><title>{shown}</title>\n'
        f'<link rel="canonical" href="{address(a, path)}">\n{head}</head><body>\n'
        f'<header class="site-header"><a href="/">{escape(a.site)}</a><nav><a href="/news/">1</a>'
        f'<a href="/x/">2</a></nav></header>\n{main}\n'
        f'<aside class="sidebar"><h3>…</h3><ul><li><a href="/old/">…</a> <time datetime="{OTHER}T08:00:00+06:00">'
        f"{OTHER}</time></li></ul></aside>\n<footer>© 2019–2026 {escape(a.site)}</footer></body></html>\n"
    ).encode()


def open_graph_tags(a: Article, more: str = "") -> str:
    """The usual meta tags, and more."""
    return (
        f'<meta property="og:type" content="article"><meta property="og:title" content="{escape(a.title)}">'
        f'<meta property="og:site_name" content="{escape(a.site)}">{more}'
    )
