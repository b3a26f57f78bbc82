"""Addresses as one page has them: two spellings of one come in, the same key goes out."""

import re
from functools import lru_cache
from urllib.parse import urlsplit

# An address without anything to clean: no capitals in the host, port, query, fragment, code or empty part.
_CLEAN = re.compile(r"https?://(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)*)((?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*)/?")


@lru_cache(maxsize=16384)  # one page is cited by many records, and asked for by many views
def address_key(address: str) -> str:
    """What two spellings of one address share: no scheme, www, tracking, fragment or last slash."""
    if (clean := _CLEAN.fullmatch(address)) and "xn--" not in address:
        return clean[1] + clean[2]
    return _cleaned(address)


def _cleaned(address: str) -> str:
    # Imported here: most addresses are clean, and it brings what fetches pages with it.
    from courlan import normalize_url

    # strict=True would also drop ?newsid=123, which tells articles apart.
    clean = urlsplit(normalize_url(address, strict=False))
    host = (clean.hostname or "").removeprefix("www.")
    query = f"?{clean.query}" if clean.query else ""
    return f"{host}{clean.path.rstrip('/')}{query}"
