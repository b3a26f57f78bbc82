"""From `init` to edition 2: a story corrected, an entry withdrawn, another renamed; and the same without saying so."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from copying import copied
from repository import commit, git
from started import ROOT, WEEK, answer
from terminal import run

DAY = "1796040000"  # noon of 30 November 2026
TODAY = "2026-11-30"
FOLDER = "2026/w47"


_TASKS = re.compile(r"^To do:\n(?:  .*\n)+|^Next: .*\n", re.MULTILINE)


class Collection:
    """A collection of one's own, and the five gates that a change has to pass."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.week = folder, folder / "digests" / WEEK
        self.base = ""

    def run(self, *command: str) -> tuple[int, str]:
        """A command of the program: its code, and all that it says but who must do what: see test_todo.py."""
        done = run(*command, "--root", self.folder, SOURCE_DATE_EPOCH=DAY)
        return done.returncode, _TASKS.sub("", done.stdout + done.stderr)

    def gates(self) -> dict[str, tuple[int, str]]:
        """What each gate says: the check, the week, the weekly run, and the script of CI."""
        script = subprocess.run(
            ["sh", "scripts/check-since.sh", self.base],
            cwd=self.folder, capture_output=True, text=True, check=False,
            env={**os.environ, "SOURCE_DATE_EPOCH": DAY},
        )  # fmt: skip
        return {
            "check": self.run("check", "--since", self.base),
            "week": self.run("week", WEEK),
            "publish": self.run("week", WEEK, "--publish"),
            "due": self.run("week", "--due"),
            "script": (script.returncode, script.stdout + script.stderr),
        }

    def edit(self, path: str, *swaps: tuple[str, str]) -> None:
        """Texts of a file, each of which stands there once, are others."""
        file = self.folder / "digests" / path
        text = file.read_text("utf-8")
        for old, new in swaps:
            assert text.count(old) == 1, (path, old)
            text = text.replace(old, new)
        file.write_text(text, "utf-8")

    def editions(self) -> list[str]:
        """The reasons of the editions, as the digest has them."""
        lines = (self.week / "_digest.yaml").read_text("utf-8").splitlines()
        return [line.strip().removeprefix("why: ") for line in lines if line.strip().startswith("why: ")]


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    """A new collection with three entries, its first edition published and committed; not to be changed."""
    folder = tmp_path_factory.mktemp("out") / "digest"
    assert run("init", folder, "--week", WEEK).returncode == 0
    # That a program of its own does the same is proved in test_starter.py; here it would be read with each command.
    shutil.rmtree(folder / "newsdesk")
    (folder / "newsdesk").symlink_to(ROOT / "newsdesk")
    week = folder / "digests" / WEEK
    example = (week / "example-entry.yaml").read_text("utf-8")
    for name in ("ferry", "market"):
        text = example.replace("novajxoj/ponto", f"novajxoj/{name}").replace("fr/pont", f"fr/{name}")
        (week / f"{name}.yaml").write_text(text.replace("La ponto mal", f"La {name} mal"), "utf-8")
    (folder / ".venv" / "bin").mkdir(parents=True)
    python = folder / ".venv" / "bin" / "python"
    python.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n', "utf-8")
    python.chmod(0o755)
    git(folder, "init", "-q", "-b", "main")
    commit(folder)
    made = Collection(folder)
    assert made.run("week", WEEK, "--publish", "--unreviewed")[1].count(' is a placeholder: "TODO"') == 9
    answer(folder)
    assert made.run("check") == (0, "Checked 3 entries: no problems.\n")
    assert made.run("week", WEEK, "--publish", "--unreviewed") == (0, f"Published {WEEK}, edition 1: 3 entries.\n")
    made.base = commit(folder)
    return made


@pytest.fixture
def own(out: Collection, tmp_path: Path) -> Collection:
    """The same, to be changed."""
    made = Collection(copied(out.folder, tmp_path / "digest"))
    made.base = out.base
    return made


