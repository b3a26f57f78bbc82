"""What has changed since all was looked at: that is judged as it is and as it was, and the difference made up for.

A look at what some files have to do with finds all that they can have changed, wherever it stands: see `near`. What it
finds of them as they were is taken from what was found then, and what it finds of them now is added.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date

from newsdesk.build.archive import Past
from newsdesk.build.cache import Cache
from newsdesk.build.entries.near import Near
from newsdesk.build.examining import Examined
from newsdesk.build.lately.light import fill, own_of
from newsdesk.build.lately.whole import Beside, Whole, last
from newsdesk.build.project import Project
from newsdesk.check import Draft, Drafts, Kept, check
from newsdesk.check.near.others import Others, Wider
from newsdesk.check.near.ties import Tie, stem, tie_of
from newsdesk.check.parts import Part
from newsdesk.load import Document, Tree, example_week, shown_path
from newsdesk.load.walking import File
from newsdesk.model.notes import weighed
from newsdesk.model.settings import Settings
from newsdesk.problems import Problem, in_order
from newsdesk.store.answering import published_before
from newsdesk.store.captured.texts import Captures
from newsdesk.store.maintained import read_settings

Of = Callable[[Near], Iterable[str]]
"""The files whose records are wanted, by their paths, found with what ties all files to each other."""
# More than an editor changes between two looks; and how many are worth keeping all anew.
_MOST, _SOME = 100, 8


def since(
    project: Project,
    cache: Cache,
    listed: tuple[list[File], list[OSError]],
    of: Of | None,
    begun: date | None,
    *,
    with_documents: bool = True,
) -> Examined:
    """All problems, and a draft with the records of what has changed and of the files that `of` names; without, all.

    Without `with_documents` only the files that were looked at are among those that it has.
    Wider where nothing is known of an earlier look, or only a look at all can tell what has changed since.
    """
    settings, said = read_settings(project.config, project.root)
    beside = Beside.of(project)
    known = last(cache, beside, begun)
    if known is None or settings is None:
        raise Wider
    if needs_all(settings):
        raise Wider
    said += published_before(project.config, project.root, project.digests, settings)
    looking = _Looking(project, Tree.of(*listed, shown_path(project.digests, project.root), project.root), known, begun)
    looking.language = settings.language
    draft, found = looking.run(cache, beside, of, with_documents=with_documents)
    if of is None and looking.near:
        fill(draft, looking.near, looking.tree, cache, looking.documents)
    left_out = {note.path for note in draft.left_out}
    problems = [problem for problem in (*said, *looking.tree.problems) if problem.path not in left_out] + found
    return Examined(settings, in_order(weighed(problems, settings.extra.severities)), draft, looking.documents)


def needs_all(settings: Settings) -> bool:
    """Whether only a look at all files can tell what these settings ask for."""
    return bool(settings.extra.gaps or settings.extra.watches or settings.extra.about.open)


def all_since(
    project: Project, cache: Cache, listed: tuple[list[File], list[OSError]], begun: date | None
) -> Examined | None:
    """All problems and all records, found in what has changed; None where all has to be looked at for that."""
    with suppress(Wider):
        return since(project, cache, listed, None, begun)
    return None


class _Looking:
    """A look at what has changed in the files of a tree since another look."""

    language = "en"

    def __init__(self, project: Project, tree: Tree, known: Whole, begun: date | None) -> None:
        self.project, self.tree, self.known, self.begun = project, tree, known, begun
        self.documents: Mapping[str, Document | None] = {}
        self.near: Near | None = None

    def run(self, cache: Cache, beside: Beside, of: Of | None, *, with_documents: bool) -> tuple[Draft, list[Problem]]:
        """The records, and the problems of all files."""
        changed, fresh = self._changed(), self._fresh(beside)
        self.near = near = Near(self.tree, cache)
        archive = near.archive
        past = {inner: self._past(near, inner) for inner in changed}
        concerned: dict[str, list[Tie | None]] = {inner: [near.ties.get(inner)] for inner in (of(near) if of else ())}
        concerned |= {inner: [near.ties.get(inner)] for inner in near.ties if stem(inner) in fresh and "/" in inner}
        for inner, one in past.items():
            before = [tie_of(inner, one.part, is_clean=not one.told)] if one else []
            concerned[inner] = [near.ties.get(inner), *before]
        others = near.take({inner: ties for inner, ties in concerned.items() if inner in near.ties or inner in past})
        captures = Captures(self.project.captures)
        draft, now = self._found(archive.documents, archive.kept, captures, others, archive.told)
        self._need_few(past, archive.kept.parts)
        archive.keep()
        self.documents = archive.everything() if with_documents else archive.documents
        if not (past or fresh):
            return draft, self.known.problems
        documents, kept = archive.with_past(past, self.known.files)
        shown = frozenset(map(self.tree.shown, past))
        told = [problem for problem in archive.told if problem.path not in shown]
        told += [problem for one in past.values() if one for problem in one.told]
        _, then = self._found(documents, kept, captures.without(fresh), others, told)
        found = _made_up(self.known.problems, then, now, shown)
        if len(past) >= _SOME:
            begun = self.begun.isoformat() if self.begun else None
            Whole(found, dict(self.tree.digests), beside.texts, begun, self.known.bears).keep(cache, beside)
        return draft, found

    def _changed(self) -> list[str]:
        """The files that are not what they were, or were not there, or are there no more."""
        now, then = self.tree.digests, self.known.files
        changed = [inner for inner, digest in now.items() if then.get(inner) != digest]
        changed += then.keys() - now.keys()
        folders = [example_week({inner.partition("/")[0] for inner in files}) for files in (now, then)]
        is_more = len(changed) > _MOST or any("/" not in inner for inner in changed)
        if is_more or folders[0] != folders[1] or None in self.tree.raws.values():
            raise Wider
        return changed

    def _fresh(self, beside: Beside) -> frozenset[str]:
        """The names of captured texts that were not there, which are those of entries."""
        now, then = beside.texts, self.known.texts
        if any(now.get(name) != digest for name, digest in then.items()):
            raise Wider
        fresh = frozenset(now.keys() - then.keys())
        if fresh - {stem(inner) for inner in self.tree.digests if "/" in inner}:
            raise Wider  # it may be that of a page, which any record may rest on
        return fresh

    def _past(self, near: Near, inner: str) -> Past | None:
        """A file that has changed, as it was; None where it was not there."""
        if (digest := self.known.files.get(inner)) is None:
            return None
        if (past := near.archive.past(inner, digest)) is None:
            raise Wider
        return past

    def _need_few(self, past: Mapping[str, Past | None], parts: Mapping[str, Part]) -> None:
        """Wider where what nothing rests on any more may be something else: that is asked of all records."""
        now = {inner: parts.get(inner) for inner in past}
        if not (self.known.bears or any(_bears(part) for part in now.values())):
            return
        if any(_rests(now[inner]) != _rests(one.part if one else None) for inner, one in past.items()):
            raise Wider

    def _found(
        self,
        documents: Mapping[str, Document | None],
        kept: Kept,
        captures: Captures,
        others: Others | None,
        told: list[Problem],
    ) -> tuple[Draft, list[Problem]]:
        """What is found in some documents, `told` of their form among it."""
        draft, found = check(
            documents,
            texts=captures,
            begun=self.begun,
            drafts=Drafts(broken=self.tree.broken_drafts(documents)),
            kept=kept,
            language=self.language,
            others=others,
        )
        draft.files = self.tree.digests
        return draft, own_of(told, draft, found, captures, self.project.root)


def _made_up(known: list[Problem], then: list[Problem], now: list[Problem], changed: frozenset[str]) -> list[Problem]:
    """All problems, by those that were known, and those that a look at a part found then and finds now.

    `changed` are the paths of files of which nobody knows any more where in them a problem stood. Wider where a
    problem was not known that should have been.
    """
    left = Counter(problem for problem in known if problem.path not in changed)
    # What a look at a part finds of others than those that have changed may be wrong, and is so both times.
    left.subtract(problem for problem in then if problem.path not in changed)
    left.update(problem for problem in now if problem.path not in changed)
    if any(count < 0 for count in left.values()) or _marks(known, changed) != _marks(then, changed):
        raise Wider
    return [*left.elements(), *(problem for problem in now if problem.path in changed)]


def _marks(problems: list[Problem], changed: frozenset[str]) -> Counter[tuple[str, str, str]]:
    return Counter((one.path, one.rule, one.message) for one in problems if one.path in changed)


def _bears(part: Part | None) -> bool:
    return part is not None and any(keys.get("kept") for keys in part["keys"].values())


def _rests(part: Part | None) -> object:
    """What a file says of what its sentences rest on, and whether it can be read and is finished."""
    if part is None:
        return None
    keys = {name: [keys.get(what) for what in ("said", "cites", "kept")] for name, keys in part["keys"].items()}
    return part["current"], bool(part["waits"]), part["faulty"], part["top"] is None, keys
