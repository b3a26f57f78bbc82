"""Lists longer than a hundred are paged, numbered from the oldest, so that a new entry rewrites few pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from newsdesk.interface import Words
from newsdesk.model import Translation

T = TypeVar("T")
SIZE = 100


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


def paged(path: str, items: Sequence[T]) -> Iterator[Slice[T]]:
    """The pages of a list at `path`: the newest at that address, older ones at `path` + `page/<n>/`.

    Page n holds the nth hundred from the oldest, so it never changes while newer items come in.
    """
    full = max(0, (len(items) - 1) // SIZE)
    for number in range(full, -1, -1):
        end = len(items) - number * SIZE
        start = 0 if number == full else end - SIZE
        yield Slice(
            _address(path, number, full),
            items[start:end],
            newer=_address(path, number + 1, full) if number < full else None,
            older=_address(path, number - 1, full) if number else None,
        )


def _address(path: str, number: int, full: int) -> str:
    return path if number == full else f"{path}page/{number + 1}/"


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The page before or after a page: `label` says which, `language` is that of its title."""

    href: str
    label: str
    title: str
    language: str
    title_en: Translation | None = None
