"""A record that is called otherwise is looked at with all that names it: that finds what a look at everything does."""

import re
import shutil
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from check_edits import Edits
from effort import seeds
from invented import DATA, settle
from test_near import project_of

from newsdesk.build import checked, settling
from newsdesk.build.entries.near import Near
from newsdesk.check.cited.carried import Called
from newsdesk.load import REGISTERS
from newsdesk.problems import Refusal, UsageError
from newsdesk.store.editing import Changes
from newsdesk.store.editing.changes import _only_words_differ
from newsdesk.store.editing.formatting import formatted
from newsdesk.store.verbs.published.rename import Home, rename

DAY = date(2026, 11, 22)


@pytest.mark.parametrize("seed", seeds(1, 10))
def test_another_id_brings_the_same_however_much_is_looked_at(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "collection"
    for name in ("digests", "docs"):
        shutil.copytree(DATA / name, root / name)
    shutil.copy(DATA / "mkdocs.yml", root)
    settle(root / "digests")
    edits, warm, looked = Edits(root, seed), project_of(root, tmp_path / "warm"), list[object]()
    take = Near.take

    def watched(near: Near, *given: object, **named: object) -> object:
        looked.append(others := take(near, *given, **named))  # type: ignore[arg-type]
        return others

    monkeypatch.setattr(Near, "take", watched)
    for number in range(6):
        for _ in range(edits.random.choice([0, 1, 3])):
            edits.one()
        checked(warm, begun=DAY)
        for _ in range(4):
            register = edits.random.choice([*REGISTERS, "outlets", "people"])
            changes = Changes(root)
            with suppress(Refusal, UsageError, IndexError, OSError):
                text = (root / f"digests/{register}.yaml").read_text("utf-8", "replace")
                ids = re.findall(r"^  ([a-z0-9-]+):", text, re.MULTILINE)
                old, new = edits.random.choice(ids), edits.random.choice(["another-name", "herald", *ids])
                home = Home(root / "digests", root / "captures")
                rename(changes, home, f"{register}.yaml#{old}", new, "Why.", "2026-11-20")
                called = Called(register, old, new)
                found = settling.judged(warm, changes.texts(), DAY, renamed=called)
                assert found == settling.judged(warm, changes.texts(), DAY), (seed, number, called)
    assert any(looked) or seed > 1, "some were judged beside a few others alone"


def test_a_word_in_the_place_of_another_leaves_a_file_as_well_laid_out_as_it_was(tmp_path: Path) -> None:
    edits, number = Edits(tmp_path, 0), 0
    texts = [path.read_text("utf-8") for path in sorted((DATA / "digests").glob("2022-W4*/*.yaml"))]
    for text in texts * 2:
        lines = text.split("\n")
        for at, line in enumerate(lines):
            if edits.random.random() < 0.1:
                word = edits.random.choice(["a", "null", "on-" * 9 + "n"])
                lines[at] = re.sub(r"(?<= )[a-z][a-z0-9-]*$", word, line)
            elif edits.random.random() < 0.01:
                lines[at] = re.sub(r": (?=\w)", ":  ", line)
        for before, after in ((text, "\n".join(lines)), ("\n".join(lines), text)):
            if before != after and _only_words_differ(before, after):
                was, is_now = (formatted("2022-W42/x.yaml", one).text == one for one in (before, after))
                assert is_now == was, (before, after)
                number += 1
    assert number > 5
