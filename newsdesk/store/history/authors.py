"""Who wrote a file, as git knows it: nobody else keeps who drafted an entry."""

from collections.abc import Sequence
from pathlib import Path

from newsdesk.problems import Refusal
from newsdesk.store.history import git, words


def user_name(root: Path) -> str | None:
    """The name under which whoever is at this machine commits; None where git knows none."""
    return _asked(root, "config", "user.name")


def drafter_of(path: Path) -> str | None:
    """Who first committed a file, or who is about to where nobody has; None where git does not know."""
    found = _asked(path.parent, "log", "--follow", "--diff-filter=A", "--format=%an", "--", path.name)
    return found.splitlines()[-1] if found else user_name(path.parent)


def drafters_of(folder: Path, paths: Sequence[str]) -> dict[str, str]:
    """Who first committed each of some files below a folder, by their paths; renames are not followed here."""
    told = _asked(folder, "log", "--diff-filter=A", "--relative", "--name-only", "-z", "--format=%x01%an", "--", *paths)
    found: dict[str, str] = {}
    for commit in (told or "").split("\x01"):
        name, *files = commit.split("\0")
        found |= dict.fromkeys((file.strip() for file in files if file.strip()), name.strip())
    return found


def is_same_person(name: str, other: str | None) -> bool:
    """Whether two names are spelt alike but for case and blanks."""
    return other is not None and " ".join(name.casefold().split()) == " ".join(other.casefold().split())


def _asked(folder: Path, *question: str) -> str | None:
    try:
        done = git(folder, *question)
    except (Refusal, OSError):  # without git nobody knows
        return None
    return words(done) or None if done.returncode == 0 else None
