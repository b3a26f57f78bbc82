"""The balance of an open desk: after each change only what has changed is counted anew, and kept for the next desk."""

import gc
import hashlib
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from newsdesk.build.cache import Cache, read_plain
from newsdesk.build.examining import Examined, without_collector
from newsdesk.build.inputs.itself import digest_of_program
from newsdesk.collection import Collection
from newsdesk.collection.balance import balance_of, scope_of
from newsdesk.collection.balance.memory import Memory
from newsdesk.desk.live.heap import give_back
from newsdesk.desk.office import Desk
from newsdesk.desk.weeks.gathered import collection_of
from newsdesk.views.pictures.balance import as_data

# Less is counted sooner than it is kept.
_WORTH_KEEPING = 500
_KIND, _KEY, _WHOLE = "balance", "all", "figures of all"
Figures = dict[str, Any]
Scope = tuple[str | None, str | None]
"""A story and a week, as far as it is about one."""


class Balances:
    """What was counted, and the figures of the collection as it was looked at last."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._lock = desk, threading.Lock()
        self._memory: Memory | None = None
        self._of: Examined | None = None
        self._figures: dict[Scope, Figures] = {}

    def figures(self, examined: Examined, collection: Callable[[], Collection], scope: Scope = (None, None)) -> Figures:
        """The figures of a story or a week, or of all, as data for programs."""
        with self._lock, without_collector():
            if self._of is not examined:
                self._of, self._figures = examined, {}
            if scope not in self._figures:
                is_large = len(examined.draft.entries) >= _WORTH_KEEPING and not any(scope)
                stands = _digest(examined) if is_large else ""
                found = self._kept(stands) if is_large else None
                self._figures[scope] = found or self._counted(examined, collection(), scope, stands)
                gc.freeze()  # what is kept holds no cycles
                give_back()
            return self._figures[scope]

    def warm(self) -> None:
        """Count all where nothing of it is kept and it takes long, so that whoever asks need not wait."""
        examined = self._desk.looked()
        if len(examined.draft.entries) < _WORTH_KEEPING:
            return
        collection = collection_of(self._desk, examined)
        with self._cache() as cache:
            is_known = bool(cache.get_plain(_KIND, [_KEY]))
        if collection is not None and not is_known:
            self.figures(examined, lambda: collection)

    def _counted(self, examined: Examined, collection: Collection, scope: Scope, stands: str) -> Figures:
        """Count what is not known yet, and keep it.

        Not in a copy of this process: that would take half a gigabyte for a while, since a copy shares little for long.
        """
        memory = self._known()
        names = memory.follow(collection, examined.draft.files)
        found = balance_of(collection, scope_of(collection, *scope), names, memory)
        figures = as_data(collection, found, dict(zip(("story", "week"), scope, strict=True)))
        with self._cache() as cache:
            if stands:
                cache.put(_KIND, _WHOLE, [stands, figures])
            if memory.fresh >= _WORTH_KEEPING:
                memory.fresh = 0
                cache.put(_KIND, _KEY, memory.plain(collection.by_id))
                self._memory = None  # it is read again where something has changed
        return figures

    def _kept(self, stands: str) -> Figures | None:
        """The figures of all, where they were counted of the same files."""
        # What another program has kept, or was damaged, is counted anew.
        with suppress(ValueError, TypeError), self._cache() as cache:
            if kept := cache.get_plain(_KIND, [_WHOLE]).get(_WHOLE):
                of, figures = read_plain(kept)
                return figures if of == stands and isinstance(figures, dict) else None
        return None

    def _known(self) -> Memory:
        if self._memory is None:
            self._memory = Memory()
            with suppress(ValueError, TypeError, KeyError, AttributeError), self._cache() as cache:
                if kept := cache.get_plain(_KIND, [_KEY]).get(_KEY):
                    self._memory = Memory.again(read_plain(kept))
        return self._memory

    def _cache(self) -> Cache:
        cache = Cache(self._desk.project.cache, digest_of_program())
        cache.asks_for_few()
        return cache


def _digest(examined: Examined) -> str:
    """The digest of all that figures rest on."""
    settings = examined.settings.model_dump_json() if examined.settings else ""
    said = repr((sorted(examined.draft.files.items()), settings))
    return hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def balances_for(desk: Desk) -> Balances:
    """The balance of a desk, one for all requests."""
    found: Balances = desk.kept.setdefault("balance", Balances(desk))
    return found
