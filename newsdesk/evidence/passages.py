"""Finds quotations, names and copied runs in a captured text, by whole words and exactly."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from newsdesk.evidence.cuts import figure_cut, negation_cut
from newsdesk.evidence.languages import language_of
from newsdesk.evidence.names import forms
from newsdesk.evidence.words import WORD, ends, located, size, stretches_of, words
from newsdesk.model.quoting import QUOTED

LONGEST_RUN = 8
"""More words than that in a row, outside quotation marks, are a copy; in Chinese more than 16 characters."""
TOO_LONG = LONGEST_RUN * WORD + 1
# Characters with which foreign names end in Chinese, and hardly a word begins.
_NAME_ENDS = frozenset("夫娃娅婭茨耶涅娜")
# What an editor left out of a quotation, or put in to say that it stands so.
_GAP = re.compile(r"[\[(]\s*(?:…|\.{2,}|sic!?)\s*[\])]|…|\.{3,}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a quotation that stand together, and from where to where they do."""

    words: tuple[str, ...]
    start: int
    end: int


@lru_cache(maxsize=256)
def pieces(quotation: str) -> tuple[Piece, ...]:
    """The parts of a quotation between its gaps (…, […], [sic])."""
    return tuple(
        Piece(tuple(word.text for word in inside), at + inside[0].start, at + inside[-1].end)
        for at, part in _between_gaps(quotation)
        if (inside := located(part))
    )


def stretches(quotation: str) -> list[tuple[int, int, bool]]:
    """From where to where the same parts stand, and whether each has more than one word."""
    return [
        (at + inside[0], at + inside[1], inside[2]) for at, part in _between_gaps(quotation) if (inside := ends(part))
    ]


def _between_gaps(quotation: str) -> Iterator[tuple[int, str]]:
    """What stands between the gaps of a quotation, and where each starts."""
    at = 0
    for gap in _GAP.finditer(quotation):
        yield at, quotation[at : gap.start()]
        at = gap.end()
    yield at, quotation[at:]


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a text that stand between two quotations, and the stretch of the text that they are."""

    words: list[str]
    start: int
    end: int

    def span(self, text: str, first: int, last: int) -> tuple[int, int]:
        """From where to where in the text the words of these numbers stand."""
        found = located(text[self.start : self.end])
        return self.start + found[first].start, self.start + found[last].end


def own_runs(text: str) -> list[Run]:
    """The words of a text outside quotation marks, as far as they could be a copy."""
    found = []
    at = 0
    for quoted in [*QUOTED.finditer(text), None]:
        end = quoted.start() if quoted else len(text)
        run = words(text[at:end])
        if sum(map(size, run)) >= TOO_LONG:
            found.append(Run(run, at, end))
        at = quoted.end() if quoted else end
    return found


class Text:
    """A captured text, taken apart once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.located = located(text)
        """The words with their places."""
        self.words = [word.text for word in self.located]

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for at, word in enumerate(self.words):
            places.setdefault(word, []).append(at)
        return places

    @cached_property
    def runs(self) -> frozenset[str]:
        """All sequences that are just too long to stand in a summary."""
        return frozenset(" ".join(self.words[start:end]) for start, end in stretches_of(self.words, TOO_LONG))

    def places_of(self, sought: Sequence[str], start: int = 0) -> Iterator[int]:
        """Where these words stand one behind the other, from the word numbered `start` on."""
        if not sought:
            return
        places = self._places.get(sought[0], [])
        wanted = list(sought)
        for at in places[bisect_left(places, start) :]:
            if self.words[at : at + len(wanted)] == wanted:
                yield at

    def find(self, sought: Sequence[str], start: int = 0) -> int | None:
        """The first of these places."""
        return next(self.places_of(sought, start), None)

    def figure_cut(self, first: int, size: int, language: str) -> str:
        """The figure that so many words begin or end in the middle of, as the text has it; "" where there is none."""
        found = figure_cut(self.words, self._gap, first, first + size, language_of(language))
        return self._between(*found) if found else ""

    def negation_cut(self, first: int, size: int, language: str, left_out: tuple[bool, bool] = (False, False)) -> str:
        """The negation that so many words leave behind in their clause; "" where there is none."""
        return negation_cut(self.words, self._gap, first, first + size, language_of(language), left_out)

    def figure_around(self, sought: Sequence[str]) -> str:
        """A passage that has these words but for a figure of which they are a part; "" where there is none."""
        if not any(word[:1].isdigit() for word in (sought[0], sought[-1])):
            return ""
        for at in range(len(self.words) - len(sought) + 1):
            here = self.words[at : at + len(sought)]
            if here[1:-1] == list(sought[1:-1]) and all(map(_is_part, (sought[0], sought[-1]), (here[0], here[-1]))):
                return self._between(at, at + len(sought))
        return ""

    def _between(self, first: int, end: int) -> str:
        return " ".join(self.text[self.located[first].start : self.located[end - 1].end].split())

    def _gap(self, before: int) -> str:
        """What stands between a word and the one before it."""
        return self.text[self.located[before - 1].end : self.located[before].start]

    def find_name(self, name: str, language: str) -> int | None:
        """Where a name stands, as printed or with the case endings of the language."""
        return next((first for first, _ in self.places_of_name(name, language)), None)

    def places_of_name(self, name: str, language: str) -> Iterator[tuple[int, int]]:
        """All places where a name stands so, by the numbers of its first word and of the one behind it."""
        allowed = forms(words(name), language)
        starts = sorted(at for form in allowed[0] for at in self._places.get(form, ())) if allowed else []
        yield from ((at, at + len(allowed)) for at in starts if self._fits(at, allowed))

    def span(self, first: int, end: int) -> tuple[int, int]:
        """From where to where in the text the words of these numbers stand, the last one left out."""
        return self.located[first].start, self.located[end - 1].end

    def _fits(self, at: int, allowed: list[frozenset[str]]) -> bool:
        here = self.words[at : at + len(allowed)]
        fits = len(here) == len(allowed) and all(word in some for word, some in zip(here, allowed, strict=True))
        return fits and not self._goes_on(at + len(here))

    def _goes_on(self, end: int) -> bool:
        """Whether a name written in characters goes on with one that ends names and begins no word: 托洛诺|夫."""
        if end >= len(self.words) or self.words[end] not in _NAME_ENDS:
            return False
        return not self._gap(end) and size(self.words[end - 1]) < WORD

    def nearest(self, sought: str) -> str:
        """The passage most like it, to be shown and never accepted; "" where none is near.

        Needs rapidfuzz, which only the extra `capture` brings.
        """
        try:
            from rapidfuzz import fuzz
        except ImportError:
            return ""
        joined = " ".join(self.words)
        found = fuzz.partial_ratio_alignment(" ".join(words(sought)), joined, score_cutoff=60)
        if found is None or not joined:
            return ""
        first = joined.count(" ", 0, found.dest_start)
        last = joined.count(" ", 0, max(found.dest_start, found.dest_end - 1))
        return self._between(first, last + 1)


def _is_part(part: str, whole: str) -> bool:
    """Whether a word is another one, or its figure a part of the other's."""
    if part == whole:
        return True
    return part[:1].isdigit() and part in re.split(r"(?<=\d)\D+(?=\d)|(?<=\d)(?=\D)|^-", whole)
