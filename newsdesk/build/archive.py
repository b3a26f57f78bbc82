"""The files of a collection beside what is kept of them: what is known of a file is not found out again."""

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

from newsdesk.build.cache import Cache, plain, read_plain
from newsdesk.check import Kept
from newsdesk.check.judging import Judged
from newsdesk.check.near.others import Wider
from newsdesk.check.near.ties import Tie, tie_of
from newsdesk.check.parts import Part, part_after, part_of
from newsdesk.check.telling import problem_of, told_all
from newsdesk.load import REGISTERS, Document, PastDocument, Tree, is_plain
from newsdesk.problems import Problem

# So many single values are asked for before all are read at once.
_FEW = 1_000
# How many files that nothing is known of are worth several processes, and how many go to one at once.
_MANY, _CHUNK = 300, 50
# What a process found out of a file: its path, and what is kept of it and of what it says, as JSON; None for neither.
Found = tuple[str, bytes, bytes | None]
Documents = dict[str, Document | None]
# What was found out of a file, as it is kept: its kind, its key, its value as JSON.
Row = tuple[str, str, bytes]
Told = Callable[[int, int], None]
"""Hears how many files were understood, and how many there are."""
# After how many files it is told.
_STEP = 100


@dataclass(frozen=True, slots=True)
class Past:
    """A file as it was when its part was made, of which nobody has the text any more."""

    document: Document
    part: Part
    told: list[Problem]
    """What was wrong with its form."""


