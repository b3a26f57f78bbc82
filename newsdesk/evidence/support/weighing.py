"""Whether a figure, date or name of a sentence stands in the passage that carries the sentence, or only elsewhere.

A token is looked at in its surroundings: the other tokens and words of the sentence, the nearest most. Each place on
a page where it stands is weighed by how many of them stand around it, and so is each other figure, date or name of
the page that the sentence does not say. Where one of these fits clearly better, the sentence says the wrong one.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from math import log

from newsdesk.evidence.languages import language_of
from newsdesk.evidence.support.dating.written import Day
from newsdesk.evidence.support.matching import elliptic, fits, rounds
from newsdesk.evidence.support.page import Page
from newsdesk.evidence.support.reading.beside import Figure
from newsdesk.evidence.support.reading.concepts import is_han, units_of
from newsdesk.evidence.support.reading.names import Name, Names, begins_sentence
from newsdesk.evidence.support.rivals import SAME, reach
from newsdesk.evidence.support.text import Text
from newsdesk.evidence.support.voices import is_somebody
from newsdesk.model.quoting import QUOTED

Token = Figure | Day | Name
Span = tuple[int, int, float]
_WORTH = {"n": 1.5, "d": 1.5, "i": 1.0, "c": 1.0, "w": 1.0, "t": 1.0, "u": 0.4, "%": 0.3}
_CLAUSE = frozenset(",;:—–，；、：")
_NEXT_CLAUSE = re.compile(r";|,? (?:and|but|while|whereas|а|но|и|тогда как|зато) ")
_COMMA = re.compile(r"[,;:—–](?!\d)|,? (?:and|but|while|whereas|after|а|но|и|тогда как|зато) ")
_PART = re.compile(r"\b(?:an?|one|two|three|four|каждый|каждая|одна|две|три|четыре)\s+$")
_BESIDE = 12
"""So many characters in a sentence are still beside a token: a word, and what joins it."""
APART = (0.35, 0.22)
"""How near the sentence before or behind is, and one further off in the same paragraph."""
FLOOR, FALL = 0.3, 8
"""How near the end of a long sentence is, and after how many words it is half as near as what stands beside."""
_NEXT = 0.05
_COMMON = 16
_BONUS = 1.4
"""What stands beside a token both in the sentence and on the page counts more."""
BETWEEN = 0.9
"""What stands behind another figure says less about this one."""
AHEAD = 1.2
"""The same of what stands right before a figure on both sides: closed 213."""
HEIR = 1.2
"""What stands behind the figure before counts for one that leaves out what it counts."""
PARTED, JOINED = 0.75, 0.85
"""What stands behind a comma, or behind a word that begins a clause, says less about a token."""
_MOST = 24
"""So much of a sentence is enough to know where it stands."""


@dataclass(frozen=True, slots=True)
class Clue:
    """Something in a sentence that may stand on a page too, where, and what it is worth."""

    key: str
    start: int
    end: int
    places: tuple[int, ...]
    spots: tuple[tuple[int, int], ...]
    """The sentence and the paragraph of each place."""
    worth: float


@dataclass(frozen=True, slots=True)
class Weighed:
    """A clue as it counts for one token: its weight, and whether it stands beside the token, before or behind."""

    clue: Clue
    weight: float
    beside: int


class Scale:
    """Weighs places of one page for the tokens of one sentence."""

    def __init__(
        self, sentence: Text, page: Page, names: Names, found: Mapping[int, Sequence[tuple[int, int]]]
    ) -> None:
        self.sentence, self.page = sentence, page
        self._size = 2.0 if is_han(page.code) else 6.0
        self.clues = list(self._clues(names, found))
        joiners = _joiners(sentence.code)
        self._joints = [one.start for one in sentence.lexemes if one.text in joiners]

    def _clues(self, names: Names, found: Mapping[int, Sequence[tuple[int, int]]]) -> Iterator[Clue]:
        page, sentence = self.page, self.sentence
        for figure in sentence.figures:
            if figure.ordinal and _PART.search(sentence.text, max(0, figure.start - 9), figure.start):
                continue  # a third is not three
            like = [*page.figures_like(figure), *elliptic(figure, sentence, page)]
            like += [one for one in page.figures if rounds(figure, one) and bool(one.share) == bool(figure.share)]
            if figure.ordinal:  # the third is not three of them
                like = [one for one in like if one.ordinal or not one.in_words]
            yield self._clue("n", figure, sorted({one.start for one in like}))
            if figure.share:
                yield self._clue("%", figure, [one.start for one in page.figures if one.share])
        for day in sentence.dates:
            yield self._clue("d", day, [one.start for one in (*page.dates, *page.reckoned) if fits(day, one)])
        for name in sentence.names(names):
            yield self._clue("i", name, self._reached(found.get(name.start, ()), names))
        same = page.code == sentence.code
        places = page.own_places if same else page.cognate_places
        # The first word of a sentence has a capital whatever it is.
        named = [one for one in sentence.names(names) if one.id or one.full or not begins_sentence(sentence.text, one)]
        tokens: list[Token] = [*sentence.figures, *sentence.dates, *named]
        taken = [(one.start, one.end) for one in tokens]
        # A word may be known by its meanings and by its letters: it counts once, wherever one of them stands.
        merged: dict[int, tuple[str, int, set[int]]] = {}
        for told, where in ((sentence.meanings, page.places), (sentence.words(same), places)):
            for key, start, end in told:
                if key in where and not any(a <= start < b for a, b in taken):
                    merged.setdefault(start, (key, end, set()))[2].update(where[key])
        for start, (key, end, found_at) in merged.items():
            yield self._made(key[0], key, start, end, sorted(found_at))

    def _reached(self, spans: Sequence[tuple[int, int]], names: Names) -> list[int]:
        """Where a name stands, and the sentences behind it that speak of nobody else."""
        at = [start for start, _ in spans]
        for one in self.page.everybody(names):
            if is_somebody(one) and any(
                start <= one.start < end or one.start <= start < one.end for start, end in spans
            ):
                at += [start for start, _, worth in reach(one, self.page, names, False) if worth == SAME]
        return at

    def _clue(self, sort: str, token: Token, places: list[int]) -> Clue:
        return self._made(sort, f"{sort}:{token.start}", token.start, token.end, places)

    def _made(self, sort: str, key: str, start: int, end: int, places: Sequence[int]) -> Clue:
        ordered = tuple(sorted(places))
        spots = tuple(map(self.page.spot, ordered))
        sentences = len({sentence for sentence, _ in spots})
        # Reckoned against a page of common length: what else stands on a page changes nothing of a sentence.
        rarity = log((1 + _COMMON) / (0.5 + sentences)) if sentences else 0.0
        return Clue(key, start, end, ordered, spots, _WORTH[sort] * max(0.0, min(rarity, 2.5)))

    def context(self, token: Token) -> list[Weighed]:
        """What stands around a token in its sentence; the best of several for one word."""
        best: dict[int, Weighed] = {}
        for clue in self.clues:
            if (clue.start < token.end and token.start < clue.end) or not clue.places or not clue.worth:
                continue
            before = clue.start < token.start
            low, high = (clue.end, token.start) if before else (token.end, clue.start)
            between = self.sentence.text[low:high]
            parted = sum(char in _CLAUSE for char in between)
            joined = bisect_left(self._joints, high) - bisect_left(self._joints, low)
            if isinstance(token, Name) and self._is_quoted(clue.start) and not self._is_quoted(token.start):
                # Whoever a quotation is given to has said every word of it.
                between, parted, joined = between[:_BESIDE], 0, 0
            weight = clue.worth / (1 + len(between) / 30) * PARTED**parted * JOINED**joined
            beside = 0 if len(between) >= _BESIDE or parted or clue.key[0] in "ndi%" else -1 if before else 1
            if clue.start not in best or weight > best[clue.start].weight:
                best[clue.start] = Weighed(clue, weight, beside)
        return sorted(best.values(), key=lambda one: -one.weight)[:_MOST]

    def _is_quoted(self, at: int) -> bool:
        return any(start < at < end for start, end in self._quotations)

    @cached_property
    def _quotations(self) -> list[tuple[int, int]]:
        return [match.span() for match in QUOTED.finditer(self.sentence.text)]

    def weigh(self, context: Sequence[Weighed], start: int, end: int, wide: bool = False) -> float:
        """How much of a context stands around a place of the page; `wide` for names, which reach through a sentence."""
        spot = self.page.spot(start)
        return sum(one.weight * self._near(one, start, end, wide, spot) for one in context)

    def best(self, context: Sequence[Weighed], places: Iterable[Span], wide: bool) -> tuple[float, Span | None]:
        """The place around which most of a context stands, and how much; each place is from, to, and its factor.

        No place weighs more than all that stands in its paragraph: those of poor paragraphs are not looked at.
        """
        most: dict[int, float] = {}
        for one in context:
            full = one.weight * (_BONUS if one.beside else 1.0)
            paragraphs = {paragraph for _, paragraph in one.clue.spots}
            for paragraph in paragraphs:
                most[paragraph] = most.get(paragraph, 0.0) + full
            for paragraph in {near for each in paragraphs for near in (each - 1, each + 1)} - paragraphs:
                most[paragraph] = most.get(paragraph, 0.0) + one.weight * _NEXT
        ordered = sorted(places, key=lambda place: -most.get(self.page.spot(place[0])[1], 0.0) * place[2])
        best, where = 0.0, None
        for place in ordered:
            start, end, factor = place
            if where is not None and most.get(self.page.spot(start)[1], 0.0) * factor <= best:
                break
            weight = factor * self.weigh(context, start, end, wide)
            if where is None or weight > best:
                best, where = weight, place
        return best, where

    def of_clause(self, token: Token) -> list[Weighed]:
        """The context of a token in its clause, without what stands right beside it: an office is somebody's anyway."""
        ends = [0, *(match.end() for match in _NEXT_CLAUSE.finditer(self.sentence.text)), len(self.sentence.text) + 1]
        at = bisect_right(ends, token.start) - 1
        return [one for one in self.context(token) if not one.beside and ends[at] <= one.clue.start < ends[at + 1]]

    def of_own_clause(self, token: Token) -> list[Weighed]:
        """The context of a token up to the next comma or joiner on either side."""
        ends = [0, *(match.end() for match in _COMMA.finditer(self.sentence.text)), len(self.sentence.text) + 1]
        at = bisect_right(ends, token.start) - 1
        return [one for one in self.context(token) if ends[at] <= one.clue.start < ends[at + 1]]

    def by_sentence(self, context: Sequence[Weighed]) -> dict[int, float]:
        """How much of a context stands in each sentence of the page."""
        weights: dict[int, float] = {}
        for one in context:
            for number in {sentence for sentence, _ in one.clue.spots}:
                weights[number] = weights.get(number, 0.0) + one.weight
        return weights

    def in_clause(self, context: Sequence[Weighed], start: int) -> float:
        """How much of a context stands in the clause of the page that has a place."""
        number = self.page.clause_at(start)
        return sum(
            one.weight
            for one in context
            if any(place != start and self.page.clause_at(place) == number for place in one.clue.places)
        )

    def carrier(self, context: Sequence[Weighed]) -> int | None:
        """The number of the sentence of the page in which most of a context stands; None where nothing does."""
        weights = self.by_sentence(context)
        return max(weights, key=lambda number: weights[number]) if weights else None

    def beside(self, context: Sequence[Weighed], start: int, end: int) -> bool:
        """Whether what stands beside a token in the sentence stands beside a place too: what is counted."""
        return any(one.beside and self.near(one, start, end, False) == _BONUS for one in context)

    def is_odd(self, end: int) -> bool:
        """Whether behind a figure of the page stands something that the sentence does not speak of at all."""
        starts = self.page.meaning_starts
        at = bisect_left(starts, end)
        far = end + self._size * 2.5
        counted = []
        while at < len(starts) and starts[at] <= far:
            if self.page.meanings[at][0][0] != "u":  # the same currency may be said in other ways
                counted.append(self.page.meanings[at][0])
            at += 1
        return bool(counted) and not self.spoken.intersection(counted)

    def units_behind(self, end: int) -> set[str]:
        """The units and currencies that stand behind a figure of the page."""
        starts, told = self.page.meaning_starts, self.page.meanings
        low, high = bisect_left(starts, end), bisect_left(starts, int(end + self._size * 1.5))
        return {told[at][0] for at in range(low, high) if told[at][0][0] == "u"}

    @cached_property
    def spoken(self) -> frozenset[str]:
        """What the words of the sentence mean."""
        return frozenset(meaning for meaning, _, _ in self.sentence.meanings)

    def has_unit(self, context: Sequence[Weighed]) -> bool:
        """Whether a unit that the page knows stands behind a figure of the sentence."""
        return any(one.beside > 0 and one.clue.key in self.units for one in context)

    def measures(self, context: Sequence[Weighed], start: int, end: int) -> bool:
        """Whether the same unit stands behind a figure in the sentence and at a place."""
        return any(
            one.beside > 0 and one.clue.key in self.units and self.near(one, start, end, False) == _BONUS
            for one in context
        )

    @cached_property
    def units(self) -> frozenset[str]:
        """What the units and currencies that the sentence may say mean."""
        return units_of(self.sentence.code)

    def near(self, one: Weighed, start: int, end: int, wide: bool) -> float:
        """How near a clue stands to a place, 0 to 1; more where it stands right beside on both sides."""
        return self._near(one, start, end, wide, self.page.spot(start))

    def _near(self, one: Weighed, start: int, end: int, wide: bool, spot: tuple[int, int]) -> float:
        places, spots = one.clue.places, one.clue.spots
        at = bisect_left(places, start)
        nearest = 0.0
        heir = None if wide else self.page.heirs.get(start)
        for number in range(max(0, at - 3), min(len(places), at + 4)):
            sentence, paragraph = spots[number]
            if paragraph != spot[1]:
                if abs(paragraph - spot[1]) == 1 and nearest < _NEXT:
                    nearest = _NEXT
                continue
            apart = abs(sentence - spot[0])
            if apart:
                nearness = APART[0] if apart == 1 else APART[1]
                if heir is not None and one.beside > 0 and 0 <= places[number] - heir < 3.2 * self._size:
                    nearness = HEIR
            else:
                place = places[number]
                if start <= place < end:
                    continue
                distance = (start - place if place < start else place - end) / self._size
                # What is counted stands behind its figure, an office on either side of its name.
                if one.beside and distance < 3.2 and (wide or (one.beside > 0 and place > start)):
                    return _BONUS
                if one.beside < 0 and not wide and place < start and distance < 1.7:
                    return AHEAD
                if heir is not None and one.beside > 0 and 0 <= place - heir < 3.2 * self._size:
                    return HEIR
                nearness = max(0.5, 1 / (1 + distance / 40)) if wide else max(FLOOR, 1 / (1 + distance / FALL))
                if not wide:
                    # What stands nearer to another figure is counted by that.
                    nearness *= BETWEEN ** self.page.figures_between(place, start)
            if nearness > nearest:
                nearest = nearness
        return nearest


@cache
def _joiners(code: str) -> frozenset[str]:
    """The words with which a clause begins."""
    words = (phrase.parts[0] for phrase in language_of(code).clause if len(phrase.parts) == 1)
    return frozenset(word for word in words if isinstance(word, str))
