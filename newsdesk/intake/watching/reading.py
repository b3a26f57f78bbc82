"""Reads many pages one after the other in a process of its own: what a hostile page does to a library stays there."""

import datetime

from newsdesk.intake.apart import SECONDS, Apart, Order, serve
from newsdesk.intake.watching.shown import Shown, shown


class Reader:
    """One such process, for as long as pages are watched."""

    def __init__(self, today: datetime.date, seconds: float = SECONDS) -> None:
        self.today = today
        self._apart = Apart("newsdesk.intake.watching.reading", "page", seconds)

    def __enter__(self) -> "Reader":
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()

    def read(self, raw: bytes, kind: str, charset: str | None, address: str) -> Shown:
        """What a page shows; Refusal where it cannot be read."""
        order = {"kind": kind, "charset": charset, "address": address, "today": self.today.isoformat()}
        return Shown.of(self._apart.ask(order, raw))

    def stop(self) -> None:
        """End the process."""
        self._apart.stop()


def main() -> None:
    """The process itself."""
    serve(_answer, "page")


def _answer(raw: bytes, order: Order) -> Order:
    day = datetime.date.fromisoformat(order["today"])
    return shown(raw, order["kind"], order["charset"], order["address"], day).as_data()
