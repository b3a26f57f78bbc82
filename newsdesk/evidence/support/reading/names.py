"""Proper names in a text: those of the registers in any spelling and case, and others by their capitals."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from newsdesk.evidence.names import forms
from newsdesk.evidence.support.reading.concepts import is_common, is_han, places_of
from newsdesk.evidence.support.reading.lexemes import HAN, Lexeme, is_cased
from newsdesk.evidence.support.reading.numerals import fold
from newsdesk.evidence.support.reading.roles import is_body, surnames
from newsdesk.evidence.support.reading.sounds import consonants
from newsdesk.evidence.words import words

_HAN = re.compile(f"[{HAN}]")
TOGETHER = re.compile(r"(?:[ \u00a0\n]|[-‐‑–]|\.[ \u00a0]?)*")
_SENTENCE_START = re.compile(r"(?:\A|[.!?…:;。！？]|\n)[\s\"'“”„«»‘’(\[—–-]*\Z")
PARTICLE = re.compile(
    r"[\s\u00a0]+(?:al|el|ad|ar|as|ash|at|az|an|ul|ibn|bin|ben|bint|abu|de|da|do|dos|del|della|di|du|la|le|van|von|der|den|ter|zu"
    r"|аль|эль|ад|ар|ас|аш|ат|аз|ан|ибн|бин|бен|де|да|ди|дель|дер|ван|фон|ла|ле"
    # Elders are called so between their two names: Quvondiq ota Rahimboyev.
    r"|ota|opa|aka|ona|bobo|buvi|xola|hoji|ота|опа|ака|апа|ата|эне|байке|эже|бобо|биби|хола)[-‐‑\s\u00a0]+"
)
_BEFORE, _CHINESE = 12, 4


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text: its folded words, where it stands, and whose it is in the registers ("" where in none).

    `person` is whether no word of it is an ordinary one; `full` whether more than a surname stands there.
    """

    words: tuple[str, ...]
    start: int
    end: int
    id: str = ""
    person: bool = True
    full: bool = True

    @property
    def key(self) -> str:
        """i:register-id, or x: and the consonants of its words."""
        return f"i:{self.id}" if self.id else "x:" + "-".join(consonants(word) or word for word in self.words)


Begun = dict[str, list[tuple[list[frozenset[str]], str, bool]]]
"""What a word may begin, by its key: each word of a name in all its forms, whose it is, and whether a register has it.
"""
Ended = dict[str, list[tuple[frozenset[str], str]]]
"""What a word may be the surname of, by its key: all its forms, and whose it is."""


