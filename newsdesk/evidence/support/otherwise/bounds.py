"""At least and at most, rose and fell, before and after: which way a sentence says a figure or a day, and the pages."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from newsdesk.evidence.languages import language_of
from newsdesk.evidence.support.dating.written import Day
from newsdesk.evidence.support.judging.finding import Finding, Token
from newsdesk.evidence.support.matching import fits
from newsdesk.evidence.support.otherwise.units import against, aside, same_figures
from newsdesk.evidence.support.reading.beside import Figure
from newsdesk.evidence.support.reading.concepts import is_han
from newsdesk.evidence.support.reading.numerals import fold, read
from newsdesk.evidence.support.text import Text
from newsdesk.evidence.support.weighing import Scale
from newsdesk.evidence.words import words

_ENDS = re.compile(r"[.;!?\n。；！？،؛،,，](?!\d)")
_WAYS = ("rises", "falls")
_SIDES = ("before-it", "after-it")
_FAR = 90
_NEGATED = 5
"""So many words before a figure a negation turns its bound: will not go above."""


@cache
def _beginnings(code: str) -> Mapping[str, tuple[str, ...]]:
    data = read("figures", code)
    return {name: tuple(fold(str(word)) for word in data.get(name, ())) for name in (*_WAYS, *_SIDES)}


def _ways(text: Text, at: int) -> frozenset[str]:
    """The directions that the clause around a place says."""
    starts = _ENDS.finditer(text.text, max(0, at - _FAR), at)
    low = max((match.end() for match in starts), default=max(0, at - _FAR))
    stop = _ENDS.search(text.text, at, at + _FAR)
    high = stop.start() if stop else min(len(text.text), at + _FAR)
    known = _beginnings(text.code)
    if is_han(text.code):
        clause = text.text[low:high]
        return frozenset(way for way in _WAYS if any(word in clause for word in known[way]))
    first = text.word_at(low)
    found = set()
    for lexeme in text.lexemes[first:]:
        if lexeme.start >= high:
            break
        bare = lexeme.text.removeprefix("و") if text.code == "ar" else lexeme.text
        found |= {way for way in _WAYS if known[way] and bare.startswith(known[way])}
    return frozenset(found)


def _side(text: Text, start: int, end: int) -> str:
    """Whether a day is said as that before which, or after which, something is; "" where neither."""
    known = _beginnings(text.code)
    if is_han(text.code):
        near = text.text[end : end + 3]
        return next((side for side in _SIDES if known[side] and near.startswith(known[side])), "")
    at = text.word_at(start)
    ahead = text.lexemes[at - 1].text if at and start - text.lexemes[at - 1].end < 2 else ""
    behind = [one.text for one in text.lexemes[text.word_at(end) :][:2] if one.start - end < 16]
    postposed = bool(read("figures", text.code).get("postposed"))
    told = behind if postposed else [ahead]
    sides = {side for side in _SIDES if any(word in known[side] for word in told)}
    return sides.pop() if len(sides) == 1 else ""


def bounds_in(text: Text) -> Iterator[Token]:
    """All that pages may say the other way."""
    for figure in filter(_may_turn, text.figures):
        for what in filter(None, (_bound(figure, text), *_ways(text, figure.start))):
            yield _turned(figure, what, text)
    for day in text.dates:
        if side := _side(text, day.start, day.end):
            yield aside("date", f"{day.key} {side}", text, day.start, day.end)


def _may_turn(figure: Figure) -> bool:
    return bool(figure.values) and not figure.free and not figure.ordinal


def _turned(figure: Figure, what: str, text: Text) -> Token:
    return aside("figure", f"{figure.key} {what}", text, figure.start, figure.end)


def bounds_against(text: Text, scales: Sequence[Scale]) -> Iterator[Finding]:
    """Figures that are said the other way wherever the pages have them, and days on the other side."""
    for figure in filter(_may_turn, text.figures):
        there = list(same_figures(figure, scales))
        if not there:
            continue
        page, at = there[0][0], there[0][1].start
        if what := _other_bound(figure, text, there, scales) or _other_way(text, figure, there, scales):
            yield against(_turned(figure, what, text), scales, page, at)
    for day in text.dates:
        if not (side := _side(text, day.start, day.end)):
            continue
        said = [(number, one) for number, scale in enumerate(scales) for one in _like(day, scale)]
        sides = {_side(scales[number].page, one.start, one.end) for number, one in said}
        if len(sides) == 1 and sides.pop() not in ("", side):
            token = aside("date", f"{day.key} {side}", text, day.start, day.end)
            yield against(token, scales, said[0][0], said[0][1].start)


def _like(day: Day, scale: Scale) -> Iterator[Day]:
    yield from (one for one in scale.page.dates if fits(day, one) and one not in scale.page.datelines)


@cache
def _negations(code: str) -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    said = [phrase.parts[0] for phrase in language_of(code).before if len(phrase.parts) == 1]
    plain = frozenset(fold(word) for word in said if isinstance(word, str))
    return plain, tuple(word for word in said if not isinstance(word, str))


def _denies(word: str, code: str) -> bool:
    known, patterns = _negations(code)
    bare = word.lstrip("وف") if code == "ar" else word
    return bare in known or any(one.fullmatch(bare) for one in patterns)


def has_negation(said: str, code: str) -> bool:
    """Whether a sentence denies something, or says what goes without."""
    return any(_denies(fold(word), code) for word in words(said))


def _bound(figure: Figure, text: Text) -> str:
    """At least (>) or at most (<); "" of neither, of both, and where a negation stands before."""
    if not set(figure.about) & {">", "<"}:
        return ""
    at = text.word_at(figure.start)
    before = tuple(one.text for one in text.lexemes[max(0, at - _NEGATED) : at])
    phrases = [(phrase, ">") for phrase in text.numerals.over] + [(phrase, "<") for phrase in text.numerals.under]
    # Not less than says its own bound: the longest that stands there counts.
    found = max(
        (
            (len(phrase), sign)
            for phrase, sign in phrases
            for behind in (0, 1)
            if before[len(before) - behind - len(phrase) : len(before) - behind] == phrase
        ),
        default=(0, ""),
    )
    told = set(figure.about.replace("~", ""))
    sign = found[1] or (told.pop() if len(told) == 1 else "")
    is_denied = any(_denies(word, text.code) for word in before[: len(before) - found[0]])
    return "" if is_denied else sign


def _other_bound(figure: Figure, text: Text, there: Sequence[tuple[int, Figure]], scales: Sequence[Scale]) -> str:
    """At least where the pages say at most, or the other way round."""
    mine = _bound(figure, text)
    theirs = {_bound(one, scales[number].page) for number, one in there}
    return mine if mine and len(theirs) == 1 and theirs.isdisjoint({"", mine}) else ""


def _other_way(text: Text, figure: Figure, there: Sequence[tuple[int, Figure]], scales: Sequence[Scale]) -> str:
    mine = _ways(text, figure.start)
    if len(mine) != 1:
        return ""
    theirs = {_ways(scales[number].page, one.start) for number, one in there}
    if len(theirs) == 1 and len(told := theirs.pop()) == 1 and told != mine:
        return min(mine)
    return ""
