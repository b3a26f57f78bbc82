"""Makes the site: the folder of a collection comes in, its site goes out, or all its problems."""

from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from newsdesk.build.examining import Examined, examine, without_collector
from newsdesk.build.indexing import Indexing
from newsdesk.build.inputs.itself import digest_of_program
from newsdesk.build.parts import Dress, Memory, Parts
from newsdesk.build.project import Outcome, Project, refuse_overlap
from newsdesk.build.workers import Crew, cores, meanwhile, workers
from newsdesk.build.workers.heap import give_back
from newsdesk.collection import Collection
from newsdesk.collection.digests import Digests
from newsdesk.load.walking import File as Listed
from newsdesk.model.settings import Settings
from newsdesk.output.cards import Album, Artist, artist
from newsdesk.output.compiled import keep_compiled
from newsdesk.output.for_programs import LINK, linked, refuse_without, with_twins
from newsdesk.output.frame import Frame, build_frame
from newsdesk.output.kept import Damaged, digest_of, usable
from newsdesk.output.pdf import Tool, pdfs, weasyprint
from newsdesk.output.report import Output, Stay, Unchanged
from newsdesk.output.sealed import state_of
from newsdesk.output.sitemap import sitemap
from newsdesk.output.writing import Lay, write_trees
from newsdesk.output.writing.trees import Trees
from newsdesk.problems import Refusal, has_errors
from newsdesk.store.answering import unanswered, unfilled
from newsdesk.store.maintained import read_settings
from newsdesk.views import BEHIND, SECTIONS, SHELLS, VIEWS, File, Page, Part, Preview, paper
from newsdesk.views.pictures.previews import has_cards

if TYPE_CHECKING:
    from newsdesk.build.cluster.scheduling import Scheduler
    from newsdesk.build.shards.merging import Shards

T = TypeVar("T")
Progress = Callable[[str, int], None]


@without_collector()
def build(
    project: Project,
    progress: Progress = lambda stage, count: None,
    *,
    begun: date | None = None,
    with_pdf: bool = False,
    jobs: int | None = 1,
    listed: tuple[list[Listed], list[OSError]] | None = None,
    shards: "Shards | None" = None,
    scheduler: "Scheduler | None" = None,
) -> Outcome:
    """Check the collection and, if it has no error, make the site equal to it; PDFs only where asked for.

    What is dated after `begun`, the last day that has begun, is an error. `listed` are the files of the collection,
    where they have been read already; they are let go. With `shards`, files of years, what stands in these is not made
    again; a `scheduler` has parts made by other machines.
    """
    tool = weasyprint() if with_pdf else None
    keep_compiled(digest_of_program())
    if shards:
        shards.lend(project)
    progress("Checking", 0)
    with meanwhile(partial(_first_frame, project), jobs or cores()):
        outcome = examine(project, begun=begun, with_pdf=with_pdf, jobs=jobs, listed=listed)
    if listed:
        listed[0].clear()  # with the bytes of all files, which whoever has listed them would hold until the end
    give_back()
    if outcome.collection is not None:
        refuse_overlap(project)
        outcome.warnings += unanswered(outcome.collection.settings) + unfilled(project.root)
        job = Job(project, outcome, progress, tool, pens(outcome), True, jobs or cores(), shards, scheduler)
        outcome.made = make(job)
    return outcome


@without_collector()
def make_known(project: Project, found: Examined) -> Outcome:
    """Make the site of what somebody has looked at already, in this process alone; nothing is made of errors."""
    keep_compiled(digest_of_program())
    outcome = Outcome(found.problems)
    if found.settings and not has_errors(found.problems):
        outcome.collection = Collection.of(found.draft, found.settings, later=True)
        refuse_overlap(project)
        make(Job(project, outcome, pens=pens(outcome)))
    return outcome


@dataclass(slots=True)
class Job:
    """What is to be made, and with what."""

    project: Project
    outcome: Outcome
    progress: Progress = lambda stage, count: None
    tool: Tool | None = None
    pens: Artist | None = None
    with_all: bool = True
    """Whether search, feeds, editions and data are made, too; else they stay as they are."""
    jobs: int = 1
    shards: "Shards | None" = None
    """Files of years to make the site of; else it is made of what stands there."""
    scheduler: "Scheduler | None" = None
    """Who has parts made by other machines."""

    @property
    def collection(self) -> Collection:
        """What the site is made of."""
        assert self.outcome.collection
        return self.outcome.collection


