"""The balance of an open desk: after each change only what has changed is counted anew, and kept for the next desk."""

import gc
import hashlib
import threading
from collections.abc import Callable, Mapping, Set
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any

from newsdesk.build.cache import Cache, read_plain
from newsdesk.build.examining import without_collector
from newsdesk.build.inputs.itself import digest_of_program
from newsdesk.build.living.previewing import is_whole
from newsdesk.build.project import Gathered
from newsdesk.build.workers.beside import Beside as Copy
from newsdesk.build.workers.beside import Failed
from newsdesk.build.workers.heap import give_back
from newsdesk.check.draft import Keys
from newsdesk.collection import Collection
from newsdesk.collection.balance import Balance, Scope, balance_of, scope_of
from newsdesk.collection.balance.memory import REGISTERS, Memory
from newsdesk.desk.office import Desk
from newsdesk.desk.weeks.gathered import without_errors
from newsdesk.load import DIGEST_FILE
from newsdesk.views.pictures.balance import as_data

# Of less nothing is kept, and of more that has changed all is counted anew.
_WORTH_KEEPING, _MANY = 500, 200
# So many entries of a figure are shown.
_MOST = 30
_STORIES = "stories.yaml"
_KIND, _READ, _COUNTED = "balance", "all", "counted"
Figures = dict[str, Any]
Name = str | None


