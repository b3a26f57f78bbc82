"""Fetches one page that an editor asked for, and nothing it should not reach.

Only http and https; every address is looked up once and the connection goes to the very address that
was checked, after each redirect again. No cookies, no proxy from the environment, no script.
"""

import ipaddress
import queue
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from urllib.parse import SplitResult, urljoin, urlsplit

import urllib3
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError

from newsdesk.intake.fetched import Fetched, Manners, Unfetched
from newsdesk.intake.packed import body_of, too_big
from newsdesk.intake.reach import Guard, host_of
from newsdesk.intake.robots import Wishes
from newsdesk.problems import Refusal

MAX_REDIRECTS = 3
MAX_ROBOTS = 512 * 1024
NAME = "newsdesk"
_REDIRECTS = (301, 302, 303, 307, 308)
_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf")
_ACCEPTS = "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9"
_ACCEPTS_SERVED = "application/json"
_SERVED = ("application/json", "text/javascript", "text/plain")
_ACCEPTS_FEEDS = "application/atom+xml,application/rss+xml,application/rdf+xml,application/xml;q=0.9,text/html;q=0.8"
_FEEDS = (
    *_TYPES, "application/atom+xml", "application/rss+xml", "application/rdf+xml", "application/xml", "text/xml",
    "text/x-opml", "application/feed+json", "application/json",
)  # fmt: skip


def user_agent(version: str, site: str | None, what: str = "one page at an editor's request") -> str:
    """Who asks, for what, and where to ask back."""
    return f"{NAME}/{version} (media monitoring; {what}{f'; +{site}' if site else ''})"


def fetch(address: str, agent: str, guard: Guard | None = None, manners: Manners | None = None) -> Fetched:
    """Fetch a page of at most 5 MB within 20 s, redirects and robots.txt included; Refusal says why not."""
    manners = manners or Manners()
    return _apart(address, lambda made: _Visit(agent, made, manners).page(address), guard, manners.patience)


def fetch_feed(
    address: str,
    agent: str,
    guard: Guard | None = None,
    manners: Manners | None = None,
    known: Mapping[str, str] | None = None,
) -> Fetched:
    """Fetch a feed, or the page that may name one, like any page; one that has not changed answers 304, without a body.

    `known` are the headers that say which answer of it is at hand: If-None-Match, If-Modified-Since.
    """
    manners = manners or Manners()

    def once(made: Guard) -> Fetched:
        visit = _Visit(agent, made, manners)
        visit.more, visit.types, visit.accepts = dict(known or {}), _FEEDS, _ACCEPTS_FEEDS
        try:
            return visit.page(address)
        except Unfetched as error:
            if known and error.answer and error.answer.status == 304:
                return error.answer
            raise

    try:
        return _apart(address, once, guard, manners.patience)
    except Unfetched:
        raise
    except Refusal as refusal:  # the way out that it names is for articles
        said = str(refusal).partition(". ")[0].rstrip(".")
        raise Refusal(f"{said}. Look at the feed in a browser, and try again later.") from None


def ask(address: str, agent: str, guard: Guard | None = None) -> Fetched:
    """Ask a service that is made for programs, and so has nothing in robots.txt for us; it answers in JSON."""
    try:
        return _apart(address, lambda made: _Visit(agent, made, Manners(), is_service=True).page(address), guard)
    except Refusal as refusal:  # the way out that it names is for pages
        said = str(refusal).partition(". ")[0].rstrip(".")
        raise Refusal(f"{host_of(address)} could not be asked: {said}. Try again later.") from None


def call(
    address: str,
    agent: str,
    guard: Guard | None = None,
    *,
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
) -> Fetched:
    """One answer of a service, to which a body may be sent, whatever it says and wherever it leads; else Refusal."""

    def once(made: Guard) -> Fetched:
        visit = _Visit(agent, made, Manners(), is_service=True)
        visit.more, visit.body = dict(headers or {}), body
        return visit.get(address, made.max_bytes, cut=True)

    try:
        return _apart(address, once, guard)
    except Refusal as refusal:
        said = str(refusal).partition(". ")[0].rstrip(".")
        raise Refusal(f"{host_of(address)} could not be asked: {said}.") from None


