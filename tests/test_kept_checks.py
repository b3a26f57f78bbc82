"""What is kept of a check is never told where it is no longer true: after any edit warm and cold say the same."""

import shutil
import sqlite3
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from check_edits import Edits
from effort import seeds
from invented import DATA, settle

from newsdesk.build import Outcome, Project, archive, checked, examine, workers
from newsdesk.build.cache import NAME, plain
from newsdesk.build.examining import Living
from newsdesk.check.parts import part_after, part_of
from newsdesk.load import REGISTERS, parse
from newsdesk.problems import Problem

DAYS = (None, date(2022, 10, 20), date(2031, 1, 1))


def project_of(root: Path, cache: Path) -> Project:
    return Project(root, root / "digests", root / "site", cache)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the invented collection."""
    found = tmp_path / "collection"
    shutil.copytree(DATA / "digests", found / "digests")
    shutil.copytree(DATA / "docs", found / "docs")
    shutil.copy(DATA / "mkdocs.yml", found)
    settle(found / "digests")
    return found


def records(outcome: Outcome) -> object:
    """All records of a collection, as plain data."""
    known = outcome.collection
    if known is None:
        return None
    groups = (known.by_id, known.digests, known.outlets, known.people, known.places, known.stories, known.topics)
    return (
        [{name: record.model_dump() for name, record in group.items()} for group in groups],
        known.frozen,
        known.moved,
    )


def test_a_register_is_known_by_its_records_that_have_not_changed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edits, told = Edits(root, 7), 0
    texts = {path: path.read_bytes() for name in REGISTERS if (path := root / "digests" / f"{name}.yaml").exists()}
    monkeypatch.setattr(edits, "files", lambda pattern="": list(texts))
    parts = {}
    for path, raw in texts.items():
        document = parse(path.name, raw)[0]
        assert document
        parts[path] = part_of(path.name, document, leaves_out=True)[0], document.data
    for _ in range(200):
        edits.random.choice([edits.word, edits.value, edits.letter, edits.line_gone, edits.line_twice])()
        for path in (path for path, raw in texts.items() if path.read_bytes() != raw):
            document = parse(path.name, path.read_bytes())[0]
            if document and (found := part_after(path.name, document, *parts[path])):
                whole = part_of(path.name, document, leaves_out=True)
                assert plain(found[0]) == plain(whole[0])
                assert {key: item.record for key, item in found[1].items()} == {
                    key: item.record for key, item in whole[1].items()
                }
                told += 1
            path.write_bytes(texts[path])
    assert told > 20


def own(problems: list[Problem], inner: str) -> list[Problem]:
    """The problems of one entry."""
    return [problem for problem in problems if problem.path == f"digests/{inner}"]


@pytest.mark.parametrize("seed", seeds(1, 10))
def test_warm_and_cold_say_the_same_after_any_edit(root: Path, tmp_path: Path, seed: int) -> None:
    edits = Edits(root, seed)
    warm = project_of(root, tmp_path / "warm")
    checked(warm)
    told = 0
    for number in range(10):
        made = [edits.one() for _ in range(edits.random.choice([1, 1, 1, 4]))]
        begun, cold = edits.random.choice(DAYS), project_of(root, tmp_path / f"cold-{number}")
        wanted = edits.random.choice(edits.files("*/[a-z]*.yaml")).relative_to(root / "digests").as_posix()
        whole, said = examine(cold, begun=begun), checked(cold, begun=begun).problems
        assert checked(warm, begun=begun).problems == said, (seed, number, made)
        assert checked(warm, begun=begun).problems == said, "and once more"
        again = examine(warm, begun=begun)
        assert (again.problems, records(again)) == (whole.problems, records(whole)), (seed, number, made)
        one = checked(cold, begun=begun, wanted=wanted).problems
        for where in (warm, cold, warm):
            assert own(checked(where, begun=begun, wanted=wanted).problems, wanted) == own(one, wanted), (seed, made)
        asked = ("voice-", "long-", "unneeded-")
        plain = [problem for problem in one if not problem.rule.startswith(asked)]
        assert own(plain, wanted) == own(examine(cold, begun=begun, wanted=wanted).problems, wanted)
        told += len(whole.problems)
        shutil.rmtree(cold.cache)
    assert told, "some of these edits are faults"
    assert (warm.cache / NAME).is_file()


@contextmanager
def lost(jobs: int, at_hand: object, *, apart: bool = False) -> Iterator[Executor]:
    """Processes that are killed."""

    class Lost(Executor):
        def submit(self, *given: object, **named: object) -> Future:  # type: ignore[override]
            found: Future = Future()
            found.set_exception(BrokenExecutor())
            return found

    yield Lost()


def test_any_number_of_processes_finds_the_same(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edits = Edits(root, 11)
    for _ in range(40):
        edits.one()
    alone = project_of(root, tmp_path / "one")
    whole = examine(alone)
    assert len(whole.problems) > 20
    monkeypatch.setattr(archive, "_MANY", 2)
    monkeypatch.setattr(archive, "_CHUNK", 3)
    for jobs in (2, 5):
        project = project_of(root, tmp_path / f"{jobs}")
        again = examine(project, jobs=jobs)
        assert (again.problems, records(again)) == (whole.problems, records(whole))
        warm = examine(project)
        assert (warm.problems, records(warm)) == (whole.problems, records(whole))
        assert rows(project) == rows(alone), "and keeps the same"
    monkeypatch.setattr(workers, "workers", lost)
    again = examine(project_of(root, tmp_path / "lost"), jobs=2)
    assert (again.problems, records(again)) == (whole.problems, records(whole))


def rows(project: Project) -> list[object]:
    """What is kept, without the number of the run."""
    with sqlite3.connect(project.cache / NAME) as database:
        return database.execute("SELECT kind, key, value FROM kept ORDER BY kind, key").fetchall()


@pytest.mark.parametrize("rounds", [4, pytest.param(12, marks=pytest.mark.slow)])
def test_a_living_process_says_of_an_entry_what_a_check_says(root: Path, tmp_path: Path, rounds: int) -> None:
    project = project_of(root, tmp_path / "warm")
    living, edits = Living(project), Edits(root, 7)
    paths = [path.relative_to(root / "digests").as_posix() for path in edits.files("*/[a-z]*.yaml")]
    others = [edits.outlet_renamed, edits.record_gone, edits.capture, edits.copy, edits.address]
    for number in range(rounds):
        inner = edits.random.choice(paths)
        path = root / "digests" / inner
        before = path.read_bytes()
        edits.entry = lambda path=path: path  # type: ignore[method-assign]
        edits.some = lambda pattern="", path=path: path  # type: ignore[method-assign]
        for way in (edits.word, edits.value, edits.letter, edits.draft, edits.line_gone, edits.cut, edits.version):
            path.write_bytes(before)
            way()
            raw = path.read_bytes()
            wanted = own(checked(project_of(root, tmp_path / "cold"), begun=DAYS[1], wanted=inner).problems, inner)
            assert living.entry(inner, DAYS[1]) == wanted, (number, way.__name__, inner)
            path.write_bytes(before)
            assert living.entry(inner, DAYS[1], raw.decode("utf-8", "ignore")) == wanted or way == edits.cut
        edits.some, edits.entry = Edits.some.__get__(edits), Edits.entry.__get__(edits)  # type: ignore[method-assign]
        edits.random.choice(others)()
        living.refresh()
    living.close()
