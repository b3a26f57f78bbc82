"""Several processes that make parts side by side, as an executor; what they make is the same in any number."""

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")

# What the processes of a build are forked with: a collection of ten thousand entries is not sent, but there.
_AT_HAND: list[object] = []


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


@contextmanager
def workers(jobs: int, at_hand: object) -> Iterator[Executor | None]:
    """An executor whose processes have `at_hand`; None for one job, and where a system cannot fork a process.

    Forking is left to Linux: elsewhere libraries do not survive it, or there is none.
    """
    if jobs < 2 or sys.platform != "linux":
        yield None
        return
    _AT_HAND.append(at_hand)
    try:
        fork = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(jobs, mp_context=fork, initializer=_ignore_stop) as pool:
            yield pool
    finally:
        _AT_HAND.pop()


def with_hand(work: Callable[..., T], *given: object) -> T:
    """In a process: do some work with what is at hand."""
    return work(_AT_HAND[-1], *given)


def _ignore_stop() -> None:
    # Ctrl-C reaches every process of a terminal: the first one stops the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
