"""Which years a collection has, and what the file of a year has to be of: its own files, and whatever else is read."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from newsdesk.build.inputs import rest_of
from newsdesk.build.inputs.itself import digest_of_program
from newsdesk.build.project import Project
from newsdesk.load.walking import File
from newsdesk.model.codes import is_week

Listed = tuple[list[File], list[OSError]]
_SIZE = 16


@dataclass(slots=True)
class State:
    """A collection as it is read: digests of the program, of settings and pages, and of the files of each year."""

    program: str
    rest: str
    """Of the settings, the hand-written pages, and all else that is no file of the collection."""
    with_pdf: bool
    years: dict[str, dict[str, str]] = field(default_factory=dict)
    """Of each year, in order, the files in the folders of its weeks with their digests."""

    @classmethod
    def of(cls, project: Project, listed: Listed, *, with_pdf: bool = False, made: Iterable[Path] = ()) -> "State":
        """As it is now, of the files that `walk` has found; files of years that are `made` have no say in it."""
        # A word of the settings may be the name of a folder: of the site, of files of years, which are there or not.
        state = cls(digest_of_program(), rest_of(project, [project.root / "site", *made]), with_pdf)
        for file in listed[0]:
            if len(file.parts) > 1 and is_week(file.parts[0]):
                files = state.years.setdefault(year_of_week(file.parts[0]), {})
                files["/".join(file.parts)] = file.digest
        return state

    def key(self, year: str) -> str:
        """By what the file of a year may be kept elsewhere: the same key, the same file."""
        said = [self.program, self.rest, str(self.with_pdf), *_lines(self.years[year].items())]
        return hashlib.blake2b("\0".join(said).encode("utf-8", "surrogatepass"), digest_size=_SIZE).hexdigest()


def _lines(files: Iterable[tuple[str, str]]) -> list[str]:
    return [f"{inner}\1{digest}" for inner, digest in sorted(files)]


def year_of_week(week: str) -> str:
    """The year to whose file a week belongs."""
    return week[:4]


def year_of(given: Iterable[object], weeks: dict[str, str]) -> str | None:
    """The year to which a part belongs, by what is given to it: an entry's or a week's; None for one of many years.

    `weeks` are those of all entries, by their ids.
    """
    for one in given:
        if isinstance(one, str) and (week := one if is_week(one) else weeks.get(one)):
            return year_of_week(week)
    return None
