"""Where an entry has gone that no longer has its id, by `_moved.yaml`."""

from contextlib import suppress
from pathlib import Path, PurePosixPath

from newsdesk.load import MOVED, parse, read_ordinary
from newsdesk.load.ordinary import limit_of
from newsdesk.problems import did_you_mean


def instead_of(digests: Path, name: str) -> str:
    """What to say to whoever names an entry that is not there: what it is called now, or which is nearest."""
    names = (one.stem for one in digests.glob("*/*.yaml") if not one.name.startswith("_"))
    return gone_to(digests, name) or did_you_mean(name, names)


def gone_to(digests: Path, name: str) -> str:
    """A sentence that says what an entry is called now, or that it is gone; "" where nobody wrote it down."""
    moved: dict[str, str | None] = {}
    with suppress(OSError):
        document, _ = parse(MOVED, read_ordinary(digests / MOVED, limit_of(MOVED)), limit_of(MOVED))
        for one in (document.data.get("moved") if document else None) or ():
            if isinstance(one, dict) and isinstance(one.get("path"), str):
                moved[one["path"]] = one.get("to") if isinstance(one.get("to"), str) else None
    old = next((path for path in reversed(moved) if PurePosixPath(path).name == name), None)
    if old is None:
        return ""
    new, seen = moved[old], {old}
    while new in moved and new not in seen:
        seen.add(new)
        new = moved[new]
    return f'It was renamed: its id is "{PurePosixPath(new).name}" now.' if new else f"It is gone, by {MOVED}."
