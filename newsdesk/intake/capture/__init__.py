"""What a saved page, PDF or text file says about itself: bytes become a `Capture`.

Nothing here runs a script, follows a link or opens another file. The libraries of the optional extra
`capture` are imported where they are used, so that everything else works without them.
"""

import datetime
import importlib.util
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from newsdesk.intake.capture.saved import is_mhtml, is_webarchive, of_mhtml, of_webarchive
from newsdesk.problems import Refusal, setting_up

# Texts in a markup that nobody wants to quote.
_WORD_PROCESSOR = (b"{\\rtf", b"%!PS")
MAX_BYTES = 5 * 1024 * 1024
# Control characters that no text holds; some word processors leave a vertical tab.
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
EXTRA = (
    *"trafilatura lxml_html_clean py3langid pdfminer bidi rapidfuzz".split(),
    *"warcio protego idna anyascii regex".split(),
)
"""The modules of the optional extra `capture`, which pyproject.toml pins."""


@dataclass(frozen=True, slots=True)
class Found:
    """A value, what it rests on, and whether an entry may state it as it is."""

    value: str
    why: str
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Capture:
    """An article as far as its file gives it away; None where it does not."""

    kind: str
    """`html`, `pdf` or `text`."""
    text: str
    """The article's text, paragraphs divided by an empty line."""
    title: Found | None = None
    byline: Found | None = None
    section: Found | None = None
    site: Found | None = None
    """Name of the site as it calls itself."""
    url: Found | None = None
    """The address by its own word: canonical link, og:url or the browser's mark."""
    language: Found | None = None
    """BCP 47 tag that the page declares."""
    detected: str | None = None
    """The language that a detector takes it for: only ever a warning."""
    published: Found | None = None
    """A day such as 2026-11-17."""
    published_basis: str | None = None
    """`printed` or `address`, where the day is certain."""
    archived: Found | None = None
    """The address of the copy that was read, where it is an archive's."""
    genre: Found | None = None
    """What kind of text the page says that it is, as a term of ours."""
    country: Found | None = None
    """Where the publisher says that it is at home, as an ISO 3166-1 code."""
    blocks: tuple[str, ...] = ()
    """Paragraphs that the page sets apart as quotations, without marks."""
    is_walled: bool = False
    """Whether the page says that not all can read it without paying."""
    head: tuple[str, ...] = ()
    """What is printed beside the headline and is no part of the text: who wrote it, when, and in which section."""

    def as_data(self) -> dict[str, Any]:
        """Plain data, for the way from one process to another."""
        return asdict(self)

    @classmethod
    def of(cls, data: dict[str, Any]) -> "Capture":
        """The capture from plain data."""
        made: dict[str, Any] = {k: Found(**value) if isinstance(value, dict) else value for k, value in data.items()}
        return cls(**{**made, "blocks": tuple(made.get("blocks", ())), "head": tuple(made.get("head", ()))})

    def with_texts(self, change: Callable[[str], str]) -> "Capture":
        """The same with each of its texts changed."""
        data = {
            key: {**value, **{part: change(value[part]) for part in ("value", "why")}}
            if isinstance(value, dict)
            else value
            for key, value in self.as_data().items()
        }
        lines = {name: [change(one) for one in data[name]] for name in ("blocks", "head")}
        return Capture.of({**data, "text": change(self.text), **lines})


def need_extra(names: tuple[str, ...] = EXTRA, extra: str = "capture") -> None:
    """Refuse where a library of an optional extra is not installed, with the line that installs them."""
    missing = [name for name in names if importlib.util.find_spec(name) is None]
    if missing:
        raise Refusal(
            f"This command needs {', '.join(missing)}, which {'is' if len(missing) == 1 else 'are'} not installed."
            f" Install the extra, once:\n    {setting_up(extra)}"
        )


def kind_of(raw: bytes, content_type: str = "") -> str | None:
    """The kind of a file, or None for one that holds no article; the first bytes outweigh the label.

    `pdf`, `html`, `text`, `mhtml` (a page saved as one file by Chrome) or `webarchive` (by Safari).
    """
    if is_mhtml(raw):
        return "mhtml"
    if is_webarchive(raw):
        return "webarchive"
    if raw.startswith(_WORD_PROCESSOR):
        return None
    start = raw[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"%PDF-") or content_type == "application/pdf":
        return "pdf"
    label = content_type.partition(";")[0].strip().lower()
    lowered = raw[:4096].replace(b"\0", b"").lower()
    if any(mark in lowered for mark in (b"<!doctype html", b"<html", b"<head", b"<body", b"<article")):
        return "html"
    if _is_binary(raw, content_type):
        return None
    if label in ("text/html", "application/xhtml+xml"):
        return "html"
    return "text" if label.startswith("text/") or not label else None


def _is_binary(raw: bytes, content_type: str) -> bool:
    """Whether bytes are no text in any encoding, by the rule with which browsers tell (MIME Sniffing, 7.2)."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or "utf-16" in content_type.lower():
        return False
    return _BINARY.search(raw, 0, 1445) is not None


def read(raw: bytes, kind: str, *, charset: str | None, address: str | None, today: datetime.date) -> Capture:
    """Read a file of at most MAX_BYTES; `address` is where it was fetched, `charset` what the server said.

    Refusal where it holds no text.
    """
    if kind == "pdf":
        from newsdesk.intake.capture.files import read_pdf

        return read_pdf(raw, today)
    if kind == "text":
        from newsdesk.intake.capture.files import read_text

        return read_text(raw, charset, today)
    from newsdesk.intake.capture.page import read_page

    if kind in ("mhtml", "webarchive"):
        raw, inner, place = (of_mhtml if kind == "mhtml" else of_webarchive)(raw)
        return read_page(raw, inner or charset, place or address, today)
    return read_page(raw, charset, address, today)
