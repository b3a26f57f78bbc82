"""Reads and checks everything in the folder of a collection: its records go out, or all its problems."""

from datetime import date

from newsdesk.build.project import Outcome, Project
from newsdesk.check import Drafts, check
from newsdesk.check.changes import changes
from newsdesk.check.unfinished import published_in
from newsdesk.collection import Collection
from newsdesk.load import broken_drafts, read_tree, shown_path
from newsdesk.model.versions import kind_of, lifted
from newsdesk.problems import has_errors, in_order
from newsdesk.store.evidence_writing import Captures, unread
from newsdesk.store.history import before
from newsdesk.store.maintained import read_settings


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
    settings, problems = read_settings(project.config, project.root)
    documents, found = read_tree(project.digests, project.root)
    problems += found
    base, captures, then = shown_path(project.digests, project.root), Captures(project.captures), None
    if since is not None:
        then = before(project.digests, since, documents, lambda inner, data: lifted(kind_of(inner), data))
    published = published_in(then.documents) if then else frozenset()
    drafts = Drafts(published, broken_drafts(project.digests, documents, base), wanted)
    draft, found = check(documents, texts=captures, begun=begun, drafts=drafts)
    left_out = set(draft.unfinished.values())
    problems = [problem for problem in problems if problem.path not in left_out]
    problems += [*found, *unread(captures, project.root)]
    if then is not None:
        problems += changes(then, documents, base, today)
    problems = in_order(problems)
    outcome = Outcome(problems, documents=documents if with_documents else {})
    if settings and not has_errors(problems):
        outcome.collection = Collection.of(draft, settings, with_pdf=with_pdf)
    return outcome
