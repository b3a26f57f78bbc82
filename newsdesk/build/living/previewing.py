"""The page of one entry as the site would show it: the entry as its file is now, beside a collection kept in memory."""

import os
import threading
from collections.abc import Callable, Iterator, Mapping, Set
from contextlib import suppress
from dataclasses import dataclass, field, replace

from newsdesk.build.examining import Examined, without_collector
from newsdesk.build.making import Job, dress, frame_of, pens
from newsdesk.build.project import Outcome, Project
from newsdesk.check.draft import Draft, Item
from newsdesk.check.parts import part_of
from newsdesk.check.rules import ids
from newsdesk.check.telling import findings, problem_of
from newsdesk.check.unfinished import draft_status
from newsdesk.collection import Collection, Kin
from newsdesk.load import parse, read_ordinary, read_whole, shown_path
from newsdesk.load.ordinary import digest_of, limit_of, stamped
from newsdesk.model import Entry
from newsdesk.model.addresses import entry_path
from newsdesk.model.settings import Settings
from newsdesk.output.frame import Frame
from newsdesk.output.kept import Damaged, usable
from newsdesk.problems import Problem, Refusal, Severity, has_errors
from newsdesk.views import Page, entry_page

# Which files there are below the collection and its hand-written pages, and by what a change of one is told.
Stamps = Mapping[str, tuple[int, ...]]
# What an entry may name: a page cannot be made without it.
_NAMED = (
    ids.unknown_outlet,
    ids.unknown_person,
    ids.unknown_side,
    ids.unknown_story,
    ids.unknown_topic,
    ids.unknown_place,
    ids.unknown_entry,
    ids.unfinished_entry,
)
_TRIES = 3
# The digests of so many files are compared sooner than all are read.
_FEW = 50
Look = Callable[[bool], Examined]
"""What is known of the whole collection; with True, what is found when all of it is looked at anew."""


@dataclass(frozen=True, slots=True)
class Previewed:
    """The page of an entry: its path below the site and its HTML; or why there is none yet."""

    path: str = ""
    html: bytes | None = None
    missing: tuple[Problem, ...] = ()


@dataclass(slots=True)
class _Base:
    """What is the same for all entries as long as no other file changes."""

    settings: Settings
    draft: Draft
    """What is good of all files."""
    is_good: bool
    """Whether no file has an error."""
    stamps: Stamps
    frame: Frame | None = None
    """Read with the first page."""


@dataclass(slots=True)
class Previews:
    """Makes previews of the entries of a project; whoever asks from several threads waits for his turn."""

    project: Project
    _base: _Base | None = None
    _kin: Kin = field(default_factory=Kin)
    _last: tuple[str, bytes, Collection] | None = None
    """The entry that was shown last, by its path and its bytes, in its collection."""
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def page(self, inner: str, look: Look) -> Previewed:
        """The page of an entry, by its path below `digests/`; `look` says what is known of the whole collection.

        OSError where its file cannot be read, Refusal where nothing can be shown of the collection at all.
        """
        with self._turn, without_collector():
            return self._page(inner, look)

    def _page(self, inner: str, look: Look) -> Previewed:
        raw = read_ordinary(self.project.digests / inner, limit_of(inner))
        base = self._based(inner, look)
        shown = shown_path(self.project.digests / inner, self.project.root)
        item, missing = _item(inner, shown, raw, base.draft)
        if item is None:
            return Previewed(missing=tuple(missing))
        if self._last is None or self._last[:2] != (inner, raw):
            self._last = inner, raw, self._collected(base.settings, _with(base.draft, item))
        collection = self._last[2]
        try:
            made = next(one for one in entry_page(collection, item.record.id) if isinstance(one, Page))
        except KeyError:
            if base.is_good:
                raise
            raise Refusal(
                "Other files have errors on which this page rests: correct them first. Run a check."
            ) from None
        for _ in range(_TRIES):
            with suppress(Damaged):
                base.frame = base.frame or self._framed(collection)
                dressed = dress(base.frame, None, collection.settings)(made)
                assert dressed
                return Previewed(entry_path(item.record), dressed[1])
            base.frame = None
        raise Refusal(f"What is kept in {self.project.cache} changes while it is read. Delete that folder.")

    def asset(self, path: str) -> bytes | None:
        """A style sheet, script or picture of the frame, by its path below the site; None where it has none."""
        base = self._base
        if base is None or base.frame is None or path not in base.frame.files or path.endswith(".html"):
            return None
        with suppress(Damaged):
            return base.frame.read(path)
        self._base = None
        return None

    def _based(self, inner: str, look: Look) -> _Base:
        stamps = _stamps(self.project)
        known = self._base.stamps if self._base else {}
        changed = {path for path, _ in known.items() ^ stamps.items()} - {inner}
        if self._base is None or changed:
            found = look(False)
            if not self._knows(found, changed):
                found = look(True)
            if found.settings is None:
                raise Refusal("mkdocs.yml has errors: no page can be made before they are corrected. Run a check.")
            draft = _good(found)
            self._last = None
            self._base = _Base(found.settings, draft, not has_errors(found.problems), stamps)
        return self._base

    def _knows(self, found: Examined, changed: Set[str]) -> bool:
        """Whether somebody has looked at the files since they changed, as far as these few tell."""
        if self._base is None or len(changed) > _FEW:
            return False
        for path in changed:
            try:
                digest = digest_of(read_whole(self.project.digests / path))
            except OSError:
                return False
            if found.draft.files.get(path) != digest:
                return False
        return True

    def _framed(self, collection: Collection) -> Frame:
        outcome = Outcome([], collection)
        with usable(self.project.cache, outcome.warnings.append) as cache:
            return frame_of(Job(self.project, outcome), cache)

    def _collected(self, settings: Settings, draft: Draft) -> Collection:
        outcome = Outcome([], Collection.of(draft, settings, kin=self._kin))
        pens(outcome)  # where no cards can be drawn, pages name none
        assert outcome.collection
        return outcome.collection


