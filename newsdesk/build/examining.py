"""Reads and checks everything in the folder of a collection: its records go out, or all its problems."""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from newsdesk.build.archive import Archive
from newsdesk.build.cache import Cache
from newsdesk.build.itself import digest_of_program
from newsdesk.build.project import Outcome, Project
from newsdesk.check import Draft, Drafts, check
from newsdesk.check.changes import changes
from newsdesk.check.unfinished import published_in
from newsdesk.collection import Collection
from newsdesk.load import Document, Tree, shown_path
from newsdesk.load.ordinary import File, walk
from newsdesk.model.settings import Settings
from newsdesk.model.versions import kind_of, lifted
from newsdesk.problems import Problem, has_errors, in_order
from newsdesk.store.evidence_writing import Captures, unread
from newsdesk.store.history import before
from newsdesk.store.maintained import read_settings


@dataclass(slots=True)
class Examined:
    """What was read, and all problems: the draft is good where none of them is an error."""

    settings: Settings | None
    problems: list[Problem]
    draft: Draft
    documents: Mapping[str, Document | None]


@contextmanager
def without_collector() -> Iterator[None]:
    """Records hold no cycles, and looking for some in a growing archive takes a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@without_collector()
def examine(
    project: Project,
    since: str | None = None,
    today: str = "…",
    *,
    begun: date | None = None,
    with_pdf: bool = False,
    wanted: str | None = None,
    with_documents: bool = False,
) -> Outcome:
    """Read and check everything; the collection is None when there is an error.

    With `since`, a revision, also compare what was published then with what stands there now;
    `today` is an ISO date for the corrections that messages propose. What is dated after `begun`
    lies in the future. Drafts that are not finished are left out with a note, but for the entry
    `wanted`, a path below the folder of the collection, which is judged like all others.
    """
    project.need_digests()
    with Cache(project.cache, digest_of_program()) as cache:
        found = looked(project, cache, walk(project.digests), since, today, begun=begun, wanted=wanted)
        outcome = Outcome(found.problems, documents=found.documents if with_documents else {})
        if found.settings and not has_errors(found.problems):
            outcome.collection = Collection.of(found.draft, found.settings, with_pdf=with_pdf)
    return outcome


@without_collector()
def looked(
    project: Project,
    cache: Cache,
    listed: tuple[list[File], list[OSError]],
    since: str | None = None,
    today: str = "…",
    *,
    begun: date | None = None,
    wanted: str | None = None,
    only: str | None = None,
) -> Examined:
    """The same without a collection, of the files that `walk` found.

    With `only`, the path of an entry, its problems are all there, and those of other files may be missing.
    """
    settings, problems = read_settings(project.config, project.root)
    base, captures, then = shown_path(project.digests, project.root), Captures(project.captures), None
    tree = Tree.of(*listed, base, project.root)
    archive = Archive(tree, cache)
    documents = archive.documents
    problems += archive.problems
    if since is not None:
        then = before(project.digests, since, documents, lambda inner, data: lifted(kind_of(inner), data))
    published = published_in(then.documents) if then else frozenset()
    drafts = Drafts(published, tree.broken_drafts(documents), wanted)
    draft, found = check(
        documents, texts=captures, begun=begun, drafts=drafts, kept=archive.kept, only=None if then else only
    )
    archive.keep()
    left_out = set(draft.unfinished.values())
    problems = [problem for problem in problems if problem.path not in left_out]
    problems += [*found, *unread(captures, project.root)]
    if then is not None:
        problems += changes(then, documents, base, today)
    return Examined(settings, in_order(problems), draft, documents)
