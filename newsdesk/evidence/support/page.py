"""A cited page, taken apart once: its figures, dates, names and words, each with its sentence and paragraph."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Any, TypeVar

from newsdesk.evidence import passages
from newsdesk.evidence.support.dating.counted import counted, years_told
from newsdesk.evidence.support.dating.printed import datelines
from newsdesk.evidence.support.dating.reckoning import issued, reckoned
from newsdesk.evidence.support.dating.written import Day
from newsdesk.evidence.support.reading.beside import Figure, same_value
from newsdesk.evidence.support.reading.concepts import is_han, places_of
from newsdesk.evidence.support.reading.lexemes import Lexeme, is_cased
from newsdesk.evidence.support.reading.names import Name, Names
from newsdesk.evidence.support.reading.numerals import endings_of
from newsdesk.evidence.support.reading.sounds import consonants
from newsdesk.evidence.support.reading.unmarked import alone, saying_phrases, sayings, unmarked
from newsdesk.evidence.support.text import Text

T = TypeVar("T")
_END = re.compile(r"[.!?…؟۔]+[\"»”’)]*\s+(?=[^a-zа-я])|[。！？]+[」』”’）]*|\n\s*\n")


_CLAUSE = re.compile(r"[,;:،؛，；：](?!\d)")
# Behind a figure that leaves out what it counts; before a whole of which a part follows.
_BARE = re.compile(r"\s*(?:[.,;:!?)»”،؛。，；]|\Z)")
_PART_OF = frozenset("of out из аз من بين".split())
_ENDING = 6
_DATELINE, _SOME_YEAR = 80, 2001
"""The day of print stands so near the beginning of a page."""


class Page(Text):
    """A captured page."""

    bodies = False
    printed: date | None = None
    _known: tuple[Names, dict[str, Any]] | None = None

    @classmethod
    def of(cls, text: str, language: str, day: date | None = None) -> "Page":
        """Takes a page apart; `language` is its BCP 47 tag, `day` that of print, where it is known."""
        page = cls(text, language)
        page.printed = day
        return page

    @cached_property
    def article(self) -> passages.Text:
        """The same text for quotations, which are found by whole words."""
        return passages.Text(self.text)

    @cached_property
    def breaks(self) -> tuple[list[int], list[int]]:
        """Where its sentences and where its paragraphs begin."""
        sentences, paragraphs = [0], [0]
        for match in _END.finditer(self.text):
            if "\n" in match[0] and not (match[0][0] in "?؟？" and match[0].count("\n") == 1):  # the answer goes on
                paragraphs.append(match.end())
            elif match[0][0] == "." and _is_abbreviated(self.text, match.start()):
                continue
            if match.end() > sentences[-1]:
                sentences.append(match.end())
        return sentences, paragraphs

    def sentence_at(self, offset: int) -> int:
        """The number of the sentence at a place."""
        return bisect_right(self.breaks[0], offset) - 1

    def paragraph_at(self, offset: int) -> int:
        """The number of the paragraph at a place."""
        return bisect_right(self.breaks[1], offset) - 1

    def spot(self, offset: int) -> tuple[int, int]:
        """The numbers of the sentence and of the paragraph at a place."""
        known = self._spots.get(offset)
        if known is None:
            known = self._spots[offset] = self.sentence_at(offset), self.paragraph_at(offset)
        return known

    @cached_property
    def _spots(self) -> dict[int, tuple[int, int]]:
        return {}

    @cached_property
    def _by_value(self) -> dict[str, list[Figure]]:
        found: dict[str, list[Figure]] = {}
        for figure in self.figures:
            for value in figure.values:
                found.setdefault(f"{value:.9g}", []).append(figure)
        return found

    def figures_like(self, figure: Figure) -> list[Figure]:
        """The figures that may say the same number, or the same hour."""
        if figure.hour:
            return [one for one in self.figures if same_value(figure, one)]
        found = [one for value in figure.values for one in self._by_value.get(f"{value:.9g}", ())]
        return found if len(figure.values) == 1 else list(dict.fromkeys(found))

    @cached_property
    def _figure_starts(self) -> list[int]:
        return [one.start for one in self.figures if one.values]

    def figures_between(self, one: int, two: int) -> int:
        """How many figures begin between two places, at most two."""
        low, high = (one, two) if one < two else (two, one)
        starts = self._figure_starts
        return min(2, max(0, bisect_right(starts, high - 1) - bisect_right(starts, low)))

    @cached_property
    def _clauses(self) -> list[int]:
        ends = {match.end() for match in _CLAUSE.finditer(self.text)}
        return sorted(ends | set(self.breaks[0]))

    def clause_at(self, offset: int) -> int:
        """The number of the clause at a place, as far as commas part them."""
        return bisect_right(self._clauses, offset)

    @cached_property
    def heirs(self) -> dict[int, int]:
        """The figures that leave out what they count, each with the end of the one before, which says it.

        In June they measured fifty-two; of 214 patients 90 came back.
        """
        found = {}
        told = [one for one in self.figures if one.values]
        for one, two in pairwise(told):
            if self.paragraph_at(one.start) != self.paragraph_at(two.start) or bool(one.share) != bool(two.share):
                continue
            near = self.sentence_at(two.start) - self.sentence_at(one.start)
            before = self.text[max(0, one.start - 8) : one.start].lower().split()
            is_part = near == 0 and bool(before) and before[-1] in _PART_OF
            if near < 2 and (is_part or _BARE.match(self.text, two.end)):
                found[two.start] = one.end
        return found

    def is_bare(self, figure: Figure) -> bool:
        """Whether a figure leaves out what it counts."""
        return _BARE.match(self.text, figure.end) is not None

    def is_among_shares(self, figure: Figure) -> bool:
        """Whether another figure of its sentence is per cent: 18 per cent where they had wanted thirty."""
        here = self.sentence_at(figure.start)
        return any(one.share and self.sentence_at(one.start) == here for one in self.figures)

    def sentence(self, number: int) -> str:
        """The words of a sentence."""
        starts = self.breaks[0]
        end = starts[number + 1] if number + 1 < len(starts) else len(self.text)
        return " ".join(self.text[starts[number] : end].split())

    @cached_property
    def reckoned(self) -> list[Day]:
        """The days, months and years that its words for yesterday, Friday and next spring may mean."""
        found = list(reckoned(self.text, self.lexemes, self.dates, self.numerals, self.phrases, self.printed))
        if base := self.base:
            found += counted(self, self.phrases, base)
        elif self.dates and (first := self.dates[0]).start < _DATELINE and first.month and first.day:
            # The day of print may lack its year; so do the days that are counted from it.
            told = counted(self, self.phrases, replace(first, year=_SOME_YEAR))
            found += [replace(one, year=None) for one in told if one.day]
        return found

    @cached_property
    def base(self) -> Day | None:
        """The day or month from which the page counts others: that of print, or the first that it says in full."""
        if self.printed:
            return Day(self.printed.year, self.printed.month, self.printed.day, 0, 0)
        whole = [day for day in (*self.datelines, *self.dates) if day.year and day.month and day.day]
        return whole[0] if whole else issued(self.dates)

    @cached_property
    def _told_years(self) -> dict[int, int]:
        return years_told(self, self.phrases, self.base) if self.base else {}

    @cached_property
    def datelines(self) -> list[Day]:
        """The day of print, where a page begins with it, under its title perhaps, or has it in a line of its own."""
        return datelines(self.text, self.dates, self.breaks[1])

    @cached_property
    def year(self) -> int | None:
        """The year of print, or the latest that it says."""
        if self.printed:
            return self.printed.year
        return self.base.year if self.base else None

    def year_of(self, day: Day) -> int | None:
        """The year of a date without one, from the date before: from 30 September 2023 to 1 October."""
        if day.year or day.start in self._told_years:
            return day.year or self._told_years[day.start]
        near = [one.year for one in self.dates if one.year and one.month and 0 <= day.start - one.end < 20]
        return near[-1] if near else None

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Where each meaning stands, but for the words for year and month in dates."""
        taken = {at for day in self.dates for at in range(day.start, day.end)}
        return _by_key([one for one in self.meanings if one[1] not in taken])

    @cached_property
    def meaning_starts(self) -> list[int]:
        """The places of `meanings`, in order."""
        return [start for _, start, _ in self.meanings]

    @cached_property
    def own_places(self) -> dict[str, list[int]]:
        """Where each word stands, for texts of the same language."""
        return _by_key(self.words(True))

    @cached_property
    def cognate_places(self) -> dict[str, list[int]]:
        """The same for texts of other languages."""
        return _by_key(self.words(False))

    def known(self, names: Names, what: str, make: Callable[["Page", Names], T]) -> T:
        """What somebody else finds in this page by the names of registers, found once."""
        if self._known is None or self._known[0] is not names:
            self._known = names, {}
        if what not in self._known[1]:
            self._known[1][what] = make(self, names)
        found: T = self._known[1][what]
        return found

    def everybody(self, names: Names) -> list[Name]:
        """Its names, and those that only seem to be some, in scripts without capitals."""
        return self.known(names, "everybody", Page._everybody)

    def _everybody(self, names: Names) -> list[Name]:
        known = self.names(names)
        taken = {at for one in known for at in range(one.start, one.end)}
        more = [one for one in self.unmarked if one.start not in taken and one.end - 1 not in taken]
        found = sorted([*known, *more], key=lambda one: one.start) if more else known
        if not is_han(self.code) and not is_cased(self.text):
            found = sorted([*found, *alone(found, self.lexemes)], key=lambda one: one.start)
        found = list(self._in_one_form(found))
        # A surname alone is that of whom the page names in full.
        last = {consonants(one.words[-1]) for one in found if one.person and not one.id and len(one.words) > 1} - {""}
        return [
            replace(one, full=True)
            if one.person and not one.full and not one.id and consonants(one.words[-1]) in last
            else one
            for one in found
        ]

    def _in_one_form(self, found: Sequence[Name]) -> Iterator[Name]:
        """The same names, each last word without the ending that another mention of it lacks: Тиллабоевнинг."""
        endings = endings_of(self.code)
        lasts = {one.words[-1] for one in found}
        for one in found:
            last = one.words[-1]
            sizes = range(max(4, len(last) - _ENDING), len(last))
            bare = next((last[:size] for size in sizes if last[:size] in lasts and last[size:] in endings), "")
            yield replace(one, words=(*one.words[:-1], bare)) if bare and not one.id else one

    @cached_property
    def unmarked(self) -> list[Name]:
        """What seems to be a name where no capital says so."""
        return list(unmarked(self.text, self.lexemes, self.code))

    def knows(self, place: str) -> bool:
        """Whether the language of the page has a name of its own for a place of CLDR."""
        return place in places_of(self.code).values()

    @cached_property
    def speaking(self) -> frozenset[int]:
        """The numbers of the sentences in which somebody says something."""
        if is_han(self.code):
            return frozenset(range(len(self.breaks[0])))
        verbs, phrases = sayings(self.code), saying_phrases(self.code)
        words = self.lexemes
        return frozenset(
            self.sentence_at(one.start)
            for at, one in enumerate(words)
            if one.text in verbs
            or any(tuple(w.text for w in words[at : at + len(p)]) == p for p in phrases.get(one.text, ()))
        )

    @cached_property
    def capitals(self) -> dict[str, list[Lexeme]]:
        """The words with a capital; in a script without them all words."""
        cased = is_cased(self.text)
        found: dict[str, list[Lexeme]] = {}
        if is_han(self.code):
            return found
        in_dates = {at for day in self.dates if day.month for at in range(day.start, day.end)}
        for lexeme in self.lexemes:
            if lexeme.start in in_dates:
                continue
            if lexeme.kind == "w" and (not cased or self.text[lexeme.start].isupper()):
                found.setdefault(lexeme.text, []).append(lexeme)
        return found

    @cached_property
    def order(self) -> dict[int, int]:
        """The number of the lexeme that begins at a place."""
        return {lexeme.start: at for at, lexeme in enumerate(self.lexemes)}


def _is_abbreviated(text: str, stop: int) -> bool:
    word = re.search(r"[^\W\d_]+$", text[max(0, stop - 8) : stop])
    return bool(word and (len(word[0]) == 1 or (len(word[0]) <= 4 and word[0].lower() in _ABBREVIATED)))


_ABBREVIATED = frozenset(
    "mr mrs dr prof gen sept oct nov dec jan feb mar apr aug st no г гг тыс млн млрд см ул им проф".split()
)


def _by_key(found: Sequence[tuple[str, int, int]] | Iterator[tuple[str, int, int]]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for key, start, _ in found:
        places.setdefault(key, []).append(start)
    return places
