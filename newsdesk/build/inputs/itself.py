"""The program itself as an input: what another program kept is of no use to this one."""

import hashlib
import os
import platform
import sys
import sysconfig
import time
from collections.abc import Iterator
from functools import cache
from importlib.util import cache_from_source
from pathlib import Path

import newsdesk
from newsdesk.load.ordinary import stamped
from newsdesk.load.walking import SETTLED
from newsdesk.output.sealed import read_sealed, write_sealed

# Neither a compiled file nor what a system or an editor leaves behind has a say in what is made.
_NO_PART = frozenset({"__pycache__", ".DS_Store", "Thumbs.db"})


@cache
def digest_of_program() -> str:
    """The digest of the program's own files, of all installed libraries by their versions, and of Python's."""
    digest = hashlib.blake2b(platform.python_version().encode(), digest_size=16)
    digest.update(_own(Path(newsdesk.__file__).parent).encode())
    # The folder that each library leaves behind is named after it and its version.
    installed = {name for kind in ("purelib", "platlib") for name in os.listdir(sysconfig.get_path(kind))}
    digest.update("\0".join(sorted(name for name in installed if name.endswith(".dist-info"))).encode())
    return digest.hexdigest()


def _own(folder: Path) -> str:
    """The digest of the names and contents of all files of the program.

    Kept, like Python's compiled files, beside the program: a thousand files are then looked at and not read. What is
    damaged counts as missing; where nothing can be written, they are read each time.
    """
    files = list(_files(str(folder)))
    stamps = [(name, *stamped(entry.stat())) for name, entry in files]
    look = hashlib.blake2b(repr(stamps).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()
    path = Path(cache_from_source(str(folder / "program.py"))).with_suffix(".digest")
    kept = read_sealed(path)
    if isinstance(kept, list) and len(kept) == 2 and kept[0] == look:
        return str(kept[1])
    began = time.time_ns()
    digest = hashlib.blake2b(digest_size=16)
    for name, entry in files:
        content = hashlib.blake2b(Path(entry.path).read_bytes(), digest_size=16).hexdigest()
        digest.update(f"\0{name}\0{content}".encode("utf-8", "surrogateescape"))
    found = digest.hexdigest()
    is_settled = all(max(written, changed) < began - SETTLED for _, written, changed, *_ in stamps)
    if is_settled and path.parent.is_dir() and not sys.dont_write_bytecode:
        write_sealed(path, [look, found])
    return found


def _files(folder: str, before: str = "") -> Iterator[tuple[str, "os.DirEntry[str]"]]:
    """The files below a folder, each with its name from there, in one order: at each start, so without `rglob`."""
    with os.scandir(folder) as found:
        entries = sorted((entry for entry in found if entry.name not in _NO_PART), key=lambda entry: entry.name)
    for entry in entries:
        name = before + entry.name
        if entry.is_dir(follow_symlinks=False):
            yield from _files(entry.path, f"{name}/")
        elif entry.is_file():
            yield name, entry
