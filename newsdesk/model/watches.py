"""Saved searches of a collection's owner: what they look for, each a page and feeds of its own."""

from collections.abc import Iterator
from typing import Annotated, Self

from pydantic import AfterValidator, model_validator
from pydantic_core import PydanticCustomError

from newsdesk.model.codes import Country, Id
from newsdesk.model.record import Record, Text


def _check_words(text: str) -> str:
    if any(map(str.isalnum, text)):
        return text
    hint = {"text": text[:80], "hint": "Write a word, or several that stand side by side."}
    raise PydanticCustomError("empty-watch", 'There is no letter or digit in "{text}".', hint)


Phrase = Annotated[Text, AfterValidator(_check_words)]


class SavedSearch(Record):
    """Entries that have one of each kind of thing that is named here."""

    id: Id
    """The last part of its address, `/watches/<id>/`."""
    title: Text
    """What the page is called."""
    about: Text | None = None
    """One sentence for readers; without it the page says what is looked for."""
    words: tuple[Phrase, ...] = ()
    """Words of titles, summaries, sources and context notes, written in any way that search knows."""
    people: tuple[Id, ...] = ()
    """Ids in people.yaml: whom an entry cites."""
    outlets: tuple[Id, ...] = ()
    """Ids in outlets.yaml: who published an article."""
    stories: tuple[Id, ...] = ()
    """Ids in stories.yaml."""
    countries: tuple[Country, ...] = ()
    """Countries that an entry is about."""

    @model_validator(mode="after")
    def _looks_for_something(self) -> Self:
        if not (self.words or self.people or self.outlets or self.stories or self.countries):
            hint = {"id": self.id, "hint": "Add words, people, outlets, stories or countries.", "field": "id"}
            raise PydanticCustomError("empty-watch", 'The saved search "{id}" looks for nothing.', hint)
        return self

    def named(self) -> Iterator[tuple[str, int, str]]:
        """The records that it names: the register, the place in its field, and the id."""
        for register in ("people", "outlets", "stories"):
            for at, name in enumerate(getattr(self, register)):
                yield register, at, name


def _apart(watches: tuple[SavedSearch, ...]) -> tuple[SavedSearch, ...]:
    ids = [watch.id for watch in watches]
    if twice := next((name for name in ids if ids.count(name) > 1), None):
        hint = {"id": twice, "hint": "Give each its own: it is a part of the address."}
        raise PydanticCustomError("duplicate-id", 'Two saved searches have the id "{id}".', hint)
    return watches


Watches = Annotated[tuple[SavedSearch, ...], AfterValidator(_apart)]
