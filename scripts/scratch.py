"""Prints the folder for what tests write and throw away: memory where there is room for it, else the usual one.

    python scripts/scratch.py

A disk that is slow on some days, or that several programs write to, made tests wait up to a hundred times longer than
they work. Memory that may hold no programs is passed over: tests make environments and run what is in them.
"""

import os
import shutil
import tempfile
from pathlib import Path

MEMORY = "/dev/shm"
# A run of both sizes leaves some 200 MB; pages that are made side by side, and browsers, want the rest.
ROOM = 4 * 1024**3


def scratch() -> str:
    """The folder, as a path."""
    chosen = os.environ.get("TMPDIR")
    if chosen or not Path(MEMORY).is_dir() or not os.access(MEMORY, os.W_OK | os.X_OK):
        return chosen or tempfile.gettempdir()
    may_run = not os.statvfs(MEMORY).f_flag & os.ST_NOEXEC
    return MEMORY if may_run and shutil.disk_usage(MEMORY).free >= ROOM else tempfile.gettempdir()


if __name__ == "__main__":
    print(scratch())