def _apart(address: str, visit: Callable[[Guard], Fetched], guard: Guard | None, patience: float = 0.0) -> Fetched:
    """What a visit brings within its time."""
    guard = guard or Guard()
    done: queue.Queue[Fetched | Exception] = queue.Queue()

    def work() -> None:
        try:
            done.put(visit(guard))
        except Exception as error:
            done.put(error)

    # A server that sends a byte a second outlives every timeout of a socket, a stalled name service too.
    threading.Thread(target=work, daemon=True).start()
    try:
        result = done.get(timeout=guard.seconds + patience)
    except queue.Empty:
        raise _late(guard) from None
    if isinstance(result, Refusal):
        raise result
    if isinstance(result, Exception):
        raise Refusal(f"{address[:200]} could not be fetched: {_reason(result)}. Save the page in a browser instead.")
    return result


def _late(guard: Guard) -> Refusal:
    return Refusal(f"The page did not arrive within {guard.seconds:g} seconds. Save it in a browser instead.")


def _reason(error: Exception) -> str:
    reason = getattr(error, "reason", None) or error
    name = type(reason).__name__
    if isinstance(reason, ssl.SSLError) or "SSL" in name:
        return "its certificate does not hold"
    return " ".join(str(reason).split())[:160] or name


class _Visit:
    """One fetch with all its steps, within one limit of time; a service is asked whatever its robots.txt says."""

    def __init__(self, agent: str, guard: Guard, manners: Manners, *, is_service: bool = False) -> None:
        self.agent, self.guard, self.manners, self.is_service = agent, guard, manners, is_service
        self.end = time.monotonic() + guard.seconds
        self.robots = manners.robots
        self.more: dict[str, str] = {}
        """Headers of the request for the page itself."""
        self.types: tuple[str, ...] = _SERVED if is_service else _TYPES
        self.accepts = _ACCEPTS_SERVED if is_service else _ACCEPTS
        self.body: bytes | None = None

    def page(self, address: str) -> Fetched:
        hops: list[str] = []
        while True:
            host_of(address)
            if not self.is_service:
                self.ask_robots(address)
            got = self.get(address, self.guard.max_bytes)
            if got.status not in _REDIRECTS or not got.location:
                break
            hops.append(address)
            if len(hops) > MAX_REDIRECTS:
                said = f"{hops[0]} redirects more than {MAX_REDIRECTS} times. Give the address it ends at."
                raise Unfetched(said, answer=got)
            address = urljoin(address, got.location)
            if not self.manners.allows(address):
                raise Unfetched(f"{hops[0]} leads to a place that is not to be asked.", answer=got)
        if got.status != 200:
            said = f"{address} answers {got.status}. Look at it in a browser, and save the page if it is there."
            raise Unfetched(said, answer=got)
        kind = got.header("content-type").partition(";")[0].strip().lower()
        if kind and kind not in self.types:
            raise Unfetched(f"{address} is {kind}. Only pages, texts and PDFs can be captured.", answer=got)
        got.hops = hops
        return got

    def ask_robots(self, address: str) -> None:
        """Refuse where the site asks programs to stay away; 4xx means that it asks nothing (RFC 9309)."""
        parts = urlsplit(address)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self.robots:
            place = f"{origin}/robots.txt"
            more, self.more = self.more, {}
            got = self.get(place, MAX_ROBOTS, cut=True)
            for _ in range(MAX_REDIRECTS):
                if got.status not in _REDIRECTS or not got.location:
                    break
                place = urljoin(place, got.location)
                got = self.get(place, MAX_ROBOTS, cut=True)
            self.more = more
            if got.status >= 500:
                said = f"{place} answers {got.status}, so the site's wishes are not known. Try again later."
                raise Unfetched(said, answer=got)
            self.robots[origin] = Wishes(got.body if got.status == 200 else b"", NAME)
        if not self.robots[origin].allow(address):
            said = f"{origin}/robots.txt asks programs not to fetch {address}. Save the page in a browser."
            raise Unfetched(said, by_robots=True)

    def remaining(self) -> float:
        left = self.end - time.monotonic()
        if left <= 0:
            raise _late(self.guard)
        return left

    def get(self, address: str, limit: int, *, cut: bool = False) -> Fetched:
        parts, host = urlsplit(address), host_of(address)
        before = time.monotonic()
        with self.manners.turn(host):
            self.end += time.monotonic() - before  # to wait for one's turn costs no time
            return self.got(parts, host, address, limit, cut)

    def got(self, parts: SplitResult, host: str, address: str, limit: int, cut: bool) -> Fetched:
        """Ask one address after the other of a host until one answers."""
        *others, last = self.checked(host, parts.port or (443 if parts.scheme == "https" else 80))
        for ip in others:
            # A machine without IPv6 may still be given such an address first.
            try:
                return self.get_from(ip, host, address, limit, cut)
            except (NewConnectionError, ConnectTimeoutError):
                continue
        return self.get_from(last, host, address, limit, cut)

    def get_from(self, ip: str, host: str, address: str, limit: int, cut: bool) -> Fetched:
        """Ask one checked address by its number, in the name of the host."""
        parts = urlsplit(address)
        secure = parts.scheme == "https"
        port = parts.port or (443 if secure else 80)
        timeout = urllib3.Timeout(total=self.remaining())
        pool: urllib3.HTTPConnectionPool
        if secure:
            context = self.guard.trust()
            pool = urllib3.HTTPSConnectionPool(
                ip, port, server_hostname=host, assert_hostname=host, ssl_context=context, timeout=timeout
            )
        else:
            pool = urllib3.HTTPConnectionPool(ip, port, timeout=timeout)
        shown = f"[{host}]" if ":" in host else host
        headers = {
            "Host": shown if port == (443 if secure else 80) else f"{shown}:{port}",
            "User-Agent": self.agent,
            "Accept": self.accepts,
            "Accept-Encoding": "gzip",
            "Connection": "close",
            **self.more,
        }
        # The library knows fewer spellings of a host than browsers do, and here the path alone is wanted.
        target = urllib3.util.parse_url(parts._replace(netloc="host", fragment="").geturl()).request_uri
        with pool:
            answer = pool.urlopen(
                "GET" if self.body is None else "POST",
                target,
                body=self.body,
                headers=headers,
                redirect=False,
                retries=False,
                preload_content=False,
                decode_content=False,
                assert_same_host=False,
            )
            try:
                raw = self.take(answer, address, limit, cut)
            finally:
                answer.close()
        kept = [(key, value) for key, value in answer.headers.items()]
        return Fetched(
            address,
            answer.status,
            kept,
            raw,
            body_of(answer.headers.get("content-encoding", ""), raw, address, limit, cut=cut),
        )

    def checked(self, host: str, port: int) -> list[str]:
        """The addresses to connect to, at most three; Refusal if one of the host's is not allowed."""
        try:
            found = [str(ipaddress.ip_address(host))]
        except ValueError:
            try:
                found = self.guard.look_up(host, port)
            except (OSError, UnicodeError):
                found = []
        self.remaining()
        if not found:
            raise Refusal(
                f"There is no host {host}. Look for a slip in the address; without one, this computer may be offline."
            )
        for one in found:
            if not self.guard.allows(ipaddress.ip_address(one.partition("%")[0])):
                raise Refusal(f"{host} leads to {one}, which is not on the public internet: it is not fetched.")
        return list(dict.fromkeys(found))[:3]

    def take(self, answer: urllib3.BaseHTTPResponse, address: str, limit: int, cut: bool) -> bytes:
        """The body as it comes, up to the limit."""
        length = answer.headers.get("content-length", "")
        if length.isdecimal() and int(length) > limit and not cut:
            raise too_big(address, limit)
        raw = bytearray()
        try:
            while chunk := answer.read(65536, decode_content=False):
                raw += chunk
                self.remaining()
                if len(raw) > limit:
                    if cut:
                        break
                    raise too_big(address, limit)
        except HTTPError as error:
            raise Refusal(f"{address} broke off: {_reason(error)}. Try again, or save the page in a browser.") from None
        return bytes(raw)
