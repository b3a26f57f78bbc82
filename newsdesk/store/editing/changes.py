"""Changes to several files of a collection, which are written all together or not at all."""

import os
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from newsdesk.load import read_whole, real, reason, shown_path
from newsdesk.load.ordinary import MAX_BYTES
from newsdesk.load.places import LARGE
from newsdesk.load.walking import File, walk
from newsdesk.problems import Refusal
from newsdesk.store.editing.document import Document
from newsdesk.store.editing.formatting import formatted
from newsdesk.store.editing.layout import LONG
from newsdesk.store.editing.spots import in_brackets
from newsdesk.store.files import put

# A key or a dash, or both, and a word of letters, digits and hyphens, as an id is one.
_WORD = re.compile(r"( *(?:- +)?(?:[A-Za-z_]\w*: +)?(?<= ))[a-z][a-z0-9-]{0,99}")
_AGAIN = "Nothing was written. Look at it, and run the command again."

Walked = tuple[list[File], list[OSError]]
"""The files below a folder, and the folders that cannot be read."""


class Changes:
    """What is to be changed below one folder, and nothing of it is before `write`."""

    def __init__(self, root: Path, walker: Callable[[Path], Walked] = walk) -> None:
        self.root, self._walker = root, walker
        self._names: dict[str, Path] = {}
        self._known: dict[str, str] = {}
        """Texts as they are laid out."""
        self._documents: dict[Path, Document] = {}
        self._created: dict[Path, str] = {}
        self._moved: dict[Path, tuple[Path, bytes]] = {}
        """Where files go, with where they stood and what they held."""
        self._deleted: dict[Path, bytes] = {}
        self._put: dict[Path, tuple[bytes, str]] = {}
        """Whole texts for files, with what these held."""
        self._walked: dict[Path, Walked] = {}
        self._carried: dict[Path, Path] = {}
        """Where files go that nobody reads: they belong to no collection, such as captured texts."""

    def _one(self, path: Path) -> Path:
        """A path as it was first named, however it is named now."""
        return self._names.setdefault(os.path.abspath(path), path)  # noqa: PTH100 links are not followed

    def walk(self, folder: Path, found: Walked) -> None:
        """Say what `walk` found in a folder, where the files have been read already."""
        self._walked[folder] = found

    def walked(self, folder: Path) -> Walked:
        """Every file below a folder, as `walk` finds it: read once for all that a verb looks for."""
        if folder not in self._walked:
            self._walked[folder] = self._walker(folder)
        return self._walked[folder]

    def shown(self, path: Path) -> str:
        """A path as the editor types it."""
        return shown_path(path, self.root)

    def document(self, path: Path) -> Document:
        """A file to edit, the same object each time; Refusal where it cannot be read or has a fault of form."""
        path = self._one(path)
        if path not in self._documents:
            if path in self._moved:
                self._documents[path] = Document(path, self._moved[path][1], self.shown(path))
            elif path in self._created:
                self._documents[path] = Document(path, self._created[path].encode(), self.shown(path))
            else:
                self._need(path)
                self._documents[path] = Document.read(path, self.shown(path))
        return self._documents[path]

    def begin(self, path: Path) -> Document:
        """A file to edit that is made where it is not there."""
        path = self._one(path)
        is_known = path in self._documents or path in self._moved or path in self._created
        if not (is_known or path.exists() or path.is_symlink()):
            self._documents[path] = Document.new(path, self.shown(path))
        return self.document(path)

    def create(self, path: Path, text: str) -> None:
        """A new file; Refusal where there is one."""
        path = self._one(path)
        self._refuse_taken(path)
        self._created[path] = text

    def move(self, old: Path, new: Path) -> None:
        """A file goes to another place, with what was changed in it; Refusal where there is one."""
        old, new = self._one(old), self._one(new)
        self._refuse_taken(new)
        document = self.document(old)
        if document.raw is None or old in self._created:
            raise Refusal(f"{self.shown(old)} is not there yet. {_AGAIN}")
        place, raw = self._moved.pop(old, (old, document.raw))
        self._moved[new] = place, raw
        del self._documents[old]
        document.path, document.shown = new, self.shown(new)
        self._documents[new] = document

    def put(self, path: Path, text: str) -> None:
        """Another text for a file that is no YAML, or that is written as a whole; Refusal where there is none."""
        path = self._one(path)
        self._need(path)
        if path in self._documents and self._documents[path].is_changed:
            raise Refusal(f"{self.shown(path)} is changed in two ways. {_AGAIN}")
        self._documents.pop(path, None)  # it was only read
        if path not in self._put:
            self._put[path] = read_whole(path), text
        self._put[path] = self._put[path][0], text

    def carry(self, old: Path, new: Path) -> None:
        """A file of any kind goes to another place as it is, whatever it holds; Refusal where there is one."""
        old, new = self._one(old), self._one(new)
        self._refuse_taken(new)
        self._need(old)
        self._carried[old] = new

    def delete(self, path: Path) -> None:
        """A file goes; Refusal where there is none."""
        path = self._one(path)
        self._need(path)
        try:
            self._deleted[path] = read_whole(path)
        except OSError as error:
            raise Refusal(f"{self.shown(path)} cannot be read: {reason(error)}.") from None
        self._documents.pop(path, None)

    def texts(self) -> dict[Path, str | None]:
        """What would stand on the disk afterwards, of each file that would change; None of one that would be gone."""
        found: dict[Path, str | None] = dict.fromkeys(self._deleted)
        found |= {old: None for old, _ in self._moved.values()}
        found |= self._created
        found |= {path: text for path, (raw, text) in self._put.items() if text.encode() != raw}
        for path, document in self._documents.items():
            if document.is_changed or path in self._moved or path in self._created:
                found[path] = self._laid_out(document)
        return {path: text for path, text in found.items() if text is not None or path.exists()}

    def _laid_out(self, document: Document) -> str:
        """The text of a document, in our style where it was in it: brackets may have grown too long for their line."""
        text, raw = document.text, document.raw
        if raw is None or len(raw) > MAX_BYTES or text in self._known:
            return self._known.get(text, text)
        before = raw.decode()
        # Registers are large: what is added to one is laid out, but for a line that has grown.
        grown = set(text.splitlines()) - set(before.splitlines())
        if document.path.name in LARGE and (all(len(line) <= LONG for line in grown) or in_brackets(before)):
            return text
        if _only_words_differ(before, text):
            return text
        was_in_style = formatted(document.shown, before).text == before
        self._known[text] = formatted(document.shown, text).text if was_in_style else text
        return self._known[text]

    def moved(self) -> dict[Path, Path]:
        """Where files would go, with where they stand."""
        return {new: old for new, (old, _) in self._moved.items()}

    def write(self) -> list[Path]:
        """Write it all; returns the files that changed, sorted.

        Refusal, and nothing written, where a file is not as it was read. New files are put beside the old ones
        first, then each takes its place in one step; where that fails in between, what was there comes back.
        """
        texts = self.texts()
        before = self._before()
        for path, raw in before.items():
            if _bytes(path) != raw:
                raise Refusal(
                    f"{self.shown(path)} {'was written' if raw is None else 'was changed'} meanwhile by somebody else."
                    f" {_AGAIN}"
                )
        targets = {path: self._target(path) for path in texts}
        fresh: dict[Path, Path] = {}
        folders: list[Path] = []
        done: list[Path] = []
        carried: list[tuple[Path, Path]] = []
        try:
            for path, text in texts.items():
                if text is None:
                    continue
                target = targets[path]
                _make_folder(target.parent, folders)
                fresh[path] = target.with_name(f".{target.name}.new")
                put(fresh[path], text.encode())
                mode = self._mode(path, target)
                if mode is not None:
                    fresh[path].chmod(mode)
            for old, new in self._carried.items():
                _make_folder(new.parent, folders)
                os.replace(old, new)
                carried.append((old, new))
            for path, text in sorted(texts.items(), key=lambda item: item[1] is None):
                done.append(path)
                if text is None:
                    targets[path].unlink()
                else:
                    os.replace(fresh[path], targets[path])
        except BaseException as error:
            for old, new in reversed(carried):
                with suppress(OSError):
                    os.replace(new, old)
            for path in done:
                _restore(targets[path], before.get(path))
            for path in fresh.values():
                with suppress(OSError):
                    path.unlink(missing_ok=True)
            for folder in reversed(folders):
                with suppress(OSError):
                    folder.rmdir()
            if isinstance(error, OSError):
                where = self.shown(done[-1]) if done else Path(str(error.filename)).name.strip(".").removesuffix(".new")
                raise Refusal(f"{where} cannot be written: {reason(error)}. Nothing was changed.") from None
            raise
        return sorted([*texts, *self._carried.values()])

    def _before(self) -> dict[Path, bytes | None]:
        """What each file held when it was read; None of one that was not there."""
        found: dict[Path, bytes | None] = dict.fromkeys((*self._created, *self._moved))
        found |= self._deleted
        found |= {path: raw for path, (raw, _) in self._put.items()}
        found |= dict(self._moved.values())
        for path, document in self._documents.items():
            if path not in found:
                found[path] = document.raw
        return found

    def _need(self, path: Path) -> None:
        if path in self._deleted or any(path == old for old, _ in self._moved.values()):
            raise Refusal(f"{self.shown(path)} is gone already. {_AGAIN}")

    def _refuse_taken(self, path: Path) -> None:
        known = path in self._documents or path in self._created or path in self._moved
        is_going = path in self._deleted or any(path == old for old, _ in self._moved.values())
        if known or is_going or path.exists() or path.is_symlink():
            raise Refusal(f"{self.shown(path)} is already there. Nothing was written.")

    def _target(self, path: Path) -> Path:
        """Where a link leads, so that it stays a link; Refusal where that is another place than the collection.

        Files that were named outside of it, with --digests, are no links: there a file and its folder have to be none.
        """
        found = real(path)
        is_apart = not _lies_in(path, self.root) and found == real(path.parent.parent) / path.parent.name / path.name
        if not (is_apart or found.is_relative_to(real(self.root))):
            raise Refusal(f"{self.shown(path)} is a link to another place. Nothing is written through it.")
        return found if path.is_symlink() else path

    def _mode(self, path: Path, target: Path) -> int | None:
        old = self._moved[path][0] if path in self._moved else target
        with suppress(OSError):
            return old.stat().st_mode & 0o7777
        return None


