"""Files that many parts have a share in: each part makes its own, and a file is put together of them."""

import hashlib
import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module

# Makes a file, in pieces, from what it was, the keys whose shares in it count no more, and new shares in the order of
# their keys.
Renewal = Callable[[bytes | None, Iterable[str], Iterable[bytes]], Iterable[bytes | memoryview]]


@dataclass(frozen=True, slots=True)
class Share:
    """What a part adds to files that many parts have a share in, by their paths; a part has one share at most.

    The order of the keys, which are plain text, is that of the shares in a file; no two parts have the same one there.
    """

    key: str
    pieces: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Joined:
    """A file of shares one after the other, with texts before, between and behind them."""

    path: str
    head: str = ""
    between: str = ""
    tail: str = ""

    def of(self, pieces: Iterable[bytes]) -> bytes:
        """The file, from the shares in it in their order."""
        return self.head.encode() + self.between.encode().join(pieces) + self.tail.encode()


@dataclass(frozen=True, slots=True)
class Renewed:
    """A file that a function of a module makes anew of what it was and of new shares.

    It makes the same of the same shares, whichever of them stood in the file before.
    """

    path: str
    make: Renewal


@dataclass(frozen=True, slots=True)
class Packed:
    """Another such file, which comes before this one, as gzip packs it: the same bytes with the same zlib."""

    path: str
    plain: str

    @staticmethod
    def of(pieces: Iterable[bytes]) -> Iterator[bytes]:
        """The file, from pieces of the other one."""
        # Without a time and a name, which gzip would keep in the file. Level 6 as gzip: 9 takes three times as long.
        work = zlib.compressobj(6, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
        yield from map(work.compress, pieces)
        yield work.flush()


@dataclass(frozen=True, slots=True)
class Described:
    """A Data Package of files below its folder: size and SHA-256 of each are added, and one digest of all of them.

    `text` is the package without these, as JSON; it comes before `Sums`, and behind all that it describes.
    """

    path: str
    text: str

    def of(self, sums: Mapping[str, tuple[str, int]]) -> bytes:
        """The file, from the sums and sizes of all files by their paths."""
        folder, package = self.path.rpartition("/")[0] + "/", json.loads(self.text)
        for resource in package["resources"]:
            digest, size = sums[folder + resource["path"]]
            resource |= {"bytes": size, "hash": f"sha256:{digest}"}
        # The bytes of other files depend on the version of the library that packs them.
        plain = [one for one in package["resources"] if not one["path"].endswith((".gz", ".parquet", ".sqlite"))]
        told = "".join(sorted(f"{one['hash']}  {one['path']}\n" for one in plain))
        package["digest"] = f"sha256:{hashlib.sha256(told.encode()).hexdigest()}"
        return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


@dataclass(frozen=True, slots=True)
class Sums:
    """The SHA-256 of each file below its folder that is put together of shares, as sha256sum writes and reads them."""

    path: str

    def of(self, sums: Mapping[str, str]) -> bytes:
        """The file, from the sums of all files by their paths."""
        folder = self.path.rpartition("/")[0] + "/"
        names = sorted(path for path in sums if path.startswith(folder))
        return "".join(f"{sums[path]}  {path.removeprefix(folder)}\n" for path in names).encode()


Whole = Joined | Renewed | Packed | Described | Sums


def spelt(whole: Whole) -> str:
    """How a file is made, as a text."""
    if isinstance(whole, Joined):
        said = ["joined", whole.path, whole.head, whole.between, whole.tail]
    elif isinstance(whole, Renewed):
        said = ["renewed", whole.path, whole.make.__module__, whole.make.__qualname__]
    elif isinstance(whole, Packed):
        said = ["packed", whole.path, whole.plain]
    elif isinstance(whole, Described):
        said = ["described", whole.path, whole.text]
    else:
        said = ["sums", whole.path]
    return json.dumps(said, ensure_ascii=False)


def unspelt(text: str) -> Whole:
    """What such a text says; ValueError where this program has not written it."""
    match json.loads(text):
        case ["joined", path, head, between, tail]:
            return Joined(path, head, between, tail)
        case ["renewed", path, module, function]:
            return Renewed(path, getattr(import_module(module), function))
        case ["packed", path, plain]:
            return Packed(path, plain)
        case ["described", path, text]:
            return Described(path, text)
        case ["sums", path]:
            return Sums(path)
    raise ValueError(text)
