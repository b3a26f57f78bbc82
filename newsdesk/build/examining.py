"""Reads and checks everything in the folder of a collection: its records go out, or all its problems."""

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from newsdesk.build.archive import Archive, Told
from newsdesk.build.cache import Cache
from newsdesk.build.entries.near import Near
from newsdesk.build.inputs.itself import digest_of_program
from newsdesk.build.inputs.listing import all_files
from newsdesk.build.lately.light import keep_look, own_of
from newsdesk.build.lately.whole import Beside
from newsdesk.build.missing import missing
from newsdesk.build.project import Gathered, Outcome, Project
from newsdesk.check import Draft, Drafts, check, gathered
from newsdesk.check.near.others import Others, Wider
from newsdesk.check.near.ties import Tie
from newsdesk.check.unfinished import published_in
from newsdesk.load import Document, Tree, read_ordinary, shown_path
from newsdesk.load.config import MAX_CONFIG
from newsdesk.load.ordinary import limit_of
from newsdesk.load.walking import File, Seen, walk
from newsdesk.model.notes import weighed
from newsdesk.model.settings import Settings
from newsdesk.problems import Problem, UsageError, has_errors, in_order
from newsdesk.store.answering import published_before
from newsdesk.store.captured.texts import Captures, unread
from newsdesk.store.maintained import read_settings


@dataclass(slots=True)
class Examined:
    """What was read, and all problems: the draft is good where none of them is an error."""

    settings: Settings | None
    problems: list[Problem]
    draft: Draft
    documents: Mapping[str, Document | None]
    own: list[Problem] = field(default_factory=list)
    """What was found in the files alone, before notes are weighed."""
    near: Near | None = None


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
    jobs: int | None = 1,
    listed: tuple[list[File], list[OSError]] | None = None,
) -> Outcome:
    """Read and check everything; the collection is None when there is an error.

    With `since`, a revision, also compare what was published then with what stands there now;
    `today` is an ISO date for the corrections that messages propose. What is dated after `begun`
    lies in the future. Drafts that are not finished are left out with a note, but for the entry
    `wanted`, a path below the folder of the collection, which is judged like all others.
    `listed` is what `walk` found, where the files have been read already.
    """
    from newsdesk.build.lately.apart import taken_up
    from newsdesk.collection import Collection  # imported here: a check alone makes none

    project.need_digests()
    with Cache(project.cache, digest_of_program()) as cache:
        listed = listed or all_files(project)
        is_all = since is None and wanted is None
        look = partial(looked, project, listed=listed, since=since, today=today, begun=begun, wanted=wanted, jobs=jobs)
        found = (is_all and taken_up(project, cache, listed, begun, jobs, look)) or look(cache)
        outcome = Outcome(found.problems, documents=found.documents if with_documents else {})
        if found.settings and not has_errors(found.problems):
            outcome.collection = Collection.of(found.draft, found.settings, with_pdf=with_pdf, later=True)
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
    jobs: int | None = 1,
    near: Iterable[Tie] | None = None,
    texts: bool = False,
    again: Near | None = None,
) -> Examined:
    """The same without a collection, of the files that `walk` found, or that are known from an earlier look, `again`.

    With `only`, the path of an entry, its problems are all there, and those of other files may be missing. With `near`
    the draft holds what this entry has to do with, or what has one of these ties, and may hold nothing else; with
    `texts` also all entries with a fingerprint.
    """
    tree = again.tree if again else Tree.of(*listed, shown_path(project.digests, project.root), project.root)
    if near is not None and since is None:
        with suppress(Wider):
            nearby = again or Near(tree, cache, jobs)
            concerned = {only or "": [nearby.ties.get(only or ""), *near]}
            others = nearby.take(concerned, Captures(project.captures), pages=bool(near and only), texts=texts)
            found = _found(project, tree, nearby.archive, begun=begun, wanted=wanted, only=only, others=others)
            found.near = nearby
            nearby.archive.keep()
            return found
    is_all = since is None and wanted is None and only is None
    beside = Beside.of(project) if is_all else None  # before it is read: what changes meanwhile is seen next time
    archive = Archive(tree, cache, jobs)
    found = _found(project, tree, archive, since, today, begun=begun, wanted=wanted, only=only)
    archive.keep()
    if beside and found.settings:
        keep_look(cache, tree, archive, found.draft, found.own, beside, begun)
    return found


