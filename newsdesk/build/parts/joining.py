"""Files that many parts have a share in: put together anew where a share has changed, of what they were and of that."""

import sys
from array import array
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from itertools import accumulate
from pathlib import Path

from newsdesk.build.parts.memory import Known, Memory
from newsdesk.build.parts.splicing import Piece, Spool, Unlike, read_verified, splice, write_whole
from newsdesk.build.workers.beside import Beside, Failed
from newsdesk.output.kept import SIZE, digest_of, remove
from newsdesk.output.report import Output, Ready, Same
from newsdesk.views import Share, Whole
from newsdesk.views.setting.shares import Described, Joined, Packed, Renewed, Sums, unspelt

# Of so many shares a file is worth a process of its own.
_MANY = 1_000
# What is packed is read in pieces of so many bytes.
_AT_ONCE = 1 << 20


@dataclass(slots=True)
class _Plan:
    """How the parts with a share in a file follow each other: now, when it was made last, and what of that stays.

    `steps` are names of parts whose shares are new, and stretches of `before` from and to.
    """

    names: list[str]
    before: list[str]
    steps: list[str | tuple[int, int]] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    """The parts of before whose shares count no more."""
    was: str = ""
    """The digest of how the file was composed."""
    now: str = ""
    """The same as it is now."""


@dataclass(slots=True)
class _Members:
    """The parts with a share in one set of files, in the order of their keys."""

    names: list[str]
    lengths: list[tuple[int, ...]]
    """Of each file the lengths of their shares."""
    digest: str

    @classmethod
    def of(cls, found: list[tuple[str, str, Sequence[int]]]) -> "_Members":
        """From the key, the name and the lengths of each."""
        found.sort()
        lengths = list(zip(*(row[2] for row in found), strict=True))
        keys = "\n".join(row[0] for row in found).encode("utf-8", "surrogatepass")
        numbers = b"".join(array("q", column).tobytes() for column in lengths)
        return cls([row[1] for row in found], lengths, digest_of(keys + numbers))


