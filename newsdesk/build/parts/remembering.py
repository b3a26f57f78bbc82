"""What a build remembers of its parts: what it knew and what it has found out come in, a memory goes out."""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from pathlib import Path

from newsdesk.build.parts.memory import Memory
from newsdesk.build.parts.splicing import Spool
from newsdesk.collection.digests import Digests

# How much the table of keys may grow by those that nobody reads any more.
_SPARE = 1.5


class Noted(Mapping[str, Sequence[int]]):
    """The numbers of the keys that parts have read, by their names, out of memory until all parts are made.

    Of an archive they take as much room as a twentieth of all that a build holds, and nobody asks for them before.
    """

    def __init__(self, folder: Path) -> None:
        """`folder` is where they lie, on the disk of the site, in a file without a name."""
        self._spool, self._ends = Spool(folder), array("Q", [0])
        self._places: dict[str, int] = {}

    def put(self, name: str, numbers: Iterable[int]) -> None:
        """Keep those of a part; what was kept of it before is forgotten."""
        content = array("I", numbers).tobytes()
        self._spool.put(content)
        self._places[name] = len(self._ends) - 1
        self._ends.append(self._ends[-1] + len(content))

    def __getitem__(self, name: str) -> "array[int]":
        place = self._places[name]
        return array("I", self._spool.get(self._ends[place], self._ends[place + 1]))

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def remembered(
    now: Memory, last: Memory, noted: Mapping[str, Sequence[int]], fresh: list[str], digests: Digests, changed: Set[int]
) -> Memory:
    """All of `now`, of which parts were made that have `noted` keys, by their numbers among `fresh`.

    Of the keys of `last` only those `changed`, by their numbers, have another digest.
    """
    are_all = len(noted) == len(now.parts)
    numbers = {} if are_all else {key: n for n, key in enumerate(last.keys)}
    again = [numbers.setdefault(key, len(numbers)) for key in fresh]
    for name, own in noted.items():
        now.parts[name].reads = array("I", [again[number] for number in own])
    now.lean = len(numbers) if are_all else last.lean
    if is_spare := len(numbers) > _SPARE * now.lean:
        numbers = _lean(now, list(numbers))
    if are_all or is_spare:
        now.keys = digests.of(numbers)
        now.groups, now.about = digests.grouped(numbers)
    else:
        now.keys = digests.of_later(last.keys, numbers, changed)
        now.groups, now.about = digests.grouped(numbers, last.groups, last.about)
    return now


def _lean(now: Memory, keys: list[str]) -> dict[str, int]:
    """Number the keys anew, without those that nobody reads any more."""
    numbers: dict[str, int] = {}
    for known in now.parts.values():
        known.reads = array("I", [numbers.setdefault(keys[number], len(numbers)) for number in known.reads])
    now.lean = len(numbers)
    return numbers
