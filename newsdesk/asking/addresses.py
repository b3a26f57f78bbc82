"""Addresses of records: what a program was given, whole or below the site, comes in, kind and id go out."""

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

TOOLS = {"entries": "entry", "stories": "story", "people": "person", "outlets": "outlet", "digests": "week"}
"""By kind of record, the question that answers with one, which is also what one of them is called."""
_HERE = re.compile(r"(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?")
_ID = "[a-z0-9]+(?:-[a-z0-9]+)*"
_ENTRY = re.compile(rf"\d{{4}}/w\d\d/({_ID})")
_WEEK = re.compile(r"(\d{4})/w(\d\d)")
_RECORD = re.compile(rf"([a-z]+)/({_ID})(?:/.*)?")
_KINDS = frozenset((*TOOLS, "topics", "places", "countries", "languages"))


@dataclass(frozen=True, slots=True)
class Found:
    """Which record has an address here; of an article elsewhere, its address without https://."""

    kind: str = ""
    name: str = ""
    elsewhere: str = ""


def found_at(text: str, root: str) -> Found | None:
    """Which record an address means on a site whose address is `root`; None where the text is no address."""
    if "/" not in text:
        return None
    own, parts = urlsplit(root), urlsplit(text.strip("<>"))
    if parts.scheme in ("http", "https"):
        host = parts.netloc.casefold()
        if host != own.netloc.casefold() and not _HERE.fullmatch(host):
            return Found(elsewhere=text.partition("://")[2])
    path = unquote(parts.path).casefold().lstrip("./")
    path = path.removeprefix(own.path.casefold().strip("/")).lstrip("/").removeprefix("api/v1/")
    path = path.removesuffix("index.html").removesuffix("index.md").removesuffix(".json").rstrip("/")
    if match := _ENTRY.fullmatch(path):
        return Found("entries", match[1])
    if match := _WEEK.match(path):
        return Found("digests", f"{match[1]}-W{match[2]}")
    if (match := _RECORD.fullmatch(path)) and match[1] in _KINDS:
        return Found(match[1], match[2].upper() if match[1] == "digests" else match[2])
    return None
