"""Pages that a browser saved in one file with all that belongs to them: the page, its encoding and its address."""

from contextlib import suppress
from typing import NamedTuple

from newsdesk.problems import Refusal


class SavedPage(NamedTuple):
    """The bytes of a page, what its file says of their encoding, and where it was saved from."""

    raw: bytes
    charset: str | None
    address: str | None


def is_mhtml(raw: bytes) -> bool:
    """Whether bytes are a page saved as one file by Chrome, Edge or Opera (MHTML, RFC 2557), or a mail of that form."""
    head = raw[:8192].lstrip(b"\xef\xbb\xbf \t\r\n").replace(b"\r\n", b"\n").partition(b"\n\n")[0].lower()
    return b"mime-version:" in head and b"content-type:" in head and b"<" not in head.partition(b":")[0]


def is_webarchive(raw: bytes) -> bool:
    """Whether bytes are a page saved as one file by Safari."""
    return raw.startswith(b"bplist00") and b"WebMainResource" in raw


def of_mhtml(raw: bytes) -> SavedPage:
    """The page of an MHTML file: its first part that is a page."""
    # Imported here, as below: whether a file is such a page is asked of each, and few are.
    import email
    import email.policy

    with suppress(Exception):  # a damaged file fails in as many ways as the library has lines
        message = email.message_from_bytes(raw.lstrip(b"\xef\xbb\xbf \t\r\n"), policy=email.policy.compat32)
        for part in message.walk():
            body = part.get_payload(decode=True)
            if part.get_content_type() in ("text/html", "application/xhtml+xml") and isinstance(body, bytes) and body:
                charset = part.get_content_charset()
                said = (message["Snapshot-Content-Location"], part["Content-Location"])
                address = next((str(one).strip() for one in said if one and "://" in str(one)), None)
                return SavedPage(body, charset, address)
    raise Refusal("The file holds no page that can be read. Save the article as HTML, PDF or text.")


def of_webarchive(raw: bytes) -> SavedPage:
    """The page of Safari's file."""
    import plistlib

    with suppress(Exception):
        main = plistlib.loads(raw)["WebMainResource"]
        return SavedPage(
            bytes(main["WebResourceData"]),
            str(main["WebResourceTextEncodingName"]) if main.get("WebResourceTextEncodingName") else None,
            str(main["WebResourceURL"]) if main.get("WebResourceURL") else None,
        )
    raise Refusal("The file holds no page that can be read. Save the article as HTML, PDF or text.")
