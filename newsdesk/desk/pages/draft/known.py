"""What the collection knows of people, outlets and topics: its files come in, ids and habits by name go out."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from heapq import nlargest
from typing import Any
from weakref import WeakKeyDictionary

from newsdesk.check.shape import todos
from newsdesk.check.unfinished import says_draft
from newsdesk.desk.office import Desk
from newsdesk.interface import Words
from newsdesk.load import Document

# Of so many of the newest entries it is looked up how they code a source.
NEWEST = 500
_REGISTERS = ("people", "outlets", "topics", "stories", "places")
Habit = tuple[str, str | None, list[str]]
"""A source of an entry by its id or its name in small letters, how it was coded there, and the topics of the entry."""


@dataclass(slots=True)
class Known:
    """Names in any of their spellings, in small letters, and what entries made of them."""

    words: Words
    """In which language it is said what a guess rests on."""
    ids: dict[str, str] = field(default_factory=dict)
    """Ids of people and outlets; a name that two have is no one's."""
    names: dict[str, dict[str, str]] = field(default_factory=lambda: {register: {} for register in _REGISTERS})
    """How each record is called, by register and id."""
    words_for: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Each topic by its id, in all languages that it has a word in."""
    outlets: frozenset[str] = frozenset()
    countries: dict[str, str] = field(default_factory=dict)
    """The country of an outlet, by its id."""
    actors: dict[str, Counter[str]] = field(default_factory=dict)
    """How entries coded a source, by its id or its name in small letters."""
    topics: dict[str, Counter[str]] = field(default_factory=dict)
    """The topics of entries in which a source speaks, by its id or name."""

    def id_of(self, *names: str | None) -> str | None:
        """The id of whoever has one of these names."""
        return next((self.ids[name.casefold()] for name in names if name and self.ids.get(name.casefold())), None)


@dataclass(slots=True)
class _Seen:
    """What was made of which documents: kept with them, since a number of one that is gone comes back for another."""

    registers: tuple[Document | None, ...]
    known: Known
    entries: dict[str, tuple[Document | None, list[Habit]]] = field(default_factory=dict)


_SEEN: WeakKeyDictionary[Desk, _Seen] = WeakKeyDictionary()


def known_of(desk: Desk) -> Known:
    """What is known now: of registers and of each entry it is looked up again only when that file has changed."""
    with desk.reading():
        documents = desk.living.documents
        registers = tuple(documents.get(f"{name}.yaml") for name in _REGISTERS)
        seen = _SEEN.get(desk)
        if (
            seen is None
            or seen.known.words is not desk.words
            or any(now is not then for now, then in zip(registers, seen.registers, strict=True))
        ):
            seen = _SEEN[desk] = _Seen(registers, _read(desk.words, documents))
        newest = nlargest(NEWEST, (inner for inner in documents if "/" in inner and "/_" not in inner))
        entries = {}
        for name in newest:
            document, then = documents[name], seen.entries.get(name)
            entries[name] = then if then and then[0] is document else (document, list(_habits(document)))
        if entries.keys() != seen.entries.keys() or any(one is not seen.entries[name] for name, one in entries.items()):
            seen.entries = entries
            _count(seen.known, entries)
        return seen.known


def _read(words: Words, documents: Mapping[str, Document | None]) -> Known:
    known = Known(words)
    doubled: set[str] = set()
    for register in _REGISTERS:
        for id, record in _records(documents, register):
            spellings = list(_spellings(record))
            if register == "topics":
                known.words_for[id] = tuple(one.casefold() for one in spellings)
            known.names[register][id] = str(record.get("name_en") or (spellings[0] if spellings else id))
            # Who is not public is offered to nobody.
            if register not in ("people", "outlets") or record.get("public") is False:
                continue
            for spelling in spellings:
                folded = spelling.casefold()
                doubled |= {folded} if known.ids.get(folded, id) != id else set()
                known.ids[folded] = id
    for name in doubled:
        del known.ids[name]
    known.outlets = frozenset(known.names["outlets"])
    for id, record in _records(documents, "outlets"):
        country = record.get("country")
        value = country.get("value") if isinstance(country, dict) else country
        if isinstance(value, str) and len(value) == 2:
            known.countries[id] = value
    return known


def _count(known: Known, entries: Mapping[str, tuple[Document | None, list[Habit]]]) -> None:
    known.actors, known.topics = {}, {}
    for _, habits in entries.values():
        for key, actor, topics in habits:
            if actor:
                known.actors.setdefault(key, Counter())[actor] += 1
            known.topics.setdefault(key, Counter()).update(one for one in topics if one in known.names["topics"])


def _habits(document: Document | None) -> Iterator[Habit]:
    data = document.data if document else {}
    # What nobody has finished is no habit yet, and least of all that of the entry which is being written.
    if says_draft(data) or any(True for _ in todos(data)):
        return
    sources, listed = data.get("sources"), data.get("topics")
    topics = [one for one in listed if isinstance(one, str)] if isinstance(listed, list) else []
    for source in sources if isinstance(sources, list) else ():
        if not isinstance(source, dict):
            continue
        actor = source.get("actor")
        who, name = source.get("who"), source.get("name")
        keys = {who if isinstance(who, str) else "", name.casefold() if isinstance(name, str) else ""}
        for key in sorted(keys - {"", "todo"}):
            yield key, actor if isinstance(actor, str) and actor != "TODO" else None, topics


def _records(documents: Mapping[str, Document | None], register: str) -> Iterator[tuple[str, dict[str, Any]]]:
    document = documents.get(f"{register}.yaml")
    records = document.data.get(register) if document else None
    for id, record in records.items() if isinstance(records, dict) else ():
        if isinstance(record, dict):
            yield str(id), record


def _spellings(record: dict[str, Any]) -> Iterator[str]:
    aliases = record.get("aliases")
    values = [record.get(name) for name in ("name", "title", "name_en", "name_native")]
    for value in [*values, *(aliases if isinstance(aliases, list) else ())]:
        text = value.get("text") if isinstance(value, dict) else value
        if isinstance(text, str) and text.strip():
            yield text.strip()
