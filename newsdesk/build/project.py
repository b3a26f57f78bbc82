"""Where a collection lies, where its site goes, and what came of a check or build."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from newsdesk.load.ordinary import real
from newsdesk.problems import COMMAND_LINE, FRONT_DOOR, Door, Problem, Refusal, UsageError

if TYPE_CHECKING:
    from newsdesk.check.draft import Draft
    from newsdesk.collection import Collection
    from newsdesk.load import Document
    from newsdesk.model.settings import Settings
    from newsdesk.output.report import Report, Signature


@dataclass(frozen=True, slots=True)
class Project:
    """Where a collection lies: mkdocs.yml, docs and digests below `root`, and where its site goes."""

    root: Path
    digests: Path
    site: Path
    cache: Path
    """What can be made again at any time."""
    door: Door = FRONT_DOOR
    """How the program that works on it was called, which its messages name."""

    @property
    def config(self) -> Path:
        """The maintainer's settings."""
        return self.root / "mkdocs.yml"

    def need_digests(self) -> None:
        """UsageError where the folder of the collection is not there."""
        if not self.digests.is_dir():
            raise UsageError(f"There is no folder {self.digests}. Name one with --digests or --root.")

    def need_collection(self) -> None:
        """UsageError where neither the settings nor the folder is there: in another folder nothing is begun unasked."""
        if not (self.digests.is_dir() or self.config.is_file()):
            raise UsageError(
                f"There is no collection in {self.root}: neither {self.digests} nor {self.config}."
                f" Name its folder with --root, or begin one: {COMMAND_LINE} init"
            )

    @property
    def captures(self) -> Path:
        """The editor's own copies of articles, which are never published: `<entry id>.txt`."""
        return self.root / "captures"


@dataclass(slots=True)
class Gathered:
    """What was read, in which nobody has looked for problems across files: the draft may have any."""

    settings: "Settings | None"
    draft: "Draft"
    documents: "Mapping[str, Document | None]"


@dataclass(slots=True)
class Outcome:
    """What came of a check or build; `report` is None when nothing was written."""

    problems: list[Problem]
    collection: "Collection | None" = None
    report: "Report | None" = None
    pages: int = 0
    warnings: list[str] = field(default_factory=list)
    stands: "Mapping[str, Signature] | None" = None
    """What the build has left in the site, where it is known, as whoever wrote it knows it."""
    documents: "Mapping[str, Document | None]" = field(default_factory=dict)
    """The files as they were read, where they are wanted: else they are let go, to save memory."""
    made: object = None
    """All that the site was made with, for as long as the outcome: to free a million records takes a while."""


def refuse_overlap(project: Project) -> None:
    """The site never lies on or around what it is built from."""
    site = real(project.site)
    for source in (project.root, project.digests, project.root / "docs"):
        source = real(source)
        if site == source or site in source.parents:
            raise Refusal(f"The site {site} would replace {source}. Choose another folder with --site.")
    for source in (project.digests, project.root / "docs"):
        if real(source) in site.parents:
            raise Refusal(f"The site {site} lies inside {source}. Choose another folder with --site.")
