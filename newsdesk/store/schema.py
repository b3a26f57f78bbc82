"""Writes the JSON Schemas for editors: completion, and the meaning of every field and term while typing."""

from pathlib import Path

from newsdesk.model.schemas import schemas

__all__ = ["schemas", "write_schemas"]


def write_schemas(digests: Path) -> list[Path]:
    """Write every schema that is not current; returns what was written."""
    written = []
    for name, text in schemas().items():
        path = digests / name
        if not path.is_file() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8", newline="\n")
            written.append(path)
    return written
