"""Changes of a verb, checked as the check would find them on the disk, and written where they bring no error."""

from collections import Counter
from collections.abc import Mapping, Set
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

from newsdesk.build.archive import Archive
from newsdesk.build.cache import Cache
from newsdesk.build.entries.near import Near
from newsdesk.build.examining import without_collector
from newsdesk.build.inputs.itself import digest_of_program
from newsdesk.build.lately.light import keep_look, own_of
from newsdesk.build.lately.whole import Beside, last
from newsdesk.build.project import Project
from newsdesk.check import Draft, Drafts, check
from newsdesk.check.cited.carried import Called
from newsdesk.check.near.others import Others, Wider
from newsdesk.check.near.ties import naming
from newsdesk.load import CODINGS, DIGEST_FILE, LOOKS, MOVED, REGISTERS, Tree, real, shown_path
from newsdesk.load.walking import File, walk
from newsdesk.model.notes import weighed
from newsdesk.problems import Problem, Refusal, Severity, has_errors, in_order
from newsdesk.store.captured.texts import Captures
from newsdesk.store.editing import Changes
from newsdesk.store.maintained import read_settings
from newsdesk.store.verbs import Done

Raws = Mapping[str, tuple[bool, bytes | None]]
"""Of files, by their paths below the folder of the collection: whether they are there, and what can be read of them."""
# Files beside the weeks that say nothing of the records of others.
_ALONE = (MOVED, CODINGS)
# Rules on what nothing rests on any more: they look at all records.
_OF_ALL = frozenset({"name-leftover", "token-leftover", "uncited-page"})
# Rules on what is known by the ids of records: another id is a matter of whatever has their names, by whatever way.
_OF_NAMES = frozenset({"not-comparable", "unsupported-date", "unsupported-figure", "unsupported-name"})

DOUBTED = frozenset({"not-as-printed"})
"""Rules whose notes whoever corrects is told: readers would read the correction of the correction."""


def settle(
    project: Project,
    changes: Changes,
    done: Done,
    begun: date | None = None,
    *,
    adds_records: bool = False,
    renamed: Called | None = None,
    noted: Set[str] = frozenset(),
) -> Done:
    """Write the changes of a verb; returns what was done, with the files and what the check says of them.

    Refusal, with each error that the changes bring, and nothing written. Errors that stood there before stop nothing.
    `begun` is the last day that has begun: what is dated later lies in the future. With `adds_records` nothing is done
    but to add records to registers: no entry can have come to be wrong, so that none is read. Notes are told of the
    rules `noted` alone.
    """
    texts = changes.texts()
    listed = None if adds_records else changes.walked(project.digests)
    moved = changes.moved()
    brought, left = judged(
        project,
        texts,
        begun,
        moved,
        only_registers=adds_records,
        listed=listed,
        renamed=renamed,
        noted=noted,
        keeps=True,
    )
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
    listed: tuple[list[File], list[OSError]] | None = None,
    renamed: Called | None = None,
    noted: Set[str] = frozenset(),
    keeps: bool = False,
) -> tuple[list[Problem], list[Problem]]:
    """The problems that texts would bring, and those that they leave, of the files that they would stand in.

    `texts` are what would stand on the disk, None where nothing would; `moved` tells where a file stood before.
    `listed` is what `walk` found, where the files have been read already. With `renamed`, texts differ in nothing but
    the id of a record. Notes are left out, but for those of the rules `noted`.
    With `keeps` the texts are about to be written: what a look at everything finds is kept for the next one.
    One entry alone is judged as `check ENTRY` judges it, finished or not; anything else as a check of everything, or
    of the registers alone.
    """
    project.need_digests()
    inners = {inner: text for path, text in texts.items() if (inner := _inner(project, path))}
    if not inners:
        return [], []
    with Cache(project.cache, digest_of_program()) as cache:
        listed = listed or walk(project.digests, is_deep=not only_registers)
        if only_registers:
            own = {f"{register}.yaml" for register in REGISTERS}
            listed = [file for file in listed[0] if file.parts[0] in own], listed[1]
        judging = _Judging(project, listed, cache, inners, begun, renamed, noted, keeps)
        after, known = judging.of_registers() if only_registers else judging.of_all()
    if not after:
        return [], []
    base = shown_path(project.digests, project.root)
    stood = {_shown(project, new): _shown(project, old) for new, old in (moved or {}).items()}
    brought, left, ours = [], [], {Tree(base).shown(inner) for inner in inners}
    for problem in after:
        mark = _mark(replace(problem, path=stood.get(problem.path, problem.path)))
        known[mark] -= 1
        if known[mark] < 0:
            brought.append(problem)
        elif problem.path in ours:
            left.append(problem)
    return in_order(brought), in_order(left)


