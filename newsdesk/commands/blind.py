"""`review --blind`: a second reader codes the sources of an entry without seeing how they were coded."""

import argparse
from functools import partial

from newsdesk.build import Project
from newsdesk.commands import begun, count, print_done, today
from newsdesk.model.codings import FIELDS, Code
from newsdesk.problems import COMMAND_LINE, Refusal, UsageError, has_errors
from newsdesk.store.codings.forms import fault


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
    # Imported here: most reviews are no second codings.
    from newsdesk.build.entries.coding import code, overview
    from newsdesk.build.lately.some import examine_all

    if inner is None:
        if options.code:
            raise UsageError("Name the entry whose sources --code is about.")
        found = examine_all(project, begun())
        if found.settings is None or has_errors(found.problems):
            raise Refusal(f"The collection has errors. Run: {COMMAND_LINE} check")
        return print_done(project, overview(project, found.draft.entries))
    if by is None:
        raise UsageError('Say who codes: --by "Your Name".')
    codes = partial(_codes, options.code) if options.code else None
    return print_done(project, code(project, inner, by, today(), begun(), codes))


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
