"""The memory of a process: what was needed for a moment goes back to the system, where it lets us."""

import ctypes
from contextlib import suppress

# The parameter of glibc that says between how many heaps threads are spread.
_HEAPS = -8


def share_one_heap() -> None:
    """Have all threads use one heap: what one of them has freed another one takes.

    Else each thread that answers keeps what it once needed: with 10,000 entries a fifth of the memory of a desk.
    """
    with suppress(OSError, AttributeError, TypeError):  # no glibc
        ctypes.CDLL(None).mallopt(_HEAPS, 1)


def give_back() -> None:
    """Give back what is free in the midst of the heap, which else stays for ever: it takes a few thousandths."""
    with suppress(OSError, AttributeError, TypeError):  # no glibc
        ctypes.CDLL(None).malloc_trim(0)
