"""The page of one entry as the site would show it: the entry as its file is now, beside a collection kept in memory."""

import os
import re
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from contextlib import suppress
from dataclasses import dataclass, field, replace

from newsdesk.build.examining import Examined, without_collector
from newsdesk.build.living.walking import framed, set_into
from newsdesk.build.making import dress, pens
from newsdesk.build.project import Gathered, Outcome, Project
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
from newsdesk.output.kept import Damaged
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
# The digests of so many files are compared, and so many entries read, sooner than all are looked at.
_FEW = 50
_ENTRY = re.compile(r"[^/.][^/]*/(?!_)[^/]+\.yaml")


@dataclass(frozen=True, slots=True)
class Look:
    """How to learn of the whole collection."""

    gathered: Callable[[bool], Gathered]
    """What its files say; with True as they are now, whoever has looked at them before."""
    examined: Callable[[], Examined]
    """The same with all problems, for which somebody has to wait."""


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
    stamps: Stamps
    is_good: bool | None = None
    """Whether no file has an error; None where only a check of all files could tell."""
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
        collection, made = self._last[2], None
        with suppress(KeyError):
            made = _page_of(collection, item)
        if made is None:
            base, collection, made = self._surely(base, item, look)
        for _ in range(_TRIES):
            with suppress(Damaged):
                base.frame = base.frame or framed(self.project, collection)
                dressed = dress(base.frame, None, collection.settings)(made)
                assert dressed
                return Previewed(entry_path(item.record), dressed[1])
            base.frame = None
        raise Refusal(f"What is kept in {self.project.cache} changes while it is read. Delete that folder.")

    def _surely(self, base: _Base, item: Item[Entry], look: Look) -> tuple[_Base, Collection, Page]:
        """The page beside those records alone in which nobody finds an error; Refusal where it rests on others."""
        if base.is_good is None:
            found = look.examined()
            good = _good(found.draft, found.problems)
            self._base = base = _Base(_settings(found), good, base.stamps, not has_errors(found.problems))
        collection = self._collected(base.settings, _with(base.draft, item))
        self._last = None
        try:
            return base, collection, _page_of(collection, item)
        except KeyError:
            if base.is_good:
                raise
            raise Refusal(
                "Other files have errors on which this page rests: correct them first. Run a check."
            ) from None

    def around(self, path: str) -> bytes | None:
        """A page of the site to which the entry leads that was shown last, with that entry in it; None if none is."""
        with self._turn, without_collector():
            if self._base is None or self._base.frame is None or self._last is None:
                return None
            with suppress(Damaged, KeyError):
                return set_into(self._base.frame, self._last[2], f"{path}index.html")
        return None

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
        if self._base and (not changed or self._followed(self._base, changed)):
            # The entry that is shown is read for itself.
            self._base.stamps = {path: stamp for path, stamp in stamps.items() if path != inner}
            self._base.stamps |= {inner: known[inner]} if inner in known else {}
            return self._base
        found = look.gathered(False)
        if not self._knows(found, changed):
            found = look.gathered(True)
        self._last = None
        self._base = _Base(_settings(found), _good(found.draft), stamps)
        return self._base

    def _followed(self, base: _Base, changed: Set[str]) -> bool:
        """Go on to a few other entries as they are now; False where there are many, or other files have changed."""
        if len(changed) > _FEW or not all(map(_ENTRY.fullmatch, changed)):
            return False
        for inner in sorted(changed):
            shown = shown_path(self.project.digests / inner, self.project.root)
            base.draft = _with(base.draft, self._other(inner, shown, base.draft), shown)
        base.draft.asked = base.is_good = self._last = None
        return True

    def _other(self, inner: str, shown: str, draft: Draft) -> Item[Entry] | None:
        """An entry that stands beside the one that is shown; None of one that is gone, not finished or not good."""
        with suppress(OSError):
            document, _ = parse(shown, read_ordinary(self.project.digests / inner, limit_of(inner)))
            part, records = part_of(inner, document, leaves_out=True) if document else (None, {})
            if part and not part["waits"]:
                return next((one for one in records.values() if is_whole(one, draft)), None)
        return None

    def _knows(self, found: Gathered, changed: Set[str]) -> bool:
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

    def _collected(self, settings: Settings, draft: Draft) -> Collection:
        outcome = Outcome([], Collection.of(draft, settings, kin=self._kin, later=True))
        pens(outcome)  # where no cards can be drawn, pages name none
        assert outcome.collection
        return outcome.collection


def _settings(found: Gathered | Examined) -> Settings:
    if found.settings is None:
        raise Refusal("mkdocs.yml has errors: no page can be made before they are corrected. Run a check.")
    return found.settings


def _good(draft: Draft, problems: Iterable[Problem] = ()) -> Draft:
    """The draft without the entries whose files have errors, as far as these are known, or whose groups are missing."""
    faulty = {problem.path for problem in problems if problem.severity is Severity.ERROR}
    whole = [one for one in draft.entries if one.document.path not in faulty and is_whole(one, draft)]
    # Nothing else is known: what is faulty cannot be shown either.
    return replace(draft, entries=whole, faulty={}, unread=set(), _ids=None)


def _with(draft: Draft, item: Item[Entry] | None, shown: str = "") -> Draft:
    """The same with one entry as it is now; without the entry whose path is `shown` where there is none."""
    shown = item.document.path if item else shown
    left = [one for one in draft.entries if one.document.path != shown]
    inner = "/".join(shown.split("/")[-2:])
    files = {path: digest for path, digest in draft.files.items() if path != inner}
    return replace(draft, entries=[*left, item] if item else left, files=files, asked=[item] if item else [], _ids=None)


def _page_of(collection: Collection, item: Item[Entry]) -> Page:
    return next(one for one in entry_page(collection, item.record.id) if isinstance(one, Page))


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


def is_whole(item: Item[Entry], draft: Draft) -> bool:
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
