"""Which entries a second reader codes: a sample that chance has drawn, and that anybody can draw again."""

import hashlib
from collections.abc import Iterable

SAMPLE = 60
"""So many sources are enough for a figure, and few enough to be coded."""


def sample(entries: Iterable[tuple[str, int]], wanted: int = SAMPLE) -> list[tuple[str, int]]:
    """The first entries, with the number of their sources, in the order of the digests of their ids.

    That order has nothing to do with what they say, and an entry that is added later moves no other. Entries are
    taken until they have so many sources; those without any are left out.
    """
    ordered = sorted((one for one in entries if one[1]), key=lambda one: _place(one[0]))
    taken, count = [], 0
    for one in ordered:
        if count >= wanted:
            break
        taken.append(one)
        count += one[1]
    return taken


def _place(name: str) -> bytes:
    return hashlib.blake2b(f"second coding\0{name}".encode(), digest_size=16).digest()
