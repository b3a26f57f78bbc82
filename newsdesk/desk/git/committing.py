"""Commits chosen files: their paths and a message come in, what git and its hooks said goes out; nothing is pushed."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from subprocess import CompletedProcess

from newsdesk.desk.git.changed import Changed, How, changed, is_private, mark_of
from newsdesk.desk.git.conflict import conflicts
from newsdesk.desk.git.standing import Repository, Stand, standing, told
from newsdesk.interface import Words
from newsdesk.load.ordinary import printable
from newsdesk.problems import Refusal
from newsdesk.store.history import complaint, git
from newsdesk.store.history import words as printed

_LONGEST = 10_000
# With more files than that something lies here that is no collection: whoever knows what chooses.
_MOST = 5000
# Git prints names of files in other letters as numbers, else.
_READABLE = ("-c", "core.quotePath=false")


@dataclass(frozen=True, slots=True)
class Committed:
    """A commit that was made: its short name, its first line, and what git and its hooks printed."""

    name: str
    subject: str
    said: str


def author(repository: Repository) -> str:
    """Who commits, by git's configuration: `Ada Example <ada@example.org>`; "" where it names nobody."""
    of_environment = {key: os.environ.get(f"GIT_AUTHOR_{key.upper()}", "") for key in ("name", "email")}
    found = {
        key: of_environment[key] or printed(git(repository.root, "config", f"user.{key}")) for key in of_environment
    }
    return f"{found['name']} <{found['email']}>" if all(found.values()) else ""


def nobody(words: Words) -> str:
    """What to do where git's configuration names nobody."""
    return words(
        "git does not know who you are, and a commit names its author. Say it once, in a terminal:"
        ' git config --global user.name "Your Name" and git config --global user.email you@example.org'
    )


def commit(repository: Repository, marks: Mapping[str, str], message: str, words: Words) -> Committed:
    """Commit the files of `marks` and nothing else, each as it was shown, by its mark; a merge as a whole.

    Refusal, and no commit, where the repository is in the middle of something else, a file was changed since, one may
    never be committed, nobody is named as author, or a hook or git itself refuses: then in its own words.
    """
    repository = standing(repository.root)
    if not repository.can_commit:
        raise Refusal(told(repository, words))
    text = message.strip()
    if not text:
        raise Refusal(words("A commit says what has changed. Write it in a line."))
    if "\0" in text or len(text) > _LONGEST:
        raise Refusal(words("This is no message of a commit: it is too long, or holds what is no text."))
    if not author(repository):
        raise Refusal(nobody(words))
    files = changed(repository)
    if repository.stand is Stand.MERGE:
        return _merge(repository, files, text, words)
    chosen = _chosen(repository, files, marks, words)
    return _only(repository, chosen, text)


def begin(repository: Repository, words: Words) -> list[str]:
    """Make a repository of the folder of a collection, and commit what it holds; says what was done.

    Where git does not know who commits, or the folder holds far more than a collection does, the first commit is left
    to the page. Refusal, and nothing done, where the folder is in a repository already or git cannot be run.
    """
    if repository.stand is not Stand.NO_REPOSITORY:
        raise Refusal(told(repository, words) or words("This collection has its history already. Reload the page."))
    done = git(repository.root, "init", "--quiet", "--initial-branch=main")
    if done.returncode:
        raise Refusal(complaint(done))
    said = [words("Made a git repository of this folder: git init")]
    made = standing(repository.root)
    files = changed(made)
    if not author(made):
        return [*said, nobody(words)]
    if len(files) > _MOST:
        return [*said, words("There are {number} files: choose those of the first commit.").format(number=len(files))]
    marks = {one.path: mark_of(made.root, one.path) for one in files}
    first = commit(made, marks, words("The collection begins"), words)
    return [*said, words("Committed as {name}: {subject}").format(name=first.name, subject=first.subject)]


def _chosen(repository: Repository, files: list[Changed], marks: Mapping[str, str], words: Words) -> list[Changed]:
    by_path = {one.path: one for one in files}
    for path, mark in marks.items():
        if why := _why_not(repository, by_path.get(path), path, mark, words):
            raise Refusal(why.format(file=printable(path)))
    if not marks:
        raise Refusal(words("Choose at least one file."))
    return [by_path[path] for path in marks]


def _why_not(repository: Repository, file: Changed | None, path: str, mark: str, words: Words) -> str:
    """Why a file cannot be committed; "" where it can."""
    if is_private(path):
        return words("{file} is never committed: it is yours alone.")
    if file is None:
        return words("{file} does not differ from the last commit any more. Reload the page.")
    if conflicts(repository, [file]):
        return words("{file} is in a conflict: settle that first.")
    if mark_of(repository.root, path) != mark:
        return words("{file} was changed since this page showed it. Reload the page, and look at it.")
    return ""


def _only(repository: Repository, chosen: list[Changed], text: str) -> Committed:
    """Commit these files and nothing else, whatever else was staged; new ones are let go again where it fails."""
    new = _fed([one for one in chosen if one.is_unknown])
    if new:
        added = _paths(repository, new, "add", "--intent-to-add")
        if added.returncode:
            raise Refusal(_said(added))
    done = _paths(repository, _fed(chosen), "commit", "--only", f"--message={text}", "--cleanup=whitespace")
    if done.returncode:
        if new and repository.stand is not Stand.NEW:
            _paths(repository, new, "reset", "--quiet")
        elif new:
            _paths(repository, new, "rm", "--cached", "--quiet")
        raise Refusal(_said(done))
    return _made(repository, _said(done))


def _merge(repository: Repository, files: list[Changed], text: str, words: Words) -> Committed:
    """Commit a merge, which git takes as a whole only: all that was staged for it."""
    if any(one.how is How.CONFLICT for one in files):
        raise Refusal(words("Some files are still in a conflict: settle them first."))
    staged = os.fsdecode(git(repository.root, "diff", "--cached", "--name-only", "-z", "HEAD").stdout).split("\0")
    inner = [one.removeprefix(repository.prefix) for one in staged if one.startswith(repository.prefix)]
    if private := [one for one in inner if one and is_private(one)]:
        said = words("The merge would commit {file}, which is never committed. Take it out: git rm --cached {file}")
        raise Refusal(said.format(file=printable(private[0])))
    done = git(repository.root, *_READABLE, "commit", f"--message={text}", "--cleanup=whitespace")
    if done.returncode:
        raise Refusal(_said(done))
    return _made(repository, _said(done))


def _fed(files: list[Changed]) -> bytes:
    return b"".join(os.fsencode(f"{one.path}\0") for one in files)


def _paths(repository: Repository, paths: bytes, *arguments: str) -> CompletedProcess[bytes]:
    from_input = ("--pathspec-from-file=-", "--pathspec-file-nul")
    return git(repository.root, *_READABLE, "--literal-pathspecs", *arguments, *from_input, feed=paths)


def _said(done: CompletedProcess[bytes]) -> str:
    """All that git and its hooks printed."""
    return "\n".join(filter(None, (raw.decode("utf-8", "replace").strip() for raw in (done.stdout, done.stderr)))) or (
        f"git ended with {done.returncode}, and said nothing."
    )


def _made(repository: Repository, said: str) -> Committed:
    name, _, subject = printed(git(repository.root, "log", "-1", "--format=%h %s")).partition(" ")
    return Committed(name, subject, said)
