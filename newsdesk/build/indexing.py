"""The search index as a part of a build: records are made again only where what they were made from has changed."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from hashlib import blake2b
from operator import itemgetter
from pathlib import Path
from typing import Any

from newsdesk.build.inputs.itself import digest_of_program
from newsdesk.build.parts.memory import Known, Memory
from newsdesk.build.workers import side_by_side
from newsdesk.build.workers.beside import Beside, Failed
from newsdesk.collection import Collection
from newsdesk.collection.digests import Digests
from newsdesk.collection.watched import Watched
from newsdesk.output.kept import digest_of
from newsdesk.output.report import Same
from newsdesk.output.search.texts import texts_of
from newsdesk.output.search_index import Group, Index, Texted, digest_of_records, kept_index, make_index
from newsdesk.views.search.records import Named, SearchRecord, search_records, searched

_NAME = "search.known"
# What the memory says of the index as a whole: its key, and which groups it is of.
_INDEX = "index"
# Up to so many records are one group; of more, about so many are; beyond so many, groups grow with the collection.
_ALONE, _SIZE, _MANY = 1_000, 256, 1 << 15


def grouped(pages: Sequence[Named]) -> list[list[Named]]:
    """Pages in groups that are indexed together, registers first; one page more or less changes a group, seldom two.

    An address alone says whether a group may end behind it.
    """
    pages = sorted(pages, key=lambda page: (page.register == "entries", page.path))
    if len(pages) <= _ALONE:
        return [pages] if pages else []
    size = _SIZE
    while len(pages) > size * _MANY // _SIZE:
        size *= 2
    groups: list[list[Named]] = [[]]
    for page in pages:
        groups[-1].append(page)
        if len(groups[-1]) >= size * 3 // 4 and _number(page.path) % (size // 4) == 0:
            groups.append([])
    return [group for group in groups if group]


def _number(path: str) -> int:
    return int.from_bytes(blake2b(path.encode("utf-8", "surrogatepass"), digest_size=4).digest())


@dataclass(slots=True)
class Indexing:
    """The index of one collection, watched; `digests` are those of the same collection."""

    collection: Watched
    digests: Digests
    cache: Path
    jobs: int = 1
    last: Memory = field(init=False)
    made: int = field(init=False, default=0)
    """Of how many groups the records were made anew."""

    def __post_init__(self) -> None:
        settings = self.collection.settings.model_dump_json()
        setting = "\0".join((digest_of_program(), settings, str(self.collection.with_pdf)))
        self.last = Memory.of(self.place, digest_of(setting.encode()))

    @property
    def place(self) -> Path:
        """Where it is kept what is remembered of the index."""
        return self.cache / _NAME

    @classmethod
    def of(cls, collection: Collection, cache: Path, jobs: int = 1) -> "Indexing":
        """The index of a collection that nobody watches yet."""
        return cls(Watched.over(collection), Digests(collection), cache, jobs)

    @contextmanager
    def beside(self, jobs: int, most: int | None = None) -> Iterator[Callable[[], Iterator[Same]]]:
        """Make the index in a process of its own while something else is done; gives how to get at its files.

        These are all files by their paths in the site; none where there is nothing to be found. With one job, where
        that process comes to no end, and where more than `most` groups have to be made, the index is made when it is
        asked for.
        """
        waits: list[Beside[str]] = []
        if jobs > 1 and sys.platform == "linux":
            with suppress(OSError):  # no more processes for this user
                waits.append(Beside(partial(self._kept, most), nice=0))

        def found() -> Iterator[Same]:
            key: str | None = ""
            with suppress(Failed):  # why is said by whoever does it in earnest
                key = waits[0].result() if waits else ""
            waits.clear()
            index = (kept_index(self.cache, key) if key else None) or self.index()
            return index.outputs() if index else iter(())

        try:
            yield found
        finally:
            for one in waits:
                one.stop()
                with suppress(Failed, OSError):
                    one.result()

    def _kept(self, most: int | None) -> str:
        """By what the index is kept, once it is; "" where it is not kept whole."""
        self.jobs = 1  # one that is stopped must leave no others behind
        index = self.index(most)
        return index.key if index and index.groups.takes else ""

    def index(
        self, most: int | None = None, wanted: Callable[[list[Named]], bool] = lambda pages: True
    ) -> Index | None:
        """The index, made with as little work as can be; None where more than `most` groups have to be made.

        Of the groups that are not `wanted` nothing is in it.
        """
        groups = list(filter(wanted, grouped(searched(self.collection.plain))))
        if not groups:
            return None
        names = [_name(pages) for pages in groups]
        known = self._unchanged(names)
        whole = self.last.parts.get(_INDEX, Known())
        if len(known) == len(names) and whole.parts[1:] == names and (found := kept_index(self.cache, whole.parts[0])):
            return found
        stale = [pages for name, pages in zip(names, groups, strict=True) if name not in known]
        if most is not None and len(stale) > most:
            return None
        self.made = len(stale)
        made = _spread(self.jobs, self, Indexing.texts, [(pages,) for pages in stale])
        texts: dict[str, _Made] = dict(zip(map(_name, stale), made, strict=True))
        given = [self._group(name, pages, texts, known) for name, pages in zip(names, groups, strict=True)]
        index = make_index(given, self.cache, partial(_spread, self.jobs, None))
        self._keep(index.key, names, given, known, {name: reads for name, (_, reads) in texts.items()})
        return index

    def kept(self) -> Memory:
        """What is remembered of the index that was made last."""
        return Memory.of(self.place, self.last.setting)

    def _unchanged(self, names: Sequence[str]) -> dict[str, tuple[str, list[str]]]:
        """Of groups of which all is as it was: the digests of their records, and what was read for these."""
        keys, changed = list(self.last.keys), self.digests.trust(self.last.keys, self.last.groups, self.last.about)
        found = ((name, self.last.parts.get(name)) for name in names)
        return {
            name: (one.parts[0], [keys[number] for number in one.reads])
            for name, one in found
            if one and changed.isdisjoint(one.reads)
        }

    def _group(self, name: str, pages: list[Named], texts: dict[str, "_Made"], known: dict[str, Any]) -> Group:
        digest = texts[name][0] if name in texts else known[name][0]
        return Group(digest, partial(self.records, pages))

    def records(self, pages: list[Named]) -> list[SearchRecord]:
        """The records of some pages."""
        return list(search_records(self.collection, pages))

    def texts(self, pages: list[Named]) -> "_Made":
        """The digest of the records of some pages, which are kept as the index needs them, and what they read."""
        with self.collection.watch.part() as reads:
            records = list(search_records(self.collection, pages))
        Texted(self.cache).put(digest := digest_of_records(records), texts_of(records))
        return digest, sorted(reads)

    def _keep(
        self, key: str, names: list[str], groups: list[Group], known: dict[str, Any], read: dict[str, list[str]]
    ) -> None:
        numbers: dict[str, int] = {}
        now = Memory(self.last.setting)
        for name, group in zip(names, groups, strict=True):
            reads = read[name] if name in read else known[name][1]
            now.parts[name] = Known([numbers.setdefault(one, len(numbers)) for one in reads], parts=[group.name])
        now.keys = self.digests.of(numbers)
        now.groups, now.about = self.digests.grouped(numbers)
        now.parts[_INDEX] = Known(parts=[key, *names])
        now.keep(self.place)


# What is made of a group: the digest of its records, and the keys of what was read.
_Made = tuple[str, list[str]]


def _name(pages: Sequence[Named]) -> str:
    """The digest of which pages a group has."""
    return digest_of("\0".join(page.path for page in pages).encode("utf-8", "surrogatepass"))


def _spread(jobs: int, hand: Any, work: Callable[..., Any], items: Sequence[tuple[Any, ...]]) -> list[Any]:
    """Work for each of many items, done by so many jobs; what came of it in the order of the items."""
    chunks = side_by_side(jobs if len(items) > 1 else 1, hand, partial(_numbered, work), enumerate(items))
    return [made for _, made in sorted(chunks, key=itemgetter(0))]


def _numbered(work: Callable[..., Any], hand: Any, chunk: tuple[int, tuple[Any, ...]]) -> tuple[int, Any]:
    number, item = chunk
    return number, work(*item) if hand is None else work(hand, *item)
