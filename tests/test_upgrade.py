"""A newer program comes into an older collection without fear: what is replaced, what is kept, what is refused."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from copying import copied
from started import append, contents, copy_of_the_program, own_files, within
from terminal import run

import newsdesk.store.starting
from newsdesk.commands.init import _by_folder
from newsdesk.model.versions import FORMAT
from newsdesk.problems import Refusal
from newsdesk.store.schema import beyond_us, schemas
from newsdesk.store.starting import MANIFEST, upgrade


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """A newer version of the program: one file differs, one is new, one is gone, and the guide differs."""
    folder = copy_of_the_program(tmp_path / "newer")
    append(folder / "newsdesk" / "starter" / "Makefile", "# newer\n")
    append(folder / "newsdesk" / "starter" / "docs" / "for-editors.md", "Newer.\n")
    append(folder / "newsdesk" / "starter" / "docs" / "index.md", "Newer.\n")
    append(folder / "newsdesk" / "cli.py", "# newer\n")
    (folder / "newsdesk" / "fresh").mkdir()
    (folder / "newsdesk" / "fresh" / "new.py").write_text("# new\n")
    shutil.rmtree(folder / "newsdesk" / "commands")
    return folder


def test_the_manifest_is_read_by_sha256sum(own: Path) -> None:
    tool = shutil.which("sha256sum")
    if not tool:
        pytest.skip("needs sha256sum")
    done = subprocess.run([tool, "--check", "--quiet", MANIFEST], cwd=own, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    text = (own / MANIFEST).read_text("utf-8")
    # Programs that know no such line refuse it, and with it to replace what is newer than they are.
    assert text.startswith("# What init wrote, ")
    assert {line.partition("  ")[2] for line in text.splitlines()} >= {
        "build_digest.py",
        "Makefile",
        "newsdesk/cli.py",
        "newsdesk/starter/Makefile",
        "docs/for-editors.md",
        "scripts/setup.sh",
        *(f"digests/{name}" for name in schemas()),
    }


def test_an_upgrade_to_the_same_version_does_nothing(own: Path) -> None:
    before = contents(own)
    done = run("init", "--upgrade", own)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"Nothing to do: the program in {own} is newsdesk 0.1.0.\n"
    assert contents(own) == before


def edit_the_collection(own: Path) -> None:
    for path in own_files(own):
        if path.name not in ("Makefile", "for-editors.md", "messages.md", ".gitignore") and path.suffix != ".json":
            path.write_text(path.read_text("utf-8") + "\n", "utf-8")
    (own / "newsdesk" / "theme" / "mine.txt").write_text("mine")
    (own / "digests" / "2026-W48").mkdir()
    (own / "digests" / "2026-W48" / "_digest.yaml").write_text("schema: 1\nstatus: draft\n")


def test_an_upgrade_replaces_the_program_and_keeps_the_collection(own: Path, newer: Path) -> None:
    edit_the_collection(own)
    before = contents(own, compiled=False)
    made = upgrade(newer, own)
    after = contents(own, compiled=False)
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    gone = sorted(path for path in before if path.startswith("newsdesk/commands/"))
    replaced = [
        "Makefile",
        "docs/for-editors.md",
        "newsdesk/cli.py",
        "newsdesk/starter/Makefile",
        "newsdesk/starter/docs/for-editors.md",
        "newsdesk/starter/docs/index.md",
    ]
    assert (made.replaced, made.added, made.removed, made.kept) == (replaced, ["newsdesk/fresh/new.py"], gone, [])
    assert changed == {*replaced, *made.added, *gone, MANIFEST}
    assert not (own / "newsdesk" / "commands").exists()
    assert upgrade(newer, own).replaced == []
    assert contents(own, compiled=False) == after


def test_what_an_upgrade_says(own: Path) -> None:
    for path, text in (("newsdesk/cli.py", "# older\n"), ("scripts/gone.py", "# gone\n")):
        (own / path).write_text(text)
    sums = {line.partition("  ")[2]: line for line in (own / MANIFEST).read_text("utf-8").splitlines()}
    for path in ("newsdesk/cli.py", "scripts/gone.py"):
        sums[path] = f"{newsdesk.store.starting._sum((own / path).read_bytes())}  {path}"
    del sums["scripts/lock.py"]
    (own / "scripts" / "lock.py").unlink()
    (own / MANIFEST).write_text("".join(f"{line}\n" for line in sums.values()), "utf-8")
    done = run("init", "--upgrade", own, cwd=own.parent)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "replaced newsdesk/cli.py\nadded scripts/lock.py\nremoved scripts/gone.py\n"
        f"The program in {own} is now newsdesk 0.1.0: 3 files changed.\n"
        "Nothing of the collection was touched. See whether its format is current, then build:\n"
        "    cd own && make migrate site\n"
    )


def test_an_edited_program_is_refused_unless_forced(own: Path, newer: Path) -> None:
    append(own / "newsdesk" / "cli.py", "# mine\n")
    (own / "newsdesk" / "fresh").mkdir()
    (own / "newsdesk" / "fresh" / "new.py").write_text("# mine\n")
    (own / "newsdesk" / "problems.py").unlink()  # nothing is lost by its return
    before = contents(own)
    with pytest.raises(Refusal) as refusal:
        upgrade(newer, own)
    assert str(refusal.value) == (
        f"newsdesk/cli.py, newsdesk/fresh/new.py in {own} were edited by hand, and an upgrade would replace that."
        " Keep a copy of the changes, then run the command again with --force."
    )
    assert contents(own) == before
    made = upgrade(newer, own, force=True)
    assert (own / "newsdesk" / "cli.py").read_bytes() == (newer / "newsdesk" / "cli.py").read_bytes()
    assert made.added == ["newsdesk/problems.py"]
    assert "newsdesk/fresh/new.py" in made.replaced


def test_an_edited_guide_is_kept_and_the_new_one_named(own: Path, newer: Path) -> None:
    guide = own / "docs" / "for-editors.md"
    guide.write_text("Ours.\n")
    assert upgrade(newer, own).kept == ["docs/for-editors.md"]
    assert guide.read_text() == "Ours.\n"
    assert upgrade(newer, own).kept == [], "said once"
    assert guide.read_text() == "Ours.\n"
    assert (own / "newsdesk" / "starter" / "docs" / "for-editors.md").read_text("utf-8").endswith("Newer.\n")


def test_what_was_deleted_on_purpose_stays_deleted(own: Path, newer: Path) -> None:
    workflow, guide = own / ".github" / "workflows" / "deploy.yml", own / "docs" / "for-editors.md"
    workflow.unlink()
    guide.unlink()
    append(newer / "newsdesk" / "starter" / ".github" / "workflows" / "watch.yml", "# newer\n")
    # What init gave before upgrades brought it: the starter here says whether it was edited.
    lines = [line for line in (own / MANIFEST).read_text("utf-8").splitlines() if "  docs/desk/draft.png" not in line]
    (own / MANIFEST).write_text("".join(f"{line}\n" for line in lines), "utf-8")
    (newer / "newsdesk" / "starter" / "docs" / "desk" / "draft.png").write_bytes(b"\0newer")
    (newer / "newsdesk" / "starter" / "docs" / "desk" / "fresh.png").write_bytes(b"\0")
    made = upgrade(newer, own)
    # The guide is another one by now, and lies beside.
    assert (made.gone, made.kept) == (["docs/for-editors.md"], [])
    assert {"docs/desk/fresh.png", "newsdesk/fresh/new.py"} < set(made.added)
    assert {".github/workflows/watch.yml", "docs/desk/draft.png"} < set(made.replaced)
    assert upgrade(newer, own).gone == [], "said once"
    assert not workflow.exists()
    assert not guide.exists()


def test_an_older_program_does_not_take_the_place_of_a_newer_one(own: Path, newer: Path) -> None:
    path = own / "digests" / "topics.schema.json"
    schema = json.loads(path.read_text("utf-8"))
    schema["properties"]["topics"]["additionalProperties"]["properties"]["colour"] = {"enum": ["red"]}
    path.write_text(json.dumps(schema), "utf-8")
    before = contents(own)
    with pytest.raises(Refusal) as refusal:
        upgrade(newer, own)
    assert str(refusal.value) == (
        f"The program in {own} is newer than this one, which does not know topics: colour, topics: colour=red. Run the"
        " newer one on it. If the older one is wanted there all the same, run the command again with --force."
    )
    assert contents(own) == before
    # A file that was written for the newer one is not at fault.
    topics = own / "digests" / "topics.yaml"
    topics.write_text(topics.read_text("utf-8") + "  swans: {name: Swans, description: Of swans., colour: red}\n")
    done = within(own, "check")
    assert done.returncode == 1
    assert "unknown-field" in done.stdout
    assert done.stderr.startswith(
        "This program is older than the one that these files were written for, which knows topics: colour,"
        " topics: colour=red. Check them with the newer one.\n"
    )
    upgrade(newer, own, force=True)
    assert json.loads(path.read_text("utf-8")) != schema


def test_a_program_that_reads_less_is_the_older_one() -> None:
    """What two versions name decides: whoever lacks something that the other has is not the newer one."""
    ours = schemas()
    topics = json.loads(ours["topics.schema.json"])
    fields = topics["properties"]["topics"]["additionalProperties"]["properties"]

    def beyond() -> list[str]:
        return beyond_us({**ours, "topics.schema.json": json.dumps(topics)})

    assert (beyond_us(ours), beyond_us({}), beyond_us({"topics.schema.json": "rubbish"})) == ([], [], [])
    del fields["iptc"]
    assert beyond() == []
    fields["colour"] = {"type": "string"}
    assert beyond() == [], "they have parted"
    topics["properties"]["schema"]["const"] = FORMAT.current + 1
    assert beyond() == [f"topics: schema: {FORMAT.current + 1}"]


def test_every_link_of_an_offered_page_is_offered(own: Path) -> None:
    """Pages are the collection's own and may be gone; what shows an offered page comes with it."""
    offered = {line.partition("  ")[2] for line in (own / MANIFEST).read_text("utf-8").splitlines()}
    pages = [path for path in offered if path.startswith("docs/") and path.endswith(".md")]
    assert len(pages) == 3
    linked = set()
    for page in pages:
        for link in re.findall(r"\]\(([^)#\s:]+)", (own / page).read_text("utf-8")):
            linked.add(os.path.normpath(f"docs/{link}"))
    assert {"docs/desk/draft.png", "docs/many-machines.yml"} <= linked
    assert {path for path in linked if (own / path).is_file() and not path.endswith(".md")} <= offered


