"""What is found by what has changed since the last look at everything is what a look at everything finds."""

import shutil
import sqlite3
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from check_edits import Edits
from effort import seeds
from invented import DATA, settle
from terminal import run

from newsdesk.build import Project, examine, settling
from newsdesk.build.cache import NAME
from newsdesk.build.entries.coding import drawn
from newsdesk.build.inbox.around import Around
from newsdesk.build.lately import apart, since
from newsdesk.build.lately.some import examine_all, examine_some, of_story, of_week
from newsdesk.check.near.others import Wider
from newsdesk.collection import Collection
from newsdesk.collection.measures.gaps import Gap, gaps_of
from newsdesk.commands import begun
from newsdesk.commands.gaps import _is_of as is_of
from newsdesk.model.gaps import GapKind

DAY = date(2026, 11, 22)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the invented collection."""
    found = tmp_path / "collection"
    for name in ("digests", "docs"):
        shutil.copytree(DATA / name, found / name)
    shutil.copy(DATA / "mkdocs.yml", found)
    settle(found / "digests")
    return found


def project_of(root: Path, cache: Path) -> Project:
    return Project(root, root / "digests", root / "site", cache)


class Watched:
    """Whether a look at a part was enough, each time that one was asked for."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.were_enough: list[bool] = []
        run = since._Looking.run

        def watched(looking: since._Looking, *given: object, **how: bool) -> object:
            self.were_enough.append(False)
            found = run(looking, *given, **how)  # type: ignore[arg-type]
            self.were_enough[-1] = True
            return found

        monkeypatch.setattr(since._Looking, "run", watched)


def changed(edits: Edits) -> None:
    """A few edits, of which most leave registers and settings alone."""
    ways = [edits.word, edits.value, edits.letter, edits.delete, edits.rename, edits.copy, edits.line_gone,
            edits.draft, edits.restore, edits.capture, edits.cited, edits.one]  # fmt: skip
    some = edits.some
    # Most words stand in registers, and a change of one of these is a matter of everything.
    edits.some = lambda pattern="*/*.yaml": some(pattern)  # type: ignore[method-assign]
    for _ in range(edits.random.choice([1, 1, 2, 4])):
        with suppress(OSError, IndexError, ValueError):
            edits.random.choice(ways)()
    edits.some = some  # type: ignore[method-assign]


def gaps_in(collection: Collection | None, story: str) -> list[Gap]:
    """What is missing of a story and its entries."""
    assert collection
    return [gap for kind in GapKind for gap in gaps_of(collection, kind) if is_of(collection, story, gap)]


def known_of_all(project: Project, weeks: list[str]) -> list[object]:
    """What an inbox is compared with, and which entries are coded twice: asked of all entries at once."""
    found = examine_all(project, DAY)
    around = Around(found)
    prints = [(day, item.keys["id"], language) for day, item, language in around._fingerprints]
    stories = {name: (one.names, one.days) for name, one in around._stories._profiles.items()}
    return [around.known, list(map(around.of_week, weeks)), prints, stories, drawn(found.draft.entries), found.problems]


