"""All that parts are made of, as bytes: what one build has in memory, another process makes again from these."""

import pickle
import tempfile
import weakref
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from newsdesk.build.archive import Archive, Row
from newsdesk.build.cache import Cache
from newsdesk.build.examining import without_collector
from newsdesk.build.inputs.itself import digest_of_program
from newsdesk.build.making import dress, setting
from newsdesk.build.parts import Memory, Parts
from newsdesk.build.workers import Lost
from newsdesk.check import Drafts, check
from newsdesk.collection import Collection
from newsdesk.collection.digests import Digests
from newsdesk.collection.watched import RECORDS
from newsdesk.load import Tree, read_whole
from newsdesk.load.walking import File
from newsdesk.model.settings import Settings
from newsdesk.output.cards import Album, artist
from newsdesk.output.frame import Frame
from newsdesk.output.kept import Folder, Known, digest_of, known, remove

C = TypeVar("C")
T = TypeVar("T")
_LEVEL = 1


class _InMemory(Folder):
    """A kept folder whose files are here, wherever it lies."""

    def __init__(self, folder: Folder, contents: dict[str, bytes]) -> None:
        super().__init__(folder.root, folder.files, None)
        self.contents = contents

    def read(self, path: str) -> Known:
        """The content of a file."""
        return known(self.contents[path])


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a collection, its frame and its cards are made of; the same inputs, the same parts."""

    program: str
    settings: Settings
    with_pdf: bool
    begun: date | None
    files: list[tuple[tuple[str, ...], bytes]]
    base: str
    rows: list[Row]
    frame: Frame
    look: str
    """How cards look; "" where none are drawn."""
    stamp: str
    """By which it is known that what is made of all this is what it was."""

    def packed(self) -> bytes:
        """All of it as bytes."""
        return zlib.compress(pickle.dumps(self), _LEVEL)

    @classmethod
    def of(
        cls,
        collection: Collection,
        frame: Frame,
        look: str,
        files: list[File],
        base: str,
        rows: list[Row],
        begun: date | None,
    ) -> "Inputs":
        """Those of a collection that is here, of which the files were read and the rows kept."""
        raws = [(file.parts, raw) for file in files if (raw := file.raw) is not None]
        contents = {path: bytes(frame.folder.read(path)) for path in frame.folder if path.endswith(".html")}
        carried = replace(frame, folder=_InMemory(frame.folder, contents), more=None, _shells={}, _whole=None)
        stamp = _stamp(collection, carried)
        settings, with_pdf = collection.settings, collection.with_pdf
        return cls(digest_of_program(), settings, with_pdf, begun, raws, base, rows, carried, look, stamp)

    @without_collector()
    def parts(self, work: Path) -> Parts:
        """Parts to be made, in the folder `work`; Lost where they would not be those of the build that sent this."""
        if self.program != digest_of_program():
            raise Lost("another program")
        pens = artist() if self.look else None
        if isinstance(pens, str) or (pens and pens[0] != self.look):
            raise Lost("other cards")
        collection = self._collection(work)
        said = setting(collection, self.frame)
        if _stamp(collection, self.frame) != self.stamp:
            raise Lost("another collection")
        album = Album(work / "cache", pens) if pens else None
        return Parts(collection, Memory(said), dress(self.frame, album, self.settings), work / "site")

    def _collection(self, work: Path) -> Collection:
        files = [File(parts, raw) for parts, raw in self.files]
        tree = Tree.of(files, [], self.base, work)
        cache = Cache(work / "cache", self.program)
        for kind, key, value in self.rows:
            cache.put_plain(kind, key, value)
        cache.write()
        archive = Archive(tree, cache)
        drafts = Drafts(frozenset(), tree.broken_drafts(archive.documents), None)
        language = self.settings.language
        draft, _ = check(archive.documents, begun=self.begun, drafts=drafts, kept=archive.kept, language=language)
        draft.files = tree.digests
        return Collection.of(draft, self.settings, with_pdf=self.with_pdf)


def program() -> str:
    """In a worker: the digest of the program that it runs."""
    return digest_of_program()


def _stamp(collection: Collection, frame: Frame) -> str:
    """The digest of all records of a collection, and of what else every part rests on."""
    digests = Digests(collection)
    keys = [
        *(f"every\0{kind}" for kind in RECORDS),
        "all\0entries\0",
        "all\0corrections\0",
        "all\0relays\0",
        "spellings",
    ]
    said = [setting(collection, frame), *map(digests.known, keys)]
    return digest_of("\0".join(said).encode())


# What a process of another machine has at hand, by the digest of what it was made from. One build at a time is enough.
_HANDS: dict[str, Parts] = {}
_ALONE = Lock()


def with_inputs(packed: bytes | Path, name: str, work: Callable[[Any, C], T], chunk: C) -> T:
    """In a worker: do some work with the parts that are made of inputs, which are understood once.

    `packed` are the inputs or a file with them, and `name` is their digest. Lost where it cannot be done here.
    """
    # Whoever notes what is read knows of one reader: threads of a process wait for each other.
    with _ALONE:
        if name not in _HANDS:
            raw = packed if isinstance(packed, bytes) else read_whole(packed)
            if digest_of(raw) != name:
                raise Lost("other inputs")
            _HANDS.clear()
            inputs: Inputs = pickle.loads(zlib.decompress(raw))
            folder = Path(tempfile.mkdtemp(prefix="newsdesk-"))
            _HANDS[name] = inputs.parts(folder)
            weakref.finalize(_HANDS[name], remove, folder)
        return work(_HANDS[name], chunk)
