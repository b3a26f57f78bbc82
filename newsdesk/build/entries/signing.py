"""Whoever has read an entry against what it rests on signs it."""

from datetime import date
from pathlib import Path

from newsdesk.build.entries.changing import changes_of
from newsdesk.build.entries.looking import Looked
from newsdesk.build.project import Project
from newsdesk.check.parts import part_of
from newsdesk.check.reviewing.signed import is_as_signed, signed_digest
from newsdesk.check.telling import problem_of
from newsdesk.load import parse
from newsdesk.model import Author
from newsdesk.model.placeholders import no_answer
from newsdesk.problems import COMMAND_LINE, Refusal, Severity, has_errors, tally
from newsdesk.store.history.authors import drafter_of, is_same_person, user_name
from newsdesk.store.verbs import Done


def signer(root: Path, by: str | None) -> str:
    """Who signs: who is named, or whom git knows here; Refusal where that is nobody, or no person."""
    name = " ".join((user_name(root) or "").split()) if by is None else " ".join(by.split())
    if not name:
        raise Refusal('Nobody is named who signs: add --by "Your Name", or tell git with git config user.name.')
    if (why := no_answer(name)) or name.casefold() in {str(author) for author in Author}:
        raise Refusal(f"--by {why or f'is no person: {name}'}. A person signs, by name.")
    return name


def sign(project: Project, found: Looked, by: str, day: date, *, anew: bool = False) -> Done:
    """Sign an entry as it was looked at; `anew` puts the signature in the place of an earlier one.

    Refusal, and nothing changed, where it is not finished, has errors, was signed before or changed since.
    """
    path = project.digests / found.inner
    changes = changes_of(project)
    document = changes.document(path)
    item = found.item
    if has_errors(found.problems) or item is None:
        errors = tally([p for p in found.problems if p.severity is Severity.ERROR])
        hint = f"Run: {COMMAND_LINE} {'finish' if found.is_draft else 'check'} {found.name}"
        raise Refusal(f"Nothing was signed: {found.name} has {errors}. {hint}")
    if item.document.text != document.text.removeprefix("\ufeff"):
        raise Refusal(f"{found.shown} was changed meanwhile. Nothing was signed: look at it again.")
    entry, said = item.record, list[str]()
    if entry.withdrawn:
        raise Refusal(f"{found.name} is withdrawn. Nothing was signed.")
    if (old := entry.reviewed) and not anew:
        if is_same_person(by, old.by) and old.on == day and is_as_signed(item.document.data) is not False:
            return Done((f"{old.by} has signed {found.name} today already. Nothing was changed.",), _next(entry.week))
        raise Refusal(f"{old.by} signed {found.name} on {old.on}. To sign in that place add --anew.")
    document.set(("reviewed",), {"by": by, "on": day.isoformat(), "of": signed_digest(item.document.data)})
    _need_clean(found, document.text)
    said.append(f"Signed {found.name}: {by}, {day}." + (f" Before: {old.by}, {old.on}." if old else ""))
    drafter = drafter_of(path)
    if is_same_person(by, drafter):
        what = "also put it there, by git" if entry.drafted_by is Author.MACHINE else "also wrote it, by git"
        said.append(f"{by} {what}: a second pair of eyes sees more, so ask somebody else to read it too.")
    if warnings := [p for p in found.problems if p.severity is Severity.WARNING]:
        said.append(f"It was signed with {tally(warnings)}: see above.")
    return Done(tuple(said), _next(entry.week), tuple(changes.write()))


def _next(week: str) -> tuple[str, ...]:
    return (f"{COMMAND_LINE} week {week}",)


def _need_clean(found: Looked, text: str) -> None:
    """Refuse what the signature itself gets wrong, which is known from the file alone."""
    document, problems = parse(found.shown, text.encode())
    if document:
        part, _ = part_of(found.inner, document, leaves_out=True)
        problems = [*problems, *(problem_of(found.shown, said) for said in part["problems"])]
    if has_errors(problems):
        first = next(problem for problem in problems if problem.severity is Severity.ERROR)
        raise Refusal(f"Nothing was signed: {first.sentence}")
