"""The index of some of the records, taken apart so that those of several can be put together."""

import gzip
import hashlib
import json
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import cbor2

from newsdesk.output.kept import digest_of
from newsdesk.output.search.pagefind import LANGUAGE
from newsdesk.output.search.places import Places, words_of
from newsdesk.output.search.texts import Fed
from newsdesk.problems import Refusal

_MAGIC = b"pagefind_dcd"
Columns = tuple[memoryview, memoryview, memoryview, memoryview]
# Where a word stands in the index: on how many pages, the numbers of the first and of the last, how many places, and
# the bytes of each of its columns.
Row = tuple[int, int, int, int, tuple[memoryview, memoryview, memoryview, memoryview]]


@dataclass(slots=True)
class Stretch:
    """The index of some of the records; pages are numbered from 0."""

    frame: list[Any]
    """Of Pagefind: its version, the fields of its results, and what names these in its first file."""
    pages: list[tuple[str, int, str, int]]
    """Of each page the digest of its address, how many words it has, and the digest and the length of its result."""
    sorts: list[str]
    filters: dict[str, dict[str, list[int]]]
    words: list[str]
    """In order; behind a tab stands the form with accents of which the word is a variant."""
    sizes: "array[int]"
    """Of each word on how many pages it stands, the numbers of the first and of the last, how many places it has, and
    how many bytes of each of `columns` are its own: so many numbers that an object for each would fill the memory."""
    columns: Columns
    """What is written of the pages of each word: their numbers, places, marks of places, and fields."""
    shown: memoryview
    """The results, one behind the other."""

    def packed(self) -> bytes:
        """As bytes, of which `unpacked` makes the same."""
        head = [self.frame, self.pages, self.sorts, self.filters, list(map(len, self.columns)), len(self.words)]
        text = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        words = "\n".join(self.words).encode()
        return b"".join((b"%d %d\n" % (len(text), len(words)), text, words, self.sizes, *self.columns, self.shown))

    @classmethod
    def unpacked(cls, raw: bytes) -> "Stretch":
        """What was packed; of columns and results it has views, not copies."""
        at = raw.index(b"\n") + 1
        first, second = map(int, raw[:at].split())
        frame, pages, sorts, filters, lengths, count = json.loads(raw[at : at + first])
        at += first
        words = raw[at : at + second].decode().split("\n") if count else []
        at += second
        sizes = array("I")
        sizes.frombytes(raw[at : at + count * _SIZES * sizes.itemsize])
        at += len(sizes) * sizes.itemsize
        view = memoryview(raw)
        columns = []
        for length in lengths:
            columns.append(view[at : at + length])
            at += length
        one, two, three, four = columns
        return cls(frame, pages, sorts, filters, words, sizes, (one, two, three, four), view[at:])

    def rows(self) -> Iterator[tuple[str, Row]]:
        """Each word, with where it stands."""
        starts = [0, 0, 0, 0]
        one, two, three, four = self.columns
        for at, word in enumerate(self.words):
            count, first, last, size, *lengths = self.sizes[at * _SIZES : (at + 1) * _SIZES]
            a, b, c, d = starts
            starts = [start + length for start, length in zip(starts, lengths, strict=True)]
            found = one[a : starts[0]], two[b : starts[1]], three[c : starts[2]], four[d : starts[3]]
            yield word, (count, first, last, size, found)


# How many numbers `sizes` has of each word.
_SIZES = 8


def stretch_of(pages: Sequence[Fed], files: dict[str, bytes]) -> Stretch:
    """The index of pages, taken from the files that Pagefind made of them in this order."""
    entry = json.loads(files["pagefind-entry.json"])
    settings = entry["languages"].pop(LANGUAGE)
    version, counted, chunks, named, sorts, fields = unwrapped(files[f"pagefind.{settings.pop('hash')}.pf_meta"])
    order = sorted(range(len(pages)), key=lambda number: pages[number].sort)
    # What is sorted by is said of each page alone, so this tells which page has which number.
    if entry["languages"] or len(counted) != len(pages) or sorts != [["date", order]]:
        raise changed()
    shown = [_result(page, count) for page, (_, count) in zip(pages, counted, strict=True)]
    words, sizes, columns = _rows([unpacked(files[f"index/{name}.pf_index"]) for *_, name in chunks])
    filters = {}
    for name, file in named:
        kind, values = unwrapped(files[f"filter/{file}.pf_filter"])
        if kind != name:
            raise changed()
        filters[name] = dict(sorted(values))
    settings.pop("page_count")
    return Stretch(
        [version, fields, entry, settings],
        [
            (name_of(page.path), count, digest_of(raw), len(raw))
            for page, raw, (_, count) in zip(pages, shown, counted, strict=True)
        ],
        [page.sort for page in pages],
        dict(sorted(filters.items())),
        words,
        sizes,
        columns,
        memoryview(b"".join(shown)),
    )


def _rows(chunks: Sequence[bytes]) -> tuple[list[str], "array[int]", Columns]:
    found: dict[str, Places] = {}
    try:
        for word, form, places in (one for chunk in chunks for one in words_of(chunk)):
            found[f"{word}\t{form}" if form else word] = places
    except ValueError:
        raise changed() from None
    words = sorted(found)
    rows = [found[word] for word in words]
    written = [(row.numbers, row.places, row.marks, row.fields) for row in rows]
    sizes = array("I")
    for row, made in zip(rows, written, strict=True):
        sizes.extend((row.pages, row.first, row.last, row.size, *map(len, made)))
    one, two, three, four = (memoryview(b"".join(made[at] for made in written)) for at in range(4))
    return words, sizes, (one, two, three, four)


def name_of(path: str) -> str:
    """A short digest of the address of a page."""
    return hashlib.blake2b(path.encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()


def _result(page: Fed, words: int) -> bytes:
    """The file of a result."""
    return wrapped(f'{{"url":{json.dumps("/" + page.path)},"word_count":{words},{page.shown}}}'.encode())[1]


@lru_cache(maxsize=65536)
def number(value: int) -> bytes:
    """A number in CBOR."""
    return cbor2.dumps(value)


@lru_cache(maxsize=65536)
def listed(length: int) -> bytes:
    """How a list of so many begins in CBOR."""
    first, *rest = number(length)
    return bytes((first | 0x80, *rest))


def changed() -> Refusal:
    """What to say where Pagefind's files are not what they were."""
    return Refusal("Pagefind has changed the form of its files: compare newsdesk/output/search with its version.")


def unwrapped(content: bytes) -> Any:
    """The data in a file of Pagefind's."""
    return cbor2.loads(unpacked(content))


def unpacked(content: bytes) -> bytes:
    """The bytes of the data in a file of Pagefind's."""
    try:
        data = gzip.decompress(content)
    except (OSError, EOFError):
        data = b""
    if not data.startswith(_MAGIC):
        raise changed()
    return data[len(_MAGIC) :]


def named(content: bytes) -> str:
    """How others call a file of Pagefind's with this content before it is packed."""
    return f"{LANGUAGE}_{hashlib.blake2b(_MAGIC + content, digest_size=5).hexdigest()}"


def wrapped(content: bytes) -> tuple[str, bytes]:
    """How others call a file of Pagefind's, and what stands in it."""
    return named(content), gzip.compress(_MAGIC + content, compresslevel=6, mtime=0)
