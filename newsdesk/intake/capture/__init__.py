"""What a saved page, PDF or text file says about itself: bytes become a `Capture`.

Nothing here runs a script, follows a link or opens another file. The libraries of the optional extra
`capture` are imported where they are used, so that everything else works without them.
"""

import datetime
import importlib.util
import re
from dataclasses import asdict, dataclass
from typing import Any

from newsdesk.problems import Refusal, setting_up

MAX_BYTES = 5 * 1024 * 1024
# Control characters that no text holds; some word processors leave a vertical tab.
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
EXTRA = ("trafilatura", "lxml_html_clean", "py3langid", "pypdf", "rapidfuzz", "warcio", "protego", "idna")
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
    """A day such as 2022-10-18."""
    published_basis: str | None = None
    """`printed` or `address`, where the day is certain."""

    def as_data(self) -> dict[str, Any]:
        """Plain data, for the way from one process to another."""
        return asdict(self)

    @classmethod
    def of(cls, data: dict[str, Any]) -> "Capture":
        """The capture from plain data."""
        return cls(**{key: Found(**value) if isinstance(value, dict) else value for key, value in data.items()})


def need_extra() -> None:
    """Refuse where a library of the extra is not installed, with the line that installs them."""
    missing = [name for name in EXTRA if importlib.util.find_spec(name) is None]
    if missing:
        raise Refusal(
            f"This command needs {', '.join(missing)}, which {_are(missing)} not installed."
            f" Install the extra, once:\n    {setting_up('capture')}"
        )


def _are(missing: list[str]) -> str:
    return "is" if len(missing) == 1 else "are"


def kind_of(raw: bytes, content_type: str = "") -> str | None:
    """`pdf`, `html`, `text`, or None for a file that is none of them; the first bytes outweigh the label."""
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

        return read_pdf(raw)
    if kind == "text":
        from newsdesk.intake.capture.files import read_text

        return read_text(raw, charset)
    from newsdesk.intake.capture.page import read_page

    return read_page(raw, charset, address, today)
