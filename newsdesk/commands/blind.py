"""`review --blind`: a second reader codes the sources of an entry without seeing how they were coded."""

import argparse
import sys
from collections.abc import Iterable

from newsdesk.build import Project
from newsdesk.build.entries.looking import look
from newsdesk.commands import FINE, begun, count, today
from newsdesk.load import CODINGS, shown_path
from newsdesk.model import Author, Entry
from newsdesk.model.codings import ENOUGH, FIELDS, Code, Codings
from newsdesk.problems import COMMAND_LINE, Refusal, UsageError, has_errors
from newsdesk.store.codings.agreeing import agreed
from newsdesk.store.codings.forms import fault, filled, hand_out
from newsdesk.store.codings.sampling import sample
from newsdesk.store.codings.writing import known_codings, with_coding, write_codings
from newsdesk.store.history.authors import drafter_of, is_same_person

Sample = list[tuple[str, int]]


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of a second coding."""
    parser.add_argument(
        "--blind",
        action="store_true",
        help="code the sources of an entry for the second time, without seeing how they were coded; without ENTRY:"
        " show which entries chance has drawn for that",
    )
    parser.add_argument(
        "--code",
        action="append",
        metavar="N:CITED,IDENTIFIED,ACTOR",
        help="with --blind: the code of source N, such as 1:quoted,named,official; once for each, instead of the form",
    )


def run(project: Project, options: argparse.Namespace, inner: str | None, by: str | None) -> int:
    """Show the sample, hand out a form, or record what a second reader wrote; returns the exit code."""
    if inner is None:
        if options.code:
            raise UsageError("Name the entry whose sources --code is about.")
        return _show(project)
    if by is None:
        raise UsageError('Say who codes: --by "Your Name".')
    entry, drawn = _read(project, inner)
    codings = known_codings(project.digests)
    if known := codings.codings.get(entry.id):
        raise Refusal(f"{entry.id} was coded for the second time by {known.by} on {known.on}. Nothing was recorded.")
    if not entry.sources:
        raise Refusal(f"{entry.id} has no sources: there is nothing to code.")
    if entry.id not in dict(drawn):
        others = next((name for name, _ in drawn if name not in codings.codings), "")
        hint = f" Code {others}, the next one that is." if others else ""
        raise Refusal(f"{entry.id} is not in the sample that chance has drawn, which would not be one with it.{hint}")
    _need_another(project, inner, entry, by)
    form = project.captures / f"{entry.id}.coding.yaml"
    if options.code:
        codes = _codes(options.code, len(entry.sources))
    elif form.exists():
        codes = filled(form, project.root, entry, by)
    else:
        return _hand_out(project, entry, by)
    made = with_coding(codings, entry, by, today(), codes)
    write_codings(project.digests, made)
    form.unlink(missing_ok=True)
    done = made.codings[entry.id].sources
    same = [sum(getattr(one.first, field) == getattr(one.second, field) for one in done) for field in FIELDS]
    told = ", ".join(f"{field} {number} of {len(done)}" for field, number in zip(FIELDS, same, strict=True))
    print(f"Recorded {count(len(done), 'source', 'sources')} of {entry.id} by {by}. The same as in the entry: {told}.")
    _tell(project, made, drawn)
    return FINE


def _read(project: Project, inner: str) -> tuple[Entry, Sample]:
    found = look(project, inner, begun())
    if found.item is None or has_errors(found.problems):
        raise Refusal(f"{found.name} has errors, and is coded when it has none. Run: {COMMAND_LINE} check {found.name}")
    return found.item.record, _drawn(one.record for one in found.found.draft.entries)


def _drawn(entries: Iterable[Entry]) -> Sample:
    return sample((entry.id, len(entry.sources)) for entry in entries if not entry.withdrawn)


def _need_another(project: Project, inner: str, entry: Entry, by: str) -> None:
    drafter = drafter_of(project.digests / inner)
    if is_same_person(by, drafter) and entry.drafted_by is not Author.MACHINE:
        raise Refusal(f"{drafter} wrote {entry.id}, by git: the second reader has to be somebody else.")


def _codes(given: list[str], sources: int) -> list[Code]:
    """The codes of the options, source by source; UsageError with all that is wrong."""
    found, faults = dict[int, Code](), list[str]()
    for text in given:
        number, _, rest = text.partition(":")
        values = [value.strip() for value in rest.split(",")]
        if not number.strip().isdecimal() or len(values) != len(FIELDS):
            faults.append(f"--code {text}: write it like 1:quoted,named,official.")
            continue
        at = int(number)
        wrong = [fault(field, value) for field, value in zip(FIELDS, values, strict=True)]
        if not 1 <= at <= sources:
            wrong.append(f"The entry has {count(sources, 'source', 'sources')}.")
        if at in found:
            wrong.append("It was coded already.")
        faults += [f"--code {text}: {said}" for said in wrong if said]
        if not any(wrong):
            found[at] = Code.model_validate(dict(zip(FIELDS, values, strict=True)))
    left = [str(at) for at in range(1, sources + 1) if at not in found]
    if left and not faults:
        faults.append(f"--code is missing for source {', '.join(left)}.")
    if faults:
        raise UsageError("\n".join(faults))
    return [found[at] for at in range(1, sources + 1)]


def _hand_out(project: Project, entry: Entry, by: str) -> int:
    form = project.captures / f"{entry.id}.coding.yaml"
    hand_out(form, entry, by, project.door)
    text = project.captures / f"{entry.id}.txt"
    where = shown_path(text, project.root) if text.is_file() else entry.url or "the article"
    print(f"Wrote the form {shown_path(form, project.root)}. Read {where}, fill it in, and run the same again.")
    return FINE


def _show(project: Project) -> int:
    from newsdesk.build import examine

    outcome = examine(project, begun=begun())
    if outcome.collection is None:
        raise Refusal(f"The collection has errors. Run: {COMMAND_LINE} check")
    drawn = _drawn(outcome.collection.entries)
    codings = known_codings(project.digests)
    fresh = agreed(codings)
    if fresh != codings and write_codings(project.digests, fresh):
        print(f"The agreement is worked out anew in {CODINGS}.")
    for name, sources in drawn:
        known = fresh.codings.get(name)
        by = f": {known.by}, {known.on}" if known else ""
        print(f"  {name} ({count(sources, 'source', 'sources')}){by}")
    _tell(project, fresh, drawn)
    return FINE


def _tell(project: Project, codings: Codings, drawn: Sample) -> None:
    """How far the sample is coded, what came of it, and the next command."""
    done = len(codings.pairs)
    print(f"{count(done, 'source', 'sources')} coded twice.", end=" ")
    if agreement := codings.agreement:
        told = (f"{field} {getattr(agreement, field).alpha or 'not defined'}" for field in FIELDS)
        print(f"Krippendorff's alpha: {', '.join(told)}.")
    else:
        print(f"From {ENOUGH} on, the page about the collection says how far both readers agree.")
    if following := next((name for name, _ in drawn if name not in codings.codings), None):
        sys.stdout.write(project.door.fill(f'Next: {COMMAND_LINE} review {following} --blind --by "NAME"\n'))
