"""Copies of a page that an archive, a cache or a translator keeps: the address of the page and that of the copy."""

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from urllib.parse import urlsplit

# Hosts that keep copies, and hosts below them.
_ARCHIVES = (
    "web.archive.org arquivo.pt archive.today archive.ph archive.is archive.li archive.vn archive.md archive.fo"
    " perma.cc perma-archives.org archive-it.org vefsafn.is ghostarchive.org webarchive.org.uk"
    " webarchive.nationalarchives.gov.uk webarchive.loc.gov webarchive.nla.gov.au swap.stanford.edu haw.nsk.hr"
    " megalodon.jp conifer.rhizome.org wayback.webarchiv.cz webarchive.bac-lac.gc.ca"
).split()
# Hosts that show somebody else's page in another dress: what the page says of itself is right.
_DRESSES = (
    "translate.goog", "ampproject.org", "webcache.googleusercontent.com", "translate.googleusercontent.com",
    "bingj.com", "yandexwebcache.net", "12ft.io", "freedium.cfd", "outline.com",
)  # fmt: skip
# When a copy was made, as archives write it into the address, and how the copy is to be shown.
_STAMP = r"/(?:\d{4,14}(?:[a-z]{2}_)?\*?|\d{4}\.\d{2}\.\d{2}-\d{6})/"
_AFTER_STAMP = re.compile(_STAMP + r"(?=[a-z])(?:(https?):/{1,2})?((?:[\w-]+\.)+[\w-]+(?:[:/?].*)?)$", re.DOTALL)
_INNER = re.compile(r"/(?:[a-z]{2}_/)?(https?):/{1,2}([^/\s].*)$", re.DOTALL)

# The day in it.
_DAY = re.compile(r"/(\d{4})\.?(\d{2})\.?(\d{2})(?:-?\d{6})?(?:[a-z]{2}_)?/")

# What the script that the Wayback Machine adds is told: the page, when it was copied, and where the copy lies.
_SCRIPT = re.compile(
    r'__wm\.wombat\(\s*"(https?://[^"\s]+)"\s*,\s*"(\d{14})"\s*,\s*"(https?://[^"\s]+?)/?"\s*,\s*"(\w+)"'
)


class Copy(NamedTuple):
    """The address of a page, None where its copy does not tell it, and that of the copy, None where it is none."""

    page: str | None
    copy: str | None


def told_apart(address: str | None) -> Copy:
    """What an address leads to: the page itself, or an archive's copy of a page."""
    if not address:
        return Copy(None, None)
    try:
        parts = urlsplit(address)
    except ValueError:
        return Copy(address, None)
    host = (parts.hostname or "").removeprefix("www.")
    if is_below(host, _DRESSES):
        return Copy(None, None)
    inner = address[len(f"{parts.scheme}://{parts.netloc}") :]
    known = is_below(host, _ARCHIVES)
    match = _AFTER_STAMP.search(inner) if known or _with_scheme(inner) else None
    match = match or (_INNER.search(inner) if known else None)
    if match:
        return Copy(f"{match[1] or 'http'}://{match[2]}", address)
    return Copy(None, address) if known else Copy(address, None)


def of_script(source: str) -> Copy:
    """What the script of an archive says in the source of a copy."""
    match = _SCRIPT.search(source)
    return Copy(match[1], f"{match[3]}/{match[4]}/{match[2]}/{match[1]}") if match else Copy(None, None)


def copied_on(address: str) -> date | None:
    """The day on which a copy was made, where its address tells it."""
    found = _DAY.search(address)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:  # digits that are no day
        return None


def _with_scheme(inner: str) -> bool:
    """Whether a whole address stands behind a time stamp, which is no page's own way of writing its address."""
    return bool(re.search(_STAMP + r"https?:/", inner))


def is_below(host: str, hosts: Iterable[str]) -> bool:
    """Whether a host is one of these or stands below one."""
    return any(host == one or host.endswith(f".{one}") for one in hosts)
