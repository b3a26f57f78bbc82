"""What is read of every kind of source, whole, damaged, doubled, empty and in other encodings, and what is told."""

import io
import json
from datetime import date

from tables import each

from newsdesk.intake.inbox import Listed, Reading
from newsdesk.intake.inbox.reading.feeds import feeds_of
from newsdesk.intake.inbox.reading.kinds import kind, read_list
from newsdesk.intake.inbox.reading.values import day, plain, tag

TODAY = date(2022, 11, 20)
RSS = (
    '<?xml version="1.0" encoding="{}"?><rss version="2.0"><channel><title>{}</title><language>{}</language>'
    "{}</channel></rss>"
)
ITEM = "<item><title>{}</title><link>{}</link><pubDate>Mon, 14 Nov 2022 23:30:00 -0500</pubDate></item>"


def read(name: str, raw: bytes) -> Reading:
    """What the reader makes of a file that its bytes and its name ask for."""
    what = kind(raw, name)
    assert what is not None
    return read_list(raw, what, name, TODAY, "https://lantern.example/feed")


def short(found: Reading) -> list[tuple[str, ...]]:
    """The articles, as far as their source says anything."""
    return [tuple(filter(None, (one.title, one.url, one.date, one.language, one.outlet))) for one in found.listed]


def told(found: Reading) -> list[str]:
    return [str(one) for one in found.told]


def rss(*items: str, encoding: str = "utf-8", name: str = "The Lantern", language: str = "en-gb") -> bytes:
    return RSS.format(encoding, name, language, "".join(items)).encode(encoding)


SWANS = ("Swans counted again", "https://lantern.example/swans")
SWAN = (*SWANS, "2022-11-14", "en-GB", "The Lantern")
WHOLE: list[tuple[str, bytes, list[tuple[str, ...]]]] = [
    ("feed.xml", rss(ITEM.format(*SWANS)), [SWAN]),
    ("relative.xml", rss(ITEM.format(SWANS[0], "/swans")), [SWAN]),
    (
        "1251.xml",
        rss(ITEM.format("Лебедей сосчитали", SWANS[1]), encoding="windows-1251", name="Маяк", language="ru"),
        [("Лебедей сосчитали", SWANS[1], "2022-11-14", "ru", "Маяк")],
    ),
    (
        "gb.xml",
        rss(ITEM.format("天鹅再次被清点", SWANS[1]), encoding="gb18030", name="港湾日报", language="zh-cn"),
        [("天鹅再次被清点", SWANS[1], "2022-11-14", "zh-CN", "港湾日报")],
    ),
    (
        "atom.xml",
        b'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ky"><title>T</title><entry><title type="html">Ak &amp;lt;'
        b'i&amp;gt; kuu</title><link href="https://lantern.example/a"/><updated>2022-11-12T23:00:00+06:00</updated>'
        b"</entry></feed>",
        [("Ak <i> kuu", "https://lantern.example/a", "2022-11-12~", "ky", "T")],
    ),
    ("list.txt", b"# mine\nSwans leave - https://a.example/1?id=7\n\nhttps://b.example/2).\n", [
        ("Swans leave", "https://a.example/1?id=7"), ("https://b.example/2",),
    ]),
    ("utf16.txt", "Лебеди https://a.example/1\n".encode("utf-16"), [("Лебеди", "https://a.example/1")]),
    ("x.ris", b"TY  - NEWS\r\nTI  - Swans\r\nUR  - https://a.example/1\r\nPY  - 2022/11/14/\r\nLA  - ru\r\n"
     b"JF  - Lantern\r\nER  - \r\n", [("Swans", "https://a.example/1", "2022-11-14", "ru", "Lantern")]),
    ("x.bib", b"@article{a, title={The {Swans} of {Lanternmoor}}, url={https://a.example/1}, date={2022-11-14},"
     b" journaltitle={Lantern}, langid={en}}\n@misc{b, title=\"B\", year=2022, month=nov}",
     [("The Swans of Lanternmoor", "https://a.example/1", "2022-11-14", "en", "Lantern"), ("B", "2022-11")]),
    ("zotero.json", json.dumps([
        {"id": 1, "type": "article-newspaper", "title": "Swans", "URL": "https://a.example/1", "language": "en",
         "issued": {"date-parts": [[2022, 11, 4]]}, "container-title": "Lantern"},
        {"type": "webpage", "title": "Later", "issued": {"raw": "2022-11"}},
    ]).encode(), [("Swans", "https://a.example/1", "2022-11-04", "en", "Lantern"), ("Later", "2022-11")]),
    ("feed.json", json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [
        {"url": "https://a.example/1", "title": "Swans", "date_published": "2022-11-14T10:00:00+06:00"}]}).encode(),
     [("Swans", "https://a.example/1", "2022-11-14")]),
    ("cloud.csv", b"\xef\xbb\xbfid,publish_date,title,url,language,media_name\n"
     b'1,2022-11-14 00:00:00,"Swans, ""again""",https://a.example/1,en,Lantern\n',
     [('Swans, "again"', "https://a.example/1", "2022-11-14", "en", "Lantern")]),
    ("emm.tsv", "Title\tLink\tPubDate\tISO-Language\tSource\nЛебедей снова сосчитали на озере, говорит смотрительница\t"
     "https://a.example/1\t14.11.2022 10:00\tru\tМаяк\n".encode("windows-1251"),
     [("Лебедей снова сосчитали на озере, говорит смотрительница", "https://a.example/1", "2022-11-14", "ru", "Маяк")]),
    ("crawl.jsonl", b'{"url": "https://a.example/1", "title": "Swans", "date_publish": "2022-11-14 10:00:00",'
     b' "language": "en", "source": {"title": "Lantern"}}\n\n{"link": "https://a.example/2", "date": 1668384000}\n',
     [("Swans", "https://a.example/1", "2022-11-14", "en", "Lantern"), ("https://a.example/2", "2022-11-14")]),
]  # fmt: skip


