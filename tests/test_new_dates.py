"""Days as languages print them, and lines, times and addresses near which a wrong day lies."""

import datetime
from pathlib import Path

import pytest
from tables import data_in, each

pytest.importorskip("trafilatura", reason="the extra `capture` is not installed")

from newsdesk.intake.capture import read
from newsdesk.intake.capture.said.datewords import days_in

TODAY = datetime.date(2026, 11, 28)
DAY = datetime.date(2022, 10, 18)
CASES = data_in(Path(__file__).parent / "cases" / "world-pages" / "days.yaml")
TEXT = "<p>The lock keepers of Wendmouth counted the barges on Monday and wrote the figures on a slate.</p>" * 4
JAPANESE = "<p>ウェンド橋の開通は予定より一年遅れると、町が火曜日に発表した。</p>" * 4
TITLE = "Barges wait at the lower lock"


def test_a_day_is_read_as_each_language_prints_it() -> None:
    rows = [(language, line) for language, lines in CASES["day"].items() for line in lines]
    assert len(rows) > 120
    assert [(row, found) for row in rows if (found := days_in(row[1], row[0])) != [DAY]] == []


def test_ranges_other_calendars_and_figures_in_two_orders_are_no_day() -> None:
    rows = [(language, line) for language, lines in CASES["none"].items() for line in lines]
    assert [(row, found) for row in rows if (found := days_in(row[1], row[0]))] == []


def certain_day(head: str = "", beside: str = "", lang: str = "en", address: str | None = None) -> str | None:
    text = JAPANESE if lang == "ja" else TEXT
    head = f"<html lang='{lang}'><head><meta charset=utf-8>{head}</head>"
    page = f"{head}<main><h1>{TITLE}</h1>{beside}{text}</main></html>"
    found = read(page.encode(), "html", charset=None, address=address, today=TODAY).published
    return found.value if found and found.certain else None


@each(
    ("line", "day"),
    [
        ("<p>18 October 2022</p>", "2022-10-18"),
        ("<p>By Ada Quill, 18 October 2022</p>", "2022-10-18"),
        ("<p>By 18 October 2022 all must apply</p>", None),
        ("<p class='date'>18 October 2022, updated 20 October 2022</p>", "2022-10-18"),
        ("<p class='date'>18 October 2022 (updated)</p>", "2022-10-18"),
        ("<p class='date'>2022年10月18日更新</p>", None),
        ("<p class='date'>2022年10月18日 修改</p>", None),
        ("<p class='date'>2022年10月18日公開</p>", "2022-10-18"),
        ("<p class='date'>Stand: 18.10.2022</p>", None),
        ("<p class='date'>Aggiornato il 18/10/2022</p>", None),
        ("<p class='date'>Actualizado el 18.10.2022</p>", None),
        ("<p class='date'>Диққат: 18.10.2022 (янгиланди)</p>", None),
        ("<p class='date'>Today is 18 October 2022</p>", None),
        ("<p class='date'>Сегодня 18.10.2022</p>", None),
        ("<p class='date'>10.11.2022</p>", None),  # as one magazine in English prints October
        ("<p class='date'>Ada Quill 18 October 2022</p>", "2022-10-18"),
        ("<p class='date'>Wendmouth, 18 October 2022</p>", "2022-10-18"),
        ("<p class='author-info'>Ada Quill joined 18 October 2022</p>", None),
        ("<p class='date'>First aired 18 October 2022</p>", None),
        ("<p class='date'>Next meeting 18 October 2022</p>", None),
        ("<p class='date'>Originally published 18 October 2022 in Lantern</p>", None),
        ("<p class='date'>Open until 18 October 2022</p>", None),
        ("<table><tr><td>18 October 2022</td><td>312</td></tr></table>", None),
        ("<table><tr><td>18 October 2022</td></tr></table>", "2022-10-18"),
        ("<p class='print-date'>18 October 2022</p>", None),
        ("<p class='meta'>Printed on 18 October 2022</p>", None),
        ("<p class='meta'>Retrieved 18 October 2022</p>", None),
        ("<p class='date'>16–18 October 2022</p>", None),
        ("<ul><li><a href='/x'>Ferries go more often in spring</a> 18 October 2022</li></ul>", None),
        ("<section><h3>Ferries</h3><time datetime='2022-10-18'>x</time></section>", None),
        ("<div class='commentaires'><p>18 October 2022</p></div>", None),
        ("<time datetime='2022-10-18T10:40:00Z'>5 hours ago</time>", "2022-10-18"),
        ("<p class='date'>2022-10-18T20:30:39+00:00</p>", None),
        ("<p class='date'>2022-10-18T20:30:39+06:00</p>", "2022-10-18"),
    ],
)
def test_a_line_beside_the_headline_says_what_its_day_is_of(line: str, day: str | None) -> None:
    assert certain_day(beside=line, lang="ja" if "年" in line else "en") == day


