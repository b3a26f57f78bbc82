"""Groups of a view's own: which there are, and in which of them an entry stands."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from newsdesk.model import Entry

if TYPE_CHECKING:
    from newsdesk.collection import Collection

Sort = Callable[[Entry], Iterable[str]]
SORTS: dict[str, tuple[Callable[[], Iterable[str]], Sort]] = {}
"""The names of all groups of a kind, and what names those of one entry."""

BY_COLLECTION: dict[str, Callable[["Collection"], tuple[Callable[[], Iterable[str]], Sort, str]]] = {}
"""The same of groups that a maintainer's settings or the registers name, and what the sorting of an entry follows."""


def sorting(kind: str, names: Callable[[], Iterable[str]]) -> Callable[[Sort], Sort]:
    """Registers a function that names the groups of a view's own in which an entry stands; `names` are all of them.

    `kind` is the name under which a collection has these groups; nothing else has it.
    """

    def register(sort: Sort) -> Sort:
        SORTS[kind] = names, sort
        return sort

    return register
