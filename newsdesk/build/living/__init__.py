"""A site that a process keeps in memory: after a save only what has changed is read, made and written.

`save` makes pages, and whatever takes longer stays stale. `follow` makes that beside the process, in a copy of it,
so that the next save waits for nobody; what the copy has made is moved into the site when all of it is ready.
"""

import threading
from contextlib import suppress
from datetime import date

from newsdesk.build.examining import Living, without_collector
from newsdesk.build.inputs.itself import digest_of_program
from newsdesk.build.living.behind import Followed, forget_ready, made_behind
from newsdesk.build.living.parts import Late, Standing
from newsdesk.build.making import Job, Made, Progress, by_hand, dress, frame_of, make, memory_of, pens, setting
from newsdesk.build.parts import Memory
from newsdesk.build.project import Outcome, Project, refuse_overlap
from newsdesk.build.workers import cores
from newsdesk.build.workers.beside import Beside
from newsdesk.collection import Collection, Kin
from newsdesk.collection.digests import Digests
from newsdesk.output.cards import Album
from newsdesk.output.compiled import keep_compiled
from newsdesk.output.frame import Frame
from newsdesk.output.kept import Damaged, usable
from newsdesk.output.writing.patching import level, patch
from newsdesk.output.writing.trees import Trees, known_trees
from newsdesk.problems import has_errors

# How many seconds somebody waits who wants to end.
_PATIENCE = 2.0


