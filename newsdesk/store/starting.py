"""Starts a collection of its own, and brings the program in it up to date.

What `init` writes is of three kinds. The *program*, or what pins it, is never edited by hand and replaced
by every upgrade. *Offers*, such as the guide for editors, are replaced only where nobody has edited them.
Everything else is the *collection*, which no upgrade touches. `.newsdesk-files` remembers the SHA-256
of the first two, as `sha256sum --check` reads it.
"""

import hashlib
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath

from newsdesk.load import read_whole, real, reason
from newsdesk.model.codes import week_days
from newsdesk.model.register import REGISTERS
from newsdesk.problems import Refusal, UsageError
from newsdesk.store.files import put, replace
from newsdesk.store.program import STARTER, Form, form_for, is_offer, program, starter
from newsdesk.store.schema import beyond_us_in

MANIFEST = ".newsdesk-files"
# Stands in a collection while its program is replaced: until then no command runs there.
MARK = ".newsdesk-upgrade"
# In the first line of the manifest, which sha256sum passes over. Programs that cannot tell that they are the older one
# take a manifest with it for damaged, and replace nothing.
_HEAD = "# What init wrote, as sha256sum --check reads it. An older program must not replace it: run a newer one.\n"
_FIRST = "build_digest.py"
_AGAIN = "run init --upgrade again, of the newer program."
# Where an upgrade puts what it may not replace, in a collection that has no starter to look it up in.
_ASIDE = ".cache/newsdesk/offers"
_STAGING = ".newsdesk.new"
_EXAMPLE = "example-entry.yaml"
# What the starter says only where there is an example, or where there is none.
_ONLY = re.compile(rb"^<!-- (example|empty) -->\n(.*?)^<!-- end -->\n", re.MULTILINE | re.DOTALL)
# A repository that was cloned empty, and what an init that was killed has left.
_NOTHING = frozenset({".git", _STAGING})


@dataclass(slots=True)
class Upgrade:
    """What an upgrade does, by the files' paths."""

    replaced: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    """Offers that somebody has edited, where this version has a new one: it lies below `aside`."""
    gone: list[str] = field(default_factory=list)
    """Offers that somebody has deleted, where this version has a new one: it lies there, too."""
    unchanged: int = 0
    form: Form = Form.PROGRAM
    was: Form = Form.PROGRAM
    """How the collection has its program, and had it before."""

    @property
    def aside(self) -> str:
        """Where the new one of an offer that was kept can be read."""
        return STARTER if self.form is Form.PROGRAM else _ASIDE


def start(home: Path, folder: Path, week: str, today: date, form: Form | None = None, *, is_empty: bool = False) -> int:
    """Make a collection in a new or empty folder, its first digest that of `week`; returns the number of files.

    There is an example of everything in it, unless `is_empty`.

    `home` is the folder that holds the program; its kind decides on the form where none is named. Feed readers
    will know the items of the collection by the name of the folder and the day, for ever.

    A folder that holds nothing but `.git` is empty. It is filled in one step: whoever stops this leaves
    no half of a collection.
    """
    if problem := _in_the_way(folder):
        raise Refusal(problem)
    folder = real(folder)
    words = {**_words(week), "@NAME@": _label(folder.name), "@TODAY@": today.isoformat()}
    files = _starting_files(home, words, form or form_for(home), is_empty=is_empty)
    folder.parent.mkdir(parents=True, exist_ok=True)
    staging = folder / _STAGING if folder.exists() else folder.with_name(f".{folder.name}{_STAGING}")
    shutil.rmtree(staging, ignore_errors=True)
    try:
        for path, content in files.items():
            _write(staging / path, content)
        if folder.exists():
            # The folder itself stays, since a terminal may stand in it; its mark comes last.
            for top in sorted(staging.iterdir(), key=lambda path: (path.name == MANIFEST, path.name)):
                os.replace(top, folder / top.name)
            staging.rmdir()
        else:
            staging.rename(folder)
    except OSError as error:
        raise Refusal(f"{folder} cannot be written: {error.strerror}.") from None
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return len(files)


