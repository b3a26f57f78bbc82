"""Fetching: what is never reached, and servers that redirect, stall, lie about length and send bombs."""

import ipaddress
import time
from collections.abc import Iterator

import pytest
from hostile_server import PAGE, HostileServer, hostile_server, resolver
from tables import each

from newsdesk.intake.capture.files import decode
from newsdesk.intake.fetch import fetch, user_agent
from newsdesk.intake.fetched import Fetched
from newsdesk.intake.reach import Guard, IpAddress, is_public
from newsdesk.problems import Refusal

AGENT = user_agent("0.1", "https://digest.example/")
HOME = ipaddress.ip_address("127.0.0.1")


@pytest.fixture
def server() -> Iterator[HostileServer]:
    with hostile_server() as running:
        yield running


def only_home(address: IpAddress) -> bool:
    return address == HOME


def get(server: HostileServer, path: str, *, seconds: float = 3.0, **hosts: object) -> Fetched:
    hosts = {"page_example": "127.0.0.1", "other_example": "127.0.0.1", "inner_example": "10.0.0.7", **hosts}
    guard = Guard(only_home, resolver(**hosts), seconds=seconds, max_bytes=200_000)  # type: ignore[arg-type]
    return fetch(f"http://page.example:{server.port}{path}", AGENT, guard)


def refused(server: HostileServer, path: str, **more: object) -> str:
    with pytest.raises(Refusal) as refusal:
        get(server, path, **more)  # type: ignore[arg-type]
    return str(refusal.value).replace(str(server.port), "80")


@pytest.mark.parametrize(
    "path",
    ["/page", "/gzip", "/longer", "/again/2", "/to//page", "/gzip-twice", "/gzip-many", "/gzip-empty-first",
     "/gzip-padded", "/deflate", "/deflate-raw"],
)  # fmt: skip
def test_a_page_is_fetched(server: HostileServer, path: str) -> None:
    got = get(server, path)
    assert (got.status, got.body, got.charset) == (200, PAGE, "utf-8")
    assert got.address.endswith("/page") or not path.startswith(("/again", "/to"))


def test_the_request_is_honest_and_carries_no_cookie(server: HostileServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9/")
    get(server, "/cookie")
    get(server, "/to//cookie")
    assert len(server.requests) == 5
    for request in server.requests:
        assert f"Host: page.example:{server.port}\r\n" in request
        assert (
            "User-Agent: newsdesk/0.1 (media monitoring; one page at an editor's request; +https://digest.example/)\r\n"
            in request
        )
        assert "cookie" not in request.lower().partition("\r\n")[2]
        assert "authorization" not in request.lower()


PRIVATE = [
    "127.0.0.1", "127.8.8.8", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
    "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "::", "::1", "fe80::1", "fc00::1",
    "fec0::1", "ff02::1", "2001:db8::1", "2001::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1",
    "2002:7f00:1::", "2002:a00:1::",
]  # fmt: skip


@each("address", PRIVATE)
def test_no_address_is_public_that_is_not(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))
    # The guard as it is, without a network: the name leads there and is refused before any connection.
    with pytest.raises(Refusal, match="not on the public internet"):
        fetch("http://page.example/", AGENT, Guard(look_up=lambda host, port: [address]))


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "64:ff9b::808:808", "2002:808:808::"])
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@each(
    "address",
    [
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "https://10.0.0.1/",
        "http://169.254.169.254/latest/",
    ],
)
def test_bare_numbers_are_judged_as_well(address: str) -> None:
    with pytest.raises(Refusal, match="not on the public internet"):
        fetch(address, AGENT, Guard())


@each(
    "address",
    ["ftp://page.example/", "file:///etc/passwd", "http://user:pw@page.example/", "http://user@page.example/",
     "gopher://page.example/", "http:///page", "data:text/html,x"],
)  # fmt: skip
def test_only_web_addresses_without_a_user(address: str) -> None:
    with pytest.raises(Refusal, match="is no address to fetch"):
        fetch(address, AGENT, Guard(only_home, lambda host, port: ["127.0.0.1"]))


