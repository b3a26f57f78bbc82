"""What has changed since the last commit, a commit of chosen files, and conflicts as two values of a field."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from newsdesk.desk.answering import asked, desk_of, page, told
from newsdesk.desk.git.changed import changed, is_private, path_of
from newsdesk.desk.git.committing import begin, commit
from newsdesk.desk.git.conflict import conflict_of
from newsdesk.desk.git.message import suggested
from newsdesk.desk.git.overview import MOST_OPEN, count, overview
from newsdesk.desk.git.settling import mark_of_disk, settle_conflict
from newsdesk.desk.git.standing import Repository, standing
from newsdesk.desk.git.standing import told as said_of
from newsdesk.desk.git.versions import Versions, raw_diff, versions_of
from newsdesk.desk.office import Desk
from newsdesk.problems import Refusal

_ROOM = "changes"


def show(request: Request) -> Response:
    """All that has changed, and the form of a commit."""
    desk = desk_of(request)
    return page(request, "changes.html", room=_ROOM, found=overview(desk.project, desk.words))


def show_file(request: Request) -> Response:
    """One file: its fields as they were and are, and its lines where these are asked for."""
    desk = desk_of(request)
    repository = _repository(desk)
    one = _versions(desk, repository, [request.query_params.get("path", "")])
    if not one:
        raise Refusal(desk.words("This file does not differ from the last commit any more."))
    lines = raw_diff(repository, one[0].file) if request.query_params.get("raw") or not one[0].as_fields else ""
    return page(request, "change.html", room=_ROOM, one=one[0], lines=lines)


def show_conflict(request: Request) -> Response:
    """One file in a conflict: both values of each field that differs."""
    desk = desk_of(request)
    found = conflict_of(desk.project, _repository(desk), path_of(request.query_params.get("path", "")))
    return page(request, "conflict.html", room=_ROOM, found=found, mark=mark_of_disk(found))


def counted(request: Request) -> Response:
    """How many files have changed, for the navigation."""
    return told({"count": count(desk_of(request).project)})


async def message(request: Request) -> Response:
    """A message for a commit of the files that are chosen."""
    keys = (await asked(request)).get("paths")
    desk = desk_of(request)
    keys = [key for key in keys if isinstance(key, str)] if isinstance(keys, list) else []

    def work() -> str:
        return suggested(desk.words, _versions(desk, _repository(desk), keys[:MOST_OPEN]))

    return told({"message": await run_in_threadpool(work)})


async def make(request: Request) -> Response:
    """Commit the chosen files."""
    wanted = await asked(request)
    files, text = wanted.get("files"), wanted.get("message")
    desk = desk_of(request)
    if not isinstance(files, dict) or not isinstance(text, str) or not all(isinstance(v, str) for v in files.values()):
        raise Refusal(desk.words("Choose at least one file."))
    marks = {path_of(key): mark for key, mark in files.items()}
    done = await run_in_threadpool(commit, standing(desk.project.root), marks, text, desk.words)
    said = desk.words("Committed as {name}: {subject}").format(name=done.name, subject=done.subject)
    return told({"said": [said, *done.said.splitlines()]})


async def begin_history(request: Request) -> Response:
    """Begin the history of the collection: a repository, and its first commit."""
    desk = desk_of(request)
    return told({"said": await run_in_threadpool(begin, standing(desk.project.root), desk.words)})


async def settle(request: Request) -> Response:
    """Settle a conflict as it was chosen."""
    wanted = await asked(request)
    desk = desk_of(request)
    path, mark, whole = (wanted.get(name) for name in ("path", "mark", "whole"))
    choices = wanted.get("choices")
    if not (isinstance(path, str) and isinstance(mark, str)) or not isinstance(choices, dict):
        raise Refusal(desk.words("This file is in no conflict any more."))

    def work() -> list[str]:
        with desk.writing():
            chosen = {str(key): str(side) for key, side in choices.items()}
            inner, chosen_whole = path_of(path), whole if isinstance(whole, str) else ""
            repository = _repository(desk)
            return settle_conflict(desk.project, repository, inner, mark, chosen, chosen_whole, desk.begun())

    return told({"said": await run_in_threadpool(work)})


def _repository(desk: Desk) -> Repository:
    found = standing(desk.project.root)
    if not found.can_ask:
        raise Refusal(said_of(found, desk.words))
    return found


def _versions(desk: Desk, repository: Repository, keys: list[str]) -> list[Versions]:
    """Both versions of the files of these keys that differ."""
    wanted = {path_of(key) for key in keys}
    files = [one for one in changed(repository) if one.path in wanted and not is_private(one.path)]
    return [versions_of(desk.project, repository, one) for one in files]


ROUTES = [
    Route("/changes", show),
    Route("/changes/file", show_file),
    Route("/changes/conflict", show_conflict),
    Route("/api/changes/count", counted),
    Route("/api/changes/message", message, methods=["POST"]),
    Route("/api/changes/commit", make, methods=["POST"]),
    Route("/api/changes/begin", begin_history, methods=["POST"]),
    Route("/api/changes/conflict", settle, methods=["POST"]),
]
