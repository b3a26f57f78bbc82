"""Of which time a figure is: what was before a change, a year earlier, or in a year that its clause names."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from newsdesk.evidence.support.reading.beside import Figure
from newsdesk.evidence.support.reading.concepts import is_han, meanings
from newsdesk.evidence.support.reading.numerals import fold, numerals_of
from newsdesk.evidence.support.text import Text

_CLAUSE = re.compile(r"[,;:!?()—–\n،؛，；：。]|\.(?=\s|$)")
_ENDED = re.compile(r"[;.؛。]")
_FAR = 48
"""So many characters may stand between the two figures of a change: from 6.1 to 4.8."""
_CHANGED = re.compile("[增减升降涨跌缩扩][至到为]")
_WORDS = 12
"""So many words before and behind *against* may say that it is a vote."""
_BEFORE, _PART, _AHEAD, _AFTER = 14, 26, 32, 24
PART = 0.75
"""How much a part counts in place of the whole."""
OTHER_TIME = 0.7
"""How much a figure of another time counts."""


_ROLES = {
    "en": re.compile(r"\b(?:(by)|(to|at)|(from)) (?:about |some |nearly |almost |over |more than |only )?[$€£]?\Z"),
    "ru": re.compile(r"\b(?:(на)|(до)|(со?)) (?:более чем |почти |примерно |около )?[$€£]?\Z"),
}
OTHER_ROLE = 0.6
"""How much a figure counts that says by how much something changed, for one that says to what."""


def role(figure: Figure, text: Text) -> int:
    """Whether a figure says by how much something changed, to what or from what: 1, 2, 3; 0 where nothing says so."""
    pattern = _ROLES.get(text.code)
    match = pattern.search(text.text[max(0, figure.start - _PART) : figure.start]) if pattern else None
    return match.lastindex or 0 if match else 0


@dataclass(frozen=True, slots=True)
class Time:
    """Whether a figure is what was before, and the years that its clause names."""

    before: bool = False
    years: frozenset[int] = frozenset()


NOW = Time()


def times(text: Text, base: int | None) -> Mapping[int, Time]:
    """The times of the figures of a text that are not of its own, by their places; `base` is its year."""
    told = [one for one in text.figures if one.values]
    if not told:
        return {}
    ends = [match.start() for match in _CLAUSE.finditer(text.text)]
    clauses: dict[int, list[Figure]] = {}
    for figure in told:
        clauses.setdefault(bisect_right(ends, figure.start), []).append(figure)
    phrases = [one for one in text.phrases if one[2][0] == "year"]
    changes = [start for meaning, start, _ in text.meanings if meaning in _change()]
    if is_han(text.code):
        changes += [match.start() for match in _CHANGED.finditer(text.text)]
    before = {one.start for one in _changed(text, told, changes)}
    before |= {one.start for one in _compared(text, told, ends)}
    years: dict[int, set[int]] = {}
    for start, _, (_, away) in phrases:
        for figure in _of_clause(bisect_right(ends, start), clauses):
            if figure.apart or (figure.share and any(abs(at - figure.end) < _FAR for at in changes)):
                continue  # 9 per cent more than a year before
            if away < 0:
                before.add(figure.start)
            if base:
                years.setdefault(figure.start, set()).add(base + away)
    for day in text.dates:
        if day.year:
            for figure in _of_clause(bisect_right(ends, day.start), clauses):
                years.setdefault(figure.start, set()).add(day.year)
    return {
        one.start: Time(one.start in before, frozenset(years.get(one.start, ())))
        for one in told
        if one.start in before or one.start in years
    }


def is_part(figure: Figure, text: Text) -> bool:
    """Whether a figure is said to be a part of one before: 523 kilometres, of which 304."""
    ahead = text.text[max(0, figure.start - _PART) : figure.start].lower()
    return _within(text.code).search(_ENDED.split(ahead)[-1]) is not None


@cache
def _within(code: str) -> re.Pattern[str]:
    phrases = "|".join(map(re.escape, numerals_of(code).within)) or "(?!)"
    return re.compile(phrases if is_han(code) else rf"(?<!\w)(?:{phrases})(?!\w)")


def _of_clause(number: int, clauses: Mapping[int, list[Figure]]) -> Sequence[Figure]:
    """The figures of a clause, or of the next one where it has none: a year earlier, there had been 38."""
    return clauses.get(number) or clauses.get(number + 1) or ()


def _changed(text: Text, told: Sequence[Figure], changes: Sequence[int]) -> Iterator[Figure]:
    """What was before a change: the first of two figures from which and to which something rose or fell."""
    for one, two in pairwise(told):
        between = text.text[one.end : two.start]
        if len(between) > _FAR or "\n" in between or ". " in between:
            continue
        if any(abs(at - one.start) < 3 * _FAR for at in changes) and _is_from_to(text, one, two, between):
            yield one


def _is_from_to(text: Text, one: Figure, two: Figure, between: str) -> bool:
    numerals = text.numerals
    if is_han(text.code):
        return bool(
            re.search(r"[从由自]", text.text[max(0, one.start - 8) : one.start]) and re.search("[至到]", between)
        )
    before = fold(text.text[max(0, one.start - _BEFORE) : one.start]).split()
    words = fold(between.replace("،", " ")).split()
    if before and before[-1] in numerals.starts:
        return any(word in numerals.until for word in words)
    first = text.text[one.start : one.end].lower()
    return bool(numerals.start_ends) and any(
        word.strip(",.%").endswith(numerals.start_ends) for word in (first, *words[:3])
    )


def _compared(text: Text, told: Sequence[Figure], ends: Sequence[int]) -> Iterator[Figure]:
    """What something is compared with: against 640, instead of 175, up from 12; or said to have been before."""
    formerly, against = _places(text)
    for places, low, high in ((formerly, -_AFTER, _AHEAD), (against, 0, _BEFORE)):
        for at in places:
            clause = bisect_right(ends, at)
            near = [one for one in told if low <= one.start - at <= high and bisect_right(ends, one.start) == clause]
            yield from sorted(near, key=lambda one: abs(one.start - at))[:1]


def _places(text: Text) -> tuple[list[int], list[int]]:
    """Where words such as *previously* stand, and where those end that compare."""
    numerals = text.numerals
    if is_han(text.code):
        return [match.start() for word in numerals.formerly for match in re.finditer(word, text.text)], []
    words = text.lexemes
    formerly = [one.start for one in words if one.text in numerals.formerly]
    firsts = {phrase[0] for phrase in numerals.against}
    against = [
        words[at + len(phrase) - 1].end
        for at, one in enumerate(words)
        if one.text in firsts
        for phrase in numerals.against
        if tuple(word.text for word in words[at : at + len(phrase)]) == phrase and not _is_vote(text, at)
    ]
    return formerly, against


def _is_vote(text: Text, at: int) -> bool:
    """Whether the words around a place, in its paragraph, are of a vote: there both figures are of one time."""
    words = text.lexemes
    around = (one for one in words[max(0, at - _WORDS) : at + _WORDS] if one.text in text.numerals.votes)
    return any("\n" not in text.text[slice(*sorted((one.start, words[at].start)))] for one in around)


@cache
def _change() -> frozenset[str]:
    return frozenset(one for word in ("rise", "fall", "amend") for one in meanings(word, "en"))


def differ(said: Time, found: Time) -> bool:
    """Whether a figure of a sentence and one of a page are of different times, as far as both say."""
    if said.years and found.years:
        return not said.years & found.years
    if said.before:
        return False
    return found.before and not said.years
