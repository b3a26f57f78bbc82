"""A digest as an e-mail: two parts, one column, never so long that a mail program cuts it."""

import quopri
from collections.abc import Iterator
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import urlsplit

from newsdesk.collection import Collection
from newsdesk.views.editions.contents import Edition
from newsdesk.views.editions.formats import Length, as_mail, as_text

# Bytes of the whole message: beyond about 102,000 some programs cut it and hide the way out.
LIMIT = 100_000
# Stands in no part: an equals sign is followed by two digits or a line end in quoted-printable.
_BOUNDARY = "=_digest_{}_="
_NOBODY = "example.invalid"


def message(collection: Collection, edition: Edition, text: str) -> str:
    """The edition as a message (RFC 5322) with CRLF line ends; `text` is the whole edition in plain text.

    Entries are shortened as far as it takes to keep the message under the limit.
    """
    newsletter = collection.settings.extra.newsletter
    way_out = ""
    if newsletter and newsletter.unsubscribe:
        way_out = f"\n{collection.words('Unsubscribe:')}\n{newsletter.unsubscribe}\n"
    for plain, html in _shorter_and_shorter(collection, edition, text):
        made = _assembled(collection, edition, (plain + way_out, html))
        if len(made) < LIMIT:
            break
    return made


def _shorter_and_shorter(collection: Collection, edition: Edition, text: str) -> Iterator[tuple[str, str]]:
    # Both parts say the same, and HTML takes more for it: half the limit in one is the whole in both.
    if 2 * len(text.encode()) < LIMIT:
        yield text, as_mail(collection, edition, Length.WHOLE)
    yield _bodies(collection, edition, Length.SHORT)
    count = edition.count
    while count:
        yield _bodies(collection, edition.first(count), Length.TITLES)
        count = count * 3 // 4
    yield _bodies(collection, edition.first(0), Length.TITLES)


def _bodies(collection: Collection, edition: Edition, length: Length) -> tuple[str, str]:
    return as_text(collection, edition, length), as_mail(collection, edition, length)


def _assembled(collection: Collection, edition: Edition, bodies: tuple[str, str]) -> str:
    made = EmailMessage(SMTP)
    for name, value in _headers(collection, edition):
        made[name] = value
    boundary = _BOUNDARY.format(edition.digest.week)
    # The library writes parts line by line, in Python: that would take half the time of all editions.
    parts = (_part(kind, body) for kind, body in zip(("plain", "html"), bodies, strict=True))
    made.set_payload("".join(f"--{boundary}\r\n{part}\r\n" for part in parts) + f"--{boundary}--\r\n")
    return made.as_string()


def _part(kind: str, body: str) -> str:
    encoded = quopri.encodestring(body.replace("\n", "\r\n").encode()).decode("ascii")
    return f'Content-Type: text/{kind}; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{encoded}'


def _headers(collection: Collection, edition: Edition) -> Iterator[tuple[str, str | Address]]:
    words = collection.words
    newsletter = collection.settings.extra.newsletter
    host = urlsplit(edition.root).hostname or _NOBODY
    week = edition.digest.week
    number = edition.number
    subject = words("{site}: {days}, edition {number}") if number > 1 else "{site}: {days}"
    yield "From", newsletter.sender if newsletter else Address(edition.site, "digest", _NOBODY)
    yield "To", newsletter.to if newsletter else "undisclosed-recipients:;"
    yield "Subject", subject.format(site=edition.site, days=edition.days, number=number)
    yield "Date", format_datetime(edition.dated)
    yield "Message-ID", f"<digest.{week.lower()}.{number}@{host}>"
    yield "Content-Language", words.tag
    if newsletter and newsletter.list_id:
        yield "List-Id", f"<{newsletter.list_id}>"
    if newsletter and newsletter.unsubscribe:
        yield "List-Unsubscribe", f"<{newsletter.unsubscribe}>"
        if newsletter.unsubscribe.startswith("https://"):
            yield "List-Unsubscribe-Post", "List-Unsubscribe=One-Click"
    if newsletter and edition.root:
        yield "List-Archive", f"<{edition.root}digests/>"
    yield "MIME-Version", "1.0"
    yield "Content-Type", f'multipart/alternative; boundary="{_BOUNDARY.format(week)}"'
