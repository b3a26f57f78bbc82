"""What waits for an editor: drafts that are not finished, and entries that nobody has signed."""

from dataclasses import dataclass

from newsdesk.desk.office import Desk
from newsdesk.problems import has_errors, tally


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
    problems: str
    """How many errors the collection has, in words; "" where it has none."""
    entries: int


def waiting(desk: Desk) -> Waits:
    """What waits in a collection."""
    found = desk.looked()
    drafts = []
    for note in found.draft.left_out:
        week, _, file = note.path.rpartition("/")
        week, id = week.rpartition("/")[2], file.removesuffix(".yaml")
        document = found.documents.get(f"{week}/{file}")
        title = document.data.get("title") if document else None
        drafts.append(Waiting(id, week, title if isinstance(title, str) else id, desk.project.door.fill(note.message)))
    unsigned = [
        Waiting(entry.id, entry.week, entry.title)
        for entry in (item.record for item in found.draft.entries)
        if entry.reviewed is None and entry.withdrawn is None
    ]
    errors = [problem for problem in found.problems if has_errors([problem])]
    newest = [sorted(group, key=lambda one: (one.week, one.id), reverse=True) for group in (drafts, unsigned)]
    return Waits(newest[0], newest[1], tally(errors) if errors else "", len(found.draft.entries))
