"""All problems of a collection: found once, and told again as long as nothing they rest on has changed."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from newsdesk.build.cache import Cache
from newsdesk.build.inputs import Unknown, digest_of_files, digest_of_inputs
from newsdesk.build.itself import digest_of_program
from newsdesk.build.project import Project
from newsdesk.load.ordinary import digest_of, read_ordinary, shown_path, walk
from newsdesk.problems import Problem, Severity

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
            found = looked(project, cache, listed, since, today, begun=begun, wanted=wanted, only=wanted)
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