def _found(
    project: Project,
    tree: Tree,
    archive: Archive,
    since: str | None = None,
    today: str = "…",
    *,
    begun: date | None = None,
    wanted: str | None = None,
    only: str | None = None,
    others: Others | None = None,
) -> Examined:
    """What is found in files that have been read."""
    settings, problems = read_settings(project.config, project.root)
    captures, then, documents = Captures(project.captures), None, archive.documents
    if others and settings and (settings.extra.gaps or settings.extra.watches):
        raise Wider
    said = published_before(project.config, project.root, project.digests, settings) if settings else []
    problems += [*said, *tree.problems]
    if since is not None:
        # Imported here: most checks look at nothing that was published.
        from newsdesk.build.lately.unformatted import unformatted
        from newsdesk.check.changes import changes
        from newsdesk.model.versions import kind_of, lifted
        from newsdesk.store.history import before

        then = before(project.digests, since, documents, lambda inner, data: lifted(kind_of(inner), data))
    published = published_in(then.documents) if then else frozenset()
    drafts = Drafts(published, tree.broken_drafts(documents), wanted)
    language, only = settings.language if settings else "en", None if then else only
    draft, found = check(
        documents,
        texts=captures,
        begun=begun,
        drafts=drafts,
        kept=archive.kept,
        only=only,
        language=language,
        others=others,
    )
    draft.files = tree.digests
    left_out = {note.path for note in draft.left_out}
    problems = [problem for problem in problems if problem.path not in left_out]
    own = own_of(archive.told, draft, found, captures, project.root)
    problems += own
    if then is not None:
        problems += changes(then, documents, tree.base, today)
        problems += [note for note in unformatted(tree, then.documents, documents) if note.path not in left_out]
    if settings and (settings.extra.gaps or settings.extra.watches) and not has_errors(problems):
        problems += missing(project, draft, settings)
    # After what is kept: it knows nothing of the settings.
    problems = weighed(problems, settings.extra.severities if settings else {})
    return Examined(settings, in_order(problems), draft, documents, own)


