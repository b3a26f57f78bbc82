"""What stands in both trees of a site; a folder that is as a build has left it is not listed again.

The system changes the time of a folder whenever a name in it comes, goes, or is given to another file. So the names
in a folder with the same time are those that were kept. Each file of the site is asked for its own all the same. In
the second tree, nearly all are those of the site under a second name.
"""

import os
import stat
import sys
import time
from array import array
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from newsdesk.load.walking import SETTLED
from newsdesk.output.report import NO_FILE, Signature
from newsdesk.output.sealed import packed, read_sealed_bytes, unpacked, write_sealed_bytes

Stamp = tuple[int, int, int]
"""Which folder it is, and when it changed, in nanoseconds, by both times that the system keeps."""
_NONE: Stamp = (0, 0, 0)
_NAME = "listed"


@dataclass(slots=True)
class Tree:
    """One of the trees, as it was looked at."""

    files: dict[str, Signature] = field(default_factory=dict)
    stamps: dict[str, Stamp] = field(default_factory=dict)
    """Of each folder, "" for the tree itself, from before it was listed."""

    @property
    def folders(self) -> set[str]:
        """The folders in it."""
        return self.stamps.keys() - {""}


@dataclass(slots=True)
class Listed:
    """The names in folders as a build has left them: those of files, and those of folders, joined by slashes."""

    names: dict[str, tuple[str, str]] = field(default_factory=dict)
    site: dict[str, Stamp] = field(default_factory=dict)
    """Where a folder of the site has this stamp, it holds these names."""
    staging: dict[str, Stamp] = field(default_factory=dict)
    """The same of the second tree; and each of the files is that of the site under a second name."""

    @classmethod
    def read(cls, state: Path) -> "Listed":
        """As it was kept; empty where it was not, or is not as it was written."""
        with suppress(ValueError, KeyError, TypeError):
            if content := read_sealed_bytes(state / _NAME):
                _, columns = unpacked(content)
                folders, files, below = (columns[name] for name in ("folders", "files", "below"))
                site, staging = (
                    zip(*(columns[f"{tree} {n}#"] for n in range(3)), strict=True) for tree in ("site", "staging")
                )
                names = dict(zip(folders, zip(files, below, strict=True), strict=True))
                return cls(names, _stamps(folders, site), _stamps(folders, staging))
        return cls()

    def keep(self, state: Path) -> None:
        """Keep it for the next build."""
        columns: dict[str, Iterable[object]] = {
            "folders": self.names,
            "files": [files for files, _ in self.names.values()],
            "below": [below for _, below in self.names.values()],
        }
        for tree, stamps in (("site", self.site), ("staging", self.staging)):
            for number, values in enumerate(zip(*(stamps.get(folder, _NONE) for folder in self.names), strict=True)):
                columns[f"{tree} {number}#"] = array("q" if number else "Q", values)
        write_sealed_bytes(state / _NAME, packed({}, columns))


def _stamps(folders: Iterable[str], found: Iterable[Stamp]) -> dict[str, Stamp]:
    return {folder: stamp for folder, stamp in zip(folders, found, strict=True) if stamp[0]}


def listed(site: Tree, staging: Tree, last: Listed, touched: Container[str]) -> Listed:
    """What is to be kept of both trees, of which `last` was known; in `touched` folders of one names have changed.

    Stamps are from before their folders were listed, or from after the last change that we have made there.
    """
    # What has changed so shortly ago may change again without a later time; elsewhere times may mean something else.
    latest = time.time_ns() - SETTLED if sys.platform == "linux" else 0
    kept, twins = (
        {folder: stamp for folder, stamp in tree.stamps.items() if stamp[1] < latest and stamp[2] < latest}
        for tree in (site, staging)
    )
    same = set[str]()
    for folder, twin in last.staging.items():
        before, here, there = last.site.get(folder), kept.get(folder), twins.get(folder)
        if here and there and folder not in touched and (before, twin) in ((here, there), (there, here)):
            same.add(folder)
    found = {folder: last.names[folder] for folder in same}
    names, apart = _names(site, staging, same)
    found |= {folder: ("/".join(files), "/".join(below)) for folder, (files, below) in names.items() if folder in kept}
    return Listed(
        found, kept, {folder: stamp for folder, stamp in twins.items() if folder in kept and folder not in apart}
    )


