"""What `new` wrote into a draft as comments: the text of a draft comes in, offers that can be taken or left go out."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final

from newsdesk.interface import ENGLISH, Words, words_of
from newsdesk.load import parse
from newsdesk.store.editing.drafted import Piece, pieces

_FIELD = re.compile(r"([a-z_]+):")
# A value without quotation marks may have parentheses of its own: then the reason is the last pair.
_PERHAPS = re.compile(
    r"Perhaps (?:(\"(?:[^\"\\]|\\.)*\") \((.*)\)\?"
    r"|(.+?) \(((?:[^()]|\([^()]*\))*)\)\?$|([^(]+?) \((.*)\)\?)"
)
# Each day with what speaks for it, in which other days may stand.
_DAYS = re.compile(
    r"(?:Candidates: |; )(?P<day>\d{4}-\d{2}-\d{2}) by (?P<why>.+?)"
    r"(?=; \d{4}-\d{2}-\d{2} by |\. Write the date as exact|…?$)"
)
_SAYS_DAY = re.compile(r"The page says (?P<day>\d{4}-\d{2}-\d{2}) \((?P<why>.+)\), which is not in the week")
_DECLARED = re.compile(r"The page declares (?P<value>[A-Za-z0-9-]+) \((?P<why>[^)]*)\)")
_HEARD = re.compile(r"The text looks like (?P<value>[A-Za-z-]+)")
_NAMED = re.compile(r"The text names: (?P<values>[a-z0-9, -]+)\.")
_DOMAIN = re.compile(r"The domain (?P<value>\S+) is not in outlets\.yaml")


words: Final = words_of(ENGLISH)
# What `new` says that a value was read from, as it begins, and what that is for whoever edits.
_READ_FROM: Final = (
    (
        ("JSON-LD ", "itemprop ", "the meta tag ", "the page's description of itself"),
        words("what the page tells search engines"),
    ),
    (("<time datetime>", "the line beside the headline", 'the line "'), words("a line beside the headline")),
    (("the headline",), words("the headline")),
    (("the title of the window", "a part of the title of the window"), words("the title of the browser's window")),
    (("the name of the site",), words("the name of the site")),
    (("the address",), words("its address")),
    (("words of the text",), words("words of the text")),
    (("the first line of the text",), words("the first line of the text")),
    (("what the PDF says of itself", "the line that a browser prints"), words("what the PDF says of itself")),
    (("the page's own name of the site",), words("the name of the site")),
    (("the page's own address",), words("its address")),
    (("the postal address on the page",), words("the postal address on the page")),
    (("a guess from the look of the page",), words("how the page looks")),
    (("The text looks like ",), words("the text looks like it")),
    (("The page declares ",), words("what the page says of itself")),
    (("The text names",), words("it is named in the text")),
    (("by its domain",), words("its address")),
    (("by its name",), words("the name of the site")),
)
_FROM = re.compile(r"From (?P<why>.+?)\.(?= The text looks like|$)|Found in outlets\.yaml (?P<by>.+)\.$")


def read_from(language: Words, why: str) -> str:
    """From what a value was read, in words that need no knowledge of how pages are made."""
    said = []
    for one in re.split(r" and (?=a guess from|the (?:address|line|meta)|words of|JSON-LD|itemprop|<time)", why):
        known = (text for begins, text in _READ_FROM if one.startswith(begins))
        said.append(language(next(known, one)))
    return ", ".join(dict.fromkeys(said))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value that a field may have, and what speaks for it; an editor decides."""

    value: str
    why: str


@dataclass(frozen=True, slots=True)
class Note:
    """A comment above a field: what it says, and the values that it names."""

    field: str
    """The field below it; "" where it is about the whole draft."""
    words: str
    candidates: tuple[Candidate, ...]
    domain: str = ""
    """Of an outlet that nobody has registered."""

    @property
    def source(self) -> str:
        """From what the value of the field was read, as `new` says it; "" where it says nothing of it."""
        found = _FROM.match(self.words)
        return (found["why"] or found["by"]) if found else ""


