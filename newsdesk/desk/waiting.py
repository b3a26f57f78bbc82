"""What waits for an editor: drafts that are not finished, and entries that nobody has signed."""

from dataclasses import dataclass

from newsdesk.desk.entries import says_open, title_in
from newsdesk.desk.office import Desk
from newsdesk.desk.pages.review.notes import Notes
from newsdesk.model.candidates import State
from newsdesk.problems import Refusal
from newsdesk.store.inbox.journal import Journal


@dataclass(frozen=True, slots=True)
class Waiting:
    """An entry that waits for somebody."""

    id: str
    week: str
    title: str
    says: str = ""
    """What is still to be done, as the check says it."""


@dataclass(frozen=True, slots=True)
class Waits:
    """All that waits, the newest first."""

    drafts: list[Waiting]
    unsigned: list[Waiting]
    candidates: int
    """How many new ones stand in the inbox."""
    unanswered: int = 0
    """On how many points nobody says yet who makes the collection."""
    asked: int = 0
    """How many questions about entries and drafts wait for an answer."""


def waiting(desk: Desk) -> Waits:
    """What waits in a collection."""
    found = desk.gathered()
    drafts = []
    for note in found.draft.left_out:
        week, _, file = note.path.rpartition("/")
        week, id = week.rpartition("/")[2], file.removesuffix(".yaml")
        document = found.documents.get(f"{week}/{file}")
        drafts.append(Waiting(id, week, title_in(document, id), says_open(desk, note.message)))
    unsigned = [
        Waiting(entry.id, entry.week, entry.title)
        for entry in (item.record for item in found.draft.entries)
        if entry.reviewed is None and entry.withdrawn is None
    ]
    newest = [sorted(group, key=lambda one: (one.week, one.id), reverse=True) for group in (drafts, unsigned)]
    unanswered = len(found.settings.extra.about.open) if found.settings else 0
    return Waits(newest[0], newest[1], _new(desk), unanswered, len(Notes(desk.files).waiting()))


def _new(desk: Desk) -> int:
    """How many candidates nobody has decided on; none of an inbox that cannot be read: its own page says why."""
    journal: Journal = desk.kept.setdefault("journal of what waits", Journal(desk.project.root))
    try:
        with desk.reading():
            return sum(one.state is State.NEW for one in journal.read().candidates.values())
    except Refusal:
        return 0
