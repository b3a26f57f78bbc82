"""What a verb says to whoever errs a little: a name of before, half a name, nothing, another folder."""

from pathlib import Path

import pytest
from drafting import needs_extra
from makers import ABOUT, collection, entry, write_tree
from terminal import run

LEAD = "# Run this in the end:\n# .venv/bin/python build_digest.py finish swans-leave-for-the-south\n"
LONG = "2022-W42/swans-leave-for-the-south.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    text = entry(title="TODO", url="https://lantern.example/leave", stories="[]")
    moved = (
        "schema: 1\nmoved:\n  - {path: 2022/w42/swans/, to: 2022/w42/swans-counted/, on: 2022-11-01, why: Shorter.}\n"
    )
    moved += "  - {path: 2022/w42/birds/, to: 2022/w42/swans-counted/, on: 2022-11-02, why: Clearer.}\n"
    write_tree(tmp_path, {**collection(), LONG: LEAD + text, "_moved.yaml": moved})
    (tmp_path / "mkdocs.yml").write_text(f"site_name: Swans\nsite_url: https://example.org/\n{ABOUT}", "utf-8")
    return tmp_path


def said(root: Path, *words: str) -> str:
    done = run(*words, "--root", root, cwd=root, SOURCE_DATE_EPOCH="1667908800")
    return done.stdout + done.stderr


def test_a_name_that_is_not_there_leads_on(root: Path) -> None:
    for verb in ("check", "finish", "review"):
        assert 'It was renamed: its id is "swans-counted" now.' in said(root, verb, "swans")
        assert 'Did you mean "swans-leave-for-the-south"?' in said(root, verb, "swans-leave")
    out = said(root, "rename", "swans-leave-for-the-south", "swans-go")
    assert "swans-go.yaml now." in out
    text = (root / "digests" / "2022-W42" / "swans-go.yaml").read_text("utf-8")
    assert text.startswith(LEAD.replace("swans-leave-for-the-south", "swans-go"))


def test_no_collection_is_begun_unasked(tmp_path: Path) -> None:
    assert f"There is no collection in {tmp_path}" in said(tmp_path, "week", "2022-W42")
    assert list(tmp_path.iterdir()) == []


@needs_extra
def test_nothing_is_no_source(root: Path) -> None:
    assert "Nothing is named to read." in said(root, "new", "")


def test_what_the_settings_leave_open_stands_against_a_week(root: Path) -> None:
    said(root, "rename", "swans-leave-for-the-south", "swans-go")
    config = root / "mkdocs.yml"
    config.write_text("site_name: Swans\nsite_url: https://example.org/\n", "utf-8")
    out = said(root, "week", "2022-W42")
    assert "nothing stands against it" not in out
    assert "editor: Nothing goes out before extra.about in mkdocs.yml says who answers for it: see above." in out