@pytest.mark.parametrize("seed", seeds(1, 16))
def test_a_look_at_what_has_changed_finds_what_a_look_at_all_finds(
    root: Path, tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    edits, warm, watched = Edits(root, seed), project_of(root, tmp_path / "warm"), Watched(monkeypatch)
    monkeypatch.setattr(since, "_SOME", edits.random.choice([1, 2, 8]))
    monkeypatch.setattr(apart, "MANY", 1)
    for _ in range(edits.random.choice([0, 3])):
        edits.one()
    examine(warm, begun=DAY, jobs=2)
    for number in range(12):
        changed(edits)
        cold = project_of(root, tmp_path / f"cold-{number}")
        weeks = sorted(path.name for path in edits.digests.iterdir() if path.is_dir())
        week = edits.random.choice(weeks)
        whole = examine(cold, begun=DAY, with_documents=True)
        some = examine_some(warm, of_week(week), begun=DAY, with_documents=True)
        assert some.problems == whole.problems, (seed, number)
        assert (some.collection is None) == (whole.collection is None)
        if edits.random.random() < 0.5:
            built = examine(warm, begun=DAY, jobs=edits.random.choice([1, 2]))
            assert (built.problems, built.collection) == (whole.problems, whole.collection), (seed, number)
        said = [[(name, one and one.data) for name, one in found.documents.items()] for found in (some, whole)]
        assert said[0] == said[1]
        assert known_of_all(warm, weeks) == known_of_all(cold, weeks), (seed, number)
        if some.collection and whole.collection:
            assert some.collection.by_week.get(week) == whole.collection.by_week.get(week)
            assert some.collection.digests.get(week) == whole.collection.digests.get(week)
            for story in whole.collection.stories:
                part = examine_some(warm, of_story(story), begun=DAY).collection
                assert gaps_in(part, story) == gaps_in(whole.collection, story), (seed, number, story)
        shutil.rmtree(cold.cache)
    # What is wrong with the settings, or with a quotation, is a matter of everything for as long as it stands there.
    assert any(watched.were_enough) or seed > 1, "for some a look at a part was enough"


def week_of(root: Path, cache: Path, day: date | None = DAY) -> tuple[list[str], object]:
    """What is told of a week."""
    found = examine_some(project_of(root, cache), of_week("2022-W42"), begun=day)
    week = found.collection.by_week["2022-W42"] if found.collection else None
    built = examine(project_of(root, cache), begun=day)
    assert (built.problems, built.collection is None) == (found.problems, found.collection is None)
    return [f"{one.path} {one.rule} {one.message}" for one in found.problems], week


def test_what_was_found_last_may_be_missing_damaged_or_of_others(root: Path, tmp_path: Path) -> None:
    cache = tmp_path / "warm"
    examine(project_of(root, cache), begun=DAY)
    path = root / "digests/2022-W42/lamp-society-statement.yaml"
    path.write_text(path.read_text("utf-8").replace("\noutlet: ", "\noutlet: no-", 1), "utf-8")
    first = week_of(root, cache)
    assert any("is not in outlets.yaml" in line for line in first[0])

    def spoilt(sql: str) -> None:
        with sqlite3.connect(cache / NAME) as database:
            assert database.execute(sql).rowcount
        database.close()

    for sql in (
        "UPDATE kept SET value = '[[],{},{},null,false]' WHERE kind = 'whole'",
        "UPDATE kept SET value = substr(value, 1, 900) WHERE kind = 'whole'",
        "UPDATE kept SET seal = zeroblob(16) WHERE kind = 'ties'",
        "UPDATE kept SET value = replace(value, 'no-', 'a-') WHERE kind = 'part'",
        "UPDATE kept SET value = replace(value, 'lamp', 'damp') WHERE kind = 'light'",
        "UPDATE kept SET value = '{}' WHERE kind = 'light'",
        "DELETE FROM kept WHERE kind IN ('part', 'data')",
    ):
        spoilt(sql)
        assert week_of(root, cache) == first, sql
        assert week_of(root, cache) == first, "and once more"
    for raw in (b"", b"no database", None):
        (cache / NAME).unlink() if raw is None else (cache / NAME).write_bytes(raw)
        assert week_of(root, cache) == first


def test_what_lay_in_the_future_is_told_as_long_as_it_does(root: Path, tmp_path: Path) -> None:
    path = root / "digests/2022-W42/lamp-society-statement.yaml"
    path.write_text(path.read_text("utf-8").replace("accessed: 2022-", "accessed: 2029-", 1), "utf-8")
    for day in (date(2028, 12, 1), date(2030, 1, 1), date(2028, 12, 1), None, date(2026, 1, 1)):
        told = week_of(root, tmp_path / "warm", day)
        assert told == week_of(root, tmp_path / f"cold-{day}", day)
        assert any("lies in the future" in line for line in told[0]) == (day is not None and day.year < 2030)


def test_a_text_that_was_captured_since_is_compared(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache, watched = tmp_path / "warm", Watched(monkeypatch)
    examine(project_of(root, cache), begun=DAY)
    (root / "captures").mkdir()
    for text in ("Nothing of the kind was said.", "And now it says something else."):
        (root / "captures/lamp-society-statement.txt").write_text(text, "utf-8")
        assert week_of(root, cache) == week_of(root, tmp_path / text[:7])
        examine(project_of(root, cache), begun=DAY)
    assert watched.were_enough, "a new text concerns its entry alone"


def test_what_a_story_lacks_is_told_by_its_own_entries(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warm, watched = project_of(root, tmp_path / "warm"), Watched(monkeypatch)
    examine(warm, begun=DAY)
    for number, path in enumerate(sorted((root / "digests").glob("*/[a-z]*.yaml"))[::4]):
        text = path.read_text("utf-8")
        path.write_text("".join(line for line in text.splitlines(keepends=True) if not line.startswith("genre:")))
        whole = examine(project_of(root, tmp_path / f"cold-{number}"), begun=DAY).collection
        assert whole
        for story in whole.stories:
            part = examine_some(warm, of_story(story), begun=DAY).collection
            assert part
            assert gaps_in(part, story) == gaps_in(whole, story), (path.name, story)
            told = [[origins.of(entry) for entry in found.by_story[story]]
                    for found in (part, whole) for origins in [found.origins(found.by_story[story])]]  # fmt: skip
            assert told[0] == told[1]
    assert any(gaps_in(whole, story) for story in whole.stories)
    assert all(watched.were_enough)


def test_a_verb_on_a_register_leaves_what_it_found_for_the_next(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warm, watched = project_of(root, root / ".cache/newsdesk"), Watched(monkeypatch)
    with (root / "digests/_addresses.txt").open("a", encoding="utf-8") as addresses:
        addresses.write("outlets/strait-gazette/\n")
    assert run("check", "--root", root).returncode == 0
    for name in ("Fen Gazette", "Strait Post", "Strait Post (until 2022)"):
        done = run("correct", "outlets.yaml#strait-gazette", "name", "--to", name, "--kind", "material",
                   "--why", "A slip.", "--root", root)  # fmt: skip
        assert done.returncode == 0, done.stderr
        found = examine_some(warm, of_week("2022-W42"), begun=begun())
        whole = examine(project_of(root, tmp_path / name), begun=begun())
        assert found.problems == whole.problems
        assert found.collection
        assert found.collection.outlets["strait-gazette"].name == name
    assert watched.were_enough == [True, True, True], "none of them had to look at everything"
    refused = run("correct", "outlets.yaml#strait-gazette", "country", "--to", "Fenland", "--kind", "material",
                  "--why", "A slip.", "--root", root)  # fmt: skip
    assert refused.returncode == 1
    assert examine_some(warm, of_week("2022-W42"), begun=begun()).problems == whole.problems


def test_a_verb_that_looks_at_one_entry_alone_leaves_nothing_as_if_it_had_seen_all(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wider(*given: object) -> None:
        raise Wider

    path = root / "digests/2022-W42/lamp-society-statement.yaml"
    path.write_text(path.read_text("utf-8").replace("\noutlet: ", "\noutlet: no-", 1), "utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(settling, "Near", wider)  # as where what is known of others is not enough
        done = run("correct", "strike-called", "title", "--to", "Strike starts", "--kind", "material",
                   "--why", "A slip.", "--root", root)  # fmt: skip
    assert done.returncode == 0, done.stderr
    found, _ = week_of(root, root / ".cache/newsdesk", begun())
    assert any("is not in outlets.yaml" in line for line in found)
