"""An entry as its reviewer sees it, kept for the next time: to take a long article apart takes a second or two."""

import threading
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass, field, replace

from newsdesk.build.entries.looking import Looked, look
from newsdesk.build.examining import without_collector
from newsdesk.build.workers.heap import give_back
from newsdesk.check.reviewing.lit import Lighting, lighting_of
from newsdesk.check.reviewing.sheet import Sheet, sheet_of
from newsdesk.check.reviewing.signed import is_as_signed, signed_digest
from newsdesk.check.unfinished import GoneOut
from newsdesk.desk.office import Desk
from newsdesk.load import read_ordinary
from newsdesk.load.ordinary import limit_of
from newsdesk.model import Entry
from newsdesk.problems import Problem

# Each holds its article.
_KEPT = 4


@dataclass(frozen=True, slots=True)
class Reviewed:
    """An entry that was looked at: of one that has not the right shape the path, the text and the problems alone."""

    path: str
    """As the editor types it."""
    text: str | None
    problems: tuple[Problem, ...]
    is_draft: bool
    is_out: bool = False
    """Whether its page has gone out."""
    seen: str = ""
    """The digest of what it says, which a signature is for."""
    is_changed: bool = False
    """Whether it says something else than when it was signed."""
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
        with desk.reading():
            listed = desk.living.listed()  # of which those are read that have changed
        made = _made(look(desk.project, inner, desk.begun(), with_voice=True, listed=listed))
        self._kept[key] = made
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        give_back()  # a look takes a third of the memory of a large collection for a moment
        return made


def _made(found: Looked) -> Reviewed:
    """What is shown of an entry, and nothing of the collection around it."""
    made = Reviewed(found.shown, found.text, found.problems, found.is_draft)
    if (item := found.item) is None:
        return made
    draft, data = found.found.draft, item.document.data
    return replace(
        made,
        is_out=GoneOut.of(found.found.documents).has(found.inner),
        seen=signed_digest(data),
        is_changed=is_as_signed(data) is False,
        # Made anew, since the other one knows where the rest of it is read.
        record=Entry.model_validate({**data, "id": item.record.id, "week": item.record.week}),
        sheet=sheet_of(draft, item, found.problems),
        lighting=lighting_of(draft, item),
    )


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
