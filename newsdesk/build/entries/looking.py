"""An entry among all others as a check sees it, with the text that it has or would have."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from newsdesk.build.cache import Cache
from newsdesk.build.examining import Examined, looked
from newsdesk.build.inputs.itself import digest_of_program
from newsdesk.build.inputs.listing import all_files
from newsdesk.build.project import Project
from newsdesk.build.voicing import voices
from newsdesk.check.draft import Item
from newsdesk.load import shown_path
from newsdesk.load.walking import File
from newsdesk.model import Entry
from newsdesk.problems import Problem, in_order


@dataclass(frozen=True, slots=True)
class Looked:
    """What is known of an entry, by its path below the folder of the collection."""

    inner: str
    shown: str
    found: Examined
    problems: tuple[Problem, ...]
    """All problems of its file and of its captured text."""

    @property
    def name(self) -> str:
        """Its id."""
        return Path(self.inner).stem

    @property
    def item(self) -> Item[Entry] | None:
        """The entry itself; None where it has not the right shape."""
        return next((one for one in self.found.draft.entries if one.document.path == self.shown), None)

    @property
    def is_draft(self) -> bool:
        """Whether something in it is still to be written, or it says that it is a draft: then it is to be finished."""
        return any(problem.rule == "todo" for problem in self.problems)

    @property
    def text(self) -> str | None:
        """Its captured text; None where it is not at hand."""
        return self.found.draft.texts.get(self.name)


def look(
    project: Project,
    inner: str,
    begun: date | None = None,
    text: str | None = None,
    *,
    with_voice: bool = False,
    listed: tuple[list[File], list[OSError]] | None = None,
    seen: Looked | None = None,
) -> Looked:
    """Look at an entry, finished or not, as it stands on the disk or with another `text`.

    With `with_voice` what is asked about the voice of its texts is among its problems. The draft holds what the entry
    has to do with. `listed` is what `walk` found, where it was called already. `seen` is an earlier look
    at the same entry, before which nothing but its `text` was different; that one is of no use any more.
    """
    project.need_digests()
    near = seen.found.near if seen and text is not None else None
    files, faults = ([], []) if near else listed or all_files(project)
    if text is not None:
        parts = tuple(inner.split("/"))
        files = [replace(one, held=text.encode(), _digest="") if one.parts == parts else one for one in files]
    with Cache(project.cache, digest_of_program()) as cache:
        again = near.again(cache, inner, text.encode()) if near and text is not None else None
        found = looked(project, cache, (files, faults), begun=begun, wanted=inner, only=inner, near=(), again=again)
        spoken = voices(project, cache, found.draft, found.settings, inner) if with_voice else []
    shown = shown_path(project.digests / inner, project.root)
    own = {shown, shown_path(project.captures / f"{Path(inner).stem}.txt", project.root)}
    problems = in_order(problem for problem in [*found.problems, *spoken] if problem.path in own)
    return Looked(inner, shown, found, tuple(problems))
