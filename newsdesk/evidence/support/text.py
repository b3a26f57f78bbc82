"""A text taken apart once: its figures, dates, names and words."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache
from typing import Any, TypeVar

from anyascii import anyascii

from newsdesk.evidence.support.dating.dates import dates
from newsdesk.evidence.support.dating.reckoning import Told, phrases_in
from newsdesk.evidence.support.dating.written import Day
from newsdesk.evidence.support.reading.beside import Figure, bounded_from
from newsdesk.evidence.support.reading.concepts import concepts, function_words, stem
from newsdesk.evidence.support.reading.figures import figures
from newsdesk.evidence.support.reading.lexemes import Lexeme, lexemes
from newsdesk.evidence.support.reading.names import Name, Names
from newsdesk.evidence.support.reading.numerals import numerals_of
from newsdesk.evidence.support.runs import names_in

T = TypeVar("T")


_ELIDED = re.compile("^[ld]['’](?=.{5})")


@lru_cache(maxsize=65536)
def cognate(word: str) -> str:
    """What a long word shares with its relatives in other languages that use Latin or Cyrillic: министр, minister."""
    if len(word) < 5 or not ("a" <= word[0] <= "z" or "\u0400" <= word[0] <= "\u052f" or word[0] > "\u00bf"):
        return ""
    word = _ELIDED.sub("", word)
    plain = anyascii(word).lower().replace("c", "k").replace("y", "i").replace("j", "y").replace("x", "h")
    return plain[:5] if len(plain) >= 5 else ""


@lru_cache(maxsize=65536)
def _plain(word: str) -> str:
    """A word in Latin letters without their marks, which others leave out: café."""
    return word if word.isascii() or word[0] > "\u024f" else anyascii(word).lower()


class Text:
    """A text with its figures, dates and names. The names of the registers are asked for when they are needed."""

    bodies = True
    """Whether bodies are looked for of whose names only the first word has a capital."""

    def __init__(self, text: str, language: str) -> None:
        self.text = text
        self.language = language
        self.code = language.replace("_", "-").partition("-")[0].lower()
        self.numerals = numerals_of(self.code)
        self._names: tuple[Names, list[Name]] | None = None

    def remembered(self, name: str, make: Callable[[Any], T]) -> T:
        """What somebody else finds in this text, found once."""
        if name not in self._remembered:
            self._remembered[name] = make(self)
        found: T = self._remembered[name]
        return found

    @cached_property
    def _remembered(self) -> dict[str, Any]:
        return {}

    @cached_property
    def phrases(self) -> list[Told]:
        """Its words for other days, weeks, months and years."""
        return list(phrases_in(self.text, self.lexemes, self.code))

    @cached_property
    def lexemes(self) -> list[Lexeme]:
        """Its words and figures in digits."""
        return lexemes(self.text)

    @cached_property
    def _starts(self) -> list[int]:
        return [one.start for one in self.lexemes]

    def word_at(self, place: int) -> int:
        """The number of the first of its words that begins at a place or behind it; how many there are where none."""
        return bisect_left(self._starts, place)

    @cached_property
    def dates(self) -> list[Day]:
        """The dates that it says."""
        return dates(self.text, self.lexemes, self.numerals)

    @cached_property
    def figures(self) -> list[Figure]:
        """Its figures outside dates."""
        taken = [(day.start, day.end) for day in self.dates]
        return figures(self.text, self.lexemes, self.numerals, taken)

    def bounded(self, figure: Figure) -> str:
        """One of its figures as it stands here, with the words before it that bound or round it: over 200."""
        return self.text[bounded_from(self.text, self.lexemes, figure, self.numerals) : figure.end]

    def names(self, names: Names) -> list[Name]:
        """Its names, with those of the registers."""
        if self._names is None or self._names[0] is not names:
            taken = [(day.start, day.end) for day in self.dates]
            self._names = names, names_in(self.text, self.lexemes, self.code, names, taken, self.bodies)
        return self._names[1]

    @cached_property
    def meanings(self) -> list[tuple[str, int, int]]:
        """The words that the glossary knows in several languages."""
        return list(concepts(self.text, self.lexemes, self.code))

    def words(self, same_language: bool) -> Iterator[tuple[str, int, int]]:
        """What its words can be compared by with a text of the same language, or of another."""
        little = function_words(self.code)
        for lexeme in self.lexemes:
            if lexeme.kind == "w" and lexeme.text not in little:
                key = stem(_plain(lexeme.text)) if same_language else cognate(lexeme.text)
                if key:
                    yield ("w:" if same_language else "t:") + key, lexeme.start, lexeme.end