@dataclass(slots=True)
class Made:
    """What a site was made with: for whoever goes on from there."""

    frame: Frame
    parts: Parts
    memory: Memory
    trees: Trees


def make(job: Job) -> Made:
    """Make the site, again where something in the cache turns out to be damaged."""
    refuse_without(job.collection.settings.extra)
    with usable(job.project.cache, job.outcome.warnings.append) as cache:
        return tried(job, lambda: _write(job, cache))


def tried(job: Job, work: Callable[[], T]) -> T:
    """Do some work, and again where something in the cache turns out to be damaged."""
    warnings = list(job.outcome.warnings)
    for _ in range(_TRIES):
        with suppress(Damaged):  # what was damaged is gone now, and is made again
            return work()
        job.outcome.warnings = list(warnings)
    raise Refusal(f"What is kept in {job.project.cache} changes while it is read. Delete that folder, and build again.")


# How often something in the cache may turn out to be damaged: the frame, the index, and once more.
_TRIES = 4


def _write(job: Job, cache: Path) -> Made:
    """Make the site; Damaged where something in the cache is not what it was."""
    outcome, shards = job.outcome, job.shards
    job.progress("Building the frame", 0)
    frame = frame_of(job, cache)
    kept, said, digests = memory_of(job.project), setting(job.collection, frame), Digests(job.collection)
    last = shards.memory(said, digests) if shards else Memory.of(kept, said)
    album = Album(cache, job.pens) if job.pens else None
    parts = Parts(
        job.collection, last, dress(frame, album, job.collection.settings), job.project.site, digests, shelf=shards
    )
    if shards:
        parts.take_shares(shards.shares())
        shards.lay_index(cache, digests)
    outcome.report, trees = write_trees(job.project.site, partial(outputs, job, frame, parts, cache))
    outcome.stands = trees.current
    memory = parts.memory()
    if job.with_all:
        if shards or memory != last:  # else it lies there
            memory.keep(kept)
        forget_cards(album, parts)
    return Made(frame, parts, memory, trees)


def forget_cards(album: Album | None, parts: Parts) -> None:
    """Forget the cards that no page has any more."""
    if album and parts.made:
        album.forget_others(path for path in parts.paths() if path.endswith(".png"))


def memory_of(project: Project) -> Path:
    """Where a build keeps what the next one is to remember of its parts."""
    return state_of(project.site) / "parts"


def frame_of(job: Job, cache: Path) -> Frame:
    """The frame, built or kept; what MkDocs warns of goes to the outcome."""
    frame = _frame(job.project, job.collection.settings, cache)
    job.outcome.warnings += frame.warnings
    return frame


def _first_frame(project: Project) -> None:
    """Have MkDocs build the frame, which takes as long as to check a thousand entries, where there is none yet."""
    if not any(project.cache.glob("frame-*")):
        settings, problems = read_settings(project.config, project.root)
        if settings and not has_errors(problems):
            _frame(project, settings, project.cache)


def _frame(project: Project, settings: Settings, cache: Path) -> Frame:
    return build_frame(project.config, {name: f"{name}/index.md" for name in SECTIONS}, cache, settings, SHELLS)


def setting(collection: Collection, frame: Frame) -> str:
    """The digest of what every part rests on: the program, the settings and the frame."""
    settings = collection.settings.model_dump_json()
    whole = "\0".join((digest_of_program(), settings, str(collection.with_pdf), frame.folder.root.name))
    return digest_of(whole.encode())


def pens(outcome: Outcome) -> Artist | None:
    """What draws cards; None, and a collection whose pages have none, where none are wanted or can be drawn."""
    assert outcome.collection
    if not has_cards(outcome.collection):
        return None
    if not isinstance(found := artist(), str):
        return found
    outcome.warnings.append(found)
    outcome.collection = replace(outcome.collection, settings=outcome.collection.settings.without_cards(), memo={})
    return None