@each(("name", "raw", "wanted"), WHOLE, ids=[case[0] for case in WHOLE])
def test_each_kind_is_read(name: str, raw: bytes, wanted: list[tuple[str, ...]]) -> None:
    found = read(name, raw)
    assert (short(found), told(found)) == (wanted, [])


@each(("name", "raw", "wanted"), WHOLE, ids=[case[0] for case in WHOLE])
def test_each_kind_is_known_by_its_bytes(name: str, raw: bytes, wanted: list[tuple[str, ...]]) -> None:
    """But tables in text, of which only the name tells what they are."""
    if not name.endswith(("csv", "tsv")):
        assert kind(raw, "nameless") == kind(raw, name)


def table(columns: dict[str, list[object]]) -> bytes:
    from arro3.core import Array, DataType, Table
    from arro3.io import write_parquet

    kinds = {int: DataType.int64(), str: DataType.utf8()}
    arrays = {name: Array(values, kinds[type(values[0])]) for name, values in columns.items()}
    out = io.BytesIO()
    write_parquet(Table.from_pydict(arrays), out)
    return out.getvalue()


def test_a_table_of_a_crawler_in_parquet() -> None:
    raw = table({"url": ["https://a.example/1", "nonsense"], "title": ["Swans", "Gulls"], "publish_date": [
        "2022-11-14", "2022-11-15"], "views": [1, 2]})  # fmt: skip
    found = read("crawl.parquet", raw)
    assert short(found) == [("Swans", "https://a.example/1", "2022-11-14"), ("Gulls", "2022-11-15")]
    said = 'crawl.parquet: row 2: inbox-no-address: "nonsense" is no address that can be followed.'
    assert told(found) == [said]
    assert told(read("crawl.parquet", raw[:-9]))[0].startswith("crawl.parquet: inbox-damaged: It cannot be read to its")
    other = read("crawl.parquet", table({"views": [1]}))
    assert told(other)[0].startswith("crawl.parquet:1: inbox-no-columns: No column is called url or title.")


def eml(body: str, kind_here: str = "text/html; charset=utf-8") -> bytes:
    return (
        f"From: a@b.example\r\nSubject: =?utf-8?b?0JvQtdCx?=\r\nDate: Tue, 15 Nov 2022 10:00:00 +0600\r\n"
        f"Content-Type: {kind_here}\r\n\r\n{body}"
    ).encode()


LETTER = """<p><a href="https://lantern.example/swans?utm_source=letter"><img></a>
<a href="https://lantern.example/swans?utm_medium=mail">Swans were counted again</a>
<a href="https://lantern.example/swans">Read more</a> <a href="https://lantern.example/">Home of the Lantern</a>
<a href="https://lantern.example/unsubscribe?u=1">x</a>
<a href="https://lantern.example/p?x=1">Отписаться от рассылки</a>
<a href="https://x.list-manage.com/track/click?u=1">What the keeper of the lamp said</a>
<a href="https://click.list-manage.com/?url=https%3A%2F%2Ftower.example%2Flamp">The lamp of the tower</a>
<a href="https://t.me/lantern">Our channel on Telegram</a> <a href="javascript:alert(1)">a b c</a>
<a href="mailto:a@b.example">write to us now</a></p>"""


def test_a_newsletter_gives_links_of_articles_alone() -> None:
    found = read("letter.eml", eml(LETTER))
    assert short(found) == [
        ("Swans were counted again", "https://lantern.example/swans?utm_source=letter"),
        ("The lamp of the tower", "https://tower.example/lamp"),
    ]
    assert told(found) == [
        "letter.eml: inbox-counted: 1 links lead through a counter, and where to is not known. Open them, and add the"
        " addresses."
    ]
    text = read("plain.eml", eml("See https://lantern.example/swans, please.", "text/plain"))
    assert short(text) == [("https://lantern.example/swans",)]


