"""The balance of an open desk: after each change only what has changed is counted anew, and kept for the next desk."""

import gc
import threading
from contextlib import suppress
from typing import Any

from newsdesk.build.cache import Cache, read_plain
from newsdesk.build.examining import Examined, without_collector
from newsdesk.build.inputs.itself import digest_of_program
from newsdesk.collection import Collection
from newsdesk.collection.balance import balance_of, scope_of
from newsdesk.collection.balance.memory import Memory
from newsdesk.desk.office import Desk
from newsdesk.views.pictures.balance import as_data

# Less is counted sooner than it is kept.
_WORTH_KEEPING = 500
_KIND, _KEY = "balance", "all"
Figures = dict[str, Any]


class Balances:
    """What was counted, and the figures of the collection as it was looked at last."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._lock = desk, threading.Lock()
        self._memory: Memory | None = None
        self._of: Examined | None = None
        self._figures: dict[tuple[str | None, str | None], Figures] = {}

    @without_collector()
    def figures(self, examined: Examined, collection: Collection, story: str | None, week: str | None) -> Figures:
        """The figures of a story or a week, or of all, as data for programs."""
        with self._lock:
            if self._of is not examined:
                self._of, self._figures = examined, {}
            if (story, week) not in self._figures:
                memory = self._known()
                names = memory.follow(collection, examined.draft.files)
                found = balance_of(collection, scope_of(collection, story, week), names, memory)
                self._figures[story, week] = as_data(collection, found, {"story": story, "week": week})
                self._keep(memory, collection)
                gc.freeze()  # what is kept holds no cycles
            return self._figures[story, week]

    def _known(self) -> Memory:
        if self._memory is None:
            self._memory = Memory()
            # What another program has kept, or was damaged, is counted anew.
            with suppress(ValueError, TypeError, KeyError, AttributeError), self._cache() as cache:
                if kept := cache.get_plain(_KIND, [_KEY]).get(_KEY):
                    self._memory = Memory.again(read_plain(kept))
        return self._memory

    def _keep(self, memory: Memory, collection: Collection) -> None:
        if memory.fresh >= _WORTH_KEEPING:
            memory.fresh = 0
            with self._cache() as cache:
                cache.put(_KIND, _KEY, memory.plain(collection.by_id))

    def _cache(self) -> Cache:
        cache = Cache(self._desk.project.cache, digest_of_program())
        cache.asks_for_few()
        return cache


def balances_for(desk: Desk) -> Balances:
    """The balance of a desk, one for all requests."""
    found: Balances = desk.kept.setdefault("balance", Balances(desk))
    return found
