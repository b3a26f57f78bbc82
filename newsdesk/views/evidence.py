"""What an entry's page says of its evidence, and links that lead into the original."""

import re
from dataclasses import dataclass
from urllib.parse import quote

from newsdesk.collection import Collection
from newsdesk.evidence import verified
from newsdesk.evidence.passages import stretches
from newsdesk.model import Entry, Read, Source
from newsdesk.views.dates import say_date
from newsdesk.views.parts import counted, listed

# A longer passage is found by its first and its last words.
WHOLE, ENDS = 8, 4
_ARCHIVED_ON = re.compile(r"/(\d{4})(\d{2})(\d{2})(?:\d{6})?(?:[a-z]{2}_)?/")


@dataclass(frozen=True, slots=True)
class Standing:
    """How far an entry is borne out, in a sentence."""

    text: str
    quotation: str = ""
    """What stands beside a verified quotation."""


# What an entry without evidence is compared with.
NOT_COMPARED = "none"


def compared_with(entry: Entry) -> str:
    """The part of the article that a program has compared an entry with: `full`, `excerpt` or `none`."""
    return str(entry.evidence.read) if entry.evidence else NOT_COMPARED


NOT_CAPTURED = Standing("Not captured: no program has compared this entry with the article.")


def standing(entry: Entry, quotations: frozenset[int], names: frozenset[int]) -> Standing:
    """The standing of an entry whose sources with these numbers have a verified quotation or name."""
    evidence = entry.evidence
    if evidence is None:
        return NOT_CAPTURED
    against = "the full text" if evidence.read is Read.FULL else "an excerpt"
    quoted = sum(source.quote is not None for source in entry.sources)
    printed = sum(source.name_printed is not None for source in entry.sources)
    counts = [
        _of(len(quotations), quoted, "quotation", "quotations"),
        _of(len(names), printed, "printed name", "printed names"),
    ]
    stand = "stands" if len(quotations) + len(names) == 1 else "stand"
    found = listed(filter(None, counts))
    found = f": {found} {stand} in it" if found else ""
    return Standing(
        f"Verified against {against} on {say_date(evidence.captured)}{found}.",
        f"verified against {against}",
    )


def _of(verified: int, all_of_them: int, one: str, many: str) -> str:
    if verified == all_of_them:
        return counted(verified, one, many) if verified else ""
    return f"{verified} of {counted(all_of_them, one, many)}"


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
    seen = _ARCHIVED_ON.search(entry.archive_url)
    day = "-".join(seen.groups()) if seen else entry.accessed.isoformat()
    return Robust(entry.url, entry.archive_url, day)


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
    return quote(" ".join(passage), safe="").replace("-", "%2D")


def marks(collection: Collection, entry: Entry) -> tuple[Standing, dict[int, str], dict[int, str]]:
    """The standing of an entry; what stands beside the quotation of a source, and where its link leads, by number."""
    quotations, names = verified(entry)
    found = standing(entry, quotations, names)
    beside, links = {}, {}
    for number, source in enumerate(entry.sources):
        if source.quote:
            not_yet = "not compared with the article yet" if entry.evidence else ""
            beside[number] = found.quotation if number in quotations else not_yet
            links[number] = in_original(collection, entry, source)
    return found, beside, links
