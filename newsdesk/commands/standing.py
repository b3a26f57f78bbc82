"""How a week stands: what is in it, what is missing, and what is wrong with it, as `week` shows it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from newsdesk.build import Outcome, Project, examine
from newsdesk.build.lately.some import examine_some, of_week
from newsdesk.build.weeks.begun import need_begun
from newsdesk.build.weeks.todo import tasks
from newsdesk.collection import Collection
from newsdesk.commands import begun, count
from newsdesk.interface import ENGLISH, words_of
from newsdesk.load import DIGEST_FILE, read_whole, shown_path
from newsdesk.model import DigestStatus
from newsdesk.model.notes import shown
from newsdesk.problems import Problem, Refusal, UsageError, as_text, has_errors, tally
from newsdesk.store.answering import hindrance
from newsdesk.store.closing import fresh_digest, missing
from newsdesk.store.files import replace
from newsdesk.store.history.comparing import Comparing, Since, both
from newsdesk.views.setting.dates import say_date, say_week

_ENGLISH = words_of(ENGLISH)


@dataclass(slots=True)
class Read:
    """A collection that was read: its problems, what it is where it has no error, and what was published of it."""

    problems: list[Problem]
    collection: Collection | None
    comparing: Comparing

    def since(self, week: str) -> Since | None:
        """A week beside its last edition."""
        digest = self.collection.digests.get(week) if self.collection else None
        return self.comparing.week(week, digest) if digest else None


def read_all(project: Project, day: date) -> Read:
    """All of a collection."""
    return _beside(project, examine(project, begun=begun(), with_documents=True), day)


def _shown(project: Project, week: str) -> Outcome:
    """All problems, and the collection with at least the records of a week."""
    return examine_some(project, of_week(week), begun=begun(), with_documents=True)


def _beside(project: Project, outcome: Outcome, day: date) -> Read:
    comparing = Comparing(project.digests, project.root, outcome.documents, day)
    return Read(both(outcome.problems, comparing.problems), outcome.collection, comparing)


def open_or_show(project: Project, week: str, day: date) -> tuple[str, bool]:
    """Create the folder of a week if it is not there, and say how the week stands, and whether it has no error."""
    folder = project.digests / week
    path = folder / DIGEST_FILE
    opened = not path.is_file()
    project.need_collection()
    if opened:
        need_begun(week, begun())
    if opened:
        folder.mkdir(parents=True, exist_ok=True)
        write(path, fresh_digest())
    lines = [f"Opened {shown_path(path, project.root)}." if opened else ""]
    outcome = _shown(project, week)
    try:
        read = _beside(project, outcome, day)
        since, unknown = read.since(week), ""
    except UsageError:
        raise
    except Refusal as refusal:  # the history does not reach so far: everything else can be shown
        read = Read(outcome.problems, outcome.collection, Comparing(project.digests, project.root, {}, day))
        since, unknown = None, str(refusal)
    compared = ([] if unknown else read.comparing.problems, since.problems if since else [])
    problems = both(read.problems, since.problems if since else [])
    problems, hidden = shown(problems)
    lines += _standing(read.collection, week) if read.collection else []
    lines += _happened(read.collection, week, since) if read.collection and since else []
    waits = hindrance(read.collection, project.digests) if read.collection else ""
    lines += filter(None, [waits])
    due = since is not None and since.told.is_any
    todo = tasks(read.collection, problems, week, day, due=due, waits=bool(waits))
    told = ["To do:", *(project.door.fill(line) for task in todo for line in task.lines)] if todo else []
    lines += [] if has_errors(problems) else told  # what is wrong comes first
    own = [problem for problem in problems if f"/{week}/" in f"/{problem.path}"]
    elsewhere = len(problems) - len(own)
    lines.append(f"Checks: {tally(own)}" + (f", {elsewhere} elsewhere." if elsewhere else "."))
    # Nothing else shows what only the comparison finds, and it hinders this week wherever it stands.
    silent = [problem for problem in both(*compared) if problem not in own and has_errors([problem])]
    lines += [as_text([*own, *silent], project.door).rstrip("\n"), project.door.fill(hidden).rstrip("\n"), unknown]
    lines += told if has_errors(problems) else []
    return "\n".join(line for line in lines if line) + "\n", not (has_errors(problems) or unknown)


def _standing(collection: Collection, week: str) -> list[str]:
    digest, entries = collection.digests[week], collection.by_week[week]
    status = "draft"
    if digest.status is DigestStatus.PUBLISHED:
        number = f", edition {len(digest.editions)}" if digest.editions else ""
        status = f"published on {say_date(_ENGLISH, digest.published)}{number}" if digest.published else status
    lines = [f"{week}, {say_week(_ENGLISH, week)}: {status}, {count(len(entries), 'entry', 'entries')}."]
    for entry in entries:
        marks = [] if entry.reviewed else ["not reviewed"]
        marks += ["withdrawn"] * bool(entry.withdrawn)
        lines.append(f"  {entry.id}" + (f" ({', '.join(marks)})" if marks else ""))
    wanted = missing(digest)
    lines += [f"Missing: {', '.join(wanted)}."] if wanted else []
    return lines


def _happened(collection: Collection, week: str, since: Since) -> list[str]:
    """What has happened since the last edition, and whether that could be told exactly."""
    if not (editions := collection.digests[week].editions):
        return []
    # Imported here: an open week has no editions.
    from newsdesk.views.editions.reasons import reasons

    lines = [f"Since edition {len(editions)}: {said}"] if (said := reasons(_ENGLISH, since.told)) else []
    if not since.is_exact:
        lines.append(f"Edition {len(editions)} was changed before it was committed: compared with what was committed.")
    return lines


def write(path: Path, text: str) -> None:
    """Write a file whole or not at all, with the line ends that it has already."""
    try:
        text = text.replace("\r\n", "\n")
        if path.is_file() and b"\r\n" in read_whole(path):
            text = text.replace("\n", "\r\n")
        replace(path, text.encode())
    except OSError as error:
        raise Refusal(f"{path} cannot be written: {error.strerror}.") from None
