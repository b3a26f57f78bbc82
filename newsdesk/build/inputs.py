"""Whatever an answer of the check rests on, as one digest: to find it, files are read and nothing is understood."""

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from newsdesk.build.project import Project
from newsdesk.load.ordinary import File, digest_of, read_ordinary, shown_path

_MAX_BYTES = 16 * 1024 * 1024


class Unknown(Exception):
    """Something could not be read, and so nobody knows whether it is as it was."""


def digest_of_files(files: Sequence[File], faults: Sequence[OSError]) -> str:
    """The digest of the names and bytes of all files; Unknown where one is none or cannot be read."""
    if faults or any(file.odd or file.error for file in files):
        raise Unknown
    listed = repr([(file.parts, file.digest) for file in files])
    return digest_of(listed.encode("utf-8", "backslashreplace"))


def digest_of_inputs(project: Project, files: str, folders: Iterable[str | None], *options: object) -> str:
    """The digest of a collection and of all that its check looks at; Unknown where something cannot be read.

    `files` is the digest of the files that `walk` found. `folders` are those of pages and of templates.
    """
    made = hashlib.blake2b(digest_size=16)

    def add(*parts: Any) -> None:
        made.update(repr(parts).encode("utf-8", "backslashreplace") + b"\n")

    add(*options, *(shown_path(path, project.root) for path in (project.digests, project.config, project.captures)))
    add(files)
    for folder, ending in zip(folders, (".md", ""), strict=False):
        add("folder", folder)
        if folder is not None:
            for path, raw in _below(project.config.parent / folder, ending):
                add(path, digest_of(raw))
    add("captures")
    for path, raw in _below(project.captures, ".txt", deep=False):
        add(path, digest_of(raw))
    return made.hexdigest()


def _below(folder: Path, ending: str, *, deep: bool = True) -> Iterator[tuple[str, bytes]]:
    """Every file below a folder whose name ends so, by its path there, sorted; none where there is no folder."""
    if not folder.is_dir():
        return
    faults: list[OSError] = []
    for top, folders, names in os.walk(folder, onerror=faults.append):
        folders[:] = sorted(folders) if deep else []
        for name in sorted(name for name in names if name.endswith(ending)):
            path = Path(top, name)
            try:
                yield path.relative_to(folder).as_posix(), read_ordinary(path, _MAX_BYTES)
            except OSError:
                raise Unknown from None
    if faults:
        raise Unknown
