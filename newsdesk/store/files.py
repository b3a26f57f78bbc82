"""Writes a file of the collection whole or not at all."""

import os
from pathlib import Path


def put(path: Path, content: bytes) -> None:
    """Write a file; OSError names it, which the system's own does not where the disk is full."""
    try:
        path.write_bytes(content)
    except OSError as error:
        error.filename = error.filename or str(path)
        raise


def replace(path: Path, content: bytes) -> None:
    """Put a whole new file in the place of another, with its permissions, in one step; OSError where it cannot."""
    fresh = path.with_name(f".{path.name}.new")
    try:
        put(fresh, content)
        if path.exists():
            fresh.chmod(path.stat().st_mode & 0o7777)
        os.replace(fresh, path)
    except BaseException as error:
        fresh.unlink(missing_ok=True)
        if isinstance(error, OSError) and error.filename == str(fresh):
            error.filename = str(path)  # the one that people know
        raise
