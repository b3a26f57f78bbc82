"""How the repository around a collection stands: whether git can be asked at all, and what it is in the middle of."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from newsdesk.interface import Words
from newsdesk.load import real
from newsdesk.problems import UsageError
from newsdesk.store.history import complaint, git, remedy
from newsdesk.store.history import words as printed


class Stand(StrEnum):
    """What git is in the middle of, or why it cannot be asked."""

    FINE = "fine"
    NEW = "new"
    """Nothing is committed yet."""
    MERGE = "merge"
    REBASE = "rebase"
    PICK = "cherry-pick"
    REVERT = "revert"
    APPLY = "am"
    BISECT = "bisect"
    DETACHED = "detached"
    LOCKED = "locked"
    NO_REPOSITORY = "no-repository"
    NO_GIT = "no-git"
    UNREADABLE = "unreadable"


# What lies in the folder of git while it is in the middle of something: the first that is there tells.
_MARKS = (
    ("rebase-merge", Stand.REBASE),
    ("rebase-apply/applying", Stand.APPLY),
    ("rebase-apply", Stand.REBASE),
    ("MERGE_HEAD", Stand.MERGE),
    ("CHERRY_PICK_HEAD", Stand.PICK),
    ("REVERT_HEAD", Stand.REVERT),
    ("BISECT_LOG", Stand.BISECT),
)
_LOCKS = ("index.lock", "HEAD.lock")
# One start of git: where it is, and whether anything is committed, which its last answer and its code tell.
_ASKED = ("rev-parse", "--is-inside-work-tree", "--absolute-git-dir", "--show-prefix", "--verify", "--quiet", "HEAD")
UNASKED = (Stand.NO_REPOSITORY, Stand.NO_GIT, Stand.UNREADABLE)
"""Where nothing can be asked of git."""
COMMITS = (Stand.FINE, Stand.NEW, Stand.MERGE)
"""Where the desk commits."""


@dataclass(frozen=True, slots=True)
class Repository:
    """The repository around a collection, as it stands."""

    root: Path
    """The folder of the collection."""
    stand: Stand
    folder: Path | None = None
    """The folder of git itself."""
    prefix: str = ""
    """The path of the collection in the repository, with a slash at its end, or ""."""
    branch: str = ""
    says: str = ""
    """What git said, where it could not be read."""

    @property
    def can_ask(self) -> bool:
        """Whether git answers."""
        return self.stand not in UNASKED

    @property
    def can_commit(self) -> bool:
        """Whether the desk commits here, as it stands."""
        return self.stand in COMMITS


def standing(root: Path) -> Repository:
    """The repository around a folder: what it is in the middle of, or why it cannot be asked."""
    try:
        found = git(root, *_ASKED)
    except UsageError:
        return Repository(root, Stand.NO_GIT)
    except OSError as error:  # git is there, and may not be run
        return Repository(root, Stand.NO_GIT, says=error.strerror or str(error))
    lines = found.stdout.decode("utf-8", "surrogateescape").split("\n")
    if lines[0] != "true":
        said = complaint(found)
        if "not a git repository" in said or lines[0]:
            return Repository(root, Stand.NO_REPOSITORY)
        return Repository(root, Stand.UNREADABLE, says=f"{said}{remedy(found)}")
    folder, prefix = Path(lines[1]), lines[2]
    head = git(root, "symbolic-ref", "--quiet", "--short", "HEAD")
    branch = "" if head.returncode else printed(head)
    return Repository(root, _of(folder, branch, is_new=bool(found.returncode)), folder, prefix, branch)


def _of(folder: Path, branch: str, *, is_new: bool) -> Stand:
    if any((folder / name).exists() for name in _LOCKS):
        return Stand.LOCKED
    for mark, stand in _MARKS:
        if (folder / mark).exists():
            return stand
    if is_new:
        return Stand.NEW
    return Stand.FINE if branch else Stand.DETACHED


def told(found: Repository, words: Words) -> str:
    """How the repository stands, in words with the way out; "" where all is as on any day."""
    lock = next((found.folder / name for name in _LOCKS if found.folder and (found.folder / name).exists()), None)
    named = {"file": lock, "folder": real(found.root), "said": found.says or "…"}
    return _sentences(words)[found.stand].format(**named)


def _sentences(words: Words) -> dict[Stand, str]:
    return {
        Stand.FINE: "",
        Stand.NEW: words("Nothing is committed yet: the first commit begins the history of this collection."),
        Stand.MERGE: words(
            "A merge is under way. Choose between the two values of each field that both sides changed; then commit"
            " the merge here. To take it back: git merge --abort"
        ),
        Stand.REBASE: words(
            "A rebase is under way: git lays your commits on top of others, one by one. Conflicts can be settled here;"
            " go on in a terminal with git rebase --continue, or take it back with git rebase --abort"
        ),
        Stand.PICK: words(
            "A cherry-pick is under way. Conflicts can be settled here; go on in a terminal with"
            " git cherry-pick --continue, or take it back with git cherry-pick --abort"
        ),
        Stand.REVERT: words(
            "A revert is under way. Conflicts can be settled here; go on in a terminal with git revert --continue,"
            " or take it back with git revert --abort"
        ),
        Stand.APPLY: words(
            "Patches are being applied. Conflicts can be settled here; go on in a terminal with git am --continue,"
            " or take it back with git am --abort"
        ),
        Stand.BISECT: words("A search with git bisect is under way. End it in a terminal first: git bisect reset"),
        Stand.DETACHED: words(
            "No branch is checked out, so that a commit would belong to none and could be lost. Begin one in a terminal"
            " first, git switch -c NAME, or go back to yours, git switch NAME"
        ),
        Stand.LOCKED: words(
            "Another git is at work here, or one was ended in the middle: there is {file}. Wait a little and reload"
            " this page. If no other program uses git here, delete that file."
        ),
        Stand.NO_REPOSITORY: words(
            "{folder} is in no git repository, so that nothing is known of what was there before."
        ),
        Stand.NO_GIT: words(
            "git is not installed, or cannot be run. The desk works without it; what has changed is known to nobody"
            " then. Install git, and reload this page."
        ),
        Stand.UNREADABLE: words("git cannot read the repository: it says: {said}"),
    }
