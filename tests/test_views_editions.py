"""Editions of a digest: complete, first things first, absolute, and the same each time."""

import email.policy
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from email.message import EmailMessage
from email.parser import BytesParser
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import pytest
from invented import changed, checked, collection, content, made, parsed
from makers import WEEK, draft_of, grown
from makers import collection as small
from tables import each

from newsdesk.collection import Collection
from newsdesk.model import Author, Edtf
from newsdesk.model.settings import Settings
from newsdesk.views.editions import email as as_email
from newsdesk.views.editions import markdown, plain, printed

SITE = "https://example.org/press/"
WEEKS = ["2022-W39", "2022-W41", "2022-W42", "2022-W43"]
FORMATS = {"Markdown": markdown, "text": plain, "paper": printed}
TAGS = set("a b br del em i ins li ol p small span strong sub sup table tbody td tr ul".split())
LAMP = (
    "Lamp Society & Friends <of the Strait> is banned or listed as a terrorist organisation in Iceland since"
    " 4 March 2019."
)


@cache
def mail(week: str) -> EmailMessage:
    """The message as a mail program reads it."""
    return read(as_email(collection(), week))


def read(message: str) -> EmailMessage:
    found = BytesParser(policy=email.policy.default).parsebytes(message.encode("ascii"))
    assert isinstance(found, EmailMessage)
    for part in found.walk():
        assert part.defects == []
        assert [header.defects for header in part.values()] == [() for _ in part]
    return found


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return part.get_content().replace("\r\n", "\n")


def every_format(week: str) -> dict[str, str]:
    found = {name: make(collection(), week) for name, make in FORMATS.items()}
    return found | {"mail, text": body(mail(week), "plain"), "mail, HTML": body(mail(week), "html")}


def readable(name: str, text: str) -> str:
    """The words without markup, for formats that have some."""
    if name in ("paper", "mail, HTML"):
        text = parsed(text.partition("<!doctype html>")[2]).one("body").text
    return " ".join(re.sub(r"\\(?=[\W_])", "", text).replace("&lt;", "<").replace("&amp;", "&").split())


def links(text: str) -> list[str]:
    return re.findall(r"https?://[^\s<>\"'`)\]]+", text)


def a_week_of(count: int, site_url: str | None = SITE, **changes: Any) -> Collection:
    """A digest of so many entries, all in one week."""
    draft = grown(count, week=WEEK, published=Edtf.parse("2022-10-18"), **changes)
    draft = replace(draft, digests={WEEK: replace(next(iter(draft_of(small()).digests.values())))})
    return Collection.of(draft, Settings(site_name="Swans", site_url=site_url))


def test_every_week_with_entries_has_three_editions() -> None:
    names = {path for path in made() if path.startswith("2") and path.rpartition("/")[2].startswith("digest.")}
    assert names == {f"2022/w{n}/digest.{ending}" for n in (39, 41, 42, 43) for ending in ("md", "txt", "eml")}


@pytest.mark.parametrize("week", WEEKS)
def test_an_edition_shows_every_entry_in_full(week: str) -> None:
    for name, text in every_format(week).items():
        words = readable(name, re.sub("[\u2066-\u2069]", "", text))
        for entry in collection().by_week[week]:
            expected = [entry.title, entry.title_en.text if entry.title_en else "", *entry.summary.split("\n")]
            for source in entry.sources:
                expected += [source.name, source.says or "", source.quote.text if source.quote else ""]
                if source.quote and source.quote.translation:
                    expected.append(source.quote.translation.text)
            missing = [part for part in expected if " ".join(part.split()) not in words]
            assert (name, entry.id, missing) == (name, entry.id, [])


@pytest.mark.parametrize("name", FORMATS)
def test_a_complete_edition_has_note_context_screening_corrections_licence_and_address(name: str) -> None:
    words = readable(name, FORMATS[name](collection(), "2022-W42"))
    for part in (
        "The Persian paper gave no day",
        "2022-W42",
        "published 25 October 2022",
        "Imprint of a party or movement",
        "18 October 2022",
        "Arabic",
        "about 20 October 2022 (inferred)",
        "The Tunnel Board gave a leak as the reason for the closure and three days as its length",
        "Ruling 4 of 2019",
        "Invented Court of Iceland, 4 March 2019",
        "Correction of 1 November 2022, withdrawn",
        "19 articles of 7 outlets were looked at; 6 are in this digest.",
        "Left out: 12. The title was not seen.",
        "CC BY 4.0",
        "example.org/press/2022/w42/",
        "First written by 港湾日报.",
        "Relayed",
        "via a calendar",
        "Drafted by a machine; not yet reviewed by a person",
        "printed as",
        "by reference: Harbour master of",
    ):
        assert part in words