def test_line_ends_of_windows_are_no_edit(own: Path, newer: Path) -> None:
    path = own / "newsdesk" / "cli.py"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert "newsdesk/cli.py" in upgrade(newer, own).replaced


def test_without_a_manifest_only_force_upgrades(own: Path, newer: Path) -> None:
    (own / MANIFEST).unlink()
    with pytest.raises(Refusal) as refusal:
        upgrade(newer, own)
    assert str(refusal.value) == (
        f"{own} has no .newsdesk-files, which init writes: which files there belong to the program is not known."
        " With --force the program's files are replaced whatever they hold."
    )
    assert "newsdesk/cli.py" in upgrade(newer, own, force=True).replaced
    assert upgrade(newer, own).replaced == []


@pytest.mark.parametrize("line", ["rubbish", f"{'0' * 64}  ../outside", f"{'0' * 64}  /etc/passwd", f"{'0' * 64}  "])
def test_a_manifest_that_init_did_not_write_is_refused(own: Path, newer: Path, line: str) -> None:
    append(own / MANIFEST, f"{line}\n")
    with pytest.raises(Refusal, match="is not as init wrote it"):
        upgrade(newer, own)


def test_an_upgrade_stopped_in_between_goes_on_without_force(
    own: Path, newer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, count = os.replace, 0

    def dies(old: Path, new: Path) -> None:
        nonlocal count
        count += 1
        if count == 4:
            raise KeyboardInterrupt
        real(old, new)

    whole = copied(own, own.parent / "whole")
    upgrade(newer, whole)
    monkeypatch.setattr(os, "replace", dies)
    with pytest.raises(KeyboardInterrupt):
        upgrade(newer, own)
    monkeypatch.undo()
    done = within(own, "check")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("An upgrade was stopped here half way, so the program is not whole. Run it again:")
    upgrade(newer, own)
    assert contents(own, compiled=False) == contents(whole, compiled=False)


def test_of_many_files_in_a_folder_it_says_how_many() -> None:
    paths = ["Makefile", *(f"newsdesk/{number}.py" for number in range(9)), "scripts/a.sh"]
    assert list(_by_folder(paths)) == ["Makefile", "9 files in newsdesk/", "scripts/a.sh"]
