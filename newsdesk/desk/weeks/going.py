"""What goes out when a week is published, told before it does; and the commit that holds it, with the same press."""

from collections.abc import Iterator
from dataclasses import dataclass

from newsdesk.desk.git.changed import Changed, How, changed, mark_of
from newsdesk.desk.git.committing import author, commit
from newsdesk.desk.git.message import suggested
from newsdesk.desk.git.standing import Stand, standing
from newsdesk.desk.git.versions import versions_of
from newsdesk.desk.office import Desk
from newsdesk.desk.pages.review.notes import Notes
from newsdesk.desk.weeks.standing import Row, Week, standing_of
from newsdesk.model.terms import Author, Read
from newsdesk.problems import Refusal
from newsdesk.store.answering import placeholder_address

_ALONE = (Stand.FINE, Stand.NEW)


@dataclass(frozen=True, slots=True)
class Going:
    """What a publication would be."""

    entries: int
    unsigned: int
    """Those that nobody has signed, whether or not the settings ask about them."""
    in_part: int
    """Those whose article was not read in full."""
    by_machine: int
    """Those that a program drafted."""
    questions: list[tuple[Row, int]]
    """Entries of which somebody has asked something that nobody has answered, and how much."""
    can_commit: bool
    """Whether a commit can be made with it."""
    is_nowhere: bool = False
    """Whether the address of the site is missing, or a placeholder."""

    @property
    def asked(self) -> int:
        """How many questions are open."""
        return sum(count for _, count in self.questions)


def going_of(desk: Desk, found: Week) -> Going:
    """What would go out of a week as it stands."""
    rows = [row for row in found.rows if row.state not in ("draft", "withdrawn")]
    waiting = [note.entry for note in Notes(desk.files).waiting()]
    questions = [(row, count) for row in rows if (count := waiting.count(row.id))]
    repository = standing(desk.project.root)
    can_commit = repository.stand in _ALONE and bool(author(repository))
    settings = desk.gathered().settings
    return Going(
        entries=len(rows),
        unsigned=sum(row.state == "finished" for row in rows),
        in_part=sum(row.read is not Read.FULL for row in rows),
        by_machine=sum(row.by is Author.MACHINE for row in rows),
        questions=questions,
        can_commit=can_commit,
        is_nowhere=bool(settings and placeholder_address(settings)),
    )


def is_uncommitted(desk: Desk, found: Week) -> bool:
    """Whether the last edition of a week stands in no commit yet."""
    if not (found.is_out and found.digest and found.digest.editions):
        return False
    repository = standing(desk.project.root)
    if not repository.can_ask:
        return False
    edition = f"{found.week}/_edition-{len(found.digest.editions)}.md"
    return any(one.path.endswith(edition) for one in changed(repository))


def commit_edition(desk: Desk, week: str) -> list[str]:
    """Commit what a week said when it went out, its registers and the settings with it, and nothing of other weeks.

    Says what was done.

    Refusals of git and its hooks are told, and no exceptions: what has gone out has gone out.
    """
    words, repository = desk.words, standing(desk.project.root)
    drafts = {row.id for row in standing_of(desk, week).rows if row.state == "draft"}
    try:
        files = list(_of_edition(desk, changed(repository), week, drafts))
        text = suggested(words, [versions_of(desk.project, repository, one) for one in files])
        done = commit(repository, {one.path: mark_of(repository.root, one.path) for one in files}, text, words)
    except Refusal as refusal:
        return [words("It has gone out, and is not committed:"), desk.say(str(refusal))]
    return [words("Committed as {name}: {subject}").format(name=done.name, subject=done.subject)]


def _of_edition(desk: Desk, files: list[Changed], week: str, drafts: set[str]) -> Iterator[Changed]:
    folder = f"{desk.project.digests.relative_to(desk.project.root).as_posix()}/"
    settings = desk.project.config.relative_to(desk.project.root).as_posix()
    for one in files:
        if one.path == settings and one.how is not How.CONFLICT:
            yield one  # the pages that go out say who makes them
        inner = one.path.removeprefix(folder)
        week_of_file, slash, name = inner.rpartition("/")
        is_of_week = not slash or (week_of_file == week and name.removesuffix(".yaml") not in drafts)
        if one.path.startswith(folder) and one.how is not How.CONFLICT and is_of_week:
            yield one
