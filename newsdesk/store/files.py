"""Writes a file of the collection whole or not at all."""

import os
from pathlib import Path


def replace(path: Path, content: bytes) -> None:
    """Put a whole new file in the place of another, with its permissions, in one step; OSError where it cannot."""
    fresh = path.with_name(f".{path.name}.new")
    try:
        fresh.write_bytes(content)
        if path.exists():
            fresh.chmod(path.stat().st_mode & 0o7777)
        os.replace(fresh, path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
