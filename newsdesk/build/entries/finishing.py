"""A draft is finished: it is checked, its evidence is written, and what was there for its writer alone goes."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial

from newsdesk.build.entries.changing import changes_of
from newsdesk.build.entries.looking import Looked, look
from newsdesk.build.project import Project
from newsdesk.check.cited.comparing import article_hashed
from newsdesk.check.reviewing.privacy import privately_named
from newsdesk.check.reviewing.signed import is_as_signed
from newsdesk.check.unfinished import says_draft
from newsdesk.load import parse, read_whole
from newsdesk.problems import COMMAND_LINE, Problem, Refusal, Severity, has_errors, tally
from newsdesk.store.editing import Document
from newsdesk.store.editing.drafted import Drafted, without_comments
from newsdesk.store.editing.formatting import formatted
from newsdesk.store.evidence_writing import as_yaml, evidence_for, replaced
from newsdesk.store.verbs import Done

# What says so, on a line of its own.
_STATUS = re.compile(r"^[\"']?status[\"']?[ \t]*:[^\r\n]*", re.MULTILINE)


def finish(project: Project, inner: str, day: date, begun: date | None = None) -> Done:
    """Finish an entry, by its path below the folder of the collection; `day` is that of its evidence.

    Refusal, with all that is missing and wrong, and nothing changed.
    """
    changes = changes_of(project)
    document = changes.document(project.digests / inner)
    drafted = without_comments(document.text)
    # Each line keeps its number, by which problems tell of it.
    blanked = _STATUS.sub("", drafted.blanked) if says_draft(document.get()) else drafted.blanked
    listed = changes.walked(project.digests)
    found = look(project, inner, begun, blanked, listed=listed)
    if has_errors(problems := tuple(map(_asked, found.problems))):
        raise Refusal(_missing(problems))
    if found.item is not None and found.item.record.withdrawn:
        raise Refusal(f"{found.name} is withdrawn, so there is nothing to finish. Nothing was changed.")
    said = [*_undrafted(document, drafted), *_with_evidence(document, found, day), *_laid_out(document)]
    said += _private(found)
    name = found.name
    has_none = found.text is None and document.get("evidence") is None
    following = [f"{COMMAND_LINE} fingerprint {name} TEXTFILE"] if has_none else []
    signed = _signed(found, document)
    if signed is True:
        said.append("It is signed, and says what was signed.")
    elif signed is False:
        said.append("It was changed after it was signed: the signature does not hold for what it says now.")
    next_ = (*following, *_reviewing(found, signed))
    if not document.is_changed:
        return Done((f"{name} is finished: there was nothing to change.", *said), next_, (), _left(found))
    written = tuple(changes.write())
    # What its evidence did not say it says now.
    text, seen = read_whole(project.digests / inner).decode(), found if len(written) == 1 else None
    now = look(project, inner, begun, text, listed=listed, seen=seen)
    return Done((f"Finished {name}.", *said), next_, written, _left(now))


def _asked(problem: Problem) -> Problem:
    """A problem as a draft is asked about it: its evidence is written now, so what that needs is no note any more."""
    is_due = problem.rule == "name-not-found" and problem.severity is Severity.NOTE
    return replace(problem, severity=Severity.ERROR) if is_due else problem


def _left(found: Looked) -> tuple[Problem, ...]:
    """What is still pointed out of an entry that has no error."""
    return tuple(problem for problem in found.problems if problem.severity is not Severity.NOTE)


def _signed(found: Looked, document: Document) -> bool | None:
    """Whether it says what was signed; None where nobody signed it, or the signature does not tell."""
    read, _ = parse(found.shown, document.text.encode())
    return is_as_signed(read.data) if read else None


def _reviewing(found: Looked, signed: bool | None) -> Iterator[str]:
    """The command that comes after finishing: that of a reader, or of the week where somebody has read it."""
    if signed:
        yield f"{COMMAND_LINE} week {found.inner.partition('/')[0]}"
        return
    anew = " --anew" if found.item and found.item.record.reviewed else ""
    yield f'{COMMAND_LINE} review {found.name} --by "NAME"{anew}'


def _undrafted(document: Document, drafted: Drafted) -> Iterator[str]:
    """Take out of a document what only its writer needed; says what that was."""
    if drafted.comments or drafted.offers:
        document.put(drafted.text)
        comments = f"{_count(drafted.comments, 'comment')} of the draft" if drafted.comments else ""
        offers = _count(drafted.offers, "source that it only offered", "sources that it only offered")
        yield f"Took out {' and '.join(filter(None, [comments, offers]))}."
    if says_draft(document.get()):
        document.remove(("status",))
        yield "Took out status: draft."


def _with_evidence(document: Document, found: Looked, day: date) -> Iterator[str]:
    """Put the evidence in that the captured text gives; says so, or that there is no text."""
    text, item = found.text, found.item
    if text is None or item is None:
        if document.get("evidence") is None:
            yield f"Its evidence is not written: captures/{found.name}.txt is not on this machine."
        return
    draft = found.found.draft
    looked_for = partial(article_hashed, draft, found.name, raw=text, language=item.keys["language"])
    old, made, problems = evidence_for(item.document, found.name, draft.official, text, day, looked_for)
    if has_errors(problems):
        raise Refusal(_missing(tuple(problems)))
    if made is not old:
        document.put(replaced(document.text, as_yaml(made)), but=("evidence",))
        yield (
            f"Wrote its evidence: {_count(made.words, 'word')}, {_count(len(made.names), 'name') or 'no names'} and"
            f" {_count(len(made.quotations), 'quotation') or 'no quotations'} were found in the article."
        )


def _laid_out(document: Document) -> Iterator[str]:
    """Lay an entry that has changed out as `format` does; says so where that is anything."""
    if not document.is_changed:
        return
    laid = formatted(document.shown, document.text)
    if laid.text != document.text:
        document.lay_out(laid.text)
        yield "Laid it out as other entries are."


def _private(found: Looked) -> Iterator[str]:
    """What an editor is asked before the name of a private person goes out."""
    if found.item is not None:
        for one in privately_named(found.found.draft, found.item.record):
            yield f"{one.question} {one.command}"


def _missing(problems: tuple[Problem, ...]) -> str:
    """All that is wrong with an entry, a line each, and in a sentence what is still to be written."""
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    lines = [f"{p.path}:{p.line}:{p.column}: {p.rule}: {p.sentence}" for p in errors]
    todo = _fields(errors, "todo")
    missing = _fields(errors, "missing-field") + _fields(errors, "empty-field")
    parts = [f"Still TODO: {', '.join(todo)}"] if todo else []
    parts += [f"Missing: {', '.join(missing)}"] if missing else []
    rest = [p for p in errors if p.rule not in ("todo", "missing-field", "empty-field")]
    parts += [f"To be mended: {tally(rest)}"] if rest else []
    return "\n".join([*lines, f"Nothing was changed. {'. '.join(parts)}."])


def _fields(problems: list[Problem], rule: str) -> list[str]:
    """The fields that problems of one rule are about, each once, as their messages name them."""
    return list(dict.fromkeys(p.message.split('"')[1] for p in problems if p.rule == rule and '"' in p.message))


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or f'{one}s'}" if number else ""
