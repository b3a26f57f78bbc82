"""Sources are coded a second time: an entry and a second reader come in, a form or what was recorded goes out."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from newsdesk.build.entries.looking import look
from newsdesk.build.entries.signing import signer
from newsdesk.build.inputs.listing import all_files
from newsdesk.build.lately.some import examine_all
from newsdesk.build.project import Project
from newsdesk.check.draft import Item
from newsdesk.load import CODINGS, shown_path
from newsdesk.model import Author, Entry
from newsdesk.model.codings import ENOUGH, FIELDS, Code, Codings
from newsdesk.model.glance import at_a_glance
from newsdesk.problems import COMMAND_LINE, Refusal, has_errors
from newsdesk.store.codings.agreeing import agreed
from newsdesk.store.codings.forms import filled, hand_out
from newsdesk.store.codings.sampling import sample
from newsdesk.store.codings.writing import known_codings, with_coding, write_codings
from newsdesk.store.history.authors import drafter_of, is_same_person
from newsdesk.store.verbs import Done

Sample = list[tuple[str, int]]
"""Ids of entries with the number of their sources."""


def drawn(entries: Iterable[Item[Entry]]) -> Sample:
    """The entries among some that chance has drawn to be coded a second time."""
    known = ((item.keys["id"], at_a_glance(item.keys["little"])) for item in entries)
    return sample((name, one.sources) for name, one in known if not one.is_withdrawn)


def code(
    project: Project,
    inner: str,
    by: str,
    day: date,
    begun: date | None = None,
    codes: Callable[[int], list[Code]] | None = None,
) -> Done:
    """Record what a second reader makes of the sources of an entry, by its path below the folder of the collection.

    `codes` gives their codes, for so many sources. Without it they stand in a form, which is handed out by the first
    call and read by the second. Refusal, and nothing recorded, where the entry was coded twice, has errors, is not in
    the sample, or was written by the same person.
    """
    by = signer(project.root, by)
    project.need_digests()
    found = look(project, inner, begun, listed=(listed := all_files(project)))
    if found.item is None or has_errors(found.problems):
        verb = "finish" if found.is_draft else "check"
        raise Refusal(
            f"{found.name} has errors, and is coded when it has none. Run: {COMMAND_LINE} {verb} {found.name}"
        )
    entry, chosen = found.item.record, drawn(examine_all(project, begun, listed).draft.entries)
    codings = known_codings(project.digests)
    _need_codable(entry, codings, chosen)
    drafter = drafter_of(project.digests / inner)
    if is_same_person(by, drafter) and entry.drafted_by is not Author.MACHINE:
        raise Refusal(f"{drafter} wrote {entry.id}, by git: the second reader has to be somebody else.")
    form = project.captures / f"{entry.id}.coding.yaml"
    if codes is None and not form.exists():
        hand_out(form, entry, by, project.door)
        text = project.captures / f"{entry.id}.txt"
        where = shown_path(text, project.root) if text.is_file() else entry.url or "the article"
        again = f'{COMMAND_LINE} review {entry.id} --blind --by "{by}"'
        return Done((f"Read {where}, and fill in the form.",), (again,), (form,))
    made = codes(len(entry.sources)) if codes else filled(form, project.root, entry, by)
    codings = with_coding(codings, entry, by, day, made)
    write_codings(project.digests, codings)
    form.unlink(missing_ok=True)
    return Done(
        (_recorded(codings, entry, by), standing(codings)), _next(codings, chosen), (project.digests / CODINGS,)
    )


def standing(codings: Codings) -> str:
    """How many sources are coded twice, and how far both readers agree."""
    done = len(codings.pairs)
    said = f"{done} {'source' if done == 1 else 'sources'} coded twice."
    if agreement := codings.agreement:
        told = (f"{field} {getattr(agreement, field).alpha or 'not defined'}" for field in FIELDS)
        return f"{said} Krippendorff's alpha: {', '.join(told)}."
    return f"{said} From {ENOUGH} on, the page about the collection says how far both readers agree."


def overview(project: Project, entries: Iterable[Item[Entry]]) -> Done:
    """The sample, who has coded what of it, and the agreement, worked out anew where a merge has made it another."""
    chosen, codings = drawn(entries), known_codings(project.digests)
    fresh, changed = agreed(codings), tuple[Path, ...]()
    if fresh != codings and write_codings(project.digests, fresh):
        changed = (project.digests / CODINGS,)
    lines = []
    for name, sources in chosen:
        known = fresh.codings.get(name)
        by = f": {known.by}, {known.on}" if known else ""
        lines.append(f"  {name} ({sources} {'source' if sources == 1 else 'sources'}){by}")
    return Done((*lines, standing(fresh)), _next(fresh, chosen), changed)


def _need_codable(entry: Entry, codings: Codings, chosen: Sample) -> None:
    if known := codings.codings.get(entry.id):
        raise Refusal(f"{entry.id} was coded for the second time by {known.by} on {known.on}. Nothing was recorded.")
    if not entry.sources:
        raise Refusal(f"{entry.id} has no sources: there is nothing to code.")
    if entry.id not in dict(chosen):
        others = next((name for name, _ in chosen if name not in codings.codings), "")
        hint = f" Code {others}, the next one that is." if others else ""
        raise Refusal(f"{entry.id} is not in the sample that chance has drawn, which would not be one with it.{hint}")


def _recorded(codings: Codings, entry: Entry, by: str) -> str:
    done = codings.codings[entry.id].sources
    same = [sum(getattr(one.first, field) == getattr(one.second, field) for one in done) for field in FIELDS]
    told = ", ".join(f"{field} {number} of {len(done)}" for field, number in zip(FIELDS, same, strict=True))
    sources = f"{len(done)} {'source' if len(done) == 1 else 'sources'}"
    return f"Recorded {sources} of {entry.id} by {by}. The same as in the entry: {told}."


def _next(codings: Codings, chosen: Sample) -> tuple[str, ...]:
    following = next((name for name, _ in chosen if name not in codings.codings), None)
    return (f'{COMMAND_LINE} review {following} --blind --by "NAME"',) if following else ()
