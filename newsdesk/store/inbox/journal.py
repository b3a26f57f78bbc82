"""The journal of the inbox: a file to which lines are added, and that nobody ever writes anew.

The command line and the desk may both add to it at once. A line that was cut off is passed over, and so is what no
program of ours wrote; all else counts.
"""

import errno
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from pydantic_core import from_json

from newsdesk.load import read_ordinary, real, reason, shown_path
from newsdesk.load.ordinary import kind_of_mode
from newsdesk.model.candidates import Candidate, Item, State, Step
from newsdesk.problems import Refusal
from newsdesk.store.inbox import FOLDER

NAME = "inbox.jsonl"
PAGES = "pages"
"""The folder beside it with the pages that were saved."""
# A hundred thousand candidates take about 100 MB.
_MOST = 1 << 28
_SEPARATORS = (",", ":")


# What an item keeps where its page is saved anew: by it the item is known, and stands where it stands.
_STAYS = frozenset({"id", "key", "origin", "head", "why", "certainty"})


class Inbox:
    """What the lines of a journal come to: candidates by id, in the order in which they came in."""

    def __init__(self) -> None:
        self.candidates: dict[str, Candidate] = {}
        self.head_of: dict[str, str] = {}
        """Of every item the id of its candidate."""
        self.by_key: dict[str, str] = {}
        """The ids of items by their clean addresses."""
        self.parted: dict[str, Item] = {}
        """What was held for a copy until somebody parted it, as it was then, by its id."""
        self.damaged: list[int] = []
        """Numbers of lines that hold nothing we know."""

    def take(self, number: int, line: bytes) -> None:
        """One more line; one that is no line of ours is remembered as damaged."""
        try:
            data = from_json(line)
            self._take(data)
        except (ValueError, KeyError, TypeError, AttributeError):
            self.damaged.append(number)

    def _take(self, data: Mapping[str, Any]) -> None:
        do, at = data["do"], _time(data["at"])
        if do == "add":
            self.add(Item.of(data["item"]), at)
        elif do == "again":
            candidate = self.candidates[self.head_of[data["id"]]]
            candidate.origins.append(str(data["origin"]))
        elif do == "renew":
            self.renew(Item.of(data["item"]))
        elif do == "undo":
            candidate = self.candidates[self.head_of[data["id"]]]
            if candidate.steps:
                candidate.steps.pop()
            elif candidate.item.id in self.parted:
                self._join(candidate)
        elif do == "apart":
            self.part(str(data["id"]), at)
        else:
            step = Step(State(do), at, *(str(data.get(one, "")) for one in ("entry", "week", "why")))
            self.candidates[self.head_of[data["id"]]].steps.append(step)

    def add(self, item: Item, at: str) -> None:
        """One more item: what is known already has stood in another place, too."""
        known = self.head_of.get(item.id) or self.head_of.get(self.by_key.get(item.key, "") if item.key else "")
        if known:
            self.candidates[known].origins.append(item.origin)
            return
        head = self.head_of.get(item.head, "") if item.head else ""
        if head:
            self.candidates[head].copies.append(item)
        else:
            self.candidates[item.id] = Candidate(item, added=at)
        self.head_of[item.id] = head or item.id
        if item.key:
            self.by_key[item.key] = item.id

    def item(self, id: str) -> Item:
        """The item of an id, which may be held for a copy; KeyError where there is none."""
        head = self.candidates[self.head_of[id]]
        return next(one for one in (head.item, *head.copies) if one.id == id)

    def renew(self, item: Item) -> Item:
        """What is known of an item, with what its page says in place of what was said before; KeyError as above."""
        head, before = self.candidates[self.head_of[item.id]], self.item(item.id)
        # What the page does not say stays.
        said = {name: value for name, value in item.as_data().items() if name not in _STAYS}
        if item.language:
            said["certainty"] = item.certainty
        new = Item.of(before.as_data() | said)
        if before is head.item:
            head.item = new
        else:
            head.copies[head.copies.index(before)] = new
        return new

    def part(self, id: str, at: str) -> None:
        """An item that was held for a copy is a candidate of its own from now on; ValueError where it is no copy."""
        head = self.candidates[self.head_of[id]]
        [copy] = [one for one in head.copies if one.id == id]
        head.copies.remove(copy)
        self.parted[id] = copy._replace(head=head.item.id)
        self.candidates[id] = Candidate(copy._replace(head="", why=""), added=at)
        self.head_of[id] = id

    def _join(self, candidate: Candidate) -> None:
        """What was parted is a copy again, of whatever its candidate belongs to now; and so is what was its copy."""
        copy = self.parted.pop(candidate.item.id)
        del self.candidates[copy.id]
        head = self.candidates[self.head_of[copy.head]]
        head.copies += [copy, *candidate.copies]
        head.origins += candidate.origins
        self.head_of |= {one.id: head.item.id for one in (copy, *candidate.copies)}

    def copy_of(self, name: str) -> tuple[str, str]:
        """The id of a copy, by it or its beginning, and that of its candidate; Refusal where none has that name."""
        copies = [id for id, head in self.head_of.items() if id != head and name and id.startswith(name)]
        if name in copies or len(copies) == 1:
            id = name if name in copies else copies[0]
            return id, self.head_of[id]
        raise Refusal(f"{self.of(name).id} is no copy of another: there is nothing to part.")

    def of(self, name: str) -> Candidate:
        """The candidate that an id belongs to, or the only one whose id begins so; Refusal where there is none."""
        if name in self.head_of:
            return self.candidates[self.head_of[name]]
        begun = {head for id, head in self.head_of.items() if name and id.startswith(name)}
        if len(begun) == 1:
            return self.candidates[begun.pop()]
        said = "Several candidates begin with" if begun else "There is no candidate"
        raise Refusal(f"{said} {name}. Look at the ids in: inbox list")