DAMAGED: list[tuple[str, bytes, int, list[str]]] = [
    ("feed.xml", rss(ITEM.format(*SWANS))[:-40] + b"<item><ti", 1, [
        "feed.xml: inbox-damaged: It is damaged (", "feed.xml: item 2: inbox-no-address: It has neither"]),
    ("no.xml", rss("<item><description>x</description></item>"), 0,
     ["no.xml: item 1: inbox-no-address: It has neither"]),
    ("titled.xml", rss("<item><title>Swans</title></item>"), 1,
     ['titled.xml: item 1: inbox-no-address: "Swans" has no']),
    ("script.xml", rss(ITEM.format("A", "javascript:alert(1)")), 1, ["script.xml: item 1: inbox-no-address:"]),
    ("empty.xml", rss(), 0, ["empty.xml: inbox-empty: The feed holds no items."]),
    ("future.xml", rss(ITEM.format(*SWANS).replace("2022", "2031")), 1, [
        "future.xml: item 1: inbox-future: It is dated 2031-11-14, which is to come"]),
    ("feeds.opml", b"<opml><body><outline text='x' xmlUrl='ftp://a'/></body></opml>", 0, [
        "feeds.opml: feed 1: inbox-no-address:"]),
    ("feeds.opml", b"<opml><bo", 0, ["feeds.opml: inbox-empty: The list names no feed"]),
    ("a.txt", b"https://a.example/1\nnothing\nhttps://www.a.example/1/?utm_source=x\nhttps://", 1, [
        'a.txt:2: inbox-no-address: "nothing" holds no address.',
        "a.txt:3: inbox-doubled: The same address stands in line 1. It counts once.",
        'a.txt:4: inbox-no-address: "https://" holds no address.']),
    ("a.eml",
     b"From: a\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n<a hr", 0, [
        "a.eml: inbox-empty: The letter holds no link to an article."]),
    ("a.ris", b"TY  - NEWS\nTI  - A\nER  - \nTY  - NEWS\nTI  - B\n", 2, [
        "a.ris:4: inbox-damaged: The record has no end (ER  -), and may be cut."]),
    ("a.bib", b"@article{a, title={A\n@misc{c, title={C}, year=2022}\n@misc{c, title={D}}\n", 2, [
        "a.bib:1: inbox-damaged: The record cannot be read",
     "a.bib:3: inbox-doubled: Another record has the same key"]),
    ("a.json", b'[{"title": "A"', 0, ["a.json: inbox-damaged: It is no JSON that can be read"]),
    ("a.json", b"[" * 100_000, 0, ["a.json: inbox-damaged: It is no JSON that can be read"]),
    ("a.json", b'[7, {"title": "A"}, {"issued": {"date-parts": [["x"]]}, "title": "B"}]', 2, [
        "a.json: item 1: inbox-damaged: It is no record"]),
    ("a.jsonl", b'{"title": "A"}\n{"title": \n7\n{"title": "B"}', 2, [
        "a.jsonl:2: inbox-damaged: The line holds no object", "a.jsonl:3: inbox-damaged:"]),
    ("a.csv", b"number,name of the thing\n1,2\n", 0, ["a.csv:1: inbox-no-columns: No column is called url or title."]),
    ("a.csv",
     b"title,url,date\nA,https://a.example/1,14/11/2022\nB,https://a.example/2,2022-11-14,x\n,,\n,,2022\n", 2, [
        'a.csv:2: inbox-no-date: "14/11/2022" is no certain date.',
        "a.csv:3: inbox-damaged: The row has 4 fields, the head 3",
        "a.csv:5: inbox-no-address: It has neither"]),
    ("a.csv", b"\xef\xbb\xbfsep=;\r\ntitle;url\r\nA, B;https://a.example/1\r\n;\r\n", 1, []),
    ("a.csv", b"\xef\xbb\xbftitle\turl\r\nA; B\thttps://a.example/1\r\n", 1, []),
    ("a.txt", b"https://a.example/" + b"x" * 3_000 + b"\nhttps://a.example/" + b"x" * 4_000, 1, [
        "a.txt:2: inbox-no-address: The address has more than 4,000 characters."]),
    ("a.csv", b"title,url\n", 0, ["a.csv: inbox-empty: The table has no rows."]),
    ("a.csv", b'title,url\n"A', 1, []),
]  # fmt: skip


@each(("name", "raw", "number", "said"), DAMAGED)
def test_what_is_damaged_is_told_and_the_rest_is_read(name: str, raw: bytes, number: int, said: list[str]) -> None:
    found = read(name, raw)
    assert len(found.listed) == number
    assert len(found.told) == len(said)
    for line, beginning in zip(told(found), said, strict=True):
        assert line.startswith(beginning)


