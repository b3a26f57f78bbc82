"""Where on the desk a fault is mended: the place of a problem comes in, the address of a page goes out."""

import re
from urllib.parse import quote

_ENTRY = re.compile(r"(?:.*/)?[0-9]{4}-W[0-9]{2}/([a-z0-9][a-z0-9-]*)\.yaml")


_CONFLICT = "merge-conflict"


def mending(path: str, line: int, rule: str = "") -> str:
    """The page that shows a file at a line, with a way to change it, by its path as problems name it; "" for none."""
    if not path or path.startswith("/"):
        return ""
    if rule == _CONFLICT:
        return f"/changes/conflict?path={quote(path)}"
    return f"/file/{quote(path)}?line={line}"


def form_of(path: str, rule: str) -> str:
    """The page with a form for what a problem is about; "" where the text of the file is the way."""
    if rule == _CONFLICT:
        return ""  # its place leads to both sides
    found = _ENTRY.fullmatch(path)
    return f"/draft/{found[1]}" if found else ""
