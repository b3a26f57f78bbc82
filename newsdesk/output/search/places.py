"""Where words stand, as Pagefind writes it: told apart as bytes, since half a million places are too many for objects.

A word is a list of three: itself, its pages, and its forms with accents with the pages of each. A page is a list of
three: its number, counted from the page before, and two lists of numbers: the places there, with negative numbers for
what those behind weigh, and the places in fields. Here each of the three is a column of its own, which packs better.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple


class Places(NamedTuple):
    """The pages of a word, or of one of its forms: how many, the numbers of the first and of the last, how many places
    Pagefind counts on them, and what is written of them, column by column: the numbers of all but the first, the
    places, and the places in fields. `marks` are the places with 0 for each, of which only how many they are is left.
    """

    pages: int
    first: int
    last: int
    size: int
    numbers: bytes
    places: bytes
    marks: bytes
    fields: bytes


class Unlike(ValueError):
    """The bytes are not what Pagefind writes."""


# Heads of CBOR: a kind in three bits, and its number in the other five or in the bytes that follow.
def _head(kind: int) -> bytes:
    first, short, one, two, four = (b"\\x%02x" % (kind << 5 | number) for number in (0, 23, 24, 25, 26))
    return rb"(?:[%s-%s]|%s.|%s..|%s.{4})" % (first, short, one, two, four)


_NUMBER, _LIST, _TEXT = _head(0), _head(4), _head(3)
_NUMBERS = rb"(?:%s|%s)*+" % (_NUMBER, _head(1))
_A_PAGE = rb"\x83(%s)((%s)%s)((%s)%s)" % (_NUMBER, _LIST, _NUMBERS, _LIST, _NUMBERS)
_PLACE = re.compile(rb"((?:%s|%s)*+)%s" % (_LIST, _head(1), _NUMBER), re.DOTALL)
_PAGE = re.compile(_A_PAGE, re.DOTALL)
_PAGES = re.compile(rb"(%s)((?:%s)*+)" % (_LIST, re.sub(rb"\((?!\?)", b"(?:", _A_PAGE)), re.DOTALL)
_COUNT = re.compile(_LIST, re.DOTALL)
_WORD = re.compile(rb"\x83(%s)" % _TEXT, re.DOTALL)
_FORM = re.compile(rb"\x82(%s)" % _TEXT, re.DOTALL)


class _Values(dict[bytes, int]):
    """The numbers that heads say; there are as many as places of a word in a page, and pages in a group."""

    def __missing__(self, head: bytes) -> int:
        """Read one."""
        found = self[head] = head[0] & 31 if len(head) == 1 else int.from_bytes(head[1:])
        return found


_value = _Values().__getitem__


def words_of(data: bytes) -> Iterator[tuple[str, str, Places]]:
    """Each word, a form of it or "", and where it stands, in the order of a file; Unlike where it is none of these."""
    at = 1
    if data[:1] != b"\x81":
        raise Unlike
    count, at = _count(data, at)
    for _ in range(count):
        word, at = _text(_WORD, data, at)
        places, at = _places(data, at)
        yield word, "", places
        forms, at = _count(data, at)
        for _ in range(forms):
            form, at = _text(_FORM, data, at)
            places, at = _places(data, at)
            yield word, form, places
    if at != len(data):
        raise Unlike


def _count(data: bytes, at: int) -> tuple[int, int]:
    if not (found := _COUNT.match(data, at)):
        raise Unlike
    return _value(found[0]), found.end()


def _text(pattern: re.Pattern[bytes], data: bytes, at: int) -> tuple[str, int]:
    if not (found := pattern.match(data, at)):
        raise Unlike
    end = found.end() + _value(found[1])
    return data[found.end() : end].decode(), end


def _places(data: bytes, at: int) -> tuple[Places, int]:
    if not (found := _PAGES.match(data, at)):
        raise Unlike
    start, end = found.span(2)
    pages = _PAGE.findall(data, start, end)
    if len(pages) != _value(found[1]):
        raise Unlike
    if not pages:
        return Places(0, 0, 0, 0, b"", b"", b"", b""), end
    numbers, lists, one, fields, other = zip(*pages, strict=True)
    # Each number but the first is counted from the one before.
    last, size = sum(map(_value, numbers)), len(pages) + sum(map(_value, one)) + sum(map(_value, other))
    places = b"".join(lists)
    # What stands before each place, and behind the last one; to fill in a template for each takes four times as long.
    *before, rest = _PLACE.split(places)
    marks = b"\0".join((*before[1::2], rest))
    written = b"".join(numbers[1:]), places, marks, b"".join(fields)
    return Places(len(pages), _value(numbers[0]), last, size, *written), end