class _Judging:
    """A check of a collection as it would be, and of the same as it is."""

    def __init__(
        self,
        project: Project,
        listed: tuple[list[File], list[OSError]],
        cache: Cache,
        inners: Mapping[str, str | None],
        begun: date | None,
        renamed: Called | None,
        noted: Set[str],
        keeps: bool,
    ) -> None:
        self._project, self._listed, self._cache, self._begun = project, listed, cache, begun
        self._noted, self._keeps = noted, keeps
        self._renamed = renamed if renamed and f"{renamed.kind}.yaml" in inners else None
        self._after = {inner: None if text is None else text.encode() for inner, text in inners.items()}
        self._settings, _ = read_settings(project.config, project.root)
        first = next(iter(inners))
        is_entry = len(inners) == 1 and "/" in first and not first.endswith(f"/{DIGEST_FILE}")
        self._only = first if is_entry and inners[first] is not None else None

    def of_registers(self) -> tuple[list[Problem], Counter[tuple[str, str, str]]]:
        """The problems afterwards, and those before, counted by what tells them apart, of registers alone."""
        self._cache.asks_for_few()
        tree = self._tree()
        archive = Archive(tree, self._cache)
        before = self._put(tree, archive)
        # Which entries there are is not known: none is missing.
        archive.documents["entries"] = None
        return self._both(tree, archive, before)

    def of_all(self) -> tuple[list[Problem], Counter[tuple[str, str, str]]]:
        """The same of everything that the changes have to do with, or of one entry alone."""
        if self._are_near():
            with suppress(Wider):
                near = Near(tree := self._tree(), self._cache)
                concerned = {inner: [near.ties.get(inner)] for inner in (*self._after, *self._naming(near))}
                before = self._put(tree, near.archive)
                for inner, raw in self._after.items():
                    concerned[inner] += [near.archive.tie(inner)] if raw is not None else []
                others = near.take(concerned, Captures(self._project.captures))
                return self._both(tree, near.archive, before, others)
        if self._only is not None:
            archive = Archive(tree := self._tree(), self._cache)
            return self._both(tree, archive, self._put(tree, archive))
        beside = Beside.of(self._project)  # before files are read: what changes meanwhile is seen next time
        archive, last_look = Archive(tree := self._tree(), self._cache), last(self._cache, beside, self._begun)
        is_known = last_look and (last_look.files, last_look.texts) == (tree.digests, beside.texts)
        stood = self._told(tree, [*tree.problems, *last_look.problems]) if last_look and is_known else None
        return self._both(tree, archive, self._put(tree, archive), beside=beside, stood=stood)

    def _tree(self) -> Tree:
        return Tree.of(*self._listed, shown_path(self._project.digests, self._project.root), self._project.root)

    def _put(self, tree: Tree, archive: Archive) -> Raws:
        """Put in what would stand there; returns what does."""
        before: Raws = {n: (True, tree.raws.read(n)) if n in tree.raws else (False, None) for n in self._after}
        _put(archive, {inner: (raw is not None, raw) for inner, raw in self._after.items()})
        return before

    def _are_near(self) -> bool:
        """Whether what changes has to do with a few files alone: a register has with all that name its records."""
        raised = self._settings.extra.severities.keys() if self._settings else frozenset()
        alone = {*_ALONE, LOOKS, *(f"{name}.yaml" for name in REGISTERS)} if self._renamed else _ALONE
        if not all("/" in inner or inner in alone for inner in self._after):
            return False
        return self._only is not None or raised.isdisjoint(_OF_ALL | _OF_NAMES if self._renamed else _OF_ALL)

    def _naming(self, near: Near) -> set[str]:
        """The files that name a record by the id that it has or will have: no others can be wrong by that."""
        names = (self._renamed.old, self._renamed.new) if self._renamed else ()
        return {inner for name in names for inner in naming(near.ties, name)}

    def _both(
        self,
        tree: Tree,
        archive: Archive,
        before: Raws,
        others: Others | None = None,
        *,
        beside: Beside | None = None,
        stood: list[Problem] | None = None,
    ) -> tuple[list[Problem], Counter[tuple[str, str, str]]]:
        """`beside` is given where everything is looked at; `stood` are the problems before, where they are known."""
        draft, found = self._found(tree, archive, others)
        after = self._told(tree, [*archive.problems, *found])
        archive.keep()
        if beside and self._keeps and not has_errors(after):
            # So that the next verb looks at what has changed since, and not at everything.
            own = own_of(archive.told, draft, found, Captures(self._project.captures), self._project.root)
            keep_look(self._cache, tree, archive, draft, own, beside, self._begun)
        if not after:
            return [], Counter()
        if stood is None:
            _put(archive, before)
            stood = self._told(tree, [*archive.problems, *self._found(tree, archive, others)[1]])
        return after, Counter(map(_mark, stood))

    def _found(self, tree: Tree, archive: Archive, others: Others | None) -> tuple[Draft, list[Problem]]:
        """The records, and all that is found in them."""
        settings, documents, only = self._settings, archive.documents, self._only
        drafts = Drafts(broken=tree.broken_drafts(documents), wanted=only)
        draft, found = check(
            documents,
            texts=Captures(self._project.captures),
            begun=self._begun,
            drafts=drafts,
            kept=archive.kept,
            only=only,
            language=settings.language if settings else "en",
            others=others,
        )
        return draft, found

    def _told(self, tree: Tree, problems: list[Problem]) -> list[Problem]:
        """Errors and warnings, and the notes that are wanted, of one entry or of everything."""
        own = tree.shown(self._only) if self._only else ""
        weighted = weighed(problems, self._settings.extra.severities if self._settings else {})
        told = (p for p in weighted if p.severity is not Severity.NOTE or p.rule in self._noted)
        return [p for p in told if p.path in (own or p.path)]


def _put(archive: Archive, raws: Raws) -> None:
    for inner, (is_there, raw) in raws.items():
        if is_there:
            archive.again(inner, raw)
        else:
            archive.without(inner)


def _mark(problem: Problem) -> tuple[str, str, str]:
    """What tells a problem from others, wherever its line has gone."""
    return problem.path, problem.rule, problem.message


def _inner(project: Project, path: Path) -> str:
    """The path of a file below the folder of the collection; "" for one that lies elsewhere."""
    place, top = real(path), real(project.digests)
    return place.relative_to(top).as_posix() if place.is_relative_to(top) else ""


def _shown(project: Project, path: Path) -> str:
    return shown_path(path, project.root)
