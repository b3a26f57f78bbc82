"""Addresses as one page has them: two spellings of one come in, the same key goes out."""

import re
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlsplit

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


# What a page for phones or for fast readers has before its host, behind its path, or in its query.
_OTHER_HOST = re.compile(r"(?:m|mobile|amp|touch|wap)\.(?=[^.]+\.)")
_OTHER_PATH = re.compile(r"^/amp(?=/.)|(?:/amp|\.amp)$|(?:\.amp|/amp)(?=\.html$)")
_OTHER_QUERY = ("amp", "outputtype")


def lookup_key(address: str) -> str:
    """What the spellings of one address share that somebody may paste: also those for phones and of AMP.

    Codes in it are read, so that it does not matter how they are written. newsdesk/theme/assets/newsdesk/address.js
    makes the same in a browser.
    """
    host, mark, rest = address_key(address).partition("/")
    path, _, query = (mark + rest).partition("?")
    if "?" in host:
        host, _, query = host.partition("?")
    try:
        host = host.encode("idna").decode() or host
    except UnicodeError:  # no host that a name could lead to
        host = host.lower()
    path = _OTHER_PATH.sub("", unquote(path)).rstrip("/")
    pairs = [(name, value) for name, value in parse_qsl(query) if name.lower() not in _OTHER_QUERY]
    said = "&".join(f"{name}={value}" for name, value in pairs)
    return f"{_OTHER_HOST.sub('', host, count=1)}{path}{'?' if said else ''}{said}"
