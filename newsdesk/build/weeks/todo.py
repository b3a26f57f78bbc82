"""What a week still needs before it can go out: who must do it, and with which command."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import PurePosixPath

from newsdesk.collection import Collection
from newsdesk.interface import ENGLISH, words_of
from newsdesk.load import DIGEST_FILE
from newsdesk.model import DigestStatus
from newsdesk.model.codes import week_days
from newsdesk.model.settings import Unreviewed
from newsdesk.problems import COMMAND_LINE, Problem, Severity, tally
from newsdesk.store.answering import CONFIG
from newsdesk.store.closing import missing
from newsdesk.views.setting.dates import say_date

MENDED = frozenset({"edition-unlisted", "late-entry"})
"""What closing a week mends: a new edition."""
DRAFTER, REVIEWER, EDITOR = "drafter", "reviewer", "editor"


class About(StrEnum):
    """What a task is about, where whoever shows it has a form for that."""

    OPEN_ENTRY = "open entry"
    OPEN_DIGEST = "open digest"
    FAULTY_DIGEST = "faulty digest"
    LACKING_DIGEST = "lacking digest"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do."""

    who: str
    what: str
    command: str = ""
    """What to type after the name of the program, or ""."""
    about: About = About.OTHER
    entry: str = ""
    """The entry that is not finished."""
    why: str = ""
    """What it, or the digest, waits for."""

    @property
    def lines(self) -> list[str]:
        """The task as it is printed."""
        return [f"  {self.who}: {self.what}", *([f"      {COMMAND_LINE} {self.command}"] if self.command else [])]


def tasks(
    collection: Collection | None, problems: Sequence[Problem], week: str, day: date, *, due: bool, waits: bool = False
) -> list[Task]:
    """What is to be done for a week; `due` says whether something of a published one has changed since,
    and `waits` whether the first publication has to wait for what the settings leave open.

    `problems` are those of the whole collection, without notes that are hidden. Of a collection with errors only
    what its problems tell is known.
    """
    own = [problem for problem in problems if f"/{week}/" in f"/{problem.path}"]
    found = [*_of_drafters(collection, own, week), *_of_reviewers(collection, own, week)]
    return found + list(_of_editors(collection, problems, own, week, day, due=due, open_settings=waits))


def _of_drafters(collection: Collection | None, own: Sequence[Problem], week: str) -> Iterator[Task]:
    by_file: dict[str, list[Problem]] = {}
    for problem in own:
        if not problem.path.endswith(f"/{DIGEST_FILE}") and problem.path.endswith(".yaml"):
            by_file.setdefault(problem.path, []).append(problem)
    for path, found in sorted(by_file.items()):
        name = PurePosixPath(path).stem
        unfinished = next((problem for problem in found if problem.rule == "unfinished"), None)
        if unfinished:
            why = _why(unfinished)
            what, command = f"{name} is not finished: {why}.", f"finish {name}"
            yield Task(DRAFTER, what, command, About.OPEN_ENTRY, name, why)
        elif bad := [p for p in found if p.severity in (Severity.ERROR, Severity.WARNING) and p.rule not in MENDED]:
            yield Task(DRAFTER, f"{name} has {tally(bad)}.", f"check {name}")
    for entry in collection.by_week.get(week, ()) if collection else ():
        if entry.evidence is None and not entry.withdrawn:
            yield Task(DRAFTER, f"{entry.id} was never compared with its article.", f"finish {entry.id}")


def _why(unfinished: Problem) -> str:
    """What an entry or a digest that is left out still lacks."""
    return unfinished.message.partition("unfinished: ")[2].rstrip(".")


def _of_reviewers(collection: Collection | None, own: Sequence[Problem], week: str) -> Iterator[Task]:
    for problem in own:
        if problem.rule == "signed-before":
            name = PurePosixPath(problem.path).stem
            what = f"{name} was changed after it was signed: read it as it is."
            yield Task(REVIEWER, what, f'review {name} --by "NAME" --anew')
    for entry in collection.by_week.get(week, ()) if collection else ():
        if entry.reviewed is None and not entry.withdrawn:
            yield Task(REVIEWER, f"{entry.id} is not reviewed.", f'review {entry.id} --by "NAME"')


def _of_editors(
    collection: Collection | None,
    problems: Sequence[Problem],
    own: Sequence[Problem],
    week: str,
    day: date,
    *,
    due: bool,
    open_settings: bool,
) -> Iterator[Task]:
    if bad := [p for p in own if p.path.endswith(f"/{DIGEST_FILE}") and p.rule not in MENDED]:
        is_open = all(p.rule == "unfinished" for p in bad)
        if is_open:
            why = _why(bad[0])
            yield Task(EDITOR, f"{bad[0].path}: {why}.", about=About.OPEN_DIGEST, why=why)
        else:
            yield Task(EDITOR, f"{bad[0].path} has {tally(bad)}.", "check", About.FAULTY_DIGEST)
    if elsewhere := [p for p in problems if p not in own and p.severity is Severity.ERROR]:
        yield Task(EDITOR, f"Elsewhere: {tally(elsewhere)}. Nothing goes out before that is mended.", "check")
    if collection is None or week not in collection.digests or not collection.by_week[week]:
        return
    digest = collection.digests[week]
    is_open = digest.status is DigestStatus.DRAFT
    if is_open and (wanted := missing(digest)):
        what = f"The digest lacks {', '.join(wanted)}: write it into {week}/{DIGEST_FILE}, or do without."
        yield Task(EDITOR, what, about=About.LACKING_DIGEST)
    weighty = [p for p in own if p.severity in (Severity.ERROR, Severity.WARNING) and p.rule not in MENDED]
    waits = any(not entry.reviewed and not entry.withdrawn for entry in collection.by_week[week])
    is_free = collection.settings.extra.publishing.unreviewed is Unreviewed.PUBLISH
    if open_settings:
        yield Task(EDITOR, f"Nothing goes out before extra.about in {CONFIG} says who answers for it: see above.")
    if weighty or bad or elsewhere or open_settings or not (is_open or due) or (waits and is_open and not is_free):
        return
    if is_open and day <= (last := week_days(week)[1]):
        what = f"{week} ends on {say_date(words_of(ENGLISH), last)}: close it after that."
    else:
        changed = "Something has changed: issue the next edition."
        what = "Close the week: nothing stands against it." if is_open else changed
    yield Task(EDITOR, what, f"week {week} --publish")
