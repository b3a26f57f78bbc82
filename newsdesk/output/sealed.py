"""A small file beside a site that says how it was built: what was written is what is read, or nothing is.

It imports next to nothing of ours, so that a build that has nothing to do ends before anything else is imported.
"""

import hashlib
import json
import stat
import sys
from array import array
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from newsdesk.load.ordinary import real

# The file that says of a folder that a build has made it.
MARKER = ".newsdesk"
MAX_BYTES = 1 << 30
_SIZE = 16


def state_of(site: Path) -> Path:
    """The folder beside a site that says how it was built, and can be deleted at any time."""
    site = real(site)
    return site.parent / f".{site.name}.state"


def read_sealed(path: Path) -> Any:
    """The data in a file; None where there is none, or where it is not what was written into it."""
    text = read_sealed_bytes(path)
    try:
        return json.loads(text) if text is not None else None
    except ValueError:
        return None


def read_sealed_bytes(path: Path) -> bytes | None:
    """The same of a file that holds plain bytes."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_BYTES:
            return None
        seal, _, content = path.read_bytes().partition(b"\n")
        return content if seal.decode() == _seal(content) else None
    except (OSError, ValueError):
        return None


def write_sealed(path: Path, data: Any) -> None:
    """Write data that JSON can hold into a file, in one step; where it cannot be written, there is none."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    write_sealed_bytes(path, text)


def write_sealed_bytes(path: Path, content: bytes) -> None:
    """The same of plain bytes."""
    fresh = path.with_name(f"{path.name}.new")
    with suppress(OSError):
        for place in (fresh, path):
            if place.is_dir() and not place.is_symlink():
                import shutil  # seldom: nothing of ours has made that folder

                shutil.rmtree(place)
        fresh.write_bytes(_seal(content).encode() + b"\n" + content)
        fresh.replace(path)


def _seal(text: bytes) -> str:
    return hashlib.blake2b(text, digest_size=_SIZE).hexdigest()


# How numbers lie in memory: a cache may have come from another machine.
_MACHINE = [sys.byteorder, array("I").itemsize, array("Q").itemsize]
_NUMBERS = ("I", "Q", "q")


def packed(head: Mapping[str, Any], columns: Mapping[str, Iterable[Any]]) -> bytes:
    """A line of JSON, and columns behind it: texts by lines, and those named with # as numbers lie in memory.

    Numbers are of 32 bits where they are no array that says otherwise.
    """
    listed, found = [], []
    for name, values in columns.items():
        kind: str
        content: bytes | array[int]
        if name.endswith("#"):
            content = values if isinstance(values, array) else array("I", values)
            kind, count = str(content.typecode), len(content)
            content = content.tobytes()
        else:
            texts = list(values)
            kind, count, joined = "lines", len(texts), "\n".join(texts)
            if joined.count("\n") != max(count - 1, 0):  # one of them has several lines
                kind, joined = "json", json.dumps(texts)
            content = joined.encode("utf-8", "surrogatepass")
        listed.append([name, kind, count, len(content)])
        found.append(content)
    return b"".join([json.dumps({**head, "machine": _MACHINE, "columns": listed}).encode(), b"\n", *found])


def unpacked(content: bytes) -> tuple[dict[str, Any], dict[str, Any]]:
    """The head and the columns by their names; ValueError where these are not as they were written."""
    line, _, rest = content.partition(b"\n")
    head, columns, at = json.loads(line), dict[str, Any](), 0
    if head["machine"] != _MACHINE:
        raise ValueError("of another machine")
    for name, kind, count, length in head["columns"]:
        part, at = rest[at : at + length], at + length
        if kind in _NUMBERS:
            columns[name] = array(kind, part)
        else:
            text = part.decode("utf-8", "surrogatepass")
            columns[name] = json.loads(text) if kind == "json" else text.split("\n") if count else []
        if len(columns[name]) != count:
            raise ValueError(name)
    return head, columns
