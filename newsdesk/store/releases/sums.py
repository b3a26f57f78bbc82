"""The checksums of a release, and whether a folder holds what they say: no byte of it stands outside of them.

`SHA256SUMS` names all files, `PROOFS` it and what proves its age; both are written in one way alone, so that a byte of
them that is another is seen as well. Each is in the form that `sha256sum --check` reads.
"""

import hashlib
import os
import re
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from newsdesk.load import read_whole, reason
from newsdesk.problems import Refusal, UsageError

SUMS, PROOFS, PAGES = "SHA256SUMS", "PROOFS", "pages.sha256"
STAMP = f"{SUMS}.tsr"
# What a deployed site says of itself, beside the pages.
_NOT_MADE = frozenset({"revision.txt"})
_LINE = re.compile(r"([0-9a-f]{64})  ([^\x00-\x1f\x7f\\]+)")


def sums_of(files: Mapping[str, bytes]) -> bytes:
    """Files with their contents as lines of SHA-256 and name, in the order of names."""
    return "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)).encode()


def sealed(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of a release with their checksums; a stamp of those is put in by `stamped`."""
    sums = sums_of(files)
    return {**files, SUMS: sums, PROOFS: sums_of({SUMS: sums})}


def stamped(sums: bytes, stamp: bytes) -> dict[str, bytes]:
    """The files that change when a stamp comes to a release with these checksums."""
    return {STAMP: stamp, PROOFS: sums_of({SUMS: sums, STAMP: stamp})}


def pages_of(site: Path) -> bytes:
    """The checksums of all pages and files of a site, by their paths below it."""
    return sums_of({path: read_whole(site / path) for path in _files(site) if path not in _NOT_MADE})


def faults(folder: Path) -> Iterator[str]:
    """What is wrong with the folder of a release, in lines; UsageError where it is none."""
    try:
        there = set(_files(folder))
    except OSError as error:
        raise UsageError(f"{folder} cannot be read: {reason(error)}.") from None
    if SUMS not in there:
        raise UsageError(f"{folder} is no release: it has no {SUMS}.")
    named = dict(_sums(folder, SUMS))
    proofs = dict(_sums(folder, PROOFS)) if PROOFS in there else {}
    if PROOFS not in there:
        yield f"{PROOFS} is missing."
    elif (folder / PROOFS).is_symlink():
        yield f"{PROOFS} is no plain file."
    for name, found in ((SUMS, named), (PROOFS, proofs)):
        if name in there and sums_text(found) != read_whole(folder / name):
            yield f"{name} is not as it was written: lines of SHA-256, two blanks and a name, in the order of names."
    if proofs and SUMS not in proofs:
        yield f"{PROOFS} does not name {SUMS}."
    if SUMS in named or PROOFS in named or STAMP in named:
        yield f"{SUMS} names what cannot stand in it."
    wanted = {**named, **proofs}
    for name in sorted(wanted):
        if name not in there:
            yield f"{name} is missing."
        elif (digest := _digest(folder / name)) != wanted[name]:
            yield f"{name} is not what it was: its SHA-256 is {digest}."
    own = {SUMS, PROOFS} if PROOFS in there else {SUMS, STAMP}
    yield from (f"{name} does not belong to the release." for name in sorted(there - wanted.keys() - own))


def page_faults(folder: Path, site: Path) -> Iterator[str]:
    """What of a site is not as the release in a folder has it, in lines; Refusal where that has no pages."""
    if not (folder / PAGES).is_file():
        raise Refusal(f"{folder} names no pages: only the newest edition of a week has them. Leave out --site.")
    try:
        there = set(_files(site))
    except OSError as error:
        raise UsageError(f"{site} cannot be read: {reason(error)}.") from None
    wanted = dict(_sums(folder, PAGES))
    for path in sorted(wanted):
        if path not in there:
            yield f"{path} is missing in the site."
        elif _digest(site / path) != wanted[path]:
            yield f"{path} is not what it was when the edition went out."
    yield from (f"{path} is new in the site." for path in sorted(there - wanted.keys() - _NOT_MADE))


def number_of(folder: Path, name: str = SUMS) -> int:
    """How many files a list of checksums names."""
    return sum(1 for _ in _sums(folder, name))


def sums_text(found: Mapping[str, str]) -> bytes:
    """Checksums by name as they are written."""
    return "".join(f"{found[name]}  {name}\n" for name in sorted(found)).encode()


def _sums(folder: Path, name: str) -> Iterator[tuple[str, str]]:
    """Names with their checksums, as far as the lines of a file can be read."""
    for line in read_whole(folder / name).decode("utf-8", "replace").split("\n"):
        if match := _LINE.fullmatch(line):
            yield match[2], match[1]


def _files(folder: Path) -> Iterator[str]:
    """Everything below a folder that is no folder, by its path there; what is empty or no plain file as well."""
    for top, folders, names in os.walk(folder, onerror=_raise):
        inner = Path(top).relative_to(folder)
        yield from ((inner / name).as_posix() for name in names)
        yield from (f"{(inner / name).as_posix()}/" for name in folders if (Path(top) / name).is_symlink())
        if not folders and not names and inner.parts:
            yield f"{inner.as_posix()}/"


def _raise(error: OSError) -> None:
    raise error


def _digest(path: Path) -> str:
    """The SHA-256 of a file, or why it has none."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return "none, since it is no plain file"
        return hashlib.sha256(read_whole(path)).hexdigest()
    except OSError as error:
        return f"none, since it cannot be read ({reason(error)})"
