"""The program itself as an input: what another program kept is of no use to this one."""

import hashlib
import os
import platform
import sysconfig
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import newsdesk

# Neither a compiled file nor what a system or an editor leaves behind has a say in what is made.
_NO_PART = frozenset({"__pycache__", ".DS_Store", "Thumbs.db"})


@cache
def digest_of_program() -> str:
    """The digest of the program's own files, of all installed libraries by their versions, and of Python's."""
    digest = hashlib.blake2b(platform.python_version().encode(), digest_size=16)
    for name, path in _files(Path(newsdesk.__file__).parent):
        content = hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest()
        digest.update(f"\0{name}\0{content}".encode("utf-8", "surrogateescape"))
    # The folder that each library leaves behind is named after it and its version.
    installed = {name for kind in ("purelib", "platlib") for name in os.listdir(sysconfig.get_path(kind))}
    digest.update("\0".join(sorted(name for name in installed if name.endswith(".dist-info"))).encode())
    return digest.hexdigest()


def _files(folder: Path, before: str = "") -> Iterator[tuple[str, Path]]:
    """The files below a folder, each with its name from there, in one order: at each start, so without `rglob`."""
    with os.scandir(folder) as found:
        entries = sorted((entry for entry in found if entry.name not in _NO_PART), key=lambda entry: entry.name)
    for entry in entries:
        name = before + entry.name
        if entry.is_dir(follow_symlinks=False):
            yield from _files(Path(entry.path), f"{name}/")
        elif entry.is_file():
            yield name, Path(entry.path)