class Names:
    """The names of all registers, of which those are looked at that begin or end as a word of a text does.

    A text has a few of many thousands: to have all of them in all forms at hand would take longer than to read it.
    """

    def __init__(self, spellings: Mapping[str, Sequence[tuple[str, str]]]) -> None:
        self._spellings = spellings
        self._begun: dict[tuple[str, str], Begun] = {}
        self._ended: dict[tuple[str, str], Ended] = {}
        self._firsts: dict[int, dict[str, list[tuple[str, list[str]]]]] = {}
        self._lasts: dict[int, dict[str, list[tuple[str, str]]]] = {}
        self._places: dict[str, bool] = {}
        self._persons: dict[str, bool] = {}
        self._han: re.Pattern[str] | None = None
        self._of_han: dict[str, str] = {}

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, Iterable[tuple[str, str]]]]) -> "Names":
        """From ids of registers, each with spellings and their languages."""
        merged: dict[str, list[tuple[str, str]]] = {}
        for name, spellings in pairs:
            merged.setdefault(name, []).extend(spellings)
        return cls(merged)

    def spellings(self, name: str) -> Sequence[tuple[str, str]]:
        """All spellings of an id, each with its language."""
        return self._spellings.get(name, ())

    def is_person(self, name: str) -> bool:
        """Whether no spelling of an id holds an ordinary word, an abbreviation or one word alone."""
        # Of thousands of names a text has a few: who is a person is asked of these alone.
        if name not in self._persons:
            self._persons[name] = self._is_person(name)
        return self._persons[name]

    def _is_person(self, name: str) -> bool:
        if name.startswith("geo:"):
            return False
        told = [
            (part, language.partition("-")[0], text)
            for text, language in self._spellings.get(name, ())
            for part in words(text)
            if not _HAN.search(text)
        ]
        several = all(len(text.split()) > 1 or _HAN.search(text) for text, _ in self._spellings.get(name, ()))
        if not several or any(text.isupper() or is_body(part, code) for part, code, text in told):
            return False
        # A name that begins as an ordinary word does is one all the same, if most spellings do not.
        common = {(text, code) for part, code, text in told if is_common(part, code)}
        most = {(text, code) for _, code, text in told}
        alike = [text for text, _ in self._spellings.get(name, ()) if _HAN.search(text)]
        if alike and all(len(text) <= _CHINESE and text[0] in surnames() for text in alike):
            return len(common) < len(most) or not most
        return 3 * len(common) <= len(most)

    def found(self, text: str, lexemes: Sequence[Lexeme], code: str) -> list[Name]:
        """All names of the registers in a text, the longest at each place."""
        if is_han(code):
            return self._found_han(text)
        made: list[Name] = []
        at = 0
        cased = is_cased(text)
        while at < len(lexemes):
            lexeme = lexemes[at]
            if lexeme.kind != "w" or (cased and not text[lexeme.start].isupper()):
                at += 1
                continue
            best: tuple[int, str, bool] | None = None
            for allowed, name, is_registered in self._beginning(lexeme.text, code):
                size = len(allowed)
                if lexeme.text in allowed[0] and (best is None or size > best[0]) and size <= len(lexemes) - at:
                    here = lexemes[at : at + size]
                    if all(one.text in some for one, some in zip(here, allowed, strict=True)) and _joined(text, here):
                        best = (size, name, is_registered and self.is_person(name))
            full = True
            if best is None:
                who = {name for allowed, name in self._ending(lexeme.text, code) if lexeme.text in allowed}
                who = {name for name in who if self.is_person(name)}
                given = at > 0 and _is_given(text, lexemes[at - 1], lexeme, code)
                if not given and at > 1 and len(lexemes[at - 1].text) < 4:
                    # Salim al-Kandarani is not Abdulaziz al-Kandarani.
                    given = _is_named_so(text, lexemes[at - 2], lexeme, code)
                if len(who) == 1 and not given:
                    best, full = (1, next(iter(who)), True), False
            if best:
                here = lexemes[at : at + best[0]]
                parts = tuple(one.text for one in here)
                made.append(Name(parts, here[0].start, here[-1].end, best[1], best[2], full))
                at += best[0]
            else:
                at += 1
        return made

    def _found_han(self, text: str) -> list[Name]:
        if self._han is None:
            self._of_han = {
                spelling: name
                for name, told in self._spellings.items()
                for spelling, _ in told
                if _HAN.search(spelling)
            }
            ordered = sorted(self._of_han, key=len, reverse=True)
            self._han = re.compile("|".join(map(re.escape, ordered)) or "(?!)")
        return [
            Name((match[0],), match.start(), match.end(), name := self._of_han[match[0]], self.is_person(name))
            for match in self._han.finditer(text)
        ]

    def is_place(self, name: str) -> bool:
        """Whether CLDR knows an id, or a spelling of it, as a country or a city."""
        if name not in self._places:
            self._places[name] = name.startswith("geo:") or any(
                fold(text) in places_of(language.partition("-")[0]) for text, language in self.spellings(name)
            )
        return self._places[name]

    @cached_property
    def _told(self) -> list[tuple[str, list[str]]]:
        """The words of every spelling, with the id that has it."""
        return [(name, found) for name, told in self._spellings.items() for text, _ in told if (found := words(text))]

    def _beginning(self, word: str, code: str) -> Sequence[tuple[list[frozenset[str]], str, bool]]:
        """The names that may begin with a word."""
        start = _start(word, code)
        if (code, start) not in self._begun:
            index: Begun = {}
            for name, told in self._first(_size(code)).get(start, ()):
                spelling = list(map(_bare, told))
                if not _HAN.search(spelling[0]):
                    allowed = forms(spelling, code)
                    for key in {_key(form, code) for form in allowed[0]}:
                        index.setdefault(key, []).append((allowed, name, True))
            for told_as, place in places_of(code).items():
                if told_as.startswith(start):
                    allowed = forms(told_as.split(), code)
                    for key in {_key(form, code) for form in allowed[0]}:
                        index.setdefault(key, []).append((allowed, place, False))
            self._begun[code, start] = index
        return self._begun[code, start].get(_key(word, code), ())

    def _ending(self, word: str, code: str) -> Sequence[tuple[frozenset[str], str]]:
        """Those that may have a word for their surname."""
        start = _start(word, code)
        if (code, start) not in self._ended:
            index: Ended = {}
            for name, last in self._last(_size(code)).get(start, ()):
                allowed = forms(["", last], code)[1] if code != "ar" else forms([last], code)[0]
                for key in {_key(form, code) for form in allowed}:
                    index.setdefault(key, []).append((allowed, name))
            self._ended[code, start] = index
        return self._ended[code, start].get(_key(word, code), ())

    def _first(self, size: int) -> Mapping[str, list[tuple[str, list[str]]]]:
        """All spellings by how their first words begin, in so many letters."""
        if size not in self._firsts:
            found: dict[str, list[tuple[str, list[str]]]] = {}
            for name, told in self._told:
                found.setdefault(_bare(told[0])[:size], []).append((name, told))
            self._firsts[size] = found
        return self._firsts[size]

    def _last(self, size: int) -> Mapping[str, list[tuple[str, str]]]:
        """The last words of all spellings of several by how they begin."""
        if size not in self._lasts:
            found: dict[str, list[tuple[str, str]]] = {}
            for name, told in self._told:
                if len(told) > 1:
                    found.setdefault(told[-1][:size], []).append((name, told[-1]))
            self._lasts[size] = found
        return self._lasts[size]


