"""Saved copies and characters: archives, pages in one file, PDFs of a browser, and letters that nobody sees."""

import base64
import datetime
import plistlib
import quopri

import pytest
from tables import each

pytest.importorskip("trafilatura", reason="the extra `capture` is not installed")

from newsdesk.intake.capture import Capture, kind_of, read
from newsdesk.intake.capture.files import _first_line, _of_browser
from newsdesk.intake.draft.sources import suggestions
from newsdesk.model.archives import told_apart
from newsdesk.problems import Refusal

TODAY = datetime.date(2026, 11, 24)
TITLE = "Паром в Вендмут пойдёт весной"
BODY = (
    "<p>Паром через залив пойдёт весной, сообщила совету гавани смотритель Ада Квилл во вторник утром на пристани.</p>"
    "<p>«Мы ждём только новый якорь», — сказала Квилл после заседания и показала совету чертёж якоря и цепи.</p>"
)
HEAD = '<meta charset="utf-8"><meta property="article:published_time" content="2026-11-17T09:00:00+06:00">'
LINK = '<link rel="canonical" href="https://lamp.example/news/ferry">'


def page(headline: str = TITLE, body: str = BODY, head: str = LINK, lang: str = "ru") -> str:
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head>{HEAD}{head}<title>x</title></head><body><article>'
        f"<h1>{headline}</h1>{body}</article></body></html>"
    )


def capture(text: str | bytes, charset: str | None = None, address: str | None = None) -> Capture:
    raw = text if isinstance(text, bytes) else text.encode()
    kind = kind_of(raw)
    assert kind
    return read(raw, kind, charset=charset, address=address, today=TODAY)


COMMENTED = [
    f"<article><header><h1>{TITLE}</h1></header><!-- .entry-header -->{BODY}</article>",
    f"<article><!-- a --><header><!-- b --><h1><!-- c -->{TITLE}<!-- d --></h1><!-- e --></header><!-- f -->{BODY}",
    f'<article><?php echo "x" ?><h1>{TITLE}</h1><?xml-thing?>{BODY}<!-- g --></article><!-- h -->',
    f'<!-- date --><h1>{TITLE}</h1><!-- date --><div class="date"><!-- i --></div>{BODY}',
]


@pytest.mark.parametrize("inner", COMMENTED)
def test_comments_stand_nowhere_in_the_way(inner: str) -> None:
    found = capture(f"<!DOCTYPE html><html lang=ru><head>{HEAD}{LINK}</head><body>{inner}</body></html>")
    assert found.title
    assert (found.title.value, found.title.certain) == (TITLE, True)
    assert found.published
    assert found.published.value == "2026-11-17"


@pytest.mark.parametrize(
    "node",
    [
        '{"@type": "NewsArticle", "headline": {"@type": ["x"]}, "author": {"name": {"a": []}}}',
        '{"@type": "NewsArticle", "datePublished": {"@value": 20261117}, "publisher": [[[]]]}',
        '{"@type": {"a": 1}, "@graph": [null, 3, "x", {"@type": [null]}], "inLanguage": {"name": 3}}',
        '{"@type": "NewsArticle", "articleSection": {"x": 1}, "url": {"@id": ["a"]}, "mainEntityOfPage": 7}',
    ],
)
def test_a_faulty_landmark_never_costs_the_page(node: str) -> None:
    found = capture(page(head=f'{LINK}<script type="application/ld+json">{node}</script>'))
    assert found.title
    assert found.title.value == TITLE
    assert "новый якорь" in found.text


# The address of a copy, and the page's own address that it holds.
COPIES = [
    (
        "https://web.archive.org/web/20261120101500/https://lamp.example/2026/11/17/a",
        "https://lamp.example/2026/11/17/a",
    ),
    ("https://web.archive.org/web/20261120101500id_/http://lamp.example/a?b=c", "http://lamp.example/a?b=c"),
    ("https://web.archive.org/web/2026/lamp.example/a", "http://lamp.example/a"),
    ("https://web.archive.org/web/20261120101500/https:/lamp.example/a", "https://lamp.example/a"),
    ("https://arquivo.pt/wayback/20261120101500/https://lamp.example/a", "https://lamp.example/a"),
    ("https://arquivo.pt/noFrame/replay/20261120101500mp_/https://lamp.example/a", "https://lamp.example/a"),
    ("https://archive.ph/2026.11.20-101500/https://lamp.example/a", "https://lamp.example/a"),
    ("https://archive.today/20261120101500/https://lamp.example/a", "https://lamp.example/a"),
    ("https://archive.is/o/AbCd1/https://lamp.example/a", "https://lamp.example/a"),
    ("https://rejouer.perma.cc/replay-web-page/w/id-1/mp_/https://lamp.example/a", "https://lamp.example/a"),
    ("https://wayback.archive-it.org/12/20261120101500/http://lamp.example/a", "http://lamp.example/a"),
    (
        "https://webarchive.nationalarchives.gov.uk/ukgwa/20261120101500/https://lamp.example/a",
        "https://lamp.example/a",
    ),
    ("https://wayback.library.example/all/20261120101500/https://lamp.example/a", "https://lamp.example/a"),
    ("https://archive.ph/AbC1d", None),
    ("https://perma.cc/AB12-CD34", None),
]


