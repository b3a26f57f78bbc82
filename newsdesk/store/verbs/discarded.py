"""Drafts that were laid aside on the desk: where they lie, and how one comes back to where it lay."""

from pathlib import Path

from newsdesk.model.codes import check_id, is_week
from newsdesk.problems import COMMAND_LINE, Refusal
from newsdesk.store.editing import Changes
from newsdesk.store.verbs import Done

_PLACE = ".desk/discarded"


def place_of(root: Path, week: str, file: str) -> Path:
    """Where a draft of a week lies once it is discarded: beside the collection, where git ignores it."""
    return root / _PLACE / week / file


def all_discarded(root: Path) -> list[Path]:
    """Where all of them lie, each in the folder of its week, those of the newest week first."""
    found = sorted((root / _PLACE).glob("*/*.yaml"), key=lambda path: (path.parent.name, path.name))
    return [path for path in reversed(found) if is_week(path.parent.name)]


def discarded(root: Path, name: str) -> Path | None:
    """Where the draft of this name lies; None where there is none."""
    try:
        check_id(name)
    except ValueError:
        return None
    return next((path for path in all_discarded(root) if path.stem == name), None)


def bring_back(changes: Changes, digests: Path, name: str) -> Done:
    """Put a draft back to where it lay; Refusal where none has that name, or where an entry has it by now."""
    kept = discarded(changes.root, name)
    if kept is None:
        raise Refusal(f"No draft {name} was discarded here.")
    if there := sorted(digests.glob(f"*/{name}.yaml")):
        raise Refusal(f"There is an entry {name} again, in {there[0].parent.name}. Rename one of the two first.")
    week = kept.parent.name
    changes.carry(kept, digests / week / kept.name)
    return Done((f"Brought the draft {name} back into {week}.",), (f"{COMMAND_LINE} check {name}",))
