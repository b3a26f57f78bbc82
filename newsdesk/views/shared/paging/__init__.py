"""Lists longer than a hundred are paged, numbered from the oldest, so that a new entry rewrites few pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from newsdesk.interface import Words
from newsdesk.model import Translation

T = TypeVar("T")
SIZE = 100
# A story of so many entries has a card for each, and room for all comparisons; a larger one has lines and the first
# rows of each table.
FEW = 40


@dataclass(frozen=True, slots=True)
class Slice(Generic[T]):
    """One page of a list that runs from the newest item to the oldest.

    `path` is its address; `newer` and `older` are the addresses of its neighbours, or None.
    """

    path: str
    items: Sequence[T]
    newer: str | None
    older: str | None

    @property
    def is_first(self) -> bool:
        """Whether it is the page at the address of the list itself."""
        return self.newer is None

    def titled(self, words: Words, name: str) -> str:
        """The title of this page of a list called `name`: only older pages have a number, which stays."""
        number = self.path.rstrip("/").rpartition("/page/")[2]
        return name if self.is_first else words("{title}, page {number}").format(title=name, number=number)


def page_numbers(count: int, size: int = SIZE) -> Iterator[tuple[int, int]]:
    """The pages of a list of so many items, the newest first: what `page_of` wants to know of each of them.

    That is its number from the oldest, from 0, and how many pages are newer: 0, 1, or 2 for more.
    """
    full = max(0, (count - 1) // size)
    return ((number, min(2, full - number)) for number in range(full, -1, -1))


def page_of(path: str, items: Sequence[T], number: int, newer: int, size: int = SIZE) -> Slice[T]:
    """One page of a list at `path`: the newest at that address, older ones at `path` + `page/<n>/`.

    Page n holds the nth `size` from the oldest, so it never changes while newer items come in. It reads no more of
    the list than it holds.
    """
    start = -size * (number + 1) if newer else None
    return Slice(
        f"{path}page/{number + 1}/" if newer else path,
        items[start : -size * number or None],
        newer=None if not newer else path if newer == 1 else f"{path}page/{number + 2}/",
        older=f"{path}page/{number}/" if number else None,
    )


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The page before or after a page: `label` says which, `language` is that of its title."""

    href: str
    label: str
    title: str
    language: str
    title_en: Translation | None = None