def upgrade(home: Path, folder: Path, *, force: bool = False, form: Form | None = None) -> Upgrade:
    """Replace the program in a collection by this one, or what pins it; nothing of the collection is touched.

    With `form` it is from then on inside, or pinned, whatever it was. Refusal where somebody has edited the
    program there or it is newer than this one, unless `force`. Stopped in between and run again it goes on; until
    then the collection says so.
    """
    if not folder.is_dir():
        raise UsageError(f"There is no folder {folder}.")
    if real(folder) == real(home):
        raise UsageError(f"{folder} is the folder of this program. Run the newer version on it.")
    before = _read_manifest(folder, force=force)
    if not force and (beyond := beyond_us_in(folder / "digests")):
        raise Refusal(
            f"The program in {folder} is newer than this one, which does not know {_listed(beyond)}. Run the newer one"
            " on it. If the older one is wanted there all the same, run the command again with --force."
        )
    was = Form.PROGRAM if "build_digest.py" in before or (folder / "build_digest.py").is_file() else Form.PACKAGE
    form = form or was
    wanted = program(home, form)
    if not before and form is not was:
        # What belongs to the form that goes is what this version knows of it.
        before = dict.fromkeys(program(home, was), "")
    there = {path: _read(folder / path) for path in sorted({*before, *wanted})}
    given = _given(folder, was) | before if before else before
    edited = [path for path, found in there.items() if _is_edited(found, given.get(path), wanted.get(path))]
    kept = {path for path in edited if is_offer(path)}
    gone = {path for path in wanted if is_offer(path) and there[path] is None and path in before}
    made = Upgrade(form=form, was=was)
    made.gone = [path for path in sorted(gone) if before[path] != _sum(wanted[path])]
    made.kept = [path for path in sorted(kept & wanted.keys()) if before.get(path) != _sum(wanted[path])]
    if (ours := [path for path in edited if not is_offer(path)]) and not force:
        raise Refusal(
            f"{_listed(ours)} in {folder} {'was' if len(ours) == 1 else 'were'} edited by hand, and an upgrade would"
            " replace that. Keep a copy of the changes, then run the command again with --force."
        )
    put(folder / MARK, f"The program here is being replaced. If that was stopped: {_AGAIN}\n".encode())
    # First what looks for the mark.
    for path, content in sorted(wanted.items(), key=lambda one: one[0] != _FIRST):
        if path in kept or path in gone:
            continue
        if there[path] == content:
            made.unchanged += 1
            continue
        (made.added if there[path] is None else made.replaced).append(path)
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        replace(target, content)
    for path in sorted(before.keys() - wanted.keys() - kept):
        if (folder / path).is_file():
            (folder / path).unlink()
            made.removed.append(path)
            _remove_empty(folder, path)
    if form is Form.PACKAGE:
        for path in (*made.kept, *made.gone):
            _write(folder / _ASIDE / path, wanted[path])
    replace(folder / MANIFEST, _manifest({path: _sum(content) for path, content in wanted.items()}))
    (folder / MARK).unlink()
    return made


def _in_the_way(folder: Path) -> str:
    """Why nothing can be made in this folder, or ""."""
    if not folder.exists() and not folder.is_symlink():
        return ""
    if not folder.is_dir():
        return f"{folder} is a file, not a folder. Choose another name."
    found = sorted(path.name for path in folder.iterdir() if path.name not in _NOTHING)
    return f"{folder} is not empty: it holds {_listed(found)}. Choose a new or an empty folder." if found else ""


def _listed(names: list[str]) -> str:
    more = len(names) - 5
    return ", ".join(names[:5]) + (f" and {more} more" if more > 0 else "")


def _starting_files(home: Path, words: Mapping[str, str], form: Form, *, is_empty: bool) -> dict[str, bytes]:
    """Everything that a new collection consists of, by path."""
    ours = program(home, form)
    files = ((path, content) for path, content in _filled(home, words, form) if path not in ours)
    filled = {path: _chosen(path, content, is_empty=is_empty) for path, content in files if not _goes(path, is_empty)}
    return {**filled, **ours, MANIFEST: _manifest({path: _sum(content) for path, content in ours.items()})}


