"""The index of some of the records, taken apart so that those of several can be put together."""

import gzip
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import cbor2

from newsdesk.output.kept import digest_of
from newsdesk.output.search.pagefind import LANGUAGE
from newsdesk.output.search.places import words_of
from newsdesk.output.search.texts import Fed
from newsdesk.problems import Refusal

_MAGIC = b"pagefind_dcd"
# Where a word stands in the index: the word, the form with accents that it is a variant of or "", on how many pages,
# the numbers of the first and of the last, how many places, and how many bytes of `places` follow the first number.
Row = tuple[str, str, int, int, int, int, int]


@dataclass(slots=True)
class Stretch:
    """The index of some of the records; pages are numbered from 0."""

    frame: list[Any]
    """Of Pagefind: its version, the fields of its results, and what names these in its first file."""
    pages: list[tuple[str, int, str, int]]
    """Of each page the name of its result in the index, how many words it has, and the result's digest and length."""
    sorts: list[str]
    filters: dict[str, dict[str, list[int]]]
    rows: list[Row]
    places: bytes
    """Behind the number of the first page of each row: where the word stands there, and all other pages."""
    shown: bytes
    """The results, one behind the other."""

    def packed(self) -> bytes:
        """As bytes, of which `unpacked` makes the same."""
        # Columns of numbers are read in half the time of rows.
        columns = list(zip(*self.rows, strict=True))
        head = [self.frame, self.pages, self.sorts, self.filters, columns, len(self.places)]
        text = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        return b"%d\n%s%s%s" % (len(text), text, self.places, self.shown)

    @classmethod
    def unpacked(cls, raw: bytes) -> "Stretch":
        """What was packed."""
        at = raw.index(b"\n") + 1
        end = at + int(raw[:at])
        *head, size = json.loads(raw[at:end])
        frame, pages, sorts, filters, columns = head
        return cls(
            frame, pages, sorts, filters, list(zip(*columns, strict=True)), raw[end : end + size], raw[end + size :]
        )


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
    rows, places = _rows([unpacked(files[f"index/{name}.pf_index"]) for *_, name in chunks])
    filters = {}
    for name, file in named:
        kind, values = unwrapped(files[f"filter/{file}.pf_filter"])
        if kind != name:
            raise changed()
        filters[name] = dict(sorted(values))
    settings.pop("page_count")
    return Stretch(
        [version, fields, entry, settings],
        [(name, count, digest_of(raw), len(raw)) for (name, raw), (_, count) in zip(shown, counted, strict=True)],
        [page.sort for page in pages],
        dict(sorted(filters.items())),
        rows,
        b"".join(places),
        b"".join(raw for _, raw in shown),
    )


def _rows(chunks: Sequence[bytes]) -> tuple[list[Row], list[bytes]]:
    rows: list[Row] = []
    places: list[bytes] = []
    try:
        for word, form, found in (one for chunk in chunks for one in words_of(chunk)):
            rows.append((word, form, found.pages, found.first, found.last, found.size, len(found.rest)))
            places.append(found.rest)
    except ValueError:
        raise changed() from None
    return rows, places


def _result(page: Fed, words: int) -> tuple[str, bytes]:
    """The file of a result: its name and content."""
    return wrapped(f'{{"url":{json.dumps("/" + page.path)},"word_count":{words},{page.shown}}}'.encode())


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
