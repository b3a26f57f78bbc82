"""Whom a text names, by sides: names of the registers, and those of countries and peoples by CLDR."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from newsdesk.collection.balance.words import capitals_of, tokens
from newsdesk.evidence.names import forms
from newsdesk.interface import Words
from newsdesk.model import Outlet, Person, Place
from newsdesk.model.attribution import Grammar, folded, grammar_of
from newsdesk.model.codes import countries, languages_of

# A stem of fewer letters begins too many other words.
_STEM = 4
_VOWELS = frozenset("aeiouyаеёиоуыэюяйіїєәөүұáéíóúãõç")


@dataclass(frozen=True, slots=True)
class Name:
    """A name: its words, each in every form that it may take, and whose it is; no side for whoever has none."""

    words: tuple[frozenset[str], ...]
    side: str | None
    capitals: int
    """How many of the first two letters are capitals, so that a word with fewer in a text is another one."""


@dataclass(slots=True)
class Names:
    """All names of a collection in the language of its prose."""

    listed: Mapping[str, Sequence[Name]]
    """By each form of the first word, the longest first."""
    stems: Mapping[str, str]
    """Beginnings of the names of countries and places."""
    are_capital: bool
    """Whether the names of peoples begin with a capital."""
    grammar: Grammar
    digest: str
    """The same digest, the same names."""
    tag: str
    """The language of the prose."""
    known: dict[tuple[str, int], Sequence[Name]] = field(default_factory=dict)

    def at(self, words: Sequence[str], capitals: Sequence[int], start: int) -> tuple[int, str | None]:
        """How many words of a name begin here, and its side; 0 where none does."""
        key = words[start], capitals[start]
        found = self.known.get(key)
        if found is None:
            found = self.known[key] = self._beginning(*key)
        for name in found:
            here = words[start : start + len(name.words)]
            if len(here) == len(name.words) and all(map(_is_form, here, name.words)):
                return len(here), name.side
        return 0, None

    def _beginning(self, word: str, capital: int) -> Sequence[Name]:
        bare = word.partition("'")[0]
        listed = [*self.listed.get(word, ()), *(self.listed.get(bare, ()) if bare != word else ())]
        found = [name for name in listed if capital >= name.capitals]
        if not any(len(name.words) == 1 for name in found) and (country := self._people(bare, capital)):
            found.append(Name((frozenset({word}),), country, 0))
        return sorted(found, key=lambda name: -len(name.words))

    def _people(self, word: str, capital: int) -> str | None:
        """The country whose people or language is called so."""
        if self.are_capital and not capital:
            return None
        for size in range(len(word) - 1, _STEM - 1, -1):
            country = self.stems.get(word[:size])
            if country and self.grammar.endings.fullmatch(word[size:]):
                return country
        return None


def _is_form(word: str, some: frozenset[str]) -> bool:
    return word in some or word.partition("'")[0] in some


def names_of(words: Words, people: Iterable[Person], places: Iterable[Place], outlets: Iterable[Outlet]) -> Names:
    """The names of some registers and of all countries, in the language of the words."""
    places = tuple(places)
    listed: dict[tuple[str, ...], set[str | None]] = {}
    capital: dict[tuple[str, ...], int] = {}
    for text, side in _named(words, people, places, outlets):
        found = tokens(text)
        name = tuple(token.word for token in found if token.is_word)
        if name:
            listed.setdefault(name, set()).add(side)
            capital[name] = capitals_of(text, found[0])
    by_first: dict[str, list[Name]] = {}
    for name, sides in listed.items():
        variants = [frozenset(folded(form) for form in some) for some in _variants(list(name), words.tag)]
        # What two sides share names neither.
        made = Name(tuple(variants), next(iter(sides)) if len(sides) == 1 else None, capital[name])
        for form in variants[0]:
            by_first.setdefault(form, []).append(made)
    for same in by_first.values():
        same.sort(key=lambda name: -len(name.words))
    stems = _stems(words, places)
    text = repr((words.tag, sorted((name, sorted(map(str, sides))) for name, sides in listed.items())))
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return Names(by_first, stems, _are_capital(words), grammar_of(words.tag), digest, words.tag)


def _are_capital(words: Words) -> bool:
    return all(words.names.languages.get(tag, "A")[0].isupper() for tag in ("de", "fr", "ru"))


def _variants(name: list[str], tag: str) -> list[frozenset[str]]:
    found = forms(name, tag)
    if tag.startswith("ru"):  # an adjective agrees with its noun
        ends = {"ий": ("ая", "ое", "ие"), "ый": ("ая", "ое", "ые")}
        found = [
            some.union(*(forms([word[:-2] + end], tag)[0] for end in ends.get(word[-2:], ())))
            for word, some in zip(name, found, strict=True)
        ]
    return found


def _called(words: Words, code: str) -> set[str]:
    """What a country is called here, and what the collection calls it and its people."""
    known = countries().get(code)
    usual = {known, words.names.territories.get(code, known), words.pgettext("country", known)} if known else set[str]()
    return usual | set(words.countries.get(code, ()))


def _codes(words: Words) -> list[str]:
    return sorted({*countries(), *words.countries})


def _named(
    words: Words, people: Iterable[Person], places: Iterable[Place], outlets: Iterable[Outlet]
) -> Iterator[tuple[str, str | None]]:
    for code in _codes(words):
        for one in _called(words, code):
            yield one, code
            if len(initials := "".join(word[0] for word in one.split() if word[0].isupper())) > 1:
                yield initials, code
        yield from ((called, code) for called in _of_language(words, code))
    for person in people:
        side = person.side or person.country
        for one in (person.name, *(name.text for name in (person.name_native, *person.aliases) if name)):
            yield one, side
        for role in person.roles:
            if _is_of_somebody(role.text):
                yield role.text, side
    for place in places:
        for one in (place.name, *(name.text for name in (place.name_native, *place.aliases) if name)):
            yield one, place.country
    for outlet in outlets:
        for one in outlet.spellings:
            yield one, outlet.country.value


def _is_of_somebody(role: str) -> bool:
    """Whether an office says whose it is: Mayor of Specimen, but not Foreign Minister."""
    parts = role.split()
    small = next((at for at, part in enumerate(parts) if part[0].islower()), len(parts))
    return any(part[0].isupper() for part in parts[small + 1 :])


def _stems(words: Words, places: Iterable[Place]) -> dict[str, str]:
    """Beginnings of names of countries and places: whole ones go before those without their last vowels."""
    levels: list[dict[str, set[str]]] = [{}, {}, {}]
    for one, code in _stemmed(words, places):
        stem = folded(one)
        if not stem.isalpha():
            continue
        for cut, level in enumerate(levels):
            if len(stem) - cut < _STEM or (cut and stem[-cut] not in _VOWELS):
                break
            level.setdefault(stem[: len(stem) - cut], set()).add(code)
    found: dict[str, str | None] = {}
    for level in levels:
        for stem, codes in level.items():
            found.setdefault(stem, next(iter(codes)) if len(codes) == 1 else None)
    return {stem: code for stem, code in found.items() if code}


def _stemmed(words: Words, places: Iterable[Place]) -> Iterator[tuple[str, str]]:
    for code in _codes(words):
        yield from ((one, code) for one in (*_called(words, code), *_of_language(words, code)))
    yield from ((place.name, place.country) for place in places)


def _of_language(words: Words, code: str) -> Iterator[str]:
    """What people and language are called in one: Kyrgyz, but not English in the United States."""
    own = words.names.territories.get(code) or countries().get(code, "")
    for language in languages_of(code) if own else ():
        called = words.names.languages.get(language.replace("-", "_"))
        if called and folded(called)[:3] == folded(own)[:3]:
            yield called
