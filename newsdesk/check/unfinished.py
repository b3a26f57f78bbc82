"""Drafts that are not finished: as long as they were never published, they stop nobody."""

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field
from typing import Any

from newsdesk.check.shape import todos
from newsdesk.load import ADDRESSES, DIGEST_FILE, Document
from newsdesk.model.addresses import week_path
from newsdesk.model.terms import EntryStatus
from newsdesk.problems import COMMAND_LINE, Problem, Severity


@dataclass(frozen=True, slots=True)
class GoneOut:
    """What has gone out: the addresses that were kept, or where nobody kept any, all of a week that is published.

    An entry that joins a published week has not gone out with it: it goes out with the next edition.
    """

    addresses: Set[str] | None
    """All that were kept; None where there is no list of them."""
    is_closed: Callable[[str], bool]
    """Whether a week is published."""

    @classmethod
    def of(cls, documents: Mapping[str, Document | None]) -> "GoneOut":
        """What has gone out of a collection, by its documents."""
        kept = documents.get(ADDRESSES)

        def is_closed(week: str) -> bool:
            digest = documents.get(f"{week}/{DIGEST_FILE}")
            return digest is not None and digest.data.get("status") == "published"

        return cls(frozenset(kept.data["lines"]) if kept else None, is_closed)

    def has(self, inner: str) -> bool:
        """Whether readers may know an entry, by its path below digests/."""
        folder = inner.rpartition("/")[0]
        return self.is_closed(folder) if self.addresses is None else page_of(inner, folder) in self.addresses


@dataclass(frozen=True, slots=True)
class Drafts:
    """What is known of drafts beside the collection itself."""

    published: Set[str] = frozenset()
    """Paths of entries below digests/ that were published at a revision."""
    broken: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Entries that cannot be read and say that they are drafts: paths below digests/, as typed, and what they say."""
    wanted: str | None = None
    """The entry that is asked about, by its path below digests/: it is judged as if it were finished."""

    def left_out(self, documents: Mapping[str, Document | None], notes: Mapping[str, Problem]) -> dict[str, Problem]:
        """Entries that are left out, by path below digests/, each with the line that says so.

        `notes` are the lines of all that are not finished; those that cannot be read are told here.
        """
        out = GoneOut.of(documents)
        found = {}
        for inner in (notes.keys() | self.broken.keys()) - {self.wanted}:
            said = notes.get(inner) or self._broken(inner, documents)
            if said and inner not in self.published and not out.has(inner):
                found[inner] = said
        return found

    def _broken(self, inner: str, documents: Mapping[str, Document | None]) -> Problem | None:
        if documents.get(inner, ()) is not None or inner.endswith(f"/{DIGEST_FILE}"):
            return None
        path, says = self.broken[inner]
        return _note(path, 1, 1, f"it says {says}, and cannot be read.", _run(inner, "check"))


def waits(inner: str, document: Document) -> Problem | None:
    """The line that says that an entry is not finished; None where it says nothing of the kind."""
    waiting = list(todos(document.data)) if "TODO" in document.text else []
    if waiting:
        names = list(dict.fromkeys("a line" if loc[0] == "TODO" else str(loc[0]) for loc in waiting))
        shown = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
        verb = "is" if len(names) == 1 else "are"
        return _note(document.path, *document.where(waiting[0], offset=0), f"{shown} {verb} still TODO.", _run(inner))
    if says_draft(document.data):
        return _note(document.path, *document.where(("status",)), "it says status: draft.", _run(inner))
    return None


def _run(inner: str, verb: str = "finish") -> str:
    return f"Run: {COMMAND_LINE} {verb} {inner.rpartition('/')[2].removesuffix('.yaml')}"


def published_in(documents: Mapping[str, dict[str, Any] | None]) -> frozenset[str]:
    """The entries of published weeks, by path; `documents` is the data of a collection as it was.

    What was a draft then, and whose address had never gone out, was on no page. What was finished was on the site, also
    where it had joined its week later: what it said changes with a correction.
    """
    weeks = {
        inner.rpartition("/")[0]
        for inner in documents
        if inner.endswith(f"/{DIGEST_FILE}") and (data := documents[inner]) and data.get("status") == "published"
    }
    addresses = documents.get(ADDRESSES)
    out = GoneOut(frozenset(addresses["lines"]) if addresses else None, weeks.__contains__)
    return frozenset(
        inner
        for inner in documents
        if inner.rpartition("/")[0] in weeks and not inner.endswith((f"/{DIGEST_FILE}", ".md"))
        if out.has(inner) or not is_waiting(documents[inner])
    )


def page_of(inner: str, folder: str) -> str:
    """The address of an entry, from its path below digests/."""
    return f"{week_path(folder)}{inner.rpartition('/')[2].removesuffix('.yaml')}/"


def is_waiting(data: dict[str, Any] | None) -> bool:
    """Whether an entry says that it is not finished."""
    return data is not None and (says_draft(data) or any(True for _ in todos(data)))


def says_draft(data: Mapping[str, Any]) -> bool:
    """Whether an entry has the line `status: draft`, however its letters are written."""
    status = data.get("status")
    return isinstance(status, str) and status.strip().casefold() == EntryStatus.DRAFT


def without_todos(document: Document) -> tuple[Document, list[Problem]]:
    """The digest of an open week without the parts that are still TODO, and the line that says so."""
    data: dict[str, Any] = document.data
    waiting = list(todos(data)) if "TODO" in document.text and data.get("status") == "draft" else []
    names = [name for name in dict.fromkeys(str(loc[0]) for loc in waiting) if name not in ("schema", "status")]
    if not names:
        return document, []
    place = document.where(next(loc for loc in waiting if loc[0] == names[0]), offset=0)
    verb = "is" if len(names) == 1 else "are"
    note = _note(document.path, *place, f"{', '.join(names)} {verb} still TODO.", "")
    return document.with_data({name: value for name, value in data.items() if name not in names}), [note]


def draft_status(document: Document) -> tuple[Document, list[Problem]]:
    """An entry without its line `status: draft`, and the problem that it is there where nothing else is open."""
    if not says_draft(document.data):
        return document, []
    where = document.where(("status",), key=True)
    data = {name: value for name, value in document.data.items() if name != "status"}
    is_open = any(True for _ in todos(data))
    message, hint = "This entry says that it is a draft.", _run(document.path)
    return document.with_data(data), [] if is_open else [Problem(document.path, *where, "todo", message, hint)]


def _note(path: str, line: int, column: int, why: str, hint: str) -> Problem:
    return Problem(path, line, column, "unfinished", f"Left out, unfinished: {why}", hint, Severity.NOTE)
