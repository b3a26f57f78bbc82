"""A small press of invented papers, some of it published, and what a verb does to its files: for tests of the verbs."""

import os
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path

from edition_edits import press
from makers import ABOUT, STORIES, collection, entry
from terminal import run

WEEK, NEXT = "2022-W42", "2022-W43"
DAY = "2022-11-08"
# 12:00 UTC of that day.
CLOCK = "1667908800"
PEOPLE = """\
schema: 1
people:
  # The warden speaks for the council.
  ada-quill:
    kind: person
    name: Ada Quill
    aliases: [A. Quill, {text: Ада Квилл, language: ru}]
  cara-fen:                # asked for her name to be left out of lists
    kind: person
    name: Cara Fen
    name_native: {text: Кара Фен, language: ru}
    aliases: [Kara Fenn]
    public: false
"""
_LIND = (
    "{name: Bo Lind, name_printed: Bo Lind, actor: resident, identified: named, cited: paraphrased,"
    " says: That the ferry stops too early.}"
)
_FEN = (
    "{name: Cara Fen, who: cara-fen, actor: eyewitness, identified: named, cited: quoted,"
    " says: That the lake was dark., quote: {text: It was dark, language: en}}"
)
FERRY = entry(
    title="Ferry stops early",
    url="https://beacon.example/ferry",
    outlet="beacon",
    stories="[]",
    summary="The report says that the ferry of Lanternmoor stops at dusk from November on. It quotes Bo Lind, who"
    " lives on the far bank, and Cara Fen, who waited for it in the dark.",
    sources=f"[{_LIND}, {_FEN}]",
    context="The council set the hours of the ferry in March 2021, and has not changed them since, by its own list of"
    " orders [hours-2021]. Another report of the same week counts the swans of the lake that it crosses [swans].",
    references="\n  hours-2021:\n    url: https://council.example/hours\n    publisher: Council of Lanternmoor\n"
    "  swans: {entry: swans-counted}",
    corrections="[]",
)
FILES = {
    **collection(corrections="[]", byline="Dora Moor"),
    "people.yaml": PEOPLE,
    "stories.yaml": STORIES,
    f"{WEEK}/_digest.yaml": "schema: 1\nstatus: draft\nlead: swans-counted\n"
    "note: The council counted 312 swans in a week [count].\nreferences: {count: {entry: swans-counted}}\n",
    f"{WEEK}/ferry-stops.yaml": FERRY,
    f"{NEXT}/_digest.yaml": "schema: 1\nstatus: draft\n",
    f"{NEXT}/swans-leave.yaml": entry(
        title="Swans leave",
        url="https://lantern.example/leave",
        published="2022-10-25",
        accessed="2022-10-26",
        added="2022-10-26",
        stories="[]",
        translation_of="swans-counted",
    ),
    f"{NEXT}/ice-comes.yaml": "schema: 1\nstatus: draft\ntitle: Ice comes\noutlet: TODO\n",
}


def desk(root: Path) -> Path:
    """The press in a repository at `root`, its first week published and committed; returns `root`."""
    press(root, FILES, WEEK)
    return root


def said_by(root: Path, *arguments: str) -> dict[str, object]:
    """What one call of the program prints and changes: exit code, what it says, and the files line by line."""
    before = files_in(root)
    done = run(*arguments, "--root", root, cwd=root, SOURCE_DATE_EPOCH=CLOCK, EDITOR="", VISUAL="")
    # How usage is told is a matter of the Python that runs.
    err = done.stderr.partition("\n")[0].partition(" [")[0] if done.stderr.startswith("usage: ") else done.stderr
    told = {"code": done.returncode, "out": _plain(done.stdout, root), "err": _plain(err, root)}
    return told | {"diff": "".join(diff_of(before, files_in(root)))}


def files_in(root: Path) -> dict[str, str]:
    """All files of a collection by their path below the root, but for what is made anew at any time."""
    found = {}
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(set(folders) - {".git", ".cache", "site"})
        for name in sorted(names):
            path = Path(folder) / name
            found[path.relative_to(root).as_posix()] = path.read_bytes().decode("utf-8", "surrogateescape")
    return found


def diff_of(before: dict[str, str], after: dict[str, str]) -> Iterator[str]:
    """The lines that differ, as git shows them without those around; a file that only moved in one line."""
    moved = {}
    for path in sorted(before.keys() - after.keys()):
        same = [other for other in after.keys() - before.keys() if _alike(before[path], after[other])]
        if same:
            moved[same[0]] = path
            yield f"{path} -> {same[0]}\n"
    for path in sorted(before.keys() | after.keys()):
        if path in moved.values():
            continue
        old, new = before.get(moved.get(path, path), ""), after.get(path, "")
        if old != new:
            lines = unified_diff(old.splitlines(keepends=True), new.splitlines(keepends=True), path, path, n=0)
            yield from (line if line.endswith("\n") else f"{line}\n" for line in list(lines)[1:] if line[:2] != "@@")


def _alike(one: str, other: str) -> bool:
    lines, others = set(one.splitlines()), set(other.splitlines())
    return len(lines & others) * 2 > len(lines)


def _plain(text: str, root: Path) -> str:
    return text.replace(str(root), "ROOT")


def restored(root: Path, files: dict[str, str]) -> None:
    """Make the files of a collection what they were."""
    now = files_in(root)
    for path in now.keys() - files.keys():
        (root / path).unlink()
    for path, text in files.items():
        if now.get(path) != text:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(text.encode("utf-8", "surrogateescape"))


__all__ = ["ABOUT", "CLOCK", "DAY", "FILES", "NEXT", "WEEK", "desk", "diff_of", "files_in", "restored", "said_by"]
