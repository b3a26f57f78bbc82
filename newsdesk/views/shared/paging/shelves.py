"""Lists of records that are too long for one page are divided by letter or by year.

A short list is one page, as it always was. A long one keeps its address, and leads from there to a page for each
letter or year below `browse/`, where no id of a record can ever stand in its way.
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from newsdesk.interface import Words
from newsdesk.views.setting.naming import by_letter
from newsdesk.views.setting.page import Made, Part

T = TypeVar("T")
# Rows of a page: of 300 bytes each, with the frame around them they stay below 100 kB.
MOST = 250
# Rows of the first page of a list that is divided: those that most readers come for.
FIRST = 50


@dataclass(frozen=True, slots=True)
class Way:
    """A link to another page of a list; `count` is how many rows stand behind it, None where that is not told."""

    path: str
    said: str
    count: int | None = None
    is_here: bool = False


@dataclass(frozen=True, slots=True)
class Shelf(Generic[T]):
    """The rows of one letter or year; `key` is its part of an address."""

    key: str
    said: str
    rows: Sequence[T]


@dataclass(frozen=True, slots=True)
class Board(Generic[T]):
    """What one page of a list shows.

    `shelves` are the rows, each run of them below its letter or year; `ways` lead to the letters or years of a
    divided list, `beside` to the other pages of the same one, and both are empty where there is but one page.
    """

    path: str
    list: str
    """The address of the list itself."""
    shelves: Sequence[Shelf[T]]
    total: int
    """How many rows the whole list has."""
    ways: Sequence[Way] = ()
    beside: Sequence[Way] = ()
    said: str = ""
    """The letter or year of a page that has only one; "" on the first page."""
    number: int = 0
    """Which page of its letter or year it is, from 0."""

    @property
    def is_first(self) -> bool:
        """Whether it is the page at the address of the list itself."""
        return not self.said

    @property
    def rows(self) -> Iterator[T]:
        """The rows that stand on the page."""
        return (row for shelf in self.shelves for row in shelf.rows)

    @property
    def is_divided(self) -> bool:
        """Whether the list has other pages."""
        return bool(self.ways)

    def titled(self, words: Words, name: str) -> str:
        """The title of this page of a list called `name`."""
        if self.is_first:
            return name
        title = words.pgettext("a list and a letter or year of it", "{list}: {part}").format(list=name, part=self.said)
        return words("{title}, page {number}").format(title=title, number=self.number + 1) if self.number else title


@dataclass(frozen=True, slots=True)
class Shelves(Generic[T]):
    """A list at `path`, such as `people/`, in the order of its shelves."""

    path: str
    shelves: Sequence[Shelf[T]]
    name: Callable[[T], str]
    """What a row is called in a link to the page that begins with it."""
    first: Callable[[], Sequence[T]]
    """The rows of the first page of a divided list: only that page asks for them."""

    @property
    def total(self) -> int:
        """How many rows there are."""
        return sum(len(shelf.rows) for shelf in self.shelves)

    @property
    def is_divided(self) -> bool:
        """Whether one page is not enough."""
        return self.total > MOST

    def parts(self, make: Callable[..., Iterable[Made]]) -> Iterator[Part]:
        """The pages of the list, as parts that `make` makes: what is given is for `board`."""
        yield Part(make, ("", 0))
        if self.is_divided:
            for shelf in self.shelves:
                yield from (Part(make, (shelf.key, number)) for number in range(_pages(shelf)))

    def board(self, key: str, number: int) -> Board[T]:
        """The page of a letter or year, or the first one for ""."""
        if not self.is_divided:
            return Board(self.path, self.path, self.shelves, self.total)
        if not key:
            ways = [Way(self._at(shelf, 0), shelf.said, len(shelf.rows)) for shelf in self.shelves]
            return Board(self.path, self.path, (Shelf("", "", self.first()),), self.total, ways)
        shelf = next(one for one in self.shelves if one.key == key)
        # Without counts: one row more in a letter would make the pages of all others anew.
        ways = [Way(self._at(one, 0), one.said, is_here=one.key == key) for one in self.shelves]
        pages = range(_pages(shelf)) if _pages(shelf) > 1 else ()
        beside = [Way(self._at(shelf, at), self.name(shelf.rows[at * MOST]), is_here=at == number) for at in pages]
        here = Shelf(key, shelf.said, shelf.rows[number * MOST : (number + 1) * MOST])
        return Board(self._at(shelf, number), self.path, (here,), self.total, ways, beside, shelf.said, number)

    def _at(self, shelf: Shelf[T], number: int) -> str:
        return f"browse/{self.path}{shelf.key}/{f'{number + 1}/' if number else ''}"


def _pages(shelf: Shelf[T]) -> int:
    return -(-len(shelf.rows) // MOST)


def lettered(path: str, rows: Iterable[T], name: Callable[[T], str], weight: Callable[[T], int]) -> Shelves[T]:
    """A list by the first letters of names; its first page has the rows that weigh most, in order of their weight."""
    rows = list(rows)
    found: dict[str, Shelf[T]] = {}
    for letter, own in by_letter(rows, name):
        key, said = _place(letter, len(rows) > MOST)
        found[key] = Shelf(key, said, [*(found[key].rows if key in found else ()), *own])
    return Shelves(
        path, list(found.values()), name,
        lambda: sorted(rows, key=lambda row: (-weight(row), name(row).casefold()))[:FIRST],
    )  # fmt: skip


def dated(path: str, rows: Iterable[T], year: Callable[[T], str], name: Callable[[T], str]) -> Shelves[T]:
    """A list by years, in the order of the rows, the newest first; its first page has the newest rows."""
    rows = list(rows)
    found: dict[str, list[T]] = {}
    for row in rows:
        found.setdefault(year(row), []).append(row)
    return Shelves(path, [Shelf(key, key, own) for key, own in found.items()], name, lambda: rows[:FIRST])


# Scripts with a sign for each word or syllable: a page for each would hold a name or two.
_TOGETHER = {"CJK": ("han", "漢字"), "HANGUL": ("hangul", "한글")}


def _place(letter: str, are_many: bool) -> tuple[str, str]:
    """Where names with a first letter stand: the part of an address, such as `a` or `cyrillic-zhe`, and its words."""
    if letter == "#":
        return "0-9", letter
    if letter.isascii():
        return letter.lower(), letter
    names = [unicodedata.name(char, f"letter {ord(char):x}") for char in letter]
    together = _TOGETHER.get(names[0].split()[0]) if are_many else None
    return together or (
        "-".join(name.replace("CAPITAL LETTER ", "") for name in names).lower().replace(" ", "-"),
        letter,
    )