class Archive:
    """Documents by their paths below `digests/`, problems of their form, and what is kept of each."""

    def __init__(
        self, tree: Tree, cache: Cache, jobs: int | None = 1, *, is_whole: bool = True, told: Told | None = None
    ) -> None:
        self._tree, self._cache = tree, cache
        self._keys = {inner: f"{inner}\0{digest}" for inner, digest in tree.digests.items()}
        self.documents: dict[str, Document | None] = {}
        self._told: dict[str, list[Problem]] = {}
        self.kept = Kept(judged=_Verdicts(self._keys, cache))
        self._loads: dict[str, Any] = {}
        self._later = _Later(self._keys, self._loads, cache)
        if is_whole:
            self.more(tree.raws, jobs, told)

    def more(self, inners: Iterable[str], jobs: int | None = 1, told: Told | None = None) -> None:
        """Take in files that were not looked at yet; each stands among the others where it stands in the folder."""
        fresh = [inner for inner in inners if inner not in self.documents]
        keys = {inner: self._keys[inner] for inner in fresh if inner in self._keys}
        known = self._cache.get_many("part", keys.values())
        unknown = [inner for inner, key in keys.items() if key not in known]
        if len(unknown) >= _MANY:
            self._find_out(unknown, jobs, told)
            known |= self._cache.get_many("part", [keys[inner] for inner in unknown])
        for number, inner in enumerate(fresh):
            if told and number % _STEP == 0:
                told(number, len(fresh))
            self._take(inner, known.get(keys.get(inner, "")))
        if told:
            told(len(fresh), len(fresh))
        self.documents = {inner: self.documents[inner] for inner in self._tree.raws if inner in self.documents}

    def everything(self) -> Documents:
        """All files: beside those that were taken in those that are known to be without fault, read when asked for."""
        found: Documents = {}
        for inner in self._tree.raws:
            if inner in self.documents:
                found[inner] = self.documents[inner]
            else:
                data = None if is_plain(inner) else partial(self._later.data, self._keys[inner])
                found[inner] = self._tree.known_document(inner, data)
        return found

    def tie(self, inner: str) -> Tie | None:
        """What ties a file that was taken in to others; None where it is always looked at."""
        part = self.part(inner) if self.documents[inner] else None
        return tie_of(inner, part, is_clean=not self._told[inner])

    def part(self, inner: str) -> Part:
        """The part of a file that was taken in and could be read."""
        if inner not in self.kept.parts:
            document = self.documents[inner]
            assert document
            self.kept.parts[inner], self.kept.records[inner] = part_of(inner, document, leaves_out=True)
        return self.kept.parts[inner]

    @property
    def problems(self) -> list[Problem]:
        """What is wrong with the names and the form of files."""
        return [*self._tree.problems, *self.told]

    @property
    def told(self) -> list[Problem]:
        """What is wrong with the form of files."""
        return [problem for told in self._told.values() for problem in told]

    def past(self, inner: str, digest: str) -> Past | None:
        """A file as it was when it had this digest, by what is kept of it; None where that is not known."""
        key = f"{inner}\0{digest}"
        known = self._cache.get("part", key)
        if known is None or known["part"] is None:
            return None
        shown = self._tree.shown(inner)
        document = PastDocument(shown, partial(_data_then, self._cache, key))
        return Past(document, known["part"], [problem_of(shown, said) for said in known["load"]])

    def with_past(self, past: Mapping[str, Past | None], digests: Mapping[str, str]) -> tuple[Documents, Kept]:
        """The files that were taken in, with some of them as they were, None where they were not; and what is kept.

        `digests` are those that all files had then. What is found out of them is not kept: nobody has their text.
        """
        same = {inner: document for inner, document in self.documents.items() if inner not in past}
        there = {inner: one for inner, one in past.items() if one}
        documents: Documents = same | {inner: one.document for inner, one in there.items()}
        parts = {inner: part for inner, part in self.kept.parts.items() if inner in same}
        records = {inner: found for inner, found in self.kept.records.items() if inner in same}
        keys = {inner: f"{inner}\0{digest}" for inner, digest in digests.items()}
        kept = Kept(parts | {inner: one.part for inner, one in there.items()}, records, _Known(keys, self._cache))
        return {inner: documents[inner] for inner in sorted(documents, key=lambda inner: inner.split("/"))}, kept

    def _find_out(self, unknown: list[str], jobs: int | None, told: Told | None) -> None:
        """Read and judge files side by side, and put into the cache what is found of them.

        All that was understood of so many is not held here: it is read again where somebody asks for it. And it is
        done apart: to take up ten thousand files leaves gaps of 90 MB in the memory of who does it.
        """
        # Imported here: mostly nothing has changed but a few files.
        from newsdesk.build.workers import cores, side_by_side

        chunks = (unknown[start : start + _CHUNK] for start in range(0, len(unknown), _CHUNK))
        for number, chunk in enumerate(side_by_side(jobs or cores(), self._tree, _chunk, chunks, apart=True)):
            if told:
                told(number * _CHUNK, len(unknown))
            for inner, part, data in chunk:
                self._cache.put_plain("part", self._keys[inner], part)
                if data is not None:
                    self._cache.put_plain("data", self._keys[inner], data)

    def again(self, inner: str, raw: bytes | None) -> None:
        """Take a file in with other bytes than before; None where it cannot be read."""
        self._tree.put(inner, raw)
        self._anew(inner)

    def without(self, inner: str) -> None:
        """Let go of a file that is not there, or would not be."""
        self._tree.raws.pop(inner, None)
        self._tree.digests.pop(inner, None)
        self._forget(inner)
        self.documents.pop(inner, None)
        self._told.pop(inner, None)

    def follow(self, tree: Tree) -> None:
        """Go on to all files as they are now; what is known of one that has not changed stays."""
        before, self._tree = self._tree, tree
        for inner in before.raws.keys() - tree.raws.keys():
            self._forget(inner)
            del self.documents[inner], self._told[inner]
        for inner in tree.raws:
            if inner in before.raws and tree.digests.get(inner) == before.digests.get(inner):
                tree.raws[inner] = before.raws[inner]  # which its document holds, too
            else:
                self._anew(inner)
        self.documents = {inner: self.documents[inner] for inner in tree.raws}

    def _forget(self, inner: str) -> None:
        self.kept.parts.pop(inner, None)
        self.kept.records.pop(inner, None)
        self._keys.pop(inner, None)
        self._loads.pop(inner, None)

    def _anew(self, inner: str) -> None:
        key = f"{inner}\0{self._tree.digests[inner]}" if inner in self._tree.digests else ""
        known = self._cache.get("part", key) if key else None
        part, document, before = self.kept.parts.get(inner), self.documents.get(inner), None
        if known is None and part and document and inner.removesuffix(".yaml") in REGISTERS:
            before = part, document.data
        self._forget(inner)
        if key:
            self._keys[inner] = key
        self._take(inner, known, before)

    def _take(self, inner: str, known: Any, before: tuple[Part, Mapping[str, Any]] | None = None) -> None:
        if known is None:
            document, problems = self._tree.document(inner)
            self.documents[inner], self._told[inner] = document, problems
            if inner in self._keys:
                self._loads[inner] = told_all(problems)
            if before and document and (found := part_after(inner, document, *before)):
                self.kept.parts[inner], self.kept.records[inner] = found
            return
        shown = self._tree.shown(inner)
        self._told[inner] = [problem_of(shown, said) for said in known["load"]]
        part: Part | None = known["part"]
        if part is None:
            self.documents[inner] = None
            return
        self.kept.parts[inner] = part
        data = None if is_plain(inner) else partial(self._later.data, self._keys[inner])
        self.documents[inner] = self._tree.known_document(inner, data)

    def keep(self) -> None:
        """Keep what was found out of files that nothing was known of."""
        parts, data = {}, {}
        for inner, problems in self._loads.items():
            key, document = self._keys[inner], self.documents[inner]
            parts[key] = {"load": problems, "part": self.kept.parts[inner] if document else None}
            if document and not is_plain(inner):
                data[key] = document.data
        self._cache.put_many("part", parts)
        self._cache.put_many("data", data)
        self._loads.clear()