@each("name", ["feed.xml", "x.ris", "x.bib", "zotero.json", "cloud.csv", "crawl.jsonl", "letter.eml"])
def test_cut_anywhere_it_is_still_read(name: str) -> None:
    raw = eml(LETTER) if name == "letter.eml" else next(raw for known, raw, _ in WHOLE if known == name)
    for end in range(0, len(raw), max(1, len(raw) // 25)):
        if (what := kind(raw[:end], name)) in (None, "page") or not raw[:end].strip():
            continue
        found = read_list(raw[:end], str(what), name, TODAY)
        assert found.told or found.listed, "what holds nothing is told"


def test_a_bomb_of_entities_and_scripts_are_text() -> None:
    bomb = (
        b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">'
        + b"".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">'.encode() for i in range(9))
        + b"]><rss version='2.0'><channel><item><title>&j;</title><link>https://a.example/1</link></item></channel></rss>"
    )
    assert sum(len(one.title) for one in read("bomb.xml", bomb).listed) < 10_000
    outer = b'<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + rss(ITEM.format("&a;", "https://a.example/1"))
    assert "root:" not in str(read("outer.xml", outer).listed)
    hostile = rss(ITEM.format("&lt;script&gt;alert(1)&lt;/script&gt;Swans &lt;b&gt;x&lt;/b&gt;", SWANS[1]))
    assert [one.title for one in read("hostile.xml", hostile).listed] == ["Swans x"]


DAYS = {
    "2022-11-14": "2022-11-14", "2022-11-14T23:59:59-05:00": "2022-11-14", "2022/11/4": "2022-11-04",
     "20221114": "2022-11-14",
    "20221114T101500Z": "2022-11-14", "2022-11": "2022-11", "2022": "2022", "14.11.2022": "2022-11-14",
     "11/12/2022": "",
    "Mon, 14 Nov 2022 23:30:00 -0500": "2022-11-14", "2022-13-40": "", "31.02.2022": "", "yesterday": "",
     "0": "", "-5": "",
    "1668384000": "2022-11-14", "1668384000000": "2022-11-14", "9" * 400: "", "2022-11-14~": "2022-11-14~", "": "",
}  # fmt: skip


@each(("written", "wanted"), DAYS.items())
def test_a_day_is_read_or_left_open(written: str, wanted: str) -> None:
    assert day(written) == wanted


def test_languages_and_marked_up_texts() -> None:
    assert [tag(one) for one in ("EN_us", "ru-RU", "sr-latn", "english", "x-klingon", "", "zh-Hans-CN")] == [
        "en-US", "ru-RU", "sr-Latn", "", "", "", "zh-Hans-CN",
    ]  # fmt: skip
    assert plain("<p>One &amp; two</p><script>alert(1)</script><p>Three<br>four") == "One & two\n\nThree\n\nfour"
    assert plain("5 < 6 & 7 > 2") == "5 < 6 & 7 > 2"
    assert plain(None) == plain(7) == ""


def test_the_feeds_of_a_page() -> None:
    page = b"""<html><head><link rel="stylesheet" href="/a.css"><link rel="alternate" hreflang="ru" href="/ru">
    <link rel='alternate' type='application/rss+xml' href='/feed?a=1'><link rel="alternate home"
    type="application/atom+xml" href="https://other.example/atom">
    <link rel="alternate" type="application/rss+xml" href="javascript:x">"""
    found = feeds_of(page, "https://lantern.example/news/")
    assert found == ["https://lantern.example/feed?a=1", "https://other.example/atom"]
    assert feeds_of(b"\0\xff", "https://lantern.example/") == []


@each(
    ("raw", "name", "wanted"),
    [
        (b"<!doctype html><p>x", "a.bin", "page"), (b"%PDF-1.7", "x", "page"), (b"\x89PNG\r\n\x1a\n\0", "a.png", None),
        (b"Some words of an article\nand more\n", "a.txt", "page"), (b"PK\3\4\0\0", "a.zip", None),
        (b"<rdf:RDF xmlns:z='http://www.zotero.org/namespaces/export#'>", "a.rdf", "zotero"),
        (b"From: <Saved by Blink>\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=x\r\n\r\n",
     "a.mhtml",
         "page"),
    ],
)  # fmt: skip
def test_which_kind_a_file_is(raw: bytes, name: str, wanted: str | None) -> None:
    assert kind(raw, name) == wanted


def test_what_is_read_survives_the_way_between_two_processes() -> None:
    found = read("a.txt", b"A b c https://a.example/1\nnothing\n")
    assert Reading.of(json.loads(json.dumps(found.as_data()))) == found
    assert found.listed == [Listed("a.txt:1", "A b c", "https://a.example/1")]