def outputs(job: Job, frame: Frame, parts: Parts, cache: Path, lay: Lay | None = None) -> Iterator[Output]:
    """Everything the site consists of: generated pages first, then what MkDocs made alone.

    With `lay`, processes lay the files that they make where they belong.
    """
    parts.lay = lay
    if parts.are_many and parts.are_most and not job.shards and not job.scheduler:
        # Before processes part: what all of them need is read once.
        job.collection.read_whole(parts.aside)
        # And what it was read from goes back, which else each of them would hold.
        give_back()
    indexing = Indexing(parts.collection, parts.digests, cache, job.jobs)
    # Where all is made, a process for the index alone would hold one more collection, and be the last to end.
    is_beside = lay and job.with_all and not job.scheduler and not parts.are_many
    with indexing.beside(job.jobs if is_beside else 1, _FEW) as index:
        pages = yield from _pages(job, frame, parts)
        job.outcome.pages = len(pages)
        if job.tool:
            job.progress("Making PDFs", 0)
            yield from pdfs(paper(job.collection), cache, job.tool, job.outcome.warnings.append)
        if job.with_all:
            job.progress("Indexing for search", len(pages))
            parts.collection.memo.clear()  # searching asks for nothing that pages were made of
            give_back()
            yield from index()
        else:
            yield Stay("pagefind")
    if frame.site_url:
        for name, text in sitemap(frame.site_url, pages):
            yield name, text.encode()


# Beside few pages a process that makes more groups of the index than these would be the last to end.
_FEW = 4


def _pages(job: Job, frame: Frame, parts: Parts) -> Generator[Output, None, list[tuple[str, str]]]:
    """What parts make, and what MkDocs made alone; returns the addresses of all pages with their last changes."""
    with _crew(job, frame, parts) as (crew, jobs):
        views = parts.outputs(map(Part, VIEWS), crew=crew, jobs=jobs)
        others = parts.outputs(map(Part, BEHIND), as_they_were=not job.with_all, crew=crew, jobs=jobs)
        number = 0
        for output in chain(views, others):
            before, number = number, number + (len(output.paths) if isinstance(output, Unchanged) else 1)
            if number // 100 > before // 100:
                job.progress("Writing pages", number)
            yield output
    yield from parts.joined(as_they_were=not job.with_all, beside=bool(parts.lay) and job.jobs > 1)
    own = set(frame.undressed()) - parts.paths()
    pages = list(parts.pages())
    for path in sorted(own):
        if path.endswith("/index.html") or path == "index.html":
            pages.append((path.removesuffix("index.html"), ""))
        yield from by_hand(frame, path, parts.collection.settings)
    return pages


def by_hand(frame: Frame, path: str, settings: Settings) -> Iterator[tuple[str, bytes]]:
    """A file of MkDocs', and the twin of a hand-written page."""
    content = frame.read(path)
    yield from with_twins(settings, path, linked(settings, content) if path.endswith("index.html") else content)


@contextmanager
def _crew(job: Job, frame: Frame, parts: Parts) -> Iterator[tuple[Crew | None, int]]:
    """Whoever makes parts beside this process, and how many all of them are."""
    if job.scheduler and parts.are_many:
        look = job.pens[0] if job.pens else ""
        with job.scheduler.crew(job.project, job.collection, frame, look) as found:
            yield found
        return
    # What is made behind a save is stopped by the next one: then few processes are better.
    are_worth_it = parts.are_worth_two if parts.lay else parts.are_many
    with workers(job.jobs if are_worth_it else 1, parts) as crew:
        yield crew, job.jobs


def dress(frame: Frame, album: Album | None, settings: Settings) -> Dress:
    """How pages are set into the frame and cards are drawn; a hand-written file wins over one of its name."""
    own = frozenset(frame.undressed())

    def dressed(made: Page | File | Preview) -> tuple[str, bytes] | None:
        if isinstance(made, Page):
            page = replace(made, head=f"{made.head}{LINK}") if settings.extra.markdown else made
            return f"{made.path}index.html", frame.dress(page)
        if made.path in own:
            return None
        if isinstance(made, Preview):
            return (made.path, album.card(made)) if album else None
        return made.path, made.raw

    return dressed