@each(("copy", "own"), COPIES)
def test_a_copy_tells_the_address_of_its_page(copy: str, own: str | None) -> None:
    assert told_apart(copy) == (own, copy)


@each(
    "address",
    ["https://lamp.example/news/20261118/ferry", "https://lamp.example/2026/11/18/https-and-you", "https://lamp.example/",
     "https://lamp.example/share?u=https://other.example/a", "https://archive.org/details/ferry"],
)  # fmt: skip
def test_a_page_of_its_own_is_no_copy(address: str) -> None:
    assert told_apart(address) == (address, None)


COPY = "https://web.archive.org/web/20261120101500/https://lamp.example/news/ferry"
SCRIPT = '<script>__wm.wombat("https://lamp.example/news/ferry","20261120101500","https://web.archive.org/","web","x");</script>'


@each(
    ("head", "address"),
    [
        (f'<link rel="canonical" href="{COPY}">', None),
        (f'<meta property="og:url" content="{COPY}">', None),
        (SCRIPT, None),
        ("", COPY),
        (LINK, COPY),
        (f'<link rel="canonical" href="/web/20261120101500/https://lamp.example/news/ferry">{SCRIPT}', None),
    ],
    ids=["its link", "its description", "its script", "where it was fetched", "both", "a relative link"],
)
def test_a_saved_copy_gives_both_addresses(head: str, address: str | None) -> None:
    found = capture(page(head=head), address=address)
    assert found.url
    assert found.archived
    assert (found.url.value, found.archived.value) == ("https://lamp.example/news/ferry", COPY)
    assert found.published
    assert (found.published.value, found.published.certain) == ("2026-11-17", True)


def test_a_page_that_is_no_copy_has_no_copy() -> None:
    assert capture(page()).archived is None


def test_what_an_archive_puts_above_a_page_is_no_part_of_it() -> None:
    bar = '<div id="wm-ipp-base"><h1>Wayback Machine</h1><p>12 captures of this page, 3 of them this year.</p></div>'
    found = capture(page().replace("<body>", f"<body>{bar}"))
    assert found.title
    assert found.title.value == TITLE
    assert "captures" not in found.text


def mhtml(body: bytes, encoding: str, charset: str = "utf-8") -> bytes:
    return (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://lamp.example/news/ferry\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--B--"\r\n\r\n----B--\r\n'
        "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n----B--\r\n"
        f"Content-Type: text/html; charset={charset}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
    ).encode() + body + b"\r\n----B----\r\n"  # fmt: skip


SAVED = {
    "quoted-printable": mhtml(quopri.encodestring(page(head="").encode()), "quoted-printable"),
    "base64": mhtml(base64.encodebytes(page(head="").encode()), "base64"),
    "8bit": mhtml(page(head="").encode(), "8bit"),
    "windows-1251": mhtml(page(head="").replace("utf-8", "windows-1251").encode("cp1251"), "8bit", "windows-1251"),
    "Safari": plistlib.dumps(
        {
            "WebMainResource": {
                "WebResourceData": page(head="").encode(),
                "WebResourceTextEncodingName": "UTF-8",
                "WebResourceURL": "https://lamp.example/news/ferry",
            }
        },
        fmt=plistlib.FMT_BINARY,
    ),
}


@each("raw", SAVED.values(), ids=list(SAVED))
def test_a_page_saved_as_one_file_is_read_like_the_page(raw: bytes) -> None:
    found, plain = capture(raw), capture(page())
    assert (found.title, found.text, found.published) == (plain.title, plain.text, plain.published)
    assert found.url
    assert found.url.value == "https://lamp.example/news/ferry"


@pytest.mark.parametrize(
    "raw", [mhtml(b"", "8bit"), SAVED["base64"][:300], SAVED["Safari"][:200], b"bplist00WebMainResource"]
)
def test_a_damaged_file_is_refused(raw: bytes) -> None:
    with pytest.raises(Refusal, match=r"^The file holds no page that can be read\."):
        capture(raw)