@dataclass(frozen=True, slots=True)
class Offer:
    """A source that `new` offers: what is known of it, and how."""

    number: int
    """Its place among the offers of this text."""
    said: tuple[str, ...]
    source: dict[str, Any]
    lines: tuple[int, int] = field(default=(0, 0))


def notes_in(text: str) -> list[Note]:
    """The comments of a draft above its fields."""
    lines = text.splitlines()
    return [_note(lines, one) for one in pieces(text) if not one.is_offer and not lines[one.first].startswith("#  #")]


def offers_in(text: str) -> list[Offer]:
    """The sources that a draft offers, those left out that cannot be read: they stay in the file for people."""
    lines, found = text.splitlines(), list[Offer]()
    said: list[Piece] = []
    for one in pieces(text):
        if not one.is_offer:
            said = [*(said if said and said[-1].end == one.first else []), one]
            continue
        near = said if said and said[-1].end == one.first else []
        near = [piece for piece in near if lines[piece.first].startswith("#  #")]
        inner = [line.strip("# ") for line in lines[one.first : one.end] if line.startswith("#  # ")]
        if source := _source(one.words):
            first = near[0].first if near else one.first
            words = (*(piece.words for piece in near), *([" ".join(inner)] if inner else []))
            found.append(Offer(len(found), words, source, (first, one.end)))
        said = []
    return found


def without_lines(text: str, first: int, end: int) -> str:
    """The text without some of its lines, and without a bare # that would be left between two others."""
    lines = text.splitlines(keepends=True)
    if first > 0 and lines[first - 1].strip() == "#" and (end >= len(lines) or not lines[end].startswith("#  ")):
        first -= 1
    return "".join(lines[:first] + lines[end:])


def without_note(text: str, name: str) -> str:
    """The text without the comments of a draft that stand above a field."""
    lines = text.splitlines()
    for one in reversed(pieces(text)):
        if not one.is_offer and not lines[one.first].startswith("#  #") and _field_below(lines, one.end) == name:
            text = without_lines(text, one.first, one.end)
    return text


def _note(lines: list[str], piece: Piece) -> Note:
    words = piece.words
    name = "" if words.startswith(("A draft from ", "Look: ")) else _field_below(lines, piece.end)
    domain = _DOMAIN.search(words)
    return Note(name, words, tuple(_candidates(name, words)), domain["value"] if domain else "")


def _field_below(lines: list[str], at: int) -> str:
    while at < len(lines) and lines[at].lstrip().startswith("#"):
        at += 1
    found = _FIELD.match(lines[at]) if at < len(lines) else None
    return found[1] if found else ""


def _candidates(name: str, words: str) -> Iterator[Candidate]:
    if found := _PERHAPS.search(words):
        value, why = (one for one in found.groups() if one is not None)
        yield Candidate(_value(value), why)
    if name == "published":
        said = (_SAYS_DAY.search(words), *_DAYS.finditer(words))
        yield from (Candidate(one["day"], one["why"]) for one in said if one)
    if name == "language":
        for pattern in (_DECLARED, _HEARD):
            if found := pattern.search(words):
                yield Candidate(found["value"], found[0])
    if found := _NAMED.search(words):
        yield from (Candidate(one, found[0]) for one in found["values"].split(", "))


def _value(written: str) -> str:
    document, _ = parse("", f"x: {written}\n".encode())
    value = document.data.get("x") if document else None
    return value if isinstance(value, str) else written


def _source(words: str) -> dict[str, Any]:
    """The data of an offered source; nothing where somebody has written into it what is no source."""
    document, problems = parse("", f"sources:\n{words}\n".encode())
    with suppress(AttributeError, IndexError, KeyError, TypeError):
        if document and not problems:
            (source,) = document.data["sources"]
            return source if isinstance(source, dict) else {}
    return {}