def kept_rows(cache: Cache, digests: Mapping[str, str]) -> list[Row]:
    """What is kept of files, by their paths below `digests/` and their digests: for a cache elsewhere."""
    cache.asks_for_few()
    keys = [f"{inner}\0{digest}" for inner, digest in digests.items()]
    return [(kind, key, value) for kind in ("part", "data") for key, value in cache.get_plain(kind, keys).items()]


def _chunk(tree: Tree, inners: list[str]) -> list[Found]:
    """Read and judge some files."""
    return [_found(tree, inner) for inner in inners]


def _found(tree: Tree, inner: str) -> Found:
    document, problems = tree.document(inner)
    part = part_of(inner, document, leaves_out=True)[0] if document else None
    data = plain(document.data) if document and not is_plain(inner) else None
    return inner, plain({"load": told_all(problems), "part": part}), data


class _Later:
    """What files say, read when somebody asks for it.

    Documents hold this and not their archive: who holds but a few of them lets go of all the others.
    """

    def __init__(self, keys: dict[str, str], loads: dict[str, Any], cache: Cache) -> None:
        self._keys, self._loads, self._cache = keys, loads, cache
        self._asked, self._data = 0, dict[str, bytes]()

    def data(self, key: str) -> Any:
        """What a file said when it had this key, whoever has changed it since."""
        self._asked += 1
        if self._asked == _FEW:
            wanted = (key for inner, key in self._keys.items() if inner not in self._loads)
            self._data = self._cache.get_plain("data", wanted)
        if (data := self._data.pop(key, None)) is not None:
            with suppress(ValueError, RecursionError):
                return read_plain(data)  # which has short texts, such as ids, once for all files
        return self._cache.get("data", key)


def _data_then(cache: Cache, key: str) -> Any:
    if (data := cache.get("data", key)) is None:
        raise Wider
    return data


class _Verdicts(MutableMapping[tuple[str, str], Judged]):
    """What was found of an entry beside its article: looked for in the cache, and put there."""

    def __init__(self, keys: dict[str, str], cache: Cache) -> None:
        self._keys, self._cache = keys, cache

    def _key(self, key: tuple[str, str]) -> str:
        inner, text = key
        return f"{self._keys[inner]}\0{text}"

    def __getitem__(self, key: tuple[str, str]) -> Judged:
        found: Judged | None = self._cache.get("judged", self._key(key))
        if found is None:
            raise KeyError(key)
        return found

    def __setitem__(self, key: tuple[str, str], value: Judged) -> None:
        self._cache.put("judged", self._key(key), value)

    def __delitem__(self, key: tuple[str, str]) -> None:
        raise KeyError(key)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(())

    def __len__(self) -> int:
        return 0


class _Known(_Verdicts):
    """The same, to which nothing is added."""

    def __setitem__(self, key: tuple[str, str], value: Judged) -> None:
        pass
