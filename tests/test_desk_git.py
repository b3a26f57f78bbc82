"""Git beside the desk: each state of a repository in words, and what a commit holds and refuses."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import desk as verbs
import pytest
from copying import copied
from makers import write_tree
from open_desk import Opened, open_desk
from repository import git

from newsdesk.build import Project
from newsdesk.desk.git.changed import changed, is_private, mark_of
from newsdesk.desk.git.standing import Stand, standing

WHO = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_NAME": "Ida Marsh",
    "GIT_AUTHOR_EMAIL": "ida@marsh.example",
    "GIT_COMMITTER_NAME": "Ida Marsh",
    "GIT_COMMITTER_EMAIL": "ida@marsh.example",
}
FERRY = f"digests/{verbs.WEEK}/ferry-stops.yaml"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The press of the verbs in a repository, which no test changes."""
    return verbs.desk(tmp_path_factory.mktemp("git"))


@pytest.fixture
def root(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, value in WHO.items():
        monkeypatch.setenv(name, value)
    return copied(made, tmp_path / "c")


@pytest.fixture
def opened(root: Path) -> Iterator[Opened]:
    with open_desk(Project(root, root / "digests", root / "site", root / ".cache")) as one:
        yield one


def edited(root: Path, path: str = FERRY, old: str = "at dusk", new: str = "at noon") -> None:
    """Change some words of a file."""
    text = (root / path).read_bytes().decode()
    assert old in text
    (root / path).write_bytes(text.replace(old, new).encode())


def committing(opened: Opened, *paths: str, message: str = "A message") -> tuple[int, object]:
    """What comes of committing these files as they are now."""
    root = opened.desk.project.root
    files = {path: mark_of(root, path) for path in paths}
    return opened.ask("POST", "/api/changes/commit", {"files": files, "message": message})


def page_of(opened: Opened, path: str = "/changes") -> str:
    status, text = opened.ask("GET", path)
    assert status == 200, text
    return str(text)


def conflicting(root: Path, verb: str) -> None:
    """Stop in the middle of a merge, a rebase or a cherry-pick."""
    git(root, "switch", "-q", "-c", "other")
    edited(root, new="at nine")
    git(root, "commit", "-qam", "Nine")
    git(root, "switch", "-q", "main")
    edited(root, new="at noon")
    git(root, "commit", "-qam", "Noon")
    with pytest.raises(Exception, match="returned non-zero"):
        git(root, *verb.split())


STATES: dict[str, tuple[Callable[[Path], object], Stand, str]] = {
    "any day": (lambda root: None, Stand.FINE, ""),
    "no commit": (
        lambda root: (shutil.rmtree(root / ".git"), git(root, "init", "-q", "-b", "main")),
        Stand.NEW,
        "Nothing is committed yet: the first commit begins the history of this collection.",
    ),
    "no repository": (
        lambda root: shutil.rmtree(root / ".git"),
        Stand.NO_REPOSITORY,
        "ROOT is in no git repository, so that nothing is known of what was there before.",
    ),
    "detached": (
        lambda root: git(root, "checkout", "-q", "--detach"),
        Stand.DETACHED,
        "No branch is checked out, so that a commit would belong to none and could be lost. Begin one in a terminal"
        " first, git switch -c NAME, or go back to yours, git switch NAME",
    ),
    "a lock": (
        lambda root: (root / ".git/index.lock").write_text(""),
        Stand.LOCKED,
        "Another git is at work here, or one was ended in the middle: there is ROOT/.git/index.lock. Wait a little and"
        " reload this page. If no other program uses git here, delete that file.",
    ),
    "a merge": (
        lambda root: conflicting(root, "merge -q other"),
        Stand.MERGE,
        "A merge is under way. Choose between the two values of each field that both sides changed; then commit the"
        " merge here. To take it back: git merge --abort",
    ),
    "a rebase": (
        lambda root: conflicting(root, "rebase -q other"),
        Stand.REBASE,
        "A rebase is under way: git lays your commits on top of others, one by one. Conflicts can be settled here; go"
        " on in a terminal with git rebase --continue, or take it back with git rebase --abort",
    ),
    "a cherry-pick": (
        lambda root: conflicting(root, "cherry-pick other"),
        Stand.PICK,
        "A cherry-pick is under way. Conflicts can be settled here; go on in a terminal with git cherry-pick"
        " --continue, or take it back with git cherry-pick --abort",
    ),
    "a search": (
        lambda root: git(root, "bisect", "start"),
        Stand.BISECT,
        "A search with git bisect is under way. End it in a terminal first: git bisect reset",
    ),
    "a broken repository": (
        lambda root: (root / ".git/config").write_text("[core\n"),
        Stand.UNREADABLE,
        "git cannot read the repository: it says: bad config line 1 in file .git/config",
    ),
}


@pytest.mark.parametrize("name", STATES)
def test_each_state_of_a_repository_is_told_in_words(opened: Opened, root: Path, name: str) -> None:
    begin, stand, words = STATES[name]
    begin(root)
    assert standing(root).stand is stand
    text = page_of(opened)
    told = text.partition('id="stand">')[2].partition("</p>")[0].replace(str(root), "ROOT").replace("&#39;", "'")
    assert told == words
    before = git(root, "rev-parse", "HEAD") if stand in (Stand.DETACHED, Stand.REBASE, Stand.PICK, Stand.BISECT) else ""
    if stand not in (Stand.FINE, Stand.NEW, Stand.MERGE):
        status, data = committing(opened, FERRY)
        assert (status, str(data["refusal"]).replace(str(root), "ROOT")) == (409, words)
    assert opened.ask("GET", "/api/changes/count")[0] == 200
    assert not before or git(root, "rev-parse", "HEAD") == before


def test_without_git_the_desk_goes_on(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert "git is not installed, or cannot be run." in page_of(opened)
    assert opened.ask("GET", "/api/changes/count") == (200, {"count": 0})


def test_a_commit_holds_the_chosen_files_and_nothing_else(opened: Opened, root: Path) -> None:
    edited(root)
    edited(root, f"digests/{verbs.NEXT}/swans-leave.yaml", "Swans leave", "Swans go")
    write_tree(root, {f"{verbs.NEXT}/moon-rises.yaml": "schema: 1\nstatus: draft\ntitle: Moon rises\n"})
    (root / "captures").mkdir()
    (root / "captures/ferry-stops.txt").write_text("The text", "utf-8")
    (root / ".desk").mkdir(exist_ok=True)
    (root / ".desk/notes.json").write_text("{}", "utf-8")
    # Staged by hand before: it waits for a commit of its own.
    git(root, "add", f"digests/{verbs.NEXT}/swans-leave.yaml")
    text = page_of(opened)
    assert ">Ferry stops early: summary changed; Swans go: title changed; Moon…<" not in text
    assert '<textarea id="message" rows="6" dir="auto" spellcheck="true">3 files changed: Ferry stops early, ' in text
    assert "notes.json" not in text
    assert "captures/" not in text
    asked = opened.ask("POST", "/api/changes/message", {"paths": [FERRY]})
    assert asked == (200, {"message": "Ferry stops early: summary changed"})
    new = f"digests/{verbs.NEXT}/moon-rises.yaml"
    status, done = committing(opened, FERRY, new, message="Ferry stops early: summary changed\n\n# not a comment")
    assert status == 200, done
    assert done["said"][0].endswith(": Ferry stops early: summary changed")
    assert git(root, "show", "--format=%an <%ae>|%B", "--name-only", "HEAD").split() == (
        [*"Ida Marsh <ida@marsh.example>|Ferry stops early: summary changed # not a comment".split(), FERRY, new]
    )
    left = [(one.path, one.how.value) for one in changed(standing(root))]
    assert left == [(f"digests/{verbs.NEXT}/swans-leave.yaml", "changed")]
    assert opened.ask("GET", "/api/changes/count") == (200, {"count": 1})


REFUSED: dict[str, tuple[Callable[[Path], object], list[str], str, str]] = {
    "no message": (edited, [FERRY], "  \n", "A commit says what has changed. Write it in a line."),
    "no file": (edited, [], "x", "Choose at least one file."),
    "a captured text": (
        lambda root: (root / "captures/x.txt").write_text("x", "utf-8"),
        ["captures/x.txt"],
        "x",
        "captures/x.txt is never committed: it is yours alone.",
    ),
    "the same in other letters": (edited, ["./Captures/x.txt"], "x", "is never committed: it is yours alone."),
    "a note of the desk": (edited, [".desk/open"], "x", ".desk/open is never committed: it is yours alone."),
    "out of the collection": (edited, ["digests/../../x"], "x", "is never committed: it is yours alone."),
    "what has not changed": (
        lambda root: None, [FERRY], "x", f"{FERRY} does not differ from the last commit any more. Reload the page.",
    ),
    "marks of a conflict": (
        lambda root: edited(root, new="at\n<<<<<<< a\n  noon\n=======\n  one\n>>>>>>> b\n"),
        [FERRY], "x", f"{FERRY} is in a conflict: settle that first.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_committed_and_why(opened: Opened, root: Path, name: str) -> None:
    begin, paths, message, why = REFUSED[name]
    (root / ".gitignore").write_text("", "utf-8")  # nothing is ignored
    (root / "captures").mkdir(exist_ok=True)
    begin(root)
    head = git(root, "rev-parse", "HEAD")
    status, data = committing(opened, *paths, message=message)
    assert status == 409
    assert why in data["refusal"]
    assert git(root, "rev-parse", "HEAD") == head
    assert "captures/ is not in .gitignore. The desk never commits it" in page_of(opened)


def test_a_file_that_was_changed_underneath_is_not_committed(opened: Opened, root: Path) -> None:
    edited(root)
    mark = mark_of(root, FERRY)
    edited(root, old="at noon", new="at midnight")
    data = {"files": {FERRY: mark}, "message": "x"}
    assert opened.ask("POST", "/api/changes/commit", data) == (
        409,
        {"refusal": f"{FERRY} was changed since this page showed it. Reload the page, and look at it."},
    )


def test_what_a_hook_says_is_shown_and_new_files_are_let_go_again(opened: Opened, root: Path) -> None:
    hook = root / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'copies: a run of captured words'\nexit 1\n", "utf-8")
    hook.chmod(0o755)
    write_tree(root, {f"{verbs.NEXT}/moon-rises.yaml": "title: Moon rises\n"})
    new = f"digests/{verbs.NEXT}/moon-rises.yaml"
    assert committing(opened, new) == (409, {"refusal": "copies: a run of captured words"})
    assert git(root, "status", "--porcelain") == f"?? {new}"
    hook.write_text("#!/bin/sh\necho fine\n", "utf-8")
    status, done = committing(opened, new)
    assert status == 200
    assert "fine" in done["said"]


def test_nobody_is_told_how_to_become_an_author(opened: Opened, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in WHO:
        if "CONFIG" not in name:
            monkeypatch.delenv(name)
    edited(root)
    words = "git does not know who you are, and a commit names its author. Say it once, in a terminal:"
    assert words in page_of(opened)
    status, data = committing(opened, FERRY)
    assert (status, data["refusal"].startswith(words)) == (409, True)
    git(root, "config", "user.name", "Bo Lind")
    git(root, "config", "user.email", "bo@lind.example")
    assert "By Bo Lind &lt;bo@lind.example&gt;, on this machine alone: nothing is pushed." in page_of(opened)
    assert committing(opened, FERRY)[0] == 200


def test_a_history_begins_where_somebody_asks_for_it(
    opened: Opened, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(root / ".git")
    write_tree(root, {"captures/x.txt": "Not ours to publish.\n", ".gitignore": "site/\n"})
    assert 'id="begin"' in page_of(opened)
    assert not (root / ".git").exists(), "never by itself"
    status, told = opened.ask("POST", "/api/changes/begin", {})
    assert (status, told["said"][0]) == (200, "Made a git repository of this folder: git init")
    assert told["said"][1].endswith(": The collection begins")
    held = git(root, "ls-files").splitlines()
    assert FERRY in held
    assert [one for one in held if is_private(one)] == []
    assert opened.ask("POST", "/api/changes/begin", {})[0] == 409, "it has its history"
    shutil.rmtree(root / ".git")
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL"):
        monkeypatch.delenv(name)
    said = opened.ask("POST", "/api/changes/begin", {})[1]["said"]
    assert said[1].startswith("git does not know who you are"), "the first commit is left to the page"
    assert standing(root).stand is Stand.NEW


def test_a_first_commit(opened: Opened, root: Path) -> None:
    shutil.rmtree(root / ".git")
    git(root, "init", "-q", "-b", "main")
    status, done = committing(opened, "mkdocs.yml", FERRY, message="The collection begins")
    assert status == 200, done
    assert git(root, "ls-files").split() == [FERRY, "mkdocs.yml"]


def test_names_in_other_letters_and_a_collection_in_a_folder_of_the_repository(opened: Opened, root: Path) -> None:
    shutil.rmtree(root / ".git")
    (root / "site").mkdir(exist_ok=True)
    git(root.parent, "init", "-q", "-b", "main")
    git(root.parent, "add", "-A")
    git(root.parent, "commit", "-qm", "x")
    (root.parent / "beside.txt").write_text("not of the collection", "utf-8")
    (root / "docs").mkdir(exist_ok=True)
    (root / "docs/Заметка é.md").write_bytes("Привет".encode("cp1251"))
    (root / "docs/link.md").symlink_to("/etc/hostname")
    edited(root)
    files = [one for one in changed(standing(root)) if not one.path.startswith("site")]
    assert [one.path for one in files] == [FERRY, "docs/link.md", "docs/Заметка é.md"]
    for one in files:
        page_of(opened, f"/changes/file?path={quote(one.key)}")
    marks = {one.key: mark_of(root, one.path) for one in files}
    status, done = opened.ask("POST", "/api/changes/commit", {"files": marks, "message": "Всё"})
    assert status == 200, done
    assert " create mode 100644 c/docs/Заметка é.md" in done["said"]
    assert git(root, "show", "HEAD:./docs/link.md") == "/etc/hostname", "the link, and not what it leads to"
    assert git(root.parent, "status", "--porcelain", "--", "beside.txt") == "?? beside.txt"


def test_texts_that_git_has_already_are_told(opened: Opened, root: Path) -> None:
    (root / "captures").mkdir(exist_ok=True)
    (root / "captures/x.txt").write_text("x", "utf-8")
    git(root, "add", "-f", "captures/x.txt")
    git(root, "commit", "-qm", "x")
    assert "Texts that nobody may publish are in git already, such as captures/x.txt." in page_of(opened)


@pytest.mark.parametrize(
    "path", ["captures/a", "CAPTURES/a", "./captures/a", "captures\\a", ".desk/x", "a/../captures/x"]
)
def test_private_paths(path: str) -> None:
    assert is_private(path)
    assert not is_private(f"digests/{path.strip('.')}") or ".." in path
