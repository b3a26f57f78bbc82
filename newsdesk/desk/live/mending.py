"""Where on the desk a fault is mended: the place of a problem comes in, the address of a page goes out."""

from urllib.parse import quote


def mending(path: str, line: int) -> str:
    """The page that shows a file at a line, with a way to change it, by its path as problems name it; "" for none."""
    if not path or path.startswith("/"):
        return ""
    return f"/file/{quote(path)}?line={line}"
