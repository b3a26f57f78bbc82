"""Documents of a collection: its files come in; what they say goes out, and what is wrong with their names and form."""

import errno
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from newsdesk.load.document import Document, Loc, Node, lines_of
from newsdesk.load.misread import misread
from newsdesk.load.ordinary import MAX_BYTES, digest_of, limit_of, printable, reason, shown_path
from newsdesk.load.places import LARGE, PAGES, example_week, is_plain, is_record_file, misplaced, passed_over
from newsdesk.load.reader import decode, parse, places_in
from newsdesk.load.walking import File, Unread, walk
from newsdesk.model.codes import is_week
from newsdesk.problems import COMMAND_LINE, Problem

# What an editor writes who has not written it yet.
_WAITS = re.compile(
    r"(?:^|[:\-,\[{>|])[ \t]*[\"']?(TODO)\b|^[\"']?status[\"']?[ \t]*:[ \t]*[\"']?(?i:draft)\b", re.MULTILINE
)
# A name that needs no second look in the folder of a week: an entry's, and none that a second copy of it could have.
_ORDINARY = re.compile(r"(?!digest\.yaml|.*copy)[a-z0-9]+(?:-[a-z0-9]+)*\.yaml")

# Ways out of what is wrong with the form of a file that the program alone writes.
TAKE_BACK = "The program alone writes this file: take it back from the version history."
_TOGETHER = (
    "Where two branches have compared the same page, this puts together what both wrote:"
    f" {COMMAND_LINE} format {{shown}}. Else take the file back from the version history."
)
WRITTEN = {
    "merge-conflict": _TOGETHER,
    "not-yaml": _TOGETHER,
    "duplicate-key": _TOGETHER,
    "too-big": "Pages that nothing cites any more may be deleted from it.",
}


class Raws(dict[str, "bytes | Unread | None"]):
    """The bytes of files by their paths, None where one cannot be read; those that are not read are when asked for."""

    def read(self, inner: str) -> bytes | None:
        """The bytes of a file; None where there is none, too."""
        raw = self.get(inner)
        return raw.read() if isinstance(raw, Unread) else raw


@dataclass(slots=True)
class Tree:
    """The files that are read, by their path below the folder of the collection, and what is wrong with their names."""

    base: str
    """The folder, as the editor types it."""
    raws: Raws = field(default_factory=Raws)
    digests: dict[str, str] = field(default_factory=dict)
    """The digests of these bytes."""
    problems: list[Problem] = field(default_factory=list)

    @classmethod
    def of(cls, files: Sequence[File], faults: Sequence[OSError], base: str, root: Path) -> "Tree":
        """The files that `walk` found, and the folders that it could not read."""
        tree = cls(base)
        tree.problems += [_unreadable(shown_path(Path(str(fault.filename)), root), fault) for fault in faults]
        names = frozenset(file.inner for file in files)
        week = example_week({file.parts[0] for file in files if len(file.parts) > 1})
        weeks = {folder for folder in {file.parts[0] for file in files} if is_week(folder)}
        raws, digests, is_plain_name = tree.raws, tree.digests, _ORDINARY.fullmatch
        for file in files:
            parts = file.parts
            if file.held is not None and len(parts) == 2 and parts[0] in weeks and is_plain_name(parts[1]):
                raws[file.inner], digests[file.inner] = file.held, file.digest
            else:
                tree._take(file, names, week)
        return tree

    def _take(self, file: File, names: frozenset[str], week: str) -> None:
        inner = printable("/".join(file.parts))
        shown = self.shown(inner)
        if note := passed_over(shown, file.parts):
            self.problems.append(note)
        if note or file.parts[-1].startswith("."):
            return
        is_read = is_plain(inner) or is_record_file(file.parts)
        if file.odd:
            self.problems.append(
                Problem(shown, 1, 1, "unknown-file", f"This is {file.odd}.", "Put the files themselves here.")
            )
            if is_read:
                self.raws[inner] = None
            return
        if problem := misplaced(shown, tuple(map(printable, file.parts)), names, week):
            self.problems.append(problem)
        if is_read:
            self._read(inner, file)
            if file.error:
                self.problems.append(_unreadable(shown, file.error))

    def _read(self, inner: str, file: File) -> None:
        self.raws[inner] = file.held
        if file.held is not None:
            self.digests[inner] = file.digest

    def put(self, inner: str, raw: bytes | None) -> None:
        """Take in a file with other bytes; None where it cannot be read."""
        self.raws[inner] = raw
        self.digests.pop(inner, None)
        if raw is not None:
            self.digests[inner] = digest_of(raw)

    def shown(self, inner: str) -> str:
        """A path as the editor types it."""
        return inner if self.base == "." else f"{self.base}/{inner}"

    def document(self, inner: str) -> tuple[Document | None, list[Problem]]:
        """What a file says, or None, and what is wrong with how it says it."""
        raw, shown = self.raws.read(inner), self.shown(inner)
        if raw is None:
            return None, []
        limit = limit_of(inner) if is_plain(inner) or inner in LARGE else MAX_BYTES
        raw = raw[: limit + 1]
        if is_plain(inner):
            return decode(shown, raw, limit)
        document, problems = parse(shown, raw, limit)
        if inner == PAGES:
            hints = (WRITTEN.get(problem.rule, TAKE_BACK).replace("{shown}", shown) for problem in problems)
            return document, [replace(problem, hint=hint) for problem, hint in zip(problems, hints, strict=True)]
        return document, problems + (misread(document) if document else [])

    def known_document(self, inner: str, data: Callable[[], dict[str, Any]] | None = None) -> Document:
        """A file that is known to be without fault: it is read when somebody asks for what it says.

        `data` gives what it says where that is kept.
        """
        raw = self.raws[inner]
        assert raw is not None
        return _KnownDocument(self.shown(inner), raw, data, is_plain=is_plain(inner))

    def broken_drafts(self, documents: Mapping[str, Document | None]) -> dict[str, tuple[str, str]]:
        """Entries that cannot be read, and what they say: TODO or `status: draft`.

        By their paths; with each stands its path as the editor types it.
        """
        found = {}
        for inner, document in documents.items():
            if document is None and inner.endswith(".yaml") and "/" in inner:
                text = (self.raws.read(inner) or b"")[: MAX_BYTES + 1].decode("utf-8", "replace")
                if waits := _WAITS.search(text):
                    found[inner] = self.shown(inner), waits[1] or "status: draft"
        return found


