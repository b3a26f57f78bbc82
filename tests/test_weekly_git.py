"""What the weekly run commits, tags and pushes, and what it never does: with a stand-in for the program."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from repository import commit, git

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.skipif(not shutil.which("git") or os.name == "nt", reason="needs git and sh")
# Closes the first week in which a file `due` stands and no edition; a release is its notes and checksums.
PROGRAM = r"""#!/bin/sh
verb=$1
root=$3
shift 3
case "$verb $*" in
    "week --due --one")
        for due in "$root"/digests/*/due; do
            week=$(basename "$(dirname "$due")")
            [ -f "$due" ] && [ ! -f "$root/digests/$week/_edition-1.md" ] || continue
            echo "$week" | tee "$root/digests/$week/_edition-1.md" >>"$root/digests/_addresses.txt"
            echo "Published $week, edition 1: 1 entry."
            exit
        done
        echo "No week is due."
        ;;
    "release --list")
        cd "$root/digests"
        for edition in */_edition-*.md; do
            [ ! -f "$edition" ] || echo "$edition" | sed 's/W/w/; s,/_edition,,; s/.md$//'
        done
        ;;
    "release "*) mkdir -p "$5" && echo "$1" | tee "$5/notes.md" >"$5/SHA256SUMS" ;;
esac
"""
DUE = "digests/2026-W48/due"
PUBLISHED = "2026-W48/_edition-1.md"
DRAFTS = {
    "digests/2026-W49/_digest.yaml": "schema: 1\nstatus: draft\n",
    "digests/2026-W49/private.yaml": "summary: TODO\n",
    "digests/people.yaml": "people: {}  # half a sentence\n",
}


def put(folder: Path, path: str, text: str = "") -> None:
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(text, "utf-8")


class Desk:
    """A clone with the scripts in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for path, text in ((".venv/bin/newsdesk", PROGRAM), (".venv/bin/python", "#!/bin/sh\nexit 1\n")):
            put(folder, path, text)
            (folder / path).chmod(0o755)

    def git(self, *arguments: str) -> str:
        return git(self.folder, *arguments)

    def due(self, week: str = "2026-W48") -> None:
        put(self.folder, f"digests/{week}/due")
        commit(self.folder)

    def weekly(self, code: int = 0, script: str = "weekly", **env: str) -> tuple[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "GITHUB_"))}
        kept |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, **env}
        done = subprocess.run(
            ["sh", f"scripts/{script}.sh"], cwd=self.folder, env=kept, capture_output=True, text=True, check=False
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout, done.stderr

    def state(self) -> tuple[str, str, str]:
        """Where the branch stands, all tags, and what is not committed."""
        return self.git("rev-parse", "HEAD"), self.git("tag"), self.git("status", "--porcelain", "-uall")


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q", "--bare", "-b", "main", "--template=", "origin.git")
    return tmp_path / "origin.git"


@pytest.fixture
def desk(origin: Path, tmp_path: Path) -> Desk:
    """Its origin has what is committed: a register, and no week that is due."""
    git(tmp_path, "init", "-q", "-b", "main", "--template=", "desk")
    one = Desk(tmp_path / "desk")
    one.git("remote", "add", "origin", str(origin))
    shutil.copytree(ROOT / "scripts", one.folder / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    put(one.folder, ".gitignore", ".venv/\n.cache/\nsite/\n")
    put(one.folder, "digests/people.yaml", "people: {}\n")
    commit(one.folder)
    one.git("push", "-q", "origin", "main")
    return one


@pytest.fixture
def other(desk: Desk, origin: Path, tmp_path: Path) -> Desk:
    """Another clone of the same."""
    git(tmp_path, "clone", "-q", str(origin), "other")
    return Desk(tmp_path / "other")


def test_what_is_not_committed_is_neither_published_nor_touched(desk: Desk, origin: Path) -> None:
    for path, text in DRAFTS.items():
        put(desk.folder, path, text)
    desk.git("tag", "mine")
    before = desk.state()
    out, err = desk.weekly()
    assert (out, desk.state()) == ("No week is due.\nNothing has changed.\n", before)
    assert err.startswith("Left aside, since it is not committed: digests/people.yaml digests/2026-W49/_digest.yaml ")
    # Nor where something goes out.
    desk.git("stash", "-q", "-u")
    desk.due()
    desk.git("stash", "pop", "-q")
    out, _ = desk.weekly()
    assert out.splitlines()[2:] == [
        f"  digests/{PUBLISHED}", "  digests/_addresses.txt", "No week is due.",
        "Pushed to origin.", "Published: 2026-w48-1.",
    ]  # fmt: skip
    assert [desk.state()[2], git(origin, "tag")] == [before[2], "2026-w48-1"]
    assert git(origin, "rev-parse", "main") == desk.state()[0]
    assert {path: (desk.folder / path).read_text("utf-8") for path in DRAFTS} == DRAFTS
    assert not (desk.folder / ".cache" / "weekly").exists()


def test_what_was_committed_and_is_no_edition_is_not_pushed(desk: Desk, origin: Path) -> None:
    put(desk.folder, "digests/2026-W49/private.yaml", "summary: TODO\n")
    commit(desk.folder)
    there = git(origin, "rev-parse", "main")
    assert desk.weekly()[0].endswith("Nothing has changed.\n")
    assert git(origin, "rev-parse", "main") == there
    _, err = desk.weekly(code=1, script="watch")
    assert err == "What was committed here and is not at origin would go out with the branch watch. Push it first.\n"
    assert git(origin, "branch", "--format=%(refname:short)") == "main"


def test_an_edition_is_closed_on_the_branch_as_it_is_now(desk: Desk, other: Desk, origin: Path) -> None:
    other.due()
    other.git("push", "-q")
    assert desk.weekly()[0].endswith("Published: 2026-w48-1.\n")
    assert git(origin, "rev-parse", "main") == git(origin, "rev-parse", "2026-w48-1^{commit}") == desk.state()[0]
    # Where a draft here is called as something there, that is said, and the draft stays.
    put(other.folder, "digests/2026-W50/due")
    other.weekly()
    put(desk.folder, "digests/2026-W50/due", "mine")
    other.due("2026-W50")
    other.git("push", "-q")
    head = desk.state()[0]
    assert "stands in the way of" in desk.weekly()[1]
    assert (desk.state()[0], (desk.folder / "digests/2026-W50/due").read_text("utf-8")) == (head, "mine")
    assert git(origin, "tag") == "2026-w48-1\n2026-w50-1"


def test_editions_go_out_from_the_branch_of_all(desk: Desk) -> None:
    desk.due()
    desk.git("switch", "-q", "-c", "sketch")
    _, err = desk.weekly(code=1)
    assert err == "Editions go out from main, and this is sketch: git switch main\n"
    assert desk.state()[1] == ""


def test_a_collection_may_be_a_folder_of_a_repository(desk: Desk, origin: Path) -> None:
    for number in range(7):
        put(desk.folder, f"press/digests/2026-W49/{number}.yaml")
    shutil.move(desk.folder / "scripts", desk.folder / "press" / "scripts")
    put(desk.folder, f"press/{DUE}")
    desk.git("add", ".gitignore", f"press/{DUE}", "press/scripts", "scripts")
    desk.git("commit", "-q", "-m", "Moved")
    out, err = Desk(desk.folder / "press").weekly()
    assert out.endswith("Published: 2026-w48-1.\n")
    assert err.endswith("/4.yaml and 2 more\n")
    assert desk.git("status", "--porcelain") == "?? press/digests/2026-W49/"
    assert git(origin, "rev-parse", "2026-w48-1^{commit}") == desk.state()[0]


def test_with_another_program_there_it_is_that_one_that_runs(desk: Desk, other: Desk) -> None:
    put(other.folder, "scripts/weekly.sh", "echo newer\n")
    commit(other.folder)
    other.git("push", "-q")
    assert desk.weekly() == ("newer\n", "")


def test_what_has_parted_is_brought_together_by_a_person(desk: Desk, other: Desk) -> None:
    other.due()
    other.git("push", "-q")
    desk.due("2026-W47")
    before = desk.state()
    _, err = desk.weekly(code=1)
    assert "so nothing was closed. Bring them together:\n    git pull --rebase origin main\nthen run this" in err
    assert desk.state() == before
    desk.git("pull", "-q", "--rebase", "origin", "main")
    assert desk.weekly()[0].endswith("Published: 2026-w47-1 2026-w48-1.\n")


def leave_unpushed(desk: Desk) -> None:
    """What a run of before has left that could not push: a commit and a tag."""
    put(desk.folder, f"digests/{PUBLISHED}", "ours")
    put(desk.folder, "digests/_addresses.txt", "ours")
    desk.git("add", ".")
    desk.git("commit", "-q", "-m", "Publish 2026-W48, edition 1")
    desk.git("tag", "-a", "-m", "ours", "2026-w48-1")


def test_whoever_was_slower_goes_on_from_what_is_published(desk: Desk, other: Desk, origin: Path) -> None:
    desk.due()
    desk.git("push", "-q", "origin", "main")
    other.git("pull", "-q")
    leave_unpushed(desk)
    lost, _, _ = desk.state()
    other.weekly()
    put(desk.folder, "digests/2026-W49/private.yaml", "mine")
    _, err = desk.weekly()
    assert err.count("which never went out: git show refs/newsdesk/put-away/") == 2
    assert desk.git("rev-parse", f"refs/newsdesk/put-away/{lost[:7]}") == lost
    assert desk.git("rev-parse", "refs/newsdesk/put-away/2026-w48-1^{commit}") == lost
    assert desk.git("rev-parse", "HEAD", "2026-w48-1") == git(origin, "rev-parse", "main", "2026-w48-1")
    assert desk.state()[2] == "?? digests/2026-W49/private.yaml"
    assert desk.weekly()[0] == "No week is due.\nNothing has changed.\n"


def test_two_at_once_end_as_one_after_the_other(desk: Desk, other: Desk, origin: Path) -> None:
    other.due()
    other.git("push", "-q")
    # When ours is about to push, the other one has pushed.
    put(desk.folder, ".git/hooks/pre-push", f'cd "{other.folder}" && env -u GIT_DIR sh scripts/weekly.sh >/dev/null\n')
    hook = desk.folder / ".git" / "hooks" / "pre-push"
    hook.write_text(f"#!/bin/sh\n{hook.read_text('utf-8')}", "utf-8")
    hook.chmod(0o755)
    out, _ = desk.weekly()
    assert out.endswith("origin has changed in the meantime: once more.\nNo week is due.\nNothing has changed.\n")
    assert desk.git("rev-parse", "HEAD", "2026-w48-1") == git(origin, "rev-parse", "main", "2026-w48-1")


def test_what_is_not_taken_leaves_nothing_behind(desk: Desk, origin: Path) -> None:
    desk.due()
    before = desk.state()
    put(origin, "hooks/pre-receive", "#!/bin/sh\nexit 1\n")
    (origin / "hooks" / "pre-receive").chmod(0o755)
    assert "origin did not take it, and nothing has changed here. Run this again.\n" in desk.weekly(code=1)[1]
    assert desk.state() == before
    (origin / "hooks" / "pre-receive").unlink()
    put(desk.folder, ".cache/weekly/half")  # one that was killed
    assert desk.weekly()[0].endswith("Pushed to origin.\nPublished: 2026-w48-1.\n")
    assert len(desk.git("worktree", "list").splitlines()) == 1
    _, err = desk.weekly(code=1, REMOTE="../nowhere.git")
    assert "../nowhere.git cannot be reached, so nobody knows what is published there. Nothing was closed." in err


def test_a_tag_stands_on_the_branch(desk: Desk, other: Desk, origin: Path) -> None:
    desk.due()
    desk.git("push", "-q", "origin", "main")
    leave_unpushed(desk)
    put(other.folder, "digests/2026-W49/draft.yaml")
    commit(other.folder)
    other.git("pull", "-q", "--rebase")
    other.git("push", "-q")
    desk.git("pull", "-q", "--rebase", "origin", "main")
    lost = desk.git("rev-parse", "2026-w48-1")
    assert "Put away 2026-w48-1" in desk.weekly()[1]
    assert git(origin, "rev-parse", "2026-w48-1^{commit}") == git(origin, "rev-parse", "main")
    assert desk.git("rev-parse", "refs/newsdesk/put-away/2026-w48-1") == lost
    # One that has gone out is another matter: nobody takes it back in silence.
    desk.git("push", "-q", "--force", "origin", f"{lost}:refs/tags/2026-w48-1")
    assert "2026-w48-1 is tagged at origin on a commit that is not on main" in desk.weekly(code=1)[1]


@pytest.mark.parametrize("begun", [True, False])
def test_without_a_commit_it_says_how_to_begin(tmp_path: Path, begun: bool) -> None:
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts")
    if begun:
        git(tmp_path, "init", "-q")
    for script in ("weekly", "watch"):
        done = subprocess.run(["sh", f"scripts/{script}.sh"], cwd=tmp_path, capture_output=True, text=True, check=False,
                              env={**os.environ, "GIT_CEILING_DIRECTORIES": str(tmp_path.parent)})  # fmt: skip
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith("There is no commit here")
        assert "fatal" not in done.stderr
