"""Two branches that have compared the same page: what git makes of both is put together, and nothing is lost unsaid."""

import subprocess
from datetime import date
from pathlib import Path

import pytest
from makers import collection, problems_of
from test_cited import file_of, page

from newsdesk.cli import main
from newsdesk.evidence import seal_of
from newsdesk.load import parse
from newsdesk.model.evidence import PageEvidence
from newsdesk.store.cited.mending import mended

OTHERS = page("a.example"), page("z.example")
ADDRESS = "survey.example/2021"
TEXTS = [f"The survey counted {number} swans on the lake, and no ducks." for number in range(2)]


def of(text: str = TEXTS[0], **changes: object) -> PageEvidence:
    """The evidence of the page, with other hashes or another day."""
    made = page(ADDRESS, text).model_copy(update=changes)
    return made.model_copy(update={"seal": seal_of(made)})


def hashes(*numbers: int) -> tuple[str, ...]:
    return tuple(sorted(f"{number:016x}" for number in numbers))


def merged(folder: Path, *given: PageEvidence | None, ways: tuple[str, ...] = ("--union",)) -> str:
    """What git makes of the file of one branch, that before both, and that of the other."""
    names = ["ours", "base", "theirs"]
    for name, one in zip(names, given, strict=True):
        (folder / name).write_text(file_of(*OTHERS, *([one] if one else [])), "utf-8")
    done = subprocess.run(["git", "merge-file", "-p", *ways, *names], cwd=folder, capture_output=True, check=False)
    return done.stdout.decode()


LONG = hashes(*range(100, 140))
MERGES = {
    "both are the first": (of(tokens=hashes(1, 2)), None, of(tokens=hashes(2, 3))),
    "both add": (of(tokens=hashes(1, 9)), of(tokens=hashes(1)), of(tokens=hashes(1, 8), passages=hashes(7))),
    "in the middle of much": (
        of(tokens=LONG, sentences=hashes(1, 2)), of(tokens=LONG, sentences=hashes(1)),
        of(tokens=LONG, sentences=hashes(1, 3), absent=hashes(5)),
    ),
    "on other days": (
        of(tokens=hashes(1), captured=date(2026, 1, 2)), of(), of(tokens=hashes(2), captured=date(2026, 1, 3)),
    ),
    "of other texts": (of(TEXTS[1], captured=date(2026, 1, 2)), of(), of(tokens=hashes(2), captured=date(2026, 1, 1))),
}  # fmt: skip


@pytest.mark.parametrize("name", MERGES)
@pytest.mark.parametrize("ways", [("--union",), ()])
def test_what_git_lays_into_one_is_put_together(tmp_path: Path, name: str, ways: tuple[str, ...]) -> None:
    ours, base, theirs = MERGES[name]
    text = merged(tmp_path, ours, base, theirs, ways=ways)
    faults = problems_of({**collection(), "pages.yaml": text})
    rules = {problem.rule for problem in faults if problem.path.endswith("pages.yaml")}
    assert rules & {"not-yaml", "merge-conflict", "duplicate-key"}, "nobody reads it as it is"
    found = mended(text)
    assert found
    assert (found.both, found.lost) == ((ADDRESS,), ())
    document, problems = parse("pages.yaml", found.text.encode())
    assert document
    assert problems == []
    wanted = max(ours, theirs, key=lambda one: one.captured)
    if ours.sha256 == theirs.sha256:
        both = {field: tuple(sorted({*getattr(ours, field), *getattr(theirs, field)}))
                for field in ("tokens", "absent", "sentences", "passages")}  # fmt: skip
        newer = max(ours, theirs, key=lambda one: (one.captured, one.seal)).model_copy(update=both)
        wanted = newer.model_copy(update={"seal": seal_of(newer)})
    assert found.text == file_of(*OTHERS, wanted)
    assert mended(found.text) is None, "there is nothing to mend"


def test_a_page_of_which_nothing_is_whole_is_let_go_and_named(tmp_path: Path) -> None:
    text = merged(tmp_path, *MERGES["both add"]).replace("seal:", "sael:", 2)
    found = mended(text)
    assert found
    assert len(found.lost) == 1
    assert found.lost[0] not in found.text
    assert mended("schema: 1\npages: {}\n") is None
    assert mended(text.replace("pages:", "<<<<<<< a\npages:\n||||||| b\n=======\n>>>>>>> c\n")) is None


def test_format_puts_it_together_and_says_what_comes_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "press"
    for inner, text in {**collection(), "pages.yaml": merged(tmp_path, *MERGES["both add"])}.items():
        path = root / "digests" / inner
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (root / "mkdocs.yml").write_text("site_name: Press\n", "utf-8")
    monkeypatch.chdir(root)
    path = root / "digests" / "pages.yaml"
    assert main(["check", "--root", str(root)], root) == 1
    told = capsys.readouterr().out
    assert "what both wrote: .venv/bin/python build_digest.py format digests/pages.yaml. Else take" in told
    assert main(["format", "--root", str(root), "digests/pages.yaml"], root) == 0
    said = capsys.readouterr().out
    assert "It has what both branches found of 1 page. Next, to let go of what no sentence has any more: " in said
    assert said.startswith("Wrote digests/pages.yaml\n")
    assert parse("pages.yaml", path.read_bytes())[1] == []
    path.write_text("schema: 1\npages: [\n", "utf-8")
    assert main(["format", "--root", str(root), "digests/pages.yaml"], root) == 1
    assert "cannot be put together" in capsys.readouterr().err
    assert path.read_text("utf-8") == "schema: 1\npages: [\n"