@pytest.mark.parametrize("raw", [b"{\\rtf1 Ada}", b"%!PS-Adobe", b"PK\3\4\0\0", b"\x1f\x8b\x08\0\0\0"])
def test_other_files_are_none_of_ours(raw: bytes) -> None:
    assert kind_of(raw) is None


JOINED = "پل نمونه\u200cشهر دیرتر باز می\u200cشود"
QUOTED = "ما نمی\u200cتوانیم پل را زودتر باز کنیم و کارگران\u200cمان سرگرم کارند"
PERSIAN = (
    "<p>شهردار آدا کویل روز چهارشنبه درباره\u200cی پل تازه در شهر به خبرنگاران توضیح داد و گفت که کار هنوز"
    f" پایان نیافته است.</p><p>آدا کویل گفت: «{QUOTED}».</p>"
)


@pytest.mark.parametrize("joiner", ["\u200c", "&zwnj;", "&#8204;", "&#x200C;"])
def test_joiners_carry_meaning_and_stay(joiner: str) -> None:
    found = capture(page(JOINED, PERSIAN, lang="fa").replace("\u200c", joiner))
    assert found.title
    assert found.title.value == JOINED
    assert found.text.count(JOINED) == 1
    assert QUOTED in found.text
    assert suggestions(found.text, {}, "fa")[0][0].passage.text == QUOTED


def test_two_joiners_are_told_apart() -> None:
    word = "क्\u200dष और क्\u200cष"
    assert word in capture(page(body=f"<p>{word} {BODY}</p>")).text


@each("hint", ["\u00ad", "\u200b", "\u2060", "\ufeff", "&shy;", "&#173;", "&#xAD;", "&ZeroWidthSpace;", "&#8288;"])
def test_hints_for_setting_lines_are_no_letters(hint: str) -> None:
    found = capture(page(f"Па{hint}ром в Венд{hint}мут пойдёт вес{hint}ной", BODY.replace("якорь", f"я{hint}корь")))
    assert found.title
    assert found.title.value == TITLE
    assert "новый якорь" in found.text
    assert capture(f"Па{hint}ром".encode() if "&" not in hint else "Паром").text == "Паром"


@each(
    "headline",
    ["Паром в Вендмут<br>пойдёт весной", "Паром в Вендмут<br/>пойдёт весной",
     "<div>Паром в Вендмут</div><div>пойдёт весной</div>",
     "<span>Паром в Вендмут</span><br><span>пойдёт весной</span>", "Паром в Вендмут<script>x()</script> пойдёт весной"],
)  # fmt: skip
def test_lines_of_a_headline_are_words_apart_and_stand_once(headline: str) -> None:
    found = capture(page(headline, f"<p>{TITLE}</p>{BODY}"))
    assert found.title
    assert found.title.value == TITLE
    assert "".join(found.text.split()).count("".join(TITLE.split())) == 1


def test_a_quotation_in_an_element_is_in_marks() -> None:
    words = "Мы ждём только новый якорь и две цепи"
    for element in (f"<q>{words}</q>", f'<q cite="x">«{words}»</q>', f"<Q lang=ru>{words}</Q>"):
        found = capture(page(body=f"{BODY}<p>Квилл сказала: {element} и ушла с пристани домой вместе с плотником.</p>"))
        assert words in [one.passage.text for one in suggestions(found.text, {}, "ru")[0]]
    inner = capture(page(body=f"{BODY}<p>Квилл сказала: <q>Мы ждём <q>Чайку</q> и якорь</q> и ушла домой.</p>"))
    assert "“Мы ждём ‘Чайку’ и якорь”" in inner.text


def test_a_block_quotation_is_a_quotation() -> None:
    words = "Мы ждём только новый якорь и две цепи, и плотник уже красит борта парома"
    letter = "<p>В письме совету смотритель пишет, как идут дела на пристани этой осенью:</p>"
    body = f"{BODY}{letter}<blockquote><p>{words}</p></blockquote>"
    found = capture(page(body=body))
    assert found.blocks == (words,)
    passages = [one.passage.text for one in suggestions(found.text, {}, "ru", found.blocks)[0]]
    assert passages.count(words) == 1


PRINTED = (
    "17.11.2026, 12:04 Паром в Вендмут пойдёт весной – Лампа\nЛампа\nтекст статьи\nhttps://lamp.example/news/ferry 1/3"
)


def test_a_browser_prints_title_and_address_on_a_pdf() -> None:
    assert _of_browser(PRINTED) == ("Паром в Вендмут пойдёт весной – Лампа", "https://lamp.example/news/ferry")
    assert _of_browser("Паром в Вендмут\nтекст") == ("", None)
    assert _first_line("3/7\nhttps://lamp.example/ 1/2\nПаром в Вендмут\nтекст") == "Паром в Вендмут"