class Journal:
    """The journal of one collection, by the folder of the collection; it is made with its first line."""

    def __init__(self, root: Path) -> None:
        self.root, self.folder = root, root / FOLDER
        self.path = self.folder / NAME
        self.inbox = Inbox()
        self._seen, self._lines, self._file = 0, 0, (0, 0)
        self._beginning = b""

    def read(self) -> Inbox:
        """What it holds now; what was read before is not read again."""
        try:
            stat = os.stat(self.path)
        except FileNotFoundError:
            self._forget()
            return self.inbox
        except OSError as error:
            raise self._refusal(error, reads=True) from None
        if other := kind_of_mode(stat.st_mode):
            raise self._refusal(OSError(errno.EINVAL, other, str(self.path)), reads=True)
        if (stat.st_dev, stat.st_ino) != self._file or stat.st_size < self._seen:
            self._forget()
        if stat.st_size > self._seen:
            try:
                raw = read_ordinary(self.path, _MOST)
            except OSError as error:
                raise self._refusal(error, reads=True) from None
            if len(raw) > _MOST:
                raise Refusal(f"{self.shown} is larger than {_MOST >> 20} MB. Move it away to begin anew.")
            if not raw.startswith(self._beginning):
                self._forget()
            self._take(raw)
            self._file = (stat.st_dev, stat.st_ino)
        return self.inbox

    @property
    def size(self) -> int:
        """How many of its bytes have been read."""
        return self._seen

    @property
    def shown(self) -> str:
        """Its path as people type it."""
        return shown_path(self.path, self.root)

    def _forget(self) -> None:
        self.inbox, self._seen, self._lines, self._beginning, self._file = Inbox(), 0, 0, b"", (0, 0)

    def _take(self, raw: bytes) -> None:
        # What stands behind the last line end is being written, or was cut off.
        end = raw.rfind(b"\n") + 1
        for line in raw[self._seen : end].split(b"\n")[:-1]:
            self._lines += 1
            if line.strip():
                self.inbox.take(self._lines, line)
        self._seen, self._beginning = end, raw[:200] if end >= 200 else b""

    def write(self, lines: Iterable[Mapping[str, Any]]) -> None:
        """Add lines, all or none; they are on the disk when this returns. Refusal where they cannot be."""
        raw = b"".join(json.dumps(one, ensure_ascii=True, separators=_SEPARATORS).encode() + b"\n" for one in lines)
        if not raw:
            return
        self.make_folder()
        try:
            with self._locked() as file:
                size = os.fstat(file).st_size
                # A line that was cut off stays by itself.
                if size and os.pread(file, 1, size - 1) != b"\n":
                    raw = b"\n" + raw
                try:
                    _write_all(file, raw)
                    os.fsync(file)
                except OSError:
                    with suppress(OSError):
                        os.ftruncate(file, size)
                    raise
        except OSError as error:
            raise self._refusal(error, reads=False) from None

    def make_folder(self, name: str = "") -> Path:
        """The folder of the desk, or one in it; Refusal where something else stands there, or a link leads away."""
        folder = self.folder / name if name else self.folder
        for one in (self.folder, folder):
            if one.is_symlink() or (one.exists() and not one.is_dir()):
                raise Refusal(f"{shown_path(one, self.root)} is no folder. Put a folder in its place, or nothing.")
        try:
            folder.mkdir(parents=True, exist_ok=True)
            ignore = self.folder / ".gitignore"
            if not ignore.exists():
                # Whatever the collection's own rules: other people's articles are never committed.
                ignore.write_bytes(b"*\n")
        except OSError as error:
            raise self._refusal(error, reads=False) from None
        return folder

    def page(self, name: str) -> Path:
        """Where a page of this name is kept; Refusal where the name would lead anywhere else."""
        path = self.folder / PAGES / name
        if not name or Path(name).name != name or real(path).parent != real(self.folder / PAGES):
            raise Refusal(f"{self.shown} names a page outside its folder. Nothing was read.")
        return path

    @contextmanager
    def _locked(self) -> Iterator[int]:
        """The file, open to add to, while nobody else does."""
        if self.path.is_symlink() or (self.path.exists() and not self.path.is_file()):
            raise OSError(errno.EINVAL, "It is no ordinary file", str(self.path))
        flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)
        file = os.open(self.path, flags, 0o600)
        try:
            _lock(file)
            yield file
        finally:
            os.close(file)

    def _refusal(self, error: OSError, *, reads: bool) -> Refusal:
        return Refusal(
            f"{self.shown} cannot be {'read' if reads else 'written'}: {reason(error)}."
            " Nothing was lost, and nothing was added."
        )


def _write_all(file: int, raw: bytes) -> None:
    rest = memoryview(raw)
    while rest:
        rest = rest[os.write(file, rest) :]


def _lock(file: int) -> None:
    """Wait for one's turn; the system frees the lock when a process is killed."""
    try:
        import fcntl
    except ImportError:  # Windows: what is added at once by two may be torn, and is then passed over
        return
    fcntl.flock(file, fcntl.LOCK_EX)


def _time(text: Any) -> str:
    if not (isinstance(text, str) and len(text) >= len("2022-11-08") and text[:4].isdecimal()):
        raise ValueError("not a time")
    return text