class LivingSite:
    """The collection and the site of a project, as this process has read and written them.

    What is told of changes is trusted with nothing but the moment: each save reads all files of the collection again.
    Whatever does not fit, such as other settings or a site that somebody else has built, is made as a build makes it.
    """

    def __init__(self, project: Project, jobs: int | None = 1) -> None:
        self.project, self.jobs = project, jobs or cores()
        keep_compiled(digest_of_program())
        self._lock, self._turn = threading.RLock(), threading.Lock()
        self._living: Living | None = None
        self._standing: Standing | None = None
        self._frame: Frame | None = None
        self._trees: Trees | None = None
        self._job: Job | None = None
        self._kin = Kin()
        self._copy: Beside[Followed] | None = None
        self._stopped: Beside[Followed] | None = None
        self._is_behind = False

    def begin(self, begun: date | None = None) -> None:
        """Take up what the last build has left, where the site is as that left it; nothing is written."""
        with self._lock, without_collector():
            if self._standing is not None:
                return
            job = self._looked(begun)
            if job.outcome.collection is None:
                return
            with usable(self.project.cache, job.outcome.warnings.append) as cache, suppress(Damaged):
                frame = frame_of(job, cache)
                memory = Memory.of(memory_of(self.project), setting(job.collection, frame))
                trees, digests = known_trees(self.project.site), Digests(job.collection)
                if trees and memory.parts:
                    standing = Standing(memory, job.collection, digests)
                    keys = list(memory.keys)
                    standing.note(keys[n] for n in digests.trust(memory.keys, memory.groups, memory.about))
                    if all(trees.digest(file.path) == file.digest for _, file in standing.written()):
                        self._frame, self._standing, self._trees, self._job = frame, standing, trees, job
                        self._is_behind = bool(standing.stale)
                        level(trees)

    def build(self, progress: Progress, begun: date | None = None) -> Outcome:
        """Check everything, and make the whole site where there is no error."""
        with self._lock, without_collector():
            progress("Checking", 0)
            job = self._looked(begun)
            job.progress = progress
            if job.outcome.collection is not None:
                self._whole(job, with_all=True)
                if self._trees:
                    level(self._trees)
            return job.outcome

    def save(self, begun: date | None = None) -> Outcome:
        """The same of what is there now, for whoever waits for the pages: the rest is left to `follow`."""
        with self._lock, without_collector():
            self._stop()
            job = self._looked(begun)
            if job.outcome.collection is not None and not self._patched(job):
                self._whole(job, with_all=False)
            return job.outcome

    def follow(self) -> bool:
        """Make what `save` left behind, unless another save comes in between, which leaves it to the next call.

        Says whether there were pages among it that take so long that nobody was to wait for them.
        """
        with self._turn:
            return self._follow()

    def _follow(self) -> bool:
        with self._lock, without_collector():
            if not self._is_behind or self._job is None:
                return False
            if self._standing is None or self._trees is None or self._frame is None or self._living is None:
                self._whole(self._job, with_all=True)
                return True
            self._living.keep()
            job, standing, trees, frame = self._job, self._standing, self._trees, self._frame
            job.with_all = True
            self._copy = work = Beside(lambda: made_behind(job, standing, trees, frame))
        try:
            followed = work.result()
        except BaseException:
            with self._lock:
                if self._copy is work:
                    self._copy = self._standing = None
            raise
        with self._lock, without_collector():
            if followed is not None and self._copy is work:
                self._copy = None
                has_pages = any(not standing.is_behind(name) for name, _, _ in followed.remade)
                self._take(followed, job, standing, trees)
                return has_pages
        return False

    def close(self) -> None:
        """Stop what is under way beside the process, and keep what was found out, unless that would take a while."""
        if copy := self._copy:
            copy.stop()
        if self._lock.acquire(timeout=_PATIENCE):
            try:
                if self._living:
                    self._living.close()
            finally:
                self._lock.release()

    def _stop(self) -> None:
        if self._copy:
            self._copy.stop()
            self._stopped, self._copy = self._copy, None

    def _looked(self, begun: date | None) -> Job:
        """Read and check everything there is."""
        if self._living is None:
            self._living = Living(self.project, self.jobs)
        found = self._living.look(begun)
        outcome = Outcome(found.problems)
        if found.settings and not has_errors(found.problems):
            outcome.collection = Collection.of(found.draft, found.settings, kin=self._kin)
        return Job(self.project, outcome, pens=pens(outcome) if outcome.collection else None, jobs=self.jobs)

    def _patched(self, job: Job) -> bool:
        """Make the pages that have changed; False where that is not all there is to do."""
        standing, trees = self._standing, self._trees
        if standing is None or trees is None:
            return False
        self._standing, warnings = None, list(job.outcome.warnings)  # until all has gone well
        with usable(self.project.cache, job.outcome.warnings.append) as cache, suppress(Damaged, Late):
            frame = frame_of(job, cache)
            if setting(job.collection, frame) == standing.setting:
                frame = self._frame or frame  # the same, and cut up already
                standing.follow(job.collection)
                album, settings = Album(cache, job.pens) if job.pens else None, job.collection.settings
                files = standing.make(dress(frame, album, settings))
                own = {path for path in files.keys() & frame.files if files[path] is None}
                job.outcome.report = patch(
                    trees, {**files, **{name: made for path in own for name, made in by_hand(frame, path, settings)}}
                )
        if job.outcome.report is None:
            job.outcome.warnings = warnings
            return False
        self._frame, self._standing, self._job, self._is_behind = frame, standing, job, True
        by_hand = (path for path in frame.files if path.rpartition("/")[2] == "index.html")
        job.outcome.pages = standing.pages + sum(not standing.has(path) for path in by_hand)
        return True

    def _whole(self, job: Job, *, with_all: bool) -> None:
        """Make the site as a build makes it."""
        self._standing = self._trees = None
        self._job, self._is_behind = job, True
        if self._stopped:
            self._stopped.wait()  # for whatever both of them would write
        refuse_overlap(self.project)
        job.with_all = with_all
        made: Made = make(job)
        self._frame, self._trees = made.frame, made.trees
        self._standing = Standing(made.memory, job.collection, made.parts.digests)
        self._standing.stale = made.parts.left
        self._is_behind = not with_all

    def _take(self, followed: Followed, job: Job, standing: Standing, trees: Trees) -> None:
        """Put what was made behind into the site."""
        self._standing = None
        standing.adopt(followed.remade, followed.gone, followed.memory)
        for tree, found in ((trees.current, followed.in_site), (trees.staged, followed.in_staging)):
            for path, signature in found.items():
                if signature is None:
                    tree.pop(path, None)
                else:
                    tree[path] = signature
                trees.behind.add(path)
        if patch(trees, followed.files) is None:
            self._whole(job, with_all=True)
        else:
            self._standing, self._is_behind = standing, False
            forget_ready(trees.state)
