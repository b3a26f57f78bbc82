"""Bodies and files that are packed by gzip or zlib."""

import zlib
from contextlib import suppress

from newsdesk.intake.capture import MAX_BYTES
from newsdesk.problems import Refusal


def unpacked(raw: bytes, most: int, *, whole: bool) -> bytes:
    """At most so many unpacked bytes; a body may be packed in several pieces, one behind the other.

    zlib.error where it, or anything behind a piece, is not packed; EOFError where a piece that has to be whole is not.
    """
    body = bytearray()
    wbits = 47  # gzip or zlib, whichever the first bytes say
    while raw.strip(b"\0"):
        unpacker = zlib.decompressobj(wbits)
        try:
            body += unpacker.decompress(raw, most - len(body))
        except zlib.error:
            # Some servers send "deflate" without the head that the standard asks for; a piece of gzip has one.
            if body or wbits < 0 or raw.startswith(b"\x1f\x8b"):
                raise
            wbits = -15
            continue
        if len(body) >= most:
            break
        if not unpacker.eof:
            if whole:
                raise EOFError
            break
        raw = unpacker.unused_data
    return bytes(body)


def body_of(packing: str, raw: bytes, address: str, limit: int, *, cut: bool) -> bytes:
    """The body of an answer without its packing, as its header names that, never larger than the limit.

    With `cut` it may end early; Refusal where it cannot be unpacked, or is too large.
    """
    packing = packing.strip().lower()
    if packing in ("", "identity"):
        return raw
    if packing not in ("gzip", "x-gzip", "deflate"):
        raise Refusal(f"{address} is packed as {packing[:20]}, which was not asked for. Save it in a browser.")
    try:
        body = unpacked(raw, limit + 1, whole=not cut)
    except zlib.error:
        raise Refusal(f"{address} cannot be unpacked. Save the page in a browser.") from None
    except EOFError:
        raise Refusal(f"{address} broke off. Try again, or save the page in a browser.") from None
    if len(body) > limit and not cut:
        raise too_big(address, limit)
    return body


def too_big(address: str, limit: int) -> Refusal:
    """That a page has more bytes than are taken."""
    return Refusal(f"{address} is larger than {limit / 1024**2:.2g} MB. Save the text of the article alone.")


def opened(raw: bytes, shown: str) -> bytes:
    """The bytes of a file without the packing that some programs leave on a saved page; Refusal for one too large."""
    with suppress(zlib.error, EOFError):
        if raw.startswith(b"\x1f\x8b") and len(raw) <= MAX_BYTES:
            raw = unpacked(raw, MAX_BYTES + 1, whole=True)
    if len(raw) > MAX_BYTES:
        raise Refusal(f"{shown} is larger than {MAX_BYTES // 1024**2} MB. Save the text of the article alone.")
    return raw
