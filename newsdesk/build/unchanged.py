"""Nothing has changed: a build whose inputs are those of the last one, and whose site is as that left it.

It is asked before anything else is imported, so that the answer costs no more than to read the files.
"""

import hashlib
import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from newsdesk.build.project import Outcome, Project
from newsdesk.output.report import NO_FILE, Report, Signature
from newsdesk.output.sealed import read_sealed, state_of, write_sealed
from newsdesk.problems import Problem

_SIZE = 16
_NAME = "built"


def last_outcome(project: Project, key: str) -> Outcome | None:
    """What came of the last build, where nothing has changed since, neither what it read nor what it wrote."""
    data = read_sealed(state_of(project.site) / _NAME)
    try:
        if not data or data["key"] != key or data["site"] != _tree(project.site):
            return None
        problems = list(map(Problem.again, data["problems"]))
        return Outcome(problems, report=Report(data["files"]), pages=data["pages"], warnings=data["warnings"])
    except (OSError, ValueError, KeyError, TypeError):  # no site any more, or what another program wrote
        return None


def remember(project: Project, key: str, outcome: Outcome) -> None:
    """Keep what came of a build that has just written its site."""
    # What MkDocs warns of, the pages say, and the settings what is missing there; what else was warned of, such as a
    # library that does not work, may be mended at any time without a file of ours.
    ours = ("mkdocs: ", "docs: ", "mkdocs.yml: ")
    if outcome.report is None or any(not warning.startswith(ours) for warning in outcome.warnings):
        return
    data: dict[str, Any] = {
        "key": key,
        "site": _tree(project.site) if outcome.stands is None else _digest(outcome.stands),
        "problems": [problem.plain for problem in outcome.problems],
        "warnings": outcome.warnings,
        "pages": outcome.pages,
        "files": outcome.report.files,
    }
    write_sealed(state_of(project.site) / _NAME, data)


def _blake(content: bytes) -> Any:
    return hashlib.blake2b(content, digest_size=_SIZE)


def _tree(site: Path) -> str:
    """The digest of which files a site has, how long they are, and when each was written as what."""
    found: dict[str, Signature] = {}
    folders = [""]
    while folders:
        folder = folders.pop()
        for entry in os.scandir(f"{site}/{folder}"):
            path = f"{folder}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                folders.append(f"{path}/")
            else:
                status = entry.stat(follow_symlinks=False)
                is_file = stat.S_ISREG(status.st_mode)
                found[path] = (status.st_ino, status.st_size, status.st_mtime_ns) if is_file else NO_FILE
    return _digest(found)


def _digest(found: Mapping[str, Signature]) -> str:
    lines = sorted([f"{path}\0{inode}\0{size}\0{time}" for path, (inode, size, time) in found.items()])
    return str(_blake("\1".join(lines).encode("utf-8", "surrogateescape")).hexdigest())
