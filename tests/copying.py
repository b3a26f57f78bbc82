"""Copies of whole folders, for tests that change what others share: a third of what `shutil.copytree` takes."""

import os
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def copied(source: Path, target: Path, without: Collection[str] = ()) -> Path:
    """Copy a folder to where there is none yet, but for names that are left out at its top and anywhere below.

    Links stay links, and files keep what they may and when they were written, so that what Python has compiled counts.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    _copy(str(source), str(target), frozenset(without))
    return target


def _copy(source: str, target: str, without: frozenset[str]) -> None:
    Path(target).mkdir()
    with os.scandir(source) as found:
        for entry in found:
            if entry.name in without:
                continue
            there = f"{target}/{entry.name}"
            if entry.is_symlink():
                Path(there).symlink_to(Path(entry.path).readlink())
            elif entry.is_dir():
                _copy(entry.path, there, without)
            else:
                _copy_file(entry.path, there)


def _copy_file(source: str, target: str) -> None:
    old = os.open(source, os.O_RDONLY)
    try:
        status = os.fstat(old)
        new = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, status.st_mode)
        try:
            while piece := os.read(old, status.st_size or 1):
                assert os.write(new, piece) == len(piece), "no room is left"
            os.utime(new, ns=(status.st_atime_ns, status.st_mtime_ns))
        finally:
            os.close(new)
    finally:
        os.close(old)


def compiled(folder: Path) -> None:
    """Python finds compiled what is the same in this program and in a copy: to compile it takes longer than to run it.

    `folder` holds the package `newsdesk`.
    """
    for path in (ROOT / "newsdesk").rglob("*.pyc"):
        there = folder / path.relative_to(ROOT)
        source = there.parents[1] / f"{path.name.partition('.')[0]}.py"
        raw = path.read_bytes()
        with suppress(FileNotFoundError):
            status = source.stat()
            # A mark of the version, four zero bytes where times count, and time and size of what was compiled.
            if raw[4:8] == bytes(4) and raw[12:16] == status.st_size.to_bytes(4, "little"):
                there.parent.mkdir(exist_ok=True)
                there.write_bytes(raw[:8] + int(status.st_mtime).to_bytes(4, "little") + raw[12:])