def _names(
    site: Tree, staging: Tree, known: Container[str]
) -> tuple[Mapping[str, tuple[list[str], list[str]]], set[str]]:
    """The names of files and of folders in folders that are not known, and those in which the trees differ."""
    names: defaultdict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    apart: set[str] = {path.rpartition("/")[0] for path in staging.files.keys() - site.files.keys()}
    for path, signature in site.files.items():
        folder, _, name = path.rpartition("/")
        if folder not in known:
            names[folder][0].append(name)
            if staging.files.get(path) != signature or signature == NO_FILE:
                apart.add(folder)
    apart |= {folder.rpartition("/")[0] for folder in site.folders ^ staging.folders}
    for path in site.folders:
        folder, _, name = path.rpartition("/")
        if folder not in known:
            names[folder][1].append(name)
    return names, apart


def scan_both(site: Path, staging: Path, last: Listed | None = None) -> tuple[Tree, Tree]:
    """The site, and the tree that takes its place next; `last` is what the build before has kept of them."""
    last = last or Listed()
    current = Tree()
    _scan(site, current, last.names, last.site, {})
    try:
        is_same_disk = site.stat().st_dev == staging.stat().st_dev
    except OSError:
        is_same_disk = False
    staged = Tree()
    twins = current.files if is_same_disk else {}
    # Only where the site has these names still.
    same = {f: s for f, s in last.staging.items() if is_same_disk and current.stamps.get(f) == last.site.get(f)}
    _scan(staging, staged, last.names, same, twins, are_twins=True)
    return current, staged


def _scan(
    top: Path,
    tree: Tree,
    names: Mapping[str, tuple[str, str]],
    same: Mapping[str, Stamp],
    twins: Mapping[str, Signature],
    *,
    are_twins: bool = False,
) -> None:
    """Look at a tree, at the folders with the stamps of `same` by the names in them; nothing where it is not.

    `twins` are the files of a tree on the same disk. What has the number of the file at its path there is that file
    under a second name, and need not be asked for. With `are_twins` all files of such folders are.
    """
    folders = [""]
    while folders:
        folder = folders.pop()
        prefix = f"{folder}/" if folder else ""
        with suppress(FileNotFoundError):
            stamp = stamp_of(f"{top}/{folder}")
            known = names.get(folder, ("", "")) if same.get(folder) == stamp else None
            if known is None or not _as_it_was(top, prefix, known[0], tree.files, twins if are_twins else None):
                below = _list(top, prefix, tree.files, twins)
            else:
                below = known[1].split("/") if known[1] else []
            tree.stamps[folder] = stamp
            folders += [f"{prefix}{name}" for name in below]


def _as_it_was(
    top: Path, prefix: str, names: str, found: dict[str, Signature], twins: Mapping[str, Signature] | None
) -> bool:
    """Find the files of a folder by their names; False where one is not there although nothing seemed to change."""
    paths = [f"{prefix}{name}" for name in names.split("/")] if names else []
    if twins is not None:
        if not all(path in twins for path in paths):
            return False
        found.update({path: twins[path] for path in paths})
        return True
    try:
        found.update({path: _signature(os.lstat(f"{top}/{path}")) for path in paths})
    except OSError:
        return False
    return True


def _list(top: Path, prefix: str, found: dict[str, Signature], twins: Mapping[str, Signature]) -> list[str]:
    """Find the files of a folder; returns the names of the folders in it."""
    below = []
    for entry in os.scandir(f"{top}/{prefix}"):
        path = f"{prefix}{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            below.append(entry.name)
        elif (twin := twins.get(path)) and twin[0] == entry.inode():
            found[path] = twin
        else:
            found[path] = _signature(entry.stat(follow_symlinks=False))
    return below


def _signature(status: os.stat_result) -> Signature:
    is_file = stat.S_ISREG(status.st_mode)
    return (status.st_ino, status.st_size, status.st_mtime_ns) if is_file else NO_FILE


def stamp_of(folder: str) -> Stamp:
    """The stamp of a folder as it is now."""
    status = os.stat(folder)
    return status.st_ino, status.st_mtime_ns, status.st_ctime_ns
