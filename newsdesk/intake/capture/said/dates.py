"""When an article was published, where its page leaves no doubt, and what else it may be."""

import datetime
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import unquote, urlsplit

from newsdesk.intake.capture import Found, jsonld
from newsdesk.intake.capture.characters import one_line, text_of
from newsdesk.intake.capture.said.datelines import is_label, is_of_another_article, is_of_another_day, without_changes
from newsdesk.intake.capture.said.datewords import days_in
from newsdesk.intake.capture.tree import Page

_ISO = re.compile(r"(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?![\d])(.*)", re.ASCII | re.DOTALL)
_IN_PATH = re.compile(
    r"/(\d{4})(?:/(\d{1,2})/(\d{1,2})(?=/|$)|-(\d{2})-(\d{2})(?=[-/.]|$)|(\d{2})(\d{2})(?=/|$))", re.ASCII
)
_MONTH_IN_PATH = re.compile(r"/(\d{4})(?:/(\d{1,2})|-(\d{2}))(?=/|$)(?!/\d{1,2}(?:/|$))", re.ASCII)
# A year and, behind the name of a section, a month and a day.
_APART_IN_PATH = re.compile(r"/(\d{4})/[a-z][\w.-]*/(\d{1,2})/(\d{1,2})(?=/|$)", re.ASCII | re.IGNORECASE)
# Days in other places and orders: no witness of the day, and yet a reason to doubt another one.
_ALSO_IN_ADDRESS = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d{2})(?P<s>[-_./]?)(?P<m>\d{2}|[a-z]{3})(?P=s)(?P<d>\d{1,2})(?!\d)"
    r"|(?<!\d)(?P<D>\d{2})(?P<t>[-_.])(?P<M>\d{2})(?P=t)(?P<Y>(?:19|20)\d{2})(?!\d)",
    re.ASCII,
)
# Midnight to the second is how programs write a day without a time.
_UTC = re.compile(
    r"\s*[T ]\s*(?!00:?00(?::?00)?(?:\.0+)?\s*(?:Z|[+-]00))(\d{2}):?\d{2}.*?(?:Z|UTC|GMT|(?:UTC|GMT)?[+-]00:?00)\s*$",
    re.IGNORECASE | re.DOTALL,
)
# As scripts print a moment: "Tue Oct 18 2022 23:30:00 GMT+0000".
_UTC_IN_WORDS = re.compile(
    r"(?<![\d:])(\d{1,2}):\d{2}(?::\d{2})?\s*(?:Z|(?:UTC|GMT|UT)(?![+-]?\d*[1-9])|[+-]0000)", re.IGNORECASE
)
# Hours of UTC at which it is still the day before in the Americas, and already the day after in East Asia and Oceania.
_STILL, _ALREADY = 8, 13
_MONTHS = {name: at + 1 for at, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split())}
_FIRST = datetime.date(1990, 1, 1)
_PUBLISHED_META = ("article:published_time", "og:article:published_time")
_MODIFIED_META = (
    "article:modified_time",
    "og:updated_time",
    "og:article:modified_time",
    "datemodified",
    "last-modified",
)
_OTHER_META = (
    "date",
    "pubdate",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "parsely-pub-date",
    "publish-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "citation_publication_date",
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A day somewhere in a page; `shift` by which the local day may differ from that of a UTC time: -1, 0 or 1."""

    day: datetime.date
    why: str
    shift: int = 0


def published(
    page: Page, language: str | None, today: datetime.date, guess: str | None = None
) -> tuple[Found | None, str | None]:
    """The day and its basis, `printed` or `address`, or an uncertain day with what speaks for it."""
    modified = {seen.day for seen in _modified(page)}
    stated = _unless_modified(list(_structured(page, language)), modified)
    shown = _unless_modified([*_times(page, language), *_printed(page, language)], modified)
    linked = list(_in_address(page))
    everything = [*stated, *shown, *linked, *_doubtful(page, guess)]
    found, basis = _decide(stated, shown, linked)
    if found and not _is_of_our_time(found.day, today):
        found = None
    if found and linked and found.day not in {seen.day for seen in linked}:
        found = None  # perhaps an old article under a new date
    named = set(days_in(one_line(text_of(page.headline)), language)) if page.headline is not None else set()
    if found and named and not stated and found.day not in named:
        found = None  # "Edition of 26 March" above a first piece of the day before
    if found and (others := _also_in_address(page)) and found.day not in others:
        found = None
    if found and any((found.day.year, found.day.month) != month for month in _months_in_address(page)):
        found = None
    if found:
        return Found(found.day.isoformat(), found.why), basis
    # Years of other calendars, and slips, are no candidates.
    everything = [seen for seen in everything if _is_of_our_time(seen.day, today)]
    everything = everything or list(_in_words(one_line(text_of(page.root), 20_000), language, today))
    if not everything:
        return None, None
    return _uncertain(everything), None


def in_text(text: str, language: str | None, today: datetime.date) -> Found | None:
    """The days that the beginning of a plain text names: never certain, since they may be those of anything."""
    seen = list(_in_words(text[:3000], language, today))
    return _uncertain(seen) if seen else None


def _in_words(text: str, language: str | None, today: datetime.date) -> Iterator[Seen]:
    for day in dict.fromkeys(days_in(text, language)):
        if _is_of_our_time(day, today):
            yield Seen(day, "words of the text")


def _is_of_our_time(day: datetime.date, today: datetime.date) -> bool:
    return _FIRST <= day <= today + datetime.timedelta(days=1)


def _uncertain(everything: list[Seen]) -> Found:
    said: dict[str, list[str]] = {}
    for seen in everything:
        day = seen.day.isoformat()
        # What speaks for it may have been written in the same way: a day is told once.
        said.setdefault(day, []).append(seen.why.removesuffix(f" {day}"))
    words = "; ".join(f"{day} by {' and '.join(dict.fromkeys(whys))}" for day, whys in list(said.items())[:4])
    return Found(next(iter(said)), words, certain=False)


def _decide(stated: list[Seen], shown: list[Seen], linked: list[Seen]) -> tuple[Seen | None, str | None]:
    """One day, if the witnesses agree; who disagrees makes all of them uncertain."""
    # A day by UTC, near an end of it, is no witness of its own, wherever on the page it stands.
    stated = [*stated, *(seen for seen in shown if seen.shift)]
    shown = [seen for seen in shown if not seen.shift]
    days, printed = {seen.day for seen in stated}, {seen.day for seen in shown}
    paths = {seen.day for seen in linked}
    if not days:
        if len(printed) == 1 and paths <= printed:
            return shown[0], "printed"
        return (linked[0], "address") if len(paths) == 1 and not printed else (None, None)
    if len(printed) == 1 and printed <= days:
        return next(seen for seen in stated if seen.day in printed), "printed"
    if len(days) > 1:
        return None, None
    (day,) = days
    shifts = {seen.shift for seen in stated}
    if printed:
        moved = {day + datetime.timedelta(days=shift) for shift in shifts if 0 not in shifts}
        near = {one for one in printed if one == day or one in moved}
        if day in printed:
            return stated[0], "printed"
        return (shown[0], "printed") if printed == near else (None, None)
    if paths:
        return (stated[0], "printed") if paths == days else (None, None)
    return (stated[0], "printed") if 0 in shifts else (None, None)


def _unless_modified(seen: list[Seen], modified: set[datetime.date]) -> list[Seen]:
    others = [one for one in seen if one.day not in modified]
    return others or seen


def _iso(value: str | None, why: str, language: str | None = None) -> Iterator[Seen]:
    """The day of a date that cannot be read in two ways: ISO 8601, as mail writes it, or in words."""
    text = (value or "").strip()[:100]
    match = _ISO.match(text)
    with suppress(ValueError, OverflowError, TypeError, IndexError):
        if match:
            utc = _UTC.match(match[4])
            day = datetime.date(int(match[1]), int(match[2]), int(match[3]))
            yield Seen(day, f"{why} {one_line(text, 40)}", _shift(int(utc[1])) if utc else 0)
        elif re.match(r"[A-Za-z]{3}, \d{1,2} [A-Za-z]{3} \d{4}", text):
            moment = parsedate_to_datetime(text)
            shift = _shift(moment.hour) if text.endswith(("GMT", "UTC", "+0000")) else 0
            yield Seen(moment.date(), f"{why} {one_line(text, 40)}", shift)
        elif len(days := set(days_in(text, language))) == 1:
            utc = _UTC_IN_WORDS.search(text)
            yield Seen(days.pop(), f"{why} {one_line(text, 40)}", _shift(int(utc[1])) if utc else 0)


def _shift(hour: int) -> int:
    """By how many days the local day may differ where it is this hour by UTC."""
    return -1 if hour < _STILL else 1 if hour >= _ALREADY else 0


def _structured(page: Page, language: str | None) -> Iterator[Seen]:
    """JSON-LD, the meta tag, and microdata of the article itself."""
    node = page.article
    if node is None and not any("datePublished" in one and "headline" in one for one in page.nodes):
        node = jsonld.page(page.nodes)
    if node:
        yield from _iso(jsonld.text(node.get("datePublished")), "JSON-LD datePublished", language)
    for key in _PUBLISHED_META:
        for value in page.all_metas.get(key, ()):
            yield from _iso(value, f"the meta tag {key}")
    for element in page.with_itemprop("datePublished"):
        value = element.get("content") or element.get("datetime") or one_line(text_of(element), 60)
        yield from _iso(value, "itemprop datePublished", language)


def _modified(page: Page) -> Iterator[Seen]:
    if page.article:
        yield from _iso(jsonld.text(page.article.get("dateModified")), "JSON-LD dateModified")
    for key in _MODIFIED_META:
        yield from _iso(page.metas.get(key), key)
    for element in page.with_itemprop("dateModified"):
        yield from _iso(element.get("content") or element.get("datetime"), "itemprop dateModified")


def _times(page: Page, language: str | None) -> list[Seen]:
    """`<time datetime>` in the header of the article: one marked as published, or else all of them."""
    marked: list[Seen] = []
    others: list[Seen] = []
    for time in page.around_headline():
        if time.tag != "time" or not time.get("datetime") or page.is_aside(time):
            continue
        parent = time.getparent()
        around = _own_text(parent) if parent is not None else ""
        marks = " ".join(filter(None, (time.get("class"), time.get("itemprop"), time.get("id"), around, time.text)))
        if page.headline in time.iterancestors() or is_of_another_article(time, page):
            continue
        if not is_label(around, time, language) or is_of_another_day(marks, time):
            continue
        published = time.get("pubdate") is not None or re.search(r"publish|entry-date", marks, re.IGNORECASE)
        (marked if published else others).extend(_iso(time.get("datetime"), "<time datetime> in the header:"))
    return marked or others


def _printed(page: Page, language: str | None) -> Iterator[Seen]:
    """A date in words beside the headline, in a line that says nothing else."""
    for element in page.around_headline():
        if not isinstance(element.tag, str) or element is page.headline or page.is_aside(element):
            continue
        if page.headline in element.iterancestors() or is_of_another_article(element, page):
            continue
        own = _own_text(element)
        if len(own) > 160 or not any(c.isdigit() for c in own):
            continue
        if element.tag == "td" and element.getprevious() is None and element.getnext() is not None:
            continue  # the first column of a table
        own = without_changes(own, language)
        before = element.getprevious()
        if element.tag in ("dd", "td") and before is not None and isinstance(before.tag, str):
            label = one_line(text_of(before), 60)
            own = own if days_in(label, language) else f"{label}: {own}"
        for piece in re.split(r"\s*[|•·]\s*", own):
            days = set(days_in(piece, language))
            marks = f"{piece} {element.get('class') or ''}"
            if len(days) == 1 and is_label(piece, element, language) and not is_of_another_day(marks, element):
                if re.search(r"\dT\d", piece):
                    yield from _iso(piece, "the line beside the headline:")
                    continue
                yield Seen(days.pop(), f'the line "{own[:60]}" beside the headline')


def _own_text(element: Any) -> str:
    pieces = [element.text, *(child.tail for child in element)]
    return one_line(" ".join(piece for piece in pieces if piece), 400)


def _in_address(page: Page) -> Iterator[Seen]:
    for address in dict.fromkeys(filter(None, (page.address, page.fetched))):
        for match in _IN_PATH.finditer(unquote(urlsplit(address).path)):
            with suppress(ValueError):
                year, month, day = (int(part) for part in match.groups() if part)
                yield Seen(datetime.date(year, month, day), "the address")


def _also_in_address(page: Page) -> set[datetime.date]:
    """Days that an address names anywhere, such as in the name of a file."""
    days = set()
    for address in filter(None, (page.address, page.fetched)):
        parts = urlsplit(address)
        for match in _ALSO_IN_ADDRESS.finditer(unquote(f"{parts.path}?{parts.query}").lower()):
            year, month, day = match["y"] or match["Y"], match["m"] or match["M"], match["d"] or match["D"]
            number = int(month) if month.isdigit() else _MONTHS.get(month, 0)
            with suppress(ValueError):
                days.add(datetime.date(int(year), number, int(day)))
    return days


def _months_in_address(page: Page) -> Iterator[tuple[int, int]]:
    """The years and months of addresses that name no day."""
    for address in dict.fromkeys(filter(None, (page.address, page.fetched))):
        for match in _MONTH_IN_PATH.finditer(unquote(urlsplit(address).path)):
            year, month = int(match[1]), int(match[2] or match[3])
            if _FIRST.year <= year < 2100 and 1 <= month <= 12:
                yield year, month


def _doubtful(page: Page, guess: str | None) -> Iterator[Seen]:
    """What a page says elsewhere: worth a look, and nothing more."""
    for key in _OTHER_META:
        yield from _iso(page.metas.get(key), f"the meta tag {key}")
    yield from _iso(guess, "a guess from the look of the page")
    for address in dict.fromkeys(filter(None, (page.address, page.fetched))):
        for match in _APART_IN_PATH.finditer(unquote(urlsplit(address).path)):
            with suppress(ValueError):
                yield Seen(datetime.date(*map(int, match.groups())), "the address")