class Joining:
    """The files of shares of one build: `site` is where they were, `work` a folder for them, which may be removed.

    `anew` makes a part for the sake of its share alone.
    """

    def __init__(self, last: Memory, now: Memory, anew: Callable[[str], Share | None], site: Path, work: Path) -> None:
        self.last, self.now, self.anew, self.site, self.work = last, now, anew, site, work
        self.now.sets = list(last.sets)
        self._numbers = {tuple(paths): number for number, paths in enumerate(last.sets)}
        self._spool = Spool(work)
        self._new: dict[str, int] = {}
        self._plans: dict[tuple[int, ...], _Plan] = {}
        self._now: dict[int, _Members] = {}
        self._before: dict[int, _Members] = {}

    def take(self, name: str, share: Share) -> None:
        """Take the share that a part has made anew."""
        if not self._new:
            remove(self.work)  # what a build left there that was stopped
        known, paths = self.now.parts[name], tuple(share.pieces)
        known.key, known.lengths = share.key, tuple(map(len, share.pieces.values()))
        known.paths = self._numbers.setdefault(paths, len(self._numbers))
        if known.paths == len(self.now.sets):
            self.now.sets.append(list(paths))
        self._new[name] = self._spool.put(b"".join(share.pieces.values()))

    def keep(self, name: str, content: bytes) -> None:
        """Take the share of a part that is known and stands nowhere yet: all its pieces, one after the other."""
        if not self._new:
            remove(self.work)
        self._new[name] = self._spool.put(content)

    def shares(self) -> Iterator[bytes]:
        """The shares that were taken, as `keep` takes them, in the order of the parts."""
        for name, known in self.now.parts.items():
            if known.paths >= 0:
                yield self._spool.get(self._new[name], self._new[name] + sum(known.lengths))

    def outputs(self, wholes: Iterable[Whole], *, as_they_were: bool, beside: bool = False) -> Iterator[Output]:
        """The files, once all shares have been taken; those that change lie ready in the folder `work`.

        With `beside`, a file that a function makes of many shares is made in a process of its own meanwhile.
        """
        before = {unspelt(text) for known in self.last.parts.values() for text in known.wholes}
        wholes = list(wholes)
        packs = {whole.plain: whole for whole in wholes if isinstance(whole, Packed)}
        self._plans.clear()
        self._now, self._before = _members(self.now.parts), _members(self.last.parts)
        works: dict[str, Beside[str | None]] = {}
        try:
            for whole in wholes if beside and sys.platform == "linux" else ():
                if isinstance(whole, Renewed) and len(self._plan(whole.path).names) > _MANY:
                    is_known, stays = self._stays(whole, before, as_they_were=as_they_were)
                    if not stays:
                        self._spool.flush()
                        self.work.mkdir(parents=True, exist_ok=True)
                        with suppress(OSError):  # no more processes for this user
                            works[whole.path] = Beside(partial(self._in_a_copy, whole, is_known), nice=0)
            for whole in wholes:
                if isinstance(whole, Sums):
                    yield whole.path, whole.of({path: found[0] for path, found in self.now.sums.items()})
                    continue
                if isinstance(whole, Described):
                    content = whole.of({path: (found[0], found[1]) for path, found in self.now.sums.items()})
                    self.now.sums[whole.path] = sha256(content).hexdigest(), len(content), ""
                    yield whole.path, content
                    continue
                if isinstance(whole, Packed):
                    continue  # it comes with the file that it packs
                pack = packs.get(whole.path)
                is_known, stays = self._stays(whole, before, as_they_were=as_they_were)
                if stays:
                    last = self.now.sums[whole.path] = self.last.sums[whole.path]
                    yield Same(whole.path, last[0][: 2 * SIZE], partial(self._again, whole))
                    if pack:
                        yield self._pack_as_it_was(pack, whole)
                    continue
                done = None
                if whole.path in works:
                    with suppress(Failed):  # why is said by whoever does it in earnest
                        done = works[whole.path].result()
                    del works[whole.path]
                target, digest = (self._target(whole), done) if done else self._made(whole, is_known=is_known)
                self.now.sums[whole.path] = digest, target.stat().st_size, self._plan(whole.path).now
                # Before the file is moved to where it belongs.
                ready = self._packed(pack, target, digest) if pack else None
                yield Ready(whole.path, digest[: 2 * SIZE], target)
                if ready:
                    yield ready
        finally:
            for work in works.values():
                work.stop()
                with suppress(Failed, OSError):
                    work.result()
        remove(self.work)

    def _stays(self, whole: Joined | Renewed, before: Container[Whole], *, as_they_were: bool) -> tuple[bool, bool]:
        """Whether it is known of what the file in the site is made, and whether it may stay."""
        plan, last = self._plan(whole.path), self.last.sums.get(whole.path)
        # Also what is known of the shares in it has to be of the time when it was made.
        is_known = whole in before and last is not None and last[2] == plan.was
        return is_known, is_known and (as_they_were or not (plan.gone or len(plan.names) != len(plan.before)))

    def _packed(self, pack: Packed, plain: Path, digest: str) -> Ready:
        """Pack a file that lies in the folder `work` and has that digest."""
        target = self._target(pack)
        target.unlink(missing_ok=True)
        made = write_whole(target, pack.of(_in_pieces(plain)))
        self.now.sums[pack.path] = made, target.stat().st_size, digest
        return Ready(pack.path, made[: 2 * SIZE], target)

    def _pack_as_it_was(self, pack: Packed, whole: Joined | Renewed) -> Output:
        """What packs a file that stays."""
        last, digest = self.last.sums.get(pack.path), self.now.sums[whole.path][0]
        if last and last[2] == digest:
            self.now.sums[pack.path] = last
            return Same(pack.path, last[0][: 2 * SIZE], partial(self._pack_again, pack, whole))
        return self._packed(pack, self._made(whole, is_known=True)[0], digest)

    def _pack_again(self, pack: Packed, whole: Joined | Renewed) -> bytes:
        return b"".join(pack.of(_in_pieces(self._made(whole, is_known=True)[0])))

    def _target(self, whole: Joined | Renewed | Packed) -> Path:
        return self.work / whole.path.replace("/", "~")

    def _in_a_copy(self, whole: Renewed, is_known: bool) -> str | None:
        """The SHA-256 of a file that was written of what is at hand; None where shares would have to be made anew."""
        target, plan = self._target(whole), self._plan(whole.path)
        if is_known:
            with suppress(Unlike):
                return self._from_old(self.site / whole.path, target, whole, plan)
        elif self._new.keys() >= set(plan.names):
            return write_whole(target, whole.make(None, (), self._each(plan.names, whole.path)))
        return None

    def _again(self, whole: Joined | Renewed) -> bytes:
        target, _ = self._made(whole, is_known=True)
        return target.read_bytes()

    def _made(self, whole: Joined | Renewed, *, is_known: bool) -> tuple[Path, str]:
        """Write a file into the folder `work`; returns where, and its SHA-256."""
        self.work.mkdir(parents=True, exist_ok=True)
        target, plan = self._target(whole), self._plan(whole.path)
        target.unlink(missing_ok=True)
        if is_known:
            with suppress(Unlike):
                return target, self._from_old(self.site / whole.path, target, whole, plan)
            target.unlink(missing_ok=True)
        for name in plan.names:
            if name not in self._new and (share := self.anew(name)):
                self.take(name, share)
        pieces = self._each(plan.names, whole.path)
        if isinstance(whole, Renewed):
            return target, write_whole(target, whole.make(None, (), pieces))
        return target, write_whole(target, _spaced(whole, pieces))

    def _from_old(self, old: Path, target: Path, whole: Joined | Renewed, plan: _Plan) -> str:
        """Make a file from what it was; Unlike where that is not what was written."""
        digest, length, _ = self.last.sums[whole.path]
        if isinstance(whole, Joined):
            return splice(target, self._pieces(whole, plan), old, length, digest)
        names = [step for step in plan.steps if isinstance(step, str)]
        keys = [self.last.parts[name].key for name in plan.gone]
        pieces = self._each(names, whole.path)
        return write_whole(target, whole.make(read_verified(old, length, digest), keys, pieces))

    def _pieces(self, whole: Joined, plan: _Plan) -> Iterator[Piece]:
        between, head = whole.between.encode(), len(whole.head.encode())
        lengths = self._lengths(whole.path, plan.before)
        # Where each share begins in the old file; the last one is where the next would.
        starts = list(accumulate((length + len(between) for length in lengths), initial=head))
        yield 0, head
        for number, step in enumerate(plan.steps):
            if number:
                yield between
            if isinstance(step, str):
                yield from self._each([step], whole.path)
            else:
                yield starts[step[0]], starts[step[1]] - len(between)
        yield whole.tail.encode()

    def _lengths(self, path: str, names: list[str]) -> Sequence[int]:
        """How long the shares of these parts were, which are all that the file had."""
        slots = {number: paths.index(path) for number, paths in enumerate(self.last.sets) if path in paths}
        numbers = [number for number in slots if number in self._before]
        if len(numbers) == 1:
            return self._before[numbers[0]].lengths[slots[numbers[0]]]
        known = (self.last.parts[name] for name in names)
        return [one.lengths[slots[one.paths]] for one in known]

    def _each(self, names: Iterable[str], path: str) -> Iterator[bytes]:
        """The new shares of some parts in a file."""
        slots = [paths.index(path) if path in paths else -1 for paths in self.now.sets]
        for known, start in ((self.now.parts[name], self._new[name]) for name in names):
            slot = slots[known.paths]
            start += sum(known.lengths[:slot])
            yield self._spool.get(start, start + known.lengths[slot])

    def _plan(self, path: str) -> _Plan:
        numbers = tuple(number for number, paths in enumerate(self.now.sets) if path in paths)
        plan = self._plans.get(numbers)
        if plan is None:
            plan = self._plans[numbers] = _Plan(
                _ordered(self.now, self._now, numbers), _ordered(self.last, self._before, numbers)
            )
            plan.now, plan.was = (_composed(side, numbers) for side in (self._now, self._before))
            places = {name: place for place, name in enumerate(plan.before)}
            for name in plan.names:
                place = None if name in self._new else places.get(name)
                last = plan.steps[-1] if plan.steps else ""
                if place is None:
                    plan.steps.append(name)
                elif isinstance(last, tuple) and last[1] == place:
                    plan.steps[-1] = last[0], place + 1
                else:
                    plan.steps.append((place, place + 1))
            stay = {name for name in plan.names if name not in self._new}
            plan.gone = [name for name in plan.before if name not in stay]
        return plan


