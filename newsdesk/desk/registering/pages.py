"""What the captured page of an entry says of it beside its text, and a home page of its publisher."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from newsdesk.desk.office import Desk
from newsdesk.intake.capture import MAX_BYTES, Capture, kind_of
from newsdesk.intake.capture.worker import read_apart
from newsdesk.intake.inbox.reading.feeds import feeds_of
from newsdesk.intake.original import original_of, site_of
from newsdesk.intake.packed import opened
from newsdesk.load import read_ordinary
from newsdesk.model.codes import check_id
from newsdesk.problems import Refusal
from newsdesk.store.files import replace

# In which order the captures of an entry tell most of its publisher.
_KINDS = ("warc.gz", "html", "mhtml", "webarchive")
_MOST_FEEDS = 8
# How a capture says that a day was read in a line that is printed, which is shown itself.
_PRINTED = "the line "
# The heads of so many entries are kept, and what stands in so many first characters of a text is printed there.
_KEPT, _HEAD = 20, 2000


@dataclass(frozen=True, slots=True)
class Page:
    """A page, as bytes that can be read again."""

    raw: bytes
    kind: str
    charset: str | None = None
    address: str | None = None


def captured_page(desk: Desk, entry: str) -> Page | None:
    """The page of an entry as it was captured on this machine; None where there is none."""
    with suppress(ValueError):
        check_id(entry)
        for kind in _KINDS:
            path = desk.project.captures / f"{entry}.{kind}"
            with suppress(OSError, Refusal):
                raw = read_ordinary(path, 2 * MAX_BYTES)
                page = _of_warc(raw) if kind == "warc.gz" else Page(raw, kind_of(raw) or "html")
                if page:
                    return page
    return None


@dataclass(frozen=True, slots=True)
class Line:
    """A line at the head of an article that is no part of its text."""

    text: str
    why: str = ""
    """Where a page says so to programs alone; "" where the line is printed beside the headline."""


def head_of(desk: Desk, entry: str) -> tuple[Line, ...]:
    """What the captured page of an entry prints beside its headline, and what it says of author and day elsewhere.

    Nothing where there is no page at hand, or none that can be read.
    """
    known = _heads(desk)
    page = captured_page(desk, entry)
    if page is None:
        known.pop(entry, None)
        return ()
    if entry not in known or known[entry][0] != page:
        lines: list[Line] = []
        with suppress(Refusal):
            today = desk.today()
            capture = read_apart(page.raw, page.kind, charset=page.charset, address=page.address, today=today)
            lines += [Line(one) for one in capture.head]
            printed = "\n".join([capture.text[:_HEAD], *capture.head])
            told = [one for one in (capture.byline, capture.published) if one and one.value not in printed]
            lines += [Line(one.value, one.why) for one in told if not one.why.startswith(_PRINTED)]
        known[entry] = page, tuple(lines)
        while len(known) > _KEPT:
            del known[next(iter(known))]
    return known[entry][1]


def head_seen(desk: Desk, entry: str) -> tuple[Line, ...]:
    """The same as it was shown last; nothing where nobody has asked for it."""
    return known[1] if (known := _heads(desk).get(entry)) else ()


def _heads(desk: Desk) -> dict[str, tuple[Page, tuple[Line, ...]]]:
    found: dict[str, tuple[Page, tuple[Line, ...]]] = desk.kept.setdefault("heads", {})
    return found


def home_page(desk: Desk, address: str) -> Page:
    """The page at an address, fetched because an editor asked for it; Refusal says why not."""
    original = original_of(address, site_of(desk.project.config), desk.guard)
    answer = original.answer
    return Page(original.raw, original.kind, answer.charset if answer else None, answer.address if answer else address)


def said_by(page: Page, today: date, fallback: str = "") -> dict[str, Any]:
    """What a page says of its publisher: `domain`, `home`, `name`, `name_language`, `language`, `country`, `feeds`.

    What it does not say for certain is "".
    """
    capture = read_apart(page.raw, page.kind, charset=page.charset, address=page.address, today=today)
    address = page.address or (capture.url.value if capture.url else "") or fallback
    parts = urlsplit(address)
    host = (parts.hostname or "").rstrip(".").removeprefix("www.")
    return {
        "domain": host,
        "home": f"{parts.scheme}://{parts.netloc.lower()}/" if host else "",
        "name": _certain(capture, "site"),
        "language": _certain(capture, "language"),
        "country": _certain(capture, "country"),
        "feeds": feeds_of(page.raw, address)[:_MOST_FEEDS] if page.kind == "html" else [],
    }


def kept_page(desk: Desk, page: Page, name: str) -> Path:
    """The page as a file of the desk's own, which a verb can name."""
    folder = desk.files.need() / "pages"
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.{page.kind}"
    replace(path, page.raw)
    return path


def _certain(capture: Capture, field: str) -> str:
    found = getattr(capture, field)
    return found.value if found and found.certain else ""


def _of_warc(raw: bytes) -> Page | None:
    """The page in the first answer of a WARC."""
    import io

    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    try:
        for record in ArchiveIterator(io.BytesIO(raw)):
            if record.rec_type == "response":
                label = record.http_headers.get_header("content-type", "") if record.http_headers else ""
                address = record.rec_headers.get_header("WARC-Target-URI")
                body = opened(record.content_stream().read(MAX_BYTES + 1)[:MAX_BYTES], address or "")
                charset = label.partition("charset=")[2].strip(" \"'") or None
                return Page(body, kind_of(body, label) or "html", charset, address)
    except (ArchiveLoadFailed, OSError, EOFError, ValueError):
        return None
    return None
