"""Values as sources write them: days, languages, addresses and marked-up texts come in, ours or nothing goes out."""

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from newsdesk.intake.capture.files import tidy
from newsdesk.intake.inbox import LEAD, MAX_TEXT
from newsdesk.model.codes import check_address, check_language
from newsdesk.model.edtf import Edtf

_DATA = files("newsdesk") / "data" / "inbox"
# A year, a month or a day, with a time behind it or not.
_ISO = re.compile(r"([0-9]{4})(?:[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?)?(?![0-9])[~]?")
_PACKED = re.compile(r"((?:19|20)[0-9]{2})([01][0-9])([0-3][0-9])(?:T?[0-9]{4,6}Z?)?")
# With points the day comes first in every language that writes so; with slashes it depends on the country.
_POINTED = re.compile(r"([0-3]?[0-9])\.([01]?[0-9])\.((?:19|20)[0-9]{2})\b")
_EPOCH = re.compile(r"[0-9]{9,10}(?:[0-9]{3})?(?:\.[0-9]+)?")
_TAG = re.compile(r"<[a-zA-Z/!][^>]*>|&[a-zA-Z#][a-zA-Z0-9]*;")
_ADDRESS = re.compile(r"https?://[^\s<>\"'`{}|\\^\[\]]+", re.IGNORECASE)


@cache
def data(name: str) -> Any:
    """A list of ours, by the name of its file."""
    return yaml.safe_load((_DATA / f"{name}.yaml").read_text("utf-8"))


def day(value: Any) -> str:
    """The day, month or year that a value names, as an EDTF date; "" where it names none for certain."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    text = str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
    found = ""
    if packed := _PACKED.fullmatch(text):
        found = "-".join(packed.groups())
    elif _EPOCH.fullmatch(text):
        seconds = float(text)
        with suppress(ValueError, OverflowError, OSError):
            found = datetime.fromtimestamp(seconds / 1000 if seconds > 1e11 else seconds, UTC).date().isoformat()
    elif pointed := _POINTED.match(text):
        found = f"{pointed[3]}-{int(pointed[2]):02}-{int(pointed[1]):02}"
    elif written := _ISO.match(text):
        found = "-".join([written[1], *(f"{int(part):02}" for part in written.groups()[1:] if part)])
        found += "~" if written[0].endswith("~") else ""
    elif text:
        with suppress(ValueError, TypeError, IndexError, OverflowError):  # as letters and feeds write it
            found = parsedate_to_datetime(text[:100]).date().isoformat()
    return _sound(found)


def _sound(text: str) -> str:
    with suppress(ValueError):
        return str(Edtf.parse(text)) if text else ""
    return ""


@cache
def tag(text: str) -> str:
    """A language as BCP 47 writes it, from `en`, `en_us`, `EN`; "" where it is none."""
    text = text.strip().replace("_", "-")[:35]
    parts = text.split("-")
    shapes = [text, "-".join([parts[0].lower(), *(p.upper() if len(p) == 2 else p.title() for p in parts[1:])])]
    for shape in (*shapes, parts[0].lower()):
        with suppress(ValueError):
            return check_language(shape)
    return ""


LONGEST = 4_000
"""An address has at most so many characters."""


def address(text: Any) -> str:
    """An address that may be followed, as it was written; "" where it is none."""
    text = text.strip() if isinstance(text, str) else ""
    with suppress(ValueError):
        return check_address(text) if len(text) <= LONGEST else ""
    return ""


def addresses(text: str) -> list[str]:
    """Every address in a line or a text, without the signs of the sentence around it."""
    found = []
    for match in _ADDRESS.finditer(text):
        one = match[0].rstrip(".,;:!?»”’")
        while one.endswith(")") and one.count("(") < one.count(")"):
            one = one[:-1].rstrip(".,;:!?")
        if whole := address(one):
            found.append(whole)
    return found


def is_too_long(text: str) -> bool:
    """Whether an address stands in a line that is longer than one may be."""
    return any(len(match[0]) > LONGEST for match in _ADDRESS.finditer(text))


def plain(text: Any, most: int = MAX_TEXT) -> str:
    """A text without its markup; what stands in scripts and styles is no text."""
    text = text[: most * 4] if isinstance(text, str) else ""
    if _TAG.search(text):
        import lxml.html

        with suppress(Exception):  # whatever is no markup stays as it is
            tree = lxml.html.fragment_fromstring(text, create_parent="div")
            for gone in tree.xpath(".//script|.//style|.//noscript|.//template|.//iframe"):
                gone.drop_tree()
            for block in tree.xpath(".//p|.//br|.//div|.//li|.//h1|.//h2|.//h3|.//tr|.//blockquote"):
                block.tail = "\n\n" + (block.tail or "")
            text = tree.text_content()
    return tidy(text)[:most]


def line(text: Any, most: int = 500) -> str:
    """The same in one line, as titles and names are."""
    found = " ".join(plain(text, most * 4).split())
    return found if len(found) <= most else found[: most - 1].rstrip() + "…"


def lead(text: str) -> str:
    """The first words of a text."""
    return line(text[: LEAD * 3], LEAD)


def folded(name: str) -> str:
    """The name of a column as it is compared."""
    return re.sub(r"[\s_-]+", " ", name.strip().lower())


def picked(row: Mapping[str, Any], what: str) -> Any:
    """What a row holds of one kind, by our list of names of columns; None where it holds nothing."""
    for name in data("columns")[what]:
        value = row.get(name)
        if value not in (None, "", [], {}):
            return value
    return None
