"""Names of private persons: what was removed for their sake, nothing repeats."""

from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from itertools import takewhile
from typing import Any

from newsdesk.check.changes.change import Names
from newsdesk.check.changes.fields import text_of
from newsdesk.check.changes.private.spelling import Spellings
from newsdesk.check.changes.typography import Token
from newsdesk.check.changes.weights import PRIVATE_ACTORS
from newsdesk.evidence.words import located, words

PRIVATE = "the name of a private person"
"""What messages say in the place of one."""
# A word that begins as a part of a name does may be a form of it that no table has: so many letters are alike,
# so many of the part are not, and so many come behind.
_ALIKE, _OTHER, _BEHIND = 4, 2, 5


def stands_in(words: tuple[str, ...], text: tuple[str, ...]) -> bool:
    """Whether some words stand in a text, one after the other."""
    return any(words == text[at : at + len(words)] for at in range(len(text) - len(words) + 1)) if words else False


@lru_cache(maxsize=4096)
def _spelt(name: str) -> Spellings:
    """All forms of a name: the same private persons stand beside many records."""
    return Spellings([name])


class PrivateNames:
    """The names of private persons, of the register and of a record's sources, as they were.

    A name is known with whatever hangs on it: possessives, endings of cases, hyphens.
    """

    def __init__(self, kind: str, data: dict[str, Any], names: Names) -> None:
        self.data = data
        self.persons = [frozenset(filter(words, person)) for person in _named(kind, data, names)]
        self.names = frozenset[str]().union(*self.persons)

    @cached_property
    def parts(self) -> frozenset[str]:
        """The words of the names of those who stand in the record: of others a single word says nothing."""
        here = frozenset(self.named(text_of(self.data)))
        return frozenset(word for person in self.persons if person & here for name in person for word in words(name))

    def named(self, text: str) -> Iterator[str]:
        """The names that stand whole in a text."""
        raw = text.encode("utf-8", "replace")
        return (name for name in self.names if _spelt(name).may_stand_in(raw) and _spelt(name).spans(text))

    def withheld(self, new: dict[str, Any]) -> frozenset[str]:
        """The names that stood in the record and stand there no more, its corrections and its evidence aside."""
        return frozenset(self.named(_without_corrections(self.data))) - frozenset(self.named(_without_corrections(new)))

    def are_repeated(self, said: str, new: dict[str, Any]) -> bool:
        """Whether a text names somebody whose name stands in the record no more, whole or in part."""
        if not (self.names and said):
            return False
        if here := frozenset(self.named(said)):
            return bool(here & self.withheld(new))
        some = {word.text for word in located(said) if not said[word.start].islower() and self.is_part(word.text)}
        if not some:
            return False
        parts = {part for name in self.withheld(new) for part in words(name)}
        some -= set(words(_without_corrections(new)))
        return any(is_form(word, part) for word in some for part in parts)

    def __contains__(self, text: object) -> bool:
        """Whether such a name stands in a text, or the text is parts of such names only."""
        if not (self.names and isinstance(text, str)):
            return False
        found = words(text)
        return bool(found) and (any(True for _ in self.named(text)) or all(map(self.is_part, found)))

    def is_part(self, word: str) -> bool:
        """Whether a word is one of a name, in any form."""
        return word in self.parts or any(is_form(word, part) for part in self.parts)

    def are_in(self, removed: Iterable[Token]) -> bool:
        """Whether words that went out of a text hold such a name, or a part of one that is written as a name."""
        if not self.names:
            return False
        removed = tuple(removed)
        if " ".join(token.text for token in removed) in self:
            return True
        return any(
            self.is_part(word)
            for token in removed
            if token.kind == "word" and (token.is_capital or token.text.lower() == token.text.upper())
            for word in words(token.text)
        )


def _without_corrections(data: dict[str, Any]) -> str:
    return text_of({key: value for key, value in data.items() if key not in ("corrections", "evidence")})


def is_form(word: str, part: str) -> bool:
    """Whether a word may be a part of a name, in any form: in doubt it is."""
    if word == part or _spelt(part).spans(word):
        return True
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(word, part, strict=False)))
    return alike >= max(_ALIKE, len(part) - _OTHER) and len(word) - alike <= _BEHIND


def _named(kind: str, data: dict[str, Any], names: Names) -> Iterator[tuple[str, ...]]:
    for person in names.private:
        yield (person, *names.of.get(person, ()))
    sources = data.get("sources") if kind == "entries" else None
    for source in sources if isinstance(sources, list) else []:
        if isinstance(source, dict):
            is_named = source.get("actor") in PRIVATE_ACTORS and source.get("identified") == "named"
            if is_named or text_of(source.get("who")) in names.private:
                yield tuple(text_of(source.get(key)) for key in ("name", "name_printed"))
