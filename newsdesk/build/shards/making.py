"""Makes the file of a year: the folder of a collection comes in, what belongs to that year goes out, or problems."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from newsdesk.build.archive import kept_rows
from newsdesk.build.cache import Cache
from newsdesk.build.examining import examine, without_collector
from newsdesk.build.indexing import Indexing
from newsdesk.build.inputs.itself import digest_of_program
from newsdesk.build.inputs.listing import all_files
from newsdesk.build.making import Job, Progress, dress, frame_of, pens, setting, tried
from newsdesk.build.parts import Memory, Parts
from newsdesk.build.project import Outcome, Project
from newsdesk.build.shards.packing import INDEX, PARTS, SHARES, SITE, STRETCHES, About, Packer, Shard, packed
from newsdesk.build.shards.years import State, year_of
from newsdesk.build.workers import cores, workers
from newsdesk.collection import Collection
from newsdesk.load import real, shown_path
from newsdesk.output.cards import Album
from newsdesk.output.compiled import keep_compiled
from newsdesk.output.kept import Files, usable
from newsdesk.output.report import Laid, Ready, Stay, Unchanged
from newsdesk.problems import Refusal, UsageError
from newsdesk.views import OF_WEEKS, Part
from newsdesk.views.search.records import Named


@dataclass(slots=True)
class Piece:
    """The file of a year: where it is, what came of making it, and whether it was there already."""

    path: Path
    outcome: Outcome
    is_new: bool = True


@without_collector()
def make_shard(
    project: Project,
    year: str,
    folder: Path,
    progress: Progress = lambda stage, count: None,
    *,
    begun: date | None = None,
    with_pdf: bool = False,
    jobs: int | None = 1,
) -> Piece:
    """Check the collection and, if it has no error, make the file of a year; one that is as it should be stays."""
    project.need_digests()
    refuse_place(project, folder)
    path = folder / f"{year}.zip"
    state = State.of(project, listed := all_files(project), with_pdf=with_pdf, made=[folder])
    if year not in state.years:
        there = f"It has {', '.join(state.years)}." if state.years else "It has no week at all."
        raise UsageError(f"The collection has no week of {year}. {there} Name one of its years with --only.")
    if stands(path, year, state):
        return Piece(path, Outcome([]), is_new=False)
    keep_compiled(digest_of_program())
    progress("Checking", 0)
    outcome = examine(project, begun=begun, with_pdf=with_pdf, jobs=jobs, listed=listed)
    if outcome.collection is None:
        return Piece(path, outcome)
    job = Job(project, outcome, progress, pens=pens(outcome), jobs=jobs or cores())
    with usable(project.cache, outcome.warnings.append) as cache:
        tried(job, lambda: _write(job, cache, path, year, state))
    return Piece(path, outcome)


def stands(path: Path, year: str, state: State) -> bool:
    """Whether the file of a year is as it would be made."""
    with suppress(Refusal):
        shard = Shard(path, path.name)
        about = shard.about
        shard.close()
        same = (about.program, about.rest, about.with_pdf) == (state.program, state.rest, state.with_pdf)
        return same and about.year == year and about.files == state.years[year]
    return False


def refuse_place(project: Project, folder: Path) -> None:
    """Files of years never lie where a build reads or writes."""
    for taken in (project.digests, project.root / "docs", project.site):
        if real(taken) in (real(folder), *real(folder).parents):
            shown = shown_path(taken, project.root)
            raise UsageError(f"Files of years do not belong into {shown}. Name another folder with --to.")


def _write(job: Job, cache: Path, path: Path, year: str, state: State) -> None:
    collection = job.collection
    weeks = {name: entry.week for name, entry in collection.by_id.items()}
    job.progress("Building the frame", 0)
    frame = frame_of(job, cache)
    album = Album(cache, job.pens) if job.pens else None
    said = setting(collection, frame)
    with tempfile.TemporaryDirectory(prefix="newsdesk-") as name, packed(path) as packer:
        work = Path(name)
        parts = Parts(collection, Memory(said), dress(frame, album, collection.settings), work / "site")
        with workers(job.jobs, parts) as crew:
            names = (part for part in of_weeks(collection) if year_of(part.given, weeks) == year)
            for number, output in enumerate(parts.outputs(names, crew=crew, jobs=job.jobs), 1):
                assert not isinstance(output, Stay | Ready | Laid | Unchanged), "made from nothing, and laid nowhere"
                if number % 100 == 0:
                    job.progress("Writing pages", number)
                made = output if isinstance(output, tuple) else (output.path, output.again())
                packer.put(f"{SITE}{made[0]}", made[1])
        memory = parts.memory()
        packer.put(PARTS, memory.packed())
        packer.put_all(SHARES, parts.shares())
        job.progress("Indexing for search", 0)
        indexing = Indexing(parts.collection, parts.digests, work, job.jobs)
        _put_index(packer, indexing, lambda one: year_of([one.name], weeks) == year)
        with Cache(job.project.cache, state.program) as kept:
            packer.put_rows(kept_rows(kept, state.years[year]))
        job.outcome.pages = sum(1 for _ in parts.pages())
        files = state.years[year]
        packer.seal(
            About(year, state.program, state.rest, said, state.with_pdf, files, len(memory.parts), job.outcome.pages)
        )


def of_weeks(collection: Collection) -> Iterator[Part]:
    """The parts of views of which some are about one entry or one week."""
    for view in OF_WEEKS:
        yield from (made for made in view(collection) if isinstance(made, Part))


def _put_index(packer: Packer, indexing: Indexing, is_of: Callable[[Named], bool]) -> None:
    """The stretches of the index that begin with an entry of a year: the others belong to other files, or to none."""
    if indexing.index(wanted=lambda pages: pages[0].register == "entries" and is_of(pages[0])):
        packer.put(INDEX, indexing.kept().packed())
        for kind in STRETCHES:
            held = Files(indexing.cache, kind)
            for name in sorted(os.listdir(held.folder)):
                if content := held.get(name):
                    packer.put(f"{kind}/{name}", content)