@each("name", ["Markdown", "text", "paper", "mail, text", "mail, HTML"])
def test_the_notice_on_a_designated_publisher_comes_first(name: str) -> None:
    words = readable(name, every_format("2022-W42")[name])
    at = words.index(LAMP)
    assert at < 160
    others = ("The tunnel was closed for three days", "Forty people", "Weekly digest 2022-W42", "2022-W42, published")
    assert [other for other in others if other in words[:at]] == []
    # At the entry it is only named.
    assert words.count(LAMP) == 1
    assert words.count("Authorities have banned or listed Lamp Society: see the notice at the top.") == 1


@pytest.mark.parametrize("week", WEEKS)
def test_no_edition_leads_to_a_designated_publisher(week: str) -> None:
    for name, text in every_format(week).items():
        assert [link for link in links(text) if not collection().may_link(link)] == [], name


def test_an_address_of_a_designated_publisher_is_text_that_nothing_makes_a_link() -> None:
    assert "`press.lamp.example.net/2022/10/18/statement`" in markdown(collection(), "2022-W42")
    assert "press[.]lamp[.]example[.]net/2022/10/18/statement" in plain(collection(), "2022-W42")
    assert "lamp.example.net" not in body(mail("2022-W42"), "html")
    assert "lamp.example.net" not in body(mail("2022-W42"), "plain")


@pytest.mark.parametrize("week", WEEKS)
def test_every_link_is_absolute(week: str) -> None:
    for name in ("paper", "mail, HTML"):
        page = parsed(every_format(week)[name].partition("<!doctype html>")[2])
        ids = {f"#{element.attrs['id']}" for element in page.walk() if "id" in element.attrs}
        for link in page.every("a"):
            href = link.attrs["href"]
            assert href in ids if href.startswith("#") else urlsplit(href).scheme in ("http", "https")
    inside = [link for link in links(markdown(collection(), week)) if link.startswith(SITE)]
    known = {f"{SITE}{path}" for path in made()} | {f"{SITE}about/"}
    assert {link.partition("#")[0] for link in inside} <= known


def test_without_an_address_of_the_site_there_are_no_links_into_it() -> None:
    draft, settings = checked()
    known = Collection.of(draft, settings.model_copy(update={"site_url": None}))
    texts = [make(known, "2022-W42") for make in FORMATS.values()] + [body(read(as_email(known, "2022-W42")), "html")]
    for text in texts:
        assert "example.org/press" not in text
        assert not re.search(r'href="(?!https?://|#)', text)
        assert not re.search(r"\]\((?!https?://)", text)
    assert "Message-ID: <digest.2022-w42.1@example.invalid>" in as_email(known, "2022-W42")


@pytest.mark.parametrize("week", WEEKS)
def test_the_same_data_give_the_same_bytes(week: str) -> None:
    fresh = Collection.of(*checked())
    for make in (*FORMATS.values(), as_email):
        assert make(fresh, week) == make(collection(), week)


def test_where_all_is_drafted_by_a_machine_it_is_said_once() -> None:
    said, each = "All entries of this digest were drafted by a machine", "Drafted by a machine; no person"
    machine = plain(a_week_of(3, drafted_by=Author.MACHINE), WEEK)
    assert (machine.count(said), machine.count(each)) == (1, 0)
    single = plain(a_week_of(1, drafted_by=Author.MACHINE), WEEK)
    assert (single.count(said), single.count(each)) == (0, 1)
    assert said not in plain(a_week_of(3), WEEK)


# The e-mail.


def test_the_headers_of_the_e_mail() -> None:
    assert mail("2022-W42").items() == [
        ("From", "Sample Strait Digest <digest@example.org>"),
        ("To", "Readers of the Sample <readers@lists.example.org>"),
        ("Subject", "Sample Strait Digest: 17–23 October 2022"),
        ("Date", "Tue, 25 Oct 2022 06:00:00 +0000"),
        ("Message-ID", "<digest.2022-w42.1@example.org>"),
        ("Content-Language", "en"),
        ("List-Id", "<readers.lists.example.org>"),
        ("List-Unsubscribe", "<https://lists.example.org/leave?list=readers>"),
        ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
        ("List-Archive", "<https://example.org/press/digests/>"),
        ("MIME-Version", "1.0"),
        ("Content-Type", 'multipart/alternative; boundary="=_digest_2022-W42_="'),
    ]
    # A draft has the last day of its week.
    assert mail("2022-W43")["Date"].datetime == datetime(2022, 10, 30, 6, tzinfo=UTC)
    second = mail("2022-W41")
    assert second["Message-ID"] == "<digest.2022-w41.2@example.org>"
    assert second["Subject"] == "Sample Strait Digest: 10–16 October 2022, edition 2"
    assert second["Date"].datetime == datetime(2022, 11, 1, 6, tzinfo=UTC)
    assert "edition 2 of 1 November 2022" in " ".join(plain(collection(), "2022-W41").split())


def test_without_a_newsletter_there_are_placeholders_and_no_list() -> None:
    message = read(as_email(a_week_of(1), WEEK))
    assert message["From"] == "Swans <digest@example.invalid>"
    assert message["To"] == "undisclosed-recipients:;"
    assert [name for name in message if name.startswith("List-")] == []
    assert "Unsubscribe" not in body(message, "plain") + body(message, "html")


