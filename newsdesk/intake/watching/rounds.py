"""Asks many pages politely: several hosts side by side, each one request at a time with a pause between two."""

import queue
import threading
import time
from collections.abc import Callable, Iterator, MutableMapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Generic, TypeVar
from urllib.parse import urlsplit

from newsdesk.intake.fetched import Manners
from newsdesk.intake.robots import Wishes

T = TypeVar("T")
PAUSE = 2.0
"""Seconds between two requests to one host, unless its robots.txt asks for more."""
HOSTS = 8
"""How many hosts are asked side by side."""
# No site is waited for longer than that between two requests.
_LONGEST = 120.0
# How often a host that asks to come back later is asked again, and after how many failures it is left alone.
_TRIES, _FAILURES = 3, 3


@dataclass(slots=True)
class Pace:
    """When each host may be asked again."""

    pause: float = PAUSE
    robots: MutableMapping[str, Wishes] = field(default_factory=dict)
    locks: dict[str, threading.Lock] = field(default_factory=dict)
    after: dict[str, float] = field(default_factory=dict)
    """The time before which a host is not asked."""
    allows: Callable[[str], bool] = field(default=lambda address: True)
    """Whether an address may be followed to."""
    own: threading.Lock = field(default_factory=threading.Lock)

    @property
    def manners(self) -> Manners:
        """The same for who fetches."""
        return Manners(self.robots, self.turn, self.allows, 600.0)

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Wait for one's turn with a host, and hold it for one request."""
        host = host.removeprefix("www.")
        with self.own:
            lock = self.locks.setdefault(host, threading.Lock())
        with lock:
            time.sleep(max(0.0, self.after.get(host, 0.0) - time.monotonic()))
            try:
                yield
            finally:
                self.after[host] = time.monotonic() + self._pause_of(host)

    def _pause_of(self, host: str) -> float:
        asked = [
            wishes.pause
            for origin, wishes in list(self.robots.items())
            if (urlsplit(origin).hostname or "").removeprefix("www.") == host
        ]
        return min(_LONGEST, max([self.pause, *asked]))


@dataclass(frozen=True, slots=True)
class Answered(Generic[T]):
    """What came of asking for one page."""

    what: T
    has_failed: bool = False
    """Whether the host did not answer, or with an error of its own."""
    wait: float | None = None
    """How many seconds the host asks to wait before it is asked again; None where it does not."""


def ask_all(
    asked: Sequence[tuple[str, str]], visit: Callable[[str], Answered[T]], pause: float, stop: threading.Event
) -> Iterator[tuple[str, T]]:
    """Ask for each page, given as its host and what `visit` takes; what came of each comes as it comes.

    A host that fails again and again is left alone for the rest of the run, and so is everything after `stop`.
    """
    by_host: dict[str, list[str]] = {}
    for host, page in asked:
        by_host.setdefault(host.removeprefix("www."), []).append(page)
    done: queue.Queue[tuple[str, T] | BaseException | None] = queue.Queue()

    def host_round(pages: Sequence[str]) -> None:
        try:
            failures = 0
            for page in pages:
                if stop.is_set() or failures >= _FAILURES:
                    break
                answered = _patiently(page, visit, pause, stop)
                failures = failures + 1 if answered.has_failed else 0
                done.put((page, answered.what))
                if answered.wait is not None:  # it still asks us to come back later
                    break
        except BaseException as error:
            done.put(error)
        finally:
            done.put(None)

    with ThreadPoolExecutor(max_workers=min(HOSTS, len(by_host) or 1)) as pool:
        for pages in by_host.values():
            pool.submit(host_round, pages)
        left = len(by_host)
        try:
            while left:
                if (one := done.get()) is None:
                    left -= 1
                elif isinstance(one, BaseException):
                    raise one
                else:
                    yield one
        finally:
            stop.set()


def _patiently(page: str, visit: Callable[[str], Answered[T]], pause: float, stop: threading.Event) -> Answered[T]:
    """Ask again where the host asks to wait, each time after a longer while."""
    answered = visit(page)
    for number in range(1, _TRIES):
        if answered.wait is None or answered.wait > _LONGEST:
            break
        if stop.wait(max(answered.wait, pause * 4**number)):
            break
        answered = visit(page)
    return answered
