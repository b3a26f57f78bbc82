"""Where candidates come from: files, folders and addresses come in, their bytes go out, and what could not be had."""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from newsdesk import __version__
from newsdesk.intake.inbox import MAX_BYTES, MAX_ITEMS, Told
from newsdesk.intake.inbox.reading.kinds import opened
from newsdesk.intake.inbox.reading.partitions import columns_of, is_data, is_mark
from newsdesk.load import read_ordinary, reason
from newsdesk.load.ordinary import printable
from newsdesk.problems import Refusal
from newsdesk.store.files import replace

if TYPE_CHECKING:
    from newsdesk.intake.fetched import Fetched, Manners
    from newsdesk.intake.reach import Guard

FEEDS = "feeds.json"
"""What is remembered of feeds, beside the journal: which answer is at hand, so that the same is not sent again."""
_WHAT = "feeds of outlets, at an editor's request"


@dataclass(frozen=True, slots=True)
class Source:
    """Something to read: its bytes, and how people know it."""

    shown: str
    raw: bytes
    name: str = ""
    """The name of a file, which tells its kind where its bytes do not."""
    answer: "Fetched | None" = None
    """How it was sent, where it was fetched."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """What the names of its folders say of every row."""


def files_of(path: Path, told: list[Told]) -> Iterator[Source]:
    """A file, or all files in a folder and those below it, hidden ones left out; what cannot be read is told."""
    if path.is_dir() and not path.is_symlink():
        for number, one in enumerate(_below(path)):
            if number >= MAX_ITEMS:
                words = f"Only the first {MAX_ITEMS:,} files of the folder are read. Add the others by themselves."
                told.append(Told(printable(str(path)), "inbox-too-many", words))
                return
            yield from _file(one, told)
    else:
        yield from _file(path, told)


def _below(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        # A page that is saved whole has its pictures and scripts in a folder beside it.
        folders[:] = sorted(
            one for one in folders if not one.startswith(".") and not one.endswith("_files") and is_data(one)
        )
        yield from (Path(parent, name) for name in sorted(names) if not (name.startswith(".") or is_mark(name)))


def _file(path: Path, told: list[Told]) -> Iterator[Source]:
    shown = printable(str(path))
    try:
        raw = opened(read_ordinary(path, MAX_BYTES), shown)
    except (OSError, ValueError) as error:
        why = reason(error) if isinstance(error, OSError) else "Its name cannot be one"
        told.append(Told(shown, "inbox-unreadable", f"{why}. Put a file in its place."))
    except Refusal as refusal:
        told.append(Told(shown, "inbox-too-large", str(refusal)))
    else:
        if raw.strip():
            yield Source(shown, raw, path.name, columns=columns_of(path))
        else:
            told.append(Told(shown, "inbox-empty", "The file is empty. Save it anew."))


@dataclass(slots=True)
class Asking:
    """Fetches feeds and pages, each at most once in a run, and remembers which answers are at hand."""

    folder: Path
    site: str | None
    guard: "Guard | None" = None
    manners: "Manners | None" = None
    known: dict[str, dict[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        with suppress(OSError, ValueError, AttributeError):
            found = json.loads(read_ordinary(self.folder / FEEDS, MAX_BYTES))
            self.known = {str(key): {str(k): str(v) for k, v in value.items()} for key, value in found.items()}

    def fetch(self, address: str) -> Source | None:
        """What an address holds; None where it is the same as last time. Refusal where it cannot be had."""
        # Imported here: files need neither the network nor its libraries.
        from newsdesk.intake.fetch import fetch_feed, user_agent

        agent = user_agent(__version__, self.site, _WHAT)
        answer = fetch_feed(address, agent, self.guard, self.manners, self.known.get(address))
        if answer.status == 304:
            return None
        fresh = {"If-None-Match": answer.header("etag"), "If-Modified-Since": answer.header("last-modified")}
        self.known[address] = {key: value for key, value in fresh.items() if value}
        return Source(answer.address, opened(answer.body, answer.address), urlsplit(answer.address).path, answer)

    def keep(self) -> None:
        """Remember it for the next run: only where what came was written."""
        found = {key: value for key, value in sorted(self.known.items()) if value}
        replace(self.folder / FEEDS, json.dumps(found, indent=1).encode())