INSIDE = "inner.example leads to 10.0.0.7, which is not on the public internet: it is not fetched."
REFUSALS = [
    ("/to/http://inner.example/", INSIDE),
    ("/to/http://127.0.0.2/", "127.0.0.2 leads to 127.0.0.2, which is not on the public internet: it is not fetched."),
    ("/to/http://[::1]/", "::1 leads to ::1, which is not on the public internet: it is not fetched."),
    (
        "/to/file:///etc/passwd",
        '"file:///etc/passwd" is no address to fetch. Give one with http:// or https:// and a host.',
    ),
    (
        "/to/http://a:b@page.example/",
        '"http://a:b@page.example/" is no address to fetch. Give one with http:// or https:// and a host.',
    ),
    (
        "/to/http://nowhere.example/",
        "There is no host nowhere.example. Look for a slip in the address; without one, this computer may be offline.",
    ),
    ("/again/4", "http://page.example:80/again/4 redirects more than 3 times. Give the address it ends at."),
    ("/huge", "http://page.example:80/huge is larger than 0.19 MB. Save the text of the article alone."),
    ("/endless", "http://page.example:80/endless is larger than 0.19 MB. Save the text of the article alone."),
    ("/bomb", "http://page.example:80/bomb is larger than 0.19 MB. Save the text of the article alone."),
    ("/gzip-cut", "http://page.example:80/gzip-cut broke off. Try again, or save the page in a browser."),
    ("/gzip-no", "http://page.example:80/gzip-no cannot be unpacked. Save the page in a browser."),
    ("/gzip-rubbish", "http://page.example:80/gzip-rubbish cannot be unpacked. Save the page in a browser."),
    ("/gzip-cut-second", "http://page.example:80/gzip-cut-second broke off. Try again, or save the page in a browser."),
    ("/gzip-cut-head", "http://page.example:80/gzip-cut-head broke off. Try again, or save the page in a browser."),
    ("/bomb-second", "http://page.example:80/bomb-second is larger than 0.19 MB. Save the text of the article alone."),
    ("/brotli", "http://page.example:80/brotli is packed as br, which was not asked for. Save it in a browser."),
    ("/picture", "http://page.example:80/picture is image/png. Only pages, texts and PDFs can be captured."),
    ("/gone", "http://page.example:80/gone answers 404. Look at it in a browser, and save the page if it is there."),
]


@pytest.mark.parametrize(("path", "expected"), REFUSALS)
def test_what_is_refused_and_how(server: HostileServer, path: str, expected: str) -> None:
    assert refused(server, path) == expected


@pytest.mark.parametrize("path", ["/short", "/nonsense", "/endless-headers"])
def test_broken_answers_are_refused(server: HostileServer, path: str) -> None:
    assert "browser" in refused(server, path)


@pytest.mark.parametrize("path", ["/stall", "/drip", "/drip-body"])
def test_no_server_holds_us_up(server: HostileServer, path: str) -> None:
    """Each of them goes on until we give up: whoever waits for it waits for ever."""
    assert "browser instead." in refused(server, path, seconds=0.6)


def test_a_name_service_that_stalls_does_not_hold_us_up() -> None:
    def slow(host: str, port: int) -> list[str]:
        time.sleep(5)
        return ["127.0.0.1"]

    with pytest.raises(Refusal, match=r"did not arrive within 0\.3 seconds"):
        fetch("http://page.example/", AGENT, Guard(only_home, slow, seconds=0.3))


def test_one_bad_address_among_good_ones_is_enough(server: HostileServer) -> None:
    said = refused(server, "/page", page_example="127.0.0.1 192.168.0.1")
    assert said == "page.example leads to 192.168.0.1, which is not on the public internet: it is not fetched."
    assert server.requests == []


def test_a_name_that_changes_its_address_is_judged_each_time(server: HostileServer) -> None:
    """The first answer is good and serves robots.txt; the second leads inside, and nothing connects to it."""
    said = refused(server, "/page", page_example=["127.0.0.1", "10.0.0.1"])
    assert said == "page.example leads to 10.0.0.1, which is not on the public internet: it is not fetched."
    assert len(server.requests) == 1


def test_the_connection_goes_to_the_address_that_was_checked(server: HostileServer) -> None:
    """Each step looks the name up once: a third answer would be the connection's own."""
    answers = ["127.0.0.1", "127.0.0.1"]
    assert get(server, "/page", page_example=answers).status == 200
    assert answers == []


def robots(text: str, status: str = "200 OK") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: text/plain\r\nContent-Length: {len(text)}\r\n\r\n{text}".encode()


@pytest.mark.parametrize(
    ("text", "status", "allowed"),
    [
        ("User-agent: *\nDisallow: /", "200 OK", False),
        ("User-agent: newsdesk\nDisallow: /page", "200 OK", False),
        ("User-agent: newsdesk\nAllow: /\n\nUser-agent: *\nDisallow: /", "200 OK", True),
        ("User-agent: *\nDisallow: /private", "200 OK", True),
        ("User-agent: other\nDisallow: /", "200 OK", True),
        ("\x00\xff rubbish", "200 OK", True),
        ("", "404 Not Found", True),
        ("", "403 Forbidden", True),
        ("", "503 Service Unavailable", False),
    ],
)
def test_robots_are_respected(server: HostileServer, text: str, status: str, allowed: bool) -> None:
    server.robots = robots(text, status)
    if allowed:
        assert get(server, "/page").status == 200
    else:
        assert "robots.txt" in refused(server, "/page")
        assert len(server.requests) == 1


def test_a_redirect_to_another_host_asks_that_host(server: HostileServer) -> None:
    server.robots = robots("User-agent: *\nDisallow: /page\n")
    there = f"/to/http://other.example:{server.port}/page"
    assert refused(server, there) == (
        "http://other.example:80/robots.txt asks programs not to fetch http://other.example:80/page."
        " Save the page in a browser."
    )


@pytest.mark.parametrize("path", ["/wrong-charset", "/no-such-charset"])
def test_wrong_encodings_are_read_all_the_same(server: HostileServer, path: str) -> None:
    got = get(server, path)
    assert "Лебедей сосчитали" in decode(got.body, got.charset)
