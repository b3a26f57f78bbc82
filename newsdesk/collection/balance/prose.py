"""What our own prose says of sides: a text comes in; whom it names first, and with which verbs, goes out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from babel import Locale

from newsdesk.check.prose import sentences, without_marks
from newsdesk.collection.balance.names import Names
from newsdesk.collection.balance.words import capitals_of, tokens
from newsdesk.interface import Words
from newsdesk.model.attribution import Verb

# What somebody else said word for word is not our own prose; an apostrophe opens no quotation.
_QUOTED = re.compile(r'"[^"]*"|“[^”]*”|«[^»]*»|„[^“”]*[“”]')
# So many words may stand between a passive and its agent, or between a figure and whose it is.
_NEAR = 6


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of our own prose that names a side."""

    sides: tuple[str, ...]
    """In the order in which it names them, each once."""
    figures: tuple[str, ...] = ()
    """The sides whose figures it gives, in their order, each once."""
    verbs: tuple[tuple[str, str, str], ...] = ()
    """What it attributes to whom: the side, the verb, and its kind."""
    is_charged: bool = False
    """Whether it charges somebody with something, or gives figures."""


def read(text: str, names: Names, words: Words) -> tuple[Sentence, ...]:
    """The sentences of a text that name a side; without what it quotes word for word."""
    plain = _QUOTED.sub(" … ", without_marks(text))
    found = (_Reader(sentence.text, names, words).read() for sentence in sentences(plain))
    return tuple(sentence for sentence in found if sentence.sides)


@dataclass(slots=True)
class _Clause:
    """What has been read since the last mark: who stands first, and whether that may be a subject."""

    subject: list[str] = field(default_factory=list)
    words: int = 0
    opens: bool = False
    """Whether it begins with a preposition or its like."""
    is_relative: bool = False


