"""Several processes that make parts side by side, on an executor; what they make is the same in any number."""

import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from contextlib import contextmanager, suppress
from typing import Protocol, TypeVar

T = TypeVar("T")
C = TypeVar("C")
H = TypeVar("H")
# How many pieces of work wait for each process beside the one that it is at.
AHEAD = 3

# What the processes of a build are forked with: a collection of ten thousand entries is not sent, but there.
_AT_HAND: list[object] = []


class Lost(Exception):
    """What was to do some work is gone, or could not do it: the rest of the work goes on, and this is done here."""


class Crew(Protocol):
    """Whatever does work beside this process, with something at hand that each of them has."""

    def submit(self, work: Callable[[H, C], T], chunk: C, /) -> Future[T]:
        """Have a chunk of the work done; its future may hold `Lost`, or a BrokenExecutor where nobody is left."""


class _Forked:
    """Processes that were forked: what they have at hand is not sent, but there."""

    def __init__(self, pool: Executor) -> None:
        self._pool = pool

    def submit(self, work: Callable[[H, C], T], chunk: C, /) -> Future[T]:
        return self._pool.submit(with_hand, work, chunk)


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


@contextmanager
def workers(jobs: int, at_hand: object, *, apart: bool = False) -> Iterator[Crew | None]:
    """Processes that have `at_hand`; None where a system cannot fork a process, and for one job that is not `apart`.

    This process is one of the jobs: it has a part in the work, so that one process less holds a collection. With
    `apart` it has none, and what the work leaves behind in memory goes with the processes.
    Forking is left to Linux: elsewhere libraries do not survive it, or there is none.
    """
    others = jobs if apart else jobs - 1
    if others < 1 or sys.platform != "linux":
        yield None
        return
    # Imported here: most of what a save or a check does is done in one process.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    _AT_HAND.append(at_hand)
    try:
        fork = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(others, mp_context=fork, initializer=_ignore_stop) as pool:
            yield _Forked(pool)
    finally:
        _AT_HAND.pop()


@contextmanager
def meanwhile(work: Callable[[], object], jobs: int) -> Iterator[None]:
    """Some work in a process of its own, for what it keeps, while something else is done here.

    It is no matter whether it comes to an end: whoever needs what it keeps makes it where it is missing.
    """
    if jobs < 2 or sys.platform != "linux":
        yield
        return
    import multiprocessing

    process = multiprocessing.get_context("fork").Process(target=_quietly, args=(work,), daemon=True)
    try:
        process.start()
    except OSError:  # no more processes for this user
        yield
        return
    try:
        yield
    except BaseException:
        process.terminate()
        raise
    finally:
        process.join()


def _quietly(work: Callable[[], object]) -> None:
    _ignore_stop()
    # What is wrong is said by whoever does the same work in earnest.
    with suppress(Exception):
        work()


def side_by_side(
    jobs: int, at_hand: H, work: Callable[[H, C], T], chunks: Iterable[C], *, apart: bool = False
) -> Iterator[T]:
    """What some work makes of each chunk, in any order; this process takes its part in it, if it is not `apart`.

    Where a process is lost, for want of memory perhaps, the rest is made here.
    """
    waiting, running = deque(chunks), dict[Future[T], C]()
    with workers(jobs, at_hand, apart=apart) as crew:
        while waiting or running:
            while crew and waiting and len(running) < AHEAD * (jobs if apart else jobs - 1):
                chunk = waiting.popleft()
                running[crew.submit(work, chunk)] = chunk
            takes_part = not (crew and apart)
            if waiting and takes_part:
                yield work(at_hand, waiting.popleft())
            try:
                for future in done(running, or_wait=not (waiting and takes_part)):
                    made = future.result()
                    del running[future]
                    yield made
            except BrokenExecutor:
                crew = None
                waiting.extend(running.values())
                running.clear()


def done(running: Mapping[Future[T], object], *, or_wait: bool) -> list[Future[T]]:
    """What is done, with `or_wait` at least one where there is any."""
    if running and or_wait:
        wait(running, return_when=FIRST_COMPLETED)
    return [future for future in running if future.done()]


def with_hand(work: Callable[..., T], *given: object) -> T:
    """In a process: do some work with what is at hand."""
    return work(_AT_HAND[-1], *given)


def _ignore_stop() -> None:
    # Ctrl-C reaches every process of a terminal: the first one stops the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
