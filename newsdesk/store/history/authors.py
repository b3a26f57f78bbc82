"""Who wrote a file, as git knows it: nobody else keeps who drafted an entry."""

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


def is_same_person(name: str, other: str | None) -> bool:
    """Whether two names are spelt alike but for case and blanks."""
    return other is not None and " ".join(name.casefold().split()) == " ".join(other.casefold().split())


def _asked(folder: Path, *question: str) -> str | None:
    try:
        done = git(folder, *question)
    except (Refusal, OSError):  # without git nobody knows
        return None
    return words(done) or None if done.returncode == 0 else None
