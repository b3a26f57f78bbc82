"""Titles of office: a role as a record has it comes in; what it is called in all languages goes out, part by part."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from babel.core import get_global

from newsdesk.collection import Collection
from newsdesk.evidence.names import LITTLE, forms
from newsdesk.evidence.support.reading.numerals import locale_of, read
from newsdesk.model import Person, PersonKind
from newsdesk.model.codes import countries
from newsdesk.views.search.abroad import Abroad, names_abroad
from newsdesk.views.search.keys import fold, words
from newsdesk.views.search.spellings import Spellings, names_of

# Letters that stand for a word when candidates are looked up.
_START = 3
# An adjective of a country begins as its name does: киргизский, Киргизия.
_STEM = 4
# What parts a title from the next, its parts, and what one part may be called.
OFFICES, PARTS, NAMES = "|", ";", "/"


@dataclass(frozen=True, slots=True)
class _Known:
    """What a row of words in a role is: an office, a country or a body, which is called in these ways."""

    words: tuple[frozenset[str], ...]
    part: str


@dataclass(frozen=True, slots=True)
class Offices:
    """The offices, countries and bodies that roles are made of, and what each is called."""

    starts: dict[str, list[_Known]] = field(default_factory=dict)
    tongues: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """By part: what it is called, each with its language; nothing of a country, which is named abroad as well."""

    @classmethod
    def known(cls, collection: Collection, spelled: Spellings) -> "Offices":
        """Offices in the languages of the collection and of the interface, and the bodies of its register."""
        own = collection.settings.language
        found = _everywhere(spelled.languages, own)
        found = cls({start: [*rows] for start, rows in found.starts.items()}, {**found.tongues})
        for body in collection.people.values():
            if body.kind is not PersonKind.PERSON and body.public:
                called = [(name.text, name.language or own) for name in names_of(body)]
                found._add(called, [text for text, _ in called], own)
        return found

    def _add(self, called: Sequence[tuple[str, str]], written: Iterable[str], own: str) -> None:
        part = NAMES.join(dict.fromkeys(filter(None, (" ".join(_telling(text)) for text, _ in called))))
        if part and part not in self.tongues:
            self.tongues[part] = tuple(called)
            for text in dict.fromkeys(written):
                row = [fold(word) for word in _telling(text)]
                if row:
                    self.starts.setdefault(row[0][:_START], []).append(_Known(tuple(forms(row, own)), part))

    def of(self, roles: Iterable[str]) -> tuple[str, dict[str, str]]:
        """Roles as search compares them, and the words of other languages in them with these languages.

        Of the roles, each once: `|` stands between two, `;` between the parts of one, `/` between the names of a part.
        """
        made: dict[str, None] = {}
        spoken: dict[str, dict[str, None]] = {}
        for role in roles:
            parts = list(self._parts(role))
            # The President of Russia is Russia's president.
            made[PARTS.join(sorted(dict.fromkeys(parts)))] = None
            for text, language in (one for part in parts for one in self.tongues.get(part, ())):
                spoken.setdefault(language, {})[text] = None
        made.pop("", None)
        return OFFICES.join(made), {", ".join(texts): language for language, texts in spoken.items()}

    def _parts(self, role: str) -> Iterator[str]:
        printed = _telling(role)
        keys, at = [fold(word) for word in printed], 0
        while at < len(keys):
            fitting = [one for one in self.starts.get(keys[at][:_START], ()) if _stands(one.words, keys, at)]
            # An office before a body whose name is longer: its ministry may be called in more ways.
            best = max(fitting, key=lambda one: len(one.words), default=None)
            yield best.part if best else printed[at]
            at += len(best.words) if best else 1


def offices_of(
    collection: Collection, spelled: Spellings, person: Person, roles: Iterable[str]
) -> tuple[str, dict[str, str]]:
    """What `Offices.of` says of a person's roles; a body is called what its office is: the Foreign Ministry of Moor."""
    known = collection.once(("offices",), lambda: Offices.known(collection, spelled))
    return known.of([*roles, *([person.name] if person.kind is not PersonKind.PERSON else [])])


def _stands(row: Sequence[frozenset[str]], keys: Sequence[str], at: int) -> bool:
    return at + len(row) <= len(keys) and all(keys[at + further] in known for further, known in enumerate(row))


def _telling(text: str) -> list[str]:
    """The words of a title without little ones, such as "of the"."""
    return [word for word in words(text) if word not in LITTLE]


def _offices(code: str) -> Mapping[str, Sequence[str]]:
    known: Mapping[str, Sequence[str]] = read("offices", code).get("offices", {})
    return known


@cache
def _everywhere(languages: tuple[str, ...], own: str) -> Offices:
    """Offices and countries, which are the same for all collections in these languages; not to be changed."""
    found = Offices()
    codes = list(dict.fromkeys(tag.split("-")[0].lower() for tag in languages))
    for name in read("offices", "en")["offices"]:
        said = [(text, code) for code in codes for text in _offices(code).get(name, ())]
        found._add(said, [text for text, code in said if code in (own.split("-")[0], "en")], own)
    for code in countries():
        called = list(_names(code, languages))
        found._add(called, [text for text, tag in called if tag in (own, "en")], own)
    return found


def _names(code: str, languages: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """What a country is called, and what is said of what is its own: Kyrgyzstan, киргизский."""
    for tag in languages:
        named = [name.text for name in names_abroad(Abroad(code, (tag,)))]
        yield from ((text, tag) for text in named)
        yield from ((text, tag) for text in _of_language(tag).get(code, ()) if _is_near(text, named))
    for tag in dict.fromkeys(tag.split("-")[0].lower() for tag in languages):
        yield from ((text, tag) for text in read("offices", tag).get("countries", {}).get(code, ()))


def _is_near(text: str, others: Iterable[str]) -> bool:
    return any(fold(text)[:_STEM] == fold(other)[:_STEM] for other in others)


@cache
def _of_language(tag: str) -> Mapping[str, Sequence[str]]:
    """By country, what a language calls the languages that CLDR expects there."""
    likely, locale = get_global("likely_subtags"), locale_of(tag)
    found: dict[str, list[str]] = {}
    for code, name in (locale.languages if locale else {}).items():
        if len(code) == 2 and (full := likely.get(code)):
            found.setdefault(full.split("_")[-1], []).append(name)
    return found
