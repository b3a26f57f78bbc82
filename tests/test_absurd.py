"""Two absurd entries: every problem at once, each in its place, and nothing written."""

from pathlib import Path

import pytest
from makers import collection, write_tree
from terminal import Done, run

ROOT = Path(__file__).resolve().parent.parent
CASES = Path(__file__).parent / "cases"


def files_below(folder: Path) -> dict[str, int]:
    """Everything but what is kept to save time."""
    found = (path for path in folder.rglob("*") if ".cache" not in path.relative_to(folder).parts)
    return {path.relative_to(folder).as_posix(): path.stat().st_mtime_ns for path in found}


def check(root: Path, *options: str) -> Done:
    return run("check", "--root", root, "--digests", root / "digests", *options, cwd=root)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_tree(tmp_path, collection())
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Swans\n")
    (tmp_path / "mkdocs.yml").write_text("site_name: Swans\n")
    return tmp_path


def test_the_collection_around_it_is_fine(root: Path) -> None:
    done = check(root)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "Checked 1 entry: no problems.\n")


@pytest.mark.parametrize(("name", "at_least"), [("absurd", 35), ("absurd-but-shaped", 25)])
def test_one_absurd_entry_earns_the_whole_list(root: Path, name: str, at_least: int) -> None:
    (root / "digests" / "2022-W42" / f"{name}.yaml").write_bytes((CASES / f"{name}.yaml").read_bytes())
    before = files_below(root)
    done = check(root)
    # `path:line:column: rule: message`, of which the list keeps all but the message.
    found = [line.split(": ")[: 3 if ": warning: " in line else 2] for line in done.stdout.splitlines()]
    expected = (CASES / f"{name}.txt").read_text("utf-8").splitlines()
    assert [": ".join(parts) for parts in found] == expected
    assert len(expected) >= at_least
    assert (done.returncode, done.stderr.split(" ")[0]) == (1, "Checked:")
    assert "Traceback" not in done.stderr
    assert files_below(root) == before


def test_all_absurdities_at_once_are_in_order_and_a_build_writes_nothing(root: Path) -> None:
    for name in ("absurd", "absurd-but-shaped"):
        (root / "digests" / "2022-W42" / f"{name}.yaml").write_bytes((CASES / f"{name}.yaml").read_bytes())
    before = files_below(root)
    done = run("--root", root, "--site", root / "site", cwd=root)
    *problems, last = done.stderr.splitlines()
    places = [(path, int(line), int(column)) for path, line, column, _ in (p.split(":", 3) for p in problems)]
    assert places == sorted(places)
    assert last.startswith("Nothing was written: ")
    assert (done.returncode, done.stdout) == (1, "")
    assert files_below(root) == before
