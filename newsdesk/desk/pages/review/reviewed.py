"""An entry as its reviewer sees it, kept for the next time: to take a long article apart takes a second or two."""

import threading
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass, field

from newsdesk.build.entries.looking import Looked, look
from newsdesk.build.examining import without_collector
from newsdesk.check.reviewing.lit import Lighting, lighting_of
from newsdesk.check.reviewing.sheet import Sheet, sheet_of
from newsdesk.desk.office import Desk
from newsdesk.load import read_ordinary
from newsdesk.load.ordinary import limit_of
from newsdesk.model import Entry

# Each holds its article, and all that the entry has to do with.
_KEPT = 4


@dataclass(frozen=True, slots=True)
class Reviewed:
    """An entry that was looked at; `record`, `sheet` and `lighting` are None where it has not the right shape."""

    found: Looked
    record: Entry | None = None
    sheet: Sheet | None = None
    lighting: Lighting | None = None


@dataclass(slots=True)
class Reviews:
    """The last entries that were looked at, as long as nothing has changed."""

    _kept: OrderedDict[tuple[object, ...], Reviewed] = field(default_factory=OrderedDict)
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def of(self, desk: Desk, inner: str) -> Reviewed:
        """An entry by its path below the folder of the collection."""
        with self._turn, without_collector():
            return self._of(desk, inner)

    def _of(self, desk: Desk, inner: str) -> Reviewed:
        key = inner, desk.changes, desk.begun(), *_stands(desk, inner)
        if (known := self._kept.get(key)) is not None:
            self._kept.move_to_end(key)
            return known
        found = look(desk.project, inner, desk.begun(), with_voice=True)
        made = Reviewed(found)
        if item := found.item:
            draft = found.found.draft
            made = Reviewed(found, item.record, sheet_of(draft, item, found.problems), lighting_of(draft, item))
        self._kept[key] = made
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return made


def _stands(desk: Desk, inner: str) -> tuple[object, ...]:
    """What the entry says, and when its article was written, whether or not anybody has told of a change."""
    name = inner.rpartition("/")[2].removesuffix(".yaml")
    raw, stamp = b"", (0, 0)
    with suppress(OSError):
        raw = read_ordinary(desk.project.digests / inner, limit_of(inner))
    with suppress(OSError):
        status = (desk.project.captures / f"{name}.txt").stat()
        stamp = status.st_mtime_ns, status.st_size
    return raw, stamp