def _filled(home: Path, words: Mapping[str, str], form: Form) -> Iterator[tuple[str, bytes]]:
    """The files of the starter with their places filled in."""
    for path, content in starter(home, form):
        for word, value in words.items():
            path = path.replace(word, value)
            content = content.replace(word.encode(), value.encode())
        yield path, content


def _goes(path: str, is_empty: bool) -> bool:
    return is_empty and path.endswith(f"/{_EXAMPLE}")


def _chosen(path: str, content: bytes, *, is_empty: bool) -> bytes:
    """A file of the starter with its examples, or without: a register keeps what explains it."""
    wanted = b"empty" if is_empty else b"example"
    content = _ONLY.sub(lambda found: found[2] if found[1] == wanted else b"", content)
    name = PurePosixPath(path).stem
    if is_empty and name in REGISTERS:
        head = content.partition(f"\n{name}:\n".encode())[0]
        why = "{} stands for none; records go below, each under its id: see docs/for-editors.md"
        return head + f"\n{name}: {{}}  # {why}\n".encode()
    return content


def _words(week: str) -> dict[str, str]:
    """What stands in the place of the starter's marks, as far as it follows from the week."""
    monday = week_days(week)[0]
    return {"@WEEK@": week, "@MONDAY@": monday.isoformat(), "@LAST_YEAR@": f"{max(monday.year - 1, date.min.year):04}"}


def _label(name: str) -> str:
    """A name as a label of a domain: small Latin letters, digits and hyphens, at most 63."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:63].rstrip("-") or "digest"


def _read(path: Path) -> bytes | None:
    """The bytes of a file that an upgrade may replace; None where there is none."""
    try:
        return read_whole(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Refusal(f"{path} cannot be read: {reason(error)}.") from None


def _given(folder: Path, was: Form) -> dict[str, str]:
    """What the program in a collection gave it and no upgrade replaced then: its starter says what that was."""
    files = starter(folder, was) if was is Form.PROGRAM and (folder / STARTER).is_dir() else ()
    return {path: _sum(content) for path, content in files if is_offer(path)}


def _is_edited(found: bytes | None, before: str | None, wanted: bytes | None) -> bool:
    """Whether an upgrade would replace or remove something that init did not write."""
    # What is new already comes from an upgrade that was stopped.
    if found is None or found == wanted:
        return False
    return _sum(found) not in (before, _sum(wanted) if wanted is not None else None)


def _read_manifest(folder: Path, *, force: bool) -> dict[str, str]:
    try:
        lines = read_whole(folder / MANIFEST).decode("utf-8", "replace").splitlines()
    except FileNotFoundError:
        if force:
            return {}
        raise Refusal(
            f"{folder} has no {MANIFEST}, which init writes: which files there belong to the program is not known."
            " With --force the program's files are replaced whatever they hold."
        ) from None
    sums = {path: digest for digest, _, path in (line.partition("  ") for line in lines if line[:1] != "#")}
    if not all(len(digest) == 64 and _is_inside(path) for path, digest in sums.items()):
        raise Refusal(f"{folder / MANIFEST} is not as init wrote it. Take it from an older commit.")
    return sums


def _is_inside(path: str) -> bool:
    return bool(path) and not PurePosixPath(path).is_absolute() and ".." not in PurePosixPath(path).parts


def _manifest(sums: Mapping[str, str]) -> bytes:
    return (_HEAD + "".join(f"{digest}  {path}\n" for path, digest in sorted(sums.items()))).encode()


def _sum(content: bytes) -> str:
    # Git may write the line ends of Windows into a working copy, but not of a file that holds a zero byte: a font.
    return hashlib.sha256(content if b"\0" in content else content.replace(b"\r\n", b"\n")).hexdigest()


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    put(path, content)


def _remove_empty(folder: Path, path: str) -> None:
    for parent in PurePosixPath(path).parents:
        left = [] if str(parent) == "." else list((folder / parent).iterdir())
        # What Python left there goes with what it was made from.
        if str(parent) == "." or any(inner.name != "__pycache__" for inner in left):
            return
        shutil.rmtree(folder / parent)
