"""One index made of the indexes of stretches: the same as if Pagefind had made it of all pages at once."""

import json
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

import cbor2

from newsdesk.output.search.pagefind import LANGUAGE
from newsdesk.output.search.stretch import Stretch, changed, listed, number, wrapped

# How many places of words a file of the index has at least, as in Pagefind.
_PLACES = 20_000
# Makes a file of Pagefind's ready to go out: gives its name and content.
Wrap = Callable[[bytes], tuple[str, bytes]]


def merged(stretches: Sequence[Stretch], wrap: Wrap = wrapped) -> Iterator[tuple[str, bytes]]:
    """Names below the folder of the index and contents of all files, but for results and what is the same in any."""
    version, fields, entry, settings = stretches[0].frame
    if any(stretch.frame != stretches[0].frame for stretch in stretches):
        raise changed()
    bases = [0]
    for stretch in stretches:
        bases.append(bases[-1] + len(stretch.pages))
    chunks: list[list[str]] = []
    for first, last, content in _chunks(_words(stretches, bases)):
        name, raw = wrap(content)
        yield f"index/{name}.pf_index", raw
        chunks.append([first, last, name])
    for before, after in pairwise(chunks):
        end, after[0] = _apart(before[1], after[0])
        # A file that began behind its end would never be looked into.
        before[1] = end if end >= before[0] else before[1]
    filters = []
    for kind, content in _filters(stretches, bases):
        name, raw = wrap(content)
        yield f"filter/{name}.pf_filter", raw
        filters.append([kind, name])
    pages = [[name, count] for stretch in stretches for name, count, _, _ in stretch.pages]
    sorts = [text for stretch in stretches for text in stretch.sorts]
    order = sorted(range(len(sorts)), key=sorts.__getitem__)
    name, raw = wrap(cbor2.dumps([version, pages, chunks, filters, [["date", order]], fields]))
    yield f"pagefind.{name}.pf_meta", raw
    found = {**entry, "languages": {LANGUAGE: {**settings, "hash": name, "page_count": len(pages)}}}
    yield "pagefind-entry.json", json.dumps(found, ensure_ascii=False, sort_keys=True).encode()


def _words(stretches: Sequence[Stretch], bases: Sequence[int]) -> Iterator[tuple[str, int, bytes]]:
    """Every word with how many places it has and what stands of it in the index, in order."""
    # Of each word, or word with a form: how many pages and places so far, the last page, and what is written.
    found: dict[str | tuple[str, str], list[Any]] = {}
    forms: dict[str, list[str]] = {}
    for base, stretch in zip(bases, stretches, strict=False):
        at, places = 0, stretch.places
        for word, form, count, first, last, size, length in stretch.rows:
            key = (word, form) if form else word
            end = at + length
            if (made := found.get(key)) is None:
                made = found[key] = [0, 0, 0, []]
                if form:
                    forms.setdefault(word, []).append(form)
            if count:
                made[0] += count
                made[1] += size
                made[3] += (_begins(base + first - made[2]), places[at:end])
                made[2] = base + last
                at = end
    for word in sorted(key for key in found if isinstance(key, str)):
        count, size, _, written = found[word]
        held = sorted(forms.get(word, ()))
        parts = [b"\x83", cbor2.dumps(word), listed(count), *written, listed(len(held))]
        for form in held:
            count, _, _, written = found[word, form]
            parts += (b"\x82", cbor2.dumps(form), listed(count), *written)
        yield word, size, b"".join(parts)


@lru_cache(maxsize=65536)
def _begins(page: int) -> bytes:
    """A page that is so many behind the one before."""
    return b"\x83" + number(page)


def _chunks(words: Iterator[tuple[str, int, bytes]]) -> Iterator[tuple[str, str, bytes]]:
    """The first and the last word of each file, and its content."""
    held: list[tuple[str, bytes]] = []
    places = 0
    for word, size, written in words:
        held.append((word, written))
        places += size
        if places >= _PLACES:
            yield _chunk(held)
            held, places = [], 0
    if held:
        yield _chunk(held)


def _chunk(held: list[tuple[str, bytes]]) -> tuple[str, str, bytes]:
    return held[0][0], held[-1][0], b"".join((b"\x81", listed(len(held)), *(written for _, written in held)))


def _apart(last: str, first: str) -> tuple[str, str]:
    """As much of two words as tells them apart."""
    same = next((at for at, (a, b) in enumerate(zip(last, first, strict=False)) if a != b), min(len(last), len(first)))
    return last[: same + 1], first[: same + 1]


def _filters(stretches: Sequence[Stretch], bases: Sequence[int]) -> Iterator[tuple[str, bytes]]:
    found: dict[str, dict[str, list[int]]] = {}
    for base, stretch in zip(bases, stretches, strict=False):
        for kind, values in stretch.filters.items():
            known = found.setdefault(kind, {})
            for value, pages in values.items():
                known.setdefault(value, []).extend([base + page for page in pages])
    for kind, values in sorted(found.items()):
        yield kind, cbor2.dumps([kind, [[value, pages] for value, pages in sorted(values.items())]])
