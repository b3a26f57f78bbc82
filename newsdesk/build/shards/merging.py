"""The files of all years of a collection: what they hold comes in, and what a build need not make again goes out."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Self

from newsdesk.build.cache import Cache
from newsdesk.build.indexing import Indexing
from newsdesk.build.inputs.itself import digest_of_program
from newsdesk.build.parts.memory import Memory
from newsdesk.build.project import Project
from newsdesk.build.shards.packing import INDEX, PARTS, SHARES, SITE, STRETCHES, Shard
from newsdesk.build.shards.years import State
from newsdesk.collection.digests import Digests
from newsdesk.load.ordinary import printable
from newsdesk.output.kept import Files
from newsdesk.problems import COMMAND_LINE, Refusal, UsageError


class Shards:
    """Files of years, opened: one for each year of a collection, and each of its present state."""

    def __init__(self, paths: Sequence[Path]) -> None:
        """Refusal where one is damaged, or where two are of the same year."""
        self.all: dict[str, Shard] = {}
        self.reused = 0
        """How many parts stand in them as they have to be."""
        self._places: dict[str, Shard] = {}
        self._memories: dict[str, Memory] = {}
        for path in _files(paths):
            shard = Shard(path, printable(path.as_posix()))
            other = self.all.setdefault(shard.about.year, shard)
            if other is not shard:
                raise Refusal(
                    f"{shard.shown}: doubled-shard: {other.shown} is of {shard.about.year} as well."
                    " Remove one of them, and merge again."
                )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for shard in self.all.values():
            shard.close()

    @property
    def parts(self) -> int:
        """How many parts were made for them."""
        return sum(shard.about.parts for shard in self.all.values())

    def agree(self, state: State, folder: Path) -> None:
        """Refusal where one was made of something else than the collection as it is, or where one is missing.

        `folder` is where one that is missing would be made.
        """
        for year, shard in self.all.items():
            about = shard.about
            if about.program != state.program:
                said = "It was made by another program: another version of it, of a library or of Python."
                raise shard.refused("other-program", said, "Make it again with this one")
            if about.with_pdf != state.with_pdf:
                said = "It was made without --pdf." if state.with_pdf else "It was made with --pdf, whose links it has."
                raise shard.refused("other-settings", said, "Merge with the same, or make it again")
            if about.rest != state.rest:
                said = "The settings, a page in docs or a file that mkdocs.yml names were not what they are now."
                raise shard.refused("other-settings", said, "Make it again")
            if year not in state.years:
                raise Refusal(
                    f"{shard.shown}: other-data: The collection has no week of {year}."
                    " Merge without this file, or bring the weeks back."
                )
            if inner := _differing(about.files, state.years[year]):
                raise shard.refused("other-data", f"{inner} is not as it was then.", "Make it again")
        if missing := [year for year in state.years if year not in self.all]:
            place = printable(folder.as_posix())
            made = "".join(f"\n{COMMAND_LINE} build --only {year} --to {place}" for year in missing)
            raise Refusal(f"{place}: missing-shard: There is no file of {', '.join(missing)}. Make it first:{made}")

    def lend(self, project: Project) -> None:
        """Keep what checks have found out of the files of all years, so that nobody reads them again."""
        cache = Cache(project.cache, digest_of_program())
        for shard in self.all.values():
            for kind, key, value in shard.rows():
                cache.put_plain(kind, key, value)
            cache.write(ages=False)
        cache.close()

    def memory(self, setting: str, digests: Digests) -> Memory:
        """What is remembered of the parts in all of them, of those alone that are as they have to be now."""
        for shard in self.all.values():
            if shard.about.setting != setting:
                said = "It was made in another frame, or with other preview cards: perhaps where a library is missing."
                raise shard.refused("other-settings", said, "Make both in the same environment")
        memories = {year: Memory.read(shard.read(PARTS), setting) for year, shard in self.all.items()}
        for year, memory in memories.items():
            if len(memory.parts) != self.all[year].about.parts:
                raise self.all[year].damaged()
        lengths = {year: _lengths(memory) for year, memory in memories.items()}
        found = together(setting, memories.values(), digests)
        self._shares = lengths
        self._valid = found.parts.keys()
        self._places = {
            file.path: self.all[year]
            for year, memory in memories.items()
            for name, known in memory.parts.items()
            if name in found.parts
            for file in known.files
        }
        self.reused = len(found.parts)
        return found

    def shares(self) -> Iterator[tuple[str, bytes]]:
        """The shares of these parts in files of the whole collection."""
        for year, lengths in self._shares.items():
            pieces = self.all[year].stretches(SHARES, lengths.values())
            for name, content in zip(lengths, pieces, strict=True):
                if name in self._valid:
                    yield name, content

    def lay_index(self, cache: Path, digests: Digests) -> None:
        """Keep the stretches of the index of all years where the index is made."""
        indexing = Indexing.of(digests.collection, cache)
        memories = []
        for shard in self.all.values():
            for kind in STRETCHES:
                kept = Files(cache, kind)
                for name in shard.names(kind):
                    kept.put(name.rpartition("/")[2], shard.read(name))
            if shard.names(STRETCHES[0]):
                memories.append(Memory.read(shard.read(INDEX), indexing.last.setting))
        together(indexing.last.setting, memories, digests).keep(indexing.place)

    def content(self, path: str) -> bytes | None:
        """What a file of the site holds that was made for one of the years."""
        shard = self._places.get(path)
        return shard.read(f"{SITE}{path}") if shard else None


def together(setting: str, memories: Iterable[Memory], digests: Digests) -> Memory:
    """What several builds remember of parts, as one: of those parts alone that have read nothing that has changed."""
    found = Memory(setting)
    numbers: dict[str, int] = {}
    sets: dict[tuple[str, ...], int] = {}
    for memory in memories:
        changed, keys = digests.trust(memory.keys, memory.groups, memory.about), list(memory.keys)
        for name, known in memory.parts.items():
            # What has read nothing is a note on the index as a whole.
            if not known.reads or not changed.isdisjoint(known.reads):
                continue
            known.reads = array("I", [numbers.setdefault(keys[number], len(numbers)) for number in known.reads])
            if known.paths >= 0:
                known.paths = sets.setdefault(tuple(memory.sets[known.paths]), len(sets))
            found.parts[name] = known
    found.keys = digests.of(numbers)
    found.groups, found.about = digests.grouped(numbers)
    found.sets, found.lean = list(map(list, sets)), len(numbers)
    return found


def _lengths(memory: Memory) -> dict[str, int]:
    """How long the share of each part is that has one."""
    return {name: sum(known.lengths) for name, known in memory.parts.items() if known.paths >= 0}


def _differing(was: dict[str, str], now: dict[str, str]) -> str:
    """The first file that is not as it was; "" where all are."""
    return next((inner for inner in sorted(was.keys() | now.keys()) if was.get(inner) != now.get(inner)), "")


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    """The files of years among these paths, and in those that are folders."""
    for path in paths:
        if path.is_dir():
            # Also below it: where artifacts are fetched, each gets a folder of its own.
            found = sorted(one for one in path.rglob("*.zip") if not one.name.startswith("."))
            if not found:
                shown = printable(path.as_posix())
                raise UsageError(
                    f"There is no file of a year in {shown}. Make one: {COMMAND_LINE} build --only YEAR --to {shown}"
                )
            yield from found
        elif path.exists():
            yield path
        else:
            shown = printable(path.as_posix())
            raise UsageError(f"There is no file {shown}. Name files of years with --merge, or their folder.")
