"""Years that were made by themselves, and the site of them all: the same as one that was made as a whole."""

import json
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml
from conftest import DATA
from shared import shared
from test_site import tree
from test_warm import unpublished
from tooling import ROOT
from warm_edits import Edits

from newsdesk.build import Project
from newsdesk.build.making import build
from newsdesk.build.shards import packing, years
from newsdesk.build.shards.making import make_shard
from newsdesk.build.shards.merging import Shards
from newsdesk.build.shards.years import State
from newsdesk.cli import main
from newsdesk.load.walking import walk
from newsdesk.output.sealed import MARKER
from newsdesk.problems import Refusal

EARLY, LATE = "2022-early", "2022-late"


@pytest.fixture(scope="module", autouse=True)
def _two_years() -> Iterator[None]:
    """The invented collection has one year: what is done to years is done to two parts of it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(years, "year_of_week", lambda week: EARLY if week < "2022-W42" else LATE)
        yield


@pytest.fixture(scope="module")
def shards(tmp_path_factory: pytest.TempPathFactory, built: Path) -> Path:
    """The files of both, made on another machine."""

    def make(folder: Path) -> None:
        root = shutil.copytree(DATA, folder / "elsewhere", ignore=shutil.ignore_patterns(".cache", "site"))
        shutil.copytree(built.parent / "cache", folder / "cache")
        for year in (EARLY, LATE):
            made = make_shard(Project(root, root / "digests", root / "site", folder / "cache"), year, folder / "shards")
            assert made.is_new
            assert made.outcome.collection, made.outcome.problems
        shutil.rmtree(folder / "cache")

    return shared(tmp_path_factory, "shards", make) / "shards"


def at(root: Path, cache: Path | None = None) -> Project:
    return Project(root, root / "digests", root / "site", cache or root / ".cache" / "newsdesk")


def merged(project: Project, *paths: Path) -> Shards:
    """The site of some files of years."""
    with Shards(paths) as found:
        found.agree(State.of(project, walk(project.digests)), Path("shards"))
        assert build(project, shards=found).report
        return found


def test_years_merged_are_the_whole_site_byte_for_byte(shards: Path, built: Path, warm: Path) -> None:
    shutil.rmtree(warm / ".cache" / "newsdesk" / "search.groups")  # they come with the years, and what a check found
    (warm / ".cache" / "newsdesk" / "kept.sqlite").unlink()
    found = merged(at(warm), shards)
    assert tree(warm / "site") == tree(built)
    assert found.reused == found.parts > 50
    # What is remembered is true: a build after it has nothing to do.
    report = build(at(warm)).report
    assert report
    assert (report.written, report.removed) == (0, 0)


def test_the_file_of_a_year_is_made_once_and_again_where_that_year_has_changed(shards: Path, warm: Path) -> None:
    folder = shutil.copytree(shards, warm.parent / "shards")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert not make_shard(at(warm), EARLY, folder).is_new
    # Its folder is no input, though a word of the settings is its name; nor is a site that was built elsewhere.
    inside = shutil.copytree(folder, warm / "copyright")
    assert "copyright" in (warm / "mkdocs.yml").read_text("utf-8")
    assert not make_shard(at(warm), EARLY, inside).is_new
    shutil.rmtree(inside)
    (warm / "council").mkdir()
    (warm / "council" / MARKER).touch()
    assert "council" in (warm / "mkdocs.yml").read_text("utf-8")
    assert not make_shard(at(warm), EARLY, folder).is_new
    (folder / f"{EARLY}.zip").unlink()
    assert make_shard(at(warm), EARLY, folder).is_new
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    entry = next(path for path in sorted((warm / "digests" / "2022-W39").glob("*.yaml")) if path.name[0] != "_")
    keys = State.of(at(warm), walk(warm / "digests"))
    # Neither a site that is there, nor where it goes, makes it another year.
    (warm / "site").mkdir()
    (warm / "site" / "index.html").touch()
    elsewhere = Project(warm, warm / "digests", warm / "public", warm / ".cache" / "newsdesk")
    assert State.of(elsewhere, walk(warm / "digests")) == State.of(at(warm), walk(warm / "digests")) == keys
    entry.write_text(entry.read_text("utf-8") + "# a remark\n", "utf-8")
    now = State.of(at(warm), walk(warm / "digests"))
    assert (keys.key(EARLY) == now.key(EARLY), keys.key(LATE) == now.key(LATE)) == (False, True)
    assert not make_shard(at(warm), LATE, folder).is_new


def _cut(folder: Path) -> None:
    path = folder / f"{LATE}.zip"
    path.write_bytes(path.read_bytes()[:-100])


def _forged(**said: object) -> Callable[[Path], None]:
    """The file of a year that says otherwise of what it was made."""

    def forge(folder: Path) -> None:
        path = folder / f"{LATE}.zip"
        with zipfile.ZipFile(path) as file:
            content = {name: file.read(name) for name in file.namelist()}
        about = json.loads(content.pop(packing.ABOUT).partition(b"\n")[2]) | said
        with zipfile.ZipFile(path, "w") as file:
            for name, raw in content.items():
                file.writestr(name, raw)
            raw = json.dumps(about).encode()
            file.writestr(packing.ABOUT, packing._seal(raw).encode() + b"\n" + raw)

    return forge


AGAIN = f"build --only {LATE} --to shards"
DAMAGED = "damaged-shard: It is not what was written, or not all of it. Remove it, then: …build --only YEAR --to shards"
REFUSED: dict[str, tuple[Callable[[Path], object], str]] = {
    "cut": (_cut, f"shards/{LATE}.zip: {DAMAGED}"),
    "empty": (lambda folder: (folder / f"{LATE}.zip").write_bytes(b""), f"shards/{LATE}.zip: {DAMAGED}"),
    "another archive": (lambda folder: _archive(folder / f"{LATE}.zip"), f"shards/{LATE}.zip: {DAMAGED}"),
    "a folder": (lambda folder: _folder(folder / f"{LATE}.zip"), f"shards/{LATE}.zip: {DAMAGED}"),
    "doubled": (
        lambda folder: shutil.copy(folder / f"{EARLY}.zip", folder / "copy.zip"),
        f"shards/copy.zip: doubled-shard: shards/{EARLY}.zip is of {EARLY} as well."
        " Remove one of them, and merge again.",
    ),
    "missing": (
        lambda folder: (folder / f"{LATE}.zip").unlink(),
        f"shards: missing-shard: There is no file of {LATE}. Make it first:\n…{AGAIN}",
    ),
    "of a later format": (
        _forged(format=2),
        f"shards/{LATE}.zip: other-shard: Another version of this program has written it. Make it again:"
        " …build --only YEAR --to shards",
    ),
    "of another program": (
        _forged(program="another"),
        f"shards/{LATE}.zip: other-program: It was made by another program: another version of it, of a library or of"
        f" Python. Make it again with this one: …{AGAIN}",
    ),
    "with PDFs": (
        _forged(with_pdf=True),
        f"shards/{LATE}.zip: other-settings: It was made with --pdf, whose links it has."
        f" Merge with the same, or make it again: …{AGAIN}",
    ),
    "with other settings": (
        _forged(rest="others"),
        f"shards/{LATE}.zip: other-settings: The settings, a page in docs or a file that mkdocs.yml names were not what"
        f" they are now. Make it again: …{AGAIN}",
    ),
    "of other data": (
        lambda folder: (folder.parent / "project" / "digests" / "2022-W43" / "_digest.yaml").write_text("schema: 1\n"),
        f"shards/{LATE}.zip: other-data: 2022-W43/_digest.yaml is not as it was then. Make it again: …{AGAIN}",
    ),
    "of weeks that are gone": (
        _forged(year="1999"),
        f"shards/{LATE}.zip: other-data: The collection has no week of 1999."
        " Merge without this file, or bring the weeks back.",
    ),
    "without one": (
        lambda folder: [path.unlink() for path in folder.iterdir()],
        "There is no file of a year in shards. Make one: …build --only YEAR --to shards",
    ),
    "without a folder": (
        lambda folder: shutil.rmtree(folder),
        "There is no file shards. Name files of years with --merge, or their folder.",
    ),
}


def _archive(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("x", "x")


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_file_of_the_collection_as_it_is_is_refused(
    shards: Path, project: Path, name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil, said = REFUSED[name]
    shutil.copytree(shards, project.parent / "shards")
    monkeypatch.chdir(project.parent)
    spoil(project.parent / "shards")
    assert main(["build", "--merge", "shards"], project) in (1, 2)
    told = capsys.readouterr()
    command = ".venv/bin/python build_digest.py "
    assert told.err == f"build_digest.py: {said}\n".replace("…", command)
    assert told.out == ""
    assert not (project / "site").exists()


def test_a_byte_that_changes_is_found_wherever_it_stands(shards: Path, tmp_path: Path) -> None:
    raw = (shards / f"{LATE}.zip").read_bytes()
    path = tmp_path / f"{LATE}.zip"

    def content() -> Iterator[bytes]:
        shard = packing.Shard(path, path.name)
        try:
            yield from (repr(shard.about).encode(), *map(shard.read, sorted(shard._file.namelist())))
            yield from (f"{row}".encode() for row in shard.rows())
        finally:
            shard.close()

    path.write_bytes(raw)
    expected, seen = list(content()), 0
    for place in range(0, len(raw), len(raw) // 200):
        path.write_bytes(raw[:place] + bytes([raw[place] ^ 0x41]) + raw[place + 1 :])
        told = ""
        try:
            assert list(content()) == expected, place  # what no reader looks at
        except Refusal as refusal:
            told = str(refusal)
        seen += "damaged-shard" in told
        assert told == "" or "damaged-shard" in told
    assert seen > 100


WRONG = {
    "--only 2022": "--only YEAR and --to DIR belong together: which year, and the folder for its file.",
    "--to x": "--only YEAR and --to DIR belong together: which year, and the folder for its file.",
    "--only 2022 --to x --merge y": "Of --years, --only and --merge a build takes one.",
    "--only 2022 --to x --first": "--first goes with a whole build or with --merge: a year alone is not deployed.",
    "--only 1999 --to x": f"The collection has no week of 1999. It has {EARLY}, {LATE}."
    " Name one of its years with --only.",
    f"--only {EARLY} --to PROJECT/digests": "Files of years do not belong into digests. Name another folder with --to.",
    f"--only {EARLY} --to PROJECT/site/x": "Files of years do not belong into site. Name another folder with --to.",
}


def test_wrong_usage_is_told_and_nothing_is_written(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = tree(project)
    for arguments, said in WRONG.items():
        assert main(["build", *arguments.replace("PROJECT", str(project)).split()], project) == 2, arguments
        assert capsys.readouterr().err == f"build_digest.py: {said}\n"
    assert tree(project) == before


def test_the_years_of_a_collection_are_told_with_their_keys(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "--years"], project) == 0
    told = json.loads(capsys.readouterr().out)
    assert [one["year"] for one in told] == [EARLY, LATE]
    assert len({one["key"] for one in told}) == 2


def test_the_example_of_a_workflow_does_what_the_guide_says() -> None:
    text = (ROOT / "docs" / "many-machines.yml").read_text("utf-8")
    jobs = yaml.safe_load(text)["jobs"]
    assert list(jobs) == ["checks", "years", "year", "site", "deploy"]
    # The site is made by what compares it with what is deployed: see test_deploy.
    commands = re.findall(r"build_digest\.py (build [^\n)]*)", text)
    assert commands == ["build --years --pdf", 'build --only "$YEAR" --to years --pdf']
    assert jobs["year"]["strategy"]["matrix"]["include"] == "${{ fromJSON(needs.years.outputs.years) }}"
    # What both use is the same.
    deploy = (ROOT / ".github" / "workflows" / "deploy.yml").read_text("utf-8")
    ours, theirs = (
        set(re.findall(r"uses: (actions/(?!cache|download|upload-artifact)\S+)", one)) for one in (text, deploy)
    )
    assert ours <= theirs


@pytest.mark.slow
def test_whatever_has_changed_since_years_were_made_the_site_is_the_same(tmp_path: Path) -> None:
    """After each edit only those years are made again whose files have changed; a register makes none old."""
    root = unpublished(tmp_path / "edited")
    folder, edits, done, kept = tmp_path / "shards", Edits(root, 11), 0, 0
    while done < 12:
        edits.one()
        project = at(root, tmp_path / ".cache")
        whole = Project(root, root / "digests", tmp_path / "whole", tmp_path / ".cache-whole")
        if not build(whole, begun=date(2030, 1, 1)).report:
            shutil.rmtree(root)
            unpublished(root)
            continue
        done += 1
        pieces = [make_shard(project, year, folder) for year in (EARLY, LATE)]
        kept += sum(not piece.is_new for piece in pieces)
        merged(project, folder)
        assert tree(root / "site") == tree(tmp_path / "whole"), edits.count
    assert kept
