"""What was compared holds when a record gets another id: evidence goes with it, that of entries and of pages."""

from pathlib import Path

import pytest
from makers import ABOUT, WEEK, entry, write_tree
from terminal import run
from test_cited import ADDRESS
from test_cited_sentences import ARTICLE, SURVEY, captured, with_article
from test_cited_sentences import context as with_context

SENTENCE = "A survey for The Beacon by Ada Quill found 298 swans on 13 October 2021 [survey-2021]."
OTHER = entry(
    title="Swans follow", url="https://lantern.example/follow", stories="[]", corrections="[]",
    context="The council counted 312 swans, and Ada Quill, its warden, said so [count]. They are counted on Mondays,"
    " before the sun rises, by people who know the lake [count].",
    references="\n  count: {entry: swans-counted}",
)  # fmt: skip
FOLLOW = f"{WEEK}/swans-follow.yaml"


def told(root: Path) -> list[str]:
    """What check says of sentences and of what is kept of them, without places and ids."""
    done = run("check", "--notes", "--root", root)
    return sorted(
        rule
        for line in (done.stdout + done.stderr).splitlines()
        for rule in ("not-comparable", "name-leftover", "token-leftover", "unsupported", "error:")
        if rule in line
    )


@pytest.mark.parametrize("with_text", [False, True])
def test_evidence_goes_with_what_is_renamed(tmp_path: Path, with_text: bool) -> None:
    # An id of an outlet stands in the address of the page, as it often does.
    address = "beacon.example/2021"
    files = with_article({**with_context(SENTENCE), FOLLOW: OTHER})
    files = {name: text.replace(ADDRESS, address) for name, text in files.items()}
    files = captured(files, {address: SURVEY.replace("Professor Bo Lind", "Ada Quill")})
    write_tree(tmp_path, files)
    (tmp_path / "mkdocs.yml").write_text(f"site_name: Swans\nsite_url: https://example.org/\n{ABOUT}", "utf-8")
    if with_text:
        (tmp_path / "captures").mkdir()
        (tmp_path / "captures" / "swans-counted.txt").write_text(ARTICLE, "utf-8")
    before = told(tmp_path)
    name = "swans-counted"
    for old, new in (
        ("swans-counted", "swans-seen"),
        ("people.yaml#ada-quill", "quill-ada"),
        ("outlets.yaml#beacon", "old-beacon"),
        ("outlets.yaml#lantern", "old-lantern"),
    ):
        done = run("rename", old, new, "--root", tmp_path)
        assert done.returncode == 0, (old, done.stderr)
        name = new if old == name else name
        assert told(tmp_path) == before, old
        done = run("fingerprint", name, "--forget", "--root", tmp_path)
        assert "There was nothing to forget" in done.stdout, (old, done.stdout)
