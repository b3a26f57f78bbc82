"""Rules on addresses: the same article is not monitored twice."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from courlan import normalize_url

from newsdesk.check.draft import AnyItem, Draft, Finding
from newsdesk.load import Loc

# An address without anything to clean: no capitals in the host, port, query, fragment, code or empty part.
_CLEAN = re.compile(r"https?://(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)*)((?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*)/?")


def address_key(address: str) -> str:
    """What two spellings of one address share: no scheme, www, tracking, fragment or last slash."""
    if (clean := _CLEAN.fullmatch(address)) and "xn--" not in address:
        return clean[1] + clean[2]
    return _cleaned(address)


def _cleaned(address: str) -> str:
    # strict=True would also drop ?newsid=123, which tells articles apart.
    clean = urlsplit(normalize_url(address, strict=False))
    host = (clean.hostname or "").removeprefix("www.")
    query = f"?{clean.query}" if clean.query else ""
    return f"{host}{clean.path.rstrip('/')}{query}"


def duplicate_address(draft: Draft) -> Iterator[Finding]:
    """No two entries that stand are about one address; a language version belongs to the same entry."""
    first: dict[str, AnyItem] = {}
    for item in draft.entries:
        entry = item.record
        if entry.withdrawn:
            continue
        places: list[tuple[Loc, str]] = [(("url",), entry.url)] if entry.url else []
        places += [(("versions", i, "url"), v.url) for i, v in enumerate(entry.versions)]
        for loc, address in places:
            other = first.setdefault(address_key(address), item)
            if other is not item:
                yield Finding(
                    item,
                    loc,
                    f'The article at "{address}" already has an entry.',
                    f"See {other.document.path}: keep one of them.",
                )


RULES = (duplicate_address,)
