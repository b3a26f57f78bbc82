"""Exports of reference managers: RIS, BibTeX and CSL JSON, each by its library."""

import logging
import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from pydantic_core import from_json

from newsdesk.intake.capture.files import decode
from newsdesk.intake.inbox import MAX_ITEMS, Listed, Reading
from newsdesk.intake.inbox.reading.tables import take_row
from newsdesk.intake.inbox.reading.values import address, addresses, day, folded, line, plain, tag

_RECORD = re.compile(r"^TY[ ]{1,2}- ?", re.MULTILINE)
# T2, JO, JF and PB, as the library calls them.
_OUTLETS = ("secondary_title", "journal_name", "alternate_title3", "alternate_title2", "publisher")
_BRACES = re.compile(r"(?<!\\)[{}]")


def read_ris(raw: bytes, shown: str) -> Reading:
    """The records of a RIS file, each read for itself: one that is damaged spoils no other."""
    import rispy  # type: ignore[import-untyped] # it has no types

    found, text = Reading(), decode(raw).replace("\r\n", "\n").replace("\r", "\n")
    starts = [match.start() for match in _RECORD.finditer(text)]
    for start, end in pairwise([*starts, len(text)]):
        place = f"{shown}:{text.count(chr(10), 0, start) + 1}"
        if found.is_full:
            found.tell(place, "inbox-too-many", f"Only the first {MAX_ITEMS:,} records are read.")
            break
        piece = text[start:end].rstrip()
        if not re.search(r"^ER[ ]{1,2}-", piece, re.MULTILINE):
            found.tell(place, "inbox-damaged", "The record has no end (ER  -), and may be cut. Export it anew.")
            piece += "\nER  - "
        try:
            records = rispy.loads(piece + "\n")
        except Exception as error:  # the library raises what it likes at lines that are no RIS
            found.tell(place, "inbox-damaged", f"The record cannot be read ({type(error).__name__}). Export it anew.")
            continue
        for one in records:
            urls = one.get("urls") or addresses(str(one.get("notes", "")))
            title = one.get("title") or one.get("primary_title")
            outlet = next(filter(None, map(one.get, _OUTLETS)), None)
            date = _when(one.get("date") or one.get("year") or one.get("publication_year"))
            _take(found, place, title, urls[0] if urls else "", date, one.get("language"), one.get("abstract"), outlet)
    return _told_empty(found, shown)


def read_bibtex(raw: bytes, shown: str) -> Reading:
    """The records of a BibTeX or BibLaTeX file."""
    from bibtexparser.entrypoint import parse_string

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    found, text = Reading(), decode(raw)
    library = parse_string(text)
    for block in library.failed_blocks:
        place = f"{shown}:{(block.start_line or 0) + 1}"
        if type(block).__name__ == "DuplicateBlockKeyBlock":
            found.tell(place, "inbox-doubled", "Another record has the same key; both are read.")
        else:
            found.tell(place, "inbox-damaged", "The record cannot be read: look for a bracket that does not close.")
    doubled = [getattr(block, "ignore_error_block", None) for block in library.failed_blocks]
    for entry in [*library.entries, *filter(None, doubled)]:
        place = f"{shown}:{(entry.start_line or 0) + 1}"
        if found.is_full:
            found.tell(place, "inbox-too-many", f"Only the first {MAX_ITEMS:,} records are read.")
            break
        fields = getattr(entry, "fields", None)
        if fields is None:
            continue
        one = {each.key.lower(): _BRACES.sub("", str(each.value)) for each in fields}
        outlet = one.get("journaltitle") or one.get("journal") or one.get("publisher") or one.get("organization")
        date = _when(one.get("date") or "-".join(filter(None, [one.get("year"), _month(one.get("month", ""))])))
        url = one.get("url", "").replace("\\", "")
        langid = one.get("language") or one.get("langid")
        _take(found, place, one.get("title"), url, date, langid, one.get("abstract"), outlet)
    return _told_empty(found, shown)


def read_json(raw: bytes, shown: str) -> Reading:
    """CSL JSON as Zotero exports it, JSON Feed, or any list of objects with names that we know."""
    found = Reading()
    try:
        whole = from_json(decode(raw))
    except ValueError as error:
        found.tell(shown, "inbox-damaged", f"It is no JSON that can be read ({str(error)[:80]}). Export it anew.")
        return found
    items = whole
    if isinstance(whole, dict):
        lists = [value for value in whole.values() if isinstance(value, list)]
        items = whole.get("items") or whole.get("articles") or max(lists, key=len, default=[whole])
    for number, one in enumerate(items if isinstance(items, list) else [], 1):
        place = f"{shown}: item {number}"
        if found.is_full:
            found.tell(place, "inbox-too-many", f"Only the first {MAX_ITEMS:,} items are read.")
            break
        if not isinstance(one, dict):
            found.tell(place, "inbox-damaged", "It is no record with fields, and is passed over.")
        elif "issued" in one and isinstance(one["issued"], dict):
            url = one.get("URL") or ""
            outlet = one.get("container-title") or one.get("publisher")
            date, language = _parts(one["issued"]), one.get("language")
            _take(found, place, one.get("title"), url, date, language, one.get("abstract"), outlet)
        else:
            take_row(found, place, {folded(key): value for key, value in one.items() if isinstance(key, str)})
    return _told_empty(found, shown)


def _take(found: Reading, place: str, title: Any, url: Any, date: str, language: Any, text: Any, outlet: Any) -> None:
    said, sound = line(title), address(url)
    if not said and not sound:
        found.tell(place, "inbox-no-address", "It has neither a title nor an address, and is passed over.")
        return
    if url and not sound:
        found.tell(place, "inbox-no-address", f'"{line(url, 60)}" is no address that can be followed.')
    spoken = tag(language) if isinstance(language, str) else ""
    found.listed.append(Listed(place, said, sound, date, spoken, plain(text), line(outlet, 200)))


def _told_empty(found: Reading, shown: str) -> Reading:
    if not found.listed and not found.told:
        found.tell(shown, "inbox-empty", "It holds no records. Export it anew.")
    return found


def _when(text: Any) -> str:
    """A date of RIS or BibLaTeX: slashes stand between its parts, the year first."""
    text = str(text or "").strip()
    return day(text) or day("-".join(filter(None, text.split("/")[:3])))


def _month(text: str) -> str:
    months = "jan feb mar apr may jun jul aug sep oct nov dec".split()
    short = text.strip().lower()[:3]
    return f"{months.index(short) + 1:02}" if short in months else text.strip().zfill(2) if text.isdecimal() else ""


def _parts(issued: Mapping[str, Any]) -> str:
    parts = issued.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list):
        return day("-".join(str(part).zfill(2) for part in parts[0][:3] if isinstance(part, int | str)))
    return day(issued.get("raw") or issued.get("literal") or "")
