"""Reads a text of our own: its sentences come in, the words that speak for or against somebody go out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache

from newsdesk.check.prose import Sentence, sentences
from newsdesk.check.voice.forms import forms_of, keys_of, tokens
from newsdesk.check.voice.masks import masked, quotations, small
from newsdesk.check.voice.owners import owners
from newsdesk.check.voice.rules import Compiled, Lexicon, Rule, Sought, lexicon_of, tag_of

_GAP = re.compile(r"[\s\-\u2010\u2011]+")
Pattern = re.Pattern[str]
Index = dict[str, list[tuple[tuple[str, ...], int, Sought]]]


@dataclass(frozen=True, slots=True)
class Found:
    """A finding: the rule, and the words in the text, as offsets in characters."""

    rule: Rule
    severity: str
    """That of the rule, or `note` where somebody in the sentence is named whose word it is."""
    start: int
    end: int
    text: str


def read(text: str, language: str, *, is_owned: bool = False) -> list[Found]:
    """What the rules of a language find in a text of ours, at most one finding a sentence: the gravest.

    A text that `is_owned` tells as a whole what somebody said, such as `says` of a source.
    """
    lexicon = lexicon_of(language)
    if not lexicon.rules:
        return []
    tag, found = tag_of(language), []
    for sentence in sentences(text):
        here = list(_Sentence(sentence, tag, lexicon, is_owned).findings())
        if here:
            found.append(min(here, key=lambda one: (one.severity, one.rule.rank, one.start)))
    return found


@cache
def _index(tag: str) -> Index:
    """The words that are looked for, each by its longest word, which is the rarest, and the place of that in it."""
    made: Index = {}
    for sought in lexicon_of(tag).words:
        for form in forms_of(sought.word, tag):
            at = max(range(len(form)), key=lambda place: len(form[place]))
            made.setdefault(form[at], []).append((form, at, sought))
    for listed in made.values():
        listed.sort(key=lambda one: -len(one[0]))
    return made


Known = tuple[list[tuple[tuple[str, ...], int, Sought]], list[tuple[Compiled, Pattern]]]
"""Phrases that hold a word, with its place in each, and patterns that may begin with it."""


@lru_cache(maxsize=65536)  # most words of a text have been met, and begin nothing
def _known(word: str, tag: str) -> Known | None:
    """The phrases that may hold a word and the patterns that may begin with it; None where there is neither."""
    index, listed = _index(tag), []
    for key in keys_of(word, tag):
        listed += index.get(key, [])
    patterns = lexicon_of(tag).beginning(small(word))
    return (listed, patterns) if listed or patterns else None


class _Sentence:
    """A sentence under the eyes of all rules."""

    def __init__(self, sentence: Sentence, tag: str, lexicon: Lexicon, is_owned: bool) -> None:
        self.start, self.tag, self.lexicon, self.all_owned = sentence.start, tag, lexicon, is_owned
        self.whole = sentence.text
        self.cased = masked(sentence.text)
        self.text, self.whole_small = small(self.cased), small(sentence.text)
        self.words = list(tokens(self.cased))
        self.titled = sum(word[0][0].isupper() for word in self.words) > 0.6 * len(self.words)

    def findings(self) -> Iterator[Found]:
        """All that is found, in no order."""
        for at, word in enumerate(self.words):
            if (known := _known(word[0], self.tag)) is None:
                continue
            listed, patterns = known
            for form, place, sought in listed:
                first = at - place
                end = first + len(form)
                if first >= 0 and (len(form) == 1 or self.fits(first, form)) and self.holds(sought, first, end):
                    yield self.told(sought.of.rule, self.words[first].start(), self.words[end - 1].end())
            start = word.start()
            for compiled, pattern in patterns:
                match = pattern.match(self.text, start)
                if match and not self.is_exempt(compiled, start, match.end()):
                    yield self.told(compiled.rule, start, match.end())
        if self.text != self.whole_small:
            for compiled in self.lexicon.rules:
                if compiled.quoted:
                    yield from self.scared(compiled)

    def told(self, rule: Rule, start: int, end: int) -> Found:
        """A finding with its offsets in the whole text."""
        softened = rule.owner == "softens" and self.is_owned(start, end, before=True)
        severity = "note" if softened else rule.severity
        return Found(rule, severity, self.start + start, self.start + end, self.whole[start:end])

    def fits(self, first: int, form: tuple[str, ...]) -> bool:
        """Whether a phrase stands here, from its first word on."""
        if first + len(form) > len(self.words):
            return False
        for at, key in enumerate(form, start=first):
            if key not in keys_of(self.words[at][0], self.tag):
                return False
            if at > first and not _GAP.fullmatch(self.text, self.words[at - 1].end(), self.words[at].start()):
                return False
        return True

    def holds(self, sought: Sought, at: int, end: int) -> bool:
        """Whether the words mean here what the rule is about."""
        first, last = self.words[at].start(), self.words[end - 1].end()
        if self.is_name(at, end) or self.is_exempt(sought.of, first, last):
            return False
        if sought.only and not _covered(sought.only, self.text, first, last):
            return False
        return not _covered(sought.unless, self.text, first, last)

    def is_name(self, at: int, end: int) -> bool:
        """Whether the words are part of a name: they begin with a capital, and open no sentence."""
        if self.titled or at == 0:
            return False
        return all(word[0][0].isupper() for word in self.words[at:end])

    def is_exempt(self, compiled: Compiled, start: int, end: int) -> bool:
        """Whether the words mean something else here, or are somebody's."""
        if _covered(compiled.unless, self.text, start, end):
            return True
        owner = compiled.rule.owner
        if owner == "needs":
            return not self.owners
        return owner in ("exempts", "precedes") and self.is_owned(start, end, before=owner == "precedes")

    def is_owned(self, start: int, end: int, *, before: bool = False) -> bool:
        """Whether the sentence says whose words these are; with `before`, ahead of them."""
        if self.all_owned:
            return True
        return any(last <= start or (first >= end and named and not before) for first, last, named in self.owners)

    @cached_property
    def owners(self) -> list[tuple[int, int, bool]]:
        """Where somebody is said to say something: from where to where, and whether they give a name to somebody."""
        found = owners((word[0] for word in self.words), self.tag)
        return [(self.words[one.start].start(), self.words[one.end - 1].end(), one.is_naming) for one in found]

    def scared(self, compiled: Compiled) -> Iterator[Found]:
        """A small word within quotation marks, which nobody is said to have said."""
        for start, end in quotations(self.whole):
            inner = self.whole[start + 1 : end - 1]
            words = list(tokens(inner))
            if len(words) != 1 or not inner[:1].islower() or any(word[0][0].isupper() for word in words):
                continue
            if not self.is_owned(start, end):
                # It may be a name of its own that the page prints so.
                yield replace(self.told(compiled.rule, start, end), severity="note")


def _covered(patterns: Iterable[re.Pattern[str]], text: str, start: int, end: int) -> bool:
    """Whether one of the patterns covers some words of a text."""
    return any(
        found.start() <= start and found.end() >= end for pattern in patterns for found in pattern.finditer(text)
    )
