"""Writes the JSON Schemas for editors: completion, and the meaning of every field and term while typing."""

from contextlib import suppress
from pathlib import Path

from newsdesk.load import read_whole
from newsdesk.model.schemas import schemas
from newsdesk.store.files import replace

__all__ = ["schemas", "write_schemas"]


def write_schemas(digests: Path) -> list[Path]:
    """Write every schema that is not current; returns what was written."""
    written = []
    for name, text in schemas().items():
        path = digests / name
        before = None
        with suppress(OSError):
            before = read_whole(path)
        if before != text.encode():
            replace(path, text.encode())
            written.append(path)
    return written
