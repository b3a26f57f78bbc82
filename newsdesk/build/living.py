"""A collection that a process keeps in memory, to tell at once what is wrong with one entry while it is written."""

import gc
from datetime import date

from newsdesk.build.archive import Archive
from newsdesk.build.cache import Cache
from newsdesk.build.examining import without_collector
from newsdesk.build.itself import digest_of_program
from newsdesk.build.project import Project
from newsdesk.check import Drafts, check
from newsdesk.load import Tree, read_ordinary, shown_path
from newsdesk.load.ordinary import limit_of, walk
from newsdesk.problems import Problem, in_order
from newsdesk.store.evidence_writing import Captures, unread


class Living:
    """All files as they were when they were last looked at: `entry` reads one of them anew, `refresh` all.

    Whoever watches the folder calls `refresh` when other files than the entry have changed. What is found out on the
    way is kept in the cache when `refresh` is called, and when the process lets go by `close`.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._cache = Cache(project.cache, digest_of_program())
        self.refresh()

    def refresh(self) -> None:
        """Look at all files again; those that have not changed are not understood anew."""
        self._project.need_digests()
        base = shown_path(self._project.digests, self._project.root)
        self._tree = Tree.of(*walk(self._project.digests), base, self._project.root)
        self._archive = Archive(self._tree, self._cache)
        self._checked(None, None)
        self._archive.keep()
        self._cache.write()
        # Whoever looks for cycles need not look through the whole archive each time.
        gc.unfreeze()
        gc.freeze()

    def entry(self, inner: str, begun: date | None = None, text: str | None = None) -> list[Problem]:
        """All problems of one entry, by its path below `digests/`, as it is on the disk now or in `text`."""
        if text is not None:
            raw: bytes | None = text.encode("utf-8", "surrogatepass")
        else:
            try:
                raw = read_ordinary(self._project.digests / inner, limit_of(inner))
            except OSError:
                self.refresh()  # it is gone, or there is a problem that only its name or its kind tells
                raw = self._tree.raws.get(inner)
        if inner not in self._tree.raws:
            self.refresh()
        if inner in self._tree.raws and raw != self._tree.raws[inner]:
            self._archive.again(inner, raw)
        return self._checked(inner, begun)

    def close(self) -> None:
        """Keep what was found out, and let go of the file of the cache."""
        self._archive.keep()
        self._cache.write()
        self._cache.close()

    @without_collector()
    def _checked(self, inner: str | None, begun: date | None) -> list[Problem]:
        captures, documents = Captures(self._project.captures), self._archive.documents
        drafts = Drafts(broken=self._tree.broken_drafts(documents), wanted=inner)
        kept = self._archive.kept
        _, found = check(documents, texts=captures, begun=begun, drafts=drafts, kept=kept, only=inner)
        if inner is None:
            return []
        shown = self._tree.shown(inner)
        own = {shown, shown_path(self._project.captures / f"{inner.rpartition('/')[2][:-5]}.txt", self._project.root)}
        problems = [*self._archive.problems, *found, *unread(captures, self._project.root)]
        return in_order(problem for problem in problems if problem.path in own)
