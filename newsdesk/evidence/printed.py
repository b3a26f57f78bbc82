"""Title, byline, offices and day of an entry beside its article: whether it has them, and what it has instead."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, cached_property

from newsdesk.evidence.fingerprint import keyed
from newsdesk.evidence.names import LITTLE
from newsdesk.evidence.passages import Text
from newsdesk.evidence.words import words
from newsdesk.model.terms import DateBasis

_WHOLE_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# What stands between those who signed together, and what leads a byline.
_AND = re.compile(r"\s*[,;&/、]\s*|\s+(?:and|и|und|et|y|e|та|і|жана|және|va|ва|ve|و)\s+")
# Among so many first paragraphs, of so many words, the line of an author is looked for.
_HEAD, _LINE = 5, 5
# How far from a name its office stands, in words, and what changes the rank of an office.
_NEAR = 12
_RANKS = "deputy former acting vice-president"
# How alike, of 100, words are to those that they were written for.
_ALIKE = 80


class Part(StrEnum):
    """What of an article an entry names besides its text."""

    TITLE = "title"
    BYLINE = "byline"
    DAY = "day"
    ROLE = "role"


@dataclass(frozen=True, slots=True)
class Particular:
    """One of these as an entry has it; `whose` is the printed name of him whose role it is."""

    part: Part
    loc: tuple[str | int, ...]
    text: str
    whose: str = ""

    def hash(self, key: bytes) -> str:
        """What evidence keeps of it."""
        return keyed(key, b"printed", "\n".join([self.part, " ".join(words(self.text)), " ".join(words(self.whose))]))


@dataclass(frozen=True, slots=True)
class Found:
    """Whether something stands in an article; `stands` is None where nobody can tell, `other` what stands instead."""

    stands: bool | None
    other: str = ""


def particulars(
    title: str, byline: str, day: str, basis: str, roles: Iterable[tuple[int, str, str]]
) -> tuple[Particular, ...]:
    """What an entry says that its article prints, "" where it says nothing.

    The day counts where it is a whole one and its `basis` is that it is printed; `roles` are those of sources, by the
    number of the source, with the printed name.
    """
    is_printed = basis == DateBasis.PRINTED and _WHOLE_DAY.fullmatch(day)
    said = (
        Particular(Part.TITLE, ("title",), title),
        Particular(Part.BYLINE, ("byline",), byline),
        Particular(Part.DAY, ("published",), day if is_printed else ""),
        *(Particular(Part.ROLE, ("sources", at, "role"), role, whose) for at, role, whose in roles if whose),
    )
    return tuple(one for one in said if one.text)


class Article:
    """An article as far as it says what it is; `told` is what its page says of itself: title, author and day."""

    def __init__(self, text: Text, language: str, told: Sequence[str] = ()) -> None:
        self.text, self.language, self.told = text, language, told

    def look(self, one: Particular) -> Found:
        """Whether something of an entry stands in it, or in what its page says of itself."""
        if one.part is not Part.ROLE and any(self._is_told(one.text, said) for said in self.told):
            return Found(True)
        match one.part:
            case Part.TITLE:
                stands = self.text.find(words(one.text)) is not None
                return Found(stands, "" if stands else self._alike(one.text, self._head))
            case Part.BYLINE:
                return self._byline(one.text)
            case Part.DAY:
                return self._day(one.text)
            case Part.ROLE:
                return self._role(one)

    def _is_told(self, text: str, said: str) -> bool:
        return f" {' '.join(words(text))} " in f" {' '.join(words(said))} "

    @cached_property
    def _head(self) -> list[str]:
        """The first paragraphs."""
        return [line for part in self.text.text.split("\n") if (line := " ".join(part.split()))][:_HEAD]

    def _byline(self, text: str) -> Found:
        every = [part for part in _AND.split(text) if words(part)]
        if self._names(text) or (every and all(map(self._names, every))):
            return Found(True)
        signed = list(filter(_may_sign, self._head[1:]))
        if other := self._alike(text, signed) or self._alike_words(text):
            return Found(False, other)
        # Somebody else signed it, or a line only looks so.
        return Found(False if signed else None)

    def _names(self, name: str) -> bool:
        return self.text.find_name(name, self.language) is not None

    def _alike_words(self, text: str) -> str:
        """As many words of the text as a name has, which are nearly the name."""
        near = self.text.nearest(text)
        return near if near and self._alike(text, [near]) else ""

    def _alike(self, text: str, lines: Sequence[str]) -> str:
        """The line that is most like a text, where one is; needs rapidfuzz, as `Text.nearest`."""
        try:
            from rapidfuzz import fuzz
        except ImportError:
            return ""
        sought = " ".join(words(text))
        rated = ((fuzz.ratio(sought, " ".join(words(line))), -at) for at, line in enumerate(lines))
        best = max(rated, default=(0.0, 0))
        return lines[-best[1]] if best[0] >= _ALIKE else ""

    def _day(self, text: str) -> Found:
        """The day in any form; another one where the page itself, or the line under its title, says that."""
        # Imported here: who compares quotations alone has no use for it.
        from newsdesk.evidence.support.page import Page

        page = Page(self.text.text, self.language)
        day = date.fromisoformat(text)
        # A day of print counts before the days that the article tells of.
        if said := next((one for one in self.told if _WHOLE_DAY.fullmatch(one)), ""):
            return Found(False, said)
        lines = [one for one in page.datelines if one.year and one.month and one.day]
        if any(day.timetuple()[:3] in one.said for one in lines or page.dates):
            return Found(True)
        return Found(False, self.text.text[lines[0].start : lines[0].end]) if lines else Found(None)

    def _role(self, one: Particular) -> Found:
        """An office is compared where the article has a word of it beside the name: then it is of one language."""
        ranks, offices = _offices(self.language.partition("-")[0])
        own = [word for word in words(one.text) if word not in LITTLE]
        places = list(self.text.places_of_name(one.whose, self.language))
        beside = set().union(*(self._beside(*place) for place in places))
        if not any(_has(beside, word) for word in own):
            return Found(None)
        if any(not _has(beside, word) for word in own if word in offices or word in ranks):
            return Found(False, self._shown(places, own))
        # "Deputy Minister" is no minister, wherever the office stands.
        if rank := next(filter(None, (self._rank_before(place, own, ranks) for place in places)), ""):
            return Found(False, rank)
        return Found(True)

    def _beside(self, first: int, end: int) -> list[str]:
        return self.text.words[max(0, first - _NEAR) : end + _NEAR]

    def _shown(self, places: Sequence[tuple[int, int]], own: Sequence[str]) -> str:
        """What stands around the name where it has most words of the office."""
        first, end = max(places, key=lambda place: len({*self._beside(*place)} & {*own}))
        return self._between(max(0, first - _NEAR // 2), min(len(self.text.words), end + _NEAR // 2))

    def _between(self, first: int, end: int) -> str:
        return " ".join(self.text.text[slice(*self.text.span(first, end))].split())

    def _rank_before(self, place: tuple[int, int], own: Sequence[str], ranks: frozenset[str]) -> str:
        """A word of rank right before the office before a name, which the entry leaves out."""
        at = place[0]
        first = at
        while first > 0 and at - first < _NEAR and self.text.words[first - 1] in own:
            first -= 1
        if first == at or first == 0:
            return ""
        rank = self.text.words[first - 1]
        return self._between(first - 1, place[1]) if rank in ranks and rank not in own else ""


def _may_sign(line: str) -> bool:
    """Whether a line looks like that of an author: a few words with capitals, in scripts that have such."""
    said = line.split()
    if len(words(line)) > _LINE or len(words(line)) < 2 or re.search(r"\d|[.!?…:»”\"]", line):
        return False
    return all(word[0].isupper() or not (word[0].isupper() or word[0].islower()) for word in said if word not in LITTLE)


def _has(beside: Iterable[str], word: str) -> bool:
    """Whether a word stands there, in whatever case of its language."""
    stem = word[: max(4, len(word) - 2)]
    return any(one == word or (len(word) > 4 and one.startswith(stem)) for one in beside)


@cache
def _offices(code: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words of a language for ranks, and all words of its offices."""
    # Imported here, as above.
    from newsdesk.evidence.support.reading.numerals import read

    offices: Mapping[str, Sequence[str]] = read("offices", code).get("offices") or {}
    return frozenset(_words_of(offices, _RANKS.split())), frozenset(_words_of(offices, offices))


def _words_of(offices: Mapping[str, Sequence[str]], names: Iterable[str]) -> Iterator[str]:
    for name in names:
        for said in offices.get(name, ()):
            yield from (word for word in words(said) if word not in LITTLE)
