"""Folders that all workers of one run share: the first to ask makes one, the others wait for it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

try:
    import fcntl
except ImportError:  # no such locks on Windows: each worker makes its own there
    fcntl = None


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def shared(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder that `make` fills once; nobody may change what is in it."""
    top = factory.getbasetemp()
    if not fcntl or not top.name.startswith("popen-"):
        make(folder := factory.mktemp(name))
        return folder
    folder, done = top.parent / name, top.parent / f"{name}.done"
    with _alone(top.parent / f"{name}.lock"):
        if not done.exists():
            folder.mkdir()
            make(folder)
            done.touch()
    return folder
