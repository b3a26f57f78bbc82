"""Statements of ours that rest on pages: a record comes in, its sentences and what each of them cites go out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from newsdesk.check.prose import marks_in, sentences
from newsdesk.load import Document, Loc, value_at
from newsdesk.model import Digest, Entry, Outlet, Person, Record, Story

# Fields beside `refs` that are said by what stands there; those that are a date are compared as one.
_SAID = ("text", "value", "says", "wording", "subject", "note")
_DATED = "date"
# A date as exact as somebody can look for it.
_EXACT = re.compile(r"\d{4}-\d{2}-\d{2}")
_MARKED = re.compile(r"\[[^\[\]\s]+\]")


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence, where it stands, and the ids of the references that it cites; none where it rests on the article."""

    loc: Loc
    text: str
    """Reference marks are blanks, so that each place in it is one in the field."""
    start: int
    cites: tuple[str, ...]
    context: str = ""
    """What a reader has read before it: the question that it answers, or whom it is about."""

    @property
    def whole(self) -> str:
        """The statement behind its context."""
        return f"{self.context}. {self.text}" if self.context else self.text

    @property
    def shift(self) -> int:
        """Where it begins there."""
        return len(self.whole) - len(self.text)


def statements_of(record: Record, document: Document, place: Loc, *, with_article: bool = True) -> Iterator[Statement]:
    """All statements of a record, which stands at a place of a document, that rest on pages, or on its article."""
    for name in _noted(record):
        yield from _sentences((name,), getattr(record, name) or "")
    if isinstance(record, Entry):
        for at, source in enumerate(record.sources):
            if source.role_verified:
                ref = source.role_verified
                yield Statement(("sources", at, "role_verified", "text"), ref.text, 0, (ref.ref,), source.name)
        yield from of_article(record) if with_article else ()
    elif isinstance(record, Story | Outlet | Person):
        about = record.title if isinstance(record, Story) else record.name
        yield from _facts(value_at(document.data, place), (), about)


def of_article(entry: Entry) -> Iterator[Statement]:
    """The statements of an entry that rest on its article."""
    for sentence in sentences(entry.summary):
        yield Statement(("summary",), sentence.text, sentence.start, ())
    for at, source in enumerate(entry.sources):
        if source.says:
            yield Statement(("sources", at, "says"), source.says, 0, (), source.name)


def _noted(record: Record) -> tuple[str, ...]:
    if isinstance(record, Entry):
        return ("context",)
    if isinstance(record, Digest):
        return ("note",)
    return ("summary",) if isinstance(record, Story) else ()


def in_context(entry: Entry) -> Iterator[tuple[Statement, str]]:
    """Each sentence of the context note of an entry, those that cite nothing too, and the same with its marks."""
    return _with_marks(("context",), entry.context)


def _sentences(loc: Loc, text: str) -> Iterator[Statement]:
    return (statement for statement, _ in _with_marks(loc, text) if statement.cites)


def _with_marks(loc: Loc, text: str) -> Iterator[tuple[Statement, str]]:
    for sentence in sentences(text):
        cites = tuple(dict.fromkeys(mark.id for mark in marks_in(sentence.text)))
        bare = _MARKED.sub(lambda mark: " " * len(mark[0]), sentence.text) if cites else sentence.text
        yield Statement(loc, bare, sentence.start, cites), sentence.text


def _facts(data: Any, loc: Loc, about: str) -> Iterator[Statement]:
    """What stands beside `refs` in raw data."""
    if isinstance(data, list):
        for at, value in enumerate(data):
            yield from _facts(value, (*loc, at), about)
    elif isinstance(data, dict):
        if isinstance(question := data.get("question"), str):
            about = f"{about}. {question}"
        refs = data.get("refs")
        if isinstance(refs, list) and refs and all(isinstance(ref, str) for ref in refs):
            cites = tuple(refs)
            for name in _SAID:
                if isinstance(text := data.get(name), str):
                    yield Statement((*loc, name), text, 0, cites, about)
            # When a fact was seen to be so is no statement of the page; when an act happened is one.
            day = data.get(_DATED)
            if "basis" not in data and isinstance(day, str) and _EXACT.fullmatch(day):
                yield Statement((*loc, _DATED), day, 0, cites)
        for key, value in data.items():
            if key not in ("references", "corrections"):
                yield from _facts(value, (*loc, key), about)