def _bare(word: str) -> str:
    """A word of a name without the ’s that the words of a text go without."""
    return word[:-2] if word.endswith("'s") and len(word) > 3 else word.removesuffix("'")


def _key(word: str, code: str) -> str:
    """Under which a word is looked for; in Arabic the words before a name change its beginning."""
    return word if code == "ar" else word[:4]


def _size(code: str) -> int:
    """How many letters all forms of a word begin with in common, at least."""
    # What comes behind a whole word leaves all of it; other endings take the place of letters, but not of the first.
    return 0 if code == "ar" else 1 if code in ("ru", "tg") else 2


def _start(word: str, code: str) -> str:
    return word[: _size(code)]


def _joined(text: str, here: Sequence[Lexeme]) -> bool:
    return all(
        TOGETHER.fullmatch(text, one.end, two.start)
        or text[one.end : two.start] in ("'", "’", "’s ", "'s ", "’ ", "' ")
        for one, two in pairwise(here)
    )


def _is_given(text: str, before: Lexeme, here: Lexeme, code: str) -> bool:
    """Whether another capitalised word that is no ordinary one stands right before: somebody else's given name."""
    if before.kind != "w" or not text[before.start].isupper() or not TOGETHER.fullmatch(text, before.end, here.start):
        return False
    if len(before.text) == 1:
        return True
    return not is_common(before.text, code)


def _is_named_so(text: str, before: Lexeme, here: Lexeme, code: str) -> bool:
    """The same with a particle between."""
    return (
        before.kind == "w"
        and text[before.start].isupper()
        and PARTICLE.fullmatch(text, before.end, here.start) is not None
        and not is_common(before.text, code)
    )


def starts_sentence(text: str, at: int) -> bool:
    """Whether a place is the beginning of a sentence, where every word has a capital."""
    # A mark before the slice keeps its beginning from being taken for that of the text.
    before = text[:at] if at < _BEFORE else "x" + text[at - _BEFORE : at]
    return _SENTENCE_START.search(before) is not None


def begins_sentence(text: str, name: Name) -> bool:
    """Whether a name is the first of its sentence, where every word has a capital."""
    return starts_sentence(text, name.start)
