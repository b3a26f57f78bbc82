"""The site of a collection that is walked: each page is made when somebody asks for it, and nothing is written.

Of ten thousand entries the whole site takes a minute and more than 600 MB; a page of it takes a moment, and next to
nothing beside what whoever checks the collection knows of it anyway.
"""

import threading
from contextlib import suppress
from dataclasses import dataclass, field

from newsdesk.build.examining import Examined, without_collector
from newsdesk.build.making import Job, by_hand, dress, frame_of, pens
from newsdesk.build.project import Outcome, Project
from newsdesk.build.workers.heap import give_back
from newsdesk.collection import Collection, Kin
from newsdesk.model.settings import Settings
from newsdesk.output.for_programs import with_twins
from newsdesk.output.frame import Frame
from newsdesk.output.kept import Damaged, usable
from newsdesk.problems import Refusal
from newsdesk.views import made_at

_PAGE = "index.html"
# How often something in the cache may turn out to be damaged: the frame, and once more.
_TRIES = 3


def framed(project: Project, collection: Collection) -> Frame:
    """The frame of a collection, built or kept; Damaged where what was kept is not what it was."""
    outcome = Outcome([], collection)
    with usable(project.cache, outcome.warnings.append) as cache:
        return frame_of(Job(project, outcome), cache)


def set_into(frame: Frame, collection: Collection, path: str) -> bytes | None:
    """What stands at a path below the site, without what many parts share in; None where nothing does."""
    settings, is_own = collection.settings, path in frame.files
    made = None if is_own and not path.endswith(_PAGE) else made_at(collection, path.removesuffix(_PAGE))
    if made and (found := dress(frame, None, settings)(made)):
        return found[1]
    return dict(by_hand(frame, path, settings))[path] if is_own else None


@dataclass(slots=True)
class Walk:
    """The pages of a collection as somebody has looked at it last; whoever asks from several threads waits for a turn.

    That collection stays until there is another one: what has faults is not taken, and its last good pages are shown.
    """

    project: Project
    _found: Examined | None = None
    _collection: Collection | None = None
    _frame: Frame | None = None
    _kin: Kin = field(default_factory=Kin)
    _turn: threading.Lock = field(default_factory=threading.Lock)

    @property
    def is_there(self) -> bool:
        """Whether there is a collection of which pages can be made."""
        return self._found is not None

    def take(self, found: Examined) -> None:
        """Go on to a collection without errors; nothing is made of it before somebody asks for a page."""
        with self._turn:
            self._found, self._collection, self._frame = found, None, None

    def content(self, path: str) -> bytes | None:
        """What stands at an address below the site; None of what is no page, or of no page that there is."""
        with self._turn, without_collector():
            if self._found is None:
                return None
            for _ in range(_TRIES):
                with suppress(Damaged):
                    return self._content(path)
                self._frame = None
        raise Refusal(f"What is kept in {self.project.cache} changes while it is read. Delete that folder.")

    def _content(self, path: str) -> bytes | None:
        collection = self._collection = self._collection or self._collected()
        frame = self._frame = self._frame or framed(self.project, collection)
        if path.endswith("/") or not path:
            return set_into(frame, collection, f"{path}{_PAGE}")
        if twin := _page_of_twin(collection.settings, path):
            page = set_into(frame, collection, twin)
            return dict(with_twins(collection.settings, twin, page)).get(path) if page is not None else None
        return set_into(frame, collection, path)

    def _collected(self) -> Collection:
        assert self._found
        assert self._found.settings
        outcome = Outcome([], Collection.of(self._found.draft, self._found.settings, kin=self._kin, later=True))
        pens(outcome)  # where no cards can be drawn, pages name none
        give_back()
        assert outcome.collection
        return outcome.collection


def _page_of_twin(settings: Settings, path: str) -> str:
    """The path of the page whose twin in Markdown stands at a path; "" where none may."""
    folder, _, name = path.rpartition("index.md")
    return f"{folder}{_PAGE}" if settings.extra.markdown and path.endswith("index.md") and not name else ""
