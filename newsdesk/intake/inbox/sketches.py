"""Sketches: a text comes in, some numbers go out, which two texts share as far as they share their words."""

import base64
import struct
from collections import Counter
from collections.abc import Sequence
from hashlib import blake2b

from newsdesk.evidence.fingerprint import sequences
from newsdesk.evidence.words import words
from newsdesk.intake.draft.similar import ALIKE, FEWEST, LENGTH

SIZE = 48
"""So many of the smallest hashes of its word sequences are kept of a text: the share of them that two texts have in
common is the share of their sequences that they have, give or take a tenth."""
# What stands in more texts than this is the foot of an agency, and tells nothing.
_COMMON = 200
# Two texts that share less are not compared.
_FEWEST_SHARED = SIZE // 6


def sketch(text: str) -> str:
    """The sketch of a text in base64; "" of one that is too short to compare."""
    found = {_hash(one) for one in sequences(words(text), LENGTH)}
    if len(found) < FEWEST:
        return ""
    smallest = sorted(found)[:SIZE]
    return base64.b64encode(struct.pack(f"<{len(smallest)}I", *smallest)).decode()


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).digest(), "little")


def numbers(sketched: str) -> Sequence[int]:
    """The numbers of a sketch; none where it is damaged."""
    try:
        raw = base64.b64decode(sketched, validate=True)
        return struct.unpack(f"<{len(raw) // 4}I", raw)
    except (ValueError, struct.error):
        return ()


def likeness(one: Sequence[int], other: Sequence[int]) -> float:
    """Which share of their word sequences two texts have in common, 0 to 1, as nearly as sketches tell."""
    smallest = set(sorted({*one, *other})[:SIZE])
    return len(smallest.intersection(one).intersection(other)) / len(smallest) if smallest else 0.0


class Sketches:
    """Sketches by the ids of their texts, to find those like a new one without comparing it with each."""

    def __init__(self) -> None:
        self._sketches: dict[str, Sequence[int]] = {}
        self._with: dict[int, list[str]] = {}

    def add(self, id: str, sketched: str) -> None:
        """One more text."""
        if found := numbers(sketched):
            self._sketches[id] = found
            for one in found:
                self._with.setdefault(one, []).append(id)

    def nearest(self, sketched: str) -> str:
        """The text that is most like another one, the first of several; "" where none is a copy."""
        own = numbers(sketched)
        shared = Counter[str]()
        for one in own:
            there = self._with.get(one, ())
            if len(there) <= _COMMON:
                shared.update(there)
        near = [(likeness(own, self._sketches[id]), id) for id, count in shared.items() if count >= _FEWEST_SHARED]
        best = max((share for share, _ in near), default=0.0)
        return next(id for share, id in near if share == best) if best >= ALIKE else ""
