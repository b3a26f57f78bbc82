"""How a week stands: its entries with their state, what it still lacks, and what has happened since it went out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from newsdesk.build.examining import Examined
from newsdesk.build.weeks.todo import About, Task, tasks
from newsdesk.collection import Collection
from newsdesk.desk.after.fields import label_of
from newsdesk.desk.entries import says_open, title_in
from newsdesk.desk.office import Desk
from newsdesk.desk.weeks.gathered import collection_of
from newsdesk.load import DIGEST_FILE
from newsdesk.model import Digest, DigestStatus, Entry
from newsdesk.model.codes import week_days
from newsdesk.model.notes import shown
from newsdesk.model.settings import Unreviewed
from newsdesk.model.terms import Author, Read
from newsdesk.problems import Problem, Refusal
from newsdesk.store.answering import hindrance
from newsdesk.store.history.comparing import Comparing, Since, both

# What is done in the form of the week.
_OF_DIGEST = frozenset({About.OPEN_DIGEST, About.FAULTY_DIGEST, About.LACKING_DIGEST})


@dataclass(frozen=True, slots=True)
class Row:
    """An entry of a week."""

    id: str
    title: str
    state: str
    """`draft`, `finished`, `signed` or `withdrawn`."""
    is_out: bool
    """Whether it has gone out with an edition."""
    says: str = ""
    """What is still to be done."""
    read: Read = Read.FULL
    by: Author = Author.HUMAN
    """Who drafted it."""

    @property
    def link(self) -> str:
        """Where on the desk it is worked on."""
        return f"/after/{self.id}" if self.is_out else f"/draft/{self.id}"


@dataclass(frozen=True, slots=True)
class ToDo:
    """A task, and the page of the desk on which it is done; "" where no page does it."""

    task: Task
    what: str
    command: str
    link: str


@dataclass(slots=True)
class Week:
    """All that the page of a week shows."""

    week: str
    digest: Digest | None
    """None where the file of the week cannot be used."""
    rows: list[Row] = field(default_factory=list)
    todo: list[ToDo] = field(default_factory=list)
    since: Since | None = None
    unknown: str = ""
    """Why nothing is known of what went out."""
    hindrance: str = ""
    """Why a first publication has to wait."""
    is_early: bool = False
    """Whether the week has not ended yet."""
    waiting: list[str] = field(default_factory=list)
    """Entries that would go out and that nobody has signed."""

    @property
    def is_out(self) -> bool:
        """Whether the week is published."""
        return self.digest is not None and self.digest.status is DigestStatus.PUBLISHED

    @property
    def has_changed(self) -> bool:
        """Whether there is anything for another edition."""
        return self.since is not None and self.since.told.is_any


def standing_of(desk: Desk, week: str) -> Week:
    """How a week stands, as the files are now."""
    examined = desk.looked()
    collection = collection_of(desk, examined)
    item = examined.draft.digests.get(week)
    found = Week(week, item.record if item else None, is_early=desk.today() <= week_days(week)[1])
    with desk.reading():
        problems = _compared(desk, examined, found)
    found.hindrance = desk.say(hindrance(collection, desk.project.digests)) if collection else ""
    found.rows = _rows(desk, examined, found)
    waits = bool(found.hindrance)
    told = tasks(collection, problems, week, desk.today(), due=found.has_changed, waits=waits)
    by_id = {row.id: row for row in found.rows}
    door = desk.project.door.command
    found.todo = [
        ToDo(
            one,
            _what(desk, one, by_id, found.digest),
            f"{door} {one.command}" if one.command else "",
            _link(one, week, by_id),
        )
        for one in told
    ]
    found.waiting = _waiting(collection, found)
    return found


def _what(desk: Desk, task: Task, rows: Mapping[str, Row], digest: Digest | None) -> str:
    """A task as the desk tells it: what is filled in here is named by its field, and not by its place in a file."""
    words = desk.words
    if task.about is About.OPEN_ENTRY:
        called = rows[task.entry].title if task.entry in rows else task.entry
        return words("{entry} is not finished.").format(entry=called) + f" {says_open(desk, task.why)}"
    if task.about is About.OPEN_DIGEST:
        return says_open(desk, task.why)
    if task.about is About.LACKING_DIGEST and digest:
        fields = ", ".join(label_of(words, name) for name in ("note", "lead", "screened") if not getattr(digest, name))
        return words("Not written yet: {fields}. Write it below, or do without.").format(fields=fields)
    if task.about is About.FAULTY_DIGEST:
        return words("What stands in the form below has faults: they are told beside its fields.")
    name = next((name for name in rows if task.what.startswith(f"{name} ")), "")
    # Set apart, since a title may run the other way.
    return desk.say(task.what).replace(name, f"\u2068{rows[name].title}\u2069", 1) if name else desk.say(task.what)


def _compared(desk: Desk, examined: Examined, found: Week) -> list[Problem]:
    """All problems that are shown, also those that only a comparison with what went out finds."""
    problems = examined.problems
    try:
        comparing = Comparing(desk.project.digests, desk.project.root, examined.documents, desk.today())
        if found.digest:
            found.since = comparing.week(found.week, found.digest)
        problems = both(problems, comparing.problems, found.since.problems if found.since else [])
    except Refusal as refusal:
        found.unknown = desk.say(str(refusal))
    return shown(problems)[0]


def _rows(desk: Desk, examined: Examined, found: Week) -> list[Row]:
    added = set(found.since.told.added) if found.since else set()
    entries: list[Entry] = [item.record for item in examined.draft.entries if item.record.week == found.week]
    rows = [
        Row(
            entry.id,
            entry.title,
            _state(entry),
            found.is_out and entry.id not in added,
            read=entry.read,
            by=entry.drafted_by,
        )
        for entry in sorted(entries, key=lambda entry: entry.id)
    ]
    for note in examined.draft.left_out:
        path = PurePosixPath(note.path)
        if path.parent.name == found.week and path.name != DIGEST_FILE:
            title = title_in(examined.documents.get(f"{found.week}/{path.name}"), path.stem)
            rows.append(Row(path.stem, title, "draft", is_out=False, says=says_open(desk, note.message)))
    return rows


def _state(entry: Entry) -> str:
    if entry.withdrawn:
        return "withdrawn"
    return "signed" if entry.reviewed else "finished"


def _waiting(collection: Collection | None, found: Week) -> list[str]:
    """As `week --publish` asks for a confirmation: what went out before was confirmed then."""
    if collection and collection.settings.extra.publishing.unreviewed is Unreviewed.PUBLISH:
        return []
    return [row.id for row in found.rows if row.state == "finished" and not row.is_out]


def _link(task: Task, week: str, rows: Mapping[str, Row]) -> str:
    """The page on which a task is done; "" where no page does it."""
    verb, _, rest = task.command.partition(" ")
    name = rest.partition(" ")[0]
    if verb == "week":
        return "#publish"
    if verb == "review":
        return f"/review/{name}"
    if verb == "finish" or name:
        return rows[name].link if verb == "check" and name in rows else f"/draft/{name}"
    if task.about in _OF_DIGEST:
        return "#note"
    return "/" if verb == "check" else ""
