"""Collections in git repositories made for a test: nothing of the user's own configuration is read."""

import os
import re
import subprocess
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from copying import copied
from makers import collection, write_tree

from newsdesk.build import Project
from newsdesk.check.changes import changes
from newsdesk.load import read_tree, shown_path
from newsdesk.problems import FRONT_DOOR, Problem, as_text
from newsdesk.store.history import before

_MADE = tempfile.TemporaryDirectory(prefix="newsdesk-tests-")
_SHORT = re.compile("[0-9a-f]{7}")
_SAID = re.compile(r"\[.* ([0-9a-f]{7,})\] ")
SUMMARY = (
    "The report says that the council of Lanternmoor counted 312 swans in one October morning. Its author quotes"
    " the warden Ada Quill, who does not expect more, and puts the rise down to a mild autumn."
)
CONTEXT = (
    "A survey by the university found 298 swans on the same lake in the year before [survey-2021]. Wardens and"
    " scholars count on different days, so that neither figure shows a trend on its own [beacon-2022]."
)
QUILL = (
    "{name: Ada Quill, who: ada-quill, role: warden, actor: official, identified: named, cited: quoted,"
    " says: That the autumn was mild., quote: {text: We counted them twice, language: en}}"
)
LIND = (
    "{name: Bo Lind, role: keeper, actor: resident, identified: named, cited: paraphrased,"
    " says: That the swans come every year.}"
)
REFERENCES = (
    "{survey-2021: {url: https://survey.example/2021, title: Survey of the lake, accessed: 2022-10-20},"
    " beacon-2022: {url: https://beacon.example/counts, outlet: beacon}}"
)
OLD = "{date: 2022-10-25, kind: minor, was: Adda, now: Ada, why: A slip.}"
CHANGES = {
    "byline": "Cara Moor",
    "summary": SUMMARY,
    "sources": f"[{QUILL}, {LIND}]",
    "context": CONTEXT,
    "references": REFERENCES,
    "corrections": f"[{OLD}]",
}
ENTRY, DIGEST = "2022-W42/swans-counted.yaml", "2022-W42/_digest.yaml"
NOTE = (
    "schema: 1\nstatus: published\npublished: 2022-10-24\nlead: swans-counted\n"
    "note: The council counted 312 swans in a week [count].\nreferences: {count: {entry: swans-counted}}\n"
    "screened: {articles: 12, outlets: 3}\n"
)
DRAFT = {
    "2022-W43/_digest.yaml": "schema: 1\nstatus: draft\n",
    "2022-W43/swans-leave.yaml": collection(
        title="Swans leave",
        published="2022-10-25",
        url="https://lantern.example/leave",
        accessed="2022-10-26",
        added="2022-10-26",
    )[ENTRY],
}


def git(folder: Path, *arguments: str) -> str:
    """What git prints; its author is invented, and the user's configuration is not read."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    env |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    # Else each commit starts another git, to see whether there is something to tidy up.
    env |= {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "maintenance.auto", "GIT_CONFIG_VALUE_0": "false"}
    for who in ("AUTHOR", "COMMITTER"):
        env |= {f"GIT_{who}_NAME": "A. Tester", f"GIT_{who}_EMAIL": "tester@example.org"}
        env |= {f"GIT_{who}_DATE": "2022-11-01T12:00:00+00:00"}
    done = subprocess.run(
        ["git", "-C", str(folder), *arguments],
        capture_output=True,
        text=True,
        env=env,
        check=True,
        stdin=subprocess.DEVNULL,
    )
    return done.stdout.strip()


def published() -> dict[str, str]:
    """A published week with one entry, and a draft with another, by path below digests/."""
    return {**collection(**CHANGES), DIGEST: NOTE, **DRAFT}


def commit(folder: Path) -> str:
    """Commit all that stands there; the short name of the commit."""
    git(folder, "add", "-A")
    said = _SAID.match(git(folder, "commit", "-m", "As published", "--allow-empty"))
    assert said
    return said[1]


def repository(folder: Path, files: Mapping[str, str | bytes], below: str = ".") -> str:
    """A repository with a collection in it, in a folder of it; the name of its only commit."""
    raw = tuple((path, text if isinstance(text, bytes) else text.encode()) for path, text in sorted(files.items()))
    made, name = _committed(raw, below)
    write_tree(folder / below, files)
    copied(made / ".git", folder / ".git")
    return name


@cache
def _committed(files: tuple[tuple[str, bytes], ...], below: str) -> tuple[Path, str]:
    """The same, which nobody changes: many tests begin with one, and to make it takes four starts of git."""
    folder = Path(_MADE.name) / str(len(list(Path(_MADE.name).iterdir())))
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main", "--template=")
    write_tree(folder / below, dict(files))
    return folder, commit(folder)


def edit(root: Path, edited: Mapping[str, str | bytes | None]) -> None:
    """Write files below root/digests, or remove them (None)."""
    write_tree(root, {path: text for path, text in edited.items() if text is not None})
    for path, text in edited.items():
        if text is None:
            (root / "digests" / path).unlink()


def _short(root: Path, revision: str) -> str:
    """The short name of a revision, which `commit` gives."""
    return revision if _SHORT.fullmatch(revision) else git(root, "rev-parse", "--short", revision)


def since(root: Path, revision: str) -> list[Problem]:
    """What has changed silently in the collection at `root`."""
    project = Project(root, root / "digests", root / "site", root / ".cache")
    documents, _ = read_tree(project.digests, root)
    base = shown_path(project.digests, root)
    return changes(before(project.digests, revision, documents), documents, base, "2026-11-24")


def said(root: Path, revision: str) -> list[str]:
    """The same as lines, with the revision as REV."""
    return as_text(since(root, revision), FRONT_DOOR).replace(_short(root, revision), "REV").splitlines()
