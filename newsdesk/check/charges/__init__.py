"""Charges told in prose without what came of them: a text comes in, the places of what lacks its outcome go out.

A sentence tells of a charge where one of a language's patterns stands in it and whom it is against is a person, or
may be one: not a state, a body or a thing. It lacks the outcome where neither the sentence nor another one of the
text says what came of it for the same person, nor that no outcome was found by a day. Nothing is understood here:
words stand beside words, and a maintainer reads on.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from newsdesk.check.charges.words import Language, Told, languages_in
from newsdesk.check.prose import sentences
from newsdesk.model.quoting import QUOTED

__all__ = ["Charge", "charges"]

_MARK = re.compile(r"\[[^\[\]\s]+\]")
# A quotation is somebody else's sentence. A few words of one are read as a part of ours, but not a title.
_FEW = 3
# Words that stand inside a sentence with a capital letter: names, wherever else they stand.
_NAMED = re.compile(r"(?<=[\w,] )[A-ZА-Я][\w-]+")
_BREAK = re.compile(r"[,;:()–—«»“”\"]|\s-\s")
_WORD = re.compile(r"[\w'’-]*\w")
_YEAR = re.compile(r"(?<![0-9])(1[0-9]{3}|20[0-9]{2})(?![0-9])")
# Whoever was charged longer ago than a life is history.
_LIFE = 75
_REACH = 6


@dataclass(frozen=True, slots=True)
class Charge:
    """A charge without its outcome: kind, which text, place there, the words, whom it is against, names around it."""

    kind: str
    field: int
    start: int
    text: str
    party: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Party:
    """Whom something is about: the words, their head, and whether that is a person: True, False, None for unknown."""

    text: str = ""
    head: str = ""
    is_person: bool | None = None
    names: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Found:
    told: Told
    sentence: int
    start: int
    end: int
    party: _Party
    names: frozenset[str]


def charges(texts: Sequence[str], year: int | None = None) -> list[Charge]:
    """The charges in texts of one record that lack their outcome in all of them, one for each sentence.

    `year` is when they were written.
    """
    found: list[Charge] = []
    plain = "\n".join(texts).casefold().replace("ё", "е")
    for language in languages_in(plain):
        found += _Reading(language, texts, year).charges()
    return sorted(found, key=lambda charge: (charge.field, charge.start))


class _Reading:
    """The texts of a record in one language."""

    def __init__(self, language: Language, texts: Sequence[str], year: int | None) -> None:
        self.language, self.texts = language, texts
        masked = [language.harmless.sub(lambda words: "·" * len(words[0]), _bare(text)) for text in texts]
        self.repeated = frozenset(_NAMED.findall("\n".join(masked)))
        parts = [(field, sentence) for field, text in enumerate(masked) for sentence in sentences(text)]
        self.fields, self.sentences = [field for field, _ in parts], [sentence for _, sentence in parts]
        self.oldest = (year or 2100) - _LIFE

    def charges(self) -> Iterator[Charge]:
        """What lacks its outcome."""
        language = self.language
        told = [found for at in range(len(self.sentences)) if (found := self.first(at))]
        if not told:
            return
        closed = any(language.unknown.search(s.text) and language.dated.search(s.text) for s in self.sentences)
        outcomes = [found for at in range(len(self.sentences)) for found in self.all(at, language.outcomes)]
        for charge in told:
            if closed or any(self.belongs(outcome, charge) for outcome in outcomes):
                continue
            whole, field = self.sentences[charge.sentence], self.fields[charge.sentence]
            where = whole.start + charge.start
            said = " ".join(self.texts[field][where : whole.start + charge.end].split())
            yield Charge(charge.told.kind, field, where, said, charge.party.text, tuple(sorted(charge.names)))

    def first(self, at: int) -> _Found | None:
        """The first charge that a sentence tells, against somebody who may be a person."""
        text = self.sentences[at].text
        folded = text.casefold()
        if not any(stem in folded for stem in self.language.stems):
            return None
        if self.language.history.search(text) or self.is_old(text):
            return None
        found = [one for one in self.all(at, self.language.told) if self.counts(one)]
        return min(found, key=lambda one: (one.start, -one.end), default=None)

    def is_old(self, text: str) -> bool:
        """Whether everything that a sentence dates is longer ago than a life."""
        years = [int(year) for year in _YEAR.findall(text)]
        return bool(years) and max(years) < self.oldest

    def counts(self, found: _Found) -> bool:
        """Whether it is against a person, as surely as it has to be."""
        if found.told.side in ("itself", "alone"):
            return True
        return found.party.is_person is True or (found.party.is_person is None and not found.told.surely)

    def all(self, at: int, patterns: Sequence[Told]) -> Iterator[_Found]:
        """Everything of some kind that a sentence tells, and does not deny."""
        text = self.sentences[at].text
        names = self.names(text)
        for told in patterns:
            for match in told.pattern.finditer(text):
                if self.is_denied(text, match, told.side):
                    continue
                party = self.party(text, match, told)
                if party is not None:
                    yield _Found(told, at, match.start(), match.end(), party, names)

    def is_denied(self, text: str, match: re.Match[str], side: str) -> bool:
        """Whether the clause says that it is not so, or that it may be or should be so."""
        language, left = self.language, text[: match.start()]
        clause = left[max((stop.end() for stop in _BREAK.finditer(left)), default=0) :]
        reach = " ".join(clause.split()[-_REACH:])
        inside = " ".join(match[0].split()[:-1])
        if language.no.search(reach) or language.no.search(inside) or language.deny.search(left):
            return True
        return side != "itself" and bool(language.maybe.search(reach))

    def party(self, text: str, match: re.Match[str], told: Told) -> _Party | None:
        """Whom a charge is against; None where that is nobody."""
        side, right = told.side, text[match.end() :]
        if side in ("itself", "alone"):
            around = text[match.start() : match.end() + _NEAR] if side == "alone" else ""
            return _Party(match[0], names=self.names(around))
        if told.kind == "label" and (label := self.language.label.search(right)):
            right = right[: label.start()]
        before, behind = self.before(text[: match.start()]), self.behind(right)
        for party in (before, behind) if side == "before" else (behind, before):
            if party is before and told.kind == "outcome" and side == "behind":
                # Before the verb stands the court, but for an object that some languages put there.
                return party if self.language.objects.fullmatch(party.head) else None
            if party.text:
                if told.kind == "label" and " " not in party.text and self.language.both.search(text, match.start()):
                    party = replace(party, is_person=self.branded(f"{party.head} {match[0]}"))
                return None if self.language.no.match(party.text) else party
        return _Party()

    def branded(self, text: str) -> bool:
        """Whether a person stands among some words, beside those that brand one."""
        words = self.language.label.sub(" ", text).split()
        return any(self.language.person.fullmatch(word) for word in words)

    def before(self, left: str) -> _Party:
        """The last noun phrase before a verb: of an apposition or a relative clause, what goes before."""
        for piece in reversed(_BREAK.split(left)[-3:]):
            cuts = [cut.end() for cut in self.language.clause.finditer(piece)]
            for start in (*reversed(cuts), 0):
                words = piece[start : min((cut for cut in cuts if cut > start), default=len(piece))]
                last = self.language.clause.search(words)
                words = words[: last.start()] if last and last.start() else words
                if (party := self.phrase(words)).text:
                    return party
        return _Party()

    def behind(self, right: str) -> _Party:
        """The first noun phrase behind a verb."""
        piece = _BREAK.split(right, maxsplit=1)[0]
        cuts = (pattern.search(piece) for pattern in (self.language.clause, self.language.aux))
        cut = min((cut for cut in cuts if cut and cut.start()), key=lambda cut: cut.start(), default=None)
        found = self.phrase(piece[: cut.start()] if cut else piece)
        # Behind a preposition stands a place or a time, and perhaps a person after that.
        if self.language.before_noun.match(piece.lstrip()) and found.is_person is not True:
            return _Party()
        return found

    def phrase(self, words: str) -> _Party:
        """A noun phrase: without what is said of time and place before it, and of the noun behind it."""
        language, text = self.language, words.strip(" .!?…·")
        while opening := re.match(rf"(?:{language.before_noun.pattern})\s+[\w'’-]+\s*", text, re.IGNORECASE):
            text = text[opening.end() :]
        cut = language.stop.search(text)
        text = text[: cut.start()] if cut and cut.start() else text
        found = _WORD.findall(text)
        while found and (language.aux.fullmatch(found[-1]) or found[-1].casefold() in _ARTICLES):
            found.pop()
        if not found or (cut and not cut.start()):
            return _Party()
        head = re.sub("[’']s?$", "", found[-1])
        return _Party(" ".join(found), head, self.is_person(" ".join(found), head), self.names(text, first=True))

    def is_person(self, text: str, head: str) -> bool | None:
        """Whether a noun phrase names a person; None where that cannot be told."""
        language = self.language
        counted = bool(re.search(r"\d", text) or language.number.search(text))
        if language.body.fullmatch(head) or _ends(language.body, text):
            return counted and language.person.fullmatch(head) is not None
        if _ends(language.countries, text):  # "citizens of": in some languages no word stands between
            return " " in text and any(language.person.fullmatch(word) for word in text.split()[-2:-1])
        if language.thing.fullmatch(head):
            return False
        if language.person.fullmatch(head):
            return True
        if head[:1].isupper() and not (head.isupper() and len(head) > 1) and head.casefold() not in language.months:
            return True
        return True if any(language.person.fullmatch(word) for word in text.split()) else None

    def names(self, text: str, *, first: bool = False) -> frozenset[str]:
        """Words of a text that may be names of persons; the first of a sentence too, where it is no common word."""
        language, found = self.language, set()
        for word in _WORD.finditer(text):
            bare = re.sub("[’']s?$", "", word[0])
            if not bare[:1].isupper() or len(bare) < 2 or bare.isupper() or bare.casefold() in language.months:
                continue
            if any(p.fullmatch(bare) for p in (language.countries, language.stop, language.clause, language.no)):
                continue
            if any(p.fullmatch(bare) for p in (language.person, language.body, language.everybody, language.number)):
                continue
            if first or word.start() or bare in self.repeated:
                found.add(bare)
        return frozenset(found)

    def belongs(self, outcome: _Found, charge: _Found) -> bool:
        """Whether an outcome is told of the person whom a charge is against."""
        theirs, ours = outcome.party, charge.party
        apart = self.fields[outcome.sentence] != self.fields[charge.sentence]
        far = 0 if apart else abs(outcome.sentence - charge.sentence)
        if theirs.is_person is False:
            return False
        known, own = theirs.names, ours.names or charge.names
        if known and own:
            return _share(known, own)
        if known:  # of somebody with a name, where the charge has none
            alone = not re.search(r"\d", ours.text) and not self.language.number.search(ours.text)
            return alone and far <= _FAR and (apart or outcome.sentence >= charge.sentence)
        head = theirs.head or theirs.text
        if outcome.told.side == "alone":
            return True
        counts = [re.findall(r"\d+", party.text) for party in (theirs, ours)]
        if all(counts) and counts[0] != counts[1] and not self.is_group(outcome, int(counts[1][0])):
            return False
        if head and ours.head and head.casefold()[:4] == ours.head.casefold()[:4]:
            return True
        if not head or self.language.everybody.search(theirs.text):
            return True
        return far <= _FAR

    def is_group(self, outcome: _Found, number: int) -> bool:
        """Whether an outcome of another number is that of so many: of a part of a group with what became of the rest.

        A group can have grown since; a part that has as many as were charged leaves nobody out.
        """
        text = self.sentences[outcome.sentence].text
        part = self.language.part.search(text)
        if not part or part["one"] not in re.findall(r"\d+", outcome.party.text + " " + text[outcome.end :]):
            return False
        if part["whole"].isdigit() and int(part["whole"]) < number:
            return False
        told = {(one.start, one.end) for one in self.all(outcome.sentence, self.language.outcomes)}
        apart = any(one[0] >= other[1] for one in told for other in told)
        near = text + " " + "".join(one.text for one in self.sentences[outcome.sentence + 1 : outcome.sentence + 2])
        return int(part["one"]) >= number or apart or self.language.rest.search(near, part.end()) is not None


# How far behind an outcome its person may be named, in characters.
_NEAR = 40
_ARTICLES = frozenset({"the", "a", "an"})
_FAR = 2


def _bare(text: str) -> str:
    """A text without marks and quotations, as long as it was."""
    text = _MARK.sub(lambda mark: " " * len(mark[0]), text).replace("ё", "е").replace("Ё", "Е")
    return QUOTED.sub(_unquoted, text)


def _unquoted(quoted: re.Match[str]) -> str:
    inner = quoted[0][1:-1]
    if len(inner.split()) <= _FEW and not inner[:1].isupper():
        return f" {inner} "
    return "·" * len(quoted[0])


def _ends(pattern: re.Pattern[str], text: str) -> bool:
    """Whether one of some words stands at the end of a phrase."""
    return any(match.end() == len(text) for match in pattern.finditer(text))


def _share(some: frozenset[str], others: frozenset[str]) -> bool:
    """Whether two sets of names have one in common, in whatever case."""
    return any(_same(one, other) for one in some for other in others)


def _same(one: str, other: str) -> bool:
    if one.casefold() == other.casefold():
        return True
    if not re.search("[а-я]", one):
        return False
    short = min(len(one), len(other))
    return short >= _FEW and one[: max(_FEW, short - 2)] == other[: max(_FEW, short - 2)]
