"""A build that remembers the last one makes what a build from nothing makes, whatever was changed between them."""

import shutil
import sys
from concurrent.futures import BrokenExecutor, Future
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from effort import seeds
from invented import DATA, collection
from warm_edits import Edits, plain, read, write

from newsdesk.build import Project, examine
from newsdesk.build.making import dress, setting
from newsdesk.build.parts import Memory, Parts
from newsdesk.build.workers import Crew, workers
from newsdesk.evidence import Text
from newsdesk.evidence.cited import page_evidence
from newsdesk.output.cards import Album
from newsdesk.output.frame import build_frame
from newsdesk.output.kept import digest_of
from newsdesk.output.report import Ready, Same
from newsdesk.store.cited.writing import write_page
from newsdesk.views import BEHIND, SECTIONS, VIEWS, Part, Preview
from newsdesk.views.shared.paging import shelves, weeks


def unpublished(root: Path) -> Path:
    """A copy of the invented collection of which nothing has gone out, so that everything may change."""
    for name in ("docs", "digests"):
        shutil.copytree(DATA / name, root / name)
    config = (DATA / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(config.replace("extra:\n", "extra:\n  cards: entries\n"), "utf-8")
    digests = root / "digests"
    for path in [*digests.glob("*/_edition-*.md"), digests / "_addresses.txt", digests / "_moved.yaml"]:
        path.unlink()
    for path in digests.glob("*/_digest.yaml"):
        data = plain(read(path))
        write(path, {k: v for k, v in data.items() if k not in ("published", "editions")} | {"status": "draft"})
    return root


def drawn(preview: Preview) -> bytes:
    """A card that shows whatever stands on it."""
    return repr(preview).encode()


def made(project: Project, memory: Path | None) -> tuple[dict[str, str], int] | None:
    """The digest of every file, and how many parts were made; None where the collection has faults."""
    outcome = examine(project)
    if outcome.collection is None:
        return None
    sections = {name: f"{name}/index.md" for name in SECTIONS}
    frame = build_frame(project.config, sections, project.cache, outcome.collection.settings)
    last = Memory.of(memory or Path("nowhere"), setting(outcome.collection, frame))
    parts = Parts(
        outcome.collection,
        last,
        dress(frame, Album(project.cache, ("1", drawn)), outcome.collection.settings),
        project.site if memory else project.site / "cold",
    )
    files = {}
    for output in chain(parts.outputs(map(Part, (*VIEWS, *BEHIND))), parts.joined()):
        path, digest = (output[0], digest_of(output[1])) if isinstance(output, tuple) else (output.path, output.digest)
        assert path not in files
        files[path] = digest
        if isinstance(output, Ready):
            # What they are put together of the next time.
            assert digest_of(output.file.read_bytes()) == digest
            target = project.site / path
            target.parent.mkdir(parents=True, exist_ok=True)
            if memory:
                output.file.replace(target)
    if memory:
        parts.memory().keep(memory)
    return files, parts.made


def edited(root: Path, seed: int, count: int, *, every: int = 1) -> set[str]:
    """Make so many edits that leave no fault, compare after every few of them; returns their kinds."""
    edits = Edits(unpublished(root), seed)
    project = Project(root, root / "digests", root / "site", root / ".cache")
    memory = root / "memory"
    assert made(project, memory)
    kinds: set[str] = set()
    done = reused = 0
    while done < count:
        saved = root / "before"
        shutil.rmtree(saved, ignore_errors=True)
        for name in ("digests", "docs"):
            shutil.copytree(root / name, saved / name, copy_function=shutil.copy2)
        shutil.copy2(root / "mkdocs.yml", saved)
        kind = edits.one()
        warm = made(project, memory)
        if warm is None:
            for name in ("digests", "docs"):
                shutil.rmtree(root / name)
                shutil.copytree(saved / name, root / name, copy_function=shutil.copy2)
            shutil.copy2(saved / "mkdocs.yml", root)
            continue
        done += 1
        kinds.add(kind)
        if done % every:
            continue
        cold = made(project, None)
        assert cold
        differ = {path for path in warm[0].keys() | cold[0].keys() if warm[0].get(path) != cold[0].get(path)}
        assert differ == set(), f"after {kind}, edit {edits.count} of seed {seed}"
        reused += warm[1] < cold[1]
    assert reused > count // every // 2, "most edits leave most of the site as it is"
    return kinds


class Broken:
    """Loses every process."""

    def submit(self, work: object, chunk: object, /) -> Future[Any]:
        lost: Future[Any] = Future()
        lost.set_exception(BrokenExecutor())
        return lost


def files_with(crew: Crew | None, parts: Parts, jobs: int = 1) -> dict[str, str]:
    outputs = chain(parts.outputs(map(Part, (*VIEWS, *BEHIND)), crew=crew, jobs=jobs), parts.joined())
    return {
        output.path if isinstance(output, Ready | Same) else output[0]: output.digest
        if isinstance(output, Ready | Same)
        else digest_of(output[1])
        for output in outputs
    }  # type: ignore[index]


def test_any_number_of_processes_makes_the_same(tmp_path: Path) -> None:
    def parts(last: Memory | None = None) -> Parts:
        known = collection()
        return Parts(known, last or Memory("x"), lambda made: (made.path, repr(made).encode()), tmp_path / "site")

    alone = parts()
    expected = files_with(None, alone)
    assert len(expected) > 200
    assert files_with(Broken(), parts(), 2) == expected, "where processes are lost, the rest is made here"
    for jobs in (2, 5):
        shared = parts()
        with workers(jobs, shared) as crew:
            assert crew or sys.platform != "linux"
            assert files_with(crew, shared, jobs) == expected
        assert shared.made == alone.made
        assert sorted(shared.pages()) == sorted(alone.pages())
        assert shared.memory().parts.keys() == alone.memory().parts.keys()
        assert shared.memory().keys.items() == alone.memory().keys.items()
    again = parts(alone.memory())
    assert files_with(None, again) == expected
    assert (again.made, again.memory()) == (0, alone.memory()), "what is remembered need not be kept again"


def test_a_few_edits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Lists of so few rows are divided already, each letter into pages, and so is a week.
    monkeypatch.setattr(shelves, "MOST", 2)
    monkeypatch.setattr(weeks, "MOST", 2)
    monkeypatch.setattr(shelves, "FIRST", 2)
    edited(tmp_path, 1, 5)


@pytest.mark.slow
def test_a_page_that_changed_concerns_those_who_cite_it(tmp_path: Path) -> None:
    root = unpublished(tmp_path)
    project = Project(root, root / "digests", root / "site", root / ".cache")
    memory, key = root / "memory", "gazette.example.com/2022/strike"

    def looked(**blocks: dict[str, object]) -> None:
        pages = {key: dict(blocks["one"]), "wharf.example.com/2022/strike": dict(blocks["other"])}
        write(root / "digests" / "watch.yaml", {"schema": 1, "pages": pages})

    same = {"looked": "2026-11-22", "state": "same", "since": "2026-11-22"}
    looked(one=same, other=same)
    assert made(project, memory)
    looked(one={**same, "looked": "2026-11-29"}, other=same)
    warm, cold = made(project, memory), made(project, None)
    assert warm
    assert cold
    assert warm[0] == cold[0]
    # The page, its data, the feed and the list of gaps, and what is put together of such parts.
    assert warm[1] < 12 < cold[1] // 5


@pytest.mark.slow
def test_a_page_that_was_captured_concerns_those_who_cite_it(tmp_path: Path) -> None:
    root = unpublished(tmp_path)
    project = Project(root, root / "digests", root / "site", root / ".cache")
    memory = root / "memory"
    text = Text("The dockers of the strait have called a strike for the ninth of October, says their union.")

    def captured(address: str) -> None:
        assert write_page(project.digests, root, page_evidence(address, text, date(2026, 11, 29), language="en"))

    captured("ferries.example.com/strike")
    assert made(project, memory)
    captured("ferries.example.com/times")
    warm, cold = made(project, memory), made(project, None)
    assert warm
    assert cold
    assert warm[0] == cold[0]
    assert warm[1] < 12 < cold[1] // 5


@pytest.mark.parametrize("seed", seeds(0, 2, first=2))
def test_a_hundred_edits(tmp_path: Path, seed: int) -> None:
    kinds = edited(tmp_path, seed, 100, every=4)
    assert len(kinds) > 20, sorted(kinds)