def _good(found: Examined) -> Draft:
    """The draft without the entries whose files have errors, and those whose groups are not there."""
    draft = found.draft
    faulty = {problem.path for problem in found.problems if problem.severity is Severity.ERROR}
    whole = [one for one in draft.entries if one.document.path not in faulty and _is_whole(one, draft)]
    # Nothing else is known: what is faulty cannot be shown either.
    return replace(draft, entries=whole, faulty={}, unread=set(), _ids=None)


def _with(draft: Draft, item: Item[Entry]) -> Draft:
    """The same with one entry as it is now."""
    inner = f"{item.record.week}/{item.record.id}.yaml"
    entries = [*(one for one in draft.entries if one.document.path != item.document.path), item]
    files = {path: digest for path, digest in draft.files.items() if path != inner}
    return replace(draft, entries=entries, files=files, asked=[item], _ids=None)


def _item(inner: str, shown: str, raw: bytes, draft: Draft) -> tuple[Item[Entry] | None, list[Problem]]:
    """An entry as its file says it, whether or not it says that it is a draft; or what is missing."""
    document, problems = parse(shown, raw)
    if document is None:
        return None, problems
    document, _ = draft_status(document)
    part, records = part_of(inner, document, leaves_out=True)
    item = next((one for one in records.values() if isinstance(one.record, Entry)), None)
    if item is None:
        return None, [problem_of(shown, said) for said in part["problems"]]
    missing = findings(_NAMED, _with(draft, item))
    if item.record.week not in draft.digests:
        said = f"{item.record.week} has no good _digest.yaml yet, and no digest to stand in."
        missing.append(Problem(shown, 1, 1, "missing-digest", said, "Write one, or correct it."))
    if missing:
        return None, missing
    return item, []


def _is_whole(item: Item[Entry], draft: Draft) -> bool:
    """Whether all groups are there in which an entry stands."""
    entry = item.record
    return (
        entry.outlet in draft.outlets
        and entry.week in draft.digests
        and all(name in draft.stories for name in entry.stories)
        and all(name in draft.topics for name in entry.topics)
    )


def _stamps(project: Project) -> Stamps:
    """When each file was changed on which a page may rest, without reading one."""
    found = dict(_stamped(str(project.digests), ""))
    found |= _stamped(str(project.root / "docs"), "../docs/")
    with suppress(OSError):
        found["../mkdocs.yml"] = stamped(os.stat(project.config))
    return found


def _stamped(folder: str, below: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    with suppress(OSError), os.scandir(folder) as listed:
        for entry in listed:
            if entry.is_dir(follow_symlinks=False):
                if not entry.name.startswith("."):
                    yield from _stamped(entry.path, f"{below}{entry.name}/")
            else:
                yield f"{below}{entry.name}", stamped(entry.stat(follow_symlinks=False))