class _Reader:
    """Reads one sentence from its beginning to its end."""

    def __init__(self, text: str, names: Names, words: Words) -> None:
        self.tokens = tokens(text)
        self.words = [token.word for token in self.tokens]
        self.capitals = [capitals_of(text, token) for token in self.tokens]
        self.names, self.grammar, self.months = names, names.grammar, _months(words)
        self.sides: dict[str, None] = {}
        self.figures: dict[str, None] = {}
        self.verbs: list[tuple[str, str, str]] = []
        self.clause, self.before = _Clause(), list[_Clause]()
        self.is_charged = False
        self.last: list[str] = []
        """Who acted last."""
        self.places: list[tuple[int, int, str | None]] = []
        """Where names begin and end, and whose they are."""

    def read(self) -> Sentence:
        """What the sentence says of sides."""
        self.places = list(self._named())
        if not any(side for _, _, side in self.places):
            return Sentence(())
        starts = {start: (end, side) for start, end, side in self.places}
        at = 0
        while at < len(self.tokens):
            if at in starts:
                end, side = starts[at]
                if side:
                    self._side(at, side)
                self.clause.words += end - at
                at = end
                continue
            at += self._word(at) if self.tokens[at].is_word else self._mark(at)
        return Sentence(tuple(self.sides), tuple(self.figures), tuple(self.verbs), self.is_charged)

    def _named(self) -> Iterator[tuple[int, int, str | None]]:
        at = 0
        while at < len(self.tokens):
            size, side = self.names.at(self.words, self.capitals, at) if self.tokens[at].is_word else (0, None)
            if size:
                yield at, at + size, side
            at += size or 1

    def _side(self, at: int, side: str) -> None:
        self.sides.setdefault(side)
        clause, grammar = self.clause, self.grammar
        led = at > 0 and grammar.has("openers", self.words[at - 1])
        if clause.opens and led and not clause.subject:
            return  # "after talks with Tajikistan the minister said"
        if not clause.subject:
            clause.subject = [side]
        elif side not in clause.subject and self._joined(at):
            clause.subject.append(side)

    def _joined(self, at: int) -> bool:
        """Whether two sides are one subject: "Kyrgyzstan and Tajikistan"."""
        return at > 0 and self.grammar.has("joiners", self.words[at - 1])

    def _mark(self, at: int) -> int:
        mark = self.words[at]
        if mark[0].isdigit():
            self._figure(at)
            self.clause.words += 1
        elif mark in ";:.!?":
            self.before, self.last, self.clause = [], [], _Clause()
        else:
            self.before.append(self.clause)
            self.clause = _Clause()
        return 1

    def _figure(self, at: int) -> None:
        """Note whose a figure is; days and years are no figures."""
        word = self.words[at]
        beside = self.words[max(at - 1, 0) : at] + self.words[at + 1 : at + 2]
        if any(one in self.months for one in beside) or (len(word) == 4 and word.isdigit() and word[0] in "12"):
            return
        self.is_charged = True
        for start, _, side in self.places:
            if at < start <= at + _NEAR and side:
                between = self.words[at + 1 : start]
                if not any(one in ",;:" or self.grammar.has("joiners", one) for one in between):
                    self.figures.setdefault(side)
                    return
        earlier = [side for start, _, side in self.places if start < at and side]
        if earlier:
            self.figures.setdefault(earlier[-1])

    def _word(self, at: int) -> int:
        clause, grammar, word = self.clause, self.grammar, self.words[at]
        size, verb = grammar.verbs.at(self.words, at)
        if not size or verb is None or self._is_no_verb(at, verb):
            if not clause.words:
                clause.opens = grammar.has("openers", word)
                clause.is_relative = grammar.has("relative", word)
            clause.words += max(size, 1)
            return max(size, 1)
        self.is_charged |= verb.kind == "charges"
        if verb.lemma in grammar.sources:
            self._attribute(verb, self._behind(at + size))
        elif self._is_passive(at):
            self._attribute(verb, self._agent(at + size))
        else:
            self.last = self._subject(at)
            if not grammar.has("relays", word):
                self._attribute(verb, self.last)
        self.clause = _Clause(words=1)
        return size

    def _is_no_verb(self, at: int, verb: Verb) -> bool:
        """Whether it is a noun, an infinitive, or a name: "the report", "to blame", "Call"."""
        if verb.lemma in self.grammar.sources or not at:
            return False
        return self.capitals[at] > 0 or self.grammar.has("no-verbs-behind", self.words[at - 1])

    def _is_passive(self, at: int) -> bool:
        words = self.words[max(0, at - 2) : at]
        return any(self.grammar.has("passive", word) for word in words) and not self.grammar.has(
            "participles", self.words[at]
        )

    def _agent(self, at: int) -> list[str]:
        for index in range(at, min(at + 3, len(self.words))):
            if self.grammar.has("agent", self.words[index]):
                return self._behind(index + 1)
        return []

    def _behind(self, at: int) -> list[str]:
        """Whoever is named right behind a place."""
        return next(([side] for start, _, side in self.places if at <= start < at + _NEAR and side), [])

    def _subject(self, at: int) -> list[str]:
        """Who says it: whoever stands first in the clause, else who goes before it."""
        clause, grammar = self.clause, self.grammar
        if at and grammar.has("joiners", self.words[at - 1]):
            return self.last
        if clause.subject:
            return clause.subject
        if grammar.has("participles", self.words[at]):
            return self.last or self._first()
        if clause.is_relative:
            return next((one.subject[-1:] for one in reversed(self.before) if one.subject), [])
        return self._first() if clause.words == 0 else []

    def _first(self) -> list[str]:
        """Who stands first in the clauses before: "Ana Specimena, the mayor of Specimen, said"."""
        return next((one.subject for one in self.before if one.subject and not one.opens), [])

    def _attribute(self, verb: Verb, sides: Sequence[str]) -> None:
        self.verbs += [(side, verb.lemma, verb.kind) for side in sides]


@cache
def _month_names(tag: str) -> frozenset[str]:
    locale = Locale.parse(tag, sep="-")
    kinds = (
        locale.months[context][width] for context in ("format", "stand-alone") for width in ("wide", "abbreviated")
    )
    return frozenset(name.casefold().rstrip(".") for names in kinds for name in names.values())


def _months(words: Words) -> frozenset[str]:
    return _month_names(words.tag)
