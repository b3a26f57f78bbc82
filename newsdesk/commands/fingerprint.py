"""`fingerprint`: writes the evidence of an entry from the text of its article."""

import argparse
import sys
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from newsdesk.build import Project
from newsdesk.build.inputs.listing import all_files
from newsdesk.check import Draft
from newsdesk.check.rules.addresses import possible_copy, same_text
from newsdesk.check.rules.cited import UNSUPPORTED
from newsdesk.commands import FINE, PROBLEMS, article, article_told, cited, count, today, where
from newsdesk.evidence.cited.sentences import Hashed
from newsdesk.load import read_whole, real
from newsdesk.load.walking import File
from newsdesk.model import Evidence
from newsdesk.problems import Problem, UsageError, as_text, has_errors, tally
from newsdesk.store.evidence_writing import find_entry, fingerprint, forget

if TYPE_CHECKING:
    from newsdesk.build.examining import Examined

HELP = "write the evidence of an entry, or of a page that it cites"


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    where(parser)
    article(parser, is_needed=False)
    parser.add_argument(
        "--forget",
        action="store_true",
        help="needs no text: take out the hashes of what the entry no longer shows; without ENTRY everywhere",
    )
    cited.add_options(parser)


def run(project: Project, options: argparse.Namespace) -> int:
    """Write the evidence of an entry or of a page; it is dated by the day on which a person had the text."""
    if not options.entry:
        if options.forget and not options.reference:
            return cited.forget_everywhere(project)
        raise UsageError("Name an entry by its id or by the path of its file.")
    if options.reference:
        if options.forget:
            return cited.forget(project, options)
        return cited.run(project, options)
    if options.excerpt or options.language or options.anew:
        raise UsageError("--excerpt, --language and --anew are for a page: name its reference with --reference ID.")
    if options.forget == bool(options.text):
        raise UsageError("Name the text of the article, or write --forget.")
    path = find_entry(project.digests, options.entry)
    if options.forget:
        made, gone = forget(path, project.root, partial(_still, project, path))
        if gone:
            print(f"Took {count(gone, 'hash', 'hashes')} out of the evidence that nothing in our texts calls for now.")
            print(f"Wrote {path}: {_recorded(made)}.")
        else:
            print(f"There was nothing to forget: {path}: {_recorded(made)}.")
        return FINE
    text, told = article_told(Path(options.text))
    project.need_digests()
    listed = all_files(project)
    seen = cited.examined(project, _inner(project, path), listed=listed)
    draft = seen.draft
    looked_for = partial(_looked, draft, path, text)
    made, changed, problems = fingerprint(path, project.root, text, today(), looked_for, draft.official, told)
    sys.stdout.write(as_text(problems, project.door))
    what = "Wrote the evidence into" if changed else "The evidence is current in"
    print(f"{what} {path}: {made.words:,} words, {_recorded(made)}.")
    sys.stdout.write(as_text(_alike(project, path, listed, seen), project.door))
    if has_errors(problems):
        print(f"Not recorded, since the text does not bear it out: {tally(problems)}.", file=sys.stderr)
        return PROBLEMS
    return FINE


def _looked(draft: Draft, path: Path, text: str, evidence: Evidence) -> Hashed:
    """What is kept of figures, dates and names of all sentences that rest on the article."""
    from newsdesk.check.cited.comparing import article_hashed

    language = draft.ids[path.stem].keys["language"] if path.stem in draft.ids else "und"
    return article_hashed(draft, path.stem, evidence, text, language)


def _still(project: Project, path: Path, evidence: Evidence) -> Mapping[str, tuple[str, ...]]:
    """Which hashes of figures, dates and names sentences still call for; all of them where the entry has a fault."""
    from newsdesk.check.cited.comparing import kept_hashes

    draft = cited.examined(project, _inner(project, path)).draft
    return kept_hashes(draft, ("entry", path.stem), evidence) if path.stem in draft.ids else {}


def _inner(project: Project, path: Path) -> str:
    try:
        return real(path).relative_to(real(project.digests)).as_posix()
    except ValueError:
        raise UsageError(f"{path} does not lie in {project.digests}. Name an entry of this collection.") from None


def _alike(project: Project, path: Path, listed: tuple[list[File], list[OSError]], seen: "Examined") -> list[Problem]:
    """What only somebody who has the text can tell: which other articles have much of it, and what it does not have.

    `seen` is the look at the entry before its evidence was written.
    """
    rules = {rule.__name__.replace("_", "-") for rule in (same_text, possible_copy, *UNSUPPORTED)}
    inner = _inner(project, path)
    raw, (files, faults) = read_whole(path), listed
    if (found := cited.examined_again(project, inner, raw, seen)) is None:
        files = [replace(one, held=raw, _digest="") if "/".join(one.parts) == inner else one for one in files]
        found = cited.examined(project, inner, listed=(files, faults))
    return [problem for problem in found.problems if problem.rule in rules]


def _recorded(made: Evidence) -> str:
    return f"{count(len(made.names), 'name', 'names')} and {count(len(made.quotations), 'quotation', 'quotations')}"
