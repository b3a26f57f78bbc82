"""Text files and PDFs, and the encoding of any file."""

import codecs
import datetime
import re
import unicodedata
from contextlib import suppress

from newsdesk.intake.capture import Capture, Found
from newsdesk.intake.capture.characters import without_hints
from newsdesk.intake.capture.detector import classify
from newsdesk.intake.capture.printed import read_layer
from newsdesk.intake.capture.said.dates import in_text
from newsdesk.problems import Refusal

MAX_PAGES = 200
MAX_TEXT = 400_000
# What programs that make PDFs write in the place of a title.
_FILE_NAME = re.compile(
    r"^\S*\.(?:html?|pdf|docx?|odt|rtf|txt|indd|qxp|php|aspx?)$|^untitled|^microsoft (?:word|powerpoint)|^about:blank"
    r"|^https?://|^(?:print|document|page|layout|file)\s*\d*$|^\W*$",
    re.IGNORECASE,
)
# "18.11.2026, 12:04 Bridge opens later – Example News": the day is that of printing.
_HEAD_LINE = re.compile(r"^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}[,.]?\s+\d{1,2}[:.]\d{2}(?:\s*[APap]\.?[Mm]\.?)?\s*(\D.*)?$")
_FOOT_LINE = re.compile(r"^https?://\S+(?=\s+\d+/\d+$)")
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
# How the first sign of a page looks in encodings of two and four bytes a letter, where their mark is missing.
_WIDE = re.compile(
    rb"(?P<utf_32_le>(?:\s\0\0\0)*<\0\0\0)|(?P<utf_32_be>(?:\0\0\0\s)*\0\0\0<)"
    rb"|(?P<utf_16_le>(?:\s\0)*<\0)|(?P<utf_16_be>(?:\0\s)*\0<)"
)
# The mark of UTF-32 begins with that of UTF-16.
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# A web page that says one of these means the other, by the HTML standard.
_MEANT = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}


def decode(raw: bytes, charset: str | None = None) -> str:
    """The text of some bytes, whatever they claim to be; what cannot be read becomes U+FFFD."""
    for bom, name in _BOMS:
        if raw.startswith(bom):
            return raw.decode(name, "replace")
    if wide := _WIDE.match(raw):
        return raw.decode(str(wide.lastgroup), "replace")
    declared = _META.search(raw[:4096])
    # UTF-8 that holds together is UTF-8: no other encoding does so by chance.
    tries = ["utf-8", charset, declared[1].decode("ascii") if declared else None]
    for name in filter(None, tries):
        with suppress(LookupError, ValueError, UnicodeError):
            name = codecs.lookup(name).name
            text = codecs.decode(raw, _MEANT.get(name, name))
            if isinstance(text, str):
                return text
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:100_000]).best()
    return raw.decode(best.encoding if best else "cp1252", "replace")


def tidy(text: str) -> str:
    """Lines without blanks at their ends, one empty line between paragraphs, no invisible controls."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    kept = (c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    lines = [line.strip() for line in "".join(kept).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def read_text(raw: bytes, charset: str | None, today: datetime.date) -> Capture:
    """A text file: nothing in it says for certain what is title, date or author."""
    text = tidy(without_hints(decode(raw, charset)))
    if not any(c.isalpha() for c in text):
        raise Refusal("The file holds no text.")
    first = text.split("\n", 1)[0]
    title = Found(first, "the first line of the text", certain=False) if len(first) <= 300 else None
    heard = detect(text)
    return Capture("text", text[:MAX_TEXT], title, detected=heard, published=in_text(text, heard, today))


def read_pdf(raw: bytes, today: datetime.date) -> Capture:
    """A PDF with a text layer; its own title and author are often those of a template."""
    try:
        layer, about = read_layer(raw, MAX_PAGES, MAX_TEXT)
    except Refusal:
        raise
    except Exception as error:  # a malformed PDF fails in as many ways as there are lines in the library
        raise Refusal(f"The PDF cannot be read ({type(error).__name__}). Save its text as a .txt file.") from None
    title, author = about.get("Title", ""), about.get("Author", "")
    text = tidy(without_hints(layer))[:MAX_TEXT]
    if not any(c.isalpha() for c in text):
        raise Refusal("The PDF has no text layer: it holds pictures. Type or recognise its text into a .txt file.")
    title = tidy(title).replace("\n", " ")
    printed, place = _of_browser(text)
    if not title or _FILE_NAME.search(title):
        title = printed or _first_line(text)
    heard = detect(text)
    return Capture(
        "pdf",
        text,
        Found(title[:300], "what the PDF says of itself, or its first line", certain=False),
        Found(tidy(author).replace("\n", " ")[:200], "what the PDF says of itself", certain=False) if author else None,
        url=Found(place, "the line that a browser prints at the foot of a page", certain=False) if place else None,
        detected=heard,
        published=in_text(text, heard, today),
    )


def _of_browser(text: str) -> tuple[str, str | None]:
    """The title and the address that a browser prints above and below a page, where it printed them."""
    lines = [line for line in text.split("\n") if line]
    printed = next((match[1] or "" for line in lines[:3] if (match := _HEAD_LINE.match(line))), "")
    # A page's foot is its last line, or the first that the text layer holds.
    place = next((match[0] for line in lines if (match := _FOOT_LINE.match(line))), None)
    return printed.strip(), place.split()[0] if place else None


def _first_line(text: str) -> str:
    """The first line that may be a title: one with some words, and no address or date alone."""
    lines = [line for line in text.split("\n")[:20] if sum(c.isalpha() for c in line) > 7 and "://" not in line]
    return next((line for line in lines if not _HEAD_LINE.match(line)), text.split("\n", 1)[0])


def detect(text: str) -> str | None:
    """The language that the detector takes a text for, or None for one too short to tell."""
    if len(text.split()) < 8 and len(text) < 60:
        return None
    with suppress(Exception):  # a guess that only warns is never worth a failure
        return classify(text[:5000])
    return None
