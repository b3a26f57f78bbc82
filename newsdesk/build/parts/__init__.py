"""Makes the parts of a site, and each of them again only where what it read has changed since the last build."""

import json
from collections import defaultdict, deque
from collections.abc import Callable, Generator, Iterable, Iterator, Set
from concurrent.futures import BrokenExecutor, Future
from functools import cached_property, lru_cache, partial
from itertools import chain, count, repeat
from pathlib import Path
from typing import cast

from newsdesk.build.parts.aside import Aside
from newsdesk.build.parts.joining import Joining
from newsdesk.build.parts.memory import Known, Memory, Shelf, Written
from newsdesk.build.parts.remembering import Noted, remembered
from newsdesk.build.workers import AHEAD, Crew, Lost, done
from newsdesk.collection import Collection
from newsdesk.collection.digests import Digests
from newsdesk.collection.watched import Watched
from newsdesk.output.for_programs import with_twins
from newsdesk.output.kept import known as with_digest
from newsdesk.output.report import Output, Same, Unchanged
from newsdesk.output.sealed import state_of
from newsdesk.output.writing import Lay
from newsdesk.views import ALIKE, File, Page, Part, Preview, Share, Whole
from newsdesk.views.setting.shares import spelt, unspelt

__all__ = ["Dress", "Memory", "Parts"]

# How a page, file or card is made ready to go out: its path in the site and its content, None where it does not.
Dress = Callable[[Page | File | Preview], tuple[str, bytes] | None]
# Parts that go to a process at once, and how many are worth that all of them are prepared for processes.
_CHUNK, _MANY = 20, 400
# One of so many parts is worth that all entries are read before: each is read for several parts.
_SHARE = 5
# How many parts a large archive has; and how many go to a process at once where there are few.
_LARGE, _SMALL = 10_000, 4
# How the names of parts begin that this process makes while the others make the rest.
_ASIDE = tuple(json.dumps([view.__module__])[:-1] for view in ALIKE)
# What a process made: the name of a part, what is known of it, the keys it read, its files, and its share in others.
Made = tuple[str, Known, set[str], list[Output], Share | None]


def _chunk(parts: object, names: list[str]) -> list[Made]:
    return cast(Parts, parts).chunk(names)