def _only_words_differ(old: str, new: str) -> bool:
    """Whether texts differ in nothing but single plain words, each alone behind its key or its dash.

    Such a word stands as it is in our style, whatever it is, and nothing around it goes by its length.
    """
    before, after = old.split("\n"), new.split("\n")
    if len(before) != len(after):
        return False
    pairs = (
        (_WORD.fullmatch(one), _WORD.fullmatch(other)) for one, other in zip(before, after, strict=True) if one != other
    )
    return all(one and other and one[1] == other[1] for one, other in pairs)


def _lies_in(path: Path, folder: Path) -> bool:
    """Whether a path is below a folder as it is written, links not followed."""
    return Path(os.path.abspath(path)).is_relative_to(os.path.abspath(folder))  # noqa: PTH100 links are not followed


def _bytes(path: Path) -> bytes | None:
    try:
        return read_whole(path)
    except OSError:
        return None


def _make_folder(folder: Path, made: list[Path]) -> None:
    """Make a folder and those above it, and remember which were not there."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        one.mkdir()
        made.append(one)


def _restore(path: Path, raw: bytes | None) -> None:
    """Put back what was there, as far as the disk lets us."""
    with suppress(OSError):
        if raw is None:
            path.unlink(missing_ok=True)
        elif _bytes(path) != raw:
            path.write_bytes(raw)
