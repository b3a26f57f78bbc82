"""What a build hands over to be written, and what was written."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

# Inode, size and time of change in nanoseconds: a file with the same three has the same content.
Signature = tuple[int, int, int]
# A link, a pipe or the like, which none of our builds has left there.
NO_FILE: Signature = (0, -1, 0)


@dataclass(slots=True)
class Report:
    """What one build changed: counts of files."""

    files: int = 0
    written: int = 0
    removed: int = 0
    strangers: list[str] = field(default_factory=list)
    """Those removed that no build had made, by their paths in the site."""


@dataclass(slots=True)  # there is one for each file, and one that is frozen takes three times as long to make
class Same:
    """A file that is as it was when the site was built last: its path, its digest, and a way to make it again.

    It is made again where it is not there any more, or not as it was.
    """

    path: str
    digest: str
    again: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Ready:
    """A file that lies ready on the disk of the site, and is moved into it: its path there, its digest, and where."""

    path: str
    digest: str
    file: Path


@dataclass(frozen=True, slots=True)
class Laid:
    """A file that another process has laid where it belongs: its path, its digest, what the disk says of it.

    `is_new` says whether the site has another file there, or none.
    """

    path: str
    digest: str
    signature: Signature
    is_new: bool


@dataclass(frozen=True, slots=True)
class Stay:
    """A folder of the site whose files stay as they are, whatever they are."""

    folder: str


@dataclass(slots=True)
class Unchanged:
    """Many files that are as they were: their paths, their digests, and a way to make one again by its path.

    Nearly all files of an archive stand after a few changes, and these are compared together.
    """

    paths: list[str]
    digests: list[str]
    again: Callable[[str], bytes]


Output = tuple[str, bytes] | Same | Ready | Laid | Stay | Unchanged
