"""One index made of the indexes of stretches: the same as if Pagefind had made it of all pages at once."""

import json
from collections.abc import Callable, Iterator, Sequence
from heapq import merge
from itertools import groupby, pairwise
from operator import itemgetter

from newsdesk.output.search.narrow import PLACES, Word, chunk_of, filter_of, meta_of, names_of
from newsdesk.output.search.pagefind import LANGUAGE
from newsdesk.output.search.stretch import Row, Stretch, changed, number, wrapped

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
    for held in _chunks(_words(stretches, bases)):
        places, raw = wrap(b"".join(word.places for word in held))
        yield f"index/{places}.{PLACES}", raw
        name, raw = wrap(chunk_of(held, places))
        yield f"index/{name}.pf_index", raw
        chunks.append([held[0].text, held[-1].text, name])
    for before, after in pairwise(chunks):
        end, after[0] = _apart(before[1], after[0])
        # A file that began behind its end would never be looked into.
        before[1] = end if end >= before[0] else before[1]
    filters = []
    for kind, values in _filters(stretches, bases):
        name, raw = wrap(filter_of(kind, values))
        yield f"filter/{name}.pf_filter", raw
        filters.append([kind, name])
    pages = [(name, count) for stretch in stretches for name, count, _, _ in stretch.pages]
    sorts = [text for stretch in stretches for text in stretch.sorts]
    order = sorted(range(len(sorts)), key=sorts.__getitem__)
    # A search loads it before it knows of any other file: its name is always the same.
    yield "pagefind.all.pf_meta", wrap(meta_of([version, chunks, filters, fields], pages, "date", order))[1]
    found = {**entry, "languages": {LANGUAGE: {**settings, "hash": "all", "page_count": len(pages)}}}
    yield "pagefind-entry.json", json.dumps(found, ensure_ascii=False, sort_keys=True).encode()


def _words(stretches: Sequence[Stretch], bases: Sequence[int]) -> Iterator[Word]:
    """Every word with where it stands in all stretches, in order; of the stretches no more is held than a row."""
    rows = [_numbered(stretch, base) for base, stretch in zip(bases, stretches, strict=False)]
    word: Word | None = None
    for key, same in groupby(merge(*rows, key=itemgetter(0)), key=itemgetter(0)):
        text, _, form = key.partition("\t")
        if not form:
            if word:
                yield word
            word = Word(text)
        assert word  # a form stands behind its word
        count = size = last = 0
        numbers: list[bytes | memoryview] = []
        columns: list[list[memoryview]] = [[], [], []]
        for _, base, (pages, first, end, places, found) in same:
            if pages:
                count, size = count + pages, size + places
                numbers += number(base + first - last), found[0]
                last = base + end
                for column, part in zip(columns, found[1:], strict=True):
                    column.append(part)
        word.add(form, count, size, b"".join(numbers), *(b"".join(column) for column in columns))
    if word:
        yield word


def _numbered(stretch: Stretch, base: int) -> Iterator[tuple[str, int, Row]]:
    return ((word, base, row) for word, row in stretch.rows())


def _chunks(words: Iterator[Word]) -> Iterator[list[Word]]:
    """The words of each file."""
    held: list[Word] = []
    places = 0
    for word in words:
        held.append(word)
        places += word.size
        if places >= _PLACES:
            yield held
            held, places = [], 0
    if held:
        yield held


def _apart(last: str, first: str) -> tuple[str, str]:
    """As much of two words as tells them apart."""
    same = next((at for at, (a, b) in enumerate(zip(last, first, strict=False)) if a != b), min(len(last), len(first)))
    return last[: same + 1], first[: same + 1]


def _filters(stretches: Sequence[Stretch], bases: Sequence[int]) -> Iterator[tuple[str, list[tuple[str, list[int]]]]]:
    found: dict[str, dict[str, list[int]]] = {}
    for base, stretch in zip(bases, stretches, strict=False):
        for kind, values in stretch.filters.items():
            known = found.setdefault(kind, {})
            for value, pages in values.items():
                known.setdefault(value, []).extend([base + page for page in pages])
    for kind, values in sorted(found.items()):
        yield kind, sorted(values.items())


def results_of(stretches: Sequence[Stretch]) -> list[list[tuple[str, str, int]]]:
    """Of each stretch the name of each result in the index, and its digest and length."""
    names = names_of([name for stretch in stretches for name, *_ in stretch.pages])
    return [[(next(names), digest, length) for _, _, digest, length in stretch.pages] for stretch in stretches]