def _members(parts: dict[str, Known]) -> dict[int, _Members]:
    """The parts with a share in each set of files, by its number."""
    found: dict[int, list[tuple[str, str, Sequence[int]]]] = {}
    for name, known in parts.items():
        if known.paths >= 0:
            found.setdefault(known.paths, []).append((known.key, name, known.lengths))
    return {number: _Members.of(rows) for number, rows in found.items()}


def _ordered(memory: Memory, members: dict[int, _Members], numbers: tuple[int, ...]) -> list[str]:
    """The names of the parts with a share in one of some sets of files, in the order of their keys."""
    names = [name for number in numbers if number in members for name in members[number].names]
    return names if len(numbers) == 1 else sorted(names, key=lambda name: (memory.parts[name].key, name))


def _composed(members: dict[int, _Members], numbers: tuple[int, ...]) -> str:
    """The digest of how files are composed of shares: their keys and lengths."""
    return " ".join(f"{number} {members[number].digest}" for number in numbers if number in members)


def _in_pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(_AT_ONCE):
            yield piece


def _spaced(whole: Joined, pieces: Iterable[bytes]) -> Iterator[bytes]:
    yield whole.head.encode()
    for number, piece in enumerate(pieces):
        if number:
            yield whole.between.encode()
        yield piece
    yield whole.tail.encode()
