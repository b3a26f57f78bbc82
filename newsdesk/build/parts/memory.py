"""What a build remembers of the parts of a site, for the next one.

It is kept in one sealed file, as columns: a million numbers as JSON would take ten times as long to read.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain, pairwise
from pathlib import Path
from sys import intern
from typing import Any, Protocol

from newsdesk.output.sealed import packed, read_sealed_bytes, unpacked, write_sealed_bytes


@dataclass(slots=True)
class Written:
    """A file that a part made: its path, the digest of its content, and for a page the day of its last change or ""."""

    path: str
    digest: str
    day: str | None

    @property
    def page(self) -> tuple[str, str] | None:
        """The address of a page and the day of its last change; None for what is none."""
        return None if self.day is None else (self.path.removesuffix("index.html"), self.day)


@dataclass(slots=True)
class Known:
    """What is known of a part: the numbers of the keys it read, its files, and the names of the parts it has.

    Of its share in files that many parts make, the key, the number of the set of these files, and the length in each;
    and how the files are made that it declares to be put together of shares.
    """

    # There are two for each entry, and most of these are empty: a list would take as much as what it holds.
    reads: Sequence[int] = ()
    files: Sequence[Written] = ()
    parts: Sequence[str] = ()
    key: str = ""
    paths: int = -1
    lengths: Sequence[int] = ()
    wholes: Sequence[str] = ()


def _numbers() -> "array[int]":
    return array("I")


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
    sums: dict[str, tuple[str, int, str]] = field(default_factory=dict)
    """The SHA-256 and the length of each file that is put together of shares, and the digest of how it is composed."""
    groups: dict[str, str] = field(default_factory=dict)
    """The digests of the groups that keys are about."""
    about: "array[int]" = field(default_factory=_numbers)
    """Of each key the number of its group, counted from 1; 0 for one that is about none."""

    @classmethod
    def of(cls, path: Path, setting: str) -> "Memory":
        """As it was kept; empty where there is none, where it is damaged, or where the setting is another one."""
        return cls.read(read_sealed_bytes(path), setting)

    @classmethod
    def read(cls, content: bytes | None, setting: str) -> "Memory":
        """The same of the bytes that `packed` has made."""
        try:
            if content:
                head, columns = unpacked(content)
                if head["setting"] == setting:
                    return _memory(head, columns)
        except (KeyError, TypeError, ValueError, IndexError):  # another program or another machine wrote it
            pass
        return cls(setting)

    def keep(self, path: Path) -> None:
        """Keep it in a file."""
        write_sealed_bytes(path, self.packed())

    def packed(self) -> bytes:
        """All of it as bytes."""
        known = list(self.parts.values())
        reads = _numbers()
        for one in known:
            reads.extend(one.reads)  # most are arrays, and a million numbers one by one take their time
        files = [file for one in known for file in one.files]
        columns: dict[str, Iterable[Any]] = {
            "keys": self.keys,
            "digests": self.keys.values(),
            "groups": self.groups,
            "their": self.groups.values(),
            "names": self.parts,
            "shares": (one.key for one in known),
            "paths": (file.path for file in files),
            "contents": (file.digest for file in files),
            "days": (file.day or "" for file in files),
            "parts": (name for one in known for name in one.parts),
            "about#": self.about,
            "are_pages#": (file.day is not None for file in files),
            "sets#": (one.paths + 1 for one in known),
            "reads#": reads,
            "lengths#": array("Q", chain.from_iterable(one.lengths for one in known)),
            **{f"{name}##": [len(getattr(one, name)) for one in known] for name in _COUNTED},
        }
        head = {
            "setting": self.setting,
            "lean": self.lean,
            "sets": self.sets,
            "sums": [[path, *found] for path, found in self.sums.items()],
            "wholes": [[number, list(one.wholes)] for number, one in enumerate(known) if one.wholes],
        }
        return packed(head, columns)


class Shelf(Protocol):
    """Where files lie that were made elsewhere, and that the site may not have yet."""

    def content(self, path: str) -> bytes | None:
        """What the file of a path in the site holds; None where it is not there."""


# Of which parts have many, and how many is a column of its own.
_COUNTED = ("reads", "files", "parts", "lengths")


def _memory(head: dict[str, Any], columns: dict[str, Any]) -> Memory:
    """What a file says; whatever error where it is of another program."""
    pages = zip(map(intern, columns["days"]), columns["are_pages#"], strict=True)
    files = [
        Written(path, digest, day if is_page else None)
        for path, digest, (day, is_page) in zip(columns["paths"], columns["contents"], pages, strict=True)
    ]
    stretches = [_stretches(columns[f"{name}##"]) for name in _COUNTED]
    reads, parts, lengths = columns["reads#"], columns["parts"], columns["lengths#"]
    known = {
        name: Known(
            reads[slice(*r)],
            tuple(files[slice(*f)]),
            tuple(parts[slice(*p)]),
            share,
            number - 1,
            tuple(lengths[slice(*s)]),
        )
        for name, share, number, r, f, p, s in zip(
            columns["names"], columns["shares"], columns["sets#"], *stretches, strict=True
        )
    }
    every = list(known.values())
    for number, wholes in head["wholes"]:
        every[number].wholes = wholes
    keys = dict(zip(columns["keys"], columns["digests"], strict=True))
    groups, about = dict(zip(columns["groups"], columns["their"], strict=True)), columns["about#"]
    if len(about) != len(keys) or max(about, default=0) > len(groups):
        raise ValueError("columns that do not belong together")
    sums = {path: (digest, length, composed) for path, digest, length, composed in head["sums"]}
    return Memory(head["setting"], keys, known, head["lean"], head["sets"], sums, groups, about)


def _stretches(counts: Iterable[int]) -> Iterator[tuple[int, int]]:
    return pairwise(accumulate(counts, initial=0))
