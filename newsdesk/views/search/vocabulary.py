"""The words of the index with their languages, from which a search knows what is held and what comes close."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache

from babel import Locale
from babel.core import get_global

from newsdesk.views.search.abroad import names_abroad
from newsdesk.views.search.keys import fold, is_unspaced, parts, words
from newsdesk.views.search.records import ENTRY, STORY, SearchRecord
from newsdesk.views.search.romanised import romanised

# The language whose endings a word takes that stands in letters foreign to its text.
_USUAL = {"CYRILLIC": "ru", "LATIN": "en", "ARABIC": "ar", "GREEK": "el", "ARMENIAN": "hy", "GEORGIAN": "ka"}
_USUAL |= {"HEBREW": "he", "HANGUL": "ko", "DEVANAGARI": "hi"}
ARABIC = "ar"
# "And", "so", "by", "for", "like", which Arabic writes as one with the word behind.
PARTICLES = frozenset("وفبلك")
_LONG = 4
# How much of a romanised form and a registered name in Latin letters is the same.
_ALIKE = 0.55
_HYPHENED = re.compile(r"([^\W\d_]{2,})-([^\W\d_]{2,})(?![\w-])")


class Split(dict[str, list[str]]):
    """The words of texts, each text taken apart once."""

    def __missing__(self, text: str) -> list[str]:
        """Take a text apart."""
        found = self[text] = words(text)
        return found


@dataclass(slots=True)
class Word:
    """A word of the index: how it is printed most often, in texts of which languages, and how often."""

    printed: dict[str, int] = field(default_factory=dict)
    languages: dict[str, None] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """In how many texts it stands, each record's counted for itself."""
        return sum(self.printed.values())

    @property
    def usual(self) -> str:
        """The commonest printed form, of two equally common ones the first in order."""
        return max(sorted(self.printed), key=lambda form: self.printed[form])


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All words of the records by key."""

    words: dict[str, Word]
    joined: dict[str, str]
    """Keys that two words make without the hyphen between them, with these as they are printed."""
    romanised: dict[str, str]
    """Forms of names by schemes of romanisation, with the words that they stand for."""
    inner: dict[str, None]
    """What Arabic words are without a particle in front, where that is no word of the records itself."""
    private: frozenset[str]
    """Words of the names of private persons, which are not offered in place of others."""

    @classmethod
    def of(cls, records: Sequence[SearchRecord], split: Split) -> "Vocabulary":
        """What the records hold."""
        spoken: dict[str, Counter[str]] = {}
        names: dict[str, None] = {}
        latin: dict[str, str] = {}
        for record in records:
            latin |= _in_latin(record, split)
            for text, language, is_name in said(record):
                found = split[text]
                if language not in spoken:
                    spoken[language] = Counter()
                spoken[language].update(found)
                if is_name:
                    names |= dict.fromkeys(found)
        known: dict[str, Word] = {}
        for language, counted in spoken.items():
            for printed, count in counted.items():
                for form in () if is_unspaced(printed) else (printed, *parts(printed)):
                    word = known.setdefault(fold(form), Word())
                    word.printed[form] = word.printed.get(form, 0) + count
                    word.languages[tongue(form, language)] = None
        romanised = {form: name for form, name in _romanised(names, latin).items() if form not in known}
        private = {fold(word) for record in records for name in record.private for word in split[name]}
        joined = {key: name for key, name in _joined(split, private).items() if key not in known}
        made = cls(known, joined, romanised, {}, frozenset(private))
        for key in known:
            made.inner.update(dict.fromkeys(rest for rest in made.without_particle(key) if rest not in known))
        return made

    def without_particle(self, key: str) -> list[str]:
        """The keys that an Arabic word has without one particle in front, and without two.

        Of a short rest only one that is a word of the records: وزير is no وَ with something behind.
        """
        found: list[str] = []
        if key[0] in PARTICLES and (word := self.words.get(key)) and ARABIC in word.languages:
            for rest in (key[1:], key[2:]):
                if len(rest) < _LONG and rest not in self.words:
                    break
                found += [rest] if len(rest) > 2 else []
                if rest[:1] not in PARTICLES:
                    break
        return found


def said(record: SearchRecord) -> Iterator[tuple[str, str, bool]]:
    """All texts of a record with their languages, and whether each is a name."""
    own = record.site_language
    for text in (record.title, *record.texts, *record.also):
        yield text, record.tongues.get(text, own), False
    for text in (*record.spellings, *record.named):
        yield text, record.tongues.get(text, own), True
    for known in record.abroad:
        for name in names_abroad(known):
            yield name.text, name.language or own, True


@lru_cache(maxsize=65536)
def tongue(word: str, language: str) -> str:
    """The language whose endings a word takes: its text's, or the usual one of its letters where these are foreign."""
    own, script = language.split("-")[0], _script(next(filter(str.isalnum, word), "0"))
    return own if script in _scripts(language) else _USUAL.get(script, own)


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ")[0]


@lru_cache(maxsize=512)
def _scripts(language: str) -> frozenset[str]:
    """The scripts of a language as Unicode names them in its letters; digits stand in each."""
    likely = get_global("likely_subtags")
    code, *rest = language.split("-")
    script = next((part for part in rest if len(part) == 4), None)
    if not script:
        full = likely.get(language.replace("-", "_")) or likely.get(code) or code
        script = next((part for part in full.split("_") if len(part) == 4), "Latn")
    named = Locale("en").scripts.get(script, script).upper()
    return frozenset({named.split(" ")[-1].strip("()"), named.split(" ")[0], "DIGIT"})


def _joined(texts: Iterable[str], private: set[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for text in texts:
        for match in _HYPHENED.finditer(text) if "-" in text else ():
            first, second = fold(match[1]), fold(match[2])
            if not private.intersection((first, second)) and not is_unspaced(match[2]):
                found.setdefault(first + second, match[0])
    return found


def _romanised(names: Iterable[str], latin: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in names:
        for form in romanised(name):
            other = latin.get(name, name)
            # Names with as many words may be translations of each other: парламент is no Jogorku.
            is_same = SequenceMatcher(None, form, fold(other)).ratio() > _ALIKE
            found.setdefault(form, other if is_same else name)
    return found


def _in_latin(record: SearchRecord, split: Split) -> dict[str, str]:
    """Of a page of the registers, the words of a name in other letters with those of one in Latin, word for word."""
    if record.kind in (ENTRY, STORY):  # their spellings are of many
        return {}
    names = [split[name] for name in (record.title, *record.spellings)]
    by_length = {len(name): name for name in reversed(names) if "".join(name).isascii()}
    others = (name for name in names if len(name) in by_length and not "".join(name).isascii())
    return {word: other for name in others for word, other in zip(name, by_length[len(name)], strict=True)}
