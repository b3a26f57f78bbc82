"""Files of Pagefind's in less bytes, which its script in the browser turns into what Pagefind reads: `widening.js`.

Each is told from a file of Pagefind's by its first byte. Then come its kind, and a number of parts with their lengths.
What is alike stands together, since that packs best: numbers of pages are counted from the one before, the names of
results are counted, and where in a page a word stands is left out. A search for words needs only how often it does; a
search for a phrase loads the file of places as well.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Any

import cbor2

from newsdesk.output.search.stretch import listed, number

PLACES = "pf_places"
"""How the names of files end that have the places of words, here and in script.py."""
# No file of Pagefind's begins with it: it ends a list in CBOR.
_MARK = b"\xff"
# About so many results have names with one beginning.
_BLOCK = 128


@dataclass(slots=True)
class Word:
    """A word of the index with its forms, as files have it."""

    text: str
    size: int = 0
    """How many places it has, as Pagefind counts them."""
    head: list[bytes] = field(default_factory=list)
    numbers: bytes = b""
    places: bytes = b""
    marks: bytes = b""
    fields: bytes = b""

    def add(self, form: str, count: int, size: int, numbers: bytes, places: bytes, marks: bytes, fields: bytes) -> None:
        """Say where it stands, or then, where a form of it does."""
        self.head.append(cbor2.dumps(form or self.text) + listed(count))
        self.size += 0 if form else size
        self.numbers += numbers
        self.places += places
        self.marks += marks
        self.fields += fields


def chunk_of(words: Sequence[Word], places: str) -> bytes:
    """A file of words, of which `places` is the name of the file that has their places."""
    heads = [listed(len(words))]
    for word in words:
        own, *forms = word.head
        heads += (own, listed(len(forms)), *forms)
    columns = (b"".join(getattr(word, name) for word in words) for name in ("numbers", "marks", "fields"))
    return _parts(b"w", places.encode(), b"".join(heads), *columns)


def filter_of(kind: str, values: Sequence[tuple[str, Sequence[int]]]) -> bytes:
    """A file of a filter: the numbers of the pages of each of its values."""
    heads = b"".join(cbor2.dumps(value) + listed(len(pages)) for value, pages in values)
    return _parts(b"f", cbor2.dumps(kind), listed(len(values)) + heads, b"".join(_steps(pages) for _, pages in values))


def meta_of(frame: Sequence[Any], pages: Sequence[tuple[str, int]], sort: str, order: Sequence[int]) -> bytes:
    """The first file, of the digests of addresses and the numbers of words of all pages, and their order."""
    blocks = [cbor2.dumps(name) + number(count) for name, count in _blocks([name for name, _ in pages])]
    counts = b"".join(number(count) for _, count in pages)
    version, *others = map(cbor2.dumps, frame)
    return _parts(b"m", version, b"".join(blocks), counts, *others, cbor2.dumps(sort), _steps(order))


def names_of(pages: Sequence[str]) -> Iterator[str]:
    """The names of results of the pages with these digests of addresses, in order."""
    return (f"{name}_{at}" for name, count in _blocks(pages) for at in range(count))


def _blocks(pages: Sequence[str]) -> list[tuple[str, int]]:
    """Pages in blocks: the digest of the first, which is the beginning of the names of all, and how many there are.

    The digest of an address says whether a block begins there, so that a page more or less changes few names.
    """
    starts = [at for at, name in enumerate(pages) if at == 0 or int(name, 16) % _BLOCK == 0]
    return [(pages[start], end - start) for start, end in pairwise([*starts, len(pages)])]


def _steps(numbers: Sequence[int]) -> bytes:
    """Numbers, each counted from the one before."""
    return b"".join(map(_step, [after - before for before, after in pairwise([0, *numbers])]))


@lru_cache(maxsize=65536)
def _step(value: int) -> bytes:
    return cbor2.dumps(value)


def _parts(kind: bytes, *parts: bytes) -> bytes:
    lengths = b"".join(len(part).to_bytes(4) for part in parts)
    return b"".join((_MARK, kind, bytes([len(parts)]), lengths, *parts))