def change_story(own: Collection) -> None:
    own.edit("stories.yaml", ("was put off by a month", "was put off by two months"))


def drop_ferry(own: Collection) -> None:
    (own.week / "ferry.yaml").unlink()


def rename_market(own: Collection) -> None:
    (own.week / "market.yaml").rename(own.week / "market-opens.yaml")


STORY = (
    'digests/stories.yaml:12:60: silent-change: "summary" of "example-story" says something else than at REV, and no'
    f" correction says so. Add to corrections: {{date: {TODAY}, kind: material,"
    ' was: "a month [council-notice]", now: "two months [council-notice]", why: …}.\n'
)
GONE = (
    f"digests/{WEEK}/ferry.yaml:1:1: vanished-entry: This entry was published at REV and is gone. Put it back, or add"
    f" to digests/_moved.yaml: {{path: {FOLDER}/ferry/, to: null, on: {TODAY}, why: …}}.\n"
)
RENAMED = (
    f"digests/{WEEK}/market.yaml:1:1: vanished-entry: This entry was published at REV and is gone. Put it back, or add"
    f" to digests/_moved.yaml: {{path: {FOLDER}/market/, to: {FOLDER}/market-opens/, on: {TODAY}, why: Renamed.}}.\n"
)
LOST = (
    "digests/_addresses.txt:{}:1: lost-address: /{}/ was published and is gone. Put it back, or say in _moved.yaml"
    " where it went: {{path: {}/, to: …, on: …, why: …}}.\n"
)
LOST_FERRY, LOST_MARKET = (
    LOST.format(line, page, page) for line, page in ((4, f"{FOLDER}/ferry"), (5, f"{FOLDER}/market"))
)
LATE = (
    f"digests/{WEEK}/market-opens.yaml:8:1: warning: late-entry: {WEEK} is published, and this entry is not in its"
    " newest edition. It goes out with the next one: run .venv/bin/python build_digest.py week"
    f" {WEEK} --publish.\n"
)
STANDS = (
    f"{WEEK}, 16–22 November 2026: published on 30 November 2026, edition 1, 3 entries.\n"
    "  example-entry (not reviewed)\n  ferry (not reviewed)\n  market (not reviewed)\n"
    "Missing: an editor's note, the entry that stands first, what was screened.\n"
)
# What is done, and what is said: by the check, by the week, and by whatever would publish.
SILENT = {
    "a story": (
        [change_story],
        f"{STORY}Checked: 1 error.\n",
        f"{STANDS}Checks: no problems, 1 elsewhere.\n{STORY}",
        f"{STORY}Nothing was published: 1 error.\n",
    ),
    "an entry gone": (
        [drop_ferry],
        f"{GONE}{LOST_FERRY}Checked: 2 errors.\n",
        f"Checks: 1 error, 1 elsewhere.\n{GONE}",
        f"{GONE}{LOST_FERRY}Nothing was published: 2 errors.\n",
    ),
    "a new name": (
        [rename_market],
        f"{LATE}{RENAMED}{LOST_MARKET}Checked: 2 errors, 1 warning.\n",
        f"Checks: 1 error, 1 warning, 1 elsewhere.\n{LATE}{RENAMED}",
        f"{RENAMED}{LOST_MARKET}Nothing was published: 2 errors.\n",
    ),
    "all three": (
        [change_story, drop_ferry, rename_market],
        f"{GONE}{LATE}{RENAMED}{LOST_FERRY}{LOST_MARKET}{STORY}Checked: 5 errors, 1 warning.\n",
        f"Checks: 2 errors, 1 warning, 3 elsewhere.\n{GONE}{LATE}{RENAMED}{STORY}",
        f"{GONE}{RENAMED}{LOST_FERRY}{LOST_MARKET}{STORY}Nothing was published: 5 errors.\n",
    ),
}


