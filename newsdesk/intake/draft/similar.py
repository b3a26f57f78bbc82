"""Texts that look like the same article: sequences of words, shared by most of the shorter one, or by a fingerprint."""

from collections.abc import Iterable, Iterator, Mapping
from math import sqrt

from newsdesk.evidence.fingerprint import Recorded, sequences
from newsdesk.evidence.words import words
from newsdesk.model import Evidence

LENGTH = 3
ALIKE = 0.5
"""Share of the shorter text's sequences above which two texts are called alike."""
FEWEST = 20
"""A text with fewer sequences is too short to compare."""
# A few sequences tell most other articles apart, and a filter errs by chance: that is not to count.
_SAMPLE, _BEYOND_CHANCE = 64, 5


def shingles(text: str) -> frozenset[int]:
    """The sequences of three words of a text, as numbers that hold within one run."""
    return frozenset(map(hash, sequences(words(text), LENGTH)))


def alike(text: str, others: Iterable[tuple[str, str]]) -> Iterator[tuple[str, float]]:
    """Names of the other texts that look like this one, with the share that they have in common."""
    own = shingles(text)
    if len(own) < FEWEST:
        return
    for name, other in others:
        theirs = shingles(other)
        if len(theirs) >= FEWEST:
            share = len(own & theirs) / min(len(own), len(theirs))
            if share >= ALIKE:
                yield name, share


def alike_by_fingerprint(text: str, others: Mapping[str, Evidence]) -> Iterator[tuple[str, float]]:
    """The same for articles of which only the fingerprint is at hand, by the names of their entries.

    What a filter has by chance is taken off.
    """
    found = words(text)
    for name, evidence in others.items():
        recorded = Recorded.of(evidence)
        own = list(dict.fromkeys(" ".join(found[start:end]) for start, end in recorded.sequences(found)))
        if min(len(own), recorded.number) < FEWEST:
            continue
        chance = recorded.filter.chance
        some = own[:: max(1, len(own) // _SAMPLE)]
        hits = sum(one in recorded.filter for one in some)
        if len(own) <= 2 * recorded.number and hits < len(some) * (ALIKE + chance) / 2:
            continue
        shared = (sum(one in recorded.filter for one in own) - len(own) * chance) / (1 - chance)
        noise = sqrt(len(own) * chance * (1 - chance)) / (1 - chance)
        share = shared / min(len(own), recorded.number)
        if share >= ALIKE and shared > _BEYOND_CHANCE * noise:
            yield name, min(share, 1.0)
