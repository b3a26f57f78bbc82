"""Under which name somebody reviews on this machine: what was typed last, else what git knows."""

from contextlib import suppress

from newsdesk.desk.office import Desk
from newsdesk.load import read_ordinary
from newsdesk.store.files import replace
from newsdesk.store.history.authors import user_name

_NAME = "name"
_MOST = 1000


def known_name(desk: Desk) -> str:
    """The name; "" where nobody knows one."""
    with suppress(OSError, UnicodeDecodeError):
        if name := " ".join(read_ordinary(desk.files.folder / _NAME, _MOST).decode()[:_MOST].split()):
            return name
    return user_name(desk.project.root) or ""


def remember_name(desk: Desk, name: str) -> None:
    """Keep a name for the next time; one that is known already, or cannot be kept, is asked for again."""
    if name != known_name(desk):
        with suppress(OSError):
            replace(desk.files.need() / _NAME, f"{name}\n".encode())
