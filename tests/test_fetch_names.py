"""Fetching over HTTPS, by names in any script: certificates, redirects, and files that are no text."""

import datetime
import ipaddress
import ssl
from collections.abc import Iterator

import pytest
import trustme
from hostile_server import BINARY, CYRILLIC, PAGE, HostileServer, hostile_server
from tables import each

from newsdesk.intake.capture import kind_of
from newsdesk.intake.fetch import fetch
from newsdesk.intake.fetched import Fetched
from newsdesk.intake.reach import Guard
from newsdesk.problems import Refusal

NAME = "xn--e1afmkfd.xn--p1ai"  # пример.рф
HOME = ipaddress.ip_address("127.0.0.1")
AUTHORITY = trustme.CA()


def context_of(
    *names: str, authority: trustme.CA = AUTHORITY, until: datetime.datetime | None = None
) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names, not_after=until).configure_cert(context)
    return context


def trust() -> ssl.SSLContext:
    context = ssl.create_default_context()
    AUTHORITY.configure_trust(context)
    return context


asked: list[str] = []


def look_up(host: str, port: int) -> list[str]:
    asked.append(host)
    return ["127.0.0.1"]


GUARD = Guard(lambda address: address == HOME, look_up, trust, seconds=3.0)


@pytest.fixture
def secure() -> Iterator[HostileServer]:
    asked.clear()
    with hostile_server(context_of(NAME, "page.example")) as running:
        yield running


def get(server: HostileServer, host: str, path: str = "/page", scheme: str = "https") -> Fetched:
    return fetch(f"{scheme}://{host}:{server.port}{path}", "newsdesk/test", GUARD)


@pytest.mark.parametrize("host", ["page.example", "пример.рф", "ПРИМЕР.РФ", "пример。рф", NAME, "page.example."])
def test_a_name_in_any_script_is_asked_for_and_certified_in_one_form(secure: HostileServer, host: str) -> None:
    assert get(secure, host).body == PAGE
    plain = "page.example" if host.startswith("page") else NAME
    assert set(asked) == {plain}
    assert all(f"Host: {plain}:{secure.port}\r\n" in request for request in secure.requests)


@each(
    "context",
    [
        context_of("other.example"),
        context_of("*.page.example"),
        context_of("page.example", authority=trustme.CA()),
        context_of("127.0.0.1"),
        context_of("page.example", until=datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)),
    ],
    ids=["another name", "a wildcard below it", "an unknown authority", "the number", "a day that has passed"],
)
def test_a_certificate_that_does_not_hold_is_refused(context: ssl.SSLContext) -> None:
    with hostile_server(context) as server, pytest.raises(Refusal) as refusal:
        get(server, "page.example")
    assert str(refusal.value) == (
        f"https://page.example:{server.port}/page could not be fetched: its certificate does not hold."
        " Save the page in a browser instead."
    )


@pytest.mark.parametrize("place", ["https://пример.рф", f"https://{NAME}", "//пример.рф"])
def test_a_redirect_over_https_is_certified_by_the_name_it_leads_to(secure: HostileServer, place: str) -> None:
    got = get(secure, "page.example", f"/to/{place}:{secure.port}/page")
    assert got.body == PAGE
    assert asked[-1] == NAME
    with pytest.raises(Refusal, match="its certificate does not hold"):
        get(secure, "page.example", f"/to/https://other.example:{secure.port}/page")


def test_what_is_no_name_is_refused(secure: HostileServer) -> None:
    for host in ("☃\u200d.example", "a" * 70 + "я.рф"):
        with pytest.raises(Refusal, match=r"is no name of a host\. Look for a slip in the address\.$"):
            get(secure, host)


@pytest.fixture
def server() -> Iterator[HostileServer]:
    asked.clear()
    with hostile_server() as running:
        yield running


@pytest.mark.parametrize(
    ("location", "path"),
    [
        ("/новости/мост", "/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8/%D0%BC%D0%BE%D1%81%D1%82"),
        ("/新闻?q=桥", "/%E6%96%B0%E9%97%BB?q=%E6%A1%A5"),
        ("/%D0%BC%D0%BE%D1%81%D1%82", "/%D0%BC%D0%BE%D1%81%D1%82"),
        ("/a%20b", "/a%20b"),
    ],
)
def test_letters_in_a_redirect_are_utf_8(server: HostileServer, location: str, path: str) -> None:
    quoted = location.replace("%", "%25")
    assert get(server, "page.example", f"/to/{quoted}", "http").status == 200
    assert server.requests[-1].startswith(f"GET {path} HTTP/1.1\r\n")


def test_other_bytes_in_a_redirect_stay_as_they_are(server: HostileServer) -> None:
    assert get(server, "page.example", "/to//%EC%EE%F1%F2", "http").status == 200  # мост in windows-1251
    assert server.requests[-1].startswith("GET /%EC%EE%F1%F2 HTTP/1.1\r\n")


def test_a_redirect_to_a_name_in_another_script(server: HostileServer) -> None:
    got = get(server, "page.example", f"/to/http://пример.рф:{server.port}/page", "http")
    assert got.body == PAGE
    assert asked[-1] == NAME


@pytest.mark.parametrize("path", BINARY)
def test_what_is_no_text_is_not_taken_for_one(server: HostileServer, path: str) -> None:
    got = get(server, "page.example", path, "http")
    assert kind_of(got.body, got.header("content-type")) is None


@each(
    ("raw", "label", "kind"),
    [
        (CYRILLIC.encode("utf-16"), "text/html", "html"),
        ("Лебедей сосчитали".encode("utf-16-le"), "text/plain; charset=utf-16le", "text"),
        ("Лебедей сосчитали".encode("cp1251"), "text/plain", "text"),
        (b"A line\f\x1b[0m of a terminal", "text/plain", "text"),
        (b"A page with a \x0b slip<html>", "text/html", "html"),
        (b"%PDF-1.7 \0\0", "text/plain", "pdf"),
        (b"no tags at all", "text/html", "html"),
    ],
)
def test_what_is_text_is_taken_for_it(raw: bytes, label: str, kind: str) -> None:
    assert kind_of(raw, label) == kind
