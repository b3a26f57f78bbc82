"""Lists of links, and newsletters: the links of articles, and none of those that serve the newsletter itself."""

import email
import email.policy
from collections.abc import Iterator
from contextlib import suppress
from email.message import EmailMessage
from functools import cache
from itertools import chain
from urllib.parse import parse_qsl, unquote, urlsplit

from newsdesk.evidence.cited.addresses import address_key
from newsdesk.intake.capture.files import decode
from newsdesk.intake.inbox import MAX_ITEMS, Listed, Reading
from newsdesk.intake.inbox.reading.values import LONGEST, address, addresses, data, is_too_long, line
from newsdesk.model.archives import is_below

_MOST_PARTS = 200
# A link of fewer words says "Read more", and not what it leads to.
_FEWEST_WORDS = 3


def read_links(raw: bytes, shown: str) -> Reading:
    """The addresses of a text, a line each or several; what stands before one on its line is its title."""
    found = Reading()
    seen: dict[str, int] = {}
    for number, text in enumerate(decode(raw).splitlines(), 1):
        if not text.strip() or text.lstrip().startswith("#"):
            continue
        place, here = f"{shown}:{number}", addresses(text)
        if not here and is_too_long(text):
            words = f"The address has more than {LONGEST:,} characters. Look for a shorter one of the same page."
            found.tell(place, "inbox-no-address", words)
        elif not here:
            found.tell(place, "inbox-no-address", f'"{line(text, 60)}" holds no address. Write it with https://.')
        for one in here:
            if found.is_full:
                found.tell(place, "inbox-too-many", f"Only the first {MAX_ITEMS:,} addresses are read.")
                return found
            key = address_key(one)
            if key in seen:
                found.tell(place, "inbox-doubled", f"The same address stands in line {seen[key]}. It counts once.")
                continue
            seen[key] = number
            title = line(text.partition(one)[0]).strip("-–—:|•*·,;\t ") if len(here) == 1 else ""
            found.listed.append(Listed(place, title if len(title) > 3 else "", one))
    if not found.listed and not found.told:
        found.tell(shown, "inbox-empty", "The list is empty. Write an address on each line.")
    return found


def read_mail(raw: bytes, shown: str) -> Reading:
    """The links of a newsletter that lead to articles; the day of the letter is not theirs."""
    found = Reading()
    try:
        message = email.message_from_bytes(raw, policy=email.policy.default)
        links = list(_links(message))
    except Exception as error:  # the library raises what it likes at letters that break its rules
        found.tell(shown, "inbox-damaged", f"The letter cannot be read ({type(error).__name__}). Save it anew.")
        return found
    titles: dict[str, str] = {}
    urls: dict[str, str] = {}
    counted = 0
    for url, words in links:
        whole = _behind(url)
        if _serves(whole, words):
            continue
        if _is_counter(whole):
            counted += 1
            continue
        key = address_key(whole)
        urls.setdefault(key, whole)
        if len(words.split()) >= _FEWEST_WORDS and len(words) > len(titles.get(key, "")):
            titles[key] = words
    for number, (key, url) in enumerate(urls.items(), 1):
        if found.is_full:
            found.tell(shown, "inbox-too-many", f"Only the first {MAX_ITEMS:,} links are read.")
            break
        found.listed.append(Listed(f"{shown}: link {number}", titles.get(key, ""), url))
    if counted:
        words = f"{counted} links lead through a counter, and where to is not known. Open them, and add the addresses."
        found.tell(shown, "inbox-counted", words)
    if not found.listed and not counted:
        found.tell(shown, "inbox-empty", "The letter holds no link to an article.")
    return found


def _links(message: EmailMessage) -> Iterator[tuple[str, str]]:
    """Every link of a letter with its words."""
    import lxml.html

    parts = [part for _, part in zip(range(_MOST_PARTS), message.walk(), strict=False)]
    pages = [part for part in parts if part.get_content_type() == "text/html"]
    for part in pages or [part for part in parts if part.get_content_type() == "text/plain"]:
        payload = part.get_payload(decode=True)
        text = decode(payload if isinstance(payload, bytes) else b"", part.get_content_charset())
        if not pages:
            yield from ((one, "") for one in addresses(text))
            continue
        with suppress(Exception):  # a part that is no page has no links
            for anchor in lxml.html.document_fromstring(text).iter("a"):
                if url := address(anchor.get("href")):
                    yield url, line(anchor.text_content())


def _behind(url: str) -> str:
    """The address that a link of a counter names in itself, else the link."""
    if _is_counter(url):
        for _, value in parse_qsl(urlsplit(url).query):
            if whole := address(unquote(value)):
                return whole
    return url


@cache
def _hosts(kind: str) -> list[str]:
    return [*chain.from_iterable(data("links")[kind])]


def _is_counter(url: str) -> bool:
    return is_below((urlsplit(url).hostname or "").removeprefix("www."), _hosts("counters"))


def _serves(url: str, words: str) -> bool:
    """Whether a link leads to no article: it serves the letter, leads to an account, or to a home page."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    said = f"{unquote(parts.path)} {unquote(parts.query)} {words}".casefold()
    spoken = said.replace("-", " ").replace("_", " ")
    if any(one in said or one.replace("-", " ") in spoken for one in _hosts("serving")):
        return True
    return is_below(host, _hosts("accounts")) or (not parts.path.strip("/") and not parts.query)
