"""Which reader a source needs: by its first bytes, and by its name where these do not tell."""

import datetime
import re
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import PurePath

from pydantic_core import from_json

from newsdesk.intake.capture import kind_of
from newsdesk.intake.capture.files import decode
from newsdesk.intake.inbox import MAX_BYTES, Reading
from newsdesk.intake.inbox.reading import feeds, library, links, tables
from newsdesk.intake.packed import unpacked
from newsdesk.model.edtf import Edtf
from newsdesk.problems import Refusal

PAGE = "page"
"""A page, a text or a PDF: one article, which is captured."""
_BY_NAME = {
    ".opml": "opml", ".eml": "mail", ".ris": "ris", ".bib": "bibtex", ".bibtex": "bibtex", ".json": "json",
    ".jsonl": "lines", ".ndjson": "lines", ".csv": "csv", ".tsv": "csv", ".parquet": "parquet", ".rss": "feed",
    ".atom": "feed", ".rdf": "feed", ".html": PAGE, ".htm": PAGE, ".xhtml": PAGE, ".pdf": PAGE, ".mhtml": PAGE,
    ".mht": PAGE, ".webarchive": PAGE,
}  # fmt: skip
_MAIL = re.compile(rb"(?:From |(?:Return-Path|Received|From|Subject|Date|Delivered-To|Message-ID|DKIM-Signature|To):)")
_READERS: dict[str, Callable[[bytes, str], Reading]] = {
    "feed": feeds.read_feed,
    "opml": feeds.read_opml,
    "links": links.read_links,
    "mail": links.read_mail,
    "ris": library.read_ris,
    "bibtex": library.read_bibtex,
    "json": library.read_json,
    "csv": tables.read_csv,
    "lines": tables.read_lines,
    "parquet": tables.read_parquet,
}


def kind(raw: bytes, name: str, content_type: str = "") -> str | None:
    """The kind of a source; None of one that nothing here can read."""
    if raw.startswith(b"PAR1"):
        return "parquet"
    start = raw[:2048].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    lowered = start.lower()
    if b"<opml" in lowered:
        return "opml"
    if re.search(rb"<(?:[a-z]+:)?(?:rss|feed|rdf)[\s>]", lowered) and not re.search(rb"<html|<!doctype html", lowered):
        return "zotero" if b"zotero.org/namespaces" in lowered else "feed"
    if start.startswith(b"TY  -"):
        return "ris"
    by_name = _BY_NAME.get(PurePath(name.lower().removesuffix(".gz")).suffix)
    # What Chrome saves as one file has the head of a letter.
    if by_name != PAGE and (by_name == "mail" or (_MAIL.match(start) and kind_of(raw, content_type) != "mhtml")):
        return "mail"
    if by_name == "json" and _is_lines(raw):
        return "lines"  # as Spark calls them
    if by_name and by_name != PAGE:
        return by_name
    if by_name is None and re.match(rb"@[a-z]+\s*\{", lowered):
        return "bibtex"
    if by_name is None and lowered[:1] in (b"{", b"["):
        return "lines" if _is_lines(raw) else "json"
    found = kind_of(raw, content_type)
    if found == "text" and by_name is None and _is_list(raw):
        return "links"
    return PAGE if found else None


def _is_lines(raw: bytes) -> bool:
    """Whether there are lines, the first of which is an object of JSON by itself."""
    first, _, rest = decode(raw[: tables.LONGEST]).lstrip("\ufeff \t\r\n").partition("\n")
    if not first.startswith("{") or not rest.strip():
        return False
    try:
        return isinstance(from_json(first), dict)
    except ValueError:
        return rest.lstrip().startswith("{")  # the first line is damaged


def _is_list(raw: bytes) -> bool:
    """Whether most lines of a text hold an address."""
    lines = [line for line in decode(raw[:20_000]).splitlines()[:200] if line.strip() and not line.startswith("#")]
    return bool(lines) and 2 * sum("://" in line for line in lines) >= len(lines)


def opened(raw: bytes, shown: str) -> bytes:
    """The bytes of a source without the packing that exports often have; Refusal for one that is too large."""
    with suppress(zlib.error, EOFError):
        if raw.startswith(b"\x1f\x8b"):
            raw = unpacked(raw, MAX_BYTES + 1, whole=True)
    if len(raw) > MAX_BYTES:
        raise Refusal(f"{shown} is larger than {MAX_BYTES // 1024**2} MB. Cut it into several files.")
    return raw


def read_list(
    raw: bytes, what: str, shown: str, today: datetime.date, place: str | None = None, content_type: str = ""
) -> Reading:
    """What a source of some kind holds, by the kind that `kind` told; `place` is where a feed was fetched.

    A day after `today` is no day of publication: it is told and left out.
    """
    found = feeds.read_feed(raw, shown, place, content_type) if what == "feed" else _READERS[what](raw, shown)
    for at, one in enumerate(found.listed):
        if one.date and Edtf.of(one.date).first > today:
            words = f"It is dated {one.date}, which is to come: the date is left out. Look at its clock, or at ours."
            found.tell(one.place, "inbox-future", words)
            found.listed[at] = replace(one, date="")
    return found
