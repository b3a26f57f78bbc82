"""Names of private persons: what was removed for their sake, nothing repeats."""

from collections.abc import Iterator
from typing import Any

from newsdesk.check.changes.change import Names
from newsdesk.check.changes.fields import text_of
from newsdesk.check.changes.typography import words_of
from newsdesk.check.changes.weights import PRIVATE_ACTORS


def stands_in(words: tuple[str, ...], text: tuple[str, ...]) -> bool:
    """Whether some words stand in a text, one after the other."""
    return any(words == text[at : at + len(words)] for at in range(len(text) - len(words) + 1)) if words else False


class PrivateNames:
    """The names of private persons, of the register and of a record's sources, as they were."""

    def __init__(self, kind: str, data: dict[str, Any], names: Names) -> None:
        self.names = frozenset(filter(None, _named(kind, data, names)))
        self.words = frozenset(word for name in self.names for word in name)

    def __contains__(self, words: object) -> bool:
        """Whether such a name stands among these words, or they are parts of such names only."""
        if not (self.names and isinstance(words, tuple) and words):
            return False
        return self.words.issuperset(words) or any(stands_in(name, words) for name in self.names)


def _named(kind: str, data: dict[str, Any], names: Names) -> Iterator[tuple[str, ...]]:
    for person in names.private:
        yield from map(words_of, (person, *names.of.get(person, ())))
    sources = data.get("sources") if kind == "entries" else None
    for source in sources if isinstance(sources, list) else []:
        if isinstance(source, dict):
            is_named = source.get("actor") in PRIVATE_ACTORS and source.get("identified") == "named"
            if is_named or text_of(source.get("who")) in names.private:
                for key in ("name", "name_printed"):
                    yield words_of(text_of(source.get(key)))