class Balances:
    """What was counted in all entries, and the figures of that which somebody asked for last."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._lock = desk, threading.Lock()
        self._all: Balance | None = None
        self._counted: Mapping[str, str] = {}
        self._mark, self._since_kept = "", 0
        self._names = Memory()
        self._of: tuple[Mapping[str, str], Name, Name] | None = None
        self._figures: Figures = {}

    def figures(self, story: Name = None, week: Name = None) -> Figures:
        """The figures of a story or a week, or of all, as data for programs.

        Counted is what stands in good files; Refusal where a file has an error of its own.
        """
        found = self._desk.gathered()
        if found.settings is None or found.draft.faulty or found.draft.unread:
            without_errors(self._desk)
        with self._lock, without_collector():
            files = found.draft.files
            if self._of is None or self._of[0] is not files or self._of[1:] != (story, week):
                self._figures, self._of = self._made(found, story, week), (files, story, week)
                gc.freeze()  # what is kept holds no cycles
                give_back()
            return self._figures

    def warm(self) -> None:
        """Count all where it takes long, so that whoever asks need not wait."""
        if len(self._desk.looked().draft.entries) >= _WORTH_KEEPING:
            self.figures()

    def _made(self, found: Gathered, story: Name, week: Name) -> Figures:
        if story is None and week is None:
            collection, counted = self._whole(found)
        else:
            collection = _part(found, lambda keys: _is_of(keys, story, week))
            memory = self._names
            names = memory.follow(collection, found.draft.files)
            counted = balance_of(collection, scope_of(collection, story, week), names, memory)
        return as_data(collection, counted, {"story": story, "week": week}, _MOST)

    def _whole(self, found: Gathered) -> tuple[Collection, Balance]:
        """What was counted, made up for what has changed since; and a collection with the registers."""
        mark = _mark(found)
        if self._all is None:
            self._take_kept()
        changed = self._changed(found)
        if self._all is None or self._mark != mark or len(changed) > _MANY:
            self._anew(found, mark)
            changed = self._changed(found)
        collection = self._made_up(found, changed)
        self._counted, self._since_kept = found.draft.files, self._since_kept + len(changed)
        assert self._all
        if self._since_kept >= _MANY:
            self._keep()
        return collection, self._all

    def _changed(self, found: Gathered) -> set[str]:
        return {inner for inner, _ in self._counted.items() ^ found.draft.files.items()}

    def _keep(self) -> None:
        assert self._all
        with self._cache() as cache:
            cache.put(_KIND, _COUNTED, [self._mark, self._counted, self._all.plain()])
        self._since_kept = 0

    def _take_kept(self) -> None:
        """Take up what was counted last, perhaps by another desk."""
        # What another program has kept, or was damaged, is counted anew.
        with suppress(ValueError, TypeError, KeyError, AttributeError), self._cache() as cache:
            if kept := cache.get_plain(_KIND, [_COUNTED]).get(_COUNTED):
                mark, files, counted = read_plain(kept)
                self._mark, self._counted, self._all = str(mark), dict(files), Balance.again(counted)

    def _anew(self, found: Gathered, mark: str) -> None:
        """Count all, and much of it in a copy of this process: what it reads for that goes when the copy ends."""
        self._names = Memory()
        if len(found.draft.entries) >= _WORTH_KEEPING:
            with self._desk.reading():  # the copy finds nothing half-changed
                copy = Copy(partial(self._count, found, mark))
            with suppress(Failed):
                copy.result()
                self._take_kept()
                if self._mark == mark and len(self._changed(found)) <= _MANY:
                    return
        self._count(found, mark)

    def _count(self, found: Gathered, mark: str) -> None:
        """Count all, of what is known of files and texts only what has changed, and keep what is much."""
        collection, memory = _part(found, lambda keys: True), self._known()
        names = memory.follow(collection, found.draft.files)
        self._all = balance_of(collection, scope_of(collection), names, memory)
        self._mark, self._counted = mark, found.draft.files
        if memory.fresh >= _WORTH_KEEPING:
            with self._cache() as cache:
                cache.put(_KIND, _READ, memory.plain(collection.by_id))
        if len(found.draft.entries) >= _WORTH_KEEPING:
            self._keep()

    def _made_up(self, found: Gathered, changed: Set[str]) -> Collection:
        """Take out what some files said, and count what they say now."""
        assert self._all
        places = set(map(_place_of, changed))
        if _STORIES in changed:
            places |= {where for where in self._all.places if where.startswith("story:")}
        collection = _part(found, lambda keys: keys["id"] in places)
        names, whole = self._names.follow(collection, found.draft.files), scope_of(collection)
        digests = [digest for digest in whole.digests if f"digest:{digest.week}" in places]
        self._all.forget(places)
        scope = Scope(whole.entries, whole.stories if _STORIES in changed else (), digests)
        self._all.take(collection, scope, names, self._names)
        return collection

    def _known(self) -> Memory:
        with suppress(ValueError, TypeError, KeyError, AttributeError), self._cache() as cache:
            if kept := cache.get_plain(_KIND, [_READ]).get(_READ):
                return Memory.again(read_plain(kept))
        return Memory()

    def _cache(self) -> Cache:
        cache = Cache(self._desk.project.cache, digest_of_program())
        cache.asks_for_few()
        return cache


def _place_of(inner: str) -> str:
    """Where is found what a file says, by its path below the folder of the collection."""
    folder, _, name = inner.rpartition("/")
    return f"digest:{folder}" if name == DIGEST_FILE else name.removesuffix(".yaml")


def _part(found: Gathered, is_wanted: Callable[[Keys], bool]) -> Collection:
    """A collection of some entries, as far as what they name is there."""
    assert found.settings
    draft = found.draft
    entries = [one for one in draft.entries if is_wanted(one.keys) and is_whole(one, draft)]
    return Collection.of(replace(draft, entries=entries, _ids=None), found.settings, later=True)


def _is_of(keys: Keys, story: Name, week: Name) -> bool:
    return (week is None or keys["week"] == week) and (
        story is None or any(name == story for _, name in keys.get("stories", ()))
    )


def _mark(found: Gathered) -> str:
    """The digest of all that figures rest on beside entries, stories and digests."""
    settings = found.settings.model_dump_json() if found.settings else ""
    said = repr((settings, [found.draft.files.get(register) for register in REGISTERS]))
    return hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def balances_for(desk: Desk) -> Balances:
    """The balance of a desk, one for all requests."""
    found: Balances = desk.kept.setdefault("balance", Balances(desk))
    return found