class Living:
    """A collection that a process keeps in memory, to tell at once what is wrong with an entry while it is written.

    Files are as they were when they were last looked at: `entry` reads one of them anew, `refresh` all.

    Whoever watches the folder calls `refresh` when other files than the entry have changed. What is found out on the
    way is kept in the cache when the process asks for it with `keep`, or lets go by `close`.
    """

    def __init__(self, project: Project, jobs: int | None = 1, told: Told | None = None) -> None:
        """Read all files; `told` hears how many of them were understood, and how many there are."""
        project.need_digests()
        self._project, self._cache = project, Cache(project.cache, digest_of_program())
        self._said: tuple[bytes, Settings | None] = b"", None
        self._is_looked_at, self._seen = False, Seen()
        with without_collector():
            self._tree = self._read()
            self._archive = Archive(self._tree, self._cache, jobs, told=told)

    @property
    def documents(self) -> Mapping[str, Document | None]:
        """The files as they were when they were last looked at, by their paths below `digests/`."""
        return self._archive.documents

    def refresh(self) -> None:
        """Look at all files again; those that have not changed are not understood anew."""
        with without_collector():
            self._follow()
            self._checked(None, None)

    def _follow(self) -> None:
        self._project.need_digests()
        self._tree = self._read()
        self._archive.follow(self._tree)

    def gather(self) -> Gathered:
        """Look at all files again, and put the draft together: what is said, and not yet what is wrong with it."""
        with without_collector():
            self._follow()
            documents = self._archive.documents
            draft = gathered(documents, Drafts(broken=self._tree.broken_drafts(documents)), self._archive.kept)
            draft.files = dict(self._tree.digests)  # which goes on with a file that is read anew
            return Gathered(self._settings(), draft, documents)

    def look(self, begun: date | None = None, *, afresh: bool = True) -> Examined:
        """Look at all files again, and at everything else that `examine` looks at: all problems, and the draft.

        Without `afresh` files are as they were when they were last looked at.
        """
        with without_collector():
            if afresh and self._is_looked_at:
                self._follow()
            found = _found(self._project, self._tree, self._archive, begun=begun)
            found.draft.files = dict(self._tree.digests)
        if not self._is_looked_at:
            self._is_looked_at = True
            self.keep()
            # Whoever looks for cycles need not look through the whole archive each time.
            gc.freeze()
        return found

    def _read(self) -> Tree:
        return Tree.of(*self.listed(), shown_path(self._project.digests, self._project.root), self._project.root)

    def listed(self) -> tuple[list[File], list[OSError]]:
        """All files as they are now, as `walk` finds them; those that have not changed are not read again."""
        return walk(self._project.digests, seen=self._seen)

    def entry(self, inner: str, begun: date | None = None, text: str | None = None) -> list[Problem]:
        """All problems of one entry, by its path below `digests/`, as it is on the disk now or in `text`."""
        raw = text.encode("utf-8", "surrogatepass") if text is not None else None
        if raw is None:
            try:
                raw = read_ordinary(self._project.digests / inner, limit_of(inner))
            except OSError:
                self.refresh()  # it is gone, or there is a problem that only its name or its kind tells
                raw = self._tree.raws.read(inner)
        if inner not in self._tree.raws:
            self.refresh()
        self._renew(inner, raw)
        return self._checked(inner, begun)

    def again(self, inners: Iterable[str]) -> None:
        """Read single files anew, by their paths below `digests/`, where they were there and have changed."""
        for inner in inners:
            with suppress(OSError):
                self._renew(inner, read_ordinary(self._project.digests / inner, limit_of(inner)))

    def _renew(self, inner: str, raw: bytes | None) -> None:
        if inner in self._tree.raws and raw != self._tree.raws.read(inner):
            self._archive.again(inner, raw)

    def keep(self) -> None:
        """Keep what was found out, and let go of the file of the cache."""
        self._archive.keep()
        self._cache.write(ages=False)
        self._cache.close()

    close = keep

    @without_collector()
    def _checked(self, inner: str | None, begun: date | None) -> list[Problem]:
        captures, documents = Captures(self._project.captures), self._archive.documents
        drafts = Drafts(broken=self._tree.broken_drafts(documents), wanted=inner)
        kept, settings = self._archive.kept, self._settings()
        how = partial(check, documents, texts=captures, begun=begun, drafts=drafts, kept=kept, only=inner)
        draft, found = how(language=settings.language if settings else "en")
        if inner is None:
            return []
        shown = self._tree.shown(inner)
        own = {shown, shown_path(self._project.captures / f"{inner.rpartition('/')[2][:-5]}.txt", self._project.root)}
        problems = [*self._archive.problems, *found, *unread(captures, self._project.root)]
        problems = weighed([one for one in problems if one.path in own], settings.extra.severities if settings else {})
        draft.files = self._tree.digests
        # Imported here: no build reads voice.
        from newsdesk.build.voicing import voices

        return in_order([*problems, *voices(self._project, self._cache, draft, settings, inner)])

    def _settings(self) -> Settings | None:
        """The settings as they stand on the disk; None where they cannot be read."""
        with suppress(OSError, UsageError):
            raw = read_ordinary(self._project.config, MAX_CONFIG)
            if raw != self._said[0]:
                self._said = raw, read_settings(self._project.config, self._project.root)[0]
            return self._said[1]
        return None
