"""Looks for the words of captured texts in every file that a repository keeps, so that nothing is republished."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from newsdesk.evidence.names import Official
from newsdesk.evidence.passages import TOO_LONG, Text, own_runs
from newsdesk.evidence.words import located, size, stretches_of, words
from newsdesk.load import EDITION, MAX_BYTES, Document, Loc, lines_of, parse, read_ordinary, shown_path
from newsdesk.load.document import Node, Spot
from newsdesk.store.history.tracked import tracked

_MOST = 64 * 1024 * 1024
# In these a pair of quotation marks is one; in a program or data it only says that a text begins and ends.
_PROSE = frozenset({".md", ".txt", ".rst", ".eml", ".html", ".htm"})
# What a record shows as words of somebody else, as they are printed: below these fields, and in no other place.
_QUOTING = frozenset({"quote", "passages", "role", "name_printed", "byline", "section"})
# Behind the marks of a quotation an edition prints its translation, and who made it.
_TRANSLATED = re.compile(r"[”»\"]\s[–—-]\s[^()\n]+(?=\s\()")
_ADDRESS = re.compile(r"https?://\S+")
_PARAGRAPH = re.compile(r"((?:\r?\n[ \t]*){2,})")


class Place(StrEnum):
    """Where words of a captured text stand."""

    TITLE = "title"
    """They are those of a title, wherever it stands."""
    QUOTATION = "quotation"
    """In quotation marks, or in a field for the words of somebody else."""
    ADDRESS = "address"
    """They are a part of an address."""
    NAME = "name"
    """Without the registered names in them they are no copy."""
    COPY = "copy"
    """As if they were ours."""


@dataclass(frozen=True, order=True, slots=True)
class Shared:
    """A run of more words than may be shared: where it stands, in which capture, and as what."""

    path: str
    line: int
    column: int
    words: str
    capture: str
    place: Place


@dataclass(frozen=True, slots=True)
class Searched:
    """What was compared with what, and what was found."""

    files: int
    texts: int
    shared: list[Shared]


def search(root: Path, texts: Mapping[str, str], official: Official) -> Searched:
    """Compare every file that git keeps below a folder with captured texts, by their names.

    A run counts from `LONGEST_RUN` and one words on, in the count of evidence: case, quotation marks, line
    breaks and spaces make no difference. Files that hold no text are passed over.
    """
    look = _Search(texts, official)
    files: dict[str, str] = {}
    for path in tracked(root):
        try:
            raw = read_ordinary(path, _MOST)
        except OSError:
            continue  # gone, or no file: it is in the list of git alone
        if b"\0" not in raw[:8000]:
            files[shown_path(path, root)] = raw.decode("utf-8-sig", "replace")
    # Titles may stand in a file that comes later, so nothing is judged before all were read.
    found = [one for name, text in files.items() for one in look.in_file(name, text)]
    return Searched(len(files), len(texts), sorted(look.judged(found)))


@dataclass(frozen=True, slots=True)
class _Found:
    """A run as it was found; `words` are normalised."""

    path: str
    line: int
    column: int
    said: str
    words: tuple[str, ...]
    capture: str
    is_marked: bool
    is_address: bool
    is_name: bool
    is_told: bool
    """Whether it stands where quotations are told without their marks: in a correction, or in an edition."""


class _Search:
    """Captured texts, taken apart once, and the titles that were met on the way."""

    def __init__(self, texts: Mapping[str, str], official: Official) -> None:
        self._official = official
        self._runs: dict[str, str] = {}
        for name in texts:
            for run in Text(texts[name]).runs:
                self._runs.setdefault(run, name)
        self._titles: set[tuple[str, ...]] = set()
        self._quoted: set[tuple[str, ...]] = set()

    def in_file(self, path: str, text: str) -> Iterator[_Found]:
        """The runs of a file, each as long as it is."""
        suffix, raw = Path(path).suffix, text.encode()
        if suffix in (".yaml", ".yml"):
            document, _ = parse(path, raw, max(MAX_BYTES, len(raw)))
            if document is not None:
                yield from self._in_document(document)
                return
        document = lines_of(path, text)
        for start, block in _blocks(text) if suffix in _PROSE else [(0, text)]:
            yield from self._in_text(document, (), block, start, has_marks=suffix in _PROSE)

    def _in_document(self, document: Document) -> Iterator[_Found]:
        for loc, value in _texts(document.data):
            if loc[-1] == "title" or (loc[-1] == "text" and loc[-2:-1] == ("title_en",)):
                self._titles.add(tuple(words(value)))
            is_quoting = any(key in _QUOTING for key in loc)
            if is_quoting:
                self._quoted.add(tuple(words(value)))
            yield from self._in_text(document, loc, value, 0, has_marks=True, is_quoting=is_quoting)
        rest = _without_values(document)
        yield from self._in_text(lines_of(document.path, document.text), (), rest, 0, has_marks=False)

    def _in_text(
        self, document: Document, loc: Loc, text: str, start: int, *, has_marks: bool, is_quoting: bool = False
    ) -> Iterator[_Found]:
        said = words(text)
        hits = {
            a: (b, capture)
            for a, b in stretches_of(said, TOO_LONG)
            if (capture := self._runs.get(" ".join(said[a:b]))) is not None
        }
        if not hits:
            return
        places, is_edition = located(text), bool(EDITION.fullmatch(Path(document.path).name))
        taken = self._official.taken(text, places, "")
        own = [range(run.start, run.end) for run in own_runs(text)] if has_marks else [range(len(text))]
        for first in hits:
            if first - 1 in hits:
                continue  # a part of the run before
            last = first
            while last + 1 in hits:
                last += 1
            run = places[first : hits[last][0]]
            # A run that goes on outside the marks is a copy, if what stands there is one by itself.
            bare = max((sum(size(word.text) for word in run if word.start in part) for part in own), default=0)
            begin, end = run[0].start, run[-1].end
            yield _Found(
                document.path,
                *(document.where(loc, offset=begin) if loc else _line_and_column(document.text, start + begin)),
                " ".join(text[begin:end].split()),
                tuple(word.text for word in run),
                hits[first][1],
                is_quoting or bare < TOO_LONG or (is_edition and _lies_in(_TRANSLATED, text, begin, end)),
                _lies_in(_ADDRESS, text, begin, end),
                sum(size(word.text) for at, word in enumerate(run, first) if at not in taken) < TOO_LONG,
                "corrections" in loc or is_edition,
            )

    def judged(self, found: Iterable[_Found]) -> Iterator[Shared]:
        """The same with what each stands as, once all files were read."""
        titles, quoted = _spaced(self._titles), _spaced(self._quoted)
        for one in found:
            yield Shared(one.path, one.line, one.column, one.said, one.capture, self._place(one, titles, quoted))

    def _place(self, one: _Found, titles: list[str], quoted: list[str]) -> Place:
        run = f" {' '.join(one.words)} "
        if any(run in title for title in titles):
            return Place.TITLE
        if one.is_marked or (one.is_told and any(run in said for said in quoted)):
            return Place.QUOTATION
        if one.is_address:
            return Place.ADDRESS
        return Place.NAME if one.is_name else Place.COPY


def _texts(data: Any, loc: Loc = ()) -> Iterator[tuple[Loc, str]]:
    """All texts of a record, each with the way to it."""
    if isinstance(data, str):
        yield loc, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _texts(value, (*loc, key))
    elif isinstance(data, list):
        for at, value in enumerate(data):
            yield from _texts(value, (*loc, at))


def _without_values(document: Document) -> str:
    """A file of YAML as it stands, each value of it made one word: what is left are keys and comments."""
    text, parts, at = document.text, list[str](), 0
    for first, end in sorted(_values(document.root)):
        if at <= first < end:
            parts += [text[at:first], "x" * (end - first)]
            at = end
    return "".join([*parts, text[at:]])


def _values(node: Node | Spot) -> Iterator[tuple[int, int]]:
    children = getattr(node, "children", None)
    if children is None:
        yield node.start_mark.index, node.end_mark.index
        return
    for child in children.values():
        yield from _values(child)


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """The paragraphs of a text, with where each begins: a mark that nobody closed reaches no further."""
    at = 0
    for part in _PARAGRAPH.split(text):
        yield at, part
        at += len(part)


def _spaced(texts: Iterable[tuple[str, ...]]) -> list[str]:
    """The words of each text, with a blank before and behind it."""
    return [f" {' '.join(text)} " for text in texts]


def _lies_in(pattern: re.Pattern[str], text: str, begin: int, end: int) -> bool:
    return any(found.start() <= begin and end <= found.end() for found in pattern.finditer(text))


def _line_and_column(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