def test_the_name_of_a_site_cannot_add_a_header() -> None:
    known = replace(a_week_of(1), settings=Settings(site_name='Лебеди "x"\nBcc: all@example.org', site_url=SITE))
    message = read(as_email(known, WEEK))
    assert message["Bcc"] is None
    assert message["Subject"] == 'Лебеди "x" Bcc: all@example.org: 17–23 October 2022'


def test_an_e_mail_says_how_to_leave_the_list_in_both_parts() -> None:
    address = "https://lists.example.org/leave?list=readers"
    assert body(mail("2022-W42"), "plain").endswith(f"\nUnsubscribe:\n{address}\n")
    assert [a.text for a in parsed(html("2022-W42")).every("a", href=address)] == ["Unsubscribe"]


def test_the_message_is_of_short_ascii_lines_and_has_two_parts_in_order() -> None:
    for week in WEEKS:
        text = as_email(collection(), week)
        assert text.isascii()
        assert "\n" not in text.replace("\r\n", "")
        assert max(map(len, text.split("\r\n"))) <= 78
        assert [part.get_content_type() for part in mail(week).iter_parts()] == ["text/plain", "text/html"]


def html(week: str) -> str:
    return body(mail(week), "html").partition("<!doctype html>")[2]


def test_the_html_is_one_column_styled_in_place_and_loads_nothing() -> None:
    page = parsed(html("2022-W42"))
    tags = {element.tag for element in page.one("body").walk()}
    assert tags <= TAGS | {"h1", "h2", "h3"}
    assert {name for e in page.walk() for name in e.attrs} <= set(
        "align border cellpadding cellspacing charset class content dir href lang name role style value width".split()
    )
    assert "url(" not in html("2022-W42")
    assert [e.attrs["content"] for e in page.every("meta", name="color-scheme")] == ["light dark"]
    assert "@media (prefers-color-scheme: dark)" in html("2022-W42")
    assert {e.attrs["role"] for e in page.every("table")} == {"presentation"}
    assert sum("max-width:600px" in e.attrs.get("style", "") for e in page.every("table")) == 1
    (title,) = page.every("a", lang="ar", dir="rtl")
    assert title.text == "الجمعية تدعو إلى إضاءة المضيق"


@each(
    ("count", "size", "shown", "left"),
    [
        (3, 1, 3, 0),  # whole
        (40, 1, 40, 0),  # in brief
        (150, 1, 150, 0),  # titles
        (2000, 1, 1, 1),  # as many titles as there is room for
        (5, 400, 5, 0),  # long summaries
        (300, 60, 1, 1),
    ],
)
def test_an_e_mail_stays_below_the_size_at_which_programs_cut_it(count: int, size: int, shown: int, left: int) -> None:
    known = a_week_of(count, summary="The council of Lanternmoor counted лебеди again. " * 4 * size)
    text = as_email(known, WEEK)
    assert len(text.encode()) < 100_000
    message = read(text)
    found = len(re.findall(r"/2022/w42/e\d+/\n", body(message, "plain")))
    assert found == len(re.findall(r"/2022/w42/e\d+/\" ?class|class=\"i\" href", body(message, "html")))
    more = re.search(r"^(\d+) more entries stand in the whole digest", body(message, "plain"), re.MULTILINE)
    assert (found >= shown, bool(more)) == (True, bool(left))
    assert found + int(more[1] if more else 0) == count


def test_a_long_digest_is_in_brief_and_says_where_the_whole_one_is() -> None:
    message = read(as_email(a_week_of(40), WEEK))
    for kind in ("plain", "html"):
        text = body(message, kind)
        assert "The digest is long: entries stand" in text
        assert f"{SITE}2022/w42/" in text
        assert "Quoted" in text
        assert "A survey by the university" not in text
    assert len(plain(a_week_of(40), WEEK)) > len(body(message, "plain"))


def test_even_an_absurd_note_and_title_leave_it_below() -> None:
    known = a_week_of(40, title="Лебедь " * 3000)
    digest = known.digests[WEEK].model_copy(update={"note": "Лебеди. " * 8000, "published": date(2022, 10, 24)})
    known = replace(known, digests={WEEK: digest})
    assert len(as_email(known, WEEK)) < 100_000


# The page.


def test_the_page_of_a_digest_offers_its_editions() -> None:
    def offered(path: str) -> list[tuple[str, str]]:
        return [(a.text, a.attrs["href"]) for a in content(path).every("a") if "/digest." in a.attrs["href"]]

    names = {"e-mail": "eml", "text": "txt", "Markdown": "md"}
    assert offered("2022/w42/") == [(name, f"../../2022/w42/digest.{end}") for name, end in names.items()]


def test_an_entry_that_changes_changes_the_editions_of_its_week_only() -> None:
    other = changed("strike-ends", title="Strike over")
    for week in WEEKS:
        for make in (*FORMATS.values(), as_email):
            assert (make(other, week) == make(collection(), week)) == (week != "2022-W41")
