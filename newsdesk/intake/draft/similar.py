"""Texts that look like the same article: exact sequences of three words, shared by most of the shorter text."""

import re
from collections.abc import Iterable, Iterator

_WORD = re.compile(r"[^\W_]+")
LENGTH = 3
ALIKE = 0.5
"""Share of the shorter text's sequences above which two texts are called alike."""
FEWEST = 20
"""A text with fewer sequences is too short to compare."""


def shingles(text: str) -> frozenset[int]:
    """The sequences of three words of a text, as numbers that hold within one run."""
    words = _WORD.findall(text.casefold().replace("ё", "е"))
    return frozenset(hash(tuple(words[at : at + LENGTH])) for at in range(len(words) - LENGTH + 1))


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
