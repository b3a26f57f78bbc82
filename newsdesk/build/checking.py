"""All problems of a collection: found once, and told again as long as nothing they rest on has changed."""

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from newsdesk.build.cache import Cache
from newsdesk.build.itself import digest_of_program
from newsdesk.build.project import Project
from newsdesk.load.ordinary import File, digest_of, read_ordinary, shown_path, walk
from newsdesk.problems import Problem, Severity

_MAX_BYTES = 16 * 1024 * 1024
_MAX_SETTINGS = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """All problems, and how many entries there are, of those that are finished and have the right shape."""

    problems: list[Problem]
    entries: int


def checked(
    project: Project,
    since: str | None = None,
    today: str = "…",
    *,
    begun: date | None = None,
    wanted: str | None = None,
    jobs: int | None = 1,
) -> Answer:
    """Check everything, as `examine` does; of the entry `wanted` all problems, where one is named, and no others.

    Where nothing has changed since the last time, files are read and compared, and nothing is understood anew.
    """
    project.need_digests()
    listed = walk(project.digests)
    files = None
    if since is None:
        with suppress(Unknown):
            files = digest_of_files(*listed)
    with Cache(project.cache, digest_of_program()) as cache:
        key = _key(project, cache, files, begun, wanted)
        if key and (known := cache.get("answer", key)):
            return Answer([_problem(said) for said in known["problems"]], known["entries"])
        # Imported here: an answer that is known needs nothing of what finds it.
        from newsdesk.build.examining import looked, without_collector
        from newsdesk.store.maintained import named_folders

        if files and key is None and (raw := _settings(project)) is not None:
            cache.put("folders", digest_of(raw), named_folders(shown_path(project.config, project.root), raw))
            key = _key(project, cache, files, begun, wanted)
        with without_collector():  # and whatever it looked at is let go before
            found = looked(project, cache, listed, since, today, begun=begun, wanted=wanted, only=wanted, jobs=jobs)
            answer = Answer(found.problems, len(found.draft.entries))
            del found
        # What was changed meanwhile may have been read before or after that.
        if key and key == _key(project, cache, files, begun, wanted):
            cache.put("answer", key, {"problems": list(map(_plain, answer.problems)), "entries": answer.entries})
    return answer


def _key(project: Project, cache: Cache, files: str | None, begun: date | None, wanted: str | None) -> str | None:
    """The digest of all that the answer rests on; None where that cannot be told."""
    if files is None or (raw := _settings(project)) is None:
        return None
    if (folders := cache.get("folders", digest_of(raw))) is None:
        return None
    try:
        return digest_of_inputs(project, files, folders, digest_of(raw), begun and begun.isoformat(), wanted)
    except Unknown:
        return None


def _settings(project: Project) -> bytes | None:
    try:
        return read_ordinary(project.config, _MAX_SETTINGS)
    except OSError:
        return None  # said by whoever reads them


def _plain(problem: Problem) -> list[Any]:
    return [
        problem.path, problem.line, problem.column, problem.rule, problem.message, problem.hint, str(problem.severity)
    ]  # fmt: skip


def _problem(said: list[Any]) -> Problem:
    path, line, column, rule, message, hint, severity = said
    return Problem(path, line, column, rule, message, hint, Severity(severity))


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
