"""The program itself as an input: what another program kept is of no use to this one."""

import hashlib
import os
import platform
import sysconfig
from functools import cache
from pathlib import Path

import newsdesk

# Neither a compiled file nor what a system or an editor leaves behind has a say in what is made.
_NO_PART = frozenset({"__pycache__", ".DS_Store", "Thumbs.db"})


@cache
def digest_of_program() -> str:
    """The digest of the program's own files, of all installed libraries by their versions, and of Python's."""
    digest = hashlib.blake2b(platform.python_version().encode(), digest_size=16)
    home = Path(newsdesk.__file__).parent
    for path in sorted(path for path in home.rglob("*") if path.is_file() and _NO_PART.isdisjoint(path.parts)):
        content = hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest()
        digest.update(f"\0{path.relative_to(home).as_posix()}\0{content}".encode("utf-8", "surrogateescape"))
    # The folder that each library leaves behind is named after it and its version.
    installed = {name for kind in ("purelib", "platlib") for name in os.listdir(sysconfig.get_path(kind))}
    digest.update("\0".join(sorted(name for name in installed if name.endswith(".dist-info"))).encode())
    return digest.hexdigest()