@pytest.mark.parametrize(("changes", "checked", "shown", "refused"), SILENT.values(), ids=SILENT)
def test_without_a_word_every_gate_is_closed(
    own: Collection, changes: list[Callable[[Collection], None]], checked: str, shown: str, refused: str
) -> None:
    for change in changes:
        change(own)
    if len(changes) > 1:
        commit(own.folder)  # what is committed is no more allowed than what is not
    said = {name: (code, text.replace(own.base, "REV")) for name, (code, text) in own.gates().items()}
    assert said == {
        "check": (1, checked),
        "week": (1, shown),
        "publish": (1, f"build_digest.py: {refused}"),
        "due": (1, f"build_digest.py: {refused}"),
        "script": (1, checked),
    }
    assert own.editions() == []
    assert not (own.week / "_edition-2.md").exists()


def test_with_corrections_the_next_edition_says_what_has_happened(own: Collection, tmp_path: Path) -> None:
    change_story(own)
    story = f"{{date: {TODAY}, kind: material, was: by a month, now: by two months, why: Misread.}}"
    own.edit(
        "stories.yaml", ("    references:                         # *", f"    corrections: [{story}]\n    references:")
    )
    withdrawn = f"corrections:\n  - {{date: {TODAY}, kind: withdrawn, why: It was about another ferry.}}\n#"
    own.edit(f"{WEEK}/ferry.yaml", ("corrections: []  ", withdrawn))
    rename_market(own)
    line = f"{{path: {FOLDER}/market/, to: {FOLDER}/market-opens/, on: {TODAY}, why: A wrong word.}}"
    (own.folder / "digests" / "_moved.yaml").write_text(f"schema: 1\nmoved: [{line}]\n", "utf-8")
    assert own.run("format")[0] == 0

    reason = "Withdrawn: ferry. Renamed: market is now market-opens. Stories corrected: example-story."
    assert own.run("check", "--since", own.base) == (0, "Checked 3 entries: no problems.\n")
    shown = STANDS.replace("ferry (not reviewed)", "ferry (not reviewed, withdrawn)").replace(
        "  market (", "  market-opens ("
    )
    assert own.run("week", WEEK) == (0, f"{shown}Since edition 1: {reason}\nChecks: no problems.\n")
    # The weekly run would issue it by itself.
    assert own.run("week", "--due") == (0, f"Published {WEEK}, edition 2: 3 entries.\n{reason}\n")
    assert own.editions() == [f"'{reason}'"]
    commit(own.folder)
    said = own.gates()
    assert {name: code for name, (code, _) in said.items()} == dict.fromkeys(said, 0), said
    assert said["due"] == (0, "No week is due.\n")
    assert said["publish"][1].endswith("edition 2 of 30 November 2026. Nothing has changed since.\n")

    # Whoever clones it without tags is told the same.
    git(tmp_path, "clone", "-q", "--no-tags", own.folder.as_uri(), "clone")
    clone = Collection(tmp_path / "clone")
    assert clone.run("week", WEEK, "--publish")[1] == said["publish"][1]

    edition = (own.week / "_edition-2.md").read_text("utf-8")
    assert "This entry was withdrawn on 30 November 2026. It was about another ferry." in edition
    assert "Correction of 30 November 2026, material: Misread. Before: by a month Now: by two months" in edition
    assert (own.week / "_edition-1.md").read_text("utf-8") != edition

    done = run("--root", own.folder, SOURCE_DATE_EPOCH=DAY)
    assert done.returncode == 0, done.stderr
    site = own.folder / "site"
    digest = (site / FOLDER / "index.html").read_text("utf-8")
    assert f"Edition 2, as it went out on 30 November 2026</a>: {reason}</li>" in digest
    assert 'id="corrections"' in (site / "stories" / "example-story" / "index.html").read_text("utf-8")
    listed = (site / "corrections" / "index.html").read_text("utf-8")
    assert all(words in listed for words in ("Misread.", "It was about another ferry."))
    assert "market-opens" in (site / FOLDER / "market" / "index.html").read_text("utf-8")
