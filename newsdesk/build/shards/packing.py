"""The file of a year: a zip archive of what was made and of what that rests on, with a sealed list of what it is.

It holds `site/…`, the files of the site; `parts` and `search`, what is remembered of parts and of the index, as beside
a site; `shares`, what the parts add to files of the whole collection; `kept`, what a check found out of the files of
the year; `search.words/…` and `search.groups/…`, the stretches of the index; and `shard.json`, which tells of what it
was made. The same comes out of the same, byte for byte.
"""

import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from hashlib import blake2b
from pathlib import Path
from typing import IO, Any

from newsdesk.build.archive import Row
from newsdesk.load import read_ordinary
from newsdesk.output.kept import remove
from newsdesk.problems import COMMAND_LINE, Refusal

FORMAT = 1
ABOUT, SITE, PARTS, INDEX, SHARES, KEPT = "shard.json", "site/", "parts", "search", "shares", "kept"
STRETCHES = ("search.words", "search.groups")
_DATE = (1980, 1, 1, 0, 0, 0)
# Of one file in it, in bytes: nothing of ours is longer, but for the shares, which are never read at once.
_LONGEST = 1 << 30
# Pages are half frame, so packing quickly is packing well.
_LEVEL = 1
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, KeyError, ValueError, TypeError, NotImplementedError)


@dataclass(frozen=True, slots=True)
class About:
    """Of what the file of a year was made, and what is in it."""

    year: str
    program: str
    rest: str
    """The digest of settings, hand-written pages, and all else that is no file of the collection."""
    setting: str
    """The digest of what every part rests on, the frame with it."""
    with_pdf: bool
    files: dict[str, str]
    """The files in the folders of its weeks with their digests."""
    parts: int
    pages: int
    format: int = FORMAT


class Packer:
    """Writes the file of a year, piece by piece."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        self._file = file

    def put(self, name: str, content: bytes) -> None:
        """Add a file to it."""
        info = zipfile.ZipInfo(name, _DATE)
        info.compress_type = zipfile.ZIP_DEFLATED
        self._file.writestr(info, content, compresslevel=_LEVEL)

    def put_all(self, name: str, pieces: Iterable[bytes]) -> None:
        """Add a file of many pieces, which need not fit into memory."""
        info = zipfile.ZipInfo(name, _DATE)
        info.compress_type = zipfile.ZIP_DEFLATED
        with self._file.open(info, "w", force_zip64=True) as out:
            for piece in pieces:
                out.write(piece)

    def put_rows(self, rows: Iterable[Row]) -> None:
        """Add what a check found out of files."""
        rows = sorted(rows)
        head = json.dumps([[kind, key, len(value)] for kind, key, value in rows]).encode()
        self.put_all(KEPT, [len(head).to_bytes(8, "big"), head, *(value for _, _, value in rows)])

    def seal(self, about: About) -> None:
        """Tell of what all of it was made: the last thing that is added."""
        said = json.dumps(asdict(about), sort_keys=True).encode()
        self.put(ABOUT, _seal(said).encode() + b"\n" + said)


@contextmanager
def packed(path: Path) -> Iterator[Packer]:
    """Write the file of a year in one step: it is there whole, or as it was. Refusal where it cannot be written."""
    fresh = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(fresh, "w") as file:
            yield Packer(file)
        fresh.replace(path)
    except OSError as error:
        raise Refusal(f"{path} cannot be written: {error.strerror or error}.") from None
    finally:
        remove(fresh)


class Shard:
    """The file of a year, opened to be read."""

    def __init__(self, path: Path, shown: str) -> None:
        """Refusal where it is damaged, or none of ours; `shown` is how people know it."""
        self.path, self.shown = path, shown
        try:
            read_ordinary(path, 0)  # a pipe never ends
            self._file = zipfile.ZipFile(path)
            seal, _, said = self._content(ABOUT).partition(b"\n")
            data = json.loads(said)
            if seal.decode() != _seal(said):
                raise ValueError("not what was written")
            if data["format"] != FORMAT:
                raise self.refused("other-shard", "Another version of this program has written it.", "Make it again")
            self.about = About(**data)
        except _FAULTS:
            raise self.damaged() from None

    def refused(self, rule: str, said: str, remedy: str) -> Refusal:
        """That it is of no use, why, and how to come by one that is."""
        year = self.about.year if hasattr(self, "about") else "YEAR"
        again = f"{COMMAND_LINE} build --only {year} --to {Path(self.shown).parent.as_posix()}"
        return Refusal(f"{self.shown}: {rule}: {said} {remedy}: {again}")

    def damaged(self) -> Refusal:
        """That it is not what was written."""
        return self.refused("damaged-shard", "It is not what was written, or not all of it.", "Remove it, then")

    def _content(self, name: str) -> bytes:
        info = self._file.getinfo(name)
        if info.file_size > _LONGEST:
            raise ValueError(name)
        return self._file.read(info)

    def read(self, name: str) -> bytes:
        """A file in it; Refusal where it is damaged."""
        try:
            return self._content(name)
        except _FAULTS:
            raise self.damaged() from None

    def names(self, top: str) -> list[str]:
        """The files below a folder in it."""
        return [name for name in self._file.namelist() if name.startswith(f"{top}/")]

    def stretches(self, name: str, lengths: Iterable[int]) -> Iterator[bytes]:
        """Stretches of so many bytes of a file in it, from its beginning to its end."""
        try:
            with self._file.open(name) as file:
                for length in lengths:
                    yield _exactly(file, length)
                if file.read(1):
                    raise EOFError
        except _FAULTS:
            raise self.damaged() from None

    def rows(self) -> Iterator[Row]:
        """What a check found out of the files of the year."""
        try:
            with self._file.open(KEPT) as file:
                head: list[Any] = json.loads(_exactly(file, int.from_bytes(_exactly(file, 8), "big")))
                for kind, key, length in head:
                    yield str(kind), str(key), _exactly(file, int(length))
                if file.read(1):
                    raise EOFError
        except _FAULTS:
            raise self.damaged() from None

    def close(self) -> None:
        """Let go of it."""
        with suppress(AttributeError):
            self._file.close()


def _exactly(file: IO[bytes], length: int) -> bytes:
    if not 0 <= length <= _LONGEST:
        raise EOFError
    content = file.read(length)
    if len(content) != length:
        raise EOFError
    return content


def _seal(said: bytes) -> str:
    return blake2b(said, digest_size=16).hexdigest()
