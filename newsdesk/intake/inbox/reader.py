"""Reads sources in a process of its own, one after the other: lists and exports whole, pages as captures."""

import datetime

from newsdesk.intake.apart import SECONDS, Apart, Order, serve
from newsdesk.intake.capture import Capture, read
from newsdesk.intake.inbox import Reading
from newsdesk.intake.inbox.reading.kinds import read_list


class Reader:
    """One such process, for as long as sources are added."""

    def __init__(self, today: datetime.date, seconds: float = SECONDS) -> None:
        self.today = today
        self._apart = Apart("newsdesk.intake.inbox.reader", "file", seconds)

    def __enter__(self) -> "Reader":
        return self

    def __exit__(self, *error: object) -> None:
        self._apart.stop()

    def list(self, raw: bytes, kind: str, shown: str, place: str | None = None, content_type: str = "") -> Reading:
        """What a list, a feed or an export holds; Refusal where it breaks what reads it."""
        order = {"shown": shown, "place": place, "type": content_type}
        return Reading.of(self._apart.ask({"kind": kind, "today": self.today.isoformat(), **order}, raw))

    def page(self, raw: bytes, kind: str, charset: str | None = None, address: str | None = None) -> Capture:
        """What a page, a text or a PDF says of itself; Refusal where it holds no text."""
        order = {"page": kind, "charset": charset, "address": address, "today": self.today.isoformat()}
        return Capture.of(self._apart.ask(order, raw))


def main() -> None:
    """The process itself."""
    serve(answer, "file")


def answer(raw: bytes, order: Order) -> Order:
    """What comes of one order."""
    today = datetime.date.fromisoformat(order["today"])
    if "page" in order:
        return read(raw, order["page"], charset=order["charset"], address=order["address"], today=today).as_data()
    return read_list(raw, order["kind"], order["shown"], today, order["place"], order["type"]).as_data()
