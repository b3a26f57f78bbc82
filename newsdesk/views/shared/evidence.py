"""What an entry's page says of its evidence, and links that lead into the original."""

import re
from dataclasses import dataclass
from urllib.parse import quote

from newsdesk.collection import Collection
from newsdesk.evidence import as_printed, verified
from newsdesk.evidence.passages import stretches
from newsdesk.evidence.printed import Part
from newsdesk.interface import Words, kept
from newsdesk.model import Entry, Read, Source
from newsdesk.model.archives import copied_on
from newsdesk.model.evidence import NotCaptured
from newsdesk.model.little import known_verified
from newsdesk.views.setting.dates import say_date
from newsdesk.views.setting.numbers import counted, listed, numeral

# A longer passage is found by its first and its last words.
WHOLE, ENDS = 8, 4


@dataclass(frozen=True, slots=True)
class Standing:
    """How far an entry is borne out, in a sentence."""

    text: str
    quotation: str = ""
    """What stands beside a verified quotation."""


# What an address shows as it is, between words that are joined already.
_PLAIN = re.compile("(?:[A-Za-z0-9._~]|%20)*")

# What an entry without evidence is compared with.
NOT_COMPARED = "none"


def compared_with(entry: Entry) -> str:
    """The part of the article that a program has compared an entry with: `full`, `excerpt` or `none`."""
    return str(entry.evidence.read) if entry.evidence else NOT_COMPARED


@kept
def _not_captured(words: Words) -> Standing:
    return Standing(words("Not captured: no program has compared this entry with the article."))


def _sought(words: Words, reason: NotCaptured) -> Standing:
    looked = words("Looked for on {day}:").format(day=say_date(words, reason.on))
    return Standing(f"{_not_captured(words).text} {looked} {reason.why}")


def standing(
    words: Words,
    entry: Entry,
    quotations: frozenset[int],
    names: frozenset[int],
    as_printed: frozenset[Part] = frozenset(),
) -> Standing:
    """The standing of an entry whose sources with these numbers have a verified quotation or name.

    `as_printed` is what else stands in its article; nothing is said of what was not compared.
    """
    evidence = entry.evidence
    if evidence is None:
        return _sought(words, entry.not_captured) if entry.not_captured else _not_captured(words)
    quoted = sum(source.quote is not None for source in entry.sources)
    printed = sum(source.name_printed is not None for source in entry.sources)
    found = (_quotations(words, len(quotations), quoted), _names(words, len(names), printed))
    others = [_part(words, part) for part in Part if part in as_printed]
    counts = listed(words, [*filter(None, found), *others])
    number = len(quotations) + len(names) + len(others)
    text, beside = _against(words, evidence.read, number if counts else None)
    return Standing(text.format(day=say_date(words, evidence.captured), found=counts), beside)


def _part(words: Words, part: Part) -> str:
    match part:
        case Part.TITLE:
            return words("the title")
        case Part.BYLINE:
            return words("the byline")
        case Part.DAY:
            return words("the day")
        case Part.ROLE:
            return words("the roles")


@kept(maxsize=256)
def _against(words: Words, read: Read, number: int | None) -> tuple[str, str]:
    """What is said of a comparison, with a place for what was found if there is a number of that; and in short."""
    if read is Read.FULL:
        beside = words("verified against the full text")
        if number is None:
            return words("Compared with the full text on {day}: it had no quotation or name to be found."), beside
        return words.ngettext(
            "Verified against the full text on {day}: {found} was found in it.",
            "Verified against the full text on {day}: {found} were found in it.",
            number,
        ), beside
    beside = words("verified against an excerpt")
    if number is None:
        return words("Compared with an excerpt on {day}: it had no quotation or name to be found."), beside
    return words.ngettext(
        "Verified against an excerpt on {day}: {found} was found in it.",
        "Verified against an excerpt on {day}: {found} were found in it.",
        number,
    ), beside


@kept(maxsize=1024)
def _quotations(words: Words, verified: int, every: int) -> str:
    """How many of an entry's quotations are verified; "" where it has none."""
    if verified == every:
        return counted(words, every, "quotation", "quotations") if every else ""
    said = words.ngettext("{verified} of {number} quotation", "{verified} of {number} quotations", every)
    return said.format(verified=numeral(words, verified), number=numeral(words, every))


@kept(maxsize=1024)
def _names(words: Words, verified: int, every: int) -> str:
    """How many of an entry's printed names are verified; "" where it has none."""
    if verified == every:
        return counted(words, every, "printed name", "printed names") if every else ""
    said = words.ngettext("{verified} of {number} printed name", "{verified} of {number} printed names", every)
    return said.format(verified=numeral(words, verified), number=numeral(words, every))


@dataclass(frozen=True, slots=True)
class Robust:
    """What keeps a link alive when its page is gone: robustlinks.mementoweb.org."""

    original: str
    version: str
    date: str


def robust(collection: Collection, entry: Entry) -> Robust | None:
    """The original, its archived copy and the day of that copy, where pages may link to both."""
    if not (entry.url and entry.archive_url and _may_link(collection, entry)):
        return None
    if not collection.may_link(entry.archive_url, entry.outlet):
        return None
    day = copied_on(entry.archive_url) or entry.accessed
    return Robust(entry.url, entry.archive_url, day.isoformat())


def in_original(collection: Collection, entry: Entry, source: Source) -> str:
    """The address of the original at a quotation, or "" where there is none or pages may not link to it."""
    if not (entry.url and source.quote and _may_link(collection, entry)):
        return ""
    text, found = source.quote.text, stretches(source.quote.text)
    parts = [_directive(text[start:end]) for start, end, has_more in found if has_more or len(found) == 1]
    mark = ":~:" if entry.url.partition("#")[2] else "#:~:"
    return entry.url + mark + "&".join(parts) if parts else ""


def _may_link(collection: Collection, entry: Entry) -> bool:
    return entry.outlet not in collection.restricted and collection.may_link(entry.url or "", entry.outlet)


def _directive(text: str) -> str:
    passage = text.split()
    if len(passage) <= WHOLE:
        return f"text={_encoded(passage)}"
    return f"text={_encoded(passage[:ENDS])},{_encoded(passage[-ENDS:])}"


def _encoded(passage: list[str]) -> str:
    # A hyphen, a comma and an ampersand mean something to the fragment itself.
    text = "%20".join(passage)
    return text if _PLAIN.fullmatch(text) else quote(" ".join(passage), safe="").replace("-", "%2D")


def borne_out(collection: Collection, entry: Entry) -> tuple[frozenset[int], frozenset[int]]:
    """What the fingerprint of an entry bears out, hashed once for its page and for the figures of the collection."""
    return collection.once(("borne out", entry.id), lambda: verified(entry), is_large=True)


def verified_quotations(collection: Collection, entry: Entry) -> int:
    """How many quotations of an entry are verified; its file is not read where the entry knows that by heart."""
    known = known_verified(entry)
    return len(borne_out(collection, entry)[0]) if known is None else known


def marks(collection: Collection, entry: Entry) -> tuple[Standing, dict[int, str], dict[int, str]]:
    """The standing of an entry; what stands beside the quotation of a source, and where its link leads, by number."""
    words = collection.words
    quotations, names = borne_out(collection, entry)
    found = standing(words, entry, quotations, names, as_printed(entry))
    beside, links = {}, {}
    for number, source in enumerate(entry.sources):
        if source.quote:
            not_yet = words("not compared with the article yet") if entry.evidence else ""
            beside[number] = found.quotation if number in quotations else not_yet
            links[number] = in_original(collection, entry, source)
    return found, beside, links
