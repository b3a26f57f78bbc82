"""What Pagefind reads in the place of our files of its index: bytes of a file come in, its data goes out."""

import io
from typing import Any

import cbor2

from newsdesk.output.search.stretch import unpacked


def wide(content: bytes, places: bytes | None = None) -> Any:
    """The data in a file; of words with the places in the file beside it, which `places_of` names."""
    raw = unpacked(content)
    if raw[:1] != b"\xff":
        return cbor2.loads(raw)
    kind, parts = raw[1:2], _parts(raw)
    if kind == b"w":
        return _words(parts[1:], unpacked(places) if places else b"")
    return _filter(parts) if kind == b"f" else _meta(parts)


def places_of(content: bytes) -> str:
    """The name of the file of places beside a file of words; "" where that is Pagefind's own."""
    raw = unpacked(content)
    return _parts(raw)[0].decode() if raw[:1] == b"\xff" else ""


def words_in(files: dict[str, bytes], name: str) -> list:
    """The words of a file, with their places."""
    content = files[f"index/{name}.pf_index"]
    return wide(content, files.get(f"index/{places_of(content)}.pf_places"))[0]


def _parts(raw: bytes) -> list[bytes]:
    found, at = [], 3 + raw[2] * 4
    for number in range(raw[2]):
        size = int.from_bytes(raw[3 + number * 4 : 7 + number * 4])
        found.append(raw[at : at + size])
        at += size
    assert at == len(raw)
    return found


class _Column:
    def __init__(self, raw: bytes) -> None:
        self.pipe, self.size = io.BytesIO(raw), len(raw)

    def is_left(self) -> bool:
        return self.pipe.tell() < self.size

    def one(self) -> Any:
        return cbor2.load(self.pipe)

    def head(self) -> int:
        first = self.pipe.read(1)[0]
        more = self.pipe.read(1 << ((first & 31) - 24)) if first & 31 > 23 else b""
        return int.from_bytes(more) if more else first & 31

    def many(self) -> list[Any]:
        return [self.one() for _ in range(self.head())]


def _words(parts: list[bytes], places: bytes) -> Any:
    words, numbers, marks, fields = map(_Column, parts)
    where = _Column(places) if places else marks

    def pages() -> list[Any]:
        return [[numbers.one(), where.many(), fields.many()] for _ in range(words.head())]

    found = [[words.one(), pages(), [[words.one(), pages()] for _ in range(words.head())]] for _ in range(words.head())]
    assert not any(column.is_left() for column in (words, numbers, where, fields))
    return [found]


def _filter(parts: list[bytes]) -> Any:
    kind, values, numbers = map(_Column, parts)
    return [kind.one(), [[values.one(), _added(numbers, values.head())] for _ in range(values.head())]]


def _meta(parts: list[bytes]) -> Any:
    version, blocks, counts, chunks, filters, fields, sort, order = map(_Column, parts)
    names = []
    while blocks.is_left():
        name, count = blocks.one(), blocks.one()
        names += [f"{name}_{at}" for at in range(count)]
    pages = [[name, counts.one()] for name in names]
    sorts = [[sort.one(), _added(order, len(names))]]
    assert not any(column.is_left() for column in (counts, order))
    return [version.one(), pages, chunks.one(), filters.one(), sorts, fields.one()]


def _added(steps: _Column, count: int) -> list[int]:
    found, last = [], 0
    for _ in range(count):
        last += steps.one()
        found.append(last)
    return found