@pytest.mark.parametrize(
    ("title", "day"), [("Edition of 19 October 2022", None), ("Edition of 18 October 2022", "2022-10-18")]
)
def test_a_headline_with_another_day_makes_a_printed_one_doubtful(title: str, day: str | None) -> None:
    page = f"<html lang=en><main><h1>{title}</h1><p class=date>18 October 2022</p>{TEXT}</main></html>"
    found = read(page.encode(), "html", charset=None, address=None, today=TODAY).published
    assert (found.value if found and found.certain else None) == day


def test_a_day_in_pieces_of_an_address_is_worth_a_look() -> None:
    address = "https://wendmouth.example/2022/harbour_news/10/8/barges/index.html"
    page = f"<html lang=en><main><h1>{TITLE}</h1>{TEXT}</main></html>"
    found = read(page.encode(), "html", charset=None, address=address, today=TODAY).published
    assert found is not None
    assert (found.value, found.certain) == ("2022-10-08", False)


@pytest.mark.parametrize(
    ("lang", "line", "day"),
    [
        ("", "18 октября 2022", "2022-10-18"),  # the page does not say
        ("en", "18 октября 2022", "2022-10-18"),  # a template's own language
        ("", "10.11.2022", "2022-11-10"),
    ],
)
def test_months_are_read_in_the_language_of_the_text(lang: str, line: str, day: str) -> None:
    text = "<p>Смотрители шлюза в Вендмуте сосчитали баржи в понедельник и записали на доске.</p>" * 4
    page = f"<html lang='{lang}'><meta charset=utf-8><main><h1>Баржи ждут у шлюза</h1><p>{line}</p>{text}</main></html>"
    found = read(page.encode(), "html", charset=None, address=None, today=TODAY).published
    assert found is not None
    assert (found.value, found.certain) == (day, True)
    page = f"<meta name=date content={day}>{text}"
    found = read(page.encode(), "html", charset="utf-8", address=None, today=TODAY).published
    assert found is not None
    assert (found.certain, found.why.count(day), found.why.count("by")) == (False, 1, 1), found.why


@each(
    ("stated", "day"),
    [
        ("2022-10-18T10:30:00Z", "2022-10-18"),
        ("2022-10-18T12:59:00Z", "2022-10-18"),
        ("2022-10-18T13:00:00Z", None),
        ("2022-10-18T07:59:00Z", None),
        ("2022-10-18T08:00:00Z", "2022-10-18"),
        ("2022-10-18 23:30 UTC", None),
        ("2022-10-18 23:30:00 GMT", None),
        ("2022-10-18T23:30:00+06:00", "2022-10-18"),
        ("Tue, 18 Oct 2022 02:00:00 GMT", None),
        ("Tue, 18 Oct 2022 10:00:00 GMT", "2022-10-18"),
        ("Tue Oct 18 2022 23:30:00 GMT+0000 (Coordinated Universal Time)", None),
        ("Tue Oct 18 2022 10:30:00 GMT+0000 (Coordinated Universal Time)", "2022-10-18"),
        ("Tue Oct 18 2022 23:30:00 GMT+0600 (Kyrgyzstan Time)", "2022-10-18"),
        ("October 18, 2022 11:30 PM EDT", "2022-10-18"),
        ("10/11/2022", None),
        ("1401-07-26", None),
        ("2565-10-18", None),
        ("99999-10-18", None),
    ],
)
def test_a_stated_time_is_certain_where_no_zone_has_another_day(stated: str, day: str | None) -> None:
    assert certain_day(f'<meta property="article:published_time" content="{stated}">') == day


@each(
    ("address", "day"),
    [
        ("https://lantern.example/barges", "2022-10-18"),
        ("https://lantern.example/2022/10/18/barges", "2022-10-18"),
        ("https://lantern.example/2022/oct/18/barges", "2022-10-18"),
        ("https://lantern.example/barges-20221018-story.html", "2022-10-18"),
        ("https://lantern.example/barges-20221017-story.html", None),
        ("https://lantern.example/2019/oct/18/barges", None),
        ("https://lantern.example/news/17.10.2022/barges", None),
        ("https://lantern.example/t20221017_30118.html", None),
        ("https://lantern.example/print.php?date=2022-10-17&id=4", None),
        ("https://lantern.example/2021/10/barges", None),
        ("https://lantern.example/id/2022101812345678", "2022-10-18"),
        ("https://lantern.example/19991399", "2022-10-18"),
    ],
)
def test_a_day_that_the_address_contradicts_is_not_certain(address: str, day: str | None) -> None:
    assert certain_day('<meta property="article:published_time" content="2022-10-18">', address=address) == day


@each(
    ("beside", "day"),
    [
        ('<time datetime="2022-10-18T22:40:00Z">5 hours ago</time>', None),
        ('<time datetime="2022-10-18T22:40:00Z">18 October 2022</time>', "2022-10-18"),
        ('<time datetime="2022-10-18T22:40:00Z">19 October 2022</time>', "2022-10-19"),
        ('<time datetime="2022-10-18T22:40:00Z">17 October 2022</time>', None),
    ],
)
@each("stated", ["", '<meta property="article:published_time" content="2022-10-18T22:40:00Z">'])
def test_a_time_near_the_end_of_a_day_needs_a_printed_one(beside: str, day: str | None, stated: str) -> None:
    assert certain_day(stated, beside) == day
