"""What the page of changes shows: files with what they say and said, a proposed message, and what cannot be done."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from newsdesk.build import Project
from newsdesk.desk.git.changed import Changed, Changes, changed, exposed, mark_of
from newsdesk.desk.git.committing import author, nobody
from newsdesk.desk.git.conflict import conflicts
from newsdesk.desk.git.message import suggested
from newsdesk.desk.git.standing import Repository, Stand, standing, told
from newsdesk.desk.git.versions import Versions, versions_of
from newsdesk.interface import Words
from newsdesk.load import read_ordinary

# Of so many files the fields are shown at once, and of so many the names: others come with the next commit.
MOST_OPEN, MOST_NAMED = 25, 300
_MOST_FIELDS = 60
_MOST_BYTES = 1 << 21


@dataclass(frozen=True, slots=True)
class Row:
    """A changed file on the page."""

    file: Changed
    mark: str
    versions: Versions | None
    """None where they are not shown at once."""

    @property
    def fields(self) -> list[object]:
        """The first fields that differ."""
        return [*self.versions.fields[:_MOST_FIELDS]] if self.versions else []

    @property
    def more(self) -> int:
        """How many others differ."""
        return max(0, len(self.versions.fields) - _MOST_FIELDS) if self.versions else 0


@dataclass(frozen=True, slots=True)
class Overview:
    """The state of the repository and all that has changed."""

    repository: Repository
    told: str
    """How the repository stands, in words; "" on any day."""
    rows: list[Row] = field(default_factory=list)
    in_conflict: list[Changed] = field(default_factory=list)
    count: int = 0
    message: str = ""
    author: str = ""
    nobody: str = ""
    """What to do where nobody is named as author."""
    open_folders: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    @property
    def can_commit(self) -> bool:
        """Whether a commit can be made here, as all stands."""
        return self.repository.can_commit and not self.nobody and (bool(self.rows) or self.is_merge)

    @property
    def can_begin(self) -> bool:
        """Whether the history could begin here."""
        return self.repository.stand is Stand.NO_REPOSITORY

    @property
    def is_merge(self) -> bool:
        """Whether a commit would end a merge."""
        return self.repository.stand is Stand.MERGE


def overview(project: Project, words: Words) -> Overview:
    """All that the page shows of a collection."""
    repository = standing(project.root)
    said = told(repository, words)
    if not repository.can_ask:
        return Overview(repository, said)
    found: Changes = exposed(repository)
    in_conflict = conflicts(repository, found.files)
    files = [one for one in found.files if one not in in_conflict]
    rows = list(_rows(project, repository, files[:MOST_NAMED]))
    who = author(repository)
    return Overview(
        repository,
        said,
        rows,
        in_conflict,
        len(found.files),
        _message(repository, rows, words),
        who,
        "" if who else nobody(words),
        found.open_folders,
        found.kept,
    )


def _rows(project: Project, repository: Repository, files: list[Changed]) -> Iterator[Row]:
    left = _MOST_BYTES
    for number, file in enumerate(files):
        mark = mark_of(repository.root, file.path)
        versions = None
        if number < MOST_OPEN and left > 0:
            versions = versions_of(project, repository, file)
            left -= len(versions.was_raw or b"") + len(versions.now_raw or b"")
        yield Row(file, mark, versions)


def _message(repository: Repository, rows: list[Row], words: Words) -> str:
    """A proposed message: of a merge that which git has prepared."""
    if repository.stand is Stand.MERGE and repository.folder:
        try:
            raw = read_ordinary(repository.folder / "MERGE_MSG", 1 << 16)
        except OSError:
            raw = b""
        lines = [line for line in raw.decode("utf-8", "replace").splitlines() if not line.startswith("#")]
        return "\n".join(lines).strip()
    return suggested(words, [row.versions for row in rows if row.versions])


def count(project: Project) -> int:
    """How many files have changed; 0 where nobody can tell."""
    repository = standing(project.root)
    if not repository.can_ask:
        return 0
    return len(changed(repository))
