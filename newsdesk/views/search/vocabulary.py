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
from newsdesk.views.search.romanised import romanised, skeletons

# The language whose endings a word takes that stands in letters foreign to its text.
_USUAL = {"CYRILLIC": "ru", "LATIN": "en", "ARABIC": "ar", "GREEK": "el", "ARMENIAN": "hy", "GEORGIAN": "ka"}
_USUAL |= {"HEBREW": "he", "HANGUL": "ko", "DEVANAGARI": "hi"}
ARABIC = "ar"
# "And", "so", "by", "for", "like", which Arabic writes as one with the word behind.
PARTICLES = frozenset("وفبلك")
_LONG = 4
# So many names that sound alike are kept.
_HEARD = 8
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


@dataclass(slots=True)
class Held:
    """The words of some of the records, as plain data, of which `Vocabulary.of_all` makes those of all."""

    words: dict[str, tuple[dict[str, int], list[str]]] = field(default_factory=dict)
    """By key, how often each is printed in which form, and the languages of the texts."""
    names: dict[str, list[str]] = field(default_factory=dict)
    """Words of names that schemes of romanisation write in Latin letters, with these forms."""
    latin: dict[str, dict[str, str]] = field(default_factory=dict)
    """Of words that a register has in Latin letters as well, what each form stands for."""
    heard: dict[str, list[str]] = field(default_factory=dict)
    """By the consonants of how words of names sound, their keys."""
    joined: list[tuple[str, str, str]] = field(default_factory=list)
    """Pairs of keys with a hyphen between them, and both as they are printed."""
    private: list[str] = field(default_factory=list)
    """Words of the names of private persons."""

    @classmethod
    def of(cls, records: Sequence[SearchRecord], split: Split) -> "Held":
        """What these records hold."""
        spoken: dict[str, Counter[str]] = {}
        names: dict[str, None] = {}
        made = cls()
        for record in records:
            made.latin |= {word: _stand_for(word, other) for word, other in _in_latin(record, split).items()}
            for text, language, is_name in said(record):
                found = split[text]
                if language not in spoken:
                    spoken[language] = Counter()
                spoken[language].update(found)
                if is_name:
                    names |= dict.fromkeys(found)
        held: dict[str, tuple[dict[str, int], list[str]]] = {}
        for language, counted in spoken.items():
            for printed, count in counted.items():
                for form in _forms(printed):
                    if (known := held.get(key := fold(form))) is None:
                        known = held[key] = ({}, [])
                    ways, languages = known
                    ways[form] = ways.get(form, 0) + count
                    if (own := tongue(form, language)) not in languages:
                        languages.append(own)
        made.words = held
        made.names = {name: list(latin) for name in names if (latin := romanised(name))}
        for key in dict.fromkeys(map(fold, names)):
            for bones in skeletons(key) if len(key) >= _LONG else ():
                made.heard.setdefault(bones, []).append(key)
        made.private = sorted({fold(word) for record in records for name in record.private for word in split[name]})
        made.joined = list(dict.fromkeys(_joined(split)))
        return made


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All words of the records by key."""

    words: dict[str, Word]
    joined: dict[str, str]
    """Keys that two words make without the hyphen between them, with these as they are printed."""
    romanised: dict[str, str]
    """Forms of names by schemes of romanisation, with the words that they stand for."""
    heard: dict[str, list[str]]
    """By the consonants of how words of names sound, these as they are printed, the commonest first."""
    inner: dict[str, None]
    """What Arabic words are without a particle in front, where that is no word of the records itself."""
    private: frozenset[str]
    """Words of the names of private persons, which are not offered in place of others."""

    @classmethod
    def of(cls, records: Sequence[SearchRecord], split: Split) -> "Vocabulary":
        """What the records hold."""
        return cls.of_all([Held.of(records, split)])

    @classmethod
    def of_all(cls, lists: Iterable[Held]) -> "Vocabulary":
        """What lists of records hold together, in the order of these: one list of all records makes the same.

        Each is looked at once, so that whoever reads them need not hold more than one.
        """
        known: dict[str, Word] = {}
        latin: dict[str, dict[str, str]] = {}
        names: list[tuple[str, list[str]]] = []
        hidden: set[str] = set()
        pairs: dict[tuple[str, str, str], None] = {}
        heard: dict[str, dict[str, None]] = {}
        for held in lists:
            for bones, keys in held.heard.items():
                heard.setdefault(bones, {}).update(dict.fromkeys(keys))
            latin |= held.latin
            names += held.names.items()
            hidden.update(held.private)
            pairs |= dict.fromkeys(map(_three, held.joined))
            for key, (forms, languages) in held.words.items():
                word = known.get(key)
                if word is None:
                    known[key] = Word(dict(forms), dict.fromkeys(languages))
                    continue
                ways, spoken = word.printed, word.languages
                for way in forms:
                    ways[way] = ways.get(way, 0) + forms[way]
                for language in languages:
                    if language not in spoken:
                        spoken[language] = None
        romanised: dict[str, str] = {}
        for name, made_of in names:
            stand_for = latin.get(name, {})
            for form in made_of:
                romanised.setdefault(form, stand_for.get(form, name))
        private = frozenset(hidden)
        joined: dict[str, str] = {}
        for first, second, printed in pairs:
            if first not in private and second not in private:
                joined.setdefault(first + second, printed)
        made = cls(
            known,
            {key: name for key, name in joined.items() if key not in known},
            {form: name for form, name in romanised.items() if form not in known},
            {bones: _commonest(known, keys, private) for bones, keys in sorted(heard.items())},
            {},
            private,
        )
        for key in known:
            if key[0] in PARTICLES:
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


def _commonest(known: Mapping[str, Word], keys: Iterable[str], private: frozenset[str]) -> list[str]:
    """The commonest of the words with these keys, as they are printed."""
    found = [known[key] for key in keys if key in known and key not in private]
    return [word.usual for word in sorted(found, key=lambda word: (-word.count, word.usual))[:_HEARD]]


def _three(pair: Sequence[str]) -> tuple[str, str, str]:
    """A pair with what it is printed as: what was kept comes back as a list."""
    first, second, printed = pair
    return first, second, printed


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


def _forms(printed: str) -> Sequence[str]:
    """A word and the parts that a joiner holds together; nothing of a run without blanks."""
    if printed.isascii():  # as most are
        return (printed,)
    return () if is_unspaced(printed) else (printed, *parts(printed))


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


def _joined(texts: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    for text in texts:
        for match in _HYPHENED.finditer(text) if "-" in text else ():
            if not is_unspaced(match[2]):
                yield fold(match[1]), fold(match[2]), match[0]


def _stand_for(name: str, other: str) -> dict[str, str]:
    """The romanised forms of a word, each with a word in Latin letters or, where that is no spelling of it, itself."""
    # Names with as many words may be translations of each other: парламент is no Jogorku.
    alike = {form: SequenceMatcher(None, form, fold(other)).ratio() > _ALIKE for form in romanised(name)}
    return {form: other if is_same else name for form, is_same in alike.items()}


def _in_latin(record: SearchRecord, split: Split) -> dict[str, str]:
    """Of a page of the registers, the words of a name in other letters with those of one in Latin, word for word."""
    if record.kind in (ENTRY, STORY):  # their spellings are of many
        return {}
    names = [split[name] for name in (record.title, *record.spellings)]
    by_length = {len(name): name for name in reversed(names) if "".join(name).isascii()}
    others = (name for name in names if len(name) in by_length and not "".join(name).isascii())
    return {word: other for name in others for word, other in zip(name, by_length[len(name)], strict=True)}
