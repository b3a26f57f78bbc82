"""What a build remembers of the parts of a site, for the next one."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from newsdesk.output.sealed import read_sealed, write_sealed


@dataclass(slots=True)
class Written:
    """A file that a part made: its path, the digest of its content, and for a page its address and last change."""

    path: str
    digest: str
    page: tuple[str, str] | None


@dataclass(slots=True)
class Known:
    """What is known of a part: the numbers of the keys it read, its files, and the names of the parts it has.

    Of its share in files that many parts make, the key, the number of the set of these files, and the length in each;
    and how the files are made that it declares to be put together of shares.
    """

    reads: list[int] = field(default_factory=list)
    files: list[Written] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    key: str = ""
    paths: int = -1
    lengths: list[int] = field(default_factory=list)
    wholes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Memory:
    """What the last build of a site remembers of its parts; `setting` is the digest of all that every part reads."""

    setting: str
    keys: dict[str, str] = field(default_factory=dict)
    """The digests of what was read, in the order of the numbers of their keys."""
    parts: dict[str, Known] = field(default_factory=dict)
    lean: int = 0
    """How many keys there were when each of them was read by some part."""
    sets: list[list[str]] = field(default_factory=list)
    """The sets of files in which a part has a share, by the numbers that parts know them by."""
    subjects: dict[str, str] = field(default_factory=dict)
    """The digests of the groups that keys are about."""
    sums: dict[str, tuple[str, int, str]] = field(default_factory=dict)
    """The SHA-256 and the length of each file that is put together of shares, and the digest of how it is composed."""

    @classmethod
    def of(cls, path: Path, setting: str) -> "Memory":
        """As it was kept; empty where there is none, where it is damaged, or where the setting is another one."""
        data = read_sealed(path)
        try:
            if data and data["setting"] == setting:
                parts = {name: _known(*rest) for name, *rest in data["parts"]}
                sums = {path: (digest, length, composed) for path, digest, length, composed in data["sums"]}
                return cls(setting, data["keys"], parts, data["lean"], data["sets"], data["subjects"], sums)
        except (KeyError, TypeError, ValueError):  # another program wrote it
            pass
        return cls(setting)

    def keep(self, path: Path) -> None:
        """Keep it in a file."""
        data = {
            "setting": self.setting,
            "keys": self.keys,
            "parts": [[name, *_plain(known)] for name, known in self.parts.items()],
            "lean": self.lean,
            "sets": self.sets,
            "subjects": self.subjects,
            "sums": [[path, *found] for path, found in self.sums.items()],
        }
        write_sealed(path, data)


def _plain(known: Known) -> list[Any]:
    files = [[file.path, file.digest, file.page] for file in known.files]
    plain: list[Any] = [known.reads, files, known.parts]
    if known.paths >= 0 or known.wholes:  # most parts have neither
        plain += [known.key, known.paths, known.lengths, known.wholes]
    return plain


def _known(reads: list[int], files: list[tuple[str, str, list[str] | None]], parts: list[str], *shares: Any) -> Known:
    return Known(reads, [_written(*file) for file in files], parts, *shares)


def _written(path: str, digest: str, page: list[str] | None) -> Written:
    return Written(path, digest, (page[0], page[1]) if page else None)
