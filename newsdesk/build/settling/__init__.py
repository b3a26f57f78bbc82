"""Changes of a verb, checked as the check would find them on the disk, and written where they bring no error."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from newsdesk.build.archive import Archive
from newsdesk.build.cache import Cache
from newsdesk.build.examining import without_collector
from newsdesk.build.inputs.itself import digest_of_program
from newsdesk.build.project import Project
from newsdesk.check import Drafts, check
from newsdesk.load import DIGEST_FILE, REGISTERS, Tree, real, shown_path
from newsdesk.load.ordinary import walk
from newsdesk.model.notes import weighed
from newsdesk.problems import Problem, Refusal, Severity, has_errors, in_order
from newsdesk.store.captured.texts import Captures
from newsdesk.store.editing import Changes
from newsdesk.store.maintained import read_settings
from newsdesk.store.verbs import Done


def settle(
    project: Project, changes: Changes, done: Done, begun: date | None = None, *, adds_records: bool = False
) -> Done:
    """Write the changes of a verb; returns what was done, with the files and what the check says of them.

    Refusal, with each error that the changes bring, and nothing written. Errors that stood there before stop nothing.
    `begun` is the last day that has begun: what is dated later lies in the future. With `adds_records` nothing is done
    but to add records to registers: no entry can have come to be wrong, so that none is read.
    """
    texts = changes.texts()
    brought, left = judged(project, texts, begun, moved=changes.moved(), only_registers=adds_records)
    if has_errors(brought):
        lines = [f"{p.path}:{p.line}:{p.column}: {p.rule}: {p.sentence}" for p in brought if has_errors([p])]
        raise Refusal("\n".join([*lines, "Nothing was written."]))
    return replace(done, changed=tuple(changes.write()), left=tuple(in_order([*left, *brought])))


@without_collector()
def judged(
    project: Project,
    texts: Mapping[Path, str | None],
    begun: date | None = None,
    moved: Mapping[Path, Path] | None = None,
    *,
    only_registers: bool = False,
) -> tuple[list[Problem], list[Problem]]:
    """The problems that texts would bring, and those that they leave, of the files that they would stand in.

    `texts` are what would stand on the disk, None where nothing would; `moved` tells where a file stood before.
    One entry alone is judged as `check ENTRY` judges it, finished or not; anything else as a check of everything, or
    of the registers alone.
    """
    project.need_digests()
    inners = {inner: text for path, text in texts.items() if (inner := _inner(project, path))}
    if not inners:
        return [], []
    with Cache(project.cache, digest_of_program()) as cache:
        listed = walk(project.digests, is_deep=not only_registers)
        if only_registers:
            own = {f"{register}.yaml" for register in REGISTERS}
            listed = [file for file in listed[0] if file.parts[0] in own], listed[1]
        tree = Tree.of(*listed, shown_path(project.digests, project.root), project.root)
        archive = Archive(tree, cache)
        before = {inner: tree.raws.get(inner) for inner in inners}
        there = {inner for inner in inners if inner in tree.raws}
        names = list(inners)
        is_entry = len(names) == 1 and "/" in names[0] and not names[0].endswith(f"/{DIGEST_FILE}")
        only = names[0] if is_entry and inners[names[0]] is not None else None
        _put(archive, {inner: None if text is None else text.encode() for inner, text in inners.items()})
        if only_registers:
            # Which entries there are is not known: none is missing.
            archive.documents["entries"] = None
        after = _problems(project, tree, archive, begun, only)
        archive.keep()
        if not after:
            return [], []
        _put(archive, {inner: raw if inner in there else None for inner, raw in before.items()})
        known = Counter(map(_mark, _problems(project, tree, archive, begun, only)))
    stood = {_shown(project, new): _shown(project, old) for new, old in (moved or {}).items()}
    brought, left, ours = [], [], {tree.shown(inner) for inner in inners}
    for problem in after:
        mark = _mark(replace(problem, path=stood.get(problem.path, problem.path)))
        known[mark] -= 1
        if known[mark] < 0:
            brought.append(problem)
        elif problem.path in ours:
            left.append(problem)
    return in_order(brought), in_order(left)


def _problems(project: Project, tree: Tree, archive: Archive, begun: date | None, only: str | None) -> list[Problem]:
    """Errors and warnings, of one entry or of everything."""
    settings, _ = read_settings(project.config, project.root)
    documents = archive.documents
    drafts = Drafts(broken=tree.broken_drafts(documents), wanted=only)
    language = settings.language if settings else "en"
    captures = Captures(project.captures)
    _, found = check(
        documents, texts=captures, begun=begun, drafts=drafts, kept=archive.kept, only=only, language=language
    )
    problems = weighed([*archive.problems, *found], settings.extra.severities if settings else {})
    own = tree.shown(only) if only else ""
    return [p for p in problems if p.severity is not Severity.NOTE and p.path in (own or p.path)]


def _put(archive: Archive, raws: Mapping[str, bytes | None]) -> None:
    for inner, raw in raws.items():
        if raw is None:
            archive.without(inner)
        else:
            archive.again(inner, raw)


def _mark(problem: Problem) -> tuple[str, str, str]:
    """What tells a problem from others, wherever its line has gone."""
    return problem.path, problem.rule, problem.message


def _inner(project: Project, path: Path) -> str:
    """The path of a file below the folder of the collection; "" for one that lies elsewhere."""
    place, top = real(path), real(project.digests)
    return place.relative_to(top).as_posix() if place.is_relative_to(top) else ""


def _shown(project: Project, path: Path) -> str:
    return shown_path(path, project.root)
