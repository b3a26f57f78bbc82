"""Pages that references lead to, read for whoever cites them: an address or a file comes in, its text goes out."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsdesk.desk.office import Desk
from newsdesk.evidence.cited import capture_name
from newsdesk.evidence.cited.addresses import address_key
from newsdesk.intake.capture import Capture, Found, kind_of
from newsdesk.intake.capture.worker import read_apart
from newsdesk.intake.original import original_of, site_of
from newsdesk.intake.packed import opened
from newsdesk.model.codes import check_address
from newsdesk.problems import Refusal
from newsdesk.store.captured.texts import read_text
from newsdesk.store.files import replace

_MOST_LETTERS = 600_000


@dataclass(frozen=True, slots=True)
class Seen:
    """A page as it was read: what it says of itself, and the name under which its text waits on the desk."""

    address: str
    text: str
    title: str = ""
    publisher: str = ""
    published: str = ""
    language: str = ""
    archive: str = ""
    whence: str = ""
    """Where the text is from, where no page was read: a file of this machine."""

    @property
    def data(self) -> dict[str, Any]:
        """The same for a script, its text in paragraphs."""
        paragraphs = [part for part in self.text[:_MOST_LETTERS].split("\n") if part.strip()]
        return {
            "address": self.address,
            "title": self.title,
            "publisher": self.publisher,
            "published": self.published,
            "language": self.language,
            "archive": self.archive,
            "whence": self.whence,
            "paragraphs": paragraphs,
        }


def fetch_page(desk: Desk, url: str) -> Seen:
    """Fetch a page because an editor asked for it, and keep its text on the desk; Refusal says why not."""
    if not url.startswith(("http://", "https://")):
        raise Refusal(f'"{url[:200]}" is no address of a page: write it with http:// or https://.')
    original = original_of(url, site_of(desk.project.config), desk.guard)
    answer = original.answer
    assert answer is not None, "what is no file was fetched"
    capture = read_apart(
        original.raw, original.kind, charset=answer.charset, address=answer.address, today=desk.today()
    )
    return _kept(desk, url, capture)


def uploaded_page(desk: Desk, url: str, raw: bytes) -> Seen:
    """The same of a page or PDF that was saved in a browser: at the address given, else at its own, or at none."""
    raw = opened(raw, "the file")
    kind = kind_of(raw)
    if kind is None:
        raise Refusal("The file is no page, text or PDF.")
    capture = read_apart(raw, kind, charset=None, address=None, today=desk.today())
    own = capture.url.value if capture.url else ""
    return _kept(desk, next((one for one in (url, own) if _is_address(one)), ""), capture)


def known_page(desk: Desk, url: str) -> Seen | None:
    """The text of a page as it was captured on this machine; None where it was not."""
    path = desk.project.captures / f"{_name(url)}.txt"
    with suppress(OSError, Refusal):
        if path.is_file():
            return Seen(url, read_text(path), whence=f"{path.parent.name}/{path.name}")
    return None


def keep_read(desk: Desk, url: str, text: str) -> Path:
    """Put the text of a page where a verb can read it, on the desk alone; returns the file."""
    folder = desk.files.need() / "read"
    folder.mkdir(exist_ok=True)
    path = folder / f"{_name(url)}.txt"
    replace(path, (text if text.endswith("\n") else f"{text}\n").encode("utf-8", "replace"))
    return path


def read_before(desk: Desk, url: str) -> Path | None:
    """The file that holds what was read of a page, in this run or an earlier one."""
    path = desk.project.root / ".desk" / "read" / f"{_name(url)}.txt"
    return path if path.is_file() else None


def _kept(desk: Desk, url: str, capture: Capture) -> Seen:
    if not capture.text.strip():
        raise Refusal("No text was found in this page. Paste the words that matter, or save it in a browser.")
    if url:
        keep_read(desk, url, capture.text)
    return Seen(
        url,
        capture.text,
        _value(capture.title),
        _value(capture.site),
        _value(capture.published),
        _value(capture.language) or capture.detected or "",
        _value(capture.archived),
    )


def _value(found: Found | None) -> str:
    return found.value if found and found.certain else ""


def _is_address(text: str) -> bool:
    try:
        return bool(check_address(text))
    except ValueError:
        return False


def _name(url: str) -> str:
    """Under which name the text of a page is kept; Refusal for what is no address."""
    try:
        return capture_name(address_key(check_address(url)))
    except ValueError as error:
        raise Refusal(f'"{url[:200]}" is no address of a page: write it in full, with https:// in front.') from error
