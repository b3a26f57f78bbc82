"""Settles a conflict: what was chosen comes in; the file is made whole, checked, written, and told to git."""

import os
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from newsdesk.build import Project
from newsdesk.build.settling import judged
from newsdesk.check.unfinished import is_waiting
from newsdesk.desk.git.changed import How
from newsdesk.desk.git.conflict import OURS, THEIRS, Conflict, Field, conflict_of
from newsdesk.desk.git.fields import ABSENT, values_of
from newsdesk.desk.git.marked import sides_of
from newsdesk.desk.git.standing import Repository
from newsdesk.load import DIGEST_FILE, is_plain
from newsdesk.load.ordinary import digest_of
from newsdesk.load.places import is_record_file
from newsdesk.problems import Refusal, has_errors
from newsdesk.store.editing import Changes, Document
from newsdesk.store.files import replace
from newsdesk.store.history import complaint, git
from newsdesk.store.verbs.published.targets import Out

BOTH, DISK, GONE = "both", "disk", "gone"
"""Beside one of the sides: the lines of both, the file as it stands on the disk, and no file."""


def settle_conflict(
    project: Project,
    repository: Repository,
    path: str,
    mark: str,
    choices: Mapping[str, str],
    whole: str,
    begun: date | None,
) -> list[str]:
    """Write a file in a conflict as it was chosen, and tell git; returns what was done, a sentence each.

    `choices` are sides by the `key` of a field, `whole` instead a side for all of the file, or `both`, `disk`, `gone`.
    `mark` is `mark_of_disk` of what the page showed. Refusal, and nothing written, where the file was changed since, a
    choice is missing, or the check finds an error that was not there before.
    """
    found = conflict_of(project, repository, path)
    shown = found.file.shown
    if mark_of_disk(found) != mark:
        raise Refusal(f"{shown} was changed since this page showed it. Reload the page, and look at it.")
    raw = _whole(found, whole) if whole else _by_fields(found, choices)
    if raw is not None and sides_of(raw) is not None:
        raise Refusal(f"{shown} still holds the marks of a conflict. Choose a side, or take them out by hand.")
    _refuse_errors(project, found, raw, begun)
    _write(repository, found, raw)
    done = [f"{shown} is gone." if raw is None else f"{shown} is written."]
    if found.file.how is How.CONFLICT:
        _stage(repository, found, is_gone=raw is None)
        done.append(f"git knows that {shown} is settled.")
    return done


def mark_of_disk(found: Conflict) -> str:
    """What tells whether the file is still as it was shown; "" where it is not there."""
    return "" if found.disk is None else digest_of(found.disk)


def _whole(found: Conflict, whole: str) -> bytes | None:
    """All of the file, from one side."""
    sides = {OURS: found.ours, THEIRS: found.theirs, DISK: found.disk, GONE: None, BOTH: _lines_of_both(found)}
    is_possible = whole in sides and (sides[whole] is not None or (whole == GONE and found.is_gone))
    if not is_possible or (whole == BOTH and not found.only_grows):
        raise Refusal(f"{found.file.shown} has no such side. Reload the page, and choose again.")
    raw = sides[whole]
    return raw if raw is None or whole == DISK else _ended(found, raw)


def _lines_of_both(found: Conflict) -> bytes | None:
    """The lines of both sides, sorted, behind the comments of the first: for lists of which nothing ever goes."""
    if found.ours is None or found.theirs is None:
        return None
    heads = [line for line in found.ours.splitlines() if line.startswith(b"#")]
    heads += [line for line in found.theirs.splitlines() if line.startswith(b"#") and line not in heads]
    rest = {line for side in (found.ours, found.theirs) for line in side.splitlines() if line[:1] not in (b"#", b"")}
    return b"".join(line + b"\n" for line in (*heads, *sorted(rest)))


def _by_fields(found: Conflict, choices: Mapping[str, str]) -> bytes:
    """The first side with what was chosen of the second; where that cannot be written, the other way round."""
    if not found.is_of_fields or found.ours is None or found.theirs is None:
        raise Refusal(f"{found.file.shown} cannot be read field by field. Choose one of its sides as a whole.")
    missing = [one.name for one in found.fields if choices.get(one.key) not in (OURS, THEIRS)]
    if missing:
        raise Refusal(f"Choose a value for {', '.join(missing)}.")
    try:
        return _taken(found, found.ours, choices, THEIRS, lambda one: one.theirs)
    except Refusal:
        return _taken(found, found.theirs, choices, OURS, lambda one: one.ours)


def _taken(
    found: Conflict, raw: bytes, choices: Mapping[str, str], side: str, value: Callable[[Field], object]
) -> bytes:
    document = Document(Path(found.file.path), _ended(found, raw), found.file.shown)
    for one in found.fields:
        if choices[one.key] != side:
            continue
        if value(one) is ABSENT:
            document.remove(one.at)
        else:
            document.set(one.at, value(one))
    return document.text.encode()


def _ended(found: Conflict, raw: bytes) -> bytes:
    """A side with the line ends that the file has: git may keep others than stand on the disk."""
    if found.disk is None or b"\0" in raw:
        return raw
    ends = b"\r\n" if b"\r\n" in found.disk else b"\n"
    return raw.replace(b"\r\n", b"\n").replace(b"\n", ends)


def _refuse_errors(project: Project, found: Conflict, raw: bytes | None, begun: date | None) -> None:
    if not (found.inner and (is_record_file(found.inner.split("/")) or is_plain(found.inner))):
        return
    try:
        text = None if raw is None else raw.decode("utf-8")
    except UnicodeDecodeError as error:
        where = f"{found.file.shown} is not UTF-8 on this side (byte {error.start + 1})"
        raise Refusal(f"{where}. Take the other.") from None
    brought, _ = judged(project, {project.digests / found.inner: text}, begun)
    # What a draft lacks hinders nobody: it is a draft on both sides.
    if _is_draft(project, found, raw):
        brought = [problem for problem in brought if problem.path != found.file.shown]
    if has_errors(brought):
        lines = [f"{p.path}:{p.line}:{p.column}: {p.rule}: {p.sentence}" for p in brought if has_errors([p])]
        raise Refusal("\n".join([*lines, "Nothing was written."]))


def _is_draft(project: Project, found: Conflict, raw: bytes | None) -> bool:
    """Whether an entry is unfinished, and has never gone out."""
    values = values_of(found.file.shown, raw)
    if "/" not in found.inner or found.inner.endswith(f"/{DIGEST_FILE}") or values is None or not is_waiting(values):
        return False
    return not Out(Changes(project.root), project.digests).has_entry(found.inner)


def _write(repository: Repository, found: Conflict, raw: bytes | None) -> None:
    path = repository.root / found.file.path
    if path.is_symlink():
        raise Refusal(f"{found.file.shown} is a link, and nothing is written through it. Settle it in a terminal.")
    if raw is None:
        path.unlink(missing_ok=True)
    elif raw != found.disk:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace(path, raw)


def _stage(repository: Repository, found: Conflict, *, is_gone: bool) -> None:
    verb = ["rm", "--cached", "--quiet"] if is_gone else ["add"]
    fed = os.fsencode(f"{found.file.path}\0")
    done = git(repository.root, "--literal-pathspecs", *verb, "--pathspec-from-file=-", "--pathspec-file-nul", feed=fed)
    if done.returncode:
        said = complaint(done)
        raise Refusal(f"{found.file.shown} is written as you chose, but git was not told: it says: {said}")
