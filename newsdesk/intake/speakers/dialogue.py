"""Spoken words without marks of their own: dialogue behind dashes, and the author's words inside a quotation."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from newsdesk.intake.draft.quotations import Passage
from newsdesk.intake.speakers.grammar import Grammar, folded

_START = re.compile(r"\s*[—–―-]\s*(?=\S)")
_DASH = re.compile(r"(?<=\s)[—–―-](?=\s)|(?<=\s)[—–―-](?=\w)|(?<=[\w.,!?…])[—–―](?=[\s.,;])")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’ʻʼ‘][^\W\d_]+)*")
_INSIDE = re.compile(r"(?<=[,.!?…])\s+[—–―-]\s+(?P<author>[^—–―\n]{4,160}?)[,.]?\s+[—–―-]\s+(?=\S)")
_COMMAS = re.compile(r",\s+(?P<author>[^,.;:!?\n]{4,60}),\s+(?=\S)")
FIRST = 2
"""Among how many words of the author's the verb is."""


def _attributes(author: str, grammar: Grammar) -> bool:
    """Whether words between two pieces of speech begin like those of an author: a verb, then perhaps a name."""
    words = [folded(word) for word in _WORD.findall(author)]
    return any(grammar.is_verb(word) for word in words[:FIRST])


def spoken(text: str, passages: Sequence[Passage], grammar: Grammar) -> list[Passage]:
    """The passages, those with an author's words inside as two, and the speech of lines that begin with a dash."""
    found = [piece for one in passages for piece in _apart(one, grammar)]
    at = 0
    taken = {one.start for one in found}
    for line in text.split("\n"):
        start = _START.match(line)
        if start and not any(at <= one < at + len(line) for one in taken):
            found += _in_line(line, start.end(), at, grammar)
        at += len(line) + 1
    return sorted(found, key=lambda one: (one.start, -one.end))


def _apart(one: Passage, grammar: Grammar) -> Iterator[Passage]:
    patterns = (_INSIDE,) if grammar.tag != "fr" else (_INSIDE, _COMMAS)
    for pattern in patterns:
        for match in pattern.finditer(one.text) if not one.depth else ():
            author = match["author"]
            named = any(word[0].isupper() for word in _WORD.findall(author)[1:])
            if _attributes(author, grammar) and (pattern is _INSIDE or named):
                before = one.text[: match.start()]
                if pattern is _COMMAS:
                    before += ","
                yield replace(one, text=before, end=one.start + len(before))
                rest = replace(one, text=one.text[match.end() :], start=one.start + match.end())
                yield from _apart(rest, grammar)
                return
    yield one


def _in_line(line: str, start: int, at: int, grammar: Grammar) -> Iterator[Passage]:
    cuts = [start, *(match.start() for match in _DASH.finditer(line, start)), len(line)]
    pieces = list(pairwise(cuts))
    authors = [index for index, (left, right) in enumerate(pieces) if index and _attributes(line[left:right], grammar)]
    if authors:
        for index, (left, right) in enumerate(pieces):
            if index not in authors:
                yield from _piece(line, left, right, at)
        return
    # Without a second dash: "– Le pont est prêt, dit Anne Exemple."
    for match in re.finditer(r"[,!?…]\s+(?=\w)", line[start:]):
        left = start + match.end()
        end = re.search(r"[.!?…](?=\s|$)", line[left:])
        right = left + end.end() if end else len(line)
        words = _WORD.findall(line[left:right])
        if words and grammar.is_verb(folded(words[0])) and len(words) < 14:
            yield from _piece(line, start, start + match.start() + 1, at)
            yield from _piece(line, right, len(line), at)
            return


def _piece(line: str, left: int, right: int, at: int) -> Iterator[Passage]:
    bare = line[left:right]
    inner = re.sub(r"^[\s—–―.,;-]+", "", bare)
    start = left + len(bare) - len(inner)
    inner = inner.rstrip(" —–―")
    if _WORD.search(inner):
        yield Passage(inner, at + start, at + start + len(inner), 0)
