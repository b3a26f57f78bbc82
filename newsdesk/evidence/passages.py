"""Finds quotations, names and copied runs in a captured text, by whole words and exactly."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from newsdesk.evidence.names import forms
from newsdesk.evidence.words import Word, ends, located, words

LONGEST_RUN = 8
"""More words than that in a row, outside quotation marks, are a copy."""
# Words that turn a passage into its opposite, from before it and from behind it.
_NEGATION_BEFORE = frozenset("not no never nor без не ни لم لا لن ليس ليست ما غير nicht kein nie".split())
_NEGATION_BEHIND = frozenset("emas эмас эмес емес değil nicht".split())
# What an editor left out of a quotation, or put in to say that it stands so.
_GAP = re.compile(r"[\[(]\s*(?:…|\.{2,}|sic!?)\s*[\])]|…|\.{3,}", re.IGNORECASE)
_QUOTED = re.compile(r"“[^”]*”|«[^»]*»|\"[^\"]*\"|„[^“”]*[“”]|「[^」]*」")


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
    for quoted in [*_QUOTED.finditer(text), None]:
        end = quoted.start() if quoted else len(text)
        run = words(text[at:end])
        if len(run) > LONGEST_RUN:
            found.append(Run(run, at, end))
        at = quoted.end() if quoted else end
    return found


class Text:
    """A captured text, taken apart once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = words(text)

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for at, word in enumerate(self.words):
            places.setdefault(word, []).append(at)
        return places

    @cached_property
    def located(self) -> list[Word]:
        """The words with their places."""
        return located(self.text)

    @cached_property
    def runs(self) -> frozenset[str]:
        """All sequences that are a word too long to stand in a summary."""
        size = LONGEST_RUN + 1
        return frozenset(" ".join(self.words[at : at + size]) for at in range(len(self.words) - size + 1))

    def find(self, sought: Sequence[str], start: int = 0) -> int | None:
        """Where these words stand one behind the other, from the word numbered `start` on."""
        if not sought:
            return None
        places = self._places.get(sought[0], [])
        wanted = list(sought)
        for at in places[bisect_left(places, start) :]:
            if self.words[at : at + len(wanted)] == wanted:
                return at
        return None

    def negation_cut_off(self, first: int, size: int) -> str:
        """The negation right before or behind so many words, where the same clause goes on; "" where there is none."""
        for here, negations, before in (
            (first - 1, _NEGATION_BEFORE, True), (first + size, _NEGATION_BEHIND, False),
        ):  # fmt: skip
            if not 0 <= here < len(self.words):
                continue
            word = self.words[here]
            if word not in negations and not (before and word.endswith("n't")):
                continue
            left, right = (here, first) if before else (here - 1, here)
            if not self.text[self.located[left].end : self.located[right].start].strip():
                return word
        return ""

    def find_name(self, name: str, language: str) -> int | None:
        """Where a name stands, as printed or with the case endings of the language."""
        allowed = forms(words(name), language)
        if not allowed:
            return None
        starts = sorted(at for form in allowed[0] for at in self._places.get(form, ()))
        return next((at for at in starts if self._fits(at, allowed)), None)

    def _fits(self, at: int, allowed: list[frozenset[str]]) -> bool:
        here = self.words[at : at + len(allowed)]
        return len(here) == len(allowed) and all(word in some for word, some in zip(here, allowed, strict=True))

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
        return " ".join(self.text[self.located[first].start : self.located[last].end].split())
