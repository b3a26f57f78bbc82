"""Every spelling of whoever and whatever a text names: one look at each of its words."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from newsdesk.collection import Collection
from newsdesk.evidence.names import forms
from newsdesk.interface import languages
from newsdesk.model import Name, Outlet, Person, PersonKind, Place, Topic
from newsdesk.model.codes import countries
from newsdesk.views.search.abroad import Abroad, cities, in_all_letters, names_abroad
from newsdesk.views.search.keys import CJK

_WORD = re.compile(rf"[{CJK}]|(?:(?![{CJK}_])[\w'’‘ʻʼ`])+")
_MARKS = re.compile("[\u0300-\u036f\u0640\u064b-\u065f\u0670]")
_FOLDED = str.maketrans("ё’‘ʻʼ`أإآىک", "е'''''ااايك")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
# Forms of one word seldom differ in these letters: candidates are kept under those of one or two words.
_ONE, _OF_TWO = 3, (2, 4)
# Shorter names that stand alone are words of a language as often as names: "Lu", "Fly".
_ALONE = 4


@dataclass(frozen=True, slots=True)
class _Pattern:
    words: tuple[frozenset[str], ...]
    record: str


@dataclass(frozen=True, slots=True)
class Spellings:
    """The spellings of all public records, and which words may begin one of them."""

    of: dict[str, tuple[Name, ...]] = field(default_factory=dict)
    """By kind and id, such as `people/ona-primer`; nothing of a country, which is named abroad."""
    abroad: dict[str, tuple[Abroad, ...]] = field(default_factory=dict)
    """Countries, and places that are cities known to CLDR, to be named in these languages."""
    languages: tuple[str, ...] = ()
    """The languages of the collection and of the interface, its own first."""
    starts: dict[str, list[_Pattern]] = field(default_factory=dict)
    heads: set[str] = field(default_factory=set)
    """The first letters of all patterns, by which most words are passed over."""

    @classmethod
    def known(cls, collection: Collection) -> "Spellings":
        """The spellings in a collection's registers and of all countries; none that a private person has."""
        own = collection.settings.language
        found = cls(languages=in_all_letters([own, *sorted({*collection.by_language, *languages()} - {own})]))
        private = {
            tuple(_folded(name.text))
            for person in collection.people.values()
            if not person.public
            for name in names_of(person)
        }
        for kind, records in (
            ("people", collection.people), ("places", collection.places), ("outlets", collection.outlets)
        ):  # fmt: skip
            for name, record in records.items():
                if getattr(record, "public", True):
                    found._add(f"{kind}/{name}", record, private)
        for code in countries():
            # In the language of the collection, in which most of an entry is written.
            found._look_for(f"countries/{code}", names_abroad(Abroad(code, (own,))), private)
            found.abroad[f"countries/{code}"] = (found.country(code),)
        return found

    @classmethod
    def of_records(cls, records: Mapping[str, Person | Place | Outlet]) -> "Spellings":
        """The spellings of some records alone, by kind and id."""
        found = cls()
        for key, record in records.items():
            found._add(key, record, set())
        return found

    def country(self, code: str) -> Abroad:
        """A country, to be named in the languages of the collection."""
        return Abroad(code, self.languages)

    def _add(self, key: str, record: Person | Place | Outlet, private: set[tuple[str, ...]]) -> None:
        names = names_of(record)
        domains = record.domains if isinstance(record, Outlet) else ()
        self.of[key] = (*names, *(Name(text=domain, language="en") for domain in domains))
        self._look_for(key, names, private)
        if isinstance(record, Place) and (zone := cities().get((record.country, record.name.lower()))):
            self.abroad[key] = (Abroad(zone, self.languages),)

    def _look_for(self, key: str, names: Iterable[Name], private: set[tuple[str, ...]]) -> None:
        for name in names:
            words = _folded(name.text)
            is_short = len(words) == 1 and len(words[0]) < _ALONE and not name.text.isupper()
            if words and not is_short and tuple(words) not in private:
                pattern = _Pattern(tuple(forms(words, _language(name))), key)
                self.heads.add(words[0][: _OF_TWO[0]])
                candidates = self.starts.setdefault(_start(words), [])
                if pattern not in candidates:
                    candidates.append(pattern)

    def named_in(self, texts: Iterable[str]) -> Iterator[str]:
        """The keys of the records that texts name, in order."""
        found: dict[str, None] = {}
        for text in texts:
            words = _words(text)
            for at, word in enumerate(words):
                if word[0].islower():
                    continue
                one = _fold(word)
                if one[: _OF_TWO[0]] not in self.heads:
                    continue
                two = f"{one[: _OF_TWO[0]]} {_fold(words[at + 1])[: _OF_TWO[1]]}" if at + 1 < len(words) else ""
                for start in (one[:_ONE], two):
                    for pattern in self.starts.get(start, ()):
                        if pattern.record not in found and _stands(pattern.words, words, at):
                            found[pattern.record] = None
        return iter(found)


def _stands(pattern: tuple[frozenset[str], ...], words: list[str], at: int) -> bool:
    if at + len(pattern) > len(words):
        return False
    return all(_fold(words[at + further]) in known for further, known in enumerate(pattern))


def _start(words: list[str]) -> str:
    if len(words) < 2:
        return words[0][:_ONE]
    return f"{words[0][: _OF_TWO[0]]} {words[1][: _OF_TWO[1]]}"


def _words(text: str) -> list[str]:
    return _WORD.findall(text if text.isascii() else _MARKS.sub("", unicodedata.normalize("NFC", text)))


@lru_cache(maxsize=65536)
def _fold(word: str) -> str:
    folded = word.lower().translate(_FOLDED).strip("'")
    return folded.removesuffix("'s")


def _folded(text: str) -> list[str]:
    return [_fold(word) for word in _words(text)]


def _language(name: Name) -> str:
    if name.language:
        return name.language
    return "ru" if _CYRILLIC.search(name.text) else "en"


def names_of(record: Person | Place | Outlet | Topic) -> list[Name]:
    """Every name of a record, each with its language where that is known: of a first name, English."""
    if isinstance(record, Outlet):
        own = [Name(text=record.name, language=record.name_language)]
        own += [Name(text=record.name_en, language="en")] if record.name_en else []
    else:
        own = [Name(text=record.name, language="en")]
        own += [record.name_native] if not isinstance(record, Topic) and record.name_native else []
    return [*own, *record.aliases]


def said_alone(person: Person) -> Iterator[str]:
    """The names that stand for a person or body in a text: of a person the last word as well, of a body none alone."""
    for name in names_of(person):
        yield name.text
        if person.kind is PersonKind.PERSON:
            yield name.text.split()[-1]
