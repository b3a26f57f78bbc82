"""Offices before names: a minister whom the pages only have as deputy minister, a president who was one."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from newsdesk.evidence.support.judging.finding import Finding, Token
from newsdesk.evidence.support.otherwise.units import against, aside
from newsdesk.evidence.support.reading.concepts import is_han
from newsdesk.evidence.support.reading.names import Name, Names
from newsdesk.evidence.support.reading.numerals import fold, read
from newsdesk.evidence.support.reading.roles import is_of_person
from newsdesk.evidence.support.text import Text
from newsdesk.evidence.support.voices import is_somebody
from newsdesk.evidence.support.weighing import Scale

_STOP = re.compile(r"[。；！？，、,.;\n]")
_RANKS = ("deputy", "former", "acting", "vice-president")
Places = tuple[Sequence[tuple[int, int]], Any]
"""Where a name stands on a page, and how it was found."""
_NEAR, _NEAR_HAN, _SHORT = 7, 12, 4
"""So many words before a name its office may have."""


@cache
def _ranks(code: str) -> Mapping[str, str]:
    offices = read("offices", code).get("offices") or {}
    return {fold(str(word)): rank for rank in _RANKS for word in offices.get(rank, ())}


@cache
def _offices(code: str) -> tuple[str, ...]:
    """The last words of offices, of which other languages make one word with what is before: Energieminister."""
    offices = read("offices", code).get("offices") or {}
    told = {fold(str(said)).split()[-1] for name, every in offices.items() if name not in _RANKS for said in every}
    return tuple(word for word in told if len(word) > (1 if is_han(code) else _SHORT))


def _is_office(word: str, code: str) -> bool:
    return is_of_person(word, code) or (len(word) > _SHORT and word.endswith(_offices(code)))


def _before(start: int, text: Text) -> tuple[bool, frozenset[str]]:
    """Whether an office stands right before a name, and the ranks that its words have."""
    known, upto = _ranks(text.code), start
    if is_han(text.code):
        ahead = _STOP.split(text.text[max(0, start - _NEAR_HAN) : start])[-1]
        return any(word in ahead for word in _offices(text.code)), frozenset(
            known[one] for one in known if one in ahead
        )
    at = text.word_at(start)
    told: list[tuple[str, bool]] = []
    behind = ""
    for lexeme in reversed(text.lexemes[max(0, at - _NEAR) : at]):
        if lexeme.kind != "w" or text.text[lexeme.end : upto].strip(" \u00a0-‑"):
            break
        rank = known.get(f"{lexeme.text} {behind}", "") or _rank(lexeme.text, text.code)
        told.append((rank, _is_office(lexeme.text, text.code)))
        upto, behind = lexeme.start, lexeme.text
    offices = [number for number, (_, office) in enumerate(told) if office]
    # The former record of a trainer: a rank stands beside its office, at most with a word between.
    ranks = {rank for number, (rank, _) in enumerate(told) if rank and any(abs(number - one) <= 2 for one in offices)}
    return bool(offices), frozenset(ranks)


@lru_cache(maxsize=4096)
def _rank(word: str, code: str) -> str:
    """The rank that a word says, in whatever case, alone or at its beginning: exgobernador."""
    known = _ranks(code)
    if word in known:
        return known[word]
    for one, rank in known.items():
        if len(one) > _SHORT and word.startswith(one[:-2]) and len(word) < len(one) + _SHORT:
            return rank
        if len(one) <= _SHORT and word.startswith(one) and is_of_person(word[len(one) :], code):
            return rank
    return ""


def _named_so(name: Name, ranks: frozenset[str], text: Text) -> Token:
    return aside("name", f"{name.key} {' '.join(sorted(ranks)) or 'full'}", text, name.start, name.end)


def offices_in(text: Text, names: Names) -> Iterator[Token]:
    """All of these."""
    if _ranks(text.code):
        for name in filter(is_somebody, text.names(names)):
            office, ranks = _before(name.start, text)
            if office:
                yield _named_so(name, ranks, text)


def offices_against(
    text: Text, scales: Sequence[Scale], names: Names, spans: Sequence[Mapping[int, Places]]
) -> Iterator[Finding]:
    """Names with an office right before them that lacks the rank which the pages give wherever they name an office."""
    if not _ranks(text.code):
        return
    for name in text.names(names):
        if not is_somebody(name):
            continue
        office, mine = _before(name.start, text)
        if not office:
            continue
        told = [
            (number, start, ranks)
            for number, scale in enumerate(scales)
            for start, _ in spans[number][name.start][0]
            for stands, ranks in [_before(start, scale.page)]
            if stands or ranks
        ]
        if told and all(ranks and not ranks & mine for _, _, ranks in told) and not _may_be_both(told, text, mine):
            yield against(_named_so(name, mine, text), scales, told[0][0], told[0][1])


def _may_be_both(told: Sequence[tuple[int, int, frozenset[str]]], text: Text, mine: frozenset[str]) -> bool:
    """Whether somebody who was something may be called so: of another day, or with another word of rank."""
    if mine or any(_rank(one.text, text.code) or one.text == "then" for one in text.lexemes):
        return True
    return bool(text.dates) and any("former" in ranks for _, _, ranks in told)