class Parts:
    """The parts of one build: made anew where there is cause, else as they were."""

    def __init__(
        self,
        collection: Collection,
        last: Memory,
        dress: Dress,
        site: Path,
        digests: Digests | None = None,
        stale: Set[str] = frozenset(),
        shelf: Shelf | None = None,
    ) -> None:
        """`last` is of the last build; of the parts `stale`, by their names, it is known that they have to be made.

        With a `shelf`, `last` is of what lies there, and not of a site.
        """
        self.aside = Aside(state_of(site), collection.by_id)
        self.collection = Watched.over(collection, self.aside)
        self.digests = digests or Digests(collection)
        self.last, self.now, self.dress = last, Memory(last.setting), dress
        self.made = 0
        """How many parts were made anew."""
        self.lay: Lay | None = None
        """How a process lays a file where it belongs; without it, contents are handed over."""
        self.left: set[str] = set()
        """The names of parts that stayed as they were although they have to be made again."""
        self._stale, self._shelf, self._again = stale, shelf, lru_cache(maxsize=8)(self._anew)
        self._changed = self.digests.trust(last.keys, last.groups, last.about)
        self._read: dict[str, set[str]] = {}
        self._noted = Noted(state_of(site))
        # Each new key gets the next number.
        self._numbers: dict[str, int] = defaultdict(count().__next__)
        self._shares: dict[str, Share] = {}
        self._joining = Joining(last, self.now, self._share_anew, site, state_of(site) / "joined")

    def outputs(
        self, parts: Iterable[Part], *, as_they_were: bool = False, crew: Crew | None = None, jobs: int = 1
    ) -> Iterator[Output]:
        """All files of the parts and of the parts that they have; with a crew, made by so many jobs.

        This process is one of them: it makes parts while the others have enough to do.

        With `as_they_were` also those that have to be made again stay, as far as they were ever made: what is
        remembered of them after that is not true, and must not be kept.
        """
        waiting = deque(part.name for part in parts)
        sizes = chain([1] * len(waiting), repeat(_CHUNK if self.are_many else _SMALL))
        running: dict[Future[list[Made]], list[str]] = {}
        aside: deque[str] = deque()
        while waiting or aside or running:
            has_room = crew is not None and len(running) < AHEAD * (jobs - 1)
            count = next(sizes) if has_room else 1
            stale = [] if has_room or not aside else [aside.popleft()]
            if not stale:
                stale = yield from self._to_make(waiting, count, as_they_were=as_they_were)
            if has_room:
                aside.extend(name for name in stale if name.startswith(_ASIDE))
                stale = [name for name in stale if not name.startswith(_ASIDE)]
                if not (stale or waiting):
                    stale = [aside.popleft() for _ in range(min(len(aside), count))]
            if crew and has_room and stale:
                running[crew.submit(_chunk, stale)] = stale
            elif not has_room:
                for name in stale:
                    waiting.extend((yield from self._made(name)))
            try:
                for future in done(running, or_wait=not (waiting or aside)):
                    names = running.pop(future)
                    waiting.extend((yield from self._chunk_of(future, names, running)))
            except BrokenExecutor:
                # A process was killed, for want of memory perhaps: the rest is made here.
                crew = None
                waiting.extend(name for names in running.values() for name in names)
                running.clear()

    def _chunk_of(
        self, future: Future[list[Made]], names: list[str], running: dict[Future[list[Made]], list[str]]
    ) -> Generator[Output, None, list[str]]:
        """Take a chunk that somebody has made, or make it where it was lost; returns the parts that its parts have.

        BrokenExecutor where nobody is there any more, and the chunk is among those that are running.
        """
        parts: list[str] = []
        try:
            made = future.result()
        except Lost:
            for name in names:
                parts += yield from self._made(name)
            return parts
        except BrokenExecutor:
            running[future] = names
            raise
        for one in made:
            parts += yield from self._taken(one)
        return parts

    def _to_make(self, waiting: deque[str], count: int, *, as_they_were: bool) -> Generator[Output, None, list[str]]:
        """So many of the waiting parts that have to be made; what stands before them is as it was, and goes out."""
        stale: list[str] = []
        standing: list[Written] = []
        while waiting and len(stale) < count:
            name = waiting.popleft()
            known = self.last.parts.get(name)
            stands = name not in self._fallen
            if known and (as_they_were or stands):
                if not stands:
                    self.left.add(name)
                self.now.parts[name] = known
                if self.lay:
                    standing += known.files
                else:
                    yield from self._as_it_was(name, known)
                waiting.extend(known.parts)
            else:
                stale.append(name)
        if standing:
            yield Unchanged([one.path for one in standing], [one.digest for one in standing], self._path_again)
        return stale

    def _made(self, name: str) -> Generator[Output, None, list[str]]:
        """Make a part, and remember what it has read."""
        parts = yield from self._here(name)
        self._note(name, self._read.pop(name))
        self._take_share(name, self._shares.pop(name, None))
        return parts

    @cached_property
    def _fallen(self) -> Set[str]:
        """The names of parts that are known and have to be made again."""
        is_as_it_was = self._changed.isdisjoint
        return self._stale | {name for name, known in self.last.parts.items() if not is_as_it_was(known.reads)}

    def _as_it_was(self, name: str, known: Known) -> Iterator[Output]:
        for file in known.files:
            yield Same(file.path, file.digest, partial(self._file_again, name, file.path))

    def _path_again(self, path: str) -> bytes:
        return self._file_again(self._makers[path], path)

    @cached_property
    def _makers(self) -> dict[str, str]:
        """The names of the parts that made files, by the paths of these."""
        return {file.path: name for name, known in self.last.parts.items() for file in known.files}

    def _file_again(self, name: str, path: str) -> bytes:
        content = self._shelf.content(path) if self._shelf else None
        return self._again(name)[path] if content is None else content

    def take_shares(self, shares: Iterable[tuple[str, bytes]]) -> None:
        """Take shares that were made elsewhere, of parts that are known, before any output goes out."""
        for name, content in shares:
            self._joining.keep(name, content)

    def shares(self) -> Iterator[bytes]:
        """The shares that were made, in the order of what is remembered of their parts."""
        return self._joining.shares()

    def _here(self, name: str) -> Generator[Output, None, list[str]]:
        """Make a part; its files go out while it is at work. Returns the parts that it has."""
        self.made += 1
        known = self.now.parts[name] = Known()
        part, parts, files, wholes = Part.of(name), list[str](), list[Written](), list[str]()
        with self.collection.watch.part() as read:
            for made in part.make(self.collection, *part.given):
                if isinstance(made, Part):
                    parts.append(made.name)
                elif isinstance(made, Share):
                    self._shares[name] = made
                elif isinstance(made, Whole):
                    wholes.append(spelt(made))
                elif output := self.dress(made):
                    day = made.updated if isinstance(made, Page) and made.is_listed else None
                    for path, raw in with_twins(self.collection.settings, *output):
                        content = with_digest(raw)
                        files.append(Written(path, content.digest, day))
                        yield path, content
                        day = None
        known.parts, known.files, known.wholes = tuple(parts), tuple(files), tuple(wholes)
        self._read[name] = read
        return parts

    def _taken(self, made: Made) -> Generator[Output, None, list[str]]:
        """Take what a process has made of a part."""
        name, known, read, outputs, share = made
        self.made += 1
        self.now.parts[name] = known
        self._note(name, read)
        self._take_share(name, share)
        yield from outputs
        return list(known.parts)

    def _note(self, name: str, read: set[str]) -> None:
        """Keep which keys a part has read: by number, since they are half a million in an archive."""
        self._noted.put(name, map(self._numbers.__getitem__, read))

    def _take_share(self, name: str, share: Share | None) -> None:
        if share:
            self._joining.take(name, share)

    def joined(self, *, as_they_were: bool = False, beside: bool = False) -> Iterator[Output]:
        """The files that are put together of the shares of parts, once all outputs have gone out.

        With `beside`, another process may have a part in it.
        """
        yield from self._joining.outputs(self._wholes(), as_they_were=as_they_were, beside=beside)

    def _wholes(self) -> list[Whole]:
        found = [unspelt(text) for known in self.now.parts.values() for text in known.wholes]
        return [whole for whole in found if self.dress(File(whole.path, b""))]

    def _share_anew(self, name: str) -> Share | None:
        part = Part.of(name)
        with self.collection.watch.part():
            return next((one for one in part.make(self.collection, *part.given) if isinstance(one, Share)), None)

    def chunk(self, names: list[str]) -> list[Made]:
        """In a process: make some parts."""
        found: list[Made] = []
        for name in names:
            outputs = list(self._here(name))
            if self.lay:
                outputs = [self.lay(*one) if isinstance(one, tuple) else one for one in outputs]
            found.append((name, self.now.parts.pop(name), self._read.pop(name), outputs, self._shares.pop(name, None)))
        return found

    def _anew(self, name: str) -> dict[str, bytes]:
        """The files of a part that is as it was, and is not where it was."""
        part = Part.of(name)
        with self.collection.watch.part():
            made = [one for one in part.make(self.collection, *part.given) if isinstance(one, Page | File | Preview)]
        dressed = filter(None, map(self.dress, made))
        return dict(chain.from_iterable(with_twins(self.collection.settings, *one) for one in dressed))

    @property
    def are_many(self) -> bool:
        """Whether so many have to be made that several processes are worth their start."""
        return not self.last.parts or self._shelf is not None or len(self._fallen & self.last.parts.keys()) > _MANY

    @property
    def are_most(self) -> bool:
        """Whether so large a part of all has to be made that nearly every entry is read for it."""
        return not self.last.parts or _SHARE * len(self._fallen & self.last.parts.keys()) > len(self.last.parts)

    @property
    def are_worth_two(self) -> bool:
        """The same where processes read what they need themselves: in a large archive already a few parts take long."""
        return self.are_many or (len(self.last.parts) > _LARGE and len(self._fallen) > _CHUNK)

    def anew(self) -> Iterator[tuple[str, Known, set[str]]]:
        """The parts that were made anew: the name of each, what is known of it, and the keys it read."""
        keys = list(self._numbers)
        return ((name, self.now.parts[name], {keys[n] for n in noted}) for name, noted in self._noted.items())

    def pages(self) -> Iterator[tuple[str, str]]:
        """The address of every page, with the day of its last change or ""."""
        return (file.page for known in self.now.parts.values() for file in known.files if file.page)

    def paths(self) -> set[str]:
        """The paths of all files."""
        own = {file.path for known in self.now.parts.values() for file in known.files}
        return own | {whole.path for whole in self._wholes()}

    def memory(self) -> Memory:
        """What is to be remembered, once all files have gone out."""
        return remembered(self.now, self.last, self._noted, list(self._numbers), self.digests, self._changed)