class _KnownDocument(Document):
    """A document whose text and data are found when somebody asks for them."""

    __slots__ = ("_is_plain", "_known", "_raw", "_said", "_text")

    def __init__(
        self, path: str, raw: bytes | Unread, data: Callable[[], dict[str, Any]] | None, *, is_plain: bool
    ) -> None:
        self.path, self._raw, self._known, self._is_plain = path, raw, data, is_plain
        self._text: str | None = None
        self._said: dict[str, Any] | None = None
        self._root, self._reached, self.is_odd = None, {}, True

    @property
    def raw(self) -> bytes:
        """The bytes of the file."""
        return self._raw.read() if isinstance(self._raw, Unread) else self._raw

    @property
    def blob(self) -> str:
        """What git calls these bytes."""
        return self._raw.blob if isinstance(self._raw, Unread) else ""

    @property
    def text(self) -> str:  # type: ignore[override] # a field there, made on demand here
        """The text of the file."""
        if self._text is None:
            text = self.raw.decode("utf-8-sig")
            # As `decode` reads what the program wrote.
            self._text = text.replace("\r\n", "\n") if self._is_plain else text
        return self._text

    @property
    def data(self) -> dict[str, Any]:  # type: ignore[override] # a field there, made on demand here
        """What it says."""
        if self._said is None:
            self._said = self._known() if self._known else None
            if self._said is None and self._is_plain:
                self._said = lines_of(self.path, self.text).data
            if self._said is None:
                document, _ = parse(self.path, raw := self.raw, len(raw))
                assert document, "it was read before"
                self._said = document.data
        return self._said

    # No method that is bound to it: it would keep itself, with its text, until somebody looks for cycles.
    @property
    def find_places(self) -> Callable[[], Node]:  # type: ignore[override] # a field there, made on demand here
        """What reads the text again for the places of its values."""
        if self._is_plain:
            return lines_of(self.path, self.text).find_places
        return partial(places_in, self.path, self.text)


class PastDocument(Document):
    """A document as it was, of which what it said is known, and no longer how: every place in it is its beginning."""

    __slots__ = ("_known", "_said")

    def __init__(self, path: str, data: Callable[[], dict[str, Any]]) -> None:
        # What asks for an open place by a word in the text looks into the data then.
        self.path, self.text, self._known = path, "TODO", data
        self._said: dict[str, Any] | None = None
        self._root, self._reached, self.is_odd = None, {}, True
        self.find_places = lambda: lines_of(path, "").find_places()

    @property
    def data(self) -> dict[str, Any]:  # type: ignore[override] # a field there, made on demand here
        """What it said."""
        if self._said is None:
            self._said = self._known()
        return self._said

    def where(self, loc: Loc, *, key: bool = False, offset: int | None = None) -> tuple[int, int]:
        """The beginning of the file."""
        return 1, 1


def read_tree(digests: Path, root: Path) -> tuple[dict[str, Document | None], list[Problem]]:
    """Read every file of a collection, keyed by its path below `digests`, sorted.

    A file that cannot be read stands there as None, and has a problem.
    """
    tree = Tree.of(*walk(digests), shown_path(digests, root), root)
    documents, problems = {}, list(tree.problems)
    for inner in tree.raws:
        documents[inner], found = tree.document(inner)
        problems += found
    return documents, problems


def _unreadable(shown: str, error: OSError) -> Problem:
    hint = "Look at the permissions of the file." if isinstance(error, PermissionError) else ""
    hint = "Put the file itself in its place." if error.errno in (errno.ENOENT, errno.ELOOP, errno.EINVAL) else hint
    return Problem(shown, 1, 1, "unreadable", f"{reason(error)}.", hint)
