"""Which clause of a page has what a sentence says of a figure: *17 per cent a year, mortgages by 21*."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache

from newsdesk.evidence.languages import language_of
from newsdesk.evidence.support.page import Page
from newsdesk.evidence.support.reading.beside import Figure
from newsdesk.evidence.support.reading.numerals import fold, read
from newsdesk.evidence.support.weighing import Scale, Weighed
from newsdesk.evidence.words import words

Place = tuple[int, int, int, float]
"""A place on a page: the number of the page, from, to, and how much it counts."""
_PARTED = re.compile(r"[,;:،؛，；：、()（）\[\]](?!\d)")
# How much of the sentence's clause has to stand only in the clause of another figure; how well that has to fit on the
# whole, where several words say so, and where one does; how little of a rival counts for nothing.
_MORE, _GAPPED, _WHOSE, _FITS, _FITS_BY_ONE, _FAINT = 1.4, 1.0, 0.8, 0.6, 1.0, 0.85
_SHORT = 2


def of_other_clause(figure: Figure, scale: Scale, at: Place, weight: float, there: Iterable[Place]) -> Place | None:
    """Another figure of the same sentence of a page in whose clause all of the words stand; None where there is none.

    `at` is the place of the figure, and `weight` how well it fits there; `there` are the places of others.
    """
    page = scale.page
    number, mine = page.sentence_at(at[1]), _clause(page, at)
    own = scale.of_own_clause(figure)
    context = scale.context(figure)
    bare = _bare(page)
    best, found = 0.0, None
    for place in there:
        if place[0] != at[0] or place[3] < _FAINT or page.sentence_at(place[1]) != number or place[1] == at[1]:
            continue
        clause = _clause(page, place)
        if clause == mine or mine[0] <= place[1] < mine[1]:
            continue
        theirs, behind = _told(scale, own, clause, mine, place), place[1] > at[1]
        if not behind and at[1] in bare:
            # So it does for the figure itself, but for whose it is: Ardan gets 18,000 and Tolvanen 9,500.
            theirs = [one for one in theirs if one.clue.key[0] == "i"]
            if sum(one.weight for one in theirs) > max(best, _WHOSE):
                best, found = sum(one.weight for one in theirs), place
            continue
        more = sum(one.weight for one in theirs)
        if (
            behind
            and place[1] in bare
            and (_is_short(page, clause, place) or any(one.clue.key[0] == "i" for one in theirs))
        ):
            # What the clause before says holds for one that says no more than whose figure it is: mortgages by 21.
            if more > max(best, _GAPPED):
                best, found = more, place
            continue
        if _measures_other(scale, context, at, place):
            continue
        # A day at the beginning is that of all figures behind it.
        mine_alone = [one for one in _told(scale, own, mine, clause, at) if not (behind and one.clue.key[0] == "d")]
        more -= sum(one.weight for one in mine_alone)
        fits = _FITS if len(theirs) > 1 else _FITS_BY_ONE
        if more > max(best, _MORE) and scale.weigh(context, place[1], place[2]) * place[3] > fits * weight:
            best, found = more, place
    return found


def _is_short(page: Page, clause: tuple[int, int], place: Place) -> bool:
    """Whether a clause has no more than two words before its figure."""
    return len(words(page.text[clause[0] : place[1]])) <= _SHORT


def _measures_other(scale: Scale, context: Sequence[Weighed], at: Place, place: Place) -> bool:
    """Whether two figures of a page measure different things: in the unit of the sentence, and in none or another."""
    if scale.measures(context, at[1], at[2]) and not scale.measures(context, place[1], place[2]):
        # The part may leave out what the whole has said: 9.6 million somoni, of which 7 million.
        scaled = scale.page.remembered("scaled", lambda made: {one.start for one in made.figures if one.rounded})
        return not {at[1], place[1]} <= scaled
    units = scale.units_behind(place[2])
    return bool(units) and not units & (scale.units_behind(at[2]) | scale.spoken)


def is_of_own_clause(figure: Figure, scale: Scale, at: Place, instead: Place) -> bool:
    """Whether a figure that says no more than whose it is stands in the clause that names that: mortgages by 21."""
    page = scale.page
    mine, theirs = _clause(page, at), _clause(page, instead)
    if at[1] < instead[1] or mine == theirs or at[1] not in _bare(page):
        return False
    told = _told(scale, scale.of_own_clause(figure), mine, theirs, at)
    return sum(one.weight for one in told) > _WHOSE


def _bare(page: Page) -> set[int]:
    """Where the figures stand that leave out what they count."""
    return page.remembered("bare", lambda made: {one.start for one in made.figures if made.is_bare(one)})


def _told(
    scale: Scale, own: Sequence[Weighed], clause: tuple[int, int], other: tuple[int, int], place: Place
) -> list[Weighed]:
    """What of a clause of the sentence stands in one clause of the page and not in the other, but for units."""
    return [
        one
        for one in own
        if one.clue.key not in scale.units
        and one.clue.key[0] != "n"
        and any(clause[0] <= at < clause[1] and not place[1] <= at < place[2] for at in one.clue.places)
        and not any(other[0] <= at < other[1] for at in one.clue.places)
    ]


def _clause(page: Page, place: Place) -> tuple[int, int]:
    """From where to where the clause of a place reaches: to a comma, a bracket or a joiner on either side."""
    ends: list[int] = page.remembered("clauses", _ends)
    return ends[bisect_left(ends, place[1] + 1) - 1], ends[bisect_left(ends, place[2])]


def _ends(page: Page) -> list[int]:
    joiners = _joiners(page.code)
    ends = {match.start() for match in _PARTED.finditer(page.text)}
    figures = {one.start for one in page.figures}
    # From three to four is one clause.
    ends.update(one.start for one in page.lexemes if one.text in joiners and one.end + 1 not in figures)
    return sorted(ends | {0, len(page.text), *page.breaks[0]})


@cache
def _joiners(code: str) -> frozenset[str]:
    """The words with which a clause begins."""
    told = {phrase.parts[0] for phrase in language_of(code).clause if len(phrase.parts) == 1}
    told |= {fold(str(word)) for word in read("attribution", code).get("joiners") or ()}
    return frozenset(word for word in told if isinstance(word, str))
