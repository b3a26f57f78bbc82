"""The parts of a site that a process keeps in memory: which of them a change makes stale, and what comes of that."""

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from time import thread_time

from newsdesk.build.parts import Dress
from newsdesk.build.parts.memory import Known, Memory, Written
from newsdesk.collection import Collection
from newsdesk.collection.digests import Digests
from newsdesk.collection.watched import Watched
from newsdesk.output.for_programs import with_twins
from newsdesk.output.kept import known as with_digest
from newsdesk.problems import Refusal
from newsdesk.views import BEHIND, Page, Part, Share
from newsdesk.views.setting.shares import Whole

# What comes behind the pages, by the names of its parts.
_BEHIND = frozenset(Part(view).name for view in BEHIND)


# In seconds of the processor: what takes longer whenever it is made is left to come behind, so that others are there.
_LONG = 0.05
# A part as it was made again: its name, what is known of it, and the keys it read.
Remade = tuple[str, Known, set[str]]
# Contents by path; None for a path that no part has any more.
Contents = dict[str, bytes | None]


class Standing:
    """All parts of a site, who reads what, and which of them are known to be stale."""

    def __init__(self, memory: Memory, collection: Collection, digests: Digests) -> None:
        """`memory` is of the last build, and `digests` those of its collection."""
        self.setting, self.parts = memory.setting, memory.parts
        self.sets, self.sums = memory.sets, memory.sums
        self.collection, self.digests = collection, digests
        self.stale: set[str] = set()
        self.pages = 0
        self._cost: dict[str, tuple[int, float]] = {}
        """Of parts that took long: how often they were made, and the least that it took."""
        self._names = list(memory.keys)
        self._numbers = {key: number for number, key in enumerate(self._names)}
        self._readers: list[list[str]] = [[] for _ in self._names]
        self._free: list[int] = []
        self._parents: dict[str, str] = {}
        self._held: Counter[str] = Counter()
        self._claims: Counter[str] = Counter()
        for name, known in self.parts.items():
            for number in known.reads:
                self._readers[number].append(name)
            self._count(name, known, 1)
        for key in self._names:
            digests.note(key)

    def _count(self, name: str, known: Known, sign: int) -> None:
        for part in known.parts:
            self._held[part] += sign
            if sign > 0:
                self._parents[part] = name
        for file in known.files:
            self._claims[file.path] += sign
            self.pages += sign * (file.day is not None)

    def follow(self, collection: Collection) -> None:
        """Go on to a later collection, and note which parts are stale."""
        self.note(self.digests.follow(collection, self._numbers))
        self.collection = collection

    def note(self, keys: Iterable[str]) -> None:
        """Note that the parts are stale that have read some keys."""
        for key in keys:
            self.stale.update(self._readers[self._numbers[key]])

    def make(self, dress: Dress) -> Contents:
        """Make what is stale of the pages; what comes behind them stays stale, and so does what others share in."""
        found, watched = Contents(), Watched.over(self.collection)
        lost: set[str] = set()
        names = {name for name in self.stale if not (self.is_behind(name) or self._is_slow(name))}
        waiting = deque(sorted(names, key=lambda name: (self._depth(name), name)))
        expected = set(names)
        while waiting:
            name = waiting.popleft()
            if name not in expected:
                continue
            expected.discard(name)
            began = thread_time()
            made = _made(Part.of(name), watched, dress)
            self._note_cost(name, thread_time() - began)
            if made is None:
                if name not in names:
                    raise Late(name)
                names.discard(name)
                continue
            known, read, files = made
            found.update(files)
            fresh, gone = self._put(name, known, read, lost)
            expected -= gone
            waiting.extend(fresh)
            expected.update(fresh)
        for path in [path for path in found if self._claims[path] > 1]:
            raise Refusal(f"Two pages want the path {path}.")
        self._forget(lost, found)
        self.stale -= names
        self.stale &= self.parts.keys()
        return found

    def adopt(self, remade: Iterable[Remade], gone: Iterable[str], memory: Memory) -> None:
        """Take over what was made of the stale parts of the same collection, and what is remembered with them."""
        lost: set[str] = set()
        for name, known, read in remade:
            self._put(name, known, read, lost, lets_go=False)
        for name in gone:
            self._drop(name, lost)
        self._forget(lost, {})
        self.sets, self.sums = memory.sets, memory.sums
        self.stale.clear()

    def _forget(self, lost: Iterable[str], found: Contents) -> None:
        """Count no more for paths that parts had, and note those that none has now."""
        for path in [path for path in lost if not self._claims[path]]:
            found[path] = None
            del self._claims[path]

    def _note_cost(self, name: str, seconds: float) -> None:
        if seconds > _LONG or name in self._cost:
            times, least = self._cost.get(name, (0, seconds))
            self._cost[name] = times + 1, min(least, seconds)

    def _is_slow(self, name: str) -> bool:
        """Whether a part takes long, not only the first time; what it has itself is there already."""
        times, least = self._cost.get(name, (0, 0.0))
        return times > 1 and least > _LONG and not self.parts[name].parts

    def is_behind(self, name: str) -> bool:
        """Whether a part is none of the pages that somebody waits for."""
        while name in self._parents:
            name = self._parents[name]
        return name in _BEHIND

    def _depth(self, name: str) -> int:
        depth = 0
        while name in self._parents:
            name, depth = self._parents[name], depth + 1
        return depth

    def _put(
        self, name: str, known: Known, read: Iterable[str], lost: set[str], *, lets_go: bool = True
    ) -> tuple[list[str], set[str]]:
        """Put a part in the place of what it was; returns the parts that are new in it, and those that are gone."""
        before = self.parts.get(name) or Known()
        known.reads = [self._number(key) for key in sorted(read)]
        for number in set(known.reads).difference(before.reads):
            self._readers[number].append(name)
        self._let_go(name, set(before.reads).difference(known.reads))
        self.parts[name] = known
        self._count(name, known, 1)
        self._count(name, before, -1)
        lost.update(file.path for file in before.files)
        gone: set[str] = set()
        for part in before.parts:
            if lets_go and not self._held[part]:
                gone |= self._drop(part, lost)
        return [part for part in known.parts if part not in self.parts], gone

    def _drop(self, name: str, lost: set[str]) -> set[str]:
        """Let a part go that no other one has any more, with all that it has itself; returns their names."""
        gone = {name}
        self._held.pop(name, None)
        self._parents.pop(name, None)
        known = self.parts.pop(name, None)
        if known is None:
            return gone
        self._let_go(name, known.reads)
        self._count(name, known, -1)
        lost.update(file.path for file in known.files)
        for part in known.parts:
            if not self._held[part]:
                gone |= self._drop(part, lost)
        return gone

    def _number(self, key: str) -> int:
        number = self._numbers.get(key)
        if number is None:
            if self._free:
                number = self._free.pop()
                self._names[number] = key
            else:
                number = len(self._names)
                self._names.append(key)
                self._readers.append([])
            self._numbers[key] = number
            self.digests.note(key)
        return number

    def _let_go(self, name: str, numbers: Iterable[int]) -> None:
        for number in numbers:
            self._readers[number].remove(name)
            if not self._readers[number]:
                del self._numbers[self._names[number]]
                self._free.append(number)

    def has(self, path: str) -> bool:
        """Whether a part makes the file at a path."""
        return self._claims[path] > 0

    def written(self) -> Iterator[tuple[str, Written]]:
        """The name of each part with each file that it has."""
        return ((name, file) for name, known in self.parts.items() for file in known.files)

    def memory(self) -> Memory:
        """What the next build is to remember, but for what is stale."""
        numbers: dict[int, int] = {}
        parts = {
            name: replace(known, reads=[numbers.setdefault(number, len(numbers)) for number in known.reads])
            for name, known in self.parts.items()
        }
        keys = {self._names[number]: self.digests[self._names[number]] for number in numbers}
        return Memory(self.setting, keys, parts, len(numbers), self.sets, self.sums, *self.digests.grouped(keys))


class Late(Exception):
    """A new part has a share in files of many: what holds it is made as a build makes it."""


def _made(part: Part, watched: Watched, dress: Dress) -> tuple[Known, set[str], dict[str, bytes]] | None:
    """What is known of a part now, the keys it read, and its files by their paths; None where it shares in others."""
    known, parts, written, files = Known(), list[str](), list[Written](), dict[str, bytes]()
    with watched.watch.part() as read:
        for made in part.make(watched, *part.given):
            if isinstance(made, Part):
                parts.append(made.name)
            elif isinstance(made, Share | Whole):
                return None
            elif output := dress(made):
                day = made.updated if isinstance(made, Page) and made.is_listed else None
                for path, raw in with_twins(watched.settings, *output):
                    if path in files:
                        raise Refusal(f"Two pages want the path {path}.")
                    content = with_digest(raw)
                    written.append(Written(path, content.digest, day))
                    files[path], day = content, None
    known.parts, known.files = tuple(parts), tuple(written)
    return known, read, files
